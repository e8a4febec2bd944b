"""A stored article read anew: what is stored to compare with, and what is new, changed or gone, through a journal.

A statement keeps its number whatever is said of it now. Topics that a person put on or took off stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.records import ArticleInput, ExtractedStatement, Manner, Spans, Status
from tracker.revisions import StoredStatement
from tracker.storage.claim_writing import write_claims
from tracker.storage.claims import has_coded_claims
from tracker.storage.coding import insert_mention, read_spans, replace_spans
from tracker.storage.dating import DERIVED
from tracker.storage.filing import file_speakers
from tracker.storage.identity import make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.models import (
    Article,
    Change,
    Mention,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    StatementTopic,
    table_of,
)
from tracker.storage.posts import list_printed, shift_posts, speakers_of
from tracker.storage.removal import remove_orphans
from tracker.storage.session import Session
from tracker.storage.statements import check_spans, name_participants, rows_beside, statement_row

_ARTICLE = table_of(Article)
_CHANGE = table_of(Change)
_MENTION = table_of(Mention)
_NAME = table_of(SpeakerName)
_SPEAKER = table_of(Speaker)
_SPEAKING = table_of(StatementSpeaker)
_STATEMENT = table_of(Statement)
_TAGGED = table_of(StatementTopic)


def count_articles(session: Session) -> tuple[int, int]:
    """How many articles there are, and the number of the last one (0 for none)."""
    count, last = session.execute(select(func.count(), func.max(_ARTICLE.c.id)).select_from(_ARTICLE)).one()
    return int(count), int(last or 0)


def list_article_numbers(session: Session, after: int, last: int, limit: int) -> list[int]:
    """The numbers of the next articles behind ``after``, in their order, up to ``last`` and ``limit`` of them."""
    query = select(_ARTICLE.c.id).where(_ARTICLE.c.id > after, _ARTICLE.c.id <= last).order_by(_ARTICLE.c.id)
    return [int(number) for number in session.execute(query.limit(limit)).scalars()]


def read_article_input(session: Session, article_id: int) -> tuple[ArticleInput, str]:
    """A stored article as a reader would give it, and the hash of its text."""
    row = session.execute(select(_ARTICLE).where(_ARTICLE.c.id == article_id)).one()
    article = ArticleInput(
        text=row.text,
        identifier=row.identifier,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        author=row.author,
        language=row.language,
        published=row.published,
        accessed=row.accessed,
        region=row.region,
        note=row.note,
        origin=f"A{article_id}",
    )
    return article, str(row.text_sha256)


def former_texts(session: Session) -> dict[str, int]:
    """The hashes of texts that articles had before a person edited them, with the article's number."""
    rows = session.execute(
        select(_CHANGE.c.row_id, _CHANGE.c.before, _CHANGE.c.after).where(
            _CHANGE.c.table_name == "article",
            _CHANGE.c.action == "update",
            select(_ARTICLE.c.id).where(_ARTICLE.c.id == _CHANGE.c.row_id).exists(),
        )
    )
    return {
        row.before["text_sha256"]: int(row.row_id)
        for row in rows
        if row.before.get("text_sha256") not in (None, row.after.get("text_sha256"))
    }


def read_stored(session: Session, article_id: int) -> list[StoredStatement]:
    """An article's statements to compare a new extraction with, in the order of the text."""
    rows = session.execute(
        select(_STATEMENT).where(_STATEMENT.c.article_id == article_id).order_by(_STATEMENT.c.start, _STATEMENT.c.id)
    ).all()
    tagged = set(
        session.execute(
            select(_TAGGED.c.statement_id)
            .join_from(_TAGGED, _STATEMENT, _STATEMENT.c.id == _TAGGED.c.statement_id)
            .where(_STATEMENT.c.article_id == article_id, _TAGGED.c.origin == "hand")
        ).scalars()
    )
    judged = has_coded_claims(session, [row.id for row in rows])
    stored = []
    for row in rows:
        spans = read_spans(session, row.id)
        stored.append(
            StoredStatement(
                statement_id=row.id,
                key=row.key,
                status=Status(row.status),
                coded=row.status != Status.EXTRACTED.value or row.coder is not None or row.id in tagged | judged,
                coder=row.coder,
                speakers=_read_names(session, row.id),
                said_on=row.said_on,
                manner=Manner(row.manner),
                content_words=row.content,
                cue=spans["cue"],
                content=spans["content"],
                extracted_content=tuple((start, end) for start, end in row.extracted_content or ()),
            )
        )
    return stored


