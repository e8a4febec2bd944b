"""Whom the title of an office's own text puts beside it: the guest who speaks, the state whose day is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.lexicon.actors import Actor, Actors

_WORD = re.compile(r"[\w.&-]+")
_JOINT = re.compile(r"(?i)\band\b|\bwith\b|,")
_LONGEST = 4  # words of a name that is looked for in a title
_FEAST = re.compile(r"\b(?:Day|Independence|New Year|Anniversary|Festival|Holiday|Birthday|Coronation|Jubilee)\b")


@dataclass(frozen=True, slots=True)
class Guests:
    """What a title tells: ``sides`` of persons by surname, whose countries the text leaves out, and the one ``partner``
    that the issuing state has in it, "" for none or several.
    """

    sides: Mapping[str, Actor] = field(default_factory=lambda: MappingProxyType({}))
    partner: str = ""


def find_guests(title: str, home: str | None, persons: Iterable[str], actors: Actors) -> Guests:
    """Read the title of a text that the state ``home`` (alpha-3) issues; without one it tells nothing.

    "Secretary Holt And Ugandan Foreign Minister Omar Haddad Before Their Meeting" has Haddad speak for Uganda, which
    is the partner; "Uganda National Day" the same, but "Sanctions on Uganda" makes it none.
    """
    if home is None or not title:
        return Guests()
    surnames = {name.split()[-1] for name in persons}
    placed = ((_place_of(surname, title), surname) for surname in surnames)
    found = sorted((place, surname) for place, surname in placed if place is not None)
    sides: dict[str, Actor] = {}
    partners: dict[str, None] = {}
    begin = 0
    for (start, end), surname in found:
        ahead = title[begin:start]
        stretches = (_JOINT.split(ahead)[-1], ahead)
        near = (actor for stretch in stretches for actor in _actors_in(stretch, actors) if actor.code != home)
        beside = next(near, None)
        begin = max(begin, end)
        if beside is not None:
            sides[surname] = beside
            partners[beside.name] = None
    if not found and _FEAST.search(title):
        partners = {actor.name: None for actor in _actors_in(title, actors) if actor.code != home}
    return Guests(sides, next(iter(partners)) if len(partners) == 1 else "")


def _place_of(surname: str, title: str) -> tuple[int, int] | None:
    found = re.search(rf"\b{re.escape(surname)}\b", title)
    return found.span() if found else None


def _actors_in(text: str, actors: Actors) -> Iterator[Actor]:
    """The states and organisations that a stretch of a title names, by name or adjective, the longest names first."""
    words = [match[0].removesuffix(".") if match[0].count(".") == 1 else match[0] for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            actor = actors.by_name(" ".join(words[at : at + size]))
            if actor is None and size == 1:
                actor = next(iter(actors.by_demonym(words[at])), None)
            if actor is not None:
                yield actor
                at += size - 1
                break
        at += 1
