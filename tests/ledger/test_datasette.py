"""The database in programs of others, as docs/ledger.md has it: datasette with our metadata, sqlite-utils, pandas."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.ledger.datasette import describe_database
from tracker.storage.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = make_database(tmp_path / "tracker.db")
    with Database(found) as database, database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return found


def ask(path: Path, *addresses: str) -> list[Any]:
    """What datasette answers, served with our metadata."""
    from datasette.app import Datasette

    async def answer() -> list[Any]:
        served = Datasette([str(path)], metadata=describe_database("tracker"))
        await served.invoke_startup()
        return [await served.client.get(address) for address in addresses]

    answers = asyncio.run(answer())
    assert [response.status_code for response in answers] == [200] * len(addresses)
    return answers


@pytest.mark.filterwarnings("ignore")
def test_datasette_serves_facets_and_search(path: Path) -> None:
    page, ledger, found, articles = ask(
        path,
        "/tracker/ledger",
        "/tracker/ledger.json?_shape=objects",
        "/tracker/ledger.json?_shape=objects&_search=pipeline",
        "/tracker/article.json?_shape=objects&_search=corridor",
    )
    assert "canonical name of who said it" in page.text
    assert len(ledger.json()["rows"]) == 5
    facets = ledger.json()["facet_results"]
    assert set(facets) == {"speaker", "outlet", "manner", "status"}
    assert {item["value"]: item["count"] for item in facets["speaker"]["results"]}["Ilse Brandt"] == 2
    assert [row["speaker"] for row in found.json()["rows"]] == ["Tomás Okello"]
    assert [row["title"] for row in articles.json()["rows"]] == ["Ministers agree"]


@pytest.mark.filterwarnings("ignore")
def test_datasette_answers_the_questions_and_hides_what_is_nothing_to_browse(path: Path) -> None:
    said, topic, months, home = ask(
        path,
        "/tracker/who_said.json?_shape=array&words=grain+corridor",
        "/tracker/speakers_by_topic.json?_shape=array&topic=trade",
        "/tracker/statements_by_month.json?_shape=array",
        "/tracker.json",
    )
    assert [row["speaker"] for row in said.json()] == ["Ilse Brandt"]
    assert {row["name"] for row in topic.json()} == {"Ilse Brandt", "senior official"}
    assert {row["month"]: row["statements"] for row in months.json()} == {"2024-03": 3, "2024-05": 2}
    hidden = {table["name"] for table in home.json()["tables"] if table["hidden"]}
    assert {"statement_fts", "statement_span", "alembic_version"} <= hidden
    assert not {"statement", "article", "speaker", "topic"} & hidden


def test_the_metadata_is_of_tables_and_columns_that_there_are(path: Path) -> None:
    database = sqlite_utils.Database(path)
    tables = describe_database("tracker")["databases"]["tracker"]["tables"]
    for name, told in tables.items():
        assert name in {*database.table_names(), *database.view_names()}
        columns = {column.name for column in database[name].columns}
        named = {*told.get("columns", {}), *told.get("facets", ()), told.get("label_column"), told.get("sort_desc")}
        assert named - {None} <= columns
    json.dumps(describe_database("x"))
    database.close()


def test_sqlite_utils_reads_the_ledger_in_one_line(path: Path) -> None:
    database = sqlite_utils.Database(path)
    assert [row["speaker"] for row in database["ledger"].rows_where("manner = ?", ["direct"])] == ["Ilse Brandt"]
    database.close()


def test_pandas_reads_the_ledger_in_one_line(path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with closing(sqlite3.connect(path)) as connection:
        frame = pandas.read_sql("SELECT * FROM ledger", connection, parse_dates=["said_on_start"])
    assert len(frame) == 5
    assert frame.said_on_start.max().isoformat() == "2024-05-01T00:00:00"
