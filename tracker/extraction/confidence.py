"""How far a statement may be relied on before a person looks: named reasons, and the grade that they add up to."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.records import Confidence

# each reason by the grade that it alone brings a statement down to
_GRADES = {
    "speaker unresolved": Confidence.LOW,
    "continuation without a cue": Confidence.MEDIUM,
    "quotation not closed": Confidence.LOW,
    "block behind a colon": Confidence.MEDIUM,
    "speaker by pronoun or description": Confidence.MEDIUM,
    "verb of showing or thinking": Confidence.LOW,
    "passive": Confidence.MEDIUM,
    "source shared with an earlier verb": Confidence.MEDIUM,
    "very short content": Confidence.LOW,
    "source in a relative clause": Confidence.LOW,
    "object or infinitive, no clause": Confidence.MEDIUM,
    "very long content": Confidence.MEDIUM,
}


def grade(reasons: Sequence[str]) -> Confidence:
    """Give the lowest grade that any reason asks for; three medium reasons make low."""
    grades = [_GRADES[reason] for reason in reasons]
    if Confidence.LOW in grades or grades.count(Confidence.MEDIUM) >= 3:
        return Confidence.LOW
    return Confidence.MEDIUM if grades else Confidence.HIGH
