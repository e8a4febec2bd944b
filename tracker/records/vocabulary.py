"""The words that statements, speakers and claims are told apart by: kinds, manners, standings."""

from __future__ import annotations

from enum import StrEnum


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

    @property
    def has_strength(self) -> bool:
        """Whether claims of this kind are more or less firm."""
        return self in (ClaimKind.COMMITMENT, ClaimKind.POSITION, ClaimKind.DEMAND)


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
