"""The generator of large databases: what it makes is sound, and the same every time."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.large_database import make_database
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.database import check_database
from tracker.workflows.query import count_statements, list_speakers

WORDS = (
    "The river council agreed on Tuesday to share its grain with the towns along the northern border. "
    "Trade between the two ports has grown by half since the bridge was opened to lorries last spring. "
    "Nobody should doubt that the treaty on fisheries will be kept by every one of its members."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "1", "text": WORDS}) + "\n", encoding="utf-8")
    return path


def test_a_generated_database_is_sound_and_as_large_as_asked_for(tmp_path: Path, corpus: Path) -> None:
    path = tmp_path / "large.db"
    make_database(path, [corpus], 300)
    with Database(path) as database:
        report = check_database(database)
        assert report.problems == ()
        assert report.counts["statement"] == 300
        assert count_statements(database, StatementFilter(text="grain")) > 0
        assert count_statements(database, StatementFilter(topics=("trade",))) > 0
        often, *_, seldom = list_speakers(database)
        assert often.statements > 5 * seldom.statements


def test_the_same_arguments_make_the_same_rows(tmp_path: Path, corpus: Path) -> None:
    def dump(name: str, seed: int) -> list[str]:
        make_database(tmp_path / name, [corpus], 40, seed)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            return [line for line in connection.iterdump() if "_fts_" not in line]

    first = dump("one.db", 1)
    assert first == dump("two.db", 1)
    assert first != dump("three.db", 2)
