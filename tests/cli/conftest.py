"""The command line run inside the test: arguments in, exit code and both streams out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.cli.app import main


@dataclass(frozen=True)
class Result:
    """What a run gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


class _Keyboard(io.TextIOWrapper):
    """Standard input that is a terminal, on which nobody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def become_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make standard output (and error) a terminal of some width, with colour or without."""

    def become(*, width: int = 80, color: bool = False, stderr: bool = False) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        if stderr:
            monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("NO_COLOR", "" if color else "1")

    return become


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `tracker` with arguments; the database is a file in tmp_path unless --db says otherwise.

    ``stdin`` is what is piped in; None is a terminal.
    """
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "tracker.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def run(*arguments: str | Path, stdin: bytes | None = b"") -> Result:
        source = _Keyboard(io.BytesIO()) if stdin is None else io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", source)
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run
