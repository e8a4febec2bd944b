"""Finding, opening, upgrading, checking and backing up the database.

Every command opens it, so that what only some of them need is imported where it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tracker.errors import DatabaseError
from tracker.records.upkeep import CheckReport, DatabaseLocation
from tracker.storage.database import Database
from tracker.storage.refusals import refuse_failures
from tracker.storage.schema import HEAD, State, inspect_schema, upgrade_schema
from tracker.workflows.settings import APPLICATION, config_folder, read_config, read_path

_FILE = "tracker.db"

Notify = Callable[[str], None]


def locate_database(option: str | None, env: Mapping[str, str] = os.environ) -> DatabaseLocation:
    """Which database to use: the option, TRACKER_DB, the config file's ``database``, else the platform's data folder.

    Each may be a path (``~`` is the home folder) or a ``sqlite:///`` URL; a path in the config file is relative to
    that file. Touches no database. Raises DatabaseError for another kind of URL or a config file that cannot be read.
    """
    if option:
        return _location(option, Path(), "given by --db")
    if named := env.get("TRACKER_DB"):
        return _location(named, Path(), "named by TRACKER_DB")
    from platformdirs import user_data_path

    config = config_folder() / "config.toml"
    settings = read_config(config)
    if settings is not None and (named := read_path(settings, config, "database")) is not None:
        return _location(named, config.parent, f"named by {config}")
    folder = user_data_path(APPLICATION, appauthor=False)
    if settings is not None:
        reason = f"in the data folder, as {config} names no database"
    else:
        reason = f"in the data folder; 'database = \"PATH\"' in {config} would name another"
    return _location(str(folder / _FILE), Path(), reason)


def open_database(location: DatabaseLocation, *, notify: Notify) -> Database:
    """The database, created where there is none, and upgraded, after a backup beside it, where its schema is older.

    ``notify`` is told of either. Raises DatabaseError for a newer schema, for a file that is not the tracker's, and
    for a folder that cannot be written; the file is left as it was.
    """
    upgrade_database(location, notify=notify)
    return Database(_path(location))


def open_read_only(location: DatabaseLocation, *, notify: Notify) -> Database:
    """The database as open_database gives it, with every write to it refused from then on."""
    upgrade_database(location, notify=notify)
    return Database(_path(location), read_only=True)


def upgrade_database(location: DatabaseLocation, *, notify: Notify) -> None:
    """Bring the database's schema to this version's, as open_database does; nothing to do is nothing said."""
    path = _path(location)
    found = inspect_schema(path)
    if found.state is State.UNKNOWN:
        raise DatabaseError(
            f"{path} has schema {found.revision}, which this version does not know (it has {HEAD}): upgrade "
            "statement-tracker, or name another database with --db"
        )
    if found.state is State.NEW:
        with refuse_failures(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        upgrade_schema(path)
        _fill_vocabulary(path)
        notify(f"created the database {path}")
    elif found.state is State.OLDER:
        from tracker.storage.backup import back_up, name_backup

        copy = back_up(path, name_backup(path, f"before-{HEAD}"))
        upgrade_schema(path)
        _fill_vocabulary(path)
        notify(f"upgraded {path} from schema {found.revision} to {HEAD}; a backup of it as it was is {copy}")


def current_revision(location: DatabaseLocation) -> tuple[str | None, str]:
    """The schema that the database has (None where there is no database yet) and the one that this version needs."""
    return inspect_schema(_path(location)).revision, HEAD


def can_upgrade(location: DatabaseLocation) -> bool:
    """Whether the database has an older schema, which upgrade_database brings to this version's."""
    return inspect_schema(_path(location)).state is State.OLDER


def check_database(database: Database) -> CheckReport:
    """Verify the whole database: SQLite's own checks, the search indexes, and every statement against its text."""
    from tracker.storage.checking import check_indexes, check_rows

    with database.read() as session:
        report = check_rows(session)
    with database.lock() as session:
        return replace(report, problems=(*report.problems, *check_indexes(session)))


def backup_database(location: DatabaseLocation, destination: Path | None) -> Path:
    """Copy the database, also while others write to it, and verify the copy; gives its path.

    Without a destination the copy stands beside the database with date and time in its name. Raises DatabaseError
    where there is no database or the destination cannot be written, OutputError where it exists.
    """
    from tracker.storage.backup import back_up, name_backup

    path = _path(location)
    if inspect_schema(path).state is State.NEW:
        raise DatabaseError(f"there is no database at {path} to back up")
    return back_up(path, destination if destination is not None else name_backup(path, "backup"))


def _fill_vocabulary(path: Path) -> None:
    from tracker.workflows.vocabulary import store_topics

    with Database(path) as database:
        store_topics(database)


def _location(named: str, base: Path, reason: str) -> DatabaseLocation:
    if "://" in named or named == ":memory:":
        prefix, _, rest = named.partition(":///")
        if prefix != "sqlite" or not rest or rest == ":memory:":
            raise DatabaseError(f"{named!r} is no database the tracker can use: give a path or sqlite:///PATH")
        named = rest
    try:
        path = Path(os.path.abspath(base / Path(named).expanduser()))
    except RuntimeError:
        raise DatabaseError(f"{named!r} names a home folder that cannot be found: write the path out") from None
    return DatabaseLocation(url=f"sqlite:///{path}", path=str(path), reason=reason)


def _path(location: DatabaseLocation) -> Path:
    if location.path is None:
        raise DatabaseError(f"{location.url!r} is no database the tracker can use: give a path or sqlite:///PATH")
    return Path(location.path)
