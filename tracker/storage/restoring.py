"""Putting a backup in the place of a database: whole or not at all, and never under the hands of another program."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.errors import DatabaseError
from tracker.records.upkeep import DatabaseContents
from tracker.storage.backup import back_up, back_up_into, find_damage, list_names, sync_folder
from tracker.storage.refusals import refuse_failures

# How long to wait for others to let go of a database, in seconds: whoever is only reading a page has done so by then.
PATIENCE = 2.0

_COUNTED = ("article", "statement", "change")
_ASIDE = "replaced"


def read_contents(path: Path) -> DatabaseContents:
    """What a database of the tracker holds; raises DatabaseError where SQLite finds any damage in it."""
    with refuse_failures(path), closing(_open(path)) as connection:
        if damage := find_damage(connection):
            raise DatabaseError(f"{path} is damaged ({damage}); take another backup")
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _COUNTED}
        last = connection.execute("SELECT at FROM invocation ORDER BY id DESC LIMIT 1").fetchone()
    return DatabaseContents(counts["article"], counts["statement"], counts["change"], None if last is None else last[0])


def restore(backup: Path, path: Path) -> Path | None:
    """Put the backup's contents in the place of the database's, and give the copy of what was there (None: nothing).

    The backup is copied as it is, whatever its schema. A database that can be opened gets the contents in one
    transaction of its own: a crash at any moment leaves the old or the new. One that cannot be opened is moved aside.
    Raises DatabaseError, and changes nothing, where another program has the database open.
    """
    if not path.exists() or path.stat().st_size == 0:
        path.unlink(missing_ok=True)
        _remove_log(path)
        back_up(backup, path)
        return None
    try:
        with _hold(path) as connection:
            aside = back_up_into(path, path.parent, _ASIDE, verify=False, source=connection)
            with refuse_failures(path), closing(_open(backup)) as source:
                source.backup(connection)
        return aside
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise DatabaseError(
                f"{path} is in use by another program (`tracker serve`, an ingest, a viewer): end that first; nothing "
                "was changed"
            ) from error
        return _replace_file(backup, path)


@contextmanager
def _hold(path: Path) -> Iterator[sqlite3.Connection]:
    """The database with everybody else locked out; raises sqlite3.DatabaseError where that, or opening it, fails."""
    with closing(_open(path, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # Folds the log into the file, and goes only where nobody else has it open.
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            raise sqlite3.OperationalError("database is locked")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # in this mode the lock stays until the connection is closed
        yield connection


def _replace_file(backup: Path, path: Path) -> Path:
    """Move a file that SQLite cannot open aside, with what belongs to it, and put the backup there."""
    fresh = back_up_into(backup, path.parent, "restoring")
    aside = next(list_names(path, path.parent, _ASIDE))
    try:
        with refuse_failures(path):
            # The log first: beside another file than its own it would be taken for that one's.
            for tail in ("-wal", "-shm", "-journal"):
                if (log := Path(f"{path}{tail}")).exists():
                    os.replace(log, f"{aside}{tail}")
            os.link(path, aside)
            os.replace(fresh, path)
            sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _open(path: Path, timeout: float = 30.0) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)


def _remove_log(path: Path) -> None:
    for tail in ("-wal", "-shm", "-journal"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
