"""Subjects: the phrase ahead of a verb, over asides, appositions and relative clauses that stand between them.

What opens the sentence as an adverbial is none ("Speaking after the talks, …"). The grammar that the stages for
sources and announcements share; it knows no reporting verbs.
"""

from __future__ import annotations

from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    NOUNS,
    PROPER,
    WEEKDAYS,
    noun_phrase_end,
    noun_phrase_start,
    skip_adverbs_back,
    skip_time_back,
)
from tracker.extraction.structures import Range, Source, Tokens
from tracker.lexicon.grammar import SUBORDINATORS, TIME_WORDS, TITLE_NOUNS
from tracker.lexicon.speaking import (
    ADDRESS_TITLES,
    CLAUSE_OPENERS,
    PARTICIPLES,
    PERSON_ENDINGS,
    SPEAKING_NOUNS,
    SPEECHLESS,
)

_ASIDE_OPENERS = frozenset("DT NN NNS NNP NNPS JJ JJS CD PRP$ VBG VBN IN WP WDT WP$ WRB RB TO".split())


def behind_relative(tokens: Tokens, start: int, group: int) -> Source | None:
    """ "Officials who attended the talks said": the noun before the relative clause is the subject, none in it."""
    for k in range(start - 1, max(start - 14, 0), -1):
        if tokens.lowers[k] in (",", ";", ":", "—", "–") or tokens.quoted[k] >= 0 or tokens.tags[k] == "CC":
            return None
        if tokens.lowers[k] in ("who", "which") or (tokens.lowers[k] == "that" and tokens.tags[k] == "WDT"):
            verbs = sum(tokens.tags[m] in FINITE for m in range(k, start))
            if verbs != 1 or tokens.tags[k - 1] not in NOUNS:
                return None
            first = noun_phrase_start(tokens, k - 1)
            return Source([(first, group)], (first, k), "subject") if first <= k - 1 else None
    return None


def reach_over_apposition(tokens: Tokens, start: int, last: int) -> tuple[int, Range]:
    """ "Turkish leader, Recep Orlo said": keep the name as head; the phrase begins with the description."""
    if (
        start >= 2
        and tokens.lowers[start - 1] == ","
        and tokens.tags[start] in PROPER
        and tokens.lowers[start - 2] in TITLE_NOUNS
    ):
        before = noun_phrase_start(tokens, start - 2)
        if (
            before == 0
            and tokens.tags[before] in ("DT", "PRP$", "NNP", "JJ")
            and tokens.lowers[start - 2] not in TIME_WORDS
            and "IN" not in tokens.tags[: start - 1]
        ):
            return before, (start, last + 1)
    if (
        start >= 3
        and tokens.lowers[start - 1] == ","
        and tokens.tags[start] == "DT"
        and tokens.lowers[last] in TITLE_NOUNS
        and all(tag in PROPER for tag in tokens.tags[: start - 1])
        and tokens.lowers[0] not in WEEKDAYS
        and tokens.lowers[last + 2 : last + 3] != [","]  # "Ada Holt, the mayor said, would lead the talks"
    ):
        return 0, (0, start - 1)  # "Ada Holt, the mayor said": the comma behind the post is missing
    return start, (start, last + 1)


def before_aside(tokens: Tokens, closing: int) -> Source | None:
    """Find the phrase before an aside that a comma or dash closes: "Orlo, who …, said", "Orlo — … — said"."""
    mark = "," if tokens.lowers[closing] in MARKS else tokens.lowers[closing]
    partners = DASHES if mark in DASHES else frozenset({","})
    best: Source | None = None
    finite = False
    for k in range(closing - 1, max(closing - 60, 0), -1):
        if tokens.lowers[k] in partners and tokens.depth[k] == 0 and tokens.quoted[k] < 0:
            opener = tokens.tags[k + 1]
            relative = _opens_relative(tokens, k + 1)
            reduced = opener == "VBD" and tokens.words[k + 1].endswith(("ed", "made", "held"))
            reporting = opener == "VBG" and tokens.lowers[k + 1] in PARTICIPLES
            if (opener in _ASIDE_OPENERS or mark in DASHES or reduced) and (
                relative or reporting or not finite or mark in DASHES  # "Her allies — there are some — argue"
            ):
                found = _named_before(tokens, k, closing)
                if found is not None:
                    if tokens.lowers[found.ranges[0][0]] in TIME_WORDS or tokens.lowers[k - 1] in TIME_WORDS:
                        return best
                    if best is not None and _introduces(tokens, found.ranges[0][0]):
                        return best  # "Speaking after the meeting, the mayor, Ada Holt, said"
                    best = found
                    if found.ranges[0][0] == 0 or tokens.lowers[found.ranges[0][0] - 1] != ",":
                        return best
                    finite = False
                    continue
            if finite and not relative:
                return best
        elif (
            tokens.tags[k] in FINITE
            and tokens.depth[k] == 0
            and not (tokens.tags[k] == "VBD" and (tokens.lowers[k - 1] == "," or _may_be_reduced(tokens, k)))
        ):
            finite = True
        elif tokens.depth[k] == 0 and (
            tokens.lowers[k] in ("who", "which") or (tokens.lowers[k] == "that" and tokens.tags[k] == "WDT")
        ):
            finite = False  # the verbs seen so far are the relative clause's own
        elif tokens.depth[k] == 0 and tokens.tags[k] == "WRB":
            finite = False  # "Orlo, at home when it happened, said"
    return best


