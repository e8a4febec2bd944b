"""Every command that the README shows is run, in the order shown, and what it shows of a run is what came out.

A ``sh`` block is run as it stands; a ``console`` block is run on a terminal of 100 columns, and its output compared.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 100
INSTALLERS = ("pip", "pipx", "uv", "python3")


@dataclass(frozen=True)
class Block:
    """A fenced block of the README: its language, its text, and the line that it starts on."""

    language: str
    text: str
    line: int

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


def blocks() -> list[Block]:
    page = README.read_text("utf-8")
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Block(match[1], match[2], page.count("\n", 0, match.start()) + 2) for match in found]


def commands_of(block: Block) -> Iterator[tuple[str, str]]:
    """Give a console block's commands, each with the output shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def environment(home: Path) -> dict[str, str]:
    """Give an environment in which `tracker` is this one's, and nothing is the user's own."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "COLUMNS": str(WIDTH),
        "TERM": "xterm",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def run_on_terminal(command: str, folder: Path) -> str:
    """Run a shell command on a terminal and give all that it showed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment(folder), stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # on Linux the end of a terminal's other side is an error
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert process.wait() == 0, shown.decode()
    return shown.decode().replace("\r\n", "\n").replace("\r\x1b[K", "")


def test_every_block_is_of_a_kind_that_is_run() -> None:
    for block in blocks():
        assert block.language in {"sh", "console", "text"}, f"README.md:{block.line}"
        if block.language == "text":
            assert not block.text.startswith(("$", "tracker", "make")), f"README.md:{block.line}"


def test_make_targets_exist() -> None:
    lines = [line for block in blocks() if block.first_word == "make" for line in block.text.splitlines()]
    assert "make demo" in lines
    assert "make test" in lines
    for line in lines:
        ran = subprocess.run([*line.split("#")[0].split(), "-n"], cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr


@pytest.mark.slow
def test_the_tracker_commands_run_in_the_order_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for block in blocks():
        if block.language == "console":
            for command, expected in commands_of(block):
                assert run_on_terminal(command, tmp_path) == expected, f"README.md:{block.line}: {command}"
        elif block.language == "sh" and block.first_word not in ("make", "git", *INSTALLERS):
            ran = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block.text],
                cwd=tmp_path,
                env=environment(tmp_path),
                capture_output=True,
                text=True,
            )
            assert ran.returncode == 0, f"README.md:{block.line}\n{block.text}\n{ran.stderr}"


@pytest.mark.slow
def test_the_ways_to_install_work(tmp_path: Path) -> None:
    """Run each line that installs, pipx and uv from an environment of their own, and ask each result its version."""
    lines = [line for block in blocks() if block.first_word in INSTALLERS for line in block.text.splitlines()]
    commands = [line.split("#")[0].strip() for line in lines if line.strip()]
    assert {command.split()[0] for command in commands} >= {"pipx", "uv", "python3"}
    tools = tmp_path / "tools"
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    pip = [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "pipx", "uv"]
    if subprocess.run(pip, capture_output=True).returncode:
        pytest.skip("no package index can be reached from here")
    source = tmp_path / "source"
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    base = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    bins = tmp_path / "bin"
    env = base | {
        "HOME": str(tmp_path),
        "PATH": f"{tools / 'bin'}{os.pathsep}{base['PATH']}",
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(bins),
        "UV_TOOL_DIR": str(tmp_path / "uv"),
        "UV_TOOL_BIN_DIR": str(bins),
        "UV_CACHE_DIR": str(tmp_path / "uv-cache"),
    }
    for command in commands:
        shutil.rmtree(bins, ignore_errors=True)
        ran = subprocess.run(["bash", "-c", command], cwd=source, env=env, capture_output=True, text=True)
        assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
        tracker = source / ".venv" / "bin" / "tracker" if command.startswith("python3") else bins / "tracker"
        said = subprocess.run([tracker, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path)
        assert said.stdout.startswith("tracker ")
