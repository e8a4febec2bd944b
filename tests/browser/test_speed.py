"""How long a search takes in the browser; docs/performance.md has the numbers, benchmarks/page_search.py takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from benchmarks.page_search import QUERIES, time_processor
from tests.browser.conftest import Open

pytestmark = pytest.mark.slow


def test_search_over_twenty_thousand_statements_takes_less_than_a_tenth_of_a_second(
    context: BrowserContext, open_page: Open, twenty_thousand: Path
) -> None:
    page = open_page(twenty_thousand.as_uri())
    expect(page.locator("#count")).to_have_text("20,000 statements")
    # The processor's time: what else the machine has to do while tests run says nothing about the page.
    times = time_processor(context, page)
    assert len(times) == len(QUERIES)
    assert max(times) < 100, times
