"""The lexicon: every word table that extraction works with, read once.

Modules that turn one table into records import ``read_table`` from ``tracker.lexicon.tables``; everybody else may
take it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.lexicon.actors import Actors, load_actors
from tracker.lexicon.claims import ClaimWords, load_claim_words
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
    claims: ClaimWords


@cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The shipped lexicon with what a user's folder adds, read once per process.

    ``folder`` may hold actors.toml and topics.toml. Raises LexiconError where a table contradicts itself or cannot be
    read; a folder or file that is not there adds nothing.
    """
    topics, actors = (None if folder is None else folder / name for name in ("topics.toml", "actors.toml"))
    return Lexicon(
        topics=load_topics(topics if topics is not None and topics.exists() else None),
        actors=load_actors(actors if actors is not None and actors.exists() else None),
        reporting=load_reporting(),
        titles=load_titles(),
        claims=load_claim_words(),
    )
