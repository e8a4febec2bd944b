"""Folding: the form in which two spellings of a name are compared, never shown and never stored in place of one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and an accent.
_UNDECOMPOSED = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "ng",
    "ĸ": "k",
    "ə": "a",
    "ſ": "s",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ƴ": "y",
}
# Marks inside a name that are written or left out at will: U.S., O'Brien, Qur'an, and the turned commas and
# modifier letters of transliteration.
_DROPPED = "'’‘ʼʻʾʿ`´′ʹʺ.·­"


class _FoldTable(dict[int, str]):
    """A translation table over decomposed, case-folded text that fills itself as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _UNDECOMPOSED:
            folded = _UNDECOMPOSED[char]
        elif char in _DROPPED or category in ("Mn", "Cf", "Cs"):
            folded = ""
        elif category[0] in "LNM":
            folded = char
        else:
            folded = " "
        self[code] = folded
        return folded


_TABLE = _FoldTable()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """``text`` for comparing names: no case, no accents, no punctuation, single spaces.

    "Đặng Văn-Lâm" is "dang van lam", "U.S." is "us", "Côte d’Ivoire" is "cote divoire": apostrophes and full stops go,
    hyphens and other punctuation part words. Letters of other scripts stay. Folding twice changes nothing.
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(decomposed.translate(_TABLE).split())
