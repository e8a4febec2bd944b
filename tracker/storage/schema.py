"""How a database file comes to have the schema: what state a file is in, and the migrations that bring it up to date.

Alembic is imported only where migrations run: ordinary commands compare the stored revision with HEAD.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from tracker.errors import DatabaseError
from tracker.storage.opening import make_address
from tracker.storage.refusals import BUSY_SECONDS, refuse_failures

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0012"
# "stmt" in ASCII, in the file's header: tells the tracker's databases from everybody else's (PRAGMA application_id).
APPLICATION_ID = 0x73746D74
_MAGIC = b"SQLite format 3\x00"


class State(Enum):
    """What a file is to the tracker."""

    NEW = auto()  # absent, empty, or an SQLite file with nothing in it
    CURRENT = auto()
    OLDER = auto()
    UNKNOWN = auto()  # a revision that this version's migrations do not have: a newer version's


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The state of a file's schema and its revision (None while it has none)."""

    state: State
    revision: str | None


def inspect_schema(path: Path) -> SchemaState:
    """What state the file is in; changes nothing in it.

    Raises DatabaseError where it cannot be read, is no SQLite database, or is somebody else's.
    """
    with refuse_failures(path):
        try:
            with path.open("rb") as file:
                header = file.read(100)
        except FileNotFoundError:
            return SchemaState(State.NEW, None)
        if not header:
            return SchemaState(State.NEW, None)
        if not header.startswith(_MAGIC) or len(header) < 100:
            raise DatabaseError(f"{path} is not an SQLite database; name another file with --db")
        with closing(sqlite3.connect(make_address(path), uri=True, timeout=BUSY_SECONDS)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                # After `alembic downgrade base` only the version table is left, which is as good as nothing.
                if tables <= {"alembic_version", "sqlite_sequence"}:
                    return SchemaState(State.NEW, None)
                raise DatabaseError(f"{path} is an SQLite database, but not the tracker's; name another file with --db")
            if "alembic_version" not in tables:
                raise DatabaseError(f"{path} has lost its schema version; restore it from a backup")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = None if row is None else str(row[0])
    if revision == HEAD:
        return SchemaState(State.CURRENT, revision)
    if revision is None:
        return SchemaState(State.NEW, None)
    return SchemaState(State.OLDER if revision in known_revisions() else State.UNKNOWN, revision)


def read_application_id(path: Path) -> int | None:
    """Whose SQLite database a file says in its header that it is; None where it is none or cannot be read."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return None
    return int.from_bytes(header[68:72], "big") if header.startswith(_MAGIC) and len(header) == 100 else None


def upgrade_schema(path: Path, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in one transaction: afterwards the file has it, or is as it was."""
    from alembic import command

    with refuse_failures(path), migration_connection(path) as connection:
        config = _make_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def known_revisions() -> frozenset[str]:
    """Every revision that this version's migrations have."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory.from_config(_make_config()).walk_revisions())


def find_migrations() -> Path:
    """The migrations' folder: inside the package where it was installed from a wheel, beside it in the repository."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_migrations", package.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise DatabaseError("the migrations are missing from this installation; install statement-tracker again")


@contextmanager
def migration_connection(path: Path) -> Iterator[Connection]:
    """A connection for migrations: one transaction, foreign keys off while it lasts and checked before it commits.

    A batch change drops and recreates its table, which with foreign keys on would delete every row that points to it.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _prepare_for_migration)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection, connection.begin():
        yield connection
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise DatabaseError(
                f"{path} was left as it was: after the upgrade {len(broken)} rows would point to nothing, "
                f"the first in table {broken[0][0]!r}; run `tracker db check`"
            )


def _prepare_for_migration(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would leave DDL outside the transaction
    connection.execute("PRAGMA foreign_keys = OFF")


def _make_config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(find_migrations()).replace("%", "%%"))
    return config
