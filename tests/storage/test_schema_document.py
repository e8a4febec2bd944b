"""docs/schema.md tells of every table and column, and its examples run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest

from tests.databases import make_database
from tests.extractions import CORRIDOR, store
from tracker.records import LedgerRow
from tracker.storage.database import Database
from tracker.storage.models import Base

DOCUMENT = (Path(__file__).parents[2] / "docs" / "schema.md").read_text("utf-8")


def describe(table: str) -> str:
    """What the document says of a table: from its name in bold to the next paragraph."""
    match = re.search(rf"\*\*{table}\*\*:(.*?)(?:\n\n|\*\*[a-z_]+\*\*:|\Z)", DOCUMENT, re.DOTALL)
    assert match is not None, f"{table} is not told of"
    return match[1]


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_and_column_is_told_of(table: str) -> None:
    told = set(re.findall(r"`([a-z_0-9]+)`", describe(table)))
    columns = {column.name for column in Base.metadata.tables[table].columns} - {"id"}
    assert columns <= told
    assert not {name for name in told if name.endswith("_id")} - columns


def test_every_column_of_the_ledger_is_told_of_in_its_order() -> None:
    table = DOCUMENT.split("## The view `ledger`")[1].split("**Offsets**")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert re.findall(r"`([a-z_0-9]+)`", " ".join(rows)) == [field.name for field in fields(LedgerRow)]


def test_the_examples_run(tmp_path: Path) -> None:
    path = make_database(tmp_path / "tracker.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    shown = re.search(r'^    sqlite3 .* "(SELECT .*)"$', DOCUMENT, re.MULTILINE)
    search = re.search(r"^    (SELECT .*\n    .*)$", DOCUMENT, re.MULTILINE)
    assert shown is not None
    assert search is not None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(shown[1]).fetchall() == [
            ("Ilse Brandt", "2024-03-01", "the grain corridor would stay open")
        ]
        assert connection.execute(search[1]).fetchall() == [
            ("Austria and Uganda", "the all-weather strategic partnership")
        ]
        words = connection.execute(
            'SELECT substr(a.text, x.start + 1, x."end" - x.start) FROM statement_span AS x '
            "JOIN statement AS s ON s.id = x.statement_id JOIN article AS a ON a.id = s.article_id "
            "WHERE x.statement_id = 1 AND x.role = 'content'"
        )
        assert words.fetchall() == [("the grain corridor would stay open",)]
