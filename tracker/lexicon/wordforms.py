"""The words that set phrases are compared by: without case, accents and inflection, British and American as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.lexicon.folding import fold

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., E.U.
    # A prefix that some write with a hyphen and some without is no word of its own: co-operation, multi-lateral.
    r"|(?:(?<![\w-])(?:[Cc]o|[Rr]e|[Pp]re|[Nn]on|[Aa]nti|[Mm]ulti|[Bb]i|[Tt]ri)[-‐‑](?=[^\W\d_]{3}))?"
    r"[^\W_]+(?:[\u0300-\u036f][^\W_]*|['’ʼ][^\W\d_]+)*"
)
_POSSESSIVE = re.compile(r"['’ʼ][sS]$|(?<=[sS])['’ʼ]$")
_KEPT_S = ("ss", "us", "is")
_LONG_PLURAL = ("ses", "xes", "zes", "ches", "shes")
_KEPT_DOUBLES = "lsz"  # call, pass, buzz: written so in the base form too
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(?=e?$|er$|ation$)"), "iz"),
    (re.compile(r"(?<=\w{3})our(?=$|ly$|hood$|able$)"), "or"),
    (re.compile(r"(?<=\w{2})ence$"), "ense"),
    (re.compile(r"(?<=\w{3})tre$"), "ter"),
    (re.compile(r"(?<=\w{3})ogue$"), "og"),
    (re.compile(r"(?<=\w{4})amme$"), "am"),
)


# How one word is written on either side: for indexes that know nothing of bases.
_TURNED = (
    (re.compile(r"is(?=e[ds]?$|ing$|ers?$|ations?$)"), "iz"),
    (re.compile(r"iz(?=e[ds]?$|ing$|ers?$|ations?$)"), "is"),
    (re.compile(r"(?<=\w{3})our(?=s?$|ed$|ing$|ly$|hoods?$|able$)"), "or"),
    (re.compile(r"(?<=\w{3})(?<!t)or(?=s?$|ed$|ing$|ly$|hoods?$|able$)"), "our"),
    (re.compile(r"(?<=\w{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=\w{2})ense(?=s?$)"), "ence"),
    (re.compile(r"(?<=\w{3})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{3})ter(?=s?$)"), "tre"),
    (re.compile(r"(?<=\w{3})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\w{3})og(?=s?$)"), "ogue"),
    (re.compile(r"(?<=\w{4})amme(?=s?$)"), "am"),
    (re.compile(r"(?<=\w{4})am(?=s?$)"), "amme"),
    (re.compile(r"^(co|re|pre|non|anti|multi|bi|tri)[-‐‑]?(?=\w{3})"), r"\1-"),
)


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """One word of a text: its place, ``[start, end)`` in characters, and the base that it is compared by."""

    start: int
    end: int
    base: str


def split_words(text: str, start: int = 0, end: int | None = None) -> list[PhraseWord]:
    """The words of a stretch in order; hyphens part words ("all-weather" is two), but for prefixes such as co-."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return [PhraseWord(match.start(), match.end(), base_of(match[0])) for match in found]


def find_bases(text: str) -> tuple[str, ...]:
    """The bases of a text's words, by which two wordings of one phrase are the same."""
    return tuple(base_of(word) for word in WORD.findall(text))


def list_spellings(word: str) -> tuple[str, ...]:
    """Ways to write a word: as given without a possessive, and those of its other spellings that have the same base."""
    plain = _POSSESSIVE.sub("", word).lower()
    joined = re.sub(r"[-‐‑]", "", plain)
    others = (pattern.sub(other, form) for form in (plain, joined) for pattern, other in _TURNED)
    return tuple(dict.fromkeys((plain, *(form for form in (joined, *others) if base_of(form) == base_of(word)))))


@lru_cache(maxsize=65536)
def base_of(word: str) -> str:
    """The form that the inflections of a word share; no word of the language, and never shown.

    Plurals, possessives, -ed and -ing, doubled consonants and a silent e go; -ise and -ize, -our and -or, defence and
    defense, centre and center, programme and program are one. "Rules", "ruled" and "ruling" are all "rul".
    """
    folded = fold(_POSSESSIVE.sub("", word)).replace(" ", "")
    if not folded.isascii() or not folded.isalpha() or len(folded) < 4:
        return folded
    base = _cut_ending(_cut_plural(folded))
    for written, other in _SPELLINGS:
        base = written.sub(other, base)
    return base[:-1] if base.endswith("e") and len(base) > 3 else base


def _cut_plural(word: str) -> str:
    if not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_LONG_PLURAL) else word[:-1]


def _cut_ending(word: str) -> str:
    """The verb without -ed or -ing; "need", "thing" and "spring" have none."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3 or word.endswith("eed") or not re.search(r"[aeiouy]", stem):
            continue
        if stem[-1] == stem[-2] and stem[-1] not in _KEPT_DOUBLES:
            return stem[:-1]
        return stem
    return word
