"""Ledger rows as JSON-LD: schema.org for what was said and where, Web Annotation for the very characters.

The context stands in the file, so that no processor needs the network. Articles are named by the hash of their text
(RFC 6920), statements by their key within it, so that two exports of one database, or of two, name the same things the
same way.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from tracker.ledger.columns import Layout
from tracker.ledger.json_text import dump_json
from tracker.ledger.selection import Selection
from tracker.records import LedgerRow, Manner, NamedSpeaker, Span, SpeakerKind, StoredClaim

PLAIN = Layout()

Node = dict[str, Any]

SCHEMA = "https://schema.org/"
ANNOTATION = "http://www.w3.org/ns/oa#"

CONTEXT: Node = {
    "@vocab": SCHEMA,
    "oa": ANNOTATION,
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "creator": {"@type": "@id"},
    "isPartOf": {"@type": "@id"},
    "exampleOfWork": {"@type": "@id"},
    "Annotation": "oa:Annotation",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\\\^`]+")
_AROUND = 32  # characters of context on either side of a quotation

_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.STATE: "Country",
    SpeakerKind.MEDIA: "NewsMediaOrganization",
    SpeakerKind.DOCUMENT: "CreativeWork",
    SpeakerKind.UNNAMED: "Person",
}


def write_json_ld(selection: Selection, stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one document, a node a line: articles, speakers, utterances and statements, and an annotation of each last.

    A statement whose words are all quoted is a schema.org Quotation, any other a Claim, which has the quoted parts of
    a mixed one as Quotations. Its single propositions and speech acts are Claims that are parts of it: ``genre`` is
    what one does, ``keywords`` how firmly, ``about`` whom it binds or speaks of, ``mentions`` toward whom, and
    ``temporalCoverage`` its own date. Selectors give the exact words of each with what stands around them, and their
    place in code points of the article's text.
    """
    stream.write('{"@context": ' + dump_json(CONTEXT) + ',\n"@graph": [')
    separator = "\n"
    named: set[str] = set()  # articles, speakers and utterances; statements are not remembered, for each comes once
    for row, speakers, claims in selection.with_parts():
        beside = (_article(row), *map(_speaker, speakers), *_utterance(row))
        shared = [node for node in beside if node["@id"] not in named]
        named.update(node["@id"] for node in shared)
        text = selection.read_text(row.article_id)
        whole = _annotation(row, name_statement(row), text, row.content_offsets)
        parts = (node for stored in claims for node in _claim(row, stored, text))
        for node in (*shared, _statement(row, speakers), whole, *parts):
            stream.write(separator + dump_json(node))
            separator = ",\n"
    stream.write("\n]}\n")
    return []


def name_article(row: LedgerRow) -> str:
    """The address of the row's article by the hash of its text: ``ni:///sha-256;...``."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(row.text_sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def name_statement(row: LedgerRow) -> str:
    """The address of the row's statement within its article."""
    return f"{name_article(row)}#{row.statement_key}"


def _article(row: LedgerRow) -> Node:
    values = {
        "headline": row.title,
        "url": row.url if row.url and _ADDRESS.fullmatch(row.url) else None,
        "datePublished": row.published if _is_plain(row.published) else None,
        "temporalCoverage": None if _is_plain(row.published) else row.published,
        "author": {"@type": "Person", "name": row.author} if row.author else None,
        "publisher": {"@type": "Organization", "name": row.outlet} if row.outlet else None,
        "sha256": row.text_sha256,
    }
    return {"@id": name_article(row), "@type": "NewsArticle"} | _given(values)


def _speaker(speaker: NamedSpeaker) -> Node:
    kind = SpeakerKind(speaker.kind)
    values: Node = {"name": speaker.name}
    if speaker.country and kind is SpeakerKind.PERSON:
        values["nationality"] = {"@type": "Country", "identifier": speaker.country}
    elif speaker.country and kind is SpeakerKind.STATE:
        values["identifier"] = speaker.country
    return {"@id": _name_speaker(speaker), "@type": _TYPES.get(kind, "Organization")} | values


