"""Telling whether others have written to a database since one last looked."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from tracker.storage.refusals import refuse_failures


class Watch:
    """A connection that only asks whether the database is still what it was; may be asked from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with refuse_failures(path):
            address = f"file:{quote(str(path))}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)

    def version(self) -> int:
        """A number that is another one after every commit that anybody makes; raises DatabaseError."""
        with self._lock, refuse_failures(self._path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()
