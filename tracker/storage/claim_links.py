"""Links between claims as people ruled on them, through a journal: what a later claim does to an earlier commitment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import ClaimKind, Status, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, LinkOrigin, LinkRelation, LinkStatus
from tracker.storage.lists import is_among
from tracker.storage.models import ClaimLink, Statement, table_of
from tracker.storage.session import Session

if TYPE_CHECKING:  # whoever only reads links needs no journal
    from tracker.storage.journal import Journal

_LINK = table_of(ClaimLink)
_STATEMENT = table_of(Statement)

_OVERRULED = (LinkStatus.REJECTED, LinkStatus.ACCEPTED)


def read_links(session: Session, statement_ids: Sequence[int] | None = None) -> list[ClaimTie]:
    """The links ruled on, in the order of their later claims; only those of a claim of these statements, if given."""
    query = select(_LINK).order_by(_LINK.c.statement_id, _LINK.c.position, _LINK.c.other_id, _LINK.c.other_position)
    if statement_ids is not None:
        query = query.where(
            or_(is_among(_LINK.c.statement_id, statement_ids), is_among(_LINK.c.other_id, statement_ids))
        )
    return [_tie(row) for row in session.execute(query)]


def linked_positions(session: Session, statement_id: int) -> frozenset[int]:
    """The positions of a statement's claims that a person ruled to be linked, or not to be, with some other."""
    later = select(_LINK.c.position).where(_LINK.c.statement_id == statement_id)
    earlier = select(_LINK.c.other_position).where(_LINK.c.other_id == statement_id)
    return frozenset(session.execute(later.union(earlier)).scalars())


def rule_on_link(
    session: Session,
    journal: Journal,
    later: StoredClaim,
    earlier: StoredClaim,
    relation: LinkRelation,
    *,
    status: LinkStatus = LinkStatus.ACCEPTED,
    origin: LinkOrigin = LinkOrigin.HAND,
    reason: str | None = None,
) -> bool:
    """Keep what a person ruled on a link, in place of what was ruled before; tells whether that changed anything.

    Without a reason the one given before stays where the ruling does. Raises UsageError for a claim with itself, for an
    earlier one that is no commitment, and for a link from what was said before to what was said after it, ConflictError
    for a rejected claim and for a link that would close a circle.
    """
    if later.reference == earlier.reference:
        raise UsageError(f"{later.reference} cannot be linked to itself; name the later claim, then the earlier one")
    for stored in (later, earlier):
        if stored.status is Status.REJECTED:
            raise ConflictError(
                f"{stored.reference} is rejected; `tracker claim restore {stored.reference}` takes it back in"
            )
    if earlier.claim.kind is not ClaimKind.COMMITMENT:
        raise UsageError(
            f"{earlier.reference} is no commitment; "
            f"`tracker claim edit {earlier.reference} --kind commitment` makes it one"
        )
    if status is LinkStatus.ACCEPTED:
        _refuse_backwards(session, later, earlier)
        _refuse_circle(session, later, earlier)
    key = _key(later, earlier)
    before = session.execute(select(_LINK).where(_is(key))).one_or_none()
    values: dict[str, Any] = {"relation": relation.value, "status": status.value}
    if reason is not None:
        values["reason"] = reason or None
    marks = {"coder": journal.caller.user, "coded_at": journal.caller.at}
    if before is None:
        names = ("statement_id", "position", "other_id", "other_position")
        made = dict(zip(names, key, strict=True)) | {"reason": None, "origin": origin.value} | values | marks
        journal.insert_all(session, ClaimLink, [made])
        return True
    if all(getattr(before, column) == value for column, value in values.items()):
        return False
    if before.status != status.value:
        values.setdefault("reason", None)
    return journal.update(session, ClaimLink, key, values | marks)


def forget_link(session: Session, journal: Journal, later: StoredClaim, earlier: StoredClaim) -> None:
    """Take back what was ruled on a link, so that it may be proposed again; raises NotFoundError where nothing was."""
    key = _key(later, earlier)
    if session.execute(select(_LINK.c.status).where(_is(key))).scalar() is None:
        known = [tie for tie in read_links(session, [later.statement_id]) if str(tie.later) == later.reference]
        listed = ", ".join(str(tie.earlier) for tie in known)
        raise NotFoundError(
            f"{later.reference} is not linked to {earlier.reference}; it has links to {listed or 'none'}"
        )
    journal.delete(session, ClaimLink, key)


