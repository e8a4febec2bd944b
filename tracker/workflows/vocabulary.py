"""The topic vocabulary: kept in step with the word tables in the database, with what people added."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.lexicon.topics import Topic
from tracker.storage.database import Database
from tracker.storage.session import Session
from tracker.storage.topics import extend_vocabulary, sync_topics


def store_topics(database: Database) -> Mapping[str, int]:
    """Bring the stored vocabulary to that of the word tables and give the row number of every slug."""
    with database.begin() as session:
        return sync_topics(session, load_word_topics())


def read_vocabulary(session: Session) -> tuple[Topic, ...]:
    """The topics with their terms: those of the word tables, and what people made of them."""
    return extend_vocabulary(session, load_word_topics())


def load_vocabulary(database: Database) -> tuple[Topic, ...]:
    """The same, out of a session of its own."""
    with database.read() as session:
        return read_vocabulary(session)


def load_word_topics() -> tuple[Topic, ...]:
    """The topics of the word tables alone."""
    from tracker.workflows.lexicon import load_topics_alone

    return load_topics_alone()
