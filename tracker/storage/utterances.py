"""Utterances: acts of communication that several statements report, made, taken apart and told apart by people.

Every change goes through a journal. That a person said of two statements that they do not report one utterance is kept,
until a person joins them after all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations, product
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.lexicon.sameness import find_differences
from tracker.records import LedgerRow, Manner, StatementFilter, Status
from tracker.records.utterances import UTTERANCE_SORT_KEYS, Report, UtteranceDetail, UtteranceSummary
from tracker.storage.articles import kept
from tracker.storage.conditions import list_conditions
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Statement, Utterance, UtteranceApart, table_of
from tracker.storage.session import Session

_STATEMENT = table_of(Statement)
_UTTERANCE = table_of(Utterance)
_APART = table_of(UtteranceApart)
_ARTICLE = table_of(Article)

_FEWEST = 2

# ------------------------------------------------------------------------------------------------ looking


def list_utterances(
    session: Session,
    wanted: StatementFilter,
    load_actors: Callable[[], Actors],
    *,
    sort: str = "date",
    limit: int | None = None,
) -> list[UtteranceSummary]:
    """The utterances one of whose reports the filter asks for, each with all its reports.

    ``sort`` is one of UTTERANCE_SORT_KEYS, with "-" before it to turn it round: days and numbers run from the lowest,
    reports from the most. Raises UsageError for another, and what the filter's names raise.
    """
    key, turned = sort.removeprefix("-"), sort.startswith("-")
    if key not in UTTERANCE_SORT_KEYS:
        raise UsageError(f"utterances cannot be sorted by {sort!r}; sort by {', '.join(UTTERANCE_SORT_KEYS)}")
    matching = select(_STATEMENT.c.utterance_id).where(_STATEMENT.c.utterance_id.isnot(None))
    for condition in list_conditions(session, wanted, load_actors):
        matching = matching.where(condition)
    columns: dict[str, tuple[ColumnElement[Any], bool]] = {
        "date": (func.min(_STATEMENT.c.dated_from), False),
        "reports": (func.count(), True),
        "id": (_STATEMENT.c.utterance_id, False),
    }
    column, falling = columns[key]
    order = (column.desc() if falling is not turned else column.asc()).nulls_last()
    found = session.execute(
        select(_STATEMENT.c.utterance_id)
        .where(kept(), _STATEMENT.c.utterance_id.in_(matching))
        .group_by(_STATEMENT.c.utterance_id)
        .order_by(order, _STATEMENT.c.utterance_id)
        .limit(limit)
    )
    return _summarise(session, [int(number) for number in found.scalars()])


def read_utterance(session: Session, number: int) -> UtteranceDetail:
    """One utterance with its reports side by side, rejected ones left out; raises NotFoundError where there is none."""
    note = _read_note(session, number)
    members = _list_members(session, [number])[number]
    rows = read_rows(session, members)
    return UtteranceDetail(
        utterance_id=number,
        note=note,
        reports=tuple(
            Report(row, spans) for row, spans in zip(rows, find_differences([row.claim for row in rows]), strict=True)
        ),
    )


def find_utterance_of(session: Session, statement: int) -> int:
    """The utterance that a statement reports; raises NotFoundError where it reports none together with others."""
    row = session.execute(select(_STATEMENT.c.utterance_id).where(_STATEMENT.c.id == statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"no statement {statement}; `tracker statements` lists their numbers")
    if row.utterance_id is None:
        raise NotFoundError(f"S{statement} is in no utterance; `tracker utterance join` puts it into one")
    return int(row.utterance_id)


def list_utterance_numbers(session: Session) -> list[int]:
    """The numbers of the utterances that have reports, the latest first."""
    query = select(_STATEMENT.c.utterance_id).where(kept(), _STATEMENT.c.utterance_id.isnot(None)).distinct()
    return sorted((int(number) for number in session.execute(query).scalars()), reverse=True)


def choose_fullest(rows: Sequence[LedgerRow]) -> LedgerRow:
    """Of several reports the one to show for all: one that quotes before one that does not, the longer, the earlier."""
    return min(rows, key=lambda row: (row.manner == Manner.INDIRECT.value, -len(row.claim), row.statement_id))


def read_apart(session: Session) -> frozenset[tuple[int, int]]:
    """Pairs of statements that a person told apart, the lower number first."""
    return frozenset((int(row.statement_id), int(row.other_id)) for row in session.execute(select(_APART)))


# ------------------------------------------------------------------------------------------------ deciding


def join_statements(
    session: Session,
    journal: Journal,
    statements: Iterable[int],
    utterances: Iterable[int] = (),
    *,
    note: str | None = None,
) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Let statements report one utterance, with all that report the utterances given or that of any of them.

    Gives the utterance's number, the statements that came to it, and the utterances that went into it: of several the
    lowest number stays. Raises NotFoundError, ConflictError for a rejected statement, UsageError for fewer than two.
    """
    named = list(dict.fromkeys(statements))
    rows = _read_statements(session, named)
    for row in rows.values():
        if row.status == Status.REJECTED.value:
            raise ConflictError(f"S{row.id} is rejected; `tracker statement restore S{row.id}` takes it back in")
    there = {*utterances, *(int(row.utterance_id) for row in rows.values() if row.utterance_id is not None)}
    for number in there:
        _read_note(session, number)
    members = _list_members(session, there)
    together = sorted({*named, *(statement for listed in members.values() for statement in listed)})
    if len(together) < _FEWEST:
        raise UsageError("an utterance is joined of two statements or more: `tracker utterance join S3 S12`")
    kept_number = min(there) if there else journal.insert(session, Utterance, {"note": note})
    if there and note is not None:
        journal.update(session, Utterance, kept_number, {"note": note or None})
    came = tuple(number for number in together if number not in members.get(kept_number, ()))
    for number in sorted(there - {kept_number}):
        journal.update_where(session, Statement, {"utterance_id": kept_number}, utterance_id=number)
        journal.delete(session, Utterance, number)
    journal.update_all(session, Statement, came, {"utterance_id": kept_number})
    ruled = [pair for pair in combinations(together, 2) if pair in _apart_among(session, together)]
    journal.delete(session, UtteranceApart, *ruled)
    return kept_number, came, tuple(sorted(there - {kept_number}))


