"""docs/ledger.md is what the columns and formats say of themselves, and it names every one of them."""

from __future__ import annotations

import runpy
from pathlib import Path

from tracker.ledger.columns import COLUMNS
from tracker.workflows.formats import FORMATS

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_is_current() -> None:
    generated = runpy.run_path(str(DOCS / "generate_ledger.py"))["render_page"]()
    page = (DOCS / "ledger.md").read_text("utf-8")
    assert page == generated, "run `make docs`"
    assert all(f"| `{column.name}` |" in page for column in COLUMNS)
    assert all(f"| {name} |" in page for name in FORMATS)
