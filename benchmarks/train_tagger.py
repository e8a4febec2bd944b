"""Train the part-of-speech tagger and say how right it is.

usage: python benchmarks/train_tagger.py TREEBANK_DIR --output tracker/extraction/weights/tagger.txt

TREEBANK_DIR holds en_ewt-{train,dev,test}.conllu.gz of Universal Dependencies English-EWT. The same treebank gives
the same weights to the byte. See docs/decisions/0040-tagger.md.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tagged_news import list_forms, write_sentences
from tagger_report import report
from treebank import Sentence, read_sentences

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
    fold_word,
    history_features,
    outlook_features,
    own_features,
    past_features,
    shape_of,
    tag_punctuation,
)
from tracker.extraction.tagging import read_file, write_file, write_row

ABOUT = {
    "what": "weights of an averaged perceptron that gives English words their Penn Treebank part-of-speech tags",
    "trained on": "UD_English-EWT, the English Web Treebank of Universal Dependencies, by its authors and the "
    "Universal Dependencies project, https://universaldependencies.org/treebanks/en_ewt/",
    "licence": "the treebank is under CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/; "
    "these weights, made from it, are under the same licence",
    "command": "python benchmarks/train_tagger.py TREEBANK_DIR --output tracker/extraction/weights/tagger.txt",
}
FOLDS = 10
EPOCHS = 6
SEEDS = (11, 12, 13)
PATTERN_TURNS = 6
DROPPED = 0.3  # share of a token's features left out at random while training, so that no one of them is relied on
LEAST_COUNT = 3  # features seen less often are not kept
SCALE = 1.5  # weights are multiplied by this and rounded
LEAST_WEIGHT = 2  # smaller ones are not kept
BEGIN = len(TAGS)
NAMES = (*TAGS, "<S>")
Example = tuple[Sentence, list["Slot"]]


class Slot:
    """One token to train on: its candidates, gold tag, and features that no earlier tag can change."""

    __slots__ = ("candidates", "effects", "features", "following", "form", "gold")

    def __init__(self, form: Form, following: Form, candidates: list[int], gold: int, features: list[int]) -> None:
        self.form, self.following, self.candidates, self.gold = form, following, candidates, gold
        self.features = features
        self.effects = {tag: TRANSITIONS[effect_of(TAGS[tag], form.lower)] for tag in candidates}


def count_vocabulary(sentences: Iterable[Sentence], forms: dict[str, list[str]]) -> Vocabulary:
    """What the sentences and the word list know of each form, and what rare words teach of endings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
            if tag not in ("GW", "XX") and tag_punctuation(word) is None:
                plain = word.replace("’", "'")
                counts[plain.lower() if index == 0 and not tag.startswith("NNP") else plain][tag] += 1
    signatures: dict[str, str] = {}
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for form, tags in counts.items():
        total = tags.total()
        ranked = sorted(tags, key=lambda tag: (-tags[tag], tag))
        kept = [tag for tag in ranked if tags[tag] >= 0.004 * total]
        sure = "!" if len(kept) > 1 and tags[kept[0]] >= 0.9 * total else ""
        band = "0" if total == 1 else "1" if total < 5 else "2" if total < 20 else "3"
        signatures[form] = "".join(CODES[INDEX[tag]] for tag in kept) + sure + band
        if total < 5:
            shape, lower = shape_of(form), fold_word(form)
            for length in range(min(5, len(lower))):
                endings[shape + lower[len(lower) - length :]].update(tags)
    for form, listed in forms.items():
        codes = "".join(CODES[INDEX[tag]] for tag in listed)
        signature = signatures.get(form)
        if signature is None:
            signatures[form] = codes + "4"
        elif signature[-1] in "012":
            new = "".join(code for code in codes if code not in signature)
            if new or signature[-1] != "2":
                signatures[form] += "+" + new
    guesses = {}
    for ending in sorted(endings, key=lambda ending: (len(ending), ending)):
        tags = endings[ending]
        if tags.total() >= (10 if len(ending) > 1 else 1):
            ranked = sorted(tags, key=lambda tag: (-tags[tag], tag))
            codes = "".join(CODES[INDEX[tag]] for tag in ranked if tags[tag] >= 0.01 * tags.total())[:8]
            if guesses.get(ending[0] + ending[2:]) != codes or len(ending) == 1:
                guesses[ending] = codes
    return Vocabulary(signatures, guesses)


