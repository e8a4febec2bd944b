"""The tables as typed models, one file a noun; the schema itself comes from the migrations alone."""

from tracker.storage.models.articles import Article, Mention
from tracker.storage.models.base import Base, table_of
from tracker.storage.models.commitments import ClaimLink
from tracker.storage.models.days import UNDATED, SpeakerDay, TopicDay
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
    "SpeakerDay",
    "SpeakerName",
    "Statement",
    "StatementSpan",
    "StatementSpeaker",
    "StatementTopic",
    "Topic",
    "TopicDay",
    "Utterance",
    "UtteranceApart",
    "table_of",
]
