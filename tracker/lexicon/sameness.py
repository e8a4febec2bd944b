"""How near two wordings of what somebody said are, for proposing that they report one utterance and never for joining.

Outlets cut quotations at other places, put them into indirect speech, and name countries by their capitals. What stays
is the words that carry the matter: they are compared as a set, each weighing the more the rarer it is, and words inside
quotation marks also as a run, for a quotation is repeated word by word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

from tracker.lexicon.folding import fold
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.tables import read_table
from tracker.records import Span, Spans

PIECES = " … "
"""What stands between the pieces of a content or quotation that has several."""
COMPARED = 12
"""With how many others a text is compared to find what differs."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-/][^\W_]+)*")
# A word behind another one of its sentence, of which a capital then says that it is a name.
_INNER = re.compile(r"(?<=[\w,;’')–—] )" + _WORD.pattern)
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_SHORTEST_STEM = 4

# A word weighs as if this many statements had been read without it, beside those that were: so three articles on one
# meeting do not make its matter common.
_READ_BEFORE = 2_000
_FRESH = math.log(_READ_BEFORE)
_LIGHTEST = 0.1

# So many words of matter in common make two wordings of one matter one wording; fewer count in proportion.
_HALF = 1.7
# What is quoted is repeated word by word: then the little words count as well.
_PLAIN_WORD = 0.15
_SHORTEST_QUOTATION = 2.5  # in fresh words
_WHOLE = 0.9  # of a quotation's weight
_QUOTED_WHOLE = 0.95
# Looking for a run takes time by the square of the words; no speech has more.
_MOST_WORDS = 20_000
# What is not quoted but has all words of the shorter one in a row.
_SHORTEST_WHOLE = 4.0
_WORD_BY_WORD = 0.85
_LITTLE_MORE = 1  # words


class Wording:
    """What is compared of one statement: its content and the quoted words in it, with PIECES between the pieces.

    Names in ``without`` are no matter: those of whom both are known to speak.
    """

    def __init__(self, content: str, quote: str | None = None, without: Iterable[str] = ()) -> None:
        self.content = content
        self.quote = quote
        self.words = tuple(map(_stem_written, _WORD.findall(content)))
        self._left_out = frozenset(_stem_written(word) for name in without for word in _WORD.findall(name))
        self.matter = frozenset(self.words) - _plain_words()[0] - self._left_out

    @cached_property
    def quoted(self) -> tuple[tuple[str, ...], ...]:
        """The words inside quotation marks, piece by piece."""
        if self.quote == self.content and PIECES not in self.content:
            return (self.words,)
        pieces = (self.quote or "").split(PIECES)
        return tuple(run for piece in pieces if (run := tuple(map(_stem_written, _WORD.findall(piece)))))

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of words that are written with a capital inside a sentence."""
        plain = _plain_words()[0]
        return (
            frozenset(_stem_written(word) for word in _INNER.findall(self.content) if word[0].isupper())
            - plain
            - self._left_out
        )

    @cached_property
    def turned(self) -> bool:
        """Whether it says no to something."""
        turning = _plain_words()[1]
        return any(_fold_word(word) in turning for word in _WORD.findall(self.content))


@dataclass(frozen=True, slots=True)
class Sameness:
    """How near two wordings are, from 0 to 1, and by what.

    ``run`` are the words, as the first has them, of the longest stretch that both have.
    """

    score: float
    run: str
    reasons: tuple[str, ...]


class Weights(dict[str, float]):
    """How much each word of matter weighs, the rarer the more: 1 for a fresh one, which few statements have.

    Made of the number of statements that have each word, and of the number of all; filled as words are met.
    """

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        super().__init__()
        self._counts = counts
        self._read = total + _READ_BEFORE

    def __missing__(self, stem: str) -> float:
        weight = math.log(self._read / (self._counts.get(stem, 0) + 1)) / _FRESH
        self[stem] = max(weight, _LIGHTEST)
        return self[stem]

    def sum(self, stems: Iterable[str]) -> float:
        """The weight of several."""
        return sum(map(self.__getitem__, stems))


def compare_wordings(one: Wording, other: Wording, weights: Weights, *, least: float = 0.0) -> Sameness | None:
    """How near two wordings are, or None where the longer one has less than ``least`` of the shorter one's matter."""
    shared = one.matter & other.matter
    if not shared:
        return None
    mass = weights.sum(shared)
    ours, theirs = weights.sum(one.matter), weights.sum(other.matter)
    contained = mass / min(ours, theirs)
    if contained < least:
        return None
    alike = mass / (ours + theirs - mass)
    near = (contained + alike) / 2
    reasons: list[str] = []
    same = one.words == other.words
    at, size = (0, len(one.words)) if same else _find_run(one.words, other.words)
    run = " ".join(_WORD.findall(one.content)[at : at + size])
    if same:
        near = 1.0
        reasons.append("the same words")
    else:
        quoted = _find_quotation(one, other, weights)
        taken = _weigh_run(one.words[at : at + size], weights)
        if quoted.weight < _SHORTEST_QUOTATION and taken >= _SHORTEST_WHOLE and _is_whole(taken, one, other, weights):
            near, mass = max(near, _WORD_BY_WORD), max(mass, taken)
            reasons.append(f"all {size} words of the shorter one in a row")
        elif quoted.weight < _SHORTEST_QUOTATION:
            reasons.append(f"{contained:.0%} of the shorter one's words")
        elif quoted.is_whole:
            near, mass = max(near, _QUOTED_WHOLE), max(mass, quoted.weight)
            reasons.append(f"a quotation of {quoted.words} words")
        else:
            near, mass = max(near, min(0.4 + 0.07 * quoted.weight, 0.9)), max(mass, quoted.weight)
            reasons.append(f"{quoted.words} quoted words in a row")
    score = near * (1 - math.exp(-mass / _HALF))
    if one.turned != other.turned and _says_no_more(one if one.turned else other, shared):
        score -= 0.1
        reasons.append("but one of them says no")
    if one.names - other.matter and other.names - one.matter:
        score -= 0.15
        reasons.append("but they name others")
    return Sameness(max(round(score, 2), 0.0), run, tuple(reasons))


