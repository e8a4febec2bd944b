"""`tracker speakers`: who speaks, how often, and when."""

from __future__ import annotations

import click

from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.options import database_options, format_option, limit_option, sort_option
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say
from tracker.records import SPEAKER_SORT_KEYS, SpeakerSummary

COLUMNS: tuple[ListingColumn[SpeakerSummary], ...] = (
    ListingColumn(TableColumn("Statements", right=True), lambda s: str(s.statements)),
    ListingColumn(TableColumn("Articles", right=True, optional=True), lambda s: str(s.articles)),
    ListingColumn(TableColumn("Speaker", widest=32, style="source"), lambda s: s.name),
    ListingColumn(TableColumn("Kind", optional=True), lambda s: s.kind),
    ListingColumn(TableColumn("Country", optional=True), lambda s: s.country or ""),
    ListingColumn(TableColumn("Said on"), lambda s: span_of_days(s.first, s.last)),
)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker speakers", "everyone, most statements first"),
        ("tracker speakers --name xi", "those whose name or alias has xi in it"),
        ("tracker speakers --sort name --format csv", "for a spreadsheet"),
    ),
)
@click.option(
    "--name", metavar="NAME", cls=SectionOption, section="Filters", help="Those whose name or alias has this in it."
)
@limit_option
@sort_option(SPEAKER_SORT_KEYS)
@format_option
@database_options
@click.pass_context
def speakers(ctx: click.Context, name: str | None, limit: int | None, sort: str, format_: str) -> None:
    """List the speakers, with counts of statements and articles and the first and last day."""
    from tracker.workflows.query import list_speakers

    with open_session(ctx) as database:
        found = list_speakers(database, name=name, limit=limit, sort=sort)
    print_listing(found, SpeakerSummary, COLUMNS, format_)
    if not found:
        say(
            f"no speaker has '{name}' in a name or alias; `tracker speakers` lists all"
            if name
            else "no speakers yet; `tracker ingest PATH` takes articles in"
        )
