"""What a person sets of statements, one or thousands alike: speakers, addressee, day, manner, topics, note, decision.

Every function takes the numbers of statements that are there, and gives those that it changed. A caller with many hands
them over some hundred at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.records import DateBasis, Manner, Status
from tracker.storage.journal import Journal, Key
from tracker.storage.lists import is_among
from tracker.storage.models import Change, Statement, StatementSpeaker, StatementTopic, table_of
from tracker.storage.session import Session
from tracker.storage.statements import quote_of

_CHANGE = table_of(Change)
_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_TAGGED = table_of(StatementTopic)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person has decided on a statement so far: its status, and the note on it."""

    status: Status
    note: str | None


def read_decisions(session: Session, numbers: Iterable[int]) -> dict[int, Decided]:
    """What was decided on each of the statements; numbers of none are left out."""
    query = select(_STATEMENT.c.id, _STATEMENT.c.status, _STATEMENT.c.note)
    rows = session.execute(query.where(is_among(_STATEMENT.c.id, numbers)))
    return {int(row.id): Decided(Status(row.status), row.note) for row in rows}


def mark(session: Session, journal: Journal, numbers: Iterable[int], status: Status | None, **values: Any) -> None:
    """Say who decided on the statements and when, with a status unless None; other columns may be set along."""
    values |= {"coder": journal.caller.user, "coded_at": journal.caller.at}
    if status is not None:
        values["status"] = status.value
    journal.update_all(session, Statement, numbers, values)


def find_statuses_before_rejection(session: Session, numbers: Iterable[int]) -> dict[int, Status]:
    """What each of the statements was before it was last rejected, as far as the history says."""
    rows = session.execute(
        select(_CHANGE.c.row_id, func.json_extract(_CHANGE.c.before, "$.status").label("status"))
        .where(
            _CHANGE.c.table_name == "statement",
            is_among(_CHANGE.c.row_id, numbers),
            func.json_extract(_CHANGE.c.after, "$.status") == Status.REJECTED.value,
            func.json_extract(_CHANGE.c.before, "$.status") != Status.REJECTED.value,
        )
        .order_by(_CHANGE.c.id)
    )
    return {int(row.row_id): Status(row.status) for row in rows}


def set_speakers(session: Session, journal: Journal, numbers: Sequence[int], speakers: Sequence[int]) -> set[int]:
    """Make these the speakers, in this order, none twice; roles as printed stay with those that stay."""
    stored: dict[int, list[Any]] = {number: [] for number in numbers}
    query = select(_SPEAKING).where(is_among(_SPEAKING.c.statement_id, numbers))
    for row in session.execute(query.order_by(_SPEAKING.c.statement_id, _SPEAKING.c.position)):
        stored[row.statement_id].append(row)
    wanted = list(dict.fromkeys(speakers))
    changing = {number: rows for number, rows in stored.items() if [row.speaker_id for row in rows] != wanted}
    journal.delete_all(
        session, StatementSpeaker, ((number, row.position) for number, rows in changing.items() for row in rows)
    )
    new: list[dict[str, Any]] = []
    for number, rows in changing.items():
        roles = {row.speaker_id: row.role for row in rows}
        new += (
            {"statement_id": number, "position": position, "speaker_id": speaker, "role": roles.get(speaker)}
            for position, speaker in enumerate(wanted)
        )
    journal.insert_all(session, StatementSpeaker, new)
    journal.update_all(session, Statement, changing, {"candidates": None})
    return set(changing)


def set_said_on(session: Session, journal: Journal, numbers: Iterable[int], edtf: str) -> set[int]:
    """Set the day on which it was said, as EDTF; an empty one takes it off. Raises DateError."""
    date = parse_edtf(edtf) if edtf else None
    rows = _read(session, numbers, "said_on")
    values = {
        "said_on": date.text if date else None,
        "said_on_start": date.start if date else None,
        "said_on_end": date.end if date else None,
        "said_on_basis": DateBasis.MANUAL.value if date else None,
        "said_on_text": None,
        "said_on_at": None,
        "said_on_until": None,
    }
    return _set(session, journal, {row.id: values for row in rows if row.said_on != values["said_on"]})


def set_addressee(session: Session, journal: Journal, numbers: Iterable[int], speaker: int | None) -> set[int]:
    """Say to whom it was said, None for nobody in particular; the words as printed stay only where nothing changes."""
    values: dict[Key, dict[str, Any]] = {}
    for row in _read(session, numbers, "addressee", "addressee_id"):
        if row.addressee_id == speaker and (speaker is not None or row.addressee is None):
            continue
        values[row.id] = {"addressee_id": speaker}
        if speaker is None or row.addressee_id is not None:
            values[row.id] |= {"addressee": None, "addressee_at": None, "addressee_until": None}
    return _set(session, journal, values)


def set_manner(session: Session, journal: Journal, numbers: Iterable[int], manner: Manner) -> set[int]:
    """Say how the words are given, and keep the quoted ones accordingly."""
    rows = [
        (row.id, row.manner, row.quote, quote_of(row.content, manner))
        for row in _read(session, numbers, "content", "manner", "quote")
    ]
    return _set(
        session,
        journal,
        {
            number: {"manner": manner.value, "quote": quote}
            for number, before, quoted, quote in rows
            if (before, quoted) != (manner.value, quote)
        },
    )


def set_note(session: Session, journal: Journal, numbers: Iterable[int], note: str | None) -> set[int]:
    """Note something on statements, or with None take the note off."""
    rows = _read(session, numbers, "note")
    return _set(session, journal, {row.id: {"note": note} for row in rows if row.note != note})


def set_topics(
    session: Session,
    journal: Journal,
    numbers: Sequence[int],
    *,
    add: Iterable[int] = (),
    remove: Iterable[int] = (),
    only: bool = False,
) -> set[int]:
    """Put topics on and take topics off by hand, so that no rule undoes it; ``only`` takes off all but those added."""
    adding, removing = list(dict.fromkeys(add)), list(dict.fromkeys(remove))
    stored: dict[int, dict[int, Any]] = {number: {} for number in numbers}
    for row in session.execute(select(_TAGGED).where(is_among(_TAGGED.c.statement_id, numbers))):
        stored[row.statement_id][row.topic_id] = row
    new: list[dict[str, Any]] = []
    back: list[Key] = []
    off: list[Key] = []
    for number, tags in stored.items():
        for topic in adding:
            if topic not in tags:
                new.append({"statement_id": number, "topic_id": topic, "origin": "hand"})
            elif tags[topic].withdrawn:
                back.append((number, topic))
        for topic in (topic for topic in tags if topic not in adding) if only else removing:
            if topic in tags and not tags[topic].withdrawn:
                off.append((number, topic))
    journal.insert_all(session, StatementTopic, new)
    journal.update_all(session, StatementTopic, back, {"withdrawn": 0, "origin": "hand"})
    journal.update_all(session, StatementTopic, off, {"withdrawn": 1, "origin": "hand"})
    return {row["statement_id"] for row in new} | {_statement_of(key) for key in (*back, *off)}


def _read(session: Session, numbers: Iterable[int], *columns: str) -> Sequence[Any]:
    named = [_STATEMENT.c[column] for column in columns]
    return session.execute(select(_STATEMENT.c.id, *named).where(is_among(_STATEMENT.c.id, numbers))).all()


def _set(session: Session, journal: Journal, values: Mapping[Key, Mapping[str, Any]]) -> set[int]:
    journal.update_each(session, Statement, values)
    return {_statement_of(key) for key in values}


def _statement_of(key: Key) -> int:
    return int(key[0]) if isinstance(key, tuple) else key
