"""The frozen records of what people and re-runs do to what is stored, and of its history: no SQL, no click."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tracker.records import ArticleDetail, Diagnostic, ExtractedClaim, Manner, Spans, Status, TopicMatch


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """What a person sets of a statement, in the words that they type; None leaves a field as it is.

    ``speakers`` and ``addressee`` are names; "NAME (new)", "NAME (new organisation, AUT)" makes one that is not known.
    An empty tuple or text takes the field off. ``said_on`` is EDTF. ``topics`` are all that it is about, or else
    ``add_topics`` and ``remove_topics`` change them. ``content``, ``cue`` and ``source`` are pieces of the article, by
    their words, their ends ("from X to Y") or offsets.
    """

    speakers: tuple[str, ...] | None = None
    addressee: str | None = None
    said_on: str | None = None
    manner: Manner | None = None
    topics: tuple[str, ...] | None = None
    add_topics: tuple[str, ...] = ()
    remove_topics: tuple[str, ...] = ()
    note: str | None = None
    content: tuple[str, ...] | None = None
    cue: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class HandReport:
    """What was done by hand, or (dry run, ``entry`` None) would be.

    ``statements`` are those that it changed, new ones too; ``what`` tells it in plain words; ``unchanged`` names those
    that were so already, with why: the first thousand of the ``unchanged_count`` where many were to be changed.
    ``entry`` is the entry of the history.
    """

    statements: tuple[int, ...]
    what: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    entry: int | None = None
    unchanged_count: int = 0


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which of the history is asked for; fields combine with AND.

    ``article`` and ``speaker`` hold what the user typed; ``since`` is EDTF; ``limit`` keeps the latest entries.
    """

    statement: int | None = None
    article: str | None = None
    speaker: str | None = None
    since: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one run of a command, or of the library, did: ``what`` tells it in plain words, one thing a line.

    ``at`` is UTC. ``undoes`` is the entry that it takes back, ``undone_by`` the one that took it back and stands.
    """

    entry: int
    at: str
    user: str
    command: str
    version: str
    undoes: int | None
    undone_by: int | None
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoReport:
    """An entry taken back, or (dry run, ``entry`` None) what taking it back would do."""

    target: HistoryEntry
    what: tuple[str, ...]
    entry: int | None


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """A statement as a person may set it, with the article's title and the text that its spans count in."""

    statement_id: int
    article_id: int
    text: str
    title: str | None
    status: Status
    speakers: tuple[str, ...]
    addressee: str | None
    said_on: str | None
    manner: Manner
    topics: tuple[str, ...]
    note: str | None
    mention: str
    source: Spans
    cue: Spans
    content: Spans
    coder: str | None
    coded_at: str | None


@dataclass(frozen=True, slots=True)
class ContentReading:
    """What the extractor says of a content that a person chose: how it is given, what it claims, what it is about."""

    manner: Manner
    claims: tuple[ExtractedClaim, ...] = ()
    topics: tuple[TopicMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleEdit:
    """What a person sets of an article; None leaves a field as it is, an empty text takes it off.

    ``published`` and ``accessed`` are EDTF. ``text`` replaces the whole text.
    """

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
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What was done to an article, or (dry run, ``entry`` None) would be, in plain words.

    ``moved`` are statements whose offsets changed with the text, ``lost`` those whose words it no longer has, each with
    them. ``coded`` counts the statements of the article that a person confirmed, edited, added or rejected.
    """

    article_id: int
    what: tuple[str, ...]
    moved: tuple[int, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()
    coded: int = 0
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A stored statement as a new extraction is compared with it; ``coded`` tells whether a person touched it.

    ``speakers`` has for each speaker all the names that it goes by, the canonical one first.
    """

    statement_id: int
    key: str
    status: Status
    coded: bool
    coder: str | None
    speakers: tuple[tuple[str, ...], ...]
    said_on: str | None
    manner: Manner
    content_words: str
    cue: Spans
    content: Spans
    extracted_content: Spans


@dataclass(frozen=True, slots=True)
class ReextractedArticle:
    """What the current extractor made of a stored article, or (dry run) would: numbers of statements by what became.

    ``what`` tells it in plain words; ``differs`` says of each statement that a person touched what the extractor would
    say otherwise. ``failure`` is why nothing was done, in one line.
    """

    article_id: int
    title: str | None
    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    unchanged: int = 0
    kept: int = 0
    what: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    failure: str | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A stored article of much the same wording: ``shared`` is the part of the new text that stands in it too."""

    article_id: int
    title: str | None
    outlet: str | None
    published: str | None
    shared: float


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """An article taken in by hand, or (dry run, ``entry`` None) as it would be, with what to know before.

    ``is_new`` is False where its text is stored already; ``copies`` are stored articles of much the same wording.
    """

    detail: ArticleDetail
    is_new: bool
    copies: tuple[NearCopy, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    entry: int | None = None


class Verdict(StrEnum):
    """What a reviewer says of a statement."""

    CONFIRM = "confirm"
    REJECT = "reject"
    RESTORE = "restore"
    EDIT = "edit"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a review: the verdict on a statement, with what it sets; a note goes with any verdict."""

    statement_id: int
    verdict: Verdict
    edit: StatementEdit = field(default_factory=StatementEdit)
