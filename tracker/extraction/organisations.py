"""States, organisations and media behind a mention: by name, acronym, metonym, capital or demonym.

An acronym may be told by brackets or by the capitals of a body that the article prints in full ("the PMO"); "the North"
is North Korea where that is named.
"""

from __future__ import annotations

import re

from tracker.extraction.resolution import Resolution, refer_to_actor
from tracker.extraction.wording import DETERMINERS
from tracker.lexicon.actors import Actor, Actors
from tracker.records import SpeakerKind, SpeakerReference

GOVERNMENT = frozenset({"side", "government", "gov't", "administration", "state", "regime", "nation", "republic"})
"""Nouns that turn a state's name or demonym into the state itself: "the Serbian side"."""

_INITIALS = re.compile(r"[A-Z]{2,6}")
_BODY_HEADS = frozenset(
    "office ministry department agency union commission council committee authority bank court bureau board party "
    "organization organisation association federation institute service secretariat directorate assembly".split()
)
_ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z&-]{1,9})\)")
_PART = re.compile(r"(?:host|co-host|neighbou?ring|neighbou?r|rival|fellow member) (?=[A-Z])")  # "host Kesh"
_STATE_OF = re.compile(r"^(?:Republic|Government|State|Kingdom|People's Republic) of (?:the )?")
_GOVERNMENT_OF = re.compile(r"(?:government|Government|administration) of (?:the )?")
# words between a state and its government
_BEFORE_GOVERNMENT = frozenset(
    {"federal", "central", "military", "communist", "coalition", "transitional", "interim", "new", "current"}
)
_BEFORE_STATE = frozenset({"new", "current", "former", "north-east"})


class Organisations:
    """The states, organisations and media of one article."""

    def __init__(self, text: str, actors: Actors) -> None:
        self.text = text
        self.actors = actors
        self.acronyms = find_acronyms(text)
        self._spelled: dict[str, str | None] = {}  # acronyms that were looked for

    def resolve(self, phrase: str) -> Resolution | None:
        """Resolve a state, organisation or medium that the lexicon or an acronym of the article knows."""
        bare = self._strip(phrase)
        full = self.acronyms.get(bare) or self._spelled_out(bare)
        if full is not None:
            return Resolution(
                (SpeakerReference(full, SpeakerKind.ORGANISATION, None, None, (bare,)),),
                steps=(f"{bare!r} is short for {full}",),
            )
        if phrase.lower() in ("the north", "the south") and f"{bare} Korea" in self.text:
            bare = f"{bare} Korea"
        actor = self.actors.by_name(bare) or self.actors.by_metonym(bare)
        if actor is None and bare[:1].isupper():
            actor = self.actors.by_capital(bare)
        if actor is not None:
            reference = self._refer(actor, bare)
            return Resolution((reference,), steps=(f"{phrase!r} stands for {reference.name}",))
        words = bare.split()
        if len(words) >= 2 and words[-1].lower() in GOVERNMENT and words[0][:1].isupper():
            owner = self.find_owner(words[:-1])
            if owner is not None:
                return Resolution((refer_to_actor(owner),), steps=(f"{phrase!r} stands for {owner.name}",))
        return None

    def _spelled_out(self, bare: str) -> str | None:
        """The name of a body that the article prints in full, and whose capitals an acronym is: "the PMO"."""
        if not _INITIALS.fullmatch(bare) or self.actors.by_name(bare) is not None:
            return None
        if bare in self._spelled:
            return self._spelled[bare]
        link = r"(?: (?:of|for|and|on|the|de))*"
        words = (link + " ").join(rf"{letter}[a-z]+(?:['’]s)?" for letter in bare)
        found = {match[0] for match in re.finditer(rf"\b{words}\b", self.text)}
        bodies = [name for name in found if _BODY_HEADS & set(name.lower().split())]
        self._spelled[bare] = bodies[0] if len(bodies) == 1 else None
        return self._spelled[bare]

    def _strip(self, phrase: str) -> str:
        """The name without determiner, acronym in brackets, genitive and "Government of"."""
        bare = _PART.sub("", DETERMINERS.sub("", phrase.strip()))
        bare = re.sub(r"\s*\([^)]*\)$", "", bare)
        if bare.endswith(("'s", "’s", "s'", "s’")) and self.actors.by_name(bare) is None:
            bare = re.sub(r"['’]s?$", "", bare)
        if self.actors.by_name(bare) is None:
            bare = _STATE_OF.sub("", bare)
        return _GOVERNMENT_OF.sub("", bare, count=1) if _GOVERNMENT_OF.match(bare) else bare

    def _refer(self, actor: Actor, bare: str) -> SpeakerReference:
        if actor.kind is SpeakerKind.STATE:
            return refer_to_actor(actor)
        printed = self._print_fullest(actor)
        names = tuple(form for form in (actor.name, bare) if form != printed)
        return SpeakerReference(printed, actor.kind, actor.country, None, names)

    def _print_fullest(self, actor: Actor) -> str:
        """The longest of an organisation's names that the article prints."""
        printed = [form for form in actor.forms if len(form) > 5 and form in self.text]
        return max(printed, key=len) if printed else actor.name

    def find_owner(self, words: list[str]) -> Actor | None:
        """Give the state that a name or demonym ahead of "government" belongs to: "new Serbian federal"."""
        while words and words[-1].lower() in _BEFORE_GOVERNMENT:
            words = words[:-1]
        while len(words) > 1 and words[0].lower() in _BEFORE_STATE:
            words = words[1:]
        if not words:
            return None
        name = re.sub(r"['’]s?$", "", " ".join(words))
        found = self.actors.by_demonym(name)
        if len(found) == 1:
            return found[0]
        actor = self.actors.by_name(name)
        return actor if actor is not None and actor.kind is SpeakerKind.STATE else None

    def find_country(self, phrase: str) -> str | None:
        """Give the alpha-3 code of the state that a phrase names by demonym or name, the longest first."""
        words = [re.sub(r"['’]s?$", "", word.strip(",.")) for word in phrase.split()]
        for size in (3, 2, 1):
            for k in range(len(words) - size + 1):
                code = self.find_code(" ".join(words[k : k + size]))
                if code is not None:
                    return code
        return None

    def opens_with_country(self, phrase: str) -> bool:
        """Tell if the first words of a phrase name a state: "South Korean officials", "Serbia's premier"."""
        words = [re.sub(r"['’]s?$", "", word.strip(",.")) for word in phrase.split()]
        return any(self.find_code(" ".join(words[:size])) is not None for size in (1, 2, 3))

    def find_code(self, name: str) -> str | None:
        """Give the alpha-3 code of the state that all of a phrase names, by demonym or name."""
        if not name[:1].isupper():
            return None
        found = self.actors.by_demonym(name)
        if len(found) == 1:
            return found[0].code
        actor = self.actors.by_name(name)
        return actor.code if actor is not None else None


def find_acronyms(text: str) -> dict[str, str]:
    """Give the acronyms that the text spells out, with their full names: "Syrian Democratic Forces (SDF)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        line = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - 140) : match.start()]
        words = re.split(r"\s+", line.strip())[-12:]
        letters = [c.lower() for c in match[1] if c.isalpha()]
        # take as many words back as the acronym needs, by initials
        for begin in range(len(words) - 1, -1, -1):
            if not words[begin][:1].isupper():
                continue
            initials = [w[0].lower() for w in words[begin:] if w[:1].isupper()]
            if initials[: len(letters)] == letters or (len(initials) == len(letters) and initials[0] == letters[0]):
                found.setdefault(match[1], " ".join(words[begin:]))
                break
    return found
