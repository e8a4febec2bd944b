"""Count the words of ordinary English, by which set phrases are told from it.

usage: python benchmarks/count_words.py TREEBANK_DIR --output tracker/lexicon/ordinary/words.txt

TREEBANK_DIR holds en_ewt-{train,dev,test}.conllu.gz of Universal Dependencies English-EWT. The same treebank gives the
same counts to the byte. See docs/decisions/0080-formulations.md.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from tracker.lexicon.wordforms import find_bases

ABOUT = (
    (
        "what",
        "how often the words of ordinary English (web logs, news groups, mails, reviews, answers) occur, by their base",
    ),
    (
        "counted in",
        "UD_English-EWT, the English Web Treebank of Universal Dependencies, by its authors and the Universal "
        "Dependencies project, https://universaldependencies.org/treebanks/en_ewt/",
    ),
    (
        "licence",
        "the treebank is under CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/; these counts, made from "
        "it, are under the same licence",
    ),
    ("command", "python benchmarks/count_words.py TREEBANK_DIR --output tracker/lexicon/ordinary/words.txt"),
)
_TEXT = "# text = "
LEAST_COUNT = 2


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path, metavar="TREEBANK_DIR")
    parser.add_argument("--output", type=Path, required=True)
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    for part in ("train", "dev", "test"):
        with gzip.open(given.treebank / f"en_ewt-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith(_TEXT):
                    counts.update(find_bases(line.removeprefix(_TEXT)))
    total = counts.total()
    kept = sorted(word for word, count in counts.items() if count >= LEAST_COUNT and re.fullmatch("[a-z]+", word))
    head = [f"# {name}: {value}" for name, value in ABOUT]
    body = [f"{word} {counts[word]}" for word in kept]
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text("\n".join([*head, f"# words: {total}", "", *body]) + "\n", encoding="utf-8")
    print(f"{total:,} words, {len(counts):,} different; {len(kept):,} kept")


if __name__ == "__main__":
    main()
