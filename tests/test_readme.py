"""Every command that the README shows is run, in the order shown, and what it shows of a run is what came out.

A ``sh`` block is run as it stands; a ``console`` block is run on a terminal, and its output compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme_runs import ROOT, blocks, commands_of, environment, prepare_folder, run_on_terminal

INSTALLERS = ("pip", "pipx", "uv", "python3")


def test_every_block_is_of_a_kind_that_is_run() -> None:
    for block in blocks():
        assert block.language in {"sh", "console", "text"}, f"README.md:{block.line}"
        if block.language == "text":
            assert not block.text.startswith(("$", "tracker", "make")), f"README.md:{block.line}"


def test_make_targets_exist() -> None:
    texts = [block.text for block in blocks() if block.first_word == "make"]
    commands = [line.split("#")[0].split() for text in texts for line in text.splitlines()]
    assert ["make", "demo"] in commands
    assert ["make", "test"] in commands
    for command in commands:
        ran = subprocess.run([*command, "-n"], cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr


@pytest.mark.slow
def test_the_tracker_commands_run_in_the_order_shown(tmp_path: Path) -> None:
    prepare_folder(tmp_path)
    for block in blocks():
        if block.language == "console":
            for command, expected in commands_of(block):
                assert run_on_terminal(command, tmp_path) == expected, (
                    f"README.md:{block.line}: {command}; run `make docs`"
                )
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
        ["git", "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"],
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
