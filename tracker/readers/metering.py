"""How far reading has come: of the bytes of all files that are read, those that lie behind."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO


class Meter:
    """Counts the bytes of the files that are opened one after the other; ``total`` is None where it cannot be known."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self._behind = 0
        self._size = 0
        self._file: BinaryIO | None = None

    def take(self, file: BinaryIO) -> None:
        """Note that this file, not yet unpacked, is read from now on."""
        self._behind += self._size
        self._file, self._size = file, find_size(file) or 0

    @property
    def done(self) -> int:
        """How many bytes lie behind."""
        if self._file is None:
            return self._behind
        if self._file.closed or not self._size:
            return self._behind + self._size
        return self._behind + min(self._file.tell(), self._size)


def find_size(file: BinaryIO | str) -> int | None:
    """The size of a file, by name or open, or None where it has none: a pipe, a terminal, or nothing at all."""
    try:
        found = os.stat(file if isinstance(file, str) else file.fileno())
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
