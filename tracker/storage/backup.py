"""Backups: a consistent copy by SQLite's online backup, made while others write, and verified before it counts."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from tracker.errors import DatabaseError, OutputError
from tracker.storage.refusals import BUSY_SECONDS, refuse_failures
from tracker.storage.schema import APPLICATION_ID, read_application_id

_STAMP = "%Y%m%d-%H%M%S"


def back_up(path: Path, destination: Path, *, verify: bool = True) -> Path:
    """Copy the database to ``destination`` and verify the copy; what is there in the end is whole.

    Without ``verify`` a damaged database is copied as it is. Raises OutputError where the destination exists or its
    folder does not, DatabaseError where either file fails.
    """
    if destination.exists():
        raise _refuse_existing(destination)
    with _copied(path, destination, verify) as part:
        if not _place(part, destination):
            raise _refuse_existing(destination)
    return destination


def back_up_into(
    path: Path, folder: Path, purpose: str, *, verify: bool = True, source: sqlite3.Connection | None = None
) -> Path:
    """The same under a name that no file in the folder has: tracker-backup-20250509-101500.db.

    ``source`` is the database where somebody has it open to themselves, so that nobody else can open it.
    """
    with _copied(path, folder / f"{path.stem}-{purpose}{path.suffix}", verify, source) as part:
        names = list_names(path, folder, purpose)
        while not _place(part, destination := next(names)):
            pass
    return destination


def list_names(path: Path, folder: Path, purpose: str) -> Iterator[Path]:
    """Names in the folder that say of what database, for what and when, and that no file has yet."""
    stamp = datetime.now().strftime(_STAMP)
    for number in count(1):
        name = f"{path.stem}-{purpose}-{stamp}{'' if number == 1 else f'-{number}'}{path.suffix}"
        if not (folder / name).exists():
            yield folder / name


def list_backups(path: Path, folder: Path, purpose: str) -> list[Path]:
    """The backups of this database that ``back_up_into`` made in the folder, the oldest first.

    A file of such a name that is no database of the tracker is not one of them.
    """
    name = re.compile(
        re.escape(f"{path.stem}-{purpose}-") + r"(\d{8}-\d{6})(?:-(\d+))?" + re.escape(path.suffix), re.ASCII
    )
    found = [(match[1], int(match[2] or 1), file) for file in folder.iterdir() if (match := name.fullmatch(file.name))]
    return [file for *_, file in sorted(found) if file.is_file() and read_application_id(file) == APPLICATION_ID]


def find_damage(connection: sqlite3.Connection) -> str | None:
    """The first thing that SQLite finds wrong with a file, None where it is sound."""
    (message,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if message == "ok" else str(message)


def sync_folder(folder: Path) -> None:
    """Wait until what was renamed or made in the folder is on the disk, where the system can say so."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


@contextmanager
def _copied(path: Path, destination: Path, verify: bool, source: sqlite3.Connection | None = None) -> Iterator[Path]:
    """A verified copy of the database, under a passing name in the destination's folder."""
    if not destination.parent.is_dir():
        raise OutputError(f"the folder {destination.parent} does not exist; make it first, or name another")
    with refuse_failures(destination):
        descriptor, name = tempfile.mkstemp(prefix=f".{destination.name}.", suffix=".part", dir=destination.parent)
        os.close(descriptor)
    part = Path(name)
    try:
        with refuse_failures(destination), closing(sqlite3.connect(part)) as copy:
            if source is None:
                _copy(path, copy)
            else:
                source.backup(copy)
            # One file without a log beside it, so that it can be moved about.
            if verify:
                copy.execute("PRAGMA journal_mode = DELETE")
                if damage := find_damage(copy):
                    raise DatabaseError(f"the copy of {path} is damaged ({damage}): run `tracker db check`")
        with refuse_failures(destination):
            if not verify:
                _turn_off_log(part)
            part.chmod(path.stat().st_mode & 0o777)
            yield part
            sync_folder(destination.parent)
    finally:
        part.unlink(missing_ok=True)
        Path(f"{part}-journal").unlink(missing_ok=True)


def _copy(path: Path, copy: sqlite3.Connection) -> None:
    with refuse_failures(path):
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
    with closing(source):
        source.backup(copy)


def _turn_off_log(file: Path) -> None:
    """The same as journal_mode = DELETE for a file that SQLite may not be able to open: two bytes of its header."""
    with file.open("r+b") as stream:
        stream.seek(18)
        stream.write(b"\x01\x01")


def _place(part: Path, destination: Path) -> bool:
    """Give the copy its name, or tell that a file of that name has appeared meanwhile; none is ever replaced."""
    try:
        os.link(part, destination)  # rename() would replace it
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if destination.exists():
            return False
        os.rename(part, destination)
    return True


def _refuse_existing(destination: Path) -> OutputError:
    return OutputError(f"{destination} exists already; name another file for the backup")
