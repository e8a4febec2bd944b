"""JSON as the tracker prints it: readable letters, and no control character that a terminal would obey."""

from __future__ import annotations

import json
from collections.abc import Iterable
from re import Match
from typing import TextIO

from tracker.ledger.columns import COLUMNS, SCHEMA_VERSION, Column, Layout
from tracker.ledger.controls import CONTROLS
from tracker.records import LedgerRow

_PLAIN = bytes(code for code in range(128) if not CONTROLS.match(chr(code)))
PLAIN = Layout()


def dump_json(value: object, *, indent: int | None = None) -> str:
    """Give JSON in which letters of every script stay readable and controls are ``\\u`` escapes; nothing is lost."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    # Most of it is ASCII. To drop that first, all at once, takes a fifth of the time of a look at each character.
    rare = written.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return CONTROLS.sub(_escape, written) if CONTROLS.search(rare) else written


def to_json_object(row: LedgerRow, columns: Iterable[Column] = COLUMNS) -> dict[str, object]:
    """Nest a row by its columns' paths, with the schema_version first."""
    nested: dict[str, object] = {"schema_version": SCHEMA_VERSION}
    for column in columns:
        place = nested
        for key in column.path[:-1]:
            inner = place.setdefault(key, {})
            assert isinstance(inner, dict)
            place = inner
        place[column.path[-1]] = column.read(row)
    return nested


def write_json_lines(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one nested object a line, each with its schema_version."""
    for row in rows:
        stream.write(dump_json(to_json_object(row, layout.columns)) + "\n")
    return []


def write_json(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one list of the objects that JSON lines have, one to a line."""
    write_list(stream, (to_json_object(row, layout.columns) for row in rows))
    return []


def write_list(stream: TextIO, items: Iterable[object]) -> None:
    """Write a JSON list with one item to a line, as the items come."""
    separator = "[\n"
    for item in items:
        stream.write(separator + dump_json(item))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _escape(match: Match[str]) -> str:
    # Outside the strings JSON is ASCII without controls, so every match stands inside one. A code point beyond
    # the basic plane is written as its two surrogates.
    return json.dumps(match[0])[1:-1]
