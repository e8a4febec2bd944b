"""What lists of speakers and topics tell of their statements, without reading these: counts, utterances, days.

The counts are kept by triggers (tables speaker_article and topic_speaker), and the first and last days stand at the
ends of the tables of days. Only statements of more than one day and those joined to an utterance are gone through: few,
and named by indexes of their own.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    ScalarSelect,
    Text,
    TextClause,
    exists,
    func,
    literal_column,
    select,
    text,
)

from tracker.storage.dating import OPEN_END, OPEN_START
from tracker.storage.models import (
    UNDATED,
    SpeakerDay,
    Statement,
    TopicDay,
    table_of,
)

_STATEMENT = table_of(Statement)
_DAYS = {"speaker_id": table_of(SpeakerDay), "topic_id": table_of(TopicDay)}
# CROSS JOIN is how SQLite is told to begin with the few statements that are meant, and not with every speaker's.
_FEW_FIRST = {
    "speaker_id": text("statement AS s CROSS JOIN statement_speaker AS x ON x.statement_id = s.id"),
    "topic_id": text("statement AS s CROSS JOIN statement_topic AS x ON x.statement_id = s.id"),
}


def first_day(owner: str, number: ColumnElement[int]) -> ScalarSelect[Any]:
    """The first day of a speaker's or topic's statements; ``owner`` is "speaker_id" or "topic_id"."""
    days = _DAYS[owner].alias("first_days")
    found = select(func.min(days.c.day)).where(*_dated(days, owner, number), days.c.day > OPEN_START)
    return found.scalar_subquery()


def last_day(owner: str, number: ColumnElement[int]) -> ScalarSelect[Any]:
    """The last day on which a statement of theirs begins that does not go on without end.

    Where one of several days ends later, longest tells.
    """
    days = _DAYS[owner].alias("last_days")
    open_ended = exists().where(
        _STATEMENT.c.dated_to == OPEN_END,
        _STATEMENT.c.dated_from == days.c.day,
        _STATEMENT.c.id == days.c.statement_id,
        literal_column("dated_from <> dated_to"),
    )
    found = select(days.c.day).where(*_dated(days, owner, number), days.c.day > OPEN_START, ~open_ended)
    return found.order_by(days.c.day.desc()).limit(1).scalar_subquery()


def longest(owner: str, begun: CTE) -> CTE:
    """The last days of statements of several days, by speaker or topic: columns ``owner`` and ``until``.

    Only of those that end behind the earliest ``last`` of ``begun``: the others end behind nobody's last day.
    """
    earliest = select(func.min(func.coalesce(begun.c.last, ""))).scalar_subquery()
    number = literal_column(f"x.{owner}", Integer())
    return (
        select(number.label(owner), func.max(literal_column("s.dated_to", Text())).label("until"))
        .select_from(_FEW_FIRST[owner])
        .where(text("s.dated_from <> s.dated_to"), literal_column("s.dated_to") < OPEN_END, *_counted(owner))
        .where(literal_column("s.dated_to") > earliest)
        .group_by(number)
        .cte("longest")
    )


def joined(owner: str) -> CTE:
    """The statements joined to utterances, by speaker or topic: ``owner``, ``statements`` and ``utterances``."""
    number, utterance = literal_column(f"x.{owner}", Integer()), literal_column("s.utterance_id", Integer())
    return (
        select(
            number.label(owner),
            func.count().label("statements"),
            func.count(utterance.distinct()).label("utterances"),
        )
        .select_from(_FEW_FIRST[owner])
        .where(utterance.isnot(None), *_counted(owner))
        .group_by(number)
        .cte("joined")
    )


def count_utterances(statements: ColumnElement[int], joined: CTE) -> ColumnElement[int]:
    """How many utterances so many statements report, some of them joined to others."""
    return statements - func.coalesce(joined.c.statements, 0) + func.coalesce(joined.c.utterances, 0)


def later(day: ColumnElement[Any], until: ColumnElement[Any]) -> ColumnElement[Any]:
    """The later of two days, where there is one."""
    return func.nullif(func.max(func.coalesce(day, ""), func.coalesce(until, "")), "")


def _dated(days: Any, owner: str, number: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    return (days.c[owner] == number, days.c.kept == 1, days.c.day < UNDATED)


def _counted(owner: str) -> list[ColumnElement[bool] | TextClause]:
    """Neither rejected, nor of a topic that was taken off."""
    rejected = select(_STATEMENT.c.id).where(_STATEMENT.c.status == "rejected", text("status <> 'extracted'"))
    kept = literal_column("s.id", Integer()).not_in(rejected)
    return [kept, text("x.withdrawn = 0")] if owner == "topic_id" else [kept]
