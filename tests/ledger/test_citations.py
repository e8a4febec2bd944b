"""Articles cited: CSL-JSON against a schema, BibTeX and RIS read back by parsers of others."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rows import ROWS, make_row
from tracker.ledger.citations import read_authors, to_csl, write_bibtex, write_csl_json, write_ris
from tracker.records import LedgerRow

SCHEMA = json.loads((Path(__file__).parent / "csl_items.schema.json").read_text("utf-8"))


def write(writer: Callable[..., list[str]], *rows: LedgerRow) -> str:
    stream = io.StringIO(newline="")
    assert writer(rows, stream) == []
    return stream.getvalue()


def test_one_item_an_article_in_the_order_of_the_rows() -> None:
    rows = [make_row(article_id=3), make_row(article_id=1, outlet=None, author=None, url=None, accessed=None)]
    items = json.loads(write(write_csl_json, *rows, *rows))
    assert items == [
        {
            "id": "A3",
            "type": "article-newspaper",
            "title": "Corridor to stay open, minister says",
            "container-title": "The Harbour Post",
            "author": [{"family": "Roig", "given": "Ana"}],
            "issued": {"date-parts": [[2024, 3, 2]]},
            "accessed": {"date-parts": [[2024, 3, 5]]},
            "URL": "https://example.org/corridor",
            "note": f"text SHA-256: {'ab' * 32}",
        },
        {
            "id": "A1",
            "type": "webpage",
            "title": "Corridor to stay open, minister says",
            "issued": {"date-parts": [[2024, 3, 2]]},
            "note": f"text SHA-256: {'ab' * 32}",
        },
    ]
    jsonschema.validate(items, SCHEMA)


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2024-05", {"date-parts": [[2024, 5]]}),
        ("2023~", {"date-parts": [[2023]], "circa": True}),
        ("2021/2023", {"date-parts": [[2021], [2023]]}),
        ("2021/..", {"date-parts": [[2021]]}),
        (None, None),
    ],
)
def test_dates_as_citations_have_them(published: str | None, issued: dict[str, Any] | None) -> None:
    assert to_csl(make_row(published=published)).get("issued") == issued


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ana Roig", [{"family": "Roig", "given": "Ana"}]),
        ("By Anna Roig and J. R. Beck", [{"family": "Roig", "given": "Anna"}, {"family": "Beck", "given": "J. R."}]),
        ("Xu Wei", [{"literal": "Xu Wei"}]),
        ("Xinhua", [{"literal": "Xinhua"}]),
        ("John van der Berg", [{"family": "van der Berg", "given": "John"}]),
        ("John Smith, Jr.", [{"family": "Smith", "given": "John", "suffix": "Jr."}]),
        ("John Smith III; Reuters", [{"family": "Smith", "given": "John", "suffix": "III"}, {"literal": "Reuters"}]),
        ("", []),
        (" by ", []),
    ],
)
def test_bylines(byline: str, authors: list[dict[str, str]]) -> None:
    assert read_authors(byline) == authors


@settings(max_examples=50)
@given(st.lists(ROWS, max_size=3))
def test_whatever_the_rows_hold_the_items_are_csl(rows: list[LedgerRow]) -> None:
    jsonschema.validate(json.loads(write(write_csl_json, *rows)), SCHEMA)


def test_bibtex_by_the_letter() -> None:
    row = make_row(title="Profits of 5% & more: {A}_b", author="Ana Roig and Xu Wei", url="https://e.org/a_b%20c?x=1#y")
    assert write(write_bibtex, row) == (
        "@article{A3,\n"
        "  author = {Roig, Ana and {Xu Wei}},\n"
        "  title = {{Profits of 5\\% \\& more: \\{A\\}\\_b}},\n"
        "  journal = {The Harbour Post},\n"
        "  date = {2024-03-02},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  url = {https://e.org/a_b%20c?x=1#y},\n"
        "  urldate = {2024-03-05},\n"
        f"  note = {{text SHA-256: {'ab' * 32}}},\n"
        "}\n"
    )


ODD = "}} @article{x, title={evil}} \\input{/etc/passwd} %"


def test_bibtex_is_read_by_a_parser_of_others() -> None:
    rows = [make_row(article_id=1, title=ODD, author=ODD, outlet=ODD, url=ODD), make_row(article_id=2, outlet=None)]
    library = parse_string(write(write_bibtex, *rows))
    assert library.failed_blocks == []
    assert [(entry.key, entry.entry_type) for entry in library.entries] == [("A1", "article"), ("A2", "online")]
    assert library.entries[1]["year"] == "2024"
    assert "\\input{" not in write(write_bibtex, *rows)


def test_ris_is_read_by_a_parser_of_others() -> None:
    rows = [
        make_row(article_id=1, title="Corridor\nER  - \nTY  - evil", author="Ana Roig and Xu Wei"),
        make_row(article_id=2, outlet=None, published="2024-05", accessed=None),
    ]
    first, second = rispy.loads(write(write_ris, *rows))
    assert first["type_of_reference"] == "NEWS"
    assert first["title"] == "Corridor ER - TY - evil"
    assert first["authors"] == ["Roig, Ana", "Xu Wei"]
    assert first["secondary_title"] == "The Harbour Post"
    assert (first["year"], first["date"]) == ("2024", "2024/03/02")
    assert first["urls"] == ["https://example.org/corridor"]
    assert (second["type_of_reference"], second["date"]) == ("ELEC", "2024/05/")
