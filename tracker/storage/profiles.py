"""One speaker in full: names, posts, and what they speak about, when, and with whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from tracker.answers import Counted, SpeakerAlias, SpeakerDetail
from tracker.records import LedgerRow, SpeakerSummary
from tracker.storage.articles import kept
from tracker.storage.counting import count_utterances
from tracker.storage.dating import OPEN_END, OPEN_START
from tracker.storage.ledger import read_rows
from tracker.storage.models import Speaker, SpeakerName, Statement, StatementSpeaker, StatementTopic, Topic, table_of
from tracker.storage.session import Session
from tracker.storage.tenures import list_posts

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_TAGGED = table_of(StatementTopic)
_TOPIC = table_of(Topic)

_COUNTERPARTS = 10


def read_profile(session: Session, speaker_id: int) -> SpeakerDetail:
    """All that is known of the speaker of this number, which must be there; rejected statements are left out."""
    speaker = session.execute(select(_SPEAKER).where(_SPEAKER.c.id == speaker_id)).one()
    names = [
        SpeakerAlias(row.name, row.origin, row.article_id)
        for row in session.execute(select(_NAME).where(_NAME.c.speaker_id == speaker_id).order_by(_NAME.c.id))
    ]
    posts = list_posts(session, speaker_id=speaker_id)
    counted = session.execute(
        _spoken(
            speaker_id,
            func.count().label("statements"),
            count_utterances(_STATEMENT.c.utterance_id).label("utterances"),
            func.count(func.distinct(_STATEMENT.c.article_id)).label("articles"),
            func.min(func.nullif(_STATEMENT.c.dated_from, OPEN_START)).label("first"),
            func.max(func.nullif(_STATEMENT.c.dated_to, OPEN_END)).label("last"),
        )
    ).one()
    by_time = _spoken(speaker_id, _STATEMENT.c.id)
    first = by_time.order_by(_STATEMENT.c.dated_from.nulls_last(), _STATEMENT.c.id).limit(1)
    last = by_time.order_by(_STATEMENT.c.dated_to.desc().nulls_last(), _STATEMENT.c.id.desc()).limit(1)
    roles = dict.fromkeys(post.role for post in sorted(posts, key=lambda post: -post.articles))
    return SpeakerDetail(
        summary=SpeakerSummary(
            speaker_id=speaker_id,
            name=speaker.name,
            kind=speaker.kind,
            country=speaker.country,
            roles=tuple(roles),
            aliases=tuple(alias for alias in dict.fromkeys(name.name for name in names) if alias != speaker.name),
            statements=counted.statements,
            articles=counted.articles,
            first=counted.first,
            last=counted.last,
            utterances=counted.utterances,
        ),
        origin=speaker.origin,
        note=speaker.note,
        names=tuple(name for name in names if name.name != speaker.name),
        posts=tuple(posts),
        countries=tuple(
            dict.fromkeys(c for c in (speaker.country, *(post.country for post in posts)) if c is not None)
        ),
        topics=_count_topics(session, speaker_id),
        years=_count_years(session, speaker_id),
        counterparts=_count_counterparts(session, speaker_id),
        first=_read_row(session, first),
        last=_read_row(session, last),
    )


def label_speaker(session: Session, speaker_id: int) -> str:
    """A speaker as messages name it: "Ilse Brandt (person, AUT, #12)"."""
    row = session.execute(select(_SPEAKER).where(_SPEAKER.c.id == speaker_id)).one()
    return f"{row.name} ({', '.join(filter(None, (row.kind, row.country, f'#{row.id}')))})"


def _spoken(speaker_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(_SPEAKING.join(_STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id))
        .where(_SPEAKING.c.speaker_id == speaker_id, kept())
    )


def _count_topics(session: Session, speaker_id: int) -> tuple[Counted, ...]:
    count = func.count().label("statements")
    rows = session.execute(
        _spoken(speaker_id, _TOPIC.c.slug, count, count_utterances(_STATEMENT.c.utterance_id).label("utterances"))
        .join(_TAGGED, _TAGGED.c.statement_id == _STATEMENT.c.id)
        .join(_TOPIC, _TOPIC.c.id == _TAGGED.c.topic_id)
        .where(_TAGGED.c.withdrawn == 0)
        .group_by(_TOPIC.c.id)
        .order_by(count.desc(), _TOPIC.c.position)
    )
    return tuple(Counted(row.slug, row.statements, row.utterances) for row in rows)


def _count_years(session: Session, speaker_id: int) -> tuple[Counted, ...]:
    """Statements by the year of their first day; those without a day are left out."""
    year = func.substr(func.nullif(_STATEMENT.c.dated_from, OPEN_START), 1, 4).label("year")
    counts = (func.count().label("statements"), count_utterances(_STATEMENT.c.utterance_id).label("utterances"))
    rows = session.execute(_spoken(speaker_id, year, *counts).group_by(year).order_by(year))
    return tuple(Counted(row.year, row.statements, row.utterances) for row in rows if row.year is not None)


def _count_counterparts(session: Session, speaker_id: int) -> tuple[Counted, ...]:
    """Whom the speaker addresses or speaks jointly with, and who addresses the speaker."""
    act = (_STATEMENT.c.id.label("statement"), _STATEMENT.c.utterance_id)
    addressed = _spoken(speaker_id, _STATEMENT.c.addressee_id.label("other"), *act).where(
        _STATEMENT.c.addressee_id.isnot(None)
    )
    beside = _SPEAKING.alias("beside")
    joint = _spoken(speaker_id, beside.c.speaker_id, *act).join(beside, beside.c.statement_id == _STATEMENT.c.id)
    addressing = (
        select(_SPEAKING.c.speaker_id, *act)
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .where(_STATEMENT.c.addressee_id == speaker_id, kept())
    )
    together = addressed.union(joint, addressing).subquery()
    count = func.count().label("statements")
    rows = session.execute(
        select(_SPEAKER.c.name, count, count_utterances(together.c.utterance_id).label("utterances"))
        .join_from(together, _SPEAKER, _SPEAKER.c.id == together.c.other)
        .where(_SPEAKER.c.id != speaker_id)
        .group_by(_SPEAKER.c.id)
        .order_by(count.desc(), _SPEAKER.c.folded)
        .limit(_COUNTERPARTS)
    )
    return tuple(Counted(row.name, row.statements, row.utterances) for row in rows)


def _read_row(session: Session, query: Select[Any]) -> LedgerRow | None:
    numbers = list(session.execute(query).scalars())
    return read_rows(session, numbers)[0] if numbers else None
