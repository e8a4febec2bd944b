"""The words that tell how firm a claim is, as they stand in its text."""

from __future__ import annotations

import pytest

from tracker.lexicon.strength_words import find_strength_words
from tracker.records import ClaimKind, ExtractedClaim


def claim(text: str, marker: str) -> ExtractedClaim:
    return ExtractedClaim((0, len(text)), text, ClaimKind.COMMITMENT, marker=marker)


def test_strength_words_are_found_in_their_order() -> None:
    found = claim("we are not only ready to help, we are ready to pay", "are … ready to")
    assert [found.text[slice(*span)] for span in find_strength_words(found)] == ["are", "ready to"]
    assert find_strength_words(claim("we pay", "will")) == []


@pytest.mark.parametrize(("text", "marker"), [("we’ll pay", "’ll"), ("we won’t pay", "wo"), ("we won't pay", "wo")])
def test_strength_words_hang_together_with_their_neighbours(text: str, marker: str) -> None:
    (span,) = find_strength_words(claim(text, marker))
    assert text[slice(*span)] == marker
