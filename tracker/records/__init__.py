"""The frozen records that cross rooms: no SQL, no click, no I/O.

Offsets are ``[start, end)`` in code points of the stored text. Layers are told apart by name: ``ArticleInput``
is what a reader gives, ``ExtractedStatement`` what extraction finds, ``LedgerRow`` what people list and export.

A file of them is imported when a record of it is asked for: to make them all takes longer than a question has.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.records.articles import ArticleDetail as ArticleDetail
    from tracker.records.articles import ArticleInput as ArticleInput
    from tracker.records.articles import ArticleSummary as ArticleSummary
    from tracker.records.articles import IngestedArticle as IngestedArticle
    from tracker.records.articles import IngestReport as IngestReport
    from tracker.records.articles import ReadFailure as ReadFailure
    from tracker.records.extracted import Addressee as Addressee
    from tracker.records.extracted import Diagnostic as Diagnostic
    from tracker.records.extracted import Directory as Directory
    from tracker.records.extracted import ExtractedClaim as ExtractedClaim
    from tracker.records.extracted import ExtractedStatement as ExtractedStatement
    from tracker.records.extracted import Extraction as Extraction
    from tracker.records.extracted import KnownPost as KnownPost
    from tracker.records.extracted import KnownSpeaker as KnownSpeaker
    from tracker.records.extracted import Occasion as Occasion
    from tracker.records.extracted import SaidOn as SaidOn
    from tracker.records.extracted import SpeakerReference as SpeakerReference
    from tracker.records.extracted import TopicMatch as TopicMatch
    from tracker.records.listed import SPEAKER_SORT_KEYS as SPEAKER_SORT_KEYS
    from tracker.records.listed import PostSeen as PostSeen
    from tracker.records.listed import SpeakerPortrait as SpeakerPortrait
    from tracker.records.listed import SpeakerSummary as SpeakerSummary
    from tracker.records.listed import TopicSummary as TopicSummary
    from tracker.records.spans import Span as Span
    from tracker.records.spans import Spans as Spans
    from tracker.records.statements import SORT_KEYS as SORT_KEYS
    from tracker.records.statements import LedgerRow as LedgerRow
    from tracker.records.statements import NamedSpeaker as NamedSpeaker
    from tracker.records.statements import StatementDetail as StatementDetail
    from tracker.records.statements import StatementFilter as StatementFilter
    from tracker.records.statements import StoredClaim as StoredClaim
    from tracker.records.vocabulary import ClaimKind as ClaimKind
    from tracker.records.vocabulary import ClaimStrength as ClaimStrength
    from tracker.records.vocabulary import Confidence as Confidence
    from tracker.records.vocabulary import DateBasis as DateBasis
    from tracker.records.vocabulary import Manner as Manner
    from tracker.records.vocabulary import OccasionKind as OccasionKind
    from tracker.records.vocabulary import PartyRole as PartyRole
    from tracker.records.vocabulary import SpeakerKind as SpeakerKind
    from tracker.records.vocabulary import Status as Status
else:  # a checker that saw it would take any name for one of these

    def __getattr__(name: str) -> Any:
        if name not in _FILE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_FILE_OF[name]}"), name)
        globals()[name] = found  # so that it is looked for once
        return found


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
