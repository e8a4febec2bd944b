"""Where content begins to the right of its cue, and by which frame: a clause, a quotation, an object, an infinitive.

Handled: "that", questions, bare clauses and quotations behind an addressee ("assured people on the shore that"),
behind adverbials ("noted on Monday, A"), behind whom it was said of ("said of Orlo, 'A'"); appeals ("urged X, who was
abroad, to", "asked donors for", "warned X against", "ordered the flags be lowered"); of what one was told ("assured X
of A"); counted rows ("agreed to: (i) A; (ii) B"); names called ("called his standing a joke"); courtesies given
("offered condolences"). Refused: objects that are no words ("called the hotel", "asked him for the third time",
"answered questions", "claimed twelve lives").
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.adverbials import adverbial_end, aside_end, starts_quote
from tracker.extraction.objects import is_speech_object, object_start
from tracker.extraction.phrases import (
    ADVERBS,
    DASHES,
    FINITE,
    MARKS,
    NOUNS,
    VERBS,
    clause_starts,
    has_finite_verb,
    noun_phrase_end,
)
from tracker.extraction.structures import Cue, Range, Tokens
from tracker.lexicon.grammar import (
    APPEALS,
    ASKING,
    PUBLISHED,
    TELLING_OF,
    TITLES_HELD,
)
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

_WHEN = frozenset({"when", "while", "after", "during", "yesterday"})
_QUESTIONS = frozenset({"whether", "if", "what", "why", "how", "who", "where", "when", "which"})


@dataclass(slots=True)
class Opening:
    index: int
    kind: str
    cue_end: int
    addressee: Range | None = None
    scope_end: int = 0
    opens_block: bool = False


def find_opening(tokens: Tokens, cue: Cue, begin: int, reporting: Reporting, *, inverted: bool) -> Opening | None:
    """Find where right-hand content begins, and by which frame."""
    frames = cue.frames
    size = len(tokens)
    words = tokens.lowers
    if begin >= size or (cue.lemma == "answer" and _answers_questions(tokens, begin)):
        return None
    if words[begin] == "anonymity":
        return None  # "who requested anonymity": how it was said
    if cue.lemma == "claim" and not cue.past and words[begin] in TITLES_HELD:
        return None  # "Kesh, which claims sovereignty over the islands": it has a claim
    if not inverted:
        delayed = begin
        while (
            INFINITIVE in frames
            and delayed < size
            and words[delayed] != "to"
            and adverbial_end(tokens, delayed) > delayed
        ):
            delayed = adverbial_end(tokens, delayed)
        if (
            begin < delayed < size - 1
            and words[delayed] == "to"
            and (tokens.tags[delayed + 1] == "VB" or _quotes_verb(tokens, delayed + 1))
        ):
            return Opening(delayed + 1, "infinitive", cue.end, scope_end=delayed)
        if (
            INFINITIVE in frames
            and words[begin] == "to"
            and begin + 1 < size
            and (tokens.tags[begin + 1] in ("VB", "RB", "VBP", "NN") or _quotes_verb(tokens, begin + 1))
        ):
            return Opening(begin + 1, "infinitive", begin + 1)
        if (
            INFINITIVE in frames
            and words[begin : begin + 2] == ["not", "to"]
            and tokens.tags[begin + 2 : begin + 3] == ["VB"]
            and words[begin + 2] != "be"  # "asked not to be named"
        ):
            return Opening(begin, "infinitive", cue.end)  # "promised not to yield"
        if INFINITIVE in frames and begin + 2 < size and words[begin] == "to" and words[begin + 1] == ":":
            return Opening(begin + 2, "infinitive", begin + 1)  # "agreed to: (i) open embassies; (ii) …"
        if NAMING in frames:
            named = _naming(tokens, begin)
            if named:
                return Opening(begin, "naming", cue.end)
        if DIRECTIVE in frames:
            target = _over_relative(tokens, noun_phrase_end(tokens, begin, infinitive=True))
            whom = _asked(tokens, cue, begin)
            against = next((k for k in range(begin + 1, target) if words[k] == "against"), -1)
            if against > 0 and not cue.with_tail and cue.lemma in ("warn", "caution", "advise", "counsel"):
                return Opening(begin, "directive", cue.end, whom)
            if starts_quote(tokens, begin) and cue.with_tail:
                target = _quotation_end(tokens, begin)
            k = target
            if k < size and words[k] == "not":
                k += 1
            if target > begin and starts_quote(tokens, k) and words[k : k + 2][-1:] == ["to"] and words[k] in MARKS:
                return Opening(begin, "directive", cue.end)  # 'called on the crews "to stay in the harbour"'
            if (
                target > begin
                and k + 1 < size
                and words[k] == "to"
                and (tokens.tags[k + 1] in ("VB", "VBP", "NN", "RB") or starts_quote(tokens, k + 1))
            ):
                return Opening(begin, "directive", cue.end, whom)
            if (
                target > begin
                and words[target : target + 1] == ["be"]
                and tokens.tags[target + 1 : target + 2] == ["VBN"]
            ):
                return Opening(begin, "clause", cue.end)  # "ordered the flags be lowered"
            if target > begin and target < size and words[target] in ("against", "not") and not cue.with_tail:
                return Opening(begin, "directive", cue.end, whom)
            if cue.lemma in APPEALS and not cue.with_tail:
                asked = noun_phrase_end(tokens, begin, complements=False)
                if begin < asked < size and words[asked] == "for" and _is_appealed_for(tokens, asked):
                    return Opening(begin, "directive", cue.end, whom)
            if cue.with_tail and target > begin and frames == frozenset({DIRECTIVE}):
                # "called on Iran's leaders for help": an appeal without its infinitive
                asked = noun_phrase_end(tokens, begin, complements=False)
                appeals = target < size and words[target] in ("for", ",", "to")
                if appeals or (begin < asked < size and words[asked] == "for"):
                    return Opening(begin, "directive", cue.end, whom)
                return None
    if cue.lemma == "find" and CLAUSE in frames and not inverted:
        found = noun_phrase_end(tokens, begin, infinitive=True)
        if found > begin and words[found : found + 2] in (["to", "be"], ["to", "have"]):
            return Opening(begin, "clause", cue.end)  # the court "found the ban to be unlawful"
    complement = _complement(tokens, cue, begin, reporting, inverted=inverted)
    if complement is not None:
        return complement
    if inverted:
        return None
    if cue.lemma in TELLING_OF and TELL in frames and words[begin] not in ("us", "me"):
        told = noun_phrase_end(tokens, begin, complements=False)
        if begin < told < size - 1 and words[told] == "of" and tokens.tags[told + 1] != "CD":
            return Opening(told + 1, "object", cue.end, (begin, told))  # "assured Orlo of its support"
    if AS in frames:
        end = noun_phrase_end(tokens, begin)
        if end > begin and end < size and words[end] == "as":
            return Opening(begin, "as", cue.end)
        stop = next(
            (k for k in range(begin, min(begin + 30, size)) if words[k] == "as" or tokens.tags[k] in FINITE), size
        )
        if stop < size and words[stop] == "as" and end > begin:
            return Opening(begin, "as", cue.end)
    if SPEECH in frames and is_speech_object(tokens, begin, cue, reporting):
        return Opening(begin, "object", cue.end)
    if OBJECT in frames or DITRANSITIVE in frames:
        start = object_start(tokens, cue, begin)
        return Opening(start, "object", cue.end) if start is not None else None
    return None


def _complement(tokens: Tokens, cue: Cue, begin: int, reporting: Reporting, *, inverted: bool) -> Opening | None:
    """A that-clause, question, quotation or bare clause, behind an addressee and adverbials if there are any."""
    frames, words, tags, size = cue.frames, tokens.lowers, tokens.tags, len(tokens)
    addressee: Range | None = None
    i = begin
    clausal = bool(frames & {CLAUSE, TELL, THAT_ONLY, QUOTE, QUESTION})
    if not clausal:
        return None
    if TELL in frames and not inverted and not starts_quote(tokens, i) and words[i] not in ("that", ":", ","):
        end = noun_phrase_end(tokens, i)
        if end < size and tags[end] in FINITE and CLAUSE not in frames:
            end = _addressee_before_subject(tokens, i, end)
        if words[end : end + 1] in (["every"], ["each"]) and words[end + 1 : end + 2] and CLAUSE in frames:
            return None  # "promised protests every week": nobody is told
        if end > i and not (CLAUSE in frames and end < size and tags[end] in FINITE):
            addressee = (i, end)
            i = end
    elif QUESTION in frames and not inverted and words[i] not in _QUESTIONS and (whom := _asks_whom(tokens, i)):
        question = next(k for k in range(whom[1], size) if words[k] in _QUESTIONS)
        addressee, i = whom, question
        if question > whom[1]:
            return Opening(whom[1] + 1, "clause", cue.end, whom, whom[1])  # "asked Orlo, yes or no, whether A"
    elif words[i] == "to" and tags[i] in ("TO", "IN") and i + 1 < size and tags[i + 1] not in ("VB",):
        end = noun_phrase_end(tokens, i + 1)
        if end > i + 1:
            addressee, i = (i + 1, end), end
    # walk over the reporting clause's own adverbials to "that", a colon, a quotation or a clause
    commas = 0
    start_of_adverbials = i
    while i < size:
        word = words[i]
        if starts_quote(tokens, i) and frames & {CLAUSE, TELL, QUOTE}:
            return Opening(i, "quote", cue.end, addressee, i)
        if word == ":":
            if i + 1 >= size or (i + 2 >= size and words[i + 1] in MARKS):
                return Opening(i, "colon", cue.end, addressee, i, opens_block=True)
            if frames & {CLAUSE, QUOTE, TELL}:
                return Opening(i + 1, "quote" if starts_quote(tokens, i + 1) else "clause", cue.end, addressee, i)
            return None
        stands_alone = words[i + 1 : i + 2] in (["."], [";"]) or (
            words[i + 1 : i + 2] == [","] and tags[i + 2 : i + 3] == ["VBG"]
        )
        if word == "that" and OBJECT in frames and i == begin and stands_alone:
            return Opening(i, "object", cue.end)  # "denied that, saying B"
        if word == "that" and i + 1 < size and frames & {CLAUSE, TELL, THAT_ONLY}:
            if tags[i + 1] in FINITE and tags[i] != "IN" and not (i + 2 < size and tags[i + 2] in FINITE):
                return Opening(i, "clause", cue.end, addressee, i)
            if commas % 2 == 1 and commas > 1:
                return None
            if starts_quote(tokens, i + 1):
                return Opening(i + 1, "quote", cue.end, addressee, i)
            k = i + 1
            if words[k] == "," and k + 1 < size:
                k += 1
            return Opening(k, "clause", cue.end, addressee, i)
        if (
            word in _QUESTIONS
            and i == start_of_adverbials
            and (QUESTION in frames or (frames & {CLAUSE, TELL} and word in ("what", "how", "why")))
        ):
            if has_finite_verb(tokens, i, size) or (word == "which" and noun_phrase_end(tokens, i + 1) > i + 1):
                return Opening(i + 1 if word in ("whether", "if") else i, "clause", cue.end, addressee, i)
            return None
        if addressee is not None and i == addressee[1] and word in ("who", "which", "whose"):
            close = next((k for k in range(i, min(i + 20, size)) if words[k] == ","), -1)
            if close < 0:
                return None
            addressee, i = (addressee[0], close), close
            continue
        step = adverbial_end(tokens, i)
        if step <= i and i > begin and word in PUBLISHED and tags[i] in ("VBN", "VBD") and tags[i - 1] in NOUNS:
            step = max(adverbial_end(tokens, i + 1), i + 1) if i + 1 < size else i  # "in a video shared on the network"
        if step <= i and word in ("of", "about") and i == begin and not cue.with_tail:
            step = _before_quote(tokens, noun_phrase_end(tokens, i + 1), i)
        if step > i:
            i = step
            continue
        if word == "," or word in DASHES:
            commas += 1
            if i + 1 < size and starts_quote(tokens, i + 1):
                i += 1
                continue
            aside = aside_end(tokens, i)
            if aside == i and i == begin and CLAUSE in frames and not inverted:
                aside = _aside_before_clause(tokens, i)
            if aside > i:
                i = aside
                continue
            if (
                word == ","
                and i > start_of_adverbials
                and CLAUSE in frames
                and not inverted
                and commas == 1
                and clause_starts(tokens, i + 1, size)
                and not _is_subordinate_clause(tokens, i + 1)
                and not any(words[k] in ("after", "before") for k in range(i + 1, min(i + 5, size)))
            ):
                return Opening(i + 1, "clause", cue.end, addressee, i)  # "noted on Monday, the dead were …"
            return _distant_quotation(tokens, cue, i, addressee)
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
        return Opening(i, "clause", cue.end, addressee, i)
    distant = _distant_quotation(tokens, cue, i, addressee) if tags[i] in ("CD", "IN", "TO", "NN") else None
    if distant is not None:
        return distant
    if i > begin and addressee is None and tags[i] == "VBN":
        return None  # "Commenting on the invitation extended to Kesh, Orlo said"
    if words[i] in ("this", "so") and tags[i + 1 : i + 2] and words[i + 1] in _WHEN:
        return None  # "said this when she led the delegation": what stands before
    bare = CLAUSE in frames or (TELL in frames and addressee is not None)
    if bare and not inverted and _is_completed_by_quotation(tokens, i):
        return Opening(i, "clause", cue.end, addressee, i)
    if bare and addressee is not None and tags[i] in ("IN", "TO") and words[i] != "there":
        that = next((k for k in range(i, min(i + 12, size)) if words[k] == "that" or tags[k] in FINITE), -1)
        if that > 0 and words[that] == "that" and that + 1 < size:
            return Opening(
                that + 1, "clause", cue.end, (addressee[0], that), that
            )  # "assured people on the shore that"
        return None
    if bare and _is_document_that_reports(tokens, i, cue, reporting):
        return None
    if bare and not inverted and (clause_starts(tokens, i, size) or (cue.lemma == "say" and _seems_clause(tokens, i))):
        return Opening(i, "clause", cue.end, addressee, i)
    return None


def _quotes_verb(tokens: Tokens, i: int) -> bool:
    """'pledged to "meet every standard"': the quotation begins with the infinitive."""
    first = i + (tokens.lowers[i] in MARKS)
    return starts_quote(tokens, i) and first < len(tokens) and tokens.tags[first] in ("VB", "VBP", "NN")


def _asks_whom(tokens: Tokens, i: int) -> Range | None:
    """ "asked the senator whether", "asked Orlo, yes or no, whether": whom the question was put to."""
    end = noun_phrase_end(tokens, i, complements=False)
    if end <= i or tokens.tags[i] in ("WDT", "WP", "WRB", "IN"):
        return None
    word = end
    if tokens.lowers[end : end + 1] == [","]:
        close = next((k for k in range(end + 1, min(end + 8, len(tokens))) if tokens.lowers[k] == ","), -1)
        word = close + 1 if close > 0 else end
    return (i, end) if tokens.lowers[word : word + 1] and tokens.lowers[word] in _QUESTIONS else None


def _aside_before_clause(tokens: Tokens, comma: int) -> int:
    """ "claimed, as of Thursday, it was safe", "reported, citing a survey, there were ten": behind the aside."""
    opener = tokens.lowers[comma + 1 : comma + 2]
    if opener not in (["as"], ["citing"], ["quoting"], ["on"], ["in"], ["at"]):
        return comma
    for k in range(comma + 2, min(comma + 12, len(tokens) - 1)):
        if tokens.quoted[k] >= 0 or tokens.tags[k] in FINITE:
            return comma
        if tokens.lowers[k] == ",":
            plain = tokens.tags[k + 1] in ("PRP", "EX", "DT", "PRP$", "NNS", "CD") and clause_starts(
                tokens, k + 1, len(tokens)
            )
            return k + 1 if plain else comma
    return comma


def _is_appealed_for(tokens: Tokens, at: int) -> bool:
    """ "asked donors for tents", not "asked him for the first time"."""
    following = tokens.lowers[at + 1 : at + 4]
    return bool(following) and following[0] not in ("now", "years") and "time" not in following


def _is_document_that_reports(tokens: Tokens, i: int, cue: Cue, reporting: Reporting) -> bool:
    """ "posted a message on Friday announcing he had won": the participle reports, not the posting."""
    if cue.lemma not in ("post", "write", "tweet", "release", "publish"):
        return False
    end = noun_phrase_end(tokens, i, complements=False)
    if end <= i or tokens.lowers[end - 1] not in reporting.documents:
        return False
    return any(
        tokens.tags[k] == "VBG" and tokens.lowers[k] in reporting.verbs for k in range(end, min(end + 8, len(tokens)))
    )


def _is_completed_by_quotation(tokens: Tokens, i: int) -> bool:
    """'says Orlo "cut benefits"': a subject whose verb opens the quotation behind it."""
    end = noun_phrase_end(tokens, i)
    if not i < end < len(tokens) - 1 or not starts_quote(tokens, end):
        return False
    return tokens.tags[end + (tokens.lowers[end] in MARKS)] in ("VBD", "VBN", "VBZ", "MD")


def _seems_clause(tokens: Tokens, i: int) -> bool:
    """Behind "said" a noun phrase and any verb form are a clause, whatever the tagger makes of the verb.

    So are a gerund and a verb form: "said not allowing boats to land constituted a breach".
    """
    gerund = i + (tokens.lowers[i] == "not")
    if tokens.tags[gerund : gerund + 1] == ["VBG"]:
        return any(tokens.tags[k] in ("VBN", *FINITE) for k in range(gerund + 2, len(tokens)))
    if not has_finite_verb(tokens, i, len(tokens)) and any(
        tokens.tags[k] == "JJ" and tokens.lowers[k].endswith("ed") and tokens.tags[k - 1] in ("NN", "NNS")
        for k in range(i + 1, len(tokens))
    ):
        return True  # "said the crash involved pilot error": an adjective hardly stands behind its noun
    end = noun_phrase_end(tokens, i)
    while end < len(tokens) and tokens.tags[end] in ADVERBS:
        end += 1
    if (
        tokens.lowers[end : end + 1] == ["to"]
        and tokens.tags[end - 1] == "NNS"
        and tokens.tags[end + 1 : end + 2] == ["VB"]
    ):
        return end - i >= 2  # "said Kesh plans to sail": the tagger took the verb for a noun
    return i < end < len(tokens) - 1 and tokens.tags[end] in ("VBN", "VB", "NNS")


def _is_subordinate_clause(tokens: Tokens, i: int) -> bool:
    return tokens.tags[i] in ("IN", "WRB", "WDT", "WP", "VBG", "VBN", "CC")


def _distant_quotation(tokens: Tokens, cue: Cue, i: int, addressee: Range | None) -> Opening | None:
    """'posting at 12:54 local time (0454 UTC) on the network, "A"': no verb stands between cue and quotation."""
    if QUOTE not in cue.frames:
        return None
    for k in range(i, min(i + 18, len(tokens))):
        if starts_quote(tokens, k) and k > i and tokens.lowers[k - 1] in (",", ":"):
            return Opening(k, "quote", cue.end, addressee, k)
        if tokens.tags[k] in FINITE or tokens.tags[k] == "VBG" or tokens.lowers[k] in ("and", "but", ";", "that"):
            return None
    return None


def _quotation_end(tokens: Tokens, begin: int) -> int:
    end = begin
    while end < len(tokens) and tokens.quoted[end] == tokens.quoted[begin]:
        end += 1
    return end


def _answers_questions(tokens: Tokens, begin: int) -> bool:
    """ "answered some questions about the strike": nothing is reported."""
    end = noun_phrase_end(tokens, begin, complements=False)
    return end > begin and tokens.lowers[end - 1] in ("question", "questions", "call", "calls", "phone")


def _before_quote(tokens: Tokens, end: int, i: int) -> int:
    """'said of Orlo, "A"': whom it was said of, if the words follow at once; else ``i``."""
    if end <= i + 1 or end >= len(tokens):
        return i
    mark = end + 1 if tokens.lowers[end] in (",", ":") else end
    return end if starts_quote(tokens, mark) else i


def _addressee_before_subject(tokens: Tokens, first: int, end: int) -> int:
    """ "told the network EURACTIV procedure had been followed": a name's last capital, where a clause follows it."""
    for k in range(end - 1, first, -1):
        if tokens.words[k - 1][0].isupper() and tokens.words[k][0].islower():
            return k
    return end


