"""Claims in words, as the commands that show statements tell them."""

from __future__ import annotations

from tracker.records import StoredClaim


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
