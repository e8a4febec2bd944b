"""A watch tells every commit of others, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import DatabaseError, TrackerError
from tracker.storage.database import Database
from tracker.storage.watching import Watch


def test_every_commit_is_told(database: Database) -> None:
    with database.read():
        pass  # a new file's first connection turns on the write-ahead log, which is a commit too
    watch = Watch(database.path)
    seen = [watch.version(), watch.version()]
    with database.begin() as session:
        store(session, CORRIDOR)
        assert watch.version() == seen[0]
    seen.append(watch.version())
    with database.read() as session:
        session.execute(text("SELECT count(*) FROM statement"))
    seen.append(watch.version())
    with database.begin() as session:
        store(session, PIPELINE)
    seen.append(watch.version())
    watch.close()
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4]


def test_a_path_with_signs_of_addresses_in_it_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "a? b#c%20"
    folder.mkdir()
    watch = Watch(make_database(folder / "tracker.db"))
    assert watch.version() > 0
    watch.close()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        Watch(tmp_path / "none.db").version()
    assert not (tmp_path / "none.db").exists()


def test_a_read_only_database_refuses_to_be_written(tmp_path: Path) -> None:
    path = make_database(tmp_path / "tracker.db")
    with Database(path, read_only=True) as database:
        with database.read() as session:
            assert session.execute(text("SELECT count(*) FROM statement")).scalar_one() == 0
        with pytest.raises((TrackerError, OperationalError)), database.begin() as session:
            store(session, CORRIDOR)
    with Database(path) as database, database.read() as session:
        assert session.execute(text("SELECT count(*) FROM article")).scalar_one() == 0
