"""The source of a reporting verb: who the sentence says is speaking.

Handled: a subject before its verb, over titles, appositions, relative clauses, brackets and asides between them;
inversion ("said Minister Orlo"); a subject shared by verbs in a row ("praised A and called for B", "noting that A");
relative pronouns with their antecedent; agents of passives ("was condemned by"); the object of "quoted X as saying".
"""

from __future__ import annotations

from tracker.extraction.phrases import (
    ADVERBS,
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
from tracker.extraction.subjects import (
    antecedent,
    before_aside,
    before_contact_clause,
    before_relative,
    before_stray_comma,
    before_titled_comma,
    behind_relative,
    main_subject,
    opening_subject,
    reach_over_apposition,
    subject_of,
)
from tracker.extraction.voices import can_speak, only_shows
from tracker.lexicon.grammar import BE, HYPOTHETICAL, SUBORDINATORS, TIME_WORDS, TITLE_NOUNS
from tracker.lexicon.reporting import AS, CLAUSE, DIRECTIVE, NAMING, QUOTE, TELL, Reporting
from tracker.lexicon.speaking import (
    CLAUSE_OPENERS,
    ISSUING,
    MARCHES,
    NOT_SOURCES,
    PARTICIPLE_OPENERS,
    PERSON_ENDINGS,
    QUOTING,
    RARELY_PARTICIPLES,
    REPORTS,
    SPEAKING_NOUNS,
    VENUES,
)

_OVERHEARD = frozenset({"heard", "seen", "caught", "recorded", "filmed", "shown", "overheard"})


def find_source(tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]], reporting: Reporting) -> Source | None:
    """Give the source of a cue, or None where the sentence names none.

    ``earlier`` holds the sentence's cues that already have a source, for verbs that share one.
    """
    if cue.form == "participle":
        source = _participle_source(tokens, cue, earlier, reporting)
    elif cue.form in ("passive", "reduced"):
        source = _agent(tokens, cue)
    else:
        source = _subject(tokens, cue, earlier) or (opening_subject(tokens, cue.group) if not earlier else None)
    return source if source is not None and can_speak(tokens, source.head) else None


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
    if p >= 3 and lowers[p] == "part" and tags[p - 1] == "PRP$" and lowers[p - 2] in ("on", "for"):
        p -= 4 if lowers[p - 3] == "," else 3  # "The envoy of Kesh, on his part said"
        start = noun_phrase_start(tokens, p)
        return Source([(start, p + 1)], (start, p + 1), "subject") if start <= p else None
    word = "—" if lowers[p] == "-" else lowers[p]
    if tags[p] in ("WP", "WDT") or word in ("who", "which") or (word == "that" and p >= 1 and tags[p - 1] in NOUNS):
        return antecedent(tokens, p)
    if word in ("and", "but", "or", "then", "yet") or word == ";":
        return _shared(tokens, cue, earlier)
    if word in (",", "—", "–", "--", "---") or word in MARKS or tokens.quoted[p] >= 0:
        if QUOTE in cue.frames and (word in MARKS or tokens.quoted[p] >= 0 or word == ","):
            turned = inverted_source(tokens, cue)
            asides = cue.lemma != "say" or "who" in lowers[:p]  # "The minister, who had left, said his guest agreed"
            if word == "," and turned is not None and asides and before_aside(tokens, p) is not None:
                turned = None
            if turned is not None and (
                word != ","
                or (tokens.quoted[p - 1] >= 0 and p >= 1)
                or (CLAUSE in cue.frames and not cue.frames & {DIRECTIVE, AS} and _is_left_clause(tokens, p))
            ):
                return turned
        if word in MARKS or tokens.quoted[p] >= 0:
            if _is_nickname(tokens, p):
                return before_aside(tokens, p)
            if p >= 1 and lowers[p - 1] == ",":
                # 'Holt, citing "the weather," said': the comma that closes the aside stands inside the marks
                phrase = before_aside(tokens, p)
                if phrase is not None:
                    return phrase
            return _shared(tokens, cue, earlier)
        phrase = before_titled_comma(tokens, p) or before_aside(tokens, p)
        phrase = phrase or before_relative(tokens, p) or before_stray_comma(tokens, p)
        if phrase is not None:
            return phrase
        return _shared(tokens, cue, earlier)
    start = noun_phrase_start(tokens, p)
    if start > p:
        return before_contact_clause(tokens, p)
    head = lowers[p]
    if start == p and head in ("him", "them", "me", "us"):
        return None
    holder = behind_relative(tokens, start, cue.group)
    if holder is not None:
        return holder
    if lowers[start] in ("no", "nobody", "none", "neither") and tags[start + 1] != "CD":  # "No 10" is a house
        return None
    if start == p and head in NOT_SOURCES and head not in ("it",):
        return None
    if p - start <= 1 and head in NOT_SOURCES and head != "it":
        return None
    if lowers[start] in TIME_WORDS and start == p:
        return None
    start = _reach_back(tokens, _behind_opening(tokens, start, p))
    # "X, a lawyer, …": the name before the comma belongs to the phrase
    start, head_range = reach_over_apposition(tokens, start, p)
    if (
        start >= 1
        and tags[start - 1] in ("VB", "VBG")
        and lowers[start - 1] not in ("saying", "adding", "noting")
        and tags[start] not in ("PRP",)
        and not _is_clause_break(tokens, start - 1)
    ):
        return None
    if only_shows(tokens, head_range, cue) or (start >= 1 and lowers[start - 1] in HYPOTHETICAL):
        return None
    return Source([(start, p + 1)], head_range, "subject")


