"""The frozen records that cross rooms: no SQL, no click, no I/O.

Offsets are ``[start, end)`` in code points of the stored text. Layers are told apart by name: ``ArticleInput``
is what a reader gives, ``ExtractedStatement`` what extraction finds, ``LedgerRow`` what people list and export.

A file of them is imported when a record of it is asked for: to make them all takes longer than a question has.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        SpeakerReference,
        TopicMatch,
    )
    from tracker.records.listed import SPEAKER_SORT_KEYS, PostSeen, SpeakerPortrait, SpeakerSummary, TopicSummary
    from tracker.records.spans import Span, Spans
    from tracker.records.statements import (
        SORT_KEYS,
        LedgerRow,
        NamedSpeaker,
        StatementDetail,
        StatementFilter,
        StoredClaim,
    )
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

_FILES = {
    "articles": ("ArticleDetail", "ArticleInput", "ArticleSummary", "IngestedArticle", "IngestReport", "ReadFailure"),
    "extracted": (
        "Addressee",
        "Diagnostic",
        "Directory",
        "ExtractedClaim",
        "ExtractedStatement",
        "Extraction",
        "KnownPost",
        "KnownSpeaker",
        "Occasion",
        "SaidOn",
        "SpeakerReference",
        "TopicMatch",
    ),
    "listed": ("SPEAKER_SORT_KEYS", "PostSeen", "SpeakerPortrait", "SpeakerSummary", "TopicSummary"),
    "spans": ("Span", "Spans"),
    "statements": ("SORT_KEYS", "LedgerRow", "NamedSpeaker", "StatementDetail", "StatementFilter", "StoredClaim"),
    "vocabulary": (
        "ClaimKind",
        "ClaimStrength",
        "Confidence",
        "DateBasis",
        "Manner",
        "OccasionKind",
        "PartyRole",
        "SpeakerKind",
        "Status",
    ),
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _FILE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_FILE_OF[name]}"), name)
    globals()[name] = found  # so that it is looked for once
    return found
