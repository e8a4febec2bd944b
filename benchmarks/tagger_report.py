"""How right and how fast the tagger is.

usage: python benchmarks/tagger_report.py TREEBANK_DIR
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tagged_news import read_test
from treebank import Sentence, read_sentences

from tracker.extraction.tagfeatures import tag_punctuation
from tracker.extraction.tagging import Tagger, load_tagger

PAIRS = (
    ("VBD", "VBN"),
    ("VBZ", "NNS"),
    ("VB", "NN"),
    ("VBP", "VB"),
    ("VBG", "NN"),
    ("VBG", "JJ"),
    ("VBN", "JJ"),
    ("NNP", "NN"),
    ("NNP", "JJ"),
)
REPORTING = frozenset(
    "say said says saying tell told tells telling call called calls calling "
    "urge urged urges urging report reported reports "
    "reporting claim claimed claims ask asked asks asking note noted notes noting warn warned warns deny denied denies "
    "announce announced state stated states add added adding accuse accused reject rejected".split()
)


def measure(tagger: Tagger, name: str, sentences: Sequence[Sentence]) -> None:
    """Print shares of right tags: all tokens, words, and by genre."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    gold_pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for word, gold, tag in zip(sentence.words, sentence.tags, tagger.tag(sentence.words), strict=True):
            kinds = ["all", sentence.genre] if name != "invented" else ["all"]
            kinds += ["words"] if tag_punctuation(word) is None else []
            kinds += ["reporting verbs"] if word.lower() in REPORTING and gold.startswith("VB") else []
            kinds += ["that"] if word.lower() == "that" else []
            total.update(kinds)
            right.update(kinds if tag == gold else ())
            for pair in PAIRS:
                if gold in pair:
                    gold_pairs[pair] += 1
                    confused[pair] += tag in pair and tag != gold
    shares = ", ".join(f"{kind} {right[kind] / total[kind]:.4f}" for kind in total)
    print(f"{name}: {total['all']} tokens: {shares}")
    print("  confused: " + ", ".join(f"{a}/{b} {confused[a, b]} of {gold_pairs[a, b]}" for a, b in PAIRS))


def report(tagger: Tagger, folder: Path, size: int) -> None:
    """Print size, accuracy on dev, test and the invented news, and speed on the test part."""
    print(f"weights: {size:,} bytes")
    for part in ("dev", "test"):
        measure(tagger, part, read_sentences(folder, part))
    measure(tagger, "invented", read_test())
    words = [sentence.words for part in ("test", "dev") for sentence in read_sentences(folder, part)]
    count = sum(map(len, words))
    for turn in ("first", "second", "third"):
        start = time.perf_counter()
        for sentence in words:
            tagger.tag(sentence)
        print(f"speed, {turn} time over {count} tokens: {count / (time.perf_counter() - start):,.0f} tokens/s")


def main() -> None:
    """Report on the weights that ship."""
    parser = argparse.ArgumentParser(description="Measure the part-of-speech tagger.")
    parser.add_argument("treebank", type=Path, metavar="TREEBANK_DIR")
    options = parser.parse_args()
    start = time.perf_counter()
    tagger = load_tagger()
    print(f"loaded in {(time.perf_counter() - start) * 1000:.0f} ms")
    report(tagger, options.treebank, 0)


if __name__ == "__main__":
    main()
