"""Words and sentences written for the tagger: the word list, inflected, and news sentences filled from patterns."""

from __future__ import annotations

import random
import re
from pathlib import Path

from treebank import Sentence, Token

FOLDER = Path(__file__).parent
VERB_TAGS = {"": "VB", "P": "VBP", "Z": "VBZ", "D": "VBD", "N": "VBN", "G": "VBG"}
BLOCKS_OF_SLOT = {"V": "verb", "W": "verbnoun", "S": "say", "U": "urge"}
WORD_TAGS = {"adjective": ("JJ",), "adverb": ("RB",), "country": ("NNP",), "name": ("NNP",), "demonym": ("JJ", "NNP")}
INTRANSITIVE = ("be", "go", "have")


def read_words() -> dict[str, list[str]]:
    """The blocks of the word list, each with its entries as written."""
    blocks: dict[str, list[str]] = {}
    for line in (FOLDER / "tagger_lexicon.txt").read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            entries = blocks.setdefault(line[1:-1].strip(), [])
        elif line:
            entries += line.split()
    return blocks


def pluralize(noun: str) -> str:
    """The regular plural, which is as well a verb's form in -s."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def inflect(entry: str) -> dict[str, str]:
    """A verb's forms by the keys of VERB_TAGS; an entry is "base", "base+" or "base/past/participle"."""
    base, *irregular = entry.split("/")
    doubled = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if doubled else base
    if base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    else:
        past = base + "d" if base.endswith("e") else stem + "ed"
    if base.endswith("ie"):
        stem = base[:-2] + "y"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        stem = base[:-1]
    past, participle = irregular or (past, past)
    return {"": base, "P": base, "Z": pluralize(base), "D": past, "N": participle, "G": stem + "ing"}


def list_forms() -> dict[str, list[str]]:
    """Every form of the word list with the tags that it may have."""
    forms: dict[str, list[str]] = {}

    def add(form: str, *tags: str) -> None:
        known = forms.setdefault(form, [])
        known += [tag for tag in tags if tag not in known]

    for block, entries in read_words().items():
        for entry in entries:
            if block in ("verb", "verbnoun"):
                inflected = inflect(entry)
                if block == "verbnoun":
                    add(inflected[""], "NN")
                    add(inflected["Z"], "NNS")
                for key, tag in VERB_TAGS.items():
                    add(inflected[key], tag)
            elif block == "noun":
                add(entry, "NN")
                if not entry.endswith("s"):
                    add(pluralize(entry), "NNS")
            elif block in ("day", "month"):
                add(entry, "NNP")
            elif block in WORD_TAGS:
                add(entry, *WORD_TAGS[block])
                if block == "demonym" and not entry.endswith(("ese", "ish", "ch", "ss")):
                    add(entry + "s", "NNPS")
    return forms


class Filler:
    """Draws words for the slots of a pattern, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.words = read_words()
        self.choose = random.Random(seed).choice
        self.words["verb"] = [verb for verb in self.words["verb"] if verb.partition("/")[0] not in INTRANSITIVE]

    def fill(self, slot: str) -> list[tuple[str, str]]:
        """Words and tags for one slot, as tagged_news_templates.txt explains them."""
        choose, words = self.choose, self.words
        if slot == "title":
            title = choose(words["title"]).replace("_", " ").split()
            return [(word, "IN" if word == "of" else "NNP" if word[0].isupper() else "NN") for word in title]
        if slot == "person":
            return [(name, "NNP") for name in (choose(words["name"]), self._invent_surname())[choose((0, 0, 1)) :]]
        if slot in ("country", "day", "month"):
            return [(choose(words[slot]), "NNP")]
        if slot == "capital":
            return [(choose(words["country"]), "NNP")]
        if slot in ("demonym", "J"):
            return [(choose(words["demonym" if slot == "demonym" else "adjective"]), "JJ")]
        if slot == "number":
            return [(choose(words["number"]), "CD")]
        if slot in ("N", "NS"):
            noun = choose(words["noun"])
            return [(noun, "NN") if slot == "N" or noun.endswith("s") else (pluralize(noun), "NNS")]
        if slot in ("B", "BS"):
            forms = inflect(choose(words["verbnoun"]))
            return [(forms[""], "NN") if slot == "B" else (forms["Z"], "NNS")]
        if slot == "R":
            return [(choose(words["adverb"]), "RB")]
        return [(inflect(choose(words[BLOCKS_OF_SLOT[slot[0]]]))[slot[1:]], VERB_TAGS[slot[1:]])]

    def _invent_surname(self) -> str:
        if self.choose((True, False)):
            return self.choose(self.words["name"])
        parts = ("B K M T V S Z L D R G", "a e i o u", "rn ll sk v nd rt m l z k", "ov ic er ani en ez ai oto ski as")
        return "".join(self.choose(part.split()) for part in parts)


def write_sentences(times: int, seed: int) -> list[Sentence]:
    """Each pattern filled ``times`` times; drawn words make no sense together, but their tags do."""
    filler = Filler(seed)
    sentences = []
    lines = (FOLDER / "tagged_news_templates.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and line[0] != "#"):
        for turn in range(times):
            pairs: list[tuple[str, str]] = []
            for item in line.split():
                if slot := re.fullmatch(r"<(\w+)>", item):
                    pairs += filler.fill(slot[1])
                else:
                    words, _, tag = item.rpartition("/")
                    pairs.append((filler.choose(words.split("|")), tag))
            pairs[0] = (pairs[0][0][:1].upper() + pairs[0][0][1:], pairs[0][1])
            tokens = tuple(Token(word, tag, -1, "", "") for word, tag in pairs)
            sentences.append(Sentence(f"invented{number}-{turn}", tokens))
    return sentences


def read_test() -> list[Sentence]:
    """The invented test sentences, tagged by hand."""
    sentences = []
    for number, line in enumerate((FOLDER / "tagged_news_test.txt").read_text(encoding="utf-8").splitlines()):
        if line and line[0] != "#":
            pairs = [item.rsplit("/", 1) for item in line.split()]
            sentences.append(Sentence(f"test{number}-0", tuple(Token(word, tag, -1, "", "") for word, tag in pairs)))
    return sentences
