"""`tracker retag`: a changed vocabulary of topics applied to every statement that is there."""

from __future__ import annotations

import click

from tracker.answers import Retagging
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.help import TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import database_options, format_option
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say

COLUMNS: tuple[ListingColumn[Retagging], ...] = (
    ListingColumn(TableColumn("Put on", right=True), lambda t: f"+{t.added}" if t.added else ""),
    ListingColumn(TableColumn("Taken off", right=True), lambda t: f"-{t.removed}" if t.removed else ""),
    ListingColumn(TableColumn("Other words", right=True, optional=True), lambda t: str(t.reworded or "")),
    ListingColumn(TableColumn("Topic", style="label"), lambda t: t.slug),
    ListingColumn(TableColumn("Name"), lambda t: t.label),
)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker retag --dry-run", "what would change, by topic"),
        ("tracker retag --dry-run --format csv", "for a spreadsheet"),
        ("tracker retag --yes", "without asking"),
    ),
)
@confirm_options
@format_option
@database_options
@click.pass_context
def retag(ctx: click.Context, dry_run: bool, yes: bool, format_: str) -> None:
    """Apply the vocabulary of topics, as it is now, to every statement; what would change is shown first.

    Topics that a person put on or took off stay as they are.
    """
    from tracker.workflows.topics import retag as carry_out

    with open_session(ctx) as database:
        planned = carry_out(database, dry_run=True)
        print_listing(planned.topics, Retagging, COLUMNS, format_)
        count = f"{planned.statements:,} statement{'' if planned.statements == 1 else 's'}"
        if not planned.statements:
            say("every statement has the topics of the vocabulary already")
        elif dry_run:
            say(f"{count} would change; nothing was done")
        elif confirm(f"Change {count}?", yes=yes):
            done = carry_out(database)
            say(f"{done.statements:,} statement{'' if done.statements == 1 else 's'} changed")
            say(f"entry {done.entry}; `tracker undo` takes it back")
