"""Claims as plain data: one object a claim, as the exports and ``--format json`` give it."""

from __future__ import annotations

from typing import Any, TextIO

from tracker.ledger.columns import COLUMNS, Layout
from tracker.ledger.json_text import PLAIN, dump_json, to_json_object
from tracker.ledger.selection import Selection
from tracker.records import StoredClaim


def to_claim_object(stored: StoredClaim) -> dict[str, Any]:
    """One stored claim for json.dumps: its reference, words, offsets, and what was read or decided of it."""
    claim = stored.claim
    return {
        "claim_id": stored.reference,
        "text": claim.text,
        "start": claim.span[0],
        "end": claim.span[1],
        "kind": claim.kind.value if claim.kind else None,
        "strength": claim.strength.value if claim.strength else None,
        "marker": claim.marker or None,
        "party": list(claim.party),
        "party_as_printed": claim.party_text or None,
        "counterpart": list(claim.counterpart),
        "counterpart_as_printed": claim.counterpart_text or None,
        "about": claim.about,
        "about_text": claim.about_text or None,
        "status": stored.status.value,
        "note": stored.note,
        "coder": stored.coder,
        "coded_at": stored.coded_at,
    }


def write_json_lines(selection: Selection, stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one nested object a line, each with its schema_version and, unless fields were chosen, its claims."""
    if layout.columns != COLUMNS:
        for row in selection:
            stream.write(dump_json(to_json_object(row, layout.columns)) + "\n")
        return []
    for row, claims in selection.with_claims():
        nested = to_json_object(row) | {"claims": [to_claim_object(claim) for claim in claims]}
        stream.write(dump_json(nested) + "\n")
    return []
