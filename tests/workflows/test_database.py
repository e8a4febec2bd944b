"""Finding, opening, upgrading, checking and backing up the database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import DatabaseError, OutputError, UsageError
from tracker.lexicon.loader import load_lexicon
from tracker.records.location import DatabaseLocation
from tracker.records.upkeep import DatabaseContents, MendReport
from tracker.storage.database import Database
from tracker.storage.schema import HEAD, find_migrations, migration_connection
from tracker.workflows.database import (
    backup_database,
    can_upgrade,
    check_database,
    compare_backup,
    current_revision,
    locate_database,
    mend_database,
    open_database,
    restore_database,
    upgrade_database,
)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write the config file of a home folder that holds nothing else."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))

    def write(content: str) -> Path:
        path = tmp_path / "config" / "statement-tracker" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path

    return write


@pytest.fixture
def location(tmp_path: Path) -> DatabaseLocation:
    return locate_database(str(tmp_path / "folder" / "t.db"))


def downgrade(location: DatabaseLocation, revision: str) -> None:
    options = Config()
    options.set_main_option("script_location", str(find_migrations()))
    with migration_connection(Path(location.path or "")) as connection:
        options.attributes["connection"] = connection
        command.downgrade(options, revision)


def test_each_way_to_name_a_database_gives_way_to_the_one_before(config: Callable[[str], Path], tmp_path: Path) -> None:
    data = tmp_path / "data" / "statement-tracker" / "tracker.db"
    file = tmp_path / "config" / "statement-tracker" / "config.toml"
    reason = f"in the data folder; 'database = \"PATH\"' in {file} would name another"
    assert locate_database(None, {}) == DatabaseLocation(f"sqlite:///{data}", str(data), reason)
    written = config('database = "mine.db"')
    mine = written.parent / "mine.db"
    assert locate_database(None, {}) == DatabaseLocation(f"sqlite:///{mine}", str(mine), f"named by {written}")
    named = locate_database(None, {"TRACKER_DB": "/somewhere/a.db"})
    assert (named.path, named.reason) == ("/somewhere/a.db", "named by TRACKER_DB")
    given = locate_database("/elsewhere/b.db", {"TRACKER_DB": "/somewhere/a.db"})
    assert (given.path, given.reason) == ("/elsewhere/b.db", "given by --db")
    assert locate_database("", {"TRACKER_DB": ""}).path == str(mine)


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ("a.db", "{cwd}/a.db"),
        ("x/../a.db", "{cwd}/a.db"),
        ("~/a.db", "{home}/a.db"),
        ("sqlite:///a.db", "{cwd}/a.db"),
        ("sqlite:////srv/a.db", "/srv/a.db"),
        ("sqlite:///~/a.db", "{home}/a.db"),
    ],
)
def test_paths_and_addresses(
    config: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate_database(named).path == path.format(cwd=tmp_path, home=tmp_path)


@pytest.mark.parametrize(
    "named", ["postgresql://host/db", "sqlite://", "sqlite:///", "sqlite:///:memory:", ":memory:", "https://x/y"]
)
def test_other_databases_are_refused(named: str) -> None:
    with pytest.raises(DatabaseError, match=r"is no database the tracker can use: give a path or sqlite:///PATH"):
        locate_database(named)


def test_the_home_folder_of_nobody() -> None:
    with pytest.raises(DatabaseError, match=r"'~nobody-at-all/t\.db' names a home folder that .* write the path out"):
        locate_database("~nobody-at-all/t.db")


@pytest.mark.parametrize("content", ["database = [", "database = 3", 'database = ""'])
def test_a_config_file_that_says_nothing_sensible(config: Callable[[str], Path], content: str) -> None:
    path = config(content)
    with pytest.raises(DatabaseError, match=str(path)):
        locate_database(None, {})


def test_a_config_file_about_other_things(config: Callable[[str], Path]) -> None:
    path = config("[other]\nkey = 1\n")
    assert locate_database(None, {}).reason == f"in the data folder, as {path} names no database"


def test_the_first_command_creates_the_database(location: DatabaseLocation) -> None:
    said: list[str] = []
    assert current_revision(location) == (None, HEAD)
    with open_database(location, notify=said.append) as database, database.read() as session:
        slugs = session.connection().exec_driver_sql("SELECT slug FROM topic ORDER BY position").scalars().all()
        assert slugs == [topic.slug for topic in load_lexicon().topics]
    assert said == [f"created the database {location.path}"]
    assert current_revision(location) == (HEAD, HEAD)
    open_database(location, notify=said.append).close()
    upgrade_database(location, notify=said.append)
    assert len(said) == 1


def test_an_older_schema_is_backed_up_and_upgraded(location: DatabaseLocation, tmp_path: Path) -> None:
    said: list[str] = []
    with open_database(location, notify=said.append) as database, database.begin() as session:
        store(session, CORRIDOR)
    assert not can_upgrade(location)
    downgrade(location, "0001")
    assert can_upgrade(location)
    assert current_revision(location) == ("0001", HEAD)
    with open_database(location, notify=said.append) as database, database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM ledger").scalar() == 3
    (backup,) = (tmp_path / "folder").glob(f"t-before-{HEAD}-*.db")
    assert said[1:] == [f"upgraded {location.path} from schema 0001 to {HEAD}; a backup of it as it was is {backup}"]
    assert current_revision(locate_database(str(backup))) == ("0001", HEAD)


def test_a_newer_schema_is_refused_and_left_alone(location: DatabaseLocation) -> None:
    open_database(location, notify=lambda _: None).close()
    path = Path(location.path or "")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    assert not can_upgrade(location)
    before = path.read_bytes()
    with pytest.raises(
        DatabaseError, match=r"has schema 0999, which this version does not know .* upgrade statement-tracker"
    ):
        open_database(location, notify=lambda _: None)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, just notes\n" * 9, b"\x7fELF" + bytes(300)])
def test_a_file_that_is_none_of_ours_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes"
    path.write_bytes(content)
    for work in (
        lambda: open_database(locate_database(str(path)), notify=lambda _: None),
        lambda: backup_database(locate_database(str(path)), None),
        lambda: current_revision(locate_database(str(path))),
    ):
        with pytest.raises(DatabaseError, match="is not an SQLite database; name another file with --db"):
            work()
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match=r"t\.db cannot be used: Not a directory|File exists"):
        open_database(locate_database(str(tmp_path / "file" / "t.db")), notify=lambda _: None)


def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(DatabaseError, match=r"/proc/t\.db cannot be opened: check that its folder exists and may be"):
        open_database(locate_database("/proc/t.db"), notify=lambda _: None)


def test_an_interrupted_creation_is_taken_up(location: DatabaseLocation) -> None:
    path = Path(location.path or "")
    path.parent.mkdir()
    path.touch()
    with open_database(location, notify=lambda _: None) as database:
        assert check_database(database).problems == ()


@pytest.mark.slow
def test_several_who_come_first_at_once(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from tracker.records import ArticleInput, Extraction\n"
        "from tracker.workflows.database import locate_database, open_database\n"
        "from tracker.workflows.ingest import ingest\n"
        "with open_database(locate_database(sys.argv[1]), notify=lambda _: None) as database:\n"
        "    items = [ArticleInput(f'Text {number}') for number in range(20)]\n"
        "    report = ingest(database, items, extractor=(lambda _: Extraction(), '1'))\n"
        "    sys.exit(len(report.failures))\n"
    )
    path = tmp_path / "t.db"
    started = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [process.wait() for process in started] == [0] * 3
    with Database(path) as database:
        report = check_database(database)
    assert (report.counts["article"], report.problems) == (20, ())


def test_checking(location: DatabaseLocation) -> None:
    with open_database(location, notify=lambda _: None) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            session.connection().exec_driver_sql("UPDATE statement SET cue = 'sang' WHERE id = 1")
            session.connection().exec_driver_sql("INSERT INTO article_fts (article_fts) VALUES ('delete-all')")
        report = check_database(database)
    assert report.counts["statement"] == 3
    assert [problem.check for problem in report.problems] == ["words", "search index"]


def test_backing_up(location: DatabaseLocation, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"there is no database at "):
        backup_database(location, None)
    assert not (tmp_path / "folder").exists()
    with open_database(location, notify=lambda _: None) as database, database.begin() as session:
        store(session, CORRIDOR)
    beside = backup_database(location, None).path
    assert beside.parent == tmp_path / "folder"
    named = backup_database(location, tmp_path / "copy.db").path
    for copy in (beside, named):
        with Database(copy) as database:
            assert check_database(database).counts["statement"] == 3
    with pytest.raises(OutputError, match="exists already"):
        backup_database(location, named)


def test_the_last_backups_are_kept(location: DatabaseLocation, tmp_path: Path) -> None:
    open_database(location, notify=lambda _: None).close()
    (tmp_path / "copies").mkdir()
    made = [backup_database(location, tmp_path / "copies").path for _ in range(4)]
    bystander = tmp_path / "copies" / "t-backup-of-mine.db"
    bystander.write_bytes(made[0].read_bytes())
    report = backup_database(location, tmp_path / "copies", keep=2)
    assert report.removed == tuple(made[:3])
    assert sorted((tmp_path / "copies").iterdir()) == sorted([made[3], report.path, bystander])
    with pytest.raises(UsageError, match="--keep counts the backups of a folder"):
        backup_database(location, tmp_path / "copy.db", keep=2)
    # A clock that was set back makes the new one the first by name: it stays all the same.
    future = tmp_path / "copies" / "t-backup-29990101-000000.db"
    made[3].rename(future)
    again = backup_database(location, tmp_path / "copies", keep=1)
    assert again.removed == (report.path, future)
    assert again.path.exists()


def test_mending(location: DatabaseLocation, tmp_path: Path) -> None:
    with open_database(location, notify=lambda _: None) as database, database.begin() as session:
        store(session, CORRIDOR)
        session.connection().exec_driver_sql("UPDATE statement SET cue = 'sang' WHERE id = 1")
        store(session, PIPELINE)
        session.connection().exec_driver_sql("UPDATE statement SET cue = 'sang' WHERE id = 4")
        # Of a text that is another one nothing is made.
        session.connection().exec_driver_sql("UPDATE article SET text = replace(text, 'pipe', 'hype') WHERE id = 2")
        session.connection().exec_driver_sql("INSERT INTO article_fts (article_fts) VALUES ('delete-all')")
    report = mend_database(location, notify=lambda _: None)
    assert report.done == ("the search index article_fts was built anew", "S1 has its cue again")
    assert {(problem.check, problem.where) for problem in report.left} == {
        ("text hash", "article 2"),
        ("words", "statement 4 (article 2)"),
    }
    assert report.copy is not None
    with Database(Path(report.copy)) as database:
        assert {problem.check for problem in check_database(database).problems} >= {"words", "search index"}
    assert mend_database(location, notify=lambda _: None) == MendReport((), None, report.left)


def test_what_a_restore_would_do(location: DatabaseLocation, tmp_path: Path) -> None:
    with open_database(location, notify=lambda _: None) as database, database.begin() as session:
        store(session, CORRIDOR)
    copy = backup_database(location, tmp_path / "copy.db").path
    held = DatabaseContents(1, 3, 1, "2024-03-02T10:00:00Z")
    assert compare_backup(location, copy) == (held, held)
    elsewhere = locate_database(str(tmp_path / "new" / "t.db"))
    assert compare_backup(elsewhere, copy) == (held, None)
    path = Path(location.path or "")
    for backup, refusal in (
        (path, "is the database itself"),
        (tmp_path / "absent.db", "there is no file"),
        (tmp_path, "there is no file"),
    ):
        with pytest.raises(DatabaseError, match=refusal):
            compare_backup(location, backup)
    (tmp_path / "empty.db").touch()
    with pytest.raises(DatabaseError, match="is empty"):
        compare_backup(location, tmp_path / "empty.db")
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(DatabaseError, match=r"has schema 0999, which this version does not know .* upgrade"):
        restore_database(location, copy)


def test_a_backup_from_before_an_upgrade_goes_back_and_is_upgraded_again(location: DatabaseLocation) -> None:
    said: list[str] = []
    with open_database(location, notify=said.append) as database, database.begin() as session:
        store(session, CORRIDOR)
    downgrade(location, "0003")
    open_database(location, notify=said.append).close()
    before = Path(said[-1].rpartition(" ")[2])
    kept = restore_database(location, before)
    assert kept is not None
    assert current_revision(location) == ("0003", HEAD)
    assert current_revision(locate_database(str(kept))) == (HEAD, HEAD)
    with open_database(location, notify=said.append) as database:
        report = check_database(database)
    assert (report.counts["statement"], report.problems) == (3, ())
    # A newer version's database makes way for a backup too, so that one can go back to an older version.
    path = Path(location.path or "")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    restore_database(location, before)
    assert current_revision(location) == ("0003", HEAD)
