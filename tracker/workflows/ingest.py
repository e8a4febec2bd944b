"""Taking articles in: read a handful at a time, extracted here or by worker processes, and stored in their order.

A handful goes in as a whole, in one transaction: a commit for each article, and the full-text index's share of it, took
a third of the time. Where one of its articles is refused, they go in one by one. Whatever the number of workers, the
articles are looked up, filed and numbered here, in the order in which they were read.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.errors import DatabaseError, TrackerError
from tracker.records import ArticleInput, Extraction, IngestedArticle, IngestReport, ReadFailure
from tracker.storage.articles import find_all_stored, find_stored, summarize_article
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller
from tracker.storage.identity import hash_text
from tracker.storage.intake import store_article
from tracker.storage.reextraction import former_texts
from tracker.storage.session import Session
from tracker.workflows.directory import load_directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.vocabulary import load_vocabulary, store_topics

if TYPE_CHECKING:
    from tracker.workflows.workers import Workers

Outcome = IngestedArticle | ReadFailure

# A handful is full with so many articles or characters; the first ones are smaller, so that a person sees something.
HANDFUL = 32
_CHARACTERS = 200_000
# It waits no longer than this for the next article of a slow pipe.
_PATIENCE = 0.5


def ingest(
    database: Database,
    items: Iterable[ArticleInput | ReadFailure],
    *,
    dry_run: bool = False,
    jobs: int = 1,
    on_article: Callable[[Outcome], None] | None = None,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
) -> IngestReport:
    """Store every article that is not there yet, with its statements; ``on_article`` is told of each as it is done.

    The arguments and what is raised are those of stream_ingest, which is for more articles than a report can hold.
    """
    articles: list[IngestedArticle] = []
    failures: list[ReadFailure] = []
    for handful in stream_ingest(database, items, dry_run=dry_run, jobs=jobs, extractor=extractor, caller=caller):
        for outcome in handful:
            if isinstance(outcome, ReadFailure):
                failures.append(outcome)
            else:
                articles.append(outcome)
            if on_article is not None:
                on_article(outcome)
    return IngestReport(tuple(articles), tuple(failures), dry_run)


def stream_ingest(
    database: Database,
    items: Iterable[ArticleInput | ReadFailure],
    *,
    dry_run: bool = False,
    jobs: int = 1,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
) -> Generator[list[Outcome]]:
    """Store every article that is not there yet, with its statements, and give what became of them, in their order.

    They are stored a handful at a time, and a handful's outcomes are given when it is stored. A text that is stored
    already is left as it is (``is_new`` is False). What fails in one article is a ReadFailure, and the others go in; a
    database that fails ends the ingest with DatabaseError, and what was given before stays stored. ``dry_run`` stores
    nothing and tells what would be. With ``jobs`` of 2 or more so many worker processes extract: the same goes in, in
    less time. ``extractor`` (with its version) stands in for the shipped one and is run in this process; ``caller`` is
    who the history names, the present process unless given. A caller that stops early closes the generator, which ends
    the workers.
    """
    intake = _Intake(database, dry_run, 1 if extractor else jobs, extractor, caller or describe_caller())
    try:
        yield from intake.take_all(items)
    finally:
        intake.close()


@dataclass(slots=True)
class _Entry:
    """One item on its way: what became of it once that is known, or else its hash and what was found in it."""

    item: ArticleInput | ReadFailure
    outcome: Outcome | None = None
    text_sha256: str = ""
    found: Extraction | ReadFailure | None = None


@dataclass(slots=True)
class _Handful:
    """What is looked up, extracted and stored together."""

    entries: list[_Entry]
    sent: list[_Entry] = field(default_factory=list)
    asked: Future[bytes] | None = None


@dataclass(slots=True)
class _Intake:
    """One run of ingest: what is loaded once, when the first new article needs it."""

    database: Database
    dry_run: bool
    jobs: int
    given: tuple[Extractor, str] | None
    caller: Caller
    workers: Workers | None = None
    topics: Mapping[str, int] | None = None
    seen: set[str] = field(default_factory=set)
    on_their_way: set[str] = field(default_factory=set)
    former: Mapping[str, int] | None = None

    def take_all(self, items: Iterable[ArticleInput | ReadFailure]) -> Iterator[list[Outcome]]:
        waiting: deque[_Handful] = deque()
        for number, entries in enumerate(_gather(items)):
            waiting.append(self._send(entries, is_first=number == 0))
            # Enough lies ahead that no worker waits for the next handful while the last one is stored.
            while len(waiting) > (2 * self.jobs if self.workers is not None else 0):
                yield self._store(waiting.popleft())
        while waiting:
            yield self._store(waiting.popleft())

    def close(self) -> None:
        if self.workers is not None:
            self.workers.close()

    def _send(self, entries: list[_Entry], *, is_first: bool) -> _Handful:
        """Settle what needs no extraction, and have the rest extracted: here, or by the workers from the second on."""
        self._look_up(entries)
        handful = _Handful(entries)
        for entry in entries:
            # A text that is on its way already is asked for again when that one has been stored, or has failed.
            if entry.outcome is None and entry.text_sha256 not in self.on_their_way:
                self.on_their_way.add(entry.text_sha256)
                handful.sent.append(entry)
        articles = [entry.item for entry in handful.sent if isinstance(entry.item, ArticleInput)]
        if not articles:
            return handful
        if self.jobs > 1 and not is_first:
            handful.asked = self._hire().submit(articles)
        else:
            extractor, _ = self._load()
            for entry, article in zip(handful.sent, articles, strict=True):
                entry.found = run_extractor(extractor, article)
        return handful

    def _look_up(self, entries: list[_Entry]) -> None:
        for entry in entries:
            if isinstance(entry.item, ReadFailure):
                entry.outcome = entry.item
            else:
                entry.text_sha256, entry.outcome = _identify(entry.item)
        open_ones = [entry for entry in entries if entry.outcome is None]
        if not open_ones:
            return
        with self.database.read() as session:
            stored = find_all_stored(session, [entry.text_sha256 for entry in open_ones])
            for entry in open_ones:
                known = stored.get(entry.text_sha256) or self._find_edited(session, entry.text_sha256)
                if known is not None and isinstance(entry.item, ArticleInput):
                    entry.outcome = IngestedArticle(entry.item.origin, entry.item.title, known[0], False, known[1])

    def _find_edited(self, session: Session, text_sha256: str) -> tuple[int, int] | None:
        """Number and statement count of the article that had this text until a person edited it, or None."""
        if self.former is None:
            self.former = former_texts(session)
        article = self.former.get(text_sha256)
        return None if article is None else (article, summarize_article(session, article).statements)

    def _load(self) -> tuple[Extractor, str]:
        if self.given is None:
            self.given = load_extractor(load_directory(self.database), load_vocabulary(self.database))
        return self.given

    def _hire(self) -> Workers:
        if self.workers is None:
            from tracker.workflows.workers import Workers

            directory, topics = load_directory(self.database), load_vocabulary(self.database)
            extractor, version = self.given or load_extractor(directory, topics)
            self.given = extractor, version
            self.workers = Workers(self.jobs, extractor, directory, topics, before_fork=self.database.close)
        return self.workers

    def _store(self, handful: _Handful) -> list[Outcome]:
        if handful.asked is not None and self.workers is not None:
            for entry, found in zip(handful.sent, self.workers.collect(handful.asked), strict=True):
                entry.found = found
        open_ones = [entry for entry in handful.entries if entry.outcome is None]
        if open_ones:
            self._settle(open_ones)
        self.on_their_way.difference_update(entry.text_sha256 for entry in handful.sent)
        return [entry.outcome for entry in handful.entries if entry.outcome is not None]

    def _settle(self, entries: list[_Entry]) -> None:
        """Store what was found, all together or, where one of them is refused, each by itself."""
        if not self.dry_run and self.topics is None:
            self.topics = store_topics(self.database)
        try:
            self._settle_together(entries)
        except DatabaseError:
            raise
        except TrackerError:
            for entry in entries:
                try:
                    self._settle_together([entry])
                except DatabaseError:
                    raise
                except TrackerError as error:
                    entry.outcome = ReadFailure(entry.item.origin, str(error))

    def _settle_together(self, entries: list[_Entry]) -> None:
        if self.dry_run:
            with self.database.read() as session:
                outcomes = [self._take(session, entry) for entry in entries]
        else:
            # Whatever a loss of power takes from a bulk ingest, taking the same in again brings back.
            with self.database.begin(durable=False) as session:
                outcomes = [self._take(session, entry) for entry in entries]
        for entry, outcome in zip(entries, outcomes, strict=True):
            entry.outcome = outcome

    def _take(self, session: Session, entry: _Entry) -> Outcome:
        article, found = entry.item, entry.found
        assert isinstance(article, ArticleInput)
        if found is None:  # the same text came before it in this run
            if (stored := find_stored(session, entry.text_sha256)) is not None:
                return IngestedArticle(article.origin, article.title, stored[0], False, stored[1])
            found = run_extractor(self._load()[0], article)
        if isinstance(found, ReadFailure):
            return found
        if self.dry_run:
            is_new = entry.text_sha256 not in self.seen
            self.seen.add(entry.text_sha256)
            return IngestedArticle(
                article.origin, article.title, None, is_new, len(found.statements), found.diagnostics
            )
        assert self.topics is not None
        stored_now = store_article(
            session,
            article,
            entry.text_sha256,
            found,
            extractor=self._load()[1],
            topics=self.topics,
            caller=self.caller,
        )
        diagnostics = (*found.diagnostics, *stored_now.diagnostics)
        return IngestedArticle(
            article.origin, article.title, stored_now.article_id, stored_now.is_new, stored_now.statements, diagnostics
        )


def _gather(items: Iterable[ArticleInput | ReadFailure]) -> Iterator[list[_Entry]]:
    """The items in handfuls: one by itself, then twice as many each time up to HANDFUL."""
    entries: list[_Entry] = []
    size, characters, begun = 1, 0, 0.0
    for item in items:
        begun = begun or time.monotonic()
        entries.append(_Entry(item))
        characters += len(item.text) if isinstance(item, ArticleInput) else 0
        if len(entries) >= size or characters >= _CHARACTERS or time.monotonic() - begun > _PATIENCE:
            yield entries
            entries, characters, begun = [], 0, 0.0
            size = min(2 * size, HANDFUL)
    if entries:
        yield entries


def _identify(article: ArticleInput) -> tuple[str, ReadFailure | None]:
    """The hash of the article's text, or why it cannot be stored."""
    if not article.text.strip():
        return "", ReadFailure(article.origin, "the text is empty")
    try:
        return hash_text(article.text), None
    except UnicodeEncodeError as error:
        reason = f"the text has half a character (a lone surrogate) at offset {error.start}"
        return "", ReadFailure(article.origin, reason)
