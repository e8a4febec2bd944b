"""The user's own editor: a text in, and the text as they left it out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tracker.errors import TrackerError

# Tried in this order on a terminal where neither VISUAL nor EDITOR names one.
_USUAL = ("sensible-editor", "nano", "vim", "vi")


def edit_text(text: str, *, name: str, instead: str) -> str:
    """Open the text in the user's editor and give it back as they left it.

    ``name`` is what the file is called, ``instead`` what to do without an editor. Raises TrackerError where there is
    none, it cannot be started, or fails; what was written by then is kept in a file that the message names.
    """
    command = _find_editor(instead)
    folder = Path(tempfile.mkdtemp(prefix="tracker-"))
    path = folder / name
    path.write_text(text, encoding="utf-8")
    try:
        ended = subprocess.run([*command, str(path)]).returncode
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        reason = (error.strerror or str(error)).lower()
        raise TrackerError(
            f"the editor {shlex.join(command)} cannot be started ({reason}); set $EDITOR, or {instead}"
        ) from None
    left = _read(path)
    if ended != 0 or left is None:
        reason = f"ended with {ended}" if ended else "left no UTF-8 text"
        kept = f"; what you wrote is in {path}" if left != text and path.exists() else ""
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
        raise TrackerError(f"the editor {shlex.join(command)} {reason}; nothing was changed{kept}")
    shutil.rmtree(folder, ignore_errors=True)
    return left


def keep_text(text: str, name: str) -> Path:
    """Keep what the user wrote, where it could not be stored, and tell where."""
    path = Path(tempfile.mkdtemp(prefix="tracker-")) / name
    path.write_text(text, encoding="utf-8")
    return path


def _find_editor(instead: str) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable, "").strip():
            try:
                return shlex.split(named)
            except ValueError:
                raise TrackerError(f"${variable} is {named!r}, which is no command line; or {instead}") from None
    if sys.stdin.isatty() and sys.stdout.isatty():
        for usual in _USUAL:
            if found := shutil.which(usual):
                return [found]
    raise TrackerError(f"no editor is set: export EDITOR=nano (or another), or {instead}")


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
