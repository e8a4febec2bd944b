"""`tracker who`: who said this, with counts, days and a sample of each speaker."""

from __future__ import annotations

from typing import Any

import click

from tracker.cli.help import TrackerCommand
from tracker.cli.listing import ListingColumn, count_column, print_listing, sort_by_count, span_of_days
from tracker.cli.options import (
    build_filter,
    count_by_option,
    database_options,
    format_option,
    limit_option,
    listing_filters,
    sort_option,
)
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say
from tracker.records.summaries import WHO_SORT_KEYS, SpeakerHits

COLUMNS: tuple[ListingColumn[SpeakerHits], ...] = (
    ListingColumn(TableColumn("Speaker", widest=28, style="source"), lambda s: s.name),
    ListingColumn(TableColumn("Country", optional=True), lambda s: s.country or ""),
    ListingColumn(TableColumn("Said on"), lambda s: span_of_days(s.first, s.last)),
    ListingColumn(TableColumn("First", optional=True, right=True), lambda s: f"S{s.sample_id}"),
    ListingColumn(TableColumn("Its words"), lambda s: s.sample),
)


@click.command(
    cls=TrackerCommand,
    context_settings={"ignore_unknown_options": True},  # -trade is no option
    examples=(
        ("tracker who mankind", "who has said it"),
        ('tracker who "shared future"', "the phrase"),
        ("tracker who partner* -trade --since 2025", "beginnings, exclusions, dates"),
        ("tracker who mankind --sort first --format csv", "who said it first, for a spreadsheet"),
        ("tracker who mankind --count-by utterance", "what several outlets report counts once"),
    ),
)
@click.argument("words", nargs=-1, required=True)
@sort_option(WHO_SORT_KEYS)
@limit_option
@listing_filters("text")
@count_by_option
@format_option
@database_options
@click.pass_context
def who(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    sort: str,
    limit: int | None,
    count_by: str,
    format_: str,
    **filters: Any,
) -> None:
    """Answer who said this: the speakers of statements with these WORDS, with counts and days.

    The words are those of `tracker statements --text`: all of them must be there, in any of their forms. An argument of
    several words is a phrase. Each speaker comes with the earliest of the statements.
    """
    from tracker.workflows.query import count_speakers

    if (unknown := next((word for word in words if word.startswith("--")), None)) is not None:
        raise click.NoSuchOption(unknown, ctx=ctx)
    text = " ".join(_quote(word) for word in words)
    with open_session(ctx) as database:
        wanted = build_filter(**filters, text=text)
        found = count_speakers(database, wanted, sort=sort_by_count(sort, count_by), limit=limit)
    print_listing(found, SpeakerHits, (count_column(count_by), *COLUMNS), format_)
    if not found:
        say("nobody has said that; `tracker statements --help` tells how words are searched for")


def _quote(argument: str) -> str:
    """Take an argument of several words as a phrase, unless it has quotation marks or operators of its own."""
    words = argument.split()
    plain = not any(char in argument for char in '"“”„«»*') and not any(w in ("AND", "OR", "NOT") for w in words)
    operators = any(word.startswith("-") for word in words)
    return f'"{argument}"' if len(words) > 1 and plain and not operators else argument
