"""The database as the workflows hold it: connections set up right, and one transaction a unit of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL

from tracker.storage.beginnings import add_functions
from tracker.storage.opening import make_address
from tracker.storage.refusals import BUSY_SECONDS, refuse_failures
from tracker.storage.session import Session

_BULK_CACHE_KB = 32_000


class Database:
    """An open database file of the current schema; a context manager that closes its connections at the end.

    Writes wait for each other, reads for nobody (write-ahead log). A committed write survives a crash of the program
    and, with ``durable`` (the default), a loss of power: SQLite then waits for the disk at each commit
    (``synchronous = FULL``). A bulk write that can simply be run again may do without (``NORMAL``): then a loss of
    power can cost the last commits, never the database. With ``read_only`` SQLite itself refuses every write.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)), creator=partial(_connect, path), pool_size=2
        )
        event.listen(self._engine, "connect", _prepare)
        if read_only:
            event.listen(self._engine, "connect", _forbid_writing)
        event.listen(self._engine, "begin", _begin)
        self._durable = self._engine.execution_options(tracker_begin=("FULL", "BEGIN IMMEDIATE"))
        self._quick = self._engine.execution_options(tracker_begin=("NORMAL", "BEGIN IMMEDIATE"))
        self._reading = self._engine.execution_options(tracker_begin=("FULL", "BEGIN"))

    @contextmanager
    def begin(self, *, durable: bool = True) -> Iterator[Session]:
        """A session that writes: all of it is committed at the end, or none of it where an exception passes.

        Raises DatabaseError where the file cannot be written or stays locked for longer than BUSY_SECONDS.
        """
        with refuse_failures(self.path), Session(self._durable if durable else self._quick) as session, session.begin():
            # Take the write lock now: one taken at the first write, after reads, could not wait its turn.
            session.connection()
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the database as it was when it began, whatever others write meanwhile."""
        with refuse_failures(self.path), Session(self._reading) as session:
            session.connection()
            yield session

    @contextmanager
    def lock(self) -> Iterator[Session]:
        """A session that keeps others from writing while it looks at something; whatever it did is taken back."""
        with refuse_failures(self.path), Session(self._durable) as session:
            session.connection()
            yield session

    def close(self) -> None:
        """Close every connection; the last one to go folds the write-ahead log into the file."""
        with refuse_failures(self.path):
            self._engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(make_address(path), uri=True, timeout=BUSY_SECONDS, check_same_thread=False)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not when the driver guesses
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _turn_on_log(connection)
    add_functions(connection)


def _forbid_writing(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _turn_on_log(connection: sqlite3.Connection) -> None:
    """Set write-ahead mode, which the file then keeps.

    Where that cannot be now (somebody else has the file open, or it may only be read), the old mode serves as well,
    and whoever comes next tries again.
    """
    connection.execute("PRAGMA busy_timeout = 100")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _begin(connection: Connection) -> None:
    synchronous, begin = connection.get_execution_options()["tracker_begin"]
    if connection.info.get("synchronous") != synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
        # A bulk write puts keys all over its indexes: with the usual 2 MB it would read most of their pages again.
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_BULK_CACHE_KB if synchronous == 'NORMAL' else 2000}")
        connection.info["synchronous"] = synchronous
    connection.exec_driver_sql(begin)
