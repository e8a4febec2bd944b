"""A ledger read back from a file, whatever a spreadsheet has done to it: csv, xlsx, and JSON lines, as rows of cells.

Forms handled: a byte order mark, UTF-8 and UTF-16; commas, semicolons or tabs between cells, and Excel's ``sep=;``
line; columns in any order, left out, or of the user's own; rows that are empty. Every cell comes as text: of a typed
cell a day is 2024-03-01 and a number has no ``.0``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tracker.errors import ReaderError, UsageError
from tracker.ledger.claim_columns import CLAIM_COLUMN_OF, CLAIM_COLUMNS
from tracker.ledger.columns import COLUMN_OF, COLUMNS, LIST_SEPARATOR, SCHEMA_VERSION, Column, Kind
from tracker.ledger.extras import require
from tracker.ledger.spreadsheet import CLAIMS_TITLE, LEDGER_TITLE, unescape_xlsx

SOURCE = "source"
"""A field for ledgers of another layout: an address or a title, whichever it turns out to be."""

MAX_BYTES = 256 * 1024 * 1024
"""The longest ledger that is read, in bytes; of a workbook, what it unpacks to: some 100,000 rows of every column."""

MAX_COLUMNS = 1_000

_CLAIM = "claim_id"  # the column that tells a table of claims from one of statements
# Without that column so many of those that only claims have tell it.
_OF_CLAIMS_ALONE = CLAIM_COLUMN_OF.keys() - COLUMN_OF.keys()
_TELLING = 3
_DELIMITERS = ",;\t"
_LONGEST_CELL = 64 * 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One row: where it stands in the file ("row 7", "line 7"), and the cells of the ledger's columns that it has."""

    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """What a file holds: its rows, which of the ledger's columns they have, and the columns that mean nothing here.

    ``claims`` are rows that are claims, of a file of them or of a workbook's sheet beside the statements'.
    """

    records: tuple[LedgerRecord, ...]
    columns: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    claims: tuple[LedgerRecord, ...] = ()


def read_ledger(path: Path, mapping: Mapping[str, str] | None = None) -> LedgerTable:
    """Read a ledger; ``mapping`` says which column of the file stands for which field, for ledgers of other layouts.

    The form is told by the name's ending, or else by what the file begins with. Raises ReaderError for a file that
    cannot be read, UsageError for columns that are not there or mean nothing, MissingExtraError for xlsx without
    openpyxl.
    """
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReaderError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise ReaderError(f"{path} is longer than {MAX_BYTES // 1024 // 1024} MiB; bring the ledger back in parts")
    if suffix in (".xlsx", ".xlsm") or data.startswith(b"PK\x03\x04"):
        return _read_workbook(path, data, mapping or {})
    text = _decode(path, data)
    if suffix in (".jsonl", ".ndjson") or text.lstrip().startswith("{"):
        if mapping:
            raise UsageError("--map is for tables; JSON lines are read by the ledger's own keys")
        return _read_json_lines(path, text)
    return _read_csv(path, text, mapping or {})


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReaderError(
            f"{path} is not UTF-8 (line {line}); in Excel, save it as “CSV UTF-8”: the plain CSV loses letters"
        ) from None


