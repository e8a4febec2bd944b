"""The frozen records that cross rooms: no SQL, no click, no I/O.

Offsets are ``[start, end)`` in code points of the stored text. Layers are told apart by name: ``ArticleInput``
is what a reader gives, ``ExtractedStatement`` what extraction finds, ``LedgerRow`` what people list and export.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Manner(StrEnum):
    """How the words are given: all quoted, none quoted (three words or more), or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerKind(StrEnum):
    """What sort of source a speaker is."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    MEDIA = "media"
    UNNAMED = "unnamed"


class Confidence(StrEnum):
    """How much a reviewer may rely on a statement before looking."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Who stands behind a stored statement: the machine alone, or a person, and in what way."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    ADDED = "added"
    REJECTED = "rejected"


class DateBasis(StrEnum):
    """Where a statement's date comes from."""

    SENTENCE = "sentence"  # words of the reporting clause: "on Friday"
    EVENT = "event"  # the meeting, call or briefing that it was said at
    DOCUMENT = "document"  # the issued text or transcript is itself of that day
    MANUAL = "manual"  # set by a person


class ClaimKind(StrEnum):
    """What a claim does."""

    COMMITMENT = "commitment"
    POSITION = "position"
    DEMAND = "demand"
    ASSERTION = "assertion"
    APPRAISAL = "appraisal"
    DENIAL = "denial"
    PROTOCOL = "protocol"


class ClaimStrength(StrEnum):
    """How firmly a claim commits, demands or takes a position, from the strongest on."""

    STRONG = "strong"  # will, shall, pledge, vow; must
    FIRM = "firm"  # agree, plan, intend, continue to; urge, should
    READY = "ready"  # ready, prepared, willing
    HOPE = "hope"  # look forward, hope; suggest
    EXPLORE = "explore"  # explore, consider


class PartyRole(StrEnum):
    """What a party is to a claim: the one that it binds or speaks of, or the one toward whom."""

    PARTY = "party"
    COUNTERPART = "counterpart"


class OccasionKind(StrEnum):
    """At what sort of occasion something is said, or in what sort of text it is written."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    SUMMIT = "summit"
    PRESS_CONFERENCE = "press conference"
    BRIEFING = "briefing"
    INTERVIEW = "interview"
    SPEECH = "speech"
    HEARING = "hearing"
    SESSION = "session"
    CONFERENCE = "conference"
    CEREMONY = "ceremony"
    RALLY = "rally"
    STATEMENT = "statement"
    LETTER = "letter"
    POST = "post"


# ------------------------------------------------------------------------------------------------ in: articles


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """One article as a reader gives it; ``text`` is kept verbatim (universal newlines).

    ``published`` and ``accessed`` are EDTF or None; ``identifier`` is the article's own id, if it has one; ``origin``
    names where it came from (a path, "-", a path with a line number) and is used in messages only.
    """

    text: str
    identifier: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    accessed: str | None = None
    region: str | None = None
    note: str | None = None
    origin: str = "-"


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One input that could not be read: where, and the one-line reason."""

    origin: str
    reason: str


