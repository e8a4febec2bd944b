"""The stages joined: the seed article to the character, and pairs of text and expected statements."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput, ExtractedStatement, Extraction, Manner

SEED = (
    (Path(__file__).parents[2] / "seeds" / "2025-05-09-xi-maduro-moscow.txt")
    .read_text("utf-8")
    .split("---\n", 2)[2]
    .strip()
)
PUBLISHED = "2025-05-09"


def read(text: str, published: str | None = PUBLISHED) -> Extraction:
    return extract(ArticleInput(text=text, published=published), load_lexicon())


def told(text: str, statement: ExtractedStatement) -> tuple[str | None, str, str]:
    """Give a statement as (speaker, cue, content) in words."""
    cue = " … ".join(text[a:b] for a, b in statement.cue)
    return statement.speaker, cue, " … ".join(text[a:b] for a, b in statement.content)


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


def summary(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, " … ".join(text[a:b] for a, b in s.content)) for s in read(text).statements]


def without_owner(pairs: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Drop the name before "'s vision", which renaming changes."""
    return [(who, re.sub(r"^\S+'s (?=vision)", "", what)) for who, what in pairs]


def test_seed_gives_its_ten_statements() -> None:
    assert without_owner(summary(SEED)) == expected_of_seed(SEED, "Xi Jinping", "Nicolas Maduro")
    statements = read(SEED).statements
    assert {s.manner for s in statements} == {Manner.INDIRECT}
    assert [s.said_on.edtf if s.said_on else None for s in statements] == ["2025-05-09"] * 10


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
    assert without_owner(summary(text)) == expected_of_seed(text, xi_full, maduro_full)


@pytest.mark.parametrize("said", ["stressed", "noted", "emphasized", "underlined", "stated", "pointed out", "affirmed"])
def test_seed_with_other_verbs(said: str) -> None:
    text = re.sub(r"\bsaid\b", said, SEED)
    assert without_owner(summary(text)) == expected_of_seed(text, "Xi Jinping", "Nicolas Maduro")


def test_seed_with_its_paragraphs_in_another_order() -> None:
    paragraphs = SEED.split("\n\n")
    # the openings that name both stay first; each speaker's words swap places
    text = "\n\n".join([paragraphs[0], paragraphs[1], *paragraphs[5:], *paragraphs[2:5]])
    assert sorted(without_owner(summary(text)), key=str) == sorted(
        expected_of_seed(text, "Xi Jinping", "Nicolas Maduro"), key=str
    )


HOLT = "Foreign Minister Ada Holt of Norland"

PAIRS: list[tuple[str, list[tuple[str | None, str, str]]]] = [
    # ---- cues before, behind and inside
    (f"{HOLT} said on Monday that the ferry would sail.", [("Ada Holt", "said", "the ferry would sail")]),
    (f"The ferry would sail, {HOLT} said on Monday.", [("Ada Holt", "said", "The ferry would sail")]),
    (
        f"The ferry, {HOLT} said, would sail again in June.",
        [("Ada Holt", "said", "The ferry … would sail again in June")],
    ),
    (
        "The ferry would sail, said Ada Holt, the foreign minister of Norland.",
        [("Ada Holt", "said", "The ferry would sail")],
    ),
    (
        f"Noting that trade had doubled, {HOLT} said the ferry would sail, adding that fares would fall.",
        [
            ("Ada Holt", "Noting", "trade had doubled"),
            ("Ada Holt", "said", "the ferry would sail"),
            ("Ada Holt", "adding", "fares would fall"),
        ],
    ),
    (
        f"{HOLT} told reporters in Sorrel on Monday that the ferry would sail.",
        [("Ada Holt", "told", "the ferry would sail")],
    ),
    (
        f"{HOLT} said in a statement that the ferry would sail.",
        [("Ada Holt", "said", "the ferry would sail")],
    ),
    # ---- speech acts with objects
    (
        f"{HOLT} praised the crew and called for a new harbour.",
        [("Ada Holt", "praised", "the crew"), ("Ada Holt", "called for", "a new harbour")],
    ),
    (f"{HOLT} urged Kesh to lift the ban.", [("Ada Holt", "urged", "Kesh to lift the ban")]),
    (f"{HOLT} called on Kesh to lift the ban.", [("Ada Holt", "called on", "Kesh to lift the ban")]),
    (f"{HOLT} pledged to lift the ban.", [("Ada Holt", "pledged to", "lift the ban")]),
    (
        f"{HOLT} expressed gratitude for the help of Kesh.",
        [("Ada Holt", "expressed", "gratitude for the help of Kesh")],
    ),
    (f"{HOLT} accused Kesh of piracy.", [("Ada Holt", "accused", "Kesh of piracy")]),
    (f"{HOLT} described the ban as a mistake.", [("Ada Holt", "described", "the ban as a mistake")]),
    (f"{HOLT} called the ban a mistake.", [("Ada Holt", "called", "the ban a mistake")]),
    (
        f"{HOLT} reiterated support for the treaty; affirmed the need for talks; and pledged to lift the ban.",
        [
            ("Ada Holt", "reiterated", "support for the treaty"),
            ("Ada Holt", "affirmed", "the need for talks"),
            ("Ada Holt", "pledged to", "lift the ban"),
        ],
    ),
    # ---- passives and asides
    ("The ban was condemned by Norland.", [("Norland", "was condemned by", "The ban")]),
    (
        "Ada Holt was quoted by the Sorrel Post as saying the ferry would sail.",
        [("Ada Holt", "saying", "the ferry would sail")],
    ),
    ("According to Norland, the ferry would sail.", [("Norland", "According to", "the ferry would sail")]),
    ("The ferry would sail, according to Norland.", [("Norland", "according to", "The ferry would sail")]),
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
def test_statement(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert [told(text, statement) for statement in read(text).statements] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holt met Viktor Prandt in Sorrel on Monday.",
        "The two ministers signed an agreement on fishing.",
        "Ada Holt believes that the ferry will sail.",
        "The said agreement lapsed in March.",
        "Needless to say, the harbour was closed.",
        "The minister declined to comment.",
        "The ministry did not say whether the ferry would sail.",
        "The report card was published by the school.",
        "State media are owned by the ministry.",
        "There are reportedly ten ferries in the harbour.",
        "Her calls went unanswered for a week.",
        "Ada Holt will announce the date next week.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert summary(text) == []


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
