"""Part-of-speech tags for one sentence's tokens: a greedy averaged perceptron over a tag dictionary.

Words with one tag take it; the others choose among their few candidates by sums of integer weights. All that depends
on a word type alone, or on it and one neighbour or the tags before it, is summed once and remembered. The scores of
all tags are packed into one number, a lane of bits for each tag: summing them is then an addition, whatever the tags.
The weights are trained by benchmarks/train_tagger.py; their file names the treebank, its licence and that command.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tracker.extraction.tagfeatures import (
    CODES,
    INDEX,
    OUTSIDE,
    STATES,
    TAGS,
    TRANSITIONS,
    Form,
    Vocabulary,
    after_features,
    before_features,
    effect_of,
    history_features,
    outlook_features,
    own_features,
    past_features,
    tag_punctuation,
)

Scores = int  # for every tag, packed
_BEGIN_TAG = len(TAGS)  # the tag before the first
_NAMES = (*TAGS, "<S>")


class _Type:
    """A word type compiled: one tag, or candidates with what has been summed for them so far."""

    __slots__ = (
        *("form", "candidates", "fixed", "effects"),  # the word, tags with lanes, the only tag or -1, clause effects
        *("base", "before", "after", "history"),  # scores: alone, and by what stands around
        *("near", "sort", "left", "right"),  # what neighbours look up: two numbers, and scores from afar
    )

    def __init__(self, form: Form, candidates: list[int], near: int, sort: int, left: Scores, right: Scores) -> None:
        self.form = form
        self.candidates = [(tag, tag * _LANE) for tag in candidates]
        self.fixed = candidates[0] if len(candidates) == 1 else -1
        self.effects = {tag: TRANSITIONS[effect_of(TAGS[tag], form.lower)] for tag in candidates}
        self.base: Scores = 0
        self.before: dict[int, Scores] = {}
        self.after: dict[int, Scores] = {}
        self.history: dict[int, Scores] = {}
        self.near, self.sort, self.left, self.right = near, sort, left, right


class Tagger:
    """Penn Treebank tags for sentences, from trained weights; the same words always get the same tags."""

    _LIMIT = 100_000  # sums remembered; a long run over many articles must not grow without end

    def __init__(self, vocabulary: Vocabulary, weights: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._weights: dict[str, str | int] = dict(weights)  # a row is packed when it is first asked for
        self._forget()

    def _forget(self) -> None:
        self._sums = 0
        self._first: dict[str, _Type] = {}
        self._types: dict[str, _Type] = {}
        self._outlook: dict[int, Scores] = {}
        self._past: dict[int, Scores] = {}
        self._far: dict[str, Scores] = {}
        self._ids: dict[tuple[str, ...], int] = {}
        self._outside = self._compile(OUTSIDE, False)

    def tag(self, words: Sequence[str]) -> list[str]:
        """One Penn tag for each token of one sentence, in order; any strings are taken, "" included."""
        if not words:
            return []
        if self._sums > self._LIMIT:
            self._forget()
        known = self._types
        types = [known.get(word) or self._compile(word, False) for word in words]
        types[0] = self._first.get(words[0]) or self._compile(words[0], True)
        outside, outlooks = self._outside, self._outlook
        types += (outside, outside)
        tags: list[str] = []
        last = second_last = _BEGIN_TAG
        state = 0
        previous = before = outside
        for index in range(len(words)):
            own = types[index]
            tag = own.fixed
            if tag < 0:
                following = types[index + 1]
                past = last * 64 + state
                key = past * 64 + second_last
                scores = own.history.get(key)
                if scores is None:
                    scores = self._recall(own, key, second_last, last, state)
                near_left = own.before.get(previous.near)
                if near_left is None:
                    near_left = self._look_left(own, previous)
                near_right = own.after.get(following.near)
                if near_right is None:
                    near_right = self._look_right(own, following)
                key = past + following.sort * 4096
                outlook = outlooks.get(key)
                if outlook is None:
                    outlook = self._look_out(key, last, state, following)
                scores += near_left + near_right + outlook + before.left + types[index + 2].right
                best = -1
                for candidate, lane in own.candidates:
                    score = scores >> lane & _MASK
                    if score > best:
                        best = score
                        tag = candidate
            tags.append(TAGS[tag])
            state = own.effects[tag][state]
            second_last = last
            last = tag
            before = previous
            previous = own
        return tags

    def _compile(self, word: str, first: bool) -> _Type:
        form = Form(word, self._vocabulary)
        mark = tag_punctuation(word)
        candidates = [INDEX[mark]] if mark else self._vocabulary.candidates(word, form.lower, first)
        near, sort = self._identify(form.near, form.sort, form.shape), self._identify(form.sort)
        made = _Type(form, candidates, near, sort, self._look_far("L" + form.sort), self._look_far("R" + form.sort))
        if made.fixed < 0:
            made.base = self._sum(own_features(form, first, self._vocabulary)) + _RAISED
        (self._first if first else self._types)[word] = made
        return made

    def _identify(self, *key: str) -> int:
        return self._ids.setdefault(key, len(self._ids))

    def _look_far(self, name: str) -> Scores:
        scores = self._far.get(name)
        if scores is None:
            scores = self._far[name] = self._sum([name])
        return scores

    def _recall(self, own: _Type, key: int, second_last: int, last: int, state: int) -> Scores:
        past = self._past.get(key)
        if past is None:
            past = self._past[key] = self._sum(past_features(_NAMES[second_last], _NAMES[last], STATES[state]))
        names = history_features(own.form, _NAMES[second_last], _NAMES[last], STATES[state])
        scores = own.history[key] = self._sum(names) + past + own.base
        return scores

    def _look_left(self, own: _Type, previous: _Type) -> Scores:
        scores = own.before[previous.near] = self._sum(before_features(own.form, previous.form))
        return scores

    def _look_right(self, own: _Type, following: _Type) -> Scores:
        scores = own.after[following.near] = self._sum(after_features(own.form, following.form))
        return scores

    def _look_out(self, key: int, last: int, state: int, following: _Type) -> Scores:
        names = outlook_features(_NAMES[last], STATES[state], following.form)
        scores = self._outlook[key] = self._sum(names)
        return scores

    def _sum(self, names: Iterable[str]) -> Scores:
        self._sums += 1
        total = 0
        weights = self._weights
        get = weights.get
        for name in names:
            row = get(name)
            if row is None:
                continue
            if isinstance(row, str):
                row = weights[name] = _pack(row)
            total += row
        return total


# ------------------------------------------------------------------------------------------------ the weights file

_DIGITS = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"\\')  # printable and free of JSON escapes
LARGEST_WEIGHT = len(_DIGITS) // 2 - 1
_VALUE = {character: index - LARGEST_WEIGHT - 1 for index, character in enumerate(_DIGITS)}
_DIGIT = {value: character for character, value in _VALUE.items()}
_LANE = 16  # bits; the sums of a few dozen weights stay far below 2 ** 15
_MASK = (1 << _LANE) - 1
_RAISED = sum(1 << tag * _LANE + _LANE - 1 for tag in range(len(TAGS)))  # lifts all sums above 0: no lane borrows
_LANE_OF = {code: tag * _LANE for tag, code in enumerate(CODES)}


def _pack(text: str) -> Scores:
    return sum(_VALUE[value] << _LANE_OF[code] for code, value in zip(text[::2], text[1::2], strict=True))


def write_row(weights: Mapping[int, int]) -> str:
    """A feature's weights by tag index as text, two characters a weight; weights beyond the range are cut to it."""
    return "".join(
        CODES[tag] + _DIGIT[max(-LARGEST_WEIGHT, min(LARGEST_WEIGHT, weight))]
        for tag, weight in sorted(weights.items())
        if weight
    )


def write_file(about: Mapping[str, str], *parts: Mapping[str, str]) -> str:
    """The text of a weights file: what it is as comments, then keys and values on alternating lines.

    That is read several times faster than JSON. A blank line ends each part; keys hold no line breaks.
    """
    head = "".join(f"# {name}: {text}\n" for name, text in about.items())
    return head + "".join("\n" + "".join(f"{key}\n{part[key]}\n" for key in sorted(part)) for part in parts)


def read_file(text: str) -> Tagger:
    """A tagger from the text of a weights file: signatures, guesses and weights."""
    parts = []
    for part in text.split("\n\n")[1:]:
        lines = part.removesuffix("\n").split("\n")
        parts.append(dict(zip(lines[::2], lines[1::2], strict=True)))
    signatures, guesses, weights = parts
    return Tagger(Vocabulary(signatures, guesses), weights)


@cache
def load_tagger() -> Tagger:
    """The tagger with the weights that ship with the package; read once."""
    return read_file(files("tracker.extraction").joinpath("weights", "tagger.txt").read_text(encoding="utf-8"))
