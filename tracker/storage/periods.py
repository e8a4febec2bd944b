"""All statements counted by month or year without reading them: by the index of days, and the table of speakers' days.

Ten million statements are counted so in a quarter of the time that a look at each and at its speakers takes. Statements
of several days are few, and an index of their own names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Boolean, ColumnElement, func, literal_column, select

from tracker.storage.dating import OPEN_END, OPEN_START
from tracker.storage.models import UNDATED, SpeakerDay, Statement, StatementSpeaker, table_of
from tracker.storage.session import Session

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_DAY = table_of(SpeakerDay)
_REJECTED = select(_STATEMENT.c.id).where(_STATEMENT.c.status == "rejected", literal_column("status <> 'extracted'"))
_LONG: ColumnElement[bool] = literal_column("dated_from <> dated_to", Boolean())  # as the partial index has it

# First and last days (None: without a day), and how many statements have just these.
Days = Mapping[tuple[str | None, str | None], int]


@dataclass(frozen=True, slots=True)
class PeriodTally:
    """What is counted of a month or year (None: of no single one): statements, those joined to others, speakers."""

    period: str | None
    statements: int
    joined: int
    speakers: int


def count_days(session: Session) -> Days:
    """How many statements have which first and last day, rejected ones left out."""
    dated, until = _STATEMENT.c.dated_from, _STATEMENT.c.dated_to
    beginning = session.execute(select(dated, func.count()).where(_STATEMENT.c.status != "rejected").group_by(dated))
    days: Counter[tuple[str | None, str | None]] = Counter({(day, day): number for day, number in beginning})
    long = select(dated, until, func.count()).where(_LONG, _STATEMENT.c.id.not_in(_REJECTED)).group_by(until, dated)
    for first, last, number in session.execute(long):
        days[first, last] += number
        days[first, first] -= number
    return {bounds: number for bounds, number in days.items() if number}


def bound_days(days: Days) -> tuple[str | None, str | None]:
    """The first and the last of the days, those aside that stand for an open end."""
    first = min((day for day, _ in days if day not in (None, OPEN_START)), default=None)
    last = max((day for _, day in days if day not in (None, OPEN_END)), default=None)
    return first, last


def sum_periods(session: Session, days: Days, length: int) -> list[PeriodTally]:
    """Statements and speakers by period, in order, what is of none last; ``length`` is that of a period's text."""
    statements: Counter[str | None] = Counter()
    for (first, last), number in days.items():
        statements[_place(first, last, length)] += number
    joined: Counter[str | None] = Counter()
    # As texts of their own: else SQLite goes by the index that has the days in order, and not by that of the joined.
    grouped = (_STATEMENT.c.dated_from.concat(""), _STATEMENT.c.dated_to.concat(""))
    told = select(*grouped, func.count()).where(
        _STATEMENT.c.utterance_id.isnot(None), _STATEMENT.c.id.not_in(_REJECTED)
    )
    for first, last, number in session.execute(told.group_by(*grouped)):
        joined[_place(first, last, length)] += number
    speakers = _count_speakers(session, length)
    if None in statements:
        speakers[None] = _count_unplaced(session, length)
    order = sorted(statements, key=lambda period: (period is None, period or ""))
    return [PeriodTally(period, statements[period], joined[period], speakers[period]) for period in order]


def _place(first: str | None, last: str | None, length: int) -> str | None:
    return first[:length] if first is not None and last is not None and first[:length] == last[:length] else None


def _spanning(length: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a statement begins in another period than the one in which it ends."""
    return _LONG, func.substr(_STATEMENT.c.dated_from, 1, length) != func.substr(_STATEMENT.c.dated_to, 1, length)


def _count_speakers(session: Session, length: int) -> Counter[str | None]:
    """How many speakers have a statement in each period, by one walk through their days in order."""
    spanning = select(_STATEMENT.c.id).where(*_spanning(length))
    period = func.substr(_DAY.c.day, 1, length).label("period")
    pairs = (
        select(_DAY.c.speaker_id, period)
        .where(_DAY.c.kept == 1, _DAY.c.day < UNDATED, _DAY.c.statement_id.not_in(spanning))
        .distinct()
        .subquery()
    )
    rows = session.execute(select(pairs.c.period, func.count().label("speakers")).group_by(pairs.c.period))
    return Counter({row.period: row.speakers for row in rows})


def _count_unplaced(session: Session, length: int) -> int:
    """How many speakers have a statement of no single period."""
    undated = select(_STATEMENT.c.id).where(_STATEMENT.c.dated_from.is_(None), _STATEMENT.c.status != "rejected")
    spanning = select(_STATEMENT.c.id).where(*_spanning(length), _STATEMENT.c.id.not_in(_REJECTED))
    unplaced = undated.union_all(spanning).subquery()
    query = select(func.count(_SPEAKING.c.speaker_id.distinct())).where(_SPEAKING.c.statement_id == unplaced.c.id)
    return int(session.execute(query).scalar_one())
