"""Utterances proposed: statements tied to each other, beside those that are joined already and those told apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.records.utterances import SuggestedUtterance
from tracker.storage.articles import kept
from tracker.storage.ledger import read_rows
from tracker.storage.likelihood import Tie
from tracker.storage.lists import is_among
from tracker.storage.models import Statement, table_of
from tracker.storage.repeats import find_ties
from tracker.storage.session import Session
from tracker.storage.utterances import choose_fullest, read_apart

_STATEMENT = table_of(Statement)


@dataclass(eq=False, slots=True)
class _Gathered:
    """Statements that may report one utterance, and the weakest of the ties that brought them together."""

    members: list[int]
    utterance_id: int | None = None
    weakest: Tie | None = None


def suggest_utterances(
    session: Session, *, least: float, among: Collection[int] | None = None, limit: int | None = None
) -> list[SuggestedUtterance]:
    """What is likely one utterance with a score of ``least`` or more, the likeliest first.

    A statement is in one proposal at most, and a proposal has one statement of an article at most. ``among`` keeps
    those with one of these statements.
    """
    ties = find_ties(session, least=least)
    gathered = _gather(session, ties)
    found = [group for group in gathered if among is None or not set(among).isdisjoint(group.members)]
    found.sort(key=lambda group: (-_score(group), -len(group.members), min(group.members)))
    return [_tell(session, group) for group in found[:limit]]


def _gather(session: Session, ties: Sequence[Tie]) -> list[_Gathered]:
    """Join by the likeliest ties first, where half of the statements or more on either side are tied to each other."""
    tied = {(tie.one, tie.other) for tie in ties}
    numbers = {number for pair in tied for number in pair}
    article, groups = _read_standing(session, numbers)
    apart = read_apart(session)
    for tie in ties:
        ours, theirs = groups[tie.one], groups[tie.other]
        if ours is theirs:
            continue
        pairs = [(min(a, b), max(a, b)) for a in ours.members for b in theirs.members]
        if any(pair in apart for pair in pairs) or any(article[a] == article[b] for a, b in pairs):
            continue
        if 2 * sum(pair in tied for pair in pairs) < len(pairs):
            continue
        if ours.utterance_id is None or (theirs.utterance_id is not None and theirs.utterance_id < ours.utterance_id):
            ours, theirs = theirs, ours
        ours.members += theirs.members
        ours.weakest = min((t for t in (ours.weakest, theirs.weakest, tie) if t is not None), key=lambda t: t.score)
        for number in theirs.members:
            groups[number] = ours
    return list({id(group): group for group in groups.values() if group.weakest is not None}.values())


def _read_standing(session: Session, numbers: Collection[int]) -> tuple[dict[int, int], dict[int, _Gathered]]:
    """The article of each statement, and what it is in to begin with: the utterance that it is joined to, or alone."""
    columns = (_STATEMENT.c.id, _STATEMENT.c.article_id, _STATEMENT.c.utterance_id)
    rows = session.execute(select(*columns).where(is_among(_STATEMENT.c.id, sorted(numbers)))).all()
    joined = sorted({row.utterance_id for row in rows if row.utterance_id is not None})
    members = session.execute(select(*columns).where(is_among(_STATEMENT.c.utterance_id, joined), kept())).all()
    article = {row.id: row.article_id for row in (*rows, *members)}
    utterances = {number: _Gathered([], number) for number in joined}
    groups: dict[int, _Gathered] = {}
    for row in members:
        utterances[row.utterance_id].members.append(row.id)
        groups[row.id] = utterances[row.utterance_id]
    for row in rows:
        groups.setdefault(row.id, _Gathered([row.id]))
    return article, groups


def _score(group: _Gathered) -> float:
    assert group.weakest is not None
    return group.weakest.score


def _tell(session: Session, group: _Gathered) -> SuggestedUtterance:
    assert group.weakest is not None
    rows = read_rows(session, sorted(group.members))
    fullest = choose_fullest(rows)
    return SuggestedUtterance(
        score=group.weakest.score,
        statement_ids=tuple(sorted(group.members)),
        utterance_id=group.utterance_id,
        speaker=fullest.speaker or "",
        said_on=min((row.said_on for row in rows if row.said_on), default=None),
        report_count=len(rows),
        outlets=tuple(dict.fromkeys(row.outlet for row in rows if row.outlet)),
        words=fullest.claim,
        reasons=group.weakest.reasons,
    )
