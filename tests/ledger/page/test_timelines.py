"""The page of timelines: formulations and topics by speaker, linked into the ledger, within the page's policy."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.sites import BRANDT, OKELLO, corridor_rows, hostile_site, make_book
from tracker.ledger.page.book import UsedFormulation
from tracker.ledger.page.links import Links
from tracker.ledger.page.timelines_view import render_timelines


def test_formulations_and_topics_by_speaker() -> None:
    rows = corridor_rows()
    book = replace(
        make_book(rows, speaking={12: (1, 2), 13: (1,)}, speakers=[BRANDT, OKELLO]),
        formulations=(UsedFormulation("grain corridor", frozenset({12})),),
    )
    page = render_timelines(book, Links())
    assert page.index("<h2>Formulations</h2>") < page.index("“grain corridor”") < page.index("<h2>Topics</h2>")
    assert 'href="index.html#q=%22grain%20corridor%22&amp;speaker=2"' in page
    assert re.search(r'href="index\.html#topic=[a-z-]+&amp;speaker=1"', page)
    assert 'href="speakers/2.html" dir="auto">Tomás Okello</a>' in page
    assert page.count('<svg class="strip"') == 6  # two of the formulation, two of each topic
    assert "the tallest bar is 1." in page


def test_no_style_attribute_and_no_text_in_a_picture() -> None:
    page = render_timelines(make_book(corridor_rows()), Links(single=True))
    assert " style=" not in page
    assert "<text" not in page


def test_without_formulations_there_is_no_heading_for_them() -> None:
    assert "Formulations" not in render_timelines(make_book(corridor_rows()), Links())


def test_what_has_no_month_is_counted_without_bars() -> None:
    rows = [replace(row, said_on=None, said_on_start=None, said_on_end=None, published=None) for row in corridor_rows()]
    page = render_timelines(make_book(rows), Links())
    assert "1 statement<" in page
    assert "<svg" not in page


def test_hostile_names_stay_words() -> None:
    page = hostile_site().render("timelines.html")
    assert page is not None
    assert "<script>window" not in page
    assert "<img" not in page
