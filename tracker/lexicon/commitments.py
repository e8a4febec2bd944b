"""What a later claim does to an earlier commitment of near the same words: repeat, strengthen, weaken or end it."""

from __future__ import annotations

import re
from functools import cache

from tracker.lexicon.sameness import Wording
from tracker.lexicon.strength_words import find_strength_words
from tracker.lexicon.tables import read_table
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim
from tracker.records.commitments import LinkRelation

_ORDER = {strength: number for number, strength in enumerate(ClaimStrength)}
_FIRMEST = {_ORDER[ClaimStrength.STRONG], _ORDER[ClaimStrength.FIRM]}
_ACT = 3  # words
_NEXT = 24  # characters: "will of course continue"


def relate_claims(earlier: ExtractedClaim, later: ExtractedClaim) -> LinkRelation | None:
    """What the later claim does to the earlier commitment, if it is about the same; None where it only tells of it.

    A commitment reaffirms, hardens or softens by its strength (an unknown one reaffirms, and so does "continue to" what
    the other promises), and drops where it alone refuses. Of others, what takes back or refuses drops, and a fact in
    the past tense of the very act fulfils, unless what was promised is to go on.
    """
    refused_before, refuses = (_has(claim.text, "refusing") for claim in (earlier, later))
    if _has(later.text, "withdrawn") and not _has(earlier.text, "withdrawn"):
        return LinkRelation.DROPS
    if later.kind not in (ClaimKind.COMMITMENT, ClaimKind.ASSERTION, ClaimKind.DENIAL):
        return None
    # Where the earlier has a no as well, they may both refuse, or both speak of what somebody else is not to do.
    if refuses and not refused_before and not Wording(earlier.text).turned:
        return LinkRelation.DROPS
    turned = Wording(later.text).turned
    if later.kind is ClaimKind.COMMITMENT:
        # What promises the contrary of what was refused is no repetition of it.
        contrary = refused_before and not refuses and not turned
        return None if contrary else _compare_strengths(earlier, later)
    done = not turned and not refused_before and not _goes_on(earlier) and _tells_it_done(earlier, later.text)
    return LinkRelation.FULFILS if done else None


def word_act(text: str) -> str:
    """The claim's words with pasts that change the word as they are promised ("sent": "send"), to compare by."""
    pasts = read_table("commitments")["past"]
    return re.sub(r"\w+", lambda match: pasts.get(match[0], match[0]), text)


def word_matter(claim: ExtractedClaim) -> Wording:
    """The words that tell which commitment a claim is about: without its party's name, and those of any commitment."""
    wording = Wording(word_act(claim.text), without=claim.party)
    wording.matter -= _light()
    return wording


def _compare_strengths(earlier: ExtractedClaim, later: ExtractedClaim) -> LinkRelation:
    before, after = (None if claim.strength is None else _ORDER[claim.strength] for claim in (earlier, later))
    # That something goes on is told as firmly by "we continue to" as by "we will continue to".
    firmly = any(map(_goes_on, (earlier, later))) and {before, after} <= _FIRMEST
    if before is None or after is None or before == after or firmly:
        return LinkRelation.REAFFIRMS
    return LinkRelation.HARDENS if after < before else LinkRelation.SOFTENS


def _goes_on(claim: ExtractedClaim) -> bool:
    marks = find_strength_words(claim)
    first, last = (marks[0][0], marks[-1][1]) if marks else (0, 0)
    return _has(claim.text[first : last + _NEXT], "going_on")


def _tells_it_done(earlier: ExtractedClaim, later: str) -> bool:
    """Whether the later words tell of something done that the earlier promise: one verb, in the past there alone."""
    if _has(later, "future") or _has(later, "promising"):
        return False
    pasts = read_table("commitments")["past"]
    promised = _find_act(earlier)
    # A word with a capital may be a name: the United Nations.
    told = set(re.findall(r"\b[a-z]+\b", later)) - set(re.findall(r"\b[a-z]+\b", earlier.text))
    done = (word for word in told if word in pasts or word.endswith("ed"))
    return any(not promised.isdisjoint(Wording(pasts.get(word, word)).matter) for word in done)


def _find_act(claim: ExtractedClaim) -> frozenset[str]:
    """The words of matter next behind those of strength: what is promised stands there, and to whom behind it."""
    marks = find_strength_words(claim)
    wording = Wording(claim.text[marks[-1][1] :] if marks else claim.text, without=claim.party)
    return frozenset([word for word in wording.words if word in wording.matter][:_ACT])


def _has(text: str, field: str) -> bool:
    return _pattern(field).search(text) is not None


@cache
def _light() -> frozenset[str]:
    return Wording(" ".join(read_table("commitments")["light"])).matter


@cache
def _pattern(field: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in read_table("commitments")[field])
    return re.compile(rf"(?<![\w’'])(?:{listed})(?![\w])", re.IGNORECASE)
