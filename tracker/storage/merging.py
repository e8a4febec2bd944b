"""Speakers joined and parted by hand, so that articles which come later, or again, are filed the same way.

Whatever is decided here is kept as names of origin "hand": a name that tells its bearer anywhere holds everywhere,
any other one ("Brandt", "officials") in the articles in which it stood for the speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from tracker.errors import ConflictError
from tracker.records import SpeakerKind, Status
from tracker.storage.batches import BATCH, in_batches
from tracker.storage.forms import fold_name, is_full_name, same_person_form
from tracker.storage.journal import Journal, Row, read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import (
    Base,
    Mention,
    PostHeld,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    table_of,
)
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)
_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_MENTION = table_of(Mention)

# Kinds whose names say who is meant wherever they stand.
_TELLING = frozenset({SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.MEDIA})


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to be recorded: everywhere, or in one article."""

    name: str
    article_id: int | None
    origin: str = "hand"


@dataclass(frozen=True, slots=True)
class Parting:
    """What goes to whom when a speaker is split: statements by number, those of articles, and names taken along."""

    statements: frozenset[int] = frozenset()
    articles: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


def count_spoken(session: Session, speaker_id: int) -> int:
    """How many statements are the speaker's, alone or with others."""
    query = select(func.count()).select_from(_SPEAKING).where(_SPEAKING.c.speaker_id == speaker_id)
    return int(session.execute(query).scalar_one())


def merge_speakers(
    session: Session,
    journal: Journal,
    kept: int,
    others: Iterable[int],
    *,
    on_moved: Callable[[int], None] | None = None,
) -> int:
    """Let everything of the ``others`` belong to ``kept``, names and all, and count the statements that moved.

    ``on_moved`` is told of how many more did. The first country and every note of them is kept. Raises ConflictError
    where a speaker is gone.
    """
    moved = 0
    for other in dict.fromkeys(others):
        if other != kept:
            moved += _merge(session, journal, _read(session, kept), _read(session, other), on_moved)
    return moved


def split_speaker(session: Session, journal: Journal, source: int, target: int, parting: Parting) -> tuple[int, ...]:
    """Give the target the statements of the source that the parting names, and the numbers of those.

    In the articles that are the target's alone thereafter, the source's names mean the target; a statement of an
    article that both share becomes the decision of a person, so that extraction leaves it alone.
    """
    names = {fold_name(name) for name in parting.names}
    spoken = _statements_of(session, source)
    chosen = [
        row
        for row in spoken
        if row.id in parting.statements
        or row.article_id in parting.articles
        or (names and _is_named(row.mention, names))
    ]
    numbers = tuple(row.id for row in chosen)
    _move_statements(session, journal, source, target, set(numbers))
    staying = {row.article_id for row in spoken if row.id not in numbers}
    forms = list(_read_names(session, source))
    leaving = [article for article in dict.fromkeys(row.article_id for row in chosen) if article not in staying]
    taken = [_Name(form["name"], a) for a in leaving for form in forms if form["article_id"] in (None, a)]
    journal.delete(session, SpeakerName, *(form["id"] for form in forms if form["article_id"] in leaving))
    shared = [row for row in chosen if row.article_id in staying]
    decided = {"status": Status.EDITED.value, "coder": journal.caller.user, "coded_at": journal.caller.at}
    undecided = [row.id for row in shared if row.status == Status.EXTRACTED.value]
    journal.update_all(session, Statement, undecided, decided)
    canonical = _read(session, source)["folded"]
    given = [f for f in _read_names(session, source) if f["folded"] in names and f["folded"] != canonical]
    journal.delete(session, SpeakerName, *(form["id"] for form in given))
    _add_names(session, journal, target, [*taken, *(_Name(form["name"], form["article_id"]) for form in given)])
    return numbers


def hold_names(session: Session, journal: Journal, speaker_id: int, names: Iterable[str]) -> int:
    """Record by hand that the speaker goes by the names, and count those that were not recorded so."""
    return _add_names(session, journal, speaker_id, [_Name(name, None) for name in names])


def hold_forms(session: Session, journal: Journal, speaker: Row) -> None:
    """Make the names by which the speaker has been known so far a person's word: they hold whatever it is called."""
    kind = SpeakerKind(speaker["kind"])
    telling = [
        form["id"]
        for form in _read_names(session, speaker["id"])
        if form["article_id"] is None and _tells(kind, form["folded"], speaker["folded"])
    ]
    journal.update_all(session, SpeakerName, telling, {"origin": "hand"})


def _merge(session: Session, journal: Journal, kept: Row, other: Row, on_moved: Callable[[int], None] | None) -> int:
    # Names first: which articles the other speaks in is known only as long as its statements are its own.
    _add_names(session, journal, kept["id"], _inherit(session, kept, other))
    journal.delete_where(session, SpeakerName, speaker_id=other["id"])
    moved = _move_all(session, journal, other["id"], kept["id"], on_moved)
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is _SPEAKER and table not in (_NAME, _POST, _SPEAKING):
                model = Base.models[table.name]
                journal.update_where(session, model, {key.parent.name: kept["id"]}, **{key.parent.name: other["id"]})
    # Posts that articles attest are counted anew; what a person noted moves along.
    journal.update_where(session, PostHeld, {"speaker_id": kept["id"]}, speaker_id=other["id"], origin="hand")
    values: dict[str, Any] = {}
    if kept["country"] is None and other["country"] is not None:
        values["country"] = other["country"]
    if other["note"]:
        values["note"] = "; ".join(dict.fromkeys(note for note in (kept["note"], other["note"]) if note))
    if values:
        journal.update(session, Speaker, kept["id"], values)
    journal.delete(session, Speaker, other["id"])
    return moved


