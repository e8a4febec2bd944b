"""Quotations that a colon announces without a reporting verb: 'Orlo took a parting shot online: "A"'.

Handled: a sentence whose subject can speak, a colon, and a quotation that fills its rest, or the next paragraph where
the colon ends the sentence ("She put it more plainly:"). A possessor speaks for his message ('His answer was short:
"No."'). Refused: a subject that cannot speak ("The reason is simple:"), and a quotation that a cue reports already.
"""

from __future__ import annotations

from tracker.extraction.adverbials import starts_quote
from tracker.extraction.phrases import FINITE, MARKS, PROPER
from tracker.extraction.structures import Content, Cue, Range, Source, Tokens
from tracker.extraction.subjects import main_subject
from tracker.lexicon.grammar import TITLE_NOUNS
from tracker.lexicon.reporting import QUOTE, Reporting
from tracker.lexicon.speaking import PERSON_ENDINGS, SPEAKING_NOUNS

_MESSAGES = frozenset({"message", "answer", "response", "advice", "verdict", "reply", "conclusion", "words"})


def find_announcement(tokens: Tokens, taken: list[Range], reporting: Reporting) -> tuple[Cue, Source, Content] | None:
    """Give the report that the sentence's first announcing colon makes; ``taken`` are the ranges of other contents."""
    size = len(tokens)
    colon = next(
        (k for k in range(size) if tokens.lowers[k] == ":" and tokens.quoted[k] < 0 and not tokens.depth[k]), -1
    )
    if colon < 2 or any(a <= colon + 1 and b > colon for a, b in taken):
        return None
    closing = all(tokens.lowers[k] in MARKS for k in range(colon + 1, size))
    if not closing and not (starts_quote(tokens, colon + 1) and _fills_rest(tokens, colon + 1)):
        return None
    verb = next(
        (k for k in range(colon) if tokens.tags[k] in FINITE and tokens.quoted[k] < 0 and not tokens.depth[k]), -1
    )
    if verb < 1 or (tokens.lowers[verb] in reporting.verbs and QUOTE in reporting.verbs[tokens.lowers[verb]].frames):
        return None
    source = main_subject(tokens, colon)
    if source is None:
        return None
    speaking = _speaking_part(tokens, source.head, reporting)
    if speaking is None:
        return None
    cue = Cue(verb, verb, verb + 1, tokens.lowers[verb], "finite", frozenset({QUOTE}), tokens.tags[verb] == "VBD")
    ranges = [] if closing else [(colon + 1, size)]
    content = Content(ranges, "announced", verb + 1, scope=[(0, colon)], opens_block=closing)
    return cue, Source([speaking], speaking, "subject"), content


def _fills_rest(tokens: Tokens, start: int) -> bool:
    """Nothing but quotations, from ``start`` to the sentence's end."""
    return all(tokens.quoted[k] >= 0 or tokens.lowers[k] in (".", ",", "...", "…") for k in range(start, len(tokens)))


def _speaking_part(tokens: Tokens, head: Range, reporting: Reporting) -> Range | None:
    """The subject if it can speak, the possessor of a message, or None."""
    first, behind = head
    last = behind - 1
    for k in range(first + 1, behind):
        if tokens.tags[k] in ("IN", "TO"):
            last = k - 1
            break
    word = tokens.lowers[last]
    if word in _MESSAGES or word in reporting.nominal_nouns:
        return (first, first + 1) if tokens.tags[first] == "PRP$" else None
    if word in ("he", "she", "they") or tokens.tags[last] in PROPER:
        return head
    speaks = word in SPEAKING_NOUNS or word in TITLE_NOUNS or word.endswith(PERSON_ENDINGS)
    return head if speaks and tokens.tags[last] in ("NN", "NNS", "CD") else None
