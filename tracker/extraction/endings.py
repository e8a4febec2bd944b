"""Where content ends to the right of its cue: where the reporter takes over again, or the sentence is over.

A clause ends at another report, at the occasion, at how long after something it was said (", hours after"), at ",
without giving", and at a semicolon behind which a clause stands alone; an object also at its time ("criticised the
ban on Monday", "in 2019", "at the time") and at the reporter's circumstances ("without naming Kesh", "after meeting
Orlo"); a report in an aside at the comma ahead of the main verb; a quotation at its own comma or full stop.
"""

from __future__ import annotations

from tracker.extraction.adverbials import is_measure, is_occasion, starts_quote
from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    PROPER,
    VERBS,
    clause_starts,
    noun_phrase_end,
)
from tracker.extraction.remarks import comments, counts_others, narrates, tells_how_long, tells_when_or_how
from tracker.extraction.structures import Cue, Tokens
from tracker.lexicon.grammar import (
    ACTING_VERBS,
    CIRCUMSTANCES,
    PREPOSITIONS,
    STOPPERS,
    STRONG,
    SUBORDINATORS,
    TRAILERS,
)
from tracker.lexicon.reporting import AS, CLAUSE, DIRECTIVE, INFINITIVE, NAMING, OBJECT, QUOTE, SPEECH, TELL, THAT_ONLY
from tracker.lexicon.speaking import SUMMARIES, WRITINGS

# what closes an object: when it was said, never when the thing itself took place
_OBJECT_TIMES = frozenset(
    {("at", "the", "time"), ("at", "that", "time"), ("in", "the", "past"), ("at", "the", "meeting")}
)
_PHRASES = frozenset({"object", "directive", "infinitive", "as", "naming"})
_FURTHER_SOURCES = frozenset({"several", "others", "another", "some", "many", "two", "both", "most"})
_TIME_DETERMINERS = frozenset({"that", "the same", "earlier", "later"})
_DAY_PARTS = frozenset({"night", "morning", "afternoon", "evening", "day", "week", "month", "year"})


def _inner_tense(tokens: Tokens, start: int, starters: dict[int, Cue]) -> str:
    """The tag of the content's first finite verb, a quoted one where only a report follows unquoted.

    'told parents that it "plans a normal day" but advised them to': what they are told is in the present.
    """
    finite = [k for k in range(start, len(tokens)) if tokens.tags[k] in FINITE and tokens.depth[k] == 0]
    own = next((k for k in finite if tokens.quoted[k] < 0), -1)
    if own < 0 or own in starters:
        own = next((k for k in finite if tokens.quoted[k] >= 0 and k < max(own, 0)), own)
    return tokens.tags[own] if own >= 0 else ""


def find_quote_end(tokens: Tokens, start: int, cue: Cue, cues: list[Cue], kind: str) -> int:
    """Behind the quotation, or where the clause ends that goes on after it: 'said "hostile forces" were at work'."""
    number = tokens.quoted[start]
    i = start
    while i < len(tokens) and tokens.quoted[i] == number:
        i += 1
    if i >= len(tokens):
        return i
    word = tokens.lowers[i]
    if tokens.lowers[i - 1] in MARKS and i - start > 3 and tokens.lowers[i - 2] in (",", ".", "!", "?"):
        return i  # its own comma or full stop closes it: '"We could not win," and the flag is down'
    if word in (",", ".", ";", "!", "?", ")") or word in DASHES:
        # 'said "A", "B" and "C"': further quotations of the same row
        k = i
        while (
            k < len(tokens)
            and (tokens.lowers[k] in (",", "and", "that", "or", "...", "…") or tokens.tags[k] == ",")
            and tokens.quoted[k] < 0
        ):
            k += 1
        if k < len(tokens) and starts_quote(tokens, k) and k > i and tokens.quoted[k] >= 0:
            return find_quote_end(tokens, k, cue, cues, kind)
        return i
    if any(c.group == i or c.verb == i for c in cues):
        return i
    if word in ("and", "but"):
        nxt = i + 1
        if nxt < len(tokens) and (any(c.group == nxt or c.verb == nxt for c in cues) or tokens.tags[nxt] in ("VBD",)):
            return i
    if word in PREPOSITIONS and is_occasion(tokens, i):
        return i
    return find_end(tokens, i, cue, cues, kind)


