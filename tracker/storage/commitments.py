"""Commitments as a filter asks for them: threads that people made, and single claims, read as far as a page needs."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import total_ordering
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, func, select
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

from tracker.edtf import parse_edtf
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.lexicon.strength_words import find_strength_words
from tracker.lexicon.talk import is_of_the_talk
from tracker.records import ClaimKind, ClaimStrength, StatementFilter, Status, StoredClaim
from tracker.records.claims import ClaimFilter, ClaimReference
from tracker.records.commitments import (
    COMMITMENT_SORT_KEYS,
    ClaimTie,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    LinkStatus,
    ThreadStep,
)
from tracker.storage.claim_changes import read_claim
from tracker.storage.claim_links import accepted, read_links
from tracker.storage.claim_listing import list_claim_conditions
from tracker.storage.commitment_threads import (
    FALLS,
    IS_DUE,
    LAST,
    Thread,
    count_reports,
    day_of,
    gather,
    link_of,
    make_threads,
    read_behind,
    read_stored,
    select_links,
    tell_thread,
    tell_threads,
)
from tracker.storage.lists import is_among
from tracker.storage.models import Claim, Statement, table_of
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_STATEMENT = table_of(Statement)

_FIRST_BATCH, _BATCH = 50, 500
_Actors = Callable[[], Actors]
_STRENGTHS = {strength.value: number for number, strength in enumerate(ClaimStrength)}


def list_commitments(session: Session, wanted: CommitmentFilter, load_actors: _Actors) -> list[CommitmentRow]:
    """The commitments asked for; raises what stream_claims does, and UsageError for an order that there is not.

    With a limit no more is read than the page needs, where the order is one of days or numbers.
    """
    return tell_threads(session, list(islice(_stream_threads(session, wanted, load_actors), wanted.limit)))


def count_commitments(session: Session, wanted: CommitmentFilter, load_actors: _Actors) -> int:
    """How many commitments answer to a filter, whatever its limit; raises what list_commitments does."""
    return sum(1 for _ in _stream_threads(session, wanted, load_actors))


def _stream_threads(session: Session, wanted: CommitmentFilter, load_actors: _Actors) -> Iterator[Thread]:
    """The threads asked for in their order, read as they are taken."""
    key, turned = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    if key not in COMMITMENT_SORT_KEYS:
        raise UsageError(f"commitments cannot be sorted by {wanted.sort!r}; sort by {', '.join(COMMITMENT_SORT_KEYS)}")
    asked = ClaimFilter(wanted.statements, by=wanted.by, to=wanted.to)
    conditions = list(list_claim_conditions(session, asked, load_actors))
    every = read_links(session)
    linked = {reference for tie in accepted(every) for reference in (tie.later, tie.earlier)}
    found = _find_among(session, linked, conditions)
    threads = [
        thread for thread in make_threads(session, gather(found, accepted(every)), every) if _asks_for(wanted, thread)
    ]
    counts = count_reports(session, threads)
    placed = sorted(
        ((_Placed.of(thread, key, turned, counts[thread.links[0].key]), thread) for thread in threads), key=_place_of
    )
    alone = (
        (_Placed.of(thread, key, turned, reports), thread)
        for thread, reports in _stream_alone(session, wanted, conditions, linked)
    )
    for _, thread in heapq.merge(placed, alone, key=_place_of):
        yield thread


def list_commitments_of(session: Session, statement_ids: Set[int], every: Sequence[ClaimTie]) -> list[CommitmentRow]:
    """The commitments to which claims of these statements belong, with all claims that they are linked to, by day.

    ``every`` is what people ruled on any link.
    """
    query = select_links().where(
        is_among(_CLAIM.c.statement_id, sorted(statement_ids)), _CLAIM.c.kind == ClaimKind.COMMITMENT.value
    )
    beside = accepted(every)
    linked = {reference for tie in beside for reference in (tie.later, tie.earlier)}
    ours = {key for key in linked if key.statement_id in statement_ids}
    threads = make_threads(session, gather(ours, beside), every)
    threads += [thread for thread, _ in _read_alone(session, session.execute(query), linked)]
    threads.sort(key=lambda thread: thread.links[0].place)
    return tell_threads(session, threads)


@total_ordering
@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a thread stands in a listing: by a value, those without one last, and else by its first day and number."""

    value: Any
    turned: bool
    place: tuple[str, ClaimReference]

    @classmethod
    def of(cls, thread: Thread, key: str, turned: bool, reports: int) -> _Placed:
        values: dict[str, Callable[[], Any]] = {
            "made": lambda: thread.links[0].day,
            "due": lambda: None if thread.due is None else thread.due.due_day,
            "strength": lambda: _STRENGTHS.get(thread.promises[-1].strength or ""),
            "reports": lambda: -reports,
            "id": lambda: thread.links[0].key,
        }
        return cls(values[key](), turned, thread.links[0].place)

    def __lt__(self, other: _Placed) -> bool:
        if self.value == other.value:
            return self.place < other.place
        if self.value is None or other.value is None:
            return other.value is None
        return bool(other.value < self.value if self.turned else self.value < other.value)


