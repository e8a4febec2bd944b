"""`tracker speaker post`: who held which post, from when to when."""

from __future__ import annotations

import re

import click

from tracker.answers import HeldPost
from tracker.cli.completion import complete_speakers
from tracker.cli.done import tell_done
from tracker.cli.help import SectionOption, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.options import database_options, format_option, read_date
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say

COLUMNS: tuple[ListingColumn[HeldPost], ...] = (
    ListingColumn(TableColumn("Post", right=True), lambda p: str(p.post_id)),
    ListingColumn(TableColumn("Speaker", widest=28, style="source"), lambda p: p.speaker),
    ListingColumn(TableColumn("Country", optional=True), lambda p: p.country or ""),
    ListingColumn(
        TableColumn("Held", widest=25),
        lambda p: f"{p.held_from or '…'} to {p.held_to or '…'}" if p.origin == "hand" else "",
    ),
    ListingColumn(TableColumn("Printed", widest=23, optional=True), lambda p: span_of_days(p.seen_first, p.seen_last)),
    ListingColumn(TableColumn("Articles", right=True, optional=True), lambda p: str(p.articles)),
    ListingColumn(TableColumn("Role"), lambda p: p.role),
)


def _read_post_id(ctx: click.Context, param: click.Parameter, value: str) -> int:
    match = re.fullmatch(r"#?([0-9]{1,18})", value.strip())
    if match is None:
        raise click.BadParameter(f"'{value}' is no post's number; `tracker speaker post list` gives them", ctx, param)
    return int(match[1])


@click.group(
    cls=TrackerGroup,
    examples=(
        ('tracker speaker post add "Xi Jinping" President --from 2013-03', "he holds it since"),
        ("tracker speaker post list maduro", "what is known of a speaker's posts"),
        ("tracker speaker post list --role president --country China --on 2025", "who held one then"),
    ),
)
def post() -> None:
    """Note which posts a speaker held, and when.

    Posts that articles print beside a name are collected with their days. One that is entered by hand has dates, and
    then "the Chinese foreign minister" in an article of that time is whoever held the post.
    """


@post.command(
    "add",
    examples=(
        ('tracker speaker post add "Xi Jinping" President --from 2013-03', "still held"),
        ('tracker speaker post add maduro "Foreign Minister" --country VEN --from 2006-08 --to 2013-01', "over"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.argument("role")
@click.option("--country", metavar="COUNTRY", help="Of which country: a name or a code; else the speaker's own.")
@click.option("--from", "held_from", metavar="DATE", callback=read_date, help="From when: 2013-03-16, 2013-03 or 2013.")
@click.option("--to", "held_to", metavar="DATE", callback=read_date, help="Until when; left out while it is held.")
@click.option("--source", metavar="TEXT", help="Where that was looked up.")
@database_options
@click.pass_context
def add(
    ctx: click.Context,
    speaker: str,
    role: str,
    country: str | None,
    held_from: str | None,
    held_to: str | None,
    source: str | None,
) -> None:
    """Note that a speaker held a post. Dates are EDTF: days, months or years, 2013~ for about 2013.

    Articles that are taken in from now on are read with it; `tracker reextract` reads those that are there again.
    """
    from tracker.workflows.speakers import add_post

    with open_session(ctx) as database:
        tell_done(
            add_post(database, speaker, role, country=country, held_from=held_from, held_to=held_to, source=source)
        )


@post.command(
    "list",
    examples=(
        ("tracker speaker post list", "all of them"),
        ("tracker speaker post list maduro --format json", "one speaker's, for a script"),
        ("tracker speaker post list --role president --country China --on 2025-05-09", "who held one on a day"),
    ),
)
@click.argument("speaker", required=False, shell_complete=complete_speakers)
@click.option(
    "--role", metavar="WORDS", cls=SectionOption, section="Filters", help="Those with these words in the role."
)
@click.option("--country", metavar="COUNTRY", cls=SectionOption, section="Filters", help="Those of a country.")
@click.option(
    "--on", metavar="DATE", callback=read_date, cls=SectionOption, section="Filters", help="Those held on a day."
)
@click.option("--by-hand", is_flag=True, cls=SectionOption, section="Filters", help="Those entered by hand.")
@format_option
@database_options
@click.pass_context
def list_(
    ctx: click.Context,
    speaker: str | None,
    role: str | None,
    country: str | None,
    on: str | None,
    by_hand: bool,
    format_: str,
) -> None:
    """List posts: entered by hand with their dates, or as articles print them, with the days of the first and last.

    With --on, a post that articles print counts as held from the first of them to the last.
    """
    from tracker.workflows.speakers import list_posts

    with open_session(ctx) as database:
        found = list_posts(database, speaker, role=role, country=country, on=on, by_hand=by_hand)
    print_listing(found, HeldPost, COLUMNS, format_)
    if not found:
        say("no such post is known; `tracker speaker post add` notes one")


@post.command("remove", examples=(("tracker speaker post remove 3", "by the number of the list"),))
@click.argument("number", callback=_read_post_id)
@database_options
@click.pass_context
def remove(ctx: click.Context, number: int) -> None:
    """Take out a post that was entered by hand. NUMBER is that of `tracker speaker post list`."""
    from tracker.workflows.speakers import remove_post

    with open_session(ctx) as database:
        tell_done(remove_post(database, number))
