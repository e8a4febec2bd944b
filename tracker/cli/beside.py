"""Two columns side by side: what one says on the left, what the other says on the right, each in half the width.

A terminal too narrow for two columns gets the left one above the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tracker.cli.terminal import get_width, measure, paint, show, wrap
from tracker.ledger.controls import flatten

_GAP = " │ "
_WIDTH_IN_FILES = 120
_NARROWEST = 50
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


def _print_pair(pair: tuple[str, str], half: int, *, style: str | None = None) -> None:
    left, right = (wrap(flatten(text), half, lines=MOST_LINES) for text in pair)
    for ours, theirs in zip_longest(left, right, fillvalue=""):
        padding = " " * (half - measure(ours))
        show(f"{paint(ours, style)}{padding}{_GAP}{paint(theirs, style)}".rstrip())
