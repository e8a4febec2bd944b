"""Listings of records in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.table import TableColumn
from tracker.records import TopicSummary

COLUMNS: tuple[ListingColumn[TopicSummary], ...] = (
    ListingColumn(TableColumn("N", right=True), lambda topic: str(topic.statements)),
    ListingColumn(TableColumn("Topic"), lambda topic: topic.label),
)
TOPICS = [
    TopicSummary(
        "trade",
        "Trade",
        "goods, and *more*",
        12,
        2,
        "2024-03-01",
        None,
        "economy",
        ("https://example.org/trade", "https://example.org/commerce"),
        10,
    ),
    TopicSummary("energy", "Energy | oil", 'say "gas"\nor oil', 3, 1, None, None),
]


def print_as(format_: str, topics: list[TopicSummary], capsys: pytest.CaptureFixture[str]) -> str:
    print_listing(topics, TopicSummary, COLUMNS, format_)
    return capsys.readouterr().out


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_as("table", TOPICS, capsys) == " N  Topic\n12  Trade\n 3  Energy | oil\n"


def test_json_and_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(print_as("json", TOPICS, capsys))
    assert listed[0] == {
        "slug": "trade",
        "label": "Trade",
        "description": "goods, and *more*",
        "statements": 12,
        "speakers": 2,
        "first": "2024-03-01",
        "last": None,
        "parent": "economy",
        "exact_match": ["https://example.org/trade", "https://example.org/commerce"],
        "utterances": 10,
    }
    assert [json.loads(line) for line in print_as("jsonl", TOPICS, capsys).splitlines()] == listed


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    header, first, second = csv.reader(io.StringIO(print_as("csv", TOPICS, capsys), newline=""))
    assert header == [
        "slug",
        "label",
        "description",
        "statements",
        "speakers",
        "first",
        "last",
        "parent",
        "exact_match",
        "utterances",
    ]
    assert first == [
        "trade",
        "Trade",
        "goods, and *more*",
        "12",
        "2",
        "2024-03-01",
        "",
        "economy",
        "https://example.org/trade; https://example.org/commerce",
        "10",
    ]
    assert second[2] == 'say "gas"\nor oil'


def test_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    lines = print_as("md", TOPICS, capsys).splitlines()
    assert lines[1] == "|" + " --- |" * 10
    assert lines[2] == "| trade | Trade | goods, and \\*more\\* | 12 | 2 | 2024-03-01 |  | economy | " + (
        "https://example.org/trade; https://example.org/commerce | 10 |"
    )
    assert lines[3].startswith('| energy | Energy \\| oil | say "gas" or oil |')


@pytest.mark.parametrize(("format_", "out"), [("table", ""), ("json", "[]\n"), ("jsonl", "")])
def test_nothing_to_list(format_: str, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_as(format_, [], capsys) == out


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [("2024", "2025", "2024 – 2025"), ("2024", "2024", "2024"), (None, None, ""), ("2024", None, "2024")],
)
def test_span_of_days(first: str | None, last: str | None, shown: str) -> None:
    assert span_of_days(first, last) == shown
