"""Paths: which files are read and in what order, standard input, and a clear line for whatever cannot be read."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.readers import paths, read_paths
from tracker.records import ArticleInput, ReadFailure


def read(*given_paths: Path | str, stdin: bytes | None = None) -> list[ArticleInput | ReadFailure]:
    return list(read_paths([str(p) for p in given_paths], stdin=None if stdin is None else io.BytesIO(stdin)))


def texts(items: list[ArticleInput | ReadFailure]) -> list[str]:
    return [item.text if isinstance(item, ArticleInput) else f"! {item.reason}" for item in items]


def only_failure(*given_paths: Path | str, stdin: bytes | None = None) -> ReadFailure:
    [failure] = read(*given_paths, stdin=stdin)
    assert isinstance(failure, ReadFailure), failure
    assert "\n" not in failure.reason
    return failure


def test_a_folder_is_read_by_name_and_to_its_depth(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/y.jsonl",
        "c.TXT",
        "README.md",
        "a/readme.txt",
        ".hidden.txt",
        ".git/x.txt",
        "p.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "a/y.jsonl"}' if name.endswith("jsonl") else name)
    assert texts(read(tmp_path)) == ["a/y.jsonl", "a/z.md", "b.txt", "c.TXT"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    items = read(tmp_path / "b.txt", tmp_path / "missing.txt", tmp_path / "a.txt")
    assert texts(items) == ["b.txt", "! no such file or folder", "a.txt"]
    assert [item.origin for item in items] == [str(tmp_path / name) for name in ("b.txt", "missing.txt", "a.txt")]


def test_no_path_at_all_is_told_as_such() -> None:
    assert read("") == [ReadFailure("''", "an empty name is no path")]


def test_a_readme_named_outright_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("A")
    assert texts(read(tmp_path / "README.md")) == ["A"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl.gz", '{"text": "A"}\n'), ("a.txt.gz", "A\n"), ("A.NDJSON.GZ", '{"text": "A"}')]
)
def test_reads_gzip(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(content.encode(), mtime=0))
    assert texts(read(tmp_path)) == ["A"]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf---\ntitle: T\n---\nA")
    [article] = read(tmp_path)
    assert isinstance(article, ArticleInput)
    assert (article.title, article.text) == ("T", "A")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"caf\xe9", "not UTF-8: byte 0xe9 on line 1"),
        ("a.txt", b"\xef\xbb\xbfA\nB\ncaf\xe9", "not UTF-8: byte 0xe9 on line 3"),
        ("a.txt", "The talks".encode("utf-16"), "UTF-16, not UTF-8"),
        ("a.txt", "The talks".encode("utf-16-le"), "UTF-16, not UTF-8"),
        ("a.jsonl", '{"text": "A"}'.encode("utf-16-be"), "UTF-16, not UTF-8"),
        ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0", "a binary file"),
        ("a.txt", b"A" * 9000 + b"\0", "a binary file"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF"),
        ("a.md", b"PK\x03\x04...", "office document"),
        ("a.txt", gzip.compress(b"A", mtime=0), "gzip data; name it .gz"),
        ("a.jsonl", gzip.compress(b"A", mtime=0), "gzip data; name it .gz"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.jsonl.gz", b"plain", "damaged or cut-off gzip data"),
        ("a.txt.gz", gzip.compress(b"A" * 5000, mtime=0)[:-12], "damaged or cut-off gzip data"),
        ("a.html", b"<p>A</p>", "not a kind of file that holds articles"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    failure = only_failure(tmp_path / name)
    assert failure.origin == str(tmp_path / name)
    assert reason in failure.reason


def test_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d%s"}\n' % (number, os.urandom(40).hex().encode()) for number in range(4000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0)[:-20])
    *articles, last = read(tmp_path)
    assert len(articles) > 1000
    assert all(isinstance(article, ArticleInput) for article in articles)
    assert isinstance(last, ReadFailure)


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("A")
    assert "no articles in this folder" in only_failure(tmp_path).reason


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("A")

    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(paths, "open", refuse, raising=False)
    assert only_failure(tmp_path / "a.txt").reason == "no permission to read it"


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert only_failure(tmp_path / "a.txt").reason == "no such file or folder"


def test_a_loop_of_links_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert texts(read(tmp_path)) == ["A"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The talks\nwent on.\n", ["The talks\nwent on."]),
        (b"\n\n  The talks", ["  The talks"]),
        (b"---\npublished: 2024\n---\nA", ["A"]),
        (b'{"text": "A"}\n{"text": "B"}\n', ["A", "B"]),
        (b'\xef\xbb\xbf\n\n {"text": "A"}\n', ["A"]),
        (b'{"text": "A"}', ["A"]),
        (b"[Photo] The talks went on.", ["[Photo] The talks went on."]),
        (b"", ["! empty: there is no text in it"]),
    ],
)
def test_standard_input_is_json_lines_or_one_text(data: bytes, expected: list[str]) -> None:
    assert texts(read("-", stdin=data)) == expected


def test_lines_of_standard_input_are_counted_from_its_start() -> None:
    items = read("-", stdin=b'\n\n{"text": "A"}\n{"text": 1}')
    assert [item.origin for item in items] == ["-:3", "-:4"]


def test_a_file_without_a_suffix_is_read_like_standard_input(tmp_path: Path) -> None:
    (tmp_path / "paste").write_text('{"text": "A"}')
    assert texts(read(tmp_path / "paste")) == ["A"]


def test_a_text_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("A" * 11)
    (tmp_path / "b.txt").write_text("B" * 10)
    assert "too long for one article" in texts(read(tmp_path))[0]
    assert texts(read(tmp_path))[1] == "B" * 10
    assert "too long" in only_failure("-", stdin=b"A" * 11).reason


def test_a_path_that_no_file_can_have() -> None:
    assert only_failure("a\0b.txt").reason
    assert only_failure("x" * 5000).reason == "file name too long"


@given(st.binary(max_size=300))
def test_any_bytes_on_standard_input_are_articles_or_failures(data: bytes) -> None:
    assert all(isinstance(item, ArticleInput | ReadFailure) for item in read("-", stdin=data))
