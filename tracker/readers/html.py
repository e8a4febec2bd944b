"""A saved web page to an article: its title, date and words, by the optional trafilatura, with what was cut told.

The library is imported only here and only when a page is read: ``pip install 'statement-tracker[html]'`` brings it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from tracker.errors import DateError, ReaderError
from tracker.readers.fields import build_article, read_date
from tracker.records import ArticleInput

HTML_SUFFIXES = (".html", ".htm", ".xhtml")

_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.DOTALL | re.IGNORECASE
)
_BLOCKS = frozenset(
    "p div li ul ol td th tr table h1 h2 h3 h4 h5 h6 section article nav header footer aside figure figcaption "
    "blockquote pre form button br hr main dl dt dd".split()
)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "title"})


@dataclass(frozen=True, slots=True)
class Page:
    """An article out of a web page, and the stretches of the page that are not in it."""

    article: ArticleInput
    cut: tuple[str, ...]


def is_html(text: str) -> bool:
    """Tell whether a text is a web page, by its beginning."""
    return _HEAD.match(text[:4096]) is not None


def read_html(text: str, origin: str) -> Page:
    """The article of a web page: its main text, paragraphs parted by blank lines, with what the page says of itself.

    Raises ReaderError where the optional library is missing or the page has no main text.
    """
    try:
        import trafilatura
    except ImportError:
        raise ReaderError(
            "reading web pages needs an optional part: pip install 'statement-tracker[html]', or save the page as text"
        ) from None
    try:
        found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, favor_precision=True)
    except Exception as error:  # what its parsers raise at pages that are none
        raise ReaderError(
            f"{origin}: this web page cannot be taken apart ({type(error).__name__}); save its text, or paste it"
        ) from error
    lines = [line.strip() for line in (found.text or "").split("\n") if line.strip()] if found else []
    if found and lines and found.title and _squeeze(lines[0]) == _squeeze(found.title):
        del lines[0]  # the headline, which stands in the title
    body = "\n\n".join(lines)
    if not body:
        raise ReaderError(f"{origin}: no article was found in this web page; save its text, or paste it")
    values = {
        "title": found.title or "",
        "outlet": found.sitename or "",
        "author": found.author or "",
        "url": found.url or "",
        "language": found.language or "",
        "published": _read_day(found.date),
    }
    article = build_article(body, {key: " ".join(value.split()) for key, value in values.items()}, origin)
    return Page(article, tuple(_find_cut(text, article)))


def _read_day(value: str | None) -> str:
    try:
        return read_date(value) if value else ""
    except DateError:
        return ""


def _find_cut(page: str, article: ArticleInput) -> Iterable[str]:
    """The blocks of the page whose words are not in the article."""
    kept = _squeeze(f"{article.text} {article.title or ''}")
    parser = _Blocks()
    parser.feed(page)
    parser.close()
    for block in dict.fromkeys(parser.blocks):
        if _squeeze(block) and _squeeze(block) not in kept:
            yield block


def _squeeze(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


class _Blocks(HTMLParser):
    """The words of a page, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        # "<![" that opens no section that HTML knows makes the parser fail; to browsers it is a comment.
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        block = " ".join("".join(self._words).split())
        if block:
            self.blocks.append(block)
        self._words.clear()