def write_extraction(
    session: Session,
    journal: Journal,
    article_id: int,
    extracted: Sequence[ExtractedStatement],
    places: Mapping[int, int | None],
    kept: Mapping[int, int],
    gone: Sequence[int],
    topics: Mapping[str, int],
    extractor: str,
) -> tuple[list[int], list[int]]:
    """Write what a new extraction says and give the numbers of what is new, and of what changed.

    ``places`` maps indices of ``extracted`` to the numbers of the stored statements that they are (None: new ones),
    ``kept`` to those that a person touched, which are only pointed to.
    """
    article, digest = read_article_input(session, article_id)
    published = parse_edtf(article.published) if article.published else None
    before, printed = speakers_of(session, article_id), list_printed(session, article_id)
    references = [reference for index in places for reference in name_participants(extracted[index])]
    filed = file_speakers(session, references, article_id, published)
    if filed.created:
        journal.adopt(session, Speaker, filed.created)
        names = session.execute(select(_NAME.c.id).where(_NAME.c.speaker_id.in_(filed.created))).scalars()
        journal.adopt(session, SpeakerName, list(names))
    journal.delete(session, Statement, *gone)
    numbers: dict[int, int] = dict(kept)
    new: list[int] = []
    changed: list[int] = []
    for index in sorted(places):
        statement, number = extracted[index], places[index]
        check_spans(article.text, statement)
        values: dict[str, Any] = statement_row(article.text, statement, published, filed.ids) | {
            "key": make_statement_key(digest, statement.content, statement.mention),
            "mention_id": insert_mention(session, journal, article_id, statement.source, statement.mention),
            "continues_id": numbers.get(statement.continues) if statement.continues is not None else None,
        }
        if number is None:
            number = journal.insert(session, Statement, {"article_id": article_id, "extractor": extractor} | values)
            new.append(number)
            _write_beside(session, journal, article, number, statement, filed.ids, topics)
        else:
            # A trigger derives the days to sort by, and those of the speakers' and topics' lists with them, from the
            # others: set beside these they would be written twice.
            moved = journal.update(session, Statement, number, {c: v for c, v in values.items() if c not in DERIVED})
            if _write_beside(session, journal, article, number, statement, filed.ids, topics) or moved:
                journal.update(session, Statement, number, {"extractor": extractor})
                changed.append(number)
        numbers[index] = number
    _drop_mentions(session, journal, article_id)
    journal.update(session, Article, article_id, {"extractor": extractor})
    # All that its speakers ever said is counted nowhere here: some of them said much.
    shift_posts(session, printed, list_printed(session, article_id), filed.persons, published)
    remove_orphans(session, journal, before - speakers_of(session, article_id))
    return new, changed


def _write_beside(
    session: Session,
    journal: Journal,
    article: ArticleInput,
    number: int,
    statement: ExtractedStatement,
    speakers: Mapping[Any, int],
    topics: Mapping[str, int],
) -> bool:
    """Bring a statement's spans, speakers, topics and claims to the extraction; tells whether that changed any."""
    beside = rows_beside(number, statement, speakers, topics)
    changed = False
    spans: dict[str, Spans] = {
        "source": tuple(statement.source), "cue": tuple(statement.cue), "content": tuple(statement.content)
    }  # fmt: skip
    if read_spans(session, number) != spans:
        for role, pieces in spans.items():
            replace_spans(session, journal, number, role, pieces)
        changed = True
    speaking = session.execute(
        select(_SPEAKING).where(_SPEAKING.c.statement_id == number).order_by(_SPEAKING.c.position)
    ).mappings()
    if [dict(row) for row in speaking] != beside.speaking:
        journal.delete_where(session, StatementSpeaker, statement_id=number)
        journal.insert_all(session, StatementSpeaker, beside.speaking)
        changed = True
    changed |= write_claims(session, journal, number, statement.claims, article.text)
    tagged = {
        row["topic_id"]: row
        for row in session.execute(select(_TAGGED).where(_TAGGED.c.statement_id == number)).mappings()
    }
    wanted = {row["topic_id"]: row for row in beside.tagged}
    for topic, row in tagged.items():
        if row["origin"] == "machine" and topic not in wanted:
            journal.delete(session, StatementTopic, (number, topic))
            changed = True
        elif row["origin"] == "machine":
            changed |= journal.update(session, StatementTopic, (number, topic), {"terms": wanted[topic]["terms"]})
    missing = [row for topic, row in wanted.items() if topic not in tagged]
    journal.insert_all(session, StatementTopic, missing)
    return changed or bool(missing)


def _drop_mentions(session: Session, journal: Journal, article_id: int) -> None:
    unused = session.execute(
        select(_MENTION.c.id).where(
            _MENTION.c.article_id == article_id,
            ~select(_STATEMENT.c.id).where(_STATEMENT.c.mention_id == _MENTION.c.id).exists(),
        )
    ).scalars()
    journal.delete(session, Mention, *unused)


def _read_names(session: Session, number: int) -> tuple[tuple[str, ...], ...]:
    speakers = session.execute(
        select(_SPEAKER.c.id, _SPEAKER.c.name)
        .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
        .where(_SPEAKING.c.statement_id == number)
        .order_by(_SPEAKING.c.position)
    ).all()
    return tuple(
        (
            speaker.name,
            *session.execute(
                select(_NAME.c.name).where(_NAME.c.speaker_id == speaker.id).order_by(_NAME.c.id)
            ).scalars(),
        )
        for speaker in speakers
    )
