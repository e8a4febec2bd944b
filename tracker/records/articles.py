"""The frozen records of articles: as a reader gives them, as they are listed and shown, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.records.extracted import Diagnostic
    from tracker.records.statements import LedgerRow


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """One article as a reader gives it; ``text`` is kept verbatim (universal newlines).

    ``published`` and ``accessed`` are EDTF or None; ``identifier`` is the article's own id, if it has one; ``origin``
    names where it came from (a path, "-", a path with a line number) and is used in messages only.
    """

    text: str
    identifier: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    accessed: str | None = None
    region: str | None = None
    note: str | None = None
    origin: str = "-"


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One input that could not be read: where, and the one-line reason."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One stored article in a listing; counts leave rejected statements out."""

    article_id: int
    identifier: str | None
    title: str | None
    outlet: str | None
    url: str | None
    author: str | None
    published: str | None
    statements: int
    words: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """One stored article with its text and its statements in order of the text."""

    summary: ArticleSummary
    text: str
    language: str | None
    accessed: str | None
    region: str | None
    note: str | None
    statements: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class IngestedArticle:
    """What became of one article: stored anew, already there, or (dry run) what would be stored."""

    origin: str
    title: str | None
    article_id: int | None
    is_new: bool
    statements: int
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The sum of one ingest: articles in the order read, and the inputs that could not be read or stored."""

    articles: tuple[IngestedArticle, ...] = ()
    failures: tuple[ReadFailure, ...] = ()
    dry_run: bool = False