def _may_be_reduced(tokens: Tokens, k: int) -> bool:
    """ "Orlo, a Republican elected in May, said": a past between a noun and an adverbial may be no verb."""
    return (
        tokens.lowers[k].endswith("ed")
        and tokens.tags[k - 1] in NOUNS
        and tokens.tags[k + 1 : k + 2] == ["IN"]
        and tokens.tags[noun_phrase_start(tokens, k - 1)] == "DT"
        and tokens.lowers[noun_phrase_start(tokens, k - 1)] in ("a", "an")
    )


def _introduces(tokens: Tokens, start: int) -> bool:
    """Tell if the phrase at ``start`` belongs to an adverbial that opens the sentence: "After the meeting,"."""
    return (
        0 < start <= 8
        and tokens.tags[start - 1] in ("IN", "TO")
        and tokens.tags[0] in ("IN", "VBG", "RB", "VBN")
        and not any(tag in FINITE for tag in tokens.tags[:start])
    )


def before_relative(tokens: Tokens, closing: int) -> Source | None:
    """ "Some voters who have listened to him, at home or abroad, said": the phrase that opens the sentence."""
    start = 0
    while start < closing and (tokens.tags[start] in ADVERBS or tokens.tags[start] == "CC"):
        start += 1
    end = noun_phrase_end(tokens, start)
    if end <= start or end >= closing:
        return None
    if tokens.lowers[end] in ("who", "whose") or (tokens.lowers[end] == "that" and tokens.tags[end] == "WDT"):
        return Source([(start, closing)], (start, end), "subject")
    return None


def before_titled_comma(tokens: Tokens, comma: int) -> Source | None:
    """ "Ambassador Ada Holt, expressed", "The High Commissioner, also highlighted": a comma that nothing opened."""
    start = noun_phrase_start(tokens, comma - 1)
    alone = start == 0 or (tokens.lowers[start - 1] == "," and tokens.tags[0] not in ("NNP", "DT"))
    if start < comma and alone and _is_titled(tokens, start, comma):
        return Source([(start, comma)], (start, comma), "subject")
    return None


def before_stray_comma(tokens: Tokens, comma: int) -> Source | None:
    """ "Both he and the mayor, Ada Holt, urged": a whole coordination that opens the sentence, then a comma."""
    start = noun_phrase_start(tokens, comma - 1)
    if start >= 2 and tokens.lowers[start - 1] == "," and tokens.tags[start] in PROPER:
        start = noun_phrase_start(tokens, start - 2)
    while start > 0 and tokens.lowers[start - 1] == "both":
        start -= 1
    joined = any(tokens.lowers[k] == "and" for k in range(start, comma))
    if start == 0 and joined and not any(tokens.tags[k] in FINITE for k in range(comma)):
        return Source([(0, comma)], (0, comma), "subject")
    return None


def _is_titled(tokens: Tokens, start: int, comma: int) -> bool:
    """A title with its name, or by itself with an article: "Ambassador Ada Holt", "The High Commissioner"."""
    words = tokens.lowers[start:comma]
    if (
        not 2 <= len(words) <= 5
        or "IN" in tokens.tags[start:comma]
        or any(tokens.tags[k] == "CC" for k in range(start, comma))
    ):
        return False
    if words[0] == "the":
        return start == 0 and words[-1] in TITLE_NOUNS and tokens.words[comma - 1][0].isupper()
    titled = words[0] in ADDRESS_TITLES and words[-1] not in TITLE_NOUNS
    return titled and tokens.tags[comma - 1] in PROPER


