"""Text to paragraphs and sentences, by offsets.

A paragraph is a run of text without a line break; a sentence ends at ``.``, ``!``, ``?`` or ``…`` (with the closing
marks behind it) where what follows can begin a sentence. Abbreviations, initials and decimal points do not end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.structures import Paragraph
from tracker.lexicon.grammar import MAYBE_FINAL, TITLES
from tracker.records import Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")

_ENDING = re.compile(
    r"""[.!?…]+["”’'»)\]]*"""  # the end marks and whatever closes with them
    r"""(?=\s+["“‘'«„(\[—–-]*\s?[^\W_a-z]|\s*$)"""  # behind them a capital, a digit or an opening mark
)

_WORD_BEFORE = re.compile(r"[^\s\"“‘(\[—–/-]*$")


# a reporting clause right behind a quoted question or exclamation
_TAG = re.compile(
    r"\s+(?!(?:He|She|They|It|The|A|An|In|On|But|And|His|Her|Its|Their|When|After|As)\b)"  # these begin a sentence
    r"(?:[\w.’'-]+,? ){1,7}?"  # whoever asked
    r"(?:said|says|asked|asks|told|added|wrote|tweeted|replied|responded|remarked|joked|continued|exclaimed"
    r"|wondered|shouted|quipped|recalled|explained|declared|insisted|cried|yelled|answered|concluded)\b"
)


def split_paragraphs(text: str) -> list[Paragraph]:
    """Give the paragraphs of a text in order, blank lines left out."""
    found: list[Paragraph] = []
    for match in _PARAGRAPH.finditer(text):
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        found.append(Paragraph(start, end, len(found)))
    return found


def split_sentences(text: str, paragraph: Paragraph, unbroken: Iterable[Span] = ()) -> list[Span]:
    """Give the sentence spans of one paragraph; no sentence ends inside an ``unbroken`` span (a quotation)."""
    inside = sorted(unbroken)
    position = 0
    spans: list[Span] = []
    start = paragraph.start
    for match in _ENDING.finditer(text, paragraph.start, paragraph.end):
        end = match.end()
        while position < len(inside) and inside[position][1] <= match.start():
            position += 1
        if position < len(inside) and inside[position][0] < end < inside[position][1]:
            continue
        if end < paragraph.end and match[0] == "." and _is_abbreviation(text, start, match.start(), end):
            continue
        if match[0][0] in "?!" and len(match[0]) > 1 and _TAG.match(text, end, paragraph.end):
            continue  # '"Will they come?" Holt asked.' is one sentence
        spans.append((start, end))
        start = end
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        spans.append((start, paragraph.end))
    return spans


def _is_abbreviation(text: str, start: int, dot: int, end: int) -> bool:
    word_match = _WORD_BEFORE.search(text, max(start, dot - 24), dot)
    word = word_match[0] if word_match else ""
    if not word:
        return False
    lower = word.lower()
    if lower in TITLES:
        if lower == "no" and not text[end : end + 3].lstrip()[:1].isdigit():
            return False
        # "No." before a number, a title before a name; "in Dec. The" ends a sentence all the same
        return not text[end : end + 5].lstrip().startswith(("The ", "He ", "She "))
    if len(word) == 1 and word.isupper():
        return word != "I" or text[end : end + 3].lstrip()[1:2] == "."
    if lower in MAYBE_FINAL or (len(word) <= 5 and "." in word and word.replace(".", "").isalpha()):
        following = text[end : end + 14].lstrip()
        return not _OPENS_SENTENCE.match(following)
    return False


_OPENS_SENTENCE = re.compile(
    r"[\"“‘]|(?:The|He|She|It|They|We|But|And|In|On|At|A|An|This|That|These|Those|His|Her|Its|Their|For|As|After|If|When|"
    r"However|Meanwhile|Earlier|Also|You|There|Mr|Ms|Mrs)\b"
)