def _asked(tokens: Tokens, cue: Cue, begin: int) -> Range | None:
    """Whom a verb of asking is addressed to: "asked Orlo to", not "called on the world to"."""
    end = noun_phrase_end(tokens, begin, infinitive=True, complements=False)
    return (begin, end) if cue.lemma in ASKING and end > begin else None


def _over_relative(tokens: Tokens, end: int) -> int:
    """ "urged the premier, who was abroad, to return": behind the relative clause's comma; else ``end`` as it is."""
    if end + 2 >= len(tokens) or tokens.lowers[end] != "," or tokens.lowers[end + 1] not in ("who", "which", "whose"):
        return end
    close = next((k for k in range(end + 2, min(end + 25, len(tokens) - 1)) if tokens.lowers[k] == ","), -1)
    return close + 1 if close > 0 and tokens.lowers[close + 1] == "to" else end


def _in_relative(tokens: Tokens, cue: Cue) -> bool:
    """The cue's subject stands right behind "which", "who" or "that"."""
    return any(tokens.lowers[k] in ("which", "who", "that", "whom") for k in range(max(cue.group - 5, 0), cue.group))


def _naming(tokens: Tokens, begin: int) -> bool:
    """ "called the plan a mistake", "called it unacceptable", "called him 'a fool'"."""
    first = _named_thing_end(tokens, begin)
    if first <= begin or first >= len(tokens):
        return False
    if tokens.lowers[first] == "," and tokens.tags[first - 1] in NOUNS:
        # "called the chief executive, Ada Holt, a liar"
        close = next((k for k in range(first + 1, min(first + 10, len(tokens))) if tokens.lowers[k] == ","), -1)
        if close > 0 and close + 1 < len(tokens) and not any(tokens.tags[k] in VERBS for k in range(first, close)):
            first = close + 1
    tag = tokens.tags[first]
    if starts_quote(tokens, first) or tokens.lowers[first] in MARKS:
        return True
    if tag in ("DT", "PRP$", "CD") and tokens.lowers[first] not in ("that", "this"):
        return noun_phrase_end(tokens, first) > first or tokens.lowers[min(first + 1, len(tokens) - 1)] in MARKS
    if tokens.tags[begin] == "PRP":
        return tag in ("JJ", "NN", "NNS", "RB", "VBG", "JJS")
    return tag == "JJ" and (first + 1 >= len(tokens) or tokens.tags[first + 1] not in NOUNS)


def _named_thing_end(tokens: Tokens, begin: int) -> int:
    """Behind what is called something: a noun phrase, "that", or an owned gerund ("his standing in the race")."""
    if tokens.lowers[begin] in ("that", "this") and begin + 1 < len(tokens) and tokens.lowers[begin + 1] in MARKS:
        return begin + 1
    if tokens.lowers[begin] in ("that", "this") and tokens.tags[begin + 1 : begin + 2] in (["VBP"], ["VB"]):
        return begin + 2  # "called that plan an insult": the tagger took the noun for a verb
    if tokens.tags[begin] == "PRP$" and begin + 1 < len(tokens) and tokens.tags[begin + 1] == "VBG":
        end = begin + 2
        if end + 1 < len(tokens) and tokens.tags[end] == "IN":
            end = max(noun_phrase_end(tokens, end + 1), end)
        return end
    return noun_phrase_end(tokens, begin)
