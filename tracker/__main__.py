"""``python -m tracker`` and the console script."""

from __future__ import annotations

import gc

# Hardly anything that is made here is ever a cycle. Looking for them after every 700 objects, as is usual, took a tenth
# of the start-up and a twentieth of an extraction. What a question makes, libraries and all, is some 100,000 objects:
# it ends before they are first looked through, which would take 20 ms.
_OBJECTS_OF_START = 200_000
_OBJECTS_BETWEEN_COLLECTIONS = 70_000


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    gc.set_threshold(_OBJECTS_OF_START, 50, 50)
    if _leave_start not in gc.callbacks:
        gc.callbacks.append(_leave_start)
    from tracker.cli.app import run

    # All of it goes with the process: to look through it for cycles took a fifth of a question's time.
    run(at_end=gc.freeze)


def _leave_start(_phase: str, _info: dict[str, int]) -> None:
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 50, 50)
    gc.callbacks.remove(_leave_start)


if __name__ == "__main__":
    main()