class Trainer:
    """Numbers features, prepares sentences and runs the perceptron over them."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.counts: list[int] = []
        self.examples: list[list[Slot]] = []
        self._dynamic: dict[tuple[object, ...], list[int]] = {}

    def number(self, names: Iterable[str]) -> list[int]:
        """The numbers of features, new ones numbered, each counted."""
        found = []
        for name in names:
            number = self.numbers.setdefault(name, len(self.numbers))
            if number == len(self.counts):
                self.counts.append(0)
            self.counts[number] += 1
            found.append(number)
        return found

    def prepare(self, sentences: Iterable[Sentence], vocabulary: Vocabulary) -> None:
        """Take sentences in, seen with a vocabulary that was not counted from them, as unseen text will be."""
        forms: dict[str, Form] = {}
        for sentence in sentences:
            words = [OUTSIDE, OUTSIDE, *sentence.words, OUTSIDE, OUTSIDE]
            row = [forms.get(word) or forms.setdefault(word, Form(word, vocabulary)) for word in words]
            slots = []
            for place, tag in enumerate(sentence.tags, 2):
                form, first = row[place], place == 2
                mark = tag_punctuation(form.word)
                candidates = [INDEX[mark]] if mark else vocabulary.candidates(form.word, form.lower, first)
                names: list[str] = []
                if len(candidates) > 1:
                    names += own_features(form, first, vocabulary)
                    names += before_features(form, row[place - 1]) + after_features(form, row[place + 1])
                    names += ["L" + row[place - 2].sort, "R" + row[place + 2].sort]
                slots.append(Slot(form, row[place + 1], candidates, INDEX.get(tag, -1), self.number(names)))
            self.examples.append(slots)

    def drop_rare(self) -> None:
        """Forget features seen too seldom."""
        for slots in self.examples:
            for slot in slots:
                slot.features = [number for number in slot.features if self.counts[number] >= LEAST_COUNT]

    def dynamic(self, slot: Slot, second_last: int, last: int, state: int) -> list[int]:
        """The numbers of the features that depend on the tags given before."""
        key = (slot.form.lower, slot.form.sort, slot.form.shape, slot.following.sort, second_last, last, state)
        found = self._dynamic.get(key)
        if found is None:
            names = past_features(NAMES[second_last], NAMES[last], STATES[state])
            names += history_features(slot.form, NAMES[second_last], NAMES[last], STATES[state])
            names += outlook_features(NAMES[last], STATES[state], slot.following)
            found = self._dynamic[key] = [self.numbers.setdefault(name, len(self.numbers)) for name in names]
        return found

    def train(self, seed: int) -> dict[int, float]:
        """Averaged weights by feature number * 64 + tag index, after EPOCHS rounds in an order drawn from the seed."""
        chance = random.Random(seed)
        draw = chance.random
        weights: dict[int, int] = {}
        sums: dict[int, int] = {}
        since: dict[int, int] = {}
        get = weights.get
        step = 0
        order = list(self.examples)
        for _ in range(EPOCHS):
            chance.shuffle(order)
            for slots in order:
                last = second_last = BEGIN
                state = 0
                for slot in slots:
                    best = slot.candidates[0]
                    if len(slot.candidates) > 1:
                        step += 1
                        numbers = slot.features + self.dynamic(slot, second_last, last, state)
                        bases = [number * 64 for number in numbers if draw() > DROPPED]
                        highest = -1_000_000_000
                        for candidate in slot.candidates:
                            score = 0
                            for base in bases:
                                score += get(base + candidate, 0)
                            if score > highest:
                                highest, best = score, candidate
                        if best != slot.gold and slot.gold in slot.candidates:
                            for base in bases:
                                for key, change in ((base + slot.gold, 1), (base + best, -1)):
                                    weight = get(key, 0)
                                    sums[key] = sums.get(key, 0) + (step - since.get(key, 0)) * weight
                                    since[key] = step
                                    weights[key] = weight + change
                    state = slot.effects[best][state]
                    second_last, last = last, best
        return {key: (sums[key] + (step - since[key]) * weight) / step for key, weight in weights.items()}


def train(sentences: Sequence[Sentence]) -> str:
    """The text of a weights file trained on sentences."""
    forms = list_forms()
    documents: dict[str, int] = {}
    folds = [documents.setdefault(s.identifier.rpartition("-")[0], len(documents)) % FOLDS for s in sentences]
    invented = write_sentences(PATTERN_TURNS, seed=5)
    trainer = Trainer()
    for fold in range(FOLDS):
        others = [sentence for sentence, own in zip(sentences, folds, strict=True) if own != fold]
        held = [sentence for sentence, own in zip(sentences, folds, strict=True) if own == fold]
        trainer.prepare([*held, *invented[fold::FOLDS]], count_vocabulary(others, forms))
    trainer.drop_rare()
    total: dict[int, float] = {}
    for seed in SEEDS:
        for key, weight in trainer.train(seed).items():
            total[key] = total.get(key, 0.0) + weight / len(SEEDS)
    rows: dict[str, dict[int, int]] = {}
    names = list(trainer.numbers)
    for key, weight in total.items():
        rounded = round(weight * SCALE)
        if abs(rounded) >= LEAST_WEIGHT:
            rows.setdefault(names[key >> 6], {})[key & 63] = rounded
    vocabulary = count_vocabulary(sentences, forms)
    weights = {name: write_row(row) for name, row in rows.items()}
    return write_file(ABOUT, vocabulary.signatures, vocabulary.guesses, weights)


def main() -> None:
    """Train, write the weights, and report on dev, test and the invented news."""
    parser = argparse.ArgumentParser(description="Train the part-of-speech tagger.")
    parser.add_argument("treebank", type=Path, metavar="TREEBANK_DIR")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    text = train(read_sentences(options.treebank, "train"))
    options.output.write_text(text, encoding="utf-8")
    report(read_file(text), options.treebank, len(text.encode()))


if __name__ == "__main__":
    main()
