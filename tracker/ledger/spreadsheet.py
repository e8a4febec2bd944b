"""Ledger rows to an Excel workbook (xlsx): typed dates, and no cell that is a formula or a link. Needs openpyxl.

Rows stream into the file. What XML cannot hold is written as Excel itself writes it (``_x0007_``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.ledger.cells import cut, to_cell
from tracker.ledger.claim_columns import CLAIM_COLUMNS
from tracker.ledger.claims import ClaimRows
from tracker.ledger.columns import COLUMNS, Column, Kind, Layout
from tracker.ledger.commitments import COMMITMENT_COLUMNS, LINK_COLUMNS
from tracker.ledger.extras import require
from tracker.ledger.selection import Selection
from tracker.ledger.tables import name_row, tell_shortened
from tracker.records import LedgerRow
from tracker.records.claims import ClaimRow
from tracker.records.commitments import ClaimTie, CommitmentRow

PLAIN = Layout()

LEDGER_TITLE, CLAIMS_TITLE = "Ledger", "Claims"
"""The names of a workbook's sheets."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIRST_YEAR = 1901  # Excel counts days from 1900, a year that it takes for a leap year
# What XML 1.0 refuses or turns into something else, and what would read as such an escape.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A wide column shows its text in lines; the others show one line and let the next column cover the rest.
_WRAPPED = 40


def write_xlsx(rows: Iterable[LedgerRow] | Selection | ClaimRows, path: Path, layout: Layout = PLAIN) -> list[str]:
    """Write a workbook: a sheet of statements and, with all their columns, of their claims, commitments and links.

    Of claims that were asked for as rows there is one sheet alone.

    The header is frozen and has filters, widths go by column, days and numbers are typed. A day is a date cell, an EDTF
    expression of another kind is text; so is a day before 1901, which Excel has not. A text over the 32,767 characters
    of a cell is cut, says so, and is told of.
    """
    require("openpyxl", extra="xlsx", purpose="xlsx")
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    shortened: list[str] = []
    sheet = _Sheet(workbook, CLAIMS_TITLE if layout.of_claims else LEDGER_TITLE, layout.columns, shortened)
    if not isinstance(rows, Selection) or layout.columns != COLUMNS:
        for row in rows:
            sheet.append(row)
    else:
        beside = _Sheet(workbook, CLAIMS_TITLE, CLAIM_COLUMNS, shortened)
        numbers = []
        for row, claims in rows.with_claims():
            numbers.append(row.statement_id)
            sheet.append(row)
            for stored in claims:
                beside.append(ClaimRow.of(stored, row))
        beside.close()
        commitments, links = rows.read_commitments(numbers)
        _write_sheet(workbook, "Commitments", COMMITMENT_COLUMNS, commitments, shortened)
        _write_sheet(workbook, "Links", LINK_COLUMNS, links, shortened)
    sheet.close()
    workbook.save(path)
    return tell_shortened(shortened)


def _write_sheet(
    workbook: Any, title: str, columns: Sequence[Column], rows: Sequence[CommitmentRow | ClaimTie], shortened: list[str]
) -> None:
    """Write a sheet of its own for rows, where there are any."""
    if rows:
        sheet = _Sheet(workbook, title, columns, shortened)
        for row in rows:
            sheet.append(row)
        sheet.close()


class _Sheet:
    """One sheet of a workbook, whose rows go to the disk as they are appended."""

    def __init__(self, workbook: Any, title: str, columns: Sequence[Column], shortened: list[str]) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        self._sheet = workbook.create_sheet(title)
        self._columns = columns
        self._shortened = shortened
        self._last = 1
        self._edge = get_column_letter(len(columns))
        self._sheet.freeze_panes = "A2"
        for index, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(index)].width = column.width
        header = [WriteOnlyCell(self._sheet, column.name) for column in columns]
        for cell in header:
            cell.font = Font(bold=True)
        self._sheet.append(header)
        # A row is written as it is appended, so that one cell of each style serves every row of its column.
        self._cells = [_Cells(WriteOnlyCell, self._sheet, column, Alignment) for column in columns]

    def append(self, row: LedgerRow | ClaimRow | CommitmentRow | ClaimTie) -> None:
        """Write a row, and note which of its cells were cut."""
        self._last += 1
        line = []
        for column, cell in zip(self._columns, self._cells, strict=True):
            whole = escape_xlsx(to_cell(column, row))
            text = cut(whole)
            if text != whole:
                self._shortened.append(f"{name_row(row)} {column.name}")
            line.append(cell.fill(text))
        self._sheet.append(line)

    def close(self) -> None:
        """Put the filters over all rows."""
        self._sheet.auto_filter.ref = f"A1:{self._edge}{self._last}"


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
