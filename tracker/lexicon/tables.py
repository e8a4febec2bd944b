"""Reading the word tables that ship with the package (``en/*.toml``) and the ones that users keep beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tracker.errors import LexiconError


@cache
def read_table(name: str) -> dict[str, Any]:
    """The shipped table ``en/NAME.toml`` as plain TOML data, read once; callers must not change it.

    Raises LexiconError where there is no such table or it is not TOML.
    """
    source = files("tracker.lexicon").joinpath("en", f"{name}.toml")
    try:
        return _parse(source.read_bytes(), f"{name}.toml")
    except FileNotFoundError:
        raise LexiconError(f"no lexicon table {name!r}: {source} does not exist") from None


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


def _parse(data: bytes, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LexiconError(f"{where}: not UTF-8 (byte {error.start}); save the table as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: not TOML: {error}") from None
