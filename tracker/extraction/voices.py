"""Whether what a sentence names as its source can speak at all.

Handled: people, bodies, states, writings and groups, which speak; times, amounts, circumstances and acts, which do not
("the few years thereafter declared", "other issues underscoring A", "this designation reaffirms B"); things that only
show ("The trip underscores A", "these delays explain B"); gatherings, which end and open but say nothing by it.
"""

from __future__ import annotations

from tracker.extraction.phrases import PROPER
from tracker.extraction.structures import Cue, Range, Tokens
from tracker.lexicon.grammar import BEGINNING, EXCHANGES, TITLE_NOUNS
from tracker.lexicon.speaking import PERSON_ENDINGS, SHOWING, SPEAKING_NOUNS, SPEECHLESS


def can_speak(tokens: Tokens, head: Range) -> bool:
    """Tell if the phrase at ``head`` is no time, amount, circumstance or act: these never speak."""
    last = _head_noun(tokens, head)
    return (
        tokens.lowers[last] not in SPEECHLESS
        or tokens.tags[last] in PROPER
        or (tokens.lowers[last] == "trust" and tokens.tags[last - 1] in PROPER)  # "the Sorrel trust"
        or (last > 0 and tokens.words[last][0].isupper())
    )


def only_shows(tokens: Tokens, head: Range, cue: Cue) -> bool:
    """Tell if the subject at ``head`` only shows what its verb reports, or is a gathering that opens or ends."""
    if cue.lemma not in SHOWING and cue.lemma not in BEGINNING:
        return False
    last = _head_noun(tokens, head)
    word = tokens.lowers[last]
    if {"two", "both"} & {*tokens.lowers[head[0] : last]} and tokens.tags[last] == "NNS" and word not in EXCHANGES:
        return False  # "the two principals underscored"
    if cue.lemma in BEGINNING:
        return word in EXCHANGES  # "The summit concluded in Sorrel"
    if tokens.tags[last] in PROPER or tokens.tags[last] in ("PRP", "WP", "CD", "DT") or tokens.words[last][0].isupper():
        return False
    return not (word in SPEAKING_NOUNS or word in TITLE_NOUNS or word.endswith(PERSON_ENDINGS))


def _head_noun(tokens: Tokens, head: Range) -> int:
    """The last word before the phrase's complement: "the *number* of Senators", "the Royal *Police* (RP)"."""
    last = head[1] - 1
    for k in range(head[0] + 1, head[1]):
        if tokens.tags[k] in ("IN", "TO"):
            last = k - 1
            break
    if tokens.lowers[last] == ")" and "(" in tokens.lowers[head[0] + 1 : last]:
        last = tokens.lowers.index("(", head[0] + 1) - 1
    return last
