"""Reading the word tables that ship with the package (``en/*.toml``) and the ones that users keep beside them.

TOML takes long to read: a shipped table is kept as JSON in the __pycache__ beside it, as Python keeps what it compiled,
where that folder can be written; docs/decisions/0081-tables-kept-as-json.md has the numbers.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tracker.errors import LexiconError


@cache
def read_table(name: str) -> dict[str, Any]:
    """The shipped table ``en/NAME.toml`` as plain TOML data, read once; callers must not change it.

    Raises LexiconError where there is no such table or it is not TOML.
    """
    source = Path(__file__).with_name("en") / f"{name}.toml"
    try:
        stamp = _stamp(source)
        if (kept := _read_kept(source, stamp)) is not None:
            return kept
        table = _parse(source.read_bytes(), f"{name}.toml")
    except FileNotFoundError:
        raise LexiconError(f"no lexicon table {name!r}: {source} does not exist") from None
    _keep(source, stamp, table)
    return table


def read_user_table(path: Path) -> dict[str, Any]:
    """A user's own table of the same form as a shipped one; raises LexiconError where it cannot be read."""
    try:
        return _parse(path.read_bytes(), str(path))
    except OSError as error:
        raise LexiconError(f"cannot read {path}: {error.strerror or error}") from None


def strings(entry: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    """The strings under ``field``: a single one or a list of them, none where it is absent.

    Raises LexiconError, naming ``where``, for any other type and for empty strings.
    """
    value = entry.get(field, ())
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item.strip() for item in value):
        raise LexiconError(f"{where}: {field!r} must be a string or a list of strings, none of them empty")
    return tuple(value)


def _stamp(source: Path) -> list[int]:
    """What tells one state of a file from another, as it does for Python's own compiled modules."""
    found = source.stat()
    return [found.st_mtime_ns, found.st_size]


def _kept_beside(source: Path) -> Path:
    return source.parent / "__pycache__" / f"{source.stem}.json"


def _read_kept(source: Path, stamp: list[int]) -> dict[str, Any] | None:
    """The table as it was kept, or None where it was not, or not of this state of the file."""
    try:
        kept = json.loads(_kept_beside(source).read_bytes())
        return kept["table"] if kept["stamp"] == stamp and isinstance(kept["table"], dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(source: Path, stamp: list[int], table: dict[str, Any]) -> None:
    """Keep the table for the next process, if that can be: whole, and written by one process at a time."""
    if sys.dont_write_bytecode:
        return
    kept = _kept_beside(source)
    part = kept.with_suffix(f".{os.getpid()}")
    # Nothing is lost where the folder is read-only, or where a table has a date in it, which JSON has not.
    with contextlib.suppress(OSError, TypeError):
        written = json.dumps({"stamp": stamp, "table": table}, ensure_ascii=False)
        kept.parent.mkdir(exist_ok=True)
        try:
            part.write_text(written, encoding="utf-8")
            part.replace(kept)
        finally:
            part.unlink(missing_ok=True)


def _parse(data: bytes, where: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LexiconError(f"{where}: not UTF-8 (byte {error.start}); save the table as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: not TOML: {error}") from None
