"""`tracker claims` and `tracker claim`: what was claimed, promised, demanded and denied, and by whom of whom."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.completion import complete_parties
from tracker.cli.help import Entry, SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.options import (
    F,
    build_filter,
    database_options,
    format_option,
    limit_option,
    listing_filters,
    one_per_utterance_option,
    read_count,
    read_date,
    said_to_option,
    sort_option,
)
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say
from tracker.records import ClaimKind, ClaimStrength, Status
from tracker.records.claims import CLAIM_SORT_KEYS, ClaimFilter, ClaimRow

if TYPE_CHECKING:
    from tracker.storage.database import Database

_NO_KIND = "none"
KINDS = (*(kind.value for kind in ClaimKind), _NO_KIND)
STRENGTHS = tuple(strength.value for strength in ClaimStrength)

COLUMNS: tuple[ListingColumn[ClaimRow], ...] = (
    ListingColumn(TableColumn("ID", right=True), lambda row: row.claim_id),
    ListingColumn(TableColumn("Said on", widest=21, optional=True), lambda row: row.said_on or "–"),
    ListingColumn(TableColumn("Speaker", widest=24, style="source"), lambda row: row.speaker or "unresolved"),
    ListingColumn(TableColumn("Kind", widest=20), lambda row: _name_kind(row)),
    ListingColumn(TableColumn("By → to", widest=26), lambda row: _name_parties(row)),
    ListingColumn(TableColumn("About", widest=21, optional=True), lambda row: row.about or "–"),
    ListingColumn(TableColumn("Claim"), lambda row: row.claim),
)

ENTRIES = {
    name: Entry("Correct", f"tracker.cli.claim_changes:{function}", summary)
    for name, function, summary in (
        ("add", "add", "Add a claim that the extractor missed."),
        ("edit", "edit", "Set what a claim does, whom it binds, and when."),
        ("split", "split", "Make several claims of one."),
        ("merge", "merge", "Make one claim of several neighbours."),
        ("confirm", "confirm_", "Say that claims are right as they stand."),
        ("reject", "reject", "Say that these are no claims."),
        ("restore", "restore", "Take rejected claims back in."),
    )
}


def _which(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Which claims", **kwargs)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker claims --kind commitment", "what was promised"),
        ("tracker claims --kind commitment --by China --to Venezuela", "by whom to whom"),
        ("tracker claims --kind commitment --strength strong --strength firm", "the firm ones"),
        ("tracker claims --about-date 2023", "what is said of a year"),
        ("tracker claims --kind appraisal --speaker maduro", "what Maduro praises and blames"),
        ("tracker claims --kind demand --one-per-utterance", "those of an utterance once, from its fullest report"),
        ("tracker claims --kind position --topic partnership --format csv", "for a spreadsheet"),
    ),
)
@_which("--kind", type=click.Choice(KINDS), multiple=True, help="What it does. Repeat for several.")
@_which(
    "--strength",
    type=click.Choice(STRENGTHS),
    multiple=True,
    help="How firmly it commits or demands: will, agree, ready, hope, explore. Repeat for several.",
)
@_which(
    "--by",
    metavar="PARTY",
    multiple=True,
    shell_complete=complete_parties,
    help="Whom it binds or speaks of: a state, a name. Repeat for several.",
)
@_which(
    "--to",
    metavar="PARTY",
    multiple=True,
    shell_complete=complete_parties,
    help="Toward whom. Repeat for several.",
)
@_which("--about-date", metavar="DATE", callback=read_date, help="The date that it speaks of: 2030, 2021/2023, 2025/..")
@_which(
    "--claim-status",
    type=click.Choice([*(status.value for status in Status), "any"]),
    multiple=True,
    help="Who stands behind it; rejected ones are left out unless asked for.",
)
@listing_filters("to")
@said_to_option
@limit_option
@click.option(
    "--offset",
    metavar="N",
    type=click.IntRange(min=0),
    callback=read_count,
    default=0,
    cls=SectionOption,
    section="Output",
    help="Leave out the first N.",
)
@sort_option(CLAIM_SORT_KEYS)
@one_per_utterance_option
@format_option
@database_options
@click.pass_context
def claims(
    ctx: click.Context,
    /,
    format_: str,
    kind: tuple[str, ...],
    strength: tuple[str, ...],
    by: tuple[str, ...],
    to: tuple[str, ...],
    about_date: str | None,
    claim_status: tuple[str, ...],
    said_to: tuple[str, ...],
    limit: int | None,
    offset: int,
    sort: str,
    **filters: Any,
) -> None:
    """List what was claimed: single propositions and speech acts, each with its kind.

    Filters combine: each one narrows the list, while a repeated one widens it. --by and --to look at whom a claim
    binds or speaks of and toward whom; what somebody is urged to do is by the one who urges, to the one urged, and "X
    must" is by X. Who said it is --speaker, as in `tracker statements`. The numbers, S12.1, are what `tracker claim`
    takes; a claim in its paragraph is shown by `tracker statement show S12`.
    """
    wanted = ClaimFilter(
        statements=build_filter(to=said_to, **filters),
        kinds=tuple(None if value == _NO_KIND else ClaimKind(value) for value in kind),
        strengths=tuple(ClaimStrength(value) for value in strength),
        by=by,
        to=to,
        about=about_date,
        statuses=tuple(Status) if "any" in claim_status else tuple(Status(value) for value in claim_status),
        limit=limit,
        offset=offset,
        sort=sort,
    )
    with open_session(ctx) as database:
        from tracker.workflows.claims import find_claims

        found = find_claims(database, wanted)
        first = next(found, None)
        rows = [] if first is None else list(chain((first,), found))
        print_listing(rows, ClaimRow, COLUMNS, format_)
        if format_ == "table" and rows:
            say(_count_shown(database, wanted, len(rows)))
        if not rows:
            say(_explain_nothing(database, wanted))


@click.group(
    cls=TrackerGroup,
    entries=ENTRIES,
    examples=(
        ("tracker claim edit S1.2 --kind commitment", "it promises"),
        ("tracker claim split S1.1 --at 'common development'", "two claims of one"),
        ("tracker claim reject S1.1", "it is none"),
    ),
)
def claim() -> None:
    """Correct claims by hand; `tracker claims` lists them, `tracker statement show` shows those of a statement.

    A statement with a claim that you decided on keeps its claims whatever the extractor says later.
    """


def _name_kind(row: ClaimRow) -> str:
    return ", ".join(part for part in (row.kind, row.strength) if part) or "–"


def _name_parties(row: ClaimRow) -> str:
    party = " and ".join(row.party) or row.party_as_printed or "–"
    return f"{party} → {' and '.join(row.counterpart)}" if row.counterpart else party


def _count_shown(database: Database, wanted: ClaimFilter, shown: int) -> str:
    from tracker.workflows.claims import count_claims

    total = shown
    if wanted.offset or wanted.limit == shown:
        total = count_claims(database, wanted)
    if total == shown:
        return f"{total:,} claim{'' if total == 1 else 's'}"
    rest = total - wanted.offset - shown
    more = f"; --offset {wanted.offset + shown} shows what follows" if rest else ""
    return f"{shown:,} of {total:,} claims{more}"


def _explain_nothing(database: Database, wanted: ClaimFilter) -> str:
    from tracker.workflows.claims import count_claims
    from tracker.workflows.query import list_articles

    if not list_articles(database, limit=1):
        return "no claims: the database holds no articles yet; `tracker ingest PATH` takes some in"
    total = count_claims(database, wanted) if wanted.offset else 0
    if total:
        return f"no claims from --offset {wanted.offset} on; {total:,} match in all"
    looser = {
        "--kind": dataclasses.replace(wanted, kinds=()),
        "--strength": dataclasses.replace(wanted, strengths=()),
        "--by": dataclasses.replace(wanted, by=()),
        "--to": dataclasses.replace(wanted, to=()),
        "--about-date": dataclasses.replace(wanted, about=None),
        "--claim-status": dataclasses.replace(wanted, statuses=()),
        "the filters of their statements": dataclasses.replace(wanted, statements=build_filter()),
    }
    for option, other in looser.items():
        if other != wanted and (total := count_claims(database, other)):
            return f"no claims match all of this; without {option} there {'is' if total == 1 else 'are'} {total:,}"
    if not count_claims(database, ClaimFilter()):
        return "no claims are stored; `tracker reextract` reads the articles anew"
    return "no claims match; try fewer filters, or see `tracker claims --format md` for what there is"
