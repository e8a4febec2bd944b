"""The seeds that the project ships, whatever articles somebody has dropped beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
SHIPPED = ("README.md", "2025-05-09-xi-maduro-moscow.txt")


def copy_seeds(folder: Path) -> None:
    """Make ``folder`` a seeds folder as a fresh clone has it."""
    folder.mkdir()
    for name in SHIPPED:
        shutil.copy(SEEDS / name, folder / name)
