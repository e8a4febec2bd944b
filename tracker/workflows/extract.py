"""Extraction without a database: articles in, statements out, as ``tracker extract`` prints them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from tracker.errors import TrackerError
from tracker.lexicon.topics import Topic
from tracker.records import (
    Addressee,
    ArticleInput,
    Diagnostic,
    Directory,
    ExtractedClaim,
    ExtractedStatement,
    Extraction,
    Occasion,
    ReadFailure,
    Spans,
    SpeakerReference,
)
from tracker.revisions import ContentReading

Extractor = Callable[[ArticleInput], Extraction]

MAX_STATEMENTS = 50_000
"""The most statements of one article: a hundred times what the longest hearing has."""

_log = logging.getLogger(__name__)


def load_extractor(
    directory: Directory | None = None, topics: tuple[Topic, ...] | None = None
) -> tuple[Extractor, str]:
    """The shipped extractor with its lexicon, and its version; loading its tables takes a moment.

    ``directory`` are the speakers that people have told of, none unless given; ``topics`` are the vocabulary, that of
    the word tables unless given.
    """
    from tracker.extraction.pipeline import EXTRACTOR_VERSION, extract
    from tracker.workflows.lexicon import load_words

    lexicon = load_words() if topics is None else replace(load_words(), topics=topics)
    return partial(extract, lexicon=lexicon, directory=directory or Directory()), EXTRACTOR_VERSION


def extract_items(
    items: Iterable[ArticleInput | ReadFailure],
) -> Iterator[tuple[ArticleInput, Extraction] | ReadFailure]:
    """Each article with what was found in it, one at a time; failures pass through, in their place."""
    extractor, _ = load_extractor()
    for item in items:
        if isinstance(item, ReadFailure):
            yield item
            continue
        found = run_extractor(extractor, item)
        yield found if isinstance(found, ReadFailure) else (item, found)


def run_extractor(extractor: Extractor, article: ArticleInput) -> Extraction | ReadFailure:
    """What the extractor finds; whatever goes wrong in one article is a failure of that article alone."""
    try:
        found = extractor(article)
        if len(found.statements) > MAX_STATEMENTS:
            return ReadFailure(
                article.origin,
                f"{len(found.statements):,} statements were found in it, more than the {MAX_STATEMENTS:,} that one "
                "article may have; an archive of many articles is taken in one by one, as files or JSON lines",
            )
        return found
    except TrackerError as error:
        return ReadFailure(article.origin, str(error))
    except Exception as error:  # among a million articles one must not cost the others
        _log.debug("extraction failed on %s", article.origin, exc_info=True)
        return ReadFailure(
            article.origin, f"extraction failed on it ({type(error).__name__}: {error}); please report it"
        )


def read_content(
    text: str,
    content: Spans,
    topics: tuple[Topic, ...],
    speakers: tuple[SpeakerReference, ...] = (),
    published: str | None = None,
    *,
    title: str | None = None,
) -> ContentReading:
    """What the shipped extractor says of a content that a person chose in the text, with this vocabulary of topics.

    ``speakers`` are who said it, as far as they are known: "we" is their side. Dates are reckoned from ``published``.
    What is in doubt of its topics, the article's ``title`` and the text around the content settle.
    """
    from tracker.extraction.manner import decide_manner
    from tracker.extraction.pipeline import read_content_claims
    from tracker.extraction.quotations import find_quotations
    from tracker.extraction.segmentation import split_paragraphs
    from tracker.extraction.surroundings import ArticleTopics
    from tracker.workflows.lexicon import load_words

    quotations, _ = find_quotations(text, split_paragraphs(text))
    return ContentReading(
        decide_manner(text, content, sorted(piece for quotation in quotations for piece in quotation.pieces)),
        read_content_claims(text, content, speakers, published, load_words()),
        ArticleTopics(text, title, topics).match(content),
    )


def to_json_object(article: ArticleInput, extraction: Extraction) -> dict[str, Any]:
    """One article as ``tracker extract`` prints it: plain data for json.dumps, offsets in code points of ``text``."""
    return {
        "id": article.identifier,
        "title": article.title,
        "published": article.published,
        "text": article.text,
        "statements": [_to_json_statement(statement) for statement in extraction.statements],
        "diagnostics": [_to_dict(diagnostic) for diagnostic in extraction.diagnostics],
    }


def _to_json_statement(statement: ExtractedStatement) -> dict[str, Any]:
    said_on = statement.said_on
    return {
        "speaker": statement.speaker,
        "speakers": [_to_dict(speaker) for speaker in statement.speakers],
        "mention": statement.mention,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "manner": statement.manner.value,
        "said_on": said_on.edtf if said_on else None,
        "said_on_basis": said_on.basis.value if said_on else None,
        "addressee": _to_addressee(statement.addressee) if statement.addressee else None,
        "occasion": _to_dict(statement.occasion) if statement.occasion else None,
        "confidence": statement.confidence.value,
        "claims": [_to_dict(claim) for claim in statement.claims],
        "topics": [match.slug for match in statement.topics],
    }


def _to_addressee(addressee: Addressee) -> dict[str, Any]:
    return _to_dict(addressee) | {"speakers": [_to_dict(speaker) for speaker in addressee.speakers]}


def _to_dict(record: SpeakerReference | ExtractedClaim | Diagnostic | Addressee | Occasion) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply, which took as long as finding all persons; frozen values are safe
    # to share.
    return {name: getattr(record, name) for name in record.__match_args__}
