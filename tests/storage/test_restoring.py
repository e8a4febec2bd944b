"""Restoring: the backup's contents or the old ones, never anything between, and nobody's open database replaced."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import DatabaseError
from tracker.storage import restoring
from tracker.storage.backup import back_up
from tracker.storage.checking import check_rows
from tracker.storage.database import Database
from tracker.storage.restoring import read_contents, restore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of two articles, with a backup of when it had one."""
    path = make_database(tmp_path / "t.db")
    with Database(path) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
        back_up(path, tmp_path / "backup.db")
        with database.begin() as session:
            store(session, PIPELINE)
    return path


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_backup_takes_the_place_and_what_was_there_is_kept(path: Path, backup: Path, tmp_path: Path) -> None:
    before, wanted = dump(path), dump(backup)
    kept = restore(backup, path)
    assert kept is not None
    assert kept.name.startswith("t-replaced-2")
    assert (dump(path), dump(kept), dump(backup)) == (wanted, before, wanted)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", kept.name, "t.db"]
    with Database(path) as database, database.begin() as session:
        assert check_rows(session).problems == ()
        store(session, PIPELINE)
    back = restore(kept, path)
    assert back is not None
    assert dump(path) == before


def test_a_log_that_a_crash_left_is_folded_into_what_is_kept(path: Path, backup: Path) -> None:
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "c.execute(\"UPDATE article SET note = 'in the log'\"); c.commit(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)])
    assert Path(f"{path}-wal").stat().st_size > 0
    kept = restore(backup, path)
    assert kept is not None
    assert "in the log" in "".join(dump(kept))
    assert dump(path) == dump(backup)


def test_a_database_that_is_not_there_is_made(backup: Path, tmp_path: Path) -> None:
    for name in ("new.db", "empty.db"):
        path = tmp_path / name
        (tmp_path / "empty.db").touch()
        Path(f"{path}-wal").write_bytes(b"of a database that was removed")
        assert restore(backup, path) is None
        assert dump(path) == dump(backup)


@pytest.mark.parametrize("begin", ["SELECT count(*) FROM article", "BEGIN IMMEDIATE", "BEGIN"])
def test_a_database_that_somebody_has_open_is_left_alone(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    monkeypatch.setattr(restoring, "PATIENCE", 0.05)
    before = dump(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM article").fetchone()
        other.execute(begin)
        with pytest.raises(DatabaseError, match=r"t\.db is in use by another program .* nothing was changed"):
            restore(backup, path)
        assert other.execute("SELECT count(*) FROM article").fetchone() == (2,)
    assert dump(path) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", "t.db"]


@pytest.mark.parametrize("damage", ["header", "schema", "page", "text", "cut"])
def test_a_damaged_database_makes_way(path: Path, backup: Path, damage: str) -> None:
    whole = bytearray(path.read_bytes())
    if damage == "header":
        whole[:16] = bytes(16)
    elif damage == "schema":
        whole[100:4096] = b"\xff" * 3996
    elif damage == "page":
        whole[8192:12288] = b"\xff" * 4096
    elif damage == "text":
        whole = bytearray(b"not a database at all")
    else:
        del whole[5000:]
    path.write_bytes(whole)
    Path(f"{path}-wal").write_bytes(b"\x37\x7f\x06\x83" + bytes(100))
    kept = restore(backup, path)
    assert kept is not None
    assert dump(path) == dump(backup)
    with Database(path) as database, database.begin() as session:
        assert check_rows(session).problems == ()


def test_a_damaged_backup_is_refused(backup: Path) -> None:
    whole = bytearray(backup.read_bytes())
    with closing(sqlite3.connect(backup)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_speaker_folded'").fetchone()
    whole[(page - 1) * 4096 : page * 4096] = bytes(4096)
    backup.write_bytes(whole)
    with pytest.raises(DatabaseError, match=r"backup\.db is damaged"):
        read_contents(backup)


def test_a_restore_that_fails_midway_leaves_what_was_there(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(path)
    code = (
        "import resource, signal, sys; from pathlib import Path; from tracker.storage.restoring import restore\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))\n"
        "restore(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    big = 200_000  # characters of a text that makes the backup larger than what is there
    with Database(backup) as database, database.begin() as session:
        store(session, PIPELINE, text=PIPELINE.article.text + "Grain. " * big)
    ran = subprocess.run(
        [sys.executable, "-c", code, str(backup), str(path), str(path.stat().st_size + 100_000)],
        capture_output=True,
        text=True,
    )
    assert "DatabaseError" in ran.stderr, ran.stderr
    assert dump(path) == before
