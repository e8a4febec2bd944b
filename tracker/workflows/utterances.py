"""Utterances: which statements report one, proposed by the machine and decided by people, and shown side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tracker.errors import NotFoundError
from tracker.records import StatementFilter
from tracker.records.utterances import SuggestedUtterance, UtteranceDetail, UtteranceSummary
from tracker.revisions import HandReport
from tracker.storage import proposing, utterances
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import list_numbers
from tracker.storage.session import Session
from tracker.workflows.query import load_actors
from tracker.workflows.shortening import shorten
from tracker.workflows.writing import Told, write_by_hand

LEAST = 0.5
"""The score from which on statements are proposed as one utterance, unless another is asked for."""


# ------------------------------------------------------------------------------------------------ looking


def suggest_utterances(
    database: Database, wanted: StatementFilter | None = None, *, least: float = LEAST, limit: int | None = None
) -> list[SuggestedUtterance]:
    """Statements that likely report one utterance, the likeliest first; nothing is joined.

    ``wanted`` keeps those one of whose statements it asks for; raises what find_statements does for its names.
    """
    with database.read() as session:
        return _suggest(session, wanted, least=least, limit=limit)


def find_proposals(database: Database, statements: Sequence[int], *, least: float = LEAST) -> list[SuggestedUtterance]:
    """The proposals in which statements stand; raises NotFoundError for one that is in none of ``least`` or more."""
    with database.read() as session:
        found = proposing.suggest_utterances(session, least=least, among=statements)
    proposed = {number for proposal in found for number in proposal.statement_ids}
    for number in statements:
        if number not in proposed:
            raise NotFoundError(
                f"S{number} is in no proposal of {least:.2f} or more; `tracker utterance suggest --least 0.3` shows "
                "less likely ones, `tracker utterance join` joins without one"
            )
    return found


def list_utterances(
    database: Database, wanted: StatementFilter | None = None, *, sort: str = "date", limit: int | None = None
) -> list[UtteranceSummary]:
    """The utterances one of whose reports the filter asks for; raises what find_statements does, and UsageError."""
    with database.read() as session:
        return utterances.list_utterances(session, wanted or StatementFilter(), load_actors, sort=sort, limit=limit)


def show_utterance(database: Database, number: int | None = None, *, statement: int | None = None) -> UtteranceDetail:
    """One utterance with its reports side by side, by its number or by one of its statements; raises NotFoundError."""
    with database.read() as session:
        if number is None:
            assert statement is not None, "an utterance is named by its number or by a statement"
            number = utterances.find_utterance_of(session, statement)
        return utterances.read_utterance(session, number)


def utterance_numbers(database: Database) -> list[int]:
    """The numbers of utterances to complete what was typed, the latest first."""
    with database.read() as session:
        return utterances.list_utterance_numbers(session)


# ------------------------------------------------------------------------------------------------ deciding


def join_statements(
    database: Database,
    statements: Sequence[int],
    into: Sequence[int] = (),
    *,
    note: str | None = None,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Say that statements report one utterance, together with whatever the utterances ``into`` have.

    Raises NotFoundError, ConflictError for a rejected statement, UsageError for fewer than two.
    """

    def work(session: Session, journal: Journal) -> Told:
        number, came, gone = utterances.join_statements(session, journal, statements, into, note=note)
        if not came and journal.entry is None:
            return Told(unchanged=(f"U{number} is so already",))
        return Told((_tell_join(session, number, gone),), statements=came)

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def split_utterance(
    database: Database,
    number: int,
    statements: Sequence[int] = (),
    *,
    together: bool = False,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Take statements out of an utterance, or with none named undo it whole, so that it is never proposed again.

    With ``together`` those that go make an utterance of their own. Raises NotFoundError and UsageError.
    """

    def work(session: Session, journal: Journal) -> Told:
        going, other = utterances.split_statements(session, journal, number, statements, together=together)
        left = utterances.list_utterance_numbers(session)
        lines = [f"{_name(going)} {'is' if len(going) == 1 else 'are'} out of U{number}"]
        if other is not None:
            lines.append(f"{_name(going)} are U{other}")
        if number not in left:
            lines.append(f"U{number} is no more")
        return Told(tuple(lines), statements=going)

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def accept_proposals(
    database: Database,
    proposals: Sequence[SuggestedUtterance],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Join what is proposed, each proposal as one utterance; raises what join_statements does."""

    def work(session: Session, journal: Journal) -> Told:
        came: list[int] = []
        lines = []
        for proposal in proposals:
            number, joined, gone = utterances.join_statements(session, journal, proposal.statement_ids)
            came += joined
            lines.append(_tell_join(session, number, gone))
        return Told(tuple(lines), statements=tuple(came))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def reject_proposals(
    database: Database,
    proposals: Sequence[SuggestedUtterance],
    *,
    only: Sequence[int] = (),
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Say that what is proposed is not one utterance, which is kept so that it is never proposed again.

    With ``only`` it is these statements that do not belong to the others, which may still be one. Statements that are
    joined already stay so.
    """

    def work(session: Session, journal: Journal) -> Told:
        lines = []
        told: list[int] = []
        for proposal in proposals:
            named = [number for number in proposal.statement_ids if number in only]
            pairs = [p for p in combinations(proposal.statement_ids, 2) if not only or not set(p).isdisjoint(named)]
            joined = utterances.list_pairs_joined(session, proposal.statement_ids)
            utterances.tell_apart(session, journal, [pair for pair in pairs if pair not in joined])
            told += named or proposal.statement_ids
            others = [number for number in proposal.statement_ids if number not in named]
            who = f"{_name(named)} from {_name(others)}" if named and others else _name(proposal.statement_ids)
            lines.append(f"{who} told apart: “{shorten(proposal.words)}”")
        return Told(tuple(lines), statements=tuple(told))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def _suggest(
    session: Session, wanted: StatementFilter | None, *, least: float, limit: int | None = None
) -> list[SuggestedUtterance]:
    asks = wanted is not None and wanted != StatementFilter()
    among = frozenset(list_numbers(session, wanted, load_actors)) if wanted is not None and asks else None
    return proposing.suggest_utterances(session, least=least, among=among, limit=limit)


def _tell_join(session: Session, number: int, gone: Sequence[int]) -> str:
    detail = utterances.read_utterance(session, number)
    rows = [report.row for report in detail.reports]
    fullest = utterances.choose_fullest(rows)
    went = f", with what was {', '.join(f'U{other}' for other in gone)}" if gone else ""
    who = f"{fullest.speaker}, " if fullest.speaker else ""
    numbers = " ".join(f"S{row.statement_id}" for row in rows)
    return f"U{number}: {numbers}{went}: {who}“{shorten(fullest.claim)}”"


def _name(statements: Sequence[int]) -> str:
    return ", ".join(f"S{number}" for number in statements)
