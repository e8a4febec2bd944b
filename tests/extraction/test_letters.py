"""Letters and guest articles, told from reports by their signature and the first person."""

from __future__ import annotations

import pytest

from tests.extraction.reading import said
from tracker.extraction.letters import find_letter
from tracker.extraction.segmentation import split_paragraphs

BODY = [
    "Your paper says that my country sleeps.",
    "We do not. “They snore,” writes Mr Orlo.",
    "I invite him to visit us.",
]


def letter(*paragraphs: str) -> tuple[str, list[str]] | None:
    text = "\n\n".join(paragraphs)
    found = find_letter(text, split_paragraphs(text))
    if found is None or found.issuer is None:
        return None
    return text[slice(*found.issuer)], [text[a:b] for a, b in found.content]


@pytest.mark.parametrize(
    ("opening", "closing", "name"),
    [
        (["Sir,"], ["Ada Holt\nAmbassador of Kesh to Norland"], "Ada Holt"),
        (["Dear Editor,"], ["Yours faithfully,", "H.E. Ada van Holt\nAmbassador of Kesh"], "Ada van Holt"),
        ([], ["Ada Holt, Foreign Minister of Kesh"], "Ada Holt"),
        (["By Ada Holt"], ["The writer is the ambassador of Kesh to Norland."], "Ada Holt"),
        (["By Dr Ada Holt"], ["Ada Holt is Kesh's foreign minister."], "Ada Holt"),
    ],
)
def test_each_paragraph_is_the_writers(opening: list[str], closing: list[str], name: str) -> None:
    assert letter(*opening, *BODY, *closing) == (name, BODY)


@pytest.mark.parametrize(
    "paragraphs",
    [
        BODY,
        [*BODY, "Ada Holt\nSorrel, 4 May"],
        [*BODY, "The writer is the ambassador of Kesh."],  # and nobody is named
        ["By Ben Orlo", *BODY, "Ada Holt is the ambassador of Kesh."],
        ["The envoy left.", "The talks failed.", "We saw it.", "Ada Holt\nAmbassador of Kesh"],
        ["Ada Holt\nAmbassador of Kesh"],
    ],
)
def test_what_is_no_letter(paragraphs: list[str]) -> None:
    assert letter(*paragraphs) is None


def test_the_signature_names_a_person_of_unfamiliar_name() -> None:
    text = "\n\n".join(["Sir,", *BODY, "Qasmik Ter-Zorlian\nAmbassador of the Republic of Kesh"])
    assert {speaker for speaker, _ in said(text)} == {"Qasmik Ter-Zorlian"}
    assert len(said(text)) == len(BODY)
