"""The whole database brought to a changed vocabulary: what rules put on statements, never what people did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import select

from tracker.answers import Retagging, RetagReport
from tracker.records import TopicMatch
from tracker.storage.journal import Journal, Key
from tracker.storage.models import Article, Statement, StatementSpan, StatementTopic, Topic, table_of
from tracker.storage.session import Session
from tracker.storage.topics import collect_tags

_TOPIC = table_of(Topic)
_TAGGED = table_of(StatementTopic)
_STATEMENT = table_of(Statement)
_SPAN = table_of(StatementSpan)
_ARTICLE = table_of(Article)

Match = Callable[[str], Iterable[TopicMatch]]


def retag_statements(session: Session, journal: Journal, match: Match, numbers: Mapping[str, int]) -> RetagReport:
    """Put on and take off topics by what ``match`` finds in each statement's content, and tell it by topic.

    ``numbers`` are the topics' by slug. Where a person put a topic on or took it off, nothing changes.
    """
    stored: dict[int, dict[int, tuple[str, list[str] | None]]] = {}
    for row in session.execute(select(_TAGGED)):
        stored.setdefault(row.statement_id, {})[row.topic_id] = (row.origin, row.terms)
    added: Counter[int] = Counter()
    removed: Counter[int] = Counter()
    reworded: Counter[int] = Counter()
    new: list[dict[str, object]] = []
    gone: list[Key] = []
    changed: dict[tuple[str, ...], list[Key]] = {}
    touched: set[int] = set()
    for statement, words in _read_contents(session):
        wanted = collect_tags(match(words), numbers)
        held = stored.get(statement, {})
        for topic, terms in wanted.items():
            if topic not in held:
                new.append({"statement_id": statement, "topic_id": topic, "terms": terms})
                added[topic] += 1
                touched.add(statement)
            elif held[topic][0] == "machine" and held[topic][1] != terms:
                changed.setdefault(tuple(terms or ()), []).append((statement, topic))
                reworded[topic] += 1
                touched.add(statement)
        for topic, (origin, _) in held.items():
            if topic not in wanted and origin == "machine":
                gone.append((statement, topic))
                removed[topic] += 1
                touched.add(statement)
    journal.delete(session, StatementTopic, *gone)
    journal.insert_all(session, StatementTopic, new)
    for listed, keys in changed.items():
        journal.update_all(session, StatementTopic, keys, {"terms": list(listed) or None})
    topics = session.execute(select(_TOPIC).order_by(_TOPIC.c.position, _TOPIC.c.slug))
    told = (Retagging(t.slug, t.label, added[t.id], removed[t.id], reworded[t.id]) for t in topics)
    return RetagReport(tuple(t for t in told if t.added or t.removed or t.reworded), len(touched), journal.entry)


def _read_contents(session: Session) -> Iterator[tuple[int, str]]:
    """Every statement with the words of its content, the pieces joined as extraction joins them to find topics."""
    query = (
        select(_STATEMENT.c.id, _SPAN.c.start, _SPAN.c.end, _STATEMENT.c.article_id)
        .join_from(_STATEMENT, _SPAN, _SPAN.c.statement_id == _STATEMENT.c.id)
        .where(_SPAN.c.role == "content")
        .order_by(_STATEMENT.c.article_id, _STATEMENT.c.id, _SPAN.c.position)
    )
    article, text, current, pieces = 0, "", 0, list[str]()
    for row in session.execute(query):
        if row.id != current:
            if pieces:
                yield current, " ".join(pieces)
            current, pieces = row.id, []
        if row.article_id != article:
            article = row.article_id
            text = session.execute(select(_ARTICLE.c.text).where(_ARTICLE.c.id == article)).scalar_one()
        pieces.append(text[row.start : row.end])
    if pieces:
        yield current, " ".join(pieces)
