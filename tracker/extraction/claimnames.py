"""The names that a few words stand for: states, their governments, organisations, persons and posts of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.extraction.clausetags import MARKS
from tracker.extraction.structures import Tokens
from tracker.lexicon.actors import Actors

BODIES = frozenset(
    {
        *("side", "government", "authorities", "administration", "leadership", "regime", "delegation", "people"),
        *("state", "republic", "nation", "officials"),
    }
)
# ahead of a state's name they make another one: "Latin America", "North Africa"
_PARTS_OF_THE_WORLD = frozenset(
    "Latin North South Central Northern Southern Eastern Western West East Ibero Meso".split()
)
POSTS = frozenset(
    {"president", "secretary", "minister", "chairman", "chair", "ambassador", "speaker", "premier", "excellency"}
)
_AMOUNTS = frozenset("enough more most many few some all none nothing nobody everything everybody everyone".split())
_NAMING = frozenset({"NN", "NNS", "JJ", "VBG", "VBN", "NNP", "NNPS"})
_LINKS = frozenset({"of", "the", "for", "and", "de", "del", "al", "el", "van", "von", "bin", "’s", "'s", "&", "-"})
PROPER = frozenset({"NNP", "NNPS"})
_LONGEST = 8  # words of a party; a longer one is told by its first words

Names = tuple[str, ...]


class Naming:
    """Whom words name, of those that the lexicon and the article know.

    ``persons`` are the article's, with their countries, by surname; ``roles`` the same by the posts it gives them.
    ``ours`` are the names of the speaker's side, ``direct`` tells that the words are the speaker's own.
    """

    def __init__(
        self,
        actors: Actors,
        persons: Mapping[str, tuple[str, str | None]],
        roles: Mapping[str, str],
        *,
        direct: bool,
    ) -> None:
        self.actors, self.persons, self.roles, self.direct = actors, persons, roles, direct
        self.ours: frozenset[str] = frozenset()

    def as_printed(self, tokens: Tokens, start: int, end: int) -> Names:
        """Whoever has a name of their own that nothing else is known of: "the Harbour Board"."""
        begin = start + (tokens.lowers[start] in ("the", "a", "an"))
        if not 0 < end - begin <= 6 or tokens.lowers[end - 1] in POSTS | _AMOUNTS:
            return ()
        if not all(self._is_name(tokens, k) or tokens.lowers[k] in _LINKS for k in range(begin, end)):
            return ()
        return (" ".join(tokens.words[begin:end]).replace(" ’s", "’s").replace(" 's", "'s"),)

    def _is_name(self, tokens: Tokens, at: int) -> bool:
        """A word of a name; what is reported does not begin with a capital otherwise."""
        return tokens.tags[at] in PROPER or (
            tokens.words[at][0].isupper()
            and tokens.tags[at] in _NAMING
            and (any(word not in MARKS for word in tokens.words[:at]) or not (at or self.direct))
        )

    def state_at(self, tokens: Tokens, at: int, end: int) -> tuple[str | None, int]:
        """The state whose name or demonym begins here, the longest first, and where the next may begin.

        "America" behind another name's word ("Latin America") is no state.
        """
        for size in (4, 3, 2):
            actor = self.actors.by_name(" ".join(tokens.words[at : at + size])) if at + size <= end else None
            if actor is not None:
                return actor.name, at + size
        of = self.actors.by_demonym(tokens.words[at])
        if len(of) == 1:
            return of[0].name, at + 1
        actor = self.actors.by_name(tokens.words[at])
        within = at > 0 and tokens.words[at - 1] in _PARTS_OF_THE_WORLD
        return (actor.name if actor is not None and not within else None), at + 1

    def name_list(self, words: Sequence[str]) -> Names:
        parts: list[list[str]] = [[]]
        for word in words[:24]:
            if word in ("and", ",", "both"):
                parts.append([])
            else:
                parts[-1].append(word)
        named = [self.name_one(part) for part in parts if part]
        if named and all(named):
            return tuple(dict.fromkeys(n for n in named if n))
        whole = self._whole(words)
        if whole or len(named) < 2 or named[0] not in self.ours:
            return whole
        return tuple(dict.fromkeys(n for n in named if n))  # "Austria and its partners"

    def _whole(self, words: Sequence[str]) -> Names:
        name = self.name_one(words)
        return (name,) if name else ()

    def name_one(self, words: Sequence[str]) -> str | None:
        """The state, organisation or person that a short phrase names."""
        bare = list(words)
        while bare and bare[0].lower() in ("the", "a", "an", "all", "both"):
            del bare[0]
        if not bare or len(bare) > _LONGEST:
            return None
        phrase = " ".join(bare).replace(" ’s", "’s").replace(" 's", "'s")
        actor = self.actors.by_name(phrase)
        if actor is not None:
            return actor.name
        if (holder := self.roles.get(phrase.lower())) is not None:
            return holder
        if len(bare) > 2 and bare[0].lower() in BODIES and bare[1] == "of":
            return self.name_one(bare[2:])  # "the Government of Kesh"
        if bare[-1].lower() in BODIES:
            of = self.actors.by_demonym(bare[0])
            if len(of) == 1:
                return of[0].name
            named = self.actors.by_name(" ".join(bare[:-1]))
            if named is not None:
                return named.name
        if len(bare) == 1 and (person := self.persons.get(bare[0])) is not None and bare[0][0].isupper():
            return person[0]  # Amman, where the article has a man of that name
        if len(bare) <= 2:
            place = self.actors.by_metonym(phrase) or self.actors.by_capital(phrase)
            if place is not None:
                return place.name
        person = self.persons.get(bare[-1])
        if person is not None and bare[-1][0].isupper() and len(bare) <= 6:
            return person[0]
        return None

    def proper_end(self, tokens: Tokens, at: int, end: int) -> int:
        stop = at
        while stop < end and (
            tokens.tags[stop] in PROPER
            or (tokens.words[stop][0].isupper() and stop > at)
            or (tokens.lowers[stop] in BODIES and stop > at)
            or (
                stop == at
                and tokens.words[at][0].isupper()
                and tokens.tags[at] == "JJ"
                and stop + 1 < end
                and tokens.lowers[at + 1] in BODIES
            )
        ):
            stop += 1
        return stop
