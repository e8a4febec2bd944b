"""What the stages hand to each other: paragraphs, quotations, tokens, cues, and reports before resolution.

Offsets are code points of the article's text; indices count tokens within one sentence, ranges are ``[start, end)``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from tracker.records import OccasionKind, Span

Range = tuple[int, int]
HORIZON = 500
"""How many mentions back a description or pronoun may reach: farther than any reader would, and the same in an article
of a megabyte as in one of a page, so that time stays linear in the text."""


def overlapping(spans: Sequence[Span], start: int, end: int) -> range:
    """Give the indices of the spans that share a character with ``[start, end)``.

    The spans must be in order and apart from each other, as the pieces of quotations are: they are searched, not tried
    one by one, so that an article of ten thousand quotations takes no longer per sentence than one of ten.
    """
    first = bisect_right(spans, start, key=itemgetter(1))
    return range(first, bisect_left(spans, end, lo=first, key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its offsets without surrounding white space, and its place in the article."""

    start: int
    end: int
    index: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``pieces`` are its spans with their marks, one a paragraph; ``closed`` tells if it ends itself."""

    pieces: tuple[Span, ...]
    closed: bool

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset behind the closing mark."""
        return self.pieces[-1][1]


@dataclass(slots=True)
class SubjectSearch:
    """How far a sentence has been searched for its main subject: each of its verbs asks, and one search serves all.

    ``searched`` tokens were looked at, ``in_lead`` tells if they still belong to a subordinate clause at the head, and
    ``verb`` is where the subject ``found`` had its verb.
    """

    searched: int = 0
    in_lead: bool = False
    verb: int = -1
    found: Source | None = None


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence: parallel lists, offsets into the article's text.

    ``tags`` are Penn Treebank tags; ``quoted`` gives for each token the number of the long quotation that covers it,
    or -1; ``depth`` is above zero inside brackets.
    """

    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)
    subject_search: SubjectSearch = field(default_factory=lambda: SubjectSearch())

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Offsets of the tokens ``[start, end)``; the range must not be empty."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class Cue:
    """A reporting verb found in a sentence.

    ``group`` is the index where its verb group begins (auxiliaries, adverbs), ``verb`` the verb's own index, ``end``
    the index behind its particle. ``form`` is finite, participle, passive or infinitive. ``frames`` are those that
    hold with the particle found.
    """

    group: int
    verb: int
    end: int
    lemma: str
    form: str
    frames: frozenset[str]
    past: bool
    with_tail: bool = False


@dataclass(slots=True)
class Source:
    """Where a sentence names the source of a report.

    ``ranges`` are token ranges as printed, ``head`` the one to resolve. ``kind`` tells how it was found: subject,
    inverted, relative, shared (with an earlier verb), participle, agent, according, label.
    """

    ranges: list[Range]
    head: Range
    kind: str


@dataclass(slots=True)
class Content:
    """What a cue governs: token ranges in order, how they were recognised, and the ranges between cue and content.

    ``opens_block`` tells that the sentence ends in a colon, so that the next paragraph belongs to it.
    """

    ranges: list[Range]
    kind: str
    cue_end: int
    addressee: Range | None = None
    scope: list[Range] = field(default_factory=list)
    opens_block: bool = False
    source: Source | None = None


@dataclass(slots=True)
class Report:
    """A statement before resolution: spans in the text and how they were found.

    ``head`` is the span of the words to resolve (None for a continuation), ``scope`` the span of the words that may
    hold the report's own date, ``addressee`` the span of whom it was said to.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    rule: str
    head: Span | None
    sentence: int
    paragraph: int
    scope: list[Span] = field(default_factory=list)
    addressee: Span | None = None
    lemma: str = ""
    continues: Report | None = None
    weak: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion as a sentence tells of it: its kind, its words, and the words for the other party, if any.

    ``verb`` is the offset where it begins; who is named ahead of it in its sentence took part. ``around`` tells that
    things are said before or after it, not at it; ``spoken`` that it is given as what the article's words were said at
    ("made the remarks when …").
    """

    kind: OccasionKind
    span: Span
    sentence: int
    party: Span | None = None
    place: str | None = None
    date: str | None = None
    around: bool = False
    spoken: bool = False


@dataclass(slots=True)
class Person:
    """One person: the fullest name, its words folded, posts with the country they belong to, and gender if told."""

    name: str
    words: tuple[str, ...]
    first_seen: int
    gender: str | None = None
    posts: list[tuple[str, str | None, int]] = field(default_factory=list)  # post words folded, alpha-3, offset
    names: set[str] = field(default_factory=set)
    role: str | None = None
    country: str | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class People:
    """All persons of an article; ``mentions`` are (start, end, person index) in order of the text."""

    persons: list[Person]
    mentions: list[tuple[int, int, int]]
    ties: dict[int, tuple[int, ...]]  # start of a mention that fits several persons -> those persons

    def named_before(self, at: int) -> list[tuple[int, int, int]]:
        """Give the mentions ahead of an offset that are still in mind: the last HORIZON of them, in order."""
        end = bisect_left(self.mentions, (at,))
        return self.mentions[max(end - HORIZON, 0) : end]

    def named_within(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Give the mentions that lie in ``[start, end)``, in order."""
        inside = self.mentions[bisect_left(self.mentions, (start,)) : bisect_left(self.mentions, (end,))]
        return [mention for mention in inside if mention[1] <= end]


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled turn: the label's span without its colon, and the spans of what is said, one a paragraph."""

    label: Span
    content: tuple[Span, ...]
    questioner: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """A text issued by somebody: the spans of its paragraphs, and of the words that name the issuer (or None)."""

    issuer: Span | None
    content: tuple[Span, ...]
