"""What was made in the place of what was there: whole at every moment, and nothing else of the folder's lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import OutputError
from tracker.workflows import replacing
from tracker.workflows.replacing import exchange, replace_target


def make_folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def read(path: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in path.iterdir()}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_one_of_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(replacing, "exchange", lambda one, other: False)
    made, target = make_folder(tmp_path / "w" / "site", a="new", b="new"), make_folder(tmp_path / "site", a="old")
    replace_target(made, target)
    assert read(target) == {"a": "new", "b": "new"}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_with_other_files_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(replacing, "exchange", lambda one, other: False)
    made, target = make_folder(tmp_path / "w" / "site", a="new"), make_folder(tmp_path / "site", a="old", mine="x")
    with pytest.raises(OutputError, match=r"holds what is not of an export \(mine\)"):
        replace_target(made, target)
    assert read(target) == {"a": "old", "mine": "x"}


def test_where_an_exchange_cannot_be_the_names_stay(tmp_path: Path) -> None:
    assert not exchange(tmp_path / "absent", make_folder(tmp_path / "site", a="old"))
    assert read(tmp_path / "site") == {"a": "old"}


def test_a_new_place_and_a_file(tmp_path: Path) -> None:
    replace_target(make_folder(tmp_path / "w" / "site", a="new"), tmp_path / "site")
    assert read(tmp_path / "site") == {"a": "new"}
    (tmp_path / "one").write_text("new")
    (tmp_path / "two").write_text("old")
    (tmp_path / "two").chmod(0o640)
    replace_target(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two").read_text() == "new"
    assert (tmp_path / "two").stat().st_mode & 0o777 == 0o640
