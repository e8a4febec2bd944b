"""What a relative clause describes: it stands ahead of the pronoun, "an idea that the mayor rejected as unworkable".

Handled: "which Orlo called 'a coffin'", "which Orlo described in May as A", "what a guest called 'A'", and where such a
clause ends by the comma inside quotation marks.
"""

from __future__ import annotations

from tracker.extraction.adverbials import adverbial_end, starts_quote
from tracker.extraction.phrases import ADVERBS, MARKS, NOUNS, noun_phrase_start
from tracker.extraction.structures import Cue, Range, Source, Tokens
from tracker.lexicon.reporting import AS, NAMING


def named_ahead(tokens: Tokens, cue: Cue, source: Source) -> Range | None:
    """ "a ferry, which Orlo called 'a coffin'": what is called so stands ahead of the relative pronoun."""
    pronoun = source.ranges[0][0] - 1
    if pronoun < 1 or tokens.lowers[pronoun] not in ("which", "whom") or cue.end >= len(tokens):
        return None
    if not starts_quote(tokens, cue.end) and tokens.lowers[cue.end] not in ("a", "an", "the", *MARKS):
        return None
    last = pronoun - 1 if tokens.lowers[pronoun - 1] != "," else pronoun - 2
    start = noun_phrase_start(tokens, last) if last >= 0 else 1
    return (start, last + 1) if start <= last else None


def described_ahead(tokens: Tokens, cue: Cue, source: Source) -> tuple[Range, Range] | None:
    """ "which Orlo described in May as A", "what a guest called A", "an idea that the mayor rejected as A": what is
    described stands ahead of the subject; "what" and "which" stand for it themselves."""
    pronoun = source.ranges[0][0] - 1
    while pronoun >= 0 and tokens.tags[pronoun] in ADVERBS:
        pronoun -= 1
    if pronoun < 0 or tokens.lowers[pronoun] not in ("which", "whom", "what", "that"):
        return None
    begin = pronoun
    if tokens.lowers[pronoun] == "that":
        begin = noun_phrase_start(tokens, pronoun - 1) if pronoun and tokens.tags[pronoun - 1] in NOUNS else pronoun
        if begin >= pronoun:
            return None
    i = cue.end
    while i < len(tokens) and adverbial_end(tokens, i) > i:
        i = adverbial_end(tokens, i)
    if AS in cue.frames and tokens.lowers[i : i + 1] == ["as"]:
        return (begin, pronoun + 1), (i, i + 1)
    called = NAMING in cue.frames and tokens.lowers[pronoun] == "what" and i == cue.end
    if called and i < len(tokens) and starts_quote(tokens, i):
        return (begin, pronoun + 1), (i, i + 1)
    return None


def before_comma_in_marks(tokens: Tokens, begin: int, end: int) -> int:
    """'which Orlo dismissed as "a hatchet job," led to': the comma that closes the relative clause is in the marks."""
    for k in range(begin + 1, end - 1):
        if tokens.lowers[k] in MARKS and tokens.lowers[k - 1] == "," and tokens.quoted[k + 1] < 0 <= tokens.quoted[k]:
            return k + 1
    return end
