from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import LexiconError
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