def move_links(session: Session, journal: Journal, gone: StoredClaim, kept: StoredClaim) -> None:
    """Give a claim what was ruled on the links of another one that goes.

    Where both have a link to the same claim the kept one's stays, unless it was rejected and the other accepted. The
    links of the claim that goes stay for ``unlink_claim`` to take out.
    """
    of_gone, of_kept = ClaimReference(*_place(gone)), ClaimReference(*_place(kept))
    ties = read_links(session, [gone.statement_id, kept.statement_id])
    known = {frozenset((tie.later, tie.earlier)): tie for tie in ties}
    for tie in ties:
        if of_gone not in (tie.later, tie.earlier):
            continue
        moved = replace(
            tie,
            later=of_kept if tie.later == of_gone else tie.later,
            earlier=of_kept if tie.earlier == of_gone else tie.earlier,
        )
        pair = frozenset((moved.later, moved.earlier))
        stands = known.get(pair)
        if len(pair) < 2 or (stands is not None and (stands.status, moved.status) != _OVERRULED):
            continue
        if stands is not None:
            journal.delete(session, ClaimLink, tuple(_row(stands).values())[:4])
        known[pair] = moved
        journal.insert_all(session, ClaimLink, [_row(moved)])


def unlink_claim(session: Session, journal: Journal, statement_id: int, position: int) -> None:
    """Take out all links of a claim that goes."""
    journal.delete_where(session, ClaimLink, statement_id=statement_id, position=position)
    journal.delete_where(session, ClaimLink, other_id=statement_id, other_position=position)


def accepted(ties: Iterable[ClaimTie]) -> list[ClaimTie]:
    """Those that a person accepted."""
    return [tie for tie in ties if tie.status is LinkStatus.ACCEPTED]


def _refuse_backwards(session: Session, later: StoredClaim, earlier: StoredClaim) -> None:
    query = select(_STATEMENT.c.id, _STATEMENT.c.dated_from, _STATEMENT.c.dated_to)
    numbers = [later.statement_id, earlier.statement_id]
    days = {row.id: row for row in session.execute(query.where(_STATEMENT.c.id.in_(numbers)))}
    first, second = days[later.statement_id], days[earlier.statement_id]
    if first.dated_to is not None and second.dated_from is not None and first.dated_to < second.dated_from:
        raise UsageError(
            f"{later.reference} was said on {first.dated_to}, before {earlier.reference} on {second.dated_from}; "
            "give the later claim first"
        )


def _refuse_circle(session: Session, later: StoredClaim, earlier: StoredClaim) -> None:
    """Refuse a link where the earlier claim follows, by accepted links, from the later one already."""
    before: dict[ClaimReference, list[ClaimTie]] = {}
    for tie in accepted(read_links(session)):
        before.setdefault(tie.later, []).append(tie)
    start, goal = ClaimReference(*_place(earlier)), ClaimReference(*_place(later))
    ways: dict[ClaimReference, list[ClaimTie]] = {start: []}
    todo = [start]
    while todo and goal not in ways:
        at = todo.pop(0)
        for tie in before.get(at, ()):
            if tie.earlier not in ways:
                ways[tie.earlier] = [*ways[at], tie]
                todo.append(tie.earlier)
    if goal in ways:
        told = ", ".join(f"{tie.later} {tie.relation.value} {tie.earlier}" for tie in ways[goal])
        first = ways[goal][0]
        undone = f"`tracker commitment unlink {first.later} {first.earlier}` takes that back"
        raise ConflictError(f"{told} already; {undone}")


def _place(stored: StoredClaim) -> tuple[int, int]:
    return stored.statement_id, stored.number


def _row(tie: ClaimTie) -> dict[str, Any]:
    return {
        "statement_id": tie.later.statement_id,
        "position": tie.later.number - 1,
        "other_id": tie.earlier.statement_id,
        "other_position": tie.earlier.number - 1,
        "relation": tie.relation.value,
        "origin": tie.origin.value,
        "status": tie.status.value,
        "reason": tie.reason,
        "coder": tie.coder,
        "coded_at": tie.coded_at,
    }


def _key(later: StoredClaim, earlier: StoredClaim) -> tuple[int, int, int, int]:
    return later.statement_id, later.number - 1, earlier.statement_id, earlier.number - 1


def _is(key: tuple[int, int, int, int]) -> Any:
    return and_(*(column == part for column, part in zip(_LINK.primary_key.columns, key, strict=True)))


def _tie(row: Any) -> ClaimTie:
    return ClaimTie(
        later=ClaimReference(row.statement_id, row.position + 1),
        earlier=ClaimReference(row.other_id, row.other_position + 1),
        relation=LinkRelation(row.relation),
        origin=LinkOrigin(row.origin),
        status=LinkStatus(row.status),
        reason=row.reason,
        coder=row.coder,
        coded_at=row.coded_at,
    )
