"""A text file to an article: optional front matter, then the body, kept to the character.

Front matter is lines ``key: value`` between two ``---`` lines at the head of the text. A text may also merely start
with a ``---`` rule, so a block counts as front matter only where all of this holds:

* the first line that is not blank is ``---``, and a later ``---`` line closes the block;
* every line between is ``key: value`` or blank (below a key that the tracker does not use, indented lines and lines
  starting with ``-`` are skipped with it, as other programs write lists there);
* at least one key is a known one in lower case, or two are known in whatever case ("Note: this is a transcript"
  between two rules is prose).

A block with two known keys that breaks one of the other rules was meant as front matter: that is a failure which
names the line, as its description would otherwise be stored as if the article had said it. Any other is body.
Values are taken as they stand, less surrounding blanks: quotation marks belong to them, as to a headline's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.errors import DateError
from tracker.readers.fields import DATE_KEYS, KEYS, build_article, read_date
from tracker.records import ArticleInput, ReadFailure

_FENCE = "---"
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(.*)")


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    value: str
    line: int

    @property
    def known(self) -> str | None:
        folded = self.key.lower()
        return folded if folded in KEYS else None


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands between the fences: ``end`` is the index of the line after it, ``fault`` the line that broke it."""

    entries: tuple[_Entry, ...]
    end: int
    fault: tuple[int, str] | None


def read_text(text: str, origin: str) -> ArticleInput | ReadFailure:
    """Read one decoded text file: universal newlines, front matter if it has any, body less outer blank lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    values: dict[str, str] = {}
    block = _read_block(lines, first)
    if block is not None:
        if block.fault is not None:
            return ReadFailure(f"{origin}:{block.fault[0]}", block.fault[1])
        first = block.end
        for entry in block.entries:
            key = entry.known
            if key is None:
                continue
            where = f"{origin}:{entry.line}"
            if key in values:
                return ReadFailure(where, f"{key} is given twice in the front matter")
            values[key] = entry.value.strip()
            if key in DATE_KEYS and values[key]:
                try:
                    values[key] = read_date(values[key])
                except DateError as error:
                    return ReadFailure(where, f"{key}: {error}")
    body = _strip_blank_lines(lines[first:])
    if not body:
        return ReadFailure(
            origin, "front matter without a text below it" if values else "empty: there is no text in it"
        )
    return build_article(body, values, origin)


def _read_block(lines: list[str], first: int) -> _Block | None:
    """Give the front matter block that starts at a line, or None where what stands there is body."""
    if first >= len(lines) or lines[first].rstrip() != _FENCE:
        return None
    entries: list[_Entry] = []
    fault: tuple[int, str] | None = (
        first + 1,
        "the front matter is not closed; end it with a line of three hyphens (---)",
    )
    end = len(lines)
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.rstrip() == _FENCE:
            fault, end = None, index + 1
            break
        match = _ENTRY.fullmatch(line)
        if match:
            entries.append(_Entry(match[1], match[2], index + 1))
        elif line.strip() and not (entries and entries[-1].known is None and line[0] in " \t-"):
            fault = (
                index + 1,
                "neither 'key: value' nor the '---' that closes the front matter; each value stands on one line",
            )
            break
    known = {entry.known for entry in entries if entry.known}
    if len(known) >= 2 or (fault is None and any(entry.known == entry.key for entry in entries)):
        return _Block(tuple(entries), end, fault)
    return None


def _strip_blank_lines(lines: list[str]) -> str:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""