def split_statements(
    session: Session, journal: Journal, number: int, statements: Sequence[int], *, together: bool = False
) -> tuple[tuple[int, ...], int | None]:
    """Take statements out of an utterance, all of them where none is named; they are never proposed for it again.

    Those that go report each an utterance of its own, or with ``together`` one of their own. Gives the statements that
    went, and the number of their utterance if they have one. An utterance that one report is left of is undone as well.
    Raises NotFoundError, UsageError for a statement that is not in it.
    """
    _read_note(session, number)
    members = _list_members(session, [number], rejected=True)[number]
    going = list(dict.fromkeys(statements)) or members
    for statement in going:
        if statement not in members:
            raise UsageError(f"S{statement} is not in U{number}, which has {_name(members)}")
    if together and len(going) in (1, len(members)):
        raise UsageError("--together is for some of the statements, two or more, that make an utterance of their own")
    staying = [statement for statement in members if statement not in going]
    other = journal.insert(session, Utterance, {"note": None}) if together else None
    journal.update_all(session, Statement, going, {"utterance_id": other})
    pairs = [*product(going, staying), *(() if together else combinations(going, 2))]
    tell_apart(session, journal, pairs)
    if len(staying) < _FEWEST:
        journal.update_all(session, Statement, staying, {"utterance_id": None})
        journal.delete(session, Utterance, number)
    return tuple(sorted(going)), other


def tell_apart(session: Session, journal: Journal, pairs: Iterable[tuple[int, int]]) -> int:
    """Keep that the statements of each pair do not report one utterance, and count the pairs of which it is new."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    wanted -= _apart_among(session, {number for pair in wanted for number in pair})
    journal.insert_all(session, UtteranceApart, ({"statement_id": a, "other_id": b} for a, b in sorted(wanted)))
    return len(wanted)


def list_pairs_joined(session: Session, statements: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs among statements that are of one utterance already, the lower number first."""
    rows = _read_statements(session, statements)
    joined = {number: row.utterance_id for number, row in rows.items() if row.utterance_id is not None}
    return {(a, b) for a, b in combinations(sorted(joined), 2) if joined[a] == joined[b]}


def _read_note(session: Session, number: int) -> str | None:
    row = session.execute(select(_UTTERANCE.c.note).where(_UTTERANCE.c.id == number)).one_or_none()
    if row is None:
        raise NotFoundError(f"no utterance {number}; `tracker utterance list` lists their numbers")
    return None if row.note is None else str(row.note)


def _read_statements(session: Session, numbers: Sequence[int]) -> dict[int, Any]:
    query = select(_STATEMENT.c.id, _STATEMENT.c.status, _STATEMENT.c.utterance_id)
    rows = {row.id: row for row in session.execute(query.where(is_among(_STATEMENT.c.id, numbers)))}
    for number in numbers:
        if number not in rows:
            raise NotFoundError(f"no statement {number}; `tracker statements` lists their numbers")
    return rows


def _list_members(session: Session, utterances: Iterable[int], *, rejected: bool = False) -> dict[int, list[int]]:
    """The statements of each utterance in the order in which they were published."""
    members: dict[int, list[int]] = {number: [] for number in utterances}
    query = (
        select(_STATEMENT.c.id, _STATEMENT.c.utterance_id)
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(is_among(_STATEMENT.c.utterance_id, sorted(members)))
        .order_by(_ARTICLE.c.published_start.nulls_last(), _STATEMENT.c.id)
    )
    for row in session.execute(query if rejected else query.where(kept())):
        members[row.utterance_id].append(int(row.id))
    return members


def _apart_among(session: Session, statements: Collection[int]) -> set[tuple[int, int]]:
    query = select(_APART).where(is_among(_APART.c.statement_id, sorted(statements)))
    return {(int(row.statement_id), int(row.other_id)) for row in session.execute(query)}


def _summarise(session: Session, numbers: Sequence[int]) -> list[UtteranceSummary]:
    members = _list_members(session, numbers)
    rows = {row.statement_id: row for row in read_rows(session, [n for listed in members.values() for n in listed])}
    query = select(_UTTERANCE).where(is_among(_UTTERANCE.c.id, numbers))
    notes = {row.id: row.note for row in session.execute(query)}
    summaries = []
    for number in numbers:
        reports = [rows[statement] for statement in members[number]]
        fullest = choose_fullest(reports)
        summaries.append(
            UtteranceSummary(
                utterance_id=number,
                report_count=len(reports),
                said_on=min((row.said_on for row in reports if row.said_on), default=None),
                speaker=fullest.speaker,
                outlets=tuple(dict.fromkeys(row.outlet for row in reports if row.outlet)),
                statement_ids=tuple(members[number]),
                words=fullest.claim,
                note=notes[number],
            )
        )
    return summaries


def _name(statements: Iterable[int]) -> str:
    return ", ".join(f"S{number}" for number in statements)
