"""Running the current extractor again over stored articles; what a person decided is left alone, and told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.exc import IntegrityError

from tracker.errors import DatabaseError, TrackerError
from tracker.records import Extraction, ReadFailure
from tracker.revisions import ReextractedArticle
from tracker.storage.articles import find_article, summarize_article
from tracker.storage.database import Database
from tracker.storage.entries import tell_since
from tracker.storage.history import Caller, describe_caller
from tracker.storage.identity import make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.reextraction import list_article_numbers, read_article_input, read_stored, write_extraction
from tracker.storage.session import Session
from tracker.workflows.directory import load_directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.matching import describe_coded, match_statements, say_difference
from tracker.workflows.vocabulary import load_vocabulary, store_topics


def reextract(
    database: Database,
    references: Sequence[str] = (),
    *,
    dry_run: bool = False,
    extractor: tuple[Extractor, str] | None = None,
    caller: Caller | None = None,
) -> Iterator[ReextractedArticle]:
    """Read stored articles anew, all of them unless told which, and give what became of each as it is done.

    Statements that no person confirmed, edited, added, rejected or put a topic or note on become what the extractor now
    says, with their numbers; it says nothing to the others, nor brings a rejected one back. Each article is written in
    one transaction, all of them in one entry of the history. ``extractor`` (with its version) stands in for the shipped
    one. Raises NotFoundError and AmbiguousNameError, before the first, for an article that is none or several.
    """
    with database.read() as session:
        numbers = (
            [find_article(session, reference) for reference in references]
            if references
            else list_article_numbers(session)
        )
    run, version = extractor or load_extractor(load_directory(database), load_vocabulary(database))
    topics = store_topics(database)
    who = caller or describe_caller()
    for number in dict.fromkeys(numbers):
        with database.read() as session:
            article, _ = read_article_input(session, number)
        extraction = run_extractor(run, article)
        if isinstance(extraction, ReadFailure):
            yield ReextractedArticle(number, article.title, failure=extraction.reason)
            continue
        try:
            with database.lock() if dry_run else database.begin() as session:
                outcome = _write(session, Journal(who), number, extraction, topics, version)
        except DatabaseError:
            raise
        except (TrackerError, IntegrityError) as error:
            reason = str(error.orig) if isinstance(error, IntegrityError) else str(error)
            yield ReextractedArticle(number, article.title, failure=f"what was found does not fit: {reason}")
            continue
        yield outcome


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
