"""Persons behind a post ("the Chinese premier", "the minister", "his host"): the last one named whose posts fit, one
who bears the very title ahead of others ("the Secretary" is no Foreign Secretary).

Also whoever spoke last nearby, by the word that copy varies a name with ("the official", "the head of state"); the
acronym of a post ("the PCS"); the person whom the next paragraphs introduce to a post that the lead leaves unnamed;
the counterpart from another state in a council's record.
"""

from __future__ import annotations

import re

from tracker.extraction.groups import Groups
from tracker.extraction.officeholders import Officeholders
from tracker.extraction.organisations import Organisations
from tracker.extraction.resolution import Memory, Resolution, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import DETERMINERS, core_head, core_length
from tracker.lexicon.folding import fold
from tracker.lexicon.titles import Titles
from tracker.records import SpeakerKind, SpeakerReference

_OWNER = re.compile(r"(?:the )?([A-Z][\w-]+)['’]s ", re.IGNORECASE)  # "Kesh's representative"
_INDEFINITE = re.compile(r"(?:an?|some|many|several|one|another|two|three|senior|other|unnamed|anonymous)\b")
# posts too common to tell one person
_COMMON = frozenset(
    {"member", "supporter", "critic", "witness", "resident", "official", "analyst", "expert", "researcher"}
)
# nouns by which copy varies a name it has just used
_VARIATIONS = frozenset(
    """
    official businessman businesswoman lawyer politician diplomat economist activist analyst expert academic researcher
    veteran executive lawmaker legislator senator governor mayor commander
    """.split()
)
_COMPATRIOTS = frozenset({"official", "diplomat", "envoy", "leader", "politician", "dignitary"})
_RANKS = frozenset(
    {"general", "colonel", "major", "admiral", "captain", "lieutenant", "brigadier", "marshal", "gen", "dr"}
)
_QUOTED_AHEAD = re.compile(r"[\"“][^\"“”]+[\"”],? (?:\w+ )?")
_FROM_STATE = re.compile(r"counterpart from ((?:the )?[A-Z][\w ]+)$")
_OF_STATE = re.compile(r"(\w+) of (?:the )?[A-Z]")
_NEUTRAL = re.compile(r"^(spokes|chair|congress|police)(?:man|woman|person)$")
_LINKS = frozenset({"of", "for", "and", "the"})
_DOMAIN = re.compile(r" (?:of|for) ")
_ACRONYM = re.compile(r"(?:[Tt]he )?([A-Z][a-z]?[A-Z]{1,3})$")
_DEFINITE = re.compile(r"(?:[Tt]he|[Tt]heir|[Ii]ts|[A-Z][\w.]+(?: [A-Z][\w.]+)?['’]s?) ")
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
# posts that one may be called by instead of another
_KINDRED = (
    frozenset({"envoy", "representative", "ambassador", "diplomat", "negotiator"}),
    frozenset({"leader", "president", "premier", "chancellor", "king", "prime"}),
    frozenset({"chief", "head", "director", "commissioner", "director-general", "secretary-general"}),
    _SPOKESPERSONS,
)
_OBJECT = re.compile(
    r"\b(?:with|to|of|by|from|for|against|about|on|and|than|between"
    r"|told|asked|urged|thanked|informed|reminded|assured|congratulated|met|received|hosted)\s+"
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
        officeholders: Officeholders,
    ) -> None:
        self.text = text
        self.people = people
        self.organisations = organisations
        self.groups = groups
        self.titles = titles
        self.memory = memory
        self.officeholders = officeholders
        self._introduced: dict[str, Person] = {}  # by the head of a description that was told before the name

    def resolve(self, at: int, phrase: str) -> Resolution | None:
        """Resolve a definite description by post; None where nobody named ahead of ``at``, or noted, holds it."""
        if _INDEFINITE.match(phrase.lower()):
            speaks = core_head(phrase) in _SPOKESPERSONS and phrase[:2].lower() == "a "
            return self._introduced_next(at, phrase, core_head(phrase), None) if speaks else None
        head = core_head(phrase)
        compatriot = self._compatriot(at, phrase, head)
        if compatriot is not None:
            return compatriot
        varied = self._varied(at, phrase, head)
        if varied is not None:
            return varied
        if head not in self.titles.posts or head in _COMMON:
            return None
        if head in ("counterpart", "host", "guest"):
            return self._counterpart(at, phrase)
        country = self.organisations.find_country(phrase)
        matches = self._holders(at, phrase, country)
        if country is not None and not any(country in (p.country, *(post[1] for post in p.posts)) for p in matches):
            known = self.officeholders.resolve(phrase)
            if known is not None:
                return known
        if not matches and country is not None and head in ("leader", "diplomat", "chief"):
            matches = [p for p in self.people.persons if p.country == country and p.first_seen < at and p.posts]
        if not matches and head in self._introduced:
            person = self._introduced[head]
            if country in (None, person.country) or person.country is None:
                return Resolution(
                    (refer_to_person(person),), steps=(f"{phrase!r}: {person.name} was introduced so",), sure=False
                )
        if not matches:
            return self._introduced_next(at, phrase, head, country)
        best = matches[0]
        spoken = self.memory.last_named({p.name for p in matches}, at)
        if len(matches) > 1 and country is None and spoken is not None and spoken.name != best.name:
            line = self.text.rfind("\n", 0, at) + 1
            if self.memory.spoke_since(line) is not None and self.memory.spoke_since(line) == spoken:
                best = next(p for p in matches if p.name == spoken.name)
            named = [m[0] for m in self.people.named_before(at) if self.people.persons[m[2]] is best]
            if is_object(self.text, max(named, default=0)):
                best = next(p for p in matches if p.name == spoken.name)
        return Resolution(
            (refer_to_person(best),), steps=(f"{phrase!r}: {best.name} holds that post",), sure=len(matches) == 1
        )

    def _holders(self, at: int, phrase: str, country: str | None) -> list[Person]:
        """The persons whose posts fit, the last named first; those of no known country only for want of others.

        "The Secretary" is the Secretary of State where one is named, not the Foreign Secretary or a Secretary General.
        """
        words = DETERMINERS.sub("", phrase[: core_length(phrase)]).split()
        bare = [fold(re.sub(r"['’]s$", "", word)) for word in words]
        wanted = [
            part
            for word in bare
            if word in self.titles.posts
            or word in self.titles.portfolios
            or word.replace(" ", "-") in self.titles.posts
            for part in word.split()  # "under-secretary-general"
        ]
        owner = _OWNER.match(phrase)
        owned = fold(owner[1]) if owner and country is None else ""
        matches: list[Person] = []
        exact: list[Person] = []
        loose: list[Person] = []
        seen: set[int] = set()
        for _, _, index in reversed(self.people.named_before(at)):
            if index in seen:
                continue
            seen.add(index)
            person = self.people.persons[index]
            for held, of_country, _ in person.posts:
                if not _same_post(wanted, held) or (owned and owned not in held):
                    continue
                if country is None or country in (of_country, person.country):
                    matches.append(person)
                    if any(self._is_called(wanted, own) for own, _, _ in person.posts):
                        exact.append(person)
                    break
                if of_country is None and person.country is None:
                    loose.append(person)
                    break
        return (
            exact
            or matches
            or (loose if phrase.lower().startswith("the ") and wanted[-1:] != ["representative"] else [])
        )

    def _is_called(self, wanted: list[str], held: str) -> bool:
        """The post, as far as its "of", is the very words asked for: "secretary of state" is "the secretary"."""
        own = _DOMAIN.split(held, maxsplit=1)[0].split()
        return [word for word in own if word in self.titles.posts or word in self.titles.portfolios] == wanted

    def _compatriot(self, at: int, phrase: str, head: str) -> Resolution | None:
        """ "the Cuban official", "the Kesh diplomat": who spoke last, if they are in office there."""
        words = phrase.split()
        if head not in _COMPATRIOTS or len(words) != 3 or words[0].lower() != "the":
            return None
        last = self.memory.spoke[-1][1] if self.memory.spoke else None
        country = self.organisations.find_country(phrase)
        if last is None or last.kind is not SpeakerKind.PERSON or country is None or last.country != country:
            return None
        return Resolution((last,), steps=(f"{phrase!r}: {last.name} was speaking",), sure=False)

    def _varied(self, at: int, phrase: str, head: str) -> Resolution | None:
        """ "the official", "the head of state": whoever spoke last nearby, called by something else."""
        bare = DETERMINERS.sub("", phrase.lower())
        if not phrase.lower().startswith("the ") or not (bare == head or bare == "head of state"):
            return None
        line = self.text.rfind("\n", 0, max(self.text.rfind("\n", 0, at) - 1, 0)) + 1
        last = self.memory.spoke_since(line)
        if last is None:
            return None
        if last.kind is SpeakerKind.UNNAMED and core_head(last.name) == head:
            return Resolution((last,), steps=(f"{phrase!r}: the {last.name} named before",))
        if last.kind is not SpeakerKind.PERSON or not (head in _VARIATIONS or bare == "head of state"):
            return None
        person = next((p for p in self.people.persons if p.name == last.name), None)
        held = set(" ".join(words for words, _, _ in person.posts).split()) if person else set()
        if bare == "head of state" and not held & {"president", "king", "queen", "emir", "sultan", "leader"}:
            return None
        return Resolution((last,), steps=(f"{phrase!r}: {last.name} was speaking",), sure=False)

    def resolve_acronym(self, at: int, phrase: str) -> Resolution | None:
        """ "the PCS", "FM": the one whose post's words it abbreviates ("Prime Cabinet Secretary", "Foreign Minister").

        None where it is a state's or a body's, or several hold such posts.
        """
        match = _ACRONYM.match(phrase)
        if match is None or self.organisations.actors.by_name(match[1]) is not None:
            return None
        short = match[1]
        full = self.organisations.acronyms.get(short)
        if full is not None and self.titles.posts.isdisjoint(full.lower().split()):
            return None  # "the Military Police Council (MPC)"
        holders = {
            person.name: person
            for person in self.people.persons
            if person.first_seen < at and any(_abbreviates(short.lower(), held) for held, _, _ in person.posts)
        }
        if len(holders) != 1:
            return None
        (person,) = holders.values()
        return Resolution((refer_to_person(person),), steps=(f"the {short}: short for {person.name}'s post",))

    def _introduced_next(self, at: int, phrase: str, head: str, country: str | None) -> Resolution | None:
        """A post in the lead whose holder the next two paragraphs introduce: "the envoy said", then "Envoy Holt"."""
        line = self.text.rfind("\n", 0, at) + 1
        unnamed = phrase[:2].lower() == "a "
        if self.text[:line].count("\n") > 3 or not (unnamed or _DEFINITE.match(phrase)):
            return None
        stop = at
        for _ in range(3):
            stop = self.text.find("\n", self._next_line(stop))
            if stop < 0:
                stop = len(self.text)
                break
        kin = next((group for group in _KINDRED if head in group), frozenset({head}))
        found: dict[str, Person] = {}
        for start, _, index in self.people.mentions:
            person = self.people.persons[index]
            if at + len(phrase) <= start < stop and person.first_seen > at:
                for held, of_country, _ in person.posts:
                    same = of_country or person.country
                    if kin & set(held.split()) and (country is None or same in (None, country)):
                        found[person.name] = person
        if not found and not unnamed:
            opener = self._opens_next(at)
            if opener is not None:
                found[opener.name] = opener
        if len(found) != 1:
            return None
        (person,) = found.values()
        self._introduced[head] = person
        return Resolution(
            (refer_to_person(person),), steps=(f"{phrase!r}: {person.name} is introduced next",), sure=False
        )

    def _opens_next(self, at: int) -> Person | None:
        """The person, new to the article and of no other post than a rank, with whom the next paragraph's words begin
        or whose quotation it is."""
        start = self._next_line(at)
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        for begin, _, index in self.people.named_within(start, end):
            person = self.people.persons[index]
            heads = {word for held, _, _ in person.posts for word in held.split()}
            ahead = self.text[start:begin]
            opens = len(ahead.split()) <= 2 or _QUOTED_AHEAD.fullmatch(ahead) is not None
            return person if opens and person.first_seen == begin and heads <= _RANKS else None
        return None

    def _next_line(self, at: int) -> int:
        """Offset of the first character of the next paragraph that is not empty."""
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text)
        while end < len(self.text) and self.text[end] in "\n ":
            end += 1
        return end

    def _counterpart(self, at: int, phrase: str) -> Resolution | None:
        """ "his host", "his counterpart": the other of the last two persons."""
        of_state = _FROM_STATE.search(phrase)
        if of_state is not None:
            last = self.memory.last_of({SpeakerKind.UNNAMED, SpeakerKind.OFFICE})
            held = _OF_STATE.match(last[1].name) if last else None
            if held is not None:
                name = f"{held[1]} of {of_state[1]}"
                speaker = SpeakerReference(name, SpeakerKind.UNNAMED, self.organisations.find_country(of_state[1]))
                return Resolution((speaker,), steps=(f"{phrase!r}: the {name}",), sure=False)
        people = self.groups.recent_people(at, (), "", 2)
        spoken = self.memory.last_of({SpeakerKind.PERSON})
        others = [p for p in people if spoken is None or p.name != spoken[1].name]
        if len(others) == 1:
            return Resolution((refer_to_person(others[0]),), steps=(f"{phrase!r}: the other party",), sure=False)
        return None


def is_object(text: str, at: int) -> bool:
    """Tell if a name stands behind a preposition: such a person is less in focus than who spoke."""
    return _OBJECT.search(text[max(at - 30, 0) : at]) is not None


def _abbreviates(short: str, held: str) -> bool:
    """Tell if the initials of the post's own words hold the acronym, with or without those of "of" and "and"."""
    words = [word for word in held.split() if word[0].isalpha()]
    full = "".join(word[0] for word in words)
    bare = "".join(word[0] for word in words if word not in _LINKS)
    return any(letters.startswith(short) or letters.endswith(short) for letters in (full, bare))


def _same_post(wanted: list[str], held: str) -> bool:
    """Every word asked for is in the post held; the vice president is not the president.

    A spokesperson is a spokesman or a spokeswoman, a chair a chairman or a chairwoman.
    """
    words = [_NEUTRAL.sub(r"\1", word) for word in held.split()]
    wanted = [_NEUTRAL.sub(r"\1", word) for word in wanted]
    if not wanted or not all(word in words for word in wanted):
        return False
    if wanted == ["minister"]:
        return True
    return not ("vice" in words and "vice" not in wanted and wanted[-1] == "president")
