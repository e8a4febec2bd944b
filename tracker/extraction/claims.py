"""What a statement claims, one proposition or speech act at a time: each with its kind, its parties and its own date.

docs/claims.md has the rules. A claim may reach over the gap between two pieces of content, where one sentence is
wrapped round its cue; between claims stand only coordinators and marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.extraction.claimdates import WORTH, find_about
from tracker.extraction.claimkinds import CARRIED, Judgement, judge
from tracker.extraction.claimmarkers import Head, chain_of
from tracker.extraction.claimnames import Names
from tracker.extraction.claimparties import Sides
from tracker.extraction.clauses import Clauses
from tracker.extraction.clausetags import MARKS
from tracker.extraction.structures import Range, Tokens
from tracker.extraction.syntax import Clause
from tracker.lexicon.claims import ClaimWords, CueKind
from tracker.records import ClaimKind, ExtractedClaim, Span

_GAP = " … "
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")
_OBJECTS = frozenset({"object", "infinitive", "directive", "ditransitive", "speech"})
_NAMINGS = frozenset({"as", "naming"})
_IMPERSONAL = frozenset({"it", "this", "that", "there", "these", "what"})
_DEEPEST = 3  # complements within complements that are looked into
_OWN_ACTS = frozenset({ClaimKind.PROTOCOL, ClaimKind.COMMITMENT, ClaimKind.POSITION, ClaimKind.DEMAND})
_TURNED = frozenset({"you", "your", "together"})
_JOINT = frozenset(
    "partnership alliance friendship relationship relations ties bonds cooperation collaboration discussion "
    "discussions conversation meeting work".split()
)
_FRAMING = frozenset({"i", "we", "it"})
_NEAR = 6  # tokens behind its verb in which a told fact names whom it touches

Dates = Callable[[int, int], Sequence[tuple[Span, str]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What claims are read with: the words, who is meant by whom, how dates are found, and the day of publication."""

    words: ClaimWords
    sides: Sides
    dates: Dates
    published: date | None = None


def read_claims(
    text: str, sentences: Sequence[Tokens], reading: Reading, *, lemma: str = "", frame: str = "", direct: bool = False
) -> tuple[ExtractedClaim, ...]:
    """Give the claims of a content whose sentences are tagged, in order.

    ``lemma`` is the reporting verb's and ``frame`` how it takes its content; ``direct`` tells that the words are the
    speaker's own throughout.
    """
    words = reading.words
    cues = words.naming_cues if frame in _NAMINGS else words.cues if frame in _OBJECTS else words.clause_cues
    cue = cues.get(lemma)
    claims: list[ExtractedClaim] = []
    for number, tokens in enumerate(_join_wrapped(text, sentences)):
        governing = cue if number == 0 else None
        claims.extend(_read_sentence(text, tokens, reading, governing, frame if number == 0 else "", direct, lemma))
    return tuple(claims)


def _join_wrapped(text: str, sentences: Sequence[Tokens]) -> Iterator[Tokens]:
    """The sentences, one that is wrapped round its cue in one piece."""
    waiting: Tokens | None = None
    for tokens in sentences:
        if not len(tokens):
            continue
        if waiting is not None:
            between = text[waiting.ends[-1] : tokens.starts[0]]
            ended = _SENTENCE_END.search(text, waiting.starts[-1], waiting.ends[-1]) or tokens.words[0][0] in ".!?"
            if between.strip() and not ended and not _SENTENCE_END.search(between.rstrip(" “\"‘'")):
                waiting = Tokens(
                    waiting.words + tokens.words,
                    waiting.lowers + tokens.lowers,
                    waiting.starts + tokens.starts,
                    waiting.ends + tokens.ends,
                    waiting.tags + tokens.tags,
                )
                continue
            yield waiting
        waiting = tokens
    if waiting is not None:
        yield waiting


