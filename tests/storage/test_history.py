"""The history: every write is told, and nothing told is ever changed."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.extractions import CALLER, CORRIDOR, PIPELINE, store
from tracker import __version__
from tracker.storage.database import Database
from tracker.storage.history import RowChange, describe_caller, record_changes


def test_storing_an_article_is_one_entry(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        store(session, CORRIDOR)
        entries = session.execute(text("SELECT token, at, user, command, version FROM invocation")).all()
        assert [tuple(entry) for entry in entries] == [
            (CALLER.token, CALLER.at, "tester", "tracker ingest articles", "0.0")
        ]
        changes = session.execute(text("SELECT invocation_id, table_name, row_id, action, before, after FROM change"))
        rows = [tuple(change) for change in changes]
        assert [row[:5] for row in rows] == [(1, "article", 1, "insert", None), (1, "article", 2, "insert", None)]
        summary = json.loads(rows[1][5])
        assert summary.pop("text_sha256")
        assert summary == {"title": "Okello warns", "extractor": "7", "statements": [4, 5], "speakers": [4, 5]}


def test_a_row_of_any_table_can_be_told(database: Database) -> None:
    with database.begin() as session:
        change = RowChange("statement", 3, "update", {"note": None}, {"note": "checked “twice”\0"})
        assert record_changes(session, CALLER, [change]) == record_changes(session, CALLER, []) == 1
        row = session.execute(text("SELECT table_name, row_id, action, before, after FROM change")).one()
        assert tuple(row[:3]) == ("statement", 3, "update")
        assert (json.loads(row[3]), json.loads(row[4])) == (change.before, change.after)


@pytest.mark.parametrize("table", ["change", "invocation"])
@pytest.mark.parametrize(
    "action", ["UPDATE {} SET id = 9", "DELETE FROM {}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_nothing_told_is_changed(database: Database, table: str, action: str) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
    with pytest.raises(IntegrityError, match="the history is append-only"), database.begin() as session:
        session.execute(text(action.format(table)))


def test_who_writes_and_by_what() -> None:
    caller = describe_caller(["/usr/bin/tracker", "ingest", "my articles", "it's"])
    assert caller.command == "tracker ingest 'my articles' 'it'\"'\"'s'"
    assert caller.user == getpass.getuser()
    assert caller.version == __version__
    assert caller.token != describe_caller([]).token
    assert len(caller.at) == len("2024-03-02T10:00:00Z")


def test_a_file_name_that_is_not_utf8_can_be_told(database: Database) -> None:
    caller = describe_caller(["tracker", "ingest", "caf\udce9.txt"])
    with database.begin() as session:
        record_changes(session, caller, [])
        assert session.execute(text("SELECT command FROM invocation")).scalar() == r"tracker ingest 'caf\udce9.txt'"


def test_a_user_without_a_name_is_unknown() -> None:
    code = (
        "import getpass\n"
        "def refuse(): raise OSError('No username set in the environment')\n"
        "getpass.getuser = refuse\n"
        "from tracker.storage.history import describe_caller\n"
        "print(describe_caller([]).user)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "unknown\n"
