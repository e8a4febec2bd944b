"""One input that is one article, read as a person hands it over: a text with front matter or without, or a web page."""

from __future__ import annotations

from pathlib import PurePath

from tracker.errors import ReaderError
from tracker.readers.decoding import MAX_BYTES, decode_text
from tracker.readers.front_matter import read_text
from tracker.readers.html import HTML_SUFFIXES, is_html, read_html
from tracker.readers.paths import JSON_LINES_SUFFIXES
from tracker.records import ArticleInput


def read_single(data: bytes, origin: str) -> tuple[ArticleInput, tuple[str, ...]]:
    """The article in the bytes, and what of a web page was left out of it.

    Raises ReaderError for what holds several articles, is no UTF-8 text, is too long, or has no text.
    """
    suffix = PurePath(origin).suffix.lower()
    if suffix in JSON_LINES_SUFFIXES:
        raise ReaderError(f"{origin} holds articles line by line; `tracker ingest {origin}` takes them in")
    if len(data) > MAX_BYTES:
        raise ReaderError(f"{origin}: longer than {MAX_BYTES // 1024 // 1024} MiB, too long for one article")
    try:
        text = decode_text(data)
    except ReaderError as error:
        raise ReaderError(f"{origin}: {error}") from None
    if suffix in HTML_SUFFIXES or is_html(text):
        page = read_html(text, origin)
        return page.article, page.cut
    read = read_text(text, origin)
    if isinstance(read, ArticleInput):
        return read, ()
    raise ReaderError(f"{read.origin}: {read.reason}")
