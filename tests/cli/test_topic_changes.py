"""`tracker topic` and `tracker retag`: the vocabulary from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run
from tracker.cli.app import main


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    database = folder / "tracker.db"
    assert main(["--db", str(database), "ingest", str(write_articles(folder / "articles"))]) == 0
    return database


@pytest.fixture
def stored(run: Run, database: Path, tmp_path: Path) -> Run:
    """The command line with both articles in its database."""
    shutil.copy(database, tmp_path / "tracker.db")
    return run


def topics_of(run: Run, number: int) -> list[str]:
    loaded = json.loads(run("statement", "show", str(number), "--format", "json").out)
    return list(loaded["topics"])


def test_a_topic_is_made_found_by_retagging_and_taken_back(stored: Run) -> None:
    result = stored("topic", "add", "pipes", "--parent", "energy", "--term", "pipeline*", "--label", "Pipes")
    assert (result.code, result.out) == (0, "topic pipes (Pipes) is made\n")
    assert "`tracker undo` takes it back" in result.err
    result = stored("retag", "--dry-run")
    assert "+1" in result.out
    assert result.err == "1 statement would change; nothing was done\n"
    assert "pipes" not in topics_of(stored, 4)
    result = stored("retag")
    assert result.code == 1
    assert "repeat it with --yes" in result.err
    (change,) = json.loads(stored("retag", "--yes", "--format", "json").out)
    assert change == {"slug": "pipes", "label": "Pipes", "added": 1, "removed": 0, "reworded": 0}
    assert "pipes" in topics_of(stored, 4)
    assert "have the topics" in stored("retag", "--yes").err or "has the topics" in stored("retag", "--yes").err
    assert stored("undo", "--yes").code == 0
    assert "pipes" not in topics_of(stored, 4)


def test_tagging_and_untagging(stored: Run) -> None:
    result = stored("topic", "tag", "sovereignty", "S1", "2")
    assert (result.code, result.out) == (0, "S1, S2: +sovereignty\n")
    assert "sovereignty" in topics_of(stored, 1)
    assert stored("topic", "untag", "sovereignty", "S1").out == "S1: -sovereignty\n"
    assert "sovereignty" not in topics_of(stored, 1)
    result = stored("topic", "untag", "sovereignty", "S1")
    assert (result.code, result.err) == (0, "S1 does not have sovereignty\n")
    assert stored("topic", "tag", "sovereignty").code == 2
    assert stored("topic", "tag", "sovereignty", "S99").code == 1


def test_editing_a_topic(stored: Run) -> None:
    result = stored("topic", "edit", "trade", "--label", "Goods", "--term", "corridor*", "--unless", "grain corridor")
    assert (result.code, result.out) == (0, "topic trade is set\n")
    assert "Goods" in stored("topics").out
    assert stored("topic", "edit", "trade", "--drop-term", "corridor*").code == 0
    result = stored("topic", "edit", "trade", "--drop-term", "corridor*")
    assert (result.code, "nobody gave trade the term" in result.err) == (1, True)
    assert stored("topic", "edit", "trade").code == 2
    result = stored("topic", "add", "Not a slug")
    assert (result.code, "is no slug" in result.err) == (2, True)


def test_merging_and_removing_ask_first(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = stored("topic", "merge", "trade", "energy", "--dry-run")
    assert result.out.startswith("topic energy is now trade, with ")
    assert result.err == "nothing was done\n"
    assert stored("topic", "merge", "trade", "energy").code == 1
    assert stored("topic", "merge", "trade", "energy", "--yes").code == 0
    assert "energy" not in stored("topics").out
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    result = stored("topic", "remove", "trade", stdin=b"n\n")
    assert "topic trade is removed" in result.out
    assert "nothing was changed" in result.err
    assert " trade " in stored("topics").out
    result = stored("topic", "remove", "trade", stdin=b"y\n")
    assert result.out.count("topic trade is removed") == 1
    assert " trade " not in stored("topics").out
    assert stored("statements", "--topic", "trade").code == 1
    assert stored("topic", "add", "trade", "--label", "Trade").code == 0
    assert " trade " in stored("topics").out
