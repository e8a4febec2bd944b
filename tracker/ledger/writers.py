"""Ledger rows to text: csv, JSON, JSON lines and Markdown. Each writer streams; none of them alters a word.

What a terminal must not see is the business of whoever writes to one (tracker.cli.terminal); JSON escapes it anyway.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from tracker.ledger.columns import COLUMNS, LIST_SEPARATOR, Value
from tracker.ledger.json_text import dump_json, to_json_object
from tracker.records import LedgerRow

Writer = Callable[[Iterable[LedgerRow], TextIO], None]

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&!$^=]|^\s*(?:[-+]|\d+[.)])(?=\s)|^-{3,}", re.MULTILINE)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def write_csv(rows: Iterable[LedgerRow], stream: TextIO) -> None:
    """Write RFC 4180 with a header line; the stream must not translate line ends (``newline=""``).

    None is an empty cell, topics are separated by "; ", offsets are JSON lists of [start, end).
    """
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([column.name for column in COLUMNS])
    table.writerows([to_cell(column.name, column.read(row)) for column in COLUMNS] for row in rows)


def write_json_lines(rows: Iterable[LedgerRow], stream: TextIO) -> None:
    """Write one nested object a line, each with its schema_version."""
    for row in rows:
        stream.write(dump_json(to_json_object(row)) + "\n")


def write_json(rows: Iterable[LedgerRow], stream: TextIO) -> None:
    """Write one list of the objects that JSON lines have, one to a line."""
    separator = "[\n"
    for row in rows:
        stream.write(separator + dump_json(to_json_object(row)))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_markdown(rows: Iterable[LedgerRow], stream: TextIO) -> None:
    """Write a page to read and cite from: a heading, the words as a quotation, and the source for each statement.

    Words from articles are escaped, so that they cannot become markup, HTML or a link.
    """
    stream.write("# Statements\n")
    for row in rows:
        stream.write("\n" + _render_markdown(row))


def to_cell(name: str, value: Value) -> str:
    """Write one value as a csv cell."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value) if name.endswith("_offsets") else LIST_SEPARATOR.join(str(item) for item in value)
    return str(value)


def escape_markdown(text: str) -> str:
    """Escape what Markdown or HTML would take as markup; line ends stay."""
    return _MARKDOWN.sub(
        lambda match: "".join("\\" + c if not c.isalnum() and not c.isspace() else c for c in match[0]), text
    )


def _render_markdown(row: LedgerRow) -> str:
    speaker = row.speaker or (f"{row.speaker_as_printed} (unresolved)" if row.speaker_as_printed else "unresolved")
    heading = " · ".join((f"S{row.statement_id}", _line(speaker), row.said_on or "undated"))
    quotation = "\n".join(f"> {line}".rstrip() for line in escape_markdown(row.claim).splitlines())
    about = [row.manner, f"{row.confidence} confidence", row.status]
    if row.cue:
        about.insert(0, f"“{_line(row.cue)}”")
    if row.topics:
        about.append("topics: " + _line(", ".join(row.topics)))
    source = [f"*{_line(row.title)}*" if row.title else "untitled"]
    source += [_line(part) for part in (row.outlet, row.author, row.published) if part]
    if row.url:
        source.append(f"<{row.url}>" if _PLAIN_ADDRESS.fullmatch(row.url) else _line(row.url))
    places = ", ".join(f"{start}–{end}" for start, end in row.content_offsets)
    source.append(f"A{row.article_id}, characters {places}")
    note = f"\nNote: {_line(row.note)}\n" if row.note else ""
    return f"## {heading}\n\n{quotation}\n\n{' · '.join(about)}\n\n{', '.join(source)}\n{note}"


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


WRITERS: Mapping[str, Writer] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_json_lines,
    "md": write_markdown,
}
