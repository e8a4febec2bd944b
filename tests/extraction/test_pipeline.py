"""The stages joined: the seed article to the character, and pairs of text and expected statements."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.reading import Told, read, said, statements
from tracker.records import Extraction, Manner

SEED = (
    (Path(__file__).parents[2] / "seeds" / "2025-05-09-xi-maduro-moscow.txt")
    .read_text("utf-8")
    .split("---\n", 2)[2]
    .strip()
)


def expected_of_seed(text: str, xi: str, maduro: str) -> list[tuple[str, str]]:
    """The ten contents by where they begin and end in the seed, with their speakers."""
    bounds = [
        (xi, "China and Venezuela are good partners", "and social stability"),
        (xi, "China and Venezuela have forged", "changing international situation"),
        (xi, "since the two countries elevated", "popular among the two peoples"),
        (xi, "China has always viewed", "so as to better benefit the two peoples"),
        (xi, "China is ready to work", "Latin America and the Caribbean"),
        (maduro, "China is a great friend", "of Venezuela"),
        (maduro, "his gratitude for China", "economic and social development"),
        (maduro, "Venezuela is looking forward", "so as to better benefit the two peoples"),
        (maduro, "vision of building a community", "world peace and development"),
        (maduro, "Venezuela is willing to strengthen", "of the international community"),
    ]
    found = []
    for speaker, begin, end in bounds:
        start = text.index(begin)
        found.append((speaker, text[start : text.index(end, start) + len(end)]))
    return found


def without_owner(pairs: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Drop the name before "'s vision", which renaming changes."""
    return [(who, re.sub(r"^\S+'s (?=vision)", "", what)) for who, what in pairs]


def test_seed_gives_its_ten_statements() -> None:
    assert without_owner(said(SEED)) == expected_of_seed(SEED, "Xi Jinping", "Nicolas Maduro")
    found = read(SEED).statements
    assert {s.manner for s in found} == {Manner.INDIRECT}
    assert [s.said_on.edtf if s.said_on else None for s in found] == ["2025-05-09"] * 10


@pytest.mark.parametrize(
    ("xi", "xi_full", "maduro", "maduro_full"),
    [
        ("Orlo", "Anders Orlo", "Prandt", "Viktor Prandt"),
        ("Okafor", "Chidi Okafor", "Silva", "Teresa Silva"),
        ("Bai", "Bai Wenqing", "Quispe", "Hernan Quispe"),
    ],
)
def test_seed_with_other_people(xi: str, xi_full: str, maduro: str, maduro_full: str) -> None:
    text = SEED.replace("Xi Jinping", xi_full).replace("Nicolas Maduro", maduro_full)
    text = re.sub(r"\bXi\b", xi, text)
    text = re.sub(r"(?<!Hernan )(?<!Viktor )(?<!Teresa )\bMaduro\b", maduro, text)
    if maduro == "Silva":
        text = text.replace("For his part", "For her part").replace("peoples, he said", "peoples, she said")
    assert without_owner(said(text)) == expected_of_seed(text, xi_full, maduro_full)


@pytest.mark.parametrize("verb", ["stressed", "noted", "emphasized", "underlined", "stated", "pointed out", "affirmed"])
def test_seed_with_other_verbs(verb: str) -> None:
    text = re.sub(r"\bsaid\b", verb, SEED)
    assert without_owner(said(text)) == expected_of_seed(text, "Xi Jinping", "Nicolas Maduro")


def test_seed_with_its_paragraphs_in_another_order() -> None:
    paragraphs = SEED.split("\n\n")
    # the openings that name both stay first; each speaker's words swap places
    text = "\n\n".join([paragraphs[0], paragraphs[1], *paragraphs[5:], *paragraphs[2:5]])
    assert sorted(without_owner(said(text)), key=str) == sorted(
        expected_of_seed(text, "Xi Jinping", "Nicolas Maduro"), key=str
    )


HOLT = "Foreign Minister Ada Holt of Norland"

