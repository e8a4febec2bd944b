"""Editors for tests: little programs that change a file as a person would."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path


def make_editor(folder: Path, code: str) -> str:
    """A command line for $EDITOR: Python code that has the file's ``path`` and its ``text`` and may set ``text``."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text('utf-8')\n"
        f"{code}\n"
        "path.write_text(text, 'utf-8')\n",
        "utf-8",
    )
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"
