"""Columns side by side: what one says on the left, what the other says on the right; or several reports of one thing.

A terminal too narrow for two columns gets the left one above the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tracker.cli.terminal import HIT_MARKS, get_width, measure, paint, paint_hits, show, use_color, wrap
from tracker.ledger.controls import flatten

_GAP = " │ "
_WIDTH_IN_FILES = 120
_NARROWEST = 50
_NARROWEST_COLUMN = 34
MOST_LINES = 12
"""What is longer is cut: transcripts have turns of a page."""


def print_beside(titles: tuple[str, str], left: Sequence[str], right: Sequence[str]) -> None:
    """Print two lists of paragraphs under their titles, each cut to MOST_LINES; their controls are shown."""
    width = get_width() or _WIDTH_IN_FILES
    if width < _NARROWEST:
        for title, texts in zip(titles, (left, right), strict=True):
            show(paint(flatten(title), "heading"))
            for text in texts:
                for line in wrap(flatten(text), max(width - 2, 8), lines=MOST_LINES):
                    show(f"  {line}")
        return
    half = (width - len(_GAP)) // 2
    _print_pair(titles, half, style="heading")
    show("─" * (half + 1) + "┼" + "─" * (half + 1))
    for pair in zip_longest(left, right, fillvalue=""):
        _print_pair(pair, half)


def print_columns(titles: Sequence[str], texts: Sequence[str]) -> None:
    """Print texts side by side, each under its title, as many in a row as there is room for, cut to MOST_LINES.

    Their controls are shown, and what stands between HIT_MARKS is painted where there is colour.
    """
    width = get_width() or _WIDTH_IN_FILES
    beside = max(min(len(texts), (width + len(_GAP)) // (_NARROWEST_COLUMN + len(_GAP))), 1)
    room = max((width - len(_GAP) * (beside - 1)) // beside, 8)
    for start in range(0, len(texts), beside):
        if start:
            show()
        heads = [wrap(flatten(title), room) for title in titles[start : start + beside]]
        bodies = [wrap(flatten(text), room, lines=MOST_LINES) for text in texts[start : start + beside]]
        for lines in zip_longest(*heads, fillvalue=""):
            _print_lines([(line, paint(line, "heading")) for line in lines], room)
        last = len(bodies) - 1
        show("┼".join("─" * (room + (n > 0) + (n < last)) for n in range(len(bodies))))
        open_ = [False] * len(bodies)
        for lines in zip_longest(*bodies, fillvalue=""):
            cells = []
            for index, line in enumerate(lines):
                cells.append((line, _paint_open(line, open_[index])))
                open_[index] = line.rfind(HIT_MARKS[0]) > line.rfind(HIT_MARKS[1]) or (
                    open_[index] and HIT_MARKS[1] not in line
                )
            _print_lines(cells, room)


def _paint_open(line: str, is_open: bool) -> str:
    """A line painted, also one that a hit goes through which began on an earlier one."""
    if is_open and HIT_MARKS[1] not in line:
        return paint(line, "hit") if use_color() else line
    return paint_hits(line)


def _print_lines(cells: Sequence[tuple[str, str]], room: int) -> None:
    """Print the cells of one line, each as it is measured and as it is painted."""
    color = use_color()
    written = []
    for plain, painted in cells:
        seen = plain.replace(HIT_MARKS[0], "").replace(HIT_MARKS[1], "") if color else plain
        written.append(painted + " " * (room - measure(seen)))
    show(_GAP.join(written).rstrip())


def _print_pair(pair: tuple[str, str], half: int, *, style: str | None = None) -> None:
    left, right = (wrap(flatten(text), half, lines=MOST_LINES) for text in pair)
    for ours, theirs in zip_longest(left, right, fillvalue=""):
        padding = " " * (half - measure(ours))
        show(f"{paint(ours, style)}{padding}{_GAP}{paint(theirs, style)}".rstrip())
