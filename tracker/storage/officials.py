"""Who speaks for a state: the state itself, its ministries and offices, and persons in its posts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from tracker.lexicon.titles import load_titles
from tracker.records import SpeakerKind
from tracker.storage.lists import is_among
from tracker.storage.models import PostHeld, Speaker, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_POST = table_of(PostHeld)


def add_officials(session: Session, speakers: Collection[int], named: Collection[str] = ()) -> frozenset[int]:
    """The speakers, and for each state among them, or ``named`` by its code, the offices, bodies and officials of it.

    A person counts by a post that articles print or somebody entered ("Foreign Minister", not "analyst"), a body and an
    unnamed source by the words of its name ("Ministry of Trade", "senior official").
    """
    states = select(_SPEAKER.c.country).where(
        is_among(_SPEAKER.c.id, sorted(speakers)),
        _SPEAKER.c.kind == SpeakerKind.STATE.value,
        _SPEAKER.c.country.isnot(None),
    )
    countries = sorted({*session.execute(states).scalars(), *named})
    if not countries:
        return frozenset(speakers)
    titles = load_titles()
    found = set(speakers)
    held: dict[int, list[str]] = {}
    for post in session.execute(
        select(_POST.c.speaker_id, _POST.c.role_folded).where(is_among(_POST.c.country, countries))
    ):
        held.setdefault(post.speaker_id, []).append(post.role_folded)
    for row in session.execute(
        select(_SPEAKER.c.id, _SPEAKER.c.kind, _SPEAKER.c.folded).where(is_among(_SPEAKER.c.country, countries))
    ):
        words = set(row.folded.split())
        if row.kind == SpeakerKind.OFFICE.value or row.kind == SpeakerKind.STATE.value:
            found.add(row.id)
        elif row.kind == SpeakerKind.PERSON.value:
            if any(titles.official_posts & set(role.split()) for role in held.get(row.id, ())):
                found.add(row.id)
        elif row.kind == SpeakerKind.ORGANISATION.value:
            if words & titles.official_bodies:
                found.add(row.id)
        elif row.kind in (SpeakerKind.UNNAMED.value, SpeakerKind.GROUP.value) and words & titles.official_posts:
            found.add(row.id)
    return frozenset(found)
