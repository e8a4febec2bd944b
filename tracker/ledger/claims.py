"""Claims as plain data: one object a claim, as the exports and ``--format json`` give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from tracker.ledger.columns import COLUMNS, Layout
from tracker.ledger.json_text import PLAIN, dump_json, to_json_object
from tracker.ledger.selection import Selection
from tracker.records import StoredClaim
from tracker.records.claims import ClaimRow
from tracker.records.commitments import ClaimTie


def to_claim_object(stored: StoredClaim, ties: Iterable[ClaimTie] = ()) -> dict[str, Any]:
    """One stored claim for json.dumps: its reference, words, offsets, and what was read or decided of it.

    ``ties`` are rulings on links of any claims; those of this one are given as ``links``, what it does to an earlier
    commitment, and ``linked_by``, what later claims do to it.
    """
    claim = stored.claim
    ruled = list(ties)
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
        "links": [_to_link(tie, str(tie.earlier)) for tie in ruled if str(tie.later) == stored.reference],
        "linked_by": [_to_link(tie, str(tie.later)) for tie in ruled if str(tie.earlier) == stored.reference],
    }


def _to_link(tie: ClaimTie, other: str) -> dict[str, Any]:
    return {
        "relation": tie.relation.value,
        "claim_id": other,
        "status": tie.status.value,
        "origin": tie.origin.value,
        "reason": tie.reason,
        "coder": tie.coder,
        "coded_at": tie.coded_at,
    }


class ClaimRows:
    """The claims of the statements that were asked for, a row each in order; ``count`` are those given so far."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.count = 0

    def __iter__(self) -> Iterator[ClaimRow]:
        """Give them; each pass asks anew."""
        self.count = 0
        for row, claims in self._selection.with_claims():
            for stored in claims:
                self.count += 1
                yield ClaimRow.of(stored, row)


def write_json_lines(selection: Selection | ClaimRows, stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one object a line: a claim, or a nested statement with its schema_version and, unless fields were chosen,
    its claims with their links."""
    if isinstance(selection, ClaimRows):
        for claim in selection:
            stream.write(dump_json({column.name: column.read(claim) for column in layout.columns}) + "\n")
        return []
    if layout.columns != COLUMNS:
        for row in selection:
            stream.write(dump_json(to_json_object(row, layout.columns)) + "\n")
        return []
    for row, claims, ties in selection.with_links():
        nested = to_json_object(row) | {"claims": [to_claim_object(claim, ties) for claim in claims]}
        stream.write(dump_json(nested) + "\n")
    return []
