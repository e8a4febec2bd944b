"""Ordinary English: how often its words occur, and the words and phrases that no set phrase is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.lexicon.tables import read_table
from tracker.lexicon.titles import load_titles
from tracker.lexicon.wordforms import base_of, find_bases

_UNSEEN = 0.5  # a word that was not met, or once, counts as half of one


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Word counts of a sample of ordinary English of so many words, by base (lexicon/wordforms.py)."""

    counts: dict[str, int]
    words: int

    def log_share(self, base: str) -> float:
        """The natural logarithm of the part of all words that this one is."""
        return math.log(self.counts.get(base, _UNSEEN) / self.words)


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The bases that a set phrase never holds, those it neither begins nor ends with, and sequences that are none.

    ``light`` words are among ``inner``: they may stand at an end, but do not make a phrase one.
    """

    breaks: frozenset[str]
    inner: frozenset[str]
    light: frozenset[str]
    stop_phrases: tuple[tuple[str, ...], ...]


@cache
def load_ordinary() -> Ordinary:
    """The shipped counts of lexicon/ordinary/words.txt, which says where they are from."""
    text = files("tracker.lexicon").joinpath("ordinary", "words.txt").read_text("utf-8")
    counts: dict[str, int] = {}
    words = 0
    for line in text.splitlines():
        if line.startswith("# words: "):
            words = int(line.removeprefix("# words: "))
        elif line and not line.startswith("#"):
            word, _, count = line.partition(" ")
            counts[word] = int(count)
    return Ordinary(counts, words)


@cache
def load_phrase_words() -> PhraseWords:
    """The shipped table formulations.toml, with the posts of titles.toml among the words that break."""
    table = read_table("formulations")
    kept = {base_of(word) for word in table["breaks"]["except_posts"]}
    posts = {base_of(post) for post in load_titles().posts if " " not in post} - kept
    return PhraseWords(
        breaks=frozenset(_bases(table["breaks"]["words"]) | posts),
        inner=frozenset(_bases(table["inner"]["words"])),
        light=frozenset(_bases(table["inner"]["light"])),
        stop_phrases=tuple(dict.fromkeys(map(find_bases, table["stop_phrases"]["phrases"]))),
    )


def _bases(words: str) -> set[str]:
    return {base_of(word) for word in words.split()}
