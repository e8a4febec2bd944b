"""What a later claim does to an earlier commitment of near the same words: repeat, strengthen, weaken or end it."""

from __future__ import annotations

import re
from functools import cache

from tracker.lexicon.sameness import Wording
from tracker.lexicon.tables import read_table
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim
from tracker.records.commitments import LinkRelation

_SHORTEST_PAST = 5
_ORDER = {strength: number for number, strength in enumerate(ClaimStrength)}


def relate_claims(earlier: ExtractedClaim, later: ExtractedClaim) -> LinkRelation | None:
    """What the later claim does to the earlier commitment, if it is about the same; None where it only tells of it.

    A commitment reaffirms, hardens or softens by its strength (an unknown one reaffirms), and drops where it alone says
    no. Of others, what takes back or refuses drops, and a fact in the past tense that is not denied fulfils.
    """
    no_before, no_now = (Wording(claim.text).turned for claim in (earlier, later))
    refused = no_now and not no_before
    if _has(later.text, "withdrawn") and not _has(earlier.text, "withdrawn"):
        return LinkRelation.DROPS
    if later.kind is ClaimKind.COMMITMENT:
        if refused:
            return LinkRelation.DROPS
        if no_before and not no_now:
            return None  # it promises what was refused: the contrary, and no repetition
        return _compare_strengths(earlier.strength, later.strength)
    if later.kind not in (ClaimKind.ASSERTION, ClaimKind.DENIAL):
        return None
    if refused:
        return LinkRelation.DROPS if _has(later.text, "future") else None
    return LinkRelation.FULFILS if no_before == no_now and _tells_of_past(later.text) else None


def word_act(text: str) -> str:
    """The claim's words with pasts that change the word as they are promised ("sent": "send"), to compare by."""
    pasts = read_table("commitments")["past"]
    return re.sub(r"\w+", lambda match: pasts.get(match[0], match[0]), text)


def _compare_strengths(earlier: ClaimStrength | None, later: ClaimStrength | None) -> LinkRelation:
    if earlier is None or later is None or earlier is later:
        return LinkRelation.REAFFIRMS
    return LinkRelation.HARDENS if _ORDER[later] < _ORDER[earlier] else LinkRelation.SOFTENS


def _tells_of_past(text: str) -> bool:
    """Whether it tells of something done: a verb in the past, and neither a future nor a promise."""
    if _has(text, "future") or _has(text, "promising"):
        return False
    # A word with a capital may be a name: the United Nations.
    regular = any(
        word.endswith("ed") and not word.endswith("eed") and len(word) >= _SHORTEST_PAST
        for word in re.findall(r"\b[a-z]+\b", text)
    )
    return regular or _has(text, "past")


def _has(text: str, field: str) -> bool:
    return _pattern(field).search(text) is not None


@cache
def _pattern(field: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in read_table("commitments")[field])
    return re.compile(rf"(?<![\w’'])(?:{listed})(?![\w])", re.IGNORECASE)
