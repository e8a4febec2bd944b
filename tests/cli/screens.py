"""The program on a terminal of its own (a pty), typed at by the test as a person would."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect


@contextmanager
def run_on_screen(
    database: Path, *arguments: str, rows: int = 24, columns: int = 80, **environment: str
) -> Iterator[Any]:
    """`tracker` on a screen without colour; gives what pexpect has of it, and ends it afterwards."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(database.parent),
        "TRACKER_DB": str(database),
        "TERM": "xterm",
        "NO_COLOR": "1",
        "PYTHONWARNINGS": "error",
        "LANG": "C.UTF-8",
        **environment,
    }
    screen = pexpect.spawn(
        sys.executable,
        ["-m", "tracker", *arguments],
        env=env,
        dimensions=(rows, columns),
        encoding="utf-8",
        timeout=300,
        cwd=str(Path(__file__).parents[2]),
    )
    try:
        yield screen
    finally:
        screen.close(force=True)


@contextmanager
def review(database: Path, *arguments: str, **size: int) -> Iterator[Any]:
    """`tracker review` on a screen."""
    with run_on_screen(database, "review", *arguments, rows=size.get("rows", 24), columns=size.get("columns", 80)) as s:
        yield s


def press(screen: Any, key: str, answer: str) -> None:
    """Send a key until it is answered: one that comes between a prompt and the read behind it is lost now and then.

    A terminal forgets what was typed ahead when it goes over to single keys, and an interrupt that comes just before
    Python waits for input is noticed with the next one.
    """
    for _ in range(60):
        screen.send(key)
        if screen.expect([answer, pexpect.TIMEOUT], timeout=5) == 0:
            return
    raise AssertionError(f"{key!r} was never answered by {answer!r}; the screen ends with {screen.before!r}")
