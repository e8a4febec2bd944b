"""`tracker utterance list|show|suggest`: which statements report one act, in what words each, and which others may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from tracker.cli.beside import print_columns
from tracker.cli.completion import complete_utterances
from tracker.cli.help import Entry, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.marking import mark_hits
from tracker.cli.options import (
    build_filter,
    database_options,
    format_option,
    least_option,
    limit_option,
    listing_filters,
    sort_option,
)
from tracker.cli.session import open_session
from tracker.cli.statement import name_speaker
from tracker.cli.table import TableColumn
from tracker.cli.terminal import open_output, paint, say, show
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json, to_json_object
from tracker.records import LedgerRow
from tracker.records.utterances import UTTERANCE_SORT_KEYS, SuggestedUtterance, UtteranceDetail, UtteranceSummary

COLUMNS: tuple[ListingColumn[UtteranceSummary], ...] = (
    ListingColumn(TableColumn("ID", right=True), lambda u: f"U{u.utterance_id}"),
    ListingColumn(TableColumn("Reports", right=True), lambda u: str(u.report_count)),
    ListingColumn(TableColumn("Said on"), lambda u: u.said_on or "–"),
    ListingColumn(TableColumn("Speaker", widest=26, style="source"), lambda u: u.speaker or "unresolved"),
    ListingColumn(TableColumn("In", widest=24, optional=True), lambda u: name_all(u.statement_ids)),
    ListingColumn(TableColumn("Fullest report"), lambda u: u.words),
)

SUGGESTIONS: tuple[ListingColumn[SuggestedUtterance], ...] = (
    ListingColumn(TableColumn("Score", right=True), lambda s: f"{s.score:.2f}"),
    ListingColumn(TableColumn("Reports", widest=28), lambda s: _name_reports(s)),
    ListingColumn(TableColumn("Said on", optional=True), lambda s: s.said_on or "–"),
    ListingColumn(TableColumn("Speaker", widest=22, style="source"), lambda s: s.speaker),
    ListingColumn(TableColumn("Why", widest=44), lambda s: "; ".join(s.reasons)),
    ListingColumn(TableColumn("Fullest report"), lambda s: s.words),
)

_GROUP = {
    "list": Entry("Look", "tracker.cli.utterance:list_", "List the utterances, with their reports."),
    "show": Entry("Look", "tracker.cli.utterance:show_", "Show one with all reports side by side."),
    "suggest": Entry("Look", "tracker.cli.utterance:suggest", "List statements that likely report one."),
    "accept": Entry("Decide", "tracker.cli.utterance_changes:accept", "Join what is proposed."),
    "reject": Entry("Decide", "tracker.cli.utterance_changes:reject", "Say that it is not one; it stays so."),
    "join": Entry("Decide", "tracker.cli.utterance_changes:join", "Join statements of one's own choice."),
    "split": Entry("Decide", "tracker.cli.utterance_changes:split", "Take statements out of an utterance."),
}


def read_utterance_id(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, int]:
    """Take an utterance's number, U3 or 3, or that of a statement of it, S12; a callback. Gives "U" or "S" with it."""
    match = re.fullmatch(r"([USus]?)([0-9]{1,18})", value.strip())
    if match is None:
        raise click.BadParameter(f"'{value}' is no utterance; write U3, or S12 for that which S12 reports", ctx, param)
    return match[1].upper() or "U", int(match[2])


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ("tracker utterance suggest", "which statements likely report one utterance"),
        ("tracker utterance accept --above 0.9 --dry-run", "join the surest; --yes does it"),
        ("tracker utterance join S1 S6", "join by hand"),
        ("tracker utterance show U1", "all reports side by side, with what differs marked"),
    ),
)
def utterance() -> None:
    """See and decide which statements of several articles report one utterance: one act of communication.

    The statements stay as they are; joined ones can be counted once (--count-by utterance), listed once
    (--one-per-utterance), and taken apart again. Whatever is done here is told in `tracker history` and is taken back
    by `tracker undo`; what is rejected is not proposed again.
    """


@click.command(
    "list",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance list", "by date"),
        ("tracker utterance list --sort reports --limit 10", "the most reported"),
        ("tracker utterance list --speaker maduro --format csv", "one speaker's, for a spreadsheet"),
    ),
)
@sort_option(UTTERANCE_SORT_KEYS)
@limit_option
@listing_filters()
@format_option
@database_options
@click.pass_context
def list_(ctx: click.Context, /, sort: str, limit: int | None, format_: str, **filters: Any) -> None:
    """List the utterances, each with the number of its reports and the fullest of them.

    A filter keeps the utterances one of whose reports it asks for.
    """
    from tracker.workflows.utterances import list_utterances

    with open_session(ctx) as database:
        found = list_utterances(database, build_filter(**filters), sort=sort, limit=limit)
    print_listing(found, UtteranceSummary, COLUMNS, format_)
    if not found:
        say("no utterances; `tracker utterance suggest` tells which statements likely report one")


