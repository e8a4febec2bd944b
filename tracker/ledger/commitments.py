"""The columns of commitments, and of links between claims that people ruled on, where they are written as tables."""

from __future__ import annotations

from tracker.ledger.columns import Column, Kind

_OURS = "commitments are corrected by `tracker claim` and `tracker commitment`"


def _column(name: str, description: str, kind: Kind = Kind.TEXT, width: int = 16) -> Column:
    return Column(name, description, (name,), kind, _OURS, width)


COMMITMENT_COLUMNS = (
    _column("commitment_id", "number of the first promise, shown as S12.1", width=10),
    _column("party", "whom it binds", Kind.LIST, 24),
    _column("party_as_printed", "the words for whom it binds"),
    _column("counterpart", "toward whom", Kind.LIST, 24),
    _column("due", "the last date that a promise names and that lay ahead", Kind.EDTF),
    _column("strength", "how firm the last promise is"),
    _column("first_strength", "how firm the first one was"),
    _column("state", "standing, dropped or fulfilled, as the latest link says"),
    _column("first_made", "when it was said first", Kind.EDTF),
    _column("last_reaffirmed", "when it was promised last, where that was again", Kind.EDTF),
    _column("report_count", "how many statements report it", Kind.NUMBER, 8),
    _column("claim_ids", "all claims of it, by day", Kind.LIST),
    _column("speaker", "who promised it first", width=24),
    _column("claim", "the words of the first promise", width=60),
)

LINK_COLUMNS = (
    _column("later", "the later claim"),
    _column("relation", "what it does to the earlier commitment"),
    _column("earlier", "the earlier commitment"),
    _column("status", "accepted or rejected"),
    _column("origin", "proposed by the machine, or linked by hand"),
    _column("reason", "why, as somebody wrote", width=60),
    _column("coder", "who ruled"),
    _column("coded_at", "when", Kind.TIME),
)
