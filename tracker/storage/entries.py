"""Reading the history: which entries there are, what each did, and all of it as it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from tracker.edtf import parse_edtf
from tracker.errors import NotFoundError
from tracker.lexicon.actors import Actors
from tracker.revisions import HistoryEntry, HistoryFilter
from tracker.storage.articles import find_article
from tracker.storage.history import Caller, find_entry
from tracker.storage.lists import is_among
from tracker.storage.models import Change, Invocation, Statement, table_of
from tracker.storage.naming import find_speakers
from tracker.storage.session import Session
from tracker.storage.telling import tell_changes
from tracker.storage.undoing import Standing

_CHANGE = table_of(Change)
_INVOCATION = table_of(Invocation)
_STATEMENT = table_of(Statement)

_STATEMENT_TABLES = ("statement", "statement_span", "statement_speaker", "statement_topic", "claim", "claim_party")

# How much of one entry is told: an ingest of thousands is summed up, not listed.
_TOLD = 2_000


def list_entries(session: Session, wanted: HistoryFilter, load_actors: Callable[[], Actors]) -> list[HistoryEntry]:
    """The entries asked for, the latest first, each with what it did to what was asked for.

    Raises NotFoundError and AmbiguousNameError for an article or speaker that is none or several.
    """
    standing = Standing(session)
    condition = _condition(session, wanted, load_actors)
    query = select(_INVOCATION).order_by(_INVOCATION.c.id.desc())
    if wanted.since is not None and (start := parse_edtf(wanted.since).start) is not None:
        query = query.where(_INVOCATION.c.at >= start)
    if condition is not None:
        touching = select(_CHANGE.c.invocation_id).where(condition)
        query = query.where(_INVOCATION.c.id.in_(touching))
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    return [_entry(session, row, standing, condition) for row in session.execute(query).all()]


def read_entry(session: Session, number: int) -> HistoryEntry:
    """One entry with all that it did; raises NotFoundError where there is none of that number."""
    row = session.execute(select(_INVOCATION).where(_INVOCATION.c.id == number)).one_or_none()
    if row is None:
        raise NotFoundError(f"no entry {number} in the history; `tracker history` lists them")
    return _entry(session, row, Standing(session), None)


def tell_since(session: Session, caller: Caller, change: int | None) -> tuple[list[str], int]:
    """What a caller did after a change (None: tells nothing), and the number of the last change of all."""
    if change is None:
        return [], int(session.execute(select(func.max(_CHANGE.c.id))).scalar() or 0)
    changes = session.execute(_changes(find_entry(session, caller) or 0, _CHANGE.c.id > change)).all()
    return tell_changes(session, changes), int(changes[-1].id) if changes else change


def stream_entries(
    session: Session, wanted: HistoryFilter, load_actors: Callable[[], Actors]
) -> Iterator[dict[str, Any]]:
    """The entries asked for as plain data, the first first, each with its changes: rows before and after."""
    numbers = [entry.entry for entry in list_entries(session, wanted, load_actors)]
    condition = _condition(session, wanted, load_actors)
    for number in reversed(numbers):
        row = session.execute(select(_INVOCATION).where(_INVOCATION.c.id == number)).one()
        yield {
            "entry": row.id,
            "at": row.at,
            "user": row.user,
            "command": row.command,
            "version": row.version,
            "undoes": row.undoes_id,
            "changes": [
                {
                    "table": change.table_name,
                    "row": change.row_id,
                    "key": change.row_key,
                    "action": change.action,
                    "before": change.before,
                    "after": change.after,
                }
                for change in session.execute(_changes(number, condition))
            ],
        }


def _entry(session: Session, row: Any, standing: Standing, condition: ColumnElement[bool] | None) -> HistoryEntry:
    changes = session.execute(_changes(row.id, condition).limit(_TOLD + 1)).all()
    what = tell_changes(session, changes[:_TOLD])
    if len(changes) > _TOLD:
        total = session.execute(select(func.count()).select_from(_changes(row.id, condition).subquery())).scalar_one()
        what.append(f"and {total - _TOLD:,} more changes")
    if row.undoes_id is not None:
        what.insert(
            0, f"{'undid' if standing.is_undo(row.id) else 'did again what was undone by'} entry {row.undoes_id}"
        )
    return HistoryEntry(
        entry=row.id,
        at=row.at,
        user=row.user,
        command=row.command,
        version=row.version,
        undoes=row.undoes_id,
        undone_by=standing.undone_by.get(row.id),
        what=tuple(what),
    )


def _changes(number: int, condition: ColumnElement[bool] | None) -> Select[Any]:
    query = select(_CHANGE).where(_CHANGE.c.invocation_id == number).order_by(_CHANGE.c.id)
    return query if condition is None else query.where(condition)


def _condition(
    session: Session, wanted: HistoryFilter, load_actors: Callable[[], Actors]
) -> ColumnElement[bool] | None:
    """The condition on changes that the filter comes to, or None where it asks for nothing in particular."""
    conditions = []
    if wanted.statement is not None:
        number = wanted.statement
        came = and_(
            _CHANGE.c.table_name == "article",
            _CHANGE.c.action == "insert",
            func.json_extract(_CHANGE.c.after, "$.statements[0]") <= number,
            func.json_extract(_CHANGE.c.after, "$.statements[1]") >= number,
        )
        apart = and_(
            _CHANGE.c.table_name == "utterance_apart",
            or_(_CHANGE.c.row_id == number, func.json_extract(_CHANGE.c.row_key, "$[1]") == number),
        )
        linked = and_(
            _CHANGE.c.table_name == "claim_link",
            or_(_CHANGE.c.row_id == number, func.json_extract(_CHANGE.c.row_key, "$[2]") == number),
        )
        own = and_(_CHANGE.c.table_name.in_(_STATEMENT_TABLES), _CHANGE.c.row_id == number)
        conditions.append(or_(own, apart, linked, came))
    if wanted.article is not None:
        conditions.append(_of_article(_find_article(session, wanted.article)))
    if wanted.speaker is not None:
        conditions.append(_of_speakers(sorted(find_speakers(session, wanted.speaker, load_actors))))
    return and_(*conditions) if conditions else None


def _find_article(session: Session, reference: str) -> int:
    """The article's number, also of one that was removed."""
    try:
        return find_article(session, reference)
    except NotFoundError:
        if reference.isdecimal():
            known = select(_CHANGE.c.id).where(_CHANGE.c.table_name == "article", _CHANGE.c.row_id == int(reference))
            if session.execute(known.limit(1)).scalar() is not None:
                return int(reference)
        raise


