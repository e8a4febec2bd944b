"""Speakers that a person makes: whom no article has named yet, or whom the machine took for somebody else."""

from __future__ import annotations

from sqlalchemy import select

from tracker.errors import ConflictError
from tracker.records import SpeakerKind
from tracker.storage.forms import fold_name
from tracker.storage.journal import Journal
from tracker.storage.models import Speaker, SpeakerName, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)


def insert_speaker(session: Session, journal: Journal, name: str, kind: SpeakerKind, country: str | None) -> int:
    """Make a speaker with this canonical name and give its number.

    Raises ConflictError where there is one of the same name, kind and country.
    """
    folded = fold_name(name)
    same = session.execute(
        select(_SPEAKER.c.id, _SPEAKER.c.name).where(
            _SPEAKER.c.folded == folded, _SPEAKER.c.kind == kind.value, _SPEAKER.c.country.is_(country)
        )
    ).first()
    if same is not None:
        raise ConflictError(f"there is a {kind.value} {same.name} already; for that one, write '#{same.id}'")
    number = journal.insert(
        session,
        Speaker,
        {"name": name, "folded": folded, "kind": kind.value, "country": country, "origin": "hand"},
    )
    journal.insert(session, SpeakerName, {"speaker_id": number, "name": name, "folded": folded, "origin": "hand"})
    return number
