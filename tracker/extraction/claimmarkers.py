"""The words that tell what a clause does, searched where they have to stand: claims.toml says where that is.

Places are the clause's verb group, what stands behind its "be", a few words behind the group, its beginning, the noun
that it is about, or anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.clauses import Clauses
from tracker.extraction.clausetags import FINITE
from tracker.extraction.phrases import ADVERBS
from tracker.extraction.predicates import COPULAS, head_noun, predicate_of
from tracker.extraction.structures import Range
from tracker.extraction.syntax import BE, HAVE, VERBS, Clause
from tracker.lexicon.claims import (
    ANYWHERE,
    HEAD,
    NOUN,
    OBJECT,
    OTHERS,
    PREDICATE,
    US,
    VERB,
    WIDEST,
    ClaimWords,
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
OPENINGS = frozenset(
    {
        "and",
        "but",
        "so",
        "well",
        "oh",
        "yeah",
        "yep",
        "okay",
        "ok",
        "sure",
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
"""Words that may stand ahead of what a clause begins with."""

_FIRST_PERSON = frozenset({"i", "we"})
_OBJECT_REACH = 6
_CHAINED = frozenset({"JJ", "VB", "VBN", "VBG", "VBD", "RP"})


@dataclass(frozen=True, slots=True)
class Head:
    """One verb group that decides: the clause's own, or that of what it says is so. ``ours``: the speaker's side."""

    verb: int
    ours: bool


_MEANWHILE = frozenset({"as", "after", "before"})
_HELD = frozenset({ClaimKind.POSITION, ClaimKind.APPRAISAL, ClaimKind.PROTOCOL})

_NOBODY = Head(-1, ours=True)


def chain_of(clauses: Clauses, clause: Clause, verb: int) -> Range:
    """The verb group that a verb begins, with the words of readiness and the infinitives it leads to."""
    tags, lowers = clauses.tags, clauses.lowers
    end = verb + 1
    while end < clause.end:
        tag, lower = tags[end], lowers[end]
        if tag in ADVERBS or tag == "''" or lower in ("n't", "n’t", "not", "forward", "also"):
            end += 1
        elif lower == ",":
            closing = next((k for k in range(end + 1, min(end + 7, clause.end)) if lowers[k] == ","), -1)
            if closing < 0 or any(tags[k] in FINITE for k in range(end, closing)) or closing + 1 >= clause.end:
                break
            if tags[closing + 1] not in _CHAINED and tags[closing + 1] not in ADVERBS:
                break
            end = closing + 1  # ", as always,"
        elif tag in _CHAINED and (tag != "JJ" or _leads(clauses, end)):
            end += 1
        elif lower == "to" and end + 1 < clause.end and tags[clauses.skip_adverbs(end + 1) :][:1] == ["VB"]:
            if lowers[end - 1] not in clauses.words.governors and lowers[end - 1] not in ("forward",):
                break
            end += 1
        else:
            break
    return verb, min(end, clause.end)


def _leads(clauses: Clauses, at: int) -> bool:
    """Whether "be" or an adverb stands ahead of an adjective, a mark of quotation in between or not."""
    ahead = at - 1 - (clauses.tags[at - 1] == "''" and at > 1)
    return clauses.lowers[ahead] in COPULAS or clauses.tags[ahead] in ADVERBS


class MarkerSearch:
    """The markers that hold in one clause.

    ``lowers`` are its sentence's words, "would" put for "will" where that is meant. ``named`` tells that the clause is
    a noun, ``governed`` that a reporting verb has it, ``noted`` that this verb says no more of it than that. Other
    clauses without a verb are read as what "I am" or "it is" was left out of: "Deeply saddened by the loss".
    """

    def __init__(
        self,
        clauses: Clauses,
        clause: Clause,
        heads: Sequence[Head],
        words: ClaimWords,
        lowers: list[str],
        backshifted: bool,
        named: bool,
        governed: bool,
        noted: bool,
        reach: int,
        foreign: bool,
    ) -> None:
        self._clauses, self._clause, self._words, self._lowers = clauses, clause, words, lowers
        self._backshifted = backshifted
        self._said: frozenset[str] | None = None
        self._reach, self._foreign = reach, foreign
        self._heads = heads
        self._chains = [(head, chain_of(clauses, clause, head.verb)) for head in heads]
        self._predicates = [
            (head, predicate_of(clauses, last + 1, clause.end))
            for head, (start, end) in self._chains
            if (last := _copula(clauses, start, end)) >= 0
        ]
        opening = clause.start
        while opening < clause.end and (lowers[opening] in OPENINGS or clauses.depth[opening]):
            opening += 1
        self._opening = opening
        comma = next((k for k in range(opening + 1, min(opening + 4, clause.end)) if lowers[k] == ","), -1)
        self._behind_name = (
            comma + 1 if comma > 0 and not heads and clause.verb < 0 else opening
        )  # "Omar, good morning"
        self._ours = bool(heads) and heads[0].ours
        named = named and (noted or not governed)
        self._head_noun = head_noun(clauses, opening, clause.end) if named else -1
        self._elided = not heads and clause.verb < 0 and not governed
        if named or self._elided:
            self._predicates.append((_NOBODY, predicate_of(clauses, opening, clause.end)))

    def best(self, places: Sequence[str]) -> tuple[Marker, Range] | None:
        """The marker that goes before the others, by kind, then strength, then place, and the tokens it stands on."""
        return min(
            self._found(places),
            key=lambda item: (
                _RANK.get(item[0].kind, len(_ORDER)),
                _FIRMNESS[item[0].strength] if item[0].strength else len(_FIRMNESS),
                item[1][0],
            ),
            default=None,
        )

    def _found(self, places: Sequence[str]) -> Iterator[tuple[Marker, Range]]:
        """Every marker that holds, with the tokens that it stands on."""
        clauses, lowers, end = self._clauses, self._lowers, min(self._clause.end, self._reach)
        markers = self._words.markers
        for at in range(self._clause.start, end):
            listed = markers.get(lowers[at])
            if listed is None or clauses.depth[at]:
                continue
            following = lowers[at + 1] if at + 1 < end else ""
            near = lowers[at + 1 : at + 2 + WIDEST]
            for marker, phrase, second, behind_gap in listed:
                if (second and following not in second) or marker.place not in places:
                    continue
                if behind_gap and behind_gap.isdisjoint(near):
                    continue
                stop = at + 1 if len(phrase) == 1 else match_phrase(phrase, lowers, at, end)
                if stop < 0:
                    continue
                whose = self._whose(marker, at)
                if whose is None or (marker.subject == US and not whose) or (marker.subject == OTHERS and whose):
                    continue
                if marker.place == VERB and len(phrase) == 1 and not _is_verb(clauses, at):
                    continue
                if marker.kind is ClaimKind.COMMITMENT and self._is_told(marker, at):
                    continue
                if marker.kind is ClaimKind.POSITION and self._is_past_position(marker, at):
                    continue
                if self._clause.opener in _MEANWHILE and marker.kind in _HELD:
                    continue  # "as we celebrate", "as they defend themselves": what else is going on
                if not self._is_taken_back(marker):
                    yield marker, (at, stop)

    def _is_told(self, marker: Marker, at: int) -> bool:
        """Whether a commitment is a fact told: of one's own past, or "as we continue to build", not "as we will"."""
        if self._clause.kind == "subordinate" and marker.strength is not ClaimStrength.STRONG:
            return True
        return not self._backshifted and _is_past(self._clauses, self._heads, at)

    def _is_past_position(self, marker: Marker, at: int) -> bool:
        """ "we respected the truce": a fact told of one's own past, in one's own words."""
        return (
            marker.place == VERB
            and not self._backshifted
            and self._clauses.tags[at] == "VBD"
            and _is_past(self._clauses, self._heads, at)
        )

    def _is_taken_back(self, marker: Marker) -> bool:
        start, end, lowers = self._clause.start, self._clause.end, self._lowers
        if self._said is None:
            self._said = frozenset(lowers[start:end])
        return any(
            match_phrase(other, lowers, k, end) >= 0
            for other in marker.unless
            if not other[0].isdisjoint(self._said)
            for k in range(start, end)
            if lowers[k] in other[0]
        )

    def _whose(self, marker: Marker, at: int) -> bool | None:
        """Whether a marker at this place tells of the speaker's side; None where it does not stand where it must."""
        if marker.place == HEAD:
            return (self._ours or self._elided) if at in (self._opening, self._behind_name) else None
        if marker.place == ANYWHERE:
            return self._ours
        if marker.place == NOUN:
            return not self._foreign if at == self._head_noun else None
        if marker.place == PREDICATE:
            return next((head.ours for head, (start, end) in self._predicates if start <= at < end), None)
        if marker.place == OBJECT and self._clause.kind == "subordinate":
            return None  # "since the brutal war began"
        if marker.place == OBJECT and not self._chains:
            return self._ours
        if self._elided:
            return True if at == self._opening_verb() else None
        for head, (start, end) in self._chains:
            if marker.place == OBJECT:
                if start < at < end + _OBJECT_REACH:
                    return head.ours
            elif start <= at < end and not (at > start and self._clauses.lowers[at] in HAVE):
                return head.ours
        return None

    def _opening_verb(self) -> int:
        at = self._opening
        while at < self._clause.end and self._clauses.tags[at] in ADVERBS:
            at += 1
        return at


