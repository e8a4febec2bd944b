"""Text to paragraphs and sentences, by offsets.

A paragraph is a run of text without a line break; a sentence ends at ``.``, ``!``, ``?`` or ``…`` (with the closing
marks behind it) where what follows can begin a sentence. Abbreviations, initials and decimal points do not end one;
"no." without a number does, and "D.C." ahead of a title. A run without an end is cut at a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.extraction.structures import Paragraph
from tracker.lexicon.grammar import MAYBE_FINAL, TITLES
from tracker.records import Span

LONGEST_SENTENCE = 3000
"""Characters; twice the longest of a corpus of 85,000. What runs on, a table or a list without a full stop, is cut at a
blank, for the grammar looks at a sentence's words again for each of its verbs."""

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
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            found.append(Paragraph(start, end, len(found)))
        at += len(line) + 1
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
    if paragraph.end - paragraph.start <= LONGEST_SENTENCE:
        return spans
    return [part for span in spans for part in _cut(text, span)]


def _cut(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        stop = blank if blank >= 0 else start + LONGEST_SENTENCE
        yield start, stop
        start = stop + (blank >= 0)
    yield start, end


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
    if word == "X" and _ON_NETWORK.search(text, max(start, dot - 14), dot):
        return False  # "announced on X. The talks"
    if len(word) == 1 and word.isupper():
        return word != "I" or text[end : end + 3].lstrip()[1:2] == "."
    if lower == "d.c" and _TITLE_NEXT.match(text, end):
        return False  # "in Washington, D.C. Secretary Holt said"
    if lower in MAYBE_FINAL or (len(word) <= 5 and "." in word and word.replace(".", "").isalpha()):
        following = text[end : end + 14].lstrip()
        return not _OPENS_SENTENCE.match(following)
    return False


_ON_NETWORK = re.compile(r"\b(?:on|to|platform|network) X$")
_TITLE_NEXT = re.compile(r"\s+(?:Secretary|Deputy|President|Minister|Ambassador|Under|Prime|Foreign|Vice|Special)\b")
_OPENS_SENTENCE = re.compile(
    r"[\"“‘]|(?:The|He|She|It|They|We|But|And|In|On|At|A|An|This|That|These|Those|His|Her|Its|Their|For|As|After|If|When|"
    r"However|Meanwhile|Earlier|Also|You|There|Mr|Ms|Mrs)\b"
)
