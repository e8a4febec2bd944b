"""Claims in words, as the commands that show statements tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.ledger.controls import flatten
from tracker.records import StoredClaim
from tracker.records.commitments import ClaimTie


def describe_claim(stored: StoredClaim) -> str:
    """One claim on a line: "China will … (commitment, firm: “will”; China → Venezuela; about ../2030)"."""
    claim = stored.claim
    kind = ", ".join(part.value for part in (claim.kind, claim.strength) if part is not None)
    told = [kind + (f": “{claim.marker}”" if claim.marker else "")] if kind else []
    party = " and ".join(claim.party)
    toward = " and ".join(claim.counterpart)
    if toward:
        told.append(f"{party or claim.party_text or '–'} → {toward}")
    elif party and party != claim.party_text:
        told.append(party)
    if claim.about:
        told.append(f"about {claim.about}")
    return claim.text + (f" ({'; '.join(told)})" if told else "")


def describe_links(stored: StoredClaim, ties: Iterable[ClaimTie]) -> Iterator[str]:
    """What was ruled on links of a claim, a line each: "hardens S1.2: ready to became will (ana, 2024-03-02)"."""
    for tie in ties:
        if str(tie.later) == stored.reference:
            yield describe_tie(tie)
        elif str(tie.earlier) == stored.reference:
            yield f"{tie.later} {tie.relation.tell(tie.status)} this{_say_why(tie)}"


def describe_tie(tie: ClaimTie) -> str:
    """What a later claim does to an earlier one, as somebody ruled, and why."""
    return f"{tie.relation.tell(tie.status)} {tie.earlier}{_say_why(tie)}"


def _say_why(tie: ClaimTie) -> str:
    reason = f": {flatten(tie.reason)}" if tie.reason else ""
    return f"{reason} ({flatten(tie.coder)}, {tie.coded_at[:10]})"
