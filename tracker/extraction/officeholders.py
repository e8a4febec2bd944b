"""Offices whose holder a person has noted: "the Chinese foreign minister" in an article of that time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.edtf import EdtfDate
from tracker.extraction.organisations import Organisations
from tracker.extraction.resolution import Resolution, refer_to_person
from tracker.extraction.structures import People
from tracker.lexicon.folding import fold
from tracker.records import Directory, KnownPost, KnownSpeaker, SpeakerKind, SpeakerReference

_END = re.compile(r"\s(?:who|which|whose|whom)\s|,|\s[—–(]")
_AND = re.compile(r"\s+and\s+|\s*/\s*")
_GENITIVE = re.compile(r"['’]s?$")
_LONGEST_COUNTRY = 5
# Words that do not tell one post from another; "former", "next" and "deputy" are none of these.
_SMALL = frozenset({"the", "of", "for", "and", "s", "current", "incumbent", "sitting"})
_SAME = {"premier": ("prime", "minister"), "pm": ("prime", "minister"), "defence": ("defense",)}


class Officeholders:
    """The holders of offices around one article's day, by the directory."""

    def __init__(
        self, directory: Directory, people: People, organisations: Organisations, published: EdtfDate | None
    ) -> None:
        self.people = people
        self.organisations = organisations
        self.holders = [
            (speaker, post.country, _words_of(post.role))
            for speaker in directory.speakers
            for post in speaker.posts
            if post.country is not None and speaker.kind is SpeakerKind.PERSON and _is_held(post, published)
        ]

    def resolve(self, phrase: str) -> Resolution | None:
        """Resolve an office with its country, to the one person who held it then; None where nobody did, or two."""
        if not self.holders:
            return None
        end = _END.search(phrase)
        words = [_GENITIVE.sub("", word) for word in (phrase[: end.start()] if end else phrase).split()]
        country, rest = self._take_country(words)
        if country is None:
            return None
        offices = [_words_of(part) for part in _AND.split(rest)]
        found = {
            (speaker.name, speaker.country): speaker
            for speaker, of_country, office in self.holders
            if of_country == country and office in offices
        }
        if len(found) != 1:
            return None
        (speaker,) = found.values()
        return Resolution((self._refer(speaker),), steps=(f"{phrase!r}: {speaker.name} held that post then",))

    def _take_country(self, words: Sequence[str]) -> tuple[str | None, str]:
        """The country that the words name, and the words without it."""
        for size in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                country = self.organisations.find_code(" ".join(words[start : start + size]))
                if country is not None:
                    return country, " ".join([*words[:start], *words[start + size :]])
        return None, ""

    def _refer(self, speaker: KnownSpeaker) -> SpeakerReference:
        """The person as the article names them, if it does anywhere, else as the directory does."""
        names = {tuple(fold(name).split()) for name in (speaker.name, *speaker.aliases)}
        for person in self.people.persons:
            if person.words in names:
                return refer_to_person(person)
        return SpeakerReference(speaker.name, SpeakerKind.PERSON, speaker.country)


def _words_of(role: str) -> frozenset[str]:
    """What tells a post from others: "Minister of Foreign Affairs" and "foreign minister" are one, the premier another.

    A deputy, former or future holder's words are not the holder's.
    """
    words: set[str] = set()
    for word in fold(role).split():
        words.update(_SAME.get(word, (word,)))
    if "foreign" in words:
        words.discard("affairs")
    return frozenset(words - _SMALL)


def _is_held(post: KnownPost, published: EdtfDate | None) -> bool:
    if post.start is None and post.end is None:
        return True
    if published is None:
        return False
    begun = post.start is None or published.end is None or post.start <= published.end
    return begun and (post.end is None or published.start is None or published.start <= post.end)
