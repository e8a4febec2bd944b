"""What claims are called: read as people type it, written as records do, and in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.records.claims import ClaimReference

NUMBERS = st.integers(min_value=1, max_value=10**9 - 1)


@given(NUMBERS, NUMBERS)
def test_a_written_reference_is_read_back(statement: int, number: int) -> None:
    reference = ClaimReference(statement, number)
    assert ClaimReference.of(str(reference)) == ClaimReference.read(str(reference)[1:]) == reference


@pytest.mark.parametrize("typed", ["", "S12", "12", "S1.", "S1.2.3", "A1.2", "S-1.2"])
def test_what_is_none_is_told(typed: str) -> None:
    assert ClaimReference.read(typed) is None
    with pytest.raises(ValueError, match="is no number of a claim"):
        ClaimReference.of(typed)


def test_references_stand_in_the_order_of_their_numbers() -> None:
    written = ["S10.1", "S2.10", "S2.9"]
    assert [str(reference) for reference in sorted(map(ClaimReference.of, written))] == ["S2.9", "S2.10", "S10.1"]
