"""Commitments: who promised what to whom, as threads of claims that the machine proposes and people link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.errors import NotFoundError
from tracker.records import StatementFilter
from tracker.records.claims import ClaimReference
from tracker.records.commitments import (
    CommitmentDetail,
    CommitmentFilter,
    CommitmentRow,
    LinkOrigin,
    LinkRelation,
    LinkStatus,
    SuggestedLink,
)
from tracker.revisions import HandReport
from tracker.storage import claim_links, commitment_proposals, commitments
from tracker.storage.claim_changes import read_claim
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import list_numbers
from tracker.storage.session import Session
from tracker.workflows.query import load_actors
from tracker.workflows.shortening import shorten
from tracker.workflows.writing import Told, write_by_hand

LEAST = 0.5
"""The score from which on links are proposed, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person rules of one pair of claims."""

    later: ClaimReference
    earlier: ClaimReference
    relation: LinkRelation
    status: LinkStatus = LinkStatus.ACCEPTED
    origin: LinkOrigin = LinkOrigin.HAND


# ------------------------------------------------------------------------------------------------ looking


def list_commitments(database: Database, wanted: CommitmentFilter | None = None) -> list[CommitmentRow]:
    """The commitments that the filter asks for, in its order.

    Raises what find_claims does for the filter's names, and UsageError for an order that there is not.
    """
    with database.read() as session:
        return commitments.list_commitments(session, wanted or CommitmentFilter(), load_actors)


def count_commitments(database: Database, wanted: CommitmentFilter) -> int:
    """How many commitments answer to a filter, whatever its limit; raises what list_commitments does."""
    with database.read() as session:
        return commitments.count_commitments(session, wanted, load_actors)


def show_commitment(database: Database, claim: ClaimReference) -> CommitmentDetail:
    """The commitment in whose thread a claim stands, laid out in time; raises NotFoundError where it is in none."""
    with database.read() as session:
        return commitments.read_commitment(session, claim)


def suggest_links(
    database: Database, wanted: StatementFilter | None = None, *, least: float = LEAST, limit: int | None = None
) -> list[SuggestedLink]:
    """Later claims that likely are about an earlier commitment, the likeliest first; nothing is linked.

    ``wanted`` keeps those one of whose statements it asks for; raises what find_statements does for its names.
    """
    with database.read() as session:
        asks = wanted is not None and wanted != StatementFilter()
        among = frozenset(list_numbers(session, wanted, load_actors)) if wanted is not None and asks else None
        return commitment_proposals.suggest_links(session, least=least, among=among, limit=limit)


def find_proposals(
    database: Database, claims: Sequence[ClaimReference], *, least: float = LEAST
) -> list[SuggestedLink]:
    """What is proposed of later claims; raises NotFoundError for one of which nothing of ``least`` or more is."""
    with database.read() as session:
        for claim in claims:
            read_claim(session, claim)
        among = frozenset(claim.statement_id for claim in claims)
        found = {link.later_id: link for link in commitment_proposals.suggest_links(session, least=least, among=among)}
    for claim in claims:
        if str(claim) not in found:
            raise NotFoundError(
                f"no link of {claim} to an earlier commitment is proposed with {least:.2f} or more; `tracker "
                "commitment suggest --least 0.3` shows less likely ones, `tracker commitment link` links without one"
            )
    return [found[str(claim)] for claim in dict.fromkeys(claims)]


def commitment_numbers(database: Database) -> list[str]:
    """The numbers of commitments to complete what was typed, the latest first."""
    with database.read() as session:
        return commitments.list_commitment_numbers(session)


# ------------------------------------------------------------------------------------------------ ruling


def rule_on_links(
    database: Database,
    rulings: Sequence[Ruling],
    *,
    reason: str | None = None,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Keep what a person rules of pairs of claims, all with one reason, as one entry of the history.

    Raises NotFoundError for a claim that is not there, and what rule_on_link does.
    """

    def work(session: Session, journal: Journal) -> Told:
        done, unchanged = [], []
        for ruling in rulings:
            later, earlier = read_claim(session, ruling.later), read_claim(session, ruling.earlier)
            changed = claim_links.rule_on_link(
                session,
                journal,
                later,
                earlier,
                ruling.relation,
                status=ruling.status,
                origin=ruling.origin,
                reason=reason,
            )
            pair = f"{ruling.later} {ruling.relation.tell(ruling.status)} {ruling.earlier}"
            if changed:
                done.append(f"{pair}: “{shorten(later.claim.text)}” after “{shorten(earlier.claim.text)}”")
            else:
                unchanged.append(f"{pair}: so already")
        statements = tuple(ruling.later.statement_id for ruling in rulings)
        return Told(tuple(done), tuple(unchanged), statements)

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def unlink_claims(
    database: Database,
    later: ClaimReference,
    earlier: ClaimReference,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Take back what was ruled on a link, accepted or rejected, so that it may be proposed again.

    Raises NotFoundError where there is no such claim or nothing was ruled.
    """

    def work(session: Session, journal: Journal) -> Told:
        claim_links.forget_link(session, journal, read_claim(session, later), read_claim(session, earlier))
        return Told((f"{later} and {earlier}: nothing is ruled on them any more",), statements=(later.statement_id,))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)
