"""Posts entered by hand: who held which, from when to when, and where that was looked up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from tracker.answers import HeldPost
from tracker.edtf import EdtfDate, parse_edtf
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.lexicon.folding import fold
from tracker.storage.journal import Journal, read_rows
from tracker.storage.models import PostHeld, Speaker, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_POST = table_of(PostHeld)


def add_post(
    session: Session,
    journal: Journal,
    speaker_id: int,
    role: str,
    *,
    country: str | None,
    held_from: str | None,
    held_to: str | None,
    source: str | None = None,
) -> int:
    """Note that a speaker held a post and give the note's number; the dates are EDTF, ``country`` is alpha-3.

    Raises UsageError for an empty role and for an end before the beginning, ConflictError where it is noted already.
    """
    spelled = " ".join(role.split())
    if not fold(spelled):
        raise UsageError("the post is empty")
    begin = parse_edtf(held_from) if held_from else None
    end = parse_edtf(held_to) if held_to else None
    row: dict[str, Any] = {
        "speaker_id": speaker_id,
        "role": spelled,
        "role_folded": fold(spelled),
        "country": country,
        "held_from": begin.text if begin else None,
        "held_from_start": begin.start if begin else None,
        "held_to": end.text if end else None,
        "held_to_end": end.end if end else None,
    }
    if begin and end and begin.start and end.end and end.end < begin.start:
        raise UsageError(f"a post held from {begin.text} cannot end in {end.text}")
    same = select(_POST.c.id).where(_POST.c.origin == "hand")
    for column in ("speaker_id", "role_folded", "country", "held_from", "held_to"):
        same = same.where(_POST.c[column].is_not_distinct_from(row[column]))
    if (known := session.execute(same).scalar()) is not None:
        raise ConflictError(f"this post is noted already, as number {known}")
    return journal.insert(session, PostHeld, row | {"source": source, "origin": "hand"})


def remove_post(session: Session, journal: Journal, post_id: int) -> HeldPost:
    """Take out a post that was entered by hand, and give it.

    Raises NotFoundError where there is none of that number, UsageError for one that articles attest.
    """
    rows = read_rows(session, _POST, [post_id])
    if not rows:
        raise NotFoundError(f"there is no post {post_id}; `tracker speaker post list` gives their numbers")
    if rows[0]["origin"] != "hand":
        raise UsageError(
            f"post {post_id} is what articles print; it goes when their statements are another's "
            "(`tracker speaker split`, `tracker statement edit`)"
        )
    (post,) = [post for post in list_posts(session, speaker_id=rows[0]["speaker_id"]) if post.post_id == post_id]
    journal.delete(session, PostHeld, post_id)
    return post


def list_posts(
    session: Session,
    *,
    speaker_id: int | None = None,
    role: str | None = None,
    country: str | None = None,
    on: EdtfDate | None = None,
    by_hand: bool = False,
) -> list[HeldPost]:
    """Posts, each speaker's in order of time; ``role`` keeps those that have all its words, ``on`` those of a day.

    A post that articles attest counts as held on the days from the first to the last of them.
    """
    query = (
        select(_POST, _SPEAKER.c.name.label("speaker"))
        .join_from(_POST, _SPEAKER, _SPEAKER.c.id == _POST.c.speaker_id)
        .order_by(
            _SPEAKER.c.folded,
            _SPEAKER.c.id,
            func.coalesce(_POST.c.held_from_start, _POST.c.seen_first).nulls_last(),
            _POST.c.id,
        )
    )
    if speaker_id is not None:
        query = query.where(_POST.c.speaker_id == speaker_id)
    if country is not None:
        query = query.where(_POST.c.country == country)
    if by_hand:
        query = query.where(_POST.c.origin == "hand")
    for word in fold(role or "").split():
        query = query.where((" " + _POST.c.role_folded + " ").like(f"% {word} %"))
    if on is not None:
        query = query.where(_is_held(on))
    return [
        HeldPost(
            post_id=row.id,
            speaker_id=row.speaker_id,
            speaker=row.speaker,
            role=row.role,
            country=row.country,
            held_from=row.held_from,
            held_to=row.held_to,
            seen_first=row.seen_first,
            seen_last=row.seen_last,
            articles=row.articles,
            source=row.source,
            origin=row.origin,
        )
        for row in session.execute(query)
    ]


def _is_held(on: EdtfDate) -> ColumnElement[bool]:
    """The condition that a post was held on some day of the interval, by a person's word or by what articles print."""
    told, seen = _POST.c.origin == "hand", _POST.c.origin == "machine"
    if on.end:
        told = and_(told, or_(_POST.c.held_from_start.is_(None), _POST.c.held_from_start <= on.end))
        seen = and_(seen, _POST.c.seen_first <= on.end)
    if on.start:
        told = and_(told, or_(_POST.c.held_to_end.is_(None), _POST.c.held_to_end >= on.start))
        seen = and_(seen, _POST.c.seen_last >= on.start)
    return or_(told, seen)
