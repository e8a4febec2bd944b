"""Stretches of a text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.records.spans import Span, join_spans

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda pair: (pair[0], sum(pair))))


def test_spans_that_touch_or_overlap_become_one() -> None:
    assert join_spans([(6, 9), (0, 3), (3, 5), (8, 12)]) == ((0, 5), (6, 12))


@given(SPANS)
def test_joined_spans_hold_the_same_characters_apart_and_in_order(spans: list[Span]) -> None:
    joined = join_spans(spans)
    assert {at for span in joined for at in range(*span)} == {at for span in spans for at in range(*span)}
    assert all(before[1] < after[0] for before, after in pairwise(joined))
