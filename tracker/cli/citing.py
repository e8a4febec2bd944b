"""`tracker cite`: statements as sentences to cite, with their source."""

from __future__ import annotations

import click

from tracker.cli.app import refuse_empty
from tracker.cli.coding import read_statement_ids
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import database_options
from tracker.cli.session import open_session
from tracker.cli.terminal import show
from tracker.ledger.controls import escape_controls


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker cite S1", "who said what, and where it is written"),
        ("tracker cite S1 S2 --style chicago", "as notes of the Chicago Manual of Style"),
        ("tracker cite S1 --style apa", "as APA has it"),
    ),
)
@click.argument("numbers", metavar="ID...", nargs=-1, required=True, callback=read_statement_ids)
@click.option(
    "--style",
    metavar="STYLE",
    default="plain",
    show_default=True,
    callback=refuse_empty,
    cls=SectionOption,
    section="Output",
    help="plain, chicago, apa, another name of the CSL project (zotero.org/styles), or a .csl file.",
)
@database_options
@click.pass_context
def cite(ctx: click.Context, numbers: list[int], style: str) -> None:
    """Write statements as sentences to cite, each with its source.

    The words are the article's, quoted; “quoted in” says that the article quotes them, “reported in” that it gives them
    in its own words. Styles other than plain are those of CSL and need statement-tracker[cite].
    """
    from tracker.ledger.citing import load_style
    from tracker.workflows.query import show_statement

    write = load_style(style)
    with open_session(ctx) as database:
        cited = [write(show_statement(database, number).row) for number in numbers]
    show(escape_controls("\n\n".join(cited)))
