"""Formulations as tracked, and the statements in which to look for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, column, func, select, table

from tracker.errors import ConflictError, NotFoundError
from tracker.lexicon.actors import Actors
from tracker.lexicon.wordforms import list_spellings
from tracker.records import NamedSpeaker, StatementFilter
from tracker.records.formulations import Tracked
from tracker.storage.conditions import list_conditions
from tracker.storage.ledger import read_speakers
from tracker.storage.lists import is_among
from tracker.storage.models import (
    Article,
    Formulation,
    PostHeld,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    table_of,
)
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.storage.journal import Journal

_FORMULATION = table_of(Formulation)
_STATEMENT = table_of(Statement)

# What counts once: an utterance that several report, or else an article.
_UNIT = func.coalesce(-_STATEMENT.c.utterance_id, _STATEMENT.c.article_id)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_ARTICLE = table_of(Article)
_POST = table_of(PostHeld)
_INDEX = table("statement_fts", column("rowid"), column("statement_fts"))

_CHOICES = 64  # alternatives that one query asks for at most

LoadActors = Callable[[], Actors]


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A statement's words with who said them, when and to whom; ``unit`` is what several reports of one act share."""

    statement_id: int
    content: str
    article_id: int
    unit: str
    day: str | None
    month: str | None
    addressee: str | None
    title: str | None
    outlet: str | None
    speakers: tuple[NamedSpeaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speaker's presence in one unit: on what day, and in which article."""

    speaker_id: int
    unit: str
    day: str | None
    article_id: int


def list_formulations(session: Session) -> list[Tracked]:
    """All that are tracked, in the order in which they were added, without counts."""
    rows = session.execute(select(_FORMULATION).order_by(_FORMULATION.c.id))
    return [Tracked(row.id, row.phrase, row.note, row.added_at, row.looked_at) for row in rows]


def read_looks(session: Session) -> dict[int, int]:
    """By formulation the number of the last article that there was when somebody last looked."""
    return {row.id: row.looked_article for row in session.execute(select(_FORMULATION))}


def find_formulation(session: Session, typed: str, bases: Sequence[str]) -> int | None:
    """The number of the tracked formulation that was typed, by number (F3) or in any of its wordings, or None."""
    number = typed.strip().lower().removeprefix("f")
    known = _FORMULATION.c.bases == " ".join(bases)
    if number.isascii() and number.isdigit() and len(number) < 19:
        known = _FORMULATION.c.id == int(number)
    found = session.execute(select(_FORMULATION.c.id).where(known)).scalar()
    return None if found is None else int(found)


def read_formulation(session: Session, number: int) -> Tracked:
    """One that is tracked; raises NotFoundError where there is none of that number."""
    row = session.execute(select(_FORMULATION).where(_FORMULATION.c.id == number)).one_or_none()
    if row is None:
        raise NotFoundError(f"there is no formulation F{number}; `tracker formulation list` lists them")
    return Tracked(row.id, row.phrase, row.note, row.added_at, row.looked_at)


def list_phrases(session: Session, beginning: str) -> list[str]:
    """Tracked phrases to complete what was typed."""
    phrases = session.execute(select(_FORMULATION.c.phrase).order_by(_FORMULATION.c.phrase)).scalars()
    return [phrase for phrase in phrases if phrase.lower().startswith(beginning.lower())]


def add_formulation(session: Session, journal: Journal, phrase: str, bases: Sequence[str], note: str | None) -> int:
    """Track a phrase, of which new is what comes from now on; raises ConflictError where it is tracked already."""
    _refuse_known(session, bases)
    now, last = journal.caller.at, last_article(session)
    values: dict[str, Any] = {"phrase": phrase, "bases": " ".join(bases), "note": note, "added_at": now}
    values |= {"looked_at": now, "looked_article": last}
    return journal.insert(session, Formulation, values)


def edit_formulation(session: Session, journal: Journal, number: int, values: dict[str, Any]) -> bool:
    """Set columns of a formulation, and tell whether that changed anything.

    Of another wording new is what comes from now on. Raises ConflictError where another formulation has it.
    """
    if "bases" in values:
        old = session.execute(select(_FORMULATION.c.bases).where(_FORMULATION.c.id == number)).scalar_one()
        if old != values["bases"]:
            _refuse_known(session, values["bases"].split())
            values = {**values, "looked_at": journal.caller.at, "looked_article": last_article(session)}
    return journal.update(session, Formulation, number, values)


def remove_formulation(session: Session, journal: Journal, number: int) -> None:
    """Track a formulation no more."""
    journal.delete(session, Formulation, number)


def remember_look(session: Session, journal: Journal, number: int, article: int) -> None:
    """Note that somebody has seen all that there is of a formulation, up to this article."""
    values = {"looked_at": journal.caller.at, "looked_article": article}
    stored = session.execute(select(_FORMULATION.c.looked_article).where(_FORMULATION.c.id == number)).scalar()
    if stored != article:
        journal.update(session, Formulation, number, values)


def last_article(session: Session) -> int:
    """The number of the last article that was taken in, 0 where there is none."""
    return int(session.execute(select(func.max(_ARTICLE.c.id))).scalar() or 0)


def write_candidates(groups: Sequence[Sequence[str]], least: int, distance: int) -> str:
    """A full-text query for whatever has words of ``least`` of the groups with at most ``distance`` words between them.

    Each word is looked for in any of its spellings.
    """
    spelled_groups = [[spelled for word in group for spelled in list_spellings(word)] for group in groups]
    chosen = combinations(spelled_groups, min(least, len(groups)))
    choices = islice((choice for several in chosen for choice in product(*several)), _CHOICES)
    return " OR ".join(
        _quote(choice[0]) if len(choice) == 1 else f"NEAR({' '.join(map(_quote, choice))}, {distance})"
        for choice in choices
    )


def read_candidates(
    session: Session, query: str, wanted: StatementFilter, load_actors: LoadActors
) -> Iterator[SpokenText]:
    """The statements that a full-text query finds among those that the filter asks for, in the order of their days."""
    addressee = _SPEAKER.alias("addressed")
    statement = (
        select(
            _STATEMENT.c.id, _STATEMENT.c.content, _STATEMENT.c.article_id, _STATEMENT.c.utterance_id,
            _STATEMENT.c.dated_from, _STATEMENT.c.dated_to, _STATEMENT.c.said_on,
            func.coalesce(addressee.c.name, _STATEMENT.c.addressee).label("to"),
            _ARTICLE.c.title, _ARTICLE.c.outlet, _ARTICLE.c.published,
        )
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .join(addressee, addressee.c.id == _STATEMENT.c.addressee_id, isouter=True)
        .where(_STATEMENT.c.id.in_(select(_INDEX.c.rowid).where(_INDEX.c.statement_fts.op("MATCH")(query))))
        .order_by(_STATEMENT.c.dated_from.asc().nulls_last(), _STATEMENT.c.article_id, _STATEMENT.c.start)
    )  # fmt: skip
    rows = session.execute(_restrict(session, statement, wanted, load_actors)).all()
    speaking = read_speakers(session, [row.id for row in rows])
    for row in rows:
        month = row.dated_from[:7] if row.dated_from and row.dated_from[:7] == (row.dated_to or "")[:7] else None
        yield SpokenText(
            statement_id=row.id,
            content=row.content,
            article_id=row.article_id,
            unit=name_unit(row.article_id, row.utterance_id),
            day=row.said_on or row.published,
            month=month,
            addressee=row.to,
            title=row.title,
            outlet=row.outlet,
            speakers=speaking.get(row.id, ()),
        )


def read_spoken(
    session: Session, speakers: Sequence[int], wanted: StatementFilter, load_actors: LoadActors
) -> list[Spoken]:
    """In which units these speakers spoke at all, among the statements that the filter asks for."""
    query = (
        select(
            _SPEAKING.c.speaker_id,
            _STATEMENT.c.article_id,
            _STATEMENT.c.utterance_id,
            func.min(_STATEMENT.c.dated_from).label("day"),
        )
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .where(is_among(_SPEAKING.c.speaker_id, speakers))
        .group_by(_SPEAKING.c.speaker_id, _STATEMENT.c.article_id, _STATEMENT.c.utterance_id)
    )
    rows = session.execute(_restrict(session, query, wanted, load_actors))
    return [
        Spoken(row.speaker_id, name_unit(row.article_id, row.utterance_id), row.day, row.article_id) for row in rows
    ]


def read_offices(session: Session, speakers: Sequence[int]) -> dict[int, str]:
    """The post that articles print most often beside each of these speakers, where they print any."""
    query = (
        select(_POST.c.speaker_id, _POST.c.role)
        .where(is_among(_POST.c.speaker_id, speakers))
        .order_by(_POST.c.origin, _POST.c.articles.desc(), _POST.c.id)
    )
    offices: dict[int, str] = {}
    for row in session.execute(query):
        offices.setdefault(row.speaker_id, row.role)
    return offices


def measure_contents(session: Session, wanted: StatementFilter, load_actors: LoadActors) -> int:
    """How many characters the statements have that the filter asks for."""
    query = select(func.coalesce(func.sum(func.length(_STATEMENT.c.content)), 0))
    return int(session.execute(_restrict(session, query, wanted, load_actors)).scalar_one())


def read_contents(
    session: Session, wanted: StatementFilter, load_actors: LoadActors, *, one_in: int = 1
) -> list[tuple[int, int, int | None, str]]:
    """Number, article, utterance and words of every statement that the filter asks for, those of a unit together.

    Of units, one in so many: those whose number that divides.
    """
    query = select(_STATEMENT.c.id, _STATEMENT.c.article_id, _STATEMENT.c.utterance_id, _STATEMENT.c.content).order_by(
        _STATEMENT.c.utterance_id, _STATEMENT.c.article_id, _STATEMENT.c.start
    )
    query = query.where(_UNIT % one_in == 0) if one_in > 1 else query
    return [tuple(row) for row in session.execute(_restrict(session, query, wanted, load_actors))]


def count_units(
    session: Session, phrase: str, wanted: StatementFilter, load_actors: LoadActors, *, one_in: int = 1
) -> int:
    """In how many units the index finds the phrase, among the statements that the filter asks for."""
    found = select(_INDEX.c.rowid).where(_INDEX.c.statement_fts.op("MATCH")(_quote(phrase)))
    query = select(func.count(_UNIT.distinct())).where(_STATEMENT.c.id.in_(found), _UNIT % one_in == 0)
    return int(session.execute(_restrict(session, query, wanted, load_actors)).scalar_one())


def count_all_units(session: Session, wanted: StatementFilter, load_actors: LoadActors, *, one_in: int = 1) -> int:
    """In how many units the statements are that the filter asks for."""
    query = select(func.count(_UNIT.distinct())).select_from(_STATEMENT).where(_UNIT % one_in == 0)
    return int(session.execute(_restrict(session, query, wanted, load_actors)).scalar_one())


def list_persons(session: Session) -> list[str]:
    """The names that persons go by."""
    query = (
        select(_NAME.c.name)
        .join_from(_NAME, _SPEAKER, _SPEAKER.c.id == _NAME.c.speaker_id)
        .where(_SPEAKER.c.kind == "person")
    )
    return list(session.execute(query).scalars())


def name_unit(article_id: int, utterance_id: int | None) -> str:
    """What a statement counts under: the utterance that it reports, where that is known, or else its article."""
    return f"A{article_id}" if utterance_id is None else f"U{utterance_id}"


def _restrict(session: Session, query: Select[Any], wanted: StatementFilter, load_actors: LoadActors) -> Select[Any]:
    for condition in list_conditions(session, wanted, load_actors):
        query = query.where(condition)
    return query


def _refuse_known(session: Session, bases: Sequence[str]) -> None:
    row = session.execute(select(_FORMULATION).where(_FORMULATION.c.bases == " ".join(bases))).one_or_none()
    if row is not None:
        raise ConflictError(
            f"F{row.id} is that formulation already: {row.phrase!r}; `tracker formulation edit F{row.id}` changes it"
        )


def _quote(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\0", " ") + '"'
