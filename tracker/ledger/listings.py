"""Records of one kind as json, jsonl, csv or md: every field by its name."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from tracker.ledger.columns import LIST_SEPARATOR
from tracker.ledger.json_text import dump_json
from tracker.ledger.markdown import escape_markdown

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def write_listing(records: Sequence[DataclassInstance], names: Sequence[str], format_: str, output: TextIO) -> None:
    """Write records whose fields are ``names``; csv and md join the items of a list with LIST_SEPARATOR."""
    if format_ == "json":
        lines = ",\n".join(dump_json(dataclasses.asdict(record)) for record in records)
        output.write(f"[\n{lines}\n]\n" if lines else "[]\n")
    elif format_ == "jsonl":
        for record in records:
            output.write(dump_json(dataclasses.asdict(record)) + "\n")
    elif format_ == "csv":
        table = csv.writer(output, lineterminator="\r\n")
        table.writerow(names)
        table.writerows([_cell(getattr(record, name)) for name in names] for record in records)
    else:
        output.write(f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n")
        for record in records:
            cells = (escape_markdown(" ".join(_cell(getattr(record, name)).split())) for name in names)
            output.write(f"| {' | '.join(cells)} |\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, tuple) else str(value)