def before_contact_clause(tokens: Tokens, verb: int) -> Source | None:
    """ "Protesters the Post interviewed said": the noun ahead of a relative clause without its pronoun."""
    if verb < 2 or tokens.tags[verb] not in ("VBD", "VBN") or tokens.tags[verb - 1] not in ("PRP", "NNP"):
        return None
    last = noun_phrase_start(tokens, verb - 1) - 1
    if last < 0 or tokens.tags[last] not in ("NNS", "NN"):
        return None
    start = noun_phrase_start(tokens, last)
    return Source([(start, verb + 1)], (start, last + 1), "subject") if start <= last else None


def _opens_relative(tokens: Tokens, i: int) -> bool:
    return tokens.lowers[i] in ("who", "whose", "which", "where", "whom") or (
        tokens.tags[i] == "IN" and tokens.lowers[min(i + 1, len(tokens) - 1)] in ("whom", "which")
    )


def _named_before(tokens: Tokens, comma: int, closing: int) -> Source | None:
    """The phrase that an aside's opening comma closes, if it can be a subject: one that opens a clause."""
    start = noun_phrase_start(tokens, comma - 1)
    if start > 0 and tokens.lowers[start - 1] in ("as", "named", "called"):
        return None  # "the ministry, known as the Palace, …": another name of what stands ahead
    if start > comma - 1 or tokens.tags[comma - 1] in FINITE or not (start == 0 or _opens_clause(tokens, start)):
        return None
    if tokens.tags[comma + 1] in PROPER and any(tokens.lowers[k] in TITLE_NOUNS for k in range(start, comma)):
        # "a spokesman, Ada Holt, said", "the king of Kesh, Ada Holt, who …, said": the name stands behind the post
        stop = next((k for k in range(comma + 1, closing) if tokens.lowers[k] == ","), closing)
        if tokens.tags[stop - 1] in PROPER and stop - comma <= 9:
            joined = any(tokens.lowers[k] == "and" and tokens.tags[k - 1] in PROPER for k in range(start + 1, comma))
            # "Minister Ada Holt and her counterpart, Ben Orlo, said": both
            return Source([(start, closing)], (start if joined else comma + 1, stop), "subject")
    begin, head = reach_over_apposition(tokens, start, comma - 1)
    return Source([(begin, closing)], head if begin == start else (begin, comma), "subject")


def _opens_clause(tokens: Tokens, start: int) -> bool:
    before = tokens.lowers[start - 1]
    if start == 1 and before in ("yet", "so", "still", "or", "then"):
        return True
    return before in CLAUSE_OPENERS or before in MARKS or tokens.tags[start - 1] in ADVERBS


def antecedent(tokens: Tokens, pronoun: int) -> Source | None:
    """The antecedent of "who", "which" or "that" is the head; the pronoun is printed source too."""
    last = pronoun - 1
    if last >= 1 and tokens.lowers[last] in ("and", "but"):
        # "Orlo, who runs the group and who told me that": both clauses have one antecedent
        earlier = next((k for k in range(last - 1, 0, -1) if tokens.lowers[k] == tokens.lowers[pronoun]), 0)
        first = antecedent(tokens, earlier) if earlier else None
        return Source([first.ranges[0], (pronoun, pronoun + 1)], first.head, "relative") if first else None
    if last >= 0 and tokens.lowers[last] in (",", "—", "–"):
        last -= 1
    # "Orlo, the leader of Kesh, who said": the phrase before the apposition is as good; the nearest one is taken
    if last < 0:
        return None
    start = noun_phrase_start(tokens, last)
    if start > last:
        return None
    if (
        start >= 2
        and tokens.tags[start] == "DT"
        and tokens.lowers[start - 1] == ","
        and tokens.tags[start - 2] in PROPER
        and noun_phrase_start(tokens, start - 2) <= start - 2
    ):
        # "Ada Holt, a lawyer from Sorrel, who said": the name ahead of the apposition
        name = noun_phrase_start(tokens, start - 2)
        return Source([(name, last + 1), (pronoun, pronoun + 1)], (name, start - 1), "relative")
    if tokens.lowers[pronoun] == "who":
        start = _person_inside(tokens, start, last)
    elif tokens.lowers[pronoun] == "which" and tokens.tags[last] in PROPER:
        inside = _person_inside(tokens, start, last)
        if tokens.tags[inside] == "DT" and tokens.tags[start] in ("NN", "NNS"):
            start = inside  # "in coordination with the Isles, which"
    return Source([(start, last + 1), (pronoun, pronoun + 1)], (start, last + 1), "relative")


