"""The source of a reporting verb: who the sentence says is speaking.

Handled: a subject before its verb, over titles, appositions, relative clauses, brackets and asides between them;
inversion ("said Minister Orlo"); a subject shared by verbs in a row ("praised A and called for B", "noting that A");
relative pronouns with their antecedent; agents of passives ("was condemned by"); the object of "quoted X as saying".
"""

from __future__ import annotations

from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    NOUNS,
    PROPER,
    VERBS,
    noun_phrase_end,
    noun_phrase_start,
    skip_adverbs_back,
    skip_time_back,
)
from tracker.extraction.structures import Cue, Range, Source, Tokens
from tracker.lexicon.grammar import (
    CLAUSE_OPENERS,
    ISSUING,
    NOT_SOURCES,
    PARTICIPLE_OPENERS,
    PARTICIPLES,
    PERSON_ENDINGS,
    QUOTING,
    RARELY_PARTICIPLES,
    REPORTS,
    SHOWING,
    SPEAKING_NOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    TITLE_NOUNS,
    VENUES,
)
from tracker.lexicon.reporting import AS, CLAUSE, DIRECTIVE, NAMING, QUOTE, Reporting

_ASIDE_OPENERS = frozenset("DT NN NNS NNP NNPS JJ JJS CD PRP$ VBG VBN IN WP WDT WP$ WRB RB TO".split())


def find_source(tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]], reporting: Reporting) -> Source | None:
    """Give the source of a cue, or None where the sentence names none.

    ``earlier`` holds the sentence's cues that already have a source, for verbs that share one.
    """
    if cue.form == "participle":
        return _participle_source(tokens, cue, earlier, reporting)
    if cue.form in ("passive", "reduced"):
        return _agent(tokens, cue)
    return _subject(tokens, cue, earlier)


def inverted_source(tokens: Tokens, cue: Cue) -> Source | None:
    """Give the subject behind the verb in '"A," said X': the whole phrase with its apposition, the name as head."""
    start = cue.end
    end = noun_phrase_end(tokens, start, joined=True)
    if end <= start or tokens.tags[start] in ("IN", "TO", "RB", "CC", ":"):
        return None
    while end < len(tokens) and tokens.tags[end] in ADVERBS and tokens.tags[start] in ("PRP", "NNP"):
        end += 1
    if end < len(tokens) and (
        (tokens.tags[end] in VERBS and tokens.tags[end] not in ("VBG", "VBN"))
        or tokens.lowers[end] in ("that", "to", "not")
    ):
        return None
    if not _may_be_inverted(tokens, start, end):
        return None
    whole = _with_apposition(tokens, end)
    return Source([(start, whole)], (start, end), "inverted")


def _may_be_inverted(tokens: Tokens, start: int, end: int) -> bool:
    """A quotation stands before it, or the phrase is a name, a pronoun or a noun that speaks: no object of a row of
    verbs ("called on Kesh to act, emphasized the importance of A, and pressed for B")."""
    if any(tokens.quoted[k] >= 0 for k in range(start)):
        return True
    last = end - 1
    for k in range(start + 1, end):
        if tokens.tags[k] in ("IN", "TO", "VBN"):
            last = k - 1
            break
    return (
        tokens.tags[last] in PROPER
        or tokens.tags[last] in ("PRP", "CD")
        or tokens.words[last][0].isupper()
        or tokens.lowers[last] in SPEAKING_NOUNS
        or tokens.lowers[last] in TITLE_NOUNS
        or tokens.lowers[last].endswith(PERSON_ENDINGS)
        or any(tokens.tags[k] in PROPER for k in range(start, end))
    )


def _with_apposition(tokens: Tokens, end: int) -> int:
    """Extend a phrase over ", a lawyer from Kesh" where a comma or the sentence's end closes it."""
    if end >= len(tokens) or tokens.lowers[end] != "," or end + 1 >= len(tokens):
        return end
    if tokens.tags[end + 1] not in ("DT", "NN", "NNP", "JJ", "PRP$", "CD"):
        return end
    stop = noun_phrase_end(tokens, end + 1)
    if stop > end + 1 and (
        stop >= len(tokens) or tokens.lowers[stop] in (",", ".", ";") or tokens.lowers[stop] in MARKS
    ):
        return stop
    return end


