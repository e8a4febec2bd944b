"""Promises of the talk itself ("I'll come back to that", "I won't get into that"), which nobody keeps a ledger of."""

from __future__ import annotations

import re
from functools import cache
from itertools import dropwhile, islice

from tracker.lexicon.strength_words import find_strength_words
from tracker.lexicon.tables import read_table
from tracker.lexicon.wordforms import find_bases
from tracker.records import ExtractedClaim

_MOST_BETWEEN = 4  # words for which "…" stands
_LOOKED_AT = 12  # words behind those that tell the strength
_SPOKEN_BY = {"i": ("one", "all"), "we": ("all",)}


def is_of_the_talk(claim: ExtractedClaim) -> bool:
    """Whether a claim promises only to say, to ask, to hand over or not to tell something, or what is no act at all.

    Looked at are the words behind its strength words: those of a leader of the talk by "I" and "we", those of what
    comes about or is thought, and with a no of what is kept back, by anybody. A claim without strength words ("pledged
    to [remain in contact]") promises something else.
    """
    behind = find_strength_words(claim)
    if not behind:
        return False
    start, end = behind[-1]
    rest = claim.text[end:]
    between = _between()
    every = (base for base in find_bases(_part(rest)) if base not in between)
    bases = list(islice(dropwhile(lambda base: base == "to", every), _LOOKED_AT))
    words = " ".join([*bases, "."] if len(bases) < _LOOKED_AT else bases)
    lists = () if _promising().search(rest) else (*_SPOKEN_BY.get(claim.party_text.casefold(), ()), "idle")
    # "won’t" is "wo" with the no behind it; "I am not going to" has it before.
    if _NO.search(claim.text[max(start - _NEAR, 0) : end + _NEAR]):
        lists = (*lists, "withheld")
    return any(_phrases(name).match(words) for name in lists)


_NO = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
_NEAR = 10  # characters


def _part(text: str) -> str:
    """The text with a no parted from what it is written together with."""
    return re.sub(r"n[’']t\b", " not ", text)


@cache
def _between() -> frozenset[str]:
    return frozenset(find_bases(_part(" ".join(read_table("talk")["between"]))))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    listed = []
    for phrase in read_table("talk")[name]:
        stretches = [find_bases(words) for words in phrase.split("…")]
        gap = rf"(?: \S+){{0,{_MOST_BETWEEN}}} "
        pattern = gap.join(re.escape(" ".join(bases)) for bases in stretches).removeprefix(gap)
        listed.append(pattern + (r" \.$" if phrase.endswith(" .") else r"(?!\S)"))
    return re.compile("|".join(listed))


@cache
def _promising() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(words)}\b" for words in read_table("talk")["promising"]), re.IGNORECASE)
