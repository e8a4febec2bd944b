"""Part-of-speech tags for one sentence's tokens: a greedy averaged perceptron over a tag dictionary.

Every word type is compiled once into a row of scores for its few candidate tags; per token only the context is added.
The weights are trained by benchmarks/train_tagger.py; their file names the treebank, its licence and that command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

TAGS = (
    "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS", "RB", "RBR",
    "RBS", "RP", "IN", "TO", "DT", "PDT", "WDT", "WP", "WP$", "WRB", "PRP", "PRP$", "EX", "CC", "CD", "POS", "UH",
    "FW", "SYM", "LS", "ADD", "AFX", "$", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "NFP", "GW",
)  # fmt: skip
CODES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"  # one character a tag in the weights file
TAG_OF_CODE = dict(zip(CODES, TAGS, strict=False))
CODE_OF_TAG = {tag: code for code, tag in TAG_OF_CODE.items()}

_MARKS = {
    ",": ",", ".": ".", "!": ".", "?": ".", "…": ":", ":": ":", ";": ":", "(": "-LRB-", "[": "-LRB-", "{": "-LRB-",
    ")": "-RRB-", "]": "-RRB-", "}": "-RRB-", "“": "``", "„": "``", "«": "``", "‘": "``", "``": "``", "”": "''",
    "»": "''", "''": "''", "$": "$", "£": "$", "€": "$", "¥": "$", "%": "NN", "&": "CC", "#": "NN", "+": "SYM",
    "=": "SYM", "<": "SYM", ">": "SYM", "/": "SYM", "°": "SYM", "@": "IN", "*": "NFP", "|": "NFP", "_": "NFP",
    "~": "SYM", "•": "NFP", "·": "NFP",
}  # fmt: skip
_UNDECIDED = frozenset("\"'’`")  # opening, closing or a genitive: the context decides
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"} | dict.fromkeys("123456789", "0")
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S+\.")


def tag_punctuation(word: str) -> str | None:
    """The tag of a token without letters or digits, fixed by its form; None for words and for ``"`` and ``'``."""
    if any(character.isalnum() for character in word):
        return "ADD" if _ADDRESS.search(word) else None
    if word in _UNDECIDED:
        return None
    tag = _MARKS.get(word)
    if tag:
        return tag
    if word[:1] in ".!?":
        return ":" if word.startswith("..") else "."
    return ":" if word[:1] in "-–—―‒−…" else "NFP"


def fold_word(word: str) -> str:
    """The form under which a word is looked up without regard to case: lower case, plain quotes, digits as 0."""
    return word.translate(_FOLDED).lower()


class Vocabulary:
    """What the treebank knows of each form: a signature of tag codes, most frequent first, and a frequency band.

    Signatures look like ``fh!2``: codes in falling order, ``!`` where the first has nine in ten, and a band from 0
    (once) to 3 (twenty times or more).
    """

    def __init__(self, signatures: Mapping[str, str], guesses: Mapping[str, str]) -> None:
        self.signatures = signatures
        self.guesses = guesses

    def signature(self, word: str) -> str:
        """The signature of exactly this form, "" if it was never seen."""
        return self.signatures.get(word, "")

    def candidates(self, word: str, lower: str, first: bool) -> str:
        """The codes of the tags that the word may take."""
        found = self.signatures.get(word, "")
        if first or not found:
            found += self.signatures.get(lower, "")
        codes = dict.fromkeys(code for code in found if code.isalpha())
        if not found or found[-1] in "01":
            codes.update(dict.fromkeys(self.guess(word, lower)))
        return "".join(codes)

    def guess(self, word: str, lower: str) -> str:
        """The codes for a rare or unknown word, from its shape and longest known ending."""
        kind = kind_of(word)
        for length in (4, 3, 2, 1, 0):
            found = self.guesses.get(f"{kind}{lower[-length:] if length else ''}")
            if found:
                return found
        return "a"


def kind_of(word: str) -> str:
    """A coarse shape: A all capitals, C capitalised, N with a digit, H hyphenated, l the rest."""
    if any(character.isdigit() for character in word):
        return "N"
    if word[:1].isupper():
        return "A" if len(word) > 1 and word.isupper() else "C"
    return "H" if "-" in word else "l"


def _bare(signature: str) -> str:
    return signature.rstrip("0123")


