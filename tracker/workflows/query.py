"""Questions to the database: who said what, and which speakers, topics and articles there are.

What a listing of statements can do without is imported where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.records import StatementFilter
from tracker.storage import articles, ledger, naming, topics
from tracker.storage.database import Database

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actors
    from tracker.records import (
        ArticleDetail,
        ArticleSummary,
        LedgerRow,
        Spans,
        SpeakerSummary,
        StatementDetail,
        TopicSummary,
    )
    from tracker.records.summaries import ComparedStatement, PeriodCount, SpeakerHits, TopicDetail


def find_statements(database: Database, wanted: StatementFilter) -> Iterator[LedgerRow]:
    """The rows that the filter asks for, in its order, streamed while they are taken.

    Raises, when the first row is taken: NotFoundError with suggestions for a name or topic that matches nothing,
    AmbiguousNameError for one that matches several, UsageError for a sort key, date or search text that is none.
    """
    with database.read() as session:
        yield from ledger.stream_statements(session, wanted, load_actors)


def count_statements(database: Database, wanted: StatementFilter, *, at_most: int | None = None) -> int:
    """How many statements the filter asks for, whatever its limit and offset; raises what find_statements does.

    ``at_most`` ends the count there: that many are as many or more.
    """
    with database.read() as session:
        return ledger.count_statements(session, wanted, load_actors, at_most=at_most)


def count_roughly(database: Database, wanted: StatementFilter) -> tuple[int, bool]:
    """How many statements there are of a filter, and whether there are more than that, in a large database.

    Raises what find_statements does.
    """
    with database.read() as session:
        return ledger.count_roughly(session, wanted, load_actors)


def find_hits(database: Database, text: str, rows: Sequence[LedgerRow]) -> dict[int, Spans]:
    """Where the claims of rows have what was searched for, by statement: [start, end) in characters of the claim."""
    with database.read() as session:
        return ledger.find_hits(session, text, rows)


def count_speakers(
    database: Database, wanted: StatementFilter, *, sort: str = "statements", limit: int | None = None
) -> list[SpeakerHits]:
    """Who said what the filter asks for, with counts, days and a sample; raises what find_statements does."""
    from tracker.storage import summaries

    with database.read() as session:
        return summaries.count_speakers(session, wanted, load_actors, sort=sort, limit=limit)


def count_periods(database: Database, wanted: StatementFilter, *, by: str | None = None) -> list[PeriodCount]:
    """How many statements the filter asks for fall into each month or year; raises what find_statements does."""
    from tracker.storage import summaries

    with database.read() as session:
        return summaries.count_periods(session, wanted, load_actors, by=by)


def compare_statements(
    database: Database, sides: Sequence[tuple[str, StatementFilter]]
) -> list[list[ComparedStatement]]:
    """The statements that each side's filter asks for, under the side's label; raises what find_statements does."""
    from tracker.records.summaries import ComparedStatement

    with database.read() as session:
        return [
            [
                ComparedStatement(
                    side=number,
                    label=label,
                    statement_id=row.statement_id,
                    said_on=row.said_on,
                    speaker=row.speaker,
                    claim=row.claim,
                    topics=row.topics,
                    article_id=row.article_id,
                    title=row.title,
                    outlet=row.outlet,
                    utterance_id=row.utterance_id,
                    report_count=row.report_count,
                )
                for row in ledger.stream_statements(session, wanted, load_actors)
            ]
            for number, (label, wanted) in enumerate(sides, 1)
        ]


def meaning_of(database: Database, name: str) -> str:
    """The canonical name of whom a typed name means; raises what find_statements does for names."""
    with database.read() as session:
        return naming.name_of(session, name, load_actors)


def show_statement(database: Database, statement_id: int) -> StatementDetail:
    """One statement with its article's text; raises NotFoundError where there is none of that number."""
    with database.read() as session:
        return ledger.read_detail(session, statement_id)


def list_speakers(
    database: Database, *, name: str | None = None, limit: int | None = None, sort: str = "statements"
) -> list[SpeakerSummary]:
    """Speakers with counts and days, most statements first; ``name`` keeps those whose name or alias has it."""
    from tracker.storage import speakers

    with database.read() as session:
        return speakers.list_speakers(session, name=name, limit=limit, sort=sort)


def list_topics(database: Database) -> list[TopicSummary]:
    """The whole vocabulary with counts and days, in its printed order."""
    with database.read() as session:
        return topics.list_topics(session)


def show_topic(database: Database, name: str) -> TopicDetail:
    """One topic by its slug, its label or a word of either; raises NotFoundError and AmbiguousNameError."""
    from tracker.records.summaries import TopicDetail
    from tracker.storage import summaries
    from tracker.workflows.vocabulary import read_vocabulary

    with database.read() as session:
        slug = topics.read_slug(session, topics.find_topic(session, name))
        listed = {topic.slug: topic for topic in topics.list_topics(session)}
        broader, above = [], listed[slug].parent
        while above is not None and above not in broader:
            broader.append(above)
            above = listed[above].parent
        entry = next((topic for topic in read_vocabulary(session) if topic.slug == slug), None)
        wanted = StatementFilter(topics=(slug,))
        return TopicDetail(
            summary=listed[slug],
            broader=tuple(broader),
            narrower=tuple(topic.slug for topic in listed.values() if topic.parent == slug),
            terms=entry.terms if entry else (),
            weak=entry.weak if entry else (),
            hints=entry.hints if entry else (),
            unless=entry.unless if entry else (),
            speakers=tuple(summaries.count_speakers(session, wanted, load_actors, limit=10)),
            years=tuple(summaries.count_periods(session, wanted, load_actors, by="year")),
        )


def list_articles(
    database: Database,
    *,
    text: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[ArticleSummary]:
    """Articles with counts, by published date; ``text`` searches title and text, ``since`` and ``until`` are EDTF."""
    with database.read() as session:
        return articles.list_articles(session, text=text, since=since, until=until, limit=limit)


def show_article(database: Database, reference: str) -> ArticleDetail:
    """One article with its statements, by its number, its own id, or the beginning of its text's hash.

    Raises NotFoundError, and AmbiguousNameError where several articles answer.
    """
    with database.read() as session:
        number = articles.find_article(session, reference)
        return articles.read_article(session, number, tuple(ledger.read_article_rows(session, number)))


def speaker_names(database: Database, prefix: str) -> list[str]:
    """Names of speakers to complete what was typed, those with most statements first."""
    with database.read() as session:
        return naming.list_names(session, prefix)


def topic_slugs(database: Database, prefix: str) -> list[str]:
    """Slugs of topics to complete what was typed."""
    with database.read() as session:
        return topics.list_slugs(session, prefix)


def article_numbers(database: Database, prefix: str) -> list[tuple[str, str]]:
    """Numbers of articles, with titles, to complete what was typed."""
    with database.read() as session:
        return articles.list_numbers(session, prefix)


def outlet_names(database: Database, prefix: str) -> list[str]:
    """Names of outlets to complete what was typed, those with most articles first."""
    with database.read() as session:
        return articles.list_outlets(session, prefix)


def load_actors() -> Actors:
    """The actors of the lexicon, for names of states and organisations as people type them."""
    from tracker.workflows.lexicon import load_actors_alone

    return load_actors_alone()
