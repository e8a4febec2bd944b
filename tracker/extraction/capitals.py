"""Runs of capitalised words, in which names are looked for, and the titles that stand among them.

Particles and initials belong to a run ("Ursula von der Leyen", "John F. Holt"), as do names that read like particles
behind a post ("Major General Than Zaw Orlo"); what only opens a sentence ("The", "According") begins none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.careers import CapitalRun
from tracker.lexicon.speaking import FUNCTION, PARTICLES
from tracker.lexicon.titles import Titles

_CAPITAL = r"[^\W\d_a-z]"
_REST = r"\w*+(?:(?:['’](?!s\b|S\b)|[-‐‑–])\w++)*+"
# Capitalised words and initials. The pattern begins with the capital and looks back from there, so that the search
# skips from capital to capital: it is the only stage that goes over every letter of every article.
_CAPITALISED = re.compile(
    rf"{_CAPITAL}(?:"
    rf"(?<![\w’'-].)(?:\.(?:{_CAPITAL}\.)*+(?:-{_CAPITAL}\.)?|{_REST})"
    # behind a lower-case article, which belongs to the name: "Abdel Fattah el-Sisi"
    rf"|(?:(?<=(?:al|el|an|as|ad|ar|at|az|ez)-.)(?<![\w’'-]..-.)|(?<=ash-.)(?<![\w’'-]...-.)){_REST})"
)
_PARTICLE = "(" + "|".join(sorted(PARTICLES, key=len, reverse=True)) + ")"
# what may stand between two words of one run; a particle may be printed "Do"
_BRIDGE = re.compile(rf"(?:\.? )(?:{_PARTICLE}(?:\.? )(?:{_PARTICLE}(?:\.? ))?)?", re.ASCII | re.IGNORECASE)
_LONGEST_BRIDGE = 2 * max(map(len, PARTICLES)) + 6
_SHORT = frozenset(
    "Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Maj Sgt Capt Adm Amb Hon Rev St".split()
)  # "Mr. Orlo" is one run
_NAMES_LIKE_PARTICLES = frozenset({"Than", "So", "He", "An"})
CALLINGS = (
    "ologist",
    "ologists",
    "writer",
    "maker",
    "designer",
    "worker",
    "player",
    "chemist",
    "driver",
    "farmer",
    "trader",
    "astronomer",
    "broadcaster",
    "photographer",
)
"""Endings of callings that stand before a name like a title: "immunologist Ada Holt"."""


def find_runs(text: str, titles: Titles) -> list[CapitalRun]:
    """Give the runs of capitalised words side by side, with particles and initials between them, in order."""
    found: list[CapitalRun] = []
    current: CapitalRun | None = None
    for match in _CAPITALISED.finditer(text):
        start, end = match.span()
        prefixed = start > 0 and text[start - 1] == "-"
        if prefixed:
            start -= 4 if text.startswith("ash-", start - 4) else 3
        word = text[start:end]
        between = _particles_between(text, current, start) if current is not None else None
        if (
            (prefixed or word[0].isupper())
            and word[:2] not in ("I'", "I’")
            and (
                word.lower() not in FUNCTION
                or (between is not None and len(word) > 3 and word in ("March", "May", "June", "April", "August"))
                or (current is not None and between is not None and _may_be_name(text, word, end, current, titles))
            )
        ):
            if current is not None and between is not None:
                for particle, at in between:
                    current.words.append(particle)
                    current.starts.append(at)
                    current.ends.append(at + len(particle))
                current.words.append(word)
                current.starts.append(start)
                current.ends.append(end)
                current.end = end
            else:
                current = CapitalRun(start, end, [word], [start], [end])
                found.append(current)
        elif word.lower() not in PARTICLES:
            current = None
    return found


def _may_be_name(text: str, word: str, end: int, run: CapitalRun, titles: Titles) -> bool:
    """ "Major General Than Zaw Orlo", "Minister So Ha-neul": a name that reads like a particle stands behind a post."""
    return word in _NAMES_LIKE_PARTICLES and text[end + 1 : end + 2].isupper() and is_post(run.words[-1], titles)


def _particles_between(text: str, run: CapitalRun, start: int) -> Sequence[tuple[str, int]] | None:
    """The particles, with offsets, between a run and the word at ``start``; None where the two are not side by side."""
    end = run.end
    if start - end == 1:
        return () if text[end] == " " else None
    if start - end > _LONGEST_BRIDGE:
        return None
    bridge = _BRIDGE.fullmatch(text, end, start)
    if bridge is None or ("." in bridge[0] and run.words[-1] not in _SHORT):
        return None
    return [(bridge[n], bridge.start(n)) for n in (1, 2) if bridge[n]]


def is_honorific(word: str, titles: Titles) -> bool:
    """Tell a form of address, with or without its full stop: "Mr", "H.E."."""
    lower = word.lower()
    return lower in titles.honorifics or lower + "." in titles.honorifics


def is_post(word: str, titles: Titles) -> bool:
    """Tell a post, a calling or a form of address, as printed before a name."""
    lower = word.lower().strip(",.")
    if lower.endswith(CALLINGS):
        return True
    return (
        lower in titles.posts
        or lower in titles.honorifics
        or lower + "." in titles.posts
        or lower + "." in titles.honorifics
    )