def _behind_opening(tokens: Tokens, start: int, p: int) -> int:
    """Where the subject begins behind an adverbial that it seems to belong to: "In Sorrel, Kesh, *the envoy*"."""
    if start < 1 or tokens.tags[start - 1] not in ("IN", "TO") or tokens.tags[0] not in ("IN", "VBG", "TO"):
        return start
    if any(tokens.tags[k] in FINITE for k in range(start)):
        return start
    commas = [k for k in range(start, p) if tokens.lowers[k] == "," and tokens.depth[k] == 0]
    if len(commas) > 1 and all(tokens.tags[k] in PROPER for k in range(commas[0] + 1, commas[1])):
        commas = commas[1:]  # the place's country
    if commas:
        return commas[0] + 1
    for k in range(start + 1, p + 1):
        # "With the purchase Sorrel said": no comma, but nothing that a name would end
        if tokens.tags[k] in PROPER:
            common = tokens.tags[k - 1] in ("NN", "NNS") and tokens.lowers[k - 1] not in TITLE_NOUNS
            return k if common and tokens.tags[start] == "DT" and tokens.words[k - 1].islower() else start
    return start


def _reach_back(tokens: Tokens, start: int) -> int:
    """Where the subject begins that an adverbial parts from its verb: "*A post* sent from Kesh during the talks"."""
    k = start
    while k >= 2 and tokens.tags[k - 1] in ("IN", "TO"):
        q = k - 2
        if tokens.tags[q] in ADVERBS:
            q -= 1
        if q >= 1 and tokens.tags[q] == "VBN":
            q -= 1
        first = noun_phrase_start(tokens, q) if q >= 0 and tokens.tags[q] in NOUNS else q + 1
        if first > q or tokens.lowers[q] in TIME_WORDS:
            return start
        k = first
    if k == start or (k > 0 and tokens.lowers[k - 1] not in CLAUSE_OPENERS):
        return start
    return k if can_speak(tokens, (k, start)) else start


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


def _shared(tokens: Tokens, cue: Cue, earlier: list[tuple[Cue, Source]]) -> Source | None:
    """The subject of the nearest earlier report, or else of the clause's first finite verb."""
    if cue.form == "participle" and earlier and earlier[-1][0].form == "passive" and earlier[-1][1].kind == "agent":
        agent = earlier[-1][1]  # "were described by Orlo as poor, saying that A": the agent goes on speaking
        return Source(agent.ranges, agent.head, "shared")
    lead = _lead_clause_end(tokens)
    for other, source in reversed(earlier):
        if other.verb < lead <= cue.group:
            break  # "When a guest jokes that A, Orlo laughs and says": the main clause has a subject of its own
        if other.form in ("finite", "passive") and source.kind not in ("agent",):
            return Source(source.ranges, source.head, "shared")
    return main_subject(tokens, cue.group)


