"""Accuracy of extraction on gold files, and its speed on a corpus, beside the figures of the last release.

    python benchmarks/extraction.py GOLD.jsonl ... [--corpus ARTICLES.jsonl[.gz] ...] [--errors N] [--keep]

A gold file holds one article a line, as docs/accuracy.md describes. Content is compared by the word tokens it covers:
a found and a gold statement pair up where the intersection over union of their tokens reaches the threshold, best pairs
first; "attributed" asks for the right speaker too. A gold statement with "speech": false is optional: missing it costs
no recall. Figures are printed by file, by genre (ids such as "a-04-wire" end in it) and by confidence. --keep writes
them to benchmarks/figures.json, to be printed beside those of the next run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput, ExtractedStatement

FIGURES = Path(__file__).with_name("figures.json")
THRESHOLDS = (0.5, 0.8)
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_GENRE = re.compile(r"[a-z]-\d+-([a-z]+)$")
_TITLES = frozenset(
    "mr mrs ms dr sir president prime foreign minister premier chancellor secretary ambassador the state".split()
)


@dataclass
class Tally:
    """Counts over some articles: pairs by threshold, gold and found statements, and fields right among pairs."""

    gold: int = 0
    found: int = 0
    pairs: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def figure(self, name: str) -> float:
        """F1 of "statements@T" or "attributed@T"."""
        precision = self.pairs[f"{name}/found"] / self.found if self.found else 0.0
        recall = self.pairs[f"{name}/gold"] / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def share(self, name: str) -> float | None:
        """The share of pairs in which a field is right, None where gold never gives it."""
        return self.fields[f"{name}/right"] / self.fields[f"{name}/all"] if self.fields[f"{name}/all"] else None

    def figures(self) -> dict[str, float | None]:
        named = [f"{kind}@{t}" for t in THRESHOLDS for kind in ("statements", "attributed")]
        return {name: round(self.figure(name), 3) for name in named} | {
            name: None if (share := self.share(name)) is None else round(share, 3)
            for name in ("speaker", "manner", "said_on", "undated")
        }


def fold(name: str | None) -> str:
    """A name for comparison: no case, accents, punctuation or titles."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join([word for word in words if word not in _TITLES and word != "s"] or words)


def cover(spans: Iterable[Sequence[int]], tokens: Sequence[tuple[int, int]]) -> set[int]:
    """The numbers of the tokens that some spans touch."""
    return {n for a, b in spans for n, (start, end) in enumerate(tokens) if start < b and end > a}


def is_right(gold: dict[str, Any], found: ExtractedStatement, tokens: Sequence[tuple[int, int]]) -> bool:
    """Tell if the speaker is right: by name where the gold gives one, else by a shared word of the source."""
    if gold.get("speaker"):
        return fold(found.speaker) in {fold(name) for name in [gold["speaker"], *gold.get("accept", [])]}
    named = cover(gold.get("source", []), tokens)
    return not named or bool(named & cover(found.source, tokens))


