"""Reading the ledger: which statements a filter asks for, in order, and their rows, streamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, func, select, text

from tracker.errors import NotFoundError
from tracker.records import LedgerRow
from tracker.records.spans import join_spans
from tracker.storage.articles import kept
from tracker.storage.conditions import read_conditions, select_numbers
from tracker.storage.lists import is_among
from tracker.storage.models import (
    Article,
    Speaker,
    Statement,
    StatementSpeaker,
    StatementTopic,
    Topic,
    table_of,
)
from tracker.storage.plans import plan_unordered
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actors
    from tracker.records import NamedSpeaker, Span, Spans, StatementDetail, StatementFilter

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)
_TAGGED = table_of(StatementTopic)
_TOPIC = table_of(Topic)
_ARTICLE = table_of(Article)

# The first rows come at once, the others with fewer round trips.
_FIRST_BATCH, _BATCH = 40, 500

# Up to so many statements in all every count is exact; in a larger database those that end before COUNTED.
COUNTED_AT_ONCE = 200_000
COUNTED = 1_000

_ROWS = text("SELECT * FROM ledger WHERE statement_id IN (SELECT value FROM json_each(:numbers))").bindparams(
    bindparam("numbers")
)


def stream_statements(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]
) -> Iterator[LedgerRow]:
    """The rows that the filter asks for, in its order, read as they are taken.

    The filter's names are looked up before the first row is given. Raises NotFoundError and AmbiguousNameError for
    names that mean nobody or several, UsageError for a sort key or date that is none.
    """
    query = select_numbers(session, wanted, load_actors)
    found = session.execute(query, execution_options={"yield_per": _BATCH})
    return _stream_rows(session, (row.id for row in found))


def count_statements(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors], *, at_most: int | None = None
) -> int:
    """How many statements the filter asks for, whatever its limit, offset and order, counted up to ``at_most``."""
    query = plan_unordered(session, read_conditions(session, wanted, load_actors))
    if at_most is not None:
        query = query.limit(at_most)
    return int(session.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def count_roughly(session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]) -> tuple[int, bool]:
    """How many statements the filter asks for, whatever its limit and offset, and whether there are more than that.

    The count is exact up to COUNTED, and in a database of up to COUNTED_AT_ONCE statements whatever it is.
    """
    at_most = COUNTED + 1 if is_large(session) else None
    total = count_statements(session, wanted, load_actors, at_most=at_most)
    return (COUNTED, True) if total == at_most else (total, False)


def is_large(session: Session) -> bool:
    """Tell whether the database has more statements than are counted at once."""
    return int(session.execute(select(func.coalesce(func.max(_STATEMENT.c.id), 0))).scalar_one()) > COUNTED_AT_ONCE


def list_numbers(session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]) -> list[int]:
    """The numbers of the statements that the filter asks for, in its order; raises what stream_statements does."""
    return [int(row.id) for row in session.execute(select_numbers(session, wanted, load_actors))]


def read_rows(session: Session, numbers: Sequence[int]) -> list[LedgerRow]:
    """The rows of these statements, in the order given; numbers of none are passed over."""
    found = {
        row.statement_id: _ledger_row(row)
        for row in session.execute(_ROWS, {"numbers": json.dumps([int(number) for number in numbers])})
    }
    return [found[number] for number in numbers if number in found]


def read_speakers(session: Session, numbers: Sequence[int]) -> dict[int, tuple[NamedSpeaker, ...]]:
    """Who said each of these statements, in order; statements whose speaker is unresolved are not among the keys."""
    from tracker.records import NamedSpeaker

    found: dict[int, list[NamedSpeaker]] = {}
    query = (
        select(_SPEAKING.c.statement_id, _SPEAKER.c.id, _SPEAKER.c.name, _SPEAKER.c.kind, _SPEAKER.c.country,
               _SPEAKING.c.role)
        .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(is_among(_SPEAKING.c.statement_id, numbers))
        .order_by(_SPEAKING.c.statement_id, _SPEAKING.c.position)
    )  # fmt: skip
    for row in session.execute(query):
        found.setdefault(row.statement_id, []).append(NamedSpeaker(row.id, row.name, row.kind, row.country, row.role))
    return {number: tuple(speakers) for number, speakers in found.items()}


def find_hits(session: Session, typed: str, rows: Sequence[LedgerRow]) -> dict[int, Spans]:
    """Where the claims of these rows have what was searched for, by statement: stretches in order, none in another."""
    from tracker.storage.search import MARKS, compile_search, find_unindexed, write_highlight

    search = compile_search(typed)
    marked: dict[int, str] = {}
    query = write_highlight(search, "statement_fts")
    if query is not None:
        numbers = json.dumps([row.statement_id for row in rows])
        marked = {row.rowid: row.marked for row in session.execute(query, {"numbers": numbers})}
    return {
        row.statement_id: join_spans(
            [*_read_marks(marked.get(row.statement_id, ""), MARKS), *find_unindexed(search, row.claim)]
        )
        for row in rows
    }


def read_article_rows(session: Session, article_id: int) -> list[LedgerRow]:
    """The rows of one article's statements in the order of the text, rejected ones left out."""
    numbers = session.execute(
        select(_STATEMENT.c.id)
        .where(_STATEMENT.c.article_id == article_id, kept())
        .order_by(_STATEMENT.c.start, _STATEMENT.c.id)
    ).scalars()
    return read_rows(session, list(numbers))


