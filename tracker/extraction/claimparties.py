"""Whom a claim binds or speaks of, and toward whom: the speaker's side, states and their governments, persons, pairs.

"We" is the speaker's side: the country of whoever speaks for one, else the speaker. "He", "she" and "it" in what is
reported are the speaker where nothing else is said. What stands for nobody known stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tracker.extraction.clausetags import MARKS
from tracker.extraction.structures import Range, Tokens
from tracker.lexicon.actors import Actors
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
_BODIES = frozenset(
    {
        *("side", "government", "authorities", "administration", "leadership", "regime", "delegation", "people"),
        *("state", "republic", "nation", "officials"),
    }
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
# ahead of a state's name they make another one: "Latin America", "North Africa"
_PARTS_OF_THE_WORLD = frozenset(
    "Latin North South Central Northern Southern Eastern Western West East Ibero Meso".split()
)
_AROUND = frozenset(
    {"in", "at", "from", "near", "outside", "inside", "across", "by", "via", "through", "on", "since", "under"}
)
_MINISTRY = re.compile(r"\b(?:Department|Ministry|Administration|White House|Government|Treasury|Embassy)\b")
_TOGETHER = frozenset(
    {"ministers", "leaders", "presidents", "secretaries", "participants", "sides", "parties", "countries", "officials"}
)
_FORMS_OF_ADDRESS = frozenset({"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "madam", "sir", "dr.", "dear"})
_POSTS = frozenset(
    {"president", "secretary", "minister", "chairman", "chair", "ambassador", "speaker", "premier", "excellency"}
)
_STAFF = frozenset(
    """
    diplomats officials forces troops soldiers negotiators experts personnel authorities representatives military
    ministers engineers agents police
    """.split()
)
_AMOUNTS = frozenset(
    "enough more most many few some all none nothing nobody everything everybody everyone people".split()
)
_NAMING = frozenset({"NN", "NNS", "JJ", "VBG", "VBN", "NNP", "NNPS"})
_LINKS = frozenset({"of", "the", "for", "and", "de", "del", "al", "el", "van", "von", "bin", "’s", "'s", "&", "-"})
_GREETINGS = frozenset({"hi", "hello", "thanks", "morning", "afternoon", "evening"})
_JOINED = frozenset({"and", ",", "&"})
_PROPER = frozenset({"NNP", "NNPS"})
_LONGEST = 8  # words of a party; a longer one is told by its first words

_GROUPS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.OFFICE})
_PLURAL = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED})
_ARRANGING = frozenset({SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.OFFICE, SpeakerKind.GROUP})
_SPEAKING_FOR_STATES = frozenset({SpeakerKind.PERSON, SpeakerKind.UNNAMED, SpeakerKind.OFFICE})

Names = tuple[str, ...]


class Sides:
    """Who is meant in the claims of one statement.

    ``persons`` are the article's, with their countries, by surname; ``pair`` names its two sides, given an offset and
    the words there; ``home`` is the state whose office is the outlet, for officials whose country is not told and,
    where the words are ``issued``, all others. In a text that is ``written`` in the name of an office "I" is its state.
    ``roles`` are the article's persons by the posts it gives them ("foreign minister"). Where nobody is known to speak,
    a text without a signature, states are taken to speak of themselves.
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
    ) -> None:
        self._actors = actors
        self._persons = persons
        self._pair = pair
        self._direct = direct
        self._home = home
        self._issued = issued
        self._written = written
        self._roles = roles
        self._unsigned = not speakers
        self._last_person: Names = ()
        self._speakers = tuple(s for s in speakers if s.kind is not SpeakerKind.UNNAMED or s.name != "Question")
        self.own: Names = tuple(dict.fromkeys(self._side(s) for s in self._speakers))
        countries = {code for s in self._speakers if s.kind is not SpeakerKind.MEDIA and (code := self._country_of(s))}
        self._ours = (
            frozenset(self.own)
            | {s.name for s in self._speakers}
            | {actor.name for code in countries if (actor := actors.by_code(code)) is not None}
            | {name for name, country in persons.values() if country in countries}
        )

    def _country_of(self, speaker: SpeakerReference) -> str | None:
        if speaker.country or speaker.kind not in _SPEAKING_FOR_STATES:
            return speaker.country
        return self._home if self._issued or _OFFICIAL.search(speaker.role or "") else None

    def _side(self, speaker: SpeakerReference) -> str:
        code = self._country_of(speaker)
        actor = self._actors.by_code(code) if code else None
        if speaker.kind is SpeakerKind.ORGANISATION and _MINISTRY.search(speaker.name):
            actor = actor or (self._actors.by_code(self._home) if self._home else None)
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
            known = {name for name, _ in self._persons.values()}
            return any(self._actors.by_name(name) is not None or name in known for name in names)
        return any(name in self._ours for name in names)

    def name_subject(self, tokens: Tokens, subject: Range) -> tuple[Names, bool]:
        """The names of a subject, () where they are not known, and whether it is the speaker's side."""
        start, end = subject
        lowers = tokens.lowers[start:end]
        first = lowers[0]
        if first in _WE or (first in ("both", "all") and lowers[1:3] == ["of", "us"]):
            return self.own, True
        if first in _I and len(lowers) == 1:
            if self._written:
                return self.own, True
            return tuple(s.name for s in self._speakers), True
        if first in _OUR:
            phrase = " ".join(lowers)
            if _PAIRS.match(phrase):
                return self._both(tokens.starts[start], phrase), True
            known = len(lowers) <= 4 and lowers[-1].removesuffix("s") in _OWN_BODIES | _OWN_GROUPS
            return (self.own, True) if known else ((), False)
        if first in ("their", "its") and not self._direct and len(lowers) <= 3 and self._speakers:
            own_body = lowers[-1].removesuffix("s") in _OWN_BODIES
            return (self.own, True) if own_body else ((), False)
        if lowers == ["they"] and self._written and len(self._speakers) > 1 and "VBD" in tokens.tags[end : end + 2]:
            return self.own, True  # "They also underscored A": a text that tells of those who issue it
        if len(lowers) == 1 and first in ("he", "she") and self._last_person:
            return self._last_person, self.are_ours(self._last_person)
        if len(lowers) == 1 and not self._direct and len(self._speakers) >= 1:
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
        named = lowers[1:] if lowers[0] in ("the", "both", "all") else lowers
        if (lowers[0] == "the" or len(named) == 1) and (group := self._own_group(named)):
            return group, True
        names = self._name_list(tokens.words[start:end]) or self._as_printed(tokens, start, end)
        if lowers[0] == "the" and end - start <= 3 and self._is_headed(lowers[-1]):
            return names or self.own, True
        if len(names) == 1 and any(names[0] == name for name, _ in self._persons.values()):
            self._last_person = names
        return names, self.are_ours(names)

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
        return not self._direct and any(
            s.kind in (SpeakerKind.STATE, SpeakerKind.ORGANISATION, SpeakerKind.GROUP) for s in self._speakers
        )

    def _staffed(self, tokens: Tokens, start: int, end: int) -> str | None:
        """The state of "Ugandan diplomats", "U.S. forces": whoever acts for it."""
        if not 2 <= end - start <= 5 or tokens.lowers[end - 1] not in _STAFF:
            return None
        begin = start + (tokens.lowers[start] in ("the", "our"))
        of = self._actors.by_demonym(tokens.words[begin])
        actor = of[0] if len(of) == 1 else self._actors.by_name(tokens.words[begin])
        return None if actor is None else actor.name

    def note_persons(self, tokens: Tokens, start: int, end: int) -> None:
        """Remember the last person named in a stretch of the speaker's own words, whom "he" and "she" stand for."""
        if not self._direct or self._persons.keys().isdisjoint(tokens.words[start:end]):
            return
        last = next(word for word in reversed(tokens.words[start:end]) if word in self._persons)
        self._last_person = (self._persons[last][0],)

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

    def _as_printed(self, tokens: Tokens, start: int, end: int) -> Names:
        """Whoever has a name of their own that nothing else is known of: "the Harbour Board"."""
        begin = start + (tokens.lowers[start] in ("the", "a", "an"))
        if not 0 < end - begin <= 6 or tokens.lowers[end - 1] in _POSTS | _AMOUNTS:
            return ()
        if not all(self._is_name(tokens, k) or tokens.lowers[k] in _LINKS for k in range(begin, end)):
            return ()
        return (" ".join(tokens.words[begin:end]).replace(" ’s", "’s").replace(" 's", "'s"),)

    def _is_name(self, tokens: Tokens, at: int) -> bool:
        """A word of a name; what is reported does not begin with a capital otherwise."""
        return tokens.tags[at] in _PROPER or (
            tokens.words[at][0].isupper()
            and tokens.tags[at] in _NAMING
            and (any(word not in MARKS for word in tokens.words[:at]) or not (at or self._direct))
        )

    def _is_own_body(self, tokens: Tokens, start: int, end: int) -> bool:
        """ "the government", "the Department of State" in the mouth of one who speaks for a state."""
        lowers = tokens.lowers[start:end]
        if lowers[0] == "this" and lowers[-1] not in _BODIES:
            return False  # "this mission": the one just spoken of
        if lowers[0] not in ("the", "this", "its") or not 2 <= len(lowers) <= 6 or not self._are_official():
            return False
        if any(self._actors.by_demonym(word) or self._actors.by_name(word) for word in tokens.words[start + 1 : end]):
            return False
        return lowers[-1] in _OWN_BODIES or (lowers[1] in _OWN_BODIES and lowers[2:3] == ["of"])

    def find_counterparts(self, tokens: Tokens, start: int, end: int, parties: Names) -> tuple[Names, Range | None]:
        """Toward whom: the first states or persons named behind the verb that are not the party, unless as a place.

        The speaker's side is none to itself, but "Austria is our friend" said of others is toward it.
        """
        apart = self._ours if not parties or self.are_ours(parties) else frozenset[str]()
        at = start
        while at < end:
            stop = self._proper_end(tokens, at, end)
            if stop == at:
                at += 1
                continue
            name = self._name_one(tokens.words[at:stop])
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
                    stop = self._proper_end(tokens, following, end)
                    other = self._name_one(tokens.words[following:stop]) if stop > following else None
                    if other is None and stop > following and tokens.lowers[stop : stop + 1] == ["and"]:
                        stop = self._proper_end(tokens, stop + 1, end)  # "Prime Minister and Foreign Minister Haddad"
                        other = self._name_one(tokens.words[following:stop])
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
        apart = self._ours if not parties or self.are_ours(parties) else frozenset[str]()
        names: list[str] = []
        place: Range | None = None
        behind = start  # what a longer name has taken
        for at in range(start, end):
            if place is not None and tokens.lowers[at] not in _JOINED and tokens.lowers[at - 1] not in _JOINED:
                break
            capital = tokens.words[at][0].isupper() and at >= behind
            if not capital or (not places and tokens.lowers[at - 1] in _AROUND):
                continue
            state, behind = self._state_at(tokens, at, end)
            if state is not None and state not in parties and state not in apart:
                names.append(state)
                place = (place[0] if place else at, behind)
        return tuple(dict.fromkeys(names)), place

    def _state_at(self, tokens: Tokens, at: int, end: int) -> tuple[str | None, int]:
        """The state whose name or demonym begins here, the longest first, and where the next may begin.

        "America" behind another name's word ("Latin America") is no state.
        """
        for size in (4, 3, 2):
            actor = self._actors.by_name(" ".join(tokens.words[at : at + size])) if at + size <= end else None
            if actor is not None:
                return actor.name, at + size
        of = self._actors.by_demonym(tokens.words[at])
        if len(of) == 1:
            return of[0].name, at + 1
        actor = self._actors.by_name(tokens.words[at])
        within = at > 0 and tokens.words[at - 1] in _PARTS_OF_THE_WORLD
        return (actor.name if actor is not None and not within else None), at + 1

    def find_addressed(self, tokens: Tokens, start: int, end: int) -> tuple[Names, Range | None]:
        """Who is spoken to by name: "Thank you, Omar", "Hi, Mr. Haddad"."""
        for at in range(start + 1, end):
            if tokens.lowers[at] == "," or (tokens.lowers[at - 1] in _GREETINGS and at > start):
                begin = at + (tokens.lowers[at] == ",")
                stop = self._proper_end(tokens, begin, end)
                closed = stop >= end or tokens.words[stop] in (".", ",", "!", "?", "”", "–", "—")
                if stop > begin and closed and stop - begin <= 5 and tokens.tags[begin] in _PROPER:
                    words = tokens.words[begin:stop]
                    if tokens.lowers[begin] in _FORMS_OF_ADDRESS and len(words) > 1:
                        words = words[1:]
                    name = self._name_one(words)
                    if name is None and words[-1].lower() in _POSTS:
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

    def _name_list(self, words: Sequence[str]) -> Names:
        parts: list[list[str]] = [[]]
        for word in words[:24]:
            if word in ("and", ",", "both"):
                parts.append([])
            else:
                parts[-1].append(word)
        named = [self._name_one(part) for part in parts if part]
        if named and all(named):
            return tuple(dict.fromkeys(n for n in named if n))
        whole = self._whole(words)
        if whole or len(named) < 2 or named[0] not in self._ours:
            return whole
        return tuple(dict.fromkeys(n for n in named if n))  # "Austria and its partners"

    def _whole(self, words: Sequence[str]) -> Names:
        name = self._name_one(words)
        return (name,) if name else ()

    def _name_one(self, words: Sequence[str]) -> str | None:
        """The state, organisation or person that a short phrase names."""
        bare = list(words)
        while bare and bare[0].lower() in ("the", "a", "an", "all", "both"):
            del bare[0]
        if not bare or len(bare) > _LONGEST:
            return None
        phrase = " ".join(bare).replace(" ’s", "’s").replace(" 's", "'s")
        actor = self._actors.by_name(phrase)
        if actor is not None:
            return actor.name
        if (holder := self._roles.get(phrase.lower())) is not None:
            return holder
        if len(bare) > 2 and bare[0].lower() in _BODIES and bare[1] == "of":
            return self._name_one(bare[2:])  # "the Government of Kesh"
        if bare[-1].lower() in _BODIES:
            of = self._actors.by_demonym(bare[0])
            if len(of) == 1:
                return of[0].name
            named = self._actors.by_name(" ".join(bare[:-1]))
            if named is not None:
                return named.name
        if len(bare) <= 2:
            place = self._actors.by_metonym(phrase) or self._actors.by_capital(phrase)
            if place is not None:
                return place.name
        person = self._persons.get(bare[-1])
        if person is not None and bare[-1][0].isupper() and len(bare) <= 6:
            return person[0]
        return None

    def _proper_end(self, tokens: Tokens, at: int, end: int) -> int:
        stop = at
        while stop < end and (
            tokens.tags[stop] in _PROPER
            or (tokens.words[stop][0].isupper() and stop > at)
            or (tokens.lowers[stop] in _BODIES and stop > at)
            or (
                stop == at
                and tokens.words[at][0].isupper()
                and tokens.tags[at] == "JJ"
                and stop + 1 < end
                and tokens.lowers[at + 1] in _BODIES
            )
        ):
            stop += 1
        return stop