def _subject(tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]]) -> Source | None:
    tags, lowers = tokens.tags, tokens.lowers
    p = skip_time_back(tokens, skip_adverbs_back(tokens, cue.group - 1))
    if p < 0:
        return inverted_source(tokens, cue) if QUOTE in cue.frames else None
    word = "—" if lowers[p] == "-" else lowers[p]
    if tags[p] in ("WP", "WDT") or word in ("who", "which") or (word == "that" and p >= 1 and tags[p - 1] in NOUNS):
        return _relative(tokens, p)
    if word in ("and", "but", "or", "then", "yet") or word == ";":
        return _shared(tokens, cue, earlier)
    if word in (",", "—", "–", "--", "---") or word in MARKS or tokens.quoted[p] >= 0:
        if QUOTE in cue.frames and (word in MARKS or tokens.quoted[p] >= 0 or word == ","):
            turned = inverted_source(tokens, cue)
            if word == "," and turned is not None and cue.lemma != "say" and _before_aside(tokens, p) is not None:
                turned = None
            if turned is not None and (
                word != ","
                or (CLAUSE in cue.frames and not cue.frames & {DIRECTIVE, AS} and _is_left_clause(tokens, p))
            ):
                return turned
        if word in MARKS or tokens.quoted[p] >= 0:
            if _is_nickname(tokens, p):
                return _before_aside(tokens, p)
            if p >= 1 and lowers[p - 1] == ",":
                # 'Holt, citing "the weather," said': the comma that closes the aside stands inside the marks
                phrase = _before_aside(tokens, p)
                if phrase is not None:
                    return phrase
            return _shared(tokens, cue, earlier)
        phrase = _before_aside(tokens, p) or _before_relative(tokens, p)
        if phrase is not None:
            return phrase
        return _shared(tokens, cue, earlier)
    start = noun_phrase_start(tokens, p)
    if start > p:
        return None
    head = lowers[p]
    if start == p and head in ("him", "them", "me", "us"):
        return None
    holder = _behind_relative(tokens, start, cue.group)
    if holder is not None:
        return holder
    if lowers[start] in ("no", "nobody", "none", "neither"):
        return None
    if start == p and head in NOT_SOURCES and head not in ("it",):
        return None
    if p - start <= 1 and head in NOT_SOURCES and head != "it":
        return None
    if lowers[start] in TIME_WORDS and start == p:
        return None
    # "X, a lawyer, …": the name before the comma belongs to the phrase
    start, head_range = _reach_over_apposition(tokens, start, p)
    if (
        start >= 1
        and tags[start - 1] in ("VB", "VBG")
        and lowers[start - 1] not in ("saying", "adding", "noting")
        and tags[start] not in ("PRP",)
        and not _is_clause_break(tokens, start - 1)
    ):
        return None
    if not _can_speak(tokens, head_range, cue):
        return None
    return Source([(start, p + 1)], head_range, "subject")


def _can_speak(tokens: Tokens, head: Range, cue: Cue) -> bool:
    """Tell if a subject is a source: not a thing that shows ("The trip underscores A", "these figures explain B")."""
    if cue.lemma not in SHOWING:
        return True
    last = head[1] - 1
    for k in range(head[0], head[1]):
        if tokens.tags[k] in ("IN", "TO") and k > head[0]:
            last = k - 1
            break
    word = tokens.lowers[last]
    if tokens.tags[last] in PROPER or tokens.tags[last] in ("PRP", "WP", "CD", "DT") or tokens.words[last][0].isupper():
        return True
    return word in SPEAKING_NOUNS or word.endswith(PERSON_ENDINGS)


def _behind_relative(tokens: Tokens, start: int, group: int) -> Source | None:
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