class Features:
    """The features of word types, in the five places from which they bear on a token's tag."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def signature_class(self, word: str) -> str:
        """The ambiguity class by which neighbours see a word."""
        mark = tag_punctuation(word)
        if mark:
            return mark
        lower = fold_word(word)
        seen = self.vocabulary.signature(word) or self.vocabulary.signature(lower)
        return _bare(seen) if seen else f"?{kind_of(word)}{lower[-2:]}"

    def own(self, word: str, first: bool) -> Iterator[str]:
        """Features of the word itself; ``first`` where its capital may be the sentence's."""
        known = self.vocabulary.signature
        lower = fold_word(word)
        kind = kind_of(word)
        yield "w" + lower
        if word != lower:
            yield "W" + word
        yield "a" + known(word) + ("^" if first else "")
        if word != lower:
            yield "b" + known(lower) + ("^" if first else "")
        yield f"k{kind}{first:d}"
        for length in range(1, 6):
            if len(lower) > length:
                yield f"s{lower[-length:]}"
                if length in (2, 3):
                    yield f"S{kind}{lower[-length:]}"
        for length in (1, 2, 3, 4):
            if len(lower) > length:
                yield f"p{lower[:length]}"
        for stem in stems(lower):
            yield f"m{_bare(known(stem))}{lower[-1]}"
        if "-" in lower:
            head, _, tail = lower.rpartition("-")
            yield f"y{_bare(known(tail))}"
            yield f"Y{tail}"
            yield f"x{head}"
            yield f"X{_bare(known(head))}"

    def left(self, word: str) -> Iterator[str]:
        """Features that a word lends to the word after it."""
        lower = fold_word(word)
        yield "lw" + lower
        yield "la" + self.signature_class(word)
        yield f"ls{lower[-3:]}"

    def right(self, word: str) -> Iterator[str]:
        """Features that a word lends to the word before it."""
        lower = fold_word(word)
        yield "rw" + lower
        yield "ra" + self.signature_class(word)
        yield f"rs{lower[-3:]}"
        yield f"rk{kind_of(word)}"

    def left2(self, word: str) -> Iterator[str]:
        """Features that a word lends to the second word after it."""
        yield "Lw" + fold_word(word)
        yield "La" + self.signature_class(word)

    def right2(self, word: str) -> Iterator[str]:
        """Features that a word lends to the second word before it."""
        yield "Rw" + fold_word(word)
        yield "Ra" + self.signature_class(word)


def stems(lower: str) -> Iterator[str]:
    """Forms from which a word may be inflected: "urges" gives "urge" and "urg"."""
    if lower.endswith("s") and len(lower) > 3:
        yield lower[:-1]
        if lower.endswith("es"):
            yield lower[:-2]
    elif lower.endswith("ed") and len(lower) > 4:
        yield lower[:-1]
        yield lower[:-2]
    elif lower.endswith("ing") and len(lower) > 5:
        yield lower[:-3]
        yield lower[:-3] + "e"


BEGIN, END = "<S>", "<E>"
Row = list[int]
_ZERO: Row = [0] * len(TAGS)


def joint_features(own: str, own_class: str, previous: str, following: str, next_class: str, after: str) -> list[str]:
    """Features of a word together with its neighbours; arguments are folded words and classes."""
    return [
        f"c1|{own_class}|{next_class}",
        f"c2|{own}|{next_class}",
        f"c3|{own}|{following}",
        f"c4|{own}|{previous}",
        f"c5|{next_class}|{after}",
        f"c6|{own_class}|{previous}",
        f"c7|{own_class}|{following}",
    ]


def history_features(last: str, second_last: str, own: str, own_class: str, next_class: str) -> list[str]:
    """Features of the two tags already given."""
    return [
        f"t1{last}",
        f"t2{second_last} {last}",
        f"tw{last} {own}",
        f"ts{last} {own_class}",
        f"tr{last} {next_class}",
        f"tt{second_last} {own}",
    ]


class _Type:
    """A word type compiled: its fixed tag, or its candidates with their scores before any context."""

    __slots__ = ("candidates", "fixed", "lower", "own", "sort")

    def __init__(self, fixed: str | None, lower: str, sort: str, candidates: tuple[int, ...], own: Row) -> None:
        self.fixed = fixed
        self.lower = lower
        self.sort = sort
        self.candidates = candidates
        self.own = own


