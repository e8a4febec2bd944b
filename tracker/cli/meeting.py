"""A meeting as both sides tell of it: each one's words in a column of its own, from all articles about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tracker.cli.beside import print_beside
from tracker.cli.terminal import paint, show
from tracker.edtf import parse_edtf
from tracker.ledger.controls import flatten
from tracker.records import LedgerRow

# Articles on one meeting date it a day apart: time zones, and "on Friday" in the paper of Saturday.
_DAYS_APART = 1


def print_meetings(rows: Iterable[LedgerRow], names: tuple[str, str]) -> int:
    """Print statements that two speakers made to each other, meeting by meeting, and give their number."""
    count = 0
    for meeting in _part(sorted(rows, key=lambda row: (_day(row) or "9999", row.article_id, row.statement_id))):
        if count:
            show()
        count += len(meeting)
        show(paint(" · ".join(_describe(meeting)), "heading"))
        show()
        joint = [row for row in meeting if all(_speaks(row, name) for name in names)]
        alone = [row for row in meeting if row not in joint]
        left, right = ([_write(row) for row in alone if _speaks(row, name)] for name in names)
        if left or right:
            print_beside(names, left, right)
        if joint:
            if alone:
                show()
            print_beside((" and ".join(names), ""), [_write(row) for row in joint], [])
    return count


def _part(rows: list[LedgerRow]) -> Iterator[list[LedgerRow]]:
    """The rows of each meeting; those without a day stand with those of their article."""
    meeting: list[LedgerRow] = []
    for row in rows:
        if meeting and not _belongs(row, meeting[-1]):
            yield meeting
            meeting = []
        meeting.append(row)
    if meeting:
        yield meeting


def _belongs(row: LedgerRow, before: LedgerRow) -> bool:
    days = [_day(row), _day(before)]
    if None in days:
        return row.article_id == before.article_id
    first, last = sorted(date.fromisoformat(day) for day in days if day)
    return (last - first).days <= _DAYS_APART


def _day(row: LedgerRow) -> str | None:
    """The day of the occasion, or else that on which it was said, or else that of the article."""
    for written in (row.occasion_on, row.said_on, row.published):
        if written and (value := parse_edtf(written)).start:
            return value.start
    return None


def _describe(meeting: list[LedgerRow]) -> Iterator[str]:
    yield min((day for row in meeting if (day := _day(row))), default="undated")
    yield from sorted({row.occasion_kind for row in meeting if row.occasion_kind})
    yield from sorted({flatten(row.occasion_place) for row in meeting if row.occasion_place})
    yield " ".join(dict.fromkeys(f"A{row.article_id}" for row in meeting))


def _speaks(row: LedgerRow, name: str) -> bool:
    """Tell if a row's speakers are or include the one named, also where it has no more than the surname."""
    speakers = (row.speaker or "").split(" and ")
    return any(speaker == name or speaker in name.split() for speaker in speakers)


def _write(row: LedgerRow) -> str:
    return f"S{row.statement_id} {row.claim}"
