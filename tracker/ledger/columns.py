"""The one definition of the ledger's columns: their names and order, what they hold, and their place in JSON.

A column's name is a field of LedgerRow. Writers, listings and documentation take the columns from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.records import LedgerRow

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key is renamed, moved or removed, not when one is added."""

LIST_SEPARATOR = "; "

Value = str | int | tuple[str, ...] | tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the LedgerRow field that it is named after, what it holds, and its path in a nested JSON object."""

    name: str
    description: str
    path: tuple[str, ...]

    def read(self, row: LedgerRow) -> Value:
        """Give the row's value for this column."""
        value: Value = getattr(row, self.name)
        return value


COLUMNS: tuple[Column, ...] = (
    Column("statement_id", "number of the statement in this database, shown as S12", ("id",)),
    Column("statement_key", "lasting key, made of the article's hash, the content's place and the mention", ("key",)),
    Column("speaker", "canonical name of who said it; several joined with 'and'", ("speaker", "name")),
    Column("speaker_as_printed", "the words that name the source in the article", ("speaker", "as_printed")),
    Column("role_as_printed", "the post as the article prints it", ("speaker", "role_as_printed")),
    Column("country", "the speaker's country, ISO 3166 alpha-3", ("speaker", "country")),
    Column("said_on", "day on which it was said, EDTF", ("said_on", "value")),
    Column("said_on_start", "first day that said_on may mean", ("said_on", "start")),
    Column("said_on_end", "last day that said_on may mean", ("said_on", "end")),
    Column("said_on_basis", "what the day rests on: sentence, event, document or manual", ("said_on", "basis")),
    Column("said_on_text", "the words that give the day", ("said_on", "text")),
    Column("claim", "what was said, in the article's words", ("claim",)),
    Column("quote", "the words inside quotation marks, if any", ("quote",)),
    Column("manner", "direct, indirect or mixed", ("manner",)),
    Column("cue", "the words that report it", ("cue",)),
    Column("topics", "topics of the statement, separated by '; '", ("topics",)),
    Column("confidence", "high, medium or low: how far to rely on it before looking", ("confidence",)),
    Column("status", "extracted, confirmed, edited, added or rejected", ("status",)),
    Column("note", "a note made by hand", ("note",)),
    Column("article_id", "number of the article in this database, shown as A3", ("article", "id")),
    Column("title", "the article's title", ("article", "title")),
    Column("outlet", "who published it", ("article", "outlet")),
    Column("author", "who wrote it", ("article", "author")),
    Column("url", "its address", ("article", "url")),
    Column("published", "date of publication, EDTF", ("article", "published")),
    Column("accessed", "date on which it was read, EDTF", ("article", "accessed")),
    Column("source_offsets", "where the source stands in the text: [[start, end], ...]", ("offsets", "source")),
    Column("cue_offsets", "where the cue stands", ("offsets", "cue")),
    Column("content_offsets", "where the content stands", ("offsets", "content")),
    Column("text_sha256", "SHA-256 of the article's text, which the offsets count in", ("article", "text_sha256")),
    Column("extractor", "version of the extractor that found it", ("extractor",)),
    Column("report_count", "how many statements report the same utterance, this one included", ("report_count",)),
    Column("coder", "the person who last decided on it", ("coded", "by")),
    Column("coded_at", "when they did, in UTC", ("coded", "at")),
)
