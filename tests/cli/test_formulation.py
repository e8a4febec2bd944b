"""`tracker formulation`: set phrases from the command line, in every format, and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_completion import complete

PHRASE = "lantern-lit harbour order"


def write(folder: Path, day: str, words: str, who: str = "Foreign Minister Ilse Brandt") -> Path:
    path = folder / f"{day}.txt"
    path.write_text(f"---\npublished: {day}\ntitle: Report of {day}\n---\n{who} said that {words}.\n", encoding="utf-8")
    return path


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """Three articles that have the phrase, and one that comes near it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "2024-01-05", f"they built a {PHRASE}")
    write(folder, "2024-02-05", f"nobody dislikes {PHRASE}s")
    write(folder, "2024-02-06", f"the {PHRASE} flourishes", "President Tomas Okello")
    write(folder, "2024-02-07", "the lantern-lit \x1b[31mlasting\x1b[0m harbour order flourishes")
    assert run("ingest", folder).code == 0
    return run


def test_add_list_edit_remove_and_undo(filled: Run) -> None:
    result = filled("formulation", "add", PHRASE, "moonlit bay", "--note", "warm")
    assert (result.code, result.out) == (0, f"F1 {PHRASE} is tracked\nF2 moonlit bay is tracked\n")
    assert "`tracker undo` takes it back" in result.err
    result = filled("formulation", "list")
    assert [line.split() for line in result.out.splitlines()[1:]] == [
        ["F1", "3", "3", "2", "2024-01-05", "–", "2024-02-06", "lantern-lit", "harbour", "order"],
        ["F2", "0", "0", "0", "moonlit", "bay"],
    ]
    assert (
        json.loads(filled("formulation", "list", "--speaker", "okello", "--format", "json").out)[0]["statements"] == 1
    )
    assert filled("formulation", "edit", "moonlit bays", "--phrase", "moonlit cove").out == "F2 moonlit cove is set\n"
    shown = filled("formulation", "show", "f2").out
    assert "F2 · moonlit cove" in shown
    assert "warm" in shown
    assert json.loads(filled("formulation", "show", "F1", "--format", "json").out)["articles"] == 3
    assert filled("formulation", "remove", "F1").code == 1
    assert filled("formulation", "remove", "F1", "--dry-run").err == "nothing was done\n"
    assert filled("formulation", "remove", "F1", "--yes").out == f"F1 {PHRASE} is tracked no more\n"
    assert "formulation “lantern-lit harbour order” removed" in filled("history", "--limit", "1").out
    assert filled("undo", "--yes").code == 0
    assert f"F1 {PHRASE}"[3:] in filled("formulation", "list").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add", PHRASE], 1, "F1 is that formulation already: 'lantern-lit harbour order'"),
        (["add", "--"], 2, "Missing argument"),
        (["add", "…"], 2, "'…' has no word in it"),
        (["edit", "F1"], 2, "say what to set: --phrase or --note"),
        (["remove", "F4", "--yes"], 1, "no formulation 'F4' is tracked; `tracker formulation list` lists them"),
        (["trace", "F4"], 1, "there is no formulation F4; `tracker formulation list` lists them"),
        (["trace", ""], 2, "'' has no word in it"),
        (["trace", "moon", "--speaker", "nobody-there"], 1, "no speaker matches"),
        (["watch", "moon"], 1, "no formulation 'moon' is tracked"),
        (["find", "--sort", "speed"], 2, "--sort"),
        (["find", "--fewest", "0"], 2, "--fewest"),
    ],
)
def test_what_is_refused_says_why(filled: Run, arguments: list[str], code: int, said: str) -> None:
    filled("formulation", "add", PHRASE)
    result = filled("formulation", *arguments)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_find_in_every_format(filled: Run) -> None:
    table = filled("formulation", "find")
    assert table.code == 0
    assert PHRASE in table.out
    assert table.err == ""
    filled("formulation", "add", PHRASE)
    assert filled("formulation", "find").err == f"tracked already: {PHRASE}\n"
    (found,) = json.loads(filled("formulation", "find", "--format", "json").out)
    assert (found["phrase"], found["articles"], found["tracked"]) == (PHRASE, 3, True)
    (row,) = csv.DictReader(io.StringIO(filled("formulation", "find", "--format", "csv").out))
    assert row["phrase"] == PHRASE
    assert PHRASE in filled("formulation", "find", "--format", "md").out
    mine = filled("formulation", "find", "--speaker", "brandt", "--fewest", "2")
    assert "Others'" in mine.out
    none = filled("formulation", "find", "--fewest", "9")
    assert (none.code, none.out) == (0, "")
    assert "no phrase stands in 9 or more of these articles" in none.err


def test_trace_tells_all(filled: Run) -> None:
    out = filled("formulation", "trace", PHRASE).out
    assert "3 statements in 3 articles; 1 more come near it" in out
    assert "First 2024-01-05 Ilse Brandt, Foreign Minister" in out
    assert "Last  2024-02-06 Tomas Okello, President" in out
    assert "2024-02  2" in out
    assert "\x1b" not in out
    uses = filled("formulation", "trace", PHRASE, "--uses").out.splitlines()
    assert len(uses) == 5
    loaded = json.loads(filled("formulation", "trace", PHRASE, "--format", "json").out)
    assert [month["exact"] for month in loaded["months"]] == [1, 2]
    assert loaded["first"]["office"] == "Foreign Minister"
    rows = list(csv.DictReader(io.StringIO(filled("formulation", "trace", PHRASE, "--format", "csv").out)))
    assert [row["match"] for row in rows] == ["exact", "exact", "exact", "near"]
    assert len(filled("formulation", "trace", PHRASE, "--exact", "--format", "jsonl").out.splitlines()) == 3
    nothing = filled("formulation", "trace", "moonlit bay")
    assert nothing.code == 0
    assert "nobody is found to have used it" in nothing.err


def test_trace_fits_a_terminal(filled: Run, become_terminal: Callable[..., None]) -> None:
    become_terminal(width=60)
    out = filled("formulation", "trace", PHRASE).out
    assert all(len(line) <= 60 for line in out.splitlines() if not line.startswith(("First", "Last")))


def test_watch_remembers(filled: Run, tmp_path: Path) -> None:
    assert "no formulation is tracked" in filled("formulation", "watch").err
    filled("formulation", "add", PHRASE)
    assert filled("formulation", "watch").err == "nothing is new since the last look\n"
    filled("ingest", write(tmp_path, "2024-03-01", f"the {PHRASE} is dear", "President Orla Finch"))
    (news,) = json.loads(filled("formulation", "watch", "--dry-run", "--format", "json").out)
    assert (news["kind"], news["speaker"], news["detail"]) == ("debut", "Orla Finch", "their first use")
    assert "debut" in filled("formulation", "watch", "F1").out
    assert filled("formulation", "watch").out == ""
    assert f"formulation “{PHRASE}” looked at" in filled("history", "--limit", "1").out
    assert filled("undo", "--yes").code == 0
    assert "debut" in filled("formulation", "watch").out


@pytest.mark.slow
def test_tracked_phrases_are_completed(filled: Run, tmp_path: Path) -> None:
    filled("formulation", "add", PHRASE)
    assert complete("tracker formulation trace lan", tmp_path) == ["plain,lantern-lit\\\\ harbour\\\\ order"]
