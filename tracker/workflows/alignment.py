"""Where the words of an old text stand in a new one: once, or where the texts run alike; else nowhere."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tracker.records import Span, Spans

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
# Beyond so many words the texts are compared at their ends only: comparing all would take minutes.
_LONGEST = 40_000
# How many more characters than the words themselves have to be alike where these stand several times.
_SURROUNDINGS = 12


class Alignment:
    """An old and a new text laid beside each other."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._blocks = _find_blocks(old, new)

    def place(self, span: Span, *, within: Span | None = None) -> Span | None:
        """Where exactly the words of a span of the old text stand in the new one, or None where that is open.

        What stands there once is meant, within a stretch of the new text if one is given; of several the one whose
        surroundings are the same.
        """
        words = self.old[span[0] : span[1]]
        begin, end = within or (0, len(self.new))
        first = self.new.find(words, begin, end)
        if first >= 0 and self.new.find(words, first + 1, end) < 0:
            return first, first + len(words)
        for old, new, size in self._blocks:
            around = size - (span[1] - span[0])
            alike = around >= _SURROUNDINGS or size == len(self.old)
            if old <= span[0] and span[1] <= old + size and alike:
                return span[0] - old + new, span[1] - old + new
        return None

    def place_all(self, spans: Spans, *, within: Span | None = None) -> Spans | None:
        """The same for several spans; None where one of them has no place."""
        placed = [self.place(span, within=within) for span in spans]
        found = [span for span in placed if span is not None]
        return tuple(found) if len(found) == len(placed) else None


def _find_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches that both texts have in the same order: offset in the old, in the new, and length."""
    size = min(len(old), len(new))
    head = next((i for i in range(size) if old[i] != new[i]), size)
    tail = next((i for i in range(size - head) if old[-1 - i] != new[-1 - i]), size - head)
    blocks = [(0, 0, head)]
    pieces = [
        [(match[0], match.start() + head) for match in _PIECE.finditer(text[head : len(text) - tail])]
        for text in (old, new)
    ]
    if len(pieces[0]) + len(pieces[1]) <= _LONGEST:
        before, after = ([piece for piece, _ in side] for side in pieces)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size:
                start, last = pieces[0][block.a][1], pieces[0][block.a + block.size - 1]
                blocks.append((start, pieces[1][block.b][1], last[1] + len(last[0]) - start))
    blocks.append((len(old) - tail, len(new) - tail, tail))
    return blocks
