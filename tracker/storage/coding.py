"""Statements as people code them: read for a form, and written through a journal, column by column or whole.

Content and source make a statement's key, so that setting them keeps key, words, claims and the topics found by rule in
step. What is set alike on many statements, and who decided on them, is assigning.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.edtf import parse_edtf
from tracker.errors import ConflictError, NotFoundError
from tracker.records import DateBasis, Manner, SaidOn, Spans, Status, TopicMatch
from tracker.revisions import CodedStatement, ContentReading
from tracker.storage.assigning import set_topics
from tracker.storage.claim_writing import insert_claims, move_claims
from tracker.storage.dating import date_statement
from tracker.storage.identity import make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.models import (
    Article,
    Mention,
    Speaker,
    Statement,
    StatementSpan,
    StatementSpeaker,
    StatementTopic,
    Topic,
    table_of,
)
from tracker.storage.session import Session
from tracker.storage.statements import join_pieces, quote_of
from tracker.storage.topics import collect_tags, number_topics

_ARTICLE = table_of(Article)
_MENTION = table_of(Mention)
_SPEAKER = table_of(Speaker)
_STATEMENT = table_of(Statement)
_SPAN = table_of(StatementSpan)
_SPEAKING = table_of(StatementSpeaker)
_TAGGED = table_of(StatementTopic)
_TOPIC = table_of(Topic)


def read_coded(session: Session, number: int) -> CodedStatement:
    """One statement as a person may set it; raises NotFoundError where there is none of that number."""
    row = session.execute(
        select(
            _STATEMENT, _ARTICLE.c.text, _ARTICLE.c.title, _MENTION.c.text.label("mention"), _SPEAKER.c.name.label("to")
        )
        .join_from(_STATEMENT, _ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .outerjoin(_MENTION, _MENTION.c.id == _STATEMENT.c.mention_id)
        .outerjoin(_SPEAKER, _SPEAKER.c.id == _STATEMENT.c.addressee_id)
        .where(_STATEMENT.c.id == number)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"no statement {number}; `tracker statements` lists their numbers")
    speakers = session.execute(
        select(_SPEAKER.c.name)
        .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(_SPEAKING.c.statement_id == number)
        .order_by(_SPEAKING.c.position)
    )
    topics = session.execute(
        select(_TOPIC.c.slug)
        .join_from(_TAGGED, _TOPIC, _TOPIC.c.id == _TAGGED.c.topic_id)
        .where(_TAGGED.c.statement_id == number, _TAGGED.c.withdrawn == 0)
        .order_by(_TOPIC.c.position, _TOPIC.c.slug)
    )
    spans = read_spans(session, number)
    return CodedStatement(
        statement_id=number,
        article_id=row.article_id,
        text=row.text,
        title=row.title,
        status=Status(row.status),
        speakers=tuple(speakers.scalars()),
        addressee=row.to or row.addressee,
        said_on=row.said_on,
        manner=Manner(row.manner),
        topics=tuple(topics.scalars()),
        note=row.note,
        mention=row.mention or "",
        source=spans["source"],
        cue=spans["cue"],
        content=spans["content"],
        coder=row.coder,
        coded_at=row.coded_at,
    )


def read_spans(session: Session, number: int) -> dict[str, Spans]:
    """The source, cue and content spans of a statement, in their order."""
    rows = session.execute(
        select(_SPAN).where(_SPAN.c.statement_id == number).order_by(_SPAN.c.role, _SPAN.c.position)
    ).all()
    return {
        role: tuple((row.start, row.end) for row in rows if row.role == role) for role in ("source", "cue", "content")
    }


def set_spans(
    session: Session,
    journal: Journal,
    coded: CodedStatement,
    reading: ContentReading,
    *,
    source: Spans,
    cue: Spans,
    content: Spans,
    manner: Manner | None = None,
) -> bool:
    """Move a statement to other stretches of its article, with all that follows from them; tells whether it moved.

    The offsets that the extractor had are kept, so that what it finds there again is known to be this statement. Raises
    ConflictError where another statement of the article has the same content and source.
    """
    if (source, cue, content) == (coded.source, coded.cue, coded.content):
        return False
    text, number = coded.text, coded.statement_id
    row = session.execute(select(_STATEMENT).where(_STATEMENT.c.id == number)).one()
    mention = coded.mention if source == coded.source else join_pieces(text, source)
    mention_id = (
        row.mention_id
        if source == coded.source
        else insert_mention(session, journal, coded.article_id, source, mention)
    )
    key = make_key(session, coded.article_id, content, mention, besides=number)
    chosen = manner or (reading.manner if content != coded.content else coded.manner)
    values = _words(text, source, cue, content, chosen) | {"key": key, "mention_id": mention_id}
    if content != coded.content and row.extracted_content is None and row.status != Status.ADDED.value:
        values["extracted_content"] = [list(span) for span in coded.content]
    journal.update(session, Statement, number, values)
    if mention_id != row.mention_id and row.mention_id is not None:
        _drop_mention(session, journal, row.mention_id)
    for role, spans, before in (("source", source, coded.source), ("cue", cue, coded.cue)):
        if spans != before:
            replace_spans(session, journal, number, role, spans)
    if content != coded.content:
        replace_spans(session, journal, number, "content", content)
        move_claims(session, journal, number, reading.claims, text)
        _retag(session, journal, number, reading.topics)
    return True


def insert_coded(
    session: Session,
    journal: Journal,
    article_id: int,
    reading: ContentReading,
    *,
    source: Spans,
    cue: Spans,
    content: Spans,
    manner: Manner | None = None,
    values: Mapping[str, Any] | None = None,
) -> int:
    """Put in a statement that a person found and give its number; ``values`` are columns to set beside its words.

    Raises ConflictError where a statement of the article has the same content and source.
    """
    article = session.execute(select(_ARTICLE).where(_ARTICLE.c.id == article_id)).one()
    mention = join_pieces(article.text, source)
    key = make_key(session, article_id, content, mention)
    published = parse_edtf(article.published) if article.published else None
    given = dict(values or {})
    said_on = (
        SaidOn(given["said_on"], given["said_on_start"], given["said_on_end"], DateBasis(given["said_on_basis"]))
        if given.get("said_on")
        else None
    )
    dated_from, dated_to = date_statement(said_on, published)
    number = journal.insert(
        session,
        Statement,
        {
            "key": key,
            "article_id": article_id,
            "mention_id": insert_mention(session, journal, article_id, source, mention),
            "confidence": "high",
            "status": Status.ADDED.value,
            "coder": journal.caller.user,
            "coded_at": journal.caller.at,
            "dated_from": dated_from,
            "dated_to": dated_to,
        }
        | _words(article.text, source, cue, content, manner or reading.manner)
        | given,
    )
    for role, spans in (("source", source), ("cue", cue), ("content", content)):
        replace_spans(session, journal, number, role, spans)
    insert_claims(session, journal, number, reading.claims, article.text)
    _retag(session, journal, number, reading.topics)
    return number


_SHARED = (
    "said_on",
    "said_on_start",
    "said_on_end",
    "said_on_basis",
    "said_on_text",
    "said_on_at",
    "said_on_until",
    "addressee",
    "addressee_at",
    "addressee_until",
    "addressee_id",
    "occasion",
    "occasion_kind",
    "occasion_place",
    "occasion_at",
    "occasion_until",
)


def insert_beside(session: Session, journal: Journal, number: int, reading: ContentReading, *, content: Spans) -> int:
    """Put in another statement of the same source, cue, speakers, day and occasion, and give its number."""
    row = session.execute(select(_STATEMENT).where(_STATEMENT.c.id == number)).one()
    spans = read_spans(session, number)
    made = insert_coded(
        session,
        journal,
        row.article_id,
        reading,
        source=spans["source"],
        cue=spans["cue"],
        content=content,
        values={column: getattr(row, column) for column in _SHARED},
    )
    speaking = session.execute(select(_SPEAKING).where(_SPEAKING.c.statement_id == number)).mappings()
    journal.insert_all(session, StatementSpeaker, [dict(speaker) | {"statement_id": made} for speaker in speaking])
    by_hand = session.execute(
        select(_TAGGED.c.topic_id, _TAGGED.c.withdrawn).where(
            _TAGGED.c.statement_id == number, _TAGGED.c.origin == "hand"
        )
    ).all()
    set_topics(
        session,
        journal,
        [made],
        add=[row.topic_id for row in by_hand if not row.withdrawn],
        remove=[row.topic_id for row in by_hand if row.withdrawn],
    )
    return made


def make_key(session: Session, article_id: int, content: Spans, mention: str, *, besides: int | None = None) -> str:
    """The key of a statement with this content and mention; raises ConflictError where another one has it."""
    digest = session.execute(select(_ARTICLE.c.text_sha256).where(_ARTICLE.c.id == article_id)).scalar_one()
    key = make_statement_key(digest, content, mention)
    other = session.execute(select(_STATEMENT.c.id).where(_STATEMENT.c.key == key)).scalar()
    if other is not None and other != besides:
        raise ConflictError(f"S{other} has the same content and source already; edit or restore that one")
    return key


def _words(text: str, source: Spans, cue: Spans, content: Spans, manner: Manner) -> dict[str, Any]:
    words = join_pieces(text, content)
    return {
        "start": min(start for start, _ in (*source, *cue, *content)),
        "content": words,
        "quote": quote_of(words, manner),
        "cue": join_pieces(text, cue),
        "manner": manner.value,
    }


def insert_mention(session: Session, journal: Journal, article_id: int, source: Spans, mention: str) -> int | None:
    """The number of the article's mention of these words at these spans, put in where it is new; None without words."""
    if not mention:
        return None
    start = min((start for start, _ in source), default=None)
    end = max((end for _, end in source), default=None)
    found = session.execute(
        select(_MENTION.c.id).where(
            _MENTION.c.article_id == article_id,
            _MENTION.c.start.is_(start) if start is None else _MENTION.c.start == start,
            _MENTION.c.end.is_(end) if end is None else _MENTION.c.end == end,
            _MENTION.c.text == mention,
        )
    ).scalar()
    if found is not None:
        return int(found)
    return journal.insert(session, Mention, {"article_id": article_id, "start": start, "end": end, "text": mention})