def find_end(tokens: Tokens, start: int, cue: Cue, cues: list[Cue], kind: str, *, enclosed: bool = False) -> int:
    """Give the index behind the content that begins at ``start``: where the reporter takes over, or the end.

    ``enclosed`` tells that the report stands in an aside, which a comma ahead of the main verb closes.
    """
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    starters = {c.group: c for c in cues if c.group > start}
    starters.update({c.verb: c for c in cues if c.verb > start and c.group <= c.verb})
    inner_tense = _inner_tense(tokens, start, starters)
    subordinate = _is_subordinate(tokens, cue)
    bare = kind in _PHRASES and cue.form == "participle" and not any(tags[k] in FINITE for k in range(cue.group))
    relative = False
    i = start
    while i < size:
        if tokens.quoted[i] >= 0 or tokens.depth[i]:
            i += 1
            continue
        word = words[i]
        if i > start and tokens.quoted[i - 1] >= 0 and words[max(i - 2, 0)] in (",", ";"):
            # the comma stands inside the marks: '… as "fantastic," further telling reporters that'
            k = i
            while k + 1 < size and (tags[k] in ADVERBS or words[k] == "further"):
                k += 1
            nxt = starters.get(k)
            if nxt is not None and _takes_over(tokens, cue, nxt, start, ",", "", kind, inner_tense):
                return i
            if nxt is None and _new_subject_reports(tokens, i, cue, cues, start, "", ","):
                return i
        if (
            subordinate
            and word == ","
            and i + 1 < size
            and tags[i + 1] not in ("CC", "WDT", "WP", "IN", "VBG")
            and clause_starts(tokens, i + 1, size)
        ):
            return i
        if bare and tags[i] in FINITE and i > start and not relative and tags[i - 1] not in ("PRP", "WP", "WDT"):
            return i  # "A petition calling for a ban has gathered names": the main verb, whose subject is the source
        if enclosed and word == "," and i + 1 < size and _closes_aside(tokens, start, i):
            return i
        if word == "while" and kind in _PHRASES and i > start and narrates(tokens, i + 1, "clause"):
            return i  # "called for calm while the mayor slept"
        behind_marks = i > start and tokens.quoted[i - 1] >= 0 and words[max(i - 2, 0)] in (",", ";")
        if word == "," and words[i + 1 : i + 4] == ["as", "well", "as"]:
            i += 4  # ", as well as B" goes on with A
            continue
        if word in (",", ";") or word in ("and", "but", "while", "then", "or") or word in DASHES:
            j = i + 1
            conjunction = word if word in ("and", "but", "while", "then") else ""
            if behind_marks and conjunction:
                word = ","  # the comma stands inside the marks: 'said it was "grave," and he called for'
            while j < size and (
                words[j] in ("and", "but", "while", "though", "although", "also", "then", "further", "instead", "yet")
                or tags[j] in ADVERBS
                or (
                    words[j] in ("in", "by") and j + 1 < size and words[j + 1] in ("turn", "saying", "adding", "noting")
                )
            ):
                if words[j] in ("and", "but", "while", "though", "although"):
                    conjunction = "but" if words[j].endswith("though") else words[j]
                j += 1
            if kind in ("object", "naming") and word == "," and not relative and _leaves_object(tokens, j, conjunction):
                return i
            if (
                kind in ("object", "naming", "directive", "infinitive")
                and not relative
                and _leaves_phrase(tokens, i, j, word)
            ):
                return i
            if word == ";" and words[start] == "(" and words[i + 1 : i + 2] in (["("], ["and"]):
                i += 1
                continue  # "agreed to: (i) A; (ii) B": a row that counts its parts
            if word == ";" and (kind != "clause" or _reports_behind(tokens, j, cues) or _stands_alone(tokens, j)):
                return i
            if word == "," and words[j : j + 1] == ["without"] and tags[j + 1 : j + 2] == ["VBG"] and j + 3 >= size - 3:
                return i  # ", without giving figures"
            if word == "," and (tells_how_long(tokens, i + 1) or words[i + 1 : i + 3] == ["prior", "to"]):
                return i
            if word == "," and j == i + 1 and j + 1 < size and words[j] in ("a", "an") and words[j + 1] in SUMMARIES:
                return i
            if word in DASHES and j == i + 1 and not DASHES & {*words[j:]} and comments(tokens, j):
                return i
            if word in (",", "and", "but", "while") and counts_others(tokens, cue, j):
                return i
            nxt = starters.get(j)
            if nxt is not None and _takes_over(tokens, cue, nxt, start, word, conjunction, kind, inner_tense):
                return i
            if word == "," and words[i + 1 : i + 2] == ["with"] and _reports_along(tokens, i + 2, starters):
                return i
            if (
                j < size
                and (word in (",", ";") or word in DASHES)
                and words[j] in STOPPERS
                and (tags[j] == "VBG" or words[j] == "according")
                and (nxt is None or nxt.form == "participle")
            ):
                return i
            if word in (",", ";", "and", "but", "while") and _new_subject_reports(
                tokens, j, cue, cues, start, conjunction, word
            ):
                return i
            if word == "and" and cue.past and _others_report(tokens, j, cue, cues):
                return i
            if word == "," and j < size and (words[j] in PREPOSITIONS or words[j] == "as") and is_occasion(tokens, j):
                return i
            if (
                word == ","
                and j == i + 1
                and j + 2 < size
                and words[j] == "in"
                and words[j + 1] in ("a", "an", "the", "his", "her")
                and words[j + 2] in WRITINGS
                and (kind != "clause" or any(tags[k] in FINITE for k in range(start, i)))
            ):
                return i
            if (
                word == ","
                and j == i + 1
                and j < size
                and words[j] == "as"
                and cue.past
                and narrates(tokens, j + 1, kind)
            ):
                return i
            if (
                word == ","
                and j < size
                and words[j] == "as"
                and j + 1 < size
                and words[j + 1] in ("reported", "quoted", "cited")
            ):
                return i
        elif (
            word in ("before", "after", "while", "when", "by")
            and i > start
            and i + 1 < size
            and tags[i + 1] == "VBG"
            and ((kind in ("object", "naming", "as") and word != "by") or i + 1 in starters)
        ) or (
            (
                kind == "object"
                and i > start
                and cue.past
                and (
                    (word, *words[i + 1 : i + 3]) in _OBJECT_TIMES
                    or (word in _TIME_DETERMINERS and i + 1 < size and words[i + 1] in _DAY_PARTS)
                )
            )
            or (
                word in ("after", "as", "when", "while")
                and i > start
                and kind in ("object", "directive", "naming")
                and narrates(tokens, i + 1, "clause")
            )
            or (word in PREPOSITIONS and i > start and is_occasion(tokens, i))
            or (kind in ("object", "naming", "as") and i > start and tells_when_or_how(tokens, i, cue))
        ):
            return i
        elif word in ("who", "which", "that", "what", "whose", "whom"):
            relative = True
        elif (word == ":" and i > start and starts_quote(tokens, i + 1) and _reported_behind(tokens, i + 1, cues)) or (
            word == "according"
            and i + 1 < size
            and words[i + 1] == "to"
            and i > start
            and not is_measure(tokens, i + 2)
            and tags[min(i + 2, size - 1)] != "PRP"  # "the dam, which according to him is safe": still what he said
        ):
            return i
        i += 1
    return size


