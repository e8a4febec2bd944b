"""``python -m tests.fuzz N``: N inputs shared among all targets, half of them by hypothesis and half by atheris.

Prints a line for each and ends with 1 where there was a fault. Inputs of a fault, and the corpus, are in build/fuzz.
Without atheris (``pip install 'statement-tracker[fuzz]'``) hypothesis makes all of them.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.generated import run_generated
from tests.fuzz.targets import TARGETS

FOLDER = Path("build/fuzz")


def run_guided(name: str, count: int) -> tuple[int, bool]:
    """So many inputs by atheris in a process of its own; how many were tried, and whether there was no fault."""
    folder = FOLDER / name
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(folder), f"-runs={count}", "-print_final_stats=1"]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace")
    tried = re.search(r"number_of_executed_units: (\d+)", ran.stderr)
    if ran.returncode:
        print(ran.stderr[-3000:])
    return int(tried[1]) if tried else 0, ran.returncode == 0


def main(count: int, names: list[str]) -> int:
    """Fuzz every target named; gives the exit code."""
    guided = importlib.util.find_spec("atheris") is not None
    share = max(count // len(names), 1)
    total, faults, began = 0, 0, time.monotonic()
    for name in names:
        start, generated = time.monotonic(), share // 2 if guided else share
        try:
            run_generated(name, generated)
            fine = True
        except Exception:
            traceback.print_exc()
            fine = False
        tried = generated
        if guided:
            more, well = run_guided(name, share - generated)
            tried, fine = tried + more, fine and well
        total += tried
        faults += not fine
        print(
            f"{name:<12} {tried:>9,} inputs {time.monotonic() - start:7.1f} s  {'no fault' if fine else 'FAULT'}",
            flush=True,
        )
    how = "hypothesis and atheris" if guided else "hypothesis alone: atheris is not installed"
    print(f"{total:,} inputs to {len(names)} targets in {(time.monotonic() - began) / 60:.1f} min by {how}: ", end="")
    print(f"{faults} with faults" if faults else "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:] or list(TARGETS)))
