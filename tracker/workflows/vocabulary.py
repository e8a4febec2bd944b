"""Keeping the stored topic vocabulary in step with the shipped one."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.storage.database import Database
from tracker.storage.topics import sync_topics


def store_topics(database: Database) -> Mapping[str, int]:
    """Bring the stored vocabulary to the shipped one and give the row number of every slug."""
    from tracker.lexicon.loader import load_lexicon

    vocabulary = load_lexicon().topics
    with database.begin() as session:
        return sync_topics(session, vocabulary)
