"""The reporter's own words behind what was said: a comment on it, the next answer of a survey, when it was said or what
went on meanwhile."""

from __future__ import annotations

from tracker.extraction.phrases import FINITE, WEEKDAYS, noun_phrase_end
from tracker.extraction.structures import Cue, Tokens
from tracker.lexicon.grammar import MONTHS, PRESENT_OBJECTS
from tracker.lexicon.speaking import SUMMARIES

_UNITS = frozenset({"minutes", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year"})


def comments(tokens: Tokens, i: int) -> bool:
    """ "— a claim that records contradict", "— an odd thing to say": the reporter's word on what was said."""
    if tokens.lowers[i : i + 1] not in (["a"], ["an"]):
        return False
    noun = i + 1
    while noun < len(tokens) and tokens.tags[noun] == "JJ":
        noun += 1
    return tokens.lowers[noun : noun + 1] != [] and (
        tokens.lowers[noun] in SUMMARIES or tokens.lowers[noun : noun + 3] == ["thing", "to", "say"]
    )


def counts_others(tokens: Tokens, cue: Cue, i: int) -> bool:
    """ "Five percent said they were undecided, and 4% backed": a survey goes on to its next answer."""
    if not _is_share(tokens, cue.group) or tokens.tags[i : i + 1] != ["CD"]:
        return False
    end = next((k for k in range(i + 1, min(i + 4, len(tokens))) if tokens.tags[k] in (*FINITE, "VBN")), -1)
    return end > 0 and _is_share(tokens, end)


def _is_share(tokens: Tokens, end: int) -> bool:
    counted = end >= 2 and "CD" in tokens.tags[max(end - 3, 0) : end]
    return counted and tokens.lowers[end - 1] in ("percent", "%", "cent")


def tells_how_long(tokens: Tokens, i: int) -> bool:
    """ ", hours after the bodies were found", ", a day before the vote": when it was said, told by the reporter."""
    words = tokens.lowers
    k = i
    while k < min(i + 3, len(tokens)) and (
        tokens.tags[k] in ("CD", "DT", "JJ") or words[k] in ("just", "less", "than")
    ):
        k += 1
    return k + 1 < len(tokens) and words[k] in _UNITS and words[k + 1] in ("after", "before", "ahead")


def tells_when_or_how(tokens: Tokens, i: int, cue: Cue) -> bool:
    """Behind an object: "on Monday", "without naming Kesh", "so he could build": the reporter's circumstances."""
    word = tokens.lowers[i]
    following = tokens.lowers[i + 1] if i + 1 < len(tokens) else ""
    if word == "on":
        return cue.past and following in WEEKDAYS
    if word == "in":
        if following in MONTHS:  # "criticised the ban in August"; elections are announced "in August"
            return cue.past and not cue.with_tail and cue.lemma in PRESENT_OBJECTS
        return cue.past and not cue.with_tail and len(following) == 4 and following.isdigit()
    if word == "without":
        return following in ("naming", "giving", "elaborating", "saying", "specifying", "mentioning", "providing")
    return word == "so" and tokens.tags[i + 1 : i + 2] == ["PRP"]


def narrates(tokens: Tokens, start: int, kind: str) -> bool:
    """A subject and a finite verb behind ", as": the reporter tells what went on meanwhile.

    Behind a clause only a simple past is the reporter's for sure.
    """
    while tokens.lowers[start : start + 2] in (["at", "least"], ["more", "than"], ["fewer", "than"], ["at", "most"]):
        start += 2
    end = noun_phrase_end(tokens, start)
    if kind != "clause" and start < end < len(tokens) and tokens.tags[end] in ("VBP", "VBZ"):
        return True
    return (
        end > start
        and end < len(tokens)
        and tokens.tags[end] == "VBD"
        and tokens.lowers[end] not in ("was", "were", "had", "did")
    )
