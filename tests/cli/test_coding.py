"""`tracker statement edit` and its siblings: by options, as a form, several at once, and refused with what helps."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Result, Run
from tests.cli.editors import make_editor


@pytest.fixture
def filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


@pytest.fixture
def write(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command with an editor that does what the code says."""

    def write(code: str, *arguments: str) -> Result:
        monkeypatch.setenv("EDITOR", make_editor(tmp_path / "bin", code))
        return filled(*arguments)

    return write


def show(run: Run, number: int) -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("statement", "show", str(number), "--format", "json").out)
    return shown


def name(run: Run, number: int) -> object:
    speaker = show(run, number)["speaker"]
    assert isinstance(speaker, dict)
    return speaker["name"]


# ------------------------------------------------------------------------------------------------ by options


def test_a_wrong_speaker_is_put_right(filled: Run) -> None:
    result = filled("statement", "edit", "S1", "--speaker", "okello")
    assert (result.code, result.out) == (0, "S1 edited: speaker Ilse Brandt → Tomas Okello\n")
    assert result.err == "entry 2; `tracker undo` takes it back\n"
    assert name(filled, 1) == "Tomas Okello"
    assert filled("undo", "--yes").code == 0
    assert name(filled, 1) == "Ilse Brandt"


def test_everything_that_can_be_set(filled: Run) -> None:
    result = filled(
        "statement", "edit", "1", "--speaker", "Grain Board (new organisation, AUT)", "--speaker", "brandt",
        "--to", "okello", "--said-on", "2024-02", "--manner", "mixed", "--topic", "security", "--no-topic", "trade",
        "--note", "odd", "--content", "the grain corridor", "--cue", "said on Friday", "--source", "Ilse Brandt",
    )  # fmt: skip
    assert result.code == 0, result.err
    shown = show(filled, 1)
    assert name(filled, 1) == "Grain Board and Ilse Brandt"
    assert (shown["claim"], shown["cue"], shown["manner"], shown["note"]) == (
        "the grain corridor", "said on Friday", "mixed", "odd",
    )  # fmt: skip
    assert shown["status"] == "edited"
    cleared = filled("statement", "edit", "1", "--speaker", "", "--said-on", "", "--cue", "", "--note", "", "--to", "")
    assert cleared.code == 0, cleared.err
    assert name(filled, 1) is None
    assert (show(filled, 1)["cue"], show(filled, 1)["note"]) == ("", None)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["edit", "S1", "--speaker", "Ida Moreau"], 1, "to make one, write 'Ida Moreau (new)'"),
        (["edit", "S1", "--content", "would remain open"], 1, "close to it: "),
        (["edit", "S1", "--content", "that"], 0, ""),
        (["edit", "S99", "--note", "x"], 1, "no statement 99"),
        (["edit", "S1", "--said-on", "May"], 2, "not a date"),
        (["edit", "--note", "x"], 2, "say which statements"),
        (["edit", "S1", "--where-topic", "trade", "--note", "x"], 2, "not both"),
        (["edit", "S1", "S2"], 2, "the form takes one statement"),
        (["edit", "S1", "S2", "--cue", "said", "--yes"], 2, "belong to one statement"),
        (["add", "A1", "--speaker", "okello"], 2, "--content is missing"),
        (["add", "A9", "--content", "x"], 1, "no article '9'"),
        (["split", "S1", "--at", "Friday"], 2, "must begin inside its content"),
        (["merge", "S1"], 2, "two statements or more"),
        (["restore", "S1"], 0, "S1 is not rejected"),
    ],
)
def test_what_is_refused_says_what_helps(filled: Run, arguments: list[str], code: int, words: str) -> None:
    result = filled("statement", *arguments)
    assert result.code == code
    assert words in result.err


def test_a_dry_run_does_nothing(filled: Run) -> None:
    before = filled("export").out
    for arguments in (
        ["edit", "S1", "--speaker", "okello"],
        ["add", "A1", "--content", "the two countries"],
        ["split", "S1", "--at", "would stay"],
        ["merge", "S1", "S2"],
        ["confirm", "S1"],
        ["reject", "S1"],
    ):
        result = filled("statement", *arguments, "--dry-run")
        assert result.code == 0, result.err
        assert "S" in result.out
        assert "entry" not in result.err
    assert filled("export").out == before


