"""Tags put right where the lexicon knows better than the tagger: names of states and capitals, titles, set phrases."""

from __future__ import annotations

from tracker.extraction.structures import Tokens
from tracker.lexicon.actors import Actors

_STATE_WHAT = frozenset({"media", "tv", "television", "radio", "news", "broadcaster", "newspaper", "agency", "outlet", "department", "visit"})
_PREVERBAL = frozenset({"NNP", "PRP", "NNS", "NN", "NNPS"})


def retag(tokens: Tokens, actors: Actors) -> None:
    """Correct ``tokens.tags`` in place."""
    tags, words, lowers = tokens.tags, tokens.words, tokens.lowers
    for i, word in enumerate(words):
        tag = tags[i]
        if tag in ("NNP", "NNPS", ".", ",", "IN", "DT", "PRP", "CC"):
            continue
        if word[0].isupper() and tag not in ("JJ", "NNS") and (actors.by_name(word) is not None or actors.by_capital(word) is not None):
            tags[i] = "NNP"
        elif lowers[i] == "state" and i + 1 < len(words) and lowers[i + 1] in _STATE_WHAT:
            tags[i] = "NN"
        elif tag == "VBN" and lowers[i].endswith("ed") and i and lowers[i - 1] in ("he", "she", "they", "we", "i", "who"):
            tags[i] = "VBD"
        elif tag in ("VB", "VBP", "NN") and lowers[i] == "read" and i + 1 < len(words) and tags[i - 1] in ("''", ",", "NN") and tags[i + 1] == "DT":
            tags[i] = "VBD"
