"""Reporting verbs in a tagged sentence, with the frames that their form and their particles allow.

Handled: finite verbs in any tense, progressives ("is urging"), participles ("Noting that …", ", adding that …"),
passives ("was condemned by", "was quoted as saying"), infinitives that report ("went on to say"), verbs with particles
("point out") and with prepositions ("call for", "called in a statement for", "apologised to the nation for"). Refused:
nouns ("the report", "his call"), adjectives ("the said agreement", "renewed diplomacy"), negated acts ("did not say"),
what is yet to be said or was only possible ("will announce", "might have said"), and cues inside quotations.
"""

from __future__ import annotations

from tracker.extraction.phrases import ADVERBS, FINITE, MARKS, NOUNS, noun_phrase_end, noun_phrase_start
from tracker.extraction.structures import Cue, Tokens
from tracker.lexicon.grammar import (
    APOLOGIES,
    BE,
    CAUSATIVES,
    GOVERNORS,
    GROUP_ADVERBS,
    HAVE,
    HYPOTHETICAL,
    JUDGING,
    LATER,
    LONE_SUBJECTS,
    MODAL,
    NOT_COMPLEMENTS,
    SILENCES,
    STANCES,
    TIME_WORDS,
)
from tracker.lexicon.reporting import (
    CLAUSE,
    DIRECTIVE,
    INFINITIVE,
    OBJECT,
    QUOTE,
    THAT_ONLY,
    Reporting,
    ReportingVerb,
)
from tracker.lexicon.speaking import WRITINGS

_INTERPOSED = (("for",), ("about",), ("of",))
_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "neither", "nor", "no"})
_DO = frozenset({"do", "does", "did"})
_DAYS = frozenset(
    {("the", "same", "day"), ("the", "next", "day"), ("the", "following", "day"), ("the", "previous", "day")}
)
_NOUNLIKE = frozenset({"states", "notes", "reports", "claims", "stresses"})
_ATTRIBUTES = frozenset({"shared", "renewed", "continued", "proposed", "alleged", "stated"})


def find_cues(tokens: Tokens, reporting: Reporting) -> list[Cue]:
    """Give the reporting verbs of a sentence in order."""
    found: list[Cue] = []
    verbs = reporting.verbs
    for i, lower in enumerate(tokens.lowers):
        entry = verbs.get(lower)
        if entry is None or tokens.quoted[i] >= 0 or not _is_verb(tokens, i, entry, reporting):
            continue
        if i and tokens.words[i][0].isupper() and tokens.words[i - 1][:1].isalpha():
            continue  # a name: "Qaboos bin Said", a heading: "Minister Calls for Calm"
        if i and tokens.lowers[i - 1] in MARKS and tokens.ends[i - 1] == tokens.starts[i] and tokens.quoted[i - 1] < 0:
            continue  # a scare quote: the "contested" convention
        if entry.lemma == "cite" and _lets_speak(tokens, i + 1):
            continue  # "cited an official as saying A": the official says it
        cue = _read_cue(tokens, i, entry)
        if cue is not None and (not found or cue.group > found[-1].verb or cue.verb > found[-1].verb):
            found.append(cue)
    return found


def _lets_speak(tokens: Tokens, begin: int) -> bool:
    """Tell if "as saying" follows within a phrase."""
    return any(tokens.lowers[k : k + 2] == ["as", "saying"] for k in range(begin, min(begin + 14, len(tokens))))