def _read_sentence(
    text: str, tokens: Tokens, reading: Reading, cue: CueKind | None, frame: str, direct: bool, lemma: str
) -> Iterator[ExtractedClaim]:
    told = cue is not None and cue.kind is ClaimKind.DEMAND and frame == "directive"
    clauses = Clauses(tokens, reading.words.clauses, told=told)
    asked = "?" in tokens.words[-3:]
    before: Judgement | None = None
    subject: Range | None = None
    named: tuple[Names, bool] = ((), False)
    toward: tuple[Names, str] = ((), "")
    beside: Names = ()
    for number, clause in enumerate(clauses.split()):
        own = clause.subject
        governed = number == 0 and frame in ("object", "clause") and clause.kind in ("clause", "noun")
        if governed and frame == "clause":
            governed = clause.kind == "noun" and not direct  # "announced [his resignation]", taken for a clause
            cue = reading.words.cues.get(lemma) if governed else cue
        if governed:
            subject, named = None, ((reading.sides.own, True) if cue is not None else ((), False))
        elif (
            own is not None
            and not reading.sides.are_body
            and (meant := _antecedent(tokens, own, toward[0], named, direct))
        ):
            subject, named = own, (meant, reading.sides.are_ours(meant))
        elif own is not None:
            subject, named = own, reading.sides.name_subject(tokens, own)
        elif clause.kind == "relative":
            told_of = _find_related(tokens, clause)
            subject, named = None, (reading.sides.name_subject(tokens, told_of) if told_of is not None else ((), False))
        elif clause.kind in ("subordinate", "clause") or (clause.kind == "noun" and number):
            subject, named = None, ((), False)
        elif number == 0 and clause.kind in ("infinitive", "gerund", "noun"):
            implied = frame == "infinitive" or cue is not None or (clause.kind == "gerund" and frame == "object")
            subject, named = None, ((reading.sides.own, True) if implied else ((), False))
        heads, reach, framed = _find_heads(clauses, clause, reading.sides, named[1])
        verdict = judge(
            clauses,
            clause,
            heads,
            reading.words,
            cue=cue if number == 0 or (clause.kind != "clause" and clause.kind != "subordinate") else None,
            before=before,
            asked=asked,
            backshifted=not direct,
            governed=governed,
            reach=reach,
            foreign=governed and _is_foreign(tokens, clause, reading.sides),
            arranging=reading.sides.arrange,
            announced=_is_announcing(reading.words.cues.get(lemma)),
        )
        before = verdict
        if verdict.kind is None:
            yield _make_claim(text, tokens, clause, verdict, None, (), ((), ""), reading)
            continue
        if verdict.kind is ClaimKind.PROTOCOL and direct and not named[0] and _is_meant(tokens, clause):
            subject, named = None, (reading.sides.own, True)  # "thank you for having us", "it's great to be here"
        if own is None and not (named[0] or number or direct) and clause.kind == "noun" and verdict.kind in _OWN_ACTS:
            named = reading.sides.own, True  # "his gratitude for A"
        if framed and subject is not None and tokens.lowers[subject[0]] in _FRAMING:
            named = framed, reading.sides.are_ours(framed)  # "I think Kesh will pay" tells of Kesh
        found = _find_toward(text, tokens, clauses, clause, verdict, named[0], reading.sides)
        if number == 0 and told and own is not None:
            # "urged [Uganda to stop]": the speaker's side demands it of those who are to do it
            found = (named[0], _words(text, tokens, *own))
            subject, named = None, (reading.sides.own, True)
        if not found[0] and direct and named[1] and _is_act(verdict) and _is_turned(tokens, clause):
            found = reading.sides.partner, ""
        if found[0] or not (clause.kind in CARRIED or (clause.kind == "predicate" and _is_act(verdict))):
            if not found[0] and _is_act(verdict) and clause.kind == "clause" and beside and beside != named[0]:
                found = beside, ""  # "As Kesh celebrates its independence, we extend our wishes"
            toward = found
        beside = named[0] if clause.kind == "subordinate" and not named[1] else ()
        reading.sides.note_persons(tokens, clause.start, clause.end)
        yield _make_claim(text, tokens, clause, verdict, subject, named[0], toward, reading)


def _antecedent(tokens: Tokens, subject: Range, toward: Names, named: tuple[Names, bool], direct: bool) -> Names:
    """Whom "it" or "they" stand for behind another clause of the sentence: whom that was toward, else its party."""
    if subject[1] - subject[0] > 1 or tokens.lowers[subject[0]] not in ("it", "they"):
        return ()
    return toward or (named[0] if direct and not named[1] else ())


def _find_related(tokens: Tokens, clause: Clause) -> Range | None:
    """The name that "which" or "who" directly behind it stands for: "we signed with Uganda, which has been …"."""
    if clause.opener not in ("which", "who"):
        return None
    end = clause.start
    while end > 0 and tokens.words[end - 1] in (",", *MARKS):
        end -= 1
    start = end
    while start > 0 and tokens.tags[start - 1] in ("NNP", "NNPS"):
        start -= 1
    return (start, end) if start < end else None


def _is_meant(tokens: Tokens, clause: Clause) -> bool:
    """Thanks and greetings for something told: more than a "Thank you very much"."""
    return clause.end - clause.start > _NEAR and (clause.subject is None or tokens.lowers[clause.subject[0]] == "it")


def _is_turned(tokens: Tokens, clause: Clause) -> bool:
    """Whether an act is turned to whoever stands beside the speaker: "thank you for", "our discussion", "together"."""
    said = tokens.lowers[clause.start : clause.end]
    if "question" in said or "questions" in said or len(said) <= _NEAR:
        return False
    return not _TURNED.isdisjoint(said) or any(
        word == "our" and not _JOINT.isdisjoint(said[at + 1 : at + 4]) for at, word in enumerate(said)
    )


