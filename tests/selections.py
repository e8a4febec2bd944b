"""Selections for tests of writers: rows with their speakers and texts, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.rows import ROW
from tracker.records import LedgerRow, NamedSpeaker, StoredClaim
from tracker.records.commitments import ClaimTie, CommitmentRow

BRANDT = NamedSpeaker(4, "Ilse Brandt", "person", "AUT", "Foreign Minister")
UGANDA = NamedSpeaker(7, "Uganda", "state", "UGA", None)
MINISTRY = NamedSpeaker(9, "Ministry of Trade", "organisation", None, None)

TEXT = (
    "Foreign Minister Ilse Brandt said on Friday, the grain corridor would “stay open”, 😀 come what may, she held.\n"
)


class Told:
    """What a writer is given: rows, who said them (Ilse Brandt unless told otherwise), and one text for all."""

    def __init__(
        self,
        *rows: LedgerRow,
        speakers: Mapping[int, tuple[NamedSpeaker, ...]] | None = None,
        claims: Mapping[int, tuple[StoredClaim, ...]] | None = None,
        ties: tuple[ClaimTie, ...] = (),
        commitments: Sequence[CommitmentRow] = (),
        text: str = TEXT,
    ) -> None:
        self.rows = rows or (ROW,)
        self._speakers = speakers or {}
        self._claims = claims or {}
        self._ties = ties
        self._commitments = commitments
        self._text = text

    def __iter__(self) -> Iterator[LedgerRow]:
        return iter(self.rows)

    def read_text(self, article_id: int) -> str:
        return self._text

    def with_claims(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...]]]:
        for row in self.rows:
            yield row, self._claims.get(row.statement_id, ())

    def with_links(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...], tuple[ClaimTie, ...]]]:
        for row, claims in self.with_claims():
            yield row, claims, self._ties

    def read_commitments(self, numbers: Sequence[int]) -> tuple[list[CommitmentRow], list[ClaimTie]]:
        return [row for row in self._commitments if int(row.commitment_id[1:-2]) in numbers], list(self._ties)

    def with_parts(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...], tuple[StoredClaim, ...]]]:
        for (row, speakers), (_, claims) in zip(self.with_speakers(), self.with_claims(), strict=True):
            yield row, speakers, claims

    def with_speakers(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...]]]:
        for row in self.rows:
            yield row, self._speakers.get(row.statement_id, (BRANDT,))
