"""Copies of a corpus in which words and names vary, each as long as the one it stands for: an archive of any size.

    python -m benchmarks.varied_copies CORPUS.jsonl... --articles N > ARCHIVE.jsonl

Copy 0 is the corpus itself. In the others the long words of common nouns and the like are exchanged among each other by
length, and the words of persons' names for invented ones, of which there are NAMES sets; verbs that report, titles,
states and months stay, so that extraction finds as much as in the corpus. Offsets of the corpus hold in every copy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from tracker.lexicon.loader import load_lexicon
from tracker.readers import read_paths
from tracker.records import ArticleInput, ExtractedStatement, Extraction, SpeakerKind, SpeakerReference

NAMES = 400
_WORD = re.compile(r"[A-Za-z]{5,}")
_SYLLABLES = ("ba", "den", "fi", "gor", "hal", "ka", "lin", "mo", "nar", "pel", "ro", "sel", "ti", "ur", "va", "wen")


@dataclass(frozen=True)
class Corpus:
    """The articles with what extraction finds in them, and the words that may be exchanged."""

    articles: tuple[ArticleInput, ...]
    extractions: tuple[Extraction, ...]
    names: frozenset[str]
    words: dict[int, tuple[str, ...]]

    def vary(self, number: int) -> ArticleInput:
        """The article of this number in the archive."""
        copy, place = divmod(number, len(self.articles))
        article = self.articles[place]
        if copy == 0:
            return article
        title = self._exchange(article.title, copy) if article.title else None
        identifier = f"{article.identifier or place}-{copy}"
        return replace(article, text=self._exchange(article.text, copy), title=title, identifier=identifier)

    def vary_extraction(self, number: int, text: str) -> Extraction:
        """What was found in the corpus's article, as it stands in the copy's text."""
        copy, place = divmod(number, len(self.articles))
        found = self.extractions[place]
        return Extraction(tuple(self._vary_statement(statement, text, copy) for statement in found.statements))

    def _vary_statement(self, statement: ExtractedStatement, text: str, copy: int) -> ExtractedStatement:
        mention = self._exchange(statement.mention, copy)
        return replace(
            statement,
            mention=mention,
            speakers=tuple(self._vary_speaker(speaker, copy) for speaker in statement.speakers),
            claims=tuple(replace(claim, text=text[slice(*claim.span)]) for claim in statement.claims),
        )

    def _vary_speaker(self, speaker: SpeakerReference, copy: int) -> SpeakerReference:
        if speaker.kind is not SpeakerKind.PERSON or copy == 0:
            return speaker
        names = tuple(self._exchange(name, copy) for name in speaker.names)
        return replace(speaker, name=self._exchange(speaker.name, copy), names=names)

    def _exchange(self, text: str, copy: int) -> str:
        return _WORD.sub(lambda match: self._other(match[0], copy), text) if copy else text

    def _other(self, word: str, copy: int) -> str:
        if word in self.names:
            return invent_name(word, copy % NAMES)
        alike = self.words.get(len(word), ())
        place = _place(word, alike)
        return word if place is None else alike[(place + copy * 7) % len(alike)]


def read_corpus(paths: Sequence[str]) -> Corpus:
    """Read and extract the corpus, each text once; takes as long as `tracker extract`."""
    from tracker.workflows.extract import load_extractor

    extractor, _ = load_extractor()
    articles = tuple({item.text: item for item in read_paths(paths) if isinstance(item, ArticleInput)}.values())
    extractions = tuple(extractor(article) for article in articles)
    lexicon = load_lexicon()
    kept = {word.lower() for word in lexicon.reporting.cue_words}
    kept |= lexicon.titles.honorifics | lexicon.titles.posts | lexicon.titles.portfolios
    counts: dict[str, int] = {}
    for article in articles:
        for word in _WORD.findall(article.text):
            if word.islower() and word not in kept:
                counts[word] = counts.get(word, 0) + 1
    words: dict[int, list[str]] = {}
    # Of about the same frequency next to each other: exchanged for its neighbour, a word stays as frequent as it was.
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        if len(word) >= 6 and counts[word] >= 3:
            words.setdefault(len(word), []).append(word)
    names = {
        word
        for found in extractions
        for statement in found.statements
        for speaker in statement.speakers
        if speaker.kind is SpeakerKind.PERSON
        for word in _WORD.findall(speaker.name)
        if word.istitle() and word.lower() not in counts
    }
    return Corpus(articles, extractions, frozenset(names), {n: tuple(several) for n, several in words.items()})


@cache
def _place(word: str, alike: tuple[str, ...]) -> int | None:
    return alike.index(word) if word in alike else None


@lru_cache(maxsize=200_000)
def invent_name(word: str, number: int) -> str:
    """An invented name as long as the word, the same for the same number."""
    chance = random.Random(f"{word} {number}")
    made = ""
    while len(made) < len(word):
        made += chance.choice(_SYLLABLES)
    return made[: len(word)].capitalize()


def write_archive(corpus: Corpus, articles: Iterable[int], path: Path) -> None:
    """Write articles of the archive as JSON lines, packed where the path ends in .gz."""
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as file:
        file.writelines(_lines(corpus, articles))


def _lines(corpus: Corpus, articles: Iterable[int]) -> Iterator[str]:
    for number in articles:
        article = corpus.vary(number)
        fields = ("identifier", "title", "outlet", "url", "published", "text")
        written = {name: getattr(article, name) for name in fields if getattr(article, name) is not None}
        yield json.dumps({"id": written.pop("identifier", str(number)), **written}) + "\n"


def main() -> int:
    """Write an archive to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--articles", type=int, required=True)
    options = parser.parse_args()
    sys.stdout.writelines(_lines(read_corpus(options.corpus), range(options.articles)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
