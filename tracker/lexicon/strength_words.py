"""Where a claim says how firm it is."""

from __future__ import annotations

import re

from tracker.records import ExtractedClaim, Span


def find_strength_words(claim: ExtractedClaim) -> list[Span]:
    """Where in a claim the words stand that decided how firm it is, each of several ("is … ready to") by itself."""
    marks: list[Span] = []
    at = 0
    for words in re.split(r"\s*…\s*", claim.marker) if claim.marker else ():
        # "’ll" hangs on the word before it, and "wo" has its "n’t" behind it.
        before = r"(?<!\w)" if words[0].isalnum() else ""
        found = re.compile(rf"{before}{re.escape(words)}(?!(?!n['’]t)\w)", re.IGNORECASE).search(claim.text, at)
        if found is not None:
            marks.append(found.span())
            at = found.end()
    return marks