def _is_verb(tokens: Tokens, i: int, entry: ReportingVerb, reporting: Reporting) -> bool:
    """Tell a verb from a noun or adjective of the same letters, trusting position over the tagger."""
    tag, word = tokens.tags[i], tokens.lowers[i]
    before = tokens.lowers[i - 1] if i else ""
    before_tag = tokens.tags[i - 1] if i else ""
    if word == "said":
        return before not in ("the", "this", "that", "these", "a") or (tag == "VBD" and before == "that")
    if word == "say" and tag == "UH":
        return True
    if word in ("read", "reads") and before_tag in NOUNS and before in reporting.documents:
        return True  # '"A," the document read'

    if word in ("says", "told", "adds", "added", "urged", "noted", "stressed"):
        return before_tag not in ("DT", "PRP$") or tag in ("VBD", "VBZ")
    if tag == "NN" and before_tag == "PRP" and word == entry.lemma and before not in ("her", "it", "he", "she"):
        return True  # "there are, they note, many"
    if tag.startswith("VB"):
        counted = before_tag == "CD" and i >= 2 and tokens.tags[i - 2] in ("IN", "DT", "TO", "CD")
        if tag in ("VBN", "VBD") and counted and tokens.lowers[i - 2] != "no":
            return False  # "a total of 1,124 pledged delegates"
        if (
            word in _ATTRIBUTES
            and i + 1 < len(tokens)
            and tokens.tags[i + 1] in ("NN", "NNS")
            and tokens.lowers[i + 1] not in reporting.speech_nouns
            and tokens.lowers[i + 1] not in TIME_WORDS
            and (before in (",", "and", "or", "of", "for", "with", "over") or before_tag == "JJ")
        ):
            return False  # "restraint, and renewed diplomacy"
        if before_tag in ("DT", "PRP$", "POS") and tag != "VBG" and before not in LONE_SUBJECTS:
            return False
        if before_tag == "JJ" and tag in ("VB", "VBP", "VBZ") and not tokens.words[i - 1][0].isupper():
            return False
        return not (tag == "VBG" and before_tag in ("DT", "JJ", "POS", "PRP$"))
    if word.endswith("ing") and before in (",", "—", "–") and i + 1 < len(tokens) and tokens.lowers[i + 1] == "that":
        return True
    if tag == "NNS" and word in _NOUNLIKE and before == "and" and tokens.tags[i + 1 : i + 2] == ["PRP"]:
        return True  # "lists the rivers and states it runs to the sea"
    if tag == "NNS" and word.endswith("s") and i + 1 < len(tokens) and (before == "," or before in MARKS):
        # "the Act, also known as …, states that": an aside stands between subject and verb
        return tokens.lowers[i + 1] == "that" or tokens.quoted[i + 1] >= 0
    if tag in ("NN", "NNS", "JJ", "NNP", "IN", "RB"):
        # a past form between a subject and a complement is a verb whatever the tagger says
        following = tokens.lowers[i + 1] if i + 1 < len(tokens) else ""
        return (
            word.endswith("ed")
            and before_tag in ("NNP", "PRP", "NN", "NNS")
            and (following in ("that", "to", "on", "the", ":", "his", "its", "their") or following in MARKS)
        )
    return False


def _read_cue(tokens: Tokens, i: int, entry: ReportingVerb) -> Cue | None:
    tags, lowers = tokens.tags, tokens.lowers
    tag = tags[i]
    word = lowers[i]
    group = i
    did = negated = modal = narrated = passive = perfect = progressive = infinitive = False
    k = i - 1
    while k >= 0 and tokens.quoted[k] < 0:
        lower = lowers[k]
        if lower in _NOT:
            negated = True
        elif lower in BE and tags[k] not in NOUNS and not (lower in ("'s", "’s") and tags[k] == "POS"):
            if word.endswith("ing"):
                progressive = True
            elif tags[k + 1] in ("VBN", "VBD", "RB") or perfect is False:
                passive = not word.endswith("ing")
            if lower in ("'s", "’s") and tags[i] == "VBD":
                passive = False
        elif lower in HAVE and tags[k] in ("VBZ", "VBP", "VBD", "VB", "VBG", "MD", "POS"):
            perfect = True
        elif lower in MODAL and tags[k] in ("MD", "VBD", "POS"):
            modal = True
        elif lower in _DO:
            did = did or lower == "did"
        elif tags[k] in ADVERBS or lower in GROUP_ADVERBS:
            narrated = narrated or lower in LATER
        elif (lower == "to" and tag in ("VB", "VBP", "NN") and k == i - 1) or (
            lower == "to" and infinitive is False and tags[k] == "TO"
        ):
            infinitive = True
            group = k
            break
        else:
            break
        group = k
        k -= 1
    if k >= 0 and lowers[k] == "," and group <= i and _denied_before_aside(tokens, k):
        negated = True
    while group < i and tags[group] in ADVERBS and lowers[group] not in _NOT and tags[group] != "MD":
        group += 1
    if negated and (entry.lemma not in ("deny",) or "nor" in lowers[group : i + 1]):
        return None  # "neither confirmed nor denied that"
    if modal:
        # "would later say" tells what came to be said; "will say", "might have said" do not
        if not narrated or lowers[group] != "would" or perfect or passive:
            return None
        did = True
    past = word.endswith("ed") or tag in ("VBD", "VBN") or perfect or did
    if infinitive:
        head = group - 1
        while head >= 0 and tags[head] in ADVERBS:
            head -= 1
        if head >= 1 and lowers[head] == "on":
            head -= 1
        if head < 0 or lowers[head] not in GOVERNORS:
            return None
        form, group, past = "finite", head, True
        if lowers[head] == "go" and not _goes_on_to(tokens, head):
            return None
        while group >= 1 and (
            lowers[group - 1] in HAVE
            or lowers[group - 1] in BE
            or tags[group - 1] in ADVERBS
            or lowers[group - 1] == "would"
        ):
            group -= 1
    elif passive:
        form = "passive"
    elif word.endswith("ing") and tag not in ("VBD", "VBZ"):
        form = "finite" if progressive else "participle"
    elif perfect or tag in ("VBD", "VBZ", "VBP", "MD") or word == "said" or tag not in ("VBN", "VB"):
        form = "finite"
    elif tag == "VBN":
        # "announced" after its own subject is finite; after a noun it may be reduced ("the plan announced by")
        form = "finite" if _looks_finite(tokens, i, entry) else "reduced"
    else:
        if (
            k >= 0
            and (
                tokens.quoted[k] >= 0
                or lowers[k] in MARKS
                or tags[k] in NOUNS
                or tags[k] in ("PRP", "WP", "WDT", "CC", ",")
            )
            and lowers[k] not in ("him", "her", "them", "us", "me")
        ):
            form = "finite"
        else:
            return None
    if form == "finite" and tag == "VB" and k >= 0 and _is_object_of_causative(tokens, k):
        return None
    if (
        tag == "VB"
        and form == "finite"
        and not did
        and group == i
        and k >= 1
        and lowers[k] in ("and", "or", "but")
        and lowers[k - 1] != ","
    ):
        return None  # "to praise his record and defend his decisions"
    end, frames, with_tail = _match_tail(tokens, i, entry)
    if form == "finite" and with_tail and not perfect and word == "put" and lowers[end : end + 1] == ["by"]:
        form = "reduced"  # "a resolution put forward by Kesh"
    if entry.lemma in ("find", "rule", "decide") and _is_judged(tokens, group):
        frames = frames | {CLAUSE}
    if entry.negative and tuple(lowers[end : end + 1]) == ("to",) and lowers[min(end + 1, len(lowers) - 1)] in SILENCES:
        return None
    if (
        form == "finite"
        and not past
        and entry.lemma in STANCES
        and not frames & {CLAUSE, THAT_ONLY, QUOTE, INFINITIVE, DIRECTIVE}
    ):
        return None  # "opposes the tax", "is questioning their fitness": a stance, not a report
    if not frames or (
        entry.lemma == "threaten"
        and (form in ("passive", "reduced") or (frames & {OBJECT} and _endangers(tokens, end)))
    ):
        return None
    if form == "participle" and entry.lemma in STANCES and k >= 0 and tags[k] in NOUNS and entry.lemma != "offer":
        return None  # "objections from conservatives opposing the tax"
    if entry.lemma == "admit" and with_tail and k >= 0 and lowers[k] in ("and", ",") and _is_passive_row(tokens, k):
        return None  # "was elected a member and admitted to the Academy"
    if k >= 0 and lowers[k] in HYPOTHETICAL:
        return None
    return Cue(group, i, end, entry.lemma, form, frames, past, with_tail)


