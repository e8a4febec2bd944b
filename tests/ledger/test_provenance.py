"""Who made a statement what it is, in words."""

from __future__ import annotations

import pytest

from tests.rows import make_row
from tracker.ledger.provenance import describe_provenance, name_maker

ANA = {"coder": "ana", "coded_at": "2024-03-05T09:00:00Z"}


@pytest.mark.parametrize(
    ("changes", "whole", "short"),
    [
        ({}, "extracted by version 1", "v1"),
        (ANA, "extracted by version 1, noted on by ana on 2024-03-05", "v1"),
        ({"status": "edited"} | ANA, "edited by ana on 2024-03-05 (extracted by version 1)", "edited, ana"),
        ({"status": "rejected"} | ANA, "rejected by ana on 2024-03-05 (extracted by version 1)", "rejected, ana"),
        ({"status": "added", "extractor": None} | ANA, "added by ana on 2024-03-05", "added, ana"),
        ({"status": "confirmed", "coder": "ana"}, "confirmed by ana (extracted by version 1)", "confirmed, ana"),
        ({"status": "added", "extractor": None}, "added", "added"),
        ({"extractor": None}, "extracted", "extracted"),
    ],
)
def test_told_whole_and_short(changes: dict[str, str | None], whole: str, short: str) -> None:
    assert (describe_provenance(make_row(**changes)), name_maker(make_row(**changes))) == (whole, short)
