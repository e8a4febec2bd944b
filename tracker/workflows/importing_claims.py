"""Claims that come back in a table, one a row: what was changed of them is done as corrections by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.ledger.cells import release, to_cell
from tracker.ledger.claim_columns import CLAIM_COLUMN_OF
from tracker.ledger.columns import Kind
from tracker.ledger.comparing import DateOrder, is_same, read_date, read_text, sort_cells
from tracker.ledger.reading import LedgerRecord
from tracker.records import ClaimKind, ClaimStrength, Status, StoredClaim
from tracker.records.claims import ClaimEdit, ClaimReference, ClaimRow
from tracker.storage import claim_changes
from tracker.storage.batches import in_batches
from tracker.storage.claims import read_claims
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_rows
from tracker.storage.session import Session
from tracker.workflows.correct_claims import set_fields
from tracker.workflows.correcting_cells import decide_status

_DATED = tuple(column for column in CLAIM_COLUMN_OF.values() if column.kind is Kind.EDTF)
_PLACED_BY = ("statement_key", "claim", "start", "end")


FoundClaim = tuple[StoredClaim, ClaimRow]
"""A claim as it is stored, and as a row of a table."""


@dataclass(frozen=True, slots=True)
class CorrectedClaim:
    """A claim ("S12.1") that changes, and its cells: name, before, after."""

    name: str
    cells: tuple[tuple[str, str, str], ...]


class ClaimCorrector:
    """Does what rows of claims say; ``ignored`` are cells that differ but are not taken, each with the reason."""

    def __init__(self, session: Session, journal: Journal, records: Sequence[LedgerRecord], order: DateOrder) -> None:
        self._session = session
        self._journal = journal
        self._order = order
        self._seen: dict[str, str] = {}
        self.ignored: list[str] = []
        self._stored = self._read(records)

    def _read(self, records: Sequence[LedgerRecord]) -> dict[str, FoundClaim]:
        """The stored claims of all statements that the rows are of, by number, rejected ones too."""
        numbers = set()
        for record in records:
            with suppress(UsageError):
                numbers.add(_read_reference(record).statement_id)
        found: dict[str, FoundClaim] = {}
        for batch in in_batches(sorted(numbers)):
            claims = read_claims(self._session, batch, rejected=True)
            for row in read_rows(self._session, batch):
                for stored in claims.get(row.statement_id, ()):
                    found[stored.reference] = stored, ClaimRow.of(stored, row)
        return found

    def learn_dates(self, records: Sequence[LedgerRecord]) -> None:
        """See by the dates of all rows whether the file has the day or the month first."""
        for record in records:
            reference = ClaimReference.read(_read_typed(record))
            _, row = self._stored.get(str(reference), (None, None))
            for column in _DATED:
                stored = "" if row is None else to_cell(column, row)
                self._order.learn(record.cells.get(column.name, ""), stored)

    def correct(self, record: LedgerRecord, found: FoundClaim) -> CorrectedClaim | None:
        """Correct the claim that a row is of, None where the row is as it was.

        Raises ConflictError where somebody decided on it since the file was written, UsageError and DateError for cells
        that cannot be read.
        """
        stored, before = found
        cells = sort_cells(before.claim_id, CLAIM_COLUMN_OF, record.cells, before)
        edits = dict(cells.edits)
        if "kind" in edits and "strength" in record.cells:
            edits["strength"] = record.cells["strength"]  # it is that of the new kind, also where it is as it was
        decided = "kind" in edits or "strength" in edits
        ignored = [item for item in cells.ignored.items() if not (decided and item[0] == "marker")]
        self.ignored += [f"{record.place} ({before.claim_id}), {name}: {why}" for name, why in ignored]
        if not edits:
            return None
        self._apply(stored, edits)
        corrected = claim_changes.read_claim(self._session, ClaimReference(stored.statement_id, stored.number))
        after = ClaimRow.of(corrected, read_rows(self._session, [stored.statement_id])[0])
        names = dict.fromkeys((*edits, "strength", "status"))
        pairs = (
            (name, to_cell(CLAIM_COLUMN_OF[name], before), to_cell(CLAIM_COLUMN_OF[name], after)) for name in names
        )
        changed = tuple(pair for pair in pairs if pair[1] != pair[2])
        return CorrectedClaim(before.claim_id, changed) if changed else None

    def find(self, record: LedgerRecord) -> FoundClaim:
        """The claim that a row is of.

        Raises NotFoundError where there is none, or it stands on other words now, ConflictError where it comes twice,
        UsageError for a row that names none.
        """
        reference = _read_reference(record)
        if str(reference) not in self._stored:
            claim_changes.read_claim(self._session, reference)  # says why there is none
        stored, row = self._stored[str(reference)]
        if stored.reference in self._seen:
            raise ConflictError(f"it is {stored.reference} again, which {self._seen[stored.reference]} is already")
        self._seen[stored.reference] = record.place
        for name in _PLACED_BY:
            column = CLAIM_COLUMN_OF[name]
            if name in record.cells and not is_same(column, record.cells[name], to_cell(column, row)):
                raise NotFoundError(
                    f"{stored.reference} is of other words now, or the file is of another database; export it anew"
                )
        return stored, row

    def _apply(self, stored: StoredClaim, cells: Mapping[str, str]) -> None:
        edit = ClaimEdit(
            kind=_choose("kind", cells, tuple(ClaimKind)),
            strength=_choose("strength", cells, tuple(ClaimStrength)),
            by=_names("party", cells),
            to=_names("counterpart", cells),
            about=_date(cells, self._order),
            note=read_text(cells["note"]) if "note" in cells else None,
        )
        only_status = set(cells) == {"status"}
        changed = False if only_status else set_fields(self._session, self._journal, stored, edit)
        status = decide_status(stored.status, cells.get("status"), changed)
        if "status" not in cells or status in (None, stored.status):
            return
        if stored.status is Status.REJECTED:
            back = None if status is Status.EXTRACTED else status  # as it was before, a person's work included
            claim_changes.restore_claim(self._session, self._journal, stored, back)
        else:
            claim_changes.mark_claim(self._session, self._journal, stored, status)


def _read_reference(record: LedgerRecord) -> ClaimReference:
    typed = _read_typed(record)
    named = ClaimReference.read(typed)
    if named is None:
        raise UsageError(f"{typed!r} is no number of a claim, such as S12.1; new claims are `tracker claim add`")
    return named


def _read_typed(record: LedgerRecord) -> str:
    return release(record.cells.get("claim_id", "").strip())


def _choose(name: str, cells: Mapping[str, str], known: tuple[str, ...]) -> str | None:
    if name not in cells:
        return None
    value = cells[name].strip().lower()
    if value and value not in known:
        raise UsageError(f"{cells[name]!r} is no {name}; it is {', '.join(known)}, or empty")
    return value


def _names(name: str, cells: Mapping[str, str]) -> tuple[str, ...] | None:
    """The names in a cell, with semicolons or line ends between them; a comma may be a part of one."""
    if name not in cells:
        return None
    return tuple(part.strip() for part in re.split(r"[;\n]", read_text(cells[name])) if part.strip())


def _date(cells: Mapping[str, str], order: DateOrder) -> str | None:
    if "about" not in cells:
        return None
    return read_date(cells["about"], order) if cells["about"].strip() else ""
