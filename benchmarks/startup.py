"""How long the smallest commands take, beside what importing the libraries under them takes.

    python -m benchmarks.startup [--rounds N]

Run with the Python of the environment that `tracker` is installed in: its console script is what is measured. The
bounds: --help and --version within 1.5 times `import click`, a question to a small database within 1.3 times
`import sqlalchemy.orm`. Ends with 1 where one is not kept.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.alternating import Measured, measure_in_turns

HELP_BOUND, QUERY_BOUND = 1.5, 1.3
QUERIES = (
    "statements",
    "statements --speaker xi",
    "statements --speaker china --include-officials",
    "statement show S1",
    "speakers",
    "topics",
)
ROOT = Path(__file__).parent.parent


def main() -> int:
    """Measure, print, and tell by the exit code whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    script = str(Path(sys.executable).with_name("tracker"))
    with tempfile.TemporaryDirectory() as folder:
        tracker = [script, "--db", f"{folder}/tracker.db"]
        subprocess.run([*tracker, "ingest", str(ROOT / "seeds")], capture_output=True, check=True)
        helped = compare(
            "import click", {"--help": [script, "--help"], "--version": [script, "--version"]}, options.rounds
        )
        asked = compare(
            "import sqlalchemy.orm", {query: [*tracker, *query.split()] for query in QUERIES}, options.rounds
        )
    kept = report("import click", helped, HELP_BOUND) & report("import sqlalchemy.orm", asked, QUERY_BOUND)
    return 0 if kept else 1


def compare(imported: str, commands: dict[str, list[str]], rounds: int) -> dict[str, Measured]:
    """The commands and the import beside them, in turns."""
    return measure_in_turns({imported: [sys.executable, "-c", imported], **commands}, rounds)


def report(imported: str, found: dict[str, Measured], bound: float) -> bool:
    """Print a line a command; whether all keep the bound."""
    beside, kept = found.pop(imported), True
    print(f"{'times the import':<56}{'fastest':>9}{'typical':>9}{'processor':>11}  bound {bound}")
    print(f"{imported:<56}{beside.seconds * 1000:>6.0f} ms")
    for name, measured in found.items():
        ratio = measured.ratio_to(beside)
        kept &= ratio <= bound
        print(
            f"tracker {name:<48}{ratio:>9.2f}{measured.typical_ratio_to(beside):>9.2f}"
            f"{measured.processor_ratio_to(beside):>11.2f}{'  over' if ratio > bound else ''}"
        )
    return kept


if __name__ == "__main__":
    sys.exit(main())