def _is_passive_row(tokens: Tokens, k: int) -> bool:
    """The verb ahead of a conjunction is passive, so that a participle behind it may be."""
    for j in range(k - 1, max(k - 20, 0), -1):
        if tokens.tags[j] in FINITE:
            return tokens.lowers[j] in BE and tokens.tags[j + 1] == "VBN"
    return False


def _is_judged(tokens: Tokens, group: int) -> bool:
    """A court, a panel or an inquiry is the subject, near or, behind "and", farther ahead."""
    reach = 25 if tokens.lowers[group - 1 : group] == ["and"] else 6
    return any(tokens.lowers[m] in JUDGING for m in range(max(group - reach, 0), group))


def _endangers(tokens: Tokens, end: int) -> bool:
    """ "threaten the peace", "threatened their way of life": the thing is in danger. "threatened sanctions" and
    "threatened the mayor with dismissal" are words."""
    if tokens.tags[end : end + 1] not in (["DT"], ["PRP$"]) or tokens.lowers[end] in ("a", "an", "that", "no"):
        return False
    if tokens.quoted[end] >= 0:
        return False
    behind = noun_phrase_end(tokens, end)
    return not {"with", "over", "if"} & {*tokens.lowers[end : behind + 1]} and not (
        behind < len(tokens) and (tokens.tags[behind] in FINITE or tokens.lowers[behind] == "to")
    )


def _goes_on_to(tokens: Tokens, go: int) -> bool:
    """ "would go on to say" tells what came to be said; "may go on to say", "did not go on to say" do not."""
    k = go - 1
    while k >= 0 and tokens.tags[k] in ADVERBS and tokens.lowers[k] not in _NOT:
        k -= 1
    return k < 0 or tokens.lowers[k] == "would" or tokens.lowers[k] not in MODAL | _NOT


