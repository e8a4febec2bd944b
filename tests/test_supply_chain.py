"""What is shipped and what it is made of: bounded, locked, the same each time it is built, and quiet when imported."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements-dev.lock").read_text("utf-8")

# At the top of a module nothing but this; a call there makes a value: a pattern, a table, a class.
_DEFINITIONS = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.If, ast.Expr,
)  # fmt: skip


def modules() -> list[Path]:
    return sorted([*(ROOT / "tracker").rglob("*.py"), *(ROOT / "migrations" / "versions").glob("*.py")])


def test_what_is_needed_is_bounded_below_and_above() -> None:
    extras = PROJECT["optional-dependencies"]
    needed = [*PROJECT["dependencies"], *(line for name in ("html", "xlsx", "cite") for line in extras[name])]
    for line in needed:
        assert re.search(r">=\d", line), line
        assert re.search(r"<\d", line), line
    for name in ("dev", "fuzz"):
        assert all(line.startswith("statement-tracker[") or ">=" in line for line in extras[name])


def _locked() -> dict[str, str]:
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==([\w.+!-]+)", LOCK, re.MULTILINE)}


def test_everything_needed_is_locked_with_hashes() -> None:
    locked = _locked()
    wanted = [line for name in ("html", "xlsx", "cite", "dev") for line in PROJECT["optional-dependencies"][name]]
    for line in [*PROJECT["dependencies"], *wanted]:
        name = re.split(r"[\[<>=!~ ]", line)[0].lower()
        assert name in locked or name == "statement-tracker", name
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked)
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


def test_the_lock_names_no_place_to_get_it_from() -> None:
    assert not re.search(r"https?://|--index-url|--extra-index|--find-links|@ file", LOCK)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_importing_a_module_defines_and_does_nothing_else(path: Path) -> None:
    for node in ast.parse(path.read_text("utf-8")).body:
        assert isinstance(node, _DEFINITIONS), (path.name, node.lineno)
        if isinstance(node, ast.Expr):  # a docstring, or a registration of a shell with click
            is_text = isinstance(node.value, ast.Constant)
            assert is_text or ast.unparse(node).startswith("add_completion_class("), (path.name, node.lineno)
        if isinstance(node, ast.If):
            assert ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"), (path.name, node.lineno)


def test_importing_everything_writes_nothing_and_asks_nobody(tmp_path: Path) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted((ROOT / "tracker").rglob("*.py"))
    ]
    code = (
        "import sys, importlib\n"
        "import atexit, socket, subprocess, threading\n"
        "before = threading.active_count()\n"
        "seen = []\n"
        "def watch(event, args):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'os.system', 'sqlite3.', 'os.mkdir', 'os.remove', 'os.rename')):\n"
        "        seen.append(event)\n"
        "    if event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax+'):\n"
        "        seen.append(f'open {args[0]}')\n"
        "sys.addaudithook(watch)\n"
        f"for name in {[name.removesuffix('.__init__') for name in names]!r}:\n"
        "    importlib.import_module(name)\n"
        "seen = [event for event in seen if not event.startswith('socket.__new__')]\n"
        "print(seen, threading.active_count() - before)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"HOME": str(tmp_path)},
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "[] 0\n"
    assert ran.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    digests = []
    for number, mask in ((1, 0o022), (2, 0o077)):
        folder = tmp_path / f"copy {number}"
        for name in listed:
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)
                os.utime(folder / name, (number * 10**8, number * 10**8))
                (folder / name).chmod(0o666 & ~mask)
        subprocess.run(
            [sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / f"dist{number}", folder],
            check=True,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1700000000"},
        )
        built = sorted((tmp_path / f"dist{number}").iterdir())
        digests.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in built})
    assert len(digests[0]) == 2
    assert digests[0] == digests[1]
