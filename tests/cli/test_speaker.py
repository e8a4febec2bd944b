"""`tracker speaker`: one speaker shown, suggestions, and every change by hand, from the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run
from tracker.cli.app import main

LONE = "Ms. Brandt said that the bridge was safe.\n\nMs. Brandt said that the road was not.\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    database = folder / "tracker.db"
    articles = write_articles(folder / "articles")
    (articles / "3-bridge.txt").write_text(LONE)
    assert main(["--db", str(database), "ingest", str(articles)]) == 0
    return database


@pytest.fixture
def stored(run: Run, database: Path, tmp_path: Path) -> Run:
    """The command line with all articles in its database."""
    shutil.copy(database, tmp_path / "tracker.db")
    return run


def show(run: Run, name: str) -> dict[str, Any]:
    result = run("speaker", "show", name, "--format", "json")
    assert result.code == 0, result.err
    loaded: dict[str, Any] = json.loads(result.out)
    return loaded


def test_the_list_is_that_of_speakers(stored: Run) -> None:
    assert stored("speaker", "list", "--name", "okello").out == stored("speakers", "--name", "okello").out != ""


def test_one_speaker_in_full(stored: Run) -> None:
    result = stored("speaker", "show", "okello")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].startswith("Tomas Okello · person")
    assert any(line.startswith("Statements    2 in 2 articles, 2024-03-01 – 2024-05-20") for line in lines)
    assert any(line.startswith("Post          President, printed in 2 articles") for line in lines)
    assert any(line.startswith("Years         2024 2") for line in lines)
    assert any(line.startswith("Last          S4, 2024-05-20, A2: ") for line in lines)


def test_it_fits_a_terminal_and_shows_controls(stored: Run, become_terminal: Callable[..., None]) -> None:
    stored("speaker", "edit", "okello", "--note", "a \x1b[31mred\x1b[0m note " + "and more " * 20)
    become_terminal(width=60)
    result = stored("speaker", "show", "okello")
    assert max(map(len, result.out.splitlines())) <= 60
    assert "\x1b" not in result.out
    assert "\\x1b[31mred" in result.out


def test_a_name_that_nobody_has_is_refused_with_suggestions(stored: Run) -> None:
    result = stored("speaker", "show", "Okelo")
    assert (result.code, result.out) == (1, "")
    assert "did you mean Tomas Okello?" in result.err


def test_suggestions_in_every_format(stored: Run) -> None:
    result = stored("speaker", "suggest")
    assert "Ilse Brandt" in result.out
    assert "nobody else known bears the surname Brandt" in result.out
    assert "to join the first: tracker speaker merge 1 3" in result.err
    (suggestion,) = json.loads(stored("speaker", "suggest", "--format", "json").out)
    assert (suggestion["name"], suggestion["other_ids"], suggestion["other_statements"]) == ("Ilse Brandt", [3], 2)
    (row,) = csv.DictReader(io.StringIO(stored("speaker", "suggest", "brandt", "--format", "csv").out))
    assert row["speaker_id"] == "1"
    assert stored("speaker", "suggest", "okello").out == ""
    assert "a lower --least" in stored("speaker", "suggest", "--least", "0.9").err


def test_merging_and_taking_it_back(stored: Run) -> None:
    result = stored("speaker", "merge", "Ilse Brandt", "3", "--dry-run")
    assert (result.code, result.err) == (0, "nothing was done\n")
    assert "with 2 statements" in result.out
    result = stored("speaker", "merge", "Ilse Brandt", "3")
    assert result.code == 0, result.err
    assert "`tracker undo` takes it back" in result.err
    assert show(stored, "brandt")["statements"] == 4
    called = stored("speaker", "show", "brandt").out
    assert "Called        Brandt, in A3" in called
    assert stored("undo", "--yes").code == 0
    assert show(stored, "Ilse Brandt")["statements"] == 2


def test_splitting(stored: Run) -> None:
    result = stored("speaker", "split", "okello", "--article", "A2", "--as", "Tomas Okello Junior")
    assert result.code == 0, result.err
    assert "has 1 statement of Tomas Okello" in result.out
    result = stored("speaker", "split", "okello", "--statement", "S3", "--to", "Ilse Brandt")
    assert result.code == 1
    assert "matches several speakers" in result.err
    assert stored("speaker", "split", "2", "--statement", "S3", "--to", "Ilse Brandt").code == 0
    assert show(stored, "Ilse Brandt")["statements"] == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--statement", "S3", "--as", "A B", "--to", "brandt"), "not both"),
        (("--statement", "S3", "--to", "brandt", "--country", "AUT"), "with --to there is none"),
        (("--statement", "S3"), "--as NAME for a new speaker"),
        (("--as", "A B"), "say what goes"),
        (("--statement", "third", "--as", "A B"), "is no statement number"),
    ],
)
def test_a_split_that_is_no_use(stored: Run, arguments: tuple[str, ...], message: str) -> None:
    result = stored("speaker", "split", "okello", *arguments)
    assert result.code == 2
    assert message in result.err


def test_making_naming_and_editing(stored: Run) -> None:
    assert stored("speaker", "add", "Wanda Orlo", "--country", "Uganda", "--alias", "W. Orlo").code == 0
    result = stored("speaker", "add", "Wanda Orlo", "--country", "UGA")
    assert (result.code, "there is a person Wanda Orlo already" in result.err) == (1, True)
    assert stored("speaker", "rename", "Wanda Orlo", "Wanda Holt").code == 0
    assert stored("speaker", "alias", "Wanda Holt", "Vanda Holt").code == 0
    assert "already" in stored("speaker", "alias", "Wanda Holt", "Vanda Holt").err
    assert stored("speaker", "alias", "Wanda Holt", "W. Orlo", "--remove").code == 0
    assert stored("speaker", "edit", "Wanda Holt", "--country", "", "--note", "x").code == 0
    found = show(stored, "vanda holt")
    assert (found["name"], found["aliases"], found["country"], found["note"]) == (
        "Wanda Holt",
        ["Wanda Orlo", "Vanda Holt"],
        None,
        "x",
    )
    assert found["first"] is found["last"] is None
    result = stored("speaker", "edit", "Wanda Holt")
    assert (result.code, "say what to set" in result.err) == (2, True)


def test_posts_from_adding_to_removing(stored: Run) -> None:
    result = stored("speaker", "post", "add", "okello", "Prime Minister", "--country", "Uganda", "--from", "2014-09")
    assert result.code == 0, result.err
    listed = json.loads(stored("speaker", "post", "list", "--by-hand", "--format", "json").out)
    assert [(p["speaker"], p["role"], p["country"], p["held_from"], p["held_to"]) for p in listed] == [
        ("Tomas Okello", "Prime Minister", "UGA", "2014-09", None)
    ]
    number = str(listed[0]["post_id"])
    assert stored("speaker", "post", "list", "--role", "prime minister", "--country", "UGA", "--on", "2013").out == ""
    table = stored("speaker", "post", "list", "--role", "prime minister", "--country", "UGA", "--on", "2020").out
    assert "2014-09 to …" in table
    assert f"noted by hand as {number}" in stored("speaker", "show", "okello").out
    assert stored("speaker", "post", "remove", f"#{number}").code == 0
    result = stored("speaker", "post", "remove", number)
    assert (result.code, f"there is no post {number}" in result.err) == (1, True)
    assert stored("speaker", "post", "remove", "first").code == 2
    result = stored("speaker", "post", "add", "okello", "Judge", "--from", "2014", "--to", "2013")
    assert (result.code, "cannot end in 2013" in result.err) == (2, True)
    assert "no such post is known" in stored("speaker", "post", "list", "--role", "astronaut").err