def _read_csv(path: Path, text: str, mapping: Mapping[str, str]) -> LedgerTable:
    given = None
    if text[:4].lower() == "sep=" and text[4:5]:
        given = text[4]
        text = text.partition("\n")[2]
    csv.field_size_limit(_LONGEST_CELL)
    tables = []
    for delimiter in given or _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            header = next((row for row in reader if any(row)), [])
        except csv.Error:
            continue
        tables.append(
            (sum(name.strip() in {*COLUMN_OF, *CLAIM_COLUMN_OF, *mapping.values()} for name in header), delimiter)
        )
    if not tables:
        raise ReaderError(f"{path} cannot be read as a table: it has no header line")
    _, delimiter = max(tables, key=lambda item: item[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _to_table(path, ((f"row {number}", row) for number, row in enumerate(reader, 1)), mapping)
    except csv.Error as error:
        raise ReaderError(f"{path}, line {reader.line_num}, cannot be read as a table: {error}") from None


def _read_workbook(path: Path, data: bytes, mapping: Mapping[str, str]) -> LedgerTable:
    openpyxl = require("openpyxl", extra="xlsx", purpose="reading xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:  # never unpacks more of a part than is said here
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise ReaderError(f"{path} cannot be read as a workbook: {error}") from error
    if unpacked > MAX_BYTES:
        raise ReaderError(
            f"{path} unpacks to {unpacked // 1024 // 1024:,} MiB, more than the {MAX_BYTES // 1024 // 1024} MiB of the "
            "largest workbook that is read; bring the ledger back in parts"
        )
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # whatever a damaged archive or its XML raises
        raise ReaderError(f"{path} cannot be read as a workbook: {error}") from error
    try:
        names = workbook.sheetnames
        rows = _read_sheet(path, workbook[LEDGER_TITLE] if LEDGER_TITLE in names else workbook.worksheets[0])
        beside = _read_sheet(path, workbook[CLAIMS_TITLE]) if CLAIMS_TITLE in names and LEDGER_TITLE in names else []
    finally:
        workbook.close()
    table = _to_table(path, rows, mapping)
    if not beside:
        return table
    told = ((f"{place} of the claims", row) for place, row in beside)
    return replace(table, claims=_to_table(path, told, {}).claims)


def _read_sheet(path: Path, sheet: Any) -> list[tuple[str, list[str]]]:
    sheet.reset_dimensions()  # a workbook may say that it is smaller, or larger, than it is
    return list(_read_rows(path, sheet.iter_rows(values_only=True)))


def _read_rows(path: Path, given: Iterable[Sequence[Any]]) -> Iterator[tuple[str, list[str]]]:
    """The rows that have anything in them (a sheet may have a million that are only formatted), as wide as the first.

    A cell far to the right makes openpyxl give 16,384 of them, row by row.
    """
    width: int | None = None
    for number, row in enumerate(given, 1):
        values = row[:width]
        if all(value is None for value in values):
            continue
        if width is None:
            width = len(values)
            if width > MAX_COLUMNS:
                raise ReaderError(f"{path} has {width:,} columns; a ledger has at most {MAX_COLUMNS:,}")
        yield f"row {number}", [_from_cell(value) for value in values]


def _from_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape_xlsx(str(value))


def _to_table(path: Path, rows: Iterable[tuple[str, Sequence[str]]], mapping: Mapping[str, str]) -> LedgerTable:
    filled = ((place, row) for place, row in rows if any(cell.strip() for cell in row))
    _, header = next(filled, ("", None))
    if header is None:
        raise ReaderError(f"{path} is empty")
    names = [name.strip() for name in header]
    of_claims = _is_of_claims(names, mapping)
    fields = _name_fields(path, names, mapping, of_claims=of_claims)
    chosen = [(index, field) for index, field in enumerate(fields) if field is not None]
    records = [
        _make_record(path, place, {field: row[index] if index < len(row) else "" for index, field in chosen})
        for place, row in filled
    ]
    foreign = [name for name, field in zip(names, fields, strict=True) if field is None and name]
    if of_claims:
        return LedgerTable((), (), tuple(foreign), tuple(records))
    return LedgerTable(tuple(records), tuple(field for _, field in chosen), tuple(foreign))


def _is_of_claims(header: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether rows are claims: by their numbers, unless fields are mapped that a claim has none of its own of.

    A table of another layout may number its statements in a column of that name.
    """
    own = {column.name for column in CLAIM_COLUMNS if column.fixed is None} | {"claim"}
    return _CLAIM in mapping or (_CLAIM in header and own.issuperset(mapping))


def _make_record(path: Path, place: str, cells: dict[str, str]) -> LedgerRecord:
    """A row; raises ReaderError for what no database holds, which an escape in JSON or in a workbook may bring."""
    for field, value in cells.items():
        if not value.isascii() and (half := _SURROGATE.search(value)):
            raise ReaderError(
                f"{path}, {place}: {field} has half a character (\\u{ord(half[0]):04x}, a lone surrogate)"
            )
    return LedgerRecord(place, cells)


def _name_fields(path: Path, header: Sequence[str], mapping: Mapping[str, str], *, of_claims: bool) -> list[str | None]:
    """The field that each column of the file stands for; None for one that means nothing here."""
    field_of: dict[str, str] = {}
    known = CLAIM_COLUMN_OF if of_claims else COLUMN_OF
    for field, name in mapping.items():
        if of_claims and field not in known:
            raise UsageError(
                f"a table of claims has no field {field!r}; tracker export --claims --fields list has them"
            )
        if field != SOURCE and field not in known:
            if field in CLAIM_COLUMN_OF:
                raise UsageError(
                    f"{field!r} is a field of claims; --map claim_id=COLUMN says which column has their numbers"
                )
            raise UsageError(f"the ledger has no field {field!r}; tracker export --fields list explains them")
        if name not in header:
            shown = ", ".join(repr(column) for column in header if column)
            raise UsageError(f"{path} has no column {name!r}; its columns are {shown}")
        field_of[name] = field
    fields = [field_of.get(name) or (name if name in known and name not in mapping else None) for name in header]
    named = [field for field in fields if field is not None]
    if not of_claims and not mapping and len(_OF_CLAIMS_ALONE.intersection(header)) >= _TELLING:
        raise UsageError(
            f"{path} is a table of claims without {_CLAIM}, which says which claim a row is of; export it with that "
            f"column, or say with --map {_CLAIM}=COLUMN which one it is"
        )
    if twice := next((field for field in named if named.count(field) > 1), None):
        raise UsageError(f"{path} has two columns for {twice!r}")
    if not {"statement_id", "statement_key", "claim", _CLAIM} & set(named):
        raise UsageError(
            f"{path} has no column of the ledger's that says which statement a row is of (statement_key, statement_id "
            "or claim); say which columns stand for what with --map"
        )
    return fields


def _read_json_lines(path: Path, text: str) -> LedgerTable:
    records = []
    claims = []
    columns: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise ReaderError(f"{path}, line {number}, is no JSON: {error.msg}") from None
        except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of nested brackets
            raise ReaderError(f"{path}, line {number}, has a number too long or nesting too deep") from None
        if not isinstance(item, dict):
            raise ReaderError(f"{path}, line {number}, is no JSON object")
        version = item.get("schema_version", SCHEMA_VERSION)
        if not isinstance(version, int) or version > SCHEMA_VERSION:
            raise ReaderError(
                f"{path}, line {number}, has schema_version {version!r}; this tracker reads {SCHEMA_VERSION}"
            )
        known = CLAIM_COLUMNS if _CLAIM in item else COLUMNS
        cells = {column.name: _from_json(path, number, column, value) for column, value in _find_values(item, known)}
        record = _make_record(path, f"line {number}", cells)
        if _CLAIM in item:
            claims.append(record)
        else:
            columns |= dict.fromkeys(cells)
            records.append(record)
    if not records and not claims:
        raise ReaderError(f"{path} is empty")
    return LedgerTable(tuple(records), tuple(columns), claims=tuple(claims))


def _find_values(item: Mapping[str, Any], columns: Iterable[Column]) -> Iterator[tuple[Column, Any]]:
    for column in columns:
        value: Any = item
        for key in column.path:
            if not isinstance(value, dict) or key not in value:
                break
            value = value[key]
        else:
            yield column, value


def _from_json(path: Path, number: int, column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.OFFSETS:
        return json.dumps(value)
    if isinstance(value, list) and _are_texts(value):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise ReaderError(f"{path}, line {number}: {'.'.join(column.path)} is of no form that the ledger has")


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
