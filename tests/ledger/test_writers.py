"""Writers: csv and JSON give every word back unaltered, Markdown lets none become markup."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import ROW, ROWS, TEXT, make_row
from tracker.errors import UsageError
from tracker.ledger.cells import CELL_LIMIT, cut, guard, release
from tracker.ledger.columns import COLUMNS, SCHEMA_VERSION, Kind, Layout, choose_columns
from tracker.ledger.controls import CONTROLS
from tracker.ledger.json_text import write_json_lines
from tracker.ledger.markdown import escape_markdown, write_markdown
from tracker.ledger.tables import write_csv, write_csv_for_excel
from tracker.ledger.writers import WRITERS
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
        "addressee": {"name": "Tomás Okello", "as_printed": "President Okello"},
        "occasion": {
            "kind": "call",
            "as_printed": "a phone call with President Okello",
            "on": "2024-03-01",
            "place": "Vienna",
        },
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
        "utterance": {"id": 4},
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
        "“said” · mixed · high confidence · extracted by version 1 · topics: trade, security\n\n"
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


def test_chosen_columns_come_in_their_order() -> None:
    layout = Layout(choose_columns("claim, speaker,country"))
    stream = io.StringIO(newline="")
    write_csv([ROW], stream, layout)
    assert stream.getvalue().split("\r\n")[0] == "claim,speaker,country"
    stream = io.StringIO()
    write_json_lines([ROW], stream, layout)
    assert json.loads(stream.getvalue()) == {
        "schema_version": SCHEMA_VERSION,
        "claim": ROW.claim,
        "speaker": {"name": "Ilse Brandt", "country": "AUT"},
    }


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("claim,speeker", "no field 'speeker'; did you mean speaker"),
        ("claim,xyzzy", "no field 'xyzzy'; --fields list explains them"),
        ("claim,claim", "'claim' is named twice"),
        (" , ", "no field is named"),
    ],
)
def test_columns_that_cannot_be_chosen(names: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose_columns(names)


def write_for_excel(*rows: LedgerRow) -> tuple[list[dict[str, str]], list[str]]:
    stream = io.StringIO(newline="")
    remarks = write_csv_for_excel(rows, stream)
    assert stream.getvalue().startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(stream.getvalue()[1:], newline=""), strict=True)), remarks


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'quoted'", '=HYPERLINK("http://evil")', "'=1"],
)
def test_nothing_in_csv_for_spreadsheets_is_a_formula(text: str) -> None:
    ((row,), remarks) = write_for_excel(make_row(title=text, claim=text, note="no=1", statement_key="12345e6789012345"))
    assert row["title"] == row["claim"] == f"'{text}"
    assert release(row["title"]) == text
    assert row["note"] == "no=1"
    assert row["statement_key"] == "'12345e6789012345"
    assert row["statement_id"] == "12"
    assert remarks == []


def test_months_and_years_stay_what_they_are_in_spreadsheets() -> None:
    ((row,), _) = write_for_excel(make_row(said_on="2024-05", published="2024", title="2024-05", outlet="1843"))
    assert (row["said_on"], row["published"], row["title"], row["outlet"]) == ("'2024-05", "2024", "'2024-05", "1843")


@given(TEXT, st.sampled_from([Kind.TEXT, Kind.KEY, Kind.EDTF]))
def test_what_was_guarded_is_released(text: str, kind: Kind) -> None:
    assert release(guard(text, kind)) == text


@pytest.mark.parametrize("letter", ["a", "\U0001f600"])
def test_texts_over_the_limit_of_a_cell_are_cut_and_told_of(letter: str) -> None:
    whole = letter * 40_000
    ((row,), remarks) = write_for_excel(make_row(claim=whole))
    kept, _, mark = row["claim"].partition(" … [cut here: ")
    missing = int(mark.removesuffix(" more characters]").replace(",", ""))
    assert len(kept) + missing == 40_000
    assert CELL_LIMIT - 8 <= len(row["claim"].encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert remarks == [
        "over the 32,767 characters that a cell of Excel holds, and cut there: S12 claim; csv and jsonl have all"
    ]


@given(st.integers(CELL_LIMIT - 60, CELL_LIMIT + 60), st.sampled_from(["a", "é", "\U0001f600"]))
def test_no_cell_is_cut_without_need_or_left_too_long(length: int, letter: str) -> None:
    text = "x" * (length - 20) + letter * 20
    shortened = cut(text)
    units = len(text.encode("utf-16-le")) // 2
    assert (shortened == text) == (units <= CELL_LIMIT)
    assert len(shortened.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_markdown_in_groups() -> None:
    rows = [
        make_row(statement_id=1, speaker="Tomás Okello", topics=("trade", "energy")),
        make_row(statement_id=2, speaker=None, topics=(), said_on=None, said_on_start=None, published=None),
        make_row(statement_id=3, topics=("energy",), said_on_start="2023-12-01", title=None),
    ]

    def headings(group_by: str) -> list[str]:
        stream = io.StringIO()
        write_markdown(rows, stream, Layout(group_by=group_by))
        return [re.sub(r" ·.*", "", line) for line in stream.getvalue().splitlines() if line.startswith("##")]

    assert headings("speaker") == [
        "## Ilse Brandt (1 statement)", "### S3", "## Tomás Okello (1 statement)", "### S1",
        "## Speaker unresolved (1 statement)", "### S2",
    ]  # fmt: skip
    assert headings("topic") == [
        "## energy (2 statements)", "### S1", "### S3", "## trade (1 statement)", "### S1",
        "## No topic (1 statement)", "### S2",
    ]  # fmt: skip
    assert headings("month") == [
        "## 2023-12 (1 statement)", "### S3", "## 2024-03 (1 statement)", "### S1",
        "## Undated (1 statement)", "### S2",
    ]  # fmt: skip
    assert (
        headings("article")[0]
        == "## Corridor to stay open, minister says (The Harbour Post, 2024-03-02, A3) (1 statement)"
    )
    assert headings("article")[-2] == "## untitled (The Harbour Post, 2024-03-02, A3) (1 statement)"