def _drop_mention(session: Session, journal: Journal, mention_id: int) -> None:
    if session.execute(select(_STATEMENT.c.id).where(_STATEMENT.c.mention_id == mention_id).limit(1)).scalar() is None:
        journal.delete(session, Mention, mention_id)


def replace_spans(session: Session, journal: Journal, number: int, role: str, spans: Spans) -> None:
    """Give a statement these spans of one role, and no others."""
    if read_spans(session, number)[role] == spans:
        return
    journal.delete_where(session, StatementSpan, statement_id=number, role=role)
    journal.insert_all(
        session,
        StatementSpan,
        [
            {"statement_id": number, "role": role, "position": position, "start": start, "end": end}
            for position, (start, end) in enumerate(spans)
        ],
    )


def _retag(session: Session, journal: Journal, number: int, matches: Sequence[TopicMatch]) -> None:
    """Bring the topics that rules put on to what rules now find; what a person put on or took off stays."""
    wanted = collect_tags(matches, number_topics(session))
    stored = {row.topic_id: row for row in session.execute(select(_TAGGED).where(_TAGGED.c.statement_id == number))}
    for topic, row in stored.items():
        if row.origin == "machine" and topic not in wanted:
            journal.delete(session, StatementTopic, (number, topic))
        elif row.origin == "machine":
            journal.update(session, StatementTopic, (number, topic), {"terms": wanted[topic]})
    for topic, terms in wanted.items():
        if topic not in stored:
            journal.insert(session, StatementTopic, {"statement_id": number, "topic_id": topic, "terms": terms})
