"""Several speakers in one mention: pairs ("the two leaders", "both sides") and coordinations ("Holt and Kesh").

A pair is the last two persons of the post, else the two who spoke or are named; "the latter" is the last of two in its
paragraph. Two posts of one person ("President and CEO Ada Holt") are no pair, nor are bodies ("the United Nations")."""

from __future__ import annotations

import re

from tracker.extraction.careers import POST_WORDS
from tracker.extraction.organisations import GOVERNMENT, Organisations
from tracker.extraction.resolution import Memory, Resolution, refer_to_actor, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import DETERMINERS, core_head, core_length
from tracker.lexicon.actors import Actor
from tracker.lexicon.speaking import STATE_GROUPS
from tracker.lexicon.titles import Titles
from tracker.records import Span, SpeakerKind, SpeakerReference

PAIR = re.compile(
    r"\b[Tt]he (?:two |three )?(?:sides|leaders|ministers|presidents|parties|countries|delegations"
    r"|principals|diplomats|envoys|officials|statesmen)\b|\b[Bb]oth sides\b"
)
"""A pair anywhere in a text, for "they" to stand for."""

_GROUP = re.compile(
    r"^(?:the |both |these |all |its )?(?:two |both |three |four )?"
    r"(?:[\w'’-]+ ){0,3}?"  # "Serbian and Chinese", "foreign"
    r"(?P<noun>sides|leaders|presidents|ministers|countries|nations|parties|states|governments|premiers|diplomats"
    r"|chiefs|delegations|principals|interlocutors|dignitaries|statesmen|neighbou?rs|men|women|envoys|heads|secretaries|allies|pair|duo|counterparts|capitals)\b"
)
_BARE_PAIR = re.compile(r"(?:the |both |the two )(?:sides|leaders|presidents|ministers|parties|delegations|premiers)")
_LEADERS = ("president", "premier", "prime minister", "chancellor", "king", "leader", "head", "emir")
# the posts that a plural takes in; any other plural takes in its own singular
_POSTS: dict[str, tuple[str, ...]] = {
    "leaders": _LEADERS,
    "ministers": ("minister", "secretary"),
    "presidents": ("president",),
    "premiers": ("premier", "prime minister"),
    "diplomats": ("minister", "secretary", "ambassador", "envoy"),
    "secretaries": ("secretary",),
    "heads": _LEADERS,
    "men": (),
    "women": (),
    "pair": (),
    "duo": (),
}
_NOT_A_PAIR = frozenset(
    {"governments", "countries", "nations", "states", "capitals", "neighbours", "neighbors", "allies"}
)
_BODIES = frozenset({"ministry", "council", "union", "party", "army", "military", "agency", "officials"})
_MET = re.compile(r"\b(?:met|talks|meeting|consultations|received|hosted|conferred|called on|phone call)\b")
# a post without a determiner
_TITLED = re.compile(r"(?!The |A |An )(?:(?:interim|acting|outgoing|caretaker|deputy|then) )?[A-Z]")
_BARE_MINISTERS = re.compile(r"(?:Foreign|Prime|Defen[cs]e|Finance|Trade|Interior) Ministers")
_POST_WORD = re.compile(rf"\b(?:{POST_WORDS})\b", re.IGNORECASE)
_PROPER_NAME = re.compile(r"\b(?:[A-Z][\w’-]+)(?: [A-Z][\w’-]+)?")


