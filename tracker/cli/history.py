"""`tracker history`, `tracker undo` and `tracker redo`: what was done to the data, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.asking import confirm, confirm_options
from tracker.cli.completion import complete_articles, complete_speakers
from tracker.cli.help import SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import (
    F,
    database_options,
    format_option,
    read_article_reference,
    read_date,
    read_statement_id,
)
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import open_output, say, show
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json
from tracker.revisions import HistoryEntry, HistoryFilter, UndoReport

if TYPE_CHECKING:
    from tracker.storage.database import Database

_SHOWN = 12  # lines of what one entry did

COLUMNS: tuple[ListingColumn[HistoryEntry], ...] = (
    ListingColumn(TableColumn("Entry", right=True), lambda e: str(e.entry)),
    ListingColumn(TableColumn("When (UTC)"), lambda e: write_time(e.at)),
    ListingColumn(TableColumn("Who", widest=16), lambda e: e.user),
    ListingColumn(TableColumn("Command", widest=36, optional=True), lambda e: e.command),
    ListingColumn(TableColumn("What"), lambda e: describe(e)),
)


def read_entry_number(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Take an entry's number, 12 or #12; a callback."""
    if value is None:
        return None
    match = re.fullmatch(r"#?([0-9]{1,18})", value.strip())
    if match is None:
        raise click.BadParameter(f"'{value}' is no entry number; `tracker history` lists them", ctx, param)
    return int(match[1])


def _read_statement(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    return None if value is None else read_statement_id(ctx, param, value)


def _history_filters(command: F) -> F:
    for option in reversed(
        (
            _filter("--statement", metavar="ID", callback=_read_statement, help="What was done to a statement: S12."),
            _filter(
                "--article",
                metavar="ID",
                shell_complete=complete_articles,
                callback=read_article_reference,
                help="To an article and its statements: A3.",
            ),
            _filter(
                "--speaker", metavar="NAME", shell_complete=complete_speakers, help="To a speaker, and what they said."
            ),
            _filter("--since", metavar="DATE", callback=read_date, help="On or after a day."),
        )
    ):
        command = option(command)
    return command


def _filter(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Filters", **kwargs)


@click.group(
    cls=TrackerGroup,
    invoke_without_command=True,
    examples=(
        ("tracker history", "what was done, the latest first"),
        ("tracker history --statement S1", "to one statement"),
        ("tracker history --article A1 --format json", "to an article and all in it, for a script"),
        ("tracker history --speaker maduro --since 2025", "to a speaker, from a day on"),
        ("tracker history export", "all of it, with every row before and after"),
    ),
)
@_history_filters
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    cls=SectionOption,
    section="Output",
    help="At most N.",
)
@format_option
@database_options
@click.pass_context
def history(
    ctx: click.Context,
    statement: int | None,
    article: str | None,
    speaker: str | None,
    since: str | None,
    limit: int,
    format_: str,
) -> None:
    """Tell what was done to the data, by whom and when, the latest first.

    Everything that a command writes, by hand or by machine, is one entry. Nothing in the history is ever changed or
    removed: undoing an entry adds another one. With a filter only what was done to what is asked for is told.
    """
    if ctx.invoked_subcommand is not None:
        return
    from tracker.workflows.history import list_history

    with open_session(ctx) as database:
        found = list_history(database, HistoryFilter(statement, article, speaker, since, limit))
    print_listing(found, HistoryEntry, COLUMNS, format_)
    if not found:
        narrowed = statement or article or speaker or since
        say("nothing of that kind was done" if narrowed else "nothing was done yet; `tracker ingest PATH` begins")
    elif len(found) == limit and format_ == "table":
        say(f"the latest {limit}; --limit N shows more")


@history.command(
    "export",
    examples=(
        ("tracker history export > history.jsonl", "everything"),
        ("tracker history export --statement S1", "what was done to one statement"),
    ),
)
@_history_filters
@database_options
@click.pass_context
def export(
    ctx: click.Context, statement: int | None, article: str | None, speaker: str | None, since: str | None
) -> None:
    """Print the history as JSON lines, an entry a line, the first first, with every row before and after."""
    from tracker.workflows.history import export_history

    with open_session(ctx) as database:
        output = open_output()
        for entry in export_history(database, HistoryFilter(statement, article, speaker, since)):
            output.write(dump_json(entry) + "\n")


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker undo", "take back what was done last, after a look at it"),
        ("tracker undo 2", "one entry of `tracker history`"),
        ("tracker undo --dry-run", "only look"),
    ),
)
@click.argument("entry", metavar="[ENTRY]", required=False, callback=read_entry_number)
@confirm_options
@database_options
@click.pass_context
def undo(ctx: click.Context, entry: int | None, dry_run: bool, yes: bool) -> None:
    """Take back what one command did, as a whole.

    ENTRY is a number of `tracker history`; without one it is the last that was not undone, so that `tracker undo` again
    goes one further back. Undoing an ingest removes the articles that it took in. Where something later rests on the
    entry, that has to be undone first. `tracker redo` does it again.
    """
    from tracker.workflows.history import undo as take_back

    with open_session(ctx) as database:
        done = _carry_out(take_back, database, entry, "undo", "Undo this?", dry_run=dry_run, yes=yes)
    if done is None:
        return
    say(f"undone, as entry {done.entry}; `tracker redo` does it again")


