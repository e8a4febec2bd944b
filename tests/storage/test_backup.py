"""Backups: whole, verified, made while others write, and never over another file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import DatabaseError, OutputError
from tracker.storage.backup import back_up, back_up_into, list_backups
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "tracker.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_copy_is_the_database(path: Path, tmp_path: Path) -> None:
    copy = back_up(path, tmp_path / "copy.db")
    assert dump(copy) == dump(path)
    with Database(copy) as database, database.begin() as session:
        assert check_rows(session).problems == check_indexes(session) == ()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "tracker.db"]


def test_a_copy_made_while_somebody_writes_has_what_was_committed(path: Path, tmp_path: Path) -> None:
    with Database(path) as database:
        with database.begin() as session:
            store(session, PIPELINE)
        with database.begin() as session:
            store(session, PIPELINE, text="Not committed yet. " + PIPELINE.article.text)
            copy = back_up(path, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (2,)


def test_no_file_is_overwritten(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("precious")
    with pytest.raises(OutputError, match=r"other\.db exists already; name another file for the backup"):
        back_up(path, other)
    assert other.read_text() == "precious"


def test_a_folder_that_is_not_there(path: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="absent does not exist; make it first"):
        back_up(path, tmp_path / "absent" / "copy.db")


def test_a_damaged_database_gives_no_backup(path: Path, tmp_path: Path) -> None:
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_speaker_folded'").fetchone()
    whole[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(whole)
    with pytest.raises(DatabaseError, match=r"the copy of .* is damaged \(|is damaged; restore it"):
        back_up(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_no_neighbour_is_touched(path: Path, tmp_path: Path) -> None:
    neighbour = tmp_path / "copy.db.part"
    neighbour.write_text("precious")
    path.chmod(0o640)
    copy = back_up(path, tmp_path / "copy.db")
    assert neighbour.read_text() == "precious"
    assert copy.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "copy.db.part", "tracker.db"]


def test_names_of_backups_are_new_ones(path: Path) -> None:
    made = [back_up_into(path, path.parent, "backup") for _ in range(12)]
    assert len(set(made)) == 12
    assert all(file.parent == path.parent and file.name.startswith("tracker-backup-2") for file in made)
    assert all(file.suffix == ".db" for file in made)


def test_the_backups_of_a_database_are_listed_in_the_order_in_which_they_were_made(path: Path, tmp_path: Path) -> None:
    names = ["20240101-120000", "20240101-120000-2", "20240101-120000-10", "20240101-120001"]
    wanted = [back_up(path, tmp_path / f"tracker-backup-{name}.db") for name in names]
    back_up(path, tmp_path / "tracker-backup-mine.db")
    back_up(path, tmp_path / "tracker-before-0005-20240101-120000.db")
    back_up(path, tmp_path / "other-backup-20240101-120000.db")
    (tmp_path / "tracker-backup-20240101-120002.db").write_text("notes")
    with closing(sqlite3.connect(tmp_path / "tracker-backup-20240101-120003.db")) as photos:
        photos.execute("CREATE TABLE photo (id)")
    (tmp_path / "tracker-backup-20240101-120004.db").mkdir()
    assert list_backups(path, tmp_path, "backup") == wanted


def test_a_damaged_database_is_copied_as_it_is_where_that_is_asked_for(path: Path, tmp_path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[-4096:] = bytes(4096)
    path.write_bytes(whole)
    copy = back_up(path, tmp_path / "copy.db", verify=False)
    assert copy.read_bytes()[4096:] == whole[4096:]
