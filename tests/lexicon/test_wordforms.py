"""Words by which set phrases are compared: what is one word, and what stays two."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.wordforms import base_of, find_bases, list_spellings, split_words

ALIKE = [
    ("rule", "rules", "ruled", "ruling", "Rules"),
    ("partner", "partners", "Partner’s", "partners’"),
    ("country", "countries"),
    ("defence", "defense"),
    ("recognise", "recognized", "recognising"),
    ("organisation", "organizations"),
    ("neighbour", "neighbors"),
    ("centre", "centers"),
    ("programme", "programs"),
    ("dialogue", "dialogs"),
    ("co-operation", "cooperation", "Co-Operation"),
    ("stop", "stopped", "stopping"),
    ("call", "called", "calls"),
    ("process", "processes"),
    ("crisis", "Crisis"),
    ("Côte", "cote"),
    ("U.S.", "US"),
]
APART = [("thing", "the"), ("need", "ne"), ("four", "for"), ("status", "state"), ("peace", "pea"), ("bring", "br")]


@pytest.mark.parametrize("forms", ALIKE, ids=lambda forms: forms[0])
def test_forms_of_one_word_have_one_base(forms: tuple[str, ...]) -> None:
    assert len({find_bases(form) for form in forms}) == 1
    assert len(find_bases(forms[0])) == 1


@pytest.mark.parametrize("pair", APART, ids=lambda pair: pair[0])
def test_different_words_stay_apart(pair: tuple[str, str]) -> None:
    assert base_of(pair[0]) != base_of(pair[1])


def test_hyphens_part_words_and_prefixes_do_not() -> None:
    assert find_bases("all-weather, re-affirmed people-to-people") == (
        "all", "weather", "reaffirm", "peopl", "to", "peopl",
    )  # fmt: skip
    assert find_bases("the multi-lateral order") == find_bases("The Multilateral orders")


def test_spellings_are_of_the_same_base() -> None:
    assert list_spellings("defence") == ("defence", "defense")
    assert "co-operation" in list_spellings("cooperation")
    assert "cooperation" in list_spellings("co-operation")
    assert list_spellings("China’s") == ("china",)


@given(st.text(max_size=60))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    words = split_words(text)
    assert all(
        text[word.start : word.end].strip() and base_of(text[word.start : word.end]) == word.base for word in words
    )
    assert tuple(word.base for word in words) == find_bases(text)
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_every_spelling_of_a_word_has_its_base(word: str) -> None:
    assert {find_bases(spelling) for spelling in list_spellings(word)} == {(base_of(word),)}
