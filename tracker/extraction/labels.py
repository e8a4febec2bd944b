"""Who the label of a turn stands for: "MR PRICE:", "Gu Wenlan:", "Deputy Secretary of State, Ambassador Ada Holt:".

Handled: surnames and initials of the article's people, persons whom only its title names, posts around names, a post
alone after a label that gave it with its holder's name, "A" for the person interviewed, numbered and unnamed officials
("SENIOR OFFICIAL TWO"), bodies and states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.posts import Posts
from tracker.extraction.resolution import Resolution, refer_to_actor, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import spell_name
from tracker.lexicon.actors import Actors
from tracker.lexicon.folding import fold
from tracker.lexicon.titles import Titles
from tracker.records import SpeakerKind, SpeakerReference

_ANSWERS = frozenset({"A", "Answer", "ANSWER"})
# what is left of "SENIOR ADMINISTRATION OFFICIAL TWO" without its post
_NUMBERED = frozenset(
    "administration state department defense white house government one two three four five u.s. us".split()
)
# what stands between the words of a post: "Secretary of State", "Minister for Trade"
_BETWEEN_POSTS = frozenset({"of", "for", "the", "and", "to", "in", "&"})
_LONGEST_NAME = 5
_VOWEL = re.compile(r"[AEIOUYÀ-Ý]")  # what has none is short for a name: "WN"


class Labels:
    """Resolves the labels of one article's turns, in their order."""

    def __init__(
        self, people: People, titles: Titles, actors: Actors, posts: Posts, titled: Sequence[Person] = ()
    ) -> None:
        self.people = people
        self.titles = titles
        self.actors = actors
        self.posts = posts
        self.titled = titled
        self._by_word: dict[str, list[Person]] = {}
        for person in people.persons:
            for word in dict.fromkeys(person.words):
                self._by_word.setdefault(word, []).append(person)
        self._holders: dict[str, Resolution] = {}

    def resolve(self, label: str, offset: int) -> Resolution:
        """Give the person by the fullest name in the article, or what else the label names; never nobody."""
        if label in _ANSWERS:
            interviewed = min(self.people.persons, key=lambda p: p.first_seen, default=None)
            if interviewed is not None:
                return Resolution(
                    (refer_to_person(interviewed),), steps=(f"{label!r} answers: the person interviewed",)
                )
        # "Ada Holt, Spokesperson (contd.)", "Ambassador, Ada Holt": the name stands on either side of the comma
        bare = re.sub(r"\([^)]*\)", "", label).strip()
        parts = [part.strip() for part in bare.split(",")]
        named = next((part for part in parts if self._names(part)), parts[0])
        if len(named.split()) <= _LONGEST_NAME:
            bare = named
        if not self._names(bare):
            return self._by_post(label, bare, offset)
        found = self._by_name(label, bare)
        for part in parts:
            if part != named and not self._names(part):
                self._holders.setdefault(fold(part), found)
        return found

    def _names(self, label: str) -> list[str]:
        """The words of a label that are no part of a title or a post: none where it names nobody."""
        words = label.split()
        plain = [w for w in words if not self.titles.is_title(w.strip(".,")) and not self.actors.by_demonym(w.title())]
        return [] if all(w.lower() in _BETWEEN_POSTS or w.lower() in _NUMBERED for w in plain) else plain

    def _by_post(self, label: str, post: str, offset: int) -> Resolution:
        """A label without a name: who had the post in an earlier label, or has it in the text."""
        words = fold(post)
        for known, holder in self._holders.items():
            if known == words or known.endswith(f" {words}"):
                return Resolution(holder.speakers, steps=(f"label {label!r} was given with its holder before",))
        if " " in post:
            found = self.posts.resolve(offset, post)
            if found is not None and found.speakers:
                return found
        name = label.strip().capitalize() if label.isupper() else label.strip()
        return Resolution((SpeakerReference(name, SpeakerKind.UNNAMED),), steps=(f"label {label!r}",))

    def _by_name(self, label: str, bare: str) -> Resolution:
        plain = self._names(bare)
        words = bare.split()
        steps = (f"label {label!r}",)
        titled = len(words) > 1 and self.titles.is_title(words[-2].strip(".,"))
        named = words[:-1] if titled else words  # "MINISTER PARK"
        if any(w.lower() in self.titles.not_persons and w.lower() not in self.titles.portfolios for w in named):
            return Resolution((SpeakerReference(label.strip(), SpeakerKind.ORGANISATION),), steps=steps)
        if len(plain) == 1 and plain[0].isupper() and 2 <= len(plain[0]) <= 4:
            initialed = [p for p in self.people.persons if "".join(w[0] for w in p.name.split()) == plain[0]]
            if len(initialed) == 1:
                return Resolution(
                    (refer_to_person(initialed[0]),), steps=(f"{label!r} are {initialed[0].name}'s initials",)
                )
        folded = [fold(w) for w in plain]
        alike = self._by_word.get(folded[-1], [])
        matches = [p for p in alike if all(w in p.words for w in folded)]
        if not matches:
            matches = [p for p in alike if folded[-1] == p.words[-1]]
        if not alike:
            matches = [p for p in self.titled if folded[-1] == p.words[-1]]
            matches = matches or [
                p for p in self.titled if folded == [p.words[0]]
            ]  # the family's name first: "Park Jin"
        if len(matches) == 1:
            return Resolution((refer_to_person(matches[0]),), steps=(f"label {label!r} names {matches[0].name}",))
        spelled = " ".join(spell_name(w) if w.isupper() and len(w) > 1 and _VOWEL.search(w) else w for w in plain)
        actor = self.actors.by_name(spelled)
        if actor is not None:
            return Resolution((refer_to_actor(actor),), steps=steps)
        body = any(w.lower() in self.titles.not_persons for w in plain) and not titled
        kind = SpeakerKind.ORGANISATION if body else SpeakerKind.PERSON
        return Resolution((SpeakerReference(spelled, kind),), steps=steps)
