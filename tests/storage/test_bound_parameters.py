"""SQL is made of our own words alone: what comes from outside goes in as bound parameters."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "tracker"

# Names that may stand inside a statement: those of our tables and columns, constants, and numbers of ours.
OURS = {
    "storage/checking.py": {"UNDATED", "column", "counted", "follows", "table"},
    "storage/database.py": {
        "_BULK_CACHE_KB if synchronous == 'NORMAL' else 2000",
        "int(BUSY_SECONDS * 1000)",
        "synchronous",
    },
    "storage/history_check.py": {"table"},
    "storage/mending.py": {"UNDATED", "column", "counted", "follows", "table", "wanted.kind", "wanted.name"},
    "storage/repeats.py": {"_MANY"},
    "storage/restoring.py": {"name"},
    "storage/rows.py": {"_QUOTE(table.name)", "listed", "marks"},
    "storage/schema_check.py": {"table"},
    "storage/search.py": {"MARKS[0]", "MARKS[1]", "index"},
    "storage/search_check.py": {
        "_redirect(index)",
        "_view(index)",
        "copy",
        "index.definition",
        "index.name",
        "index.table",
        "marks",
        "part",
        "table",
    },
    "storage/tally_check.py": {"counted", "table"},
    "storage/trimming.py": {"TRIMMED", "quoted"},
}
SQL = (
    "select ",
    "insert ",
    "update ",
    "delete ",
    "pragma ",
    "create ",
    "drop ",
    "attach ",
    "vacuum",
    " where ",
    " match ",
)


def find_built(source: str) -> list[tuple[int, str]]:
    """Every expression that is put into a string of SQL: by f-strings, %, + or format."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        words: str = ""
        pieces: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            pieces = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod | ast.Add)
            and isinstance(node.left, ast.Constant)
        ):
            words, pieces = str(node.left.value), [node.right]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "format"
            and isinstance(node.func.value, ast.Constant)
        ):
            words, pieces = str(node.func.value.value), [*node.args, *(word.value for word in node.keywords)]
        lowered = words.lower()
        if lowered.lstrip("( ").startswith(SQL) or any(word in words for word in (" WHERE ", " MATCH ", " FROM ")):
            found += [(piece.lineno, ast.unparse(piece)) for piece in pieces]
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_statement_is_built_of_what_is_given(path: Path) -> None:
    name = str(path.relative_to(PACKAGE))
    assert [
        (line, piece) for line, piece in find_built(path.read_text("utf-8")) if piece not in OURS.get(name, set())
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "session.execute(f\"SELECT * FROM speaker WHERE name = '{name}'\")",
        '"SELECT * FROM speaker WHERE name = %s" % name',
        '"SELECT * FROM speaker WHERE name = " + name',
        '"DELETE FROM {}".format(table)',
    ],
)
def test_a_built_statement_is_found(source: str) -> None:
    assert len(find_built(source)) == 1
