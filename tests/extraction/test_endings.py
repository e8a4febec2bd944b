"""Where what was said ends and the reporter goes on."""

from __future__ import annotations

import pytest

from tests.extraction.reading import contents, statements

HOLT = "Minister Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # clauses
        (
            f"{HOLT} said the ferry would sail, hours after the bodies were found.",
            ["the ferry would sail"],
        ),
        (
            f"{HOLT} said the ferry would sail hours after the storm ended.",
            ["the ferry would sail hours after the storm ended"],
        ),
        (f"{HOLT} said the ferry would sail, without giving a date.", ["the ferry would sail"]),
        (f"{HOLT} said the ferry could not sail without a pilot.", ["the ferry could not sail without a pilot"]),
        (f"{HOLT} said the ferry would sail, according to the Sorrel Post.", ["the ferry would sail"]),
        (
            f"{HOLT} said that the ferry would sail and that fares would fall.",
            ["the ferry would sail and that fares would fall"],
        ),
        (f"{HOLT} said that fares would fall, a move that pleased the islanders.", ["fares would fall"]),
        # objects
        (f"{HOLT} criticised the ban on Monday.", ["the ban"]),
        (f"{HOLT} criticised the ban in 2019.", ["the ban"]),
        (f"{HOLT} criticised the ban at the time.", ["the ban"]),
        (f"{HOLT} criticised the ban without naming Kesh.", ["the ban"]),
        (f"{HOLT} criticised the ban on Kesh.", ["the ban on Kesh"]),
        (f"{HOLT} criticised the rise in fares.", ["the rise in fares"]),
        (f"{HOLT} criticised the ban after meeting the mayor.", ["the ban"]),
        (f"{HOLT} criticised the ban so she could win votes.", ["the ban"]),
        (f"{HOLT} called for an end to the ban by saying it was unjust.", ["an end to the ban", "it was unjust"]),
        (f"{HOLT} underlined the need for talks and invited the mayors to Sorrel.", ["the need for talks"]),
        (f"{HOLT} underlined the need for talks and for trust.", ["the need for talks and for trust"]),
        # the main verb of a sentence whose subject the report is part of
        ("A petition calling for a ban has gathered names in Sorrel.", ["a ban"]),
        ("The Harbour Party, which says the ban is unjust, won ten seats.", ["the ban is unjust"]),
        ("The Harbour Party won ten seats and says the ban is unjust.", ["the ban is unjust"]),
        # quotations
        (f'"We could not win," {HOLT} said, and the flag came down.', ['"We could not win,"']),
        (f'{HOLT} said, "We could not win," and the flag came down.', ['"We could not win,"']),
        (f'{HOLT} said "hostile forces" were at work.', ['"hostile forces" were at work']),
        (
            f'{HOLT} promised "peace", "bread" and "open ports for all of us".',
            ['"peace", "bread" and "open ports for all of us"'],
        ),
    ],
)
def test_where_content_ends(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another speaker takes over
        (
            f"{HOLT} said the ferry would sail, and Mayor Viktor Prandt said fares would fall.",
            [("Ada Holt", "said", "the ferry would sail"), ("Viktor Prandt", "said", "fares would fall")],
        ),
        (
            f"{HOLT} said the ferry would sail, while Mayor Viktor Prandt noted that fares would fall.",
            [("Ada Holt", "said", "the ferry would sail"), ("Viktor Prandt", "noted", "fares would fall")],
        ),
        (
            f"{HOLT} requested that the ban be lifted, and assured the mayor that fares would fall.",
            [("Ada Holt", "requested", "the ban be lifted"), ("Ada Holt", "assured", "fares would fall")],
        ),
        # a report inside what was said is the speaker's own
        (
            f"{HOLT} said that the mayor had promised to lift the ban.",
            [("Ada Holt", "said", "the mayor had promised to lift the ban")],
        ),
        (
            f'{HOLT} described the crossing as "fantastic," further telling reporters that fares would fall.',
            [("Ada Holt", "described", 'the crossing as "fantastic,"'), ("Ada Holt", "telling", "fares would fall")],
        ),
        (
            "Kesh said the ferry would sail, and it urged the crews to stay.",
            [("Kesh", "said", "the ferry would sail"), ("Kesh", "urged", "the crews to stay")],
        ),
    ],
)
def test_where_another_report_begins(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a clause of its own behind a semicolon is the reporter's, one that "and" or "that" takes up is not
        (f"{HOLT} said the ferry would sail; the mayor slept.", ["the ferry would sail"]),
        (
            f"{HOLT} said that the ferry would sail; and that fares would fall.",
            ["the ferry would sail; and that fares would fall"],
        ),
        # what went on meanwhile
        (f"{HOLT} called for calm as at least ten boats sank.", ["calm"]),
        (f"{HOLT} called for calm while the mayor stood outside.", ["calm"]),
        # others say so too
        (
            f"{HOLT} said the ferry would sail and several said fares would fall.",
            ["the ferry would sail", "fares would fall"],
        ),
        (
            "Two hundred islanders replied they would come and a further fifty expressed interest in the fair.",
            ["they would come", "interest in the fair"],
        ),
        (f"{HOLT} said the plan failed and Ben Orlo said it worked.", ["the plan failed", "it worked"]),
        (
            "Norland pledged loyalty to the league, and the league acknowledged the pledge.",
            ["loyalty to the league", "the pledge"],
        ),
        # the reporter's own times
        (f"{HOLT} criticised the ban in August.", ["the ban"]),
        (f"{HOLT} announced elections in August.", ["elections in August"]),
        (f"{HOLT} said the ferry was a risk, prior to setting the fare.", ["the ferry was a risk"]),
        # quotations and what goes on behind them
        (f'{HOLT} called the ban "a very grave mistake" in a speech on Monday.', ['the ban "a very grave mistake"']),
        (f'{HOLT} said "we will stay in port" and left the room.', ['"we will stay in port"']),
    ],
)
def test_further_endings(text: str, expected: list[str]) -> None:
    assert contents(text) == expected
