"""Which topics a statement's content brings up: one pass over its words, all terms of the vocabulary at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache, partial
from itertools import accumulate

from tracker.lexicon.topics import GAP, Topic, split_term
from tracker.records import TopicMatch

# A word and, apart, what hangs on it by an apostrophe; or a mark that no phrase runs across. Splitting by it gives
# triples of what stands between, word, and suffix, which put together again are the text.
_TOKEN = re.compile(r"([^\W_]+|[.,;:!?()\[\]…—–])(['’][^\W_]+)?")
# An abbreviation from its first full stop on: a search for a full stop skips all else.
_DOTTED = re.compile(r"\.(?<=\b[^\W\d_]\.)(?:[^\W\d_]\.)+")
_MAX_GAP = 4
_FEW_WORDS = 45  # what a statement of so few words names at all, it may well be about
_VERY_FEW_WORDS = 15  # what one of so few names, it is about, whatever stands around it
_WELL_SUPPORTED = 2  # of title, text before and text after so many have to be about what is hardly named
_SHARE = 4  # what a longer one names less than a quarter as often as another topic, it names in passing
_MOST = 3  # of how many topics a statement is at most: those it names most often, of equals the ones it names first
_MEMO_LIMIT = 30_000


class _Force(IntEnum):
    """What it means that a term is met."""

    TERM = 0  # the topic comes up
    WEAK = 1  # it comes up in few words that stand among more of it, or if it is named again
    HINT = 2  # it comes up if another of its terms is met, or all around is about it
    EXCLUSION = 3  # no term inside counts


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a term: its forms in lower case, stems before any ending, and forms in capitals only."""

    exact: frozenset[str]
    stems: tuple[str, ...]
    capitals: frozenset[str]

    def matches(self, word: str) -> bool:
        lower = word.lower()
        if lower in self.exact or word in self.capitals:
            return True
        return bool(self.stems) and lower.startswith(self.stems) and word[0].isalnum()


@dataclass(frozen=True, slots=True)
class _Rest:
    """What has to follow a term's first word: the other words, None standing for a gap."""

    topics: tuple[int, ...]
    force: _Force
    words: tuple[_Word | None, ...]

    def find_end(self, words: Sequence[str], position: int) -> int | None:
        """The index after the term's last word if the term goes on at ``position``, else None."""
        may_skip = 0
        for expected in self.words:
            if expected is None:
                may_skip = _MAX_GAP
                continue
            while position < len(words) and not expected.matches(words[position]):
                if may_skip == 0 or not words[position][0].isalnum():
                    return None
                position, may_skip = position + 1, may_skip - 1
            if position >= len(words):
                return None
            position, may_skip = position + 1, 0
        return position


class _Opening:
    """What may follow a word that begins terms: terms of that word alone, and others told apart by their next word."""

    __slots__ = ("_by_second", "_capitals", "_gapped", "_stemmed", "_stems", "alone", "is_alone")

    def __init__(self, rests: Sequence[_Rest]) -> None:
        self.alone = tuple(rest for rest in rests if not rest.words)
        self.is_alone = len(self.alone) == len(rests)
        self._by_second: dict[str, list[_Rest]] = {}
        self._gapped: list[_Rest] = []
        self._stemmed: list[_Rest] = []
        for rest in rests:
            second = rest.words[0] if rest.words else None
            if second is not None and not second.stems and not second.capitals:
                for form in second.exact:
                    self._by_second.setdefault(form, []).append(rest)
            elif second is not None:
                self._stemmed.append(rest)
            elif rest.words:
                self._gapped.append(rest)
        seconds = [word for rest in self._stemmed if (word := rest.words[0]) is not None]
        self._stems = tuple({stem for word in seconds for stem in (*word.stems, *word.exact)})
        self._capitals = frozenset[str]().union(*(word.capitals for word in seconds))

    def find_longer(self, word: str) -> Sequence[_Rest]:
        """The longer terms that may have this word second: of many there are hardly any."""
        lower = word.lower()
        found = self._by_second.get(lower, ())
        if self._stemmed and (lower.startswith(self._stems) or word in self._capitals):
            found = [*found, *self._stemmed]
        return [*found, *self._gapped] if self._gapped else found


_NOTHING = _Opening(())
_Hit = tuple[int, int, _Rest]  # from which word, up to which, and what makes it one
# For a topic's place in the vocabulary: how many of the stretches around a statement bring the topic up.
Support = Callable[[int], int]


