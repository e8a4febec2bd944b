"""One value as one cell of a table, and the ways in which spreadsheets must be kept from misreading it."""

from __future__ import annotations

import json
import re

from tracker.ledger.columns import LIST_SEPARATOR, Column, Kind

CELL_LIMIT = 32_767
"""How many characters a cell of Excel holds, counted in UTF-16 as Excel does."""

_CUT = " … [cut here: {} more characters]"
# What a spreadsheet takes for a formula, an apostrophe of our own, a number, or a month.
_MISREAD = r"\s*[=+\-@＝＋－＠'\t\r]|[0-9.]+(?:[eE][0-9]+)?\Z|\d{4}-\d\d\Z"
_HARMFUL = re.compile(_MISREAD)
_GUARDED = re.compile(f"'(?={_MISREAD})")


def to_cell(column: Column, row: object) -> str:
    """Write a row's value for a column: None is empty, topics have "; " between them, offsets are a JSON list."""
    value = column.read(row)
    if value is None:
        return ""
    if column.kind is Kind.OFFSETS:
        return json.dumps(value)
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(str(item) for item in value)
    return str(value)


def guard(cell: str, kind: Kind) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, a number (a key of digits), or a month.

    ``release`` takes it off again. Numbers, and dates that a spreadsheet reads as the dates that they are, stay.
    """
    if kind is Kind.NUMBER or (kind in (Kind.EDTF, Kind.TEXT) and cell.isdigit()):
        return cell
    return f"'{cell}" if _HARMFUL.match(cell) else cell


def release(cell: str) -> str:
    """Take off the apostrophe that ``guard`` put before a cell."""
    return cell[1:] if _GUARDED.match(cell) else cell


def cut(cell: str) -> str:
    """Shorten a text that no cell of Excel holds, and say in it how much is missing; shorter ones stay as they are."""
    if len(cell) <= CELL_LIMIT // 2 or measure(cell) <= CELL_LIMIT:
        return cell
    kept = cell
    while True:
        mark = _CUT.format(f"{len(cell) - len(kept):,}")
        excess = measure(kept) + len(mark) - CELL_LIMIT
        if excess <= 0:
            return kept + mark
        # A character takes one or two units: taking off half the excess never takes off too much.
        kept = kept[: len(kept) - (excess + 1) // 2]


def measure(text: str) -> int:
    """How long Excel finds a text: a character beyond the basic plane counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