def _says_no_more(turned: Wording, shared: frozenset[str]) -> bool:
    """Tell if little more than its saying no tells a wording from another; else the no may be of what it has beside."""
    return len(turned.matter - shared - _plain_words()[1]) <= _LITTLE_MORE


def _find_run(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[int, int]:
    """Where the longest run of words that both have begins in the first of them, and how many words it has."""
    ours, theirs = ours[:_MOST_WORDS], theirs[:_MOST_WORDS]
    found = SequenceMatcher(None, theirs, ours, autojunk=False).find_longest_match(0, len(theirs), 0, len(ours))
    return found.b, found.size


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A run of words that one quotes and the other has: how many, their weight, and whether it is a whole quotation."""

    words: int
    weight: float
    is_whole: bool


def _find_quotation(one: Wording, other: Wording, weights: Weights) -> _Quotation:
    """The weightiest run of words that one of them quotes and the other has, a whole quotation before a part of one."""
    best = _Quotation(0, 0.0, False)
    for ours, theirs in ((one, other), (other, one)):
        for quoted in ours.quoted:
            at, size = _find_run(quoted, theirs.words)
            weight = _weigh_run(quoted[at : at + size], weights)
            whole = weight >= _SHORTEST_QUOTATION and weight >= _WHOLE * _weigh_run(quoted, weights)
            best = max(best, _Quotation(size, weight, whole), key=lambda q: (q.is_whole, q.weight))
    return best


def _weigh_run(run: Sequence[str], weights: Weights) -> float:
    """The weight of words in a row, the little ones among them."""
    plain = _plain_words()[0]
    return sum(_PLAIN_WORD if word in plain else weights[word] for word in run)


def _is_whole(weight: float, one: Wording, other: Wording, weights: Weights) -> bool:
    return weight >= _WHOLE * min(_weigh_run(one.words, weights), _weigh_run(other.words, weights))


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    return fold(word).replace(" ", "")


@lru_cache(maxsize=65536)
def _stem_written(written: str) -> str:
    """A word as it is compared: without its ending; a country by whatever name, demonym or capital is its code."""
    if written[0].isupper():
        actors = load_lexicon().actors
        named = actors.by_name(written) or actors.by_name(f"{written}.") or actors.by_capital(written)
        meant = actors.by_demonym(written) or (() if named is None else (named,))
        codes = {actor.code for actor in meant if actor.code is not None}
        if len(codes) == 1:
            return codes.pop()
    word = _fold_word(written) or written
    word = _number_words().get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


@cache
def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("plain_words")
    plain = frozenset(table["plain"].split())
    return plain | {_stem_written(word) for word in plain}, frozenset(table["turning"].split())


@cache
def _number_words() -> dict[str, str]:
    pairs = read_table("plain_words")["numbers"].split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def find_differences(texts: Sequence[str]) -> list[Spans]:
    """The stretches of each text that none of the others has, in its characters; of a single text none.

    Texts are compared word by word without regard to case, accents and order, and each with at most COMPARED others,
    the longest.
    """
    split = [[match.span() for match in _WORD.finditer(text)] for text in texts]
    words = [[_fold_word(text[start:end]) for start, end in spans] for text, spans in zip(texts, split, strict=True)]
    longest = sorted(range(len(texts)), key=lambda index: (-len(words[index]), index))[:COMPARED]
    shared = [[False] * len(listed) for listed in words]
    for index in range(len(texts)):
        for other in longest if index not in longest else [number for number in longest if number > index]:
            _share(words[index], words[other], shared[index], shared[other])
    alone = len(texts) == 1
    return [() if alone else _join(spans, known) for spans, known in zip(split, shared, strict=True)]


def _share(ours: Sequence[str], theirs: Sequence[str], known: list[bool], known_there: list[bool]) -> None:
    """Note which words two texts have in common: those in the same order, and those that only stand elsewhere."""
    if ours == theirs:
        known[:] = known_there[:] = [True] * len(ours)
        return
    here, there = [True] * len(ours), [True] * len(theirs)
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        here[block.a : block.a + block.size] = there[block.b : block.b + block.size] = [False] * block.size
    moved = {word for word, left in zip(ours, here, strict=True) if left}
    moved &= {word for word, left in zip(theirs, there, strict=True) if left}
    for words, left, noted in ((ours, here, known), (theirs, there, known_there)):
        for at, word in enumerate(words):
            noted[at] = noted[at] or not left[at] or word in moved


def _join(spans: Sequence[Span], shared: Sequence[bool]) -> Spans:
    """The words that are not shared, those that follow each other as one stretch."""
    joined: list[Span] = []
    previous = False
    for (start, end), known in zip(spans, shared, strict=True):
        if not known:
            if previous:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        previous = not known
    return tuple(joined)