def _is_nickname(tokens: Tokens, closing: int) -> bool:
    """'the hacker known as "Gull," said': a few quoted words inside an aside are no content."""
    opened = closing
    while opened > 0 and tokens.quoted[opened - 1] == tokens.quoted[closing] and tokens.quoted[closing] >= 0:
        opened -= 1
    return (
        opened > 0
        and closing - opened <= 6
        and tokens.lowers[opened - 1] not in (",", ":", "and")
        and tokens.tags[opened - 1] in ("IN", "VBN", "NN", "NNP", "DT")
    )


def _is_clause_break(tokens: Tokens, i: int) -> bool:
    return tokens.lowers[i] in SUBORDINATORS or tokens.lowers[i] in ("that", ",", ";")


def _is_left_clause(tokens: Tokens, comma: int) -> bool:
    return any(tokens.tags[k] in FINITE or tokens.quoted[k] >= 0 for k in range(comma))


def _reach_over_apposition(tokens: Tokens, start: int, last: int) -> tuple[int, Range]:
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
    return start, (start, last + 1)


def _before_aside(tokens: Tokens, closing: int) -> Source | None:
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
            if (opener in _ASIDE_OPENERS or mark in DASHES or reduced) and (relative or reporting or not finite):
                found = _named_before(tokens, k, closing)
                if found is not None:
                    if tokens.lowers[found.ranges[0][0]] in TIME_WORDS or tokens.lowers[k - 1] in TIME_WORDS:
                        return best
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
            and not (tokens.tags[k] == "VBD" and tokens.lowers[k - 1] == ",")
        ):
            finite = True
        elif tokens.depth[k] == 0 and (
            tokens.lowers[k] in ("who", "which") or (tokens.lowers[k] == "that" and tokens.tags[k] == "WDT")
        ):
            finite = False  # the verbs seen so far are the relative clause's own
    return best


def _before_relative(tokens: Tokens, closing: int) -> Source | None:
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


def _opens_relative(tokens: Tokens, i: int) -> bool:
    return tokens.lowers[i] in ("who", "whose", "which", "where", "whom") or (
        tokens.tags[i] == "IN" and tokens.lowers[min(i + 1, len(tokens) - 1)] in ("whom", "which")
    )


def _named_before(tokens: Tokens, comma: int, closing: int) -> Source | None:
    """The phrase that an aside's opening comma closes, if it can be a subject: one that opens a clause."""
    start = noun_phrase_start(tokens, comma - 1)
    if start > comma - 1 or tokens.tags[comma - 1] in FINITE or not (start == 0 or _opens_clause(tokens, start)):
        return None
    if tokens.tags[comma + 1] in PROPER and any(tokens.lowers[k] in TITLE_NOUNS for k in range(start, comma)):
        # "a spokesman, Ada Holt, said", "the king of Kesh, Ada Holt, who …, said": the name stands behind the post
        stop = next((k for k in range(comma + 1, closing) if tokens.lowers[k] == ","), closing)
        if tokens.tags[stop - 1] in PROPER and stop - comma <= 9:
            return Source([(start, closing)], (comma + 1, stop), "subject")
    begin, head = _reach_over_apposition(tokens, start, comma - 1)
    return Source([(begin, closing)], head if begin == start else (begin, comma), "subject")


def _opens_clause(tokens: Tokens, start: int) -> bool:
    before = tokens.lowers[start - 1]
    return before in CLAUSE_OPENERS or before in MARKS or tokens.tags[start - 1] in ADVERBS


def _relative(tokens: Tokens, pronoun: int) -> Source | None:
    """The antecedent of "who", "which" or "that" is the head; the pronoun is printed source too."""
    last = pronoun - 1
    if last >= 0 and tokens.lowers[last] in (",", "—", "–"):
        last -= 1
    # "Orlo, the leader of Kesh, who said": the phrase before the apposition is as good; the nearest one is taken
    if last < 0:
        return None
    start = noun_phrase_start(tokens, last)
    if start > last:
        return None
    return Source([(start, last + 1), (pronoun, pronoun + 1)], (start, last + 1), "relative")


def _shared(tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]]) -> Source | None:
    """The subject of the nearest earlier report, or else of the clause's first finite verb."""
    for other, source in reversed(earlier):
        if other.form in ("finite", "passive") and source.kind not in ("agent",):
            return Source(source.ranges, source.head, "shared")
    return _main_subject(tokens, cue.group)


