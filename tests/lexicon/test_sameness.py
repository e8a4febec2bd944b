"""Which wordings are near each other, by what, and where two of them differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.sameness import Weights, Wording, compare_wordings, find_differences
from tracker.lexicon.tables import read_table

FRESH = Weights({}, 0)
BREAD = "Whoever blocks the corridor blocks bread."


def near(one: Wording, other: Wording, weights: Weights = FRESH) -> float:
    same = compare_wordings(one, other, weights)
    return 0.0 if same is None else same.score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the grain corridor will stay open until the harvest", "the corridor for grain would stay open until harvest"),
        ("Kenya would send forty inspectors to river ports", "Kenya will send 40 inspectors to the river ports"),
        ("Beijing firmly supports Caracas in trade", "China firm in supporting Venezuelan trade"),
        ("the U.S. deplores the attacks on hospitals", "America deplored attacks on a hospital"),
    ],
)
def test_other_words_for_the_same(one: str, other: str) -> None:
    assert near(Wording(one), Wording(other)) > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yeah.", "Yeah."),
        ("Thank you very much, everyone.", "Thank you very much, everyone."),
        ("wheat prices had fallen", "the corridor would stay open"),
        ("the ministers met on Friday", "the ministers left for Graz with their envoys and without the draft treaty"),
    ],
)
def test_what_says_too_little_or_something_else(one: str, other: str) -> None:
    assert near(Wording(one), Wording(other)) < 0.4


def test_a_quotation_outweighs_words_in_another_order() -> None:
    whole = Wording(f"We keep our word to every farmer on the river. {BREAD} And bread is peace.", None)
    quoted = Wording(BREAD, BREAD)
    shuffled = Wording("corridor bread blocks")
    assert near(Wording(whole.content, whole.content), quoted) > 0.8
    assert near(whole, quoted) > near(whole, shuffled)
    same = compare_wordings(whole, quoted, FRESH)
    assert same is not None
    assert same.reasons == ("a quotation of 6 words",)
    assert same.run == BREAD.rstrip(".")


def test_a_quotation_inside_a_paraphrase_ties_it_to_the_quotation() -> None:
    mixed = Wording(f"“{BREAD[:-1]}” and that harvests, roads and mills need ships", BREAD[:-1])
    assert near(mixed, Wording(BREAD, BREAD)) > 0.8
    assert near(Wording("harvests, roads, mills need ships when corridors block"), Wording(BREAD, BREAD)) < 0.6


def test_rare_words_weigh_more() -> None:
    common = Weights({"cooper": 900, "strength": 900, "corridor": 1, "harvest": 1}, 1000)
    assert common["corridor"] > 2 * common["cooper"]
    assert near(Wording("strengthening cooperation"), Wording("stronger cooperation"), common) < 0.3
    assert common.sum(["corridor", "harvest"]) == 2 * common["corridor"]


def test_saying_no_and_naming_others_count_against() -> None:
    yes, no = "the corridor will stay open all summer", "the corridor will not stay open all summer"
    assert near(Wording(yes), Wording(no)) < near(Wording(yes), Wording(f"{yes} long"))
    graz, lech = "the ministers welcomed Graz as host", "the ministers welcomed Lech as host"
    same = compare_wordings(Wording(graz), Wording(lech), FRESH)
    assert same is not None
    assert "but they name others" in same.reasons


def test_little_of_the_shorter_one_is_no_tie() -> None:
    one, other = Wording("ports, ships and grain"), Wording("ports, wheat, maize")
    assert compare_wordings(one, other, FRESH, least=0.5) is None
    assert compare_wordings(one, other, FRESH) is not None
    assert compare_wordings(one, Wording("nothing of it"), FRESH) is None


def test_long_texts_do_not_take_long() -> None:
    """A hundred thousand words are compared like any others: the same at once, others as far as a run is looked for."""
    speech = " ".join(f"barley{number % 5000} leaves the port" for number in range(25_000))
    assert near(Wording(speech, speech), Wording(speech)) > 0.9
    assert find_differences([speech, speech]) == [(), ()]


@given(st.text(), st.text())
def test_comparing_is_the_same_both_ways_and_knows_itself(one: str, other: str) -> None:
    ours, theirs = Wording(one, one), Wording(other)
    assert near(ours, theirs) == near(theirs, ours)
    assert 0 <= near(ours, theirs) <= near(ours, ours) + 1e-9 or near(theirs, theirs) >= near(ours, theirs)


def test_plain_words_are_written_as_they_are_compared() -> None:
    table = read_table("plain_words")
    for word in (*table["plain"].split(), *table["turning"].split()):
        assert word == word.lower()
        assert word.isalnum()
    assert not set(table["plain"].split()) & set(table["turning"].split())


# ------------------------------------------------------------------------------------------------ differences


def marked(*texts: str) -> list[list[str]]:
    return [[text[a:b] for a, b in spans] for text, spans in zip(texts, find_differences(texts), strict=True)]


def test_words_that_no_other_has_are_told() -> None:
    assert marked("an all-weather strategic partnership", "an all-weather strategic cooperative partnership") == [
        [],
        ["cooperative"],
    ]
    assert marked("We will keep our word.", "Austria would keep its word!", "we keep Our Word now") == [
        ["will"],
        ["Austria would", "its"],
        ["now"],
    ]
    assert marked("the grain corridor stays", "the corridor for grain stays") == [[], ["for"]]
    assert marked("alone") == [[]]
    assert marked("Ça va", "ca VA") == [[], []]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_differences_are_stretches_of_their_text_in_order(texts: list[str]) -> None:
    found = find_differences(texts)
    assert len(found) == len(texts)
    for text, spans in zip(texts, found, strict=True):
        flat = [place for span in spans for place in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert find_differences([texts[0], texts[0]]) == [(), ()]
