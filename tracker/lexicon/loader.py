"""The lexicon: every word table that extraction works with, read once.

Modules that turn one table into records import ``read_table`` from ``tracker.lexicon.tables``; everybody else may
take it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.lexicon.actors import Actors, load_actors
from tracker.lexicon.reporting import Reporting, load_reporting
from tracker.lexicon.tables import read_table
from tracker.lexicon.titles import Titles, load_titles
from tracker.lexicon.topics import Topic, load_topics

__all__ = ["Lexicon", "load_lexicon", "read_table"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words as data, immutable: what extraction is given beside the article."""

    topics: tuple[Topic, ...]
    actors: Actors
    reporting: Reporting
    titles: Titles


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, read once per process; raises LexiconError where a table contradicts itself."""
    return Lexicon(topics=load_topics(), actors=load_actors(), reporting=load_reporting(), titles=load_titles())
