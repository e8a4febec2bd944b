"""An article as a text to edit: hints, front matter, and its words; read back with what is wrong said at its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.cli.editor import edit_text, keep_text
from tracker.cli.terminal import say
from tracker.errors import TrackerError
from tracker.records import ArticleInput, ReadFailure

KEYS = ("title", "outlet", "url", "author", "language", "published", "accessed", "region", "note")

_ERROR = "#! "
_FENCE = "---"
_HINTS = (
    "Lines up to the second --- that begin with # are left out. What you do not know may stay empty.",
    "published and accessed: 2025-05-09, 2025-05 or 2025; language: en.",
)


def write_article(values: Mapping[str, str | None], text: str, *, head: Sequence[str]) -> str:
    """The text to edit: what it is for, the front matter, and the article's words below it."""
    fields = [f"{key}: {' '.join((values.get(key) or '').split())}".rstrip() for key in KEYS]
    return "\n".join([*(f"# {line}" for line in (*head, *_HINTS)), _FENCE, *fields, _FENCE, "", text, ""])


def edit_article_text(blank: str, *, name: str, instead: str) -> ArticleInput | None:
    """Have the text edited, again and again until it can be read; None where it is left as it was.

    Raises TrackerError where the user gives up on it, with what they wrote kept in a file.
    """
    from tracker.readers.front_matter import read_text

    shown, wrong = blank, ""
    while True:
        left = edit_text(shown, name=name, instead=instead)
        if _strip(left) == _strip(blank) or not left.strip():
            return None
        if wrong and left == shown:
            raise TrackerError(f"nothing was changed: {wrong}; what you wrote is in {keep_text(left, name)}")
        read = read_text(_without_hints(left), name)
        if isinstance(read, ArticleInput):
            return read
        wrong = read.reason
        say(f"error: {wrong}")
        shown = _annotate(left, read)


def _without_hints(text: str) -> str:
    """The text with the hints of its head made blank, so that lines keep their numbers."""
    lines, fences = text.split("\n"), 0
    for index, line in enumerate(lines):
        if fences == 2:
            break
        if line.startswith("#"):
            lines[index] = ""
        elif line.rstrip() == _FENCE:
            fences += 1
        elif line.strip() and not fences:
            break
    return "\n".join(lines)


def _annotate(text: str, failure: ReadFailure) -> str:
    """The text with the error before the line that it is of, or at its head."""
    place = failure.origin.rpartition(":")[2]
    lines = text.split("\n")
    lines.insert(int(place) - 1 if place.isdecimal() else 0, f"{_ERROR}{failure.reason}")
    return "\n".join(line for index, line in enumerate(lines) if not line.startswith(_ERROR) or line in lines[index:])


def _strip(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith(_ERROR)]
