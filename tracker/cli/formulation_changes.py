"""`tracker formulation add|edit|remove`: which set phrases are tracked."""

from __future__ import annotations

import dataclasses

import click

from tracker.cli.asking import confirm, confirm_options
from tracker.cli.completion import complete_formulations
from tracker.cli.done import tell_done
from tracker.cli.help import TrackerCommand
from tracker.cli.options import database_options
from tracker.cli.session import open_session


@click.command(
    "add",
    cls=TrackerCommand,
    examples=(
        ('tracker formulation add "all-weather strategic partnership"', "track one"),
        ('tracker formulation add "great friend" "bright prospects" --note warmth', "track two, with a note"),
    ),
)
@click.argument("phrases", metavar="PHRASE...", nargs=-1, required=True)
@click.option("--note", metavar="TEXT", help="What it is tracked for.")
@database_options
@click.pass_context
def add(ctx: click.Context, phrases: tuple[str, ...], note: str | None) -> None:
    """Track set phrases. What comes from now on is new to `tracker formulation watch`."""
    from tracker.workflows.formulations import add_formulations

    with open_session(ctx) as database:
        tell_done(add_formulations(database, phrases, note=note))


@click.command(
    "edit",
    cls=TrackerCommand,
    examples=(
        ('tracker formulation edit F1 --note "since 2013"', "its note"),
        ('tracker formulation edit F1 --phrase "shared future for mankind"', "its wording"),
    ),
)
@click.argument("phrase", shell_complete=complete_formulations)
@click.option("--phrase", "wording", metavar="TEXT", help="The words to look for from now on.")
@click.option("--note", metavar="TEXT", help="What it is tracked for; empty takes the note off.")
@database_options
@click.pass_context
def edit(ctx: click.Context, phrase: str, wording: str | None, note: str | None) -> None:
    """Set a tracked phrase's wording or note."""
    from tracker.workflows.formulations import edit_formulation

    with open_session(ctx) as database:
        tell_done(edit_formulation(database, phrase, phrase=wording, note=note))


@click.command(
    "remove",
    cls=TrackerCommand,
    examples=(("tracker formulation remove F1 --yes", "without asking"),),
)
@click.argument("phrases", metavar="PHRASE...", nargs=-1, required=True, shell_complete=complete_formulations)
@confirm_options
@database_options
@click.pass_context
def remove(ctx: click.Context, phrases: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Track set phrases no more; the statements that have them stay as they are."""
    from tracker.workflows.formulations import remove_formulations

    with open_session(ctx) as database:
        if dry_run or not yes:
            tell_done(remove_formulations(database, phrases, dry_run=True), dry_run=dry_run)
        if not dry_run and confirm(f"Track {'it' if len(phrases) == 1 else 'them'} no more?", yes=yes):
            done = remove_formulations(database, phrases)
            tell_done(done if yes else dataclasses.replace(done, what=()))
