"""Candidates for formulations: the word sequences that recur in many texts and are little like ordinary English.

A sequence is grown word by word as long as it recurs in enough units (articles, or utterances that several report), so
that the time is about linear in the text. What remains is whole phrases: none that mostly stands within a longer one
(the C-value of Frantzi, Ananiadou and Mima, 2000, counts what does not), none that is a name. They are ranked by
pointwise Kullback-Leibler divergence from the word model of ordinary English (Tomokiyo and Hurst, 2003): how often it
stands alone, times the logarithm of how much more often that is than chance would put its words together there.
"""

from __future__ import annotations

import hashlib
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.lexicon.commonness import Ordinary, PhraseWords
from tracker.lexicon.wordforms import WORD, base_of

LONGEST = 9  # words of a phrase
_TOKEN = re.compile(rf"({WORD.pattern})|[.;:?!()\[\]—–“”\"…\n]|--")
_NESTED = 0.5  # a phrase of which a longer one takes this much is no phrase of its own
_NAME = 0.5  # a phrase that stands in capitals this often is a name
_ALIKE = 0.5  # of their words that two wordings of one phrase share
_FORMS = 60  # places that the printed form is looked up at
_BREAK, _INNER, _LIGHT, _CONTENT = range(4)
_NO_WORD = -1

Bases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinedText:
    """A text to look for phrases in, and the unit that it counts under: texts of one unit count once."""

    unit: int
    text: str


@dataclass(frozen=True, slots=True)
class MinedPhrase:
    """A candidate: its commonest form as printed, its words' bases, and in how many units and how often it stands.

    ``alone`` is the C-value: its units less those, on average, of the longer phrases around it. ``texts`` are the
    places in the list of texts that have it, ``variants`` other wordings of it, with their units.
    """

    phrase: str
    bases: Bases
    units: int
    occurrences: int
    alone: float
    score: float
    texts: tuple[int, ...]
    variants: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Found:
    """A word sequence while it is weighed: its words' numbers, counts, and the places where it begins."""

    words: tuple[int, ...]
    units: int
    places: array[int]
    alone: float = 0.0
    score: float = 0.0


def mine_phrases(
    texts: Sequence[MinedText],
    ordinary: Ordinary,
    words: PhraseWords,
    names: Iterable[Bases],
    *,
    shortest: int = 3,
    fewest: int = 3,
    limit: int | None = None,
) -> list[MinedPhrase]:
    """The candidates of at least ``shortest`` words that stand in ``fewest`` units or more, the strongest first.

    Texts of one unit must stand together. A sentence that stands in several texts word for word counts in the first of
    them alone: copies and boilerplate make no phrase. ``names`` are the bases of names of persons, states and
    organisations, which no candidate holds. A candidate in much the same words as a stronger one is its variant.
    """
    stream = _Stream(texts, words, names)
    found = [one for one in _grow(stream, fewest) if stream.is_whole(one.words)]
    kept = _fold_nested(found)
    total = max(stream.total, 1)
    ranked = []
    for one in kept:
        if len(one.words) < max(shortest, 2) or stream.is_name(one):
            continue
        chance = sum(ordinary.log_share(stream.bases[word]) for word in one.words)
        one.score = one.alone * (math.log(one.units / total) - chance)
        if one.score > 0:
            ranked.append(one)
    ranked.sort(key=lambda one: (-one.score, one.words))
    return [_describe(stream, head, variants) for head, variants in _join_variants(stream, ranked, found, limit)]