def _inherit(session: Session, kept: Row, other: Row) -> Iterator[_Name]:
    """The names that one speaker takes over from another: everywhere, in an article, or for looking up only."""
    kind, alike = SpeakerKind(other["kind"]), other["kind"] == kept["kind"]
    for form in _read_names(session, other["id"]):
        name = form["name"]
        if form["article_id"] is not None:
            yield _Name(name, form["article_id"])
        elif (alike or kind in _TELLING) and _tells(kind, form["folded"], other["folded"]):
            yield _Name(name, None)
        else:
            if alike:
                yield _Name(name, None, form["origin"])
            if form["folded"] == other["folded"]:
                yield from (_Name(name, article) for article in _list_articles(session, other["id"]))


def _tells(kind: SpeakerKind, form: str, canonical: str) -> bool:
    """Tell whether a form by itself means its bearer: for a person a full name that is a form of the canonical one."""
    if kind is SpeakerKind.PERSON:
        return is_full_name(form) and (form == canonical or same_person_form(form, canonical))
    return kind in _TELLING or form == canonical


def _move_all(
    session: Session, journal: Journal, source: int, target: int, on_moved: Callable[[int], None] | None
) -> int:
    """Give the target every statement of the source, some at a time, and count them."""
    moved = 0
    query = select(_SPEAKING.c.statement_id).where(_SPEAKING.c.speaker_id == source).limit(BATCH)
    while numbers := session.execute(query.order_by(_SPEAKING.c.statement_id)).scalars().all():
        _move_statements(session, journal, source, target, numbers)
        moved += len(numbers)
        if on_moved is not None:
            on_moved(len(numbers))
    return moved


def _move_statements(session: Session, journal: Journal, source: int, target: int, numbers: Collection[int]) -> None:
    for batch in in_batches(sorted(numbers)):
        theirs = select(_SPEAKING).where(is_among(_SPEAKING.c.statement_id, batch))
        rows = session.execute(theirs.where(_SPEAKING.c.speaker_id == source)).all()
        both = {row.statement_id for row in session.execute(theirs.where(_SPEAKING.c.speaker_id == target))}
        places = {(row.statement_id, row.position) for row in rows}
        gone = {place for place in places if place[0] in both}
        journal.delete_all(session, StatementSpeaker, sorted(gone))
        journal.update_all(session, StatementSpeaker, sorted(places - gone), {"speaker_id": target})


def _list_articles(session: Session, speaker_id: int) -> Sequence[int]:
    """The articles that a speaker has statements in, each once."""
    query = (
        select(_STATEMENT.c.article_id)
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .where(_SPEAKING.c.speaker_id == speaker_id)
        .distinct()
    )
    return session.execute(query.order_by(_STATEMENT.c.article_id)).scalars().all()


def _read_names(session: Session, speaker_id: int) -> Iterator[Row]:
    """The names of a speaker in the order in which they were recorded, whatever is written meanwhile."""
    query = select(_NAME).where(_NAME.c.speaker_id == speaker_id).order_by(_NAME.c.id).limit(BATCH)
    rows = session.execute(query).mappings().all()
    while rows:
        yield from (dict(row) for row in rows)
        rows = session.execute(query.where(_NAME.c.id > rows[-1]["id"])).mappings().all()


def _statements_of(session: Session, speaker_id: int) -> list[Any]:
    query = (
        select(_STATEMENT.c.id, _STATEMENT.c.article_id, _STATEMENT.c.status, _MENTION.c.text.label("mention"))
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .outerjoin(_MENTION, _MENTION.c.id == _STATEMENT.c.mention_id)
        .where(_SPEAKING.c.speaker_id == speaker_id)
        .order_by(_STATEMENT.c.id)
    )
    return list(session.execute(query).all())


def _read(session: Session, speaker_id: int) -> Row:
    rows = read_rows(session, _SPEAKER, [speaker_id])
    if not rows:
        raise ConflictError(f"speaker #{speaker_id} is not there any more; `tracker speaker list` shows who is")
    return rows[0]


def _add_names(session: Session, journal: Journal, speaker_id: int, names: Iterable[_Name]) -> int:
    """Add the names that are not there yet, make those that the machine found a person's word, and count both."""
    return sum(_add_some_names(session, journal, speaker_id, batch) for batch in in_batches(names))


def _add_some_names(session: Session, journal: Journal, speaker_id: int, names: Sequence[_Name]) -> int:
    wanted: dict[tuple[str, int | None], _Name] = {}
    for name in names:
        key = (fold_name(name.name), name.article_id)
        if key not in wanted or name.origin == "hand":
            wanted[key] = name
    stored = {
        (row.folded, row.article_id): int(row.id)
        for articles in (
            is_among(_NAME.c.article_id, {a for _, a in wanted if a is not None}),
            _NAME.c.article_id.is_(None),
        )
        for row in session.execute(
            select(_NAME.c.id, _NAME.c.folded, _NAME.c.article_id)
            .where(
                _NAME.c.speaker_id == speaker_id, is_among(_NAME.c.folded, {folded for folded, _ in wanted}), articles
            )
            .order_by(_NAME.c.id)
        )
    }
    known = [stored[key] for key, name in wanted.items() if key in stored and name.origin == "hand"]
    new = [
        {
            "speaker_id": speaker_id,
            "name": name.name,
            "folded": folded,
            "article_id": article_id,
            "origin": name.origin,
        }
        for (folded, article_id), name in wanted.items()
        if (folded, article_id) not in stored
    ]
    journal.insert_all(session, SpeakerName, new)
    return len(new) + journal.update_all(session, SpeakerName, known, {"origin": "hand"})


def _is_named(mention: str | None, names: Collection[str]) -> bool:
    words = f" {fold_name(mention)} " if mention else ""
    return any(f" {name} " in words for name in names)
