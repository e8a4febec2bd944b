"""The ledger's page in a browser: search, filters, order, timeline, the address that keeps them, keys and paper."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.slow

Sites = dict[str, Path]


def fragment(page: Page) -> dict[str, list[str]]:
    return parse_qs(page.url.partition("#")[2])


def count(page: Page) -> int:
    found = re.match(r"([\d,]+)", page.inner_text("#count"))
    assert found
    return int(found[1].replace(",", ""))


def expect_count(page: Page, number: int) -> None:
    """Wait until the ledger tells that number of statements: it is drawn a moment after a key or a click."""
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{number:,}\b"))


def expect_fragment(page: Page, expected: dict[str, list[str]]) -> None:
    """Wait until the address tells these filters and no others."""
    page.wait_for_function(
        """expected => {
            const told = new URLSearchParams(location.hash.slice(1));
            const names = [...new Set(told.keys())].sort();
            return JSON.stringify(names.map(n => [n, told.getAll(n)])) === JSON.stringify(expected);
        }""",
        arg=sorted(([name, values] for name, values in expected.items()), key=lambda item: str(item[0])),
    )


def test_search_is_instant_marks_its_words_and_goes_into_the_address(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri())
    expect(page.locator("#count")).to_have_text("2 statements")
    page.fill("#q", "corr")
    expect(page.locator("#count")).to_have_text("1 of 2 statements")
    assert page.locator("#rows mark.hit").all_inner_texts() == ["corridor"]
    page.wait_for_url("**/index.html#q=corr")
    for query, kept in (
        ("CORRÍDOR", 1), ("brandt", 2), ('"stay open"', 1), ('"open stay"', 0), ("-corridor", 1), ("word -nobody", 0),
        ("rridor", 0), ("the grain", 1), ("", 2), ('"', 2), ("- -", 2), ("( ) * ?", 2), ("grain word", 0),
    ):  # fmt: skip
        page.fill("#q", query)
        expect_count(page, kept)
    page.fill("#q", "zzz")
    page.get_by_role("button", name="Clear search and filters").click()
    expect_count(page, 2)


@pytest.mark.parametrize("form", ["thousand", "thousand-file"])
def test_filters_agree_with_their_counts_and_with_each_other(open_page: Open, sites: Sites, form: str) -> None:
    page = open_page(sites[form].as_uri())
    for name, parameter in (("Trade and investment", "topic"), ("Outlet 3", "outlet"), ("direct", "manner")):
        facet = page.locator(f"details[data-facet={parameter}]")
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        if facet.locator("button.more").is_visible():
            facet.locator("button.more").click()
        value = facet.locator("li", has=page.get_by_text(name, exact=True))
        said = int(value.locator(".number").inner_text().replace(",", ""))
        value.locator("input").check()
        expect_count(page, said)
        page.wait_for_function("name => new URLSearchParams(location.hash.slice(1)).has(name)", arg=parameter)
    kept = count(page)
    assert 0 < kept < 100
    expect(page.locator("#chips li")).to_have_count(4)
    page.get_by_role("button", name="Remove Manner: direct").click()
    expect(page.locator("#chips li")).to_have_count(3)
    assert count(page) > kept
    page.go_back()
    expect_count(page, kept)
    page.reload()
    expect_count(page, kept)
    expect(page.locator("details[data-facet=outlet] input:checked")).to_have_count(1)
    page.get_by_role("button", name="Clear all").click()
    expect_count(page, 1000)
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_speaker_is_found_in_the_list(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri())
    page.get_by_label("Find a speaker").fill("bcd")
    values = page.locator("details[data-facet=speaker] li")
    assert values.count() == 1
    values.locator("input").check()
    expect_count(page, int(values.locator(".number").inner_text()))
    assert set(page.locator("td.who a").all_inner_texts()) == {"Speaker Bcd"}


def test_dates_and_the_timeline_choose_months(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri())
    page.fill("#from", "2020-03-01")
    page.fill("#to", "2020-04-30")
    two = count(page)
    bar = page.locator("[data-month='2020-03']")
    assert bar.get_attribute("aria-pressed") == "true"
    label = bar.get_attribute("aria-label") or ""
    said = int(re.findall(r"\d+", label)[1])
    assert label.startswith("March 2020: ")
    bar.locator(".hit").click()
    expect_count(page, said)
    assert said < two
    expect_fragment(page, {"from": ["2020-03"], "to": ["2020-03"]})
    expect(page.locator("#from")).to_have_value("2020-03-01")
    expect(page.locator("#to")).to_have_value("2020-03-31")
    page.locator("[data-month='2020-04'] .hit").click(modifiers=["Shift"])
    expect_count(page, two)
    bar.locator(".hit").click()
    bar.locator(".hit").click()
    expect_count(page, 1000)
    first = bar.locator(".hit").bounding_box()
    last = page.locator("[data-month='2020-08'] .hit").bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, last["y"] + 20, steps=5)
    page.mouse.up()
    expect_fragment(page, {"from": ["2020-03"], "to": ["2020-08"]})


def test_the_timeline_is_walked_with_keys(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri())
    page.locator("#bars [tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect_fragment(page, {"from": ["2019-02"], "to": ["2019-02"]})
    assert page.evaluate("document.activeElement.dataset.month") == "2019-02"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    expect_fragment(page, {"from": ["2019-02"], "to": ["2019-03"]})
    expect(page.locator("#bars [tabindex='0']")).to_have_count(1)


def test_columns_sort_and_the_order_is_kept(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri())
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Speaker", exact=True).click()
    names = page.locator("td.who a").all_inner_texts()
    assert names == sorted(names)
    expect(page.locator("th[data-sort=speaker]")).to_have_attribute("aria-sort", "ascending")
    assert fragment(page)["sort"] == ["speaker"]
    page.select_option("#sort", "-source")
    titles = page.locator("td.source a").all_inner_texts()
    assert titles[0] == "Article number 100"
    page.get_by_role("button", name="Date").click()
    page.get_by_role("button", name="Date").click()
    assert page.locator("td.date > span").first.inner_text().endswith("2019")


def test_pages_are_turned(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri())
    first = page.locator("td.date a").all_inner_texts()
    assert len(first) == 40
    page.get_by_role("button", name="Next").click()
    assert not set(first) & set(page.locator("td.date a").all_inner_texts())
    expect(page.locator("#pager span")).to_have_text("Page 2 of 25")
    assert page.get_by_role("button", name="Previous").is_enabled()
    page.goto(sites["thousand"].as_uri() + "#page=999")
    page.reload()
    expect(page.locator("#pager span")).to_have_text("Page 25 of 25")
    page.fill("#q", "port")
    assert page.inner_text("#pager span").startswith("Page 1 of")


@pytest.mark.parametrize(
    "address",
    ["#speaker=7777&topic=none&manner=loud", "#from=yesterday&to=2020-99-99x", "#page=-1&sort=up", "#q=%", "#%E0%A4%A"],
)
def test_an_address_that_means_nothing_shows_all(open_page: Open, sites: Sites, address: str) -> None:
    page = open_page(sites["thousand"].as_uri() + address)
    expect_count(page, 1000)
    expect(page.locator("#rows tr")).to_have_count(40)


@pytest.mark.parametrize("form", ["empty", "empty-file"])
def test_an_empty_ledger_says_so(open_page: Open, sites: Sites, form: str) -> None:
    page = open_page(sites[form].as_uri())
    expect(page.locator("#count")).to_have_text("0 statements")
    expect(page.locator("#rows")).to_have_text("There are no statements here yet.")
    page.fill("#q", "grain")
    expect(page.locator("#count")).to_have_text("0 statements")


def test_slash_goes_to_the_search_and_escape_clears_it(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri() + "#q=grain")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect_count(page, 2)


def test_everything_is_reached_with_the_tab_key(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri())
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("(document.activeElement.id || document.activeElement.textContent).trim().slice(0, 40)")
        )
        if page.evaluate("document.activeElement === document.body"):
            break
    for stop in ("Skip to the content", "Ledger", "theme", "q", "from", "Date", "sort", "Ilse Brandt", "S12"):
        assert stop in reached, (stop, reached)
    expect(page.locator("#bars [data-month='2024-03']")).to_have_attribute("tabindex", "0")


def test_the_skip_link_leaves_the_filter_alone(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri() + "#q=grain")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.url.endswith("#q=grain")


def test_the_count_is_told_to_screen_readers(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri())
    expect(page.get_by_role("status")).to_have_text("2 statements")
    expect(page.get_by_role("search")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Search what was said, and by whom")).to_be_visible()
    assert page.get_by_role("table", name="Statements 1 to 2").get_by_role("row").count() == 3
    assert page.get_by_role("columnheader").all_inner_texts() == ["Date", "Speaker", "What was said", "Article"]


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, sites: Sites) -> None:
    for name in ("thousand", "hostile"):
        page = open_page(sites[name].as_uri(), width=360, height=740)
        for path in (
            "index.html",
            "speakers.html",
            "articles.html",
            "about.html",
            "articles/3.html",
            "speakers/1.html",
        ):
            page.goto(sites[name].parent.joinpath(path).as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, (name, path, wide)
    page = open_page(sites["thousand"].as_uri(), width=360, height=740)
    assert not page.locator("#filters").is_visible()
    page.get_by_role("button", name="Filters").click()
    assert page.locator("#filters").is_visible()
    assert page.get_by_role("button", name="Filters").get_attribute("aria-expanded") == "true"
    # Rows stand as cards there, and are rows of a table for a screen reader still.
    assert page.get_by_role("table").get_by_role("row").count() == 41


def test_light_and_dark_follow_the_system_until_somebody_chooses(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["corridor"].as_uri(), scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(21, 24, 27)"
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.goto(sites["corridor"].parent.joinpath("about.html").as_uri())
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(paper) == "rgb(21, 24, 27)"
    page.evaluate("localStorage.clear()")


def test_paper_gets_all_that_was_found_and_no_controls(open_page: Open, sites: Sites) -> None:
    page = open_page(sites["thousand"].as_uri() + "#topic=trade")
    found = count(page)
    assert found > 40
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#rows tr").count() == found
    assert not page.locator("#q").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator("#asked").inner_text() == "Topic: Trade and investment"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#rows tr")).to_have_count(40)
    assert page.pdf().startswith(b"%PDF")
