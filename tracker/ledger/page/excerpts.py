"""The beginning of longer words."""

from __future__ import annotations

EXCERPT = 320


def excerpt(words: str, length: int = EXCERPT) -> str:
    """The beginning of what was said on one line, ended at a word with "…" where something is left out."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + " …"
