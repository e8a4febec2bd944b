"""The records, each imported with its file when it is asked for."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker import records
from tracker.storage import models

FOLDER = Path(records.__file__).parent


def test_every_name_is_that_of_its_file() -> None:
    assert len(records._FILE_OF) > 30
    for name in records._FILE_OF:
        found = getattr(records, name)
        files = [path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__" and _declares(path, name)]
        assert len(files) == 1, name
        assert found is getattr(importlib.import_module(f"tracker.records.{files[0]}"), name)


@pytest.mark.parametrize("package", [records, models])
def test_a_checker_of_types_knows_the_same_names_from_the_same_files(package: Any) -> None:
    tree = ast.parse(Path(package.__file__).read_text("utf-8"))
    told = {
        alias.asname: str(node.module).rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname is not None
    }
    assert {name: file for name, file in told.items() if file != "base"} == package._FILE_OF


def _declares(path: Path, name: str) -> bool:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return True
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return True
    return False


def test_a_record_brings_its_own_file_alone() -> None:
    program = "import sys; from tracker.records import Status; print([m for m in sys.modules if '.records.' in m])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout == "['tracker.records.vocabulary']\n"


def test_a_name_of_none_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'tracker\.records' has no attribute 'Nothing'"):
        records.Nothing  # type: ignore[attr-defined]  # noqa: B018
