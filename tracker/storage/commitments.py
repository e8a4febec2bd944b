"""Commitments: claims of that kind, gathered into threads by the links that people accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.records import ClaimKind, ClaimStrength, LedgerRow, Span, Status, StoredClaim
from tracker.records.claims import ClaimFilter, ClaimReference
from tracker.records.commitments import (
    COMMITMENT_SORT_KEYS,
    ClaimTie,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    CommitmentState,
    LinkRelation,
    LinkStatus,
    ThreadStep,
)
from tracker.storage.articles import kept
from tracker.storage.claim_changes import read_claim
from tracker.storage.claim_links import accepted, read_links
from tracker.storage.claim_listing import list_claim_conditions
from tracker.storage.claims import read_claims
from tracker.storage.ledger import read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import Claim, Statement, table_of
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_STATEMENT = table_of(Statement)

_Actors = Callable[[], Actors]
_Key = tuple[int, int]  # a claim's statement and its number

_STATES = {LinkRelation.DROPS: CommitmentState.DROPPED, LinkRelation.FULFILS: CommitmentState.FULFILLED}
_LAST = "9999-99-99"


@dataclass(frozen=True, slots=True)
class _Link:
    """What threads are made of: a claim with what its thread is sorted and filtered by."""

    key: _Key
    kind: str | None
    strength: str | None
    due: str | None
    due_day: str | None
    day: str | None
    utterance_id: int | None

    @property
    def place(self) -> tuple[str, _Key]:
        return self.day or _LAST, self.key


@dataclass(frozen=True, slots=True)
class _Thread:
    links: tuple[_Link, ...]  # in order of their days
    ties: tuple[ClaimTie, ...]

    @property
    def promises(self) -> tuple[_Link, ...]:
        """The claims that promise: the first, and those that do not end what was promised."""
        ending = {_key(tie.later) for tie in self.ties if tie.relation in _STATES}
        return tuple(link for link in self.links if link.key not in ending)

    @property
    def state(self) -> CommitmentState:
        """What the latest claim that does anything to it says."""
        places = {link.key: link.place for link in self.links}
        for tie in sorted(self.ties, key=lambda tie: places[_key(tie.later)], reverse=True):
            return _STATES.get(tie.relation, CommitmentState.STANDING)
        return CommitmentState.STANDING

    @property
    def due(self) -> _Link | None:
        """The last claim that names a day to come."""
        return next((link for link in reversed(self.promises) if link.due is not None), None)


def list_commitments(session: Session, wanted: CommitmentFilter, load_actors: _Actors) -> list[CommitmentRow]:
    """The commitments asked for; raises what stream_claims does, and UsageError for an order that there is not."""
    key, turned = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    if key not in COMMITMENT_SORT_KEYS:
        raise UsageError(f"commitments cannot be sorted by {wanted.sort!r}; sort by {', '.join(COMMITMENT_SORT_KEYS)}")
    threads = _find_threads(session, wanted, load_actors)
    if wanted.strengths:
        threads = [thread for thread in threads if thread.promises[-1].strength in wanted.strengths]
    if wanted.due is not None and (last := parse_edtf(wanted.due).end) is not None:
        threads = [t for t in threads if t.due is not None and (t.due.due_day or _LAST) <= last]
    counts = _count_reports(session, threads)
    strengths = {strength.value: number for number, strength in enumerate(ClaimStrength)}
    orders: dict[str, Callable[[_Thread], Any]] = {
        "made": lambda t: t.links[0].day,
        "due": lambda t: None if t.due is None else t.due.due_day,
        "strength": lambda t: strengths.get(t.promises[-1].strength or ""),
        "reports": lambda t: -counts[t.links[0].key],
        "id": lambda t: t.links[0].key,
    }
    threads.sort(key=lambda t: t.links[0].place)
    known = [thread for thread in threads if orders[key](thread) is not None]
    known.sort(key=orders[key], reverse=turned)
    threads = (known + [thread for thread in threads if orders[key](thread) is None])[: wanted.limit]
    return _tell(session, threads, counts)


def read_commitment(
    session: Session, wanted: ClaimReference, mark: Callable[[StoredClaim], Iterable[Span]]
) -> CommitmentDetail:
    """The thread in which a claim stands, in order of days; ``mark`` finds the strength words of one.

    Raises NotFoundError where there is no such claim, or where it is no commitment and linked to none.
    """
    read_claim(session, wanted)
    every = read_links(session)
    members = _gather({_key(wanted)}, accepted(every))
    threads = _thread(session, members, every)
    if not threads:
        raise NotFoundError(
            f"{wanted} is no commitment and is linked to none; `tracker commitments` lists what was promised"
        )
    thread = next(thread for thread in threads if _key(wanted) in {link.key for link in thread.links})
    (row,) = _tell(session, [thread], _count_reports(session, [thread]))
    numbers = sorted({link.key[0] for link in thread.links})
    rows = {row.statement_id: row for row in read_rows(session, numbers)}
    stored = _read_stored(session, numbers)
    inside = {link.key for link in thread.links}
    return CommitmentDetail(
        row,
        tuple(
            ThreadStep(
                stored[link.key],
                _day(rows[link.key[0]]),
                rows[link.key[0]].speaker,
                rows[link.key[0]].outlet or rows[link.key[0]].title,
                tuple(mark(stored[link.key])),
                tuple(tie for tie in thread.ties if _key(tie.later) == link.key),
            )
            for link in thread.links
        ),
        tuple(
            tie
            for tie in every
            if tie.status is LinkStatus.REJECTED and not inside.isdisjoint((_key(tie.later), _key(tie.earlier)))
        ),
    )


def list_commitment_numbers(session: Session, limit: int = 2_000) -> list[str]:
    """The numbers of claims that are commitments, the latest statement first."""
    query = (
        select(_CLAIM.c.statement_id, _CLAIM.c.position)
        .where(_CLAIM.c.kind == ClaimKind.COMMITMENT.value, _CLAIM.c.status != Status.REJECTED.value)
        .order_by(_CLAIM.c.statement_id.desc(), _CLAIM.c.start)
        .limit(limit)
    )
    return [str(ClaimReference(row.statement_id, row.position + 1)) for row in session.execute(query)]


def _find_threads(session: Session, wanted: CommitmentFilter, load_actors: _Actors) -> list[_Thread]:
    asked = ClaimFilter(wanted.statements, (ClaimKind.COMMITMENT,), by=wanted.by, to=wanted.to)
    query = select(_CLAIM.c.statement_id, _CLAIM.c.position).join_from(
        _CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id
    )
    for condition in list_claim_conditions(session, asked, load_actors):
        query = query.where(condition)
    found = {(int(row.statement_id), int(row.position) + 1) for row in session.execute(query)}
    every = read_links(session)
    return _thread(session, _gather(found, accepted(every)), every)


def _gather(found: set[_Key], ties: Sequence[ClaimTie]) -> set[_Key]:
    """Claims with all that hang together with them."""
    beside: dict[_Key, set[_Key]] = {}
    for tie in ties:
        beside.setdefault(_key(tie.later), set()).add(_key(tie.earlier))
        beside.setdefault(_key(tie.earlier), set()).add(_key(tie.later))
    members, todo = set(found), list(found)
    while todo:
        fresh = beside.get(todo.pop(), set()) - members
        members |= fresh
        todo += fresh
    return members


def _thread(session: Session, members: set[_Key], every: Sequence[ClaimTie]) -> list[_Thread]:
    """The threads of these claims, rejected claims and statements left out; one begins with a commitment."""
    links = {link.key: link for link in _read_links_of(session, members)}
    ties = [tie for tie in accepted(every) if _key(tie.later) in links and _key(tie.earlier) in links]
    threads, seen = [], set[_Key]()
    for key in sorted(links):
        if key in seen:
            continue
        whole = _gather({key}, ties)
        seen |= whole
        inside = sorted((links[member] for member in whole), key=lambda link: link.place)
        if any(link.kind == ClaimKind.COMMITMENT.value for link in inside):
            thread = _Thread(tuple(inside), tuple(tie for tie in ties if _key(tie.later) in whole))
            if thread.promises:
                threads.append(thread)
    return threads


def _read_links_of(session: Session, members: set[_Key]) -> Iterable[_Link]:
    query = (
        select(
            *(_CLAIM.c[name] for name in ("statement_id", "position", "kind", "strength", "about")),
            *(_CLAIM.c[name] for name in ("about_start", "about_end")),
            *(_STATEMENT.c[name] for name in ("dated_from", "utterance_id")),
        )
        .join_from(_CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
        .where(
            is_among(_CLAIM.c.statement_id, sorted({statement for statement, _ in members})),
            kept(),
            _CLAIM.c.status != Status.REJECTED.value,
        )
    )
    for row in session.execute(query):
        key = int(row.statement_id), int(row.position) + 1
        if key in members:
            falls = row.about_end or row.about_start
            # What is to be done on the very day ("today") is no term that anybody waits for.
            ahead = falls is not None and (row.dated_from is None or falls > row.dated_from)
            due, day = (row.about, falls) if ahead else (None, None)
            yield _Link(key, row.kind, row.strength, due, day, row.dated_from, row.utterance_id)


def _count_reports(session: Session, threads: Sequence[_Thread]) -> dict[_Key, int]:
    """How many statements report each thread, by its first claim, those of an utterance with one of them included."""
    utterances = {link.utterance_id for t in threads for link in t.links if link.utterance_id is not None}
    query = (
        select(_STATEMENT.c.utterance_id, func.count())
        .where(is_among(_STATEMENT.c.utterance_id, sorted(utterances)), kept())
        .group_by(_STATEMENT.c.utterance_id)
    )
    sizes = {int(number): int(count) for number, count in session.execute(query)}
    counts = {}
    for thread in threads:
        joined = {link.utterance_id for link in thread.links if link.utterance_id is not None}
        alone = {link.key[0] for link in thread.links if link.utterance_id is None}
        counts[thread.links[0].key] = len(alone) + sum(sizes[number] for number in joined)
    return counts


def _tell(session: Session, threads: Sequence[_Thread], counts: dict[_Key, int]) -> list[CommitmentRow]:
    numbers = sorted({link.key[0] for thread in threads for link in thread.links})
    rows = {row.statement_id: row for row in read_rows(session, numbers)}
    stored = _read_stored(session, numbers)
    return [_row(thread, rows, stored, counts[thread.links[0].key]) for thread in threads]


def _row(thread: _Thread, rows: dict[int, LedgerRow], stored: dict[_Key, StoredClaim], reports: int) -> CommitmentRow:
    promises = thread.promises
    first, last = promises[0], promises[-1]
    claim = stored[first.key].claim
    return CommitmentRow(
        commitment_id=stored[first.key].reference,
        party=claim.party,
        party_as_printed=claim.party_text or None,
        counterpart=next((c for link in promises if (c := stored[link.key].claim.counterpart)), ()),
        due=None if thread.due is None else thread.due.due,
        strength=last.strength,
        first_strength=first.strength,
        state=thread.state.value,
        first_made=_day(rows[first.key[0]]),
        last_reaffirmed=_day(rows[last.key[0]]) if last is not first else None,
        report_count=reports,
        claim_ids=tuple(stored[link.key].reference for link in thread.links),
        speaker=rows[first.key[0]].speaker,
        claim=claim.text,
    )


def _read_stored(session: Session, numbers: Sequence[int]) -> dict[_Key, StoredClaim]:
    found = read_claims(session, numbers)
    return {(stored.statement_id, stored.number): stored for claims in found.values() for stored in claims}


def _day(row: LedgerRow) -> str | None:
    return row.said_on or row.published


def _key(reference: ClaimReference) -> _Key:
    return reference.statement_id, reference.number
