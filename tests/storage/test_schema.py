"""The migrations: they make what the models say, run both ways, keep rows, and leave alone what is not theirs."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.databases import make_database
from tests.extractions import CORRIDOR, store
from tracker.errors import DatabaseError
from tracker.storage import schema
from tracker.storage.database import Database
from tracker.storage.models import Base
from tracker.storage.schema import (
    APPLICATION_ID,
    HEAD,
    State,
    find_migrations,
    inspect_schema,
    known_revisions,
    migration_connection,
    upgrade_schema,
)

ROOT = Path(__file__).parents[2]
FULL_TEXT = ("article_fts", "statement_fts", "speaker_name_fts")


def make_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(find_migrations()))
    return config


def migrate(path: Path, step: Callable[[Config, str], None], revision: str) -> None:
    config = make_config()
    with migration_connection(path) as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def read_schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return dict(rows)


def normalise(sql: str) -> list[str]:
    """The parts of a definition, without the order that constraints, added columns and quotes happen to have."""
    head, _, rest = re.sub(r'["\s]+', " ", sql).partition("(")
    body, _, tail = rest.rpartition(")")
    parts = re.split(r",(?![^()]*\))", re.sub(r"\([^()]*\([^()]*\)[^()]*\)", lambda m: m[0].replace(",", ";"), body))
    return [head.strip(), *sorted(part.strip() for part in parts), tail.strip()]


def test_the_head_is_the_one_of_the_migrations() -> None:
    assert ScriptDirectory.from_config(make_config()).get_current_head() == HEAD
    assert HEAD in known_revisions()


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    made = read_schema(make_database(tmp_path / "t.db"))
    wanted: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        wanted[table.name] = str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in table.indexes:
            wanted[str(index.name)] = str(CreateIndex(index).compile(dialect=sqlite.dialect()))
    by_hand = {name for name, sql in made.items() if sql.startswith(("CREATE TRIGGER", "CREATE VIEW"))}
    shadows = {name for name in made if name.startswith(FULL_TEXT)}
    assert made.keys() - by_hand - shadows - {"alembic_version", "sqlite_sequence"} == wanted.keys()
    for name, sql in wanted.items():
        assert normalise(made[name]) == normalise(sql)


def test_every_full_text_table_is_kept_in_step_by_three_triggers(tmp_path: Path) -> None:
    made = read_schema(make_database(tmp_path / "t.db"))
    for index in FULL_TEXT:
        assert made[index].startswith("CREATE VIRTUAL TABLE")
        assert {f"{index}_{action}" for action in ("insert", "update", "delete")} <= made.keys()


def test_upgrade_check_and_downgrade_run_from_the_repository(tmp_path: Path) -> None:
    path = tmp_path / "dev.db"
    for arguments in (("upgrade", "head"), ("check",), ("downgrade", "base"), ("upgrade", "head")):
        ran = subprocess.run(
            [sys.executable, "-m", "alembic", "-x", f"db={path}", *arguments], cwd=ROOT, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    assert inspect_schema(path).state is State.CURRENT


def test_downgrading_to_base_leaves_nothing_behind(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    migrate(path, command.downgrade, "base")
    assert read_schema(path).keys() == {"alembic_version", "sqlite_sequence"}
    assert inspect_schema(path) == schema.SchemaState(State.NEW, None)


def test_rows_are_kept_down_and_up_again_and_found_by_search(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    migrate(path, command.downgrade, "0001")
    assert inspect_schema(path) == schema.SchemaState(State.OLDER, "0001")
    upgrade_schema(path)
    with closing(sqlite3.connect(path)) as connection:
        kept = [line for line in connection.iterdump() if "_fts" not in line]
        found = connection.execute("SELECT rowid FROM statement_fts WHERE statement_fts MATCH 'corridors'").fetchall()
    assert kept == [line for line in before if "_fts" not in line]
    assert found == [(1,)]


def test_the_states_a_file_can_be_in(tmp_path: Path) -> None:
    assert inspect_schema(tmp_path / "absent" / "t.db").state is State.NEW
    empty = tmp_path / "empty.db"
    empty.touch()
    assert inspect_schema(empty).state is State.NEW
    with closing(sqlite3.connect(tmp_path / "blank.db")) as connection:
        connection.execute("VACUUM")
    assert inspect_schema(tmp_path / "blank.db").state is State.NEW
    current = make_database(tmp_path / "t.db")
    assert inspect_schema(current) == schema.SchemaState(State.CURRENT, HEAD)
    with closing(sqlite3.connect(current)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert inspect_schema(current) == schema.SchemaState(State.UNKNOWN, "9999")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Who said what, and when?\n" * 20)
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"notes\.txt is not an SQLite database; name another file with --db"):
        inspect_schema(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_truncated_database_is_refused(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(DatabaseError, match="not an SQLite database"):
        inspect_schema(path)
    whole = make_database(tmp_path / "u.db").read_bytes()
    (tmp_path / "u.db").write_bytes(whole[:5000])
    with pytest.raises(DatabaseError, match="is damaged; restore it from a backup"):
        inspect_schema(tmp_path / "u.db")


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="is an SQLite database, but not the tracker's"):
        inspect_schema(path)
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be used: Is a directory"):
        inspect_schema(tmp_path)


def test_an_upgrade_that_fails_midway_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    migrate(path, command.downgrade, "0001")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE ledger (one)")  # in the way of the view that the upgrade makes last
    before = read_schema(path)
    with pytest.raises(Exception, match="ledger already exists"):
        upgrade_schema(path)
    assert read_schema(path) == before
    assert inspect_schema(path).state is State.OLDER


def test_an_upgrade_that_would_leave_dangling_rows_is_taken_back(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    migrate(path, command.downgrade, "0001")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO mention (article_id, text) VALUES (99, 'Brandt')")
    with pytest.raises(DatabaseError, match="1 rows would point to nothing, the first in table 'mention'"):
        upgrade_schema(path)
    assert inspect_schema(path).revision == "0001"


def test_an_ordinary_command_does_not_import_alembic(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    code = (
        "import sys; from pathlib import Path; from tracker.storage.schema import inspect_schema;"
        f"inspect_schema(Path({str(path)!r})); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_header_tells_the_trackers_databases_from_others(tmp_path: Path) -> None:
    header = make_database(tmp_path / "t.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


def test_foreign_keys_hold_no_cascade_while_a_parent_is_rebuilt(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    with migration_connection(path) as connection:
        # What a batch change of a parent table comes down to.
        connection.exec_driver_sql("CREATE TABLE kept AS SELECT * FROM article")
        connection.exec_driver_sql("DELETE FROM article")
        connection.exec_driver_sql("INSERT INTO article SELECT * FROM kept")
        connection.exec_driver_sql("DROP TABLE kept")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM statement").scalar() == 3
    engine.dispose()
