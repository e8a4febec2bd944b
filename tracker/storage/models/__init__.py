"""The tables as typed models, one file a noun; the schema itself comes from the migrations alone.

A file is imported when a model of it is asked for, and all of them with Base, whose metadata then has every table.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.storage.models.base import table_of as table_of

if TYPE_CHECKING:
    from tracker.storage.models.articles import Article as Article
    from tracker.storage.models.articles import Mention as Mention
    from tracker.storage.models.base import Base as Base
    from tracker.storage.models.commitments import ClaimLink as ClaimLink
    from tracker.storage.models.days import UNDATED as UNDATED
    from tracker.storage.models.days import SpeakerArticle as SpeakerArticle
    from tracker.storage.models.days import SpeakerDay as SpeakerDay
    from tracker.storage.models.days import TopicDay as TopicDay
    from tracker.storage.models.days import TopicSpeaker as TopicSpeaker
    from tracker.storage.models.formulations import Formulation as Formulation
    from tracker.storage.models.history import Change as Change
    from tracker.storage.models.history import Invocation as Invocation
    from tracker.storage.models.speakers import PostHeld as PostHeld
    from tracker.storage.models.speakers import Speaker as Speaker
    from tracker.storage.models.speakers import SpeakerName as SpeakerName
    from tracker.storage.models.statements import Claim as Claim
    from tracker.storage.models.statements import ClaimParty as ClaimParty
    from tracker.storage.models.statements import Statement as Statement
    from tracker.storage.models.statements import StatementSpan as StatementSpan
    from tracker.storage.models.statements import StatementSpeaker as StatementSpeaker
    from tracker.storage.models.statements import Utterance as Utterance
    from tracker.storage.models.statements import UtteranceApart as UtteranceApart
    from tracker.storage.models.topics import StatementTopic as StatementTopic
    from tracker.storage.models.topics import Topic as Topic
else:  # a checker that saw it would take any name for one of these

    def __getattr__(name: str) -> Any:
        if name == "Base":
            for file in _FILES:
                import_module(f"{__name__}.{file}")
        elif name not in _FILE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_FILE_OF.get(name, 'base')}"), name)
        globals()[name] = found  # so that it is looked for once
        return found


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
