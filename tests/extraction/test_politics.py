"""Turns of phrase of political reporting: campaigns, debates, court rulings, polls, checks of facts, tabloids."""

from __future__ import annotations

import pytest

from tests.extraction.reading import contents, said

HOLT = "Senator Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the reporter takes over again
        (
            f'{HOLT} conceded that the ad was "not helpful," and she said she would pull it.',
            ['the ad was "not helpful,"', "she would pull it"],
        ),
        (
            f"{HOLT} argued that profits were to blame, and she touted a law on fares.",
            ["profits were to blame", "a law on fares"],
        ),
        (
            f"{HOLT} said she has the votes, though she conceded it would be close.",
            ["she has the votes", "it would be close"],
        ),
        (
            "One former minister said she had been hounded, while another member suggested the party wanted her gone.",
            ["she had been hounded", "the party wanted her gone"],
        ),
        (
            f'{HOLT} told parents that it "expects a normal day" but advised them to check the list.',
            ['it "expects a normal day"', "them to check the list"],
        ),
        (
            f"{HOLT} told reporters she had not seen the ad — an odd thing to say, as she had shared it.",
            ["she had not seen the ad"],
        ),
        (f"{HOLT} denied the tale — a claim that records contradict.", ["the tale"]),
        (
            f"{HOLT} says the ban — a position that her rival has dropped — and the fine must stay.",
            ["the ban — a position that her rival has dropped — and the fine must stay"],
        ),
        ("Five percent said they were undecided, and 4% chose Ben Orlo.", ["they were undecided"]),
        # pieces of quotations
        (f'{HOLT} pledged in a statement to "meet every standard" and left.', ['"meet every standard"']),
        ('In a radio ad, Ben Orlo promises to "fund the harbour first."', ['"fund the harbour first."']),
        (
            f'The party says {HOLT} "cut the fund by half and then left the council."',
            [f'{HOLT} "cut the fund by half and then left the council."'],
        ),
        # questions
        (f"{HOLT} asked the mayor whether he had read the bill.", ["he had read the bill"]),
        (f"{HOLT} asked which parts.", ["which parts"]),
        (f"{HOLT} asked Ben Orlo, yes or no, whether the vote was fair.", ["yes or no, whether the vote was fair"]),
        # what a relative clause describes
        (
            f'The fund, which {HOLT} described in May as "a gift to the mayor," led to a suit.',
            ['which … as "a gift to the mayor,"'],
        ),
        (
            f"He proposed a toll, an idea that even {HOLT} rejected as unworkable.",
            ["a toll", "an idea that … as unworkable"],
        ),
        (f'They bought what {HOLT} called "an awful lot of fish."', ['what … "an awful lot of fish."']),
        # a clause that opens the sentence, and one that goes on behind the cue
        (f"If she loses, {HOLT} joked last month, she'll sell boats.", ["If she loses … she'll sell boats"]),
        (
            f"She plans to argue, {HOLT} said, that the contract saved money.",
            ["She plans to argue … that the contract saved money"],
        ),
        (
            f"When a guest asked if she would run, as Ben Orlo has proposed, {HOLT} laughed.",
            ["she would run, as Ben Orlo has proposed"],
        ),
        # objects that stand for words, and such as are none
        (f"{HOLT} denied that, saying the plaintiffs were late.", ["that", "the plaintiffs were late"]),
        ("The union has called that plan an insult.", ["that plan an insult"]),
        (f'"The plan will fail," said {HOLT}, who requested anonymity to speak of it.', ['"The plan will fail,"']),
    ],
)
def test_what_was_said_ends_where_the_reporter_takes_over(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{HOLT} can be heard calling the lobby "a bunch of crooks".', ("Ada Holt", 'the lobby "a bunch of crooks"')),
        (f"{HOLT} can be heard telling donors that she would back the toll.", ("Ada Holt", "she would back the toll")),
        (f"{HOLT}, a Republican elected in May, said that the court was wrong.", ("Ada Holt", "the court was wrong")),
        (f"{HOLT} — there are such people — argues that the toll is fair.", ("Ada Holt", "the toll is fair")),
        ("No 10 denied that.", ("United Kingdom", "that")),
        ("The local NHS trust confirmed that work would begin.", ("local NHS trust", "work would begin")),
        ('"It is over," one pal revealed.', ("pal", '"It is over,"')),
        (
            "According to two people involved in the talks, the mayor has paid.",
            ("two people involved in the talks", "the mayor has paid"),
        ),
        ('In a tweet posted during the break, Holt wrote: "Kesh, you heard him."', ("Holt", '"Kesh, you heard him."')),
        (
            '"He cannot count," texted a Democratic member from the north.',
            ("Democratic member from the north", '"He cannot count,"'),
        ),
        (f"{HOLT} shot back that the mayor was lying.", ("Ada Holt", "the mayor was lying")),
    ],
)
def test_who_says_it_is_found_over_what_stands_between(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


def test_two_relative_clauses_in_a_row_have_one_antecedent() -> None:
    text = "The toll may fall, says Kwame Holt, who runs a group and who told me that he has met three rivals."
    assert said(text)[-1] == ("Kwame Holt", "he has met three rivals")


def test_the_main_clause_speaks_for_itself_behind_a_clause_with_when() -> None:
    text = 'When one guest jokes that the toll is low, the mayor laughed and said, "Do not tell anybody."'
    assert said(text)[-1] == ("mayor", '"Do not tell anybody."')


def test_a_relative_clause_inside_an_apposition_ends_at_the_main_verb() -> None:
    text = f"{HOLT}, a mother of two who describes herself as a lifelong rebel, said she voted early."
    assert contents(text) == ["herself as a lifelong rebel", "she voted early"]