def _person_inside(tokens: Tokens, start: int, last: int) -> int:
    """ "fury from fellow members who", "ten days with help from the envoy, who": the noun that "who" can stand for."""
    for k in range(start + 1, last):
        if tokens.tags[k] in ("IN", "TO"):
            word = tokens.lowers[k - 1]
            if word not in SPEECHLESS and (
                word in SPEAKING_NOUNS
                or word in TITLE_NOUNS
                or word.endswith(PERSON_ENDINGS)
                or tokens.tags[k - 1] in PROPER
                or tokens.tags[k - 1] in ("CD", "NNS", "DT")
            ):
                return start
            start = k + 1
    return start


def main_subject(tokens: Tokens, before: int) -> Source | None:
    """The subject of the first finite verb before an index that is not in a subordinate clause."""
    search = tokens.subject_search
    if search.searched == 0 and len(tokens):
        search.in_lead = tokens.lowers[0] in SUBORDINATORS
    while search.found is None and search.searched < before:
        k = search.searched
        search.searched += 1
        if tokens.quoted[k] >= 0 or tokens.depth[k]:
            continue
        if search.in_lead:
            search.in_lead = tokens.lowers[k] != ","
        elif tokens.tags[k] in FINITE:
            search.verb, search.found = k, _subject_ahead(tokens, k)
    if search.found is None or search.verb >= before:
        return None
    return Source(search.found.ranges, search.found.head, "shared")


def opening_subject(tokens: Tokens, before: int) -> Source | None:
    """The phrase that opens a sentence whose first finite verb this is: "The union at talks held in Kesh urged"."""
    if any(tokens.tags[k] in FINITE or tokens.quoted[k] >= 0 or tokens.lowers[k] in (";", ":") for k in range(before)):
        return None
    start = 0
    while start < before and tokens.tags[start] in ADVERBS:
        start += 1
    end = noun_phrase_end(tokens, start)
    if not start < end < before or tokens.lowers[start] in TIME_WORDS:
        return None
    if tokens.lowers[end] == "," and tokens.tags[end + 1] in PROPER:
        # "The chairman, Ada Holt, reflected on …, and urged": the tagger took the past for a participle
        close = next((k for k in range(end + 1, min(end + 10, before)) if tokens.lowers[k] == ","), -1)
        if close > 0 and tokens.tags[close - 1] in PROPER:
            return Source([(start, close)], (end + 1, close), "shared")
    opener = tokens.lowers[end]
    if opener not in ("on", "at", "in", "during", "after") and tokens.tags[end] != "VBN":
        return None
    speaks = (
        tokens.tags[end - 1] in PROPER
        or tokens.words[end - 1][0].isupper()
        or tokens.lowers[end - 1] in SPEAKING_NOUNS
        or tokens.lowers[end - 1] in TITLE_NOUNS
        or tokens.lowers[end - 1].endswith(PERSON_ENDINGS)
    )
    return Source([(start, end)], (start, end), "shared") if speaks else None


def _subject_ahead(tokens: Tokens, verb: int) -> Source | None:
    p = skip_time_back(tokens, skip_adverbs_back(tokens, verb - 1))
    if p < 0 or tokens.lowers[p] in ("who", "which", "that", "when", "where", "what"):
        return None
    if tokens.lowers[p] in (",", "—", "–", "--"):
        return before_aside(tokens, p)
    start = noun_phrase_start(tokens, p)
    return Source([(start, p + 1)], (start, p + 1), "shared") if start <= p else None


def subject_of(tokens: Tokens, verb: int) -> Source | None:
    """The subject right before a verb's group, whatever the tagger made of the verb."""
    p = verb - 1
    while p >= 0 and (tokens.tags[p] in ADVERBS or tokens.lowers[p] in ("has", "have", "had", "then", "also")):
        p -= 1
    if p < 0:
        return None
    if tokens.lowers[p] in (",", "—", "–", "--"):
        return before_aside(tokens, p)
    if tokens.lowers[p] in ("and", "but"):
        return main_subject(tokens, p)
    start = noun_phrase_start(tokens, p)
    return Source([(start, p + 1)], (start, p + 1), "shared") if start <= p else None
