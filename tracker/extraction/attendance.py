"""Who was at an occasion: whether the day of a meeting or a vote is also that of a statement in the same article.

An article about a meeting reports what those who met said there, and beside it what others said of it, in an interview,
on another day, or at no time that it tells. The occasion's day belongs to the first alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tracker.extraction.structures import Paragraph, Report, Sentence
from tracker.lexicon.actors import Actors
from tracker.records import SpeakerKind, SpeakerReference

# Words around the cue that put it elsewhere: "told the Daily Chronicle", "wrote on Facebook", "had said earlier".
_ELSEWHERE = re.compile(
    r"\b(?:interview|(?<!joint )statement|post(?:ed)?|tweet(?:ed)?|letter|article|report|paper|book|memoir"
    r"|e-?mail(?:ed)?|column|op-ed|TV|television|radio|Twitter|Facebook|Telegram|wrote|written|anonymity|phone|on X"
    r"|[Aa]ccording to|reportedly|earlier|later)\b"
    r"|\btold (?:the |a )?(?:[A-Z][a-z]+ )+(?:News|Times|Post|Mail|Herald|Tribune|Agency|Journal|Guardian|Radio|TV"
    r"|Television)\b"
)
# Words that tie it to the occasion: "following the vote", "within the hour", "her counterpart", "in reply".
_TIED = re.compile(
    r"\b(?:following|after|before|ahead of|during|at) (?:the|this|that|their|his|her) (?:\w+ ){0,2}"
    r"(?:vote|meeting|talks|announcement|speech|ceremony|decision|event|briefing|visit|signing|summit|session|call"
    r"|conference|ruling|launch|hearing)\b|\b(?:hours|minutes) (?:earlier|later|after|before)\b"
    r"|\bwithin (?:the|an) hour\b|\bthe same day\b|\bcounterpart\b"
    r"|\b(?:for (?:his|her|its|their) part|in (?:reply|turn)|responding|replying|taking the floor|opening remarks"
    r"|spoke (?:first|last|next))\b",
    re.IGNORECASE,
)
# Articles that report one sitting, or one text that two sides agreed on, from end to end.
_SITTING = re.compile(r"\b(?:Council|General Assembly|plenary|debate|session|hearing|delegates|summit)\b")
_AGREED = re.compile(r"\bjoint (?:communiqu[eé]|declaration|statement)\b", re.IGNORECASE)
_MEMBER = re.compile(
    r"\b(?:delegate|representative|ambassador|envoy|minister|counterpart|spokes\w+|member|co-chair)s?\b", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b")
_THOSE_WHO_MET = re.compile(
    r"\b(?:sides|two|both|ministers|leaders|presidents|parties|members|delegations|participants|countries|they)\b",
    re.IGNORECASE,
)
_HEAD = 600
_EARLY = 6  # the sitting that an article is about is told of among its first sentences
_LEAD = 3
_SITS = frozenset({SpeakerKind.PERSON, SpeakerKind.STATE, SpeakerKind.OFFICE})


class Attendance:
    """What one article lets one tell of who took part; ``readout`` says that it narrates a meeting or a call."""

    def __init__(
        self, text: str, title: str | None, paragraphs: Sequence[Paragraph], actors: Actors, *, readout: bool
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.actors = actors
        head = f"{title or ''} {text[:_HEAD]}"
        self.sitting = _SITTING.search(head) is not None
        self.narrates = readout or _AGREED.search(head) is not None

    def was_there(
        self,
        occasion: int,
        report: Report,
        speakers: Sequence[SpeakerReference],
        sentences: Sequence[Sentence],
        occasions: Sequence[bool],
    ) -> bool:
        """Tell if a report without a day of its own has that of the occasion told of in the sentence ``occasion``.

        It has, where it stands in that sentence, in the lead before it, or in words that tie it to it; where its own
        words do not put it elsewhere, in the same paragraph, behind a sentence that speaks of an occasion too (those
        of ``occasions``: "the summit also heard from …"), or if its source took part: is named in that sentence, or is
        one of those whose sitting or meeting the whole article reports.
        """
        if report.sentence == occasion or report.sentence < occasion <= _LEAD:
            return True
        around = self._around(report, sentences[report.sentence])
        if _TIED.search(around) or self._says_today(report):
            return True
        if _ELSEWHERE.search(around):
            return False
        here = report.sentence
        if occasions[here] or (
            here and occasions[here - 1] and sentences[here - 1].paragraph == sentences[here].paragraph
        ):
            return True
        at = sentences[occasion]
        if self._paragraph(at.start) == self._paragraph(report.content[0][0]):
            return True
        told = self.text[at.start : at.end]
        sits = self.sitting and occasion < _EARLY
        return any(self._takes_part(speaker, told, around, sits) for speaker in speakers)

    def _takes_part(self, speaker: SpeakerReference, told: str, around: str, sits: bool) -> bool:
        if any(len(word) > 3 and word[0].isupper() and word in told for word in speaker.name.split()):
            return True
        match speaker.kind:
            case SpeakerKind.DOCUMENT:
                return self.narrates
            case SpeakerKind.GROUP if _THOSE_WHO_MET.search(f"{speaker.name} {around}"):
                return True
            case SpeakerKind.STATE if (actor := self.actors.by_name(speaker.name)) is not None and any(
                form in told for form in (*actor.names, *actor.demonyms, *actor.capitals, *actor.metonyms)
            ):
                return True
        if speaker.kind in _SITS:
            return sits or self.narrates
        return sits and _MEMBER.search(speaker.name) is not None

    def _says_today(self, report: Report) -> bool:
        return any(_TODAY.search(self.text, start, end) for start, end in report.content)

    def _around(self, report: Report, sentence: Sentence) -> str:
        """The words of a report's sentence outside its content."""
        pieces, at = [], sentence.start
        for start, end in sorted(report.content):
            if at < start <= sentence.end:
                pieces.append(self.text[at:start])
            at = max(at, end)
        if at < sentence.end:
            pieces.append(self.text[at : sentence.end])
        return " ".join(pieces)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.paragraphs, offset, key=attrgetter("start"))