def _utterance(row: LedgerRow) -> Iterator[Node]:
    """The act that the row reports together with others, of which each report is an example."""
    if row.utterance_id is not None:
        count = f"reported by {row.report_count} statement{'' if row.report_count == 1 else 's'}"
        yield {
            "@id": _name_utterance(row.utterance_id),
            "@type": "CreativeWork",
            "identifier": f"U{row.utterance_id}",
            "description": count,
        }


def _statement(row: LedgerRow, speakers: tuple[NamedSpeaker, ...]) -> Node:
    direct = row.manner == Manner.DIRECT
    creators = [_name_speaker(speaker) for speaker in speakers]
    values: Node = {
        "identifier": row.statement_key,
        "text": row.claim,
        "creator": creators or None,
        "creditText": row.speaker_as_printed or None,
        ("isPartOf" if direct else "appearance"): name_article(row),
        "dateCreated": row.said_on if _is_plain(row.said_on) else None,
        "temporalCoverage": None if _is_plain(row.said_on) else row.said_on,
        "keywords": list(row.topics) or None,
        "exampleOfWork": None if row.utterance_id is None else _name_utterance(row.utterance_id),
        "creativeWorkStatus": row.status,
    }
    if row.manner == Manner.MIXED and row.quote:
        quoted = _given({"text": row.quote, "creator": creators or None, "isPartOf": name_article(row)})
        values["hasPart"] = {"@type": "Quotation"} | quoted
    return {"@id": name_statement(row), "@type": "Quotation" if direct else "Claim"} | _given(values)


def _claim(row: LedgerRow, stored: StoredClaim, text: str) -> Iterator[Node]:
    """One claim of the row's statement, and where it stands: in several pieces where it is wrapped round its cue."""
    claim = stored.claim
    name = f"{name_statement(row)}-claim{stored.number}"
    values: Node = {
        "identifier": stored.reference,
        "text": claim.text,
        "isPartOf": name_statement(row),
        "genre": claim.kind.value if claim.kind else None,
        "keywords": claim.strength.value if claim.strength else None,
        "about": _name_parties(claim.party),
        "mentions": _name_parties(claim.counterpart),
        "temporalCoverage": claim.about,
        "creativeWorkStatus": stored.status.value,
    }
    yield {"@id": name, "@type": "Claim"} | _given(values)
    start, end = claim.span
    pieces = [(max(a, start), min(b, end)) for a, b in row.content_offsets if max(a, start) < min(b, end)]
    yield _annotation(row, name, text, pieces or [claim.span])


def _name_parties(names: Sequence[str]) -> list[Node] | None:
    return [{"@type": "Thing", "name": name} for name in names] or None


def _annotation(row: LedgerRow, body: str, text: str, pieces: Iterable[Span]) -> Node:
    selectors = list(_selectors(pieces, text))
    return {
        "@id": f"{body}-annotation",
        "@type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": [{"source": name_article(row), "selector": pair} for pair in selectors],
    }


def _selectors(pieces: Iterable[Span], text: str) -> Iterator[list[Node]]:
    for start, end in pieces:
        quote = {
            "@type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        yield [quote, {"@type": "TextPositionSelector", "start": start, "end": end}]


def _name_speaker(speaker: NamedSpeaker) -> str:
    return f"_:speaker{speaker.speaker_id}"


def _name_utterance(utterance_id: int) -> str:
    return f"_:utterance{utterance_id}"


def _is_plain(date: str | None) -> bool:
    """Whether a date is one that schema.org takes: a day, a month or a year, without doubt."""
    return bool(date) and str(date).replace("-", "").isdecimal()


def _given(values: Node) -> Node:
    return {name: value for name, value in values.items() if value is not None}
