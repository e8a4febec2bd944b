"""The writers of text that a listing uses as well as an export. Each streams; none of them alters a word.

What a terminal must not see is the business of whoever writes to one (tracker.cli.terminal); JSON escapes it anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TextIO

from tracker.ledger.columns import Layout
from tracker.ledger.json_text import write_json, write_json_lines
from tracker.ledger.markdown import write_markdown
from tracker.ledger.selection import Rows
from tracker.ledger.tables import write_csv


class TextWriter(Protocol):
    """Writes rows as text; gives remarks that the user is to be told, which may be none."""

    def __call__(self, rows: Rows, stream: TextIO, layout: Layout = ..., /) -> list[str]: ...


WRITERS: Mapping[str, TextWriter] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_json_lines,
    "md": write_markdown,
}
