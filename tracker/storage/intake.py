"""One article with what extraction found in it, stored as a whole inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from tracker.edtf import parse_edtf
from tracker.errors import TrackerError
from tracker.records import ArticleInput, Diagnostic, Extraction
from tracker.storage.articles import find_stored, insert_article
from tracker.storage.filing import file_speakers
from tracker.storage.history import Caller, RowChange, record_changes
from tracker.storage.posts import note_posts
from tracker.storage.session import Session
from tracker.storage.statements import insert_statements, name_participants


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """The article's number, whether it was stored now, its statements' count, and what storing had to say."""

    article_id: int
    is_new: bool
    statements: int
    diagnostics: tuple[Diagnostic, ...] = ()


def store_article(
    session: Session,
    article: ArticleInput,
    text_sha256: str,
    extraction: Extraction,
    *,
    extractor: str,
    topics: Mapping[str, int],
    caller: Caller,
) -> StoredArticle:
    """Store an article, its statements, their speakers and one entry of history; a text that is there stays as it is.

    Raises DateError for a published date that is not EDTF, TrackerError for an extraction that does not fit the text.
    """
    if (stored := find_stored(session, text_sha256)) is not None:
        return StoredArticle(stored[0], False, stored[1])
    try:
        return _store(session, article, text_sha256, extraction, extractor, topics, caller)
    except IntegrityError as error:
        raise TrackerError(
            f"what was found in it does not fit the database ({error.orig}); please report it"
        ) from error


def _store(
    session: Session,
    article: ArticleInput,
    text_sha256: str,
    extraction: Extraction,
    extractor: str,
    topics: Mapping[str, int],
    caller: Caller,
) -> StoredArticle:
    published = parse_edtf(article.published) if article.published else None
    article_id = insert_article(session, article, text_sha256, published, extractor)
    references = (reference for statement in extraction.statements for reference in name_participants(statement))
    filed = file_speakers(session, references, article_id, published)
    moved = note_posts(session, filed.persons, published)
    numbers, diagnostics = insert_statements(
        session, article_id, text_sha256, article, extraction.statements, filed.ids, topics, published, extractor
    )
    summary = {
        "text_sha256": text_sha256,
        "title": article.title,
        "extractor": extractor,
        # Rows of one article are numbered without a gap: the first and the last statement say which came with it.
        "statements": [numbers[0], numbers[-1]] if numbers else [],
        "speakers": filed.created,
    }
    record_changes(session, caller, [RowChange("article", article_id, "insert", after=summary), *moved])
    return StoredArticle(article_id, True, len(numbers), diagnostics)
