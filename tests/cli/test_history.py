"""`tracker history`, `undo` and `redo`: told, asked about, and done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


def test_what_was_done_is_listed(filled: Run) -> None:
    result = filled("history")
    assert result.code == 0
    assert "taken in with" in result.out
    assert "A1 “Ministers agree on a grain corridor”" in result.out
    (entry,) = json.loads(filled("history", "--format", "json").out)
    assert (entry["entry"], entry["undone_by"]) == (1, None)
    assert filled("history", "--statement", "S1", "--format", "csv").out.count("\n") == 2
    assert filled("history", "--since", "2999").err == "nothing of that kind was done\n"


def test_nothing_was_done_yet(run: Run) -> None:
    assert "nothing was done yet" in run("history").err


def test_undo_is_shown_before_it_is_done(filled: Run) -> None:
    looked = filled("undo", "--dry-run")
    assert looked.code == 0
    assert looked.err.startswith("to undo entry 1 of ")
    assert "  A1 “Ministers agree on a grain corridor” removed with" in looked.out
    assert filled("articles").out.count("\n") == 3
    done = filled("undo", "--yes")
    assert "undone, as entry 2; `tracker redo` does it again" in done.err
    assert filled("articles").out == ""
    assert "done again, as entry 3" in filled("redo", "-y").err
    assert filled("articles").out.count("\n") == 3
    assert "[undone by 3]" in filled("history").out


def test_without_a_terminal_nobody_is_asked(filled: Run) -> None:
    result = filled("undo", stdin=b"y\n")
    assert result.code == 1
    assert "Nobody can be asked here: repeat it with --yes" in result.err
    assert filled("articles").out.count("\n") == 3


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 3), ("\n", 3)])
def test_on_a_terminal_somebody_is(
    filled: Run, monkeypatch: pytest.MonkeyPatch, answer: str, left: int, become_terminal: Callable[..., None]
) -> None:
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    result = filled("undo", stdin=answer.encode())
    assert result.code == 0
    assert "Undo this? [y/N]" in result.err
    assert filled("articles").out.count("\n") == left


def test_no_answer_interrupts(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    assert filled("undo", stdin=b"").code == 130
    assert filled("articles").out.count("\n") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["undo", "9", "--yes"], 1, "no entry 9 in the history"),
        (["undo", "x"], 2, "'x' is no entry number"),
        (["redo", "--yes"], 1, "nothing to redo"),
        (["history", "--article", "A9"], 1, "no article '9'"),
        (["history", "--statement", "x"], 2, "no statement number"),
    ],
)
def test_what_is_refused(filled: Run, arguments: list[str], code: int, words: str) -> None:
    result = filled(*arguments)
    assert result.code == code
    assert words in result.err


def test_exported_as_json_lines(filled: Run) -> None:
    filled("undo", "#1", "--yes")
    lines = [json.loads(line) for line in filled("history", "export").out.splitlines()]
    assert [(line["entry"], line["undoes"]) for line in lines] == [(1, None), (2, 1)]
    assert {change["action"] for change in lines[1]["changes"]} == {"delete"}
