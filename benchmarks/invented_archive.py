"""An invented wire service: speakers by the thousand, and articles in which they say what a corpus has words for.

Everything follows from the seed and the number: the same arguments give the same articles, to the character. Who speaks
is drawn as archives have it, few very often and most once or twice; what they say is the beginning of one sentence of
the corpus and the end of another, so that words are as frequent as they are there and hardly two statements alike.
"""

from __future__ import annotations

import json
import random
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from tracker.lexicon.actors import load_actors
from tracker.records import ClaimKind, OccasionKind, SpeakerKind

FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2024, 12, 31)
STATEMENTS_PER_ARTICLE = 10

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
_RHYMES = ("a", "an", "ar", "e", "el", "en", "i", "il", "in", "o", "ol", "or", "u", "un")
_ENDS = ("sen", "ov", "ez", "ko", "ano", "ier", "ssa", "man", "ides", "ara", "wick", "eau")
_ROLES = (
    "Foreign Minister", "President", "Prime Minister", "Defence Minister", "Trade Minister", "Finance Minister",
    "Ambassador", "Foreign Ministry spokesperson", "Deputy Foreign Minister", "Special Envoy", "Energy Minister",
    "opposition leader", "analyst", "Interior Minister", "Secretary of State",
)  # fmt: skip
_BODIES = ("Institute", "Council", "Commission", "Centre", "Agency", "Union", "Committee")
_VERBS = (
    "said",
    "told reporters",
    "announced",
    "stressed",
    "added",
    "warned",
    "noted",
    "insisted",
    "declared",
    "argued",
)
_PLACES = ("Port Solen", "Karsk", "Vellmar", "Tarnow Bay", "Old Hessing", "Marrow", "Lake Ister", "Brennick")
_OUTLETS = tuple(f"{place} {paper}" for place in _PLACES for paper in ("Herald", "Wire", "Post", "Observer", "Courier"))
_OCCASIONS = {
    OccasionKind.PRESS_CONFERENCE: "a press conference", OccasionKind.MEETING: "a meeting",
    OccasionKind.SUMMIT: "a summit", OccasionKind.INTERVIEW: "an interview", OccasionKind.SPEECH: "a speech",
    OccasionKind.VISIT: "a visit",
}  # fmt: skip
_CLAIM_KINDS = tuple(kind.value for kind in ClaimKind)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or something that speaks; ``number`` is the row that it becomes."""

    number: int
    name: str
    kind: str
    country: str | None
    role: str | None
    short: str


@dataclass(slots=True)
class InventedStatement:
    """One statement with the offsets that its paragraph gave it; ``parts`` are the two halves of its content."""

    speakers: list[Person]
    mention: str
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    manner: str
    said_on: tuple[str, str, str, str, int | None, int | None, str | None] | None
    addressee: tuple[Person, int, int] | None
    occasion: tuple[str, int, int, str] | None
    fragments: tuple[int, int]
    claim_kind: str | None
    confidence: str
    status: str
    joins: bool


@dataclass(slots=True)
class InventedArticle:
    """One article of the wire with what is said in it."""

    number: int
    text: str
    title: str
    outlet: str
    published: str | None
    words: int
    statements: list[InventedStatement]


class Archive:
    """The archive of one seed and size: ``people`` and ``fragments`` at once, ``articles`` as they are taken."""

    def __init__(self, corpus: Iterable[Path], statements: int, seed: int) -> None:
        self.statements = statements
        self._random = random.Random(f"{seed}:{statements}")
        sentences = list(_read_sentences(corpus))
        self._random.shuffle(sentences)
        # Beginnings have even numbers and ends odd ones, so that one number tells a fragment.
        self.fragments: list[str] = []
        for sentence in sentences:
            middle = sentence.find(" ", len(sentence) // 2)
            if 0 < middle < len(sentence) - 1:
                self.fragments += (sentence[:middle], sentence[middle + 1 :])
        self.people = list(_invent_people(self._random, max(40, int(3 * statements**0.68))))
        weights = [1 / (rank + 1.5) for rank in range(len(self.people))]
        self._cumulated = list(accumulate(weights))
        # States and bodies stand anywhere in the order of who speaks most.
        self._ranked = self._random.sample(self.people, len(self.people))

    def articles(self) -> Iterator[InventedArticle]:
        """Articles until the statements are all given; the last one may be cut short."""
        left, number = self.statements, 0
        days = (LAST_DAY - FIRST_DAY).days
        while left > 0:
            number += 1
            wanted = min(left, self._random.randrange(1, 2 * STATEMENTS_PER_ARTICLE))
            done = 1 - left / self.statements
            yield self._write(number, wanted, min(days, max(0, int(days * done + self._random.gauss(0, 40)))))
            left -= wanted

    def _pick(self) -> Person:
        return self._ranked[bisect(self._cumulated, self._random.random() * self._cumulated[-1])]

    def _write(self, number: int, wanted: int, day: int) -> InventedArticle:
        draw = self._random.random
        when = FIRST_DAY + timedelta(day)
        place = _PLACES[int(draw() * len(_PLACES))]
        published = None if draw() < 0.01 else when.isoformat()
        cast = [self._pick() for _ in range(1 + int(draw() * 3))]
        pieces = [f"{place.upper()}, {when:%d %B %Y} (Wire {number})"]
        at, words, statements = len(pieces[0]), 8, []
        for index in range(wanted):
            if index % 4 == 0:
                background = self._pair()
                pieces.append(f"\n\n{background[2]}.")
                at += len(pieces[-1])
                words += background[2].count(" ") + 1
            statement, paragraph = self._say(at + 2, cast[int(draw() * draw() * len(cast))], place, when)
            pieces.append("\n\n" + paragraph)
            at += len(pieces[-1])
            words += paragraph.count(" ") + 1
            statements.append(statement)
        title = f"{cast[0].name}: {self.fragments[statements[0].fragments[0]]}"
        return InventedArticle(
            number, "".join(pieces), title, _OUTLETS[int(draw() * draw() * len(_OUTLETS))], published, words, statements
        )

    def _pair(self) -> tuple[int, int, str]:
        half = len(self.fragments) // 2
        one, other = int(self._random.random() * half) * 2, int(self._random.random() * half) * 2 + 1
        return one, other, f"{self.fragments[one]} {self.fragments[other]}"

    def _say(self, at: int, speaker: Person, place: str, when: date) -> tuple[InventedStatement, str]:
        draw = self._random.random
        one, other, words = self._pair()
        speakers, mention = [speaker], speaker.name
        if speaker.kind == SpeakerKind.PERSON.value:
            mention = f"{speaker.role} {speaker.name}" if draw() < 0.4 else speaker.short
        joins = draw() < 0.03
        if joins and (second := self._pick()).number != speaker.number:
            speakers, mention = [speaker, second], f"{mention} and {second.name}"
        addressee = occasion = said_on = None
        if draw() < 0.3:
            # “Content,” Somebody said.
            content = (at + 1, at + 1 + len(words))
            source_at = content[1] + 3
            cue = "said"
            text = f"“{words},” {mention} {cue}."
            cue_at = source_at + len(mention) + 1
            manner = "direct"
            end = cue_at + len(cue)
        else:
            cue = _VERBS[int(draw() * len(_VERBS))]
            source_at, cue_at = at, at + len(mention) + 1
            text = f"{mention} {cue}"
            if draw() < 0.08:
                cue, other_side = "told", self._pick()
                text = f"{mention} {cue} {other_side.name}"
                addressee = (other_side, cue_at + 5, at + len(text))
            end = at + len(text)
            manner = "indirect"
        said = when - timedelta(int(draw() * 3))
        dating = draw()
        if manner == "indirect":
            if draw() < 0.25:
                kind, phrase = list(_OCCASIONS.items())[int(draw() * len(_OCCASIONS))]
                told = f"{phrase} in {place}"
                occasion = (kind.value, end + 4, end + 4 + len(told), place)
                text += f" at {told}"
                end = at + len(text)
            if dating < 0.3:
                day = f"{said:%A}"
                text += f" on {day}"
                on = said.isoformat()
                said_on = (on, on, on, "sentence", end + 4, end + 4 + len(day), day)
                end = at + len(text)
            text += f" that {words}."
            content = (end + 6, end + 6 + len(words))
        if said_on is None and dating < 0.93:
            on = when.isoformat()
            said_on = (on, on, on, "document", None, None, None)
            if dating > 0.91:
                following = (when.replace(day=28) + timedelta(4)).replace(day=1)
                last = following - timedelta(1)
                said_on = (f"{when:%Y-%m}", f"{when:%Y-%m}-01", last.isoformat(), "document", None, None, None)
        sure = draw()
        return (
            InventedStatement(
                speakers=speakers,
                mention=mention,
                source=(source_at, source_at + len(mention)),
                cue=(cue_at, cue_at + len(cue)),
                content=[content],
                manner=manner,
                said_on=said_on,
                addressee=addressee,
                occasion=occasion,
                fragments=(one, other),
                claim_kind=_CLAIM_KINDS[int(draw() * len(_CLAIM_KINDS))] if draw() < 0.5 else None,
                confidence="high" if sure < 0.9 else "medium" if sure < 0.97 else "low",
                status="rejected" if draw() < 0.002 else "extracted",
                joins=joins,
            ),
            text,
        )


def _read_sentences(corpus: Iterable[Path]) -> Iterator[str]:
    """The corpus's sentences of middling length, without their full stops and quotation marks."""
    for path in corpus:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n"):
                    for sentence in _SENTENCE.split(paragraph.strip()):
                        if 50 <= len(sentence) <= 260 and sentence.endswith(".") and not set(sentence) & set('“”"…\0'):
                            yield sentence.rstrip(". ")


