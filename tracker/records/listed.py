"""The frozen records of what statements are counted by: speakers and topics, and how a speaker is shown."""

from __future__ import annotations

from dataclasses import dataclass

SPEAKER_SORT_KEYS = ("statements", "utterances", "name", "articles", "first", "last")


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
