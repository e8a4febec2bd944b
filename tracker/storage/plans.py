"""How lists are read: which index gives the order, so that the first page comes at once whatever matches.

SQLite's planner guesses how many rows a condition leaves, and with millions of rows a wrong guess costs minutes. Here
the sets that a filter names are counted first, as far as GATHERED, and the plan follows from that, the same with and
without statistics (docs/decisions/0084-plans-by-construction.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    exists,
    func,
    literal_column,
    select,
    text,
    union,
    union_all,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

from tracker.storage.lists import is_among
from tracker.storage.models import (
    UNDATED,
    SpeakerDay,
    Statement,
    StatementSpeaker,
    StatementTopic,
    TopicDay,
    table_of,
)
from tracker.storage.session import Session

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_TAGGED = table_of(StatementTopic)
_SPEAKER_DAY = table_of(SpeakerDay)
_TOPIC_DAY = table_of(TopicDay)

# So many rows are looked up and sorted sooner than a list in order is searched for them.
GATHERED = 20_000
# So many speakers or topics are each read in their order and merged; of more, what they have is sorted.
MERGED = 8

Numbers = Select[Any] | CompoundSelect[Any]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a filter asks for, by what serves it: sets with an order of days, sets of statements, days, and the rest.

    ``found`` are conditions that name a set of statements by an index (a search, an article, outlets), each as a query
    for their numbers; ``rest`` is what only the statement's row tells.
    """

    kept: bool = True
    speakers: frozenset[int] | None = None
    topics: frozenset[int] | None = None
    since: str | None = None
    until: str | None = None
    found: tuple[Numbers, ...] = ()
    rest: tuple[ColumnElement[bool], ...] = ()

    def all(self) -> list[ColumnElement[bool]]:
        """All of it as conditions on a statement's row, in any order."""
        return [*self._days(), *self._named(_STATEMENT.c.id), *self._found(_STATEMENT.c.id), *self.rest]

    def _days(self) -> list[ColumnElement[bool]]:
        days: list[ColumnElement[bool]] = [_STATEMENT.c.status != "rejected"] if self.kept else []
        if self.since is not None:
            days.append(_STATEMENT.c.dated_to >= self.since)
        if self.until is not None:
            days.append(_STATEMENT.c.dated_from <= self.until)
        return days

    def _named(self, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
        named: list[ColumnElement[bool]] = []
        if self.speakers is not None:
            said = select(_SPEAKING.c.statement_id).where(is_among(_SPEAKING.c.speaker_id, sorted(self.speakers)))
            named.append(number.in_(said))
        if self.topics is not None:
            about = select(_TAGGED.c.statement_id).where(is_among(_TAGGED.c.topic_id, sorted(self.topics)))
            named.append(number.in_(about.where(_TAGGED.c.withdrawn == 0)))
        return named

    def _found(self, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [number.in_(query) for query in self.found]


def plan_by_date(session: Session, asked: Conditions, *, descending: bool) -> Numbers:
    """The statements as (id, day) in the order of days, then numbers; what has no day stands last either way."""
    gathered = _gather(session, asked)
    if gathered is not None:
        query = gathered.add_columns(_STATEMENT.c.dated_from)
        day, number = _apart(_STATEMENT.c.dated_from), _apart(_STATEMENT.c.id)
        turned = (day.desc(), number.desc()) if descending else (day.asc(), number.asc())
        return query.order_by(turned[0].nulls_last(), turned[1])
    table = _choose_days(session, asked)
    if table is None:
        return _read_dates(asked, descending)
    return _read_days(asked, table, descending)


def plan_by_confidence(asked: Conditions, *, descending: bool) -> Numbers:
    """The statements from low confidence to high, or turned round, each in the order of their numbers."""
    parts = []
    for value in ("high", "medium", "low") if descending else ("low", "medium", "high"):
        query = select(_STATEMENT.c.id).where(*asked.all(), _STATEMENT.c.confidence == value)
        if value != "high":
            query = query.where(literal_column("confidence <> 'high'"))
        parts.append(query.order_by(_STATEMENT.c.id.desc() if descending else _STATEMENT.c.id.asc()))
    return _chain(parts)


def plan_by_speaker(asked: Conditions, *, descending: bool) -> Numbers:
    """The statements in the order of their first speakers' names, then numbers; those without a speaker stand last."""
    number, name = literal_column("x.statement_id", Integer()), literal_column("p.folded", Text())
    fits = exists().where(_STATEMENT.c.id == number, *_row_days(asked), *asked.rest)
    # CROSS JOIN is how SQLite is told which table comes first.
    named = (
        select(number.label("id"))
        .select_from(text("speaker AS p CROSS JOIN statement_speaker AS x ON x.speaker_id = p.id AND x.position = 0"))
        .where(fits, *_probe(asked, number, _TOPIC_DAY))
        .order_by(*((name.desc(), number.desc()) if descending else (name.asc(), number.asc())))
    )
    unnamed = select(_STATEMENT.c.id).where(*asked.all(), ~exists().where(_SPEAKING.c.statement_id == _STATEMENT.c.id))
    return _chain([named, unnamed.order_by(_STATEMENT.c.id.desc() if descending else _STATEMENT.c.id.asc())])


def plan_by_relevance(asked: Conditions, hits: Subquery, *, descending: bool) -> Numbers:
    """The statements among the hits of a search, as (rowid, rank), the best rank first, then in order of numbers.

    The hits are gone through once, and a statement's row is read only for what nothing else tells.
    """
    number = hits.c.rowid
    query = select(number.label("id"))
    if asked.rest or asked.since is not None or asked.until is not None:
        query = query.where(exists().where(_STATEMENT.c.id == number, *_row_days(asked), *asked.rest))
    else:
        query = query.where(*_keep(asked, number))
    query = query.where(*(number.in_(found) for found in asked.found), *_probe(asked, number, _SPEAKER_DAY, _TOPIC_DAY))
    return query.order_by(
        hits.c.rank.desc() if descending else hits.c.rank.asc(), number.desc() if descending else number.asc()
    )


def plan_unordered(session: Session, asked: Conditions) -> Select[tuple[int]]:
    """The statements in no order, read by whatever names fewest of them."""
    gathered = _gather(session, asked)
    if gathered is not None:
        return gathered
    if asked.rest:
        return select(_STATEMENT.c.id).where(*asked.all())
    if asked.found and all(none is None for none in (asked.speakers, asked.topics, asked.since, asked.until)):
        # Taken as they are found, so that whoever counts so far ends there.
        number = asked.found[0].subquery("found").c[0]
        others = (number.in_(other) for other in asked.found[1:])
        return select(number.label("id")).where(*_keep(asked, number), *others)
    table = _choose_days(session, asked)
    days = _read_dates(asked, False) if table is None else _read_days(asked, table, False)
    return select(days.order_by(None).subquery().c.id)


def is_few(session: Session, query: Numbers) -> bool:
    """Tell whether a query gives no more than GATHERED rows, reading no more than that."""
    cut = query.limit(GATHERED + 1).subquery()
    return int(session.execute(select(func.count()).select_from(cut)).scalar_one()) <= GATHERED


def _gather(session: Session, asked: Conditions) -> Select[tuple[int]] | None:
    """The statements by the first set that names few of them, looked up one by one; None where each names many."""
    for query in asked.found:
        if is_few(session, query):
            others = [found for found in asked.found if found is not query]
            return select(_STATEMENT.c.id).where(
                _STATEMENT.c.id.in_(query),
                *(_apart(_STATEMENT.c.id).in_(other) for other in others),
                *_row_days(asked),
                *_probe(asked, _STATEMENT.c.id, _SPEAKER_DAY, _TOPIC_DAY),
                *asked.rest,
            )
    return None


def _choose_days(session: Session, asked: Conditions) -> Table | None:
    """The table of days to go by: that of the speakers or of the topics, whichever names fewer."""
    if not asked.kept:
        return None  # the tables hold a rejected one apart from the others, and these lists want them together
    if asked.speakers is None:
        return None if asked.topics is None else _TOPIC_DAY
    if asked.topics is not None and not is_few(session, _days_of(asked, _SPEAKER_DAY, sorted(asked.speakers))):
        few = is_few(session, _days_of(asked, _TOPIC_DAY, sorted(asked.topics)))
        return _TOPIC_DAY if few else _SPEAKER_DAY
    return _SPEAKER_DAY


def _days_of(asked: Conditions, table: Table, numbers: Sequence[int]) -> Select[Any]:
    own = table.primary_key.columns[0]
    chosen = own == numbers[0] if len(numbers) == 1 else is_among(own, numbers)
    return select(table.c.statement_id.label("id"), table.c.day).where(chosen, table.c.kept == 1)


def _read_days(asked: Conditions, table: Table, descending: bool) -> Numbers:
    meant = sorted((asked.speakers if table is _SPEAKER_DAY else asked.topics) or ())
    groups = [[number] for number in meant] if 0 < len(meant) <= MERGED else [meant]
    branches: list[Select[Any]] = []
    for group in groups:
        query = _days_of(asked, table, group)
        if len(group) != 1:
            query = query.distinct()
        query = query.where(*_probe_days(asked, table))
        query = query.where(*(table.c.statement_id.in_(found) for found in asked.found))
        if asked.rest:
            query = query.where(_STATEMENT.c.id == table.c.statement_id, *asked.rest)
        if asked.until is not None:
            query = query.where(table.c.day <= asked.until)
        branches.append(query)
    if asked.since is not None:
        # What began before and went on: few, and found by an index of what lasts longer than a day.
        began = [branch.where(table.c.day >= asked.since, table.c.day < UNDATED) for branch in branches]
        return _merge([*began, _spanning(asked)], descending, several=len(branches) > 1)
    if asked.until is not None or not descending:
        return _merge(branches, descending, several=len(branches) > 1)
    dated = _merge([branch.where(table.c.day < UNDATED) for branch in branches], True, several=len(branches) > 1)
    undated = _merge([branch.where(table.c.day == UNDATED) for branch in branches], True, several=len(branches) > 1)
    return _chain([dated, undated])


def _read_dates(asked: Conditions, descending: bool) -> Numbers:
    """By the index of all statements' days, each looked at in turn."""
    query = select(_STATEMENT.c.id, _STATEMENT.c.dated_from.label("day")).where(
        *((_STATEMENT.c.status != "rejected",) if asked.kept else ()),
        *(_apart(_STATEMENT.c.id).in_(found) for found in asked.found),
        *_probe(asked, _STATEMENT.c.id, _SPEAKER_DAY, _TOPIC_DAY),
        *asked.rest,
    )
    if asked.until is not None:
        query = query.where(_STATEMENT.c.dated_from <= asked.until)
    if asked.since is not None:
        return _merge([query.where(_STATEMENT.c.dated_from >= asked.since), _spanning(asked)], descending)
    if descending:
        return query.order_by(_STATEMENT.c.dated_from.desc().nulls_last(), _STATEMENT.c.id.desc())
    return query.order_by(_STATEMENT.c.dated_from.asc().nulls_last(), _STATEMENT.c.id.asc())


def _spanning(asked: Conditions) -> Select[Any]:
    """Statements of more than one day that began before ``since`` and were not over by then."""
    return select(_STATEMENT.c.id, _apart(_STATEMENT.c.dated_from).label("day")).where(
        _STATEMENT.c.dated_from != _STATEMENT.c.dated_to,
        _STATEMENT.c.dated_to >= asked.since,
        _apart(_STATEMENT.c.dated_from) < asked.since,
        *((_apart(_STATEMENT.c.status) != "rejected",) if asked.kept else ()),
        *((_apart(_STATEMENT.c.dated_from) <= asked.until,) if asked.until is not None else ()),
        *(_apart(_STATEMENT.c.id).in_(found) for found in asked.found),
        *_probe(asked, _STATEMENT.c.id, _SPEAKER_DAY, _TOPIC_DAY),
        *asked.rest,
    )


def _chain(parts: Sequence[Numbers]) -> Numbers:
    """One behind the other: SQLite reads the parts in their order, and a LIMIT keeps it from taking the order out."""
    return union_all(*(select(part.limit(-1).subquery()) for part in parts))


def _merge(branches: Sequence[Select[Any]], descending: bool, several: bool = False) -> Numbers:
    """Branches that are each in the order of days, as one; a joint statement that ``several`` have comes once."""
    if len(branches) == 1:
        (query,) = branches
        number, day = query.selected_columns
        return query.order_by(*((day.desc(), number.desc()) if descending else (day.asc(), number.asc())))
    merged = union(*branches) if several else union_all(*branches)
    number, day = merged.selected_columns
    return merged.order_by(*((day.desc(), number.desc()) if descending else (day.asc(), number.asc())))


def _probe(asked: Conditions, number: ColumnElement[int], *tables: Table) -> list[ColumnElement[bool]]:
    """Whether a statement is one of the speakers' and about the topics, looked up by its number."""
    probes: list[ColumnElement[bool]] = []
    if asked.speakers is not None and _SPEAKER_DAY in tables:
        said = _SPEAKING.c.statement_id == number
        probes.append(exists().where(said, is_among(_apart(_SPEAKING.c.speaker_id), sorted(asked.speakers))))
    if asked.topics is not None and _TOPIC_DAY in tables:
        about = (_TAGGED.c.statement_id == number) & (_TAGGED.c.withdrawn == 0)
        probes.append(exists().where(about, is_among(_apart(_TAGGED.c.topic_id), sorted(asked.topics))))
    return probes


def _probe_days(asked: Conditions, table: Table) -> list[ColumnElement[bool]]:
    """Whether a row of one table of days is in the other, too.

    Both stand in the order of days, so that neighbours are looked up among neighbours; of many speakers or topics, each
    would have to be looked up.
    """
    other, meant = (_TOPIC_DAY, asked.topics) if table is _SPEAKER_DAY else (_SPEAKER_DAY, asked.speakers)
    if meant is None or not 0 < len(meant) <= MERGED:
        return _probe(asked, table.c.statement_id, other)
    own, numbers = other.primary_key.columns[0], sorted(meant)
    chosen = own == numbers[0] if len(numbers) == 1 else own.in_(numbers)
    same = (other.c.day == table.c.day) & (other.c.statement_id == table.c.statement_id)
    return [exists().where(chosen, other.c.kept == 1, same)]


def _keep(asked: Conditions, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """That a statement is none of the rejected, which an index of their own names, without a look at its row."""
    rejected = select(_STATEMENT.c.id).where(_STATEMENT.c.status == "rejected", literal_column("status <> 'extracted'"))
    return [number.not_in(rejected)] if asked.kept else []


def _row_days(asked: Conditions) -> list[ColumnElement[bool]]:
    days: list[ColumnElement[bool]] = [_STATEMENT.c.status != "rejected"] if asked.kept else []
    if asked.since is not None:
        days.append(_apart(_STATEMENT.c.dated_to) >= asked.since)
    if asked.until is not None:
        days.append(_apart(_STATEMENT.c.dated_from) <= asked.until)
    return days


def _apart(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column with a plus before it, by which SQLite takes no index for it."""
    return UnaryExpression(column, operator=operators.custom_op("+"), type_=column.type)
