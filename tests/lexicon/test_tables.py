from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.errors import LexiconError
from tracker.lexicon import tables
from tracker.lexicon.loader import load_lexicon, read_table
from tracker.lexicon.tables import read_user_table, strings


def test_lexicon_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()
    assert read_table("topics") is read_table("topics")


def test_missing_table_is_named() -> None:
    with pytest.raises(LexiconError, match="no lexicon table 'chess'"):
        read_table("chess")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = [1, 2", "mine.toml: not TOML: .*end of document"),
        (b'a = "\xff"', "mine.toml: not UTF-8"),
        (b"a = 1\na = 2\n", "mine.toml: not TOML: .*overwrite"),
    ],
)
def test_malformed_table_is_refused_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=message):
        read_user_table(path)


def test_unreadable_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"cannot read .*nowhere\.toml: No such file"):
        read_user_table(tmp_path / "nowhere.toml")


def test_strings_take_one_or_several() -> None:
    entry = {"one": "Quito", "two": ["La Paz", "Sucre"], "none": []}
    assert strings(entry, "one", "x") == ("Quito",)
    assert strings(entry, "two", "x") == ("La Paz", "Sucre")
    assert strings(entry, "none", "x") == ()
    assert strings(entry, "absent", "x") == ()


@pytest.mark.parametrize("value", [1, [1], [""], " ", {"a": "b"}, True])
def test_strings_refuse_anything_else(value: object) -> None:
    with pytest.raises(LexiconError, match="row 7: 'capital' must be a string or a list of strings"):
        strings({"capital": value}, "capital", "row 7")


class TestKeptTables:
    """A shipped table is read from the JSON kept beside it, and only where that is of the very same file."""

    @pytest.fixture
    def source(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        (tmp_path / "en").mkdir()
        monkeypatch.setattr(tables, "__file__", str(tmp_path / "tables.py"))
        monkeypatch.setattr("sys.dont_write_bytecode", False)
        source = tmp_path / "en" / "ports.toml"
        source.write_text('harbour = ["Bandar", "Łeba"]\n', encoding="utf-8")
        yield source
        read_table.cache_clear()

    @pytest.fixture
    def unparsed(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """From when it is called, a table that is parsed is a failure."""

        def refuse(*_: object) -> None:
            raise AssertionError("parsed again")

        return lambda: monkeypatch.setattr("tomllib.loads", refuse)

    def test_the_next_process_need_not_parse_it(self, source: Path, unparsed: Callable[[], None]) -> None:
        parsed = read_table("ports")
        read_table.cache_clear()
        unparsed()
        assert read_table("ports") == parsed == {"harbour": ["Bandar", "Łeba"]}
        assert [path.name for path in (source.parent / "__pycache__").iterdir()] == ["ports.json"]

    @pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"stamp": [1, 2], "table": {}}', b'{"stamp": 1}', b"\xff"])
    def test_what_is_not_of_this_file_is_not_taken(self, source: Path, kept: bytes) -> None:
        path = source.parent / "__pycache__" / "ports.json"
        path.parent.mkdir()
        path.write_bytes(kept)
        assert read_table("ports") == {"harbour": ["Bandar", "Łeba"]}
        assert b"Bandar" in path.read_bytes()

    def test_a_table_that_is_edited_is_parsed_anew(self, source: Path) -> None:
        read_table("ports")
        read_table.cache_clear()
        source.write_text('harbour = ["Bandar", "Hel"]\n', encoding="utf-8")
        assert read_table("ports") == {"harbour": ["Bandar", "Hel"]}

    def test_a_table_with_a_date_is_read_without_being_kept(self, source: Path) -> None:
        source.write_text("day = 2024-03-01\n", encoding="utf-8")
        assert read_table("ports") == {"day": date(2024, 3, 1)}
        assert not (source.parent / "__pycache__").exists()

    def test_a_folder_that_takes_nothing_is_no_matter(self, source: Path) -> None:
        (source.parent / "__pycache__").write_text("in the way")
        assert read_table("ports") == {"harbour": ["Bandar", "Łeba"]}

    def test_nothing_is_kept_where_python_keeps_nothing(self, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.dont_write_bytecode", True)
        read_table("ports")
        assert not (source.parent / "__pycache__").exists()
