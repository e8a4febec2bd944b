"""The claims of statements as rows, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, union

from tracker.edtf import parse_edtf
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, PartyRole, Status, StoredClaim
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Claim, ClaimLink, ClaimParty, Statement, table_of
from tracker.storage.session import Session

_ARTICLE = table_of(Article)
_CLAIM = table_of(Claim)
_LINK = table_of(ClaimLink)
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
    """Those of the statements in which a person decided on a claim, or on a link of one."""
    numbers = sorted(statement_ids)
    coded = select(_CLAIM.c.statement_id).where(is_among(_CLAIM.c.statement_id, numbers), _CLAIM.c.coder.isnot(None))
    later = select(_LINK.c.statement_id).where(is_among(_LINK.c.statement_id, numbers))
    earlier = select(_LINK.c.other_id).where(is_among(_LINK.c.other_id, numbers))
    return frozenset(session.execute(union(coded, later, earlier)).scalars())


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