def _place_of(pair: tuple[_Placed, Thread]) -> _Placed:
    return pair[0]


def _asks_for(wanted: CommitmentFilter, thread: Thread) -> bool:
    if wanted.strengths and thread.promises[-1].strength not in wanted.strengths:
        return False
    last = None if wanted.due is None else parse_edtf(wanted.due).end
    return last is None or (thread.due is not None and (thread.due.due_day or LAST) <= last)


def _find_among(
    session: Session, keys: Collection[ClaimReference], conditions: Sequence[ColumnElement[bool]]
) -> set[ClaimReference]:
    """Those of the claims that answer to the conditions."""
    query = (
        select(_CLAIM.c.statement_id, _CLAIM.c.position)
        .join_from(_CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
        .where(
            is_among(_CLAIM.c.statement_id, sorted({key.statement_id for key in keys})),
            _CLAIM.c.kind == ClaimKind.COMMITMENT.value,
            *conditions,
        )
    )
    return {ClaimReference(row.statement_id, row.position + 1) for row in session.execute(query)} & set(keys)


def _stream_alone(
    session: Session,
    wanted: CommitmentFilter,
    conditions: Sequence[ColumnElement[bool]],
    linked: Collection[ClaimReference],
) -> Iterator[tuple[Thread, int]]:
    """The claims that are linked to none, in order, each with how many statements report it; read as they are taken."""
    for query in _order_alone(wanted, (*conditions, *_ask(wanted))):
        yield from _read_alone(session, session.execute(query), linked)


def _read_alone(
    session: Session, found: Iterable[Any], linked: Collection[ClaimReference]
) -> Iterator[tuple[Thread, int]]:
    """Rows of ``select_links`` as threads of one; what the machine took for a promise and is mere talk is left out."""
    rows, size = iter(found), _FIRST_BATCH
    while batch := list(islice(rows, size)):
        links = [link for row in batch if (link := link_of(row)).key not in linked]
        stored = read_stored(session, sorted({link.key.statement_id for link in links}))
        threads = [Thread((link,), ()) for link in links]
        counts = count_reports(session, threads)
        for thread in threads:
            claim = stored[thread.links[0].key]
            if claim.status is not Status.EXTRACTED or not is_of_the_talk(claim.claim):
                yield thread, counts[thread.links[0].key]
        size = _BATCH


def _ask(wanted: CommitmentFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.strengths:
        yield _CLAIM.c.strength.in_([strength.value for strength in wanted.strengths])
    if wanted.due is not None and (last := parse_edtf(wanted.due).end) is not None:
        yield and_(IS_DUE, last >= FALLS)


def _order_alone(wanted: CommitmentFilter, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Select[Any]]:
    """Queries for single commitments which in a row give the order asked for, so that a page needs no sorting of all.

    A list by days or numbers that no name narrows is read in that order from an index, each statement's claims being
    probed; a plus keeps SQLite from gathering all commitments by their kind first, which other lists need.
    """
    key, turned = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    is_wide = wanted.statements == StatementFilter() and not wanted.by and not wanted.to
    kind = UnaryExpression(_CLAIM.c.kind, operator=operators.custom_op("+"), type_=Text())
    commitment = ClaimKind.COMMITMENT.value
    gathered = select_links().where(_CLAIM.c.kind == commitment, *conditions)
    walked = select_links(statements_first=True).where(kind == commitment, *conditions) if is_wide else gathered
    place = (_STATEMENT.c.dated_from.asc(), _STATEMENT.c.id, _CLAIM.c.position)
    dated, undated = walked.where(_STATEMENT.c.dated_from.isnot(None)), walked.where(_STATEMENT.c.dated_from.is_(None))

    def turn(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return column.desc() if turned else column.asc()

    if key == "made":
        yield dated.order_by(turn(_STATEMENT.c.dated_from), _STATEMENT.c.id, _CLAIM.c.position)
        yield undated.order_by(_STATEMENT.c.id, _CLAIM.c.position)
    elif key == "due":
        yield gathered.where(IS_DUE).order_by(turn(FALLS), place[0].nulls_last(), *place[1:])
        yield dated.where(func.coalesce(~IS_DUE, True)).order_by(*place)
        yield undated.where(func.coalesce(~IS_DUE, True)).order_by(_STATEMENT.c.id, _CLAIM.c.position)
    elif key == "id":
        numbered = select_links().where(kind == commitment, *conditions) if is_wide else gathered
        yield numbered.order_by(turn(_CLAIM.c.statement_id), turn(_CLAIM.c.position))
    elif key == "strength":
        firmness = turn(case(_STRENGTHS, value=_CLAIM.c.strength)).nulls_last()
        yield gathered.order_by(firmness, place[0].nulls_last(), *place[1:])
    else:
        beside = _STATEMENT.alias()
        reports = (
            select(func.count())
            .where(beside.c.utterance_id == _STATEMENT.c.utterance_id, beside.c.status != Status.REJECTED.value)
            .scalar_subquery()
        )
        fewest = -case((_STATEMENT.c.utterance_id.is_(None), 1), else_=reports)
        yield gathered.order_by(turn(fewest), place[0].nulls_last(), *place[1:])


def read_commitment(session: Session, wanted: ClaimReference) -> CommitmentDetail:
    """The thread in which a claim stands, in order of days.

    Raises NotFoundError where there is no such claim, where it or its statement is rejected, and where it is no
    commitment and linked to none.
    """
    _refuse_rejected(session, read_claim(session, wanted))
    every = read_links(session)
    members = gather({wanted}, accepted(every))
    threads = make_threads(session, members, every)
    thread = next((thread for thread in threads if wanted in {link.key for link in thread.links}), None)
    if thread is None:
        raise NotFoundError(
            f"{wanted} is no commitment and is linked to none; `tracker commitments` lists what was promised"
        )
    rows, stored = read_behind(session, [thread])
    reports = count_reports(session, [thread])[thread.links[0].key]
    inside = {link.key for link in thread.links}
    return CommitmentDetail(
        tell_thread(thread, rows, stored, reports),
        tuple(
            ThreadStep(
                stored[link.key],
                day_of(rows[link.key.statement_id]),
                rows[link.key.statement_id].speaker,
                rows[link.key.statement_id].outlet or rows[link.key.statement_id].title,
                tuple(find_strength_words(stored[link.key].claim)),
                tuple(tie for tie in thread.ties if tie.later == link.key),
            )
            for link in thread.links
        ),
        tuple(
            tie
            for tie in every
            if tie.status is LinkStatus.REJECTED and not inside.isdisjoint((tie.later, tie.earlier))
        ),
    )


def _refuse_rejected(session: Session, stored: StoredClaim) -> None:
    if stored.status is Status.REJECTED:
        raise NotFoundError(
            f"{stored.reference} is rejected; `tracker claim restore {stored.reference}` takes it back in"
        )
    status = session.execute(select(_STATEMENT.c.status).where(_STATEMENT.c.id == stored.statement_id)).scalar_one()
    if status == Status.REJECTED.value:
        number = f"S{stored.statement_id}"
        raise NotFoundError(f"{number} is rejected; `tracker statement restore {number}` takes it back in")


def list_commitment_numbers(session: Session, limit: int = 2_000) -> list[str]:
    """The numbers of claims that are commitments, the latest statement first."""
    query = (
        select(_CLAIM.c.statement_id, _CLAIM.c.position)
        .where(_CLAIM.c.kind == ClaimKind.COMMITMENT.value, _CLAIM.c.status != Status.REJECTED.value)
        .order_by(_CLAIM.c.statement_id.desc(), _CLAIM.c.start)
        .limit(limit)
    )
    return [str(ClaimReference(row.statement_id, row.position + 1)) for row in session.execute(query)]
