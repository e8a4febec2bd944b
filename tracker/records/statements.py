"""The frozen records of stored statements: how they are asked for, listed and shown, with their claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.records.vocabulary import Status

if TYPE_CHECKING:
    from tracker.records.commitments import ClaimTie
    from tracker.records.extracted import ExtractedClaim, SpeakerReference, TopicMatch
    from tracker.records.spans import Spans
    from tracker.records.vocabulary import Confidence, Manner, OccasionKind


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements are asked for; fields combine with AND, repeated speakers and topics with OR.

    ``speakers`` and ``topics`` hold what the user typed; ``text`` is free search text; ``since`` and ``until`` are
    EDTF and keep a statement whose said-on interval (or else its article's published date) overlaps them.
    ``statuses`` empty means all but rejected. ``sort`` is one of SORT_KEYS, with "-" before it for descending.
    ``near`` keeps those in which the words of ``text`` stand within so many words of each other. ``to`` are addressees
    as typed, ``meeting`` two speakers who spoke to each other; ``officials`` adds to a state those who speak for it.
    ``one_per_utterance`` keeps of those that report one utterance the fullest that the rest of the filter asks for.
    """

    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    occasions: tuple[OccasionKind, ...] = ()
    meeting: tuple[str, str] | None = None
    outlets: tuple[str, ...] = ()
    officials: bool = False
    text: str | None = None
    near: int | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    manner: Manner | None = None
    confidence: Confidence | None = None
    statuses: tuple[Status, ...] = ()
    one_per_utterance: bool = False
    limit: int | None = None
    offset: int = 0
    sort: str = "date"


SORT_KEYS = ("date", "speaker", "article", "id", "confidence", "relevance")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement as it is listed and exported: the vocabulary of the ledger view, one field a column."""

    statement_id: int
    statement_key: str
    speaker: str | None
    speaker_as_printed: str
    role_as_printed: str | None
    country: str | None
    said_on: str | None
    said_on_start: str | None
    said_on_end: str | None
    said_on_basis: str | None
    said_on_text: str | None
    claim: str
    quote: str | None
    manner: str
    cue: str
    addressee: str | None
    addressee_as_printed: str | None
    occasion_kind: str | None
    occasion: str | None
    occasion_place: str | None
    occasion_on: str | None
    topics: tuple[str, ...]
    confidence: str
    status: str
    note: str | None
    article_id: int
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None
    accessed: str | None
    source_offsets: Spans
    cue_offsets: Spans
    content_offsets: Spans
    text_sha256: str
    extractor: str | None
    utterance_id: int | None = None
    report_count: int = 1
    coder: str | None = None
    coded_at: str | None = None


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """One speaker of one statement: the speaker's number in this database, canonical name, kind, country and post."""

    speaker_id: int
    name: str
    kind: str
    country: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """One stored claim: its statement, its number within it (S12.1 is the first of S12), what it says, who decided it.

    The number stays the claim's own, whatever becomes of its neighbours; claims are told in order of the text.
    """

    statement_id: int
    number: int
    claim: ExtractedClaim
    status: Status = Status.EXTRACTED
    coder: str | None = None
    coded_at: str | None = None
    note: str | None = None

    @property
    def reference(self) -> str:
        """The claim as people name it: S12.1."""
        return f"S{self.statement_id}.{self.number}"


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """One statement with all that `show` tells of it, and the article text it stands in.

    ``ties`` are rulings on links of its claims with others.
    """

    row: LedgerRow
    text: str
    speakers: tuple[SpeakerReference, ...]
    candidates: tuple[str, ...]
    topics: tuple[TopicMatch, ...]
    claims: tuple[StoredClaim, ...]
    rule: str
    reasons: tuple[str, ...]
    ties: tuple[ClaimTie, ...] = ()
