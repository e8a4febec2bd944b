"""The frozen records of utterances: acts of communication that several statements report."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records import LedgerRow, Spans

UTTERANCE_SORT_KEYS = ("date", "reports", "id")


@dataclass(frozen=True, slots=True)
class SuggestedUtterance:
    """Statements that likely report one utterance: ``score`` runs from 0 to 1.

    Score and ``reasons`` are those of the weakest tie among them; ``utterance_id`` is set where some are joined
    already. Any of the ``statement_ids`` names the proposal, for a statement is in one at most.
    """

    score: float
    statement_ids: tuple[int, ...]
    utterance_id: int | None
    speaker: str
    said_on: str | None
    report_count: int
    outlets: tuple[str, ...]
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UtteranceSummary:
    """One utterance in a listing: its reports, rejected ones left out, and the fullest of them in words."""

    utterance_id: int
    report_count: int
    said_on: str | None
    speaker: str | None
    outlets: tuple[str, ...]
    statement_ids: tuple[int, ...]
    words: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One report of an utterance; ``differing`` are the stretches of its claim that no other report has.

    Offsets are [start, end) in characters of the claim.
    """

    row: LedgerRow
    differing: Spans


@dataclass(frozen=True, slots=True)
class UtteranceDetail:
    """One utterance with all its reports, in the order in which they were published."""

    utterance_id: int
    note: str | None
    reports: tuple[Report, ...]
