"""What a claim does and how firmly: the markers in its verb group, behind its "be", at its head or anywhere in it.

Of several kinds that fit, the first of the order denial, protocol, demand, commitment, position, appraisal is taken. A
question and a fragment that says nothing have no kind; whatever else has a verb asserts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.clauses import Clauses
from tracker.extraction.structures import Range
from tracker.extraction.syntax import BE, FINITE, HAVE, VERBS, Clause
from tracker.lexicon.claims import (
    ANYWHERE,
    HEAD,
    OBJECT,
    OTHERS,
    PREDICATE,
    US,
    VERB,
    ClaimWords,
    CueKind,
    Marker,
    match_phrase,
)
from tracker.records import ClaimKind, ClaimStrength

_ORDER = (
    ClaimKind.DENIAL,
    ClaimKind.PROTOCOL,
    ClaimKind.DEMAND,
    ClaimKind.COMMITMENT,
    ClaimKind.POSITION,
    ClaimKind.APPRAISAL,
)
_RANK = {kind: place for place, kind in enumerate(_ORDER)}
_FIRMNESS = {strength: place for place, strength in enumerate(ClaimStrength)}
_COPULAS = BE | frozenset(
    {"become", "becomes", "became", "remain", "remains", "remained", "seem", "seems", "seemed", "makes", "made"}
)
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_OPENINGS = frozenset(
    {
        "and",
        "but",
        "so",
        "well",
        "oh",
        ",",
        "now",
        "yes",
        "no",
        "also",
        "again",
        "finally",
        "first",
        "“",
        '"',
        "‘",
        "’",
        "”",
        "``",
    }
)
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
_FEW_WORDS = 3
_PREDICATE_REACH = 9  # tokens behind "be" in which a judgement may stand
_OBJECT_REACH = 6
_CHAINED = frozenset({"JJ", "VB", "VBN", "VBG", "VBD", "RP"})
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


@dataclass(frozen=True, slots=True)
class Head:
    """One verb group that decides: the clause's own, or that of what it says is so. ``ours``: the speaker's side."""

    verb: int
    ours: bool


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
) -> Judgement:
    """Give the kind of one clause.

    ``cue`` is what the reporting verb makes of it, ``before`` the judgement of the clause that it is joined to,
    ``asked`` tells that its sentence ends in a question mark, ``backshifted`` that "would" stands for "will".
    """
    if asked:
        return Judgement(None)
    if before is not None and clause.kind in CARRIED and before.carries:
        return before
    lowers = clauses.lowers
    if backshifted:
        lowers = [("will" if lower == "would" else lower) for lower in lowers]
    if cue is not None and (clause.kind in ("noun", "infinitive", "gerund") or cue in words.clause_cues.values()):
        own = _best(_found(clauses, clause, heads, words, lowers, (HEAD,), backshifted))
        if own is None or own.kind is not ClaimKind.PROTOCOL:
            return Judgement(cue.kind, cue.strength, None, carries=True)
    found = _best(_found(clauses, clause, heads, words, lowers, (VERB, PREDICATE, OBJECT, HEAD, ANYWHERE), backshifted))
    if found is not None:
        if (
            cue is not None
            and _RANK.get(cue.kind, 9) < _RANK.get(found.kind or ClaimKind.ASSERTION, 9)
            and clause.kind == "noun"
        ):
            return Judgement(cue.kind, cue.strength, None, carries=True)
        return found
    if clause.kind == "infinitive" and before is None and _is_order(clauses, clause):
        return Judgement(ClaimKind.DEMAND, ClaimStrength.FIRM, (clause.verb, clause.verb + 1), carries=True)
    if clause.verb < 0 and (
        not backshifted
        or sum(word[0].isalnum() for word in clauses.tokens.words[clause.start : clause.end]) <= _FEW_WORDS
    ):
        return Judgement(None)
    return Judgement(ClaimKind.ASSERTION)


def _is_order(clauses: Clauses, clause: Clause) -> bool:
    """An infinitive without "to" and without anything that governs it: an imperative."""
    ahead = clauses.lowers[clause.start : clause.verb]
    return (
        clauses.tags[clause.verb] == "VB"
        and clauses.lowers[clause.verb] not in _NO_ORDERS
        and all(word in _OPENINGS or word in _ASKING for word in ahead)
    )


def chain_of(clauses: Clauses, clause: Clause, verb: int) -> Range:
    """The verb group that a verb begins, with the words of readiness and the infinitives it leads to."""
    tags, lowers = clauses.tags, clauses.lowers
    end = verb + 1
    while end < clause.end:
        tag, lower = tags[end], lowers[end]
        if tag in _ADVERBS or lower in ("n't", "n’t", "not", "forward", "also"):
            end += 1
        elif lower == ",":
            closing = next((k for k in range(end + 1, min(end + 7, clause.end)) if lowers[k] == ","), -1)
            if closing < 0 or any(tags[k] in FINITE for k in range(end, closing)) or closing + 1 >= clause.end:
                break
            if tags[closing + 1] not in _CHAINED and tags[closing + 1] not in _ADVERBS:
                break
            end = closing + 1  # ", as always,"
        elif tag in _CHAINED and (tag != "JJ" or lowers[end - 1] in BE or tags[end - 1] in _ADVERBS):
            end += 1
        elif lower == "to" and end + 1 < clause.end and tags[clauses.skip_adverbs(end + 1) :][:1] == ["VB"]:
            if lowers[end - 1] not in clauses.words.governors and lowers[end - 1] not in ("forward",):
                break
            end += 1
        else:
            break
    return verb, min(end, clause.end)


def _found(
    clauses: Clauses,
    clause: Clause,
    heads: Sequence[Head],
    words: ClaimWords,
    lowers: list[str],
    places: Sequence[str],
    backshifted: bool,
) -> Iterator[tuple[Marker, Range]]:
    """Every marker that holds, with the tokens that it stands on."""
    chains = [(head, chain_of(clauses, clause, head.verb)) for head in heads]
    opening = clause.start
    while opening < clause.end and lowers[opening] in _OPENINGS:
        opening += 1
    ours = bool(heads) and heads[0].ours
    for at in range(clause.start, clause.end):
        listed = words.markers.get(lowers[at])
        if listed is None or clauses.depth[at]:
            continue
        for marker, phrase in listed:
            if marker.place not in places:
                continue
            whose = _whose(marker, chains, clauses, at, opening, ours)
            if whose is None or (marker.subject == US and not whose) or (marker.subject == OTHERS and whose):
                continue
            if marker.place == VERB and len(phrase) == 1 and not _is_verb(clauses, at):
                continue
            if marker.kind is ClaimKind.COMMITMENT and not backshifted and _is_past(clauses, heads, at):
                continue
            end = match_phrase(phrase, lowers, at, clause.end)
            if end < 0 or any(
                match_phrase(other, lowers, k, clause.end) >= 0
                for other in marker.unless
                for k in range(clause.start, clause.end)
                if lowers[k] in other[0]
            ):
                continue
            yield marker, (at, end)


def _is_verb(clauses: Clauses, at: int) -> bool:
    """A word of a verb group that is a verb or its adjective, in the active: not "came back", not "welcomed by"."""
    return (clauses.tags[at] in VERBS or clauses.tags[at] in _CHAINED - {"RP"}) and not (
        clauses.tags[at] == "VBN" and clauses.lowers[at + 1 : at + 2] == ["by"]
    )


def _is_past(clauses: Clauses, heads: Sequence[Head], at: int) -> bool:
    """In somebody's own words "I was eager to" and "we planned to" promise nothing."""
    verb = max((head.verb for head in heads if head.verb <= at), default=-1)
    return verb >= 0 and clauses.tags[verb] == "VBD"


