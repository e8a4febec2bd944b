"""How far a statement may be relied on before a person looks: named reasons, and the grade that they add up to.

Each reason stands where it was seen to go with more errors than the rest; docs/accuracy.md has the shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.records import Confidence

# each reason by the grade that it alone brings a statement down to
_GRADES = {
    "speaker unresolved": Confidence.LOW,
    "quotation not closed": Confidence.LOW,
    "verb of showing or thinking": Confidence.LOW,
    "source in a relative clause": Confidence.LOW,
    "speaker described, not named": Confidence.MEDIUM,
    "speaker by pronoun or description": Confidence.MEDIUM,
    "block behind a colon": Confidence.MEDIUM,
    "passive": Confidence.MEDIUM,
    "source in an aside": Confidence.MEDIUM,
    "somebody told to do it": Confidence.MEDIUM,
    "clause with a comma in it": Confidence.MEDIUM,
    "very short content": Confidence.MEDIUM,
    "very long content": Confidence.MEDIUM,
}


def grade(reasons: Sequence[str]) -> Confidence:
    """Give the lowest grade that any reason asks for; two medium reasons make low."""
    grades = [_GRADES[reason] for reason in reasons]
    if Confidence.LOW in grades or grades.count(Confidence.MEDIUM) >= 2:
        return Confidence.LOW
    return Confidence.MEDIUM if grades else Confidence.HIGH
