"""The tags that a sentence is cut by: those of the tagger, mended where a claim without them would have no verb."""

from __future__ import annotations

from tracker.extraction.structures import Tokens
from tracker.lexicon.claims import ClauseWords

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
MARKS = frozenset({"“", "”", '"', "‘", "’", "''", "``", "'", "«", "»"})
_DOERS = frozenset(
    {"i", "we", "they", "he", "she", "sides", "parties", "participants", "ministers", "leaders", "delegations"}
)
_AFTER_VERB = frozenset({"DT", "PRP$", "PRP", "NNP", "JJ"})


def mend_tags(tokens: Tokens, words: ClauseWords) -> list[str]:
    """The tags, with marks of quotation told apart from what they stand around, and a verb where none was found."""
    tags = [
        "''" if word in MARKS and tag != "POS" else tag for word, tag in zip(tokens.words, tokens.tags, strict=True)
    ]
    for at, lower in enumerate(tokens.lowers):
        if lower in ("'m", "’m", "'re", "’re", "'ve", "’ve"):
            tags[at] = "VBP"
        elif lower in ("'ll", "’ll", "cannot"):
            tags[at] = "MD"
        elif lower == "that" and tags[at] == "IN" and at and tokens.lowers[at - 1] == ",":
            following = next((k for k in range(at + 1, len(tags)) if tags[k] not in ADVERBS), at)
            if tags[following] in ("VBZ", "MD") or tokens.lowers[following] in ("was", "had", "did"):
                tags[at] = "DT"  # "when it rains, that makes a flood"
    lone = FINITE.isdisjoint(tags)
    for at in range(1, len(tags) - 1):
        noun = tags[at] == "NN" and tokens.lowers[at] in words.bases and (lone or tags[at + 1] in _AFTER_VERB)
        if noun or (lone and tags[at] == "VB"):
            ahead = at - 1
            while ahead > 0 and tags[ahead] in ADVERBS:
                ahead -= 1
            if tokens.lowers[ahead] in ("i", "we", "they") or (noun and tokens.lowers[ahead] == "you"):
                tags[at] = "VBP"  # "we value our ties"
                return tags
    if lone and "VBN" in tags:
        for at in range(1, len(tags) - 1):
            done = tags[at] == "VBN" and tokens.lowers[at - 1] in _DOERS
            if done and (tags[at + 1] in ("TO", "IN") or tags[at + 1] in _AFTER_VERB):
                tags[at] = "VBD"  # "both sides committed to talk"
                return tags
    for at in range(1, len(tags) - 1):
        if tags[at] in FINITE:
            break
        named = tags[at - 1] in ("NNP", "NNPS", "NN") if lone else tags[at - 1] in ("NNP", "NNPS")
        if (
            tags[at] in ("NNS", "NNPS")
            and tokens.lowers[at] in words.presents
            and named
            and tags[at + 1] in (("DT", "PRP$", "NNP", "JJ", "PRP", "IN") if lone else ("DT", "PRP$", "PRP"))
        ):
            tags[at] = "VBZ"  # "Avaria welcomes the plan" without any other verb, "Avaria values its ties and stands …"
            break
    return tags