def pair(gold: list[set[int]], found: list[set[int]], threshold: float) -> list[tuple[int, int]]:
    """Pair gold with found statements one to one, best overlap first."""
    scored = sorted(
        (
            (len(a & b) / len(a | b), -abs(i - j), i, j)
            for i, a in enumerate(gold)
            for j, b in enumerate(found)
            if a & b and len(a & b) / len(a | b) >= threshold
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def measure(
    article: dict[str, Any], found: Sequence[ExtractedStatement], tallies: Sequence[Tally], errors: list[str]
) -> None:
    """Add one article's counts to the tallies, and its errors to the list."""
    text, gold = article["text"], article["statements"]
    tokens = [match.span() for match in _WORD.finditer(text)]
    gold_cover = [cover(s["content"], tokens) for s in gold]
    found_cover = [cover(s.content, tokens) for s in found]
    wanted = [s.get("speech", True) for s in gold]
    for tally in tallies:
        tally.gold += sum(wanted)
        tally.found += len(found)
    for threshold in THRESHOLDS:
        pairs = pair(gold_cover, found_cover, threshold)
        for i, j in pairs:
            right = is_right(gold[i], found[j], tokens)
            for kind in ("statements", "attributed")[: 1 + right]:
                for tally in tallies:
                    tally.pairs[f"{kind}@{threshold}/found"] += 1
                    tally.pairs[f"{kind}@{threshold}/gold"] += wanted[i]
            if threshold == THRESHOLDS[0]:
                said_on = found[j].said_on
                checks = {
                    "speaker": right,
                    "manner": gold[i].get("manner") and gold[i]["manner"] == found[j].manner,
                    "said_on": gold[i].get("said_on") and said_on is not None and gold[i]["said_on"] == said_on.edtf,
                    "undated": said_on is None,  # where the gold has no day either
                }
                for name, good in checks.items():
                    if name == "speaker" or (not gold[i].get("said_on") if name == "undated" else gold[i].get(name)):
                        for tally in tallies:
                            tally.fields[f"{name}/all"] += 1
                            tally.fields[f"{name}/right"] += bool(good)
                if not right:
                    errors.append(f"{article['id']}: {found[j].speaker!r} for {gold[i].get('speaker')!r}")
        if threshold == THRESHOLDS[0]:
            paired, used = {i for i, _ in pairs}, {j for _, j in pairs}
            missed = [s for i, s in enumerate(gold) if i not in paired and wanted[i]]
            extra = [s for j, s in enumerate(found) if j not in used]
            errors += [f"{article['id']}: missed {_words(text, s['content'])}" for s in missed]
            errors += [f"{article['id']}: extra {_words(text, s.content)}" for s in extra]


def _words(text: str, spans: Iterable[Sequence[int]]) -> str:
    return repr(" … ".join(text[a:b] for a, b in spans)[:90])


def precision_by_confidence(article: dict[str, Any], found: Sequence[ExtractedStatement], counts: Counter[str]) -> None:
    """Count, for each grade of confidence, the statements found and those that the gold has with the same speaker."""
    tokens = [match.span() for match in _WORD.finditer(article["text"])]
    gold = article["statements"]
    pairs = pair([cover(s["content"], tokens) for s in gold], [cover(s.content, tokens) for s in found], 0.5)
    right = {j for i, j in pairs if is_right(gold[i], found[j], tokens)}
    for j, statement in enumerate(found):
        counts[f"{statement.confidence}/all"] += 1
        counts[f"{statement.confidence}/right"] += j in right


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON lines file, compressed or not."""
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        lines = stack.enter_context(gzip.open(raw)) if path.suffix == ".gz" else raw
        for line in lines:
            if line.strip():
                yield json.loads(line)


def run(article: dict[str, Any]) -> Sequence[ExtractedStatement]:
    record = ArticleInput(
        text=article["text"],
        title=article.get("title"),
        outlet=article.get("outlet"),
        published=article.get("published"),
    )
    return extract(record, load_lexicon()).statements


def report_accuracy(path: Path, shown: int) -> dict[str, Any]:
    """Measure one gold file and print its figures; gives them by name."""
    whole, errors = Tally(), list[str]()
    genres: defaultdict[str, Tally] = defaultdict(Tally)
    confidence: Counter[str] = Counter()
    for article in read_lines(path):
        named = _GENRE.match(article["id"])
        genre = named[1] if named else "all"
        found = run(article)
        measure(article, found, [whole, genres[genre]], errors)
        precision_by_confidence(article, found, confidence)
    before = json.loads(FIGURES.read_text("utf-8")).get(path.name, {}) if FIGURES.exists() else {}
    print(f"\n{path.name}: {whole.gold} statements wanted, {whole.found} found")
    for name, value in whole.figures().items():
        print(f"  {name:16}{_show(value)}   last release {_show(before.get(name))}")
    if len(genres) > 1:
        for genre, tally in sorted(genres.items()):
            print(f"  {genre:16}" + "  ".join(f"{n} {_show(v)}" for n, v in tally.figures().items()))
    for grade in ("high", "medium", "low"):
        if confidence[f"{grade}/all"]:
            share = confidence[f"{grade}/right"] / confidence[f"{grade}/all"]
            print(f"  confidence {grade:8}{share:.3f} right of {confidence[f'{grade}/all']}")
    for error in errors[:shown]:
        print(f"  {error}")
    return whole.figures()


def _show(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


def report_speed(path: Path) -> float:
    """Time extraction over a corpus, beside reading and splitting the same text; gives words a second."""
    articles = list(read_lines(path))
    words = sum(len(article["text"].split()) for article in articles)
    run(articles[0])  # loads lexicon and weights
    start = time.process_time()
    for article in articles:
        re.findall(r"\w+|[^\w\s]", article["text"])
    bare = time.process_time() - start
    start = time.process_time()
    for article in articles:
        run(article)
    spent = time.process_time() - start
    print(f"\n{path.name}: {words:,} words, {words / spent:,.0f} words/s, {spent / bare:.0f} times a bare tokenizer")
    return words / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--corpus", nargs="*", type=Path, default=[])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each file")
    parser.add_argument("--keep", action="store_true", help="write the figures for the next run to show")
    options = parser.parse_args()
    figures = {path.name: report_accuracy(path, options.errors) for path in options.gold}
    for path in options.corpus:
        report_speed(path)
    if options.keep:
        kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
        FIGURES.write_text(json.dumps(kept | figures, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
