"""How SQLite is told to open a database: to read and write, or, where nobody can write it, as what never changes."""

from __future__ import annotations

import os
from pathlib import Path


def make_address(path: Path) -> str:
    """The address to open a file at, as a URI; a file that is not there is not made, unless its folder can be written.

    In write-ahead mode SQLite keeps two files beside the database even to read it. Where the folder cannot be written
    (an archive, a disc, a share of somebody else's) and no log stands there that would have to be read too, it is told
    that the file never changes, and does without.
    """
    address = path.absolute().as_uri()
    if path.exists() and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        return f"{address}?mode=ro&immutable=1"
    return address
