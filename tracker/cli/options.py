"""Options that several commands share: the database, the output format, dates, numbers, and the statement filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from tracker.cli.app import Invocation, refuse_empty
from tracker.cli.completion import complete_articles, complete_outlets, complete_speakers, complete_topics
from tracker.cli.help import SectionOption
from tracker.edtf import parse_edtf
from tracker.errors import DateError
from tracker.records import SORT_KEYS, Confidence, Manner, OccasionKind, StatementFilter, Status

F = TypeVar("F", bound=Callable[..., Any])

_LARGEST = 2**63 - 1  # the largest number that SQLite counts to

COUNTED = {"report": "statements", "utterance": "utterances"}
"""What --count-by may say, and the field of a summary that it is about."""

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


JOBS_AT_MOST = 4
"""The one process that stores what was read keeps pace with about three that read."""


def jobs_option(command: F) -> F:
    """Add --jobs: how many processes read articles; None leaves it to the command."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help=f"How many processes read at a time; else one a processor, {JOBS_AT_MOST} at most.",
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


def said_to_option(command: F) -> F:
    """Add --said-to, which is --to where that asks for the counterpart of a claim."""
    return click.option(
        "--said-to",
        metavar="NAME",
        multiple=True,
        shell_complete=complete_speakers,
        cls=SectionOption,
        section="Filters",
        help="To whom it was said: a name, or words such as reporters. Repeat for several.",
    )(command)


def least_option(command: F) -> F:
    """Add --least, the score below which nothing is proposed."""
    return click.option(
        "--least",
        metavar="SCORE",
        type=click.FloatRange(0.1, 1),
        default=0.5,
        show_default=True,
        cls=SectionOption,
        section="Filters",
        help="Leave out what is less likely.",
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


def count_by_option(command: F) -> F:
    """Add --count-by, which says what is counted where statements are."""
    return click.option(
        "--count-by",
        type=click.Choice(list(COUNTED)),
        default="report",
        show_default=True,
        cls=SectionOption,
        section="Output",
        help="What counts: each report, or those of one utterance once.",
    )(command)


def one_per_utterance_option(command: F) -> F:
    """Add --one-per-utterance, which arrives as a keyword argument for build_filter."""
    return click.option(
        "--one-per-utterance",
        is_flag=True,
        cls=SectionOption,
        section="Output",
        help="Of statements that report one utterance, the fullest alone.",
    )(command)


def statement_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the filters that say which statements are meant; they arrive as keyword arguments for build_filter."""
    for option in reversed((*_FILTERS.values(), *_ORDERING)):
        command = option(command)
    return command


def listing_filters(*left_out: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the filters without limit, offset and order, for commands that sum up; ``left_out`` names some not to add."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(_FILTERS):
            if name not in left_out:
                command = _FILTERS[name](command)
        return command

    return add


def build_filter(
    *,
    speaker: tuple[str, ...] = (),
    include_officials: bool = False,
    to: tuple[str, ...] = (),
    occasion: tuple[str, ...] = (),
    meeting: tuple[str, str] | None = None,
    topic: tuple[str, ...] = (),
    text: str | None = None,
    near: int | None = None,
    since: str | None = None,
    until: str | None = None,
    article: str | None = None,
    outlet: tuple[str, ...] = (),
    manner: str | None = None,
    confidence: str | None = None,
    status: tuple[str, ...] = (),
    one_per_utterance: bool = False,
    limit: int | None = None,
    offset: int = 0,
    sort: str = "date",
) -> StatementFilter:
    """Make the filter that the options describe."""
    return StatementFilter(
        speakers=speaker,
        officials=include_officials,
        to=to,
        occasions=tuple(OccasionKind(kind) for kind in occasion),
        meeting=meeting,
        topics=topic,
        text=text,
        near=near,
        since=since,
        until=until,
        article=article,
        outlets=outlet,
        manner=Manner(manner) if manner else None,
        confidence=Confidence(confidence) if confidence else None,
        statuses=tuple(Status) if "any" in status else tuple(Status(value) for value in status),
        one_per_utterance=one_per_utterance,
        limit=limit,
        offset=offset,
        sort=sort,
    )


def _filter(name: str, **kwargs: Any) -> tuple[str, Callable[[Callable[..., Any]], Callable[..., Any]]]:
    return name.removeprefix("--"), click.option(name, cls=SectionOption, section="Filters", **kwargs)


def _remember_database(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if refuse_empty(ctx, param, value) is not None:
        ctx.ensure_object(Invocation).db = value


def _remember_debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        ctx.ensure_object(Invocation).debug = True


_FILTERS: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = dict(
    (
        _filter(
            "--speaker",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_speakers,
            help="Who said it: any part of the name, an alias, a country. Repeat for several.",
        ),
        _filter("--include-officials", is_flag=True, help="With a country: also its ministries and officials."),
        _filter(
            "--to",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_speakers,
            help="To whom it was said: a name, or words such as reporters. Repeat for several.",
        ),
        _filter(
            "--occasion",
            metavar="KIND",
            type=click.Choice([kind.value for kind in OccasionKind]),
            multiple=True,
            help=f"At what: {', '.join(kind.value for kind in OccasionKind)}. Repeat for several.",
        ),
        _filter(
            "--meeting",
            metavar="NAME NAME",
            nargs=2,
            shell_complete=complete_speakers,
            help="Said by one of the two to the other, when they met or spoke by phone.",
        ),
        _filter(
            "--topic",
            metavar="TOPIC",
            multiple=True,
            shell_complete=complete_topics,
            help="What about. Repeat for several.",
        ),
        _filter(
            "--text",
            metavar="WORDS",
            help='Words that it contains: all of them; "exact phrase", begin*, -without, one OR other.',
        ),
        _filter("--near", metavar="N", type=click.IntRange(0, 1000), help="The words of --text within N words."),
        _filter("--since", metavar="DATE", callback=read_date, help="Said on or after: 2025-05-09, 2025-05 or 2025."),
        _filter("--until", metavar="DATE", callback=read_date, help="Said on or before."),
        _filter(
            "--article",
            metavar="ID",
            shell_complete=complete_articles,
            callback=read_article_reference,
            help="In this article: A3, its own id, or the start of its hash.",
        ),
        _filter(
            "--outlet",
            metavar="NAME",
            multiple=True,
            shell_complete=complete_outlets,
            help="Published by it: any part of the name. Repeat for several.",
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
    )
)

_ORDERING: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
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
    one_per_utterance_option,
)
