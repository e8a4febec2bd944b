"""Sources told by their own words, less determiners: organisations, documents, groups and unnamed sources.

When and how it was said is no part of the name ("a senior official on Monday"). A body is known again by its sort
("the agency", "the party") where just one of that sort spoke or was named, "the bloc" a union of states, a government
where one state spoke. "The statement" is its issuer where one spoke in a statement just before.
"""

from __future__ import annotations

import re
from itertools import islice

from tracker.extraction.organisations import Organisations
from tracker.extraction.resolution import Memory, Resolution, refer_to_actor
from tracker.extraction.wording import DETERMINERS, core_head
from tracker.lexicon.folding import fold
from tracker.lexicon.reporting import Reporting
from tracker.lexicon.titles import Titles
from tracker.records import SpeakerKind, SpeakerReference

_PARTITIVE = re.compile(r"one of (?:the |his |her |its |their )?(.+)$", re.IGNORECASE)
_REDUCED = re.compile(
    r"(?:,? (?:who|which|that))?\s(?:quoted|cited|citing|interviewed|briefed|speaking|using|familiar|privy)\s.*$"
)
_LEFT_BEHIND = re.compile(r"\s(?:signed|released|issued|published|adopted|made|obtained|dated|conducted|seen)$")
_BRACKETED = re.compile(r"\s*\([A-Z][A-Za-z&.-]*\)|\s*\([^()]*\)$")  # an acronym; who belongs to it
_NUMBER = re.compile(r"^(?:two|three|four|five|several|some|many|a few)\s", re.IGNORECASE)
_DAY = re.compile(
    r"(?: on| late| early| last)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$| (?:yesterday|today)$| dated .*$"
    r"| in (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?$"
    r"| in \d{4}$| at the time$"
    r"| (?:in|on|at|via|through) (?:a|an|his|her|its|their) (?:[\w-]+ )?"
    r"(?:statement|release|tweet|post|interview|email|letter|meeting|briefing|conference|video|message|speech|address)$"
)
_BODIES = frozenset(
    "party ministry agency union commission council committee court bank institute authority department embassy "
    "association federation foundation coalition alliance front movement board bureau office organization "
    "organisation university assembly senate fund group".split()
)
_BLOCS = frozenset({"union", "community", "league", "association", "bloc", "alliance", "organisation", "organization"})
_BODIES_BEFORE = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.MEDIA, SpeakerKind.UNNAMED})
_POSTED = frozenset({"statement", "tweet", "post", "message", "release"})
_ISSUERS = frozenset(
    {SpeakerKind.ORGANISATION, SpeakerKind.PERSON, SpeakerKind.STATE, SpeakerKind.UNNAMED, SpeakerKind.MEDIA}
)
_ISSUED_IN = {
    "tweet": r"\btweeted\b|\b(?:in|on) (?:an?|its|his|her) (?:[\w-]+ ){0,2}(?:tweet|post)\b|\bTwitter\b",
    "post": r"\bposted\b|\b(?:in|on) (?:an?|its|his|her) (?:[\w-]+ ){0,2}(?:tweet|post)\b|\bon (?:X|Facebook)\b",
    "statement": r"\bin (?:an?|its|his|her) (?:[\w-]+ ){0,2}(?:statement|release)\b",
    "document": r"\bin (?:an?|its|his|her) (?:[\w-]+ ){0,2}(?:statement|document|note|communique)\b",
}
_ISSUED_LATELY = 6  # speakers ago
_PARTIES = frozenset({"republicans", "democrats", "socialists"})
_CALLINGS = ("ers", "ors", "ists", "men", "people")  # "fishers", "sailors": who does a thing
_ASIDE = re.compile(r"(?:,| who| which| that)\s.*$")
# a document named by nothing but its sort is the one that spoke before
_BARE_DOCUMENTS = frozenset("document text statement communique communiqué report declaration letter agreement".split())


# "the news agency Ardent", "the daily Sorrel Post": the name stands behind its sort
_SORT_AND_NAME = re.compile(
    r"\b(?:agency|daily|newspaper|magazine|broadcaster|website|channel|outlet|group|company|firm|tank|network|militia|"
    r"movement|organi[sz]ation|platform|weekly|portal)\s+((?:[A-Z][\w’'-]*\s?)+)$"
)


