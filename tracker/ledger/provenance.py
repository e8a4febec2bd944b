"""Who made a statement what it is: the extractor, by its version, or a person, by name and day."""

from __future__ import annotations

from tracker.records import LedgerRow, Status


def describe_provenance(row: LedgerRow) -> str:
    """Say it whole: "edited by ana on 2024-03-05 (extracted by version 1)"."""
    machine = f"extracted by version {row.extractor}" if row.extractor else ""
    if row.status == Status.EXTRACTED:
        noted = f"noted on by {_who(row)}" if row.coder else ""
        return ", ".join(part for part in (machine or "extracted", noted) if part)
    said = f"{row.status} by {_who(row)}" if row.coder else row.status
    return f"{said} ({machine})" if machine else said


def name_maker(row: LedgerRow) -> str:
    """Say it in a word or two, for a column: "v1" (of the extractor), "edited, ana"."""
    if row.status == Status.EXTRACTED:
        return f"v{row.extractor}" if row.extractor else str(row.status)
    return f"{row.status}, {row.coder}" if row.coder else row.status


def _who(row: LedgerRow) -> str:
    return f"{row.coder} on {row.coded_at[:10]}" if row.coded_at else str(row.coder)
