"""`tracker utterance accept|reject|join|split`: which statements report one utterance, decided by people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from tracker.cli.asking import confirm, confirm_options, dry_run_option
from tracker.cli.coding import read_statement_ids
from tracker.cli.completion import complete_utterances
from tracker.cli.done import tell_done
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.listing import print_listing
from tracker.cli.options import build_filter, database_options, least_option, listing_filters
from tracker.cli.session import open_session
from tracker.cli.terminal import say
from tracker.cli.utterance import SUGGESTIONS, read_utterance_id
from tracker.records import StatementFilter
from tracker.records.utterances import SuggestedUtterance

_SHOWN = 20  # proposals that are listed before it is asked whether to join them


def read_members(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> list[tuple[str, int]]:
    """Take statements, S12 or 12, and utterances, U3; a callback."""
    members = []
    for given in value:
        letter, number = read_utterance_id(ctx, param, given)
        members.append((letter if given.strip()[0].isalpha() else "S", number))
    return members


@click.command(
    "accept",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance accept S1", "the proposal in which S1 stands"),
        ("tracker utterance accept --above 0.9 --dry-run", "all from a score on: what it would come to"),
        ("tracker utterance accept --above 0.9 --speaker xi --yes", "of one speaker, without asking"),
    ),
)
@click.argument("numbers", metavar="[ID]...", nargs=-1, callback=read_statement_ids)
@click.option(
    "--above",
    metavar="SCORE",
    type=click.FloatRange(0.1, 1),
    cls=SectionOption,
    section="Filters",
    help="All that have this score or more.",
)
@least_option
@listing_filters()
@confirm_options
@database_options
@click.pass_context
def accept(
    ctx: click.Context,
    /,
    numbers: list[int],
    above: float | None,
    least: float,
    dry_run: bool,
    yes: bool,
    **filters: Any,
) -> None:
    """Join what `tracker utterance suggest` proposes: the proposals in which these statements stand, or all --above.

    Several are listed and asked about first. With --least lower than it is, less likely proposals can be named.
    """
    from tracker.workflows.utterances import accept_proposals, find_proposals, suggest_utterances

    wanted = build_filter(**filters)
    if (above is None) == (not numbers):
        raise click.UsageError("say which: statements such as S3 S12, or all --above a score")
    if numbers and wanted != StatementFilter():
        raise click.UsageError("filters narrow what --above joins; with numbers there is nothing to narrow")
    with open_session(ctx) as database:
        if above is None:
            chosen = find_proposals(database, numbers, least=least)
        else:
            chosen = suggest_utterances(database, wanted, least=above)
        if not chosen:
            say(f"nothing is proposed with a score of {above:.2f} or more")
            return
        if dry_run or (len(chosen) > 1 and not yes):
            shown = chosen if dry_run else chosen[:_SHOWN]
            print_listing(shown, SuggestedUtterance, SUGGESTIONS, "table")
            if len(shown) < len(chosen):
                say(f"and {len(chosen) - len(shown):,} more; --dry-run lists them all")
        if dry_run:
            say(f"{_count(chosen)} would be joined; nothing was done")
        elif len(chosen) == 1 or confirm(f"Join {_count(chosen)}?", yes=yes):
            tell_done(accept_proposals(database, chosen))


@click.command(
    "reject",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance reject S1", "the proposal in which S1 stands"),
        ("tracker utterance reject S1 --alone", "only S1 does not belong to the others"),
    ),
)
@click.argument("numbers", metavar="ID...", nargs=-1, required=True, callback=read_statement_ids)
@click.option("--alone", is_flag=True, help="Only these do not belong to the others of their proposals.")
@least_option
@dry_run_option
@database_options
@click.pass_context
def reject(ctx: click.Context, numbers: list[int], alone: bool, least: float, dry_run: bool) -> None:
    """Say that what is proposed does not report one utterance, so that it is never proposed again.

    It stays so when articles are read again. Joining the statements by hand takes it back, and so does `tracker undo`.
    """
    from tracker.workflows.utterances import find_proposals, reject_proposals

    with open_session(ctx) as database:
        chosen = find_proposals(database, numbers, least=least)
        report = reject_proposals(database, chosen, only=numbers if alone else (), dry_run=dry_run)
        tell_done(report, dry_run=dry_run)


@click.command(
    "join",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance join S1 S6", "two statements are reports of one utterance"),
        ("tracker utterance join U1 S3", "one more report of it"),
        ('tracker utterance join S1 S6 --note "talks in Moscow"', "with a note"),
    ),
)
@click.argument("members", metavar="ID...", nargs=-1, required=True, callback=read_members)
@click.option("--note", metavar="TEXT", help="A note to keep with the utterance; empty takes it off.")
@dry_run_option
@database_options
@click.pass_context
def join(ctx: click.Context, members: list[tuple[str, int]], note: str | None, dry_run: bool) -> None:
    """Say that statements report one utterance: S12 a statement, U3 all reports of an utterance.

    A statement that is in an utterance already brings the others of it along; of several utterances the lowest number
    stays. The statements themselves stay as they are.
    """
    from tracker.workflows.utterances import join_statements

    statements = [number for letter, number in members if letter == "S"]
    into = [number for letter, number in members if letter == "U"]
    with open_session(ctx) as database:
        tell_done(join_statements(database, statements, into, note=note, dry_run=dry_run), dry_run=dry_run)


@click.command(
    "split",
    cls=TrackerCommand,
    examples=(
        ("tracker utterance split U1 S6", "S6 reports something else"),
        ("tracker utterance split U1 S6 S7 --together", "those two report another one"),
        ("tracker utterance split U1", "each of its statements reports one of its own"),
    ),
)
@click.argument("named", metavar="UTTERANCE", callback=read_utterance_id, shell_complete=complete_utterances)
@click.argument("numbers", metavar="[ID]...", nargs=-1, callback=read_statement_ids)
@click.option("--together", is_flag=True, help="Those that go make an utterance of their own.")
@dry_run_option
@database_options
@click.pass_context
def split(ctx: click.Context, named: tuple[str, int], numbers: list[int], together: bool, dry_run: bool) -> None:
    """Take statements out of an utterance, or without any undo it whole.

    They are not proposed for it again. An utterance that one statement is left of is no more.
    """
    from tracker.workflows.utterances import show_utterance, split_utterance

    letter, number = named
    with open_session(ctx) as database:
        if letter == "S":
            number = show_utterance(database, statement=number).utterance_id
        tell_done(split_utterance(database, number, numbers, together=together, dry_run=dry_run), dry_run=dry_run)


def _count(proposals: Sequence[SuggestedUtterance]) -> str:
    statements = sum(len(proposal.statement_ids) for proposal in proposals)
    return f"{statements:,} statements as {len(proposals):,} utterance{'' if len(proposals) == 1 else 's'}"
