"""Claims asked for: which of them a filter means, as they are told with their statements."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.records.claims import ClaimFilter, ClaimRow
from tracker.storage import claim_listing
from tracker.storage.database import Database
from tracker.workflows.query import load_actors


def find_claims(database: Database, wanted: ClaimFilter) -> Iterator[ClaimRow]:
    """The claims that the filter asks for, in its order, read as they are taken.

    Raises, when the first is taken, what find_statements does for the statements' filter, and NotFoundError with
    suggestions for a party that no claim has.
    """
    with database.read() as session:
        yield from claim_listing.stream_claims(session, wanted, load_actors)


def count_claims(database: Database, wanted: ClaimFilter) -> int:
    """How many claims the filter asks for, whatever its limit and offset; raises what find_claims does."""
    with database.read() as session:
        return claim_listing.count_claims(session, wanted, load_actors)


def party_names(database: Database, prefix: str) -> list[str]:
    """Names of parties to complete what was typed, the most frequent first."""
    with database.read() as session:
        return claim_listing.list_party_names(session, prefix)