def _reports_along(tokens: Tokens, i: int, starters: dict[int, Cue]) -> bool:
    """ ", with some delegates warning that": others report in an absolute phrase."""
    nxt = starters.get(noun_phrase_end(tokens, i))
    return nxt is not None and nxt.form == "participle" and bool(nxt.frames & {CLAUSE, TELL})


def _closes_aside(tokens: Tokens, start: int, comma: int) -> bool:
    """Behind the comma the main verb follows at once, and no relative clause inside the content waits for it."""
    k = comma + 1
    while k < len(tokens) and tokens.tags[k] in ADVERBS:
        k += 1
    if k >= len(tokens) or tokens.tags[k] not in FINITE:
        return False
    return not any(
        tokens.lowers[m] == "," and tokens.tags[m + 1] in ("WP", "WDT", "WRB", "DT", "NN", "NNP")
        for m in range(start, comma)
        if tokens.quoted[m] < 0
    )


def _reports_behind(tokens: Tokens, start: int, cues: list[Cue]) -> bool:
    """Behind a semicolon another source reports: "…; the owner, a firm in Kesh, says that"."""
    return any(
        (
            c.form == "finite"
            and c.frames & {CLAUSE, QUOTE}
            and start < c.group < start + 15
            and tokens.lowers[c.group - 1] != ","
        )
        or (c.form == "finite" and c.frames & {CLAUSE} and start < c.group < start + 15 and c.lemma == "say")
        for c in cues
    )


