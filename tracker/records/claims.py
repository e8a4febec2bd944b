"""The frozen records of claims as people ask for them, list them and correct them: no SQL, no click."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.records import ClaimKind, ClaimStrength, LedgerRow, StatementFilter, Status, StoredClaim

_REFERENCE = re.compile(r"[Ss]?([0-9]{1,18})\.([0-9]{1,9})")

CLAIM_SORT_KEYS = ("date", "about", "kind", "strength", "id")


@dataclass(frozen=True, slots=True, order=True)
class ClaimReference:
    """Which claim is meant: its statement's number and its own within it, S12.1; ordered by the two."""

    statement_id: int
    number: int

    def __str__(self) -> str:
        return f"S{self.statement_id}.{self.number}"

    @classmethod
    def read(cls, typed: str) -> ClaimReference | None:
        """Read what people type, with or without the letter ("S12.1", "12.1"); None for anything else."""
        match = _REFERENCE.fullmatch(typed.strip())
        return cls(int(match[1]), int(match[2])) if match else None

    @classmethod
    def of(cls, written: str) -> ClaimReference:
        """The claim that a record names ("S12.1"); raises ValueError for anything else."""
        reference = cls.read(written)
        if reference is None:
            raise ValueError(f"{written!r} is no number of a claim")
        return reference


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; fields combine with AND, several values of one with OR.

    ``statements`` says of which statements (its own limit, offset and order do not count). ``kinds`` may hold None:
    questions and fragments. ``by`` and ``to`` are names of a party and of a counterpart as typed; ``about`` is EDTF
    and keeps a claim whose own date overlaps it. ``statuses`` empty means all but rejected. ``sort`` is one of
    CLAIM_SORT_KEYS, with "-" before it for descending.
    """

    statements: StatementFilter = StatementFilter()  # noqa: RUF009  (frozen)
    kinds: tuple[ClaimKind | None, ...] = ()
    strengths: tuple[ClaimStrength, ...] = ()
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    about: str | None = None
    statuses: tuple[Status, ...] = ()
    limit: int | None = None
    offset: int = 0
    sort: str = "date"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as it is listed and exported, with the statement and article that it is of."""

    claim_id: str
    kind: str | None
    strength: str | None
    marker: str | None
    claim: str
    party: tuple[str, ...]
    party_as_printed: str | None
    counterpart: tuple[str, ...]
    counterpart_as_printed: str | None
    about: str | None
    about_as_printed: str | None
    status: str
    note: str | None
    start: int
    end: int
    statement_id: int
    statement_key: str
    speaker: str | None
    said_on: str | None
    article_id: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    utterance_id: int | None
    report_count: int
    coder: str | None
    coded_at: str | None

    @classmethod
    def of(cls, stored: StoredClaim, row: LedgerRow) -> ClaimRow:
        """The row of a stored claim and its statement's."""
        claim = stored.claim
        return cls(
            claim_id=stored.reference,
            kind=claim.kind.value if claim.kind else None,
            strength=claim.strength.value if claim.strength else None,
            marker=claim.marker or None,
            claim=claim.text,
            party=claim.party,
            party_as_printed=claim.party_text or None,
            counterpart=claim.counterpart,
            counterpart_as_printed=claim.counterpart_text or None,
            about=claim.about,
            about_as_printed=claim.about_text or None,
            status=stored.status.value,
            note=stored.note,
            start=claim.span[0],
            end=claim.span[1],
            statement_id=row.statement_id,
            statement_key=row.statement_key,
            speaker=row.speaker,
            said_on=row.said_on,
            article_id=row.article_id,
            title=row.title,
            outlet=row.outlet,
            url=row.url,
            published=row.published,
            utterance_id=row.utterance_id,
            report_count=row.report_count,
            coder=stored.coder,
            coded_at=stored.coded_at,
        )


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """What a person sets of a claim; None leaves a field as it is, and an empty value takes it off.

    ``kind`` and ``strength`` are their values; ``by`` and ``to`` are names of parties and counterparts; ``about`` is
    EDTF; ``words`` are the claim's own words in its statement's content, by themselves, their ends or offsets.
    """

    kind: str | None = None
    strength: str | None = None
    by: tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    about: str | None = None
    words: str | None = None
    note: str | None = None
