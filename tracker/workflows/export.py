"""The ledger written out: all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TextIO

from tracker.errors import OutputError, UsageError
from tracker.records import LedgerRow, StatementFilter
from tracker.storage.database import Database
from tracker.workflows.query import find_statements

Writer = Callable[[Iterable[LedgerRow], TextIO], None]


def export_ledger(
    database: Database,
    filter: StatementFilter,
    *,
    format: str,
    output: Path | None,
    stdout: TextIO,
    force: bool,
) -> int:
    """Write the rows that the filter asks for as ``format`` to ``output``, or to ``stdout`` where it is None.

    Gives how many rows were written. A file appears whole or not at all, and an existing one stays as it is until
    then; a pipe or a device is written to as it stands. Raises OutputError where the file exists and ``force`` is
    False, or where it cannot be written; UsageError for an unknown format.
    """
    writer = _find_writer(format)
    found = find_statements(database, filter)
    # The first row before the first word: a name that means nobody must not leave a heading behind.
    first = next(found, None)
    rows = _Counted(found if first is None else chain((first,), found))
    if output is None:
        writer(rows, stdout)
        return rows.count
    if output.is_dir():
        raise OutputError(f"{output} is a folder; name a file in it")
    is_there = output.exists()
    try:
        if is_there and not output.is_file():
            _write_through(writer, rows, output)
        elif is_there and not force:
            raise OutputError(f"{output} exists already; --force replaces it")
        else:
            _write_whole(writer, rows, output)
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror or error}") from error
    return rows.count


class _Counted:
    """Rows that count themselves as they go by."""

    def __init__(self, rows: Iterable[LedgerRow]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> _Counted:
        self._iterator = iter(self._rows)
        return self

    def __next__(self) -> LedgerRow:
        row = next(self._iterator)
        self.count += 1
        return row


def _find_writer(format: str) -> Writer:
    from tracker.ledger.writers import WRITERS

    writer = WRITERS.get(format)
    if writer is None:
        raise UsageError(f"the ledger cannot be written as {format!r}; formats are {', '.join(WRITERS)}")
    return writer


def _write_through(writer: Writer, rows: Iterable[LedgerRow], output: Path) -> None:
    """Write to a pipe or a device (/dev/stdout), which holds nothing to lose and must never be replaced by a file."""
    with output.open("w", encoding="utf-8", newline="") as file:
        writer(rows, file)


def _write_whole(writer: Writer, rows: Iterable[LedgerRow], output: Path) -> None:
    """Write beside the destination first, and take its place when everything is on the disk."""
    target = output.resolve() if output.is_symlink() else output
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            writer(rows, file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_read_umask())
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _read_umask() -> int:
    umask = os.umask(0o022)
    os.umask(umask)
    return umask