def _main_subject(tokens: Tokens, before: int) -> Source | None:
    """The subject of the first finite verb before an index that is not in a subordinate clause."""
    skip_until_comma = tokens.lowers[0] in SUBORDINATORS if len(tokens) else False
    for k in range(before):
        if tokens.quoted[k] >= 0 or tokens.depth[k]:
            continue
        if skip_until_comma:
            if tokens.lowers[k] == ",":
                skip_until_comma = False
            continue
        if tokens.tags[k] in FINITE:
            p = skip_adverbs_back(tokens, k - 1)
            if p < 0 or tokens.lowers[p] in ("who", "which", "that", "when", "where", "what"):
                continue
            if tokens.lowers[p] in (",", "—", "–", "--"):
                found = _before_aside(tokens, p)
                if found is not None:
                    return Source(found.ranges, found.head, "shared")
                continue
            start = noun_phrase_start(tokens, p)
            if start <= p:
                return Source([(start, p + 1)], (start, p + 1), "shared")
    return None


def _subject_of(tokens: Tokens, verb: int) -> Source | None:
    """The subject right before a verb's group, whatever the tagger made of the verb."""
    p = verb - 1
    while p >= 0 and (tokens.tags[p] in ADVERBS or tokens.lowers[p] in ("has", "have", "had", "then", "also")):
        p -= 1
    if p < 0:
        return None
    if tokens.lowers[p] in (",", "—", "–", "--"):
        return _before_aside(tokens, p)
    if tokens.lowers[p] in ("and", "but"):
        return _main_subject(tokens, p)
    start = noun_phrase_start(tokens, p)
    return Source([(start, p + 1)], (start, p + 1), "shared") if start <= p else None


def _participle_source(
    tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]], reporting: Reporting
) -> Source | None:
    p = skip_adverbs_back(tokens, cue.group - 1)
    lowers, tags = tokens.lowers, tokens.tags
    if (
        p < 0
        or (p <= 1 and lowers[p] in ("while", "by", "when", "after", "in", "before", "upon", "on", "but", "and"))
        or (p == 0 and lowers[p] in ("also",))
    ):
        return _following_subject(tokens, cue)
    if lowers[p] == "as" and p >= 1:
        return _quoted_as(tokens, p)
    if tags[p] in NOUNS or lowers[p] in ("one", "others", "some"):
        noun = lowers[p]
        start = noun_phrase_start(tokens, p)
        if start > p:
            return None
        if noun in reporting.documents or noun.rstrip("s") in reporting.documents:
            for k in range(start - 1, max(start - 4, -1), -1):
                if lowers[k] in ISSUING:
                    owner = _subject_of(tokens, k)
                    if owner is not None:
                        return owner
            return Source([(start, p + 1)], (start, p + 1), "subject")
        shared = _shared(tokens, cue, earlier)
        if noun in TIME_WORDS or lowers[p] in VENUES or _issues_before(tokens, start, reporting):
            return shared
        if start >= 1 and (tags[start - 1] in ("VBD", "VBZ", "VBP", "IN", "VBN", "TO", "VBG")):
            # "posted a clip blaming …": the poster speaks; "officials saying …": they do
            if any(lowers[k] in ISSUING for k in range(max(start - 3, 0), start)):
                return shared
            if tags[start - 1] in ("IN", "TO") and lowers[start - 1] != "with":
                return shared
        return Source([(start, p + 1)], (start, p + 1), "subject")
    if lowers[p] in PARTICIPLE_OPENERS or lowers[p] in MARKS or tokens.quoted[p] >= 0:
        if lowers[p] in ("by", "in", "before", "after", "when") and not earlier and not cue.frames & {CLAUSE, NAMING}:
            return None
        if lowers[p] == "," and not earlier and p >= 1 and noun_phrase_start(tokens, p - 1) == 0:
            # "Orlo, noting that A, questioned B": the subject stands before the aside
            return Source([(0, p)], (0, p), "shared")
        if cue.lemma in RARELY_PARTICIPLES and not any(c.form == "finite" for c, _ in earlier):
            return None
        return _shared(tokens, cue, earlier)
    return None


