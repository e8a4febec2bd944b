"""`tracker db`: where it is and why, what state it is in, its backups, and what damage is told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


def test_path_and_why(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = run("db", "path")
    assert (named.code, named.out) == (0, f"{tmp_path / 'tracker.db'}\n")
    assert "TRACKER_DB" in named.err
    given = run("--db", tmp_path / "other.db", "db", "path")
    assert given.out == f"{tmp_path / 'other.db'}\n"
    assert "--db" in given.err
    assert run("db", "path", "--db", f"sqlite:///{tmp_path}/other.db").out == given.out
    monkeypatch.delenv("TRACKER_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert run("db", "path").out.startswith(str(tmp_path / "data"))
    assert not (tmp_path / "other.db").exists()


def test_current_and_upgrade(run: Run, tmp_path: Path) -> None:
    none = run("db", "current")
    assert (none.code, none.out) == (0, "none\n")
    assert "there is no database yet" in none.err
    assert not (tmp_path / "tracker.db").exists()
    made = run("db", "upgrade")
    assert made.code == 0
    assert "created the database" in made.err
    current = run("db", "current")
    assert current.err == "this is the schema of this program\n"
    assert current.out.strip() in run("db", "upgrade").err


def test_a_newer_schema_is_not_said_to_be_upgradable(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    newer = run("db", "current")
    assert (newer.code, newer.out) == (0, "9999\n")
    assert "a newer version of statement-tracker made it" in newer.err
    assert "db upgrade" not in newer.err


def test_check_counts_and_is_content(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    result = run("db", "check")
    assert result.code == 0
    assert "         2  articles\n         4  statements\n" in result.out
    assert result.err == "the database is sound\n"


def test_check_tells_damage(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection, connection:
        connection.execute("UPDATE article SET text = replace(text, 'grain', 'brain') WHERE id = 1")
    result = run("db", "check")
    assert result.code == 1
    assert "error: " in result.err
    assert "sound" not in result.err


def test_backup(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    beside = run("db", "backup")
    assert beside.code == 0
    assert Path(beside.out.strip()).parent == tmp_path
    target = tmp_path / "copy.db"
    assert run("db", "backup", target).out == f"{target}\n"
    assert run("--db", target, "statements").out == run("statements").out
    again = run("db", "backup", target)
    assert again.code == 1
    assert again.err.count("\n") == 1


def test_nothing_to_back_up(run: Run) -> None:
    result = run("db", "backup")
    assert result.code == 1
    assert "there is no database" in result.err


@pytest.mark.parametrize("url", ["postgresql://host/x", "sqlite:///"])
def test_a_database_of_another_kind(run: Run, url: str) -> None:
    result = run("--db", url, "statements")
    assert result.code == 1
    assert result.err.count("\n") == 1


def test_the_metadata_for_datasette_names_the_database(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "mine.db", "db", "datasette")
    assert (result.code, result.err) == (0, "")
    assert list(json.loads(result.out)["databases"]) == ["mine"]
