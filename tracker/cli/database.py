"""`tracker db`: where the database is, whether it is sound, its schema and its backups."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.help import TrackerGroup
from tracker.cli.options import database_options
from tracker.cli.session import locate, open_session
from tracker.cli.terminal import say, show
from tracker.ledger.controls import flatten


@click.group(
    cls=TrackerGroup,
    examples=(
        ("tracker db path", "which database is used, and why"),
        ("tracker db check", "verify it, down to every span"),
        ("tracker db backup", "a copy beside it"),
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

    SQLite's own integrity, foreign keys, the search index, and every span against the text that it stands in. Each
    problem is told with the row that it is in and how to mend it, and the exit code is then 1.
    """
    from tracker.workflows.database import check_database

    with open_session(ctx) as database:
        report = check_database(database)
    for name, count in report.counts.items():
        show(f"{count:>10,}  {flatten(name)}{'' if count == 1 else 's'}")
    for problem in report.problems:
        remedy = f"; {problem.remedy}" if problem.remedy else ""
        say(f"error: {problem.check}: {problem.where}: {problem.message}{remedy}")
    if report.problems:
        ctx.exit(1)
    say("the database is sound")


@db.command(
    "backup",
    examples=(
        ("tracker db backup", "beside the database, with date and time in its name"),
        ("tracker db backup copy.db", "where you say"),
    ),
)
@click.argument("destination", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@database_options
@click.pass_context
def backup(ctx: click.Context, destination: Path | None) -> None:
    """Copy the database and print where the copy is.

    It may be in use meanwhile; the copy is of one moment.

    To go back to a copy, put it in the place of the database (`tracker db path`), and remove the files that end with
    -wal and -shm beside that, if there are any: they belong to what was there before.
    """
    from tracker.workflows.database import backup_database

    show(flatten(str(backup_database(locate(ctx), destination))))


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
