"""`tracker article edit` and `remove`: by options, in an editor, asked about where something would be lost."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.articles import CORRIDOR, write_articles
from tests.cli.conftest import Result, Run
from tests.cli.editors import make_editor


@pytest.fixture
def filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


@pytest.fixture
def write(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def write(code: str, *arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setenv("EDITOR", make_editor(tmp_path / "bin", code))
        return filled("article", *arguments, stdin=stdin)

    return write


def show(run: Run, article: str = "A1") -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("article", "show", article, "--format", "json").out)
    return shown


def test_described_by_options(filled: Run) -> None:
    result = filled("article", "edit", "A1", "--outlet", "", "--published", "2024-02-29", "--note", "from the archive")
    assert result.code == 0, result.err
    assert "published 2024-03-01 → 2024-02-29" in result.out
    assert "`tracker reextract --article A1` counts days" in result.err
    shown = show(filled)
    assert (shown["outlet"], shown["published"], shown["note"]) == (None, "2024-02-29", "from the archive")
    assert filled("article", "edit", "A1", "--note", "from the archive").err == "it says so already\n"


def test_edited_in_an_editor(write: Callable[..., Result], filled: Run) -> None:
    code = "text = text.replace('title: Ministers agree', 'title: Ministers disagree').replace('two countries', 'two')"
    result = write(code, "edit", "A1", "--drop-lost", "--yes")
    assert result.code == 0, result.err
    assert show(filled)["title"] == "Ministers disagree on a grain corridor"
    assert "trade between the two had doubled" in str(show(filled)["text"])
    assert "S3 loses its words" in result.out


def test_left_as_it_was(write: Callable[..., Result]) -> None:
    assert write("", "edit", "A1").err == "left as it was; nothing was changed\n"


def test_what_cannot_be_read_comes_back(write: Callable[..., Result], filled: Run) -> None:
    code = (
        "if '#! ' in text:\n"
        "    assert '#! published: not a date' in text.split('published: May')[0].splitlines()[-1]\n"
        "    text = text.replace('published: May', 'published: 2024-05')\n"
        "else:\n"
        "    text = text.replace('published: 2024-03-01', 'published: May')"
    )
    result = write(code, "edit", "A1")
    assert result.code == 0, result.err
    assert show(filled)["published"] == "2024-05"


def test_what_is_given_up_is_kept(write: Callable[..., Result]) -> None:
    result = write("text = text.replace('published: 2024-03-01', 'published: May')", "edit", "A1")
    assert result.code == 1
    assert "not a date" in result.err
    assert "published: May" in Path(result.err.rsplit("what you wrote is in ", 1)[1].strip()).read_text()


def test_statements_that_lose_their_words_are_asked_about(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.txt"
    file.write_text(CORRIDOR.replace("grain corridor would", "corridor would"))
    arguments = ("article", "edit", "A1", "--text", str(file))
    looked = filled(*arguments, "--dry-run")
    assert "S1 loses its words" in looked.out
    assert "2 statements moved along: S2 S3" in looked.out
    assert filled(*arguments).code == 1
    assert "the words of 1 statement are not in the new text" in filled(*arguments, "--yes").err
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    assert "Take out 1 statement with the old text?" in filled(*arguments, stdin=b"n\n").err
    assert filled("statements", "--article", "A1", "--format", "jsonl").out.count("\n") == 3
    done = filled(*arguments, stdin=b"y\n")
    assert done.code == 0, done.err
    assert "S1 removed" in done.out
    assert filled("db", "check").code == 0


def test_removed_after_a_question(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    filled("statement", "confirm", "S1")
    refused = filled("article", "remove", "A1")
    assert refused.code == 1
    assert "1 statement of it coded by hand" in refused.err
    assert "Remove A1? Nobody can be asked here" in refused.err
    assert filled("article", "remove", "A1", "--yes").code == 0
    assert filled("article", "show", "A1").code == 1
    assert filled("undo", "--yes").code == 0
    assert show(filled)["title"] == "Ministers agree on a grain corridor"


def test_several_at_once(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Change 2 articles? Nobody can be asked" in filled("article", "edit", "A1", "A2", "--region", "Europe").err
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    done = filled("article", "edit", "A1", "A2", "--region", "Europe", stdin=b"y\n")
    assert done.out == "A1 changed: region – → Europe\nA2 changed: region – → Europe\n"
    assert [show(filled, article)["region"] for article in ("A1", "A2")] == ["Europe", "Europe"]
    assert filled("article", "edit", "A1", "A2").code == 2
    assert filled("article", "remove", "A1", "A2", "--dry-run").out.count("removed with") == 2
    assert filled("article", "remove", "A1", "A2", "--yes").code == 0
    assert filled("articles").out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["edit", "A9", "--note", "x"], 1, "no article '9'"),
        (["edit", "A1", "--published", "May"], 2, "not a date"),
        (["edit", "A1", "--text", "nowhere.txt"], 2, "does not exist"),
        (["remove", "A9"], 1, "no article '9'"),
    ],
)
def test_what_is_refused(filled: Run, arguments: list[str], code: int, words: str) -> None:
    result = filled("article", *arguments)
    assert result.code == code
    assert words in result.err
