"""Objects that report: "condemned the raid", "expressed regret", "offered its help", "made requests for tents".

Refused: objects that are no words ("claimed twelve lives", "attacked the guard", "denied the crews a visa"), nouns of
speech that say nothing by themselves ("made a point"), what is wished but not to anybody ("wished the road were open"),
and pronouns for words that stand elsewhere ("disclosed this").
"""

from __future__ import annotations

from tracker.extraction.adverbials import starts_quote
from tracker.extraction.phrases import ADVERBS, MARKS, WEEKDAYS, has_finite_verb, noun_phrase_end
from tracker.extraction.structures import Cue, Tokens
from tracker.lexicon.grammar import (
    COURTESIES,
    GERUND_VERBS,
    HANDING_VERBS,
    HELP,
    NOUN_COMPLEMENTS,
    PERMISSIONS,
    TELLING_VERBS,
    TIME_WORDS,
    WISHES,
)
from tracker.lexicon.reporting import Reporting


def object_start(tokens: Tokens, cue: Cue, begin: int) -> int | None:
    """Give where an object that says something begins; None where the words behind the cue are none."""
    size = len(tokens)
    i = begin
    while i < size and (
        tokens.tags[i] in ADVERBS or tokens.lowers[i : i + 2] in (["in", "particular"], ["in", "turn"])
    ):
        i += 1 if tokens.tags[i] in ADVERBS else 2
    if i + 1 < size and tokens.lowers[i] in WEEKDAYS and tokens.tags[i + 1] in ("DT", "PRP$", "JJ", "NNS", "NNP"):
        i += 1  # "condemned Friday the raid"
    if i >= size:
        return None
    if starts_quote(tokens, i) or tokens.lowers[i] in MARKS:
        return i
    if tokens.tags[i] == "VBG" and (cue.with_tail or cue.lemma in GERUND_VERBS):
        return i
    if tokens.lowers[i] in ("what", "how", "why", "whether", "that"):
        return i if has_finite_verb(tokens, i, size) else None
    if cue.lemma in TELLING_VERBS and _is_bare_pronoun(tokens, i):
        return None  # "disclosed this to reporters": what it was stands elsewhere
    owned = tokens.tags[i + 1 : i + 2] == ["POS"]  # "condemned Friday’s raid"
    if (tokens.lowers[i] in TIME_WORDS and not owned) or tokens.lowers[i] in ("so", "as", "in", "on", "at"):
        # "noted with concern the clashes", "condemned in the strongest terms the attack"
        return None if tokens.lowers[i] in TIME_WORDS else _after_manner_phrase(tokens, cue, i)
    if tokens.lowers[i] == "with":
        return _after_manner_phrase(tokens, cue, i)
    if tokens.tags[i] in ("IN", "TO", "CC", ",", ".", ":", "RP", "VB", "VBD", "VBZ", "MD", "WRB"):
        return None
    if cue.lemma == "claim" and any(tokens.lowers[k] in ("lives", "life") for k in range(i, min(i + 6, size))):
        return None  # an earthquake, not words
    if cue.lemma == "wish" and not any(tokens.lowers[k] in WISHES for k in range(i, min(i + 16, size))):
        return None  # "wished the road were open"
    if cue.lemma == "deny" and _hands_out(tokens, i):
        return None  # "denied the crews the chance to land"
    if cue.lemma == "attack" and not any(
        tokens.lowers[k] in ("as", "over", "for") for k in range(i, min(i + 14, size))
    ):
        return None  # arms, not words: "attacked the plan as reckless", "attacked Orlo over the delay"
    end = noun_phrase_end(tokens, i)
    if end <= i and tokens.tags[i] not in ("JJ", "VBG", "VBN", "DT"):
        return None
    return i


def _hands_out(tokens: Tokens, begin: int) -> bool:
    """Tell if a permission stands in the object, ahead of what hangs on it ("reports of a visa ban" is none)."""
    for k in range(begin, min(begin + 14, len(tokens))):
        if tokens.lowers[k] in PERMISSIONS:
            return True
        if tokens.tags[k] in ("IN", "TO", "WDT", "WP"):
            return False
    return False


def _is_bare_pronoun(tokens: Tokens, i: int) -> bool:
    if tokens.lowers[i] not in ("this", "that", "it", "these", "those"):
        return False
    return i + 1 >= len(tokens) or tokens.tags[i + 1] in ("IN", "TO", "CC", ",", ".", ":", "RB")


def _after_manner_phrase(tokens: Tokens, cue: Cue, i: int) -> int | None:
    if tokens.tags[i] != "IN" or tokens.lowers[i] not in ("with", "in"):
        return None
    end = noun_phrase_end(tokens, i + 1, complements=False)
    if end <= i + 1 or end >= len(tokens) or tokens.tags[end] not in ("DT", "PRP$", "NN", "NNS", "NNP", "JJ"):
        return None
    return end


def is_speech_object(tokens: Tokens, begin: int, cue: Cue, reporting: Reporting) -> bool:
    """The object is itself an act of speech: "expressed regret", "made threats against"."""
    i = begin
    seen = False
    noun = -1
    while i < len(tokens) and i < begin + 14:
        if tokens.quoted[i] >= 0 and not seen:
            seen = seen or (
                cue.lemma in ("express", "voice", "reiterate", "reaffirm") and tokens.lowers[i] not in MARKS
            )
        if tokens.lowers[i] in reporting.speech_nouns:
            noun = i
            break
        if tokens.tags[i] in ("IN", "TO", "VBD", "VBZ", "VBP", "MD", ".", "WP", "WDT") or (
            tokens.tags[i] == "," and cue.lemma not in ("express", "voice")
        ):
            break
        i += 1
    if cue.lemma in ("express", "voice", "reiterate", "reaffirm", "renew", "restate", "underline"):
        return noun >= 0 or (
            begin < len(tokens)
            and tokens.tags[begin] in ("NN", "NNS", "JJ", "PRP$", "DT", "RB", "VBG")
            and cue.lemma in ("express", "voice")
        )
    if cue.lemma == "offer" and cue.past and noun < 0:
        end = noun_phrase_end(tokens, begin, complements=False)
        if (
            end > begin
            and tokens.lowers[end - 1] in HELP
            and tokens.lowers[end : end + 1] in (["with"], ["to"], ["in"])
        ):
            return True  # "offered its help with the harbour"
    if noun < 0 or tokens.lowers[begin] == "no":
        return False
    base = tokens.lowers[noun]
    told = cue.lemma in HANDING_VERBS and noun == begin + 1 and tokens.lowers[begin] == "the"
    if told and tokens.lowers[noun + 1 : noun + 2] in (["while"], ["when"], ["in"], ["at"], ["during"], ["on"], ["."]):
        return False  # "gave the assurance while receiving the envoy": what was told before
    if cue.lemma in ("make", "submit", "file") and base.rstrip("s") in ("request", "appeal", "plea"):
        return tokens.lowers[noun + 1 : noun + 2] in (["for"], ["that"])
    if base.rstrip("s") in reporting.needs_complement or base in reporting.needs_complement:
        following = tokens.lowers[noun + 1] if noun + 1 < len(tokens) else "."
        return following in ("that", "to", "for", "of", "about", "over", "against") and cue.lemma not in (
            "make",
            "give",
            "raise",
            "send",
            "present",
            "submit",
            "file",
        )
    if cue.lemma in HANDING_VERBS and base not in COURTESIES:
        following = tokens.lowers[noun + 1] if noun + 1 < len(tokens) else "."
        return following in NOUN_COMPLEMENTS
    return True
