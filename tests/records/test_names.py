"""The records, each imported with its file when it is asked for."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import records

FOLDER = Path(records.__file__).parent


def test_every_name_is_that_of_its_file() -> None:
    for name in records.__all__:
        found = getattr(records, name)
        files = [path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__" and _declares(path, name)]
        assert len(files) == 1, name
        assert found is getattr(importlib.import_module(f"tracker.records.{files[0]}"), name)


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
        records.Nothing  # noqa: B018
