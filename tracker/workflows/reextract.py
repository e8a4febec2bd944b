"""Running the current extractor again over stored articles; what a person decided is left alone, and told apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from tracker.errors import DatabaseError, TrackerError
from tracker.records import ArticleInput, Extraction, ReadFailure
from tracker.revisions import ReextractedArticle
from tracker.storage.articles import find_article, summarize_article
from tracker.storage.batches import in_batches
from tracker.storage.database import Database
from tracker.storage.entries import tell_since
from tracker.storage.history import Caller, describe_caller
from tracker.storage.identity import make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.reextraction import (
    count_articles,
    list_article_numbers,
    read_article_input,
    read_stored,
    write_extraction,
)
from tracker.storage.session import Session
from tracker.workflows.directory import load_directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.matching import describe_coded, match_statements, say_difference
from tracker.workflows.vocabulary import load_vocabulary, store_topics

if TYPE_CHECKING:
    from tracker.workflows.workers import Workers

_HANDFUL = 16


def reextract(
    database: Database,
    references: Sequence[str] = (),
    *,
    dry_run: bool = False,
    jobs: int = 1,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
    on_counted: Callable[[int], None] | None = None,
) -> Generator[ReextractedArticle]:
    """Read stored articles anew, all of them unless told which, and give what became of each as it is done.

    Statements that no person confirmed, edited, added, rejected or put a topic or note on become what the extractor now
    says, with their numbers; it says nothing to the others, nor brings a rejected one back. Each article is written in
    one transaction, all of them in one entry of the history. With ``jobs`` of 2 or more so many worker processes
    extract: the same comes of it, in less time. ``extractor`` (with its version) stands in for the shipped one and is
    run in this process. ``on_counted`` is told once how many articles there are. Raises NotFoundError and
    AmbiguousNameError, before the first, for an article that is none or several. A caller that stops early closes the
    generator.
    """
    with database.read() as session:
        numbers = list(dict.fromkeys(find_article(session, reference) for reference in references))
        count, last = (len(numbers), 0) if references else count_articles(session)
    if on_counted is not None:
        on_counted(count)
    directory, vocabulary = load_directory(database), load_vocabulary(database)
    run, version = extractor or load_extractor(directory, vocabulary)
    topics = store_topics(database)
    who = caller or describe_caller()
    workers = None
    if jobs > 1 and extractor is None and count > 1:
        from tracker.workflows.workers import Workers

        workers = Workers(jobs, run, directory, vocabulary, before_fork=database.close)
    try:
        batches = in_batches(numbers, _HANDFUL) if references else _list_all(database, last)
        for number, article, extraction in _extract_all(database, batches, run, workers, jobs):
            yield _rewrite(database, who, number, article, extraction, topics, version, dry_run=dry_run)
    finally:
        if workers is not None:
            workers.close()


def _list_all(database: Database, last: int) -> Iterator[list[int]]:
    """The numbers of the articles up to the last, as many at a time as are read together: a million are not held."""
    after = 0
    while True:
        with database.read() as session:
            numbers = list_article_numbers(session, after, last, _HANDFUL)
        if not numbers:
            return
        yield numbers
        after = numbers[-1]


def _extract_all(
    database: Database, batches: Iterable[list[int]], run: Extractor, workers: Workers | None, jobs: int
) -> Iterator[tuple[int, ArticleInput, Extraction | ReadFailure]]:
    """Every article with what is found in it now, in their order; the workers are some handfuls ahead."""
    ahead: deque[tuple[list[int], list[ArticleInput], Future[bytes]]] = deque()
    for batch in batches:
        with database.read() as session:
            articles = [read_article_input(session, number)[0] for number in batch]
        if workers is None:
            yield from (
                (number, article, run_extractor(run, article)) for number, article in zip(batch, articles, strict=True)
            )
            continue
        ahead.append((batch, articles, workers.submit(articles)))
        if len(ahead) > 2 * jobs:
            yield from _collect(workers, *ahead.popleft())
    while workers is not None and ahead:
        yield from _collect(workers, *ahead.popleft())


def _collect(
    workers: Workers, numbers: list[int], articles: list[ArticleInput], asked: Future[bytes]
) -> Iterator[tuple[int, ArticleInput, Extraction | ReadFailure]]:
    yield from zip(numbers, articles, workers.collect(asked), strict=True)


def _rewrite(
    database: Database,
    caller: Caller,
    number: int,
    article: ArticleInput,
    extraction: Extraction | ReadFailure,
    topics: Mapping[str, int],
    version: str,
    *,
    dry_run: bool,
) -> ReextractedArticle:
    if isinstance(extraction, ReadFailure):
        return ReextractedArticle(number, article.title, failure=extraction.reason)
    try:
        # Whatever a loss of power takes, reading the same anew brings back.
        with database.lock() if dry_run else database.begin(durable=False) as session:
            return _write(session, Journal(caller), number, extraction, topics, version)
    except DatabaseError:
        raise
    except (TrackerError, IntegrityError) as error:
        reason = str(error.orig) if isinstance(error, IntegrityError) else str(error)
        return ReextractedArticle(number, article.title, failure=f"what was found does not fit: {reason}")


def _write(
    session: Session,
    journal: Journal,
    number: int,
    extraction: Extraction,
    topics: Mapping[str, int],
    version: str,
) -> ReextractedArticle:
    article, digest = read_article_input(session, number)
    statements = extraction.statements
    keys = [make_statement_key(digest, statement.content, statement.mention) for statement in statements]
    matching = match_statements(read_stored(session, number), statements, keys)
    last = tell_since(session, journal.caller, None)[1]
    places: dict[int, int | None] = {index: stored.statement_id for index, stored in matching.same}
    places |= dict.fromkeys(matching.new)
    gone = tuple(stored.statement_id for stored in matching.gone)
    new, changed = write_extraction(
        session,
        journal,
        number,
        statements,
        places,
        {index: stored.statement_id for index, stored in matching.kept},
        gone,
        topics,
        version,
    )
    differs = [
        said
        for index, stored in matching.kept
        if (said := say_difference(article.text, statements[index], stored)) is not None
    ]
    differs += [f"{describe_coded(stored)}: the extractor does not find it" for stored in matching.missing]
    what, _ = tell_since(session, journal.caller, last)
    return ReextractedArticle(
        article_id=number,
        title=summarize_article(session, number).title,
        new=tuple(new),
        changed=tuple(changed),
        gone=gone,
        unchanged=len(matching.same) - len(changed),
        kept=len(matching.kept) + len(matching.missing),
        what=tuple(what),
        differs=tuple(differs),
        entry=journal.entry,
    )
