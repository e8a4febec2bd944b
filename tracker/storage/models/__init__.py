"""The tables as typed models, one file a noun; the schema itself comes from the migrations alone.

A file is imported when a model of it is asked for, and all of them with Base, whose metadata then has every table.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.storage.models.base import table_of

if TYPE_CHECKING:
    from tracker.storage.models.articles import Article, Mention
    from tracker.storage.models.base import Base
    from tracker.storage.models.commitments import ClaimLink
    from tracker.storage.models.days import UNDATED, SpeakerArticle, SpeakerDay, TopicDay, TopicSpeaker
    from tracker.storage.models.formulations import Formulation
    from tracker.storage.models.history import Change, Invocation
    from tracker.storage.models.speakers import PostHeld, Speaker, SpeakerName
    from tracker.storage.models.statements import (
        Claim,
        ClaimParty,
        Statement,
        StatementSpan,
        StatementSpeaker,
        Utterance,
        UtteranceApart,
    )
    from tracker.storage.models.topics import StatementTopic, Topic

__all__ = [
    "UNDATED",
    "Article",
    "Base",
    "Change",
    "Claim",
    "ClaimLink",
    "ClaimParty",
    "Formulation",
    "Invocation",
    "Mention",
    "PostHeld",
    "Speaker",
    "SpeakerArticle",
    "SpeakerDay",
    "SpeakerName",
    "Statement",
    "StatementSpan",
    "StatementSpeaker",
    "StatementTopic",
    "Topic",
    "TopicDay",
    "TopicSpeaker",
    "Utterance",
    "UtteranceApart",
    "table_of",
]

_FILES = {
    "articles": ("Article", "Mention"),
    "commitments": ("ClaimLink",),
    "days": ("UNDATED", "SpeakerArticle", "SpeakerDay", "TopicDay", "TopicSpeaker"),
    "formulations": ("Formulation",),
    "history": ("Change", "Invocation"),
    "speakers": ("PostHeld", "Speaker", "SpeakerName"),
    "statements": (
        "Claim", "ClaimParty", "Statement", "StatementSpan", "StatementSpeaker", "Utterance", "UtteranceApart",
    ),
    "topics": ("StatementTopic", "Topic"),
}  # fmt: skip
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "Base":
        for file in _FILES:
            import_module(f"{__name__}.{file}")
    elif name not in _FILE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_FILE_OF.get(name, 'base')}"), name)
    globals()[name] = found  # so that it is looked for once
    return found