class _Starts(dict[str, _Opening]):
    """From a word as printed to the terms that may begin with it; fills itself as words are met."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        super().__init__()
        self._exact: dict[str, list[_Rest]] = {}
        self._stems: dict[str, list[_Rest]] = {}
        self._capitals: dict[str, list[_Rest]] = {}
        users: dict[tuple[str, _Force], list[int]] = {}
        for index, topic in enumerate(topics):
            for terms, force in (
                (topic.terms, _Force.TERM),
                (topic.weak, _Force.WEAK),
                (topic.hints, _Force.HINT),
                (topic.unless, _Force.EXCLUSION),
            ):
                for term in terms:
                    users.setdefault((term, force), []).append(index)
        for (term, force), indices in users.items():
            self._add(term, tuple(indices), force)

    def _add(self, term: str, topics: tuple[int, ...], force: _Force) -> None:
        first, *others = (None if part == GAP else _read_word(part) for part in split_term(term))
        assert first is not None, f"term {term!r} begins with a gap"
        rest = _Rest(topics, force, tuple(others))
        for forms, index in (
            (first.exact, self._exact),
            (first.stems, self._stems),
            (first.capitals, self._capitals),
        ):
            for form in forms:
                index.setdefault(form, []).append(rest)

    def __missing__(self, word: str) -> _Opening:
        lower = word.lower()
        found = [*self._exact.get(lower, ()), *self._capitals.get(word, ())]
        for length in range(1, len(lower) + 1):
            found += self._stems.get(lower[:length], ())
        opening = _Opening(found) if found else _NOTHING
        if len(self) < _MEMO_LIMIT:
            self[word] = opening
        return opening


class Scan:
    """A text gone through once: its words, what stands between them, and what of the terms they meet, in order."""

    def __init__(
        self, pieces: Sequence[str | None], words: Sequence[str], hits: Sequence[_Hit], dots: Sequence[int]
    ) -> None:
        self.pieces = pieces  # what stands between, word and suffix, in turn
        self.words = words
        self.hits = hits
        self._dots = dots

    def find_words(self, start: int, end: int) -> range:
        """The words that begin between two offsets of the text."""
        dots, starts = self._dots, self._starts
        first, last = (bisect_left(starts, offset - bisect_left(dots, offset)) for offset in (start, end))
        return range(first, max(first, last))

    def find_hits(self, inside: range) -> Sequence[_Hit]:
        """What is met within these words."""
        first, last = (bisect_left(self._firsts, word) for word in (inside.start, inside.stop))
        return [hit for hit in self.hits[first:last] if hit[1] <= inside.stop]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return tuple(accumulate(len(piece or "") for piece in self.pieces))[0:-1:3]

    @cached_property
    def _firsts(self) -> Sequence[int]:
        return [hit[0] for hit in self.hits]


class TopicMatcher:
    """The terms of a vocabulary, made ready for matching; holds no state that shows."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._slugs = tuple(topic.slug for topic in topics)
        self._starts = _Starts(topics)

    def match(self, text: str, support: Support | None = None) -> tuple[TopicMatch, ...]:
        """The topics ``text`` brings up, three at most, in the vocabulary's order, each with its terms as printed.

        ``support`` tells, for a topic's place in the vocabulary, in how many stretches around the text the topic comes
        up too; without it the text stands alone.
        """
        scan = self.scan(text)
        return self._tell(scan, self._settle(scan.hits, scan.words, support))

    def match_within(self, scan: Scan, start: int, end: int, support: Support) -> tuple[TopicMatch, ...]:
        """The topics that a stretch of a text gone through brings up."""
        inside = scan.find_words(start, end)
        words = scan.words[inside.start : inside.stop]
        return self._tell(scan, self._settle(scan.find_hits(inside), words, support))

    def scan(self, text: str) -> Scan:
        """Go through a text once."""
        dots: list[int] = []
        if "." in text:
            dots = [m.start() + at for m in _DOTTED.finditer(text) for at, mark in enumerate(m[0]) if mark == "."]
            text = _DOTTED.sub(_close_up, text) if dots else text
        pieces = _TOKEN.split(text)
        words = pieces[1::3]
        return Scan(pieces, words, self._find(words), dots)

    def topics_within(self, scan: Scan, start: int, end: int) -> frozenset[int]:
        """The places in the vocabulary of the topics that a stretch of a text brings up by itself."""
        inside = scan.find_words(start, end)
        return frozenset(self._settle(scan.find_hits(inside), scan.words[inside.start : inside.stop], None))

    def _tell(self, scan: Scan, settled: Mapping[int, Sequence[_Hit]]) -> tuple[TopicMatch, ...]:
        matches = []
        for topic, hits in settled.items():
            terms: dict[str, str] = {}
            for first, end, _ in hits:
                printed = " ".join("".join(piece or "" for piece in scan.pieces[3 * first + 1 : 3 * end - 1]).split())
                terms.setdefault(printed.lower(), printed)
            matches.append(TopicMatch(self._slugs[topic], tuple(terms.values())))
        return tuple(matches)

    def _find(self, words: Sequence[str]) -> list[_Hit]:
        """Everything that the words meet, exclusions too, in order of the first word."""
        starts = self._starts
        found: list[_Hit] = []
        last = len(words) - 1
        for position, opening in enumerate(map(starts.__getitem__, words)):
            if opening is _NOTHING:
                continue
            for rest in opening.alone:
                found.append((position, position + 1, rest))
            if position < last and not opening.is_alone:
                for rest in opening.find_longer(words[position + 1]):
                    if (end := rest.find_end(words, position + 1)) is not None:
                        found.append((position, end, rest))
        return found

    def _settle(self, met: Iterable[_Hit], words: Sequence[str], support: Support | None) -> dict[int, list[_Hit]]:
        """The topics that come up by these hits, in the vocabulary's order, each with the hits that count."""
        found: dict[int, list[_Hit]] = {}
        excluded: dict[int, list[tuple[int, int]]] = {}
        for hit in met:
            for topic in hit[2].topics:
                if hit[2].force is _Force.EXCLUSION:
                    excluded.setdefault(topic, []).append(hit[:2])
                else:
                    found.setdefault(topic, []).append(hit)
        if not found:
            return {}
        length = len(words)
        if length > _VERY_FEW_WORDS:
            length = sum(map(str.isalnum, words))
        topics = {}
        for topic in sorted(found):
            hits = _keep_outermost(found[topic], excluded.get(topic, []))
            if _suffice(hits, length, None if support is None else partial(support, topic)):
                topics[topic] = hits
        is_long = length > _FEW_WORDS
        if len(topics) > 1 and (is_long or len(topics) > _MOST):
            weights = {topic: len(hits) + (support(topic) if support else 0) for topic, hits in topics.items()}
            most = max(weights.values())
            if is_long:
                topics = {topic: hits for topic, hits in topics.items() if weights[topic] * _SHARE >= most}
            if len(topics) > _MOST:
                main = sorted(topics, key=lambda topic: (-weights[topic], topics[topic][0][0]))[:_MOST]
                topics = {topic: topics[topic] for topic in sorted(main)}
        return topics


