"""The words of commitments.toml: each example comes out as it says."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.lexicon.commitments import relate_claims, word_act
from tracker.lexicon.tables import read_table
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim
from tracker.records.commitments import LinkRelation

EXAMPLES = read_table("commitments")["example"]


def claim(text: str, strength: str | None = None, kind: ClaimKind = ClaimKind.COMMITMENT) -> ExtractedClaim:
    return ExtractedClaim((0, len(text)), text, kind, ClaimStrength(strength) if strength else None)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["later"])
def test_an_example_comes_out_as_it_says(example: dict[str, Any]) -> None:
    first, second = example.get("strengths", ("strong", None))
    later = claim(example["later"], second, ClaimKind.COMMITMENT if second else ClaimKind.ASSERTION)
    relation = relate_claims(claim(example["earlier"], first), later)
    assert (relation and relation.value) == example.get("relation")


def test_a_commitment_of_unknown_strength_only_reaffirms() -> None:
    assert relate_claims(claim("we will pay", "strong"), claim("we pay")) is LinkRelation.REAFFIRMS


def test_a_promise_of_what_was_refused_is_no_link() -> None:
    assert relate_claims(claim("we will not pay", "strong"), claim("we will pay", "strong")) is None


@pytest.mark.parametrize("kind", [ClaimKind.DEMAND, ClaimKind.APPRAISAL, ClaimKind.POSITION, None])
def test_other_kinds_do_nothing_to_a_commitment(kind: ClaimKind | None) -> None:
    later = ExtractedClaim((0, 18), "we opened the port", kind)
    assert relate_claims(claim("we will open the port", "strong"), later) is None


@pytest.mark.parametrize("words", ["the United Nations speed aid", "it is indeed a need"])
def test_names_and_nouns_are_no_past(words: str) -> None:
    assert relate_claims(claim("we will speed aid", "strong"), claim(words, kind=ClaimKind.ASSERTION)) is None


def test_an_act_is_worded_as_it_is_promised() -> None:
    assert (
        word_act("Austria has rebuilt the port and sent engineers") == "Austria has rebuild the port and send engineers"
    )