def _is_announcing(cue: CueKind | None) -> bool:
    """Whether a reporting verb makes what it governs a decision: "announced"."""
    return cue is not None and cue.yields and cue.kind is ClaimKind.COMMITMENT


def _is_act(verdict: Judgement) -> bool:
    return verdict.kind not in (ClaimKind.ASSERTION, None)


def _is_foreign(tokens: Tokens, clause: Clause, sides: Sides) -> bool:
    """Whether what is spoken of belongs to somebody else: "underscored [Kesh's call for aid]"."""
    for at in range(clause.start, min(clause.start + _NEAR, clause.end)):
        if tokens.tags[at] == "POS" and at > clause.start:
            names, ours = sides.name_subject(tokens, (clause.start, at))
            return bool(names) and not ours
    return False


def _find_heads(clauses: Clauses, clause: Clause, sides: Sides, ours: bool) -> tuple[list[Head], int, Names]:
    """The verbs that decide what a clause does: its own, and those of what it says, thinks or hopes is so.

    With them where the words end that may decide, ahead of what others say or think, and whom the last of them names.
    """
    if clause.verb < 0:
        return [], clause.end, ()
    framed: Names = ()
    heads = [Head(clause.verb, ours)]
    subject = clause.subject
    for _ in range(_DEEPEST):
        _, end = chain_of(clauses, clause, heads[-1].verb)
        after = end
        if after >= clause.end:
            break
        framing = clauses.lowers[end - 1] in clauses.words.frames
        if framing and subject is not None and not heads[-1].ours and clauses.lowers[subject[0]] not in _IMPERSONAL:
            return heads, end, ()
        if clauses.lowers[after] == "that":
            after += 1
        elif not framing:
            break
        found = clauses.clause_at(after, 1)
        if found is None or found[0] >= clause.end or found[1] is None:
            break
        subject = found[1]
        framed, own = sides.name_subject(clauses.tokens, subject)
        heads.append(Head(found[0], own))
    return heads, clause.end, framed


def _find_toward(
    text: str, tokens: Tokens, clauses: Clauses, clause: Clause, verdict: Judgement, party: Names, sides: Sides
) -> tuple[Names, str]:
    """Toward whom a claim is, and the words that name them; a fact told has to name them close behind its verb."""
    start, end = max(clause.verb + 1, clause.start), clause.end
    if verdict.kind is ClaimKind.ASSERTION and clause.verb >= 0:
        end = min(end, chain_of(clauses, clause, clause.verb)[1] + _NEAR)
    names, place = sides.find_counterparts(tokens, start, end, party)
    if place is None and _is_act(verdict):
        names, place = sides.find_touched(
            tokens, start, end, party, places=verdict.kind in (ClaimKind.DEMAND, ClaimKind.APPRAISAL)
        )
    if place is None and verdict.kind is ClaimKind.PROTOCOL:
        names, place = sides.find_addressed(tokens, clause.start, clause.end)
    return names, _words(text, tokens, *place) if place else ""


def _make_claim(
    text: str,
    tokens: Tokens,
    clause: Clause,
    verdict: Judgement,
    subject: Range | None,
    party: Names,
    toward: tuple[Names, str],
    reading: Reading,
) -> ExtractedClaim:
    start, end = clause.start, clause.end
    while end > start + 1 and tokens.words[end - 1] in (",", ";", "–", "—", "--"):
        end -= 1
    while start < end - 1 and tokens.words[start] in (",", ";", ":"):
        start += 1  # what is left of a label
    span = (tokens.starts[start], tokens.ends[end - 1])
    about = None
    if WORTH.search(text, *span):
        about = find_about(text, *span, reading.dates(*span), reading.published)
    return ExtractedClaim(
        span=span,
        text=_pieces(text, tokens, start, end),
        kind=verdict.kind,
        strength=verdict.strength,
        marker=_words(text, tokens, *verdict.marker) if verdict.marker else "",
        party=party,
        party_text=_words(text, tokens, *subject) if subject is not None else "",
        counterpart=toward[0],
        counterpart_text=toward[1],
        about=about.edtf if about else None,
        about_text=text[slice(*about.span)] if about else "",
    )


def _words(text: str, tokens: Tokens, start: int, end: int) -> str:
    return " ".join(text[tokens.starts[start] : tokens.ends[end - 1]].split())


def _pieces(text: str, tokens: Tokens, start: int, end: int) -> str:
    """The words of tokens, without what stands between two pieces of content."""
    cuts = [k for k in range(start + 1, end) if text[tokens.ends[k - 1] : tokens.starts[k]].strip()]
    bounds = [start, *cuts, end]
    return _GAP.join(text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in pairwise(bounds))