class Tagger:
    """Penn Treebank tags for sentences, from trained weights; the same words always get the same tags."""

    _LIMIT = 50_000  # compiled types kept; a long run over many articles must not grow without end

    def __init__(self, vocabulary: Vocabulary, weights: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._features = Features(vocabulary)
        self._weights = weights
        self._types: dict[tuple[str, bool], _Type] = {}
        self._lent: dict[tuple[str, str], Row] = {}
        self._rows: dict[str, Row] = {}

    def tag(self, words: Sequence[str]) -> list[str]:
        """One Penn tag for each token of one sentence, in order; any strings are taken, "" included."""
        if len(self._types) > self._LIMIT or len(self._rows) > self._LIMIT * 4:
            self._types.clear()
            self._lent.clear()
            self._rows.clear()
        types = [self._compile(word, index == 0) for index, word in enumerate(words)]
        begin, end = _Type(None, BEGIN, BEGIN, (), []), _Type(None, END, END, (), [])
        count = len(types)
        last = second_last = BEGIN
        tags: list[str] = []
        for index, own in enumerate(types):
            tag = own.fixed
            if tag is None:
                previous = types[index - 1] if index else begin
                following = types[index + 1] if index + 1 < count else end
                after = types[index + 2] if index + 2 < count else end
                rows = [
                    self._lend("left", words[index - 1] if index else BEGIN),
                    self._lend("right", words[index + 1] if index + 1 < count else END),
                    self._lend("left2", words[index - 2] if index > 1 else BEGIN),
                    self._lend("right2", words[index + 2] if index + 2 < count else END),
                ]
                names = joint_features(
                    own.lower, own.sort, previous.lower, following.lower, following.sort, after.sort
                ) + history_features(last, second_last, own.lower, own.sort, following.sort)
                rows += [row for name in names if (row := self._row(name)) is not None]
                best = own.candidates[0]
                best_score = None
                for candidate, score in zip(own.candidates, own.own, strict=True):
                    for row in rows:
                        score += row[candidate]
                    if best_score is None or score > best_score:
                        best, best_score = candidate, score
                tag = TAGS[best]
            tags.append(tag)
            second_last, last = last, tag
        return tags

    def _compile(self, word: str, first: bool) -> _Type:
        found = self._types.get((word, first))
        if found is None:
            found = self._types[(word, first)] = self._build(word, first)
        return found

    def _build(self, word: str, first: bool) -> _Type:
        lower, sort = fold_word(word), self._features.signature_class(word)
        fixed = tag_punctuation(word)
        if fixed:
            return _Type(fixed, lower, sort, (), [])
        codes = self._vocabulary.candidates(word, lower, first)
        if len(codes) == 1:
            return _Type(TAG_OF_CODE[codes], lower, sort, (), [])
        candidates = tuple(CODES.index(code) for code in codes)
        row = self._sum(self._features.own(word, first))
        return _Type(None, lower, sort, candidates, [row[candidate] for candidate in candidates])

    def _lend(self, place: str, word: str) -> Row:
        found = self._lent.get((place, word))
        if found is None:
            found = self._lent[(place, word)] = self._sum(getattr(self._features, place)(word))
        return found

    def _row(self, feature: str) -> Row | None:
        row = self._rows.get(feature)
        if row is None:
            text = self._weights.get(feature)
            if text is None:
                return None
            row = self._rows[feature] = read_row(text)
        return row

    def _sum(self, names: Iterator[str]) -> Row:
        total = _ZERO[:]
        for name in names:
            text = self._weights.get(name)
            if text is not None:
                total = [a + b for a, b in zip(total, read_row(text), strict=True)]
        return total


_WEIGHTS = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"\\')  # printable and free of JSON escapes
_ORIGIN = len(_WEIGHTS) // 2
LARGEST_WEIGHT = len(_WEIGHTS) - _ORIGIN - 1
_WEIGHT_OF = {character: index - _ORIGIN for index, character in enumerate(_WEIGHTS)}


def write_row(weights: Mapping[int, int]) -> str:
    """A feature's weights by tag index as text, two characters a weight; weights beyond the range are cut to it."""
    return "".join(
        CODES[tag] + _WEIGHTS[max(-_ORIGIN, min(LARGEST_WEIGHT, weight)) + _ORIGIN]
        for tag, weight in sorted(weights.items())
        if weight
    )


def read_row(text: str) -> Row:
    """The weights by tag index that `write_row` wrote."""
    row = _ZERO[:]
    for index in range(0, len(text), 2):
        row[CODES.index(text[index])] = _WEIGHT_OF[text[index + 1]]
    return row


def read_weights(text: str) -> Tagger:
    """A tagger from the text of a weights file."""
    data: dict[str, Any] = json.loads(text)
    return Tagger(Vocabulary(data["signatures"], data["guesses"]), data["weights"])


@cache
def load_tagger() -> Tagger:
    """The tagger with the weights that ship with the package; read once."""
    return read_weights(files("tracker.extraction").joinpath("weights", "tagger.json").read_text(encoding="utf-8"))
