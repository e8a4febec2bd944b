"""A real Chromium for the tests of pages, and sites for it to open from disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.sites import TEXT, corridor_rows, hostile_site, make_article, make_many, make_site

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser of its own profile; where none is installed the tests are skipped, in CI they fail."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no chromium is installed (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=path, headless=True, args=FLAGS, locale="en-GB"
        )
        # A busy machine decides no test: what is to come is waited for as long as it takes.
        context.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        yield context
        context.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[Open]:
    """Open an address in a new page; at the end no script may have failed, and nothing been asked of a network."""
    pages: list[Page] = []
    faults: list[str] = []

    def open_address(address: str, *, width: int = 1280, height: int = 900, scheme: Any = "light") -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: faults.append(request.url) if not _is_local(request.url, address) else None)
        page.goto(address)
        return page

    yield open_address
    for page in pages:
        page.close()
    assert faults == []


def _is_local(asked: str, opened: str) -> bool:
    return asked.startswith(("data:", opened.split("/", 3)[0] + "//" + opened.split("/", 3)[2] + "/"))


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sites on disk: a small one and a hostile one, each as a folder and as one file, and one of 1,000 statements."""
    folder = tmp_path_factory.mktemp("sites")
    made = {}
    corridor = make_site([make_article(3, TEXT)], corridor_rows())
    for name, site in (
        ("corridor", corridor),
        ("hostile", hostile_site()),
        ("empty", make_site([], [])),
        ("thousand", make_many(1000)),
    ):
        site.write_folder(folder / name)
        made[name] = folder / name / "index.html"
        made[f"{name}-file"] = folder / f"{name}.html"
        with made[f"{name}-file"].open("w", encoding="utf-8", newline="\n") as stream:
            site.write_file(stream)
    return made


@pytest.fixture(scope="session")
def twenty_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 20,000 statements."""
    folder = tmp_path_factory.mktemp("large")
    site = make_many(20_000)
    for path in ("index.html", "assets/page.css", *(path for path in site.paths() if path.endswith(".js"))):
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(site.render(path) or "", "utf-8")
    return folder / "index.html"
