"""A sentence as tokens: words, numbers, clitics and marks, each with its offsets.

Hyphenated words are one token ("UN-centered"); clitics stand alone ("Xi" + "'s", "do" + "n't"); abbreviations keep
their full stop ("U.S.", "Gen.").
"""

from __future__ import annotations

import re

from tracker.extraction.structures import Tokens

TOKEN = re.compile(
    r"""
    [ ]?+(                                                   # with the space before it: half the time of a search
      [A-Za-z][a-z]*+(?![\w.'’‐‑–-])                         # most words; tried first for speed, other forms agree
    | (?:[^\W\d_]\.){2,}                                     # U.S., p.m.
    | \w[\w-]*\.(?:com|org|net|info|gov|edu)\b | [A-Z][\w-]*\.[a-z]{2}\b  # Harbour.com
    | \b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Sens|Rep|Reps|Gov|Lt|Col|Maj|Sgt|Capt|Adm|St|Jr|Sr|Hon|Rev|Amb|Sec|Inc|Ltd|Co
         |Corp|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b(?![-‐‑][^\W\d])
    | n['’]t\b
    | ['’](?:s|S|re|ve|ll|d|m)\b
    | (?:[OD]['’])?\w+?(?=n['’]t\b)
    | (?:[OD]['’])?\w+(?:[-‐‑]\w+|(?<=[^\W\d])–(?=[^\W\d])\w+|(?<=\w)['’](?!(?:s|S|re|ve|ll|d|m)\b)\w+)*
    | ``|''|\.\.\.|--+|[^\w\s\u200b-\u200d\u2060\ufeff]
    )
    """,
    re.VERBOSE,
)


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Give the tokens of ``text[start:end]``, untagged."""
    words: list[str] = TOKEN.findall(text, start, end)
    starts: list[int] = []
    ends: list[int] = []
    find = text.find
    for word in words:  # between two tokens there is white space only, so the next place of a word is its own
        start = find(word, start)
        starts.append(start)
        start += len(word)
        ends.append(start)
    return Tokens(words, [word.lower() for word in words], starts, ends)
