"""What a claim does and how firmly: by its markers, which claimmarkers.py finds where they have to stand.

Of several kinds that fit, the first of the order denial, protocol, demand, commitment, position, appraisal is taken. A
question and a fragment that says nothing have no kind; whatever else has a verb asserts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.claimmarkers import OPENINGS, Head, MarkerSearch
from tracker.extraction.clauses import Clauses
from tracker.extraction.clausetags import FINITE
from tracker.extraction.structures import Range
from tracker.extraction.syntax import BE, HAVE, Clause
from tracker.lexicon.claims import ANYWHERE, HEAD, NOUN, OBJECT, PREDICATE, VERB, ClaimWords, CueKind, Marker
from tracker.records import ClaimKind, ClaimStrength

_NO_ORDERS = frozenset(
    """
    have look see listen let thank say mean know yeah welcome consider guess be please
    bear hold wait excuse forgive pardon stay remember imagine suppose believe trust mind god
    """.split()
)
_APPEALS = frozenset({"call", "urge", "demand", "appeal", "implore", "condemn"})
_FUTURES = frozenset({"will", "shall", "'ll", "’ll"})
_ASKING = frozenset({"please", "just", "always", "never", "do", "n't", "n’t", "not"})
_ASIDES = frozenset({"relative"})
_BROKEN_OFF = frozenset({"a", "an", "the", "my", "our", "your", "their", "and", "but", "or", "of", "with"})
_LONGEST_TALK = 6
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
    arranging: bool = False,
    announced: bool = False,
) -> Judgement:
    """Give the kind of one clause.

    ``cue`` is what the reporting verb makes of it, ``before`` the judgement of the clause that it is joined to,
    ``asked`` tells that its sentence ends in a question mark, ``backshifted`` that "would" stands for "will",
    ``governed`` that it is the object of its reporting verb: a noun, whatever verbs hang on it, which is ``foreign``
    where it belongs to somebody else. ``reach`` is where the words end that decide, the clause's own end unless given.
    ``arranging`` tells that the speaker is one who can have things done, ``announced`` that the clause is what was
    announced.
    """
    if (asked and clause.kind not in _ASIDES) or _is_mere_talk(clauses, clause):
        return Judgement(None)
    if before is not None and clause.kind in CARRIED and before.carries and not _begins_anew(clauses, clause, before):
        return before
    kind = "noun" if governed else clause.kind
    if cue is not None and cue.acts and kind == "noun":
        cue = None
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
    if clause.verb >= 0 and _is_bare_no(clauses, clause):
        return Judgement(ClaimKind.DENIAL, None, (clause.verb, clause.verb + 1))
    if (arranging or announced) and (future := _find_arranged(clauses, clause, lowers, announced)) is not None:
        return Judgement(ClaimKind.COMMITMENT, ClaimStrength.STRONG, future, carries=True)
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


def _is_bare_no(clauses: Clauses, clause: Clause) -> bool:
    """ "We're not.", "No, it did not.": all that is said is no."""
    said = _first_words(clauses, clause)
    return 0 < len(said) <= _FEW_WORDS + 1 and said[-1] in ("not", "n't", "n’t")


def _first_words(clauses: Clauses, clause: Clause) -> list[str]:
    """The first words of a clause, no marks and no words that merely open it; one more than mere talk may have."""
    said: list[str] = []
    for at in range(clause.start, clause.end):
        lower = clauses.lowers[at]
        if (lower[0].isalnum() or lower[0] in "'’") and (said or lower not in OPENINGS) and lower != "’":
            said.append(lower)
            if len(said) > _LONGEST_TALK:
                break
    return said


def _find_arranged(clauses: Clauses, clause: Clause, lowers: list[str], announced: bool) -> Range | None:
    """The words by which something will be done that somebody arranges: "flags [will be] flown".

    What is said to be done by somebody named, and what befalls somebody, is told; what is ``announced`` is decided,
    whoever does it.
    """
    verb = clause.verb
    if verb < 0 or clause.kind == "subordinate" or lowers[verb] not in _FUTURES:
        return None
    at = clauses.skip_adverbs(verb + 1)
    if lowers[at : at + 2] == ["continue", "to"]:
        at = clauses.skip_adverbs(at + 2)
    if announced and clauses.tags[at : at + 1] == ["VB"] and lowers[at] not in BE | HAVE:
        return verb, at
    done = clauses.skip_adverbs(at + 1)
    if lowers[at : at + 1] != ["be"] or clauses.tags[done : done + 1] != ["VBN"] or done >= clause.end:
        return None
    if lowers[done] in clauses.words.befalling or lowers[done + 1 : done + 2] == ["by"]:
        return None
    return verb, at + 1


def _begins_anew(clauses: Clauses, clause: Clause, before: Judgement) -> bool:
    """An act of one's own, though it could stand under the verb ahead: "we urge Kesh to talk, and look forward to it".

    So it is behind thanks and judgements: "we mourn the mayor and remain committed to Kesh".
    """
    if clauses.lowers[clause.verb : clause.verb + 2] == ["look", "forward"]:
        return True
    if before.kind is ClaimKind.COMMITMENT and clauses.lowers[clause.verb] in _APPEALS:
        return True  # "we will act, and call on others to do so"
    return clause.kind == "infinitive" and before.kind in (ClaimKind.PROTOCOL, ClaimKind.APPRAISAL)


def _is_mere_talk(clauses: Clauses, clause: Clause) -> bool:
    """An answer that says nothing of its own ("That's right."), what is asked ("Tell us about it"), or broken off."""
    said = _first_words(clauses, clause)
    if clause.kind == "infinitive" and any(" ".join(said[:size]) in clauses.words.asking for size in (2, 3)):
        return True
    if not said or len(said) > _LONGEST_TALK:
        return False
    whole = " ".join(said).replace(" '", "'").replace(" ’", "’").replace(" n't", "n't").replace(" n’t", "n’t")
    return whole in clauses.words.answers or (len(said) <= _FEW_WORDS + 1 and said[-1] in _BROKEN_OFF)


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
