"""How SQLite reads what every command that lists or shows something asks: by indexes, and whole only where all counts.

Every statement that a command has SQLite carry out is explained while it runs (tests/storage/test_plans.py has the
lists of statements by each of their filters and orders).
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from benchmarks.large_database import make_database
from tests.storage.test_plans import WORDS
from tracker.cli.app import main

# Read whole or not, these have few rows whatever the number of statements: one a topic, a command that was run, a
# phrase that is tracked, a ruling of a person.
FEW = frozenset({"topic", "invocation", "formulation", "claim_link"})
LIST = frozenset({"statement"})  # in the order of numbers from the first on, until the page is full
BY_ROW = frozenset({"statement"})  # what only the row tells is looked for row by row, until enough is counted
CLAIMS = frozenset({"claim"})  # the same for claims, in the order of their statements
COUNTS = frozenset({"speaker_article"})  # who has most is known when all are counted: a row an article and speaker
TOPICS = frozenset({"topic_day", "topic_speaker"})  # all of each topic's are counted, in narrow tables
NONE: frozenset[str] = frozenset()

# Each command, and which tables of many rows it reads without an index.
COMMANDS = {
    "statements --limit 5": NONE,
    "statements --limit 5 --sort -date": NONE,
    "statements --limit 5 --sort article": NONE,
    "statements --limit 5 --sort id": LIST,
    "statements --limit 5 --sort speaker": LIST,
    "statements --limit 5 --sort confidence": LIST,
    "statements --limit 5 --speaker '#1'": NONE,
    "statements --limit 5 --speaker '#1' --topic trade": NONE,
    "statements --limit 5 --text grain": NONE,
    "statements --limit 5 --text grain --sort relevance": NONE,
    "statements --limit 5 --text 'gra*' --sort relevance": NONE,
    "statements --limit 5 --text 'share grain' --near 3 --topic trade": NONE,
    "statements --limit 5 --to '#1'": NONE,
    "statements --limit 5 --outlet karsk": NONE,
    "statements --limit 5 --occasion meeting": BY_ROW,
    "statements --limit 5 --meeting '#1' '#2'": NONE,
    "statements --limit 5 --one-per-utterance": BY_ROW,
    "statements --limit 5 --since 2015": NONE,
    "statements --limit 5 --status rejected": NONE,
    "statement show 1": NONE,
    "articles --limit 5": NONE,
    "articles --limit 5 --text grain": NONE,
    "articles --limit 5 --since 2015 --until 2016": NONE,
    "article show A1": NONE,
    "speakers --limit 5": COUNTS,
    "speakers --limit 5 --sort name": COUNTS,
    "speakers --limit 5 --sort last": COUNTS,
    "speakers --limit 5 --name council": frozenset({"speaker_name"}),  # names that have it anywhere in them
    "speaker show '#1'": NONE,
    "topics": TOPICS,
    "topic show trade": TOPICS,
    "who grain": NONE,
    "timeline": frozenset({"speaker_day"}),  # narrow, and in the order in which speakers are told apart
    "timeline --topic trade": NONE,
    "timeline --speaker '#1' --by year": NONE,
    "compare '#1' '#2' --topic trade": NONE,
    "claims --limit 5": CLAIMS,
    "claims --limit 5 --speaker '#1'": CLAIMS,
    "claims --limit 5 --kind commitment": NONE,
    "claims --limit 5 --text grain": NONE,
    "claims --limit 5 --topic trade": NONE,
    "commitments --limit 5": NONE,
    "commitments --limit 5 --speaker '#1'": NONE,
    "utterance list": NONE,
    "formulation list": NONE,
    "formulation trace 'share its grain'": NONE,
    "history --limit 5": NONE,
    "history --article A1": NONE,
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "corpus.jsonl").write_text(json.dumps({"id": "1", "text": WORDS}) + "\n", encoding="utf-8")
    make_database(folder / "t.db", [folder / "corpus.jsonl"], 600)
    return folder / "t.db"


@contextmanager
def explaining() -> Iterator[list[str]]:
    """The tables that are gone through without an index by what runs meanwhile, and "" for each statement that ran."""
    found: list[str] = []

    def explain(connection: Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if many or not statement.lstrip().startswith(("SELECT", "WITH")):
            return
        found.append("")
        plan = connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [str(row[3]) for row in plan]
        made = {name for step in steps for name in re.findall(r"(?:MATERIALIZE|CO-ROUTINE) (\S+)", step)}
        for step in steps:
            match = re.match(r"SCAN (?!CONSTANT)(\S+)( VIRTUAL| USING)?", step)
            if match and match[2] is None and match[1] not in made:
                found.append(match[1])

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(("command", "whole"), COMMANDS.items())
def test_a_command_reads_by_indexes(
    path: Path, command: str, whole: frozenset[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with explaining() as found:
        code = main(["--db", str(path), *shlex.split(command)])
    assert code == 0, capsys.readouterr().err
    assert len(found) > 0
    assert {name for name in found if name} - FEW == whole


def test_what_is_gone_through_is_seen(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The test of the test: an order that no index has."""
    with explaining() as found:
        main(["--db", str(path), "statements", "--occasion", "meeting", "--limit", "1"])
    assert "statement" in found
