"""Extractions written by hand: statements given by the words they rest on, in an article that holds these words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tracker.edtf import parse_edtf
from tracker.lexicon.topics import Topic
from tracker.records import (
    ArticleInput,
    DateBasis,
    ExtractedStatement,
    Extraction,
    Manner,
    SaidOn,
    Spans,
    SpeakerKind,
    SpeakerReference,
    TopicMatch,
)
from tracker.storage.history import Caller
from tracker.storage.identity import hash_text
from tracker.storage.intake import StoredArticle, store_article
from tracker.storage.session import Session
from tracker.storage.topics import sync_topics

CALLER = Caller("a" * 32, "2024-03-02T10:00:00Z", "tester", "tracker ingest articles", "0.0")

TOPICS = (
    Topic("partnership", "Partnership and bilateral ties", "How two states stand to each other.", ("partner*",)),
    Topic("trade", "Trade and investment", "Goods and money.", ("trade",), parent="economy"),
    Topic("economy", "Economy", "How states live.", ("econom*",)),
    Topic("trade-wars", "Tariffs and trade wars", "Goods held up.", ("tariff*",)),
)

BRANDT = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", "Foreign Minister", ("Brandt",))
OKELLO = SpeakerReference("Tomás Okello", SpeakerKind.PERSON, "UGA", "President", ("Okello", "Okello Tomás"))
AUSTRIA = SpeakerReference("Austria", SpeakerKind.STATE, "AUT")
OFFICIAL = SpeakerReference("senior official", SpeakerKind.UNNAMED)


def find(text: str, *words: str) -> Spans:
    """The spans of the words, each looked for behind the one before."""
    spans, start = [], 0
    for piece in words:
        start = text.index(piece, start)
        spans.append((start, start + len(piece)))
        start += len(piece)
    return tuple(spans)


def said(
    text: str,
    *content: str,
    by: SpeakerReference | tuple[SpeakerReference, ...] = BRANDT,
    mention: str = "Brandt",
    cue: str = "said",
    on: str | None = None,
    topics: dict[str, tuple[str, ...]] | None = None,
    **fields: Any,
) -> ExtractedStatement:
    """A statement of ``text`` by the words that it rests on."""
    date = parse_edtf(on) if on else None
    return ExtractedStatement(
        mention=mention,
        source=find(text, mention) if mention else (),
        cue=find(text, cue) if cue else (),
        content=find(text, *content),
        manner=fields.pop("manner", Manner.INDIRECT),
        speakers=by if isinstance(by, tuple) else (by,),
        said_on=SaidOn(date.text, date.start, date.end, DateBasis.SENTENCE, None, "on Friday") if date else None,
        topics=tuple(TopicMatch(slug, terms) for slug, terms in (topics or {}).items()),
        **fields,
    )


@dataclass(frozen=True)
class Told:
    """An article with what was found in it."""

    article: ArticleInput
    extraction: Extraction


def tell(text: str, *statements: ExtractedStatement, **fields: Any) -> Told:
    """An article of this text with these statements; ``fields`` are the article's."""
    return Told(ArticleInput(text, **fields), Extraction(statements))


def store(session: Session, told: Told, **changes: Any) -> StoredArticle:
    """Store an article as ingest does."""
    article = replace(told.article, **changes)
    return store_article(
        session,
        article,
        hash_text(article.text),
        told.extraction,
        extractor="7",
        topics=sync_topics(session, TOPICS),
        caller=CALLER,
    )


CORRIDOR_TEXT = (
    "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open.\n\n"
    "“We will keep our word,” Brandt told reporters. “Nobody will close it.”\n\n"
    "Austria and Uganda welcomed the all-weather strategic partnership.\n"
)
CORRIDOR = tell(
    CORRIDOR_TEXT,
    said(CORRIDOR_TEXT, "the grain corridor would stay open", mention="Foreign Minister Ilse Brandt", on="2024-03-01",
         topics={"trade": ("grain corridor",)}),
    said(CORRIDOR_TEXT, "“We will keep our word,”", "“Nobody will close it.”", cue="told reporters",
         manner=Manner.DIRECT, continues=0),
    said(CORRIDOR_TEXT, "the all-weather strategic partnership", mention="Austria and Uganda", cue="welcomed",
         by=(AUSTRIA, SpeakerReference("Uganda", SpeakerKind.STATE, "UGA")), topics={"partnership": ("partnership",)}),
    identifier="corridor", title="Ministers agree", outlet="The Harbour Post", published="2024-03-02",
    url="https://example.org/corridor", author="Ana Roig", accessed="2024-03-05",
)  # fmt: skip

PIPELINE_TEXT = (
    "President Tomás Okello warned on Monday that the “northern pipeline” would be closed, and a senior official "
    "said trade talks had stalled.\n"
)
PIPELINE = tell(
    PIPELINE_TEXT,
    said(PIPELINE_TEXT, "the “northern pipeline” would be closed", by=OKELLO, mention="President Tomás Okello",
         cue="warned", on="2024-05", manner=Manner.MIXED),
    said(PIPELINE_TEXT, "trade talks had stalled", by=OFFICIAL, mention="a senior official",
         topics={"trade": ("trade talks",)}),
    title="Okello warns", published="2024-05-20",
)  # fmt: skip