def _lead_clause_end(tokens: Tokens) -> int:
    """Behind the comma of a clause that opens the sentence with "when" and that a subject and a verb follow, or 0."""
    if not len(tokens) or tokens.lowers[0] not in ("when", "after", "if", "as", "while", "before"):
        return 0
    for k in range(3, len(tokens) - 2):
        if tokens.lowers[k] == "," and tokens.quoted[k] < 0 and tokens.depth[k] == 0:
            end = noun_phrase_end(tokens, k + 1)
            if k + 1 < end < len(tokens) and tokens.tags[end] in FINITE:
                return k + 1
    return 0


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
    if lowers[p] == "while" and p >= 2 and lowers[p - 1] == "," and noun_phrase_start(tokens, p - 2) == 0:
        return Source([(0, p - 1)], (0, p - 1), "shared")  # "The envoy, while expressing A, stressed B"
    if lowers[p] in _OVERHEARD and p >= 1 and lowers[p - 1] in BE:
        first = p - 1  # "Orlo can be heard telling donors"
        while first >= 1 and (tags[first - 1] in ADVERBS or tags[first - 1] in VERBS or tags[first - 1] == "MD"):
            first -= 1
        return subject_of(tokens, first)
    if tags[p] in NOUNS or lowers[p] in ("one", "others", "some"):
        noun = lowers[p]
        start = noun_phrase_start(tokens, p)
        if start > p:
            return None
        if noun in reporting.documents or noun.rstrip("s") in reporting.documents:
            for k in range(start - 1, max(start - 4, -1), -1):
                if lowers[k] in ISSUING:
                    owner = subject_of(tokens, k)
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
            if tags[start - 1] in ("IN", "TO") and noun in MARCHES:
                return None  # "arrested in demonstrations protesting the raid": they protest, whoever was there
            if tags[start - 1] in ("IN", "TO") and lowers[start - 1] != "with":
                return shared
        return Source([(start, p + 1)], (start, p + 1), "subject")
    if lowers[p] in PARTICIPLE_OPENERS or lowers[p] in MARKS or tokens.quoted[p] >= 0:
        quotes = lowers[p] == "by" and any(tokens.quoted[k] >= 0 for k in range(cue.end, min(cue.end + 2, len(tokens))))
        if (
            lowers[p] in ("by", "in", "before", "after", "when")
            and not earlier
            and not cue.frames & {CLAUSE, NAMING, TELL}
            and not quotes  # 'protested by shouting "A"'
        ):
            return None
        if lowers[p] == "," and not earlier and p >= 1 and noun_phrase_start(tokens, p - 1) == 0:
            # "Orlo, noting that A, questioned B": the subject stands before the aside
            return Source([(0, p)], (0, p), "shared")
        finds = cue.lemma == "find" and CLAUSE in cue.frames and lowers[cue.end : cue.end + 1] == ["that"]
        if cue.lemma in RARELY_PARTICIPLES and not finds and not any(c.form == "finite" for c, _ in earlier):
            return None
        shared = _shared(tokens, cue, earlier)
        return subject_of(tokens, p - 1) if shared is None and quotes else shared
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
                    return before_aside(tokens, last)
                start = noun_phrase_start(tokens, last)
                return Source([(start, last + 1)], (start, last + 1), "subject") if start <= last else None
            end = noun_phrase_end(tokens, k + 1)
            if end <= k + 1:
                return None
            whole = _with_apposition(tokens, end)
            named = whole > end and tokens.tags[end + 1] in PROPER  # "its leader, Ada Holt, as saying"
            return Source([(k + 1, whole)], (end + 1, whole) if named else (k + 1, end), "object")
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
