"""Backups: a consistent copy by SQLite's online backup, made while others write, and verified before it counts."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tracker.errors import DatabaseError, OutputError
from tracker.storage.refusals import BUSY_SECONDS, refuse_failures


def name_backup(path: Path, purpose: str) -> Path:
    """A name beside the database that no file has yet: tracker-backup-20250509-101500.db."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    candidate = path.with_name(f"{path.stem}-{purpose}-{stamp}{path.suffix}")
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{purpose}-{stamp}-{number}{path.suffix}")
        number += 1
    return candidate


def back_up(path: Path, destination: Path) -> Path:
    """Copy the database to ``destination`` and verify the copy; what is there in the end is whole.

    Raises OutputError where the destination exists or its folder does not, DatabaseError where either file fails.
    """
    if destination.exists():
        raise OutputError(f"{destination} exists already; name another file for the backup")
    if not destination.parent.is_dir():
        raise OutputError(f"the folder {destination.parent} does not exist; make it first, or name another")
    with refuse_failures(destination):
        descriptor, name = tempfile.mkstemp(prefix=f".{destination.name}.", suffix=".part", dir=destination.parent)
        os.close(descriptor)
    part = Path(name)
    try:
        with refuse_failures(path):
            source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        with refuse_failures(destination), closing(source), closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            # One file without a log beside it, so that it can be moved about.
            copy.execute("PRAGMA journal_mode = DELETE")
            found = [message for (message,) in copy.execute("PRAGMA integrity_check(3)")]
        if found != ["ok"]:
            raise DatabaseError(f"the copy of {path} is damaged ({found[0]}): run `tracker db check`")
        with refuse_failures(destination):
            part.chmod(path.stat().st_mode & 0o777)
            # link() refuses where a file of that name has appeared meanwhile; rename() would replace it.
            try:
                os.link(part, destination)
            except FileExistsError:
                raise OutputError(f"{destination} exists already; name another file for the backup") from None
            except OSError:  # a file system without hard links
                os.rename(part, destination)
    finally:
        part.unlink(missing_ok=True)
    return destination
