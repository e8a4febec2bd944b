"""Adverbials of the reporting clause: when, where and on what occasion something was said, and asides before it."""

from __future__ import annotations

from tracker.extraction.phrases import ADVERBS, DASHES, FINITE, MARKS, NOUNS, WEEKDAYS, noun_phrase_end
from tracker.extraction.structures import Tokens
from tracker.lexicon.grammar import (
    DAY_PARTS,
    EXCHANGES,
    GATHERINGS,
    MEASURES,
    MONTHS,
    OCCASIONS,
    PREPOSITIONS,
    TIME_WORDS,
    WRITTEN_WORDS,
)


def adverbial_end(tokens: Tokens, i: int) -> int:
    """Step over one adverbial of the reporting clause; gives ``i`` where none begins there."""
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    word = words[i]
    if tokens.quoted[i] >= 0:
        return i
    if word in ("yesterday", "tomorrow") and i + 1 < size and words[i + 1] in DAY_PARTS:
        return i + 2
    if (tags[i] in ADVERBS and word not in ("not", "n't", "there")) or word in (
        "earlier",
        "later",
        "again",
        "here",
        "yesterday",
        "today",
        "also",
    ):
        return i + 1
    if word in ("late", "early") and i + 1 < size and (words[i + 1] in WEEKDAYS or words[i + 1] == "on"):
        return i + 1
    if word in ("afterwards", "afterward", "separately", "meanwhile"):
        return i + 1
    if word in WEEKDAYS or (
        word in ("last", "this", "earlier") and i + 1 < size and words[i + 1] in TIME_WORDS | MONTHS
    ):
        if word in WEEKDAYS and i + 1 < size and words[i + 1] in DAY_PARTS:
            return i + 2  # "on Monday morning"
        return i + (1 if word in WEEKDAYS else 2)
    if word == "at" and i + 1 < size and words[i + 1] in ("least", "most"):
        return i  # "said at least 71 people were held"
    if word in PREPOSITIONS and tags[i] in ("IN", "TO", "RP", "VBG", "WRB"):
        if word == "on" and i + 1 < size and (words[i + 1] in WEEKDAYS or words[i + 1] in MONTHS):
            k = i + 2
            while k < size and (
                tags[k] == "CD"
                or (words[k] in (",", "the", "of") and k + 1 < size and tags[k + 1] == "CD")
                or words[k] in TIME_WORDS
            ):
                k += 1
            return k
        if word in ("when", "while", "amid") and i + 1 < size and tags[i + 1] != "VBG":
            return i
        k = i + 1
        if k < size and tags[k] == "VBG":
            k += 1
        end = noun_phrase_end(tokens, k)
        if end > k:
            # an occasion, a place or a time; a long phrase before a verb is content ("said in Kesh people …")
            return end
        return i
    if word == "(":
        close = next((k for k in range(i, min(i + 12, size)) if words[k] == ")"), -1)
        return close + 1 if close > 0 else i
    return i


def aside_end(tokens: Tokens, comma: int) -> int:
    """An aside between cue and content, "said, referring to the bridge, that": gives the index behind it."""
    closing = DASHES if tokens.lowers[comma] in DASHES else frozenset({","})
    for k in range(comma + 1, min(comma + 25, len(tokens))):
        if tokens.lowers[k] in closing and tokens.depth[k] == 0:
            if k + 1 < len(tokens) and (tokens.lowers[k + 1] == "that" or starts_quote(tokens, k + 1)):
                return k + 1
            return comma
        if starts_quote(tokens, k):
            return comma
    return comma


def is_occasion(tokens: Tokens, i: int) -> bool:
    """Tell if the rest from ``i`` to the sentence's end, or to a participle's comma, only says when or where."""
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    k = i + 1
    head_seen = False
    limit = min(i + 9, size)
    while k < limit:
        if tokens.quoted[k] >= 0:
            return False
        if (
            words[k] in OCCASIONS
            and tags[k] in NOUNS
            and not (k + 1 < size and tags[k + 1] in NOUNS and words[k + 1] not in TIME_WORDS)
        ):
            head_seen = True
            break
        if words[k] in PREPOSITIONS or tags[k] in FINITE or words[k] in (",", ";", "and", "of"):
            return False
        k += 1
    if not head_seen or "next" in words[k : k + 6]:  # what is yet to come is no occasion of words said
        return False
    if words[i] in ("to", "by", "from", "with", "over", "amid", "before"):
        return False
    if (words[i] == "at" and words[k] in ("post", "posts")) or (words[i] == "on" and words[k] in WRITTEN_WORDS):
        return False  # "questions on the recent statements of Kesh", "success at her new post"
    if words[k] in EXCHANGES and words[i] not in ("during", "at"):
        return (
            words[k] == "call"
            and words[k - 1] in ("phone", "telephone", "conference")
            and _rest_is_plain(tokens, k + 1)
        )
    if words[i] in ("at", "during") and tags[i + 1] not in ("DT", "PRP$", "JJ", "NN", "NNS", "VBG", "NNP"):
        return False
    if words[k] in GATHERINGS and words[i] == "at":
        return words[i + 1] in ("a", "an") and _rest_is_plain(tokens, k + 1)
    return _rest_is_plain(tokens, k + 1)


def _rest_is_plain(tokens: Tokens, k: int) -> bool:
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    for m in range(k, size):
        if words[m] in (".", "!", "?") or tokens.depth[m]:
            continue
        if words[m] in (",", ";"):
            return (
                m + 1 >= size
                or tags[m + 1] in ("VBG", "CC", "IN", "VBN", "NNP", "CD", "WP", "WDT")
                or words[m + 1] in MARKS
            )
        if tokens.quoted[m] >= 0:
            if (m > k and words[m - 1] in ("of", "'s", "’s", "on", "called", ",")) or (
                m > k and tokens.quoted[m - 1] >= 0
            ):
                continue  # the name of the programme: 'on "Morning Kesh"'
            return False
        if tags[m] in FINITE or tags[m] == "VB":
            return False
        if tags[m] in ("WDT", "WP"):
            return False
    return True


def starts_quote(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens.quoted[i] >= 0 and (i == 0 or tokens.quoted[i - 1] != tokens.quoted[i])


def is_measure(tokens: Tokens, after: int) -> bool:
    """Tell by what something goes, not who says so: "paid according to rank", "according to the rules of the house"."""
    end = noun_phrase_end(tokens, after, complements=False)
    return end > after and tokens.lowers[end - 1] in MEASURES
