"""The columns cover every field of a ledger row, once, and each has its own place in JSON."""

from __future__ import annotations

import dataclasses

from tests.rows import ROW
from tracker.ledger.columns import COLUMNS
from tracker.records import LedgerRow


def test_columns_are_the_fields_of_a_row_in_order() -> None:
    assert [column.name for column in COLUMNS] == [field.name for field in dataclasses.fields(LedgerRow)]


def test_no_path_lies_on_or_under_another() -> None:
    paths = [column.path for column in COLUMNS]
    for path in paths:
        assert sum(other[: len(path)] == path for other in paths) == 1, path


def test_every_column_is_described() -> None:
    for column in COLUMNS:
        assert column.description
        assert not column.description.endswith(".")


def test_reads_its_own_field() -> None:
    assert {column.name: column.read(ROW) for column in COLUMNS} == dataclasses.asdict(ROW)
