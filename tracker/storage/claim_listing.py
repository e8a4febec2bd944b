"""Claims as a filter asks for them: which, in what order, and as rows with the statements that they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from tracker.edtf import parse_edtf
from tracker.errors import AmbiguousNameError, NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.records import ClaimStrength, PartyRole, Status
from tracker.records.claims import CLAIM_SORT_KEYS, ClaimFilter, ClaimRow
from tracker.storage.claims import read_claims
from tracker.storage.conditions import list_conditions
from tracker.storage.ledger import read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import Claim, ClaimParty, SpeakerName, Statement, table_of
from tracker.storage.naming import find_actors, find_speakers
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_PARTY = table_of(ClaimParty)
_NAME = table_of(SpeakerName)
_STATEMENT = table_of(Statement)

_FIRST_BATCH, _BATCH = 50, 500
_SUGGESTED = 3
_COMPARED = 5_000  # names that a misspelt one is compared with

_Actors = Callable[[], Actors]


def stream_claims(session: Session, wanted: ClaimFilter, load_actors: _Actors) -> Iterator[ClaimRow]:
    """The claims asked for, in order and read as they are taken; raises what list_conditions does.

    NotFoundError with suggestions where no claim has such a party.
    """
    found = session.execute(_select(session, wanted, load_actors)).all()
    keys = ((int(row.statement_id), int(row.position)) for row in found)
    size = _FIRST_BATCH
    while batch := list(islice(keys, size)):
        numbers = sorted({statement_id for statement_id, _ in batch})
        rows = {row.statement_id: row for row in read_rows(session, numbers)}
        stored = {
            (claim.statement_id, claim.number): claim
            for claims in read_claims(session, numbers, rejected=True).values()
            for claim in claims
        }
        for statement_id, position in batch:
            yield ClaimRow.of(stored[statement_id, position + 1], rows[statement_id])
        size = _BATCH


def count_claims(session: Session, wanted: ClaimFilter, load_actors: _Actors) -> int:
    """How many claims the filter asks for, whatever its limit and offset; raises what stream_claims does."""
    query = select(func.count()).select_from(_CLAIM)
    query = query.join(_STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
    for condition in list_claim_conditions(session, wanted, load_actors):
        query = query.where(condition)
    return int(session.execute(query).scalar_one())


def list_party_names(session: Session, prefix: str, limit: int = 200) -> list[str]:
    """Names of parties and counterparts one of whose words begins with ``prefix``, the most frequent first."""
    begun = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    query = (
        select(_PARTY.c.name)
        .where(or_(_PARTY.c.name.like(f"{begun}%", escape="\\"), _PARTY.c.name.like(f"% {begun}%", escape="\\")))
        .group_by(_PARTY.c.name)
        .order_by(func.count().desc(), _PARTY.c.name)
        .limit(limit)
    )
    return list(session.execute(query).scalars())


def _select(session: Session, wanted: ClaimFilter, load_actors: _Actors) -> Select[tuple[int, int]]:
    query: Select[tuple[int, int]] = select(_CLAIM.c.statement_id, _CLAIM.c.position).join_from(
        _CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id
    )
    for condition in list_claim_conditions(session, wanted, load_actors):
        query = query.where(condition)
    query = query.order_by(*_order(wanted.sort))
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    if wanted.offset:
        query = query.limit(-1 if wanted.limit is None else wanted.limit).offset(wanted.offset)
    return query


def list_claim_conditions(session: Session, wanted: ClaimFilter, load_actors: _Actors) -> Iterator[ColumnElement[bool]]:
    """The conditions on claims and their statements that a filter comes to; raises what stream_claims does."""
    yield from list_conditions(session, wanted.statements, load_actors)
    if wanted.statuses:
        yield _CLAIM.c.status.in_([status.value for status in wanted.statuses])
    else:
        yield _CLAIM.c.status != Status.REJECTED.value
    if wanted.kinds:
        named = [kind.value for kind in wanted.kinds if kind is not None]
        conditions: list[ColumnElement[bool]] = [_CLAIM.c.kind.in_(named)] if named else []
        yield or_(*conditions, _CLAIM.c.kind.is_(None)) if None in wanted.kinds else or_(*conditions)
    if wanted.strengths:
        yield _CLAIM.c.strength.in_([strength.value for strength in wanted.strengths])
    for names, role in ((wanted.by, PartyRole.PARTY), (wanted.to, PartyRole.COUNTERPART)):
        if names:
            yield _has_party(session, names, role, load_actors)
    if wanted.about is not None:
        bounds = parse_edtf(wanted.about)
        yield _CLAIM.c.about.isnot(None)
        if bounds.start is not None:
            yield or_(_CLAIM.c.about_end.is_(None), _CLAIM.c.about_end >= bounds.start)
        if bounds.end is not None:
            yield or_(_CLAIM.c.about_start.is_(None), _CLAIM.c.about_start <= bounds.end)


def _has_party(session: Session, typed: Sequence[str], role: PartyRole, load_actors: _Actors) -> ColumnElement[bool]:
    named = sorted({name for text in typed for name in _names_meant(session, text, role, load_actors)})
    return (
        select(_PARTY.c.statement_id)
        .where(
            _PARTY.c.statement_id == _CLAIM.c.statement_id,
            _PARTY.c.position == _CLAIM.c.position,
            _PARTY.c.role == role.value,
            _PARTY.c.name.in_(named),
        )
        .exists()
    )


def _names_meant(session: Session, typed: str, role: PartyRole, load_actors: _Actors) -> list[str]:
    """The names under which claims have whom a typed name means: its state, its speaker by any name, or words of it."""
    text = " ".join(typed.split())
    candidates = {text, *(actor.name for actor in find_actors(load_actors(), text))}
    try:
        meant = find_speakers(session, text, load_actors)
    except (NotFoundError, AmbiguousNameError):
        meant = frozenset()
    candidates.update(
        session.execute(select(_NAME.c.name).where(is_among(_NAME.c.speaker_id, sorted(meant)))).scalars()
    )
    ours = and_(_PARTY.c.role == role.value, _PARTY.c.name.in_(sorted(candidates)))
    found = list(session.execute(select(_PARTY.c.name).where(ours).distinct()).scalars())
    if found or not text:
        return found
    holding = and_(_PARTY.c.role == role.value, func.instr(func.lower(_PARTY.c.name), text.lower()) > 0)
    found = list(session.execute(select(_PARTY.c.name).where(holding).distinct()).scalars())
    if found:
        return found
    known = session.execute(select(_PARTY.c.name).where(_PARTY.c.role == role.value).distinct().limit(_COMPARED))
    close = get_close_matches(text, list(known.scalars()), _SUGGESTED)
    noun = "binds or speaks of" if role is PartyRole.PARTY else "is toward"
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise NotFoundError(f"no claim {noun} {typed!r}{hint}")


def _order(sort: str) -> list[ColumnElement[Any]]:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    place: tuple[ColumnElement[Any], ...] = (_CLAIM.c.statement_id, _CLAIM.c.start)
    columns: dict[str, tuple[ColumnElement[Any], ...]] = {
        "date": (_STATEMENT.c.dated_from,),
        "about": (
            case((_CLAIM.c.about.is_(None), None), else_=func.coalesce(_CLAIM.c.about_start, _CLAIM.c.about_end)),
        ),
        "kind": (_CLAIM.c.kind,),
        "strength": (case({value: n for n, value in enumerate(ClaimStrength)}, value=_CLAIM.c.strength),),
        "id": (),
    }
    if key not in columns:
        known = ", ".join(CLAIM_SORT_KEYS)
        raise UsageError(f"claims cannot be sorted by {sort!r}; sort by {known}, or -date and so on")
    chosen = [column.desc() if descending else column.asc() for column in columns[key]]
    return [
        *(column.nulls_last() for column in chosen),
        *(column.desc() if descending and key == "id" else column.asc() for column in place),
    ]
