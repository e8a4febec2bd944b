"""`tracker export`: the ledger of statements to a file or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tracker.cli.app import refuse_empty
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import build_filter, database_options, statement_filters
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import open_output, say, stdout_is_terminal
from tracker.ledger.claim_columns import CLAIM_COLUMNS
from tracker.ledger.columns import COLUMNS, GROUPS, Layout, choose_columns, explain_columns
from tracker.workflows.formats import FORMATS, guess_format


class _ExportCommand(TrackerCommand):
    def collect_options(self, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
        """Give the formats, with what each is for, before the options."""
        return {
            "Formats": [(name, format.summary + ".") for name, format in FORMATS.items()]
        } | super().collect_options(ctx)


@click.command(
    cls=_ExportCommand,
    examples=(
        ("tracker export --output ledger.csv", "all, every word unaltered"),
        ("tracker export --speaker xi --output xi.md", "one speaker, to read"),
        ("tracker export --output by-topic.md --group-by topic", "gathered by topic"),
        ("tracker export --output ledger.xlsx", "for a spreadsheet; comes back with tracker import"),
        ("tracker export --format html --output site", "pages to search, read and share"),
        ("tracker export --format jsonl > ledger.jsonl", "for a script"),
        ("tracker export --topic trade --output articles.bib", "the articles that these stand in, for LaTeX"),
        ("tracker export --speaker xi --output xi.db", "a database of these alone, to hand on"),
        ("tracker export --fields said_on,speaker,claim,url", "these columns, in this order"),
        ("tracker export --fields list", "what the columns hold"),
        ("tracker export --claims --output claims.csv", "one row a claim, of the same statements"),
        ("tracker export --output ledger.csv --force", "over the old file"),
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    cls=SectionOption,
    section="Output",
    help="The form; else what PATH ends with; csv where it has no ending.",
)
@click.option(
    "--output",
    "-o",
    metavar="PATH",
    default="-",
    type=click.Path(),
    callback=refuse_empty,
    cls=SectionOption,
    section="Output",
    help="Where to; without it, or with -, standard output.",
)
@click.option(
    "--fields",
    metavar="NAMES|list",
    callback=refuse_empty,
    cls=SectionOption,
    section="Output",
    help="The columns, in order, with commas between them (csv, csv-excel, xlsx, jsonl); 'list' explains them.",
)
@click.option(
    "--group-by",
    type=click.Choice(GROUPS),
    cls=SectionOption,
    section="Output",
    help="Gather the statements under headings (md).",
)
@click.option(
    "--claims",
    "of_claims",
    is_flag=True,
    cls=SectionOption,
    section="Output",
    help="One row a claim, with its kind, parties and date (csv, csv-excel, xlsx, jsonl).",
)
@click.option("--force", is_flag=True, cls=SectionOption, section="Output", help="Replace what exists.")
@statement_filters
@database_options
@click.pass_context
def export(
    ctx: click.Context,
    /,
    format_: str | None,
    output: str,
    fields: str | None,
    group_by: str | None,
    of_claims: bool,
    force: bool,
    **filters: Any,
) -> None:
    """Write the ledger, one row a statement, or the articles it cites.

    What is written appears whole or not at all, and what exists is replaced only with --force. The same filter on the
    same database gives the same file. With --claims a row is a claim; `tracker claims --format csv` narrows them by
    kind, party and date. docs/ledger.md tells of every column and format.
    """
    from tracker.workflows.export import export_ledger

    columns = CLAIM_COLUMNS if of_claims else COLUMNS
    if fields == "list":
        print_table(
            (TableColumn("Field"), TableColumn("What it holds", widest=72), TableColumn("Taken back by import")),
            ((name, description, edit) for name, description, _, edit in explain_columns(columns)),
        )
        return
    destination = None if output == "-" else Path(output)
    if format_ is None:
        format_ = _tell_format(destination) or ("csv" if group_by is None else "md")
    chosen = choose_columns(fields, {column.name: column for column in columns}) if fields else columns
    layout = Layout(chosen, group_by, of_claims)
    wanted = build_filter(**filters)
    with open_session(ctx) as database, Progress("statements written") as progress:
        # On a terminal the rows themselves show how far it has come.
        is_followed = sys.stderr.isatty() and not (destination is None and stdout_is_terminal())
        report = export_ledger(
            database,
            wanted,
            format=format_,
            output=destination,
            stdout=open_output(),
            force=force,
            layout=layout,
            on_row=progress.follow if is_followed else None,
        )
    for remark in report.remarks:
        say(remark)
    where = "" if destination is None else f" to {destination}"
    if report.claims is not None:
        what = f"{report.claims:,} claim{'' if report.claims == 1 else 's'}"
        say(f"{what if report.claims else 'no claims'} of {_count(report.count)} written{where}")
        return
    say(
        f"{_count(report.count)} written{where}"
        if report.count
        else f"no statements match; wrote an empty ledger{where}"
    )


def _count(statements: int) -> str:
    return f"{statements:,} statement{'' if statements == 1 else 's'}"


def _tell_format(destination: Path | None) -> str | None:
    """Tell the form by the file's name; one that ends like another kind of file must not come to hold csv."""
    suffix = "" if destination is None else destination.suffix.removeprefix(".")
    if destination is None or not suffix:
        return None
    format_ = guess_format(suffix)
    if format_ is None:
        endings = [f".{format.suffixes[0]}" for format in FORMATS.values() if format.suffixes]
        raise click.BadParameter(
            f"'{destination.name}' is the name of none of the forms; end it with {', '.join(endings[:-1])} or "
            f"{endings[-1]}, or give --format",
            param_hint="'--output'",
        )
    return format_