@click.command(
    cls=TrackerCommand,
    examples=(("tracker redo", "do again what was undone last"), ("tracker redo --dry-run", "only look")),
)
@click.argument("entry", metavar="[ENTRY]", required=False, callback=read_entry_number)
@confirm_options
@database_options
@click.pass_context
def redo(ctx: click.Context, entry: int | None, dry_run: bool, yes: bool) -> None:
    """Do again what was undone, as a whole.

    ENTRY is the number of an undo in `tracker history`; without one it is the last.
    """
    from tracker.workflows.history import redo as do_again

    with open_session(ctx) as database:
        done = _carry_out(do_again, database, entry, "redo", "Do this again?", dry_run=dry_run, yes=yes)
    if done is None:
        return
    say(f"done again, as entry {done.entry}")


def _carry_out(
    take_back: Callable[..., UndoReport],
    database: Database,
    entry: int | None,
    verb: str,
    question: str,
    *,
    dry_run: bool,
    yes: bool,
) -> UndoReport | None:
    """Look at what it would do, ask, and do it; None where nothing was done. With --yes it is done at once."""
    if yes and not dry_run:
        done = _follow(take_back, database, entry, "taken back", dry_run=False)
        _show_plan(verb, done)
        return done
    planned = _follow(take_back, database, entry, "looked at", dry_run=True)
    _show_plan(verb, planned)
    if dry_run or not confirm(question, yes=yes):
        return None
    return _follow(take_back, database, planned.target.entry, "taken back", dry_run=False)


def _follow(
    take_back: Callable[..., UndoReport], database: Database, entry: int | None, what: str, *, dry_run: bool
) -> UndoReport:
    with Progress(f"changes {what}") as progress:
        return take_back(database, entry, dry_run=dry_run, on_undone=progress.follow)


def write_time(at: str) -> str:
    """Write a moment of the history to the minute."""
    return at[:16].replace("T", " ")


def describe(entry: HistoryEntry) -> str:
    """Say on one line what an entry did, and what became of it."""
    lines = list(entry.what[:_SHOWN])
    if len(entry.what) > _SHOWN:
        lines.append(f"and {len(entry.what) - _SHOWN:,} more")
    said = "; ".join(lines) or "nothing that shows"
    return f"{said} [undone by {entry.undone_by}]" if entry.undone_by is not None else said


def _show_plan(verb: str, planned: UndoReport) -> None:
    target = planned.target
    say(f"to {verb} entry {target.entry} of {write_time(target.at)} by {target.user}: {target.command}")
    for line in planned.what[:_SHOWN]:
        show(f"  {flatten(line)}")
    if len(planned.what) > _SHOWN:
        show(f"  and {len(planned.what) - _SHOWN:,} more")