def _of_article(number: int) -> ColumnElement[bool]:
    stored = select(_STATEMENT.c.id).where(_STATEMENT.c.article_id == number)
    removed = select(_CHANGE.c.row_id).where(
        _CHANGE.c.table_name == "statement",
        _CHANGE.c.action == "delete",
        func.json_extract(_CHANGE.c.before, "$.article_id") == number,
    )
    return or_(
        and_(_CHANGE.c.table_name == "article", _CHANGE.c.row_id == number),
        and_(_CHANGE.c.table_name.in_(_STATEMENT_TABLES), _CHANGE.c.row_id.in_(stored.union(removed))),
    )


def _of_speakers(numbers: list[int]) -> ColumnElement[bool]:
    pointing = or_(
        *(
            is_among(func.json_extract(image, path), numbers)
            for image in (_CHANGE.c.before, _CHANGE.c.after)
            for path in ("$.speaker_id", "$.addressee_id")
        )
    )
    theirs = _CHANGE.c.table_name.in_(["statement_speaker", "statement"])
    statements = select(_CHANGE.c.invocation_id, _CHANGE.c.row_id).where(theirs, pointing)
    return or_(
        and_(_CHANGE.c.table_name == "speaker", is_among(_CHANGE.c.row_id, numbers)),
        and_(_CHANGE.c.table_name.in_(["speaker_name", "post_held"]), pointing),
        and_(
            _CHANGE.c.table_name.in_(_STATEMENT_TABLES),
            tuple_(_CHANGE.c.invocation_id, _CHANGE.c.row_id).in_(statements),
        ),
    )
