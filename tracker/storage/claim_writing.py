"""The claims of statements written through a journal: put in, taken out, and brought to what is read of them.

A claim's number within its statement is its own: one that stands on the same words as before keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.records import ExtractedClaim
from tracker.storage.claim_links import linked_positions, unlink_claim
from tracker.storage.claims import Row, claim_row, party_rows
from tracker.storage.journal import Journal
from tracker.storage.models import Claim, ClaimParty, table_of
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_PARTY = table_of(ClaimParty)


def insert_claims(
    session: Session, journal: Journal, statement_id: int, claims: Iterable[ExtractedClaim], text: str, first: int = 0
) -> None:
    """Put in claims, numbered on from ``first``."""
    numbered = list(enumerate(claims, first))
    journal.insert_all(session, Claim, [claim_row(statement_id, n, claim, text) for n, claim in numbered])
    journal.insert_all(
        session, ClaimParty, [row for n, claim in numbered for row in party_rows(statement_id, n, claim)]
    )


def delete_claim(session: Session, journal: Journal, statement_id: int, position: int) -> None:
    """Take out one claim with its parties and its links."""
    unlink_claim(session, journal, statement_id, position)
    journal.delete_where(session, ClaimParty, statement_id=statement_id, position=position)
    journal.delete(session, Claim, (statement_id, position))


def set_parties(session: Session, journal: Journal, statement_id: int, position: int, wanted: Sequence[Row]) -> bool:
    """Give a claim these rows of parties and no others; tells whether that changed any."""
    query = select(_PARTY).where(_PARTY.c.statement_id == statement_id, _PARTY.c.position == position)
    stored = [dict(row) for row in session.execute(query).mappings()]
    if sorted(stored, key=_order) == sorted(wanted, key=_order):
        return False
    journal.delete_where(session, ClaimParty, statement_id=statement_id, position=position)
    journal.insert_all(session, ClaimParty, wanted)
    return True


def write_claims(
    session: Session, journal: Journal, statement_id: int, claims: Sequence[ExtractedClaim], text: str
) -> bool:
    """Bring a statement's claims to what was extracted, and tell whether that changed any.

    A claim on the words of a stored one is that one, and keeps its number; new ones are numbered on. Claims that a
    person decided on, by themselves or by a link, stay as they are, and so do all others of their statement.
    """
    rows = session.execute(select(_CLAIM).where(_CLAIM.c.statement_id == statement_id)).mappings().all()
    if any(row["coder"] is not None for row in rows) or (rows and linked_positions(session, statement_id)):
        return False
    stored: dict[tuple[int, int], Mapping[Any, Any]] = {(row["start"], row["end"]): row for row in rows}
    wanted = {claim.span for claim in claims}
    gone = [row["position"] for span, row in stored.items() if span not in wanted]
    fresh = [claim for claim in claims if claim.span not in stored]
    for position in gone:
        delete_claim(session, journal, statement_id, position)
    following = max((row["position"] for row in rows), default=-1) + 1
    insert_claims(session, journal, statement_id, fresh, text, following)
    changed = bool(gone or fresh)
    for claim in claims:
        known = stored.get(claim.span)
        if known is None:
            continue
        position = known["position"]
        values = claim_row(statement_id, position, claim, text)
        del values["statement_id"], values["position"]
        changed |= journal.update(session, Claim, (statement_id, position), values)
        changed |= set_parties(session, journal, statement_id, position, party_rows(statement_id, position, claim))
    return changed


def move_claims(
    session: Session, journal: Journal, statement_id: int, claims: Sequence[ExtractedClaim], text: str
) -> None:
    """Give a statement whose content was moved by hand the claims read off it.

    Claims that a person decided on stay where they still lie inside the content, and what was read beside them fills
    the rest.
    """
    rows = session.execute(select(_CLAIM).where(_CLAIM.c.statement_id == statement_id)).mappings().all()
    first = min((claim.span[0] for claim in claims), default=0)
    last = max((claim.span[1] for claim in claims), default=0)
    linked = linked_positions(session, statement_id)
    decided = [row for row in rows if row["coder"] is not None or row["position"] in linked]
    kept = [row for row in decided if first <= row["start"] and row["end"] <= last]
    for row in rows:
        if row not in kept:
            delete_claim(session, journal, statement_id, row["position"])
    fresh = [
        claim
        for claim in claims
        if not any(claim.span[0] < row["end"] and row["start"] < claim.span[1] for row in kept)
    ]
    following = max((row["position"] for row in kept), default=-1) + 1
    insert_claims(session, journal, statement_id, fresh, text, following)


def _order(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["role"], row["place"]
