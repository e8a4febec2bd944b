"""The house: who may import whom, told in docs/architecture.md and enforced here on the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tracker"

ALLOWED = {
    "errors": set[str](),
    "edtf": {"errors"},
    "records": {"edtf", "errors"},
    "answers": {"records", "edtf", "errors"},
    "revisions": {"records", "edtf", "errors"},
    "lexicon": {"records", "edtf", "errors"},
    "readers": {"lexicon", "records", "edtf", "errors"},
    "extraction": {"lexicon", "records", "edtf", "errors"},
    "storage": {"lexicon", "answers", "revisions", "records", "edtf", "errors"},
    "ledger": {"lexicon", "records", "edtf", "errors"},
    "workflows": {
        "readers",
        "extraction",
        "storage",
        "ledger",
        "lexicon",
        "answers",
        "revisions",
        "records",
        "edtf",
        "errors",
    },
    "cli": {
        "workflows",
        "readers",
        "extraction",
        "storage",
        "ledger",
        "lexicon",
        "answers",
        "revisions",
        "records",
        "edtf",
        "errors",
    },
    "__init__": set[str](),
    "__main__": {"cli"},
}
"""Which rooms each room may import; a room may always import itself, and the package's version."""

STAGES_EXCEPT = {"pipeline", "__init__"}
PURE = {"records", "answers", "revisions", "edtf", "errors", "lexicon", "extraction"}
IMPURE_MODULES = {
    "sqlalchemy",
    "alembic",
    "click",
    "sqlite3",
    "subprocess",
    "socket",
    "urllib",
    "http",
    "time",
    "random",
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Give every import in a module, wherever it stands, as a line and an absolute dotted name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def find_faults(source: str, path: Path) -> list[str]:
    """Tell which imports of a module go where they must not."""
    room, package = room_of(path), ".".join(path.relative_to(PACKAGE.parent).parent.parts)
    faults = []
    for line, name in imports(source, package):
        parts = name.split(".")
        if parts[0] != "tracker":
            if room in PURE and parts[0] in IMPURE_MODULES:
                faults.append(f"{path.name}:{line}: {room} is pure and must not import {parts[0]}")
            continue
        target = parts[1] if len(parts) > 1 else "__init__"
        if target not in ALLOWED:  # a name out of the package itself, such as __version__
            continue
        if target not in {room, "__init__"} and target not in ALLOWED[room]:
            faults.append(f"{path.name}:{line}: {room} must not import {target}")
        if room == "extraction" == target and path.stem not in STAGES_EXCEPT:
            stage = parts[2] if len(parts) > 2 else ""
            if stage in stages() and stage != path.stem:
                faults.append(f"{path.name}:{line}: only pipeline.py imports the stages, not {path.name} {stage}")
    return faults


def stages() -> set[str]:
    """Give the names of the stages: the modules of its room that pipeline.py takes a function from.

    structures.py holds the records which the stages hand on, with what asks of them alone; a module that it takes
    only classes from does the same.
    """
    pipeline = PACKAGE / "extraction" / "pipeline.py"
    names = (name.split(".") for _, name in imports(pipeline.read_text("utf-8"), "tracker.extraction"))
    found = {parts[2] for parts in names if parts[:2] == ["tracker", "extraction"] and parts[-1][0].islower()}
    return found - {"structures"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downward(path: Path) -> None:
    assert find_faults(path.read_text("utf-8"), path) == []


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in modules()} == set(ALLOWED)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("readers", "from tracker.storage.database import Database"),
        ("ledger", "import tracker.readers"),
        ("ledger", "from tracker import workflows"),
        ("storage", "def f():\n    from tracker.extraction import pipeline"),
        ("workflows", "from tracker.cli.app import run"),
        ("records", "from tracker.lexicon import loader"),
        ("extraction", "import click"),
        ("lexicon", "from sqlalchemy import select"),
        ("storage", "from ..extraction import pipeline"),
        ("storage", "from ..extraction.pipeline import extract"),
    ],
)
def test_a_wrong_import_is_found(room: str, source: str) -> None:
    assert len(find_faults(source, PACKAGE / room / "new.py")) == 1


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("cli", "from tracker.workflows.query import find_statements"),
        ("cli", "from tracker import __version__"),
        ("ledger", "from tracker.ledger.columns import COLUMNS"),
        ("storage", "from .models import base\nfrom ..records import LedgerRow\nimport sqlalchemy"),
    ],
)
def test_a_right_import_passes(room: str, source: str) -> None:
    assert find_faults(source, PACKAGE / room / "new.py") == []


def test_a_stage_that_imports_a_stage_is_found() -> None:
    stage = sorted(stages())[0]
    source = f"from tracker.extraction.{stage} import anything"
    assert len(find_faults(source, PACKAGE / "extraction" / "another_stage.py")) == 1
    assert find_faults(source, PACKAGE / "extraction" / "pipeline.py") == []


def test_no_room_is_called_utils_or_helpers() -> None:
    assert not [path for path in modules() if path.stem in {"utils", "helpers", "misc", "common"}]


def find_long(folder: Path) -> dict[str, int]:
    """The modules of a folder and those below it that have too many lines, each by its whole path."""
    lines = {str(path.relative_to(folder)): len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")}
    return {name: count for name, count in lines.items() if count > 500}


def test_files_stay_short() -> None:
    assert find_long(PACKAGE) == {}


def test_a_long_file_is_found_whatever_others_bear_its_name(tmp_path: Path) -> None:
    for room, lines in (("a", 501), ("b", 1)):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("pass\n" * lines, "utf-8")
    assert find_long(tmp_path) == {"a/__init__.py": 501}
