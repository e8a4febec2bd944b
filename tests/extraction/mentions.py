"""How the tests of resolution mark mentions in a text and read whom they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extraction.people import find_people
from tracker.extraction.speakers import Resolution, Resolver
from tracker.extraction.structures import Person
from tracker.lexicon.loader import load_lexicon
from tracker.records import Directory

LEXICON = load_lexicon()


def resolver(text: str) -> Resolver:
    """Give the resolver of a text as an article of no known day."""
    people = find_people(text, LEXICON.titles, LEXICON.actors)
    return Resolver(text, people, LEXICON.actors, LEXICON.titles, LEXICON.reporting, Directory(), None)


def resolve(marked: str) -> Resolution:
    """Resolve the mentions between ``<`` and ``>`` in order, and give what the last stands for."""
    text = marked.replace("<", "").replace(">", "")
    reading, found, removed = resolver(text), Resolution(), 0
    for at, char in enumerate(marked):
        if char == "<":
            begin = at - removed
            removed += 1
        elif char == ">":
            found = reading.resolve((begin, at - removed), (begin, at - removed))
            removed += 1
    return found


def speakers(marked: str) -> list[str]:
    """Give the names of those whom the last marked mention stands for."""
    return [speaker.name for speaker in resolve(marked).speakers]


def people_of(text: str) -> Sequence[Person]:
    """Give the persons that a text names."""
    return find_people(text, LEXICON.titles, LEXICON.actors).persons
