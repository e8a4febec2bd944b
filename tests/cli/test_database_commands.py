"""`tracker db`: where it is and why, what state it is in, its backups, and what damage is told."""

from __future__ import annotations

import json
import shlex
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


def test_check_says_where_and_how_to_mend_and_mend_does_it(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection, connection:
        connection.execute("UPDATE statement SET cue = 'sang' WHERE id = 1")
        connection.execute("DROP TRIGGER article_dated")
    told = run("db", "check").err.splitlines()
    assert told[0] == "error: schema: trigger article_dated: is missing; `tracker db mend` makes it anew"
    assert told[1].startswith("error: words: statement 1 (article 1): the stored cue is not what stands at ")
    assert told[1].endswith("; `tracker db mend` puts it right")
    mended = run("db", "mend")
    assert (mended.code, mended.out) == (0, "the trigger article_dated was made anew\nS1 has its cue again\n")
    assert "the database as it was is " in mended.err
    assert run("db", "check").code == 0
    assert run("db", "mend").err == "nothing to mend: the database is sound\n"


def test_mend_leaves_with_1_what_it_cannot_mend(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection, connection:
        connection.execute("DELETE FROM statement_span WHERE statement_id = 1")
    result = run("db", "mend")
    assert (result.code, result.out) == (1, "")
    assert "has no content span; `tracker reextract --article A1` reads the article anew" in result.err
    assert run("reextract", "--article", "A1").code == 0
    assert run("db", "check").code == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE statement SET key = '0000000000000000' WHERE id = 1",
        "UPDATE mention SET text = 'Brand' WHERE id = 1",
        "UPDATE mention SET end = 9999 WHERE id = 1",
        "UPDATE statement_span SET end = 9999 WHERE statement_id = 1 AND role = 'cue'",
        "UPDATE statement_span SET end = end - 1 WHERE statement_id = 1 AND role = 'content'",
        "UPDATE statement SET said_on_at = 0, said_on_until = 9 WHERE id = 1",
        "UPDATE claim SET end = 9999 WHERE statement_id = 1",
        "DELETE FROM statement_span WHERE statement_id = 1",
    ],
)
def test_reading_the_article_anew_mends_what_check_says_that_it_does(run: Run, tmp_path: Path, damage: str) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection, connection:
        assert connection.execute(damage).rowcount > 0
    assert "; `tracker reextract --article A1` reads the article anew" in run("db", "check").err
    assert run("reextract", "--article", "A1").code == 0
    assert run("db", "check").err == "the database is sound\n"


def test_a_backup_says_how_to_go_back_and_that_goes(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    before = run("statements", "--format", "json").out
    made = run("db", "backup", "--keep", "2")
    assert made.err.startswith("to go back to it: tracker --db ")
    run("statement", "reject", "S1", "--yes")
    line = shlex.split(made.err.partition(": ")[2])[1:]
    looked = run(*line, "--dry-run")
    assert looked.code == 0
    assert (
        f"{made.out.strip()} holds 2 articles, 4 statements, 2 changes in its history, the last entry of " in looked.err
    )
    assert looked.err.endswith("nothing was done\n")
    refused = run(*line)
    assert refused.code == 1
    assert "repeat it with --yes" in refused.err
    assert run("statements", "--format", "json").out != before
    done = run(*line, "--yes")
    assert done.code == 0
    assert run("statements", "--format", "json").out == before
    kept = done.err.splitlines()[-1].partition("what was there is kept as ")[2]
    assert "-replaced-" in kept
    assert run("db", "restore", kept, "--yes").code == 0
    assert run("statements", "--format", "json").out != before


def test_backups_over_the_number_to_keep_are_told(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    first = run("db", "backup").out.strip()
    second = run("db", "backup", "--keep", "1")
    assert f"removed {first}\n" in second.err
    assert not Path(first).exists()
    assert Path(second.out.strip()).exists()
    assert run("db", "backup", tmp_path / "copy.db", "--keep", "1").code == 2
    assert run("db", "backup", "--keep", "0").code == 2


def test_nothing_that_is_no_backup_is_restored(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    (tmp_path / "notes.txt").write_text("notes " * 100)
    for name in ("notes.txt", "absent.db", "tracker.db"):
        result = run("db", "restore", tmp_path / name, "--yes")
        assert result.code == 1
        assert result.err.count("\n") == 1
    assert run("db", "check").code == 0
