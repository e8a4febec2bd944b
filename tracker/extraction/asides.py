"""Sources named in an aside: "according to X", "in the words of X", "as X put it".

The content is what the aside interrupts or closes: the sentence around it, less the reporter's own frame. The source
keeps its relative clause ("two people who attended the dinner") and apposition ("as Ada Holt, the minister, put it").
What things go by is no source ("according to size", "according to the rules").
"""

from __future__ import annotations

from functools import lru_cache

from tracker.extraction.adverbials import is_measure
from tracker.extraction.phrases import DASHES, FINITE, MARKS, NOUNS, has_finite_verb, noun_phrase_end
from tracker.extraction.structures import Range, Tokens
from tracker.lexicon.grammar import ASIDE_TIMES, PUT_IT, SUBORDINATORS
from tracker.lexicon.reporting import Reporting

_LONG_DASHES = frozenset({"--", "—"})
Aside = tuple[Range, Range, list[Range]]  # source, cue, content


@lru_cache(maxsize=8)
def _openers(phrases: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """The words that an aside may begin with: a sentence with none of them need not be looked at word by word."""
    return frozenset(["as", *(phrase[0] for phrase in phrases)])


def find_asides(tokens: Tokens, reporting: Reporting, floor: int) -> list[Aside]:
    """Give source, cue and content of each aside in the sentence, in order."""
    found: list[Aside] = []
    if _openers(reporting.according).isdisjoint(tokens.lowers):
        return found
    for i, word in enumerate(tokens.lowers):
        if tokens.quoted[i] >= 0:
            continue
        for phrase in reporting.according:
            stop = i + len(phrase)
            if word == phrase[0] and tuple(tokens.lowers[i:stop]) == phrase:
                if phrase == ("per",) and not _named(tokens, stop):
                    continue
                aside = _read(tokens, i, stop, floor)
                if aside is not None:
                    found.append(aside)
                break
        else:
            if word == "as" and (
                i == floor
                or (i == floor + 1 and tokens.tags[floor] == "CC")
                or tokens.lowers[i - 1] in (",", "—", "–", "--", "(")
                or tokens.lowers[i - 1] in MARKS
            ):
                aside = _as_put(tokens, i, floor)
                if aside is not None:
                    found.append(aside)
    return found


def _named(tokens: Tokens, at: int) -> bool:
    """ "A, per the ministry", not "$80 million per astronaut": a name or "the" behind, and no amount before."""
    if at >= len(tokens) or not (tokens.words[at][0].isupper() or tokens.lowers[at] == "the"):
        return False
    amount = tokens.tags[at - 2] == "CD" if at >= 2 else False
    return not amount and (tokens.tags[at] in ("NNP", "NNPS") or tokens.lowers[at] == "the")


def _read(tokens: Tokens, start: int, after: int, floor: int) -> Aside | None:
    end = _source_end(tokens, after)
    if end <= after or is_measure(tokens, after):
        return None
    if end + 1 < len(tokens) and tokens.lowers[end] == "," and tokens.lowers[end + 1] in ("who", "which"):
        end += 1
    if end < len(tokens) and tokens.lowers[end] in ("who", "which", "that"):
        # "two people who attended the dinner, A": the relative clause belongs to the source
        closing = next((k for k in range(end, len(tokens)) if tokens.lowers[k] == ","), -1)
        end = closing if closing > 0 else end
    content = _scope(tokens, start, end, floor)
    return ((after, end), (start, after), content) if content else None


_KNOWING = frozenset({"involved", "familiar", "close", "present", "privy"})  # "people involved in the talks"


def _source_end(tokens: Tokens, after: int) -> int:
    """The source with its apposition, relative clause and complements, to the comma or the sentence's end."""
    end = noun_phrase_end(tokens, after, joined=True)
    if end <= after:
        return after
    while (
        end < len(tokens)
        and (tokens.tags[end] in ("VBN", "IN", "TO", "VBG") or tokens.lowers[end] in _KNOWING)
        and tokens.lowers[end] not in SUBORDINATORS
    ):
        # "a poll released on Monday by Kesh University"
        inner = end + 1
        while inner < len(tokens) and tokens.lowers[inner] in ("in", "on", "by", "at", "from", "to", "with", "last"):
            inner += 1
        stop = noun_phrase_end(tokens, inner)
        if inner == end + 1 and tokens.tags[end] == "VBN" and stop > inner:
            break  # "according to the ministry recovered ten": no comma, yet the sentence goes on
        if stop <= inner:
            if inner < len(tokens) and tokens.lowers[inner] in ASIDE_TIMES:
                end = inner + 1
                continue
            if inner == end + 1 and tokens.tags[end] == "VBN":
                end = inner
            break
        end = stop
    return end


def _scope(tokens: Tokens, start: int, end: int, floor: int) -> list[Range]:
    """What the aside speaks for: all behind it where it opens the sentence, else the clause before it (and after)."""
    size = len(tokens)
    before = start
    while before > floor and (tokens.lowers[before - 1] in (",", "(") or tokens.lowers[before - 1] in DASHES):
        before -= 1
    behind = end
    opened = start - 1 >= floor and (tokens.lowers[start - 1] in (",", "(") or tokens.lowers[start - 1] in DASHES)
    closed = behind < size and (tokens.lowers[behind] in (",", ")", ":") or tokens.lowers[behind] in DASHES)
    while behind < size and (tokens.lowers[behind] in (",", ")", ":") or tokens.lowers[behind] in DASHES):
        behind += 1
    last = size
    while last > behind and tokens.lowers[last - 1] in (".", "!", "?") and tokens.quoted[last - 1] < 0:
        last -= 1
    lead = list(range(floor, before))
    verbless = not any(tokens.tags[k] in FINITE for k in lead)
    # "The ferry, according to A, will sail": a subject whose verb stands behind the aside
    subject = bool(lead) and verbless and tokens.tags[lead[-1]] in (*NOUNS, "PRP")
    parts = subject and behind < size and tokens.tags[behind] in FINITE
    if not lead or (len(lead) <= 2 and verbless and not parts):
        last = _clause_end(tokens, behind, last)
        return [(behind, last)] if last > behind + 2 or _is_quoted(tokens, behind, last) else []
    begin = _clause_start(tokens, floor, before)
    ranges = [(begin, before)] if before > begin else []
    if (parts or (opened and closed)) and last > behind and not _new_sentence_part(tokens, behind):
        ranges.append((behind, last))
    return ranges


def _clause_end(tokens: Tokens, begin: int, last: int) -> int:
    """An opening aside speaks for its clause: to the first semicolon behind which another clause begins."""
    for k in range(begin, last):
        if (
            tokens.lowers[k] == ";"
            and tokens.quoted[k] < 0
            and tokens.depth[k] == 0
            and has_finite_verb(tokens, k, last)
        ):
            return k
    return last


def _is_quoted(tokens: Tokens, a: int, b: int) -> bool:
    return a < b and any(tokens.quoted[k] >= 0 for k in range(a, b))


def _clause_start(tokens: Tokens, floor: int, before: int) -> int:
    """The start of the last independent clause before the aside: behind a semicolon, else the sentence's start."""
    for k in range(before - 1, floor, -1):
        if tokens.quoted[k] >= 0 or tokens.depth[k]:
            continue
        # "… -- a proposal that was rejected, according to A": the aside speaks for what the last dash adds
        if tokens.lowers[k] == ";" or (tokens.lowers[k] in _LONG_DASHES and tokens.tags[k + 1] == "DT"):
            return k + 1
    begin = floor
    if begin < before and tokens.tags[begin] == "CC":
        begin += 1
    while begin < before and tokens.lowers[begin] == ",":
        begin += 1
    return begin


def _new_sentence_part(tokens: Tokens, i: int) -> bool:
    """The words behind the aside are the reporter's again: a participle, a contrast, another aside."""
    return tokens.lowers[i] in ("but", "while", "although", "though", "who", "which", "whereas") or (
        (tokens.tags[i] == "VBG" or tokens.lowers[i] == "and") and i + 1 < len(tokens)
    )


def _as_put(tokens: Tokens, i: int, floor: int) -> Aside | None:
    """ "As X put it, A", "A, as X said"."""
    end = noun_phrase_end(tokens, i + 1)
    passive = (
        i + 3 < len(tokens)
        and tokens.lowers[i + 1] in ("quoted", "reported", "cited", "told", "stated")
        and tokens.lowers[i + 2] == "by"
    )
    if passive or end <= i + 1 or end >= len(tokens):
        return None
    if tokens.lowers[end] == ",":
        # "as a farmer near Sorrel, Ada Holt, put it", "as Ada Holt, the minister, put it"
        named = noun_phrase_end(tokens, end + 1)
        if named < len(tokens) - 1 and tokens.lowers[named] == "," and tokens.lowers[named + 1] in PUT_IT:
            end = named + 1
    verb = end
    while verb < len(tokens) and (tokens.tags[verb] in ("RB",) or tokens.lowers[verb] in ("has", "have", "had")):
        verb += 1
    if verb >= len(tokens) or tokens.lowers[verb] not in PUT_IT:
        return None
    stop = verb + 1
    if stop < len(tokens) and tokens.lowers[stop] == "it":
        stop += 1
    while (
        stop < len(tokens)
        and tokens.lowers[stop] not in (",", ".", ":", ";", ")")
        and tokens.lowers[stop] not in DASHES
        and tokens.quoted[stop] < 0
    ):
        if tokens.tags[stop] in FINITE:
            return None
        stop += 1
    content = _scope(tokens, i, stop, floor)
    return ((i + 1, end), (verb, verb + 1), content) if content else None
