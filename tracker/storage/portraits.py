"""How a page introduces speakers: their names and the posts that they were seen in or held."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from tracker.records import PostSeen, SpeakerPortrait
from tracker.storage.lists import is_among
from tracker.storage.models import PostHeld, Speaker, SpeakerName, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)


def read_portraits(session: Session, speaker_ids: Iterable[int]) -> dict[int, SpeakerPortrait]:
    """These speakers with every other name and every post, the post seen or held last first."""
    wanted = sorted(set(speaker_ids))
    names: dict[int, dict[str, None]] = {}
    for row in session.execute(
        select(_NAME.c.speaker_id, _NAME.c.name)
        .where(is_among(_NAME.c.speaker_id, wanted))
        .order_by(_NAME.c.name, _NAME.c.id)
    ):
        names.setdefault(row.speaker_id, {})[row.name] = None
    posts: dict[int, list[PostSeen]] = {}
    for row in session.execute(
        select(_POST)
        .where(is_among(_POST.c.speaker_id, wanted))
        .order_by(_POST.c.seen_last.desc(), _POST.c.articles.desc(), _POST.c.id)
    ):
        posts.setdefault(row.speaker_id, []).append(
            PostSeen(
                role=row.role,
                country=row.country,
                held_from=row.held_from,
                held_to=row.held_to,
                seen_first=row.seen_first,
                seen_last=row.seen_last,
                articles=row.articles,
            )
        )
    return {
        row.id: SpeakerPortrait(
            speaker_id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            aliases=tuple(name for name in names.get(row.id, ()) if name != row.name),
            posts=tuple(posts.get(row.id, ())),
        )
        for row in session.execute(select(_SPEAKER).where(is_among(_SPEAKER.c.id, wanted)).order_by(_SPEAKER.c.id))
    }
