"""`tracker timeline`: how many statements a month or a year, drawn as bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tracker.cli.drawing import draw_by_speaker, picture_options, save
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import (
    COUNTED,
    build_filter,
    count_by_option,
    database_options,
    format_option,
    listing_filters,
)
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import get_width, paint, say, show
from tracker.records import StatementFilter
from tracker.records.summaries import PeriodCount, SpeakerPeriod

_UNDATED = "undated"
_WIDTH_IN_FILES = 80
_EMPTY_SHOWN = 1  # of a stretch without statements; the formats for scripts have each period
_EIGHTHS = " ▏▎▍▌▋▊▉"

COLUMNS: tuple[ListingColumn[PeriodCount], ...] = (
    ListingColumn(TableColumn("Period"), lambda p: p.period or _UNDATED),
    ListingColumn(TableColumn("Statements", right=True), lambda p: str(p.statements)),
)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker timeline", "all statements, by month or year"),
        ("tracker timeline --topic partnership --by year", "on a topic"),
        ('tracker timeline --speaker xi --text "shared future"', "how often somebody said it"),
        ("tracker timeline --topic partnership --by-speaker", "a row for each speaker"),
        ("tracker timeline --topic partnership --picture partnership.svg", "the same as a picture"),
        ("tracker timeline --count-by utterance", "what several outlets report counts once"),
        ("tracker timeline --format csv", "for a spreadsheet"),
    ),
)
@click.option(
    "--by",
    type=click.Choice(["month", "year"]),
    cls=SectionOption,
    section="Output",
    help="Count by it; else by month, over more than five years by year.",
)
@click.option("--by-speaker", is_flag=True, cls=SectionOption, section="Output", help="A row for each speaker.")
@listing_filters()
@count_by_option
@format_option
@picture_options
@database_options
@click.pass_context
def timeline(
    ctx: click.Context,
    /,
    by: str | None,
    by_speaker: bool,
    count_by: str,
    format_: str,
    picture: Path | None,
    top: int,
    force: bool,
    **filters: Any,
) -> None:
    """Draw how many statements were made each month or year.

    A statement counts on the day on which it was said or, where that is not known, on the article's. What is known to a
    year only is no part of a month: it is counted last, as undated, and so is what has no date. With --by-speaker, and
    in a picture, each of the --top speakers has a row. An utterance counts on the day that the most precise of its
    reports gives.
    """
    if by_speaker or picture is not None:
        if count_by != "report":
            raise click.UsageError("--by-speaker and --picture count by report; leave out --count-by utterance")
        _tell_speakers(ctx, build_filter(**filters), by, format_, picture, top, force)
        return
    from tracker.workflows.query import count_periods

    with open_session(ctx) as database:
        found = count_periods(database, build_filter(**filters), by=by)
    if format_ == "table":
        draw_counts([(period.period, int(getattr(period, COUNTED[count_by]))) for period in found])
    else:
        print_listing(found, PeriodCount, COLUMNS, format_)
    if not found:
        say("no statements match; try fewer filters, or see `tracker statements` for what there is")


def _tell_speakers(
    ctx: click.Context,
    wanted: StatementFilter,
    by: str | None,
    format_: str,
    picture: Path | None,
    top: int,
    force: bool,
) -> None:
    from tracker.workflows.pictures import draw_speakers

    with open_session(ctx) as database:
        found = draw_speakers(database, wanted, by=by, top=top)
    if picture is not None:
        save(found, picture, force=force)
    elif format_ == "table":
        draw_by_speaker(found)
    else:
        cells = [
            SpeakerPeriod(period, row.speaker, count)
            for row in found.rows
            for period, count in zip(found.periods, row.counts, strict=True)
        ]
        print_listing(cells, SpeakerPeriod, (), format_)
    if not found.rows:
        say("no statements match; try fewer filters, or see `tracker statements` for what there is")


def draw_counts(periods: Sequence[tuple[str | None, int]]) -> None:
    """Draw counts by period as bars on standard output, one a line; a long stretch of none is shown as a gap."""
    if not periods:
        return
    labels = [period or _UNDATED for period, _ in periods]
    most = max(count for _, count in periods)
    wide, digits = max(map(len, labels)), len(f"{most:,}")
    room = max((get_width() or _WIDTH_IN_FILES) - wide - digits - 4, 8)
    empty = 0
    for number, (label, (period, count)) in enumerate(zip(labels, periods, strict=True)):
        empty = empty + 1 if not count else 0
        if empty > _EMPTY_SHOWN and not any(following for _, following in periods[number : number + 2]):
            if empty == _EMPTY_SHOWN + 1:
                show("⋮")
            continue
        bar = _measure_bar(count, most, room)
        style = "faint" if period is None else "source"
        show(f"{label:<{wide}}  {count:>{digits},}  {paint(bar, style)}".rstrip())


def _measure_bar(count: int, most: int, room: int) -> str:
    """Give a bar in eighths of a column; whatever counts at all can be seen."""
    eighths = max(round(count * room * 8 / most), 1) if count else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
