"""The claims of one article's statements: its sentences tagged once, its persons and its sides known."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date

from tracker.edtf import is_edtf, parse_edtf
from tracker.extraction.claimguests import find_guests
from tracker.extraction.claimnames import Names
from tracker.extraction.claimparties import Sides
from tracker.extraction.claims import Reading, read_claims
from tracker.extraction.structures import Paragraph, Person, Tokens
from tracker.lexicon.loader import Lexicon
from tracker.records import ArticleInput, ExtractedClaim, Manner, Span, SpeakerReference

_OFFICE = re.compile(r"\b(?:Department|Ministry|Office|Government|Embassy|Mission|Cabinet|Presidency|White House)\b")

_ABOUT = re.compile(r"((?:[A-Z][\w-]+ ){1,4})([A-Z][\w-]+)[’']s ")

Splitter = Callable[[str, Paragraph], Sequence[Span]]
Tagger = Callable[[int, int], Tokens]
DateFinder = Callable[[int, int], Sequence[tuple[Span, str]]]
PairNamer = Callable[[int, str], Sequence[SpeakerReference]]


class ClaimContext:
    """What the claims of an article are read with.

    ``split`` gives the sentences of a stretch, ``tag`` one of them tagged, ``dates`` the dates in a stretch with their
    EDTF, and ``pair`` the two whom words such as "the two countries" stand for; the stages that know are the caller's.
    ``titled`` are persons whom the title alone names.
    """

    def __init__(
        self,
        article: ArticleInput,
        lexicon: Lexicon,
        persons: Iterable[Person],
        *,
        split: Splitter,
        tag: Tagger,
        dates: DateFinder,
        pair: PairNamer | None = None,
        titled: Iterable[Person] = (),
    ) -> None:
        self._article = article
        self._lexicon = lexicon
        self._split, self._tag, self._dates, self._pair = split, tag, dates, pair
        self._tagged: list[Tokens] = []
        self._day = _day_of(article.published)
        self._issuing_state = self._find_issuing_state()
        known = tuple(persons)
        title = article.title or ""
        own = _find_own(known, title, lexicon) if self._issuing_state else frozenset[str]()
        self._persons = _by_surname(known, title, self._issuing_state, own)
        self._roles = _by_role(known, own, lexicon)
        self._guests = find_guests(
            title, self._issuing_state, (person.name for person in (*known, *titled)), lexicon.actors
        )

    def keep(self, tokens: Tokens) -> None:
        """Keep a sentence that was tagged for other ends; sentences come in order."""
        self._tagged.append(tokens)

    def read(
        self,
        content: Sequence[Span],
        speakers: Sequence[SpeakerReference],
        *,
        lemma: str = "",
        rule: str = "",
        manner: Manner | None = None,
    ) -> tuple[ExtractedClaim, ...]:
        """Give the claims of one content; ``rule`` is the one that found it, ``lemma`` that of its reporting verb."""
        direct = manner is Manner.DIRECT
        issued = rule in ("turn", "issued")
        sides = Sides(
            speakers,
            self._lexicon.actors,
            self._persons,
            self._name_pair,
            direct=direct,
            home=self._issuing_state,
            issued=issued,
            written=rule == "issued" and self._issuing_state is not None,
            roles=self._roles,
            guests=self._guests,
        )
        return read_claims(
            self._article.text,
            [tokens for piece in content for tokens in self._read_piece(*piece)],
            Reading(self._lexicon.claims, sides, self._dates, self._day),
            lemma=lemma,
            frame=rule.rpartition("/")[2],
            direct=direct,
        )

    def _read_piece(self, start: int, end: int) -> Iterator[Tokens]:
        """The tagged sentences of one piece of content; those that are kept are not tagged again."""
        held = bisect_right(self._tagged, start, key=lambda tokens: tokens.starts[0]) - 1
        whole = self._tagged[held] if held >= 0 else None
        for begin, stop in self._split(self._article.text, Paragraph(start, end, 0)):
            if whole is None or stop > whole.ends[-1]:
                yield self._tag(begin, stop)
                continue
            a, b = bisect_left(whole.starts, begin), bisect_right(whole.ends, stop)
            yield Tokens(whole.words[a:b], whole.lowers[a:b], whole.starts[a:b], whole.ends[a:b], whole.tags[a:b])

    def _name_pair(self, offset: int, phrase: str) -> Names:
        """The two sides that "the two countries" are, as countries where they have one."""
        pair = self._pair(offset, phrase) if self._pair is not None else ()
        states = [(speaker, self._lexicon.actors.by_code(speaker.country or "")) for speaker in pair]
        return tuple(dict.fromkeys(actor.name if actor else speaker.name for speaker, actor in states))

    def _find_issuing_state(self) -> str | None:
        """The state whose office is the article's outlet ("Ministry of Foreign Affairs of Austria"): its own texts."""
        outlet = self._article.outlet
        if not outlet or not _OFFICE.search(outlet):
            return None
        actors = self._lexicon.actors
        words = outlet.split()[:12]
        for begin in range(len(words)):
            for end in range(len(words), begin, -1):
                phrase = " ".join(words[begin:end])
                actor = actors.by_name(phrase) or next(iter(actors.by_demonym(phrase)), None)
                if actor is not None and actor.code:
                    return actor.code
        return None


def _by_surname(
    persons: Iterable[Person], title: str, home: str | None, own: Container[str]
) -> dict[str, tuple[str, str | None]]:
    """The persons and their countries by the last word of their names, those who share it left out.

    Whom an office names in the title of its own text, without a country ("Secretary Holt Travels"), is its own, as are
    those whose doings the title is about.
    """
    found: dict[str, list[tuple[str, str | None]]] = {}
    for person in persons:
        surname = person.name.split()[-1]
        country = home if person.name in own else person.country or (home if surname in title else None)
        found.setdefault(surname, []).append((person.name, country))
    return {word: names[0] for word, names in found.items() if len(names) == 1}


def _find_own(persons: Iterable[Person], title: str, lexicon: Lexicon) -> frozenset[str]:
    """Whom the title of an office's text is about, by post and name alone: "Secretary Holt's Travel to Kesh"."""
    opening = _ABOUT.match(title)
    if opening is None or any(lexicon.actors.by_demonym(word) for word in opening[1].split()):
        return frozenset()
    return frozenset(person.name for person in persons if person.name.split()[-1] == opening[2])


def _by_role(persons: Iterable[Person], own: Container[str], lexicon: Lexicon) -> dict[str, str]:
    """The persons by their posts as printed, without the country ("foreign minister"), those of several left out.

    Of several with one post those whom the text is about go before the others.
    """
    found: dict[str, set[str]] = {}
    for person in persons:
        words = (person.role or "").lower().split()
        while words and lexicon.actors.by_demonym(words[0].capitalize()):
            del words[0]
        if words:
            for post in {" ".join(words), " ".join(words).partition(" of ")[0], " ".join(words).partition(" for ")[0]}:
                found.setdefault(post, set()).add(person.name)
    held = {post: {name for name in names if name in own} or names for post, names in found.items()}
    return {post: next(iter(names)) for post, names in held.items() if len(names) == 1}


def _day_of(published: str | None) -> date | None:
    day = parse_edtf(published).end if published and is_edtf(published) else None
    return date.fromisoformat(day) if day else None
