"""Claims as people set them, through a journal: the fields of one, one made of several, several of one.

Whatever is written marks the claim as a person's (``coder``, ``coded_at``); with it all claims of its statement are
left alone by every run of the machine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.errors import ConflictError, NotFoundError
from tracker.records import ExtractedClaim, Span, Spans, Status, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.storage.claim_links import move_links
from tracker.storage.claim_writing import delete_claim, insert_claims, set_parties
from tracker.storage.claims import claim_row, party_rows, read_claims
from tracker.storage.coding import read_spans
from tracker.storage.journal import Journal
from tracker.storage.models import Article, Change, Claim, Statement, table_of
from tracker.storage.session import Session
from tracker.storage.statements import GAP

_ARTICLE = table_of(Article)
_CHANGE = table_of(Change)
_STATEMENT = table_of(Statement)


def read_claim(session: Session, wanted: ClaimReference) -> StoredClaim:
    """One claim, rejected ones too; raises NotFoundError where there is none of that number."""
    claims = read_claims(session, [wanted.statement_id], rejected=True).get(wanted.statement_id, ())
    for stored in claims:
        if stored.number == wanted.number:
            return stored
    if (
        not claims
        and session.execute(select(_STATEMENT.c.id).where(_STATEMENT.c.id == wanted.statement_id)).scalar() is None
    ):
        raise NotFoundError(f"no statement {wanted.statement_id}; `tracker statements` lists their numbers")
    listed = ", ".join(stored.reference for stored in claims)
    raise NotFoundError(f"no claim {wanted}; S{wanted.statement_id} has {listed or 'none'}")


def read_place(session: Session, statement_id: int) -> tuple[str, Spans]:
    """The article's text and the content of a statement; raises NotFoundError where there is none of that number."""
    text = session.execute(
        select(_ARTICLE.c.text)
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(_STATEMENT.c.id == statement_id)
    ).scalar()
    if text is None:
        raise NotFoundError(f"no statement {statement_id}; `tracker statements` lists their numbers")
    return text, read_spans(session, statement_id)["content"]


def words_at(text: str, content: Spans, span: Span) -> str:
    """The words of a span, without what stands between two pieces of the content."""
    pieces = [(max(start, span[0]), min(end, span[1])) for start, end in content]
    return GAP.join(text[start:end] for start, end in pieces if start < end) or text[slice(*span)]


def set_claim(session: Session, journal: Journal, stored: StoredClaim, claim: ExtractedClaim, text: str) -> bool:
    """Give a stored claim these fields; tells whether that changed any. Raises DateError."""
    key = stored.statement_id, stored.number - 1
    values = claim_row(*key, claim, text)
    del values["statement_id"], values["position"]
    changed = journal.update(session, Claim, key, values)
    return set_parties(session, journal, *key, party_rows(*key, claim)) or changed


def mark_claim(session: Session, journal: Journal, stored: StoredClaim, status: Status | None, **values: Any) -> None:
    """Say who decided on a claim and when, with a status unless None; other columns may be set along."""
    given: dict[str, Any] = {"coder": journal.caller.user, "coded_at": journal.caller.at} | values
    if status is not None:
        given["status"] = status.value
    journal.update(session, Claim, (stored.statement_id, stored.number - 1), given)


def add_claim(session: Session, journal: Journal, statement_id: int, claim: ExtractedClaim, text: str) -> StoredClaim:
    """Put in a claim that a person found, under its statement's next number; raises ConflictError on an overlap."""
    refuse_overlap(session, statement_id, claim.span)
    beside = read_claims(session, [statement_id], rejected=True).get(statement_id, ())
    number = max((other.number for other in beside), default=0) + 1
    insert_claims(session, journal, statement_id, [claim], text, number - 1)
    made = StoredClaim(statement_id, number, claim)
    mark_claim(session, journal, made, Status.ADDED)
    return made


def refuse_overlap(session: Session, statement_id: int, span: Span, *, besides: int | None = None) -> None:
    """Raise ConflictError where a claim of the statement, but for the one of that number, stands on words of a span."""
    for other in read_claims(session, [statement_id]).get(statement_id, ()):
        start, end = other.claim.span
        if other.number != besides and span[0] < end and start < span[1]:
            raise ConflictError(f"{other.reference} stands on some of these words; split, merge or reject that one")


def restore_claim(session: Session, journal: Journal, stored: StoredClaim, status: Status | None = None) -> None:
    """Take a rejected claim back in, as it was before or with a status; raises ConflictError on an overlap."""
    refuse_overlap(session, stored.statement_id, stored.claim.span, besides=stored.number)
    mark_claim(session, journal, stored, status or _find_status_before_rejection(session, stored))


def _find_status_before_rejection(session: Session, stored: StoredClaim) -> Status:
    """What the claim was before it was last rejected: extracted where the history does not say."""
    before = session.execute(
        select(_CHANGE.c.before)
        .where(
            _CHANGE.c.table_name == "claim",
            _CHANGE.c.row_id == stored.statement_id,
            func.json_extract(_CHANGE.c.row_key, "$[1]") == stored.number - 1,
            func.json_extract(_CHANGE.c.after, "$.status") == Status.REJECTED.value,
            func.json_extract(_CHANGE.c.before, "$.status") != Status.REJECTED.value,
        )
        .order_by(_CHANGE.c.id.desc())
        .limit(1)
    ).scalar()
    return Status(before["status"]) if before else Status.EXTRACTED


def drop_claim(session: Session, journal: Journal, stored: StoredClaim, kept: StoredClaim) -> None:
    """Take a claim out that another one has taken in, which takes over what was ruled on its links."""
    move_links(session, journal, stored, kept)
    delete_claim(session, journal, stored.statement_id, stored.number - 1)


def about_of(claim: ExtractedClaim, typed: str) -> ExtractedClaim:
    """The claim with this date, EDTF, or none where it is empty; raises DateError."""
    about = parse_edtf(typed).text if typed.strip() else None
    return replace(claim, about=about, about_text="" if about != claim.about else claim.about_text)
