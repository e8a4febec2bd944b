"""Articles and speakers in a browser: to the words and back, in a folder and in one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.slow

Sites = dict[str, Path]


def expect_aimed(page: Page, number: str) -> None:
    """Wait until the marks of that statement, and no others, are the ones that the address aims at."""
    page.wait_for_function(
        """number => {
            const aimed = [...document.querySelectorAll(".aimed")];
            return aimed.length > 0 && aimed.every(mark => mark.dataset.s === number);
        }""",
        arg=number,
    )


@pytest.mark.parametrize("form", ["corridor", "corridor-file"])
def test_from_the_ledger_to_the_words_and_back(open_page: Open, sites: Sites, form: str) -> None:
    page = open_page(sites[form].as_uri() + "#q=grain")
    expect(page.locator("td.said .about")).to_have_text("indirect · Trade and investment · Security and defence")
    page.locator("a.words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corridor to stay open")
    expect_aimed(page, "12")
    assert "said what" in page.title()
    page.locator("#n13 a.number").click()
    expect_aimed(page, "13")
    page.locator("#s12").click()
    expect_aimed(page, "12")
    assert page.locator("#n12").evaluate("element => getComputedStyle(element).borderLeftColor") == "rgb(11, 85, 99)"
    page.locator("#n12 .screen a").click()
    expect(page.locator("#count")).to_have_text("1 of 2 statements")
    assert page.locator("td.date a").inner_text() == "S12"


@pytest.mark.parametrize("form", ["corridor", "corridor-file"])
def test_the_way_back_to_the_ledger_keeps_the_filter(open_page: Open, sites: Sites, form: str) -> None:
    page = open_page(sites[form].as_uri() + "#q=grain")
    page.locator("td.who a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ilse Brandt")
    assert (
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Ledger").get_attribute("aria-current")
        is None
    )
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Ledger").click()
    expect(page.locator("#count")).to_have_text("1 of 2 statements")
    expect(page.locator("#q")).to_have_value("grain")


@pytest.mark.parametrize("form", ["corridor", "corridor-file"])
def test_a_speaker_leads_to_topics_months_and_words(open_page: Open, sites: Sites, form: str) -> None:
    page = open_page(sites[form].as_uri())
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Speakers").click()
    page.get_by_role("link", name="Ilse Brandt").click()
    page.get_by_role("link", name="Trade and investment").click()
    expect(page.locator("#count")).to_have_text("1 of 2 statements")
    page.go_back()
    page.locator("svg.months a").click()
    expect(page.locator("#count")).to_have_text("2 statements")
    expect(page.locator("#chips li")).to_have_count(3)
    page.go_back()
    page.get_by_text("The numbers").click()
    expect(page.get_by_role("row", name="March 2024 2")).to_be_visible()
    page.get_by_role("link", name="Nobody will close it").click()
    expect_aimed(page, "13")


def test_marks_and_notes_light_up_together(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].parent.joinpath("articles", "3.html").as_uri())
    page.locator("mark[data-s='13']").last.hover()
    assert page.locator(".on").count() == 5  # two pieces of content, source, cue, and the note
    page.locator("mark[data-s='13']").last.click()
    expect_aimed(page, "13")


def test_pages_read_without_scripts(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri())
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    try:
        bare = context.new_page()
        bare.goto(sites["corridor"].as_uri())
        assert "The table needs JavaScript" in bare.inner_text("main")
        bare.get_by_role("link", name="articles", exact=True).click()
        bare.get_by_role("link", name="Corridor to stay open").click()
        assert bare.locator(".text mark").count() == 3
        bare.locator("#n12 a.number").click()
        assert bare.url.endswith("articles/3.html#s12")
    finally:
        context.close()


def test_a_file_opened_at_a_page_shows_that_page(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor-file"].as_uri() + "#articles/3/s13")
    expect(page.get_by_role("heading", level=1)).to_have_text("Corridor to stay open")
    expect_aimed(page, "13")
    page = open_page(sites["corridor-file"].as_uri() + "#articles/999")
    expect(page.locator("#count")).to_have_text("2 statements")


def test_timelines_open_from_the_navigation_and_lead_into_the_ledger(open_page: Open, sites: dict[str, Path]) -> None:
    for form in ("corridor", "corridor-file"):
        page = open_page(sites[form].as_uri())
        page.get_by_role("link", name="Timelines").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Timelines")
        page.locator(".strips h3 a").first.click()
        expect(page.locator("#count")).to_contain_text("1 ")
