"""`tracker db`: where the database is, whether it is sound, its schema and its backups."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import confirm, confirm_options
from tracker.cli.help import TrackerGroup
from tracker.cli.options import database_options
from tracker.cli.session import locate, open_session
from tracker.cli.terminal import say, show
from tracker.ledger.controls import flatten

if TYPE_CHECKING:
    from tracker.records.upkeep import DatabaseContents, Problem


@click.group(
    cls=TrackerGroup,
    examples=(
        ("tracker db path", "which database is used, and why"),
        ("tracker db check", "verify it, down to every span"),
        ("tracker db backup --keep 7", "a copy beside it; the last seven stay"),
        ("tracker db restore copy.db --yes", "go back to a copy"),
    ),
)
def db() -> None:
    """Look after the database.

    It is one SQLite file. Which one: --db, else $TRACKER_DB, else the config file, else the platform's data folder.
    The config file is ~/.config/statement-tracker/config.toml on Linux (`tracker db path` says where elsewhere), and
    its one line is database = "PATH".

    The database's read-only view "ledger" has one row a statement, for other programs that open the file.
    """


@db.command("path", examples=(("tracker db path", "which database is used, and why"),))
@database_options
@click.pass_context
def path(ctx: click.Context) -> None:
    """Print where the database is, and why there."""
    location = locate(ctx)
    show(flatten(location.path or location.url))
    say(location.reason)


@db.command("current", examples=(("tracker db current", "the schema of the database and of this program"),))
@database_options
@click.pass_context
def current(ctx: click.Context) -> None:
    """Print the schema's revision."""
    from tracker.workflows.database import can_upgrade, current_revision

    location = locate(ctx)
    found, head = current_revision(location)
    show(found or "none")
    if found is None:
        say(f"there is no database yet; the first command that needs one creates it with schema {head}")
    elif found == head:
        say("this is the schema of this program")
    elif can_upgrade(location):
        say(f"this program's schema is {head}; `tracker db upgrade` brings the database there")
    else:
        say(f"this program's schema is {head}: a newer version of statement-tracker made it, so upgrade that")


@db.command("upgrade", examples=(("tracker db upgrade", "bring the schema up to date; makes a backup first"),))
@database_options
@click.pass_context
def upgrade(ctx: click.Context) -> None:
    """Bring the schema up to this program's.

    An older database is copied beside itself first; where there is none yet, an empty one is made.
    """
    from tracker.workflows.database import current_revision, upgrade_database

    location = locate(ctx)
    before, head = current_revision(location)
    upgrade_database(location, notify=say)
    say(f"the database has schema {head}" + (" already" if before == head else ""))


@db.command("check", examples=(("tracker db check", "exit code 1 if anything is wrong"),))
@database_options
@click.pass_context
def check(ctx: click.Context) -> None:
    """Verify the database.

    SQLite's own integrity, tables, triggers and foreign keys; the search indexes; names; the history; and every span
    against the text that it stands in. Each problem is told with the row that it is in and how to mend it, and the exit
    code is then 1. Others may go on reading and writing meanwhile.
    """
    from tracker.workflows.database import check_database

    with open_session(ctx) as database:
        report = check_database(database)
    for name, count in report.counts.items():
        show(f"{count:>10,}  {flatten(name)}{'' if count == 1 else 's'}")
    _tell(report.problems)
    if report.problems:
        ctx.exit(1)
    say("the database is sound")


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        remedy = f"; {problem.remedy}" if problem.remedy else ""
        say(flatten(f"error: {problem.check}: {problem.where}: {problem.message}{remedy}"))


@db.command("mend", examples=(("tracker db mend", "what `tracker db check` says that it puts right"),))
@database_options
@click.pass_context
def mend(ctx: click.Context) -> None:
    """Make anew what follows from the rest.

    Indexes, search indexes, triggers and views, names as they are searched, and the words and days of statements whose
    key shows that their article and offsets are as they were. Nothing that anybody wrote is touched, and the database
    is copied beside itself before. What cannot be mended so is told, with exit code 1.
    """
    from tracker.workflows.database import mend_database

    report = mend_database(locate(ctx), notify=say)
    for line in report.done:
        show(flatten(line))
    if report.copy is not None:
        say(f"the database as it was is {report.copy}")
    _tell(report.left)
    if report.left:
        ctx.exit(1)
    say("the database is sound" if report.done else "nothing to mend: the database is sound")


@db.command(
    "backup",
    examples=(
        ("tracker db backup", "beside the database, with date and time in its name"),
        ("tracker db backup --keep 7", "and the last seven stay"),
        ("tracker db backup copy.db", "where you say"),
    ),
)
@click.argument("destination", metavar="[FILE|FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(min=1),
    help="Remove the oldest backups made so in that folder until N are left.",
)
@database_options
@click.pass_context
def backup(ctx: click.Context, destination: Path | None, keep: int | None) -> None:
    """Copy the database and print where the copy is.

    It may be in use meanwhile; the copy is of one moment, and is verified before it gets its name. No file is replaced.
    `tracker db restore` goes back to it.
    """
    from tracker.workflows.database import backup_database

    location = locate(ctx)
    report = backup_database(location, destination, keep=keep)
    show(flatten(str(report.path)))
    for removed in report.removed:
        say(f"removed {removed}")
    say(f"to go back to it: tracker --db {shlex.quote(str(location.path))} db restore {shlex.quote(str(report.path))}")


@db.command(
    "restore",
    examples=(
        ("tracker db restore copy.db --dry-run", "what it holds, and what it would replace"),
        ("tracker db restore copy.db --yes", "without asking"),
    ),
)
@click.argument("backup", metavar="BACKUP", type=click.Path(path_type=Path))
@confirm_options
@database_options
@click.pass_context
def restore(ctx: click.Context, backup: Path, dry_run: bool, yes: bool) -> None:
    """Put a backup in the place of the database.

    The backup is verified first, and stays as it is. What it replaces is kept beside the database, with "replaced" and
    the time in its name. While another program has the database open, nothing is done.
    """
    from tracker.workflows.database import compare_backup, restore_database

    location = locate(ctx)
    holds, replaced = compare_backup(location, backup)
    say(f"{backup} holds {_describe(holds)}")
    there = "nothing that can be read" if replaced is None else _describe(replaced)
    say(f"{location.path} holds {there}")
    if dry_run:
        say("nothing was done")
        return
    if not confirm(f"Replace {location.path}?", yes=yes):
        return
    kept = restore_database(location, backup)
    say(f"{location.path} is now what {backup} holds")
    if kept is not None:
        say(f"what was there is kept as {kept}")


def _describe(contents: DatabaseContents) -> str:
    counts = [
        f"{count:,} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((contents.articles, "article"), (contents.statements, "statement"))
    ]
    changes = f"{contents.changes:,} change{'' if contents.changes == 1 else 's'} in its history"
    last = f", the last entry of {contents.last}" if contents.last else ""
    return f"{', '.join(counts)}, {changes}{last}"


@db.command(
    "datasette",
    examples=(("tracker db datasette > metadata.json", 'then: datasette "$(tracker db path)" -m metadata.json'),),
)
@database_options
@click.pass_context
def datasette(ctx: click.Context) -> None:
    """Print the metadata with which datasette serves the database well.

    Facets, full-text search, what the columns hold, and some questions to begin with (https://datasette.io).
    """
    from tracker.ledger.datasette import describe_database
    from tracker.ledger.json_text import dump_json

    location = locate(ctx)
    show(dump_json(describe_database(Path(location.path or location.url).stem), indent=2))
