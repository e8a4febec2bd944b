"""The content of a report: which tokens give what was communicated.

The longest stretch that the cue governs, less "that", the addressee and the reporting clause's own adverbials; it
ends where the reporter takes over again: another cue with the same subject ("…, adding that"), a new subject with a
cue of its own, an aside about the occasion ("…, speaking in Kesh", "… in a statement"). Content stands on both sides
of its cue where the sentence goes on ("If it rains, Orlo said, the road will close"), or a quotation completes the
reporter's fragment ("The islanders had, he claimed, 'moved the goalposts'"); behind a quotation an unquoted ", and …"
is not its.
"""

from __future__ import annotations

from tracker.extraction.adverbials import adverbial_end, is_occasion, starts_quote
from tracker.extraction.endings import find_end, find_quote_end, trim_right
from tracker.extraction.openings import find_opening
from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    NOUNS,
    VERBS,
    has_finite_verb,
    noun_phrase_end,
    noun_phrase_start,
    skip_adverbs_back,
)
from tracker.extraction.relatives import before_comma_in_marks, described_ahead, named_ahead
from tracker.extraction.structures import Content, Cue, Range, Source, Tokens
from tracker.extraction.subjects import before_aside
from tracker.lexicon.grammar import ASIDE_WORDS, COMPLETIONS, SUBORDINATORS, TIME_WORDS, TURNING
from tracker.lexicon.reporting import AS, CLAUSE, DITRANSITIVE, NAMING, OBJECT, QUOTE, TELL, Reporting
from tracker.lexicon.speaking import QUOTING


def find_content(
    tokens: Tokens, cue: Cue, source: Source, cues: list[Cue], reporting: Reporting, floor: int = 0
) -> Content | None:
    """Give the content that a cue governs, or None where it governs none.

    ``cues`` are all the sentence's reporting verbs; ``floor`` is the first token that belongs to the sentence proper
    (behind a dateline).
    """
    if cue.form in ("passive", "reduced"):
        return _passive_content(tokens, cue, source, floor, cues)
    begin = source.ranges[0][1] if source.kind == "inverted" else cue.end
    if cue.frames & {NAMING, AS} and source.kind == "subject":
        described = described_ahead(tokens, cue, source)
        if described is not None:
            behind = described[1][0]
            if starts_quote(tokens, behind):
                end = find_quote_end(tokens, behind, cue, cues, "object")
            else:
                end = find_end(tokens, behind, cue, cues, "as", enclosed=True)
                end = before_comma_in_marks(tokens, behind, end)
            end = trim_right(tokens, behind, end)
            return Content([described[0], (behind, end)], "as", cue.end, None, [(cue.group, behind)])
    if NAMING in cue.frames and source.kind == "subject":
        named = named_ahead(tokens, cue, source)
        if named is not None:
            end = trim_right(tokens, begin, find_end(tokens, begin, cue, cues, "naming", enclosed=True))
            return Content([named, (begin, end)], "naming", cue.end, None, [(cue.group, begin)])
    opening = find_opening(tokens, cue, begin, reporting, inverted=source.kind == "inverted")
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
    led = (
        source.kind == "subject"
        and opening is not None
        and opening.index > cue.end
        and tokens.lowers[opening.index - 1] == ","
        and opening.addressee is None
        and QUOTE in cue.frames
        and tokens.lowers[floor] in SUBORDINATORS
    )  # "If it rains, Orlo joked on Monday, the road will close"
    if (source.kind == "inverted" or quote_first or led or (opening is None and QUOTE in cue.frames)) and (
        opening is None or opening.kind in ("clause", "object")
    ):
        left = _left_content(tokens, cue, source, floor, cues)
        if left:
            return _around(tokens, cue, source, left, begin, cues)
        if source.kind == "inverted" and opening is None:
            return None
    if opening is None:
        return None
    head = cue.group if source.kind == "inverted" else min((r[0] for r in source.ranges), default=0)
    if opening.kind == "quote" and source.ranges and _quote_before(tokens, head):
        left = _left_content(tokens, cue, source, floor, cues)
        if left:
            end = find_quote_end(tokens, opening.index, cue, cues, opening.kind)
            return Content(
                [*left, (opening.index, end)], "quote", opening.cue_end, opening.addressee, [(cue.group, opening.index)]
            )
    if opening.kind == "quote" and source.kind == "subject" and cue.form == "finite":
        fragment = _fragment_before(tokens, source.ranges[0][0], floor, opening.index)
        if fragment is not None:
            end = find_quote_end(tokens, opening.index, cue, cues, opening.kind)
            ranges = [fragment, (opening.index, trim_right(tokens, opening.index, end))]
            return Content(ranges, "quote", opening.cue_end, opening.addressee, [(cue.group, opening.index)])
    if opening.kind == "quote":
        end = find_quote_end(tokens, opening.index, cue, cues, opening.kind)
    elif cue.form == "participle" and source.kind == "participle":
        end = _before_main_clause(tokens, opening.index, source)
    else:
        end = find_end(tokens, opening.index, cue, cues, opening.kind, enclosed=_is_enclosed(tokens, cue, source))
    end = trim_right(tokens, opening.index, end)
    if end <= opening.index:
        return None
    scope = [(cue.group, opening.index), (end, min(end + 12, len(tokens)))]
    if source.ranges and source.kind == "subject":
        scope.insert(0, (floor, cue.group))
    return Content([(opening.index, end)], opening.kind, opening.cue_end, opening.addressee, scope)


