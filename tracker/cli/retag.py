"""`tracker retag`: a changed vocabulary of topics applied to every statement that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.answers import Retagging, RetagReport
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.help import TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import database_options, format_option
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say

if TYPE_CHECKING:
    from tracker.storage.database import Database

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

    def follow(database: Database, *, dry_run: bool) -> RetagReport:
        with Progress("statements looked at") as progress:
            return carry_out(database, dry_run=dry_run, on_read=progress.follow)

    with open_session(ctx) as database:
        at_once = yes and not dry_run
        found = follow(database, dry_run=not at_once)
        print_listing(found.topics, Retagging, COLUMNS, format_)
        count = f"{found.statements:,} statement{'' if found.statements == 1 else 's'}"
        if not found.statements:
            say("every statement has the topics of the vocabulary already")
            return
        if dry_run:
            say(f"{count} would change; nothing was done")
            return
        if not at_once:
            if not confirm(f"Change {count}?", yes=yes):
                return
            found = follow(database, dry_run=False)
        say(f"{found.statements:,} statement{'' if found.statements == 1 else 's'} changed")
        say(f"entry {found.entry}; `tracker undo` takes it back")