class _Stream:
    """All words of the texts in one row, as numbers; _NO_WORD stands where no phrase reaches over.

    Each word takes twelve bytes: its base, its form as printed, and its text, all as numbers.
    """

    def __init__(self, texts: Sequence[MinedText], words: PhraseWords, names: Iterable[Bases]) -> None:
        self.texts = texts
        self.total = 0
        self.bases: list[str] = []
        self.kinds: list[int] = []
        self.numbers = array("i")
        self.owners = array("i")  # the text of each word
        self._written = array("i")  # the form of each word
        self._forms: list[str] = [""]
        self._words = words
        self._known: dict[str, tuple[int, int, int]] = {}
        self._by_base: dict[str, int] = {}
        self._names = _by_first(names)
        self._stops = _by_first(words.stop_phrases)
        self._read()

    def _read(self) -> None:
        seen: set[bytes] = set()
        known, numbers, written, owners = self._known, self.numbers, self._written, self.owners
        for place, mined in enumerate(self.texts):
            segment: list[str] = []
            for token in (*_TOKEN.findall(mined.text), ""):
                if token:
                    segment.append(token)
                    continue
                if len(segment) > 1 and self._is_new(segment, seen):
                    begin = len(numbers)
                    for word in segment:
                        entry = known.get(word) or self._learn(word)
                        numbers.append(entry[0])
                        written.append(entry[2])
                        owners.append(place)
                    self._take_out(begin)
                    numbers.append(_NO_WORD)
                    written.append(0)
                    owners.append(place)
                    self.total += len(segment)
                segment = []

    def _is_new(self, segment: list[str], seen: set[bytes]) -> bool:
        """Whether a stretch of four words or more stood nowhere before; shorter ones always are new."""
        if len(segment) < 4:
            return True
        key = hashlib.blake2b("\n".join(segment).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in seen:
            return False
        seen.add(key)
        return True

    def token(self, place: int) -> str:
        """The word at a place as it is printed."""
        return self._forms[self._written[place]]

    def _learn(self, word: str) -> tuple[int, int, int]:
        base = base_of(word)
        number = self._by_base.get(base)
        if number is None:
            number = self._by_base[base] = len(self.bases)
            self.bases.append(base)
            if base in self._words.breaks or not base or base.isdigit():
                kind = _BREAK
            elif base in self._words.light:
                kind = _LIGHT
            else:
                kind = _INNER if base in self._words.inner else _CONTENT
            self.kinds.append(kind)
        contracted = re.search(r"['’ʼ](?![sS]$)", word) is not None  # we're, don't
        entry = (_NO_WORD if contracted or self.kinds[number] == _BREAK else number, number, len(self._forms))
        self._forms.append(word)
        self._known[word] = entry
        return entry

    def _take_out(self, begin: int) -> None:
        """Put _NO_WORD in place of names and stop-phrases from ``begin`` on."""
        place, end = begin, len(self.numbers)
        while place < end:
            number = self._known[self.token(place)][1]
            length = self._match(self._stops, number, place, end)
            if not length and self.token(place)[0].isupper():
                length = self._match(self._names, number, place, end)
            self.numbers[place : place + length] = array("i", [_NO_WORD] * length)
            place += length or 1

    def _match(self, table: dict[str, list[Bases]], number: int, place: int, end: int) -> int:
        for bases in table.get(self.bases[number], ()):
            if place + len(bases) <= end and all(
                self.bases[self._known[self.token(place + step)][1]] == base for step, base in enumerate(bases)
            ):
                return len(bases)
        return 0

    def is_whole(self, numbers: Sequence[int]) -> bool:
        """Whether the words can be a phrase: content at both ends, and two words at least that are no light ones."""
        kinds = [self.kinds[number] for number in numbers]
        if kinds[0] == _INNER or kinds[-1] == _INNER or kinds[-1] == _LIGHT:
            return False
        return sum(kind == _CONTENT for kind in kinds) >= 2

    def is_name(self, found: _Found) -> bool:
        """Whether most places print all its content words in capitals."""
        contents = [step for step, number in enumerate(found.words) if self.kinds[number] != _INNER]
        capital = sum(all(self.token(place + step)[0].isupper() for step in contents) for place in found.places)
        return capital >= _NAME * len(found.places)

    def contents(self, numbers: Sequence[int]) -> frozenset[int]:
        """The words that are no function words."""
        return frozenset(number for number in numbers if self.kinds[number] != _INNER)


def _by_first(sequences: Iterable[Bases]) -> dict[str, list[Bases]]:
    table: dict[str, list[Bases]] = defaultdict(list)
    for bases in sequences:
        if bases:
            table[bases[0]].append(bases)
    for listed in table.values():
        listed.sort(key=len, reverse=True)
    return table


def _grow(stream: _Stream, fewest: int) -> list[_Found]:
    """Every sequence of two words or more that stands in ``fewest`` units, grown from those of a word less."""
    numbers = stream.numbers
    units = array("q", (stream.texts[owner].unit for owner in stream.owners))
    counts = _count_units(enumerate(numbers), units)
    current = array("i", (number if number >= 0 and counts[number] >= fewest else _NO_WORD for number in numbers))
    places = array("i", (place for place, number in enumerate(current) if number >= 0))
    found: list[_Found] = []
    for length in range(2, LONGEST + 1):
        at, sequences = _number_pairs(current, places, fewest)
        counts = _count_units(zip(at, sequences, strict=True), units)
        current = array("i", [_NO_WORD]) * len(numbers)
        places = array("i")
        of_length: dict[int, _Found] = {}
        for place, sequence in zip(at, sequences, strict=True):
            if counts[sequence] < fewest:
                continue
            current[place] = sequence
            places.append(place)
            if sequence in of_length:
                of_length[sequence].places.append(place)
            else:
                words = tuple(numbers[place : place + length])
                of_length[sequence] = _Found(words, counts[sequence], array("i", [place]))
        found.extend(of_length.values())
        if not places:
            break
    return found


def _number_pairs(current: array[int], places: array[int], fewest: int) -> tuple[array[int], array[int]]:
    """Where what stands at a place and behind it may stand ``fewest`` times, with a number for each such pair.

    Nearly all pairs stand once. They are counted by the remainder of a number first (Park, Chen and Yu, 1995), so that
    only those that share a remainder often enough are told apart, and memory is by the words rather than by the pairs.
    """
    size = 2 * len(places) + 1
    tally = array("i", [0]) * size
    for place in places:
        if current[place + 1] >= 0:
            tally[(current[place] << 32 | current[place + 1]) % size] += 1
    known: dict[int, int] = {}
    at, sequences = array("i"), array("i")
    for place in places:
        if current[place + 1] >= 0:
            pair = current[place] << 32 | current[place + 1]
            if tally[pair % size] >= fewest:
                at.append(place)
                sequences.append(known.setdefault(pair, len(known)))
    return at, sequences


def _count_units(numbered: Iterable[tuple[int, int]], units: Sequence[int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    last: dict[int, int] = {}
    for place, number in numbered:
        unit = units[place]
        if number >= 0 and last.get(number) != unit:
            last[number] = unit
            counts[number] += 1
    return counts


def _fold_nested(found: Sequence[_Found]) -> list[_Found]:
    """Those that stand alone often enough; sets ``alone``."""
    by_words = {one.words: one for one in found}
    around: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for one in found:
        length = len(one.words)
        inside = {one.words[start : start + size] for size in range(2, length) for start in range(length - size + 1)}
        for words in inside:
            if words in by_words:
                around[words].append(one.units)
    kept = []
    for one in found:
        longer = around.get(one.words, ())
        if longer and max(longer) >= _NESTED * one.units:
            continue
        one.alone = one.units - (sum(longer) / len(longer) if longer else 0.0)
        kept.append(one)
    return kept


def _join_variants(
    stream: _Stream, ranked: Sequence[_Found], found: Sequence[_Found], limit: int | None
) -> list[tuple[_Found, list[_Found]]]:
    """Heads with what is much the same phrase as a stronger one, as far as ``limit`` heads."""
    pairs = {frozenset(one.words): one.units for one in found if len(one.words) == 2}
    heads: list[tuple[_Found, list[_Found]]] = []
    having: dict[int, list[int]] = defaultdict(list)
    for one in ranked:
        contents = stream.contents(one.words)
        near = Counter(head for number in contents for head in having[number])
        for head, _ in sorted(near.items(), key=lambda item: (-item[1], item[0])):
            if _is_variant(stream, heads[head][0], one, pairs):
                heads[head][1].append(one)
                break
        else:
            if limit is not None and len(heads) >= limit:
                continue
            for number in contents:
                having[number].append(len(heads))
            heads.append((one, []))
    return heads


def _is_variant(stream: _Stream, head: _Found, other: _Found, pairs: dict[frozenset[int], int]) -> bool:
    ours, theirs = stream.contents(head.words), stream.contents(other.words)
    shared = ours & theirs
    if ours == theirs or _is_within(head.words, other.words) or _is_within(other.words, head.words):
        return True
    likeness = len(shared) / len(ours | theirs)
    # "Human rights" is in a hundred phrases: two that share a term of two words and nothing else are two.
    if len(shared) == 2 and pairs.get(shared, 0) >= 2 * head.units:
        return likeness > _ALIKE
    return likeness >= _ALIKE


def _is_within(inner: tuple[int, ...], outer: tuple[int, ...]) -> bool:
    return any(outer[start : start + len(inner)] == inner for start in range(len(outer) - len(inner) + 1))


def _describe(stream: _Stream, head: _Found, variants: Sequence[_Found]) -> MinedPhrase:
    others = [(_print_form(stream, one), one.units) for one in variants]
    return MinedPhrase(
        phrase=_print_form(stream, head),
        bases=tuple(stream.bases[number] for number in head.words),
        units=head.units,
        occurrences=len(head.places),
        alone=round(head.alone, 1),
        score=round(head.score, 1),
        texts=tuple(dict.fromkeys(stream.owners[place] for place in head.places)),
        variants=tuple(sorted(others, key=lambda item: (-item[1], item[0]))),
    )


def _print_form(stream: _Stream, found: _Found) -> str:
    """The form that most places print, in small letters unless most of them have capitals inside a sentence."""
    forms: Counter[str] = Counter()
    for place in found.places[:_FORMS]:
        tokens = [stream.token(place + step) for step in range(len(found.words))]
        pattern = r"[^\w]{1,3}?".join(map(re.escape, tokens))
        match = re.search(pattern, stream.texts[stream.owners[place]].text)
        forms[" ".join(match[0].split()) if match else " ".join(tokens)] += 1
    if len(stream.contents(found.words)) == 2 and (plain := [form for form in forms if "," not in form]):
        forms = Counter({form: forms[form] for form in plain})  # "security and prosperity" out of longer lists
    form, _ = max(forms.items(), key=lambda item: (item[1], item[0][:1].islower(), item[0]))
    lowered = form[:1].lower() + form[1:]
    return lowered if lowered in forms else form
