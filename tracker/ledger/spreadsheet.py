"""Ledger rows to an Excel workbook (xlsx): typed dates, and no cell that is a formula or a link. Needs openpyxl.

Rows stream into the file. What XML cannot hold is written as Excel itself writes it (``_x0007_``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.ledger.cells import cut, to_cell
from tracker.ledger.columns import Column, Kind, Layout
from tracker.ledger.extras import require
from tracker.ledger.tables import tell_shortened
from tracker.records import LedgerRow

PLAIN = Layout()

_TITLE = "Ledger"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIRST_YEAR = 1901  # Excel counts days from 1900, a year that it takes for a leap year
# What XML 1.0 refuses or turns into something else, and what would read as such an escape.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A wide column shows its text in lines; the others show one line and let the next column cover the rest.
_WRAPPED = 40


def write_xlsx(rows: Iterable[LedgerRow], path: Path, layout: Layout = PLAIN) -> list[str]:
    """Write a workbook of one sheet: the header frozen and with filters, widths by column, days and numbers typed.

    A day is a date cell, an EDTF expression of another kind is text; so is a day before 1901, which Excel has not. A
    text over the 32,767 characters of a cell is cut, says so, and is told of.
    """
    require("openpyxl", extra="xlsx", purpose="xlsx")
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_TITLE)
    sheet.freeze_panes = "A2"
    for index, column in enumerate(layout.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    header = [WriteOnlyCell(sheet, column.name) for column in layout.columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    # A row is written as it is appended, so that one cell of each style serves every row of its column.
    cells = [_Cells(WriteOnlyCell, sheet, column, Alignment) for column in layout.columns]
    shortened: list[str] = []
    last = 1
    for row in rows:
        last += 1
        line = []
        for column, cell in zip(layout.columns, cells, strict=True):
            whole = escape_xlsx(to_cell(column, row))
            text = cut(whole)
            if text != whole:
                shortened.append(f"S{row.statement_id} {column.name}")
            line.append(cell.fill(text))
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}{last}"
    workbook.save(path)
    return tell_shortened(shortened)


def escape_xlsx(text: str) -> str:
    """Write what XML cannot hold as Excel does, ``_x0007_`` for BEL; text that looks like that is escaped as well."""
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape_xlsx(text: str) -> str:
    """Read a cell's text as Excel does: ``_x0007_`` is BEL, ``_x005F_`` an underscore."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


class _Cells:
    """The cells of one column, of a type of our choosing, so that none is guessed from what a text looks like."""

    def __init__(self, make: Any, sheet: Any, column: Column, alignment: Any) -> None:
        self._kind = column.kind
        self._text, self._number, self._day, self._time = (make(sheet) for _ in range(4))
        self._text.quotePrefix = True
        self._day.number_format, self._time.number_format = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
        for cell in (self._text, self._number, self._day, self._time):
            cell.alignment = alignment(vertical="top", wrap_text=column.width >= _WRAPPED or None)

    def fill(self, text: str) -> Any:
        """A cell with the value, or None for an empty one; it holds until the next call."""
        if not text:
            return None
        if self._kind is Kind.NUMBER:
            self._number.value = int(text)
            return self._number
        typed = _read_day(text) if self._kind in (Kind.DAY, Kind.EDTF, Kind.TIME) else None
        if typed is not None:
            cell = self._time if isinstance(typed, datetime) else self._day
            cell.value = typed
            return cell
        self._text.value = text
        self._text.data_type = "s"
        return self._text


def _read_day(text: str) -> date | None:
    if int(text[:4] if text[:4].isdecimal() else 0) < _FIRST_YEAR:
        return None
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if _TIME.fullmatch(text):
        return datetime.fromisoformat(text.removesuffix("Z"))
    return None
