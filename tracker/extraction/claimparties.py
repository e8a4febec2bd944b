"""Whom a claim binds or speaks of, and toward whom: the speaker's side, states and their governments, persons, pairs.

"We" is the speaker's side: the country of whoever speaks for one, else the speaker. "He", "she" and "it" in what is
reported are the speaker where nothing else is said. What stands for nobody known stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tracker.extraction.claimguests import Guests
from tracker.extraction.claimnames import BODIES, POSTS, PROPER, Names, Naming
from tracker.extraction.clausetags import MARKS
from tracker.extraction.structures import Range, Tokens
from tracker.lexicon.actors import Actor, Actors
from tracker.records import SpeakerKind, SpeakerReference

_OFFICIAL = re.compile(
    r"president|minister|secretary|premier|chancellor|ambassador|spokes|envoy|official|governor|senator|general|king|queen"
    r"|prince|leader|commissioner|representative|chief|vice|delegate|diplomat|emir|sultan|taoiseach|head of state",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:former|ex|opposition|professor|analyst|activist|candidate|retired|union|company|rebel)\b", re.IGNORECASE
)
_WE = frozenset({"we", "us", "ours", "ourselves"})
_I = frozenset({"i", "me", "mine", "myself"})
_OUR = frozenset({"our", "my"})
_PAIRS = re.compile(
    r"(?:the two|both|our two|these two) "
    r"(?:sides|countries|nations|parties|leaders|governments|peoples|states|presidents|ministers)"
    r"|both|the two|both of us"
)
_OWN_BODIES = frozenset(
    {
        *("government", "administration", "ministry", "department", "office", "country", "nation", "delegation"),
        *("side", "mission", "embassy", "cabinet", "team", "president", "leader", "people", "force", "troop"),
    }
)
_OWN_GROUPS = frozenset(
    {"democracie", "alliance", "governments", "military", "militarie", "countrie", "partie", "diplomat"}
)
# bodies that somebody heads: "the House must act" of its Speaker; a state and a post are none
_HEADED = frozenset(
    """
    house senate congress parliament assembly council committee commission court board chamber caucus bank agency bureau
    """.split()
)
_AROUND = frozenset(
    {"in", "at", "from", "near", "outside", "inside", "across", "by", "via", "through", "on", "since", "under"}
)
_MINISTRY = re.compile(r"\b(?:Department|Ministry|Administration|White House|Government|Treasury|Embassy)\b")
_TOGETHER = frozenset(
    {"ministers", "leaders", "presidents", "secretaries", "participants", "sides", "parties", "countries", "officials"}
)
_FORMS_OF_ADDRESS = frozenset({"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "madam", "sir", "dr.", "dear"})
_STAFF = frozenset(
    """
    diplomats officials forces troops soldiers negotiators experts personnel authorities representatives military
    ministers engineers agents police
    """.split()
)
_GREETINGS = frozenset({"hi", "hello", "thanks", "morning", "afternoon", "evening"})
_JOINED = frozenset({"and", ",", "&"})

_GROUPS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.OFFICE})
_PLURAL = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED})
_ARRANGING = frozenset({SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.OFFICE, SpeakerKind.GROUP})
_SPEAKING_FOR_STATES = frozenset({SpeakerKind.PERSON, SpeakerKind.UNNAMED, SpeakerKind.OFFICE})


_SHARED = frozenset(
    "partnership alliance friendship relationship relations ties bond bonds cooperation collaboration countries "
    "nations peoples".split()
)
_PARTNERS = frozenset("allies partners friends neighbors neighbours democracies".split())
_NO_GUESTS = Guests()


class Sides(Naming):
    """Who is meant in the claims of one statement.

    ``persons`` are the article's, with their countries, by surname; ``pair`` names its two sides, given an offset and
    the words there; ``home`` is the state whose office is the outlet, for officials whose country is not told and,
    where the words are ``issued``, all others. In a text that is ``written`` in the name of an office "I" is its state.
    ``roles`` are the article's persons by the posts it gives them ("foreign minister"). Where nobody is known to speak,
    a text without a signature, states are taken to speak of themselves. ``guests`` are whom its title puts beside it.
    """

    def __init__(
        self,
        speakers: Sequence[SpeakerReference],
        actors: Actors,
        persons: Mapping[str, tuple[str, str | None]],
        pair: Callable[[int, str], Names] | None = None,
        *,
        direct: bool = False,
        home: str | None = None,
        issued: bool = True,
        written: bool = False,
        roles: Mapping[str, str] = MappingProxyType({}),
        guests: Guests = _NO_GUESTS,
    ) -> None:
        super().__init__(actors, persons, roles, direct=direct)
        self._pair = pair
        self._home = home
        self._issued = issued
        self._written = written
        self._guests = guests
        self._unsigned = not speakers
        self._last_person: Names = ()
        self._speakers = tuple(s for s in speakers if s.kind is not SpeakerKind.UNNAMED or s.name != "Question")
        self.own: Names = tuple(dict.fromkeys(self._side(s) for s in self._speakers))
        countries = {code for s in self._speakers if s.kind is not SpeakerKind.MEDIA and (code := self._country_of(s))}
        self.ours = (
            frozenset(self.own)
            | {s.name for s in self._speakers}
            | {actor.name for code in countries if (actor := actors.by_code(code)) is not None}
            | {name for name, country in persons.values() if country in countries}
        )

    def _country_of(self, speaker: SpeakerReference) -> str | None:
        if speaker.country or speaker.kind not in _SPEAKING_FOR_STATES:
            return speaker.country
        if (guest := self._guest_of(speaker)) is not None:
            return guest.code
        return self._home if self._issued or _OFFICIAL.search(speaker.role or "") else None

    def _guest_of(self, speaker: SpeakerReference) -> Actor | None:
        """The side that the title of an office's text gives to a person."""
        return self._guests.sides.get(speaker.name.split()[-1]) if speaker.name.strip() else None

    def _side(self, speaker: SpeakerReference) -> str:
        if speaker.country is None and (guest := self._guest_of(speaker)) is not None:
            return guest.name
        code = self._country_of(speaker)
        actor = self.actors.by_code(code) if code else None
        if speaker.kind is SpeakerKind.ORGANISATION and _MINISTRY.search(speaker.name):
            actor = actor or (self.actors.by_code(self._home) if self._home else None)
            return actor.name if actor else speaker.name
        if actor is None or speaker.kind not in _SPEAKING_FOR_STATES:
            return speaker.name
        if speaker.country is None:
            return actor.name  # the words are issued by an office of that state
        role = speaker.role or ""
        return actor.name if _OFFICIAL.search(role) and not _OUTSIDE.search(role) else speaker.name

    def are_ours(self, names: Names) -> bool:
        """Whether the names are of the speaker's side."""
        if self._unsigned:
            known = {name for name, _ in self.persons.values()}
            return any(self.actors.by_name(name) is not None or name in known for name in names)
        return any(name in self.ours for name in names)

    def name_subject(self, tokens: Tokens, subject: Range) -> tuple[Names, bool]:
        """The names of a subject, () where they are not known, and whether it is the speaker's side."""
        start, end = subject
        while end - start > 1 and tokens.words[end - 1] in MARKS:
            end -= 1  # 'Haddad "was a great man"'
        lowers = tokens.lowers[start:end]
        first = lowers[0]
        if first in _WE or (first in ("both", "all") and lowers[1:3] == ["of", "us"]):
            return (self._with_partner() if self._is_joint(tokens, start, end) else ()) or self.own, True
        if first in _I and len(lowers) == 1:
            if self._written:
                return self.own, True
            return tuple(s.name for s in self._speakers), True
        if first in _OUR:
            phrase = " ".join(lowers)
            if _PAIRS.match(phrase):
                return self._both(tokens.starts[start], phrase), True
            if first == "our" and len(lowers) <= 4 and lowers[-1] in _SHARED and self._written:
                return self._with_partner(), True
            known = len(lowers) <= 4 and lowers[-1].removesuffix("s") in _OWN_BODIES | _OWN_GROUPS
            return (self.own, True) if known else ((), False)
        if first in ("their", "its") and not self.direct and len(lowers) <= 3 and self._speakers:
            own_body = lowers[-1].removesuffix("s") in _OWN_BODIES
            return (self.own, True) if own_body else ((), False)
        if lowers == ["they"] and self._written and len(self._speakers) > 1 and "VBD" in tokens.tags[end : end + 2]:
            return self.own, True  # "They also underscored A": a text that tells of those who issue it
        if len(lowers) == 1 and first in ("he", "she") and self._last_person:
            return self._last_person, self.are_ours(self._last_person)
        if len(lowers) == 1 and not self.direct and len(self._speakers) >= 1:
            if first in ("he", "she") and self._speakers[0].kind in (
                SpeakerKind.PERSON,
                SpeakerKind.UNNAMED,
                SpeakerKind.OFFICE,
            ):
                return tuple(s.name for s in self._speakers), True
            if first == "they" and (len(self._speakers) > 1 or self._speakers[0].kind in _PLURAL):
                return self.own, True
            if first == "it" and self._speakers[0].kind in (SpeakerKind.STATE, SpeakerKind.ORGANISATION):
                return self.own, True
        phrase = " ".join(lowers)
        if _PAIRS.match(phrase):
            return self._both(tokens.starts[start], phrase), True
        if self._unsigned and lowers[-1] in _TOGETHER and lowers[0] in ("the", "participants", "both"):
            return (), True  # a text of those whom it calls so
        if (state := self._staffed(tokens, start, end)) is not None:
            return (state,), self.are_ours((state,))
        if self._is_own_body(tokens, start, end):
            return self.own, True
        if "between" in lowers and not _SHARED.isdisjoint(lowers[: lowers.index("between")]):
            names = self.name_list(tokens.words[start + lowers.index("between") + 1 : end])
            return names, self.are_ours(names)  # "The alliance between Kesh and Uganda"
        named = lowers[1:] if lowers[0] in ("the", "both", "all") else lowers
        if (lowers[0] == "the" or len(named) == 1) and (group := self._own_group(named)):
            return group, True
        names = self.name_list(tokens.words[start:end]) or self.as_printed(tokens, start, end)
        if lowers[0] == "the" and end - start <= 3 and self._is_headed(lowers[-1]):
            return names or self.own, True
        if len(names) == 1 and any(names[0] == name for name, _ in self.persons.values()):
            self._last_person = names
        return names, self.are_ours(names)

    @property
    def partner(self) -> Names:
        """Whom the title puts beside the speaker: a guest's host, a host's guest, the state whose day is marked."""
        home = self.actors.by_code(self._home) if self._home else None
        if home is None or not self._guests.partner:
            return ()
        return (self._guests.partner,) if home.name in self.own else (home.name,)

    def _with_partner(self) -> Names:
        return tuple(dict.fromkeys((*self.own, *self.partner))) if self.partner else ()

    def _is_joint(self, tokens: Tokens, start: int, end: int) -> bool:
        """ "Together, we", "As partners, we", "we stand together", in a text that an office wrote."""
        if not self._written:
            return False
        ahead = tokens.lowers[max(start - 6, 0) : start]
        return (
            "together" in ahead
            or ("as" in ahead and not _PARTNERS.isdisjoint(ahead))
            or "together" in tokens.lowers[end : end + 3]
            or (tokens.lowers[end : end + 1] == ["share"])
        )

    @property
    def arrange(self) -> bool:
        """Whether what is to be done is the speaker's to arrange: an official's, a state's, an organisation's."""
        return any(
            (s.kind in _ARRANGING or _OFFICIAL.search(s.role or "") is not None) and not _OUTSIDE.search(s.role or "")
            for s in self._speakers
        ) or (self._written and not self._unsigned)

    @property
    def are_body(self) -> bool:
        """Whether what is reported calls the speaker "it": a state, an organisation, a group."""
        return not self.direct and any(
            s.kind in (SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.GROUP) for s in self._speakers
        )

    def _staffed(self, tokens: Tokens, start: int, end: int) -> str | None:
        """The state of "Ugandan diplomats", "U.S. forces": whoever acts for it."""
        if not 2 <= end - start <= 5 or tokens.lowers[end - 1] not in _STAFF:
            return None
        begin = start + (tokens.lowers[start] in ("the", "our"))
        of = self.actors.by_demonym(tokens.words[begin])
        actor = of[0] if len(of) == 1 else self.actors.by_name(tokens.words[begin])
        return None if actor is None else actor.name

    def note_persons(self, tokens: Tokens, start: int, end: int) -> None:
        """Remember the last person named in a stretch of the speaker's own words, whom "he" and "she" stand for."""
        if not self.direct or self.persons.keys().isdisjoint(tokens.words[start:end]):
            return
        last = next(word for word in reversed(tokens.words[start:end]) if word in self.persons)
        self._last_person = (self.persons[last][0],)

    def _is_headed(self, body: str) -> bool:
        """What a speaker heads by their post: "the House" of the Speaker of the House, or of the House Speaker."""
        return body in _HEADED and any(body in (s.role or "").lower().split() for s in self._speakers)

    def _own_group(self, words: Sequence[str]) -> Names:
        """Those who speak together, by what they are: "the ministers" of "Foreign Ministers of the Coalition"."""
        for speaker in self._speakers:
            said = speaker.name.lower().split()
            if speaker.kind in _GROUPS and 0 < len(words) <= 2 and set(words) <= set(said) and words != said:
                return self.own
        joint = len(self._speakers) > 1 and len(words) == 1 and words[0] in _TOGETHER
        return self.own if joint else ()

    def _is_own_body(self, tokens: Tokens, start: int, end: int) -> bool:
        """ "the government", "the Department of State" in the mouth of one who speaks for a state."""
        lowers = tokens.lowers[start:end]
        if lowers[0] == "this" and lowers[-1] not in BODIES:
            return False  # "this mission": the one just spoken of
        if lowers[0] not in ("the", "this", "its") or not 2 <= len(lowers) <= 6 or not self._are_official():
            return False
        if any(self.actors.by_demonym(word) or self.actors.by_name(word) for word in tokens.words[start + 1 : end]):
            return False
        return lowers[-1] in _OWN_BODIES or (lowers[1] in _OWN_BODIES and lowers[2:3] == ["of"])

    def find_counterparts(self, tokens: Tokens, start: int, end: int, parties: Names) -> tuple[Names, Range | None]:
        """Toward whom: the first states or persons named behind the verb that are not the party, unless as a place.

        The speaker's side is none to itself, but "Austria is our friend" said of others is toward it.
        """
        apart = self.ours if not parties or self.are_ours(parties) else frozenset[str]()
        at = start
        while at < end:
            stop = self.proper_end(tokens, at, end)
            if stop == at:
                at += 1
                continue
            name = self.name_one(tokens.words[at:stop])
            before = (
                tokens.lowers[at - 2]
                if at > 1 and tokens.lowers[at - 1] in ("the", "a")
                else tokens.lowers[at - 1]
                if at
                else ""
            )
            if name is not None and before not in _AROUND and name not in parties and name not in apart:
                names, last = [name], stop
                while last < end and tokens.lowers[last] in _JOINED:
                    following = last + 1 + (tokens.lowers[last + 1 : last + 2] == ["the"])
                    stop = self.proper_end(tokens, following, end)
                    other = self.name_one(tokens.words[following:stop]) if stop > following else None
                    if other is None and stop > following and tokens.lowers[stop : stop + 1] == ["and"]:
                        stop = self.proper_end(tokens, stop + 1, end)  # "Prime Minister and Foreign Minister Haddad"
                        other = self.name_one(tokens.words[following:stop])
                    if other is None:
                        break
                    names.append(other)
                    last = stop
                return tuple(dict.fromkeys(names)), (at, last)
            at = stop
        return (), None

    def find_touched(
        self, tokens: Tokens, start: int, end: int, parties: Names, *, places: bool
    ) -> tuple[Names, Range | None]:
        """Whose people or affairs an act is about where it names nobody else: "Ugandan lives".

        With ``places`` also where: what is asked or judged "in Uganda" is so of Uganda, what is built there is not.
        """
        apart = self.ours if not parties or self.are_ours(parties) else frozenset[str]()
        names: list[str] = []
        place: Range | None = None
        behind = start  # what a longer name has taken
        for at in range(start, end):
            if place is not None and tokens.lowers[at] not in _JOINED and tokens.lowers[at - 1] not in _JOINED:
                break
            capital = tokens.words[at][0].isupper() and at >= behind
            if not capital or (not places and tokens.lowers[at - 1] in _AROUND):
                continue
            state, behind = self.state_at(tokens, at, end)
            if state is not None and state not in parties and state not in apart:
                names.append(state)
                place = (place[0] if place else at, behind)
        return tuple(dict.fromkeys(names)), place

    def find_addressed(self, tokens: Tokens, start: int, end: int) -> tuple[Names, Range | None]:
        """Who is spoken to by name: "Thank you, Omar", "Hi, Mr. Haddad"."""
        for at in range(start + 1, end):
            if tokens.lowers[at] == "," or (tokens.lowers[at - 1] in _GREETINGS and at > start):
                begin = at + (tokens.lowers[at] == ",")
                stop = self.proper_end(tokens, begin, end)
                closed = stop >= end or tokens.words[stop] in (".", ",", "!", "?", "”", "–", "—")
                if stop > begin and closed and stop - begin <= 5 and tokens.tags[begin] in PROPER:
                    words = tokens.words[begin:stop]
                    if tokens.lowers[begin] in _FORMS_OF_ADDRESS and len(words) > 1:
                        words = words[1:]
                    name = self.name_one(words)
                    if name is None and words[-1].lower() in POSTS:
                        return (), None  # "Mr. President": of whom is not told
                    return (name or " ".join(words),), (begin, stop)
        return (), None

    def _both(self, offset: int, phrase: str) -> Names:
        if len(self.own) == 2:
            return self.own
        found = self._pair(offset, phrase) if self._pair is not None else ()
        return found if len(found) == 2 else ()

    def _are_official(self) -> bool:
        return any(side != speaker.name for side, speaker in zip(self.own, self._speakers, strict=False))
