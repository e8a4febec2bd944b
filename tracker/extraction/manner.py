"""Direct, indirect or mixed: how much of a statement's content stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.structures import Quotation
from tracker.records import Manner, Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def decide_manner(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Manner:
    """All content words quoted: direct; no quoted stretch of three words or more: indirect; the rest: mixed."""
    words = quoted = longest = 0
    for start, end in content:
        covering = [(max(a, start), min(b, end)) for q in quotations for a, b in q.pieces if a < end and b > start]
        words += len(_WORD.findall(text, start, end))
        for a, b in covering:
            inside = len(_WORD.findall(text, a, b))
            quoted += inside
            longest = max(longest, inside)
    if words and quoted == words:
        return Manner.DIRECT
    return Manner.MIXED if longest >= 3 else Manner.INDIRECT