# ------------------------------------------------------------------------------------------------ extraction


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something in the text that extraction could not make sense of; never an exception."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SpeakerReference:
    """A speaker as far as one article tells: canonical name, kind, and what the article says of them.

    ``country`` is ISO 3166 alpha-3; ``role`` is the post as printed beside the name ("Foreign Minister"); ``names``
    are the other forms the article prints for the same speaker.
    """

    name: str
    kind: SpeakerKind
    country: str | None = None
    role: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidOn:
    """The day on which it was said: EDTF value with sortable bounds, its basis, and the words it came from."""

    edtf: str
    start: str | None
    end: str | None
    basis: DateBasis
    span: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic found in a statement's content, with the words that brought it up."""

    slug: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One proposition or speech act inside a statement's content.

    ``span`` reaches from its first to its last character; where the content has several pieces, ``text`` leaves out
    what stands between them. ``kind`` is None for a question or a fragment that says nothing; ``marker`` are the words
    that decided kind and strength ("" where none did). ``party`` is whom it binds or speaks of and ``counterpart``
    toward whom, by canonical names where they are known; ``party_text`` and ``counterpart_text`` are their words as
    printed ("" where the claim has none: the speaker's side). ``about`` is the claim's own date (EDTF) and
    ``about_text`` its words.
    """

    span: Span
    text: str
    kind: ClaimKind | None = None
    strength: ClaimStrength | None = None
    marker: str = ""
    party: tuple[str, ...] = ()
    party_text: str = ""
    counterpart: tuple[str, ...] = ()
    counterpart_text: str = ""
    about: str | None = None
    about_text: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said: the words that name them, where they stand, and whom they stand for, if that is known."""

    text: str
    span: Span
    speakers: tuple[SpeakerReference, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The canonical names of whom they stand for."""
        return frozenset(speaker.name for speaker in self.speakers)


@dataclass(frozen=True, slots=True)
class Occasion:
    """At what it was said: the kind, the words that tell of it, and its place and day where they are given.

    ``span`` is None where the words are the article's title; ``date`` is EDTF.
    """

    kind: OccasionKind
    text: str
    span: Span | None = None
    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractedStatement:
    """One report that a source communicated something.

    ``mention`` is the source as printed ("" for a continuation); ``speakers`` is empty where the source stays
    unresolved, and ``candidates`` then holds the names that tied. ``rule`` names the rule that found it, ``reasons``
    say why its confidence is not high, ``explanation`` tells step by step how source and speaker were found.
    ``continues`` is the index, within the same extraction, of the statement whose source a continuation takes over.
    """

    mention: str
    source: Spans
    cue: Spans
    content: Spans
    manner: Manner
    speakers: tuple[SpeakerReference, ...] = ()
    candidates: tuple[str, ...] = ()
    said_on: SaidOn | None = None
    confidence: Confidence = Confidence.HIGH
    reasons: tuple[str, ...] = ()
    rule: str = ""
    explanation: tuple[str, ...] = ()
    topics: tuple[TopicMatch, ...] = ()
    claims: tuple[ExtractedClaim, ...] = ()
    continues: int | None = None
    addressee: Addressee | None = None
    occasion: Occasion | None = None

    @property
    def speaker(self) -> str | None:
        """The speakers' canonical names joined with " and ", or None while unresolved."""
        return " and ".join(s.name for s in self.speakers) or None


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that a known speaker held: ``start`` and ``end`` are its first and last day (ISO), None where open."""

    role: str
    country: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker that a person has told of, for extraction to resolve against."""

    name: str
    kind: SpeakerKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    posts: tuple[KnownPost, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """The speakers known before an article is read, all by a person's word; immutable."""

    speakers: tuple[KnownSpeaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What extraction made of one article, in the order of the text."""

    statements: tuple[ExtractedStatement, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


# ------------------------------------------------------------------------------------------------ out: queries


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
SPEAKER_SORT_KEYS = ("statements", "utterances", "name", "articles", "first", "last")


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
    """One statement with all that `show` tells of it, and the article text it stands in."""

    row: LedgerRow
    text: str
    speakers: tuple[SpeakerReference, ...]
    candidates: tuple[str, ...]
    topics: tuple[TopicMatch, ...]
    claims: tuple[StoredClaim, ...]
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One stored article in a listing; counts leave rejected statements out."""

    article_id: int
    identifier: str | None
    title: str | None
    outlet: str | None
    url: str | None
    author: str | None
    published: str | None
    statements: int
    words: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """One stored article with its text and its statements in order of the text."""

    summary: ArticleSummary
    text: str
    language: str | None
    accessed: str | None
    region: str | None
    note: str | None
    statements: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """One speaker in a listing, with counts and the span of days over which they spoke.

    ``utterances`` counts statements that report one utterance once.
    """

    speaker_id: int
    name: str
    kind: str
    country: str | None
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    statements: int
    articles: int
    first: str | None
    last: str | None
    utterances: int


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post as articles print it (``seen_first`` to ``seen_last``), or held as a person noted it (EDTF)."""

    role: str
    country: str | None
    held_from: str | None
    held_to: str | None
    seen_first: str | None
    seen_last: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class SpeakerPortrait:
    """One speaker as a page introduces them: names and posts, without counts."""

    speaker_id: int
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...] = ()
    posts: tuple[PostSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """One topic of the vocabulary in a listing, with counts; ``utterances`` counts reports of one utterance once."""

    slug: str
    label: str
    description: str
    statements: int
    speakers: int
    first: str | None
    last: str | None
    parent: str | None = None
    exact_match: tuple[str, ...] = ()
    utterances: int = 0


# ------------------------------------------------------------------------------------------------ out: reports


@dataclass(frozen=True, slots=True)
class IngestedArticle:
    """What became of one article: stored anew, already there, or (dry run) what would be stored."""

    origin: str
    title: str | None
    article_id: int | None
    is_new: bool
    statements: int
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The sum of one ingest: articles in the order read, and the inputs that could not be read or stored."""

    articles: tuple[IngestedArticle, ...] = ()
    failures: tuple[ReadFailure, ...] = ()
    dry_run: bool = False
