"""Where a text has a formulation, word for word or nearly: the stretch, how alike, and which words differ.

Exact is the same words in the same order, whatever their case, accents, hyphens, inflection and spelling on either side
of the ocean (lexicon/wordforms.py). Near is a stretch that has two content words of it at least, LEAST_CONTENT of them
(words that it joins by a hyphen are one), and LEAST_LIKENESS of all its words: words put in, left out, put in place of
others, or the same words in another order. Likeness and the alignment of the words are rapidfuzz's, over words rather
than letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from tracker.lexicon.commonness import PhraseWords
from tracker.lexicon.wordforms import PhraseWord, find_bases, list_spellings, split_words
from tracker.records.formulations import Mark, MarkedWords, Wording

LEAST_LIKENESS = 0.5
LEAST_CONTENT = 0.6
_TURNED = 0.9  # the same words in another order
PUT_IN = 3  # words more than the formulation's own that a near wording may have
_BEGINNING = 4  # letters by which a word is looked for before a text is taken apart
_AROUND = 16  # characters that a word takes at most, nearly always, in the text around such a place
_ENDS = re.compile(r"[.?!]\s|[;\n]|\s…\s")
_COMBINING = re.compile("[\u0300-\u036f]")
# Accented letters by the letter that they are made of, one for one, so that offsets stay.
_PLAIN = {
    code: form[0]
    for code in range(0xC0, 0x250)
    if len(form := unicodedata.normalize("NFD", chr(code))) > 1 and form[0].isascii()
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A formulation to look for: the phrase as typed, its words, their bases, and which of these are content.

    ``groups`` are the content words, those that a hyphen joins together; ``beginnings`` finds the places where one of
    them may stand.
    """

    phrase: str
    words: tuple[PhraseWord, ...]
    bases: tuple[str, ...]
    contents: frozenset[str]
    groups: tuple[tuple[str, ...], ...]
    beginnings: re.Pattern[str]

    @property
    def least(self) -> int:
        """Of how many groups of content words a near wording has some."""
        return min(max(2, ceil(len(self.groups) * LEAST_CONTENT)), len(self.groups))


def make_pattern(phrase: str, words: PhraseWords) -> Pattern:
    """The pattern of a phrase as typed; function words count little in it, unless it has no others."""
    split = tuple(split_words(phrase))
    bases = find_bases(phrase)
    contents = frozenset(base for base in bases if base not in words.inner and base not in words.breaks)
    contents = contents or frozenset(bases)
    spelled = (
        spelling.translate(_PLAIN)[:_BEGINNING]
        for word in split
        if word.base in contents
        for spelling in list_spellings(phrase[word.start : word.end])
    )
    alternatives = "|".join(sorted({re.escape(beginning) for beginning in spelled}))
    groups = tuple(dict.fromkeys(_join_hyphens(phrase, [word for word in split if word.base in contents])))
    return Pattern(phrase, split, bases, contents, groups, re.compile(rf"(?<![^\W_])(?:{alternatives})", re.IGNORECASE))


def _join_hyphens(phrase: str, words: Sequence[PhraseWord]) -> Iterator[tuple[str, ...]]:
    """The words as typed, those that a hyphen joins together."""
    group: list[str] = []
    end = -1
    for word in words:
        if group and phrase[end : word.start] not in ("-", "‐", "‑"):
            yield tuple(group)
            group = []
        group.append(phrase[word.start : word.end])
        end = word.end
    if group:
        yield tuple(group)


def find_wordings(text: str, pattern: Pattern, *, near: bool = True) -> list[Wording]:
    """The stretches of a text that have the pattern or, with ``near``, come near it; none overlaps another.

    Exact ones go before near ones, among these the more alike before the others.
    """
    found: list[Wording] = []
    for start, end in _find_neighbourhoods(text, pattern):
        words = split_words(text, start, end)
        bases = [word.base for word in words]
        taken: set[int] = set()
        for first, last in _find_exact(text, words, bases, pattern):
            taken.update(range(first, last))
            found.append(_write(text, words[first:last], 1.0, [("equal", 0, last - first, 0, last - first)], pattern))
        if near:
            found.extend(_find_near(text, words, bases, pattern, taken))
    return sorted(found, key=lambda wording: wording.span)


