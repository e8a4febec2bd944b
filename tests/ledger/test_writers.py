"""Writers: csv and JSON give every word back unaltered, Markdown lets none become markup."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import ROW, ROWS, TEXT, make_row
from tracker.ledger.columns import COLUMNS, SCHEMA_VERSION
from tracker.ledger.controls import CONTROLS
from tracker.ledger.writers import WRITERS, escape_markdown
from tracker.records import LedgerRow


def write(kind: str, *rows: LedgerRow) -> str:
    stream = io.StringIO(newline="")
    WRITERS[kind](iter(rows), stream)
    return stream.getvalue()


def test_csv_by_the_letter() -> None:
    header, row, rest = write("csv", make_row(note='say "no"\nnever')).split("\r\n")
    assert header == ",".join(column.name for column in COLUMNS)
    assert rest == ""
    assert row.startswith("12,9f2c-1,Ilse Brandt,Foreign Minister Ilse Brandt,Foreign Minister,AUT,2024-03-01,")
    assert '"the grain corridor would “stay open”, come what may"' in row
    assert ',"say ""no""\nnever",' in row
    assert ",trade; security," in row
    assert '"[[44, 66], [70, 94]]"' in row


@given(st.lists(ROWS, max_size=3))
def test_csv_gives_every_cell_back(rows: list[LedgerRow]) -> None:
    header, *records = csv.reader(io.StringIO(write("csv", *rows), newline=""), strict=True)
    assert header == [column.name for column in COLUMNS]
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        for cell, column in zip(record, COLUMNS, strict=True):
            value = column.read(row)
            if column.name.endswith("_offsets"):
                assert tuple(map(tuple, json.loads(cell))) == value
            elif column.name == "topics":
                assert tuple(filter(None, cell.split("; "))) == value
            else:
                assert cell == ("" if value is None else str(value))


def test_json_lines_are_nested() -> None:
    assert json.loads(write("jsonl", ROW)) == {
        "schema_version": SCHEMA_VERSION,
        "id": 12,
        "key": "9f2c-1",
        "speaker": {
            "name": "Ilse Brandt",
            "as_printed": "Foreign Minister Ilse Brandt",
            "role_as_printed": "Foreign Minister",
            "country": "AUT",
        },
        "said_on": {
            "value": "2024-03-01",
            "start": "2024-03-01",
            "end": "2024-03-01",
            "basis": "sentence",
            "text": "on Friday",
        },
        "claim": "the grain corridor would “stay open”, come what may",
        "quote": "stay open",
        "manner": "mixed",
        "cue": "said",
        "topics": ["trade", "security"],
        "confidence": "high",
        "status": "extracted",
        "note": None,
        "article": {
            "id": 3,
            "title": "Corridor to stay open, minister says",
            "outlet": "The Harbour Post",
            "author": "Ana Roig",
            "url": "https://example.org/corridor",
            "published": "2024-03-02",
            "accessed": "2024-03-05",
            "text_sha256": "ab" * 32,
        },
        "offsets": {"source": [[0, 28]], "cue": [[29, 33]], "content": [[44, 66], [70, 94]]},
        "extractor": "1",
        "report_count": 2,
        "coded": {"by": None, "at": None},
    }


@given(st.lists(ROWS, max_size=3))
def test_json_gives_every_value_back_and_holds_no_control(rows: list[LedgerRow]) -> None:
    lines = write("jsonl", *rows)
    assert not CONTROLS.search(lines)
    objects = [json.loads(line) for line in lines.split("\n")[:-1]]
    assert json.loads(write("json", *rows)) == objects
    for item, row in zip(objects, rows, strict=True):
        for column in COLUMNS:
            value = item
            for key in column.path:
                value = value[key]
            assert value == json.loads(json.dumps(column.read(row)))


def test_empty_ledgers() -> None:
    assert write("csv").count("\r\n") == 1
    assert write("jsonl") == ""
    assert json.loads(write("json")) == []
    assert write("md") == "# Statements\n"


def test_markdown_reads_well() -> None:
    assert write("md", make_row(note="seen in print")) == (
        "# Statements\n\n"
        "## S12 · Ilse Brandt · 2024-03-01\n\n"
        "> the grain corridor would “stay open”, come what may\n\n"
        "“said” · mixed · high confidence · extracted · topics: trade, security\n\n"
        "*Corridor to stay open, minister says*, The Harbour Post, Ana Roig, 2024-03-02, "
        "<https://example.org/corridor>, A3, characters 44–66, 70–94\n"
        "\nNote: seen in print\n"
    )


def test_markdown_of_a_bare_row() -> None:
    bare = make_row(
        speaker=None, said_on=None, title=None, outlet=None, author=None, url=None, published=None, cue="", topics=()
    )
    page = write("md", bare)
    assert "## S12 · Foreign Minister Ilse Brandt (unresolved) · undated\n" in page
    assert "\nuntitled, A3, characters 44–66, 70–94\n" in page
    assert "None" not in page


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("*no* _way_ `code`", "\\*no\\* \\_way\\_ \\`code\\`"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("a\n---", "a\n\\-\\-\\-"),
        ("&lt;b&gt;", "\\&lt;b\\&gt;"),
        ("well-known, 3.5 percent", "well-known, 3.5 percent"),
    ],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(TEXT)
def test_no_html_in_markdown(text: str) -> None:
    page = write("md", make_row(claim=text, speaker=text, title=text, outlet=text, url=text, note=text, cue=text))
    unescaped = page.replace("\\\\", "").replace("\\<", "").replace(f"<{text}>", "")
    assert "<" not in unescaped


def test_an_address_that_is_none_is_no_link() -> None:
    assert "<javascript" not in write("md", make_row(url="javascript:alert(1)"))
    assert "<https" not in write("md", make_row(url="https://a.example/ onclick=x"))


def test_writers_stream() -> None:
    for kind, writer in WRITERS.items():
        stream = io.StringIO()
        seen: list[int] = []

        def rows(stream: io.StringIO = stream, seen: list[int] = seen) -> Iterator[LedgerRow]:
            for _ in range(3):
                seen.append(len(stream.getvalue()))
                yield ROW

        writer(rows(), stream)
        assert seen == sorted(set(seen)), kind
