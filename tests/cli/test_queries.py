"""The commands that ask: filters, formats, one statement and one article, and what is said where nothing answers."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run
from tracker.cli.app import main
from tracker.ledger.columns import COLUMNS
from tracker.records import SPEAKER_SORT_KEYS


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with both articles, made once."""
    folder = tmp_path_factory.mktemp("stored")
    database = folder / "tracker.db"
    assert main(["--db", str(database), "ingest", str(write_articles(folder / "articles"))]) == 0
    return database


@pytest.fixture
def stored(run: Run, database: Path, tmp_path: Path) -> Run:
    """The command line with both articles in its database."""
    shutil.copy(database, tmp_path / "tracker.db")
    return run


def ask(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("statements", "--format", "jsonl", *arguments)
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_the_table_names_who_said_what(stored: Run) -> None:
    result = stored("statements")
    lines = result.out.splitlines()
    assert re.split(r"  +", lines[0].strip()) == ["ID", "Said on", "Speaker", "In", "By", "Statement"]
    assert re.split(r"  +", lines[1].strip()) == [
        "S1",
        "2024-03-01",
        "Ilse Brandt",
        "A1",
        "v1",
        "the grain corridor would stay open",
    ]
    assert result.err == "4 statements\n"


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--speaker", "brandt"], [1, 2]),
        (["--speaker", "OKELLO"], [3, 4]),
        (["--speaker", "brandt", "--speaker", "okello", "--since", "2024-05"], [4]),
        (["--topic", "trade"], [3]),
        (["--text", "pipeline"], [4]),
        (["--until", "2024-04"], [1, 2, 3]),
        (["--article", "A2"], [4]),
        (["--article", "2"], [4]),
        (["--article", "corridor"], [1, 2, 3]),
        (["--manner", "direct"], [2]),
        (["--sort", "-id"], [4, 3, 2, 1]),
        (["--sort", "id", "--limit", "9" * 30], [1, 2, 3, 4]),
        (["--sort", "id", "--offset", "9" * 30], []),
        (["--sort", "id", "--limit", "2", "--offset", "1"], [2, 3]),
        (["--status", "extracted"], [1, 2, 3, 4]),
        (["--status", "any"], [1, 2, 3, 4]),
        (["--status", "rejected"], []),
        (["--speaker", "brandt", "--text", "word"], [2]),
    ],
)
def test_filters(stored: Run, arguments: list[str], numbers: list[int]) -> None:
    assert [
        item["id"] for item in ask(stored, *arguments, *([] if "--sort" in arguments else ["--sort", "id"]))
    ] == numbers


def test_every_format_has_every_statement(stored: Run) -> None:
    objects = ask(stored)
    assert json.loads(stored("statements", "--format", "json").out) == objects
    header, *rows = csv.reader(io.StringIO(stored("statements", "--format", "csv").out, newline=""))
    assert header == [column.name for column in COLUMNS]
    assert [row[0] for row in rows] == [str(item["id"]) for item in objects]
    page = stored("statements", "--format", "md").out
    assert page.count("\n## S") == 4
    assert "> the grain corridor would stay open\n" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--speaker", "brandt", "--text", "pipeline"],
            "no statements match all of this; without --speaker there is 1",
        ),
        (["--text", "unicorn"], "no statements match all of this; without --text there are 4"),
        (["--since", "2030", "--topic", "trade"], "without --since and --until there is 1"),
        (["--offset", "9", "--limit", "1"], "no statements from --offset 9 on; 4 match in all"),
        (["--text", "unicorn", "--since", "2030"], "no statements match; try fewer filters"),
    ],
)
def test_nothing_found_says_what_to_try(stored: Run, arguments: list[str], said: str) -> None:
    result = stored("statements", *arguments)
    assert (result.code, result.out) == (0, "")
    assert said in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", ["statements", "speakers", "topics", "articles"])
def test_an_empty_database_says_how_to_begin(run: Run, command: str) -> None:
    run("db", "upgrade")
    result = run(command)
    assert result.code == 0
    assert "`tracker ingest PATH`" in result.err


def test_a_page_says_how_to_go_on(stored: Run) -> None:
    assert stored("statements", "--limit", "3").err == "3 of 4 statements; --offset 3 shows what follows\n"
    assert stored("statements", "--limit", "3", "--offset", "3").err == "1 of 4 statements\n"
    assert stored("statements", "--limit", "4").err == "4 statements\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["statements", "--speaker", "Brant"], 1, "did you mean Ilse Brandt?"),
        (["statements", "--speaker", "zzz"], 1, "no speaker matches 'zzz'"),
        (["statements", "--topic", "trde"], 1, "did you mean trade"),
        (["statement", "show", "S99"], 1, "no statement 99"),
        (["article", "show", "A99"], 1, "no article '99'"),
        (["statements", "--article", "none"], 1, "no article 'none'"),
    ],
)
def test_a_name_that_matches_nothing_suggests(stored: Run, arguments: list[str], code: int, said: str) -> None:
    result = stored(*arguments)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("reference", ["S1", "s1", "1"])
def test_show_a_statement_in_its_paragraph(stored: Run, reference: str) -> None:
    result = stored("statement", "show", reference)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "S1 · Ilse Brandt · 2024-03-01"
    assert lines[2] == "  ⟨Foreign Minister Ilse Brandt⟩ «said» on Friday that ⟦the grain corridor would stay open⟧."
    text = " ".join(lines)
    for part in (
        "“Foreign Minister Ilse Brandt”",
        "A1 Ministers agree on a grain corridor, The Harbour Post",
        "indirect",
    ):
        assert part in text
    assert "Address     https://example.org/grain-corridor" in lines
    assert "Offsets     source 0-28, cue 29-33, content 49-83" in lines


