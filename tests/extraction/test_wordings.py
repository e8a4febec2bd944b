"""Where a text has a formulation: its own words told from near ones, and what differs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.wordings import find_wordings, make_pattern
from tracker.lexicon.commonness import load_phrase_words
from tracker.records.formulations import Wording


def find(phrase: str, text: str, *, near: bool = True) -> list[Wording]:
    return find_wordings(text, make_pattern(phrase, load_phrase_words()), near=near)


def marked(phrase: str, text: str) -> list[str]:
    return [f"{wording.marked} {'=' if wording.exact else '~'}" for wording in find(phrase, text)]


@pytest.mark.parametrize(
    "text",
    [
        "all-weather strategic partnership",
        "All Weather Strategic Partnerships",
        "an ALL-WEATHER, strategic partnership’s worth",
        "All‑weather strategic partnership",
    ],
)
def test_case_hyphens_and_inflection_make_no_difference(text: str) -> None:
    (found,) = find("all-weather strategic partnership", f"They praised the {text}.")
    assert found.exact
    assert found.text == " ".join(f"They praised the {text}."[slice(*found.span)].split())


def test_accents_and_spellings_make_no_difference() -> None:
    assert find("défense coöperation", "Defence co-operation it is.")[0].exact
    assert find("naive neighbourly defence", "a nai\u0308ve neighborly defense")[0].exact
    assert find("naive neighbourly defence", "a naïve neighborly defense")[0].exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the all-weather strategic cooperative partnership", ["all-weather strategic **cooperative** partnership ~"]),
        ("a strategic partnership", ["~~all-weather~~ strategic partnership ~"]),
        ("the all-weather cooperative partnership", ["all-weather **cooperative** ~~strategic~~ partnership ~"]),
        ("all-weather partnership, strategic", ["all-weather **partnership** strategic ~~partnership~~ ~"]),
        ("a partnership in all weather", []),
        ("all-weather strategic. Partnership came later", ["all-weather strategic ~~partnership~~ ~"]),
        ("partnership alone", []),
        ("", []),
        (
            "all-weather strategic partnership and all-weather strategic friendship partnership",
            ["all-weather strategic partnership =", "all-weather strategic **friendship** partnership ~"],
        ),
    ],
)
def test_near_wordings_are_marked(text: str, expected: list[str]) -> None:
    assert marked("all-weather strategic partnership", text) == expected


def test_the_same_words_in_another_order_are_near() -> None:
    (found,) = find("allies and partners", "our partners and allies")
    assert (found.likeness, found.marked) == (0.9, "**partners and** allies ~~and partners~~")


def test_near_ones_are_left_out_where_nobody_asks() -> None:
    text = "strategic partnership; all-weather strategic partnership"
    assert [wording.exact for wording in find("all-weather strategic partnership", text, near=False)] == [True]


def test_a_phrase_of_small_words_is_found_word_for_word() -> None:
    assert [wording.text for wording in find("now more than ever", "It is, now more than ever, so.")] == [
        "now more than ever"
    ]
    assert find("peace", "Peace and peaceful pieces.")[0].span == (0, 5)


def test_a_phrase_behind_the_end_of_a_sentence_is_found_though_its_words_stand_before_it_too() -> None:
    assert find("peace peace peace", "Peace. Peace, peace, peace.")[0].exact
    assert find("peace for peace", "Peace for. Peace for peace.")[0].exact


WORDS = st.sampled_from(
    ["peace", "order", "rules-based", "the", "of", "Friendly", "partners", "ökologie", ".", "and", "x"]
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, max_size=40), st.sampled_from([" ", "  ", "\n"]))
def test_exact_is_found_wherever_it_is_put(phrase: list[str], around: list[str], gap: str) -> None:
    typed = " ".join(word for word in phrase if word != ".")
    pattern = make_pattern(typed, load_phrase_words())
    if not pattern.bases:
        return
    text = gap.join([*around, typed, *around])
    found = find_wordings(text, pattern)
    assert any(wording.exact for wording in found)
    spans = [wording.span for wording in found]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for wording in found:
        assert wording.exact == all(words.mark.value == "same" for words in wording.words)
