"""`tracker import`: a ledger that was worked on in a spreadsheet, brought back as corrections by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.app import refuse_empty
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import database_options
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.cli.terminal import say, show
from tracker.errors import TrackerError
from tracker.ledger.controls import flatten

if TYPE_CHECKING:
    from tracker.ledger.reading import LedgerTable
    from tracker.storage.database import Database
    from tracker.workflows.importing import ImportOptions, ImportReport

_SHOWN = 20
_LONGEST = 160


def read_mapping(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Take FIELD=COLUMN pairs; an option's callback."""
    mapping: dict[str, str] = {}
    for pair in value:
        field, sign, column = pair.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise click.BadParameter(f"'{pair}' is no pair; write FIELD=COLUMN, such as claim=Statement", ctx, param)
        if field.strip() in mapping:
            raise click.BadParameter(f"'{field.strip()}' is mapped twice", ctx, param)
        mapping[field.strip()] = column.strip()
    return mapping


@click.command(
    "import",
    cls=TrackerCommand,
    examples=(
        ("tracker import ledger.csv --dry-run", "what it would change"),
        ("tracker import ledger.xlsx --yes", "do it without asking"),
        ("tracker import claims.csv", "claims of tracker export --claims"),
        (
            "tracker import theirs.csv --map claim=Statement --map speaker=Who --map source=Source --yes",
            "a table of another layout",
        ),
    ),
)
@click.argument("ledger", metavar="LEDGER", type=click.Path(), callback=refuse_empty)
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN",
    multiple=True,
    callback=read_mapping,
    cls=SectionOption,
    section="Rows",
    help="Which column stands for which field, or for 'source', an address or a title. Brings --create.",
)
@click.option(
    "--create",
    is_flag=True,
    cls=SectionOption,
    section="Rows",
    help="Make the speakers and the articles cited that are not there.",
)
@click.option(
    "--reject-missing",
    is_flag=True,
    cls=SectionOption,
    section="Rows",
    help="Reject the statements, of the articles in LEDGER, that have no row in it.",
)
@click.option(
    "--leave-out",
    is_flag=True,
    cls=SectionOption,
    section="Rows",
    help="Do the rest where some rows cannot be placed; else nothing is done.",
)
@confirm_options
@database_options
@click.pass_context
def import_(
    ctx: click.Context,
    ledger: str,
    mapping: dict[str, str],
    create: bool,
    reject_missing: bool,
    leave_out: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Take a ledger back: what was changed in it becomes corrections by hand.

    LEDGER is csv, xlsx or jsonl as `tracker export` writes it, whatever a spreadsheet has made of it: columns in
    another order or left out, semicolons, dates written anew. It is shown what would change, what is new and what
    cannot be placed; then all of it is done or nothing, as one entry of the history, which `tracker undo` takes back. A
    row without a statement's number or key is a new statement: its claim is looked for in the article that it names.
    Rows that were deleted change nothing without --reject-missing. A table of claims, or a workbook's sheet of them,
    is taken back likewise. docs/ledger.md says which columns are taken.
    """
    from tracker.ledger.reading import read_ledger
    from tracker.workflows.importing import ImportOptions

    table = read_ledger(Path(ledger), mapping)
    options = ImportOptions(create or bool(mapping), reject_missing, leave_out)
    with open_session(ctx) as database:
        plan = _follow(database, table, options, Path(ledger).name, dry_run=True)
        if table.foreign:
            say(f"columns that are not the ledger's are passed over: {', '.join(table.foreign)}")
        _tell(plan, None if dry_run else _SHOWN)
        say(_sum_up(plan))
        if plan.unplaced and not leave_out:
            raise TrackerError(
                f"{_count(len(plan.unplaced), 'row')} cannot be placed; nothing was changed. Correct "
                f"{'it' if len(plan.unplaced) == 1 else 'them'}, or do the rest with --leave-out"
            )
        if not plan.changes_something or dry_run:
            say("nothing to do" if not plan.changes_something else "nothing was done")
            return
        if not confirm("Do this?", yes=yes):
            return
        done = _follow(database, table, options, Path(ledger).name, dry_run=False)
    say(f"done as entry {done.entry}; `tracker undo` takes it back")


def _follow(
    database: Database, table: LedgerTable, options: ImportOptions, origin: str, *, dry_run: bool
) -> ImportReport:
    from tracker.workflows.importing import import_ledger

    with Progress("rows looked at" if dry_run else "rows seen to") as progress:
        return import_ledger(database, table, options, origin=origin, dry_run=dry_run, on_rows=progress.follow)


def _tell(plan: ImportReport, limit: int | None) -> None:
    """Show the plan, one kind of row after the other; long lists are cut unless all is asked for."""
    for kind in (_tell_changed(plan), _tell_added(plan), _tell_unplaced(plan), _tell_missing(plan), iter(plan.ignored)):
        lines = list(kind)
        for line in lines[:limit]:
            show(flatten(line))
        if limit is not None and len(lines) > limit:
            show(f"and {len(lines) - limit:,} more; --dry-run shows all")


def _tell_changed(plan: ImportReport) -> Iterator[str]:
    for changed in plan.changed:
        for cell in changed.cells:
            yield f"{changed.name}  {cell.field}: {_quote(cell.before)} → {_quote(cell.after)}"


def _tell_added(plan: ImportReport) -> Iterator[str]:
    for added in plan.added:
        row = added.row
        article = f"{'new ' if added.new_article else ''}A{row.article_id} {row.title or row.url or ''}".rstrip()
        who = ", ".join(part for part in (row.speaker or "unresolved", row.said_on) if part)
        yield f"new  {added.place}: {who}: {_quote(row.claim)} in {article}"


def _tell_unplaced(plan: ImportReport) -> Iterator[str]:
    for unplaced in plan.unplaced:
        yield f"cannot place  {unplaced.place}: {unplaced.reason}"


def _tell_missing(plan: ImportReport) -> Iterator[str]:
    if plan.missing and plan.rejected:
        yield "rejected, as it has no row: " + ", ".join(f"S{number}" for number in plan.missing)


def _sum_up(plan: ImportReport) -> str:
    parts = [f"{_count(plan.rows, 'row')}: {plan.unchanged:,} as they were", f"{len(plan.changed):,} changed"]
    parts.append(f"{len(plan.added):,} new")
    if plan.unplaced:
        parts.append(f"{len(plan.unplaced):,} that cannot be placed")
    if plan.ignored:
        parts.append(f"{_count(len(plan.ignored), 'cell')} not taken")
    if plan.missing:
        what = "rejected" if plan.rejected else "left as they are"
        parts.append(f"{_count(len(plan.missing), 'statement')} of these articles without a row, {what}")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _quote(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
