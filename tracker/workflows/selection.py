"""The statements that a filter asks for, held for as long as they are written out, with what they rest on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace

from tracker.records import LedgerRow, NamedSpeaker, StatementFilter, StoredClaim
from tracker.records.commitments import ClaimTie, CommitmentRow
from tracker.storage import articles, claim_links, claims, commitments, ledger
from tracker.storage.batches import in_batches
from tracker.storage.database import Database
from tracker.storage.session import Session
from tracker.workflows.query import load_actors

_BATCH = 200
_TEXTS = 16
_PLAIN = StatementFilter()


@contextmanager
def open_selection(
    database: Database, wanted: StatementFilter, *, on_row: Callable[[int, int | None], None] | None = None
) -> Iterator[Selection]:
    """The statements that the filter asks for, as the database is now, whatever others write meanwhile.

    ``on_row`` is told of each that is read (as one more), and of how many there are where that is soon counted.
    """
    with database.read() as session:
        yield Selection(database, session, wanted, on_row)


class Selection:
    """Rows read as they are taken, counted as they go by; texts and speakers read when asked for.

    ``count`` is how many rows the last pass has given. Memory does not grow with the number of rows.
    """

    def __init__(
        self,
        database: Database,
        session: Session,
        wanted: StatementFilter,
        on_row: Callable[[int, int | None], None] | None = None,
    ) -> None:
        self.database = database
        self.session = session
        self.wanted = wanted
        self.count = 0
        self._on_row = on_row
        self._texts: OrderedDict[int, str] = OrderedDict()

    def check(self) -> None:
        """Look up the filter's names, so that what they raise is raised before a word is written."""
        next(ledger.stream_statements(self.session, replace(self.wanted, limit=1, offset=0), load_actors), None)

    def __iter__(self) -> Iterator[LedgerRow]:
        """The rows in the filter's order; raises, at the first, what workflows.query.find_statements does."""
        self.count = 0
        total = None if self._on_row is None else self._count_ahead()
        for row in ledger.stream_statements(self.session, self.wanted, load_actors):
            self.count += 1
            if self._on_row is not None:
                self._on_row(1, total)
            yield row

    def read_text(self, article_id: int) -> str:
        """The text of an article; raises NotFoundError where there is none of that number."""
        if article_id not in self._texts:
            self._texts[article_id] = articles.read_text(self.session, article_id)
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(article_id)
        return self._texts[article_id]

    def with_claims(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...]]]:
        """The rows, each with its claims in order of the text, rejected ones left out."""
        for batch, numbers in self._read_batches():
            found = claims.read_claims(self.session, numbers)
            yield from ((row, found.get(row.statement_id, ())) for row in batch)

    def with_links(self) -> Iterator[tuple[LedgerRow, tuple[StoredClaim, ...], tuple[ClaimTie, ...]]]:
        """The rows, each with its claims, and with what people ruled on links of these with others."""
        for batch, numbers in self._read_batches():
            found, ties = claims.read_claims(self.session, numbers), claim_links.read_links(self.session, numbers)
            for row in batch:
                number = row.statement_id
                yield row, found.get(number, ()), tuple(tie for tie in ties if _is_of(tie, {number}))

    def read_commitments(self, numbers: Sequence[int]) -> tuple[list[CommitmentRow], list[ClaimTie]]:
        """The commitments to which claims of these statements belong, and what people ruled on links of the claims."""
        every, ours = claim_links.read_links(self.session), frozenset(numbers)
        return (
            commitments.list_commitments_of(self.session, ours, every),
            [tie for tie in every if _is_of(tie, ours)],
        )

    def with_parts(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...], tuple[StoredClaim, ...]]]:
        """The rows, each with who said it and with its claims."""
        for batch, numbers in self._read_batches():
            speakers, found = ledger.read_speakers(self.session, numbers), claims.read_claims(self.session, numbers)
            for row in batch:
                yield row, speakers.get(row.statement_id, ()), found.get(row.statement_id, ())

    def with_speakers(self) -> Iterator[tuple[LedgerRow, tuple[NamedSpeaker, ...]]]:
        """The rows, each with who said it in order."""
        for batch, numbers in self._read_batches():
            found = ledger.read_speakers(self.session, numbers)
            yield from ((row, found.get(row.statement_id, ())) for row in batch)

    def _count_ahead(self) -> int | None:
        """How many rows a pass gives, or None where counting them would hold up the first.

        Of a large database that is soon counted where few are asked for, or all without a condition.
        """
        wanted = self.wanted
        if replace(wanted, sort=_PLAIN.sort, limit=None, offset=0) == _PLAIN:
            found, more = ledger.count_statements(self.session, wanted, load_actors), False
        else:
            found, more = ledger.count_roughly(self.session, wanted, load_actors)
        left = max(found - wanted.offset, 0)
        if wanted.limit is not None and wanted.limit <= left:
            return wanted.limit
        return None if more else left

    def _read_batches(self) -> Iterator[tuple[list[LedgerRow], list[int]]]:
        """The rows by the hundred, each time with their numbers, for what stands beside them to be read at once."""
        rows = iter(self)
        for batch in in_batches(rows, _BATCH):
            yield batch, [row.statement_id for row in batch]


def _is_of(tie: ClaimTie, numbers: Set[int]) -> bool:
    return tie.later.statement_id in numbers or tie.earlier.statement_id in numbers
