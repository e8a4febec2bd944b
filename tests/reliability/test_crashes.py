"""A command killed at any moment leaves the old state or the new one, and never loses what was acknowledged."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.reliability.processes import STRACE, Ended, Moment, kill_after, kill_at, list_moments, run
from tests.reliability.scenes import SCENES, Scene, copy_scene, make_scene
from tests.reliability.states import find_problems, read_articles, read_state

KILLS = int(os.environ.get("TRACKER_KILLS", "1"))
SEED = os.environ.get("TRACKER_SEED", "1")

# What gives a file its name, or takes it: few calls, between which a folder may be half one thing, half another.
_NAMING = ("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "mkdir")
_LONGEST = 2.0  # seconds within which a kill by the clock comes

_FOLDER = TemporaryDirectory(prefix="tracker-crashes-")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(STRACE is None and not os.environ.get("CI"), reason="strace is not installed"),
]


class Case:
    """A scene prepared, with its outcome before and after, and the moments at which it changes a file."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.folder = make_scene(scene, Path(_FOLDER.name) / scene.name.replace(" ", "-"))
        whole = copy_scene(self.folder, self.folder.with_name(self.folder.name + "-whole"))
        self.moments = list_moments(whole, scene.arguments)
        self.before = self.read(self.folder)
        self.after = self.read(whole)
        assert self.before != self.after, "the scene changes nothing"
        database = whole / "tracker.db"
        self.articles = read_articles(database)
        self.output = None if scene.output is None else read_output(whole / scene.output)
        self.old_output = None if scene.output is None else read_output(self.folder / scene.output)

    def read(self, folder: Path) -> object:
        if self.scene.output is not None:
            return read_output(folder / self.scene.output)
        path = folder / "tracker.db"
        return read_state(path) if path.exists() else None

    def judge(self, folder: Path, ended: Ended, when: str) -> None:
        """Look at what a kill left, then run the command again and look at that."""
        scene, path = self.scene, folder / "tracker.db"
        told = f"{scene.name} killed at {when}: {ended.err}"
        acknowledged = ended.code == 0 or scene.done in ended.err
        if scene.article_wise:
            self.judge_articles(path, ended, told)
        else:
            found = self.read(folder)
            assert found in ((self.after,) if acknowledged else (self.before, self.after)), told
        assert not [name for name in os.listdir(folder) if not name.startswith(".") and not self.is_known(name)], told
        if path.exists() and scene.name != "upgrade":
            self.judge_soundness(path, told)
        if scene.article_wise or self.read(folder) == self.before:
            again = run(folder, scene.arguments)
            # A backup that got its name before the kill came is not made over.
            assert again.code == 0, (told, again.err)
            if not scene.article_wise:
                assert self.read(folder) == self.after, told
        if path.exists():
            self.judge_soundness(path, told)
        if scene.article_wise:
            assert read_articles(path) == self.articles, told

    def judge_articles(self, path: Path, ended: Ended, told: str) -> None:
        """Every article is whole or absent, and there where it was acknowledged."""
        there = read_articles(path) if path.exists() else {}
        for identifier, statements in there.items():
            assert statements == self.articles[identifier], told
        for number in re.findall(r"added A\d+ Talks (\d+)", ended.out):
            assert f"article-{number}" in there, told

    def judge_soundness(self, path: Path, told: str) -> None:
        if self.scene.name == "mend" and read_state(path) == self.before:
            return
        if run_check_needed(path):
            assert find_problems(path) == (), told

    def is_known(self, name: str) -> bool:
        """Whether it is a file that was there, that is the outcome, or that SQLite or a safety copy put there."""
        return (
            (self.folder / name).exists()
            or name == self.scene.output
            or re.fullmatch(r"tracker\.db(-wal|-shm|-journal)?", name) is not None
            or re.fullmatch(r"tracker-(before-\d+|replaced|before-mending)-[\d-]+\.db", name) is not None
            or name in ("tmp", "config")
        )


def run_check_needed(path: Path) -> bool:
    """Whether there is a schema to check; a kill before the first migration leaves an empty file."""
    return "statement" in read_state(path)


def read_output(path: Path) -> object:
    """What a file holds, or every file of a folder; of a database its rows, of a table its cells."""
    if path.is_dir():
        return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    if not path.exists():
        return None
    if path.suffix in (".db", ".sqlite"):
        return read_state(path)
    if path.suffix == ".xlsx":
        import openpyxl

        return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
    return path.read_bytes()


@cache
def open_case(name: str) -> Case:
    return Case(next(scene for scene in SCENES if scene.name == name))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Callable[[Case], Path]]:
    made: list[Path] = []

    def copy(case: Case) -> Path:
        made.append(copy_scene(case.folder, tmp_path / f"run-{len(made)}"))
        return made[-1]

    yield copy
    for path in made:
        shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize("name", [scene.name for scene in SCENES])
def test_a_kill_at_any_change_of_a_file(name: str, folder: Callable[[Case], Path]) -> None:
    case = open_case(name)
    chance = Random(f"{SEED} {name}")
    killed = 0
    for moment in choose(case.moments, KILLS, chance):
        place = folder(case)
        ended = kill_at(place, case.scene.arguments, moment)
        killed += ended.killed
        case.judge(place, ended, str(moment))
        shutil.rmtree(place)
    print(f"{name}: {killed} killed")
    assert killed, "every run went through to its end"


@pytest.mark.parametrize("name", [scene.name for scene in SCENES])
def test_a_kill_by_the_clock(name: str, folder: Callable[[Case], Path]) -> None:
    case = open_case(name)
    chance = Random(f"{SEED} clock {name}")
    killed = 0
    for number in range(KILLS // 4):
        place = folder(case)
        ended = kill_after(place, case.scene.arguments, chance, _LONGEST)
        killed += ended.killed
        case.judge(place, ended, f"a while ({number})")
        shutil.rmtree(place)
    print(f"{name}: {killed} killed by the clock")


@pytest.mark.parametrize("name", ["export html", "export csv", "backup"])
def test_a_kill_at_every_naming_of_an_outcome(name: str, folder: Callable[[Case], Path]) -> None:
    case = open_case(name)
    for moment in case.moments:
        if moment.call in ("rename", "renameat2", "link"):
            place = folder(case)
            case.judge(place, kill_at(place, case.scene.arguments, moment), str(moment))
            shutil.rmtree(place)


def choose(moments: list[Moment], count: int, chance: Random) -> list[Moment]:
    """Some of the moments, half of them among those at which files get and lose their names."""
    naming = [moment for moment in moments if moment.call in _NAMING]
    some = chance.sample(naming, min(len(naming), count // 2))
    others = [moment for moment in moments if moment not in some]
    return [*some, *chance.sample(others, min(len(others), count - len(some)))]
