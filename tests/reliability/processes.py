"""The tracker run as a process of its own: to its end, killed somewhere, or with system calls that fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
STRACE = shutil.which("strace")

# What changes files and folders: between two of these calls the disk stays as it is, so that a kill at each of them
# is a kill at every moment that makes a difference.
CHANGING = (
    "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "unlinkat", "rename", "renameat", "renameat2",
    "link", "linkat", "mkdir", "rmdir",
)  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (-9: killed), and what it had said until then."""

    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        return self.code == -9


@dataclass(frozen=True)
class Moment:
    """The nth time (from 1) that a process makes a system call."""

    call: str
    nth: int

    def __str__(self) -> str:
        return f"{self.call} {self.nth}"


def make_environment(folder: Path) -> dict[str, str]:
    """An environment in which the tracker knows only the folder, and says at once what it has done."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TRACKER_DB": str(folder / "tracker.db"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }


def start(folder: Path, arguments: Sequence[str], tool: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start `tracker` in the folder, under a tool where one is given."""
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [*tool, sys.executable, "-m", "tracker", *arguments],
        cwd=folder,
        env=make_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, arguments: Sequence[str], tool: Sequence[str] = ()) -> Ended:
    """Run `tracker` in the folder and wait for its end."""
    process = start(folder, arguments, tool)
    out, err = process.communicate()
    return Ended(process.returncode, out, err)


def list_moments(folder: Path, arguments: Sequence[str]) -> list[Moment]:
    """Run `tracker` to its end, and give every call that changed a file, in order."""
    assert STRACE is not None
    log = folder / "tmp" / "calls"
    ended = run(folder, arguments, (STRACE, *_TRACING, "-o", str(log), "-e", f"trace={','.join(CHANGING)}"))
    assert ended.code == 0, ended.err
    counts: Counter[str] = Counter()
    moments = []
    for line in log.read_text(errors="replace").splitlines():
        if match := re.match(r"\d+ +(\w+)\(", line):
            counts[match[1]] += 1
            moments.append(Moment(match[1], counts[match[1]]))
    log.unlink()
    return moments


def kill_at(folder: Path, arguments: Sequence[str], moment: Moment) -> Ended:
    """Run `tracker`, and kill it with SIGKILL as it makes a system call, before that does anything."""
    return _inject(folder, arguments, moment.call, f"signal=KILL:when={moment.nth}")


def fail_from(folder: Path, arguments: Sequence[str], moment: Moment, error: str) -> Ended:
    """Run `tracker` with a system call failing from the nth time on, with an error such as EIO or ENOSPC."""
    return _inject(folder, arguments, moment.call, f"error={error}:when={moment.nth}+")


def kill_after(folder: Path, arguments: Sequence[str], chance: Random, longest: float) -> Ended:
    """Run `tracker` and kill it with SIGKILL after a while of at most ``longest`` seconds, unless it is done before."""
    process = start(folder, arguments)
    try:
        process.wait(chance.uniform(0.05, longest))
    except subprocess.TimeoutExpired:
        process.kill()
    out, err = process.communicate()
    return Ended(process.returncode, out, err)


def _inject(folder: Path, arguments: Sequence[str], call: str, what: str) -> Ended:
    assert STRACE is not None
    return run(
        folder,
        arguments,
        (STRACE, *_TRACING, "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}"),
    )


_TRACING = ("-f", "-qq")
