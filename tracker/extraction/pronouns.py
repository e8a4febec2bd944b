"""Pronouns: "he" and "she" for the person in focus, "they" for a group or a pair, "it" for a thing or a document.

Gender and recency decide; nobody of the other gender, nobody whom the pronoun's own sentence names behind it or the
quotation that it closes names, and no body ("the government"). "They" is the pair named since a single source spoke.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from tracker.extraction.descriptions import Descriptions
from tracker.extraction.groups import PAIR, Groups
from tracker.extraction.posts import is_object
from tracker.extraction.resolution import Memory, Resolution, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import core_head
from tracker.lexicon.folding import fold
from tracker.lexicon.titles import Titles
from tracker.records import SpeakerKind, SpeakerReference

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
PRONOUNS = _HE | _SHE | _THEY | _IT
"""The pronouns of the third person."""

_PLURAL_KINDS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.STATE, SpeakerKind.UNNAMED})
_THINGS = frozenset(SpeakerKind) - {SpeakerKind.PERSON}

_SINGULAR_POST = re.compile(
    r"(?:man|woman|person|er|or|ist|ent|ant|ian|ary|al|ef|yst|ive|ate|oy|mat|judge|source|dean)\b", re.IGNORECASE
)
_BODY_ENDINGS = ("ment", "tribunal", "council", "hospital", "committee", "panel", "army", "number")
"""How the names of bodies end that sound like posts: no "he" is the government, the parliament or the tribunal."""
_DOCUMENT = re.compile(
    r"\b(?:[Aa]|[Tt]he|[Aa]n) "
    r"((?:[\w-]+ ){0,2}(?:communiqu[eé]|statement|declaration|report|letter|document|resolution|text))\b"
)
_SAYING = re.compile(r"\b([A-Z]\w+) said\b|\bsaid ([A-Z]\w+)")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s|\n|$")
_CLOSED = re.compile(r"(?P<mark>[”\"“]),? $")
_OPENERS = {"”": "“", "“": "„"}
_GOVERNED = 90
"""How many characters a pronoun's own clause has: farther behind it the person may be named again."""
_OPENING_BODY = re.compile(
    r"(?:^|[.!?] |\n)(?:When|After|As|Once|While|Before) (?P<body>the (?:[a-z-]+ ){0,2}"
    r"(?:council|committee|board|jury|panel|cabinet|court|crew|team|commission|families|workers|protesters|members))"
    r" \w+(?: [\w ]{0,40})?, $"
)
"""A body as the subject of the clause that opens a sentence, right ahead of "they": "When the council met, they"."""
_MET = re.compile(r"\b(?:met|spoke|talks|meeting|call|hosted|visited|received|conferred)\b")


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(
        self, text: str, people: People, titles: Titles, groups: Groups, descriptions: Descriptions, memory: Memory
    ) -> None:
        self.text = text
        self.people = people
        self.titles = titles
        self.groups = groups
        self.descriptions = descriptions
        self.memory = memory
        self._by_name = {person.name: person for person in people.persons}

    def resolve(self, at: int, phrase: str) -> Resolution | None:
        """Resolve a pronoun of the third person at an offset; None where the phrase is none."""
        lower = phrase.lower().strip()
        if lower in _HE or lower in _SHE:
            return self._person(at, "m" if lower in _HE else "f", phrase)
        if lower in _THEY:
            return self._they(at, phrase)
        return self._it(at, phrase) if lower in _IT else None

    def _person(self, at: int, gender: str, phrase: str) -> Resolution:
        """The person in focus: who spoke last in this paragraph, else the first person named in the sentence before,
        else who spoke last; persons of the other gender are passed over."""
        others = self._named_behind(at)
        opened = self._said_from(at)
        fitting = [
            (start, self.people.persons[index])
            for start, _, index in self.people.named_before(at)
            if self.people.persons[index].gender in (None, gender) and index not in others and start < opened
        ]
        paragraph = self.text.rfind("\n", 0, at) + 1
        here = [(s, p) for s, p in fitting if s >= paragraph]
        barred = {self.people.persons[index].name for index in others}
        spoken = next(
            ((o, s) for o, s in reversed(self.memory.spoke) if s.name not in barred and self._may_be(s, gender)), None
        )
        if spoken is not None and spoken[0] >= paragraph:
            return Resolution((spoken[1],), steps=(f"{phrase!r}: {spoken[1].name} was speaking in this paragraph",))
        if here:
            subject = self._subject_of_latest(here, paragraph)
            return Resolution(
                (refer_to_person(subject),),
                steps=(f"{phrase!r}: {subject.name} is named before it in the paragraph",),
                sure=len({p.name for _, p in here}) == 1,
            )
        if spoken is not None:
            newest = next((p for s, p in reversed(fitting) if s > spoken[0]), None)
            if (
                newest is not None
                and newest.name != spoken[1].name
                and newest.gender == gender
                and not is_object(self.text, fitting[-1][0])
            ):
                return Resolution(
                    (refer_to_person(newest),), steps=(f"{phrase!r}: {newest.name} was named last",), sure=False
                )
            return Resolution((spoken[1],), steps=(f"{phrase!r}: {spoken[1].name} spoke last",), sure=newest is None)
        if fitting:
            person = fitting[-1][1]
            return Resolution(
                (refer_to_person(person),), steps=(f"{phrase!r}: {person.name} was named last",), sure=False
            )
        return Resolution(steps=(f"{phrase!r}: nobody fits",))

    def _said_from(self, at: int) -> int:
        """Where the quotation begins that a pronoun closes ('"A," he said'): whom its words name does not say them."""
        closed = _CLOSED.search(self.text, max(at - 3, 0), at)
        if closed is None:
            return at
        mark = closed["mark"]
        opened = self.text.rfind(_OPENERS.get(mark, mark), 0, closed.start("mark"))
        return opened if opened >= 0 else at

    def _named_behind(self, at: int) -> frozenset[int]:
        """Who is named in the rest of a pronoun's sentence: a pronoun never stands for a name that it governs."""
        found = _SENTENCE_END.search(self.text, at)
        end = min(found.start() if found else len(self.text), at + _GOVERNED)
        return frozenset(index for _, _, index in self.people.named_within(at, end))

    def _may_be(self, speaker: SpeakerReference, gender: str) -> bool:
        """Tell if "he" or "she" may stand for a speaker: a person of that gender or of none told, or one in a post."""
        person = self._by_name.get(speaker.name)
        if person is not None:
            return person.gender in (None, gender)
        if speaker.kind is SpeakerKind.PERSON:  # known by office alone
            return self.titles.genders.get(fold(speaker.name).split()[0]) in (None, gender)
        if speaker.kind is SpeakerKind.ORGANISATION and speaker.name.isalpha() and speaker.name.istitle():
            return speaker.name in self._saying  # a name that nobody introduces
        if speaker.kind not in (SpeakerKind.UNNAMED, SpeakerKind.OFFICE):
            return False
        head = core_head(speaker.name)
        return _SINGULAR_POST.search(head) is not None and not head.endswith(_BODY_ENDINGS)

    @cached_property
    def _saying(self) -> frozenset[str]:
        """The single names right beside "said"."""
        return frozenset(match[1] or match[2] for match in _SAYING.finditer(self.text))

    @cached_property
    def _pairs(self) -> list[tuple[int, str]]:
        """The pairs that the text names ("the two sides"), each with its offset."""
        return [(match.start(), match[0]) for match in PAIR.finditer(self.text)]

    def _subject_of_latest(self, here: list[tuple[int, Person]], paragraph: int) -> Person:
        """The first person named in the latest sentence of the paragraph that names any."""
        latest = here[-1][0]
        sentence = max(self.text.rfind(mark, paragraph, latest) for mark in (". ", ".” ", '." ', "? "))
        return next((p for s, p in here if s > sentence), here[-1][1])

    def _they(self, at: int, phrase: str) -> Resolution:
        opened = _OPENING_BODY.search(self.text, max(at - 120, 0), at)
        if opened is not None:
            found = self.descriptions.resolve(opened["body"])
            return Resolution(found.speakers, steps=(f"{phrase!r}: the subject ahead of it", *found.steps), sure=False)
        plural = [(offset, (speaker,)) for offset, speaker in self.memory.spoke if speaker.kind in _PLURAL_KINDS]
        candidates = sorted([*plural, *self.memory.groups], key=lambda item: item[0])
        if candidates and len(candidates[-1][1]) == 1 and candidates[-1][1][0].kind is SpeakerKind.STATE:
            # a state is "it"; "they" are the two who met, if two spoke
            pair = self.groups.resolve_pair(at, "the two sides")
            if pair is not None:
                return Resolution(pair.speakers, steps=(f"{phrase!r}: {pair.steps[0]}",), sure=False)
        before = bisect_left(self._pairs, (at,))
        named = self._pairs[before - 1] if before else None
        if candidates and len(candidates[-1][1]) == 1 and named is not None and named[0] > candidates[-1][0]:
            pair = self.groups.resolve_pair(*named)
            if pair is not None:
                return Resolution(pair.speakers, steps=(f"{phrase!r}: {named[1]}", *pair.steps), sure=False)
        if candidates:
            return Resolution(candidates[-1][1], steps=(f"{phrase!r}: the last group that spoke",), sure=False)
        if named is not None:
            found = self.groups.resolve_pair(*named) or self.descriptions.resolve(named[1])
            return Resolution(found.speakers, steps=(f"{phrase!r}: {named[1]}", *found.steps), sure=False)
        line = self.text.rfind("\n", 0, at) + 1
        met = list(dict.fromkeys(index for _, _, index in self.people.named_within(line, at)))
        if len(met) == 2 and _MET.search(self.text, line, at):
            both = tuple(refer_to_person(self.people.persons[index]) for index in met)
            return Resolution(both, steps=(f"{phrase!r}: the two who met",), sure=False)
        return Resolution(steps=(f"{phrase!r}: no group spoke before",))

    def _it(self, at: int, phrase: str) -> Resolution:
        begin = max(self.text.rfind("\n", 0, at) + 1, at - 400)
        document = None
        for match in _DOCUMENT.finditer(self.text[begin:at]):
            document = match
        last = self.memory.last_of(_THINGS)
        if document is not None and (last is None or last[0] < begin + document.start()):
            name = document[1]
            return Resolution(
                (SpeakerReference(name, SpeakerKind.DOCUMENT),),
                steps=(f"{phrase!r}: the {name} just named",),
                sure=False,
            )
        if last is not None:
            return Resolution((last[1],), steps=(f"{phrase!r}: {last[1].name} spoke last",), sure=False)
        return Resolution(steps=(f"{phrase!r}: nothing fits",))