def _relative_before(tokens: Tokens, source: Source) -> int:
    """The relative pronoun right ahead of the subject, "the ferry, which Orlo said": its index, or -1."""
    before = source.ranges[0][0] - 1
    return before if before >= 1 and tokens.lowers[before] in ("which", "whom", "who") else -1


def _fragment_before(tokens: Tokens, subject: int, floor: int, quote: int) -> Range | None:
    """ "The islanders had, he claimed, 'moved the goalposts'": the reporter's words that the quotation completes."""
    comma = subject - 1
    if comma <= floor or tokens.lowers[comma] not in (",", "—", "–", "--") or tokens.quoted[comma] >= 0:
        return None
    first = quote + 1 if tokens.lowers[quote] in MARKS else quote
    if first >= len(tokens) or not tokens.words[first][0].islower():
        return None
    begin = floor
    for k in range(comma - 1, floor - 1, -1):
        if tokens.quoted[k] >= 0:
            return None
        if tokens.lowers[k] in (";", ":"):
            begin = k + 1
            break
    broken = tokens.tags[comma - 1] in FINITE or tokens.tags[first] in FINITE
    return (begin, comma) if broken and comma > begin else None


def _is_enclosed(tokens: Tokens, cue: Cue, source: Source) -> bool:
    """The report stands in an aside behind its source: "The party, which says A, won"."""
    if source.kind == "relative":
        pronoun = source.ranges[-1][0]
        # "Orlo, who says A, won", "Orlo, a farmer who says A, won"
        return any(tokens.lowers[k] in (",", "—", "–", "--") for k in range(max(source.head[0] - 1, 0), pronoun))
    if source.kind == "subject" and _relative_before(tokens, source) >= 1:
        return tokens.lowers[_relative_before(tokens, source) - 1] == ","
    if cue.form != "participle":
        return False
    comma = cue.group - 1
    behind_comma = comma >= 1 and tokens.lowers[comma] == "," and tokens.quoted[comma] < 0
    # "Orlo, noting that A, questioned B", "called for A and, recalling that B, asked for C"
    return source.kind == "subject" or (
        behind_comma and (tokens.tags[comma - 1] == "CC" or not has_finite_verb(tokens, 0, comma))
    )


def _quote_before(tokens: Tokens, i: int) -> bool:
    k = i - 1
    while k >= 0 and tokens.lowers[k] in (",",) and tokens.quoted[k] < 0:
        k -= 1
    return k >= 0 and tokens.quoted[k] >= 0


def _is_speech(tokens: Tokens, stop: int) -> bool:
    """Tell if the quotation before ``stop`` is words said, not a title: it opens the sentence or has a verb."""
    last = stop - 1
    while last > 0 and tokens.quoted[last] < 0:
        last -= 1
    number = tokens.quoted[last]
    first = last
    while first > 0 and tokens.quoted[first - 1] == number:
        first -= 1
    return first <= 1 or any(tokens.tags[k] in VERBS for k in range(first, last))


def _before_main_clause(tokens: Tokens, start: int, source: Source) -> int:
    end = source.ranges[0][0]
    return end if end > start else len(tokens)


