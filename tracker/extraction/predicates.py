"""What a claim says its subject is, and what a content without a verb is about: its head noun and the words before it.

"is [a great friend] of Kesh", "[the steadfast solidarity] with Kesh", "[Deeply saddened] by the loss".
"""

from __future__ import annotations

from tracker.extraction.clausetags import ADVERBS
from tracker.extraction.phrases import NOUNS
from tracker.extraction.structures import Range
from tracker.extraction.syntax import BE, Syntax

COPULAS = BE | frozenset(
    {
        *(
            "become",
            "becomes",
            "became",
            "remain",
            "remains",
            "remained",
            "seem",
            "seems",
            "seemed",
            "stay",
            "stays",
            "stayed",
            "look",
            "looks",
            "looked",
            "feel",
            "feels",
            "felt",
            "prove",
            "proves",
        ),
        *("proved", "represent", "represents", "represented", "constitute", "constitutes", "constituted", "mark"),
        *("marks", "marked", "sound", "sounds", "sounded", "keep", "keeps", "kept"),
    }
)
"""Verbs behind which stands what the subject is, or is made to be."""

_INSIDE = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "VBN", "VBG"})
_JOINED = frozenset({",", "and", "but", "or", "yet", "as", "both"})
_PARTS = frozenset(
    {
        "one",
        "some",
        "first",
        "part",
        "kind",
        "sort",
        "piece",
        "act",
        "source",
        "cause",
        "matter",
        "moment",
        "day",
        "years",
        "among",
    }
)
_FARTHEST = 16  # tokens of a phrase that is looked through


def predicate_of(syntax: Syntax, start: int, end: int) -> Range:
    """The phrase that stands at ``start``: adverbs, adjectives and nouns, joined ones too, up to what hangs on them.

    "of" is passed where the noun before it only tells of a kind or number ("one of our oldest friends"), as is a
    preposition at the very beginning ("of great importance").
    """
    tags, lowers = syntax.tags, syntax.lowers
    at, limit = start, min(end, start + _FARTHEST)
    while at < limit:
        tag, lower = tags[at], lowers[at]
        if tag in ADVERBS or tag in _INSIDE or tag in ("''", "``") or lower in ("n't", "n’t"):
            if tag in ("VBN", "VBG") and at > start and tags[at - 1] in NOUNS:
                break  # "a programme designed to"
            if tag == "DT" and at > start and tags[at - 1] in NOUNS:
                break
        elif lower in _JOINED:
            following = at + 1
            while following < limit and (tags[following] in ADVERBS or lowers[following] in _JOINED):
                following += 1
            if following >= limit or tags[following] not in _INSIDE:
                break
        elif not ((tag == "IN" and at == start) or (lower in ("of", "in", "to") and lowers[at - 1] in _PARTS)):
            break
        at += 1
    return start, at


def head_noun(syntax: Syntax, start: int, end: int) -> int:
    """The noun that a content without a verb is about, -1 for none: "[the States' steadfast solidarity] with Kesh"."""
    tags, lowers = syntax.tags, syntax.lowers
    head = -1
    for at in range(start, min(end, start + _FARTHEST)):
        if tags[at] in NOUNS:
            head = at
        elif tags[at] in ADVERBS or tags[at] in _INSIDE or tags[at] in ("''", "``"):
            if 0 <= head == at - 1 and tags[at] in ("VBN", "VBG", "DT", "CD", "PRP$"):
                break
        elif head >= 0 and not (
            lowers[at] in ("and", "or", ",")
            and at + 1 < end
            and (tags[at + 1] in ("JJ", "VBN") or tags[at - 1] == "POS")
        ):
            break
    return head
