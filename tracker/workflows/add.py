"""Adding one article by hand: looked at first, with the statements found and what it may be a copy of, then stored."""

from __future__ import annotations

from tracker.errors import ReaderError
from tracker.records import ArticleDetail, ArticleInput, ReadFailure
from tracker.revisions import AddedArticle
from tracker.storage import articles, ledger
from tracker.storage.copies import find_near_copies
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller, find_entry
from tracker.storage.identity import hash_text
from tracker.storage.intake import store_article
from tracker.storage.session import Session
from tracker.workflows.directory import load_directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.vocabulary import load_vocabulary, store_topics


def add_article(
    database: Database,
    article: ArticleInput,
    *,
    dry_run: bool = False,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
) -> AddedArticle:
    """Store an article with the statements found in it; an article whose text is stored already stays as it is.

    Also tells which stored articles have much the same wording. ``dry_run`` tells all of it, down to the numbers that
    the statements would get, and stores nothing. Raises ReaderError for an empty text or one that cannot be stored, and
    DateError for a published date that is none.
    """
    if not article.text.strip():
        raise ReaderError("there is no text; an article needs some")
    try:
        digest = hash_text(article.text)
    except UnicodeEncodeError as error:
        raise ReaderError(f"the text has half a character (a lone surrogate) at offset {error.start}") from None
    with database.read() as session:
        stored = articles.find_stored(session, digest)
        if stored is not None:
            return AddedArticle(_read_detail(session, stored[0]), is_new=False)
        copies = tuple(find_near_copies(session, article.text))
    run, version = extractor or load_extractor(load_directory(database), load_vocabulary(database))
    extraction = run_extractor(run, article)
    if isinstance(extraction, ReadFailure):
        raise ReaderError(extraction.reason)
    topics = store_topics(database)
    who = caller or describe_caller()
    with database.lock() if dry_run else database.begin() as session:
        done = store_article(session, article, digest, extraction, extractor=version, topics=topics, caller=who)
        entry = find_entry(session, who)
        detail = _read_detail(session, done.article_id)
    diagnostics = (*extraction.diagnostics, *done.diagnostics)
    return AddedArticle(detail, done.is_new, copies, diagnostics, None if dry_run else entry)


def _read_detail(session: Session, number: int) -> ArticleDetail:
    return articles.read_article(session, number, tuple(ledger.read_article_rows(session, number)))
