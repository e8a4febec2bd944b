"""Speakers made and corrected by hand: their name, aliases, kind, country and note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import SpeakerKind
from tracker.storage.forms import fold_name
from tracker.storage.journal import Journal, read_rows
from tracker.storage.merging import hold_forms, hold_names
from tracker.storage.models import Speaker, SpeakerName, table_of
from tracker.storage.newcomers import insert_speaker
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)


def add_speaker(
    session: Session,
    journal: Journal,
    name: str,
    kind: SpeakerKind,
    *,
    country: str | None = None,
    aliases: Iterable[str] = (),
    note: str | None = None,
) -> int:
    """Make a speaker and give its number; ``country`` is alpha-3.

    Raises ConflictError where one of the same name, kind and country is there already, UsageError for an empty name.
    """
    number = insert_speaker(session, journal, _spell(name), kind, country)
    hold_names(session, journal, number, map(_spell, aliases))
    if note:
        journal.update(session, Speaker, number, {"note": note})
    return number


def add_namesake(
    session: Session, journal: Journal, name: str, kind: SpeakerKind, *, country: str | None = None
) -> int:
    """Make a speaker beside whoever has the same name already: the other of two whom articles told as one."""
    spelled = _spell(name)
    folded = fold_name(spelled)
    row = {"name": spelled, "folded": folded, "kind": kind.value, "country": country, "origin": "hand"}
    number = journal.insert(session, Speaker, row)
    hold_names(session, journal, number, [spelled])
    return number


def edit_speaker(session: Session, journal: Journal, speaker_id: int, values: dict[str, Any]) -> bool:
    """Set a speaker's ``kind``, ``country`` or ``note``, and tell whether that changed anything.

    A kind or country that a person has set is not changed by what articles print any more.
    """
    (before,) = read_rows(session, _SPEAKER, [speaker_id])
    if all(before[column] == value for column, value in values.items()):
        return False
    settled = {"origin": "hand"} if {"kind", "country"} & values.keys() else {}
    if "kind" in values and values["kind"] != before["kind"]:
        hold_forms(session, journal, before)
    return journal.update(session, Speaker, speaker_id, {**values, **settled})


def rename_speaker(session: Session, journal: Journal, speaker_id: int, name: str) -> bool:
    """Give a speaker another canonical name, and tell whether that changed anything; the old one becomes an alias."""
    spelled = _spell(name)
    (before,) = read_rows(session, _SPEAKER, [speaker_id])
    if before["name"] == spelled:
        return False
    hold_forms(session, journal, before)
    hold_names(session, journal, speaker_id, [spelled])
    return journal.update(session, Speaker, speaker_id, {"name": spelled, "folded": fold_name(spelled)})


def add_aliases(session: Session, journal: Journal, speaker_id: int, names: Iterable[str]) -> int:
    """Record names that the speaker goes by, and count those that were new or the machine's alone.

    Raises ConflictError where a name belongs to another speaker of the kind as its own: those two are to be merged.
    """
    (speaker,) = read_rows(session, _SPEAKER, [speaker_id])
    spelled = [_spell(name) for name in names]
    for name in spelled:
        other = session.execute(
            select(_SPEAKER.c.id, _SPEAKER.c.name).where(
                _SPEAKER.c.folded == fold_name(name),
                _SPEAKER.c.kind == speaker["kind"],
                _SPEAKER.c.id != speaker_id,
                select(_NAME.c.id).where(_NAME.c.speaker_id == _SPEAKER.c.id, _NAME.c.article_id.is_(None)).exists(),
            )
        ).first()
        if other is not None:
            raise ConflictError(
                f"{other.name} is a speaker of its own (number {other.id}); "
                f"`tracker speaker merge {speaker_id} {other.id}` makes them one"
            )
    return hold_names(session, journal, speaker_id, spelled)


def remove_aliases(session: Session, journal: Journal, speaker_id: int, names: Iterable[str]) -> int:
    """Take names away from a speaker and count the rows; raises NotFoundError for one that it does not go by.

    Its canonical name cannot go: rename the speaker first (UsageError).
    """
    (speaker,) = read_rows(session, _SPEAKER, [speaker_id])
    taken = 0
    for name in names:
        folded = fold_name(name)
        if folded == speaker["folded"]:
            raise UsageError(f"{speaker['name']} is the name itself; `tracker speaker rename` gives another")
        found = journal.delete_where(session, SpeakerName, speaker_id=speaker_id, folded=folded)
        if not found:
            raise NotFoundError(f"{speaker['name']} does not go by {name!r}; `tracker speaker show` lists the aliases")
        taken += found
    return taken


def _spell(name: str) -> str:
    spelled = " ".join(name.split())
    if not spelled:
        raise UsageError("a name is empty")
    return spelled
