"""Options that several commands share: the database, the output format, dates, numbers, and the statement filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from tracker.cli.app import Invocation, refuse_empty
from tracker.cli.completion import complete_articles, complete_speakers, complete_topics
from tracker.cli.help import SectionOption
from tracker.edtf import parse_edtf
from tracker.errors import DateError
from tracker.records import SORT_KEYS, Confidence, Manner, StatementFilter, Status

F = TypeVar("F", bound=Callable[..., Any])

_LARGEST = 2**63 - 1  # the largest number that SQLite counts to

FORMATS = ("table", "json", "jsonl", "csv", "md")


def read_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Take a date as the tracker writes it (2025-05-09, 2025-05, 2023, 2023~, 2021/2023); an option's callback."""
    if value is None:
        return None
    try:
        return parse_edtf(value).text
    except DateError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def read_statement_id(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Take a statement's number with or without the letter that it is shown with: S12 or 12; a callback."""
    match = re.fullmatch(r"[Ss]?([0-9]{1,18})", value.strip())
    if match is None:
        raise click.BadParameter(f"'{value}' is no statement number; write S12 or 12", ctx, param)
    return int(match[1])


def read_article_reference(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Take an article's number, with the letter that it is shown with or without, or another name of it; a callback."""
    match = re.fullmatch(r"[Aa]([0-9]{1,18})", (value or "").strip())
    return match[1] if match else value


def read_count(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """Take any number, however large, as one that SQLite can count to; an option's callback."""
    return None if value is None else min(value, _LARGEST)


def debug_option(command: F) -> F:
    """Let --debug stand behind the command too, where people type it."""
    return click.option(
        "--debug", is_flag=True, expose_value=False, callback=_remember_debug, help="Show the traceback of an error."
    )(command)


def database_options(command: F) -> F:
    """Let --db and --debug stand behind the command too."""
    return click.option(
        "--db",
        metavar="PATH|URL",
        expose_value=False,
        callback=_remember_database,
        help="The database; else $TRACKER_DB, the config file, the data folder.",
    )(debug_option(command))


def format_option(command: F) -> F:
    """Add --format with the forms that everything which lists has."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        cls=SectionOption,
        section="Output",
        help="How to print the list.",
    )(command)


def limit_option(command: F) -> F:
    """Add --limit, which everything that grows has."""
    return click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=1),
        callback=read_count,
        cls=SectionOption,
        section="Output",
        help="At most N.",
    )(command)


def sort_option(keys: Sequence[str]) -> Callable[[F], F]:
    """Make --sort with the keys, of which the first is the default, each with "-" before it as well."""
    return click.option(
        "--sort",
        metavar="[-]KEY",
        type=click.Choice([*keys, *(f"-{key}" for key in keys)]),
        default=keys[0],
        show_default=True,
        cls=SectionOption,
        section="Output",
        help=f"Order by {', '.join(keys)}; with - before it, the other way round.",
    )


def statement_filters(command: F) -> F:
    """Add the filters that say which statements are meant; they arrive as keyword arguments for build_filter."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def build_filter(
    *,
    speaker: tuple[str, ...],
    topic: tuple[str, ...],
    text: str | None,
    since: str | None,
    until: str | None,
    article: str | None,
    manner: str | None,
    confidence: str | None,
    status: tuple[str, ...],
    limit: int | None,
    offset: int,
    sort: str,
) -> StatementFilter:
    """Make the filter that the options describe."""
    return StatementFilter(
        speakers=speaker,
        topics=topic,
        text=text,
        since=since,
        until=until,
        article=article,
        manner=Manner(manner) if manner else None,
        confidence=Confidence(confidence) if confidence else None,
        statuses=tuple(Status) if "any" in status else tuple(Status(value) for value in status),
        limit=limit,
        offset=offset,
        sort=sort,
    )


def _filter(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Filters", **kwargs)


def _remember_database(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if refuse_empty(ctx, param, value) is not None:
        ctx.ensure_object(Invocation).db = value


def _remember_debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        ctx.ensure_object(Invocation).debug = True


_FILTERS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    _filter(
        "--speaker",
        metavar="NAME",
        multiple=True,
        shell_complete=complete_speakers,
        help="Who said it: any part of the name, an alias, a country. Repeat for several.",
    ),
    _filter(
        "--topic",
        metavar="TOPIC",
        multiple=True,
        shell_complete=complete_topics,
        help="What about. Repeat for several.",
    ),
    _filter("--text", metavar="WORDS", help="Words that what was said contains."),
    _filter("--since", metavar="DATE", callback=read_date, help="Said on or after: 2025-05-09, 2025-05 or 2025."),
    _filter("--until", metavar="DATE", callback=read_date, help="Said on or before."),
    _filter(
        "--article",
        metavar="ID",
        shell_complete=complete_articles,
        callback=read_article_reference,
        help="In this article: A3, its own id, or the start of its hash.",
    ),
    _filter("--manner", type=click.Choice([manner.value for manner in Manner]), help="How the words are given."),
    _filter(
        "--confidence",
        type=click.Choice([confidence.value for confidence in Confidence]),
        help="How sure the extractor is.",
    ),
    _filter(
        "--status",
        type=click.Choice([*(status.value for status in Status), "any"]),
        multiple=True,
        help="Who stands behind it; rejected ones are left out unless asked for.",
    ),
    limit_option,
    click.option(
        "--offset",
        metavar="N",
        type=click.IntRange(min=0),
        callback=read_count,
        default=0,
        cls=SectionOption,
        section="Output",
        help="Leave out the first N.",
    ),
    sort_option(SORT_KEYS),
)
