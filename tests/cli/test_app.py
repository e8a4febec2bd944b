"""The entry point: help without loading anything, and one line and the right code for whatever goes wrong."""

from __future__ import annotations

import gc
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from tracker import __main__, __version__
from tracker.cli import app
from tracker.cli.help import Entry
from tracker.errors import NotFoundError, UsageError

ROOT = Path(__file__).parent.parent.parent
PYTHON = shlex.quote(sys.executable)


def raise_in(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make `tracker fail` a command that ends with an error."""

    @click.command()
    def fail() -> None:
        raise error

    monkeypatch.setattr(app.cli, "commands", {"fail": fail})


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_version(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out, result.err) == (0, f"tracker {__version__}\n", "")


def test_help_starts_with_examples(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert result.out.index("Examples:") < result.out.index("Take in:") < result.out.index("Options:")


def test_no_command_shows_the_help_as_wrong_usage(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert "Examples:" in result.err


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_load_little_beyond_click(flag: str) -> None:
    code = (
        "import sys, click; before = set(sys.modules)\n"
        "from tracker.cli.app import main\n"
        f"main(['{flag}'])\n"
        "added = sorted(set(sys.modules) - before)\n"
        "print([name for name in added if name.startswith('tracker')], len(added), sep='\\n', file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    ours, added = ran.stderr.strip().splitlines()
    assert ours == str(["tracker", "tracker.cli", "tracker.cli.app", "tracker.cli.help", "tracker.errors"])
    assert int(added) <= 25


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (NotFoundError("no speaker matches 'Lavro'"), 1, "error: no speaker matches 'Lavro'"),
        (UsageError("not a date"), 2, "error: not a date"),
        (NotFoundError("evil \x1b[2J\nname"), 1, "error: evil \\x1b[2J name"),
        (KeyboardInterrupt(), 130, "error: interrupted"),
        (click.Abort(), 130, "error: interrupted"),
        (OSError(28, "No space left on device", "/x/ledger.csv"), 1, "error: /x/ledger.csv: no space left on device"),
        (
            RuntimeError("boom"),
            1,
            "error: unexpected RuntimeError: boom; run again with --debug to see where, and please report it",
        ),
        (click.UsageError("too much."), 2, "error: too much"),
        (click.FileError("x", "gone"), 1, "error: Could not open file 'x': gone"),
    ],
)
def test_one_line_and_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, line: str
) -> None:
    raise_in(monkeypatch, error)
    result = run("fail")
    assert result.code == code
    assert result.out == ""
    assert result.err.removeprefix("\n").startswith(line)
    assert result.err.strip().count("\n") == 0


@pytest.mark.parametrize("error", [RuntimeError("boom"), NotFoundError("boom"), OSError(5, "boom")])
def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    raise_in(monkeypatch, error)
    result = run("--debug", "fail")
    assert result.code == 1
    assert "Traceback (most recent call last)" in result.err
    assert "boom" in result.err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["statments"], "there is no command 'statments'; did you mean statements or statement? (see tracker --help)"),
        (["xyz"], "there is no command 'xyz' (see tracker --help)"),
        (
            ["statements", "--manner", "loud"],
            "'loud' is not one of 'direct', 'indirect', 'mixed' (see tracker statements",
        ),
        (["statements", "--since", "May 9"], "not a date: 'May 9'; write 2025-05-09, 2025-05, 2023"),
        (["statements", "--until", "2025-02-30"], "no such date: '2025-02-30'"),
        (["statements", "--limit", "0"], "Invalid value for '--limit'"),
        (["statements", "--limit", "many"], "'many' is not a valid integer"),
        (["statement", "show", "Q7"], "'Q7' is no statement number; write S12 or 12"),
        (["statement", "show"], "Missing argument 'ID'"),
        (["ingest"], "Missing argument 'PATH...'"),
        (["export", "--format", "pdf"], "'pdf' is not one of 'csv', 'csv-excel', 'jsonl', 'md'"),
        (["speakers", "--nope"], "No such option"),
        (["--db", "", "statements"], "Invalid value for '--db': it is empty"),
        (["statements", "--db", ""], "Invalid value for '--db': it is empty"),
        (["export", "--output", ""], "it is empty"),
    ],
)
def test_wrong_usage_is_one_line_and_2(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1


def test_whoever_runs_the_command_line_keeps_collecting(monkeypatch: pytest.MonkeyPatch) -> None:
    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    monkeypatch.setattr("sys.argv", ["tracker", "--version"])
    with pytest.raises(SystemExit):
        app.run()
    assert gc.get_freeze_count() == before
    called: list[str] = []
    with pytest.raises(SystemExit):
        app.run(at_end=lambda: called.append("end"))
    assert called == ["end"]
    monkeypatch.setattr(app, "run", lambda at_end: None)
    callbacks = len(gc.callbacks)
    try:
        for _ in range(2):
            __main__.main()
        assert len(gc.callbacks) == callbacks + 1
    finally:
        gc.callbacks.remove(__main__._leave_start)
        gc.set_threshold(*thresholds)


def test_every_summary_is_its_command_s_own(run: Run) -> None:
    for name, entry in app.ENTRIES.items():
        assert isinstance(entry, Entry)
        command = entry.load()
        assert command.name == name
        assert command.help, name


def test_a_pipe_that_is_closed_ends_quietly() -> None:
    code = (
        "import sys\nfrom tracker.cli import app\nimport click\n"
        "@click.command()\n"
        "def flood():\n    for number in range(100000): click.echo(str(number))\n"
        "app.cli.add_command(flood)\nsys.argv[1:] = ['flood']\napp.run()\n"
    )
    command = f'{PYTHON} -c "$CODE" | head -n 1; echo ${{PIPESTATUS[0]}}'
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env={"CODE": code}, cwd=ROOT, check=True
    )
    assert ran.stdout == "0\n141\n"
    assert ran.stderr == ""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_into_a_pipe_that_is_closed(option: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "tracker", option]
    ran = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_a_full_disk_under_standard_output_is_one_line() -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{PYTHON} -m tracker --help > /dev/full"], capture_output=True, text=True, cwd=ROOT
    )
    assert ran.returncode == 1
    assert ran.stderr == "error: no space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_from_the_start_do_no_harm(closed: str) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{PYTHON} -m tracker --version {closed}"], capture_output=True, text=True, cwd=ROOT
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_data_is_utf_8_whatever_the_locale() -> None:
    # What a locale without UTF-8 does to the streams, and to nothing else: Python must still find its own files.
    env = {"PYTHONIOENCODING": "ascii:strict"}
    code = "from tracker.cli import app; app._prepare_streams(); print('T\\xfcrkiye \\u5317\\u4eac')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, cwd=ROOT, check=True)
    assert ran.stdout.decode() == "Türkiye 北京\n"
