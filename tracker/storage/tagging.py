"""The whole database brought to a changed vocabulary: what rules put on statements, never what people did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import func, select

from tracker.answers import Retagging, RetagReport
from tracker.records import Span, TopicMatch
from tracker.storage.journal import Journal, Key
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Statement, StatementSpan, StatementTopic, Topic, table_of
from tracker.storage.session import Session
from tracker.storage.topics import collect_tags

_TOPIC = table_of(Topic)
_TAGGED = table_of(StatementTopic)
_STATEMENT = table_of(Statement)
_SPAN = table_of(StatementSpan)
_ARTICLE = table_of(Article)

# So many articles, or characters of them, are looked at at a time.
_ARTICLES = 100
_CHARACTERS = 1_000_000


class ArticleReader(Protocol):
    """Tells the topics of an article's statements, by the pieces of their content."""

    def match(self, content: Sequence[Span]) -> Iterable[TopicMatch]: ...


# From an article's text and title to what reads its statements.
Reader = Callable[[str, str | None], ArticleReader]


def count_statements(session: Session) -> int:
    """How many statements there are to be looked at."""
    return int(session.execute(select(func.count()).select_from(_STATEMENT)).scalar_one())


def retag_statements(
    session: Session,
    journal: Journal,
    read: Reader,
    numbers: Mapping[str, int],
    *,
    on_read: Callable[[int], None] | None = None,
) -> RetagReport:
    """Put on and take off topics by what ``read`` finds in each statement's article, and tell it by topic.

    ``numbers`` are the topics' by slug. Where a person put a topic on or took it off, nothing changes. ``on_read`` is
    told of how many statements more were looked at.
    """
    counts = _Counts()
    for matches in _page_matches(session, read):
        _retag(session, journal, matches, numbers, counts)
        if on_read is not None:
            on_read(len(matches))
    topics = session.execute(select(_TOPIC).order_by(_TOPIC.c.position, _TOPIC.c.slug))
    told = (Retagging(t.slug, t.label, counts.added[t.id], counts.removed[t.id], counts.reworded[t.id]) for t in topics)
    return RetagReport(tuple(t for t in told if t.added or t.removed or t.reworded), counts.statements, journal.entry)


@dataclass(slots=True)
class _Counts:
    """By topic how many tags were put on, taken off, and given other words; and how many statements that was."""

    added: Counter[int] = field(default_factory=Counter)
    removed: Counter[int] = field(default_factory=Counter)
    reworded: Counter[int] = field(default_factory=Counter)
    statements: int = 0


def _retag(
    session: Session,
    journal: Journal,
    matches: Mapping[int, Iterable[TopicMatch]],
    numbers: Mapping[str, int],
    counts: _Counts,
) -> None:
    stored: dict[int, dict[int, tuple[str, list[str] | None]]] = {statement: {} for statement in matches}
    for row in session.execute(select(_TAGGED).where(is_among(_TAGGED.c.statement_id, matches))):
        stored[row.statement_id][row.topic_id] = (row.origin, row.terms)
    new: list[dict[str, object]] = []
    gone: list[Key] = []
    changed: dict[Key, dict[str, object]] = {}
    touched: set[int] = set()
    for statement, found in matches.items():
        wanted = collect_tags(found, numbers)
        held = stored[statement]
        for topic, terms in wanted.items():
            if topic not in held:
                new.append({"statement_id": statement, "topic_id": topic, "terms": terms})
                counts.added[topic] += 1
                touched.add(statement)
            elif held[topic][0] == "machine" and held[topic][1] != terms:
                changed[(statement, topic)] = {"terms": terms}
                counts.reworded[topic] += 1
                touched.add(statement)
        for topic, (origin, _) in held.items():
            if topic not in wanted and origin == "machine":
                gone.append((statement, topic))
                counts.removed[topic] += 1
                touched.add(statement)
    journal.delete_all(session, StatementTopic, gone)
    journal.insert_all(session, StatementTopic, new)
    journal.update_each(session, StatementTopic, changed)
    counts.statements += len(touched)


def _page_matches(session: Session, read: Reader) -> Iterator[dict[int, Iterable[TopicMatch]]]:
    """Every statement with the topics that its article gives it, some articles at a time."""
    last = 0
    while articles := _next_articles(session, last):
        query = (
            select(_STATEMENT.c.id, _SPAN.c.start, _SPAN.c.end, _STATEMENT.c.article_id)
            .join_from(_STATEMENT, _SPAN, _SPAN.c.statement_id == _STATEMENT.c.id)
            .where(_SPAN.c.role == "content", is_among(_STATEMENT.c.article_id, articles))
            .order_by(_STATEMENT.c.article_id, _STATEMENT.c.id, _SPAN.c.position)
        )
        contents: dict[tuple[int, int], list[Span]] = {}
        for row in session.execute(query):
            contents.setdefault((row.article_id, row.id), []).append((row.start, row.end))
        readers = {article: read(*articles[article]) for article in dict.fromkeys(key[0] for key in contents)}
        yield {statement: readers[article].match(content) for (article, statement), content in contents.items()}
        last = max(articles)


def _next_articles(session: Session, last: int) -> dict[int, tuple[str, str | None]]:
    """The texts and titles of the next articles, by number: a handful, or one that is long."""
    query = select(_ARTICLE.c.id, _ARTICLE.c.text, _ARTICLE.c.title).where(_ARTICLE.c.id > last)
    found: dict[int, tuple[str, str | None]] = {}
    characters = 0
    with session.execute(query.order_by(_ARTICLE.c.id).limit(_ARTICLES)) as rows:
        for row in rows:
            found[row.id] = (row.text, row.title)
            characters += len(row.text)
            if characters > _CHARACTERS:
                break
    return found
