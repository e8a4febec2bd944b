"""The frozen records of commitments: threads of claims that promise one thing, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.records import ClaimStrength, Span, StatementFilter, StoredClaim
from tracker.records.claims import ClaimReference

COMMITMENT_SORT_KEYS = ("made", "due", "strength", "reports", "id")


class LinkRelation(StrEnum):
    """What a later claim does to an earlier commitment."""

    REAFFIRMS = "reaffirms"
    HARDENS = "hardens"
    SOFTENS = "softens"
    DROPS = "drops"
    FULFILS = "fulfils"

    def tell(self, status: str) -> str:
        """The relation in words, as a person ruled on it: "drops", "does not drop"."""
        return self.value if status == LinkStatus.ACCEPTED.value else f"does not {self.value.removesuffix('s')}"


class LinkStatus(StrEnum):
    """What a person ruled on a link; one that nobody ruled on is proposed anew each time, and is not kept."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class LinkOrigin(StrEnum):
    """Whether a link was proposed by the machine or is a person's own."""

    MACHINE = "machine"
    HAND = "hand"


class CommitmentState(StrEnum):
    """What became of a commitment, as far as links that a person accepted say."""

    STANDING = "standing"
    DROPPED = "dropped"
    FULFILLED = "fulfilled"


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Which commitments are asked for; fields combine with AND, several values of one with OR.

    ``statements``, ``by`` and ``to`` keep a thread one of whose commitments they ask for; ``due`` is EDTF and keeps
    what falls due by its last day; ``strengths`` are those of a thread's last commitment. ``sort`` is one of
    COMMITMENT_SORT_KEYS, with "-" before it for descending.
    """

    statements: StatementFilter = StatementFilter()  # noqa: RUF009  (frozen)
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: str | None = None
    strengths: tuple[ClaimStrength, ...] = ()
    limit: int | None = None
    sort: str = "made"


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment in a listing: a thread of linked claims, or a claim that is linked to none.

    ``commitment_id`` is its first claim, ``claim_ids`` all in order of their days. ``due`` is the last date that one
    of them names which lay ahead when it was said; ``strength`` is that of the last promise, ``first_strength`` of the
    first. ``last_reaffirmed`` is the day of the last promise behind the first. ``report_count`` counts statements,
    those that report an utterance with one of them among them.
    """

    commitment_id: str
    party: tuple[str, ...]
    party_as_printed: str | None
    counterpart: tuple[str, ...]
    due: str | None
    strength: str | None
    first_strength: str | None
    state: str
    first_made: str | None
    last_reaffirmed: str | None
    report_count: int
    claim_ids: tuple[str, ...]
    speaker: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class ClaimTie:
    """A kept ruling: what a later claim does to an earlier one, whether that was accepted, and why."""

    later: ClaimReference
    earlier: ClaimReference
    relation: LinkRelation
    origin: LinkOrigin
    status: LinkStatus
    reason: str | None
    coder: str
    coded_at: str


@dataclass(frozen=True, slots=True)
class SuggestedLink:
    """A later claim that likely is about an earlier commitment; ``score``, from 0 to 1, is that of their words."""

    score: float
    later_id: str
    relation: str
    earlier_id: str
    later_on: str | None
    earlier_on: str | None
    party: tuple[str, ...]
    counterpart: tuple[str, ...]
    reasons: tuple[str, ...]
    later: str
    earlier: str


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One claim of a thread with its statement's day, speaker and source, and what it does to earlier ones.

    ``marks`` are the places of its strength words, [start, end) in characters of the claim's text.
    """

    stored: StoredClaim
    on: str | None
    speaker: str | None
    outlet: str | None
    marks: tuple[Span, ...]
    ties: tuple[ClaimTie, ...]


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """One commitment laid out in time, with the links that a person rejected."""

    row: CommitmentRow
    steps: tuple[ThreadStep, ...]
    rejected: tuple[ClaimTie, ...]
