"""`tracker commitment accept|reject|link|unlink`: what later claims do to earlier commitments, ruled on by people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tracker.cli.asking import dry_run_option
from tracker.cli.claim_changes import read_claim_id, read_claim_ids
from tracker.cli.completion import complete_commitments
from tracker.cli.done import tell_done
from tracker.cli.help import TrackerCommand
from tracker.cli.options import F, database_options, least_option
from tracker.cli.session import open_session
from tracker.records.claims import ClaimReference
from tracker.records.commitments import LinkOrigin, LinkRelation, LinkStatus

RELATIONS = tuple(relation.value for relation in LinkRelation)


def _reason_option(command: F) -> F:
    return click.option("--reason", metavar="TEXT", help="Why, to keep with the ruling; '' takes it off.")(command)


def _claims_argument(command: F) -> F:
    return click.argument(
        "claims",
        metavar="CLAIM...",
        nargs=-1,
        required=True,
        callback=read_claim_ids,
        shell_complete=complete_commitments,
    )(command)


def _pair_arguments(command: F) -> F:
    for name in ("earlier", "later"):
        command = click.argument(
            name, metavar=name.upper(), callback=read_claim_id, shell_complete=complete_commitments
        )(command)
    return command


@click.command(
    "accept",
    cls=TrackerCommand,
    examples=(
        ("tracker commitment accept S13.1", "what is proposed of S13.1"),
        ('tracker commitment accept S13.1 --as reaffirms --reason "no change of mind"', "as something else, and why"),
    ),
)
@_claims_argument
@click.option("--as", "relation", type=click.Choice(RELATIONS), help="What it does, where the proposal is wrong.")
@_reason_option
@least_option
@dry_run_option
@database_options
@click.pass_context
def accept(
    ctx: click.Context,
    claims: Sequence[ClaimReference],
    relation: str | None,
    reason: str | None,
    least: float,
    dry_run: bool,
) -> None:
    """Link later claims to the earlier commitments that `tracker commitment suggest` proposes for them."""
    _rule(ctx, claims, LinkStatus.ACCEPTED, relation, reason, least, dry_run)


@click.command(
    "reject",
    cls=TrackerCommand,
    examples=(
        ("tracker commitment reject S13.1", "what is proposed of S13.1"),
        ('tracker commitment reject S13.1 --reason "another matter"', "and why"),
    ),
)
@_claims_argument
@_reason_option
@least_option
@dry_run_option
@database_options
@click.pass_context
def reject(
    ctx: click.Context, claims: Sequence[ClaimReference], reason: str | None, least: float, dry_run: bool
) -> None:
    """Say that later claims are not about the commitments proposed for them; those pairs are not proposed again."""
    _rule(ctx, claims, LinkStatus.REJECTED, None, reason, least, dry_run)


@click.command(
    "link",
    cls=TrackerCommand,
    examples=(
        ("tracker commitment link S10.1 S8.1 --as hardens", "S10.1 promises more firmly what S8.1 did"),
        ('tracker commitment link S13.1 S1.2 --as softens --reason "will became ready to"', "and why"),
    ),
)
@_pair_arguments
@click.option(
    "--as", "relation", type=click.Choice(RELATIONS), required=True, help="What the later does to the earlier."
)
@_reason_option
@dry_run_option
@database_options
@click.pass_context
def link(
    ctx: click.Context,
    later: ClaimReference,
    earlier: ClaimReference,
    relation: str,
    reason: str | None,
    dry_run: bool,
) -> None:
    """Say what the claim LATER does to the commitment EARLIER, in place of whatever was ruled on the two before."""
    from tracker.workflows.commitments import Ruling, rule_on_links

    with open_session(ctx) as database:
        ruling = Ruling(later, earlier, LinkRelation(relation))
        tell_done(rule_on_links(database, [ruling], reason=reason, dry_run=dry_run), dry_run=dry_run)


@click.command(
    "unlink",
    cls=TrackerCommand,
    examples=(("tracker commitment unlink S11.1 S1.2", "nothing is ruled on the two any more"),),
)
@_pair_arguments
@dry_run_option
@database_options
@click.pass_context
def unlink(ctx: click.Context, later: ClaimReference, earlier: ClaimReference, dry_run: bool) -> None:
    """Take back what was ruled on the claim LATER and the commitment EARLIER, accepted or rejected.

    They may then be proposed again; `reject` has them never proposed.
    """
    from tracker.workflows.commitments import unlink_claims

    with open_session(ctx) as database:
        tell_done(unlink_claims(database, later, earlier, dry_run=dry_run), dry_run=dry_run)


def _rule(
    ctx: click.Context,
    claims: Sequence[ClaimReference],
    status: LinkStatus,
    relation: str | None,
    reason: str | None,
    least: float,
    dry_run: bool,
) -> None:
    from tracker.workflows.commitments import Ruling, find_proposals, rule_on_links

    with open_session(ctx) as database:
        rulings = [
            Ruling(
                ClaimReference.of(link.later_id),
                ClaimReference.of(link.earlier_id),
                LinkRelation(relation or link.relation),
                status,
                LinkOrigin.MACHINE,
            )
            for link in find_proposals(database, claims, least=least)
        ]
        tell_done(rule_on_links(database, rulings, reason=reason, dry_run=dry_run), dry_run=dry_run)
