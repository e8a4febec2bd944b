"""Tags put right where the lexicon knows better than the tagger: names of states and capitals, titles, set phrases."""

from __future__ import annotations

from tracker.extraction.structures import Tokens
from tracker.lexicon.actors import Actors

_STATE_WHAT = frozenset(
    {
        "media",
        "tv",
        "television",
        "radio",
        "news",
        "broadcaster",
        "newspaper",
        "agency",
        "outlet",
        "department",
        "visit",
    }
)
_NEVER_CAPITAL = frozenset({"VB", "VBP", "UH", "RB", "AFX", "FW", "RP", "VBD", "VBN"})
_OPENERS = frozenset({'"', "“", "‘", "«", ":", "``", "'", "—", "–", ".", "?", "!", "(", "["})


def retag(tokens: Tokens, actors: Actors, names: frozenset[str]) -> None:
    """Correct ``tokens.tags`` in place; ``names`` are the words of the article's persons, as printed."""
    tags, words, lowers = tokens.tags, tokens.words, tokens.lowers
    for i, word in enumerate(words):
        tag = tags[i]
        if tag in ("NNP", "NNPS", ".", ",", "IN", "DT", "PRP", "CC"):
            continue
        if (word in names and (i == 0 or tag not in ("JJ", "NNS"))) or (
            i
            and word[0].isupper()
            and tag in _NEVER_CAPITAL
            and words[i - 1] not in _OPENERS
            and len(word) > 1
            and not word.isupper()
        ):
            tags[i] = "NNP"
        elif (
            tag == "VBN"
            and tags[i - 1 if i else 0] in ("NNP", "PRP")
            and i
            and i + 1 < len(words)
            and tags[i + 1] in ("DT", "PRP$", "NNP")
        ):
            tags[i] = "VBD"
        elif (
            word[0].isupper()
            and tag not in ("JJ", "NNS")
            and (actors.by_name(word) is not None or actors.by_capital(word) is not None)
        ):
            tags[i] = "NNP"
        elif lowers[i] == "state" and i + 1 < len(words) and lowers[i + 1] in _STATE_WHAT:
            tags[i] = "NN"
        elif (
            tag == "VBN" and lowers[i].endswith("ed") and i and lowers[i - 1] in ("he", "she", "they", "we", "i", "who")
        ) or (
            tag in ("VB", "VBP", "NN")
            and lowers[i] == "read"
            and i + 1 < len(words)
            and tags[i - 1] in ("''", ",", "NN")
            and tags[i + 1] == "DT"
        ):
            tags[i] = "VBD"
