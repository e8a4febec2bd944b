"""Timelines by speaker: gathered from the database or from a trace, and saved as pictures."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.errors import OutputError, UsageError
from tracker.ledger.pictures import FORMATS, draw_timeline
from tracker.records import StatementFilter
from tracker.records.formulations import FormulationTrace
from tracker.records.summaries import Timeline, TimelineRow
from tracker.storage.database import Database
from tracker.storage.summaries import count_periods_by_speaker, fill_periods
from tracker.workflows.page import describe_filter
from tracker.workflows.query import load_actors


def draw_speakers(database: Database, wanted: StatementFilter, *, by: str | None = None, top: int = 8) -> Timeline:
    """The statements that the filter asks for by speaker, the ``top`` of them with a row each, and by month or year.

    ``by`` is "month" or "year", or what fits. Raises what workflows.query.find_statements does.
    """
    with database.read() as session:
        periods, speakers, undated = count_periods_by_speaker(session, wanted, load_actors, by=by)
    asked = "; ".join(f"{label.lower()} {value}" for label, value in describe_filter(wanted))
    return _lay_out(f"Statements: {asked}" if asked else "Statements", periods, speakers, top, undated)


def draw_uses(found: FormulationTrace, *, top: int = 8) -> Timeline:
    """A formulation's exact uses by speaker and month."""
    counts: dict[str, Counter[str]] = {}
    for speaker in found.speakers:
        if speaker.months:
            counts.setdefault(speaker.speaker, Counter()).update(speaker.months)
    months = [month for several in counts.values() for month in several]
    undated = sum(use.month is None for use in found.uses if use.match == "exact")
    periods = tuple(fill_periods(min(months), max(months))) if months else ()
    return _lay_out(f"“{found.phrase}”", periods, list(counts.items()), top, undated)


def save_picture(timeline: Timeline, path: Path, *, force: bool = False) -> None:
    """Save a timeline as the picture that the file's ending names, svg or png; it appears whole or not at all.

    Raises UsageError for another ending or where there is nothing to draw, OutputError where the file exists and
    ``force`` is False or cannot be written, and MissingExtraError where matplotlib is not installed.
    """
    format_ = path.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        raise UsageError(f"{path.name!r} is no picture that can be drawn: end it with .svg or .png")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it")
    if path.exists() and not force:
        raise OutputError(f"{path} exists already; --force replaces it")
    if not timeline.rows:
        raise UsageError("there is nothing to draw: no statement of a known speaker and month matches")
    drawn = draw_timeline(timeline, format_)
    try:
        _write_whole(path, drawn)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _lay_out(
    title: str,
    periods: Sequence[str],
    speakers: Iterable[tuple[str, Counter[str]]],
    top: int,
    undated: int,
) -> Timeline:
    ordered = sorted(speakers, key=lambda one: (-one[1].total(), one[0]))
    rows = (
        TimelineRow(name, counts.total(), tuple(counts[period] for period in periods)) for name, counts in ordered[:top]
    )
    return Timeline(title, tuple(periods), tuple(rows), sum(counts.total() for _, counts in ordered[top:]), undated)


def _write_whole(path: Path, data: bytes) -> None:
    target = path.resolve() if path.is_symlink() else path
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0o022)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
