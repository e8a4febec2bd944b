"""What a filter asks for, as conditions on statements, and the order in which they are given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal_column, or_, select, union

from tracker.edtf import parse_edtf
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.folding import fold
from tracker.records import SORT_KEYS, Confidence, Manner, OccasionKind, StatementFilter, Status
from tracker.storage.articles import find_article
from tracker.storage.lists import is_among
from tracker.storage.models import (
    Article,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    table_of,
)
from tracker.storage.naming import find_actors, find_speakers
from tracker.storage.officials import add_officials
from tracker.storage.plans import (
    Conditions,
    Numbers,
    plan_by_confidence,
    plan_by_date,
    plan_by_relevance,
    plan_by_speaker,
)
from tracker.storage.session import Session
from tracker.storage.topics import find_topics

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actors

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_ARTICLE = table_of(Article)

# Occasions at which two sides speak to each other.
ENCOUNTERS = (OccasionKind.MEETING, OccasionKind.CALL, OccasionKind.VISIT, OccasionKind.SUMMIT)


def select_numbers(session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]) -> Numbers:
    """The numbers of the statements asked for, in the order asked for.

    Raises NotFoundError and AmbiguousNameError for names that mean nobody or several, UsageError for what cannot be
    asked: an unknown sort key, ``relevance`` or ``near`` without a text, ``officials`` without a state.
    """
    hits = _rank_hits(wanted)
    asked = read_conditions(session, wanted, load_actors, ranked=hits is not None)
    query = _put_in_order(session, asked, wanted, hits)
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    if wanted.offset:
        query = query.limit(-1 if wanted.limit is None else wanted.limit).offset(wanted.offset)
    return query


def _rank_hits(wanted: StatementFilter) -> Subquery | None:
    """The statements that have the words, with their ranks, where these give the order and the index knows them all."""
    if wanted.sort.removeprefix("-") != "relevance" or wanted.text is None or not wanted.text.strip():
        return None
    from tracker.storage.search import compile_search, rank_matches

    return rank_matches(compile_search(wanted.text), "statement_fts")


def read_conditions(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors], *, ranked: bool = False
) -> Conditions:
    """What the filter asks for, its names looked up; raises what select_numbers does.

    Where the statements come ``ranked`` by their words, these are no condition besides.
    """
    speakers = topics = since = until = None
    found: list[Numbers] = []
    rest: list[ColumnElement[bool]] = []
    if wanted.one_per_utterance:
        every = read_conditions(session, replace(wanted, one_per_utterance=False), load_actors)
        rest.append(_is_fullest(every.all()))
    if wanted.article is not None:
        article = find_article(session, wanted.article)
        found.append(select(_STATEMENT.c.id).where(_STATEMENT.c.article_id == article))
    if wanted.statuses:
        rest.append(_STATEMENT.c.status.in_([status.value for status in wanted.statuses]))
        if Status.EXTRACTED not in wanted.statuses:
            found.append(_select_uncommon("status", [status.value for status in wanted.statuses], "extracted"))
    if wanted.speakers:
        speakers = find_all(session, wanted.speakers, load_actors, officials=wanted.officials)
    elif wanted.officials:
        raise UsageError("officials are asked for together with their state: --speaker COUNTRY --include-officials")
    if wanted.to:
        said_to = [_said_to(session, name, load_actors, wanted.officials) for name in wanted.to]
        found.append(union(*said_to) if len(said_to) > 1 else said_to[0])
    if wanted.meeting is not None:
        rest.append(_said_between(session, *wanted.meeting, load_actors))
    if wanted.occasions:
        rest.append(_STATEMENT.c.occasion_kind.in_([kind.value for kind in wanted.occasions]))
    if wanted.topics:
        topics = frozenset[int]().union(*(find_topics(session, topic) for topic in wanted.topics))
    if wanted.text is not None and wanted.text.strip():
        from tracker.storage.search import compile_search, split_search

        by_index, by_row = split_search(
            compile_search(wanted.text), "statement_fts", _STATEMENT.c.id, (_STATEMENT.c.content,), wanted.near,
            ranked=ranked,
        )  # fmt: skip
        found.extend(by_index)
        rest.extend(by_row)
    elif wanted.near is not None:
        raise UsageError("--near N says how near the words of --text stand: give the words too")
    if wanted.since is not None:
        since = parse_edtf(wanted.since).start
    if wanted.until is not None:
        until = parse_edtf(wanted.until).end
    if wanted.outlets:
        published = _published_by(session, wanted.outlets)
        found.append(select(_STATEMENT.c.id).where(_STATEMENT.c.article_id.in_(published)))
    if wanted.manner is not None:
        rest.append(_STATEMENT.c.manner == wanted.manner.value)
    if wanted.confidence is not None:
        rest.append(_STATEMENT.c.confidence == wanted.confidence.value)
        if wanted.confidence is not Confidence.HIGH:
            found.append(_select_uncommon("confidence", [wanted.confidence.value], "high"))
    return Conditions(not wanted.statuses, speakers, topics, since, until, tuple(found), tuple(rest))


def list_conditions(
    session: Session, wanted: StatementFilter, load_actors: Callable[[], Actors]
) -> list[ColumnElement[bool]]:
    """The conditions that a statement has to meet, all of them; raises what select_numbers does."""
    return read_conditions(session, wanted, load_actors).all()


def _select_uncommon(column: str, values: Sequence[str], common: str) -> Select[tuple[int]]:
    """The statements of some values of a column, by the index that leaves out its most common one."""
    return select(_STATEMENT.c.id).where(_STATEMENT.c[column].in_(values), literal_column(f"{column} <> '{common}'"))


def _is_fullest(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """The condition that a statement reports an utterance alone, or is the fullest report that meets the conditions.

    The fullest quotes rather than not, and is the longest, as storage/utterances.py chooses it.
    """
    order = (_STATEMENT.c.manner == Manner.INDIRECT.value, func.length(_STATEMENT.c.content).desc(), _STATEMENT.c.id)
    ranked = (
        select(
            _STATEMENT.c.id,
            func.row_number().over(partition_by=_STATEMENT.c.utterance_id, order_by=order).label("place"),
        )
        .where(_STATEMENT.c.utterance_id.isnot(None), *conditions)
        .subquery()
    )
    fullest = select(ranked.c.id).where(ranked.c.place == 1)
    return or_(_STATEMENT.c.utterance_id.is_(None), _STATEMENT.c.id.in_(fullest))


def find_all(
    session: Session, names: Collection[str], load_actors: Callable[[], Actors], *, officials: bool = False
) -> frozenset[int]:
    """The speakers that any of the typed names means, with ``officials`` those who speak for a state among them."""
    if not officials:
        return frozenset().union(*(find_speakers(session, name, load_actors) for name in names))
    return frozenset().union(*(_find_with_officials(session, name, load_actors) for name in names))


def _find_with_officials(session: Session, name: str, load_actors: Callable[[], Actors]) -> frozenset[int]:
    """The speakers that a name means; for a state also those who speak for it, if itself it has said nothing."""
    actors = load_actors()
    countries = {actor.code for actor in find_actors(actors, name) if actor.code is not None}
    try:
        meant = find_speakers(session, name, lambda: actors)
    except NotFoundError:
        meant = frozenset()
        if not (found := add_officials(session, meant, countries)):
            raise
        return found
    return add_officials(session, meant, countries)


def said_by(speakers: Collection[int]) -> ColumnElement[bool]:
    """The condition that one of the speakers said it."""
    return _STATEMENT.c.id.in_(
        select(_SPEAKING.c.statement_id).where(is_among(_SPEAKING.c.speaker_id, sorted(speakers)))
    )


def _said_to(session: Session, typed: str, load_actors: Callable[[], Actors], officials: bool = False) -> Numbers:
    """The statements said to whom the name means, or to somebody printed so ("reporters")."""
    try:
        meant = find_all(session, (typed,), load_actors, officials=officials)
    except NotFoundError:
        printed = select(_STATEMENT.c.id).where(
            _STATEMENT.c.addressee.isnot(None),
            func.instr(func.lower(_STATEMENT.c.addressee), typed.strip().lower()) > 0,
        )
        if not typed.strip() or session.execute(printed.limit(1)).first() is None:
            raise
        return printed
    return _addressed_to(session, meant)


def _addressed_to(session: Session, meant: Collection[int]) -> Numbers:
    """The statements said to one of the speakers, alone or in a list of several that names them."""
    names = session.execute(select(_NAME.c.name).where(is_among(_NAME.c.speaker_id, sorted(meant)))).scalars()
    full = [name for name in dict.fromkeys(names) if " " in fold(name)][:50]
    alone = select(_STATEMENT.c.id).where(is_among(_STATEMENT.c.addressee_id, sorted(meant)))
    if not full:
        return alone
    listed = select(_STATEMENT.c.id).where(
        _STATEMENT.c.addressee.isnot(None),
        func.instr(_STATEMENT.c.addressee, " and ") > 0,
        or_(*(func.instr(_STATEMENT.c.addressee, name) > 0 for name in full)),
    )
    return select(union(alone, listed).subquery().c.id)


def _said_between(session: Session, one: str, other: str, load_actors: Callable[[], Actors]) -> ColumnElement[bool]:
    """The condition that it was said at an encounter of two sides, by one of them to the other, or by both together."""
    ours, theirs = (find_all(session, (name,), load_actors) for name in (one, other))
    return and_(
        _STATEMENT.c.occasion_kind.in_([kind.value for kind in ENCOUNTERS]),
        or_(
            and_(said_by(ours), or_(_STATEMENT.c.id.in_(_addressed_to(session, theirs)), said_by(theirs))),
            and_(said_by(theirs), _STATEMENT.c.id.in_(_addressed_to(session, ours))),
        ),
    )


def _published_by(session: Session, typed: Collection[str]) -> Select[tuple[int]]:
    """The articles of the outlets whose name has what was typed; raises NotFoundError where none has."""
    wanted = {fold(name): name for name in typed}
    outlets = session.execute(select(_ARTICLE.c.outlet).where(_ARTICLE.c.outlet.isnot(None)).distinct()).scalars()
    found: dict[str, list[str]] = {form: [] for form in wanted}
    for outlet in outlets:
        for form in wanted:
            if form and form in fold(outlet):
                found[form].append(outlet)
    for form, several in found.items():
        if not several:
            raise NotFoundError(
                f"no outlet matches {wanted[form]!r}; `tracker articles` lists the articles with theirs"
            )
        # "The Post" whole rather than also "The Harbour Post"
        found[form] = [outlet for outlet in several if fold(outlet) == form] or several
    return select(_ARTICLE.c.id).where(
        is_among(_ARTICLE.c.outlet, [name for names in found.values() for name in names])
    )


def _put_in_order(
    session: Session, asked: Conditions, wanted: StatementFilter, hits: Subquery | None = None
) -> Numbers:
    """The statements in the order asked for, each ending with the number so that it is the same every time."""
    key, descending = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    if key == "date":
        return plan_by_date(session, asked, descending=descending)
    if hits is not None:
        return plan_by_relevance(asked, hits, descending=descending)
    if key == "confidence":
        return plan_by_confidence(asked, descending=descending)
    if key == "speaker" and asked.speakers is None and not asked.found:
        return plan_by_speaker(asked, descending=descending)
    query = select(_STATEMENT.c.id).where(*asked.all())
    number = _STATEMENT.c.id.desc() if descending else _STATEMENT.c.id.asc()
    columns: dict[str, tuple[ColumnElement[Any], ...]] = {
        "speaker": (_first_speaker(),),
        "article": (_STATEMENT.c.article_id, _STATEMENT.c.start),
        "id": (),
        "confidence": (),
        "relevance": (),
    }
    if key not in columns:
        known = ", ".join(SORT_KEYS)
        raise UsageError(f"statements cannot be sorted by {wanted.sort!r}; sort by {known}, or -date and so on")
    if key == "relevance":
        if wanted.text is None or not wanted.text.strip():
            raise UsageError("relevance is to the words of --text: give some, or sort by date")
        from tracker.storage.search import compile_search, rank_search

        any_of = rank_search(compile_search(wanted.text), "statement_fts")
        if any_of is not None:
            query = query.outerjoin(any_of, any_of.c.rowid == _STATEMENT.c.id)
            ranked = any_of.c.rank.desc() if descending else any_of.c.rank.asc()
            return query.order_by(ranked.nulls_last(), number)
        return query.order_by(func.length(_STATEMENT.c.content), number)  # the shorter, the more of it is the words
    turned = [column.desc() if descending else column.asc() for column in columns[key]]
    # Nobody asks for what has no speaker: it stands last either way.
    turned = [column.nulls_last() if key == "speaker" else column for column in turned]
    return query.order_by(*turned, number)


def _first_speaker() -> ColumnElement[str]:
    return (
        select(_SPEAKER.c.folded)
        .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(_SPEAKING.c.statement_id == _STATEMENT.c.id)
        .order_by(_SPEAKING.c.position)
        .limit(1)
        .correlate(_STATEMENT)
        .scalar_subquery()
    )