def _find_neighbourhoods(text: str, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The stretches around places where a content word may stand, cut between words; most of a long text is none."""
    if not text.isascii() and _COMBINING.search(text):
        yield 0, len(text)
        return
    plain = text if text.isascii() else text.translate(_PLAIN)
    width = (len(pattern.bases) + PUT_IN + 2) * _AROUND
    begin, end = -1, -1
    for match in pattern.beginnings.finditer(plain):
        start = max(plain.rfind(" ", 0, max(match.start() - width, 0)), 0)
        if start > end >= 0:
            yield begin, end
        if end < 0 or start > end:
            begin = start
        end = plain.find(" ", match.end() + width)
        end = len(text) if end < 0 else end
    if end >= 0:
        yield begin, end


def _find_exact(
    text: str, words: Sequence[PhraseWord], bases: Sequence[str], pattern: Pattern
) -> Iterator[tuple[int, int]]:
    wanted, size, place = list(pattern.bases), len(pattern.bases), 0
    while True:
        try:
            place = bases.index(wanted[0], place)
        except ValueError:
            return
        last = place + size
        if bases[place:last] == wanted and not _ENDS.search(text, words[place].end, words[last - 1].start):
            yield place, last
            place = last
        else:
            place += 1


def _find_near(
    text: str, words: Sequence[PhraseWord], bases: Sequence[str], pattern: Pattern, taken: set[int]
) -> Iterator[Wording]:
    contents, size = pattern.contents, len(pattern.bases)
    groups = [frozenset(find_bases(" ".join(group))) for group in pattern.groups]
    if len(contents) < 2:
        return
    starts = [place for place, base in enumerate(bases) if base in contents or base == pattern.bases[0]]
    ends = [place for place, base in enumerate(bases) if base in contents or base == pattern.bases[-1]]
    if len(starts) < 2:
        return
    from rapidfuzz.distance import Indel, Levenshtein

    best: list[tuple[float, int, int]] = []
    for start in starts:
        for end in ends:
            if not start < end < start + size + PUT_IN:
                continue
            window = bases[start : end + 1]
            there = sum(group.issubset(window) for group in groups)
            if there < pattern.least or _ENDS.search(text, words[start].end, words[end].start):
                continue
            turned = sorted(window) == sorted(pattern.bases)
            likeness = _TURNED if turned else Levenshtein.normalized_similarity(pattern.bases, window)
            if LEAST_LIKENESS <= likeness < 1:
                best.append((likeness, start, end + 1))
    for likeness, start, end in sorted(best, key=lambda one: (-one[0], one[1])):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            steps = Indel.opcodes(pattern.bases, bases[start:end])
            yield _write(text, words[start:end], round(likeness, 2), steps, pattern)


def _write(
    text: str, words: Sequence[PhraseWord], likeness: float, steps: Iterable[Iterable[Any]], pattern: Pattern
) -> Wording:
    """The wording of these words, from the steps that make it of the formulation's."""
    marked = []
    for tag, own_start, own_end, start, end in steps:
        if tag == "delete":
            left_out = pattern.phrase[pattern.words[own_start].start : pattern.words[own_end - 1].end]
            marked.append(MarkedWords(" ".join(left_out.split()), Mark.LEFT_OUT))
        else:
            stretch = text[words[start].start : words[end - 1].end]
            marked.append(MarkedWords(" ".join(stretch.split()), Mark.SAME if tag == "equal" else Mark.ADDED))
    span = words[0].start, words[-1].end
    return Wording(span, " ".join(text[slice(*span)].split()), likeness, tuple(marked))
