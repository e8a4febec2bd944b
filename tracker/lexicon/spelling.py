"""How likely two names are one person's: other spellings, orders and short forms, for suggesting and never for joining.

Names from other scripts come in many spellings (Zelensky, Zelenskyy, Selenskyj; Gaddafi, Qadhafi, Kadhafi). What they
share is the order of their consonants, when letters that transliterations exchange count as one: the skeleton.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from tracker.lexicon.tables import read_table

# Written for one sound or for two that transliterations confuse, longest first.
_SOUNDS = (
    ("tch", "c"), ("sch", "s"), ("shch", "s"), ("tsch", "c"), ("kh", "k"), ("gh", "k"), ("dh", "t"), ("th", "t"),
    ("ph", "f"), ("zh", "s"), ("sh", "s"), ("ch", "c"), ("ts", "s"), ("tz", "s"), ("cz", "c"), ("sz", "s"),
    ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("d", "t"), ("v", "f"), ("z", "s"), ("b", "p"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyjwh]")
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLES = frozenset(
    {"al", "el", "ul", "an", "as", "ash", "ad", "ar", "az", "at"}
)  # Arabic, written or left out at will
_SHORTEST_SKELETON = 4
_ALIKE = 0.6
_ALIKE_TURNED = 0.75


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names may be one person's, and how likely that is, from 0 to 1."""

    score: float
    reason: str


def skeleton(folded: str) -> str:
    """The consonants of a folded name that its transliterations share, its words run together."""
    words = folded.split()
    text = "".join(word for place, word in enumerate(words) if place == 0 or word not in _ARTICLES)
    for written, sound in _SOUNDS[:14]:
        text = text.replace(written, sound.upper())
    text = text.lower()
    for written, sound in _SOUNDS[14:]:
        text = text.replace(written, sound)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", text))


def spelling_key(folded: str) -> str:
    """What names have in common that differ in spelling or in the order of their words only."""
    return "".join(sorted(skeleton(folded)))


def compare_names(one: str, other: str) -> Likeness | None:
    """Why two full names, folded, may be one person's, or None where they show no likeness."""
    one, other = sorted((one, other), key=lambda name: (name.count(" "), name))
    ours, theirs = one.split(), other.split()
    if one == other:
        return Likeness(0.8, "the same name")
    if sorted(ours) == sorted(theirs):
        return Likeness(0.95, "the same words in another order")
    if "".join(ours) == "".join(theirs):
        return Likeness(0.95, "written together or apart")
    for reading in (_compare_parts(ours, theirs), _compare_given(ours, theirs), _compare_spelling(ours, theirs)):
        if reading is not None:
            return reading
    return None


def _compare_parts(ours: list[str], theirs: list[str]) -> Likeness | None:
    if len(ours) < 2 or len(ours) == len(theirs) or not set(ours) <= set(theirs):
        return None
    if ours[0] == theirs[0] and ours[-1] == theirs[-1]:
        return Likeness(0.9, "one leaves out a middle name")
    if ours[0] == theirs[0] or ours[-1] == theirs[-1]:
        return Likeness(0.8, "one is a part of the other")
    return None


def _compare_given(ours: list[str], theirs: list[str]) -> Likeness | None:
    """The same family name behind given names of which one is short for the other."""
    if ours[-1] != theirs[-1]:
        return None
    first, second = ours[0], theirs[0]
    if first != second and _stand_for_each_other(first, second):
        return Likeness(0.85, f"{first} and {second} are forms of one given name")
    if first[0] == second[0] and min(len(first), len(second)) == 1:
        return Likeness(0.7, "the same family name and initial")
    return None


def _compare_spelling(ours: list[str], theirs: list[str]) -> Likeness | None:
    one, other = " ".join(ours), " ".join(theirs)
    bones = skeleton(one)
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    # Short syllables sound alike by chance: word by word, unless one writes together what the other writes apart.
    apart = len(ours) != len(theirs) or [*map(skeleton, ours)] == [*map(skeleton, theirs)]
    if len(bones) >= _SHORTEST_SKELETON and bones == skeleton(other) and alike >= _ALIKE and apart:
        return Likeness(0.85 if alike >= 0.8 else 0.75, "other spellings of one name")
    turned = " ".join(reversed(theirs))
    if (
        len(bones) >= _SHORTEST_SKELETON
        and bones == skeleton(turned)
        and SequenceMatcher(None, one, turned, autojunk=False).ratio() >= _ALIKE_TURNED
    ):
        return Likeness(0.75, "other spellings of one name, in another order")
    if len(one) >= 9 and alike >= 0.9 and [word[0] for word in ours] == [word[0] for word in theirs]:
        return Likeness(0.6, "a letter or two differ")
    return None


def _stand_for_each_other(one: str, other: str) -> bool:
    groups = _nicknames()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(read_table("nicknames")["names"].split("\n")):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}
