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
        timeout=30,
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
