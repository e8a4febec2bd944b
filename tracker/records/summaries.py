"""The frozen records of summaries: statements counted by speaker and over time, and laid side by side."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records import TopicSummary

WHO_SORT_KEYS = ("statements", "utterances", "first", "last", "name")


@dataclass(frozen=True, slots=True)
class SpeakerHits:
    """One speaker of statements that were searched for: how many, over which days, and the first of them.

    ``utterances`` counts statements that report one utterance once.
    """

    speaker_id: int | None
    name: str
    kind: str | None
    country: str | None
    statements: int
    first: str | None
    last: str | None
    sample_id: int
    sample: str
    utterances: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many statements fall into a month or year ("2024-03", "2024"), or, without a period, into none.

    ``utterances`` counts statements that report one utterance once, in the period of the one that is dated the nearest.
    """

    period: str | None
    statements: int
    speakers: int
    utterances: int


@dataclass(frozen=True, slots=True)
class TopicDetail:
    """One topic with what it stands among, the terms that bring it up, who speaks of it most, and when.

    ``terms``, ``weak``, ``hints`` and ``unless`` are those of the vocabulary in force, none for a topic that is not in
    it; the counts of ``speakers`` and ``years`` take in the narrower topics.
    """

    summary: TopicSummary
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    terms: tuple[str, ...]
    weak: tuple[str, ...]
    hints: tuple[str, ...]
    unless: tuple[str, ...]
    speakers: tuple[SpeakerHits, ...]
    years: tuple[PeriodCount, ...]


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """One statement of a comparison and the side it stands on, 1 or 2, with what that side is called."""

    side: int
    label: str
    statement_id: int
    said_on: str | None
    speaker: str | None
    claim: str
    topics: tuple[str, ...]
    article_id: int
    title: str | None
    outlet: str | None
    utterance_id: int | None
    report_count: int


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One speaker's line of a timeline: statements in each of its periods, and in all of them together."""

    speaker: str
    statements: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements by speaker and period, for drawing: ``periods`` without a gap, ``rows`` from the most to the fewest.

    ``others`` are the statements of speakers that have no row of their own, ``undated`` those known to no period.
    """

    title: str
    periods: tuple[str, ...]
    rows: tuple[TimelineRow, ...]
    others: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerPeriod:
    """How many statements of one speaker fall into a month or year."""

    period: str
    speaker: str
    statements: int
