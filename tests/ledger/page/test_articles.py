"""Articles' pages: not a character lost, each statement marked where it stands and linked both ways."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.page.test_markup import Reader
from tests.rows import make_row
from tests.sites import TEXT, corridor_rows, make_article, make_book
from tracker.ledger.page.article_view import render_article
from tracker.ledger.page.links import Links
from tracker.ledger.page.markup import show_controls
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, StoredClaim

LINKS = Links(base="../")


def render(text: str, rows: list, **fields: str | None) -> str:  # type: ignore[type-arg]
    return render_article(make_article(3, text, **fields), make_book(rows), LINKS)


def text_of(markup: str) -> str:
    """The article's words on the page, without notes and the numbers of statements."""
    article = markup[markup.index('<article class="text"') : markup.index("</article>")]
    article = re.sub(r'<div class="notes".*?</div></div>', "", article, flags=re.DOTALL)
    article = re.sub(r'<a class="ref".*?</a>', "", article)
    return "".join(Reader(paragraph).text for paragraph in re.findall(r'<p dir="auto">.*?</p>', article, re.DOTALL))


def test_statements_are_marked_in_place() -> None:
    page = render(TEXT, corridor_rows())
    assert '<mark class="c" data-s="12">the grain corridor would stay open</mark>' in page
    assert '<span class="s" data-s="12">Foreign Minister Ilse Brandt</span>' in page
    assert '<span class="q" data-s="12">said</span>' in page
    assert page.count('<mark class="c" data-s="13">') == 2
    assert text_of(page) == TEXT.replace("\n\n", "")


def test_words_and_notes_are_linked_both_ways() -> None:
    page = render(TEXT, corridor_rows())
    for number in (12, 13):
        assert re.search(rf'<a class="ref" id="s{number}" href="#n{number}"', page)
        assert re.search(rf'id="n{number}" data-s="{number}"><p class="who"><a class="number" href="#s{number}"', page)
        assert f'href="../index.html#id={number}"' in page
    assert page.index('id="n12"') < page.index("We will keep our word") < page.index('id="n13"')
    assert 'href="../index.html#article=3"' in page


def test_notes_tell_who_to_whom_and_how_sure() -> None:
    page = render(TEXT, corridor_rows())
    assert '<a href="../speakers/1.html"><bdi>Ilse Brandt</bdi></a>' in page
    assert "to Tomás Okello · at a press conference · direct · low confidence" in page
    assert "1 Mar 2024 · indirect · Trade and investment · Security and defence" in page
    unresolved = [make_row(statement_id=12, article_id=3, speaker=None, content_offsets=((0, 7),))]
    page = render_article(make_article(3, TEXT), make_book(unresolved, speaking={}), LINKS)
    assert '<span class="unresolved"><bdi>Foreign Minister Ilse Brandt</bdi> (unresolved)</span>' in page


def test_statements_inside_one_another_are_marked_each() -> None:
    text = "He said that she said that it rained."
    rows = [
        make_row(
            statement_id=1, article_id=3, source_offsets=((0, 2),), cue_offsets=((3, 7),), content_offsets=((13, 36),)
        ),
        make_row(
            statement_id=2,
            article_id=3,
            source_offsets=((13, 16),),
            cue_offsets=((17, 21),),
            content_offsets=((27, 36),),
        ),
    ]
    page = render(text, rows)
    assert '<mark class="c s" data-s="1 2">she</mark>' in page
    assert '<mark class="c" data-s="1 2">it rained</mark>' in page
    assert text_of(page) == text


def test_the_address_is_a_link_only_to_the_web() -> None:
    assert 'rel="noopener noreferrer external">' in render(TEXT, [])
    page = render(TEXT, [], url="javascript:alert(1)")
    assert "javascript:alert(1)" in Reader(page).text
    assert not [attributes for _, attributes in Reader(page).elements if "javascript" in (attributes.get("href") or "")]


@pytest.mark.parametrize("text", ["\n\n", "\n\n\n", " \n \n", ""])
def test_a_statement_in_an_article_without_a_word_has_its_note(text: str) -> None:
    rows = [make_row(statement_id=7, article_id=3, source_offsets=(), cue_offsets=(), content_offsets=((0, 1),))]
    page = render(text, rows)
    assert 'id="n7" data-s="7"' in page
    assert text_of(page).strip() == ""


@given(st.data())
def test_any_text_with_any_offsets_keeps_its_words(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab <&\n\t\u202e\x00é😀"), min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair) + 1))
    rows = [
        make_row(
            statement_id=number,
            article_id=3,
            source_offsets=tuple(data.draw(st.lists(spans, max_size=2))),
            cue_offsets=tuple(data.draw(st.lists(spans, max_size=2))),
            content_offsets=tuple(data.draw(st.lists(spans, max_size=3))),
        )
        for number in range(1, data.draw(st.integers(1, 4)))
    ]
    page = render(text, rows)
    assert text_of(page).replace("\n", "").replace(" ", "").replace("\t", "") == show_controls(text).replace(
        "\n", ""
    ).replace(" ", "").replace("\t", "")
    numbers = {number for _, attributes in Reader(page).elements for number in (attributes.get("data-s") or "").split()}
    assert numbers <= {str(row.statement_id) for row in rows}


def test_a_note_has_the_claims_of_its_statement_folded_away() -> None:
    rows = corridor_rows()
    claim = ExtractedClaim(
        (53, 80),
        "<b>the corridor</b>",
        ClaimKind.COMMITMENT,
        ClaimStrength.STRONG,
        "will",
        ("Austria",),
        "",
        ("Uganda",),
    )
    told = [StoredClaim(rows[0].statement_id, n, claim) for n in range(1, 23)]
    told.append(StoredClaim(rows[0].statement_id, 23, replace(claim, kind=None)))
    book = replace(make_book(rows), claims={rows[0].statement_id: told})
    page = render_article(make_article(3, TEXT), book, LINKS)
    assert page.count('<details class="claims">') == 1
    assert "22 claims" in page
    assert "and 2 more" in page
    assert "&lt;b&gt;the corridor&lt;/b&gt;" in page
    assert "commitment · strong · Austria → Uganda" in page