def _denied_before_aside(tokens: Tokens, comma: int) -> bool:
    """ "had not, as of Friday, announced": the negation stands before an aside of a few words."""
    for j in range(comma - 1, max(comma - 8, 0), -1):
        if tokens.lowers[j] == ",":
            return tokens.lowers[j - 1] in _NOT
        if tokens.tags[j] in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def _is_object_of_causative(tokens: Tokens, k: int) -> bool:
    """ "let/make/have/see/help X say": the bare infinitive is no report."""
    for j in range(k, max(k - 5, -1), -1):
        if tokens.lowers[j] in CAUSATIVES:
            return True
        if tokens.tags[j] in ("VBD", "VBZ", "VBP", ",", "CC"):
            return False
    return False


def _looks_finite(tokens: Tokens, i: int, entry: ReportingVerb) -> bool:
    """A past participle is taken for a past tense unless an agent follows, or the clause has another finite verb."""
    following = tokens.lowers[i + 1] if i + 1 < len(tokens) else "."
    before = tokens.tags[i - 1] if i else ""
    if following == "by":
        return False
    if following == "." and QUOTE in entry.frames and before in NOUNS:
        first = noun_phrase_start(tokens, i - 1)
        return first >= 1 and tokens.quoted[first - 1] >= 0  # '"It is over," one friend revealed.'
    if i and tokens.lowers[i - 1] in WRITINGS and tokens.tags[i + 1 : i + 2] == ["IN"]:
        first = noun_phrase_start(tokens, i - 1)
        if first >= 1 and tokens.tags[first - 1] == "IN" and following != "that":
            return False  # "In a tweet posted during the break, Orlo wrote"
    if before in ("PRP", "WP", "CC"):
        return True
    if i + 1 < len(tokens) and tokens.tags[i + 1] in ("PRP", "PRP$"):
        return True
    if following == "to" and INFINITIVE in entry.frames and DIRECTIVE not in entry.frames:
        return True  # "promised to send": nobody is promised to do a thing
    if following in (".", "last", "earlier", "under", "as", "from") and before not in ("NNP",):
        return False
    for k in range(i + 1, len(tokens)):
        if (
            tokens.quoted[k] >= 0
            or tokens.lowers[k] in (",", ";", "that", "who", "which", ":")
            or tokens.tags[k] == "CC"
        ):
            return True
        if tokens.tags[k] in ("VBD", "VBZ", "VBP", "MD"):
            return tokens.tags[k - 1] in ("NN", "NNS", "NNP", "NNPS", "PRP") and following not in (
                "in",
                "at",
                "during",
                "on",
                "to",
                "for",
            )
    return True


def _match_tail(tokens: Tokens, i: int, entry: ReportingVerb) -> tuple[int, frozenset[str], bool]:
    """Match the longest particle or preposition; gives the index behind it and the frames that then hold."""
    for tail, frames in entry.tails:
        stop = i + 1 + len(tail)
        if tuple(tokens.lowers[i + 1 : stop]) == tail and not _is_time(tokens, stop, tail):
            # the bare verb's quotation frame stays: "insisted on: "..."" never, but "point out" quotes
            if (
                tail in (("to",), ("with",))
                and stop < len(tokens)
                and (tokens.tags[stop] == "VB" or tokens.lowers[stop] == ":")
                and INFINITIVE in entry.frames
            ):
                break
            return stop, frames, True
        if (
            tail == ("for",)
            and tokens.lowers[i + 1 : i + 2] in (["in"], ["on"], ["at"], ["from"])
            and i + 2 < len(tokens)
        ):
            # "called in a written statement for A"
            end = noun_phrase_end(tokens, i + 2, complements=False)
            if i + 2 < end < len(tokens) and tokens.lowers[end] == "for":
                return end + 1, frames, True
        if tail in _INTERPOSED and tokens.lowers[i + 1 : i + 2] == ["to"] and entry.lemma in APOLOGIES:
            # "apologised to the nation for A", "complained to the Council about B"
            for complements in (True, False):
                end = noun_phrase_end(tokens, i + 2, complements=complements)
                if i + 2 < end < len(tokens) and tokens.lowers[end] == tail[0]:
                    return end + 1, frames, True
    return i + 1, entry.frames, False


def _is_time(tokens: Tokens, at: int, tail: tuple[str, ...]) -> bool:
    """ "called on Tuesday", "ruled on the same day": the preposition begins a time, not the cue's complement."""
    if tail not in (("on",), ("to",), ("for",), ("of",)) or at >= len(tokens):
        return False
    if tail == ("for",) and tokens.lowers[at] == "the" and tokens.lowers[at + 2 : at + 3] == ["time"]:
        return True  # "asked for the third time"
    if tail == ("on",) and tuple(tokens.lowers[at : at + 3]) in _DAYS:
        return True
    return tokens.lowers[at] in NOT_COMPLEMENTS
