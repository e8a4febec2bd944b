"""Read UD English-EWT as the tagger and the boundary model meet text: hyphenated words whole, punctuation tags even.

The treebank splits "all-weather" into three tokens; the extractor's tokenizer keeps it as one. `read_sentences` joins
such runs again, picks one tag for the whole, and re-points the heads.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.extraction.tagfeatures import tag_punctuation

HYPHENS = frozenset({"HYPH"})
NOMINAL = frozenset({"NN", "NNS", "JJ", "VBN", "VBG", "VBD", "CD", "RB", "RP", "IN", "VB"})
ATTRIBUTIVE = frozenset({"compound", "amod", "nummod", "nmod", "det", "obl:unmarked"})
NEGATED = {"cannot": "MD", "can't": "MD"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: form, Penn tag, index of its head in the sentence (-1 for the root), relation, lemma."""

    form: str
    tag: str
    head: int
    relation: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its treebank id, whose first part is the genre."""

    identifier: str
    tokens: tuple[Token, ...]

    @property
    def genre(self) -> str:
        """The text type: answers, email, newsgroup, reviews or weblog."""
        return self.identifier.split("-")[0]

    @property
    def words(self) -> list[str]:
        """The forms, in order."""
        return [token.form for token in self.tokens]

    @property
    def tags(self) -> list[str]:
        """The Penn tags, in order."""
        return [token.tag for token in self.tokens]


def read_sentences(folder: Path, part: str) -> list[Sentence]:
    """All sentences of one part ("train", "dev", "test") in file order, hyphenated words joined."""
    path = folder / f"en_ewt-{part}.conllu.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_join(identifier, rows) for identifier, rows in _split(lines)]


def _split(lines: Iterator[str]) -> Iterator[tuple[str, list[list[str]]]]:
    identifier, rows = "", []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            identifier = line[12:]
        elif line and line[0] != "#":
            fields = line.split("\t")
            if fields[0].isdigit():
                rows.append(fields)
        elif not line and rows:
            yield identifier, rows
            rows = []


def _join(identifier: str, rows: list[list[str]]) -> Sentence:
    groups = list(_group(rows))
    position = {row[0]: index for index, group in enumerate(groups) for row in group}
    tokens = []
    for index, group in enumerate(groups):
        outer = next((row for row in group if position.get(row[6], -1) != index), group[-1])
        head = position.get(outer[6], -1)
        form = "".join(row[1] for row in group)
        tag = group[0][4] if len(group) == 1 else _choose_tag(group, outer, head > index)
        tag = tag_punctuation(form) or tag
        lemma = "".join(row[2] for row in group)
        tokens.append(Token(form, tag, head, outer[7], lemma))
    return Sentence(identifier, tuple(tokens))


def _group(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    group: list[list[str]] = []
    for row in rows:
        glued = group and "SpaceAfter=No" in group[-1][9]
        if glued and (group[-1][4] == "HYPH" or (row[4] == "HYPH" and group[-1][1][-1].isalnum())):
            group.append(row)
            continue
        if glued and row[1].lower() == "not" and group[-1][1].lower() == "can":  # "cannot" stays one word
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def _choose_tag(group: list[list[str]], outer: list[str], before_head: bool) -> str:
    """The tag of a joined word: adjective before its noun and after a participle, else that of its last part."""
    tags = [row[4] for row in group if row[4] != "HYPH"]
    first, last = tags[0], tags[-1]
    if last == "HYPH" or len(tags) == 1 or group[-1][4] == "HYPH" or first == "MD":
        return "JJ" if first == "AFX" else first
    if all(tag in ("NNP", "NNPS", "CD") for tag in tags):
        return "CD" if all(tag == "CD" for tag in tags) else "NNPS" if last == "NNPS" else "NNP"
    relation = outer[7].split(":")[0]
    if before_head and outer[7] in ATTRIBUTIVE | {"amod"} and last in NOMINAL and relation != "nsubj":
        return "JJ"
    if last in ("RP", "IN", "RB", "AFX") and first in ("NN", "NNP", "VB", "VBP", "VBD", "VBN", "VBG", "VBZ"):
        if outer[7] in ("nsubj", "obj", "obl", "nmod", "root", "conj") and first in ("NN", "NNP"):
            return first
        return "NN" if last == "AFX" else first
    if last in ("VBN", "VBD") and outer[7] in ("amod", "xcomp", "advcl", "root", "conj", "acl") and first != "AFX":
        return "JJ"
    if last == "CD":
        return "NNP" if first == "NNP" else "NN" if first == "NN" else "CD"
    return "NN" if last in ("IN", "TO", "RP") else last
