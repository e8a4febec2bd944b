"""Threads of commitments: claims that people linked, or one by itself, with what is told of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, case, func, or_, select
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

from tracker.records import ClaimKind, LedgerRow, Status, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, CommitmentRow, CommitmentState, LinkRelation
from tracker.storage.articles import kept
from tracker.storage.batches import in_batches
from tracker.storage.claim_links import accepted
from tracker.storage.claims import read_claims
from tracker.storage.ledger import read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import Claim, Statement, table_of
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_STATEMENT = table_of(Statement)

_STATES = {LinkRelation.DROPS: CommitmentState.DROPPED, LinkRelation.FULFILS: CommitmentState.FULFILLED}
LAST = "9999-99-99"

Rows = dict[int, LedgerRow]
StoredClaims = dict[ClaimReference, StoredClaim]

# The day by which a claim is due, where it lay ahead when it was said: what is to be done on the very day ("today") is
# no term that anybody waits for.
FALLS = func.coalesce(_CLAIM.c.about_end, _CLAIM.c.about_start)
IS_DUE = and_(FALLS.isnot(None), or_(_STATEMENT.c.dated_from.is_(None), _STATEMENT.c.dated_from < FALLS))


@dataclass(frozen=True, slots=True)
class Link:
    """What threads are made of: a claim with what its thread is sorted and filtered by."""

    key: ClaimReference
    kind: str | None
    strength: str | None
    due: str | None
    due_day: str | None
    day: str | None
    utterance_id: int | None

    @property
    def place(self) -> tuple[str, ClaimReference]:
        return self.day or LAST, self.key


@dataclass(frozen=True, slots=True)
class Thread:
    links: tuple[Link, ...]  # in order of their days
    ties: tuple[ClaimTie, ...]

    @property
    def promises(self) -> tuple[Link, ...]:
        """The claims that promise: the first, and those that do not end what was promised."""
        ending = {tie.later for tie in self.ties if tie.relation in _STATES}
        return tuple(link for link in self.links if link.key not in ending)

    @property
    def state(self) -> CommitmentState:
        """What the latest claim that does anything to it says."""
        places = {link.key: link.place for link in self.links}
        for tie in sorted(self.ties, key=lambda tie: places[tie.later], reverse=True):
            return _STATES.get(tie.relation, CommitmentState.STANDING)
        return CommitmentState.STANDING

    @property
    def due(self) -> Link | None:
        """The last claim that names a day to come."""
        return next((link for link in reversed(self.promises) if link.due is not None), None)


def gather(found: set[ClaimReference], ties: Sequence[ClaimTie]) -> set[ClaimReference]:
    """Claims with all that hang together with them."""
    beside: dict[ClaimReference, set[ClaimReference]] = {}
    for tie in ties:
        beside.setdefault(tie.later, set()).add(tie.earlier)
        beside.setdefault(tie.earlier, set()).add(tie.later)
    members, todo = set(found), list(found)
    while todo:
        fresh = beside.get(todo.pop(), set()) - members
        members |= fresh
        todo += fresh
    return members


def make_threads(session: Session, members: set[ClaimReference], every: Sequence[ClaimTie]) -> list[Thread]:
    """The threads of these claims, rejected claims and statements left out; one begins with a commitment."""
    links = {link.key: link for link in _read_links_of(session, members)}
    ties = [tie for tie in accepted(every) if tie.later in links and tie.earlier in links]
    threads, seen = [], set[ClaimReference]()
    for key in sorted(links):
        if key in seen:
            continue
        whole = gather({key}, ties)
        seen |= whole
        inside = sorted((links[member] for member in whole), key=lambda link: link.place)
        if any(link.kind == ClaimKind.COMMITMENT.value for link in inside):
            thread = Thread(tuple(inside), tuple(tie for tie in ties if tie.later in whole))
            if thread.promises:
                threads.append(thread)
    return threads


def select_links(*, statements_first: bool = False) -> Select[Any]:
    """Claims with what threads are made of, for ``link_of``; rejected ones and rejected statements are left out.

    ``statements_first`` has SQLite go from statements to their claims, whose numbers it then cannot start from.
    """
    number = UnaryExpression(_STATEMENT.c.id, operator=operators.custom_op("+"), type_=Integer())
    return (
        select(
            *(_CLAIM.c[name] for name in ("statement_id", "position", "kind", "strength")),
            case((IS_DUE, _CLAIM.c.about)).label("due"),
            case((IS_DUE, FALLS)).label("due_day"),
            *(_STATEMENT.c[name] for name in ("dated_from", "utterance_id")),
        )
        .join_from(_CLAIM, _STATEMENT, (number if statements_first else _STATEMENT.c.id) == _CLAIM.c.statement_id)
        .where(kept(), _CLAIM.c.status != Status.REJECTED.value)
    )


def link_of(row: Any) -> Link:
    """One row of ``select_links``."""
    key = ClaimReference(row.statement_id, row.position + 1)
    return Link(key, row.kind, row.strength, row.due, row.due_day, row.dated_from, row.utterance_id)


def _read_links_of(session: Session, members: Collection[ClaimReference]) -> Iterator[Link]:
    query = select_links().where(is_among(_CLAIM.c.statement_id, sorted({key.statement_id for key in members})))
    for row in session.execute(query):
        if (link := link_of(row)).key in members:
            yield link


def count_reports(session: Session, threads: Sequence[Thread]) -> dict[ClaimReference, int]:
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
        alone = {link.key.statement_id for link in thread.links if link.utterance_id is None}
        counts[thread.links[0].key] = len(alone) + sum(sizes[number] for number in joined)
    return counts


def tell_threads(session: Session, threads: Sequence[Thread]) -> list[CommitmentRow]:
    """The threads as rows, read by handfuls."""
    told = []
    for part in in_batches(threads):
        counts = count_reports(session, part)
        rows, stored = read_behind(session, part)
        told += [tell_thread(thread, rows, stored, counts[thread.links[0].key]) for thread in part]
    return told


def read_behind(session: Session, threads: Iterable[Thread]) -> tuple[Rows, StoredClaims]:
    """What is told of the threads' claims: the rows of their statements by number, and the claims."""
    numbers = sorted({link.key.statement_id for thread in threads for link in thread.links})
    return {row.statement_id: row for row in read_rows(session, numbers)}, read_stored(session, numbers)


def tell_thread(thread: Thread, rows: Rows, stored: StoredClaims, reports: int) -> CommitmentRow:
    """One thread as a row, of what ``read_behind`` gives and how many statements report it."""
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
        first_made=day_of(rows[first.key.statement_id]),
        last_reaffirmed=day_of(rows[last.key.statement_id]) if last is not first else None,
        report_count=reports,
        claim_ids=tuple(stored[link.key].reference for link in thread.links),
        speaker=rows[first.key.statement_id].speaker,
        claim=claim.text,
    )


def read_stored(session: Session, numbers: Sequence[int]) -> StoredClaims:
    """The claims of these statements, by what they are called."""
    claims = (stored for of_one in read_claims(session, numbers).values() for stored in of_one)
    return {ClaimReference(stored.statement_id, stored.number): stored for stored in claims}


def day_of(row: LedgerRow) -> str | None:
    return row.said_on or row.published
