"""The frozen records of what extraction finds in one article, and of the speakers whom it knows beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records.spans import Span, Spans
from tracker.records.vocabulary import (
    ClaimKind,
    ClaimStrength,
    Confidence,
    DateBasis,
    Manner,
    OccasionKind,
    SpeakerKind,
)


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
