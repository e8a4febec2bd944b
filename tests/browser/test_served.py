"""The live pages in a browser: the same views, under the policy of the header, and fresh after a change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.serving import PageServer, open_server

pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[PageServer, Database]]:
    with Database(make_database(tmp_path / "tracker.db")) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
        with Database(database.path, read_only=True) as reading, open_server(reading, StatementFilter(), 0) as server:
            thread = threading.Thread(target=server.run)
            thread.start()
            yield server, database
            server.stop()
            thread.join()


def test_the_views_are_live(open_page: Open, served: tuple[PageServer, Database]) -> None:
    server, database = served
    page = open_page(server.address)
    expect(page.locator("#count")).to_have_text("3 statements")
    page.fill("#q", "corridor")
    expect(page.locator("#count")).to_have_text("1 of 3 statements")
    page.locator("a.words").click()
    expect(page.locator("mark.aimed")).to_have_text("the grain corridor would stay open")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Ledger").click()
    expect(page.locator("#count")).to_have_text("1 of 3 statements")
    with database.begin() as session:
        store(session, PIPELINE)
    page.reload()
    expect(page.locator("#count")).to_have_text("1 of 5 statements")
    page.fill("#q", "okello")
    page.locator("td.who a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tomás Okello")
