"""Tables: as wide as the terminal with the last column wrapped, or for files and pipes whole, one row a line.

A terminal too narrow for a table gets each row as a block: its short columns on one line, the last one below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tracker.cli.terminal import clip, get_width, measure, paint, show, wrap
from tracker.ledger.controls import flatten

_SAMPLE = 500
_GAP = 2
_NARROWEST_LAST = 28
_LINES_PER_ROW = 3


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, how wide it may grow on a terminal, its side, and its style."""

    heading: str
    widest: int = 30
    right: bool = False
    style: str | None = None


def print_table(columns: Sequence[TableColumn], rows: Iterable[Sequence[str]]) -> int:
    """Print rows as a table on standard output and give their number; the last column takes the width that is left.

    Cells may hold anything: they are made one line each and their controls are shown. Rows are read as they are
    printed; widths come from the first of them.
    """
    stream = ([flatten(cell) for cell in row] for row in rows)
    sample = list(islice(stream, _SAMPLE))
    if not sample:
        return 0
    width = get_width()
    widths = [max(measure(cell) for cell in cells) for cells in zip(_headings(columns), *sample, strict=True)]
    if width is not None:
        widths = [min(wide, column.widest) for wide, column in zip(widths, columns, strict=True)]
        widths[-1] = width - sum(widths[:-1]) - _GAP * (len(columns) - 1)
    count = 0
    stacked = width is not None and widths[-1] < _NARROWEST_LAST
    if not stacked:
        _print_row(columns, widths, _headings(columns), cut=width is not None, style="heading")
    for cells in chain(sample, stream):
        count += 1
        if stacked and width is not None:
            _print_block(columns, cells, width)
        else:
            _print_row(columns, widths, cells, cut=width is not None)
    return count


def _headings(columns: Sequence[TableColumn]) -> list[str]:
    return [column.heading for column in columns]


def _print_row(
    columns: Sequence[TableColumn], widths: Sequence[int], cells: Sequence[str], *, cut: bool, style: str | None = None
) -> None:
    line = ""
    for column, width, cell in zip(columns[:-1], widths, cells, strict=False):
        shown = clip(cell, width) if cut else cell
        padding = " " * (width - measure(shown))
        painted = paint(shown, style or column.style)
        line += (padding + painted if column.right else painted + padding) + " " * _GAP
    last, width = cells[-1], widths[-1]
    if not cut:
        show((line + paint(last, style or columns[-1].style)).rstrip())
        return
    first, *others = wrap(last, width, lines=_LINES_PER_ROW)
    show((line + paint(first, style or columns[-1].style)).rstrip())
    indent = " " * (sum(widths[:-1]) + _GAP * (len(columns) - 1))
    for other in others:
        show(indent + paint(other, style or columns[-1].style))


def _print_block(columns: Sequence[TableColumn], cells: Sequence[str], width: int) -> None:
    head = "  ".join(cell for cell in cells[:-1] if cell)
    for line in wrap(head, width):
        show(paint(line, "heading"))
    for line in wrap(cells[-1], max(width - _GAP, 8), lines=_LINES_PER_ROW * 2):
        show(" " * _GAP + line)