def test_show_a_statement_as_json(stored: Run) -> None:
    detail = json.loads(stored("statement", "show", "S1", "--format", "json").out)
    assert detail["speaker"]["name"] == "Ilse Brandt"
    assert detail["offsets"] == {"source": [[0, 28]], "cue": [[29, 33]], "content": [[49, 83]]}
    [paragraph] = detail["paragraphs"]
    assert paragraph["text"][49:83] == "the grain corridor would stay open"
    assert detail["speakers"][0]["kind"] == "person"


@pytest.mark.parametrize("reference", ["A1", "a1", "1", "corridor"])
def test_show_an_article_with_its_statements_marked(stored: Run, reference: str) -> None:
    result = stored("article", "show", reference)
    assert result.code == 0
    out = result.out.replace("\N{NO-BREAK SPACE}", " ")
    assert out.startswith(
        "A1 · Ministers agree on a grain corridor\nThe Harbour Post, 2024-03-01\nhttps://example.org/"
    )
    assert "said on Friday that ⟦S1 the grain corridor would stay open⟧." in out
    assert "\nS1  Ilse Brandt · “said” · 2024-03-01 · indirect · " in out


def test_show_an_article_as_json(stored: Run) -> None:
    detail = json.loads(stored("article", "show", "A1", "--format", "json").out)
    assert detail["identifier"] == "corridor"
    assert [item["id"] for item in detail["statements"]] == [1, 2, 3]
    start, end = detail["statements"][0]["offsets"]["content"][0]
    assert detail["text"][start:end] == "the grain corridor would stay open"


def test_the_other_listings(stored: Run) -> None:
    speakers = json.loads(stored("speakers", "--format", "json").out)
    assert {(item["name"], item["statements"], item["articles"]) for item in speakers} == {
        ("Ilse Brandt", 2, 1),
        ("Tomas Okello", 2, 2),
    }
    assert [item["name"] for item in json.loads(stored("speakers", "--name", "okel", "--format", "json").out)] == [
        "Tomas Okello"
    ]
    topics = {item["slug"]: item for item in json.loads(stored("topics", "--format", "json").out)}
    assert topics["trade"]["statements"] == 1
    articles = json.loads(stored("articles", "--format", "json").out)
    assert [(item["article_id"], item["statements"]) for item in articles] == [(1, 3), (2, 1)]
    assert [
        item["article_id"] for item in json.loads(stored("articles", "--since", "2024-05", "--format", "json").out)
    ] == [2]
    assert [
        item["article_id"] for item in json.loads(stored("articles", "--text", "doubled", "--format", "json").out)
    ] == [1]


@pytest.mark.parametrize("command", ["statements", "speakers", "articles"])
def test_any_limit_is_taken(stored: Run, command: str) -> None:
    result = stored(command, "--limit", "9" * 30)
    assert (result.code, result.out) == (0, stored(command).out)
    refused = stored(command, "--limit", "0")
    assert (refused.code, refused.out) == (2, "")


def test_speakers_in_any_order(stored: Run) -> None:
    for key in SPEAKER_SORT_KEYS:
        for sort in (key, f"-{key}"):
            assert stored("speakers", "--sort", sort).code == 0
    names = [stored("speakers", "--sort", sort, "--format", "csv").out.splitlines()[1] for sort in ("name", "-name")]
    assert "Ilse Brandt" in names[0]
    assert "Tomas Okello" in names[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["speakers", "--name", "zzz"], "no speaker has 'zzz' in a name or alias"),
        (["articles", "--text", "unicorn"], "no articles match"),
        (["articles", "--since", "2030"], "no articles match"),
    ],
)
def test_other_listings_that_are_empty(stored: Run, arguments: list[str], said: str) -> None:
    result = stored(*arguments)
    assert (result.code, result.out) == (0, "")
    assert said in result.err


EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u200b"


@pytest.mark.parametrize(
    "command",
    [
        ["statements"],
        ["statements", "--format", "json"],
        ["statements", "--format", "jsonl"],
        ["statements", "--format", "csv"],
        ["statements", "--format", "md"],
        ["statement", "show", "S1"],
        ["statement", "show", "S1", "--format", "json"],
        ["article", "show", "A1"],
        ["article", "show", "A1", "--format", "json"],
        ["articles"],
        ["articles", "--format", "csv"],
        ["articles", "--format", "md"],
        ["speakers"],
        ["export", "--format", "csv"],
        ["export", "--format", "md"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("color", [False, True])
def test_no_article_steers_the_terminal(
    run: Run, become_terminal: Callable[..., None], command: list[str], color: bool
) -> None:
    head = "".join(f"{key}: {key}{EVIL}\n" for key in ("id", "title", "outlet", "url", "author", "region", "note"))
    text = f"---\n{head}published: 2024\n---\nIlse Brandt said: “The corridor {EVIL} stays open.”\n"
    assert run("ingest", "-", stdin=text.encode()).code == 0
    become_terminal(color=color)
    result = run(*command)
    assert result.code == 0
    assert result.out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", result.out) if color else result.out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", plain)


def test_files_and_pipes_get_the_words_unaltered(run: Run) -> None:
    text = f"Ilse Brandt said: “The corridor {EVIL} stays open.”\n"
    assert run("ingest", "-", stdin=text.encode()).code == 0
    [row] = csv.DictReader(io.StringIO(run("statements", "--format", "csv").out, newline=""))
    assert row["claim"] == f"“The corridor {EVIL} stays open.”"
    assert ask(run)[0]["claim"] == f"“The corridor {EVIL} stays open.”"
