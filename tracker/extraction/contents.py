"""The content of a report: which tokens give what was communicated.

The longest stretch that the cue governs, less "that", the addressee and the reporting clause's own adverbials; it ends
where the reporter takes over again: another cue with the same subject ("…, adding that"), a new subject with a cue of
its own, an aside about the occasion ("…, speaking in Kesh", "… in a statement").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    MONTHS,
    NOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    VERBS,
    WEEKDAYS,
    clause_starts,
    has_finite_verb,
    noun_phrase_end,
)
from tracker.extraction.structures import Cue, Range, Source, Tokens
from tracker.lexicon.reporting import (
    AS,
    CLAUSE,
    DIRECTIVE,
    DITRANSITIVE,
    INFINITIVE,
    NAMING,
    OBJECT,
    QUESTION,
    QUOTE,
    SPEECH,
    TELL,
    THAT_ONLY,
    Reporting,
)

OCCASIONS = frozenset(
    "statement statements interview interviews speech speeches tweet tweets post posts letter address conference briefing email "
    "e-mail message call remarks release op-ed editorial testimony memo video broadcast televised hearing debate rally meeting "
    "meetings talks event forum summit article column blog report appearance conversation announcement note communique press "
    "television tv twitter facebook instagram telegram radio phone telephone video-link reporters journalists comments session "
    "filing lecture book documentary podcast essay resolution".split()
)
_PREPOSITIONS = frozenset(
    "in at during on after before via through by from over to following with upon when while amid".split()
)
_STOPPERS = frozenset(
    "referring speaking citing alluding appearing addressing responding commenting quoting using according adding gesturing "
    "reacting pointing describing".split()
)
_STRONG = frozenset(
    "say add note stress emphasize emphasise urge express reiterate reaffirm praise thank pledge vow warn call point underline "
    "underscore voice tell appeal congratulate condemn criticize accuse affirm insist argue describe welcome ask explain".split()
)


@dataclass(slots=True)
class Content:
    """What a cue governs: token ranges in order, how they were recognised, and the ranges between cue and content.

    ``opens_block`` tells that the sentence ends in a colon, so that the next paragraph belongs to it.
    """

    ranges: list[Range]
    kind: str
    cue_end: int
    addressee: Range | None = None
    scope: list[Range] = field(default_factory=list)
    opens_block: bool = False
    source: Source | None = None


@dataclass(slots=True)
class _Opening:
    index: int
    kind: str
    cue_end: int
    addressee: Range | None = None
    scope_end: int = 0
    opens_block: bool = False


def find_content(
    tokens: Tokens, cue: Cue, source: Source, cues: list[Cue], reporting: Reporting, floor: int = 0
) -> Content | None:
    """Give the content that a cue governs, or None where it governs none.

    ``cues`` are all the sentence's reporting verbs; ``floor`` is the first token that belongs to the sentence proper
    (behind a dateline).
    """
    if cue.form in ("passive", "reduced"):
        return _passive_content(tokens, cue, source, floor)
    begin = source.ranges[0][1] if source.kind == "inverted" else cue.end
    opening = _open(tokens, cue, begin, reporting, inverted=source.kind == "inverted")
    if opening is not None and opening.opens_block:
        left = _left_content(tokens, cue, source, floor, cues) if source.kind == "inverted" else None
        return Content(left or [], "colon", opening.cue_end, opening.addressee, [(cue.group, len(tokens))], True)
    quote_first = (
        source.kind == "subject"
        and QUOTE in cue.frames
        and _quote_before(tokens, source.ranges[0][0])
        and _is_speech(tokens, source.ranges[0][0])
        and not (opening is not None and opening.index == cue.end + 1 and tokens.lowers[cue.end] == "that")
    )
    if source.kind == "inverted" or quote_first or (opening is None and QUOTE in cue.frames):
        if opening is None or opening.kind in ("clause", "object"):
            left = _left_content(tokens, cue, source, floor, cues)
            if left:
                return _around(tokens, cue, source, left, begin, cues)
            if source.kind == "inverted" and opening is None:
                return None
    if opening is None:
        return None
    if opening.kind == "quote" and source.ranges and _quote_before(tokens, min(r[0] for r in source.ranges)):
        left = _left_content(tokens, cue, source, floor, cues)
        if left:
            end = _end_of_quote(tokens, opening.index, cue, cues, opening.kind)
            return Content(
                [*left, (opening.index, end)], "quote", opening.cue_end, opening.addressee, [(cue.group, opening.index)]
            )
    if opening.kind == "quote":
        end = _end_of_quote(tokens, opening.index, cue, cues, opening.kind)
    elif cue.form == "participle" and source.kind == "participle":
        end = _before_main_clause(tokens, opening.index, source)
    else:
        end = find_end(tokens, opening.index, cue, cues, opening.kind)
    end = _trim_right(tokens, opening.index, end)
    if end <= opening.index:
        return None
    scope = [(cue.group, opening.index), (end, min(end + 12, len(tokens)))]
    if source.ranges and source.kind == "subject":
        scope.insert(0, (floor, cue.group))
    return Content([(opening.index, end)], opening.kind, opening.cue_end, opening.addressee, scope)


# ---------------------------------------------------------------------------------------------- where it begins


def _open(tokens: Tokens, cue: Cue, begin: int, reporting: Reporting, *, inverted: bool) -> _Opening | None:
    """Find where right-hand content begins, and by which frame."""
    frames = cue.frames
    size = len(tokens)
    words = tokens.lowers
    if begin >= size:
        return None
    if not inverted:
        if (
            INFINITIVE in frames
            and words[begin] == "to"
            and begin + 1 < size
            and tokens.tags[begin + 1] in ("VB", "RB", "VBP", "NN")
        ):
            return _Opening(begin + 1, "infinitive", begin + 1)
        if NAMING in frames:
            named = _naming(tokens, begin)
            if named:
                return _Opening(begin, "naming", cue.end)
        if DIRECTIVE in frames:
            target = noun_phrase_end(tokens, begin)
            k = target
            if k < size and words[k] == "not":
                k += 1
            if target > begin and k + 1 < size and words[k] == "to" and tokens.tags[k + 1] in ("VB", "VBP", "NN", "RB"):
                return _Opening(begin, "directive", cue.end)
            if target > begin and target < size and words[target] in ("against", "not") and not cue.with_tail:
                return _Opening(begin, "directive", cue.end)
            if cue.with_tail and target > begin and frames == frozenset({DIRECTIVE}):
                # "called on Iran's leaders for help": an appeal without its infinitive
                return (
                    _Opening(begin, "directive", cue.end)
                    if target < size and words[target] in ("for", ",", "to")
                    else None
                )
    complement = _complement(tokens, cue, begin, inverted=inverted)
    if complement is not None:
        return complement
    if inverted:
        return None
    if AS in frames:
        end = noun_phrase_end(tokens, begin)
        if end > begin and end < size and words[end] == "as":
            return _Opening(begin, "as", cue.end)
        stop = next(
            (k for k in range(begin, min(begin + 30, size)) if words[k] == "as" or tokens.tags[k] in FINITE), size
        )
        if stop < size and words[stop] == "as" and end > begin:
            return _Opening(begin, "as", cue.end)
    if SPEECH in frames and _is_speech_object(tokens, begin, cue, reporting):
        return _Opening(begin, "object", cue.end)
    if OBJECT in frames or DITRANSITIVE in frames:
        return _object(tokens, cue, begin)
    return None


def _complement(tokens: Tokens, cue: Cue, begin: int, *, inverted: bool) -> _Opening | None:
    """A that-clause, question, quotation or bare clause, behind an addressee and adverbials if there are any."""
    frames, words, tags, size = cue.frames, tokens.lowers, tokens.tags, len(tokens)
    addressee: Range | None = None
    i = begin
    clausal = bool(frames & {CLAUSE, TELL, THAT_ONLY, QUOTE, QUESTION})
    if not clausal:
        return None
    if TELL in frames and not inverted and not _starts_quote(tokens, i) and words[i] not in ("that", ":", ","):
        end = noun_phrase_end(tokens, i)
        if end > i and not (CLAUSE in frames and end < size and tags[end] in FINITE):
            addressee = (i, end)
            i = end
    elif words[i] == "to" and tags[i] in ("TO", "IN") and i + 1 < size and tags[i + 1] not in ("VB",):
        end = noun_phrase_end(tokens, i + 1)
        if end > i + 1:
            addressee, i = (i + 1, end), end
    # walk over the reporting clause's own adverbials to "that", a colon, a quotation or a clause
    commas = 0
    start_of_adverbials = i
    while i < size:
        word = words[i]
        if _starts_quote(tokens, i) and frames & {CLAUSE, TELL, QUOTE}:
            return _Opening(i, "quote", cue.end, addressee, i)
        if word == ":":
            if i + 1 >= size or (i + 2 >= size and words[i + 1] in MARKS):
                return _Opening(i, "colon", cue.end, addressee, i, opens_block=True)
            if frames & {CLAUSE, QUOTE, TELL}:
                return _Opening(i + 1, "quote" if _starts_quote(tokens, i + 1) else "clause", cue.end, addressee, i)
            return None
        if word == "that" and i + 1 < size and frames & {CLAUSE, TELL, THAT_ONLY}:
            if tags[i + 1] in FINITE and tags[i] != "IN":
                return _Opening(i, "clause", cue.end, addressee, i)
            if commas % 2 == 1 and commas > 1:
                return None
            if _starts_quote(tokens, i + 1):
                return _Opening(i + 1, "quote", cue.end, addressee, i)
            k = i + 1
            if words[k] == "," and k + 1 < size:
                k += 1
            return _Opening(k, "clause", cue.end, addressee, i)
        if (
            word in ("whether", "if", "what", "why", "how", "who", "where", "when")
            and i == start_of_adverbials
            and (QUESTION in frames or (frames & {CLAUSE, TELL} and word in ("what", "how", "why")))
        ):
            if has_finite_verb(tokens, i, size):
                return _Opening(i + 1 if word in ("whether", "if") else i, "clause", cue.end, addressee, i)
            return None
        if addressee is not None and i == addressee[1] and word in ("who", "which", "whose"):
            close = next((k for k in range(i, min(i + 20, size)) if words[k] == ","), -1)
            if close < 0:
                return None
            addressee, i = (addressee[0], close), close
            continue
        step = _adverbial_end(tokens, i)
        if step > i:
            i = step
            continue
        if word == "," or word in DASHES:
            commas += 1
            if i + 1 < size and _starts_quote(tokens, i + 1):
                i += 1
                continue
            aside = _aside_end(tokens, i)
            if aside > i:
                i = aside
                continue
            return None
        break
    if i >= size:
        return None
    if (
        CLAUSE in frames
        and not inverted
        and i == begin
        and tags[i] in ("VBD", "VBZ", "VBP", "MD")
        and _in_relative(tokens, cue)
    ):
        # "fires which state media said were under control"
        return _Opening(i, "clause", cue.end, addressee, i)
    bare = CLAUSE in frames or (TELL in frames and addressee is not None)
    if bare and not inverted and clause_starts(tokens, i, size):
        return _Opening(i, "clause", cue.end, addressee, i)
    return None


def _in_relative(tokens: Tokens, cue: Cue) -> bool:
    """The cue's subject stands right behind "which", "who" or "that"."""
    return any(tokens.lowers[k] in ("which", "who", "that", "whom") for k in range(max(cue.group - 5, 0), cue.group))


