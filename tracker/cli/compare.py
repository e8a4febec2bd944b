"""`tracker compare`: two speakers, or two periods of one, side by side."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from tracker.cli.beside import print_beside
from tracker.cli.completion import complete_speakers
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import build_filter, database_options, format_option, listing_filters, one_per_utterance_option
from tracker.cli.session import open_session
from tracker.cli.terminal import say
from tracker.edtf import parse_edtf
from tracker.errors import DateError
from tracker.records.summaries import ComparedStatement

COLUMNS: tuple[ListingColumn[ComparedStatement], ...] = ()


def read_periods(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take dates as the tracker writes them; an option's callback."""
    try:
        return tuple(parse_edtf(value).text for value in values)
    except DateError as error:
        raise click.BadParameter(str(error), ctx, param) from None


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker compare xi maduro", "two speakers"),
        ("tracker compare xi maduro --topic partnership", "on a topic"),
        ("tracker compare xi --period 2024 --period 2025", "one speaker in two periods"),
        ("tracker compare xi maduro --one-per-utterance", "by utterance, whoever reports it"),
        ("tracker compare xi maduro --format csv", "for a spreadsheet"),
    ),
)
@click.argument("speakers", metavar="SPEAKER [SPEAKER]", nargs=-1, required=True, shell_complete=complete_speakers)
@click.option(
    "--period",
    metavar="DATE",
    multiple=True,
    callback=read_periods,
    cls=SectionOption,
    section="Filters",
    help="With one speaker, twice: the periods to compare (2021, 2024-05, 2021/2023).",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    cls=SectionOption,
    section="Output",
    help="At most N of each side, the latest.",
)
@listing_filters("speaker", "since", "until")
@one_per_utterance_option
@format_option
@database_options
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    speakers: tuple[str, ...],
    period: tuple[str, ...],
    limit: int,
    format_: str,
    **filters: Any,
) -> None:
    """Lay two speakers' statements side by side, or one speaker's in two periods, the latest first.

    The other filters hold for both sides. With --one-per-utterance both are told, and counted, by utterance. Long
    statements are cut to twelve lines; `tracker statement show` has them whole. In the formats for scripts each
    statement says on which side it stands.
    """
    from tracker.workflows.query import compare_statements, count_roughly, meaning_of

    if len(speakers) > 2 or (len(speakers) == 1) != (len(period) == 2) or len(period) not in (0, 2):
        raise click.UsageError("give two speakers, or one and two periods: --period 2021 --period 2024", ctx)
    common = build_filter(**filters, sort="-date", limit=limit)
    with open_session(ctx) as database:
        if period:
            name = meaning_of(database, speakers[0])
            sides = [
                (f"{name}, {when}", dataclasses.replace(common, speakers=speakers, since=when, until=when))
                for when in period
            ]
        else:
            sides = [
                (meaning_of(database, typed), dataclasses.replace(common, speakers=(typed,))) for typed in speakers
            ]
        found = compare_statements(database, sides)
        totals = [count_roughly(database, dataclasses.replace(side, limit=None)) for _, side in sides]
    if format_ != "table":
        print_listing([statement for side in found for statement in side], ComparedStatement, COLUMNS, format_)
    elif any(found):
        titles = tuple(
            _title(label, len(side), *total) for (label, _), side, total in zip(sides, found, totals, strict=True)
        )
        print_beside((titles[0], titles[1]), *([_write(statement) for statement in side] for side in found))
    for (label, _), (total, _) in zip(sides, totals, strict=True):
        if not total:
            say(f"{label}: nothing matches")


def _title(label: str, shown: int, total: int, more: bool) -> str:
    if more:
        return f"{label} ({shown:,} of more than {total:,})"
    return f"{label} ({shown:,} of {total:,})" if shown < total else f"{label} ({total:,})"


def _write(statement: ComparedStatement) -> str:
    return f"S{statement.statement_id} {statement.said_on or 'undated'} {statement.claim}"
