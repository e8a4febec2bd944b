"""The frozen records that cross rooms: no SQL, no click, no I/O.

Offsets are ``[start, end)`` in code points of the stored text. Layers are told apart by name: ``ArticleInput``
is what a reader gives, ``ExtractedStatement`` what extraction finds, ``LedgerRow`` what people list and export.
"""

from __future__ import annotations

from tracker.records.articles import (
    ArticleDetail,
    ArticleInput,
    ArticleSummary,
    IngestedArticle,
    IngestReport,
    ReadFailure,
)
from tracker.records.extracted import (
    Addressee,
    Diagnostic,
    Directory,
    ExtractedClaim,
    ExtractedStatement,
    Extraction,
    KnownPost,
    KnownSpeaker,
    Occasion,
    SaidOn,
    Span,
    Spans,
    SpeakerReference,
    TopicMatch,
)
from tracker.records.listed import SPEAKER_SORT_KEYS, PostSeen, SpeakerPortrait, SpeakerSummary, TopicSummary
from tracker.records.statements import SORT_KEYS, LedgerRow, NamedSpeaker, StatementDetail, StatementFilter, StoredClaim
from tracker.records.vocabulary import (
    ClaimKind,
    ClaimStrength,
    Confidence,
    DateBasis,
    Manner,
    OccasionKind,
    PartyRole,
    SpeakerKind,
    Status,
)

__all__ = [
    "SORT_KEYS",
    "SPEAKER_SORT_KEYS",
    "Addressee",
    "ArticleDetail",
    "ArticleInput",
    "ArticleSummary",
    "ClaimKind",
    "ClaimStrength",
    "Confidence",
    "DateBasis",
    "Diagnostic",
    "Directory",
    "ExtractedClaim",
    "ExtractedStatement",
    "Extraction",
    "IngestReport",
    "IngestedArticle",
    "KnownPost",
    "KnownSpeaker",
    "LedgerRow",
    "Manner",
    "NamedSpeaker",
    "Occasion",
    "OccasionKind",
    "PartyRole",
    "PostSeen",
    "ReadFailure",
    "SaidOn",
    "Span",
    "Spans",
    "SpeakerKind",
    "SpeakerPortrait",
    "SpeakerReference",
    "SpeakerSummary",
    "StatementDetail",
    "StatementFilter",
    "Status",
    "StoredClaim",
    "TopicMatch",
    "TopicSummary",
]
