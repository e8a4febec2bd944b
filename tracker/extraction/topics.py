"""Which topics a statement's content brings up: one pass over its words, all terms of the vocabulary at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from tracker.lexicon.topics import GAP, Topic, split_term
from tracker.records import TopicMatch

# A word and, apart, what hangs on it by an apostrophe; or a mark that no phrase runs across. Splitting by it gives
# triples of what stands between, word, and suffix, which put together again are the text.
_TOKEN = re.compile(r"([^\W_]+|[.,;:!?()\[\]…—–])(['’][^\W_]+)?")
# An abbreviation from its first full stop on: a search for a full stop skips all else.
_DOTTED = re.compile(r"\.(?<=\b[^\W\d_]\.)(?:[^\W\d_]\.)+")
_MAX_GAP = 4
_FEW_WORDS = 45  # what a statement of so few words names at all, it is about
_SHARE = 4  # what a longer one names less than a quarter as often as another topic, it names in passing
_MOST = 3  # of how many topics a statement is at most: those it names most often, of equals the ones it names first
_MEMO_LIMIT = 30_000


class _Force(IntEnum):
    """What it means that a term is met."""

    TERM = 0  # the topic comes up
    WEAK = 1  # it comes up in few words, or if it is named again
    HINT = 2  # it comes up if another of its terms is met
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

    __slots__ = ("_any", "_capitals", "_exact", "_stems", "alone", "longer")

    def __init__(self, rests: Sequence[_Rest]) -> None:
        self.alone = tuple(rest for rest in rests if not rest.words)
        self.longer = tuple(rest for rest in rests if rest.words)
        seconds = [rest.words[0] for rest in self.longer]
        self._any = None in seconds
        words = [word for word in seconds if word is not None]
        self._exact = frozenset[str]().union(*(word.exact for word in words))
        self._capitals = frozenset[str]().union(*(word.capitals for word in words))
        self._stems = tuple(dict.fromkeys(stem for word in words for stem in word.stems))

    def may_go_on(self, word: str) -> bool:
        """Tell if some longer term may have this word second: most have not, and none of them need be tried."""
        if self._any:
            return True
        lower = word.lower()
        return lower in self._exact or word in self._capitals or lower.startswith(self._stems)


_NOTHING = _Opening(())
_Hit = tuple[int, int, _Rest]  # from which word, up to which, and what makes it one


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


class TopicMatcher:
    """The terms of a vocabulary, made ready for matching; holds no state that shows."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._slugs = tuple(topic.slug for topic in topics)
        self._starts = _Starts(topics)

    def match(self, text: str) -> tuple[TopicMatch, ...]:
        """The topics ``text`` brings up, three at most, in the vocabulary's order, each with its terms as printed."""
        pieces = _TOKEN.split(_DOTTED.sub(_close_up, text) if "." in text else text)
        words = pieces[1::3]
        starts = self._starts
        found: dict[int, list[_Hit]] = {}
        excluded: dict[int, list[tuple[int, int]]] = {}
        last = len(words) - 1
        for position, opening in enumerate(map(starts.__getitem__, words)):
            if opening is _NOTHING:
                continue
            ends = [(rest, position + 1) for rest in opening.alone] if opening.alone else []
            if opening.longer and position < last and opening.may_go_on(words[position + 1]):
                for rest in opening.longer:
                    if (end := rest.find_end(words, position + 1)) is not None:
                        ends.append((rest, end))
            for rest, end in ends:
                for topic in rest.topics:
                    if rest.force is _Force.EXCLUSION:
                        excluded.setdefault(topic, []).append((position, end))
                    else:
                        found.setdefault(topic, []).append((position, end, rest))
        is_short = len(words) <= _FEW_WORDS or sum(map(str.isalnum, words)) <= _FEW_WORDS
        met = {}
        for topic in sorted(found):
            hits = _keep_outermost(found[topic], excluded.get(topic, []))
            if _suffice(hits, is_short):
                met[topic] = hits
        if not is_short and len(met) > 1:
            most = max(map(len, met.values()))
            met = {topic: hits for topic, hits in met.items() if len(hits) * _SHARE >= most}
        if len(met) > _MOST:
            main = sorted(met, key=lambda topic: (-len(met[topic]), met[topic][0][0]))[:_MOST]
            met = {topic: met[topic] for topic in sorted(main)}
        matches = []
        for topic, hits in met.items():
            terms: dict[str, str] = {}
            for first, end, _ in hits:
                printed = " ".join("".join(piece or "" for piece in pieces[3 * first + 1 : 3 * end - 1]).split())
                terms.setdefault(printed.lower(), printed)
            matches.append(TopicMatch(self._slugs[topic], tuple(terms.values())))
        return tuple(matches)


_ready: list[tuple[tuple[Topic, ...], TopicMatcher]] = []


def match_topics(text: str, topics: tuple[Topic, ...]) -> tuple[TopicMatch, ...]:
    """The topics that ``text`` brings up, up to three or none, each with the words of ``text`` that did.

    Case, hyphens and possessives do not count; a word of a term also stands for its plural; a phrase does not run
    across punctuation. The vocabulary is made ready at its first use and kept while it is the one asked for.
    """
    if not _ready or _ready[0][0] is not topics:
        _ready[:] = [(topics, TopicMatcher(topics))]
    return _ready[0][1].match(text)


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


def _suffice(hits: Sequence[_Hit], is_short: bool) -> bool:
    """Tell if a topic comes up by these mentions of it."""
    if not hits:
        return False
    strongest = min(rest.force for _, _, rest in hits)
    if strongest is _Force.WEAK:
        return is_short or len(hits) > 1
    return strongest is _Force.TERM or any(rest is not hits[0][2] for _, _, rest in hits)


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
