"""Topics made, corrected, merged and removed by hand; what is merged or removed stays so whatever word tables say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.storage.journal import Journal, Row, read_rows
from tracker.storage.models import StatementTopic, Topic, table_of
from tracker.storage.session import Session

_TOPIC = table_of(Topic)
_TAGGED = table_of(StatementTopic)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def add_topic(session: Session, journal: Journal, slug: str, label: str, values: dict[str, Any]) -> int:
    """Make a topic and give its number; ``values`` are other columns of it. One that was removed comes back.

    Raises UsageError for a slug that is none, ConflictError where there is such a topic.
    """
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"{slug!r} is no slug: small letters, digits and hyphens, such as grain-corridor")
    row = session.execute(select(_TOPIC).where(_TOPIC.c.slug == slug)).one_or_none()
    if row is not None and not row.retired:
        raise ConflictError(f"there is a topic {slug} already ({row.label}); `tracker topic edit` changes it")
    last = session.execute(select(func.max(_TOPIC.c.position))).scalar_one()
    whole = {"label": label, "origin": "hand", "position": 0 if last is None else last + 1, **values}
    if row is None:
        return journal.insert(session, Topic, {"slug": slug, **whole})
    blank = {"description": "", "parent_id": None, "exact_match": None, "terms": None, "unless": None}
    journal.update(session, Topic, row.id, {**blank, **whole, "retired": 0, "merged_into": None})
    return int(row.id)


def edit_topic(session: Session, journal: Journal, topic_id: int, values: dict[str, Any]) -> bool:
    """Set columns of a topic, and tell whether that changed anything.

    What a person set is not brought back to the word tables. Raises ConflictError where a topic would stand below
    itself.
    """
    (before,) = read_rows(session, _TOPIC, [topic_id])
    if all(before[column] == value for column, value in values.items()):
        return False
    if values.get("parent_id") is not None:
        _refuse_circle(session, topic_id, values["parent_id"])
    # Terms stand beside those of the word tables, which go on to rule the rest.
    settled = {"origin": "hand"} if values.keys() - {"terms", "unless"} else {}
    return journal.update(session, Topic, topic_id, {**values, **settled})


def merge_topics(session: Session, journal: Journal, kept_id: int, others: Iterable[int]) -> int:
    """Let the statements, the narrower topics and the terms of the others be the kept one's, and count the statements.

    What the rules find for one of the others means the kept one from then on.
    """
    moved = 0
    for other_id in dict.fromkeys(others):
        if other_id == kept_id:
            continue
        (kept,) = read_rows(session, _TOPIC, [kept_id])
        (other,) = read_rows(session, _TOPIC, [other_id])
        moved += _move_tags(session, journal, kept_id, other_id)
        if kept["parent_id"] == other_id:
            journal.update(session, Topic, kept_id, {"parent_id": other["parent_id"]})
        journal.update_where(session, Topic, {"parent_id": kept_id}, parent_id=other_id)
        journal.update_where(session, Topic, {"merged_into": kept["slug"]}, merged_into=other["slug"])
        _retire(session, journal, other_id, kept["slug"])
    return moved


def remove_topic(session: Session, journal: Journal, topic_id: int) -> int:
    """Take a topic out of use and off every statement, and count those; narrower topics move up to its parent."""
    (topic,) = read_rows(session, _TOPIC, [topic_id])
    tags = session.execute(select(_TAGGED).where(_TAGGED.c.topic_id == topic_id)).all()
    journal.delete(session, StatementTopic, *((tag.statement_id, topic_id) for tag in tags))
    journal.update_where(session, Topic, {"parent_id": topic["parent_id"]}, parent_id=topic_id)
    _retire(session, journal, topic_id, None)
    return sum(not tag.withdrawn for tag in tags)


def change_terms(
    session: Session, topic_id: int, terms: Sequence[str], unless: Sequence[str], dropped: Sequence[str]
) -> dict[str, Any]:
    """The columns of terms that a person gives a topic, with some added and some dropped.

    Raises NotFoundError for a dropped one that nobody gave it: those of word tables are kept from matching by
    ``unless``.
    """
    (topic,) = read_rows(session, _TOPIC, [topic_id])
    columns = {
        "terms": list(dict.fromkeys([*(topic["terms"] or ()), *terms])),
        "unless": list(dict.fromkeys([*(topic["unless"] or ()), *unless])),
    }
    for term in dropped:
        if not any(term in listed for listed in columns.values()):
            raise NotFoundError(
                f"nobody gave {topic['slug']} the term {term!r}; one of the word tables is kept out by --unless"
            )
    kept = {column: [term for term in listed if term not in dropped] or None for column, listed in columns.items()}
    return {column: listed for column, listed in kept.items() if listed != topic[column]}


def _move_tags(session: Session, journal: Journal, kept: int, other: int) -> int:
    stored = session.execute(select(_TAGGED).where(_TAGGED.c.topic_id.in_([kept, other]))).mappings().all()
    already = {row["statement_id"]: row for row in stored if row["topic_id"] == kept}
    going = [dict(row) for row in stored if row["topic_id"] == other]
    journal.delete(session, StatementTopic, *((row["statement_id"], other) for row in going))
    new = [row for row in going if row["statement_id"] not in already]
    journal.insert_all(session, StatementTopic, [row | {"topic_id": kept} for row in new])
    for row in going:
        held = already.get(row["statement_id"])
        if held is not None and (joined := _join(dict(held), row)):
            journal.update(session, StatementTopic, (row["statement_id"], kept), joined)
    return sum(not row["withdrawn"] for row in going)


def _join(held: Row, coming: Row) -> Row:
    """What a tag takes over from another of the same statement; a person's word stands."""
    if held["origin"] == "hand" or coming["withdrawn"]:
        return {}
    terms = list(dict.fromkeys([*(held["terms"] or ()), *(coming["terms"] or ())])) or None
    return {"terms": terms, "origin": coming["origin"]}


def _retire(session: Session, journal: Journal, topic_id: int, merged_into: str | None) -> None:
    values = {"retired": 1, "merged_into": merged_into, "parent_id": None, "origin": "hand"}
    journal.update(session, Topic, topic_id, values)


def _refuse_circle(session: Session, topic_id: int, parent_id: int) -> None:
    parents = {row.id: row for row in session.execute(select(_TOPIC.c.id, _TOPIC.c.parent_id, _TOPIC.c.slug))}
    above: int | None = parent_id
    while above is not None:
        if above == topic_id:
            raise ConflictError(f"{parents[parent_id].slug} stands below {parents[topic_id].slug} itself")
        above = parents[above].parent_id
