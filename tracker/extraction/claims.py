"""The clauses of a statement's content: what it claims, one proposition at a time.

Content is cut at sentence ends, at semicolons, and where ", and" or ", but" begins a clause with a subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.records import ExtractedClaim, Span

# The mark comes first, so that the search skips from mark to mark; behind a sentence's end it is not part of the cut.
_CUT = re.compile(
    r"[.!?,;](?:"
    r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘A-Z])"  # a sentence's end
    r"|(?<=;)\s+(?:and |but )?"
    r"|(?<=,)\s+(?:and|but)\s+(?:that\s+)?"  # a clause joined on, if a subject and its verb follow
    r"(?=(?:he|she|it|they|we|I|you|there|this|these|those|no"
    r"|the [\w’'-]+(?: [\w’'-]+){0,3}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|[a-z][\w’'-]+(?: [a-z][\w’'-]+)?) "
    r"(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|does|do|did)\b))"
)
_THREE_WORDS = re.compile(r"\s*+\S++\s++\S++\s++\S")


def split_claims(text: str, content: Sequence[Span]) -> tuple[ExtractedClaim, ...]:
    """Give the claims of some content spans, in order; together they cover every word of it."""
    claims: list[ExtractedClaim] = []
    for start, end in content:
        at = start
        for cut in _CUT.finditer(text, start, end):
            behind = cut.end()
            before = cut.start() + (text[cut.start()] not in ",;")
            if not _THREE_WORDS.match(text, at, before) or not _THREE_WORDS.match(text, behind, end):
                continue
            claims.append(_claim(text, at, before))
            at = behind
        if at < end:
            claims.append(_claim(text, at, end))
    return tuple(claims)


def _claim(text: str, start: int, end: int) -> ExtractedClaim:
    return ExtractedClaim((start, end), text[start:end])
