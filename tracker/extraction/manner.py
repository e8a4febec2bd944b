"""Direct, indirect or mixed: how much of a statement's content stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.structures import overlapping
from tracker.records import Manner, Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def decide_manner(text: str, content: Sequence[Span], pieces: Sequence[Span]) -> Manner:
    """All content words quoted: direct; no quoted stretch of three words or more: indirect; the rest: mixed.

    ``pieces`` are those of the article's quotations, in order.
    """
    words = quoted = longest = 0
    for start, end in content:
        covering = [(max(a, start), min(b, end)) for a, b in (pieces[n] for n in overlapping(pieces, start, end))]
        words += len(_WORD.findall(text, start, end))
        for a, b in covering:
            inside = len(_WORD.findall(text, a, b))
            quoted += inside
            longest = max(longest, inside)
    if words and quoted == words:
        return Manner.DIRECT
    return Manner.MIXED if longest >= 3 else Manner.INDIRECT
