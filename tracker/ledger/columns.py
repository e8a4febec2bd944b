"""The one definition of the ledger's columns: their names and order, what they hold, and their place in JSON.

A column's name is a field of LedgerRow. Writers, readers, listings and documentation take the columns from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from tracker.errors import UsageError

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key is renamed, moved or removed, not when one is added."""

LIST_SEPARATOR = "; "

Value = str | int | tuple[str, ...] | tuple[tuple[int, int], ...] | None


class Kind(StrEnum):
    """What sort of value a column holds."""

    NUMBER = "number"
    KEY = "key"  # hexadecimal digits
    TEXT = "text"
    DAY = "day"  # 2024-03-01
    EDTF = "edtf"  # 2024-03-01, 2024-03, 2023~, 2021/2023
    TIME = "time"  # 2024-03-01T09:00:00Z
    LIST = "list"  # of slugs
    OFFSETS = "offsets"  # of [start, end)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of LedgerRow, or of ClaimRow, that it is named after, what it holds, and its path in JSON.

    ``fixed`` says why `tracker import` takes no correction in this column; None where it does. ``width`` is the
    column's width in a spreadsheet, in characters.
    """

    name: str
    description: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    fixed: str | None = None
    width: int = 16

    def read(self, row: object) -> Value:
        """Give the row's value for this column; what is not of the ledger has fields by its own columns' names."""
        value: Value = getattr(row, self.name)
        return value


_PRINTED = "it is what the article prints"
_DATED = "it follows from said_on"
_OCCASION = "it is read from the occasion's words"
_OURS = "the database keeps it itself"

COLUMNS: tuple[Column, ...] = (
    Column("statement_id", "number of the statement in this database, shown as S12", ("id",), Kind.NUMBER, _OURS, 8),
    Column(
        "statement_key",
        "lasting key, made of the article's hash, the content's place and the mention",
        ("key",),
        Kind.KEY,
        _OURS,
        width=18,
    ),
    Column("speaker", "canonical name of who said it; several joined with 'and'", ("speaker", "name"), width=24),
    Column(
        "speaker_as_printed",
        "the words that name the source in the article",
        ("speaker", "as_printed"),
        fixed=_PRINTED,
        width=28,
    ),
    Column(
        "role_as_printed", "the post as the article prints it", ("speaker", "role_as_printed"), fixed=_PRINTED, width=20
    ),
    Column(
        "country",
        "the speaker's country, ISO 3166 alpha-3",
        ("speaker", "country"),
        fixed="it belongs to the speaker, not to one statement",
        width=9,
    ),
    Column("said_on", "day on which it was said, EDTF", ("said_on", "value"), Kind.EDTF, width=12),
    Column("said_on_start", "first day that said_on may mean", ("said_on", "start"), Kind.DAY, _DATED, 12),
    Column("said_on_end", "last day that said_on may mean", ("said_on", "end"), Kind.DAY, _DATED, 12),
    Column(
        "said_on_basis",
        "what the day rests on: sentence, event, document or manual",
        ("said_on", "basis"),
        fixed=_DATED,
        width=12,
    ),
    Column("said_on_text", "the words that give the day", ("said_on", "text"), fixed=_PRINTED),
    Column("claim", "what was said, in the article's words", ("claim",), width=60),
    Column("quote", "the words inside quotation marks, if any", ("quote",), fixed="it is a part of claim", width=40),
    Column("manner", "direct, indirect or mixed", ("manner",), width=10),
    Column("cue", "the words that report it", ("cue",), fixed=_PRINTED, width=14),
    Column("addressee", "canonical name of whom it was said to", ("addressee", "name"), width=22),
    Column(
        "addressee_as_printed",
        "the words that name them in the article",
        ("addressee", "as_printed"),
        fixed=_PRINTED,
        width=22,
    ),
    Column(
        "occasion_kind",
        "meeting, call, press conference, interview, statement and so on",
        ("occasion", "kind"),
        fixed=_OCCASION,
        width=14,
    ),
    Column("occasion", "the words that tell at what it was said", ("occasion", "as_printed"), fixed=_PRINTED, width=24),
    Column("occasion_place", "where that was", ("occasion", "place"), fixed=_OCCASION),
    Column("occasion_on", "day of the occasion as given for it, EDTF", ("occasion", "on"), Kind.EDTF, _OCCASION, 12),
    Column("topics", "topics of the statement, separated by '; '", ("topics",), Kind.LIST, width=24),
    Column(
        "confidence",
        "high, medium or low: how far to rely on it before looking",
        ("confidence",),
        fixed="it is the extractor's own estimate",
        width=11,
    ),
    Column("status", "extracted, confirmed, edited, added or rejected", ("status",), width=11),
    Column("note", "a note made by hand", ("note",), width=24),
    Column(
        "article_id", "number of the article in this database, shown as A3", ("article", "id"), Kind.NUMBER, _OURS, 8
    ),
    Column("title", "the article's title", ("article", "title"), width=36),
    Column("outlet", "who published it", ("article", "outlet"), width=20),
    Column("author", "who wrote it", ("article", "author"), width=18),
    Column("url", "its address", ("article", "url"), width=30),
    Column("published", "date of publication, EDTF", ("article", "published"), Kind.EDTF, width=12),
    Column("accessed", "date on which it was read, EDTF", ("article", "accessed"), Kind.EDTF, width=12),
    Column(
        "source_offsets",
        "where the source stands in the text: [[start, end], ...]",
        ("offsets", "source"),
        Kind.OFFSETS,
        _PRINTED,
    ),
    Column("cue_offsets", "where the cue stands", ("offsets", "cue"), Kind.OFFSETS, _PRINTED),
    Column(
        "content_offsets", "where the content stands", ("offsets", "content"), Kind.OFFSETS, "it follows from claim"
    ),
    Column(
        "text_sha256",
        "SHA-256 of the article's text, which the offsets count in",
        ("article", "text_sha256"),
        Kind.KEY,
        _OURS,
    ),
    Column("extractor", "version of the extractor that found it", ("extractor",), fixed=_OURS, width=9),
    Column(
        "utterance_id",
        "number of the utterance that it reports together with others, shown as U3; empty where there are none",
        ("utterance", "id"),
        Kind.NUMBER,
        "`tracker utterance join` and `split` set it",
        8,
    ),
    Column(
        "report_count",
        "how many statements report the same utterance, this one included",
        ("report_count",),
        Kind.NUMBER,
        "it is counted",
        8,
    ),
    Column("coder", "the person who last decided on it", ("coded", "by"), fixed=_OURS),
    Column("coded_at", "when they did, in UTC", ("coded", "at"), Kind.TIME, _OURS, 20),
)

COLUMN_OF = {column.name: column for column in COLUMNS}

GROUPS = ("speaker", "topic", "article", "month")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a ledger is to be written: which columns in which order, and what its rows are gathered under, if anything.

    ``group_by`` is one of GROUPS, for formats that are read rather than loaded. ``of_claims`` tells that a row is a
    claim, with columns of tracker.ledger.claim_columns, and not a statement.
    """

    columns: tuple[Column, ...] = COLUMNS
    group_by: str | None = None
    of_claims: bool = False


def choose_columns(names: str, among: Mapping[str, Column] = COLUMN_OF) -> tuple[Column, ...]:
    """The columns named in a list with commas, in its order.

    Raises UsageError, with what could be meant, for a name that is none, that comes twice, or where there is none.
    """
    chosen: dict[str, Column] = {}
    for name in (part.strip() for part in names.split(",")):
        if not name:
            continue
        if name in chosen:
            raise UsageError(f"the field {name!r} is named twice")
        if name not in among:
            close = get_close_matches(name, among, n=2, cutoff=0.5)
            hint = f"did you mean {' or '.join(close)}?" if close else "--fields list explains them"
            raise UsageError(f"the ledger has no field {name!r}; {hint}")
        chosen[name] = among[name]
    if not chosen:
        raise UsageError("no field is named; --fields list explains them")
    return tuple(chosen.values())


def explain_columns(columns: Iterable[Column] = COLUMNS) -> list[tuple[str, str, str, str]]:
    """Name, what it holds, place in JSON, and whether import takes a correction of it ("yes", or why not)."""
    return [(c.name, c.description, ".".join(c.path), c.fixed or "yes") for c in columns]
