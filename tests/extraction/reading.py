"""How the tests of the stages read a text: whole, and told in words."""

from __future__ import annotations

from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput, ExtractedStatement, Extraction

PUBLISHED = "2025-05-09"
"""A Friday."""

Told = tuple[str | None, str, str]
"""A statement in words: speaker, cue, content."""


def read(text: str, published: str | None = PUBLISHED, *, title: str | None = None) -> Extraction:
    """Extract from a text as an article of PUBLISHED."""
    return extract(ArticleInput(text=text, title=title, published=published), load_lexicon())


def told(text: str, statement: ExtractedStatement) -> Told:
    """Give a statement as speaker, cue and content in words."""
    return statement.speaker, _words(text, statement.cue), _words(text, statement.content)


def statements(text: str, *, title: str | None = None) -> list[Told]:
    """Give all of a text's statements in words."""
    return [told(text, statement) for statement in read(text, title=title).statements]


def contents(text: str) -> list[str]:
    """Give what was said, statement by statement."""
    return [content for _, _, content in statements(text)]


def said(text: str, *, title: str | None = None) -> list[tuple[str | None, str]]:
    """Give who said what, statement by statement."""
    return [(speaker, content) for speaker, _, content in statements(text, title=title)]


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)
