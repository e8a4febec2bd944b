"""The forms of a name: folded for comparison, full or a lone surname, one shortening another."""

from __future__ import annotations

from tracker.lexicon.folding import fold
from tracker.lexicon.speaking import PARTICLES
from tracker.lexicon.titles import load_titles


def fold_name(name: str) -> str:
    """The name folded for comparison; a name that is all punctuation keeps it."""
    return fold(name) or " ".join(name.replace("\0", " ").split()) or "?"


def is_full_name(folded: str) -> bool:
    """Tell whether a folded person's name has two parts or more besides honorifics ("mr price" has one).

    Particles belong to the part behind them ("di maio", "al sabah" have one). A name in a script without spaces counts
    as full from its second character.
    """
    titles = load_titles()
    parts = [
        part
        for part in folded.split()
        if part not in titles.honorifics and (part not in PARTICLES or part in titles.given)
    ]
    if len(parts) == 1:
        return not parts[0].isascii() and len(parts[0]) >= 2 and _is_unspaced(parts[0])
    return sum(len(part) > 1 for part in parts) >= 2 or (len(parts) >= 2 and not parts[0].isascii())


def same_person_form(form: str, canonical: str) -> bool:
    """Tell whether one name shortens the other from the same first word on ("antony blinken", "antony j blinken")."""
    ours, theirs = form.split(), canonical.split()
    return ours[0] == theirs[0] and (set(ours) <= set(theirs) or set(theirs) <= set(ours))


def _is_unspaced(text: str) -> bool:
    # Han, kana and Hangul, from CJK radicals on; the rest of the range is not letters of names.
    return all(ord(char) >= 0x2E80 for char in text)
