"""Speakers listed with counts and the days over which they spoke."""

from __future__ import annotations

from sqlalchemy import func, select

from tracker.errors import UsageError
from tracker.lexicon.folding import fold
from tracker.records import SPEAKER_SORT_KEYS, SpeakerSummary
from tracker.storage.articles import kept
from tracker.storage.counting import count_utterances
from tracker.storage.dating import OPEN_END, OPEN_START
from tracker.storage.lists import is_among
from tracker.storage.models import PostHeld, Speaker, SpeakerName, Statement, StatementSpeaker, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)
_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)


def list_speakers(
    session: Session, *, name: str | None = None, limit: int | None = None, sort: str = "statements"
) -> list[SpeakerSummary]:
    """Speakers with at least one statement that was not rejected; ``name`` keeps those one of whose names has it.

    ``sort`` is one of SPEAKER_SORT_KEYS, with "-" before it to turn it round: counts run from the highest, names and
    dates from the lowest. Raises UsageError for another.
    """
    counted = (
        select(
            _SPEAKING.c.speaker_id,
            func.count().label("statements"),
            count_utterances(_STATEMENT.c.utterance_id).label("utterances"),
            func.count(func.distinct(_STATEMENT.c.article_id)).label("articles"),
            func.min(func.nullif(_STATEMENT.c.dated_from, OPEN_START)).label("first"),
            func.max(func.nullif(_STATEMENT.c.dated_to, OPEN_END)).label("last"),
        )
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .where(kept())
        .group_by(_SPEAKING.c.speaker_id)
        .subquery()
    )
    query = select(
        _SPEAKER.c.id,
        _SPEAKER.c.name,
        _SPEAKER.c.kind,
        _SPEAKER.c.country,
        counted.c.statements,
        counted.c.utterances,
        counted.c.articles,
        counted.c.first,
        counted.c.last,
    ).join_from(counted, _SPEAKER, _SPEAKER.c.id == counted.c.speaker_id)
    if name is not None and (wanted := fold(name)):
        named = select(_NAME.c.speaker_id).where(func.instr(_NAME.c.folded, wanted) > 0)
        query = query.where(_SPEAKER.c.id.in_(named))
    orders = {
        "statements": counted.c.statements.desc(),
        "utterances": counted.c.utterances.desc(),
        "articles": counted.c.articles.desc(),
        "name": _SPEAKER.c.folded,
        "first": counted.c.first.nulls_last(),
        "last": counted.c.last.nulls_last(),
    }
    turned = {
        "statements": counted.c.statements,
        "utterances": counted.c.utterances,
        "articles": counted.c.articles,
        "name": _SPEAKER.c.folded.desc(),
        "first": counted.c.first.desc().nulls_last(),
        "last": counted.c.last.desc().nulls_last(),
    }
    key = sort.removeprefix("-")
    if key not in orders:
        raise UsageError(f"speakers cannot be sorted by {sort!r}; sort by {', '.join(SPEAKER_SORT_KEYS)}")
    query = query.order_by(turned[key] if sort.startswith("-") else orders[key], _SPEAKER.c.folded, _SPEAKER.c.id)
    if limit is not None:
        query = query.limit(limit)
    rows = session.execute(query).all()
    numbers = [row.id for row in rows]
    roles: dict[int, list[str]] = {}
    for post in session.execute(
        select(_POST.c.speaker_id, _POST.c.role)
        .where(is_among(_POST.c.speaker_id, numbers))
        .order_by(_POST.c.seen_last.desc(), _POST.c.id)
    ):
        roles.setdefault(post.speaker_id, []).append(post.role)
    names: dict[int, list[str]] = {}
    for alias in session.execute(
        select(_NAME.c.speaker_id, _NAME.c.name)
        .where(is_among(_NAME.c.speaker_id, numbers))
        .order_by(_NAME.c.name, _NAME.c.id)
    ):
        names.setdefault(alias.speaker_id, []).append(alias.name)
    return [
        SpeakerSummary(
            speaker_id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            roles=tuple(dict.fromkeys(roles.get(row.id, ()))),
            aliases=tuple(alias for alias in dict.fromkeys(names.get(row.id, ())) if alias != row.name),
            statements=row.statements,
            articles=row.articles,
            first=row.first,
            last=row.last,
            utterances=row.utterances,
        )
        for row in rows
    ]
