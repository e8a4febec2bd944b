"""Words that begin so: the function that every connection has for what the index of stems cannot answer by itself."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache
from unicodedata import combining, normalize


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection what match_search asks of it."""
    connection.create_function("begins_word", 2, _begins_word, deterministic=True)


def fold_word(text: str) -> str:
    """The text without case and accents, as the index compares words."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in normalize("NFD", text.casefold()) if not combining(char))


@lru_cache(maxsize=64)
def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}")


def _begins_word(text: str | None, word: str) -> bool:
    return text is not None and _beginning(word).search(fold_word(text)) is not None
