"""Completion: the scripts, values from the database, and never an error or a new database while completing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.code == 0
    assert f"_TRACKER_COMPLETE={shell}_complete" in result.out


def complete(words: str, folder: Path, *, shell: str = "bash", count: int | None = None) -> list[str]:
    """Give what a shell would be offered for a line of words, of which the last is being typed."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TRACKER_DB": str(folder / "tracker.db"),
        "_TRACKER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1 if count is None else count),
    }
    ran = subprocess.run(
        [Path(sys.executable).parent / "tracker"], env=env, capture_output=True, text=True, check=True, cwd=folder
    )
    assert ran.stderr == ""
    return [line for line in ran.stdout.splitlines() if line]


def test_commands_and_options(tmp_path: Path) -> None:
    assert complete("tracker stat", tmp_path) == ["plain,statements", "plain,statement"]
    assert complete("tracker statements --sp", tmp_path) == ["plain,--speaker"]
    assert complete("tracker statements --manner d", tmp_path) == ["plain,direct"]
    assert complete("tracker completion f", tmp_path) == ["plain,fish"]


def test_values_from_the_database(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    assert complete("tracker statements --speaker il", tmp_path) == ["plain,Ilse\\\\ Brandt"]
    assert complete("tracker statements --speaker il", tmp_path, shell="zsh")[:2] == ["plain", "Ilse Brandt"]
    assert complete("tracker statements --speaker Ilse\\ B", tmp_path, count=3) == ["plain,Ilse\\\\ Brandt"]
    assert "plain,trade" in complete("tracker export --topic tr", tmp_path)
    assert complete("tracker article show A", tmp_path) == ["plain,A1", "plain,A2"]
    assert complete(f"tracker --db {tmp_path}/tracker.db statements --article a", tmp_path) == ["plain,A1", "plain,A2"]
    assert complete(f"tracker statements --db {tmp_path}/none.db --article A", tmp_path) == []


def test_completing_makes_no_database_and_no_noise(tmp_path: Path) -> None:
    assert complete("tracker statements --speaker x", tmp_path) == []
    assert os.listdir(tmp_path) == []
    (tmp_path / "tracker.db").write_text("not a database")
    assert complete("tracker statements --speaker x", tmp_path) == []


def test_zsh_without_its_completion_system_loads_it(run: Run, tmp_path: Path) -> None:
    script = run("completion", "zsh").out
    assert script.splitlines()[0] == "#compdef tracker"
    assert script.index("autoload -Uz compinit") < script.index("compdef _tracker_completion")
    if zsh := shutil.which("zsh"):
        command = 'eval "$1"; print -r -- $_comps[tracker]'
        ran = subprocess.run(
            [zsh, "-f", "-c", command, "zsh", script], env={"HOME": str(tmp_path)}, capture_output=True, text=True
        )
        assert (ran.stdout, ran.stderr) == ("_tracker_completion\n", "")


def test_bash_inserts_a_name_of_two_words(run: Run, tmp_path: Path) -> None:
    """The script, in a real bash: what COMPREPLY holds is what is put on the line."""
    run("ingest", write_articles(tmp_path / "articles"))
    script = (
        'eval "$(tracker completion bash)"; COMP_WORDS=(tracker statements --speaker Il); COMP_CWORD=3; '
        "_tracker_completion tracker; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {"PATH": path, "HOME": str(tmp_path), "TRACKER_DB": str(tmp_path / "tracker.db")}
    ran = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, cwd=tmp_path)
    assert ran.stdout == "Ilse\\ Brandt\n", ran.stderr
