"""Every example that a help page shows is run, on the seed article, and does what it says without a word of error."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.screens import press, review
from tests.cli.test_reference import COMMANDS
from tests.seeds import copy_seeds
from tracker.cli.app import main
from tracker.cli.help import TrackerCommand, TrackerGroup

ROOT = Path(__file__).parent.parent.parent


# What another outlet has of the seed's meeting.
RETOLD = """---
outlet: The Harbour Post
published: 2025-05-10
---
Chinese President Xi Jinping said on Friday that China will, as always, firmly support Venezuela in safeguarding \
sovereignty, national dignity and social stability.

Venezuelan President Nicolas Maduro said China was a great friend of Venezuela.
"""

# What the seed's speaker said half a year later.
LATER = """---
outlet: The Harbour Post
published: 2025-11-10
---
China is ready to support Venezuela in safeguarding sovereignty and social stability, Chinese President Xi Jinping \
said on Monday.
"""


def examples() -> list[str]:
    lines = (
        line
        for command in COMMANDS.values()
        if isinstance(command, TrackerCommand | TrackerGroup)
        for line, _ in command.examples
    )
    return sorted(set(lines))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the examples have it: seeds/, some articles, the seeds in the database, something undone there."""
    folder = tmp_path_factory.mktemp("examples")
    copy_seeds(folder / "seeds")
    (folder / "report.txt").write_text("Ilse Brandt said on Friday that the corridor would stay open.\n")
    (folder / "decisions.jsonl").write_text('{"statement": 1, "decision": "confirm"}\n')
    (folder / "wire.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Tomas Okello said that it rained."}\n'))
    (folder / "theirs.csv").write_text("Who,Statement,Source\nIlse Brandt,It rained.,A diary of 2020\n")
    (folder / ".config" / "fish" / "completions").mkdir(parents=True)
    (folder / "retold.txt").write_text(RETOLD, encoding="utf-8")
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    done = (
        ["ingest", "seeds", "retold.txt", "later.txt"],
        ["utterance", "join", "S6", "S7", "S12"],
        ["statement", "reject", "S10"],
        ["claim", "reject", "S9.1"],
        ["commitment", "link", "S11.1", "S1.2", "--as", "reaffirms"],
        ["formulation", "add", "mutual trust and common development"],
        ["speaker", "post", "add", "maduro", "Vice President", "--from", "2012-10"],
        ["ingest", "report.txt"],
        ["undo", "--yes"],
    )
    for arguments in done:
        paths = [str(folder / word) if (folder / word).exists() else word for word in arguments]
        assert main(["--db", str(folder / "tracker.db"), *paths]) == 0
    return folder


def _interrupt(server: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("line", examples())
def test_example(run: Run, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(seeded, folder)
    if line.startswith("tracker export --output ledger.csv --force"):
        (folder / "ledger.csv").write_text("old")
    if line.startswith("tracker db restore"):
        assert main(["--db", str(folder / "tracker.db"), "db", "backup", str(folder / "copy.db")]) == 0
    if line.startswith("tracker import claims.csv"):
        claims = str(folder / "claims.csv")
        assert main(["--db", str(folder / "tracker.db"), "export", "--claims", "--output", claims]) == 0
    if line.startswith("tracker import ledger."):
        assert main(["--db", str(folder / "tracker.db"), "export", "--output", str(folder / line.split()[2])]) == 0
    if re.search(r"[<>|$~]", line):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {"PATH": path, "HOME": str(folder), "TRACKER_DB": str(folder / "tracker.db")}
        ran = subprocess.run(["bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return
    if line.startswith("tracker review") and "--script" not in line:
        with review(folder / "tracker.db", *shlex.split(line)[2:]) as screen:
            screen.expect("1 of [0-9]+")
            screen.expect("q quit\r\n")
            press(screen, "q", "left")
        return
    if line.startswith("tracker serve"):
        # It serves until it is interrupted; tests/cli/test_serve.py looks at what it serves.
        monkeypatch.setattr("tracker.workflows.serving.PageServer.run", _interrupt)
    monkeypatch.chdir(folder)
    program, *arguments = shlex.split(line)
    assert program == "tracker"
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    result = run("--db", folder / "tracker.db", *arguments, stdin=b"y\n")
    assert result.code == 0, result.err
    assert "error" not in result.err
    assert "no statements" not in result.err
    assert "no articles" not in result.err
