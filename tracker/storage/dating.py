"""The days that a statement is filtered and sorted by: its own date, or else its article's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.edtf import EdtfDate
    from tracker.records import SaidOn

# Stand for the open ends of an interval, so that comparisons need no special case; NULL means no date at all.
OPEN_START = "0001-01-01"
OPEN_END = "9999-12-31"

DERIVED = frozenset({"dated_from", "dated_to"})
"""Columns that triggers set from others whenever these are set."""


def date_statement(said_on: SaidOn | None, published: EdtfDate | None) -> tuple[str | None, str | None]:
    """First and last day for filters and sorting, both None where neither statement nor article is dated."""
    dated = said_on if said_on is not None else published
    if dated is None:
        return None, None
    return dated.start or OPEN_START, dated.end or OPEN_END
