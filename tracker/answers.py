"""The frozen records of what is known of speakers and topics, as it is asked for and shown: no SQL, no click."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records import LedgerRow, SpeakerSummary


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of a speaker: entered by hand with its dates, or as articles print it (``origin`` is hand or machine).

    ``held_from`` and ``held_to`` are EDTF; ``seen_first`` and ``seen_last`` are the days of the first and last of the
    ``articles`` that print it.
    """

    post_id: int
    speaker_id: int
    speaker: str
    role: str
    country: str | None
    held_from: str | None
    held_to: str | None
    seen_first: str | None
    seen_last: str | None
    articles: int
    source: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many statements something has, and how many utterances they report: a topic, a year, another speaker."""

    name: str
    statements: int
    utterances: int


@dataclass(frozen=True, slots=True)
class SpeakerAlias:
    """A name that a speaker goes by; ``article_id`` is set where it means the speaker in that article alone."""

    name: str
    origin: str
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """One speaker with all that `show` tells: names, posts, counts by topic and year, the first and last statement.

    ``counterparts`` are those to whom and with whom they speak, ``countries`` those that posts give them.
    """

    summary: SpeakerSummary
    origin: str
    note: str | None
    names: tuple[SpeakerAlias, ...]
    posts: tuple[HeldPost, ...]
    countries: tuple[str, ...]
    topics: tuple[Counted, ...]
    years: tuple[Counted, ...]
    counterparts: tuple[Counted, ...]
    first: LedgerRow | None
    last: LedgerRow | None


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """Which of a speaker's statements go to whom.

    They are given by number, by article (as people name it) or by a name that the words of the source contain, which
    goes along. They go to the speaker ``target``, or to a new one called ``new_name`` of this kind and country.
    """

    statements: tuple[int, ...] = ()
    articles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    target: str | None = None
    new_name: str | None = None
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestedMerge:
    """Speakers that are likely one: ``speaker_id`` is the one to keep, ``score`` runs from 0 to 1.

    ``other_ids`` are several where they have the same name for the same reasons, as a surname that many articles print
    alone; ``other_statements`` counts those of all of them.
    """

    score: float
    speaker_id: int
    name: str
    statements: int
    other_ids: tuple[int, ...]
    other: str
    other_statements: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicEdit:
    """What is to be set of a topic; None leaves a field as it is, an empty ``parent`` or ``exact_match`` takes it off.

    ``terms`` and ``unless`` are added to those that people gave it; ``dropped`` are taken away from both.
    """

    label: str | None = None
    description: str | None = None
    parent: str | None = None
    exact_match: tuple[str, ...] | None = None
    terms: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retagging:
    """What a changed vocabulary does to one topic: statements that get it, lose it, or keep it for other words."""

    slug: str
    label: str
    added: int
    removed: int
    reworded: int


@dataclass(frozen=True, slots=True)
class RetagReport:
    """What was retagged, or (dry run, ``entry`` None) would be: by topic, and how many statements in all."""

    topics: tuple[Retagging, ...]
    statements: int
    entry: int | None = None