class Groups:
    """The pairs and coordinations of one article."""

    def __init__(self, text: str, people: People, organisations: Organisations, titles: Titles, memory: Memory) -> None:
        self.text = text
        self.memory = memory
        self.people = people
        self.organisations = organisations
        self.actors = organisations.actors
        self.posts = titles.posts
        self.source_heads = titles.posts | titles.group_nouns | GOVERNMENT | _BODIES

    def split(self, start: int, end: int) -> list[Span]:
        """Split "A and B", "A, B and C" where each part is a source of its own; nothing where they are not."""
        phrase = self.text[start:end]
        if " and " not in phrase and "," not in phrase:
            return []
        if re.match(r"(?:the )?\w+s (?:of|from|in) ", phrase, re.IGNORECASE) and not re.search(
            r" and (?:the|his|her|its) ", phrase
        ):
            return []  # "the leaders of Kesh and Norland" are one group
        cuts = list(re.finditer(r",? and |, (?!who|which|whose)", phrase))
        if not any("and" in m[0] for m in cuts):
            return []
        parts: list[Span] = []
        at = 0
        for cut in cuts:
            parts.append((start + at, start + cut.start()))
            at = cut.end()
        parts.append((start + at, end))
        parts = self._joined(parts)
        if len(parts) < 2:
            return []
        if self._is_double_title(parts):
            return []
        if all(self._stands_alone(a, b) for a, b in parts):
            return parts
        if len(parts) > 2:
            middle = phrase.find(" and ")
            halves = [(start, start + middle), (start + middle + 5, end)]
            if all(self._stands_alone(a, b) for a, b in halves):
                return halves
        return []

    def _joined(self, parts: list[Span]) -> list[Span]:
        """Put together what is one post with its holder: "Under Secretary for Growth, Energy, and Trade Ada Holt"."""
        joined: list[Span] = []
        at = 0
        while at < len(parts):
            stop = at
            if self._opens_post(parts[at]):
                for after in range(at + 1, len(parts)):
                    names = self.people.named_within(*parts[after])
                    if _POST_WORD.search(self.text, parts[after][0], names[0][0] if names else parts[after][1]):
                        break
                    if names:
                        stop = after if names[0][0] > parts[after][0] else at
                        break
            joined.append((parts[at][0], parts[stop][1]))
            at = stop + 1
        return joined

    def _opens_post(self, part: Span) -> bool:
        """Tell if a part gives a post and what it is for, and nobody who has it: "Under Secretary for Growth"."""
        words = self.text[slice(*part)]
        return (
            not self.people.named_within(*part)
            and core_head(words) in self.posts
            and re.match(r" (?:of|for|to) ", words[core_length(words) :]) is not None
        )

    def _is_double_title(self, parts: list[Span]) -> bool:
        """ "Harbour President and CEO Ada Holt": two posts or more of one person, none with a determiner."""
        *ahead, last = parts
        words = self.text[slice(*last)].split()
        return (
            all(
                not DETERMINERS.match(self.text[slice(*part)])
                and core_head(self.text[slice(*part)]) in self.posts
                and not self.people.named_within(*part)
                for part in ahead
            )
            and any(word.lower() in self.posts for word in words[:4])
            and any(m[1] == last[1] for m in self.people.named_within(*last))
        )

    def _stands_alone(self, a: int, b: int) -> bool:
        phrase = self.text[a:b].strip()
        if not phrase:
            return False
        if phrase.lower() in ("he", "she", "they"):
            return True
        bare = DETERMINERS.sub("", phrase)
        if self.actors.by_name(bare) is not None or bare in self.organisations.acronyms:
            return True
        if self.people.named_within(a, b):
            return True
        if _TITLED.match(phrase) and core_head(phrase) in self.source_heads:
            return True  # "the Secretary and Foreign Minister", "the Secretary and interim Prime Minister"
        determined = re.match(r"(?:the|a|an|his|her|its|their|both) ", phrase, re.IGNORECASE)
        return determined is not None and core_head(phrase) in self.source_heads

    def resolve_pair(self, at: int, phrase: str) -> Resolution | None:
        """Resolve a definite plural to two states or the last two persons of that post; None where it is no pair."""
        lower = phrase.lower()
        if lower in ("the two", "both", "the pair", "the duo"):
            two = self.recent_people(at, (), lower, 2)
            if len(two) == 2:
                speakers = tuple(refer_to_person(p) for p in two)
                return Resolution(speakers, steps=(f"{phrase!r}: the last two persons named",), sure=False)
            return None
        if _BARE_MINISTERS.fullmatch(phrase):
            phrase, lower = f"the {lower}", f"the {lower}"  # "the Secretary and Foreign Ministers"
        match = _GROUP.match(lower)
        if match is None or len(phrase.split()) > 9:
            return None
        noun = match["noun"]
        titled = phrase[match.start("noun") : match.end("noun")].istitle() and not _BARE_PAIR.fullmatch(lower)
        if titled or match.end("noun") < core_length(phrase):
            return None  # "the United Nations", "the leaders group"
        if not re.match(r"(?:the|both|these|its)\b", lower):
            return None
        if re.search(r"\bthree|\bfour|\ball\b", lower) and "two" not in lower:
            return None
        if noun in STATE_GROUPS:
            spoke = self.memory.last_persons(2, at) if noun in ("sides", "parties") else ()
            if len(spoke) == 2:
                return Resolution(self._met_here(at) or spoke, steps=(f"{phrase!r}: the two who met",), sure=False)
            states = self._meeting_states(at, 2)
            if len(states) == 2:
                return Resolution(tuple(states), steps=(f"{phrase!r}: the two parties of the meeting",), sure=False)
            return None
        people = self.recent_people(at, _POSTS.get(noun, (noun.rstrip("s"),)), lower, 2)
        if len(people) < 2 and noun not in _NOT_A_PAIR:
            # posts of other names ("the two leaders" of a secretary and a minister): the two who spoke, or are named
            spoke = self.memory.last_persons(2, at)
            if len(spoke) == 2:
                return Resolution(spoke, steps=(f"{phrase!r}: the last two who spoke",), sure=False)
            named = self.recent_people(at, (), lower, 3)
            people = named if len(named) == 2 else people
        if len(people) == 2:
            return Resolution(
                tuple(refer_to_person(p) for p in people), steps=(f"{phrase!r}: the last two of that post",), sure=False
            )
        return None

    def resolve_member(self, at: int, phrase: str) -> Resolution | None:
        """Resolve "the former" and "the latter" to one of the last two persons that the paragraph names."""
        lower = phrase.lower()
        if lower not in ("the former", "the latter"):
            return None
        paragraph = self.text.rfind("\n", 0, at) + 1
        named = [index for _, _, index in self.people.named_within(paragraph, at)]
        two = list(dict.fromkeys(reversed(named)))[:2]
        if len(two) < 2:
            return None
        person = self.people.persons[two[0] if lower == "the latter" else two[1]]
        return Resolution((refer_to_person(person),), steps=(f"{phrase!r} of the last two named",), sure=False)

    def recent_people(self, at: int, posts: tuple[str, ...], phrase: str, wanted: int) -> list[Person]:
        """Give the last ``wanted`` persons named ahead of ``at`` who hold one of the posts, or any without posts."""
        chosen: list[Person] = []
        for start, _, index in reversed(self.people.named_before(at)):
            person = self.people.persons[index]
            if start >= at or person in chosen:
                continue
            held = " ".join(words for words, _, _ in person.posts)
            if posts and not any(post in held for post in posts):
                continue
            if "vice" in phrase and "vice" not in held:
                continue
            chosen.append(person)
            if len(chosen) == wanted:
                break
        return sorted(chosen, key=lambda p: p.first_seen)

    def _met_here(self, at: int) -> tuple[SpeakerReference, ...]:
        """The two persons whom the paragraph names as having met, if they are of two states."""
        line = self.text.rfind("\n", 0, at) + 1
        named = list(dict.fromkeys(index for _, _, index in self.people.named_within(line, at)))
        if len(named) != 2 or not _MET.search(self.text, line, at):
            return ()
        first, second = (self.people.persons[index] for index in named)
        if first.country is not None and first.country == second.country:
            return ()
        return refer_to_person(first), refer_to_person(second)

    def _meeting_states(self, at: int, wanted: int) -> list[SpeakerReference]:
        """The states of the meeting: those of the last persons in office, else the first states named."""
        codes: list[str] = []
        for start, _, index in reversed(self.people.named_before(at)):
            person = self.people.persons[index]
            if start < at and person.country and person.country not in codes and person.posts:
                codes.append(person.country)
        if len(codes) < wanted:
            for word in _PROPER_NAME.finditer(self.text[:at]):
                actor = self.actors.by_name(word[0])
                if actor is not None and actor.code and actor.kind is SpeakerKind.STATE and actor.code not in codes:
                    codes.append(actor.code)
                if len(codes) >= wanted:
                    break
        actors = [self.actors.by_code(code) for code in codes[:wanted]]
        return [refer_to_actor(a) for a in sorted((a for a in actors if a is not None), key=self._first_named)]

    def _first_named(self, actor: Actor) -> int:
        found = [self.text.find(form) for form in (actor.name, *actor.demonyms)]
        return min((f for f in found if f >= 0), default=len(self.text))
