"""Articles that try to be more than words: nothing of them runs, loads, breaks out or turns round."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Open
from tests.sites import HOSTILE_TEXT, TRICKS
from tracker.ledger.page.markup import show_controls

pytestmark = pytest.mark.slow

PAGES = ("index.html", "speakers.html", "articles.html", "about.html", "articles/3.html", "speakers/1.html")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_in_a_folder(open_page: Open, sites: dict[str, Path], path: str) -> None:
    page = open_page(sites["hostile"].parent.joinpath(path).as_uri())
    assert page.evaluate("window.hit") is None
    expect(page.locator("main img, main script, [onclick], [onload], [onerror], main iframe")).to_have_count(0)
    expect(page.locator("[href^='javascript' i]")).to_have_count(0)
    assert " ".join(show_controls(TRICKS).split()[:6]) in " ".join(page.inner_text("main").split())
    assert "\u202e" not in page.inner_text("body")


@pytest.mark.parametrize(
    "place",
    [
        "",
        "#speakers",
        "#articles",
        "#about",
        "#commitments",
        "#articles/3",
        "#speakers/1",
        "#q=%3Cimg+src%3Dx+onerror%3Dwindow.hit%3D1%3E",
    ],
)
def test_nothing_runs_in_one_file(open_page: Open, sites: dict[str, Path], place: str) -> None:
    page = open_page(sites["hostile-file"].as_uri() + place)
    assert page.evaluate("window.hit") is None
    expect(page.locator("main img, main script, [onclick], [onload], [onerror], main iframe")).to_have_count(0)
    expect(page.locator("[href^='javascript' i]")).to_have_count(0)
    expect(page.locator("body > template")).to_have_count(7)


def test_every_part_of_the_table_shows_the_words(open_page: Open, sites: dict[str, Path]) -> None:
    page = open_page(sites["hostile"].as_uri())
    expect(page.locator("#count")).to_have_text("2 statements")
    for cell in ("td.who", "td.said", "td.source"):
        assert "<script>window.hit=1</script>" in page.locator(cell).first.inner_text()
    page.fill("#q", "script window hit")
    assert page.locator("mark.hit").count() > 3
    for facet in ("outlet", "manner", "country"):
        page.locator(f"details[data-facet={facet}] summary").click()
    page.locator("details[data-facet=speaker] input[type=checkbox]").check()
    page.locator("details[data-facet=topic] input[type=checkbox]").first.check()
    page.fill("#q", TRICKS)
    assert page.locator("#chips li").count() >= 3
    assert page.evaluate("window.hit") is None


def test_the_article_is_whole_and_marked(open_page: Open, sites: dict[str, Path]) -> None:
    page = open_page(sites["hostile"].parent.joinpath("articles", "3.html").as_uri())
    words = page.evaluate(
        "[...document.querySelectorAll('.text .row > p')].map(p => { const c = p.cloneNode(true);"
        " c.querySelectorAll('.ref').forEach(r => r.remove()); return c.textContent; }).join('')"
    )
    assert words == show_controls(HOSTILE_TEXT).replace("\n\n", "")
    assert "</mark></p></template></script>" in page.locator("mark[data-s='12']").inner_text()


@pytest.mark.parametrize("form", ["corridor", "corridor-file"])
def test_the_policy_stops_what_escaping_would_have_missed(
    context: BrowserContext, sites: dict[str, Path], form: str
) -> None:
    page = context.new_page()
    page.goto(sites[form].as_uri())
    page.evaluate(
        "window.stopped = [];"
        "addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective))"
    )
    attempts = (
        "document.body.innerHTML = '<b>x</b>'",
        "const p = document.createElement('p'); p.setAttribute('onclick', 'window.hit = 1'); p.click()",
        "const s = document.createElement('script'); s.src = 'data:,window.hit=1'; document.body.append(s)",
        "setTimeout('window.hit = 1', 0)",
        "const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i)",
        "const f = document.createElement('iframe'); f.src = 'https://example.org/'; document.body.append(f)",
        "fetch('https://example.org/').catch(() => 0)",
        "const y = document.createElement('style'); y.textContent = 'body { color: red }'; document.body.append(y)",
    )
    for attempt in attempts:
        page.evaluate("() => { try { (() => { " + attempt + " })(); } catch (error) { /* stopped */ } }")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    expect(page.locator("#main")).to_have_count(1)
    stopped = set(page.evaluate("window.stopped"))
    assert {"require-trusted-types-for", "img-src", "frame-src", "connect-src", "style-src-elem"} <= stopped
    page.close()