def _whose(
    marker: Marker, chains: Sequence[tuple[Head, Range]], clauses: Clauses, at: int, opening: int, ours: bool
) -> bool | None:
    """Whether a marker at this place tells of the speaker's side; None where it does not stand where it must."""
    if marker.place == HEAD:
        return ours if at == opening else None
    if marker.place == ANYWHERE:
        return ours
    if marker.place == OBJECT and not chains:
        return ours
    for head, (start, end) in chains:
        if marker.place == OBJECT:
            if start < at < end + _OBJECT_REACH:
                return head.ours
        elif marker.place == VERB:
            if start <= at < end and not (at > start and clauses.lowers[at] in HAVE):
                return head.ours
        elif _is_copular(clauses, start, end) and start < at < end + _PREDICATE_REACH:
            return head.ours
    return None


def _is_copular(clauses: Clauses, start: int, end: int) -> bool:
    """Whether the last verb of a group is "be" or its like: "are evaluating" is none."""
    last = max((k for k in range(start, end) if clauses.tags[k] in VERBS), default=start)
    return clauses.lowers[last] in _COPULAS


def _best(found: Iterator[tuple[Marker, Range]]) -> Judgement | None:
    ranked = sorted(
        found,
        key=lambda item: (
            _RANK.get(item[0].kind, len(_ORDER)),
            _FIRMNESS[item[0].strength] if item[0].strength else len(_FIRMNESS),
            item[1][0],
        ),
    )
    if not ranked:
        return None
    marker, span = ranked[0]
    return Judgement(marker.kind, marker.strength, span, carries=marker.place in (VERB, HEAD))
