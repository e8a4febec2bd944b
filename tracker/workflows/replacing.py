"""Putting what was made in the place of what was there: at every moment one of them is there, whole."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from tracker.errors import OutputError

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def replace_target(made: Path, target: Path) -> None:
    """Put a file or folder in the destination's place; of a folder, only in one that holds nothing else.

    Raises OutputError where the destination is a folder with files of other names. ``made`` may afterwards be what was
    there before.
    """
    if not target.is_dir():
        if made.is_file():
            made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_read_umask())
        os.replace(made, target)
        return
    ours = {path.name for path in made.iterdir()} if made.is_dir() else set()
    if foreign := sorted(path.name for path in target.iterdir() if path.name not in ours):
        raise OutputError(f"{target} holds what is not of an export ({foreign[0]}); name another folder")
    if exchange(made, target):
        return
    old = made.parent / f"{target.name}.old"
    target.rename(old)
    try:
        made.rename(target)
    except BaseException:
        old.rename(target)
        raise


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change names in one step, or tell that this system or file system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
    elif sys.platform == "darwin":
        library = ctypes.CDLL(None)
        if hasattr(library, "renamex_np"):
            return bool(library.renamex_np(*names, _EXCHANGE) == 0)
    return False


def _read_umask() -> int:
    umask = os.umask(0o022)
    os.umask(umask)
    return umask
