"""Records of one kind to a listing in any of the formats: a table with chosen columns, or every field of the record."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tracker.cli.options import COUNTED
from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import open_output

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class ListingColumn(Generic[R]):
    """A column of the table, and what it shows of a record."""

    column: TableColumn
    read: Callable[[R], str]


def print_listing(records: Sequence[R], kind: type[R], columns: Sequence[ListingColumn[R]], format_: str) -> None:
    """Print records of one kind: ``table`` shows the columns, json, jsonl, csv and md every field by its name."""
    if format_ == "table":
        print_table([c.column for c in columns], ([c.read(record) for c in columns] for record in records))
        return
    from tracker.ledger.listings import write_listing

    write_listing(records, [field.name for field in dataclasses.fields(kind)], format_, open_output())


def count_column(count_by: str) -> ListingColumn[Any]:
    """The column of a summary's counts: of its statements, or of the utterances that they report."""
    field = COUNTED[count_by]
    return ListingColumn(TableColumn(field.capitalize(), right=True), lambda record: f"{getattr(record, field)}")


def sort_by_count(sort: str, count_by: str) -> str:
    """The order for a key as typed: by the counts that are shown, where it is by counts."""
    return sort.replace("statements", COUNTED[count_by])


def span_of_days(first: str | None, last: str | None) -> str:
    """Write the days over which something happened: "2024-03-01", or "2024-03-01 – 2025-05-09"."""
    return " – ".join(dict.fromkeys(day for day in (first, last) if day))
