"""Tables: as wide as the terminal with the last column wrapped, or for files and pipes whole, one row a line.

A terminal too narrow for a table gets each row as a block: its short columns on one line, the last one below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tracker.cli.terminal import clip, get_width, measure, paint, paint_hits, show, wrap
from tracker.ledger.controls import flatten

_SAMPLE = 500
_GAP = 2
_NARROWEST_LAST = 24
_LINES_PER_ROW = 3


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, how wide it may grow on a terminal, its side, and its style.

    An optional one is left out where the terminal is too narrow for all; the formats for scripts have it.
    """

    heading: str
    widest: int = 30
    right: bool = False
    style: str | None = None
    optional: bool = False


def print_table(columns: Sequence[TableColumn], rows: Iterable[Sequence[str]], *, marks: bool = False) -> int:
    """Print rows as a table on standard output and give their number; the last column takes the width that is left.

    Cells may hold anything: they are made one line each and their controls are shown. Rows are read as they are
    printed; widths come from the first of them. ``marks`` tells that the last cells have HIT_MARKS in them.
    """
    stream = ([flatten(cell) for cell in row] for row in rows)
    sample = list(islice(stream, _SAMPLE))
    if not sample:
        return 0
    width = get_width()
    widths = [
        max(measure(text) for text in (column.heading, *cells))
        for column, cells in zip(columns, zip(*sample, strict=True), strict=True)
    ]
    kept, stacked = list(range(len(columns))), False
    if width is not None:
        kept, stacked = _fit(columns, widths, width)
    columns, widths = [columns[index] for index in kept], [widths[index] for index in kept]
    count = 0
    if not stacked:
        _print_row(columns, widths, [column.heading for column in columns], cut=width is not None, style="heading")
    for row in chain(sample, stream):
        cells = [row[index] for index in kept]
        count += 1
        if stacked and width is not None:
            _print_block(columns, cells, width, marks=marks)
        else:
            _print_row(columns, widths, cells, cut=width is not None, marks=marks)
    return count


def _fit(columns: Sequence[TableColumn], widths: list[int], width: int) -> tuple[list[int], bool]:
    """Fit the widths, in place, into a terminal: which columns are kept, and whether even those need blocks.

    Optional columns are left out from the right until the last one has room enough.
    """
    needed = min(widths[-1], _NARROWEST_LAST)
    widths[:-1] = [min(wide, column.widest) for wide, column in zip(widths[:-1], columns, strict=False)]
    kept = list(range(len(columns)))
    while True:
        room = width - sum(widths[index] + _GAP for index in kept[:-1])
        optional = [index for index in kept[:-1] if columns[index].optional]
        if room >= needed or not optional:
            break
        kept.remove(optional[-1])
    if room < needed:
        return list(range(len(columns))), True
    widths[-1] = room
    return kept, False


def _print_row(
    columns: Sequence[TableColumn],
    widths: Sequence[int],
    cells: Sequence[str],
    *,
    cut: bool,
    style: str | None = None,
    marks: bool = False,
) -> None:
    line = ""
    for column, width, cell in zip(columns[:-1], widths, cells, strict=False):
        shown = clip(cell, width) if cut else cell
        padding = " " * (width - measure(shown))
        painted = paint(shown, style or column.style)
        line += (padding + painted if column.right else painted + padding) + " " * _GAP
    last, width = cells[-1], widths[-1]
    indent = " " * (sum(widths[:-1]) + _GAP * (len(columns) - 1))
    for number, piece in enumerate(wrap(last, width, lines=_LINES_PER_ROW) if cut else [last]):
        painted = paint_hits(piece) if marks else paint(piece, style or columns[-1].style)
        show((indent if number else line) + painted if painted else line.rstrip())


def _print_block(columns: Sequence[TableColumn], cells: Sequence[str], width: int, *, marks: bool) -> None:
    # Without a heading above it, a count has to say what it counts; a number such as S12 does so by its letter.
    head = "  ".join(
        f"{column.heading} {cell}" if column.right and cell.isdecimal() else cell
        for column, cell in zip(columns[:-1], cells, strict=False)
        if cell
    )
    for line in wrap(head, width):
        show(paint(line, "heading"))
    for line in wrap(cells[-1], max(width - _GAP, 8), lines=_LINES_PER_ROW * 2) if cells[-1] else ():
        show(" " * _GAP + (paint_hits(line) if marks else line))
