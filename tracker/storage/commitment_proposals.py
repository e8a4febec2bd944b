"""Which later claims are likely about an earlier commitment: one party, near the same words; nothing is linked here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from tracker.lexicon.commitments import relate_claims, word_matter
from tracker.lexicon.sameness import Sameness, Weights, Wording, compare_wordings
from tracker.lexicon.talk import is_of_the_talk
from tracker.records import ClaimKind, Status, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.records.commitments import LinkRelation, SuggestedLink
from tracker.storage.articles import kept
from tracker.storage.claim_links import accepted, read_links
from tracker.storage.claims import read_claims
from tracker.storage.commitment_threads import gather
from tracker.storage.ledger import read_rows
from tracker.storage.models import Claim, Statement, table_of
from tracker.storage.session import Session

_CLAIM = table_of(Claim)
_STATEMENT = table_of(Statement)

_COMPARED_KINDS = (ClaimKind.COMMITMENT.value, ClaimKind.ASSERTION.value, ClaimKind.DENIAL.value)
# A later claim is compared with earlier ones that share one of so many of its rarest words; a word that more of one
# party's commitments have says too little by itself.
_RAREST = 6
_COMMON = 400
# "China will do so" is in every speech: fewer words of matter, the party's name left out, are no commitment to follow.
_FEWEST_WORDS = 2
# What ends a commitment must share more of it: "exchanged views" keeps no particular promise to exchange views.
_FEWEST_TO_END = 3


@dataclass(frozen=True, slots=True)
class _Compared:
    key: ClaimReference
    stored: StoredClaim
    day: str
    utterance_id: int | None
    wording: Wording
    parties: frozenset[str]
    counterparts: frozenset[str]

    @property
    def place(self) -> tuple[str, ClaimReference]:
        return self.day, self.key


def suggest_links(
    session: Session, *, least: float, among: Collection[int] | None = None, limit: int | None = None
) -> list[SuggestedLink]:
    """Later claims, each with the earlier commitment that it is likeliest about, the likeliest first.

    Of two as likely ones the later is taken, so that threads grow at their end. Left out are pairs ruled on, with all
    of the earlier one's thread, claims that are linked already, what was said on one day or in one utterance, promises
    of the talk itself, and what has no day or no party. ``among``
    keeps those one of whose statements it has.
    """
    ruled = read_links(session)
    beside = accepted(ruled)
    # What was rejected of one claim of a thread was rejected of the commitment, whichever of its claims is nearest.
    decided = {(t.later, key) for t in ruled for key in (gather({t.earlier}, beside))}
    linked = {tie.later for tie in beside}
    compared = sorted(_load(session), key=lambda claim: claim.place)
    counts = Counter(stem for claim in compared for stem in claim.wording.matter)
    weights = Weights(counts, len(compared))
    by_word: dict[str, dict[str, list[_Compared]]] = defaultdict(lambda: defaultdict(list))
    found: list[tuple[float, _Compared, _Compared, LinkRelation, Sameness]] = []
    for later in compared:
        if later.key not in linked:
            best = _find_best(later, by_word, weights, decided, least)
            if best is not None and (
                among is None or not {later.key.statement_id, best[2].key.statement_id}.isdisjoint(among)
            ):
                found.append(best)
        if later.stored.claim.kind is ClaimKind.COMMITMENT:
            for party in later.parties:
                for stem in later.wording.matter:
                    by_word[party][stem].append(later)
    found.sort(key=lambda pair: (-pair[0], pair[1].place))
    return list(_tell(session, found[:limit]))


def _find_best(
    later: _Compared,
    by_word: dict[str, dict[str, list[_Compared]]],
    weights: Weights,
    decided: Collection[tuple[ClaimReference, ClaimReference]],
    least: float,
) -> tuple[float, _Compared, _Compared, LinkRelation, Sameness] | None:
    rarest = sorted(later.wording.matter, key=lambda stem: (-weights[stem], stem))[:_RAREST]
    candidates: dict[int, _Compared] = {}  # by what is quickest to compare: there are hundreds of thousands
    for party in later.parties:
        known = by_word.get(party)
        for stem in rarest if known is not None else ():
            listed = known.get(stem, ()) if known is not None else ()
            candidates |= {id(earlier): earlier for earlier in listed[-_COMMON:]}
    best = None
    for earlier in candidates.values():
        if not _can_follow(later, earlier) or (decided and (later.key, earlier.key) in decided):
            continue
        sameness = compare_wordings(earlier.wording, later.wording, weights, least=least)
        if sameness is None or sameness.score < least:
            continue
        relation = relate_claims(earlier.stored.claim, later.stored.claim)
        if relation is None:
            continue
        ends = relation in (LinkRelation.DROPS, LinkRelation.FULFILS)
        if ends and len(earlier.wording.matter & later.wording.matter) < _FEWEST_TO_END:
            continue
        if best is None or (sameness.score, earlier.place) > (best[0], best[2].place):
            best = sameness.score, later, earlier, relation, sameness
    return best


def _can_follow(later: _Compared, earlier: _Compared) -> bool:
    apart = earlier.day < later.day and (later.utterance_id is None or later.utterance_id != earlier.utterance_id)
    # What a state promises with one partner is not what it promises with another one.
    by = later.parties <= earlier.parties or earlier.parties <= later.parties
    toward = (
        not later.counterparts or not earlier.counterparts or not later.counterparts.isdisjoint(earlier.counterparts)
    )
    return apart and by and toward


def _load(session: Session) -> Iterator[_Compared]:
    query = (
        select(_CLAIM.c.statement_id, _STATEMENT.c.dated_from, _STATEMENT.c.utterance_id)
        .join_from(_CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
        .where(
            kept(),
            _STATEMENT.c.dated_from.isnot(None),
            _CLAIM.c.kind.in_(_COMPARED_KINDS),
            _CLAIM.c.status != Status.REJECTED.value,
        )
        .distinct()
    )
    of_statement = {int(row.statement_id): row for row in session.execute(query)}
    for number, claims in read_claims(session, list(of_statement)).items():
        row = of_statement[number]
        for stored in claims:
            claim = stored.claim
            if claim.kind is None or claim.kind.value not in _COMPARED_KINDS or not claim.party:
                continue
            if claim.kind is ClaimKind.COMMITMENT and stored.status is Status.EXTRACTED and is_of_the_talk(claim):
                continue
            wording = word_matter(claim)
            if len(wording.matter) >= _FEWEST_WORDS:
                parties, counterparts = (_fold(names) for names in (claim.party, claim.counterpart))
                yield _Compared(
                    ClaimReference(number, stored.number),
                    stored,
                    row.dated_from,
                    row.utterance_id,
                    wording,
                    parties,
                    counterparts,
                )


def _tell(
    session: Session, found: Iterable[tuple[float, _Compared, _Compared, LinkRelation, Sameness]]
) -> Iterator[SuggestedLink]:
    pairs = list(found)
    numbers = sorted({claim.key.statement_id for _, later, earlier, *_ in pairs for claim in (later, earlier)})
    days = {row.statement_id: row.said_on or row.published for row in read_rows(session, numbers)}
    for score, later, earlier, relation, sameness in pairs:
        reasons = list(sameness.reasons)
        before, now = earlier.stored.claim, later.stored.claim
        if relation in (LinkRelation.HARDENS, LinkRelation.SOFTENS) and before.strength and now.strength:
            reasons.append(f"{before.strength} → {now.strength}")
        yield SuggestedLink(
            score=score,
            later_id=later.stored.reference,
            relation=relation.value,
            earlier_id=earlier.stored.reference,
            later_on=days[later.key.statement_id],
            earlier_on=days[earlier.key.statement_id],
            party=now.party,
            counterpart=now.counterpart or before.counterpart,
            reasons=tuple(reasons),
            later=now.text,
            earlier=before.text,
        )


def _fold(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)
