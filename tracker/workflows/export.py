"""The ledger written out: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tracker.errors import OutputError, UsageError
from tracker.ledger.claims import ClaimRows
from tracker.ledger.columns import COLUMNS, Layout
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.formats import FORMATS, Format, Target, find_format
from tracker.workflows.replacing import replace_target
from tracker.workflows.selection import Selection, open_selection


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many statements were written, and what the writer had to say (a text that was cut, and where).

    ``claims`` is how many claims were written where a row is a claim, else None.
    """

    count: int
    remarks: tuple[str, ...] = ()
    claims: int | None = None


def export_ledger(
    database: Database,
    filter: StatementFilter,
    *,
    format: str,
    output: Path | None,
    stdout: TextIO,
    force: bool,
    layout: Layout | None = None,
    on_row: Callable[[int, int | None], None] | None = None,
) -> ExportReport:
    """Write the rows that the filter asks for as ``format`` to ``output``, or to ``stdout`` where it is None.

    A file or folder appears whole or not at all, and an existing one stays as it is until then; a pipe or a device is
    written to as it stands. ``on_row`` is told of each statement that is read (as one more), and of how many there are
    where that is soon counted. Raises OutputError where the file exists and ``force`` is False, or cannot be written;
    UsageError for an unknown format, or a layout that the format does not take; MissingExtraError for a format whose
    package is not installed; and before anything is written, what the filter's names raise.
    """
    chosen = find_format(format)
    layout = layout or Layout()
    _check_layout(chosen, layout)
    if output is None:
        if chosen.target is Target.FILE:
            raise UsageError(f"{chosen.name} cannot go to standard output; name a file with --output")
        with open_selection(database, filter, on_row=on_row) as selection:
            selection.check()
            rows = _rows_of(selection, layout)
            remarks = _write_out(chosen, rows, stdout, layout)
        return _report(selection, rows, remarks)
    _check_output(chosen, output, force)
    with open_selection(database, filter, on_row=on_row) as selection:
        selection.check()
        rows = _rows_of(selection, layout)
        try:
            if output.exists() and not output.is_file() and not output.is_dir():
                # A pipe or a device (/dev/stdout) holds nothing to lose and must never be replaced by a file.
                with output.open("w", encoding="utf-8", newline="") as stream:
                    remarks = _write_out(chosen, rows, stream, layout)
            else:
                remarks = _write_whole(chosen, rows, output, layout)
        except OSError as error:  # here, for outside it would be taken for one of the database's
            raise OutputError(f"{output} cannot be written: {error.strerror or error}") from error
    return _report(selection, rows, remarks)


def _rows_of(selection: Selection, layout: Layout) -> Selection | ClaimRows:
    return ClaimRows(selection) if layout.of_claims else selection


def _report(selection: Selection, rows: Selection | ClaimRows, remarks: list[str]) -> ExportReport:
    claims = rows.count if isinstance(rows, ClaimRows) else None
    return ExportReport(selection.count, tuple(remarks), claims)


def _check_layout(chosen: Format, layout: Layout) -> None:
    if layout.of_claims and not chosen.takes_claims:
        able = ", ".join(format.name for format in FORMATS.values() if format.takes_claims)
        raise UsageError(f"{chosen.name} has no form of a row a claim; these have: {able}")
    if layout.columns != COLUMNS and not chosen.takes_fields:
        raise UsageError(f"{chosen.name} has a form of its own, in which fields cannot be chosen")
    if layout.group_by is not None and not chosen.takes_groups:
        raise UsageError(f"{chosen.name} has one row a statement; only md can be grouped")


def _check_output(chosen: Format, output: Path, force: bool) -> None:
    if output.is_dir():
        if chosen.target is not Target.FOLDER:
            raise OutputError(f"{output} is a folder; name a file in it")
        if any(output.iterdir()) and not force:
            raise OutputError(f"{output} exists already; --force replaces it")
    elif output.is_file() and not force:
        raise OutputError(f"{output} exists already; --force replaces it")
    elif output.exists() and not output.is_file() and chosen.target is Target.FILE:
        raise OutputError(f"{output} is no file, and {chosen.name} cannot go down a pipe")


def _write_out(chosen: Format, rows: Selection | ClaimRows, stdout: TextIO, layout: Layout) -> list[str]:
    if chosen.target is Target.TEXT:
        return chosen.load()(rows, stdout, layout)
    # A format of folders that may be one file is that file.
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"ledger.{chosen.suffixes[0]}"
        remarks = chosen.load()(rows, made, layout)
        with made.open(encoding="utf-8", newline="") as file:
            shutil.copyfileobj(file, stdout)
    return remarks


def _write_whole(chosen: Format, rows: Selection | ClaimRows, output: Path, layout: Layout) -> list[str]:
    """Write beside the destination first, and take its place when everything is on the disk."""
    target = output.resolve() if output.is_symlink() else output
    writer = chosen.load()
    if chosen.target is Target.TEXT:
        part = _make_part(target)
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                remarks = writer(rows, file, layout)
                file.flush()
                os.fsync(file.fileno())
            replace_target(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return remarks
    # A writer of files makes what it likes inside a folder of its own, and takes no notice of what stood there before.
    workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    try:
        made = workshop / target.name
        remarks = writer(rows, made, layout)
        replace_target(made, target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return remarks


def _make_part(target: Path) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(descriptor)
    return Path(name)
