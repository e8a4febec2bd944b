"""The claims of statements: as rows, read back, and brought to what an extraction says.

A claim's number within its statement is its own: one that stands on the same words as before keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.edtf import parse_edtf
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, PartyRole, Status, StoredClaim
from tracker.storage.journal import Journal
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Claim, ClaimParty, Statement, table_of
from tracker.storage.session import Session

_ARTICLE = table_of(Article)
_CLAIM = table_of(Claim)
_PARTY = table_of(ClaimParty)
_STATEMENT = table_of(Statement)

Row = dict[str, Any]


def claim_row(statement_id: int, position: int, claim: ExtractedClaim, text: str) -> Row:
    """A claim's own row; ``text`` is its article's."""
    about = parse_edtf(claim.about) if claim.about else None
    return {
        "statement_id": statement_id,
        "position": position,
        "start": claim.span[0],
        "end": claim.span[1],
        "text": None if claim.text == text[slice(*claim.span)] else claim.text,
        "kind": claim.kind.value if claim.kind else None,
        "strength": claim.strength.value if claim.strength else None,
        "marker": claim.marker or None,
        "party_text": claim.party_text or None,
        "counterpart_text": claim.counterpart_text or None,
        "about": about.text if about else None,
        "about_start": about.start if about else None,
        "about_end": about.end if about else None,
        "about_text": claim.about_text or None,
    }


def party_rows(statement_id: int, position: int, claim: ExtractedClaim) -> list[Row]:
    """The rows of a claim's parties and counterparts; one name stands once in each role."""
    return [
        {"statement_id": statement_id, "position": position, "role": role.value, "place": place, "name": name}
        for role, names in ((PartyRole.PARTY, claim.party), (PartyRole.COUNTERPART, claim.counterpart))
        for place, name in enumerate(dict.fromkeys(names))
    ]


def has_coded_claims(session: Session, statement_ids: Sequence[int]) -> frozenset[int]:
    """Those of the statements in which a person decided on a claim."""
    query = select(_CLAIM.c.statement_id).where(
        is_among(_CLAIM.c.statement_id, sorted(statement_ids)), _CLAIM.c.coder.isnot(None)
    )
    return frozenset(session.execute(query).scalars())


def read_claims(
    session: Session, statement_ids: Sequence[int], *, rejected: bool = False
) -> dict[int, tuple[StoredClaim, ...]]:
    """The claims of these statements in order of the text, by statement; rejected ones only where asked for."""
    numbers = sorted(set(statement_ids))
    names = _read_names(session, numbers)
    query = (
        select(_CLAIM, _ARTICLE.c.id.label("article_id"))
        .join_from(_CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
        .join(_ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(is_among(_CLAIM.c.statement_id, numbers))
        .order_by(_CLAIM.c.statement_id, _CLAIM.c.start, _CLAIM.c.position)
    )
    if not rejected:
        query = query.where(_CLAIM.c.status != Status.REJECTED.value)
    rows = session.execute(query).all()
    wanted = sorted({row.article_id for row in rows})
    texts = {
        row.id: row.text
        for row in session.execute(select(_ARTICLE.c.id, _ARTICLE.c.text).where(is_among(_ARTICLE.c.id, wanted)))
    }
    found: dict[int, list[StoredClaim]] = {}
    for row in rows:
        found.setdefault(row.statement_id, []).append(_stored(row, texts[row.article_id], names))
    return {number: tuple(claims) for number, claims in found.items()}


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
    """Take out one claim with its parties."""
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
    person decided on stay as they are, and so do all others of their statement.
    """
    rows = session.execute(select(_CLAIM).where(_CLAIM.c.statement_id == statement_id)).mappings().all()
    if any(row["coder"] is not None for row in rows):
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
    kept = [row for row in rows if row["coder"] is not None and first <= row["start"] and row["end"] <= last]
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


def _read_names(session: Session, numbers: Sequence[int]) -> dict[tuple[int, int, str], list[str]]:
    query = (
        select(_PARTY)
        .where(is_among(_PARTY.c.statement_id, numbers))
        .order_by(_PARTY.c.statement_id, _PARTY.c.position, _PARTY.c.role, _PARTY.c.place)
    )
    names: dict[tuple[int, int, str], list[str]] = {}
    for row in session.execute(query):
        names.setdefault((row.statement_id, row.position, row.role), []).append(row.name)
    return names


def _stored(row: Any, text: str, names: Mapping[tuple[int, int, str], Sequence[str]]) -> StoredClaim:
    place = row.statement_id, row.position
    return StoredClaim(
        row.statement_id,
        row.position + 1,
        ExtractedClaim(
            span=(row.start, row.end),
            text=text[row.start : row.end] if row.text is None else row.text,
            kind=ClaimKind(row.kind) if row.kind else None,
            strength=ClaimStrength(row.strength) if row.strength else None,
            marker=row.marker or "",
            party=tuple(names.get((*place, PartyRole.PARTY.value), ())),
            party_text=row.party_text or "",
            counterpart=tuple(names.get((*place, PartyRole.COUNTERPART.value), ())),
            counterpart_text=row.counterpart_text or "",
            about=row.about,
            about_text=row.about_text or "",
        ),
        Status(row.status),
        row.coder,
        row.coded_at,
        row.note,
    )
