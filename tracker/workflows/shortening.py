"""Words that tell which statement or claim is meant, in a line that tells what was done."""

from __future__ import annotations

_LENGTH = 60


def shorten(words: str) -> str:
    """The words on one line, of 60 characters at most, with "…" where something is left out."""
    line = " ".join(words.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1].rstrip()}…"
