"""Ledger rows for tests: one that is filled in, and a strategy that makes any."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import strategies as st

from tracker.records import LedgerRow

ROW = LedgerRow(
    statement_id=12,
    statement_key="9f2c-1",
    speaker="Ilse Brandt",
    speaker_as_printed="Foreign Minister Ilse Brandt",
    role_as_printed="Foreign Minister",
    country="AUT",
    said_on="2024-03-01",
    said_on_start="2024-03-01",
    said_on_end="2024-03-01",
    said_on_basis="sentence",
    said_on_text="on Friday",
    claim="the grain corridor would “stay open”, come what may",
    quote="stay open",
    manner="mixed",
    cue="said",
    addressee="Tomás Okello",
    addressee_as_printed="President Okello",
    occasion_kind="call",
    occasion="a phone call with President Okello",
    occasion_place="Vienna",
    occasion_on="2024-03-01",
    topics=("trade", "security"),
    confidence="high",
    status="extracted",
    note=None,
    article_id=3,
    title="Corridor to stay open, minister says",
    outlet="The Harbour Post",
    author="Ana Roig",
    url="https://example.org/corridor",
    published="2024-03-02",
    accessed="2024-03-05",
    source_offsets=((0, 28),),
    cue_offsets=((29, 33),),
    content_offsets=((44, 66), (70, 94)),
    text_sha256="ab" * 32,
    extractor="1",
    utterance_id=4,
    report_count=2,
)


def make_row(**changes: Any) -> LedgerRow:
    """Give the filled-in row with some fields changed."""
    return dataclasses.replace(ROW, **changes)


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LINES = TEXT | st.none()
OFFSETS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=3).map(tuple)

ROWS = st.builds(
    LedgerRow,
    **{
        field.name: {
            "int": st.integers(1, 10**9),
            "int | None": st.integers(1, 10**9) | st.none(),
            "str": TEXT,
            "str | None": LINES,
            "Spans": OFFSETS,
            "tuple[str, ...]": st.lists(st.sampled_from(["trade", "energy", "security"]), unique=True).map(tuple),
        }[str(field.type)]
        for field in dataclasses.fields(LedgerRow)
    },
)
