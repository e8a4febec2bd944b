"""Taking articles in: extracted and stored one by one, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tracker.errors import DatabaseError, TrackerError
from tracker.records import ArticleInput, Extraction, IngestedArticle, IngestReport, ReadFailure
from tracker.storage.articles import find_stored, summarize_article
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller
from tracker.storage.identity import hash_text
from tracker.storage.intake import store_article
from tracker.storage.reextraction import former_texts
from tracker.storage.session import Session
from tracker.workflows.directory import load_directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.vocabulary import load_vocabulary, store_topics

Outcome = IngestedArticle | ReadFailure


def ingest(
    database: Database,
    items: Iterable[ArticleInput | ReadFailure],
    *,
    dry_run: bool = False,
    on_article: Callable[[Outcome], None] | None = None,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
) -> IngestReport:
    """Store every article that is not there yet, with its statements; ``on_article`` is told of each as it is done.

    A text that is stored already is left as it is (``is_new`` is False). What fails in one article becomes a failure of
    the report, and the others go in; a database that fails ends the ingest with DatabaseError, and the articles before
    stay stored. ``dry_run`` stores nothing and tells what would be. ``extractor`` (with its version) stands in for the
    shipped one, ``caller`` is who the history names, the present process unless given.
    """
    intake = _Intake(database, dry_run, extractor, caller or describe_caller())
    articles: list[IngestedArticle] = []
    failures: list[ReadFailure] = []
    for item in items:
        outcome = item if isinstance(item, ReadFailure) else intake.take(item)
        if isinstance(outcome, ReadFailure):
            failures.append(outcome)
        else:
            articles.append(outcome)
        if on_article is not None:
            on_article(outcome)
    return IngestReport(tuple(articles), tuple(failures), dry_run)


@dataclass(slots=True)
class _Intake:
    """One run of ingest: what is loaded once, when the first new article needs it."""

    database: Database
    dry_run: bool
    given: tuple[Extractor, str] | None
    caller: Caller
    topics: Mapping[str, int] | None = None
    seen: set[str] = field(default_factory=set)
    former: Mapping[str, int] | None = None

    def take(self, article: ArticleInput) -> Outcome:
        if not article.text.strip():
            return ReadFailure(article.origin, "the text is empty")
        try:
            text_sha256 = hash_text(article.text)
        except UnicodeEncodeError as error:
            return ReadFailure(
                article.origin, f"the text has half a character (a lone surrogate) at offset {error.start}"
            )
        try:
            with self.database.read() as session:
                stored = find_stored(session, text_sha256)
                if stored is None:
                    stored = self._find_edited(session, text_sha256)
            if stored is not None:
                return IngestedArticle(article.origin, article.title, stored[0], False, stored[1])
            return self._take_new(article, text_sha256)
        except DatabaseError:
            raise
        except (TrackerError, UnicodeEncodeError) as error:
            reason = (
                "a field has half a character (a lone surrogate)" if isinstance(error, UnicodeError) else str(error)
            )
            return ReadFailure(article.origin, reason)

    def _find_edited(self, session: Session, text_sha256: str) -> tuple[int, int] | None:
        """Number and statement count of the article that had this text until a person edited it, or None."""
        if self.former is None:
            self.former = former_texts(session)
        article = self.former.get(text_sha256)
        return None if article is None else (article, summarize_article(session, article).statements)

    def _take_new(self, article: ArticleInput, text_sha256: str) -> Outcome:
        if self.given is None:
            self.given = load_extractor(load_directory(self.database), load_vocabulary(self.database))
        extractor, version = self.given
        extraction = run_extractor(extractor, article)
        if isinstance(extraction, ReadFailure):
            return extraction
        if self.dry_run:
            return self._tell(article, text_sha256, extraction)
        if self.topics is None:
            self.topics = store_topics(self.database)
        # Whatever a loss of power takes from a bulk ingest, taking the same in again brings back.
        with self.database.begin(durable=False) as session:
            stored = store_article(
                session,
                article,
                text_sha256,
                extraction,
                extractor=version,
                topics=self.topics,
                caller=self.caller,
            )
        diagnostics = (*extraction.diagnostics, *stored.diagnostics)
        return IngestedArticle(
            article.origin, article.title, stored.article_id, stored.is_new, stored.statements, diagnostics
        )

    def _tell(self, article: ArticleInput, text_sha256: str, extraction: Extraction) -> IngestedArticle:
        is_new = text_sha256 not in self.seen
        self.seen.add(text_sha256)
        return IngestedArticle(
            article.origin, article.title, None, is_new, len(extraction.statements), extraction.diagnostics
        )
