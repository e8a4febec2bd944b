"""`tracker commitments` and `tracker commitment show|suggest`: who promised what to whom, and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.claim import STRENGTHS
from tracker.cli.claim_changes import read_claim_id
from tracker.cli.claim_lines import describe_tie
from tracker.cli.completion import complete_commitments, complete_parties
from tracker.cli.help import Entry, SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.marking import mark_hits
from tracker.cli.options import (
    F,
    build_filter,
    database_options,
    format_option,
    least_option,
    limit_option,
    listing_filters,
    read_date,
    said_to_option,
    sort_option,
)
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import open_output, paint, paint_hits, say, show
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json
from tracker.records import ClaimStrength
from tracker.records.claims import ClaimReference
from tracker.records.commitments import (
    COMMITMENT_SORT_KEYS,
    ClaimTie,
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    CommitmentState,
    SuggestedLink,
)

if TYPE_CHECKING:
    from tracker.storage.database import Database

COLUMNS: tuple[ListingColumn[CommitmentRow], ...] = (
    ListingColumn(TableColumn("ID", right=True), lambda row: row.commitment_id),
    ListingColumn(TableColumn("By → to", widest=28, style="source"), lambda row: _name_parties(row)),
    ListingColumn(TableColumn("Due", widest=21), lambda row: row.due or "–"),
    ListingColumn(TableColumn("How firmly", widest=18), lambda row: _name_strength(row)),
    ListingColumn(TableColumn("First made"), lambda row: row.first_made or "–"),
    ListingColumn(TableColumn("Last reaffirmed", optional=True), lambda row: row.last_reaffirmed or "–"),
    ListingColumn(TableColumn("Reports", right=True, optional=True), lambda row: str(row.report_count)),
    ListingColumn(TableColumn("Commitment"), lambda row: row.claim),
)

SUGGESTIONS: tuple[ListingColumn[SuggestedLink], ...] = (
    ListingColumn(TableColumn("Score", right=True), lambda link: f"{link.score:.2f}"),
    ListingColumn(TableColumn("Later", widest=14), lambda link: link.later_id),
    ListingColumn(TableColumn("does", widest=10), lambda link: link.relation),
    ListingColumn(TableColumn("Earlier", widest=14), lambda link: link.earlier_id),
    ListingColumn(TableColumn("On", widest=23, optional=True), lambda link: f"{link.earlier_on} … {link.later_on}"),
    ListingColumn(TableColumn("By", widest=16, style="source"), lambda link: " and ".join(link.party)),
    ListingColumn(TableColumn("Why", widest=32, optional=True), lambda link: "; ".join(link.reasons)),
    ListingColumn(TableColumn("Later claim after the earlier"), lambda link: f"{link.later} ← {link.earlier}"),
)

_GROUP = {
    "show": Entry("Look", "tracker.cli.commitment:show_", "Lay one commitment out in time."),
    "suggest": Entry("Look", "tracker.cli.commitment:suggest", "List later claims that likely are about one."),
    "accept": Entry("Decide", "tracker.cli.commitment_changes:accept", "Link what is proposed."),
    "reject": Entry("Decide", "tracker.cli.commitment_changes:reject", "Say that it is not about it; it stays so."),
    "link": Entry("Decide", "tracker.cli.commitment_changes:link", "Link two claims of one's own choice."),
    "unlink": Entry("Decide", "tracker.cli.commitment_changes:unlink", "Take back what was ruled on a link."),
}


def _which(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Which commitments", **kwargs)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker commitments", "who promised what"),
        ("tracker commitments --by China --to Venezuela", "by whom to whom"),
        ("tracker commitments --strength ready --strength hope", "the soft ones"),
        ("tracker commitments --due 2030 --sort due", "what falls due by the end of 2030, the next first"),
        ("tracker commitments --sort reports --format csv", "the most reported, for a spreadsheet"),
    ),
)
@_which(
    "--by", metavar="PARTY", multiple=True, shell_complete=complete_parties, help="Whom it binds. Repeat for several."
)
@_which(
    "--to", metavar="PARTY", multiple=True, shell_complete=complete_parties, help="Toward whom. Repeat for several."
)
@_which("--due", metavar="BEFORE", callback=read_date, help="What falls due on this date or before: 2030, 2026-05.")
@_which(
    "--strength",
    type=click.Choice(STRENGTHS),
    multiple=True,
    help="How firm its last promise is: will, agree, ready, hope, explore. Repeat for several.",
)
@listing_filters("to")
@said_to_option
@limit_option
@sort_option(COMMITMENT_SORT_KEYS)
@format_option
@database_options
@click.pass_context
def commitments(
    ctx: click.Context,
    /,
    by: tuple[str, ...],
    to: tuple[str, ...],
    due: str | None,
    strength: tuple[str, ...],
    said_to: tuple[str, ...],
    limit: int | None,
    sort: str,
    format_: str,
    **filters: Any,
) -> None:
    """List who promised what to whom: by when, how firmly, first made and last reaffirmed, and by how many reports.

    A line is a commitment with all later claims that you linked to it (`tracker commitment`); a claim that is linked to
    none stands alone. Filters keep the commitments one of whose promises they ask for. The number, S12.1, is that of
    the first promise. Due is a date that a promise names which lay ahead when it was said. Of a commitment that was
    dropped or fulfilled it is told beside its strength. Promises of the talk itself ("I'll come back to that") are left
    out; `tracker claims --kind commitment` has them, and `tracker claim confirm` takes one in.
    """
    wanted = CommitmentFilter(
        statements=build_filter(to=said_to, **filters),
        by=by,
        to=to,
        due=due,
        strengths=tuple(ClaimStrength(value) for value in strength),
        limit=limit,
        sort=sort,
    )
    with open_session(ctx) as database:
        from tracker.workflows.commitments import list_commitments

        rows = list_commitments(database, wanted)
        print_listing(rows, CommitmentRow, COLUMNS, format_)
        if not rows:
            say(_explain_nothing(database, wanted))
        elif format_ == "table":
            say(f"{len(rows):,} commitment{'' if len(rows) == 1 else 's'}{' at most' if len(rows) == limit else ''}")


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ("tracker commitment suggest", "which later claims likely are about an earlier commitment"),
        ("tracker commitment accept S13.1", "link what is proposed of S13.1"),
        ("tracker commitment show S1.2", "what became of it, in time"),
    ),
)
def commitment() -> None:
    """Follow commitments: which later claims reaffirm, harden, soften, drop or fulfil an earlier one.

    The program proposes, you rule, and the ruling is kept with its --reason; what is rejected is not proposed again.
    Claims stay as they are. All of it is told in `tracker history` and taken back by `tracker undo`.
    """


@click.command(
    "show",
    cls=TrackerCommand,
    examples=(
        ("tracker commitment show S1.2", "what became of it"),
        ("tracker commitment show S1.2 --format json", "for a script"),
    ),
)
@click.argument("claim", metavar="CLAIM", callback=read_claim_id, shell_complete=complete_commitments)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_options
@click.pass_context
def show_(ctx: click.Context, claim: ClaimReference, format_: str) -> None:
    """Lay out in time the commitment in which a claim stands: each claim with what it does to the ones before.

    The words that decide how firm a claim is are marked ⟪so⟫ or coloured. Each link stands below its later claim with
    the reason that was given, and rejected links stand at the end.
    """
    from tracker.workflows.commitments import show_commitment

    with open_session(ctx) as database:
        detail = show_commitment(database, claim)
    if format_ == "json":
        open_output().write(dump_json(_to_object(detail), indent=2) + "\n")
    else:
        _print_detail(detail)


@click.command(
    "suggest",
    cls=TrackerCommand,
    examples=(
        ("tracker commitment suggest", "the likeliest first"),
        ("tracker commitment suggest --speaker xi --since 2025", "of somebody, from a day on"),
        ("tracker commitment suggest --least 0.8 --format csv", "the surest, for a spreadsheet"),
    ),
)
@least_option
@limit_option
@listing_filters()
@format_option
@database_options
@click.pass_context
def suggest(ctx: click.Context, /, least: float, limit: int | None, format_: str, **filters: Any) -> None:
    """List later claims that likely are about an earlier commitment of the same party, with the reasons.

    Compared are the words that carry the matter, the rarer the more they weigh. What a claim does is told by strength
    (hardens, softens, reaffirms), by words that take back or refuse (drops), and by a past tense (fulfils). Each
    later claim is proposed for one earlier at most. `accept` and `reject` take the later claim's number.
    """
    from tracker.workflows.commitments import suggest_links

    with open_session(ctx) as database:
        found = suggest_links(database, build_filter(**filters), least=least, limit=limit)
    print_listing(found, SuggestedLink, SUGGESTIONS, format_)
    if found and format_ == "table":
        first = found[0].later_id
        say(f"to link the first: tracker commitment accept {first}; to have it never proposed again: reject {first}")
    elif not found:
        say("no later claim looks like an earlier commitment; a lower --least shows what is less alike")


def _name_parties(row: CommitmentRow) -> str:
    party = " and ".join(row.party) or row.party_as_printed or "–"
    return f"{party} → {' and '.join(row.counterpart)}" if row.counterpart else party


def _name_strength(row: CommitmentRow) -> str:
    if row.state != CommitmentState.STANDING.value:
        return row.state
    steps = [row.first_strength or "–", row.strength or "–"]
    return " → ".join(dict.fromkeys(steps))


def _print_detail(detail: CommitmentDetail) -> None:
    row = detail.row
    reports = f"{row.report_count} report{'' if row.report_count == 1 else 's'}"
    parts = [row.commitment_id, _name_parties(row), _name_strength(row), f"due {row.due}" if row.due else "", reports]
    show(paint(" · ".join(flatten(part) for part in parts if part), "heading"))
    for step in detail.steps:
        show()
        claim = step.stored.claim
        kind = ", ".join(part.value for part in (claim.kind, claim.strength) if part is not None)
        who = [step.on or "undated", step.stored.reference, step.speaker or "unresolved", step.outlet or "", kind]
        show(paint(" · ".join(flatten(part) for part in who if part), "source"))
        show(f"  {paint_hits(flatten(mark_hits(claim.text, step.marks)))}")
        for tie in step.ties:
            show(f"  {paint(describe_tie(tie), 'faint')}")
    if detail.rejected:
        show()
        for tie in detail.rejected:
            show(paint(f"{tie.later} {describe_tie(tie)}", "faint"))


def _to_object(detail: CommitmentDetail) -> dict[str, object]:
    return dataclasses.asdict(detail.row) | {
        "steps": [
            {
                "claim_id": step.stored.reference,
                "on": step.on,
                "speaker": step.speaker,
                "outlet": step.outlet,
                "kind": step.stored.claim.kind,
                "strength": step.stored.claim.strength,
                "claim": step.stored.claim.text,
                "strength_words": [
                    {"start": start, "end": end, "text": step.stored.claim.text[start:end]} for start, end in step.marks
                ],
                "links": [_tie_object(tie) for tie in step.ties],
            }
            for step in detail.steps
        ],
        "rejected": [_tie_object(tie) for tie in detail.rejected],
    }


def _tie_object(tie: ClaimTie) -> dict[str, object]:
    return dataclasses.asdict(tie) | {"later": str(tie.later), "earlier": str(tie.earlier)}


def _explain_nothing(database: Database, wanted: CommitmentFilter) -> str:
    from tracker.workflows.commitments import count_commitments

    looser = {
        "--strength": dataclasses.replace(wanted, strengths=()),
        "--due": dataclasses.replace(wanted, due=None),
        "--by": dataclasses.replace(wanted, by=()),
        "--to": dataclasses.replace(wanted, to=()),
        "the filters of their statements": dataclasses.replace(wanted, statements=build_filter()),
    }
    for option, other in looser.items():
        if other != wanted and (total := count_commitments(database, other)):
            return f"no commitments match all of this; without {option} there {'is' if total == 1 else 'are'} {total:,}"
    return "no commitments; `tracker claims` lists whatever was claimed, `tracker ingest PATH` takes articles in"
