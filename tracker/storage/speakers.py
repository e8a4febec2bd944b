"""Speakers listed with counts and the days over which they spoke."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from tracker.errors import UsageError
from tracker.lexicon.folding import fold
from tracker.records import SPEAKER_SORT_KEYS, SpeakerSummary
from tracker.storage.lists import is_among
from tracker.storage.models import PostHeld, Speaker, SpeakerArticle, SpeakerName, table_of
from tracker.storage.session import Session
from tracker.storage.tallies import count_utterances, first_day, joined, last_day, later, longest

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)
_TALLY = table_of(SpeakerArticle)


def list_speakers(
    session: Session, *, name: str | None = None, limit: int | None = None, sort: str = "statements"
) -> list[SpeakerSummary]:
    """Speakers with at least one statement that was not rejected; ``name`` keeps those one of whose names has it.

    ``sort`` is one of SPEAKER_SORT_KEYS, with "-" before it to turn it round: counts run from the highest, names and
    dates from the lowest. Raises UsageError for another.
    """
    key = sort.removeprefix("-")
    if key not in SPEAKER_SORT_KEYS:
        raise UsageError(f"speakers cannot be sorted by {sort!r}; sort by {', '.join(SPEAKER_SORT_KEYS)}")
    counts = select(
        _TALLY.c.speaker_id, func.sum(_TALLY.c.statements).label("statements"), func.count().label("articles")
    ).group_by(_TALLY.c.speaker_id)
    if name is not None and (wanted := fold(name)):
        named = select(_NAME.c.speaker_id).where(func.instr(_NAME.c.folded, wanted) > 0)
        counts = counts.where(_TALLY.c.speaker_id.in_(named))
    counted, told = counts.subquery("counted"), joined("speaker_id")
    page = (
        select(
            _SPEAKER.c.id,
            _SPEAKER.c.name,
            _SPEAKER.c.folded,
            _SPEAKER.c.kind,
            _SPEAKER.c.country,
            counted.c.statements,
            count_utterances(counted.c.statements, told).label("utterances"),
            counted.c.articles,
        )
        .join_from(counted, _SPEAKER, _SPEAKER.c.id == counted.c.speaker_id)
        .outerjoin(told, told.c.speaker_id == counted.c.speaker_id)
    )
    if key not in ("first", "last"):  # then the days are of the page alone
        page = _sort(page, sort).limit(limit)
    listed = page.subquery("listed")
    begun = select(
        listed,
        first_day("speaker_id", listed.c.id).label("first"),
        last_day("speaker_id", listed.c.id).label("last"),
    ).cte("begun")
    span = longest("speaker_id", begun)
    query = select(
        *(column for column in begun.c if column is not begun.c.last),
        later(begun.c.last, span.c.until).label("last"),
    ).outerjoin_from(begun, span, span.c.speaker_id == begun.c.id)
    query = _sort(query, sort).limit(limit)
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


def _sort(query: Select[Any], sort: str) -> Select[Any]:
    """In the order asked for, by the query's own columns: counts from the highest, names and days from the lowest."""
    columns = query.selected_columns
    column, turned = columns[sort.removeprefix("-")], sort.startswith("-")
    if sort.removeprefix("-") == "name":
        column = columns["folded"]
    falling = sort.removeprefix("-") in ("statements", "utterances", "articles")
    order = (column.desc() if falling is not turned else column.asc()).nulls_last()
    return query.order_by(order, columns["folded"], columns["id"])