def test_several_are_shown_and_asked_about(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = filled("statement", "confirm", "S1", "S2", stdin=b"y\n")
    assert refused.code == 1
    assert "Confirm 2 statements? Nobody can be asked here" in refused.err
    assert show(filled, 1)["status"] == "extracted"
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    declined = filled("statement", "confirm", "S1", "S2", stdin=b"\n")
    assert (declined.code, declined.out) == (0, "S1 confirmed\nS2 confirmed\n")
    assert "nothing was changed" in declined.err
    assert show(filled, 1)["status"] == "extracted"
    assert filled("statement", "confirm", "S1", "S2", stdin=b"y\n").code == 0
    assert show(filled, 2)["status"] == "confirmed"


def test_all_that_a_filter_matches(filled: Run) -> None:
    result = filled("statement", "reject", "--where-speaker", "okello", "--where-article", "A1", "--yes")
    assert result.code == 0, result.err
    assert result.out == "S3 rejected\n"
    assert "1 statement changed" in result.err
    again = filled("statement", "reject", "--where-speaker", "okello", "--where-article", "A1", "--yes")
    assert "no statements match" in again.err
    back = filled("statement", "restore", "--where-status", "rejected", "--yes")
    assert back.out == "S3 as the machine left it\n"


# ------------------------------------------------------------------------------------------------ as a form


def test_the_form_shows_the_statement_and_what_it_stands_in(write: Callable[..., Result], tmp_path: Path) -> None:
    kept = tmp_path / "form.txt"
    result = write(f"pathlib.Path({str(kept)!r}).write_text(text)", "statement", "edit", "S1")
    assert (result.code, result.out) == (0, "")
    assert result.err == "left as it was; nothing was changed\n"
    form = kept.read_text()
    assert "\nspeaker: Ilse Brandt\n" in form
    assert "\nsaid-on: 2024-03-01\n" in form
    assert "\ncontent: the grain corridor would stay open\n" in form
    assert "# Foreign Minister Ilse Brandt said on Friday" in form


def test_a_form_filled_in(write: Callable[..., Result], filled: Run) -> None:
    code = (
        "text = text.replace('speaker: Ilse Brandt', 'speaker: Okello; Grain Board (new organisation)')"
        ".replace('note:', 'note: checked').replace('would stay open', 'would stay', 1)"
    )
    result = write(code, "statement", "edit", "S1")
    assert result.code == 0, result.err
    assert name(filled, 1) == "Tomas Okello and Grain Board"
    assert (show(filled, 1)["claim"], show(filled, 1)["note"]) == ("the grain corridor would stay", "checked")


def test_a_form_with_an_error_comes_back_with_it_beside_the_line(write: Callable[..., Result], filled: Run) -> None:
    code = (
        "if '#! ' in text:\n"
        "    lines = text.split('\\n')\n"
        "    at = next(i for i, line in enumerate(lines) if line.startswith('#! '))\n"
        "    assert lines[at + 1] == 'said-on: last May', lines[at + 1]\n"
        "    assert 'not a date' in lines[at]\n"
        "    text = text.replace('said-on: last May', 'said-on: 2024-02-29')\n"
        "else:\n"
        "    text = text.replace('said-on: 2024-03-01', 'said-on: last May')"
    )
    result = write(code, "statement", "edit", "S1")
    assert result.code == 0, result.err
    assert "error: not a date" in result.err
    assert show(filled, 1)["said_on"] == {
        "value": "2024-02-29", "start": "2024-02-29", "end": "2024-02-29", "basis": "manual", "text": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("speaker: Ilse Brandt", "speaker: Ida Moreau", "no speaker matches 'Ida Moreau'"),
        ("content: the", "content: not the", "is not in the article"),
        ("manner: indirect", "manner: vague", "manner is one of"),
        ("manner: indirect", "manner: indirect\nmanner: direct", "manner is given twice"),
        ("manner: indirect", "mood: grim", "'mood' is no field"),
        ("manner: indirect", "whatever", "neither 'key: value'"),
        ("topic:", "topic: unheard-of;", "no topic matches"),
    ],
)
def test_a_form_that_is_given_up_is_kept(
    write: Callable[..., Result], filled: Run, old: str, new: str, words: str
) -> None:
    """The second time the editor leaves the form as it came back."""
    result = write(f"text = text if '#! ' in text else text.replace({old!r}, {new!r})", "statement", "edit", "S1")
    assert result.code == 1
    assert result.err.count(words) == 2
    kept = Path(result.err.rsplit("what you wrote is in ", 1)[1].strip())
    assert new.split("\n")[-1] in kept.read_text()
    assert show(filled, 1)["status"] == "extracted"


def test_a_new_statement_as_a_form(write: Callable[..., Result], filled: Run) -> None:
    code = (
        "assert '# President Tomas Okello' in text\n"
        "text = text.replace('speaker:', 'speaker: okello').replace('content:', 'content: the two countries')"
    )
    result = write(code, "statement", "add", "A1")
    assert result.code == 0, result.err
    assert result.out == "S5 added: Tomas Okello, “the two countries”\n"
    assert write("", "statement", "add", "A1").err == "left empty; nothing was added\n"


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("", "no editor is set: export EDITOR=nano (or another), or give what to set as options"),
        ("no-such-editor-anywhere", "cannot be started (no such file or directory)"),
        ("false", "ended with 1; nothing was changed"),
        ("'unclosed", "which is no command line"),
    ],
)
def test_an_editor_that_is_none_or_fails(filled: Run, monkeypatch: pytest.MonkeyPatch, editor: str, words: str) -> None:
    monkeypatch.setenv("EDITOR", editor)
    result = filled("statement", "edit", "S1")
    assert result.code == 1
    assert words in result.err
    assert show(filled, 1)["status"] == "extracted"


def test_what_was_written_in_an_editor_that_then_fails_is_kept(write: Callable[..., Result]) -> None:
    result = write("path.write_text('speaker: precious'); sys.exit(3)", "statement", "edit", "S1")
    assert "ended with 3; nothing was changed; what you wrote is in " in result.err
    assert Path(result.err.rsplit("is in ", 1)[1].strip()).read_text() == "speaker: precious"


def test_no_utf8_is_refused(write: Callable[..., Result]) -> None:
    result = write("path.write_bytes(b'\\xff\\xfe'); sys.exit(0)", "statement", "edit", "S1")
    assert "left no UTF-8 text; nothing was changed" in result.err
