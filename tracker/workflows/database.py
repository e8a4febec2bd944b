"""Finding, opening, upgrading, checking and backing up the database.

Every command opens it, so that what only some of them need is imported where it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DatabaseError, UsageError
from tracker.records.location import DatabaseLocation
from tracker.storage.database import Database
from tracker.storage.refusals import refuse_failures
from tracker.storage.schema import HEAD, State, inspect_schema, upgrade_schema
from tracker.workflows.settings import APPLICATION, config_folder, read_config, read_path

if TYPE_CHECKING:
    from tracker.records.upkeep import BackupReport, CheckReport, DatabaseContents, MendReport

_FILE = "tracker.db"
_BACKUP = "backup"

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
        from tracker.storage.backup import back_up_into

        copy = back_up_into(path, path.parent, f"before-{HEAD}")
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
    """Verify the whole database: SQLite's own checks, schema, search, names, history, every statement's words.

    Others go on reading and writing meanwhile; what is checked is the database of one moment.
    """
    from tracker.storage.checking import check_indexes, check_rows

    with database.read() as session:
        report = check_rows(session)
        return replace(report, problems=(*report.problems, *check_indexes(session)))


def mend_database(location: DatabaseLocation, *, notify: Notify) -> MendReport:
    """Make anew what follows from the rest and does not fit it (storage/mending.py), after a copy of it as it is.

    ``notify`` is told of an upgrade, which comes first.
    """
    from tracker.records.upkeep import MendReport
    from tracker.storage.backup import back_up_into
    from tracker.storage.mending import mend

    path = _find_existing(location)
    upgrade_database(location, notify=notify)
    with Database(path) as database:
        with database.lock() as session:
            planned = mend(session)
        copy = back_up_into(path, path.parent, "before-mending", verify=False) if planned else None
    # Opened anew: what was tried has left its traces in the connection.
    with Database(path) as database:
        if planned:
            with database.begin() as session:
                planned = mend(session)
        return MendReport(tuple(planned), None if copy is None else str(copy), check_database(database).problems)


def backup_database(location: DatabaseLocation, destination: Path | None, *, keep: int | None = None) -> BackupReport:
    """Copy the database, also while others write to it, and verify the copy.

    Without a destination the copy stands beside the database, and in a destination that is a folder in it, with date
    and time in its name; ``keep`` then removes the oldest such copies until that many are left. Raises DatabaseError
    where there is no database or the destination cannot be written, OutputError where it exists, UsageError for
    ``keep`` with a file.
    """
    from tracker.records.upkeep import BackupReport
    from tracker.storage.backup import back_up, back_up_into, list_backups

    path = _find_existing(location)
    if destination is not None and not destination.is_dir():
        if keep is not None:
            raise UsageError(f"--keep counts the backups of a folder, and {destination} is none")
        return BackupReport(back_up(path, destination))
    folder = path.parent if destination is None else destination
    made = back_up_into(path, folder, _BACKUP)
    others = [file for file in list_backups(path, folder, _BACKUP) if file != made]
    removed = [] if keep is None else others[: max(0, len(others) - (keep - 1))]
    with refuse_failures(folder):
        for file in removed:
            file.unlink(missing_ok=True)
    return BackupReport(made, tuple(removed))


def compare_backup(location: DatabaseLocation, backup: Path) -> tuple[DatabaseContents, DatabaseContents | None]:
    """What a backup holds, which is verified, and what the database holds now (None: nothing that can be read).

    Raises DatabaseError where the backup is no sound database of the tracker, is of a newer schema, or is the database.
    """
    from tracker.storage.restoring import read_contents

    path = _path(location)
    if not backup.is_file():
        raise DatabaseError(f"there is no file {backup}; `tracker db backup` makes backups beside {path}")
    if path.exists() and backup.samefile(path):
        raise DatabaseError(f"{backup} is the database itself; name a backup of it")
    found = inspect_schema(backup)
    if found.state is State.NEW:
        raise DatabaseError(f"{backup} is empty; name a backup")
    if found.state is State.UNKNOWN:
        raise DatabaseError(
            f"{backup} has schema {found.revision}, which this version does not know (it has {HEAD}): upgrade "
            "statement-tracker first"
        )
    holds = read_contents(backup)
    try:
        return holds, read_contents(path) if path.exists() and path.stat().st_size else None
    except DatabaseError:  # that is what backups are for
        return holds, None


def restore_database(location: DatabaseLocation, backup: Path) -> Path | None:
    """Put a backup in the place of the database and give the copy of what was there before, where something was.

    Raises what compare_backup does, and DatabaseError, with nothing changed, where another program uses the database.
    An older schema stays as it is; open_database upgrades it.
    """
    from tracker.storage.restoring import restore

    compare_backup(location, backup)
    path = _path(location)
    with refuse_failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return restore(backup, path)


def _find_existing(location: DatabaseLocation) -> Path:
    path = _path(location)
    if inspect_schema(path).state is State.NEW:
        raise DatabaseError(f"there is no database at {path}")
    return path


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