_ready: list[tuple[tuple[Topic, ...], TopicMatcher]] = []


def ready_matcher(topics: tuple[Topic, ...]) -> TopicMatcher:
    """The vocabulary made ready, kept while it is the one asked for."""
    if not _ready or _ready[0][0] is not topics:
        _ready[:] = [(topics, TopicMatcher(topics))]
    return _ready[0][1]


def match_topics(text: str, topics: tuple[Topic, ...]) -> tuple[TopicMatch, ...]:
    """The topics that ``text`` brings up by itself, up to three or none, each with the words of ``text`` that did.

    Case, hyphens and possessives do not count; a word of a term also stands for its plural; a phrase does not run
    across punctuation. A statement of an article is read by ArticleTopics, which knows what stands around it.
    """
    return ready_matcher(topics).match(text)


def _keep_outermost(hits: list[_Hit], excluded: list[tuple[int, int]]) -> list[_Hit]:
    """Hits in order of the text, without those inside an excluded phrase or inside one another."""
    kept: list[_Hit] = []
    waiting = sorted(excluded, reverse=True)
    excluded_end = 0
    for first, end, rest in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2].force)):
        # Of the excluded phrases that begin no later, the one that reaches furthest decides: one pass is enough.
        while waiting and waiting[-1][0] <= first:
            excluded_end = max(excluded_end, waiting.pop()[1])
        if end > excluded_end and not (kept and end <= kept[-1][1]):
            kept.append((first, end, rest))
    return kept


def _suffice(hits: Sequence[_Hit], length: int, support: Callable[[], int] | None) -> bool:
    """Tell if a topic comes up by these mentions of it, in a text of so many words."""
    if not hits:
        return False
    strongest = min(rest.force for _, _, rest in hits)
    if strongest is _Force.TERM:
        return True
    if strongest is _Force.HINT and any(rest is not hits[0][2] for _, _, rest in hits):
        return True
    if strongest is _Force.WEAK:
        if len(hits) > 1:
            return True
        if length <= _FEW_WORDS and (support is None or length <= _VERY_FEW_WORDS or support() > 0):
            return True
    return support is not None and support() >= _WELL_SUPPORTED


def _close_up(match: re.Match[str]) -> str:
    return match[0].replace(".", "")  # U.N. is read as UN


@lru_cache(maxsize=4096)
def _read_word(part: str) -> _Word:
    exact: set[str] = set()
    stems: list[str] = []
    capitals: set[str] = set()
    for form in part.split("/"):
        if form.endswith("*"):
            stems.append(form[:-1].lower())
        elif form.isupper() and len(form) > 1:
            capitals |= {form, f"{form}s"}
        else:
            exact |= _add_plural(form.lower())
    return _Word(frozenset(exact), tuple(stems), frozenset(capitals))


def _add_plural(word: str) -> set[str]:
    if len(word) < 3 or word.endswith("s"):
        return {word}
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word, f"{word[:-1]}ies"}
    return {word, f"{word}es" if word.endswith(("x", "ch", "sh")) else f"{word}s"}
