"""Statements counted: by who said them, and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, Text, case, cast, func, null, select

from tracker.errors import UsageError
from tracker.records import StatementFilter
from tracker.records.summaries import WHO_SORT_KEYS, PeriodCount, SpeakerHits
from tracker.storage.conditions import list_conditions
from tracker.storage.counting import count_utterances
from tracker.storage.dating import OPEN_END, OPEN_START
from tracker.storage.models import UNDATED, Speaker, Statement, StatementSpeaker, table_of
from tracker.storage.periods import PeriodTally, bound_days, count_days, sum_periods
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actors

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)

# Added to a number, it makes all numbers of one length, so that their texts have the same order.
_PADDED = 10**15
PERIODS = {"year": 4, "month": 7}
# A line a month is too long to look at beyond so many years.
_YEARS_BY_MONTH = 5


def count_speakers(
    session: Session,
    wanted: StatementFilter,
    load_actors: Callable[[], Actors],
    *,
    sort: str = "statements",
    limit: int | None = None,
) -> list[SpeakerHits]:
    """Who said what the filter asks for: counts, days, and the earliest of the statements as a sample.

    Those whose speaker is unresolved stand together under "unresolved". ``sort`` is one of WHO_SORT_KEYS, with "-"
    before it to turn it round: counts and last days run from the highest, names and first days from the lowest.
    """
    hits = _select_hits(session, wanted, load_actors).subquery()
    # Which is the earliest is told by one text, its day and its number: to rank them all takes as long as to find them.
    place = func.coalesce(hits.c.dated_from, UNDATED) + cast(_PADDED + hits.c.id, Text())
    found = (
        select(
            _SPEAKING.c.speaker_id,
            func.count().label("statements"),
            count_utterances(hits.c.utterance_id).label("utterances"),
            func.min(func.nullif(hits.c.dated_from, OPEN_START)).label("first"),
            func.max(func.nullif(hits.c.dated_to, OPEN_END)).label("last"),
            func.min(place).label("place"),
        )
        .join_from(hits, _SPEAKING, _SPEAKING.c.statement_id == hits.c.id, isouter=True)
        .group_by(_SPEAKING.c.speaker_id)
        .subquery()
    )
    sample = cast(func.substr(found.c.place, len(UNDATED) + 1), Integer()) - _PADDED
    counted = select(
        *(column for column in found.c if column is not found.c.place), sample.label("sample_id")
    ).subquery()
    name = func.coalesce(_SPEAKER.c.name, "unresolved")
    key, turned = sort.removeprefix("-"), sort.startswith("-")
    columns: dict[str, tuple[ColumnElement[Any], bool]] = {
        "statements": (counted.c.statements, True),
        "utterances": (counted.c.utterances, True),
        "first": (counted.c.first, False),
        "last": (counted.c.last, True),
        "name": (_SPEAKER.c.folded, False),
    }
    if key not in columns:
        raise UsageError(f"speakers cannot be sorted by {sort!r}; sort by {', '.join(WHO_SORT_KEYS)}")
    column, falling = columns[key]
    order = (column.desc() if falling is not turned else column.asc()).nulls_last()
    rows = session.execute(
        select(
            counted,
            name.label("name"),
            _SPEAKER.c.kind,
            _SPEAKER.c.country,
            _STATEMENT.c.content.label("sample"),
        )
        .join_from(counted, _STATEMENT, _STATEMENT.c.id == counted.c.sample_id)
        .join(_SPEAKER, _SPEAKER.c.id == counted.c.speaker_id, isouter=True)
        .order_by(order, name, counted.c.speaker_id)
        .limit(limit)
    )
    return [SpeakerHits(**{field: row._mapping[field] for field in SpeakerHits.__dataclass_fields__}) for row in rows]


def count_periods(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors], *, by: str | None = None
) -> list[PeriodCount]:
    """How many statements and utterances the filter asks for fall into each month or year, empty ones included.

    ``by`` is "month" or "year"; by default months, unless they are of more than five years. A statement that is known
    to a year only is counted by year, and by month not at all: those stand last, without a period.
    """
    hits = _select_hits(session, wanted, load_actors).subquery()
    days = count_days(session) if replace(wanted, sort="date", limit=None, offset=0) == StatementFilter() else None
    if by is None:
        first, last = _find_bounds(session, hits) if days is None else bound_days(days)
        by = "year" if first and last and int(last[:4]) - int(first[:4]) >= _YEARS_BY_MONTH else "month"
    if by not in PERIODS:
        raise UsageError(f"periods are {' and '.join(PERIODS)}, not {by!r}")
    length = PERIODS[by]
    start, end = func.substr(hits.c.dated_from, 1, length), func.substr(hits.c.dated_to, 1, length)
    period = case((start == end, start), else_=null())
    rows = _read_periods(session, hits, period) if days is None else sum_periods(session, days, length)
    placed = _place_utterances(session, hits, period)
    counted = {
        row.period: PeriodCount(
            row.period, row.statements, row.speakers, row.statements - row.joined + placed.get(row.period, 0)
        )
        for row in rows
    }
    known = [row.period for row in rows if row.period is not None]
    periods = fill_periods(known[0], known[-1]) if known else []
    filled = [counted.get(period) or PeriodCount(period, 0, 0, 0) for period in periods]
    return filled + ([counted[None]] if None in counted else [])


def _find_bounds(session: Session, hits: Subquery) -> tuple[str | None, str | None]:
    bounds = select(
        func.min(func.nullif(hits.c.dated_from, OPEN_START)), func.max(func.nullif(hits.c.dated_to, OPEN_END))
    )
    first, last = session.execute(bounds).one()
    return first, last


def _read_periods(session: Session, hits: Subquery, period: ColumnElement[Any]) -> list[PeriodTally]:
    rows = session.execute(
        select(
            period.label("period"),
            func.count(func.distinct(hits.c.id)).label("statements"),
            func.count(func.distinct(case((hits.c.utterance_id.isnot(None), hits.c.id)))).label("joined"),
            func.count(func.distinct(_SPEAKING.c.speaker_id)).label("speakers"),
        )
        .join_from(hits, _SPEAKING, _SPEAKING.c.statement_id == hits.c.id, isouter=True)
        .group_by(period)
        .order_by(period.nulls_last())
    )
    return [PeriodTally(row.period, row.statements, row.joined, row.speakers) for row in rows]


def count_periods_by_speaker(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors], *, by: str | None = None
) -> tuple[tuple[str, ...], list[tuple[str, Counter[str]]], int]:
    """The periods of count_periods; each speaker with their statements in each; and how many are in no period.

    A statement of several speakers counts for each of them, one whose speaker is unresolved for nobody.
    """
    periods = count_periods(session, wanted, load_actors, by=by)
    known = tuple(period.period for period in periods if period.period is not None)
    undated = sum(period.statements for period in periods if period.period is None)
    if not known:
        return (), [], undated
    hits = _select_hits(session, wanted, load_actors).subquery()
    length = len(known[0])
    period = func.substr(hits.c.dated_from, 1, length)
    rows = session.execute(
        select(_SPEAKER.c.id, _SPEAKER.c.name, period.label("period"), func.count().label("statements"))
        .join_from(hits, _SPEAKING, _SPEAKING.c.statement_id == hits.c.id)
        .join(_SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(period == func.substr(hits.c.dated_to, 1, length))
        .group_by(_SPEAKER.c.id, period)
    )
    speakers: dict[int, tuple[str, Counter[str]]] = {}
    for row in rows:
        speakers.setdefault(row.id, (row.name, Counter()))[1][row.period] = row.statements
    return known, list(speakers.values()), undated


def _place_utterances(session: Session, hits: Subquery, period: ColumnElement[Any]) -> dict[str | None, int]:
    """How many utterances fall into each period: each one into that of the report that is dated the nearest."""
    width = func.julianday(hits.c.dated_to) - func.julianday(hits.c.dated_from)
    ranked = (
        select(
            period.label("period"),
            func.row_number()
            .over(partition_by=hits.c.utterance_id, order_by=(width.nulls_last(), hits.c.dated_from, hits.c.id))
            .label("place"),
        )
        .where(hits.c.utterance_id.isnot(None))
        .subquery()
    )
    rows = session.execute(
        select(ranked.c.period, func.count().label("utterances")).where(ranked.c.place == 1).group_by(ranked.c.period)
    )
    return {row.period: row.utterances for row in rows}


def _select_hits(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]
) -> Select[tuple[int, int | None, str | None, str | None]]:
    query: Select[tuple[int, int | None, str | None, str | None]] = select(
        _STATEMENT.c.id, _STATEMENT.c.utterance_id, _STATEMENT.c.dated_from, _STATEMENT.c.dated_to
    )
    for condition in list_conditions(session, wanted, load_actors):
        query = query.where(condition)
    return query


def fill_periods(first: str, last: str) -> list[str]:
    """Every month or year from the first to the last."""
    if len(first) == PERIODS["year"]:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    months = [int(period[:4]) * 12 + int(period[5:]) - 1 for period in (first, last)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(months[0], months[1] + 1)]
