"""A ledger brought back: what people changed in it is done as corrections by hand, all of it or nothing.

Rows are known by the statement's key, or by its number where that still is the same statement. A row of no statement is
a new one: its words are looked for in the article that it names, or (``create``) an article is made of its citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tracker.errors import ConflictError, NotFoundError, TrackerError, UsageError
from tracker.ledger.cells import to_cell
from tracker.ledger.columns import COLUMN_OF, Kind
from tracker.ledger.comparing import is_same, read_text, sort_cells
from tracker.ledger.reading import LedgerRecord, LedgerTable
from tracker.records import LedgerRow, Status
from tracker.storage import assigning, coding, placing
from tracker.storage.batches import in_batches
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_rows
from tracker.storage.posts import recount_touched
from tracker.storage.rewriting import describe_article
from tracker.storage.session import Session
from tracker.workflows.correct import apply_edit
from tracker.workflows.correcting_cells import CellReader, decide_status
from tracker.workflows.importing_claims import ClaimCorrector
from tracker.workflows.new_rows import AddedRow, RowAdder, refuse_empty_article, refuse_unknown

ARTICLE_FIELDS = (*placing.CITATION, "accessed")

_KEY = re.compile(r"[0-9a-f]{16}")
_NUMBER = re.compile(r"[Ss]?(\d{1,18})(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How far an import may go.

    ``create`` makes the speakers and articles that are not there; ``reject_missing`` rejects the statements, of the
    articles in the file, that have no row in it; ``leave_out`` does the rest where some rows cannot be placed.
    """

    create: bool = False
    reject_missing: bool = False
    leave_out: bool = False


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell, as it is in the database and as it comes to be."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A statement ("S12") or article ("A3") that changes, where the file says so, and in which cells."""

    name: str
    places: tuple[str, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A row that cannot be taken, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or (dry run, ``entry`` None) would do.

    ``ignored`` are cells that differ but are not taken from a ledger, each with the reason; ``missing`` are statements
    of the file's articles without a row in it, which ``rejected`` says are rejected.
    """

    rows: int
    unchanged: int
    changed: tuple[ChangedRow, ...] = ()
    added: tuple[AddedRow, ...] = ()
    unplaced: tuple[UnplacedRow, ...] = ()
    ignored: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    rejected: bool = False
    entry: int | None = None

    @property
    def changes_something(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.changed or self.added or (self.missing and self.rejected))


def import_ledger(
    database: Database,
    table: LedgerTable,
    options: ImportOptions,
    *,
    origin: str,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_rows: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Do what the ledger's rows say, in one transaction and one entry of the history; ``origin`` names the file.

    ``on_rows`` is told of how many rows more were seen to, and how many there are. Raises ConflictError, save in a dry
    run, where a row cannot be placed and ``leave_out`` is not set.
    """
    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        report = _Import(session, journal, table, options, origin, on_rows).run()
        if report.unplaced and not options.leave_out and not dry_run:
            first, count = report.unplaced[0], len(report.unplaced)
            raise ConflictError(
                f"{count} row{'' if count == 1 else 's'} cannot be placed ({first.place}: {first.reason}); nothing was "
                "changed"
            )
        recount_touched(session, journal.entry)
        return replace(report, entry=None if dry_run or not report.changes_something else journal.entry)


class _Import:
    """One import: the rows of a table done one after the other, each of them whole or not at all."""

    def __init__(
        self,
        session: Session,
        journal: Journal,
        table: LedgerTable,
        options: ImportOptions,
        origin: str,
        on_rows: Callable[[int, int], None] | None,
    ) -> None:
        self._on_rows = on_rows
        self._session = session
        self._journal = journal
        self._table = table
        self._options = options
        self._origin = origin
        self._cells = CellReader(session, journal, create=options.create)
        self._adder = RowAdder(session, journal, self._cells)
        self._claims = ClaimCorrector(session, journal, table.claims, self._cells.order)
        self._seen: dict[int, str] = {}  # statements that have a row, and where it stands
        self._articles: set[int] = set()
        self._article_cells: dict[int, dict[str, dict[str, list[str]]]] = {}  # article, field, cell -> places
        self._citations: dict[tuple[tuple[str, str], ...], list[LedgerRecord]] = {}
        self._changed: list[ChangedRow] = []
        self._added: list[AddedRow] = []
        self._unplaced: list[UnplacedRow] = []
        self._ignored: list[str] = []
        self._unchanged = 0

    def run(self) -> ImportReport:
        """Do everything, and tell."""
        placed, new = self._place_rows()
        self._learn_dates(placed)
        self._claims.learn_dates(self._table.claims)
        for record in self._table.claims:  # first, while they are what they were when the file was written
            self._try(record.place, partial(self._correct_claim, record))
            self._tell(1)
        for some, stored in self._read_some(placed):
            for record, number in some:
                self._try(record.place, partial(self._change, record, stored[number]))
            self._tell(len(some))
        for record in new:
            self._try(record.place, partial(self._add, record))
            self._tell(1)
        for citation, records in self._citations.items():
            self._add_cited(dict(citation), records)
        for article_id, fields in self._article_cells.items():
            self._change_article(article_id, fields)
        missing = placing.find_statements_beside(self._session, self._articles, self._seen)
        if self._options.reject_missing:
            assigning.mark(self._session, self._journal, missing, Status.REJECTED)
        return ImportReport(
            rows=len(self._table.records) + len(self._table.claims),
            unchanged=self._unchanged,
            changed=tuple(self._changed),
            added=tuple(self._added),
            unplaced=tuple(self._unplaced),
            ignored=(*self._claims.ignored, *self._ignored),
            missing=tuple(missing),
            rejected=self._options.reject_missing,
        )

    def _tell(self, rows: int) -> None:
        if self._on_rows is not None:
            self._on_rows(rows, len(self._table.records) + len(self._table.claims))

    def _read_some(
        self, placed: Sequence[tuple[LedgerRecord, int]]
    ) -> Iterator[tuple[Sequence[tuple[LedgerRecord, int]], Mapping[int, LedgerRow]]]:
        """The placed rows, some hundred at a time, with what is stored of them: of all it would be too much."""
        for some in in_batches(placed):
            yield some, {row.statement_id: row for row in read_rows(self._session, [number for _, number in some])}

    def _try(self, place: str, work: Callable[[], None]) -> None:
        """Do one row's work; where it is refused the row is unplaced, and nothing of it stays."""
        entry = self._journal.entry
        try:
            with self._session.begin_nested():
                work()
        except TrackerError as error:
            self._journal.entry = entry
            self._unplaced.append(UnplacedRow(place, str(error)))

    def _correct_claim(self, record: LedgerRecord) -> None:
        try:
            found = self._claims.find(record)
        except NotFoundError as error:
            if not self._table.records:
                raise
            # The sheet beside the statements', which is likely as it went out: what is gone since holds nobody up.
            self._ignored.append(f"{record.place}: {error}")
            return
        corrected = self._claims.correct(record, found)
        if corrected is None:
            self._unchanged += 1
        else:
            cells = tuple(CellChange(*cell) for cell in corrected.cells)
            self._changed.append(ChangedRow(corrected.name, (record.place,), cells))

    # ---------------------------------------------------------------------------------------- which statement is it

    def _place_rows(self) -> tuple[list[tuple[LedgerRecord, int]], list[LedgerRecord]]:
        records = self._table.records
        by_key = placing.find_by_key(self._session, (_read_key(record) for record in records))
        # A row that its key places needs no look at what has its number.
        numbered = {
            int(match[1]) for record in records if _read_key(record) not in by_key and (match := _match_number(record))
        }
        by_number = {row.statement_id: row for row in read_rows(self._session, sorted(numbered))}
        placed: list[tuple[LedgerRecord, int]] = []
        new: list[LedgerRecord] = []
        for record in records:
            try:
                number = self._place(record, by_key, by_number)
                if number is None:
                    new.append(record)
                    continue
                self._claim(record, number)
                placed.append((record, number))
            except TrackerError as error:
                self._unplaced.append(UnplacedRow(record.place, str(error)))
        return placed, new

    def _place(self, record: LedgerRecord, by_key: Mapping[str, int], by_number: Mapping[int, LedgerRow]) -> int | None:
        """The statement that the row is of, None for a new one."""
        key, match = _read_key(record), _match_number(record)
        if key in by_key:
            return by_key[key]
        if match is None and not key:
            return None
        row = by_number.get(int(match[1])) if match else None
        # A spreadsheet has made a number of the key (1.2E+15), or the source was corrected since.
        same = row is not None and _says(record, row, "text_sha256") and _says(record, row, "claim")
        if row is not None and (same or (not key and _says(record, row, "text_sha256"))):
            return row.statement_id
        if self._options.create and _KEY.fullmatch(key):
            return None
        what = f"key {key!r}" if key else f"number {match[1] if match else ''}"
        raise NotFoundError(
            f"no statement here has the {what}: the file is of another database, or the statement's words were moved "
            "since it was written"
        )

    def _claim(self, record: LedgerRecord, number: int) -> None:
        if number in self._seen:
            raise ConflictError(f"it is S{number} again, which {self._seen[number]} is already")
        self._seen[number] = record.place

    def _learn_dates(self, placed: Sequence[tuple[LedgerRecord, int]]) -> None:
        """See by the dates of the whole file whether it has the day or the month first."""
        dated = [COLUMN_OF[name] for name in self._table.columns if name in COLUMN_OF]
        dated = [column for column in dated if column.kind in (Kind.DAY, Kind.EDTF)]
        for some, stored in self._read_some(placed) if dated else ():
            for record, number in some:
                for column in dated:
                    self._cells.order.learn(record.cells.get(column.name, ""), to_cell(column, stored[number]))
        known = {id(record) for record, _ in placed}
        for record in self._table.records:
            if id(record) not in known:
                for column in dated:
                    self._cells.order.learn(record.cells.get(column.name, ""), "")

    # ------------------------------------------------------------------------------------------------ changed cells

    def _change(self, record: LedgerRecord, row: LedgerRow) -> None:
        self._articles.add(row.article_id)
        name = f"S{row.statement_id}"
        found = sort_cells(name, COLUMN_OF, record.cells, row, ARTICLE_FIELDS)
        for field, cell in found.shared.items():
            places = self._article_cells.setdefault(row.article_id, {}).setdefault(field, {})
            places.setdefault(cell, []).append(record.place)
        self._ignored += [f"{record.place} ({name}), {field}: {reason}" for field, reason in found.ignored.items()]
        if not found.edits or not self._apply(record, row, found.edits):
            self._unchanged += 1

    def _apply(self, record: LedgerRecord, row: LedgerRow, edits: Mapping[str, str]) -> bool:
        number = row.statement_id
        coded = coding.read_coded(self._session, number)
        changed, decided = apply_edit(self._session, self._journal, number, self._cells.read_edit(edits))
        status = decide_status(coded.status, edits.get("status"), decided)
        if status is Status.EXTRACTED:
            before = assigning.find_statuses_before_rejection(self._session, [number])
            status = before.get(number, Status.EXTRACTED)
        if changed or status not in (None, coded.status):
            assigning.mark(self._session, self._journal, [number], status)
        (after,) = read_rows(self._session, [number])
        names = dict.fromkeys((*edits, "status"))
        pairs = ((name, to_cell(COLUMN_OF[name], row), to_cell(COLUMN_OF[name], after)) for name in names)
        cells = tuple(CellChange(name, before, now) for name, before, now in pairs if before != now)
        if cells:
            self._changed.append(ChangedRow(f"S{number}", (record.place,), cells))
        return bool(cells)

    def _change_article(self, article_id: int, fields: Mapping[str, Mapping[str, list[str]]]) -> None:
        """Set what the rows of an article say of it, where those that say something else than it is agree."""
        values: dict[str, str | None] = {}
        places: list[str] = []
        for name, cells in fields.items():
            wanted = {self._cells.read_article_cell(name, cell) for cell in cells}
            where = [place for listed in cells.values() for place in listed]
            former = placing.find_former(self._session, article_id, name)
            if wanted <= former:
                self._ignored.append(
                    f"{where[0]}, {name} of A{article_id}: it was so before somebody changed it; "
                    "`tracker article edit` changes it back"
                )
                continue
            wanted -= former
            if None in wanted or len(wanted) > 1:
                what = "is no date" if None in wanted else "is given in several ways"
                self._unplaced += [UnplacedRow(place, f"{name} of A{article_id} {what}") for place in where]
                continue
            values[name] = wanted.pop() or None
            places += where
        before = placing.read_citation(self._session, article_id)
        assert before is not None
        changes = tuple(
            CellChange(name, before[name] or "", after or "") for name, after in values.items() if before[name] != after
        )
        if changes:
            describe_article(self._session, self._journal, article_id, values)
            self._changed.append(ChangedRow(f"A{article_id}", tuple(dict.fromkeys(places)), changes))

    # ----------------------------------------------------------------------------------------------------- new rows

    def _add(self, record: LedgerRecord) -> None:
        if not read_text(record.cells.get("claim", "")):
            raise UsageError("it is of no statement that is there, and has no claim to add")
        citation = self._adder.read_citation(record)
        try:
            found = self._adder.find(record, citation, self._seen)
        except NotFoundError:
            if not (self._options.create and citation):
                raise
            found = None
        if found is None:
            refuse_unknown(record, citation, create=self._options.create)
            self._citations.setdefault(tuple(sorted(citation.items())), []).append(record)
        elif found.statement_id is not None:
            self._claim(record, found.statement_id)
            # An empty cell of a row that somebody typed says nothing, and the citation only where it belongs.
            said = {name: cell for name, cell in record.cells.items() if cell.strip() and name not in ARTICLE_FIELDS}
            self._change(LedgerRecord(record.place, said), read_rows(self._session, [found.statement_id])[0])
        else:
            self._insert(record, found.article_id, found.content, new_article=False)

    def _insert(
        self, record: LedgerRecord, article_id: int, content: tuple[tuple[int, int], ...], *, new_article: bool
    ) -> None:
        added = self._adder.insert(record, article_id, content, new_article=new_article)
        self._seen[added.row.statement_id] = record.place
        self._added.append(added)

    def _add_cited(self, citation: Mapping[str, str], records: Sequence[LedgerRecord]) -> None:
        """Make an article of a citation with a statement for each row; without a row that can be placed, none."""
        note = f"made of a citation in {self._origin}; its text is what is cited there"
        entry, unplaced, added = self._journal.entry, len(self._unplaced), len(self._added)
        try:
            with self._session.begin_nested():
                made = self._adder.make_article(citation, records, note)
                for record, span in zip(records, made.content, strict=True):
                    work = partial(self._insert, record, made.article_id, (span,), new_article=True)
                    self._try(record.place, work)
                refuse_empty_article(len(self._added) - added)
        except TrackerError as error:
            self._journal.entry = entry
            if len(self._unplaced) == unplaced:
                self._unplaced += [UnplacedRow(record.place, str(error)) for record in records]


def _read_key(record: LedgerRecord) -> str:
    return record.cells.get("statement_key", "").strip().lstrip("'").lower()


def _match_number(record: LedgerRecord) -> re.Match[str] | None:
    return _NUMBER.fullmatch(record.cells.get("statement_id", "").strip())


def _says(record: LedgerRecord, row: LedgerRow, name: str) -> bool:
    """Whether the row's cell says what is stored; one that the file does not have says nothing against it."""
    cell = record.cells.get(name)
    return cell is None or is_same(COLUMN_OF[name], cell, to_cell(COLUMN_OF[name], row))
