"""How likely two statements report one utterance: by their words, their speakers, their days and their company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.lexicon.sameness import Weights, compare_wordings
from tracker.records import SpeakerKind
from tracker.storage.conditions import ENCOUNTERS
from tracker.storage.told import Told, measure_gap

LEAST_CONTAINED = 0.45
"""Of the shorter wording's weight, what has to be in the longer one for the two to be compared at all."""

# A transcript or issued text is itself the act: another one of the day is the same only if it is the same text.
_SAME_TEXT = 0.95
_SAME_TEXT_WORDS = 8

_ENCOUNTERS = frozenset(kind.value for kind in ENCOUNTERS)
# Circumstances, and what they add to the likeness of the wordings.
_NOT_NAMED = -0.2
_BY_SURNAME = -0.1
_FOR_A_STATE = -0.2
_ANOTHER_DAY = -0.05
_LATE = -0.1
_ONE_OUTLET = -0.1
_SAME_COMPANY = 0.05
_OTHER_COMPANY = -0.6
_ONE_IN_COMPANY = -0.2


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements, the lower number first, with how likely they report one utterance, and why.

    ``run`` are the longest words in a row that both have.
    """

    one: int
    other: int
    score: float
    run: str
    reasons: tuple[str, ...]


def weigh_tie(one: Told, other: Told, weights: Weights) -> Tie | None:
    """The tie of two statements, or None where their speakers or words have nothing to do with each other."""
    if one.is_record and other.is_record and not _is_same_record(one, other):
        return None
    related = _relate(one, other)
    if related is None:
        return None
    same = compare_wordings(one.wording, other.wording, weights, least=LEAST_CONTAINED)
    if same is None:
        return None
    score, reasons = same.score, list(same.reasons)
    for change, reason in (related, *_compare_circumstances(one, other)):
        score += change
        if reason:
            reasons.append(reason)
    return Tie(one.number, other.number, min(max(round(score, 2), 0.0), 0.99), same.run, tuple(reasons))


def _is_same_record(one: Told, other: Told) -> bool:
    ours, theirs = one.wording.matter, other.wording.matter
    shared = len(ours & theirs)
    enough = shared >= _SAME_TEXT_WORDS and shared >= _SAME_TEXT * len(ours | theirs)
    return enough and not measure_gap(one, other)


def _relate(one: Told, other: Told) -> tuple[float, str] | None:
    """What their speakers are to each other: the same, maybe the same, a state and who speaks for it, or None."""
    ours, theirs = ({speaker.number for speaker in told.speakers} for told in (one, other))
    if shared := ours & theirs:
        unnamed = all(s.kind == SpeakerKind.UNNAMED.value for s in one.speakers if s.number in shared)
        return (_NOT_NAMED, "but the source is not named") if unnamed else (0.0, "")
    for mine in one.speakers:
        for yours in other.speakers:
            if (mine.is_lone or yours.is_lone) and mine.is_person and yours.is_person and mine.surname == yours.surname:
                return _BY_SURNAME, f"{mine.name} and {yours.name} may be one"
            if mine.country is not None and mine.country == yours.country and (mine.is_body or yours.is_body):
                return _FOR_A_STATE, f"{mine.name} and {yours.name} may speak for one state"
    return None


def _compare_circumstances(one: Told, other: Told) -> Iterator[tuple[float, str]]:
    """What their days and company add to the likeness or take from it, with the reason."""
    gap = measure_gap(one, other)
    if gap is None:
        if one.first is None and other.first is None:
            yield _ANOTHER_DAY, "but neither has a day"
        else:
            yield _LATE, "but one has no day"
    elif gap > 1:
        yield _LATE, f"but {gap} days apart, the later without a day of its own"
    elif gap:
        yield _ANOTHER_DAY, "a day apart"
    if one.outlet is not None and one.outlet == other.outlet and one.wording.words != other.wording.words:
        yield _ONE_OUTLET, "but in one outlet"
    if one.occasion_kind in _ENCOUNTERS and other.occasion_kind in _ENCOUNTERS:
        shared = {speaker.number for speaker in one.speakers} & {speaker.number for speaker in other.speakers}
        ours, theirs = (told.parties - shared for told in (one, other))
        if ours and ours == theirs:
            yield _SAME_COMPANY, "both in the same company"
        elif ours and theirs and not ours & theirs:
            yield _OTHER_COMPANY, "but in other company"
    elif one.is_record != other.is_record and {one.occasion_kind, other.occasion_kind} & _ENCOUNTERS:
        yield _ONE_IN_COMPANY, "but one of them at a meeting"
