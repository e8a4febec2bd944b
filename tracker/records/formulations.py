"""The frozen records of formulations: set phrases as tracked, found and traced, and what is new of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.records import Span

SORT_FOUND = ("diplomacy", "particular", "articles")


@dataclass(frozen=True, slots=True)
class Tracked:
    """A formulation that is tracked, with counts of what has it word for word; ``looked_at`` is UTC.

    ``articles`` counts the articles, or the utterances that several of them report.
    """

    formulation_id: int
    phrase: str
    note: str | None
    added_at: str
    looked_at: str
    statements: int = 0
    articles: int = 0
    speakers: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFormulation:
    """A candidate: how strong it is, in how many articles it stands, and to whom it is most particular.

    ``score`` is how particular it is to diplomacy; ``speaker`` (``speaker_articles`` of the articles are theirs) and
    ``country`` use it more than the others do, by the log-likelihoods ``speaker_score`` and ``country_score``. Where
    the filter names speakers, ``elsewhere`` counts the articles in which others say it and ``particular`` is the
    log-likelihood of the difference. ``variants`` are other wordings, with their articles.
    """

    phrase: str
    articles: int
    occurrences: int
    score: float
    speaker: str | None
    speaker_articles: int
    speaker_score: float
    country: str | None
    country_articles: int
    country_score: float
    elsewhere: int | None
    particular: float | None
    variants: tuple[str, ...]
    tracked: bool
    sample_id: int


class Mark(StrEnum):
    """What words of a wording are beside the formulation's: its own, put in, or left out."""

    SAME = "same"
    ADDED = "added"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words in a row of a wording as printed, or those that it leaves out as the formulation has them."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of a text that has the formulation, or comes near it: [start, end) in characters.

    ``likeness`` is 1 for the very words, whatever their case, hyphens and inflection, and less for near ones.
    """

    span: Span
    text: str
    likeness: float
    words: tuple[MarkedWords, ...]

    @property
    def exact(self) -> bool:
        """Whether these are the formulation's own words."""
        return self.likeness == 1.0

    @property
    def marked(self) -> str:
        """The wording as a line: **added** words in asterisks, ~~left out~~ ones between tildes, as Markdown has it."""
        signs = {Mark.SAME: "", Mark.ADDED: "**", Mark.LEFT_OUT: "~~"}
        return " ".join(f"{signs[word.mark]}{word.text}{signs[word.mark]}" for word in self.words)


@dataclass(frozen=True, slots=True)
class FormulationUse:
    """One use of a formulation in a statement: by whom, in which office, to whom, and in what words.

    ``match`` is "exact" or "near"; ``wording`` are the words as printed, ``marked`` the same with what differs marked.
    ``said_on`` is the day of the statement or else of its article; ``month`` is None where no month is known. ``unit``
    is what counts as one: the article, or the utterance that several report.
    """

    statement_id: int
    said_on: str | None
    month: str | None
    speaker: str | None
    office: str | None
    country: str | None
    addressee: str | None
    match: str
    wording: str
    marked: str
    likeness: float
    article_id: int
    title: str | None
    outlet: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class MonthOfUses:
    """How many statements of one month have the formulation word for word, and how many only come near it."""

    month: str | None
    exact: int
    near: int


@dataclass(frozen=True, slots=True)
class SpeakerOfUses:
    """One speaker's uses: statements and articles that have it, days of the first and last, and whether they stopped.

    ``articles`` of the ``spoken_until`` articles in which they spoke from their first use to their last have it;
    ``spoken_since`` are those in which they spoke since. ``months`` has the month of each statement that is known to
    one. ``stopped`` is set where that silence is unlikely to be
    chance (``chance`` below 0.05).
    """

    speaker_id: int
    speaker: str
    office: str | None
    country: str | None
    statements: int
    articles: int
    first: str | None
    last: str | None
    spoken_until: int
    spoken_since: int
    chance: float
    stopped: bool
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One near wording with the words that differ marked, and who used it when."""

    marked: str
    likeness: float
    statements: int
    speakers: tuple[str, ...]
    first: str | None
    last: str | None
    sample_id: int


@dataclass(frozen=True, slots=True)
class FormulationTrace:
    """All that is known of a phrase's use: exact and near uses told apart, by month, by speaker, by wording.

    ``statements`` and ``articles`` count exact uses, ``near_statements`` statements that only come near it; ``uses``
    are both in the order of their days.
    """

    phrase: str
    formulation_id: int | None
    statements: int
    articles: int
    near_statements: int
    first: FormulationUse | None
    last: FormulationUse | None
    months: tuple[MonthOfUses, ...]
    speakers: tuple[SpeakerOfUses, ...]
    variants: tuple[Variant, ...]
    uses: tuple[FormulationUse, ...]


class NewsKind(StrEnum):
    """What may be new of a formulation since somebody last looked."""

    DEBUT = "debut"
    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    REWORDING = "rewording"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class FormulationNews:
    """One thing that is new of a formulation: what, by whom, when, and the statement that shows it.

    For a silence the statement is the last use. ``detail`` tells it in plain words.
    """

    kind: NewsKind
    formulation_id: int
    phrase: str
    speaker: str | None
    said_on: str | None
    marked: str
    detail: str
    statement_id: int
    article_id: int