def _left_content(tokens: Tokens, cue: Cue, source: Source, floor: int, cues: list[Cue]) -> list[Range]:
    """The content before a closing cue: "A, X said", '"A," said X', from the sentence's start or the last semicolon."""
    stop = cue.group if source.kind == "inverted" else min(r[0] for r in source.ranges)
    if source.kind == "object":
        stop = _relay_start(tokens, stop)
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
    opened = next((m for m in range(begin, k) if starts_quote(tokens, m) and m and tokens.lowers[m - 1] == ":"), -1)
    if (opened > 0 and tokens.quoted[k] >= 0) or (opened > 0 and tokens.quoted[k - 1] >= 0):
        # 'Orlo was disappointed: "A," he said': what stands before the colon is its own report
        begin = opened
    quoted = [m for m in range(begin, k + 1) if tokens.quoted[m] >= 0]
    if quoted and quoted[0] > begin and {"asked", "pressed"} & {*tokens.lowers[begin : begin + 2]}:
        return []  # 'Asked about the order to "stay away," Orlo replied'
    if not quoted and not has_finite_verb(tokens, begin, k) and not _resumes_behind(tokens, cue):
        return []
    end = k + 1 if tokens.quoted[k] >= 0 else k
    if (
        quoted
        and mark in (",",)
        and tokens.quoted[k] < 0
        and tokens.quoted[k - 1] < 0
        and not has_finite_verb(tokens, quoted[-1] + 1, k)
        and not has_finite_verb(tokens, begin, k)
    ):
        # 'Asked "A?" by reporters, Orlo said': the quotation is somebody else's
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


def _relay_start(tokens: Tokens, source: int) -> int:
    """'"A," IRNA quoted Orlo as saying': the medium that relays the words stands between them and their source."""
    verb = source - 1
    if verb < 1 or tokens.lowers[verb] not in QUOTING:
        return source
    last = skip_adverbs_back(tokens, verb - 1)
    start = noun_phrase_start(tokens, last)
    return start if start <= last else source


def _resumes_behind(tokens: Tokens, cue: Cue) -> bool:
    """ "Since the talks, Orlo noted, trade has grown": the clause goes on behind the cue's comma."""
    at = cue.end
    while at < len(tokens) and adverbial_end(tokens, at) > at:
        at = adverbial_end(tokens, at)
    return (
        at + 1 < len(tokens)
        and tokens.lowers[at] == ","
        and (has_finite_verb(tokens, at + 1, len(tokens)) or any(tokens.quoted[k] >= 0 for k in range(at, len(tokens))))
    )


