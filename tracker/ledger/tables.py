"""Ledger rows to csv: RFC 4180 with every word unaltered, and a form that spreadsheets open without harm."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from tracker.ledger.cells import cut, guard, to_cell
from tracker.ledger.columns import Layout
from tracker.records import LedgerRow
from tracker.records.claims import ClaimRow
from tracker.records.commitments import ClaimTie, CommitmentRow

PLAIN = Layout()


def write_csv(rows: Iterable[LedgerRow | ClaimRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write RFC 4180 with a header line; the stream must not translate line ends (``newline=""``).

    None is an empty cell, topics are separated by "; ", offsets are JSON lists of [start, end).
    """
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([column.name for column in layout.columns])
    table.writerows([to_cell(column, row) for column in layout.columns] for row in rows)
    return []


def write_csv_for_excel(rows: Iterable[LedgerRow | ClaimRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write csv that Excel and LibreOffice open without asking: a byte order mark, and no cell that is a formula.

    A cell that would be taken for a formula, a key of digits or a month has an apostrophe before it, and one that is
    over Excel's limit is cut, says so, and is told of.
    """
    stream.write("\ufeff")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([column.name for column in layout.columns])
    shortened: list[str] = []
    for row in rows:
        cells = []
        for column in layout.columns:
            whole = guard(to_cell(column, row), column.kind)
            cells.append(cut(whole))
            if cells[-1] != whole:
                shortened.append(f"{name_row(row)} {column.name}")
        table.writerow(cells)
    return tell_shortened(shortened)


def name_row(row: LedgerRow | ClaimRow | CommitmentRow | ClaimTie) -> str:
    """A row's number as it is shown: S12, or S12.1 for a claim, a commitment's first and a link's later one."""
    if isinstance(row, LedgerRow):
        return f"S{row.statement_id}"
    if isinstance(row, ClaimRow):
        return row.claim_id
    return row.commitment_id if isinstance(row, CommitmentRow) else str(row.later)


def tell_shortened(shortened: list[str]) -> list[str]:
    """Say which cells were cut; nothing where none was."""
    if not shortened:
        return []
    listed = ", ".join(shortened[:5]) + (f" and {len(shortened) - 5} more" if len(shortened) > 5 else "")
    return [f"over the 32,767 characters that a cell of Excel holds, and cut there: {listed}; csv and jsonl have all"]