PAIRS: list[tuple[str, list[Told]]] = [
    # ---- quotations
    (
        f'"The ferry will sail," {HOLT} said. "Fares will fall."',
        [("Ada Holt", "said", '"The ferry will sail," … "Fares will fall."')],
    ),
    (f"{HOLT} said: “The ferry will sail.”", [("Ada Holt", "said", "“The ferry will sail.”")]),
    (
        f"“The ferry,” {HOLT} said, “will sail in June.”",
        [("Ada Holt", "said", "“The ferry,” … “will sail in June.”")],
    ),
    (f"“Will the ferry sail?” {HOLT} asked.", [("Ada Holt", "asked", "“Will the ferry sail?”")]),
    (
        f'{HOLT} criticized the ban: "It helps nobody at all."',
        [("Ada Holt", "criticized", 'the ban: "It helps nobody at all."')],
    ),
    # ---- subjects
    (
        "Ada Holt, who leads the party, said the ferry would sail.",
        [("Ada Holt", "said", "the ferry would sail")],
    ),
    (
        "Ada Holt (Norland), the foreign minister, on Tuesday said the ferry would sail.",
        [("Ada Holt", "said", "the ferry would sail")],
    ),
    (
        "A spokesman for the port authority, Ben Orlo, said the ferry would sail.",
        [("Ben Orlo", "said", "the ferry would sail")],
    ),
    (
        "Officials who attended the talks said the ferry would sail.",
        [("officials", "said", "the ferry would sail")],
    ),
    # ---- one statement each
    (
        f"{HOLT} said that the ferry would sail and that fares would fall.",
        [("Ada Holt", "said", "the ferry would sail and that fares would fall")],
    ),
    (
        "The Sorrel news agency reported that Ada Holt said the ferry would sail.",
        [("Ada Holt", "said", "the ferry would sail")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS, ids=[text[:60] for text, _ in PAIRS])
def test_statement(text: str, expected: list[Told]) -> None:
    assert statements(text) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read(text: str) -> None:
    check_spans(text, read(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"said|Holt|Minister|that|he|according to|and|the ferry|would sail|noting".split("|"),
                *",.\"“”'():—",
                "\n\n",
            ]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_row_of_cues_is_read(words: list[str]) -> None:
    text = " ".join(words)
    check_spans(text, read(text))


def check_spans(text: str, extraction: Extraction) -> None:
    for statement in extraction.statements:
        assert statement.content
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(text)
        assert list(statement.content) == sorted(statement.content)


def test_the_same_text_gives_the_same_statements() -> None:
    assert read(SEED) == read(SEED)


def test_a_network_of_one_letter_ends_a_sentence() -> None:
    text = "The deal is done, Minister Ada Holt announced on X. During the talks, trade fell, Ben Orlo said."
    assert said(text) == [("Ada Holt", "The deal is done"), ("Ben Orlo", "During the talks, trade fell")]


def test_which_stands_for_the_state_and_not_for_what_is_done_with_it() -> None:
    text = "It was done in coordination with the United Kingdom, which announced new rules."
    assert said(text) == [("United Kingdom", "new rules")]


def test_by_what_something_goes_is_part_of_what_is_said() -> None:
    text = "Ada Holt said that Norway opposes drawing lines according to ideology, and seeks none."
    assert said(text) == [("Ada Holt", "Norway opposes drawing lines according to ideology, and seeks none")]


def test_what_is_expressed_meanwhile_is_the_subjects() -> None:
    text = "Norway’s delegate, while expressing concern over the raid, stressed that sanctions had failed."
    assert [content for _, content in said(text)] == ["concern over the raid", "sanctions had failed"]


def test_an_aside_behind_a_dash_speaks_for_what_the_dash_adds() -> None:
    text = "The Premier called for Norway to be barred -- a plan that Chile rejected, according to two diplomats."
    assert said(text)[1] == ("two diplomats", "a plan that Chile rejected")
