"""Reports that a noun makes: "the government's argument was that A", "it is Holt's stated aim to do A".

Handled: a possessor, a noun of speech, a form of "be" and a that-clause or a quotation; a possessor, "stated",
"declared" or "avowed", a noun of intent, and what is intended. Refused: nouns of thought that nobody voiced ("his
fear was that"), denials ("her answer was not that"), and what another report's content holds already.
"""

from __future__ import annotations

from tracker.extraction.adverbials import starts_quote
from tracker.extraction.endings import find_end, find_quote_end, trim_right
from tracker.extraction.phrases import ADVERBS, NOUNS, noun_phrase_start
from tracker.extraction.structures import Content, Cue, Range, Source, Tokens
from tracker.lexicon.grammar import TIME_WORDS
from tracker.lexicon.reporting import CLAUSE, QUOTE, Reporting

_BE = frozenset({"is", "was", "are", "were"})
_VOICED = frozenset({"stated", "declared", "avowed", "professed"})
_INTENTS = frozenset({"intent", "intention", "aim", "goal", "position", "policy", "preference", "purpose"})


def find_nominal(
    tokens: Tokens, taken: list[Range], cues: list[Cue], reporting: Reporting
) -> tuple[Cue, Source, Content] | None:
    """Give the sentence's first report by a possessed noun; ``taken`` are the ranges of other contents."""
    if reporting.arguments.isdisjoint(tokens.lowers):
        return None
    for k, word in enumerate(tokens.lowers):
        if word not in reporting.arguments or tokens.quoted[k] >= 0 or tokens.depth[k] or k + 2 >= len(tokens):
            continue
        if any(a <= k < b for a, b in taken):
            continue
        owner, voiced = _owner(tokens, k)
        if owner is None:
            continue
        found = _content(tokens, k, cues, voiced=voiced)
        if found is not None:
            cue, content = found
            if not any(a < content.ranges[0][1] and b > content.ranges[0][0] for a, b in taken):
                return cue, Source([owner], owner, "subject"), content
    return None


def _owner(tokens: Tokens, noun: int) -> tuple[Range | None, bool]:
    """Who the noun belongs to ("Holt's", "her"), and if the words between say that it was voiced ("stated")."""
    voiced = False
    k = noun - 1
    while k >= 0 and tokens.tags[k] in ("JJ", "VBN", "VBD", "NN", "CD") and tokens.quoted[k] < 0:
        voiced = voiced or tokens.lowers[k] in _VOICED
        k -= 1
    if k < 0:
        return None, voiced
    if tokens.tags[k] == "PRP$":
        return (k, k + 1), voiced
    if tokens.lowers[k] in ("'s", "’s", "'", "’") and k >= 1 and tokens.tags[k - 1] in NOUNS:
        start = noun_phrase_start(tokens, k - 1)
        return ((start, k), voiced) if start < k else (None, voiced)
    return None, voiced


def _content(tokens: Tokens, noun: int, cues: list[Cue], *, voiced: bool) -> tuple[Cue, Content] | None:
    be = noun + 1
    while be < len(tokens) and tokens.tags[be] in ADVERBS:
        be += 1
    past = tokens.lowers[be] == "was" if be < len(tokens) else False
    cue = Cue(noun, noun, noun + 1, tokens.lowers[noun], "finite", frozenset({CLAUSE, QUOTE}), past)
    if be + 2 < len(tokens) and tokens.lowers[be] in _BE:
        begin = be + 1
        if starts_quote(tokens, begin):
            return cue, Content([(begin, find_quote_end(tokens, begin, cue, cues, "quote"))], "quote", begin)
        if (
            tokens.lowers[begin] == "that"
            and tokens.tags[begin + 1] not in ("VBZ", "VBD", "MD", "IN", ",")
            and tokens.lowers[begin + 1] not in ("day", "time", *TIME_WORDS)
        ):
            end = trim_right(tokens, begin + 1, find_end(tokens, begin + 1, cue, cues, "clause"))
            return (cue, Content([(begin + 1, end)], "clause", begin)) if end > begin + 1 else None
    if voiced and tokens.lowers[noun] in _INTENTS and tokens.lowers[noun + 1] in ("for", "to", "of"):
        end = trim_right(tokens, noun + 1, find_end(tokens, noun + 1, cue, cues, "clause"))
        return cue, Content([(noun + 1, end)], "clause", noun + 1)
    return None