@click.command(
    "show",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance show U1", "all reports side by side"),
        ("tracker utterance show S6", "that which a statement reports"),
        ("tracker utterance show U1 --format json", "for a script"),
    ),
)
@click.argument("named", metavar="ID", callback=read_utterance_id, shell_complete=complete_utterances)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_options
@click.pass_context
def show_(ctx: click.Context, named: tuple[str, int], format_: str) -> None:
    """Show one utterance with all its reports side by side, in the order in which they were published.

    ID is the number of the list, U3 or 3, or that of a statement, S12. Words that no other report has are marked ⟪so⟫,
    in colour where the terminal has it. Long reports are cut to twelve lines; `tracker statement show` has them whole.
    """
    from tracker.workflows.utterances import show_utterance

    letter, number = named
    with open_session(ctx) as database:
        detail = show_utterance(database, number) if letter == "U" else show_utterance(database, statement=number)
    if format_ == "json":
        open_output().write(dump_json(_to_object(detail), indent=2) + "\n")
    else:
        _print_detail(detail)


@click.command(
    "suggest",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance suggest", "the likeliest first"),
        ("tracker utterance suggest --speaker xi --since 2025", "of somebody, from a day on"),
        ("tracker utterance suggest --least 0.8 --format csv", "the surest, for a spreadsheet"),
    ),
)
@least_option
@limit_option
@listing_filters()
@format_option
@database_options
@click.pass_context
def suggest(ctx: click.Context, /, least: float, limit: int | None, format_: str, **filters: Any) -> None:
    """List statements of several articles that likely report one utterance, with the reasons; nothing is joined.

    Compared is what one speaker said on one day or the next: by the words that carry the matter, the rarer the more
    they weigh, and by quoted words in a row. A state and who speaks for it are proposed too, with a lower score. A
    filter keeps what one of the statements answers to. `accept` joins, `reject` has it never proposed again, each with
    any of the statements' numbers.
    """
    from tracker.workflows.utterances import suggest_utterances

    with open_session(ctx) as database:
        found = suggest_utterances(database, build_filter(**filters), least=least, limit=limit)
    print_listing(found, SuggestedUtterance, SUGGESTIONS, format_)
    if found and format_ == "table":
        first = found[0].statement_ids[0]
        say(f"to join the first: tracker utterance accept S{first}; to have it never proposed again: reject S{first}")
    elif not found:
        say("nothing looks like a report of the same; a lower --least shows what is less likely")


def name_all(statements: Sequence[int]) -> str:
    """Write statements' numbers in a row: S3 S12."""
    return " ".join(f"S{number}" for number in statements)


def _name_reports(suggestion: SuggestedUtterance) -> str:
    joined = "" if suggestion.utterance_id is None else f"U{suggestion.utterance_id}: "
    return joined + name_all(suggestion.statement_ids)


def _print_detail(detail: UtteranceDetail) -> None:
    rows = [report.row for report in detail.reports]
    speakers = " / ".join(dict.fromkeys(map(name_speaker, rows)))
    days = " / ".join(dict.fromkeys(row.said_on or "undated" for row in rows))
    count = f"{len(rows)} report{'' if len(rows) == 1 else 's'}"
    show(paint(" · ".join(flatten(part) for part in (f"U{detail.utterance_id}", speakers, days, count)), "heading"))
    show()
    print_columns(
        [_name_report(row) for row in rows],
        [mark_hits(report.row.claim, report.differing) for report in detail.reports],
    )
    if detail.note:
        show()
        show(f"{paint('Note', 'faint')}  {flatten(detail.note)}")


def _name_report(row: LedgerRow) -> str:
    where = ", ".join(part for part in (row.outlet or row.title or f"A{row.article_id}", row.published) if part)
    return f"S{row.statement_id} {where} ({row.manner})"


def _to_object(detail: UtteranceDetail) -> dict[str, object]:
    return {
        "utterance_id": detail.utterance_id,
        "note": detail.note,
        "report_count": len(detail.reports),
        "reports": [
            to_json_object(report.row)
            | {
                "differing": [
                    {"start": start, "end": end, "text": report.row.claim[start:end]} for start, end in report.differing
                ]
            }
            for report in detail.reports
        ],
    }
