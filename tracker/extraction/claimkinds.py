"""What a claim does and how firmly: by its markers, which claimmarkers.py finds where they have to stand.

Of several kinds that fit, the first of the order denial, protocol, demand, commitment, position, appraisal is taken. A
question and a fragment that says nothing have no kind; whatever else has a verb asserts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.claimmarkers import OPENINGS, Head, MarkerSearch
from tracker.extraction.clauses import Clauses
from tracker.extraction.structures import Range
from tracker.extraction.syntax import FINITE, Clause
from tracker.lexicon.claims import ANYWHERE, HEAD, NOUN, OBJECT, PREDICATE, VERB, ClaimWords, CueKind, Marker
from tracker.records import ClaimKind, ClaimStrength

_NO_ORDERS = frozenset(
    {
        "look",
        "see",
        "listen",
        "let",
        "thank",
        "say",
        "mean",
        "know",
        "yeah",
        "welcome",
        "consider",
        "guess",
        "be",
        "please",
    }
)
_ASKING = frozenset({"please", "just", "always", "never", "do", "n't", "n’t", "not"})
_TOO_FEW_TO_JUDGE = 2
_FEW_WORDS = 3
_FEW_WORDS_WITH_VERB = 6
_NOUN_PLACES = (NOUN, HEAD)
_JUDGED_PLACES = (NOUN, HEAD, PREDICATE)
_ALL_PLACES = (VERB, PREDICATE, OBJECT, HEAD, NOUN, ANYWHERE)
CARRIED = frozenset({"infinitive", "gerund", "participle"})
"""Clauses that stand under a verb ahead of them: what holds for it holds for them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Kind and strength of a clause, and the tokens that decided them; ``carries`` tells if they hold for what is
    joined to the clause under the same verb ("will A and B")."""

    kind: ClaimKind | None
    strength: ClaimStrength | None = None
    marker: Range | None = None
    carries: bool = False


def judge(
    clauses: Clauses,
    clause: Clause,
    heads: Sequence[Head],
    words: ClaimWords,
    *,
    cue: CueKind | None,
    before: Judgement | None,
    asked: bool,
    backshifted: bool,
    governed: bool = False,
    reach: int | None = None,
    foreign: bool = False,
) -> Judgement:
    """Give the kind of one clause.

    ``cue`` is what the reporting verb makes of it, ``before`` the judgement of the clause that it is joined to,
    ``asked`` tells that its sentence ends in a question mark, ``backshifted`` that "would" stands for "will",
    ``governed`` that it is the object of its reporting verb: a noun, whatever verbs hang on it, which is ``foreign``
    where it belongs to somebody else. ``reach`` is where the words end that decide, the clause's own end unless given.
    """
    if asked:
        return Judgement(None)
    if before is not None and clause.kind in CARRIED and before.carries and not _looks_forward(clauses, clause):
        return before
    kind = "noun" if governed else clause.kind
    lowers = clauses.lowers
    if backshifted:
        lowers = [("will" if lower == "would" else lower) for lower in lowers]
    noted = cue is not None and cue.yields
    named = kind == "noun"
    search = MarkerSearch(
        clauses,
        clause,
        [] if governed else heads,
        words,
        lowers,
        backshifted,
        named,
        governed,
        noted,
        clause.end if reach is None else reach,
        foreign,
    )
    if cue is not None and (kind in ("noun", "infinitive", "gerund") or cue in words.clause_cues.values()):
        judging = cue.kind is ClaimKind.ASSERTION  # "noted [the important role]", but "stressed [the close ties]"
        places = _JUDGED_PLACES if judging else _NOUN_PLACES
        own = _judgement(search.best(places if kind == "noun" and cue.yields else (HEAD,)))
        if own is not None and (cue.yields or own.kind is ClaimKind.PROTOCOL) and not _is_announced(cue, own):
            return own
        if not cue.yields or kind == "noun":
            return Judgement(cue.kind, cue.strength, None, carries=True)
    found = _judgement(search.best(_ALL_PLACES))
    if found is not None and not (found.kind is ClaimKind.APPRAISAL and clause.verb < 0 and _is_word(clauses, clause)):
        return found
    if clause.kind == "infinitive" and before is None and _is_order(clauses, clause):
        return Judgement(ClaimKind.DEMAND, ClaimStrength.FIRM, (clause.verb, clause.verb + 1), carries=True)
    if clause.verb < 0 and _says_nothing(clauses, clause, backshifted):
        return Judgement(None)
    return Judgement(ClaimKind.ASSERTION)


def _judgement(found: tuple[Marker, Range] | None) -> Judgement | None:
    if found is None:
        return None
    marker, span = found
    return Judgement(marker.kind, marker.strength, span, carries=marker.place in (VERB, HEAD, NOUN))


def _looks_forward(clauses: Clauses, clause: Clause) -> bool:
    """ "we urge Kesh to talk, and look forward to it": an act of one's own, though it could be what Kesh is to do."""
    return clauses.lowers[clause.verb : clause.verb + 2] == ["look", "forward"]


def _is_announced(cue: CueKind, own: Judgement) -> bool:
    """Whether what is announced is promised by that, whatever noun it is ("commitments of 12 companies"), but news."""
    return cue.kind is ClaimKind.COMMITMENT and own.kind not in (ClaimKind.ASSERTION, ClaimKind.PROTOCOL)


def _is_word(clauses: Clauses, clause: Clause) -> bool:
    """One or two words: "Great." and "Fair enough." judge nothing."""
    return sum(word[0].isalnum() for word in clauses.tokens.words[clause.start : clause.end]) <= _TOO_FEW_TO_JUDGE


def _says_nothing(clauses: Clauses, clause: Clause, backshifted: bool) -> bool:
    """Few words, or in somebody's own words such as no verb stands among."""
    words = sum(word[0].isalnum() for word in clauses.tokens.words[clause.start : clause.end])
    if words <= _FEW_WORDS or backshifted:
        return words <= _FEW_WORDS
    return words <= _FEW_WORDS_WITH_VERB or FINITE.isdisjoint(clauses.tags[clause.start : clause.end])


def _is_order(clauses: Clauses, clause: Clause) -> bool:
    """An infinitive without "to" and without anything that governs it: an imperative."""
    ahead = clauses.lowers[clause.start : clause.verb]
    return (
        clauses.tags[clause.verb] == "VB"
        and clauses.lowers[clause.verb] not in _NO_ORDERS
        and all(word in OPENINGS or word in _ASKING for word in ahead)
    )
