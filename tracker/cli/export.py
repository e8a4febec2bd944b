"""`tracker export`: the ledger of statements to a file or to standard output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tracker.cli.app import refuse_empty
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import build_filter, database_options, statement_filters
from tracker.cli.session import open_session
from tracker.cli.terminal import open_output, say

FORMATS = ("csv", "jsonl", "md")


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker export --output ledger.csv", "all, for a spreadsheet"),
        ("tracker export --speaker xi --output xi.md", "one speaker, to read"),
        ("tracker export --format jsonl > ledger.jsonl", "for a script"),
        ("tracker export --output ledger.csv --force", "over the old file"),
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    cls=SectionOption,
    section="Output",
    help="The form; else what FILE ends with; csv where it has no ending.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    default="-",
    type=click.Path(),
    callback=refuse_empty,
    cls=SectionOption,
    section="Output",
    help="Where to; without it, or with -, standard output.",
)
@click.option("--force", is_flag=True, cls=SectionOption, section="Output", help="Replace the file if it exists.")
@statement_filters
@database_options
@click.pass_context
def export(ctx: click.Context, /, format_: str | None, output: str, force: bool, **filters: Any) -> None:
    """Write the ledger, one row a statement.

    A row has the speaker, the words, the date, the topics, and where in which article it stands. csv is RFC 4180 in
    UTF-8, jsonl one nested object a line, md a page to read. The words are those of the article, unaltered. The file
    appears whole or not at all, and one that exists is replaced only with --force. The same filter on the same database
    gives the same file.
    """
    from tracker.workflows.export import export_ledger

    destination = None if output == "-" else Path(output)
    if format_ is None:
        format_ = _tell_format(destination)
    with open_session(ctx) as database:
        count = export_ledger(
            database,
            build_filter(**filters),
            format=format_,
            output=destination,
            stdout=open_output(),
            force=force,
        )
    where = "" if destination is None else f" to {destination}"
    say(
        f"{count:,} statement{'' if count == 1 else 's'} written{where}"
        if count
        else f"no statements match; wrote an empty ledger{where}"
    )


def _tell_format(destination: Path | None) -> str:
    """Tell the form by the file's name; one that ends like another kind of file must not come to hold csv."""
    suffix = "" if destination is None else destination.suffix.lower().removeprefix(".")
    if destination is None or not suffix:
        return "csv"
    if suffix not in FORMATS:
        endings = " or ".join((", ".join(f".{form}" for form in FORMATS[:-1]), f".{FORMATS[-1]}"))
        raise click.BadParameter(
            f"'{destination.name}' is the name of none of the forms; end it with {endings}, or give --format",
            param_hint="'--output'",
        )
    return suffix
