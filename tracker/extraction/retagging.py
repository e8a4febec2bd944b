"""Tags put right where the lexicon knows better than the tagger.

Names of states and capitals, titles, set phrases, particles inside names, tenses of reporting verbs, past tenses that
look like nouns ("sank").
"""

from __future__ import annotations

from tracker.extraction.structures import Tokens
from tracker.lexicon.actors import Actors
from tracker.lexicon.grammar import STATE_WHAT, STRONG_PASTS
from tracker.lexicon.reporting import Reporting

_NEVER_FIRST = frozenset({"CC", "VB", "VBP", "UH", "RP"})
_CONNECTIVES = frozenset(
    {"and", "but", "or", "nor", "yet", "so", "plus", "neither", "either", "both", "let", "&", "oh", "no", "yes"}
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SETTLED = frozenset({"NNPS", ".", ",", "IN", "DT", "PRP", "CC"})
_NEVER_CAPITAL = frozenset({"VB", "VBP", "UH", "RB", "AFX", "FW", "RP", "VBD", "VBN"})
_MISREAD = frozenset({"NN", "JJ", "CD", "RB", "VBN", "NNP", "VB", "VBP", "FW"})
_OPENERS = frozenset({'"', "“", "‘", "«", ":", "``", "'", "—", "–", ".", "?", "!", "(", "["})
_JOINING = frozenset(
    {"es", "bin", "binti", "ibn", "van", "von", "der", "del", "dos", "du", "di", "da", "el", "al", "ben", "ould"}
)
_BEFORE_PAST = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "RB"})
_PASSED = frozenset({"also", "later", "then", "earlier"})  # adverbs between a name and its past tense
_COMPANIONS = frozenset({"ally", "aide", "foe", "rival", "host", "guide"})
_OBJECTS = frozenset({"DT", "PRP$", "PRP", "CD", "NNS", "NNP"})


def retag(tokens: Tokens, actors: Actors, names: frozenset[str], reporting: Reporting) -> None:
    """Correct ``tokens.tags`` in place.

    ``names`` are the words of the article's persons, as printed; the past and present tenses of the
    ``reporting`` verbs are known between a name and what a verb takes.
    """
    pasts, presents = reporting.pasts, reporting.presents
    tags, words, lowers = tokens.tags, tokens.words, tokens.lowers
    for i, word in enumerate(words):
        tag = tags[i]
        if i == 0 and tag in _NEVER_FIRST and lowers[0] not in _CONNECTIVES and len(words) > 1 and tags[1] in _NOUNS:
            tags[0] = tag = "JJ" if tag == "CC" and tags[1] in ("NN", "NNS") else "NN"
        if word == "Under" and i + 1 < len(words) and words[i + 1].startswith("Secretar"):
            tags[i] = "NNP"
        if tag in _SETTLED:
            continue
        before = tags[i - 1] if i else ""
        if before == "RB" and lowers[i - 1] in _PASSED and i >= 2:
            before = tags[i - 2] if tags[i - 2] == "NNP" else before
        is_past = lowers[i] in pasts and tag in _MISREAD and _is_past(tokens, i, before)
        if is_past or (lowers[i] in STRONG_PASTS and before in _BEFORE_PAST):
            tags[i] = "VBD"
        elif lowers[i] in presents and tag in ("NNS", "NNPS") and _is_present(tokens, i, before):
            tags[i] = "VBZ"
        elif tag == "NNP":
            continue
        elif lowers[i] in _COMPANIONS and before == "NNP" and tags[i + 1 : i + 2] == ["NNP"]:
            tags[i] = "NN"  # "Holt ally Ben Orlo"
        elif not word[0].isupper() and (word in names or _joins_name(tokens, i)):
            tags[i] = "NNP"  # "al-Rashid", "Dar es Salaam"
        elif word[0].isupper():
            if (
                (word in names and (i == 0 or tag not in ("JJ", "NNS")))
                or (
                    tag in _NEVER_CAPITAL
                    and i
                    and words[i - 1] not in _OPENERS
                    and len(word) > 1
                    and not word.isupper()
                )
                or (
                    tag not in ("JJ", "NNS")
                    and (actors.by_name(word) is not None or actors.by_capital(word) is not None)
                )
            ):
                tags[i] = "NNP"
        elif lowers[i] == "state" and i + 1 < len(words) and lowers[i + 1] in STATE_WHAT:
            tags[i] = "NN"


def _joins_name(tokens: Tokens, i: int) -> bool:
    """A particle between two capitals: "Rio de Janeiro", "Dar es Salaam", "Abdul bin Holt"."""
    return (
        tokens.lowers[i] in _JOINING
        and 0 < i < len(tokens) - 1
        and tokens.words[i - 1][0].isupper()
        and tokens.words[i + 1][0].isupper()
        and tokens.tags[i - 1] in _NOUNS
    )


def _is_present(tokens: Tokens, i: int, before: str) -> bool:
    """A present tense stands behind an aside or a name, before "that", a pronoun or a determiner: ", denies this"."""
    if i + 1 >= len(tokens) or before not in (",", "NNP", "PRP", "''", "NN"):
        return False
    if before == "NN":
        return tokens.lowers[i + 1] == "that" and tokens.lowers[i] not in (
            "reports",
            "claims",
            "calls",
            "demands",
            "comments",
        )
    return tokens.lowers[i + 1] == "that" or tokens.tags[i + 1] in ("DT", "PRP", "PRP$")


def _is_past(tokens: Tokens, i: int, before: str) -> bool:
    """A past tense stands between a name or pronoun and what a verb takes: an end, an object, "that", "to".

    Behind a closing quotation it stands before its own subject: '"…," read the statement'.
    """
    following = tokens.lowers[i + 1] if i + 1 < len(tokens) else "."
    if before in ("NNP", "PRP", "WP"):
        return (
            following in (".", ",", ":", "that", "to", "out", "on", "forth") or tokens.tags[i + 1] in _OBJECTS
        ) and tokens.words[i].islower()
    return before == "''" and following == "the"
