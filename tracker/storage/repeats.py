"""Statements of several articles that likely report one utterance, found without comparing all with all.

Nothing is joined here. Statements are first sorted by who said them and on which day; within such a block only those
are compared that share one of the rarest words of the shorter one, so that the work grows with the statements and not
with their pairs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import text

from tracker.lexicon.sameness import Weights
from tracker.storage.likelihood import LEAST_CONTAINED, Tie, weigh_tie
from tracker.storage.session import Session
from tracker.storage.told import Told, load_told

# A quotation is printed again without a day of its own for so many days, and known by so many words in a row.
_LATEST = 10
_LATE_RUN = 5

_FORMULA = 0.07  # for each doubling of the times at which it is said on other days
_MOST_FORMULA = 0.3
_PHRASE = 12  # words of a run that are looked for elsewhere
_MANY = 20
_ON_OTHER_DAYS = text(
    "SELECT count(*) FROM (SELECT 1 FROM statement_fts AS f JOIN statement AS s ON s.id = f.rowid "
    "WHERE statement_fts MATCH :phrase AND s.said_on IS NOT NULL AND (s.dated_to < :before OR s.dated_from > :after) "
    f"LIMIT {_MANY})"
)


def find_ties(session: Session, *, least: float) -> list[Tie]:
    """Pairs of statements of two articles with a score of ``least`` or more, the likeliest first."""
    told = load_told(session)
    counts: Counter[str] = Counter()
    for statement in told:
        counts.update(statement.wording.matter)
    weights = Weights(counts, len(told))
    ties = []
    for one, other in _find_pairs(_sort(told), _find_late(told), weights):
        tie = weigh_tie(one, other, weights)
        if tie is not None and tie.score >= least:
            tie = _look_for_formulas(session, tie, one, other)
            if tie.score >= least:
                ties.append(tie)
    return sorted(ties, key=lambda tie: (-tie.score, tie.one, tie.other))


def _sort(told: Iterable[Told]) -> list[list[Told]]:
    """Blocks of statements that may report one utterance; those of one article alone are left out.

    A statement stands in the block of its day and in that of the day after, so that those of two days share one.
    """
    blocks: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for statement in told:
        for key in _name_blocks(statement):
            for day in _list_days(statement):
                blocks[(*key, day)].append(statement)
    return [block for key, block in blocks.items() if _may_repeat(str(key[0]), block)]


def _name_blocks(statement: Told) -> Iterator[tuple[object, ...]]:
    for speaker in statement.speakers:
        yield "speaker", speaker.number
        if speaker.is_person:
            yield "surname", speaker.surname
        if speaker.country is not None:
            yield "country", speaker.country


def _list_days(statement: Told) -> list[date | None]:
    if statement.first is None or statement.last is None:
        return [None]
    return [statement.first + timedelta(n) for n in range((statement.last - statement.first).days + 2)]


def _may_repeat(kind: str, block: Sequence[Told]) -> bool:
    """Tell whether a block can hold two reports of one utterance that no block of their speaker holds."""
    if len({statement.article_id for statement in block}) < 2:
        return False
    speakers = [speaker for statement in block for speaker in statement.speakers]
    if kind == "surname":
        return any(speaker.is_lone for speaker in speakers) and len({speaker.number for speaker in speakers}) > 1
    if kind == "country":
        return any(speaker.is_body for speaker in speakers) and len({speaker.number for speaker in speakers}) > 1
    return True


def _find_late(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Quotations without a day of their own, beside earlier statements that have words of them in a row."""
    late: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for statement in told:
        if statement.of_article or statement.first is None:
            for key in _list_runs(statement, statement.wording.quoted):
                late[key].append(statement)
    speakers = {key[0] for key in late}
    for statement in told:
        if not any(speaker.number in speakers for speaker in statement.speakers):
            continue
        for key in _list_runs(statement, (statement.wording.words,)):
            for other in late.get(key, ()):
                if _is_later(other, statement):
                    yield statement, other


def _is_later(late: Told, statement: Told) -> bool:
    if late.first is None or statement.last is None:
        return True
    return 1 < (late.first - statement.last).days <= _LATEST


def _list_runs(statement: Told, pieces: Iterable[tuple[str, ...]]) -> Iterator[tuple[object, ...]]:
    for words in pieces:
        for at in range(len(words) - _LATE_RUN + 1):
            for speaker in statement.speakers:
                yield (speaker.number, *words[at : at + _LATE_RUN])


def _find_pairs(
    blocks: Iterable[list[Told]], late: Iterable[tuple[Told, Told]], weights: Weights
) -> Iterator[tuple[Told, Told]]:
    """Pairs of two articles, each once, the lower number first."""
    seen: set[tuple[int, int]] = set()
    for one, other in chain(_pair_off(blocks, weights), late):
        if one.article_id != other.article_id:
            first, second = (one, other) if one.number < other.number else (other, one)
            if (first.number, second.number) not in seen:
                seen.add((first.number, second.number))
                yield first, second


def _pair_off(blocks: Iterable[list[Told]], weights: Weights) -> Iterator[tuple[Told, Told]]:
    """Pairs within a block that share a word among the rarest of the one that has less to say."""
    rarest: dict[int, tuple[str, ...]] = {}
    for block in blocks:
        holding: dict[str, list[Told]] = defaultdict(list)
        for statement in block:
            for stem in statement.wording.matter:
                holding[stem].append(statement)
        for statement in block:
            if statement.number not in rarest:
                rarest[statement.number] = _choose_rarest(statement.wording.matter, weights)
            for stem in rarest[statement.number]:
                for other in holding[stem]:
                    yield statement, other


def _choose_rarest(matter: Collection[str], weights: Weights) -> tuple[str, ...]:
    """The rarest words of a matter, as many as any that holds enough of its weight must have one of."""
    left = weights.sum(matter)
    enough = left * LEAST_CONTAINED
    chosen = []
    for stem in sorted(matter, key=lambda stem: (weights[stem], stem), reverse=True):
        if left < enough:
            break
        chosen.append(stem)
        left -= weights[stem]
    return tuple(chosen)


def _look_for_formulas(session: Session, tie: Tie, one: Told, other: Told) -> Tie:
    """The tie for less where what both say in a row is said on other days too: "unprovoked and unjustified"."""
    days = [day for day in (one.first, one.last, other.first, other.last) if day is not None]
    words = tie.run.split()[:_PHRASE]
    if len(days) < 4 or len(words) < 2:
        return tie
    phrase = '"' + " ".join(words).replace('"', "") + '"'
    bounds = {"before": (min(days) - timedelta(1)).isoformat(), "after": (max(days) + timedelta(1)).isoformat()}
    count = session.execute(_ON_OTHER_DAYS, {"phrase": phrase, **bounds}).scalar_one()
    if not count:
        return tie
    reason = f"but “{' '.join(words)}” is said on other days too ({count}{'' if count < _MANY else ' or more'})"
    score = max(round(tie.score - min(_FORMULA * math.log2(1 + count), _MOST_FORMULA), 2), 0.0)
    return replace(tie, score=score, reasons=(*tie.reasons, reason))
