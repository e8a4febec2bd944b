"""Asides that name the source of what stands around them: "according to X", "as X put it"."""

from __future__ import annotations

import pytest

from tests.extraction.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Norland, the ferry would sail.", [("Norland", "the ferry would sail")]),
        ("The ferry would sail, according to Norland.", [("Norland", "The ferry would sail")]),
        ("The ferry, according to Norland, would sail again.", [("Norland", "The ferry … would sail again")]),
        (
            "According to two sailors who attended the dinner, the mayor fell asleep.",
            [("two sailors who attended the dinner", "the mayor fell asleep")],
        ),
        (
            "According to Norland, the ferry was full; the mayor walked home in the rain.",
            [("Norland", "the ferry was full")],
        ),
        (
            "According to Norland, the ferry was full of tea; coffee; and sugar.",
            [("Norland", "the ferry was full of tea; coffee; and sugar")],
        ),
        # no comma closes the source, yet the sentence goes on
        ("Divers according to the ministry recovered ten bodies.", [("ministry", "Divers … recovered ten bodies")]),
        # the medium only relays another's words
        (
            "The mayor said the ferry would sail, according to the Sorrel Post.",
            [("mayor", "the ferry would sail")],
        ),
        (
            "The mayor said the ferry would sail, according to the daily Al-Marsad.",
            [("mayor", "the ferry would sail")],
        ),
        ("The ban is a mistake, as Ada Holt, the minister, put it.", [("Ada Holt", "The ban is a mistake")]),
        (
            'As a farmer near Sorrel, Ada Holt, put it, "We have no bread."',
            [("Ada Holt", '"We have no bread."')],
        ),
    ],
)
def test_an_aside_names_the_source(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The seats were given out according to size.",
        "The ferry sailed as planned.",
        "The crew was paid according to the rules of the harbour.",
        "She works as a pilot in Sorrel.",
    ],
)
def test_what_names_no_source(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to two sailors, who saw it all, the mayor fell asleep.", ["the mayor fell asleep"]),
        ("According to a survey released on Monday by Norland, fares fell sharply.", ["fares fell sharply"]),
        ("The ferry, per the ministry, had sunk off the coast.", ["The ferry … had sunk off the coast"]),
        ("The ban is a mistake, as the minister has often put it.", ["The ban is a mistake"]),
        ("Fares rose; the ferry, as the minister noted, had sunk.", ["the ferry … had sunk"]),
        ("The ferry sank twice per year on average.", []),
        ("The flight costs $80 million per Astronaut.", []),
        ("The ban is a mistake, as was reported by nobody.", []),
    ],
)
def test_further_asides(text: str, expected: list[str]) -> None:
    assert [content for _, content in said(text)] == expected
