"""Front matter: what counts as it, what is body, and that both come through to the character."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.readers.fields import KEYS
from tracker.readers.front_matter import read_text
from tracker.records import ArticleInput, ReadFailure


def read(text: str) -> ArticleInput:
    article = read_text(text, "x.txt")
    assert isinstance(article, ArticleInput), article
    return article


def fail(text: str) -> ReadFailure:
    failure = read_text(text, "x.txt")
    assert isinstance(failure, ReadFailure), failure
    return failure


def test_reads_every_key() -> None:
    article = read(
        "---\nid: n-1\ntitle: Minister: talks go on\noutlet: The Harbour Post\nurl: https://example.org/a?b=c:d\n"
        "author: Ana Roig\nlanguage: en\npublished: 2024-03-01\naccessed: 2024-03\nregion: Europe\nnote: from print\n"
        "---\nBody.\n"
    )
    assert article == ArticleInput(
        text="Body.",
        identifier="n-1",
        title="Minister: talks go on",
        outlet="The Harbour Post",
        url="https://example.org/a?b=c:d",
        author="Ana Roig",
        language="en",
        published="2024-03-01",
        accessed="2024-03",
        region="Europe",
        note="from print",
        origin="x.txt",
    )


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("---\ntitle: A\n---\nB", "A", "B"),
        ("\n\n---\ntitle: A\n---\n\n \nB\n\nC\n\n", "A", "B\n\nC"),
        ("---  \r\ntitle: A\r\n---\t\r\nB\r\nC\r\n", "A", "B\nC"),
        ("---\rtitle: A\r---\rB\r", "A", "B"),
        ("---\ntitle:A\n---\nB", "A", "B"),
        ("---\nTitle: A\nPublished: 2024\n---\nB", "A", "B"),
        ("---\ntitle: A\ncamera: none\n---\nB", "A", "B"),
        ("---\ntags:\n  - one\n- two\ntitle: A\n---\nB", "A", "B"),
        ("---\ntitle: A\n\noutlet: B\n---\nC", "A", "C"),
        ('---\ntitle: "We go on"\n---\nB', '"We go on"', "B"),
        ("---\ntitle:\n---\nB", None, "B"),
        ("---\ntitle: A\n---\n---\nB\n---", "A", "---\nB\n---"),
        ("---\ntitle: A\n---\n    indented\nB  ", "A", "    indented\nB  "),
    ],
)
def test_reads_front_matter(text: str, title: str | None, body: str) -> None:
    article = read(text)
    assert (article.title, article.text) == (title, body)


@pytest.mark.parametrize(
    "text",
    [
        "Plain text.",
        "---\nThe talks went on.",
        "---\nThe talks went on.\n---\nThey ended.",
        "---\n---\nThe talks went on.",
        "---\nMoscow: the talks went on.\n---\nThey ended.",
        "---\nNote: this is a transcript.\n---\nQUESTION: Who spoke?",
        "---\nnote: this is a transcript.\n\nThe talks went on.",
        "----\ntitle: A\n----\nB",
        "title: A\npublished: 2024\n\nB",
        "The talks.\n---\ntitle: A\n---\nB",
    ],
)
def test_keeps_a_text_that_merely_starts_with_a_rule(text: str) -> None:
    assert read(text) == ArticleInput(text=text, origin="x.txt")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\ntitle: A\npublished: 2024-02-30\n---\nB", 3, "published: no such date: '2024-02-30'"),
        ("---\npublished: May 9, 2025\n---\nB", 2, "published: not a date: 'May 9, 2025'; write 2025-05-09, 2025-05"),
        ("\n---\naccessed: yesterday\n---\nB", 3, "accessed: not a date"),
        ("---\ntitle: A\ntitle: B\n---\nC", 3, "title is given twice"),
        ("---\ntitle: A\npublished: 2024\n\nThe talks went on.\n---\nB", 5, "neither 'key: value' nor the '---'"),
        ("---\ntitle: A\npublished: 2024\n", 1, "not closed"),
        ("---\ntitle: A\n  folded\noutlet: B\npublished: 2024\n---\nC", 3, None),
    ],
)
def test_names_the_line_of_what_is_wrong(text: str, line: int, reason: str | None) -> None:
    if reason is None:  # one known key before the fault: not surely front matter, so nothing of it is thrown away
        assert read(text).text == text
        return
    failure = fail(text)
    assert failure.origin == f"x.txt:{line}"
    assert reason in failure.reason


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\r\n\r\n"])
def test_refuses_an_empty_text(text: str) -> None:
    assert fail(text) == ReadFailure("x.txt", "empty: there is no text in it")


def test_refuses_front_matter_without_a_text() -> None:
    assert fail("---\ntitle: A\n---\n\n").reason == "front matter without a text below it"


@pytest.mark.parametrize("stamp", ["2024-03-01T10:00:00Z", "2024-03-01 10:00", "2024-03-01T23:59:59.123+02:00"])
def test_takes_the_day_of_a_timestamp(stamp: str) -> None:
    assert read(f"---\npublished: {stamp}\n---\nB").published == "2024-03-01"


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r")).map(str.strip)
BODY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
DATES = st.dates().map(lambda day: day.isoformat())


@given(
    st.dictionaries(st.sampled_from(KEYS), LINE, min_size=1), DATES, DATES, BODY, st.sampled_from(["\n", "\r\n", "\r"])
)
def test_round_trip(values: dict[str, str], published: str, accessed: str, body: str, end: str) -> None:
    assume(any(line.strip() for line in body.split("\n")))
    values |= {"published": published, "accessed": accessed}
    head = "".join(f"{key}: {value}\n" for key, value in values.items())
    article = read(f"---\n{head}---\n{body}".replace("\n", end))
    given_back = {
        "id": article.identifier,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "author": article.author,
        "language": article.language,
        "published": article.published,
        "accessed": article.accessed,
        "region": article.region,
        "note": article.note,
    }
    assert {key: value for key, value in given_back.items() if value} == {k: v for k, v in values.items() if v}
    lines = body.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    assert article.text == "\n".join(lines[filled[0] : filled[-1] + 1])


PIECES = st.sampled_from(["---", "\n", ": ", "title", "note", "x", " ", "-", "\r", "2024"])


@given(st.lists(PIECES, max_size=20).map("".join))
def test_nothing_but_front_matter_is_ever_lost(text: str) -> None:
    """Whatever comes in, the article's text is the whole of it or what stands below a closing fence."""
    result = read_text(text, "x")
    if isinstance(result, ReadFailure):
        return
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert result.text.strip() == whole or whole.split("\n---", 1)[1].endswith(result.text.strip())


@given(st.text())
def test_any_text_is_an_article_or_a_failure(text: str) -> None:
    assert isinstance(read_text(text, "x"), ArticleInput | ReadFailure)