def _stands_alone(tokens: Tokens, start: int) -> bool:
    """Behind a semicolon a clause of its own is the reporter's, unless "that" or "and" takes the report up again."""
    return (
        start < len(tokens)
        and tokens.lowers[start] not in ("that", "and")
        and tokens.lowers[start - 1] == ";"
        and clause_starts(tokens, start, len(tokens))
    )


def _reported_behind(tokens: Tokens, quote: int, cues: list[Cue]) -> bool:
    """The quotation at ``quote`` has a cue of its own behind it: 'Orlo was dismayed: "A," he said'."""
    end = quote
    while end < len(tokens) and tokens.quoted[end] == tokens.quoted[quote]:
        end += 1
    return any(c.form == "finite" and QUOTE in c.frames and end < c.verb <= end + 8 for c in cues)


def _is_subordinate(tokens: Tokens, cue: Cue) -> bool:
    """The cue stands in a clause that opens the sentence: "Days after Orlo announced that A, troops …"."""
    opener = next(
        (k for k in range(min(6, cue.group)) if tokens.lowers[k] in SUBORDINATORS and tokens.lowers[k] not in ("as",)),
        -1,
    )
    return opener >= 0 and not any(
        tokens.lowers[k] == "," or tokens.tags[k] in FINITE for k in range(opener, cue.group)
    )


def _takes_over(
    tokens: Tokens, cue: Cue, nxt: Cue, start: int, mark: str, conjunction: str, kind: str, inner_tense: str
) -> bool:
    """Tell if the next reporting verb has the reporter's subject and not the content's."""
    if nxt.form == "participle":
        if mark in (",", "—", "–", "--", ";"):
            return (
                bool(nxt.frames & {CLAUSE, QUOTE, TELL, THAT_ONLY, DIRECTIVE, SPEECH, OBJECT, AS, NAMING, INFINITIVE})
                and nxt.lemma not in ACTING_VERBS
            )
        return cue.form == "participle" or conjunction in ("while",)
    if nxt.form != "finite":
        return False
    if kind == "clause" and mark == "," and not conjunction and _awaits_verb(tokens, start, nxt.group):
        return False  # "said the premier, in a note he signed, condemned": the content's own verb
    if kind == "clause" and tokens.lowers[nxt.group] == "had" and tokens.lowers[cue.group] != "had" and cue.past:
        return False  # "said Kesh remained calm and had appealed for aid": shifted back, so it is part of what was said
    if (
        nxt.lemma == cue.lemma
        and nxt.past
        and cue.past
        and conjunction == "and"
        and tokens.lowers[nxt.group - 1] == "and"
    ):
        return True  # "found that it could rule, and found the ban unlawful"
    if not conjunction and mark not in (";", ","):
        return False
    if cue.form == "participle" and not (nxt.past and cue.form == "participle"):
        return False
    same_tense = nxt.past == cue.past or cue.form == "participle"
    if not same_tense:
        return False
    if kind in ("object", "as", "naming", "quote"):
        return True
    if kind in ("directive", "infinitive"):
        return nxt.past
    if nxt.past and TELL in nxt.frames and conjunction and "that" in tokens.lowers[nxt.end : nxt.end + 6]:
        return True  # "requested that A, and assured his counterpart that B"
    if cue.past and inner_tense in ("VBZ", "VBP") and nxt.past:
        return True
    if cue.past and inner_tense == "MD" and nxt.past and nxt.lemma in STRONG:
        return True
    if nxt.past and nxt.end < len(tokens) and (tokens.lowers[nxt.end] == "that" or tokens.quoted[nxt.end] >= 0):
        return True
    if not cue.past and not nxt.past:
        return nxt.lemma in STRONG and inner_tense in ("MD", "VBD", "VBP") and tokens.tags[nxt.verb] == "VBZ"
    return (nxt.lemma in STRONG or nxt.with_tail) and nxt.past


def _awaits_verb(tokens: Tokens, start: int, verb: int) -> bool:
    """The content's subject has had asides between commas so far, and no verb but those of relative clauses."""
    if tokens.lowers[verb - 1] != "," or tokens.lowers[noun_phrase_end(tokens, start)] != ",":
        return False
    return not any(
        tokens.tags[k] in FINITE and tokens.tags[k - 1] not in ("PRP", "WP", "WDT") for k in range(start, verb)
    )