def _invent_people(randomness: random.Random, count: int) -> Iterator[Person]:
    states = [actor for actor in load_actors() if actor.kind is SpeakerKind.STATE and actor.code and actor.un]
    seen: set[str] = set()
    for number in range(1, count + 1):
        state = states[int(randomness.random() ** 2 * len(states))]
        if number <= min(len(states), count // 10):
            state = states[number - 1]
            yield Person(number, state.name, SpeakerKind.STATE.value, state.code, None, state.name)
            continue
        body = randomness.random() < 0.2
        name = None
        while name is None or name in seen:
            given, family = _invent_name(randomness, 1), _invent_name(randomness, 2)
            name = f"{family} {randomness.choice(_BODIES)} of {state.name}" if body else f"{given} {family}"
        seen.add(name)
        if body:
            yield Person(number, name, SpeakerKind.ORGANISATION.value, None, None, name)
        else:
            role = _ROLES[int(randomness.random() * len(_ROLES))]
            yield Person(number, name, SpeakerKind.PERSON.value, state.code, role, name.rpartition(" ")[2])


def _invent_name(randomness: random.Random, syllables: int) -> str:
    made = [randomness.choice(_ONSETS) + randomness.choice(_RHYMES) for _ in range(syllables)]
    made.append(randomness.choice(_ENDS if syllables > 1 else _RHYMES))
    return "".join(made).capitalize()