class Descriptions:
    """The described sources of one article."""

    def __init__(
        self, text: str, organisations: Organisations, titles: Titles, reporting: Reporting, memory: Memory
    ) -> None:
        self.text = text
        self.organisations = organisations
        self.actors = organisations.actors
        self.titles = titles
        self.reporting = reporting
        self.memory = memory

    def resolve(self, phrase: str) -> Resolution:
        """Give the speaker that a phrase describes; every phrase describes one."""
        partitive = _PARTITIVE.match(phrase.strip().strip(",;:"))
        if partitive:
            return self._member(phrase, partitive[1])
        name = _name(phrase)
        named = _SORT_AND_NAME.search(name)
        if named:
            actor = self.actors.by_name(named[1])
            speaker = refer_to_actor(actor) if actor else SpeakerReference(named[1], SpeakerKind.ORGANISATION)
            return Resolution((speaker,), steps=(f"{phrase!r} names {named[1]}",))
        head = core_head(_LEFT_BEHIND.sub("", phrase))
        if head in self.reporting.documents or head.rstrip("s") in self.reporting.documents:
            return self._document(phrase, name)
        organisation = self._earlier_organisation(phrase, name, head)
        if organisation is not None:
            return organisation
        country = self.organisations.find_country(name)
        if self._is_proper(name, head):
            full = self.organisations.acronyms.get(name, name)
            return Resolution(
                (SpeakerReference(full, SpeakerKind.ORGANISATION, country),), steps=(f"{phrase!r} as printed",)
            )
        kind = SpeakerKind.GROUP if head.endswith("s") and not head.endswith("ss") else SpeakerKind.UNNAMED
        if head in self.titles.posts and phrase.lower().startswith("the "):
            kind = SpeakerKind.OFFICE
        if self._capital_of_sentence(phrase, name, head):
            name = name[0].lower() + name[1:]
        return Resolution((SpeakerReference(name, kind, country),), steps=(f"{phrase!r} is described, not named",))

    def _member(self, phrase: str, whole: str) -> Resolution:
        """ "one of the diplomats": a member of the group that spoke before, in the singular."""
        noun = whole.split()[-1]
        if noun == "them":
            groups = [s.name for _, s in self.memory.spoke if s.kind is SpeakerKind.GROUP]
            noun = whole = groups[-1] if groups else whole
        earlier = next((s.name for _, s in reversed(self.memory.spoke) if s.name.endswith(noun)), whole)
        earlier = _NUMBER.sub("", earlier)
        single = re.sub(r"ies$", "y", re.sub(r"men$", "man", earlier)).removesuffix("s")
        return Resolution((SpeakerReference(single, SpeakerKind.UNNAMED),), steps=(f"{phrase!r}: one of {earlier}",))

    def _document(self, phrase: str, name: str) -> Resolution:
        words = name.split()
        if len(words) == 2 and words[1].lower() in ("statement", "note", "letter"):
            # "the US statement": the state's own words
            full = self.organisations.acronyms.get(words[0])
            if full is not None:
                body = SpeakerReference(full, SpeakerKind.ORGANISATION, None, None, (words[0],))
                return Resolution((body,), steps=(f"{phrase!r} is the word of {full}",))
            owner = self.organisations.find_owner([words[0]])
            if owner is not None:
                return Resolution((refer_to_actor(owner),), steps=(f"{phrase!r} is the word of {owner.name}",))
        if name.lower() in _BARE_DOCUMENTS | _POSTED:
            issuer = self._issuer(phrase, name.lower())
            if issuer is not None:
                return Resolution((issuer,), steps=(f"{phrase!r} is {issuer.name}'s",), sure=False)
        if name.lower() in _BARE_DOCUMENTS:
            earlier = self.memory.last_of({SpeakerKind.DOCUMENT})
            if earlier is not None and earlier[1].name.split()[-1].lower() not in _POSTED - {"statement", name.lower()}:
                return Resolution((earlier[1],), steps=(f"{phrase!r}: the {earlier[1].name} named before",))
        return Resolution((SpeakerReference(name, SpeakerKind.DOCUMENT),), steps=(f"{phrase!r} is a document",))

    def _issuer(self, phrase: str, name: str) -> SpeakerReference | None:
        """ "the statement added" behind "the ministry said in a statement": who spoke last, if it was in one."""
        if not phrase.lower().startswith("the "):
            return None
        issued = re.compile(_ISSUED_IN.get(name, rf"\bin (?:an?|its|his|her) (?:[\w-]+ ){{0,2}}{name}\b"))
        for at, speaker in islice(reversed(self.memory.spoke), _ISSUED_LATELY):
            end = self.text.find("\n", at)
            if issued.search(self.text, self.text.rfind("\n", 0, at) + 1, end if end >= 0 else len(self.text)):
                return speaker if speaker.kind in _ISSUERS else None
        return None

    def _earlier_organisation(self, phrase: str, name: str, head: str) -> Resolution | None:
        """ "the agency", "the ministry": the last source whose name ends so."""
        if head == "bloc" and phrase.lower().startswith("the "):
            last = self.memory.last_of({SpeakerKind.ORGANISATION})
            if last is not None and _is_bloc(last[1].name):
                return Resolution((last[1],), steps=(f"{phrase!r}: {last[1].name} spoke last",), sure=False)
        if name.lower() != head or " " in name:
            return None
        for _, speaker in reversed(self.memory.spoke):
            if speaker.kind not in _BODIES_BEFORE:
                continue
            full = fold(speaker.name)
            if full != head and (full.endswith(head) or core_head(speaker.name) == head):
                return Resolution((speaker,), steps=(f"the {head}: {speaker.name} spoke before",))
        if phrase.lower() == "the government":
            states = {speaker.name: speaker for _, speaker in self.memory.spoke if speaker.kind is SpeakerKind.STATE}
            if len(states) == 1:
                (state,) = states.values()
                return Resolution(
                    (state,), steps=(f"the government: {state.name}, the only one that spoke",), sure=False
                )
        if head in _BODIES and phrase.lower().startswith("the "):
            named = self._named_body(head, phrase)
            if named is not None:
                return Resolution(
                    (SpeakerReference(named, SpeakerKind.ORGANISATION),),
                    steps=(f"the {head}: {named} is the only one named before",),
                    sure=False,
                )
        return None

    def _named_body(self, head: str, phrase: str) -> str | None:
        """The one organisation of that sort that the article names ahead of the phrase: "the Reform Party"."""
        at = self.text.find(phrase)
        ahead = self.text[:at] if at > 0 else self.text
        pattern = re.compile(
            rf"(?:[A-Z](?:[\w’'&-]*|(?:\.[A-Z])+\.?) )+{head.capitalize()}"
            r"(?: (?:of|on|for)(?: the)?(?: [A-Z][\w’'-]+)+)?"
        )
        names = {match[0].removeprefix("The ") for match in pattern.finditer(ahead)}
        longest = {n for n in names if not any(n != m and m.startswith(n) for m in names)}
        return longest.pop() if len(longest) == 1 else None

    def _is_proper(self, name: str, head: str) -> bool:
        """A name more than half in capitals is an organisation's; "Serbian officials" and "Analysts" are groups."""
        words = name.split()
        if not name[:1].isupper() or not (len(words) == 1 or sum(w[:1].isupper() for w in words) > len(words) / 2):
            return False
        if words[0].lower() == head and self._is_common(head):
            return False
        if words[-1].islower() and words[-2:-1] and words[-2].endswith(("'s", "’s")) and head in self.titles.posts:
            return False  # "Kesh’s delegate"
        if len(words) == 2 and self.actors.by_demonym(words[0]) and words[1].islower():
            return False
        return not (words[-1].islower() and self._is_common(head) and self.organisations.opens_with_country(name))

    def _is_common(self, head: str) -> bool:
        """Tell a plural of people ("analysts", "officials") from a party's ("Democrats")."""
        if head in _PARTIES:
            return False
        return head.endswith(_CALLINGS) or (
            head.endswith("s") and head[:-1] in self.titles.posts | self.titles.group_nouns
        )

    def _capital_of_sentence(self, phrase: str, name: str, head: str) -> bool:
        """Tell if the capital is only the sentence's ("Analysts in Kesh"): the article never prints the word again."""
        first = name.split()[0] if name.split() else ""
        return (
            name == phrase
            and name[:1].isupper()
            and not first.endswith(("'s", "’s"))
            and not any(word[0].isupper() or word[0].isdigit() for word in name.split()[1:2])
            and not phrase.startswith(("The ", "A ", "An "))
            and not self.organisations.opens_with_country(name)
            and not self.actors.by_demonym(first)
            and self.actors.by_name(first) is None
            and first not in self.text.replace(phrase, "", 1)
            and not re.search(rf"[a-z,] {re.escape(phrase)}", self.text)
        )


def _name(phrase: str) -> str:
    """The words that describe the source, without determiner, clauses and acronym."""
    name = DETERMINERS.sub("", _REDUCED.sub("", _DAY.sub("", phrase.strip().strip(",;:"))))
    name = _BRACKETED.sub("", _LEFT_BEHIND.sub("", name))
    return _ASIDE.sub("", name) if len(name.split()) > 6 else name


def _is_bloc(name: str) -> bool:
    """Tell a union of states by its words, or by the capitals that it is known by."""
    return name.isupper() or not _BLOCS.isdisjoint(name.lower().split())