def read_detail(session: Session, statement_id: int) -> StatementDetail:
    """All that is known of one statement; raises NotFoundError where there is none of that number."""
    from tracker.records import SpeakerKind, SpeakerReference, StatementDetail, TopicMatch
    from tracker.storage.claims import read_claims

    rows = read_rows(session, [statement_id])
    if not rows:
        raise NotFoundError(f"no statement {statement_id}; `tracker statements` lists their numbers")
    stored = session.execute(
        select(_STATEMENT.c.rule, _STATEMENT.c.reasons, _STATEMENT.c.candidates, _ARTICLE.c.text)
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(_STATEMENT.c.id == statement_id)
    ).one()
    speakers = session.execute(
        select(_SPEAKER.c.name, _SPEAKER.c.kind, _SPEAKER.c.country, _SPEAKING.c.role)
        .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(_SPEAKING.c.statement_id == statement_id)
        .order_by(_SPEAKING.c.position)
    )
    topics = session.execute(
        select(_TOPIC.c.slug, _TAGGED.c.terms)
        .join_from(_TAGGED, _TOPIC, _TOPIC.c.id == _TAGGED.c.topic_id)
        .where(_TAGGED.c.statement_id == statement_id, _TAGGED.c.withdrawn == 0)
        .order_by(_TOPIC.c.position, _TOPIC.c.slug)
    )
    from tracker.storage.claim_links import read_links  # no listing needs them

    return StatementDetail(
        row=rows[0],
        text=stored.text,
        speakers=tuple(SpeakerReference(s.name, SpeakerKind(s.kind), s.country, s.role) for s in speakers),
        candidates=tuple(stored.candidates or ()),
        topics=tuple(TopicMatch(topic.slug, tuple(topic.terms or ())) for topic in topics),
        claims=read_claims(session, [statement_id]).get(statement_id, ()),
        ties=tuple(read_links(session, [statement_id])),
        rule=stored.rule,
        reasons=tuple(stored.reasons or ()),
    )


def _stream_rows(session: Session, numbers: Iterable[int]) -> Iterator[LedgerRow]:
    remaining, size = iter(numbers), _FIRST_BATCH
    while batch := list(islice(remaining, size)):
        yield from read_rows(session, batch)
        size = _BATCH


def _read_marks(marked: str, marks: tuple[str, str]) -> Iterator[Span]:
    at, begun = 0, 0
    for character in marked:
        if character == marks[0]:
            begun = at
        elif character == marks[1]:
            yield begun, at
        else:
            at += 1


def _ledger_row(row: Row[Any]) -> LedgerRow:
    values = row._asdict()
    values["topics"] = tuple(values["topics"].split("; ")) if values["topics"] else ()
    for column in ("source_offsets", "cue_offsets", "content_offsets"):
        values[column] = _read_offsets(values[column])
    return LedgerRow(**values)


def _read_offsets(written: str | None) -> Spans:
    if not written:
        return ()
    pieces = (piece.split("-") for piece in written.split("; "))
    return tuple((int(start), int(end)) for start, end in pieces)
