"""What is shipped: the wheel has all it needs, works from elsewhere, and `make demo` works in a folder with blanks."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path, **env: str) -> str:
    """Run a command and give what it wrote to standard output; fails with all that it said."""
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **env},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def make_environment(folder: Path, *extra: Path) -> Path:
    """Make an environment that has this one's dependencies, but not this one's tracker, and give its interpreter.

    The folders of a .pth file are searched, but .pth files in them (such as an editable install's) are not followed.
    """
    call(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    site = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder.parent).strip())
    (site / "dependencies.pth").write_text("\n".join(map(str, [*extra, sysconfig.get_path("purelib")])) + "\n")
    return python


SEED = Counter({"Xi Jinping": 5, "Nicolas Maduro": 5})
"""What the seed article brings; other articles in seeds/ may bring more."""


def count_speakers(ledger: Path) -> Counter[str]:
    """Count the rows of an exported ledger by speaker."""
    with ledger.open(newline="", encoding="utf-8") as file:
        return Counter(row["speaker"] for row in csv.DictReader(file))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [wheel] = folder.glob("*.whl")
    return wheel


def test_the_wheel_has_words_weights_migrations_and_seeds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, shipped in (("tracker", "tracker"), ("migrations", "tracker/_migrations"), ("seeds", "tracker/_seeds")):
        listed = call("git", "-c", "core.quotepath=off", "ls-files", folder, cwd=ROOT).splitlines()
        assert listed
        assert {shipped + name.removeprefix(folder) for name in listed} <= names
    assert not [name for name in names if not name.startswith(("tracker/", "statement_tracker-"))]
    assert not [name for name in names if "__pycache__" in name]


def test_the_wheel_does_the_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    python = make_environment(tmp_path / "clean")
    call(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    folder = tmp_path / "another folder"
    folder.mkdir()
    tracker, db = python.parent / "tracker", str(folder / "a database.db")
    package = Path(call(python, "-c", "import tracker; print(tracker.__file__)", cwd=folder).strip()).parent
    assert tmp_path in package.parents
    call(tracker, "ingest", package / "_seeds", cwd=folder, TRACKER_DB=db)
    call(tracker, "export", "--output", "ledger.csv", cwd=folder, TRACKER_DB=db)
    call(tracker, "db", "check", cwd=folder, TRACKER_DB=db)
    assert count_speakers(folder / "ledger.csv") >= SEED


def test_make_demo_works_twice_in_a_folder_with_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "a folder with blanks"
    for name in call(
        "git", "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT
    ).splitlines():
        if (ROOT / name).is_file():  # a file that was removed but not yet committed is listed too
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    make_environment(folder / ".venv", folder)
    for stamp in (".installed", ".installed-dev"):
        (folder / ".venv" / stamp).touch()
    first = call("make", "demo", cwd=folder)
    second = call("make", "demo", cwd=folder)
    assert first == second
    assert first.count("Nicolas Maduro") > 5
    assert "statement_id,statement_key,speaker" in first
    assert count_speakers(folder / "demo" / "ledger.csv") >= SEED
    # What the README invites to: an article dropped beside the seed is in the next demo.
    (folder / "seeds" / "grain.txt").write_text("Ilse Brandt said that the grain corridor would stay open.\n")
    assert "Ilse Brandt" in call("make", "demo", cwd=folder)
    assert count_speakers(folder / "demo" / "ledger.csv") >= SEED | Counter({"Ilse Brandt": 1})
