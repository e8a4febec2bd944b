"""Article JSON lines: text as it is, each bad line by its number, nothing held but one line."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.readers import json_lines
from tracker.readers.json_lines import read_json_lines
from tracker.records import ArticleInput, ReadFailure


def read(data: bytes | str) -> list[ArticleInput | ReadFailure]:
    return list(read_json_lines(io.BytesIO(data.encode() if isinstance(data, str) else data), "a.jsonl"))


def test_reads_objects_and_ignores_unknown_keys() -> None:
    line = {"id": 7, "text": " A\r\nB \n", "title": "T", "published": "2024-03-01T09:00:00Z", "statements": [{"x": 1}]}
    assert read(json.dumps(line)) == [
        ArticleInput(text=" A\r\nB \n", identifier="7", title="T", published="2024-03-01", origin="a.jsonl:1")
    ]


def test_empty_and_null_fields_are_none() -> None:
    [article] = read('{"text": "A", "outlet": "", "url": null, "title": "  "}')
    assert article == ArticleInput(text="A", origin="a.jsonl:1")


def test_reports_each_bad_line_and_reads_the_others() -> None:
    items = read(b'\xef\xbb\xbf{"text": "A"}\r\n\n{"text": 5}\nnonsense\n{"text": "B"}')
    assert [item.text if isinstance(item, ArticleInput) else item.origin for item in items] == [
        "A",
        "a.jsonl:3",
        "a.jsonl:4",
        "B",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", 'no "text"'),
        ('{"text": null}', 'no "text"'),
        ('{"text": " \\n"}', '"text" is empty'),
        ('{"text": ["A"]}', '"text" is a list, not text'),
        ('{"text": "A", "title": {"en": "T"}}', '"title" is an object, not text'),
        ('{"text": "A", "id": true}', '"id" is true or false'),
        ('{"text": "A", "published": "09.05.2025"}', "published: not a date: '09.05.2025'; write 2025-05-09"),
        ('{"text": "A\\u0000B"}', '"text" holds a NUL character at character 1'),
        ('{"text": "A\\ud800B"}', '"text" holds a lone surrogate (\\ud800) at character 1'),
        ('{"text": "A", "title": "\\udfff"}', '"title" holds a lone surrogate'),
        ("[1, 2]", "this is a list"),
        ('"A"', "this is text"),
        ("null", "this is null"),
        ('{"text": "A"', "not JSON: "),
        ('{"text": "A", "n": ' + "9" * 5000 + "}", "number too long"),
        ("[" * 100_000 + "]" * 100_000, "nesting too deep"),
    ],
)
def test_says_what_is_wrong_with_a_line(line: str, reason: str) -> None:
    [failure] = read(line)
    assert isinstance(failure, ReadFailure)
    assert failure.origin == "a.jsonl:1"
    assert reason in failure.reason
    assert len(failure.reason) < 200


def test_names_the_line_of_invalid_utf8() -> None:
    [first, second] = read(b'{"text": "A"}\n{"text": "caf\xe9"}\n')
    assert isinstance(first, ArticleInput)
    assert isinstance(second, ReadFailure)
    assert second.origin == "a.jsonl:2"
    assert "byte 0xe9 on line 2" in second.reason


@pytest.mark.parametrize("text", [json.dumps([{"text": "A"}], indent=1), json.dumps({"text": "A"}, indent=2)])
def test_a_laid_out_file_is_one_failure(text: str) -> None:
    [failure] = read(text)
    assert isinstance(failure, ReadFailure)
    assert failure.origin == "a.jsonl"
    assert "laid out over several lines" in failure.reason


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_BYTES", 32)
    fits = json.dumps({"text": "x" * 20})
    assert len(fits) == 32
    items = read(f'{{"text": "{"y" * 200}"}}\n{fits[:-3]}"}}\n{{"text": "B"}}')
    assert [type(item) for item in items] == [ReadFailure, ArticleInput, ArticleInput]
    assert items[0].origin == "a.jsonl:1"


def test_reads_no_further_than_asked() -> None:
    stream = io.BytesIO(b'{"text": "A"}\n' * 100)
    assert isinstance(next(iter(read_json_lines(stream, "a.jsonl"))), ArticleInput)
    assert stream.tell() == 14


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=5))
def test_text_comes_through_to_the_character(texts: list[str]) -> None:
    items = read("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts))
    for item, text in zip(items, texts, strict=True):
        if text.strip():
            assert isinstance(item, ArticleInput)
            assert item.text == text
        else:
            assert isinstance(item, ReadFailure)


@given(st.binary(max_size=200))
def test_any_bytes_are_articles_or_failures(data: bytes) -> None:
    assert all(isinstance(item, ArticleInput | ReadFailure) for item in read(data))
