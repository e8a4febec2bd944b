"""What a writer is given: the rows to write, and for those who need more, what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from tracker.records import LedgerRow, NamedSpeaker, StoredClaim
from tracker.records.commitments import ClaimTie, CommitmentRow

Rows = Iterable[LedgerRow]


@runtime_checkable
class Selection(Protocol):
    """The rows that were asked for, in order and read as they are taken, with what they rest on."""

    def __iter__(self) -> Iterator[LedgerRow]:
        """Give the rows; each pass asks anew and sees the same ones."""
        ...

    def read_text(self, article_id: int) -> str:
        """The text of an article that a row is of."""
        ...

    def with_claims(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...]]]:
        """Give the rows, each with its claims in order of the text, rejected ones left out."""
        ...

    def with_links(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...], tuple[ClaimTie, ...]]]:
        """Give the rows, each with its claims, and with what people ruled on links of these with others."""
        ...

    def read_commitments(self, numbers: Sequence[int]) -> tuple[list[CommitmentRow], list[ClaimTie]]:
        """The commitments to which claims of these statements belong, and what people ruled on links of the claims."""
        ...

    def with_parts(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...], tuple[StoredClaim, ...]]]:
        """Give the rows, each with who said it in order and with its claims in order of the text."""
        ...

    def with_speakers(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...]]]:
        """Give the rows, each with who said it in order."""
        ...