def _issues_before(tokens: Tokens, before: int, reporting: Reporting) -> bool:
    """ "issued a statement outside Sorrel, Kesh, saying": who issued the document speaks, not the place behind it."""
    document = False
    for k in range(before - 1, max(before - 20, -1), -1):
        if tokens.quoted[k] >= 0 or tokens.lowers[k] == ";":
            return False
        document = document or tokens.lowers[k] in reporting.documents
        if tokens.lowers[k] in ISSUING:
            return document
    return False


def _following_subject(tokens: Tokens, cue: Cue) -> Source | None:
    """ "Noting that A, Orlo said B": the subject of the main clause, before a reporting verb if there is one."""
    found = main_clause_after(tokens, cue.end)
    if found is None:
        return None
    start, end = found
    return Source([(start, end)], (start, end), "participle")


def main_clause_after(tokens: Tokens, begin: int) -> Range | None:
    """Give the main clause's subject behind an opening participle: the first comma with subject and finite verb."""
    fallback: Range | None = None
    for k in range(begin, len(tokens) - 2):
        if tokens.lowers[k] != "," or tokens.depth[k]:
            # a closing mark may stand behind the comma: '"… ," he said'
            continue
        if (
            tokens.quoted[k] >= 0
            and k + 1 < len(tokens)
            and tokens.quoted[k + 1] >= 0
            and tokens.lowers[k + 1] not in MARKS
        ):
            continue
        start = k + 1
        while start < len(tokens) and (tokens.lowers[start] in MARKS or tokens.tags[start] in ADVERBS):
            start += 1
        end = noun_phrase_end(tokens, start)
        if end <= start:
            continue
        verb = end
        if verb < len(tokens) and tokens.lowers[verb] == ",":
            close = next((m for m in range(verb + 1, min(verb + 15, len(tokens))) if tokens.lowers[m] == ","), -1)
            if close > 0 and close + 1 < len(tokens) and tokens.tags[close + 1] in FINITE:
                verb = close + 1
        while verb < len(tokens) and tokens.tags[verb] in ADVERBS:
            verb += 1
        if verb < len(tokens) and tokens.tags[verb] in FINITE:
            if tokens.lowers[verb] in REPORTS:
                return start, end
            fallback = fallback or (start, end)
    return fallback


def _quoted_as(tokens: Tokens, at: int) -> Source | None:
    """ "was quoted by A as saying": the passive's subject; "A quoted B as saying": B."""
    for k in range(at - 1, max(at - 14, -1), -1):
        if tokens.lowers[k] in QUOTING:
            passive = any(
                tokens.lowers[m] in ("was", "were", "is", "been", "being", "are") for m in range(max(k - 3, 0), k)
            )
            if passive:
                first = next(
                    m
                    for m in range(max(k - 3, 0), k)
                    if tokens.lowers[m] in ("was", "were", "is", "been", "being", "are")
                )
                while first >= 1 and tokens.lowers[first - 1] in ("has", "have", "had", "was", "been"):
                    first -= 1
                last = skip_adverbs_back(tokens, first - 1)
                if last >= 0 and tokens.lowers[last] in (",", "—", "–"):
                    return _before_aside(tokens, last)
                start = noun_phrase_start(tokens, last)
                return Source([(start, last + 1)], (start, last + 1), "subject") if start <= last else None
            end = noun_phrase_end(tokens, k + 1)
            if end > k + 1:
                return Source([(k + 1, end)], (k + 1, end), "object")
            return None
    return None


def _agent(tokens: Tokens, cue: Cue) -> Source | None:
    """The by-phrase of a passive, right behind the verb or behind a short adverbial."""
    for k in range(cue.end, min(cue.end + 6, len(tokens))):
        if tokens.lowers[k] == "by":
            end = noun_phrase_end(tokens, k + 1)
            if end > k + 1 and tokens.tags[k + 1] != "VBG":
                return Source([(k + 1, end)], (k + 1, end), "agent")
            return None
        if tokens.tags[k] in FINITE or tokens.lowers[k] in (",", ".", ";"):
            return None
    return None