def _leaves_phrase(tokens: Tokens, i: int, j: int, mark: str) -> bool:
    """Behind a phrase (not a clause) a finite verb, or a subject with one, belongs to the sentence around it."""
    if j >= len(tokens):
        return False
    joined = tokens.tags[i] == "CC" or tokens.lowers[j - 1] == "then" or tokens.tags[j - 1] == "CC"
    if tokens.tags[j] in ("VBD", "VBZ", "MD") and joined:
        return True
    if (
        tokens.tags[j] in ("VBN", "VBD")
        and (joined or (mark == "," and j == i + 1))
        and j + 1 < len(tokens)
        and tokens.tags[j + 1] in ("DT", "PRP$", "PRP", "NNP", "PDT")
    ):
        return True  # "underlined A and invited the delegations": the tagger took the past for a participle
    if mark not in (",", ";"):
        return False
    if tokens.tags[j] in ("WP", "WP$", "WDT"):
        return False
    end = noun_phrase_end(tokens, j)
    return end > j and end < len(tokens) and tokens.tags[end] in FINITE


def _leaves_object(tokens: Tokens, j: int, conjunction: str) -> bool:
    """Behind a comma an object is over where a clause, an adverbial or a contrast begins."""
    if j >= len(tokens):
        return False
    word = tokens.lowers[j]
    if conjunction in ("but", "while"):
        return True
    if word in CIRCUMSTANCES and conjunction == "":
        return True
    return (
        word in ("this", "that") and j + 1 < len(tokens) and tokens.lowers[j + 1] in ("time", "week", "year", "month")
    )


def _new_subject_reports(
    tokens: Tokens, j: int, cue: Cue, cues: list[Cue], start: int, conjunction: str, mark: str
) -> bool:
    """A new subject with a reporting verb of its own begins at ``j``: ", and Orlo said", ", while Prandt noted"."""
    if j >= len(tokens) or tokens.tags[j] in VERBS:
        return False
    if mark == "and" and tokens.lowers[j] in _FURTHER_SOURCES and tokens.lowers[j + 1 : j + 2] == ["said"]:
        return True
    end = noun_phrase_end(tokens, j)
    if end <= j:
        return False
    while end < len(tokens) and tokens.tags[end] in ADVERBS:
        end += 1
    # ", Kesh Ambassador to the United Nations and Council President Ada Holt said"
    further = noun_phrase_end(tokens, end + 1) if mark == "," and tokens.lowers[end : end + 1] == ["and"] else -1
    for c in cues:
        joined = c.group == further and tokens.tags[further - 1] in PROPER
        if (c.group == end or joined) and c.form == "finite":
            if mark == "," and not conjunction:
                # ", he said" closes the content whatever follows
                return bool(c.frames & {QUOTE, CLAUSE, TELL})
            if mark == "and" and c.lemma == "say" and tokens.lowers[j] in _FURTHER_SOURCES:
                return True
            if tokens.lowers[j] in ("he", "she", "it") and c.past and DIRECTIVE in c.frames and conjunction:
                return True  # ", and it urged the mediators to"
            plain = c.past and tokens.tags[c.group] == "VBD" and tokens.lowers[c.group] not in ("had", "was", "were")
            if plain and cue.past and mark == "," and conjunction and tokens.lowers[j] in ("he", "she"):
                return True  # ", and he mocked Orlo as": what was reported would be "had mocked"
            if plain and cue.past and mark == "," and conjunction == "while" and c.frames & {CLAUSE, TELL}:
                return True  # ", while another member suggested A"
            strong = (bool(c.frames & {CLAUSE, TELL}) and c.lemma in STRONG) or c.with_tail
            return strong and (mark in (",", ";") or conjunction in ("but", "while"))
    return False


def _others_report(tokens: Tokens, j: int, cue: Cue, cues: list[Cue]) -> bool:
    """ "said A and a further fifty expressed B", "Holt said A and Ben Orlo said B": a second source in parallel."""
    further = tokens.lowers[j : j + 2] in (["a", "further"], ["an", "additional"])
    if not further and (cue.lemma != "say" or tokens.tags[j : j + 1] != ["NNP"]):
        return False
    if further:
        return any(j < c.group <= j + 5 and c.form == "finite" and c.past for c in cues)
    end = noun_phrase_end(tokens, j)
    return any(c.group == end and c.form == "finite" and c.past and c.lemma == "say" for c in cues)


def trim_right(tokens: Tokens, start: int, end: int) -> int:
    """Leave the marks at the end outside: full stop, comma, dangling conjunction."""
    while (
        end > start
        and tokens.quoted[end - 1] < 0
        and (tokens.lowers[end - 1] in TRAILERS or tokens.tags[end - 1] == "CC")
    ):
        end -= 1
    return end
