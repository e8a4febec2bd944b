"""The directory of known speakers, for extraction to resolve against."""

from __future__ import annotations

from tracker.records import Directory
from tracker.storage.database import Database
from tracker.storage.directory import read_directory


def load_directory(database: Database) -> Directory:
    """The speakers that people have told of, with their posts, as the database holds them now."""
    with database.read() as session:
        return read_directory(session)
