"""What each command imports: a help page click and its own options, a question no more than it needs to ask.

One clean interpreter loads the root of the command line and then forks: every command runs as in a process of its own.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.test_reference import COMMANDS
from tests.databases import make_database
from tests.extractions import CORRIDOR, store
from tracker.storage.database import Database

PROBE = """
import io, json, os, sys, tempfile
sys.stdin.close()
from tracker.cli.app import main
lines = json.loads(sys.argv[1])
found = {}
for line in lines:
    with tempfile.TemporaryFile("w+") as report:
        if (child := os.fork()) == 0:
            sys.stdin, sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO()) for _ in range(3))
            code = main(line)
            json.dump([code, sorted(sys.modules)], report)
            report.flush()
            os._exit(0)
        os.waitpid(child, 0)
        report.seek(0)
        found[" ".join(line)] = json.load(report)
json.dump(found, sys.stdout)
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")

# Nothing of the database, of extraction or of the formats is needed to tell what a command does.
HEAVY_FOR_HELP = (
    "sqlalchemy", "alembic", "sqlite3", "asyncio", "multiprocessing", "tomllib", "platformdirs",
    "openpyxl", "trafilatura", "citeproc", "http", "tracker.storage", "tracker.workflows", "tracker.extraction",
    "tracker.readers", "tracker.lexicon",
)  # fmt: skip
# The names of the formats, for --format.
LIGHT = {"tracker.workflows", "tracker.workflows.formats"}
# A question needs SQLAlchemy, a few files of storage, and the actors where a name may be a state's.
HEAVY_FOR_QUERIES = (
    "alembic", "multiprocessing", "openpyxl", "trafilatura", "citeproc", "http.server",
    "tracker.extraction", "tracker.readers", "tracker.lexicon.loader", "tracker.lexicon.topics",
    "tracker.lexicon.grammar", "tracker.storage.filing", "tracker.storage.intake", "tracker.storage.statements",
    "tracker.storage.journal", "tracker.storage.undoing", "tracker.storage.checking", "tracker.storage.backup",
    "tracker.storage.reextraction", "tracker.revisions", "tracker.records.upkeep",
)  # fmt: skip
# And a list of statements as a table, nothing of what only other formats, other lists or searches need.
HEAVY_FOR_STATEMENTS = (
    "tracker.ledger.writers", "tracker.ledger.columns", "tracker.cli.meeting", "tracker.storage.search",
    "tracker.storage.claims", "tracker.records.claims", "tracker.records.commitments",
    "tracker.records.articles", "tracker.records.extracted", "tracker.records.listed",
    "tracker.storage.models.history", "tracker.storage.models.commitments", "tracker.storage.models.formulations",
)  # fmt: skip
HEAVY_FOR_EXTRACT = ("sqlalchemy", "alembic", "sqlite3", "tracker.storage", "tracker.ledger.page")

QUERIES = (
    "statements", "statements --speaker brandt", "statements --speaker austria --topic trade --since 2024 --limit 1",
    "statements --text corridor --format jsonl", "statements --meeting brandt nobody", "statement show S1", "speakers",
    "topics", "articles", "article show A1", "timeline", "who corridor", "claims",
)  # fmt: skip


@functools.cache
def probe(lines: tuple[tuple[str, ...], ...]) -> dict[str, tuple[int, list[str]]]:
    """The exit code of each command line, and the modules that were there at its end."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(lines)], capture_output=True, text=True, check=True, timeout=300
    )
    return {line: (code, modules) for line, (code, modules) in json.loads(ran.stdout).items()}


def find_heavy(modules: list[str], heavy: tuple[str, ...]) -> list[str]:
    return [name for name in modules for root in heavy if name == root or name.startswith(f"{root}.")]


HELP = tuple((*path.split()[1:], "--help") for path in COMMANDS)


@pytest.mark.parametrize("line", [*HELP, ("--version",), ("statemnets",)], ids=" ".join)
def test_help_loads_nothing_heavy(line: tuple[str, ...]) -> None:
    code, modules = probe((*HELP, ("--version",), ("statemnets",)))[" ".join(line)]
    assert code == (2 if line == ("statemnets",) else 0)
    assert set(find_heavy(modules, HEAVY_FOR_HELP)) - LIGHT == set()
    assert "click" in modules


def test_the_root_loads_no_command() -> None:
    _, modules = probe((("--help",), ("--version",)))["--help"]
    assert {name for name in modules if name.startswith("tracker.cli.")} == {"tracker.cli.app", "tracker.cli.help"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("startup") / "tracker.db"
    make_database(path)
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    return path


@pytest.mark.parametrize("query", QUERIES)
def test_a_question_loads_what_it_needs(asked: Path, query: str) -> None:
    lines = tuple(("--db", str(asked), *line.split()) for line in QUERIES)
    code, modules = probe(lines)[f"--db {asked} {query}"]
    assert code == (1 if "--meeting" in query else 0)
    assert find_heavy(modules, HEAVY_FOR_QUERIES) == []
    assert "tracker.storage.database" in modules
    if query in ("statements", "statements --speaker brandt"):
        assert find_heavy(modules, HEAVY_FOR_STATEMENTS) == []


def test_extraction_needs_no_database(tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text("Ilse Brandt said on Friday that the corridor would stay open.\n")
    code, modules = probe((("extract", str(article)),))[f"extract {article}"]
    assert code == 0
    assert find_heavy(modules, HEAVY_FOR_EXTRACT) == []
    assert "tracker.extraction.pipeline" in modules


def test_every_command_is_probed() -> None:
    assert all(isinstance(command, click.Command) for command in COMMANDS.values())
    assert len(HELP) > 50
