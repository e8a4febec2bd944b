"""Article JSON lines: one object a line with "text" and any of the described fields; other keys are ignored.

Lines are read one at a time and no longer than MAX_BYTES, so that a file of any length takes the memory of a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from tracker.errors import DateError, ReaderError
from tracker.readers.decoding import MAX_BYTES, decode_text
from tracker.readers.fields import DATE_KEYS, KEYS, build_article, find_unstorable, read_date
from tracker.records import ArticleInput, ReadFailure

_NAMES = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def read_json_lines(
    stream: BinaryIO, origin: str, *, head: bytes = b"", first_line: int = 1
) -> Iterator[ArticleInput | ReadFailure]:
    """Read articles from a stream line by line; a bad line is a failure at ``origin:line`` and the others go on.

    ``head`` is a first line that was read already (its first MAX_BYTES + 1 bytes at most), ``first_line`` its number.
    A file that is one object or list laid out over many lines is one failure, not one for each of its lines.
    """
    number = first_line - 1
    is_first = True
    for data in _read_lines(stream, head):
        number += 1
        where = f"{origin}:{number}"
        if data is None:
            yield ReadFailure(where, f"longer than {MAX_BYTES // 1024 // 1024} MiB, too long for one article")
            continue
        if not data.strip():
            continue
        item = _read_line(data, where, number)
        if is_first and isinstance(item, ReadFailure) and _opens_a_layout(data):
            yield ReadFailure(
                origin,
                "JSON laid out over several lines; the tracker reads one object a line (jq -c '.[]?' FILE gives that)",
            )
            return
        is_first = False
        yield item


def _opens_a_layout(data: bytes) -> bool:
    """Tell whether a line that is no whole object is how an indented object or a list begins."""
    stripped = data.strip()
    return stripped in (b"{", b"[", b"[{") or (stripped.startswith(b"[") and not stripped.endswith(b"]"))


def _read_lines(stream: BinaryIO, head: bytes) -> Iterator[bytes | None]:
    """Give each line, or None for one that is too long, of which only a piece is ever held."""
    line = head or stream.readline(MAX_BYTES + 1)
    while line:
        if len(line) <= MAX_BYTES:
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield None
        line = stream.readline(MAX_BYTES + 1)


def _read_line(data: bytes, where: str, number: int) -> ArticleInput | ReadFailure:
    try:
        record = json.loads(decode_text(data, first_line=number))
    except ReaderError as error:
        return ReadFailure(where, str(error))
    except json.JSONDecodeError as error:
        return ReadFailure(where, f"not JSON: {error.msg} at column {error.colno}; each line is one whole object")
    except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of nested brackets
        return ReadFailure(where, "not an article: JSON with a number too long or nesting too deep to be one")
    if not isinstance(record, dict):
        return ReadFailure(where, f'not an article: a line is an object with "text", this is {_name(record)}')
    text = record.get("text")
    if text is None:
        return ReadFailure(where, 'no "text" in this object')
    if not isinstance(text, str):
        return ReadFailure(where, f'"text" is {_name(text)}, not text')
    if not text.strip():
        return ReadFailure(where, '"text" is empty')
    unstorable = find_unstorable(text)
    if unstorable:
        return ReadFailure(where, f'"text" holds {unstorable}')
    values: dict[str, str] = {}
    for key in KEYS:
        value = record.get(key)
        if value is None:
            continue
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return ReadFailure(where, f'"{key}" is {_name(value)}, not text')
        unstorable = find_unstorable(value)
        if unstorable:
            return ReadFailure(where, f'"{key}" holds {unstorable}')
        if key in DATE_KEYS and value.strip():
            try:
                value = read_date(value)
            except DateError as error:
                return ReadFailure(where, f"{key}: {error}")
        values[key] = value
    return build_article(text, values, where)


def _name(value: object) -> str:
    return _NAMES.get(type(value), "null")
