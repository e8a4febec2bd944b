"""Saved web pages: title, day and words, what was cut told, and what to install where the optional part is missing."""

from __future__ import annotations

import sys

import pytest

from tracker.errors import ReaderError
from tracker.readers.html import is_html, read_html
from tracker.readers.single import read_single

WORDS = (
    "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open, whatever came of the talks.",
    "She told reporters at the harbour that nobody would close it, and that ships of every flag could count on it.",
    "President Tomas Okello said that trade between the two countries had doubled since the corridor was agreed on.",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Corridor to stay open | The Harbour Post</title>
<meta property="og:title" content="Corridor to stay open">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-03-01T10:00:00Z">
<script>var tracking = "spy";</script></head>
<body><nav><ul><li>Home</li><li>Subscribe now for four weeks</li></ul></nav>
<article><h1>Corridor to stay open</h1>{"".join(f"<p>{words}</p>" for words in WORDS)}</article>
<footer><p>All rights reserved, terms and conditions apply.</p></footer></body></html>
"""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (PAGE, True),
        ("\n<!-- saved --><html>", True),
        ('<?xml version="1.0"?>\n<html xmlns="x">', True),
        ("<HTML>", True),
        ("A text with <html> in it", False),
        ("---\ntitle: x\n---\n<p>", False),
        ("", False),
    ],
)
def test_told_by_its_beginning(text: str, answer: bool) -> None:
    assert is_html(text) is answer


def test_title_day_words_and_what_was_cut() -> None:
    pytest.importorskip("trafilatura")
    article, cut = read_single(PAGE.encode(), "page.html")
    assert (article.title, article.outlet, article.published) == (
        "Corridor to stay open", "The Harbour Post", "2024-03-01",
    )  # fmt: skip
    assert article.text == "\n\n".join(WORDS)
    assert "Subscribe now for four weeks" in cut
    assert "All rights reserved, terms and conditions apply." in cut
    assert not [piece for piece in cut if "Brandt" in piece or "spy" in piece]


def test_a_page_without_an_article() -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(ReaderError, match="no article was found"):
        read_html("<html><body></body></html>", "page.html")


def test_without_the_optional_part_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReaderError, match=r"pip install 'statement-tracker\[html\]'"):
        read_single(PAGE.encode(), "-")


def test_a_text_needs_no_optional_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    article, cut = read_single(b"title\n\nOkello said so.", "-")
    assert (article.text, cut) == ("title\n\nOkello said so.", ())
