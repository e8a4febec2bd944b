"""Persons behind a post ("the Chinese premier", "the minister", "his host"): the last one named whose posts fit."""

from __future__ import annotations

import re

from tracker.extraction.groups import Groups
from tracker.extraction.organisations import Organisations
from tracker.extraction.resolution import Memory, Resolution, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import DETERMINERS, core_head, core_length
from tracker.lexicon.folding import fold
from tracker.lexicon.titles import Titles
from tracker.records import SpeakerKind

_OWNER = re.compile(r"(?:the )?([A-Z][\w-]+)['’]s ", re.IGNORECASE)  # "Kesh's representative"
_INDEFINITE = re.compile(r"(?:an?|some|many|several|one|another|two|three|senior|other|unnamed|anonymous)\b")
# posts too common to tell one person
_COMMON = frozenset(
    {"member", "supporter", "critic", "witness", "resident", "official", "analyst", "expert", "researcher"}
)
_OBJECT = re.compile(
    r"\b(?:with|to|of|by|from|for|against|about|on|and|than|between)\s+"
    r"(?:[\w.’'-]+\s+){0,4}$"  # the title ahead of the name
)


class Posts:
    """The posts of one article's persons."""

    def __init__(
        self,
        text: str,
        people: People,
        organisations: Organisations,
        groups: Groups,
        titles: Titles,
        memory: Memory,
    ) -> None:
        self.text = text
        self.people = people
        self.organisations = organisations
        self.groups = groups
        self.titles = titles
        self.memory = memory

    def resolve(self, at: int, phrase: str) -> Resolution | None:
        """Resolve a definite description by post; None where no person named ahead of ``at`` holds it."""
        if _INDEFINITE.match(phrase.lower()):
            return None
        head = core_head(phrase)
        if head not in self.titles.posts or head in _COMMON:
            return None
        if head in ("counterpart", "host", "guest"):
            return self._counterpart(at, phrase)
        country = self.organisations.find_country(phrase)
        matches = self._holders(at, phrase, country)
        if not matches and country is not None and head in ("leader", "diplomat", "chief"):
            matches = [p for p in self.people.persons if p.country == country and p.first_seen < at and p.posts]
        if not matches:
            return None
        best = matches[0]
        spoken = self.memory.last_named({p.name for p in matches}, at)
        if len(matches) > 1 and country is None and spoken is not None and spoken.name != best.name:
            named = [m[0] for m in self.people.mentions if m[0] < at and self.people.persons[m[2]] is best]
            if is_object(self.text, max(named, default=0)):
                best = next(p for p in matches if p.name == spoken.name)
        return Resolution(
            (refer_to_person(best),), steps=(f"{phrase!r}: {best.name} holds that post",), sure=len(matches) == 1
        )

    def _holders(self, at: int, phrase: str, country: str | None) -> list[Person]:
        """The persons whose posts fit, the last named first; those of no known country only for want of others."""
        words = DETERMINERS.sub("", phrase[: core_length(phrase)]).split()
        bare = [fold(re.sub(r"['’]s$", "", word)) for word in words]
        wanted = [word for word in bare if word in self.titles.posts or word in self.titles.portfolios]
        owner = _OWNER.match(phrase)
        owned = fold(owner[1]) if owner and country is None else ""
        matches: list[Person] = []
        loose: list[Person] = []
        seen: set[int] = set()
        for start, _, index in reversed(self.people.mentions):
            if start >= at or index in seen:
                continue
            seen.add(index)
            person = self.people.persons[index]
            for held, of_country, _ in person.posts:
                if not _same_post(wanted, held) or (owned and owned not in held):
                    continue
                if country is None or country in (of_country, person.country):
                    matches.append(person)
                    break
                if of_country is None and person.country is None:
                    loose.append(person)
                    break
        return matches or (loose if phrase.lower().startswith("the ") and wanted[-1:] != ["representative"] else [])

    def _counterpart(self, at: int, phrase: str) -> Resolution | None:
        """ "his host", "his counterpart": the other of the last two persons."""
        people = self.groups.recent_people(at, (), "", 2)
        spoken = self.memory.last_of({SpeakerKind.PERSON})
        others = [p for p in people if spoken is None or p.name != spoken[1].name]
        if len(others) == 1:
            return Resolution((refer_to_person(others[0]),), steps=(f"{phrase!r}: the other party",), sure=False)
        return None


def is_object(text: str, at: int) -> bool:
    """Tell if a name stands behind a preposition: such a person is less in focus than who spoke."""
    return _OBJECT.search(text[max(at - 30, 0) : at]) is not None


def _same_post(wanted: list[str], held: str) -> bool:
    """Every word asked for is in the post held; the vice president is not the president."""
    words = held.split()
    if not wanted or not all(word in words for word in wanted):
        return False
    if wanted == ["minister"]:
        return True
    return not ("vice" in words and "vice" not in wanted and wanted[-1] == "president")