def _is_verb(clauses: Clauses, at: int) -> bool:
    """A word of a verb group that is a verb or its adjective, in the active: not "came back", not "welcomed by"."""
    return (clauses.tags[at] in VERBS or clauses.tags[at] in _CHAINED - {"RP"}) and not (
        clauses.tags[at] == "VBN" and clauses.lowers[at + 1 : at + 2] == ["by"]
    )


def _is_past(clauses: Clauses, heads: Sequence[Head], at: int) -> bool:
    """In one's own words "I was eager to" and "we planned to" promise nothing; "the ministers pledged to" tells."""
    verb = max((head.verb for head in heads if head.verb <= at), default=-1)
    return (
        verb >= 0
        and clauses.tags[verb] == "VBD"
        and not _FIRST_PERSON.isdisjoint(clauses.lowers[max(verb - 3, 0) : verb])
    )


def _copula(clauses: Clauses, start: int, end: int) -> int:
    """The last verb of a group if it is "be" or its like, else -1: "are evaluating" has none, nor has "there is".

    What "be" is followed by may be a participle: "were [overjoyed]", "was [deeply flawed]".
    """
    last = max((k for k in range(start, end) if clauses.tags[k] in VERBS), default=start)
    if clauses.tags[last] == "VBN":
        ahead = last - 1
        while ahead > start and clauses.tags[ahead] in ADVERBS:
            ahead -= 1
        if ahead >= start and clauses.lowers[ahead] in BE:
            last = ahead
    if clauses.lowers[last] not in COPULAS or clauses.lowers[max(start - 1, 0)] == "there":
        return -1
    return last