def _has_main_clause(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell if a stretch that opens with "while", "if", "since" … has a main clause of its own behind a comma."""
    return any(
        tokens.lowers[k] == "," and tokens.lowers[k + 1] not in SUBORDINATORS and has_finite_verb(tokens, k + 1, end)
        for k in range(begin + 1, end - 1)
    )


def _around(tokens: Tokens, cue: Cue, source: Source, left: list[Range], begin: int, cues: list[Cue]) -> Content:
    """Content on the left of a cue, and on its right where the same sentence goes on: "A, X said, B"."""
    size = len(tokens)
    i = begin
    if TELL in cue.frames and source.kind != "inverted":
        i = noun_phrase_end(tokens, i)  # "A, he told delegates; B"
    while i < size:
        step = adverbial_end(tokens, i)
        if step <= i and tokens.lowers[i] in ("of", "about") and tokens.quoted[i] < 0:
            step = noun_phrase_end(tokens, i + 1)
        if step <= i:
            break
        i = step
    ranges = list(left)
    scope = [(cue.group, min(i + 12, size))]
    if i < size and tokens.lowers[i] in (",", ":", ";", "—", "–", "--") and i + 1 < size:
        k = i + 1
        left_is_clause = has_finite_verb(tokens, left[0][0], left[0][1])
        nxt = next((c for c in cues if (c.group == k or c.verb == k) and (left_is_clause or c.form != "passive")), None)
        while nxt is None and k < size and (tokens.tags[k] in ADVERBS or tokens.lowers[k] in ("and", "but", "while")):
            k += 1
            nxt = next((c for c in cues if c.group == k or c.verb == k), None)
        if starts_quote(tokens, i + 1):
            end = find_quote_end(tokens, i + 1, cue, cues, "quote")
            ranges.append((i + 1, trim_right(tokens, i + 1, end)))
        elif nxt is None and (
            (tokens.lowers[i] == "," and _resumes(tokens, i + 1, left, inverted=source.kind == "inverted"))
            or (tokens.lowers[i] == ";" and not any(c.group > i for c in cues))
        ):
            end = trim_right(tokens, i + 1, find_end(tokens, i + 1, cue, cues, "clause"))
            if end > i + 1:
                ranges.append((i + 1, end))
    elif i < size and starts_quote(tokens, i):
        end = find_quote_end(tokens, i, cue, cues, "quote")
        ranges.append((i, trim_right(tokens, i, end)))
    if len(ranges) > 1 and _is_turn(tokens, *ranges[0]):
        ranges = ranges[1:]
    return Content(ranges, "left", cue.end, None, scope)


def _is_turn(tokens: Tokens, a: int, b: int) -> bool:
    """ "For his part", "At the same time": how the report goes on, no part of what was said."""
    return tuple(tokens.lowers[a:b]) in TURNING or (
        b - a == 3
        and tokens.lowers[a] in ("for", "on")
        and tokens.tags[a + 1] == "PRP$"
        and tokens.lowers[a + 2] == "part"
    )


def _resumes(tokens: Tokens, i: int, left: list[Range], *, inverted: bool) -> bool:
    """The sentence's own clause goes on behind the aside: what follows is no participle, relative or adverbial."""
    if i >= len(tokens):
        return False
    word, tag = tokens.lowers[i], tokens.tags[i]
    if _is_turn(tokens, *left[0]):
        return True
    left_is_clause = has_finite_verb(tokens, left[0][0], left[0][1])
    if word in ASIDE_WORDS:
        return not left_is_clause and has_finite_verb(tokens, i, len(tokens))
    if word == "that":
        return i + 1 < len(tokens) and has_finite_verb(tokens, i + 1, len(tokens))  # "He will argue, he said, that A"
    if tag in ("VBG", "VBN"):
        return not left_is_clause and has_finite_verb(tokens, i, len(tokens))
    if tag == "IN" and inverted:
        return False  # '"A," said Ada Holt, of the Sorrel Network'
    if tag == "IN":
        return not is_occasion(tokens, i) and (left_is_clause or has_finite_verb(tokens, i, len(tokens)))
    if tag == "CC" and _is_quoted(tokens, left):
        return False  # '"We lost," Orlo said, and the flag came down'
    if not left_is_clause or tag == "CC":
        return True
    if tokens.lowers[left[0][0]] in SUBORDINATORS and not _has_main_clause(tokens, *left[0]):
        return True  # "If it rains, Orlo said, the road will close"
    return word in COMPLETIONS


def _is_quoted(tokens: Tokens, ranges: list[Range]) -> bool:
    return all(tokens.quoted[k] >= 0 or not tokens.words[k][0].isalnum() for a, b in ranges for k in range(a, b))


def _is_one_phrase(tokens: Tokens, floor: int, last: int) -> bool:
    """ "Hopes regarding the ferry were described by": all ahead of the verb is its subject, a noun in front."""
    return tokens.tags[floor] in (*NOUNS, "DT", "JJ", "PRP$") and not any(
        tokens.tags[k] in FINITE
        or tokens.lowers[k] in (",", ";", ":")
        or tokens.quoted[k] >= 0
        or tokens.lowers[k] in TIME_WORDS
        for k in range(floor, last + 1)
    )


def _passive_content(tokens: Tokens, cue: Cue, source: Source, floor: int, cues: list[Cue]) -> Content | None:
    """ "The plan was condemned by A": the subject is the content; "it was announced by A that B": B is."""
    if source.kind != "agent" or not cue.frames & {OBJECT, CLAUSE, DITRANSITIVE, AS}:
        return None
    from_agent = source.ranges[0][1]
    k = from_agent
    while k < len(tokens) and adverbial_end(tokens, k) > k:
        k = adverbial_end(tokens, k)
    relative = tokens.tags[k + 1 : k + 2] and tokens.tags[k + 1] in FINITE  # "put forward by Kesh that demands"
    if k < len(tokens) and tokens.lowers[k] == "that" and CLAUSE in cue.frames and not relative:
        return Content([(k + 1, trim_right(tokens, k + 1, len(tokens)))], "clause", cue.end)
    raised = k + 1 < len(tokens) and tokens.lowers[k] == "to" and tokens.tags[k + 1] == "VB" and CLAUSE in cue.frames
    taken = k < len(tokens) and tokens.lowers[k] == "as" and AS in cue.frames
    if cue.form == "reduced" or not (raised or taken or OBJECT in cue.frames):
        return None
    # "was reported by A to have left", "was described by A as a mistake": the rest completes what was reported
    rest = [(k, trim_right(tokens, k, len(tokens)))] if raised else []
    if taken:
        rest = [(k, trim_right(tokens, k, find_end(tokens, k, cue, cues, "as")))]
    last = skip_adverbs_back(tokens, cue.group - 1)
    if last > 0 and tokens.lowers[last] == ",":
        aside = before_aside(tokens, last)  # "The deal, reached after talks, was confirmed by A"
        if aside is not None:
            return Content([(aside.ranges[0][0], last), *rest], "passive", source.ranges[0][0])
    start = noun_phrase_start(tokens, last) if last >= 0 else 1
    if last < 0 or start > last:
        return None
    if taken and _is_one_phrase(tokens, floor, last):
        start = floor
    return Content([(start, last + 1), *rest], "passive", source.ranges[0][0])
