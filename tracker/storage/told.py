"""Statements as they are compared to find those that report one utterance: who, on which day, and in what words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.lexicon.sameness import Wording
from tracker.records import DateBasis, Manner, SpeakerKind
from tracker.storage.articles import kept
from tracker.storage.forms import is_full_name
from tracker.storage.models import Article, Speaker, Statement, StatementSpeaker, table_of
from tracker.storage.session import Session

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)
_ARTICLE = table_of(Article)

# A day that is known no nearer than this is no day to sort by.
_WIDEST = 7

_BODIES = frozenset({SpeakerKind.STATE.value, SpeakerKind.ORGANISATION.value, SpeakerKind.OFFICE.value})


@dataclass(frozen=True, slots=True)
class Teller:
    """A speaker; ``is_lone`` tells of a person of whom no more than the surname is known."""

    number: int
    name: str
    kind: str
    country: str | None
    surname: str
    is_lone: bool

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.kind == SpeakerKind.PERSON.value

    @property
    def is_body(self) -> bool:
        """Whether it is a state, or a body or office that may speak for one."""
        return self.kind in _BODIES


@dataclass(slots=True)
class Told:
    """What is compared of one statement; ``first`` and ``last`` bound its day, None where it has none.

    ``of_article`` tells that the day is the article's and not its own, ``is_record`` that the article is the transcript
    or the issued text itself.
    """

    number: int
    article_id: int
    utterance_id: int | None
    speakers: tuple[Teller, ...]
    first: date | None
    last: date | None
    of_article: bool
    is_record: bool
    addressee_id: int | None
    occasion_kind: str | None
    outlet: str | None
    wording: Wording

    @property
    def parties(self) -> frozenset[int]:
        """Who said it and to whom, as far as they are known."""
        spoken_to = () if self.addressee_id is None else (self.addressee_id,)
        return frozenset((*(speaker.number for speaker in self.speakers), *spoken_to))


def load_told(session: Session) -> list[Told]:
    """The statements that have a speaker, in the order of their numbers."""
    known = {row.id: _introduce(row) for row in session.execute(select(_SPEAKER))}
    speakers: dict[int, list[Teller]] = defaultdict(list)
    order = (_SPEAKING.c.statement_id, _SPEAKING.c.position)
    for row in session.execute(select(_SPEAKING.c.statement_id, _SPEAKING.c.speaker_id).order_by(*order)):
        speakers[row.statement_id].append(known[row.speaker_id])
    columns = (
        "id article_id utterance_id dated_from dated_to said_on said_on_basis addressee_id occasion_kind content quote"
        " manner"
    )
    query = (
        select(*(_STATEMENT.c[name] for name in columns.split()), _ARTICLE.c.outlet)
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(kept())
        .order_by(_STATEMENT.c.id)
    )
    return [_read(row, tuple(speakers[row.id])) for row in session.execute(query) if row.id in speakers]


def _introduce(row: Any) -> Teller:
    lone = row.kind == SpeakerKind.PERSON.value and not is_full_name(row.folded)
    return Teller(row.id, row.name, row.kind, row.country, row.folded.split()[-1], lone)


def _read(row: Any, speakers: tuple[Teller, ...]) -> Told:
    first, last = (None if day is None else date.fromisoformat(day) for day in (row.dated_from, row.dated_to))
    if first is not None and last is not None and (last - first).days > _WIDEST:
        first = last = None
    return Told(
        number=row.id,
        article_id=row.article_id,
        utterance_id=row.utterance_id,
        speakers=speakers,
        first=first,
        last=last,
        of_article=row.said_on is None,
        is_record=row.said_on_basis == DateBasis.DOCUMENT.value,
        addressee_id=row.addressee_id,
        occasion_kind=row.occasion_kind,
        outlet=row.outlet,
        wording=Wording(row.content, row.content if row.manner == Manner.DIRECT.value else row.quote),
    )


def measure_gap(one: Told, other: Told) -> int | None:
    """The days between two statements, 0 where they may be of one day, None where that of either is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max((other.first - one.last).days, (one.first - other.last).days, 0)
