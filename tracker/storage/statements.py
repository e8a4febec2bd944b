"""Statements of one article put in: mentions, spans, speakers, topics and claims in one insert each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.edtf import EdtfDate
from tracker.errors import TrackerError
from tracker.records import (
    ArticleInput,
    Diagnostic,
    ExtractedStatement,
    Manner,
    Span,
    Spans,
    SpeakerKind,
    SpeakerReference,
)
from tracker.storage.claims import claim_row, party_rows
from tracker.storage.dating import date_statement
from tracker.storage.filing import SpeakerIdentity, identify
from tracker.storage.identity import make_statement_key
from tracker.storage.models import (
    Claim,
    ClaimParty,
    Mention,
    Statement,
    StatementSpan,
    StatementSpeaker,
    StatementTopic,
    table_of,
)
from tracker.storage.rows import insert_rows, next_ids
from tracker.storage.session import Session
from tracker.storage.topics import collect_tags

_STATEMENT = table_of(Statement)
_MENTION = table_of(Mention)
_SPAN = table_of(StatementSpan)
_SPEAKING = table_of(StatementSpeaker)
_TAGGED = table_of(StatementTopic)
_CLAIM = table_of(Claim)
_PARTY = table_of(ClaimParty)

# Kinds of addressees that are known across articles.
_NAMED = frozenset(
    {SpeakerKind.PERSON, SpeakerKind.OFFICE, SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.MEDIA}
)

# Between the pieces of one content, or one cue.
GAP = " … "

_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|„[^„“”]+[“”]|«[^«»]+»|「[^「」]+」")


def insert_statements(
    session: Session,
    article_id: int,
    text_sha256: str,
    article: ArticleInput,
    statements: Sequence[ExtractedStatement],
    speakers: Mapping[SpeakerIdentity, int],
    topics: Mapping[str, int],
    published: EdtfDate | None,
    extractor: str,
) -> tuple[range, tuple[Diagnostic, ...]]:
    """Store an article's statements; gives their numbers, and a diagnostic for each that was there already.

    A statement of the same content and mention as an earlier one of the article is the same statement, and is left
    out. Raises TrackerError for a span that is not in the text.
    """
    first, first_mention = next_ids(session, _STATEMENT, _MENTION)
    numbers: dict[str, int] = {}
    number_of: list[int] = []
    rows: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    speaking: list[dict[str, Any]] = []
    tagged: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    diagnostics: list[Diagnostic] = []
    mentions = _Mentions(article_id, first_mention)
    for statement in statements:
        check_spans(article.text, statement)
        key = make_statement_key(text_sha256, statement.content, statement.mention)
        number = numbers.setdefault(key, first + len(rows))
        number_of.append(number)
        if number < first + len(rows):
            diagnostics.append(
                Diagnostic("same-statement", "found twice with the same content and source", statement.content[0])
            )
            continue
        continues = statement.continues
        rows.append(
            statement_row(article.text, statement, published, speakers)
            | {
                "id": number,
                "key": key,
                "article_id": article_id,
                "mention_id": mentions.number(statement),
                "continues_id": number_of[continues] if continues is not None and continues < len(number_of) else None,
                "extractor": extractor,
            }
        )
        beside = rows_beside(number, statement, speakers, topics)
        spans.extend(beside.spans)
        speaking.extend(beside.speaking)
        tagged.extend(beside.tagged)
        for position, claim in enumerate(statement.claims):
            claims.append(claim_row(number, position, claim, article.text))
            parties.extend(party_rows(number, position, claim))
    insert_rows(session, _MENTION, mentions.rows())
    insert_rows(session, _STATEMENT, rows)
    insert_rows(session, _SPAN, spans)
    insert_rows(session, _SPEAKING, speaking)
    insert_rows(session, _TAGGED, tagged)
    insert_rows(session, _CLAIM, claims)
    insert_rows(session, _PARTY, parties)
    return range(first, first + len(rows)), tuple(diagnostics)


def name_participants(statement: ExtractedStatement) -> Iterator[SpeakerReference]:
    """Who said it, and the addressee if it is one of name: reporters and the like make no speaker."""
    yield from statement.speakers
    yield from _find_addressee(statement)


@dataclass(frozen=True, slots=True)
class RowsBeside:
    """The rows of other tables that belong to one statement."""

    spans: list[dict[str, Any]]
    speaking: list[dict[str, Any]]
    tagged: list[dict[str, Any]]


def rows_beside(
    number: int,
    statement: ExtractedStatement,
    speakers: Mapping[SpeakerIdentity, int],
    topics: Mapping[str, int],
) -> RowsBeside:
    """The spans, speakers and topics of the statement of this number, as rows."""
    roles: dict[int, str | None] = {}
    for reference in statement.speakers:
        roles.setdefault(speakers[identify(reference)], reference.role)
    return RowsBeside(
        spans=[
            {"statement_id": number, "role": role, "position": position, "start": start, "end": end}
            for role, pieces in (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
            for position, (start, end) in enumerate(pieces)
        ],
        speaking=[
            {"statement_id": number, "position": position, "speaker_id": speaker_id, "role": role}
            for position, (speaker_id, role) in enumerate(roles.items())
        ],
        tagged=[
            {"statement_id": number, "topic_id": topic, "terms": terms}
            for topic, terms in collect_tags(statement.topics, topics).items()
        ],
    )


def join_pieces(text: str, spans: Spans) -> str:
    """The words at the spans, joined with " … " where there are several."""
    return GAP.join(text[start:end] for start, end in spans)


def quote_of(content: str, manner: Manner) -> str | None:
    """The quoted words of a mixed content; a direct one is all quote, and needs no copy of it."""
    return (GAP.join(_QUOTED.findall(content)) or None) if manner is Manner.MIXED else None


class _Mentions:
    """The mentions of one article, one row for every stretch and wording however many statements share it."""

    def __init__(self, article_id: int, first: int) -> None:
        self._article_id = article_id
        self._next = first
        self._numbers: dict[tuple[Span | None, str], int] = {}

    def number(self, statement: ExtractedStatement) -> int | None:
        if not statement.mention:
            return None
        source = statement.source
        reach = (min(start for start, _ in source), max(end for _, end in source)) if source else None
        return self._numbers.setdefault((reach, statement.mention), self._next + len(self._numbers))

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "id": number,
                "article_id": self._article_id,
                "start": reach[0] if reach else None,
                "end": reach[1] if reach else None,
                "text": mention,
            }
            for (reach, mention), number in self._numbers.items()
        ]


def statement_row(
    text: str,
    statement: ExtractedStatement,
    published: EdtfDate | None,
    speakers: Mapping[SpeakerIdentity, int],
) -> dict[str, Any]:
    """The columns of a statement that follow from its extraction, without its number, key and article."""
    said_on, addressee, occasion = statement.said_on, statement.addressee, statement.occasion
    dated_from, dated_to = date_statement(said_on, published)
    content = join_pieces(text, statement.content)
    return {
        "start": min(start for start, _ in (*statement.source, *statement.cue, *statement.content)),
        "content": content,
        "quote": quote_of(content, statement.manner),
        "cue": join_pieces(text, statement.cue),
        "manner": statement.manner.value,
        "confidence": statement.confidence.value,
        "reasons": list(statement.reasons) or None,
        "candidates": list(statement.candidates) or None,
        "rule": statement.rule,
        "said_on": said_on.edtf if said_on else None,
        "said_on_start": said_on.start if said_on else None,
        "said_on_end": said_on.end if said_on else None,
        "said_on_basis": said_on.basis.value if said_on else None,
        "said_on_text": said_on.text or None if said_on else None,
        "said_on_at": said_on.span[0] if said_on and said_on.span else None,
        "said_on_until": said_on.span[1] if said_on and said_on.span else None,
        "addressee": addressee.text if addressee else None,
        "addressee_id": next((speakers[identify(other)] for other in _find_addressee(statement)), None),
        "addressee_at": addressee.span[0] if addressee else None,
        "addressee_until": addressee.span[1] if addressee else None,
        "occasion": occasion.text if occasion else None,
        "occasion_kind": occasion.kind.value if occasion else None,
        "occasion_place": occasion.place if occasion else None,
        "occasion_on": occasion.date if occasion else None,
        "occasion_at": occasion.span[0] if occasion and occasion.span else None,
        "occasion_until": occasion.span[1] if occasion and occasion.span else None,
        "dated_from": dated_from,
        "dated_to": dated_to,
    }


def _find_addressee(statement: ExtractedStatement) -> Sequence[SpeakerReference]:
    """The first addressee that is named; the others stand in the words as printed."""
    others = statement.addressee.speakers if statement.addressee else ()
    return [other for other in others if other.kind in _NAMED][:1]


def check_spans(text: str, statement: ExtractedStatement) -> None:
    """Raise TrackerError where a statement has no content, or a span that is not in the text."""
    if not statement.content:
        raise TrackerError("extraction found a statement without content; nothing of the article was stored")
    told = [part.span for part in (statement.addressee, statement.occasion) if part is not None and part.span]
    claims = (claim.span for claim in statement.claims)
    for start, end in (*statement.source, *statement.cue, *statement.content, *claims, *told):
        if not 0 <= start < end <= len(text):
            raise TrackerError(f"extraction gave the span {start}-{end} in a text of {len(text)} characters")
