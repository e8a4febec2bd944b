"""Claims in exports: nested in JSON lines, which an import still takes."""

from __future__ import annotations

import io
import json
from pathlib import Path

from tests.rows import ROW
from tests.selections import Told
from tracker.ledger.claims import to_claim_object, write_json_lines
from tracker.ledger.columns import Layout, choose_columns
from tracker.ledger.reading import read_ledger
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, Status, StoredClaim

CLAIM = StoredClaim(
    ROW.statement_id,
    2,
    ExtractedClaim(
        (7, 40),
        "Austria will keep it open",
        ClaimKind.COMMITMENT,
        ClaimStrength.STRONG,
        "will",
        ("Austria",),
        "Austria",
        ("Uganda",),
        "Uganda",
        "../2030",
        "by 2030",
    ),
    Status.EDITED,
    "ana",
    "2024-03-02T10:00:00Z",
    "seen",
)


def test_a_claim_as_an_object() -> None:
    assert to_claim_object(CLAIM) == {
        "claim_id": f"S{ROW.statement_id}.2",
        "text": "Austria will keep it open",
        "start": 7,
        "end": 40,
        "kind": "commitment",
        "strength": "strong",
        "marker": "will",
        "party": ["Austria"],
        "party_as_printed": "Austria",
        "counterpart": ["Uganda"],
        "counterpart_as_printed": "Uganda",
        "about": "../2030",
        "about_text": "by 2030",
        "status": "edited",
        "note": "seen",
        "coder": "ana",
        "coded_at": "2024-03-02T10:00:00Z",
    }


def test_json_lines_have_the_claims_and_are_read_back(tmp_path: Path) -> None:
    told = Told(ROW, claims={ROW.statement_id: (CLAIM,)})
    stream = io.StringIO()
    assert write_json_lines(told, stream) == []
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["claims"] == [to_claim_object(CLAIM)]
    path = tmp_path / "ledger.jsonl"
    path.write_text(stream.getvalue(), encoding="utf-8")
    (record,) = read_ledger(path).records
    assert record.cells["claim"] == ROW.claim


def test_chosen_fields_come_without_claims() -> None:
    stream = io.StringIO()
    write_json_lines(Told(ROW, claims={ROW.statement_id: (CLAIM,)}), stream, Layout(choose_columns("speaker")))
    assert "claims" not in json.loads(stream.getvalue())
