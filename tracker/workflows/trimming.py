"""The ledger as a database: a trimmed copy for another program, or another person's tracker."""

from __future__ import annotations

from pathlib import Path

from tracker.ledger.columns import Layout
from tracker.storage.trimming import trim_copy
from tracker.workflows.selection import Selection


def write_database(selection: Selection, path: Path, layout: Layout) -> list[str]:
    """Write a database of the tracker that holds the selection's statements, their articles and speakers alone."""
    trim_copy(selection.database.path, path, (row.statement_id for row in selection))
    return []
