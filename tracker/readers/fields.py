"""The keys that describe an article, the same in front matter and in JSON lines, and the article built from them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.edtf import parse_edtf
from tracker.records import ArticleInput

KEYS = ("id", "title", "outlet", "url", "author", "language", "published", "accessed", "region", "note")
DATE_KEYS = ("published", "accessed")

_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_date(value: str) -> str:
    """Give a date as EDTF; of a timestamp (2025-05-09T14:30:00Z) the day as printed. Raises DateError."""
    timestamp = _TIMESTAMP.fullmatch(value.strip())
    return parse_edtf(timestamp[1] if timestamp else value).text


def find_unstorable(text: str) -> str | None:
    """Name the first character that no UTF-8 text can hold (a lone surrogate) or that ends one early (NUL)."""
    if "\0" in text:
        return f"a NUL character at character {text.index(chr(0))}"
    surrogate = _SURROGATE.search(text)
    return f"a lone surrogate (\\u{ord(surrogate[0]):04x}) at character {surrogate.start()}" if surrogate else None


def build_article(text: str, values: Mapping[str, str], origin: str) -> ArticleInput:
    """Join a text and its described fields; an empty value counts as none, and dates are already EDTF."""
    given = {key: value.strip() or None for key, value in values.items()}
    return ArticleInput(
        text=text,
        identifier=given.get("id"),
        title=given.get("title"),
        outlet=given.get("outlet"),
        url=given.get("url"),
        author=given.get("author"),
        language=given.get("language"),
        published=given.get("published"),
        accessed=given.get("accessed"),
        region=given.get("region"),
        note=given.get("note"),
        origin=origin,
    )
