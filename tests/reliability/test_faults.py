"""Disks that are full, read-only or failing: a line that says so, and the data as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.reliability.processes import STRACE, Ended, Moment, fail_from, list_moments, make_environment, run
from tests.reliability.scenes import SCENES, Scene, copy_scene, make_scene, write_article
from tests.reliability.states import find_problems, read_articles, read_state

SEED = os.environ.get("TRACKER_SEED", "1")
FAULTS = int(os.environ.get("TRACKER_KILLS", "1"))

_FOLDER = TemporaryDirectory(prefix="tracker-faults-")

# What writes, and what it fails with: a disk that breaks, one that is full, a network drive that has gone.
_ERRORS = [
    ("pwrite64", "EIO"),
    ("pwrite64", "ENOSPC"),
    ("fdatasync", "EIO"),
    ("pread64", "EIO"),
    ("ftruncate", "ESTALE"),
]

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(STRACE is None and not os.environ.get("CI"), reason="strace is not installed")
needs_ordinary_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid") or (os.geteuid() != 0 and shutil.which("setpriv") is None),
    reason="cannot give up rights",
)

# As somebody whom permissions bind, where the tests run as root.
AS_NOBODY = (
    ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
)


@cache
def prepare(name: str) -> Path:
    scene = find_scene(name)
    return make_scene(scene, Path(_FOLDER.name) / name.replace(" ", "-"))


def find_scene(name: str) -> Scene:
    return next(scene for scene in SCENES if scene.name == name)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A folder with a database of four articles, and some more articles to take in."""
    folder = copy_scene(prepare("edit"), tmp_path / "folder")
    (folder / "more").mkdir()
    for number in range(10, 16):
        write_article(folder / "more", number, "Grain was mentioned. " * 3000)
    return folder


def is_one_line(ended: Ended) -> bool:
    """Whether the run was refused with a reason, and no traceback."""
    return ended.code == 1 and "Traceback" not in ended.err and "unexpected" not in ended.err and "error: " in ended.err


def limit_files(folder: Path, size: int, arguments: list[str]) -> Ended:
    """Run the tracker where no file can become larger than so many bytes."""
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        "from tracker.__main__ import main\n"
        "sys.exit(main())\n"
    )
    (folder / "tmp").mkdir(exist_ok=True)
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=make_environment(folder),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def test_files_that_cannot_grow_end_an_ingest_with_what_went_in(filled: Path) -> None:
    path = filled / "tracker.db"
    before = read_articles(path)
    ended = limit_files(filled, path.stat().st_size + 150_000, ["ingest", "more"])
    assert is_one_line(ended), ended.err
    assert "nothing of this step was stored" in ended.err
    after = read_articles(path)
    assert before.items() <= after.items()
    assert len(after) - len(before) == ended.out.count("added A")
    assert find_problems(path) == ()
    assert run(filled, ["ingest", "more"]).code == 0
    assert len(read_articles(path)) == 10


@pytest.mark.parametrize("name", ["export csv", "export html", "export xlsx", "export sqlite", "backup"])
def test_files_that_cannot_grow_leave_the_old_export(name: str, tmp_path: Path) -> None:
    scene = find_scene(name)
    folder = copy_scene(prepare(name), tmp_path / "folder")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "tracker.db" not in file.name}
    ended = limit_files(folder, 2_000, list(scene.arguments))
    assert is_one_line(ended), ended.err
    assert {
        file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and "tracker.db" not in file.name
    } == before
    assert find_problems(folder / "tracker.db") == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this machine allows to make one."""
    place = tmp_path / "disk"
    place.mkdir()
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True
        ).returncode
    ):
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_ends_an_ingest_with_what_went_in(small_disk: Path, filled: Path) -> None:
    shutil.copy(filled / "tracker.db", small_disk)
    shutil.copytree(filled / "more", filled / "tmp" / "more")
    (small_disk / "tmp").mkdir()
    disk = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(bytes(disk.f_bavail * disk.f_frsize - 150_000))
    ended = run(small_disk, ["ingest", str(filled / "tmp" / "more")])
    assert is_one_line(ended), ended.err
    assert "the disk is full; nothing of this step was stored" in ended.err
    path = small_disk / "tracker.db"
    assert len(read_articles(path)) == 4 + ended.out.count("added A")
    # Reading, and going on where there is room again.
    assert run(small_disk, ["statements"]).code == 0
    (small_disk / "ballast").unlink()
    copy = Path(shutil.copytree(small_disk, filled / "tmp" / "roomy")) / "tracker.db"
    assert find_problems(copy) == ()


@needs_ordinary_rights
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_database_that_may_only_be_read_is_read_and_refuses_writes(filled: Path, what: str) -> None:
    path = filled / "tracker.db"
    before = read_state(path)
    if what != "folder":
        path.chmod(0o444)
    if what != "file":
        (filled / "tmp").mkdir(exist_ok=True)
        filled.chmod(0o555)
    try:
        written = run(filled, ["statement", "reject", "S1"], AS_NOBODY)
        listed = run(filled, ["statements", "--limit", "1"], AS_NOBODY)
        exported = run(filled, ["export", "--format", "csv"], AS_NOBODY)
    finally:
        filled.chmod(0o755)
        path.chmod(0o644)
    assert is_one_line(written), written.err
    assert "read-only" in written.err or "may be written" in written.err, written.err
    assert (listed.code, exported.code) == (0, 0), (listed.err, exported.err)
    assert read_state(path) == before


@needs_strace
@pytest.mark.parametrize("name", ["ingest", "import", "merge", "upgrade", "restore", "undo"])
def test_a_disk_that_fails_is_told_and_leaves_the_old_or_the_new(name: str, tmp_path: Path) -> None:
    scene, template = find_scene(name), prepare(name)
    before = read_state(template / "tracker.db") if (template / "tracker.db").exists() else None
    whole = copy_scene(template, tmp_path / "whole")
    moments = list_moments(whole, scene.arguments)
    after, articles = read_state(whole / "tracker.db"), read_articles(whole / "tracker.db")
    chance = Random(f"{SEED} faults {name}")
    for call, error in chance.sample(_ERRORS, min(len(_ERRORS), FAULTS)):
        most = max((moment.nth for moment in moments if moment.call == call), default=20)
        moment = Moment(call, chance.randint(1, most))
        folder = copy_scene(template, tmp_path / f"{call}-{error}")
        ended = fail_from(folder, scene.arguments, moment, error)
        told = f"{name}, {call} {moment.nth} {error}: {ended.out} {ended.err}"
        assert ended.code == 0 or is_one_line(ended), told
        path = folder / "tracker.db"
        if scene.article_wise:
            there = read_articles(path) if path.exists() else {}
            assert there.items() <= articles.items(), told
        else:
            # A commit that failed may be found done: what is refused is unknown to be stored, but is whole.
            assert read_state(path) in ([after] if ended.code == 0 else [before, after]), told
        if name != "upgrade" and path.exists() and path.stat().st_size:
            assert [p for p in find_problems(path) if p.check != "schema"] == [], told