def _aside_end(tokens: Tokens, comma: int) -> int:
    """An aside between cue and content, "said, referring to the bridge, that": gives the index behind it."""
    closing = DASHES if tokens.lowers[comma] in DASHES else frozenset({","})
    for k in range(comma + 1, min(comma + 25, len(tokens))):
        if tokens.lowers[k] in closing and tokens.depth[k] == 0:
            if k + 1 < len(tokens) and (tokens.lowers[k + 1] == "that" or _starts_quote(tokens, k + 1)):
                return k + 1
            return comma
        if _starts_quote(tokens, k):
            return comma
    return comma


def _adverbial_end(tokens: Tokens, i: int) -> int:
    """Step over one adverbial of the reporting clause; gives ``i`` where none begins there."""
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    word = words[i]
    if tokens.quoted[i] >= 0:
        return i
    if (
        tags[i] in ADVERBS
        and word not in ("not", "n't")
        or word in ("earlier", "later", "again", "here", "yesterday", "today", "also")
    ):
        return i + 1
    if word in WEEKDAYS or word in ("last", "this", "earlier") and i + 1 < size and words[i + 1] in TIME_WORDS | MONTHS:
        return i + (1 if word in WEEKDAYS else 2)
    if word in _PREPOSITIONS and tags[i] in ("IN", "TO", "RP", "VBG", "WRB"):
        if word == "on" and i + 1 < size and (words[i + 1] in WEEKDAYS or words[i + 1] in MONTHS):
            k = i + 2
            while k < size and (
                tags[k] == "CD"
                or words[k] in (",", "the", "of")
                and k + 1 < size
                and tags[k + 1] == "CD"
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
            # an occasion, a place or a time; a long subject-like phrase before a verb is content ("said in Kesh people …")
            return end
        return i
    if word == "(":
        close = next((k for k in range(i, min(i + 12, size)) if words[k] == ")"), -1)
        return close + 1 if close > 0 else i
    return i


def _starts_quote(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens.quoted[i] >= 0 and (i == 0 or tokens.quoted[i - 1] != tokens.quoted[i])


def _quote_before(tokens: Tokens, i: int) -> bool:
    k = i - 1
    while k >= 0 and tokens.lowers[k] in (",",) and tokens.quoted[k] < 0:
        k -= 1
    return k >= 0 and tokens.quoted[k] >= 0


def _is_speech(tokens: Tokens, stop: int) -> bool:
    """The quotation before ``stop`` is words said, not a title ("Sunday Morning Futures"): it opens the sentence or has a verb."""
    last = stop - 1
    while last > 0 and tokens.quoted[last] < 0:
        last -= 1
    number = tokens.quoted[last]
    first = last
    while first > 0 and tokens.quoted[first - 1] == number:
        first -= 1
    return first <= 1 or any(tokens.tags[k] in VERBS for k in range(first, last))


def _naming(tokens: Tokens, begin: int) -> bool:
    """ "called the plan a mistake", "called it unacceptable", "called him 'a fool'"."""
    first = noun_phrase_end(tokens, begin)
    if first <= begin or first >= len(tokens):
        return False
    tag = tokens.tags[first]
    if _starts_quote(tokens, first) or tokens.lowers[first] in MARKS:
        return True
    if tag in ("DT", "PRP$", "CD") and tokens.lowers[first] not in ("that", "this"):
        return noun_phrase_end(tokens, first) > first
    if tokens.tags[begin] == "PRP":
        return tag in ("JJ", "NN", "NNS", "RB", "VBG", "JJS")
    return tag == "JJ" and (first + 1 >= len(tokens) or tokens.tags[first + 1] not in NOUNS)


def _object(tokens: Tokens, cue: Cue, begin: int) -> _Opening | None:
    size = len(tokens)
    i = begin
    while i < size and tokens.tags[i] in ADVERBS:
        i += 1
    if i >= size:
        return None
    if _starts_quote(tokens, i) or tokens.lowers[i] in MARKS:
        return _Opening(i, "object", cue.end)
    if tokens.tags[i] == "VBG" and (
        cue.with_tail
        or cue.lemma
        in (
            "recommend",
            "propose",
            "pledge",
            "deny",
            "admit",
            "suggest",
            "oppose",
            "condemn",
            "criticize",
            "defend",
            "reject",
        )
    ):
        return _Opening(i, "object", cue.end)
    if tokens.lowers[i] in ("what", "how", "why", "whether", "that"):
        return _Opening(i, "object", cue.end) if has_finite_verb(tokens, i, size) else None
    if tokens.lowers[i] in TIME_WORDS or tokens.lowers[i] in ("so", "as", "in", "on", "at"):
        # "noted with concern the clashes", "condemned in the strongest terms the attack"
        return None if tokens.lowers[i] in TIME_WORDS else _after_manner_phrase(tokens, cue, i)
    if tokens.lowers[i] == "with":
        return _after_manner_phrase(tokens, cue, i)
    if tokens.tags[i] in ("IN", "TO", "CC", ",", ".", ":", "RP", "VB", "VBD", "VBZ", "MD", "WRB"):
        return None
    if cue.lemma == "attack":
        # words, not arms: "attacked the plan as reckless", "attacked Orlo over the delay"
        if not any(tokens.lowers[k] in ("as", "over", "for") for k in range(i, min(i + 14, size))):
            return None
    end = noun_phrase_end(tokens, i)
    if end <= i and tokens.tags[i] not in ("JJ", "VBG", "VBN", "DT"):
        return None
    return _Opening(i, "object", cue.end)


def _after_manner_phrase(tokens: Tokens, cue: Cue, i: int) -> _Opening | None:
    if tokens.tags[i] != "IN" or tokens.lowers[i] not in ("with", "in"):
        return None
    end = noun_phrase_end(tokens, i + 1, complements=False)
    if end <= i + 1 or end >= len(tokens) or tokens.tags[end] not in ("DT", "PRP$", "NN", "NNS", "NNP", "JJ"):
        return None
    return _Opening(end, "object", cue.end)


def _is_speech_object(tokens: Tokens, begin: int, cue: Cue, reporting: Reporting) -> bool:
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
    if noun < 0 or tokens.lowers[begin] == "no":
        return False
    base = tokens.lowers[noun]
    if base.rstrip("s") in reporting.needs_complement or base in reporting.needs_complement:
        following = tokens.lowers[noun + 1] if noun + 1 < len(tokens) else "."
        return following in ("that", "to", "for", "of", "about", "over", "against") and cue.lemma not in (
            "make",
            "give",
            "raise",
            "send",
            "share",
            "present",
            "submit",
            "file",
        )
    if cue.lemma in (
        "give",
        "make",
        "send",
        "present",
        "raise",
        "file",
        "submit",
        "share",
        "release",
        "register",
        "offer",
    ):
        following = tokens.lowers[noun + 1] if noun + 1 < len(tokens) else "."
        return following in ("that", "to", "for", "of", "about", "over", "against", "on", "at", "regarding")
    return True


# ---------------------------------------------------------------------------------------------- where it ends


def _end_of_quote(tokens: Tokens, start: int, cue: Cue, cues: list[Cue], kind: str) -> int:
    """Behind the quotation, or where the clause ends that goes on after it: 'said "hostile forces" were at work'."""
    number = tokens.quoted[start]
    i = start
    while i < len(tokens) and tokens.quoted[i] == number:
        i += 1
    if i >= len(tokens):
        return i
    word = tokens.lowers[i]
    if word in (",", ".", ";", "!", "?", ")") or word in DASHES:
        # 'said "A", "B" and "C"': further quotations of the same row
        k = i
        while (
            k < len(tokens)
            and (tokens.lowers[k] in (",", "and", "that", "or", "...", "…") or tokens.tags[k] == ",")
            and tokens.quoted[k] < 0
        ):
            k += 1
        if k < len(tokens) and _starts_quote(tokens, k) and k > i and tokens.quoted[k] >= 0:
            return _end_of_quote(tokens, k, cue, cues, kind)
        return i
    if any(c.group == i or c.verb == i for c in cues):
        return i
    if word in ("and", "but"):
        nxt = i + 1
        if nxt < len(tokens) and (any(c.group == nxt or c.verb == nxt for c in cues) or tokens.tags[nxt] in ("VBD",)):
            return i
    if word in _PREPOSITIONS and _is_occasion(tokens, i):
        return i
    return find_end(tokens, i, cue, cues, kind)


def find_end(tokens: Tokens, start: int, cue: Cue, cues: list[Cue], kind: str) -> int:
    """Give the index behind the content that begins at ``start``: where the reporter takes over, or the end."""
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    starters = {c.group: c for c in cues if c.group > start}
    starters.update({c.verb: c for c in cues if c.verb > start and c.group <= c.verb})
    inner_tense = next(
        (tags[k] for k in range(start, size) if tags[k] in FINITE and tokens.quoted[k] < 0 and tokens.depth[k] == 0), ""
    )
    subordinate = _is_subordinate(tokens, cue)
    relative = False
    i = start
    while i < size:
        if tokens.quoted[i] >= 0 or tokens.depth[i]:
            i += 1
            continue
        word = words[i]
        if i > start and tokens.quoted[i - 1] >= 0 and words[max(i - 2, 0)] in (",", ";"):
            # the comma stands inside the marks: '… as "fantastic," telling reporters that'
            nxt = starters.get(i)
            if nxt is not None and _takes_over(tokens, cue, nxt, ",", "", kind, inner_tense):
                return i
            if nxt is None and _new_subject_reports(tokens, i, cues, start, "", ","):
                return i
        if (
            subordinate
            and word == ","
            and i + 1 < size
            and tags[i + 1] not in ("CC", "WDT", "WP", "IN", "VBG")
            and clause_starts(tokens, i + 1, size)
        ):
            return i
        if word in (",", ";") or word in ("and", "but", "while", "then", "or") or word in DASHES:
            j = i + 1
            conjunction = word if word in ("and", "but", "while", "then") else ""
            while j < size and (
                words[j] in ("and", "but", "while", "also", "then", "further", "instead", "yet")
                or tags[j] in ADVERBS
                or words[j] in ("in", "by")
                and j + 1 < size
                and words[j + 1] in ("turn", "saying", "adding", "noting")
            ):
                if words[j] in ("and", "but", "while"):
                    conjunction = words[j]
                j += 1
            if kind in ("object", "naming") and word == "," and _leaves_object(tokens, j, conjunction):
                return i
            if (
                kind in ("object", "naming", "directive", "infinitive")
                and not relative
                and _leaves_phrase(tokens, i, j, word)
            ):
                return i
            nxt = starters.get(j)
            if nxt is not None and _takes_over(tokens, cue, nxt, word, conjunction, kind, inner_tense):
                return i
            if (
                j < size
                and word in (",", "—", "–", "--", ";")
                and words[j] in _STOPPERS
                and (tags[j] == "VBG" or words[j] == "according")
                and (nxt is None or nxt.form == "participle")
            ):
                return i
            if word in (",", ";", "and", "but", "while") and _new_subject_reports(
                tokens, j, cues, start, conjunction, word
            ):
                return i
            if word == "," and j < size and (words[j] in _PREPOSITIONS or words[j] == "as") and _is_occasion(tokens, j):
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
            word in ("before", "after", "while", "when")
            and i > start
            and i + 1 < size
            and tags[i + 1] == "VBG"
            and (kind in ("object", "naming", "as") or i + 1 in starters)
        ):
            return i
        elif word in _PREPOSITIONS and i > start and _is_occasion(tokens, i):
            return i
        elif word in ("who", "which", "that", "what"):
            relative = True
        elif word == "according" and i + 1 < size and words[i + 1] == "to" and i > start:
            return i
        i += 1
    return size


def _is_subordinate(tokens: Tokens, cue: Cue) -> bool:
    """The cue stands in a clause that opens the sentence: "Days after Orlo announced that A, troops …"."""
    opener = next(
        (k for k in range(min(6, cue.group)) if tokens.lowers[k] in SUBORDINATORS and tokens.lowers[k] not in ("as",)),
        -1,
    )
    return opener >= 0 and not any(
        tokens.lowers[k] == "," or tokens.tags[k] in FINITE for k in range(opener, cue.group)
    )


def _takes_over(tokens: Tokens, cue: Cue, nxt: Cue, mark: str, conjunction: str, kind: str, inner_tense: str) -> bool:
    """Tell if the next reporting verb has the reporter's subject and not the content's."""
    if nxt.form == "participle":
        if mark in (",", "—", "–", "--", ";"):
            return bool(
                nxt.frames & {CLAUSE, QUOTE, TELL, THAT_ONLY, DIRECTIVE, SPEECH, OBJECT, AS, NAMING, INFINITIVE}
            ) and nxt.lemma not in (
                "make",
                "give",
                "send",
                "show",
                "find",
                "offer",
                "present",
                "release",
                "share",
                "issue",
                "raise",
                "set",
                "lay",
                "put",
                "read",
                "begin",
            )
        return cue.form == "participle" or conjunction in ("while",)
    if nxt.form != "finite":
        return False
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
    if cue.past and inner_tense in ("VBZ", "VBP") and nxt.past:
        return True
    if cue.past and inner_tense == "MD" and nxt.past and nxt.lemma in _STRONG:
        return True
    if nxt.past and nxt.end < len(tokens) and (tokens.lowers[nxt.end] == "that" or tokens.quoted[nxt.end] >= 0):
        return True
    return nxt.lemma in _STRONG and nxt.past


def _leaves_phrase(tokens: Tokens, i: int, j: int, mark: str) -> bool:
    """Behind a phrase (not a clause) a finite verb, or a subject with one, belongs to the sentence around it."""
    if j >= len(tokens):
        return False
    if tokens.tags[j] in ("VBD", "VBZ", "MD") and (
        tokens.tags[i] == "CC" or tokens.lowers[j - 1] == "then" or tokens.tags[j - 1] == "CC"
    ):
        return True
    if mark not in (",", ";"):
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
    if (
        word
        in (
            "despite",
            "although",
            "though",
            "while",
            "as",
            "after",
            "before",
            "but",
            "because",
            "amid",
            "when",
            "where",
            "during",
            "on",
            "at",
        )
        and conjunction == ""
    ):
        return True
    return (
        word in ("this", "that") and j + 1 < len(tokens) and tokens.lowers[j + 1] in ("time", "week", "year", "month")
    )


def _new_subject_reports(tokens: Tokens, j: int, cues: list[Cue], start: int, conjunction: str, mark: str) -> bool:
    """A new subject with a reporting verb of its own begins at ``j``: ", and Orlo said", ", while Prandt noted"."""
    if j >= len(tokens) or tokens.tags[j] in VERBS:
        return False
    end = noun_phrase_end(tokens, j)
    if end <= j:
        return False
    while end < len(tokens) and tokens.tags[end] in ADVERBS:
        end += 1
    for c in cues:
        if c.group == end and c.form == "finite":
            if mark == "," and not conjunction:
                # ", he said" closes the content whatever follows
                return bool(c.frames & {QUOTE, CLAUSE, TELL})
            strong = bool(c.frames & {CLAUSE, TELL}) and c.lemma in _STRONG or c.with_tail
            return strong and (mark in (",", ";") or conjunction in ("but", "while"))
    return False


def _is_occasion(tokens: Tokens, i: int) -> bool:
    """The rest from ``i`` to the sentence's end (or a comma before a participle) tells only when or where it was said."""
    words, tags, size = tokens.lowers, tokens.tags, len(tokens)
    k = i + 1
    head_seen = False
    limit = min(i + 9, size)
    while k < limit:
        if tokens.quoted[k] >= 0:
            return False
        if words[k] in OCCASIONS and tags[k] in NOUNS:
            head_seen = True
            break
        if words[k] in _PREPOSITIONS or tags[k] in FINITE or words[k] in (",", ";", "and", "of"):
            return False
        k += 1
    if not head_seen:
        return False
    if words[i] in ("to", "by", "from", "with", "over", "amid", "before"):
        return False
    if words[k] in (
        "talks",
        "meeting",
        "meetings",
        "event",
        "summit",
        "debate",
        "session",
        "report",
        "forum",
        "resolution",
        "call",
        "rally",
        "comments",
        "book",
        "hearing",
        "phone",
    ) and words[i] not in ("during", "at"):
        return (
            words[k] == "call"
            and words[k - 1] in ("phone", "telephone", "conference")
            and _rest_is_plain(tokens, k + 1)
        )
    if words[i] in ("at", "during") and tags[i + 1] not in ("DT", "PRP$", "JJ", "NN", "VBG", "NNP"):
        return False
    if (
        words[k] in ("meeting", "summit", "talks", "event", "session", "forum", "debate", "rally", "hearing")
        and words[i] == "at"
    ):
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
        if tokens.quoted[m] >= 0 or tags[m] in FINITE or tags[m] == "VB":
            return words[m] in ("that",) or False
        if tags[m] in ("WDT", "WP"):
            return False
    return True


def _trim_right(tokens: Tokens, start: int, end: int) -> int:
    """Leave the marks at the end outside: full stop, comma, dangling conjunction."""
    while (
        end > start
        and tokens.quoted[end - 1] < 0
        and (
            tokens.lowers[end - 1] in (".", ",", ";", ":", "and", "but", "while", "—", "–", "--", "!", "?")
            or tokens.tags[end - 1] == "CC"
        )
    ):
        end -= 1
    return end


def _before_main_clause(tokens: Tokens, start: int, source: Source) -> int:
    end = source.ranges[0][0]
    return end if end > start else len(tokens)


# ---------------------------------------------------------------------------------------------- content on the left


def _left_content(tokens: Tokens, cue: Cue, source: Source, floor: int, cues: list[Cue]) -> list[Range]:
    """The content before a closing cue: "A, X said", '"A," said X', from the sentence's start or the last semicolon."""
    stop = cue.group if source.kind == "inverted" else min(r[0] for r in source.ranges)
    if source.kind in ("shared", "relative", "participle"):
        return []
    k = stop - 1
    while k >= floor and tokens.tags[k] in ADVERBS and tokens.quoted[k] < 0:
        k -= 1
    if k >= floor and tokens.lowers[k] in ("but", "and", "then", "as"):
        # "…, as Orlo put it": handled by the parenthetical rule
        return []
    if k < floor:
        return []
    mark = tokens.lowers[k]
    if not (mark in (",", ";", "?", "!") or mark in DASHES or mark in MARKS or tokens.quoted[k] >= 0):
        return []
    begin = floor
    for m in range(k - 1, floor, -1):
        if tokens.lowers[m] == ";" and tokens.quoted[m] < 0 and tokens.depth[m] == 0:
            begin = m + 1
            break
    opened = next((m for m in range(begin, k) if _starts_quote(tokens, m) and m and tokens.lowers[m - 1] == ":"), -1)
    if opened > 0 and tokens.quoted[k] >= 0 or opened > 0 and tokens.quoted[k - 1] >= 0:
        # 'Orlo was disappointed: "A," he said': what stands before the colon is its own report
        begin = opened
    quoted = [m for m in range(begin, k + 1) if tokens.quoted[m] >= 0]
    if not quoted and not has_finite_verb(tokens, begin, k) and not _resumes_behind(tokens, cue):
        return []
    end = k + 1 if tokens.quoted[k] >= 0 else k
    if (
        quoted
        and mark in (",",)
        and tokens.quoted[k] < 0
        and tokens.quoted[k - 1] < 0
        and not has_finite_verb(tokens, quoted[-1] + 1, k)
    ):
        # 'Asked "A?" by reporters, Orlo said': the quotation is somebody else's
        if not has_finite_verb(tokens, begin, k):
            return []
    while (
        begin < end
        and tokens.quoted[begin] < 0
        and (tokens.lowers[begin] in (",", "and", "but", "—", "–", "--") or tokens.tags[begin] == "CC")
    ):
        begin += 1
    if begin >= end:
        return []
    if tokens.tags[begin] in ("VBG", "VBN") and not quoted and not has_finite_verb(tokens, begin, end):
        return []
    if tokens.tags[begin] == "VBG" and any(c.verb == begin for c in cues):
        return []
    if (
        tokens.lowers[begin] in SUBORDINATORS
        and not quoted
        and not _resumes_behind(tokens, cue)
        and not _has_main_clause(tokens, begin, end)
    ):
        return []
    return [(begin, end)]


def _resumes_behind(tokens: Tokens, cue: Cue) -> bool:
    """ "Since the talks, Orlo noted, trade has grown": the clause goes on behind the cue's comma."""
    at = cue.end
    return (
        at + 1 < len(tokens)
        and tokens.lowers[at] == ","
        and (has_finite_verb(tokens, at + 1, len(tokens)) or any(tokens.quoted[k] >= 0 for k in range(at, len(tokens))))
    )


def _has_main_clause(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell if a stretch that opens with "while", "if", "since" … has a main clause of its own behind a comma."""
    for k in range(begin + 1, end):
        if tokens.lowers[k] == "," and has_finite_verb(tokens, k + 1, end):
            return True
    return False


def _around(tokens: Tokens, cue: Cue, source: Source, left: list[Range], begin: int, cues: list[Cue]) -> Content:
    """Content on the left of a cue, and on its right where the same sentence goes on: "A, X said, B"."""
    size = len(tokens)
    i = begin
    while i < size:
        step = _adverbial_end(tokens, i)
        if step <= i and tokens.lowers[i] in ("of", "about") and tokens.quoted[i] < 0:
            step = noun_phrase_end(tokens, i + 1)
        if step <= i:
            break
        i = step
    ranges = list(left)
    scope = [(cue.group, min(i + 12, size))]
    if i < size and tokens.lowers[i] in (",", ":", ";", "—", "–", "--") and i + 1 < size:
        k = i + 1
        nxt = next((c for c in cues if c.group == k or c.verb == k), None)
        while nxt is None and k < size and (tokens.tags[k] in ADVERBS or tokens.lowers[k] in ("and", "but", "while")):
            k += 1
            nxt = next((c for c in cues if c.group == k or c.verb == k), None)
        if _starts_quote(tokens, i + 1):
            end = _end_of_quote(tokens, i + 1, cue, cues, "quote")
            ranges.append((i + 1, _trim_right(tokens, i + 1, end)))
        elif nxt is None and tokens.lowers[i] == "," and _resumes(tokens, i + 1, left):
            end = _trim_right(tokens, i + 1, find_end(tokens, i + 1, cue, cues, "clause"))
            if end > i + 1:
                ranges.append((i + 1, end))
    elif i < size and _starts_quote(tokens, i):
        end = _end_of_quote(tokens, i, cue, cues, "quote")
        ranges.append((i, _trim_right(tokens, i, end)))
    return Content(ranges, "left", cue.end, None, scope)


def _resumes(tokens: Tokens, i: int, left: list[Range]) -> bool:
    """The sentence's own clause goes on behind the aside: what follows is no participle, relative or adverbial."""
    if i >= len(tokens):
        return False
    word, tag = tokens.lowers[i], tokens.tags[i]
    left_is_clause = has_finite_verb(tokens, left[0][0], left[0][1])
    if word in (
        "who",
        "which",
        "according",
        "speaking",
        "referring",
        "citing",
        "noting",
        "when",
        "while",
        "as",
        "after",
        "before",
        "during",
        "in",
        "at",
        "on",
        "following",
    ):
        return not left_is_clause and has_finite_verb(tokens, i, len(tokens))
    if tag in ("VBG", "VBN", "IN"):
        return not left_is_clause and has_finite_verb(tokens, i, len(tokens))
    if not left_is_clause or tag == "CC":
        return True
    return word in ("because", "if", "although", "though", "unless", "that", "so")


def _passive_content(tokens: Tokens, cue: Cue, source: Source, floor: int) -> Content | None:
    """ "The plan was condemned by A": the subject is the content; "it was announced by A that B": B is."""
    if source.kind != "agent" or not cue.frames & {OBJECT, CLAUSE, DITRANSITIVE}:
        return None
    from_agent = source.ranges[0][1]
    k = from_agent
    while k < len(tokens) and _adverbial_end(tokens, k) > k:
        k = _adverbial_end(tokens, k)
    if k < len(tokens) and tokens.lowers[k] == "that" and CLAUSE in cue.frames:
        return Content([(k + 1, _trim_right(tokens, k + 1, len(tokens)))], "clause", cue.end)
    if cue.form == "reduced" or OBJECT not in cue.frames:
        return None
    from tracker.extraction.phrases import noun_phrase_start, skip_adverbs_back

    last = skip_adverbs_back(tokens, cue.group - 1)
    start = noun_phrase_start(tokens, last) if last >= 0 else 1
    if last < 0 or start > last:
        return None
    return Content([(start, last + 1)], "passive", cue.end)
