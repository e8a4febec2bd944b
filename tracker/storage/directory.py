"""The speakers that people have told of, as extraction takes them: names and posts entered by hand, and nothing else.

What the machine filed stays out, so that what is found in an article does not depend on the articles before it.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from tracker.records import Directory, KnownPost, KnownSpeaker, SpeakerKind
from tracker.storage.models import PostHeld, Speaker, SpeakerName, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)

_NAMED = select(_NAME.c.speaker_id).where(_NAME.c.origin == "hand", _NAME.c.article_id.is_(None))
_POSTED = select(_POST.c.speaker_id).where(_POST.c.origin == "hand")
_TOLD = or_(_SPEAKER.c.id.in_(_NAMED), _SPEAKER.c.id.in_(_POSTED))


def read_directory(session: Session) -> Directory:
    """The directory as the database holds it now."""
    names: dict[int, list[str]] = {}
    for name in session.execute(
        select(_NAME.c.speaker_id, _NAME.c.name)
        .where(_NAME.c.origin == "hand", _NAME.c.article_id.is_(None))
        .order_by(_NAME.c.id)
    ):
        names.setdefault(name.speaker_id, []).append(name.name)
    posts: dict[int, list[KnownPost]] = {}
    for post in session.execute(select(_POST).where(_POST.c.origin == "hand").order_by(_POST.c.id)):
        known = KnownPost(post.role, post.country, post.held_from_start, post.held_to_end)
        posts.setdefault(post.speaker_id, []).append(known)
    return Directory(
        tuple(
            KnownSpeaker(
                name=row.name,
                kind=SpeakerKind(row.kind),
                country=row.country,
                aliases=tuple(alias for alias in names.get(row.id, ()) if alias != row.name),
                posts=tuple(posts.get(row.id, ())),
            )
            for row in session.execute(select(_SPEAKER).where(_TOLD).order_by(_SPEAKER.c.id))
        )
    )
