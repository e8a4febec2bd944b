"""axe-core finds nothing on any page, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open

pytestmark = pytest.mark.slow

PAGES = ("index.html", "index.html#q=grain&topic=trade", "timelines.html", "commitments.html", "speakers.html",
         "articles.html", "about.html", "articles/3.html#s13", "speakers/1.html")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    open_page: Open, sites: dict[str, Path], scheme: Literal["light", "dark"], width: int
) -> None:
    for path in PAGES:
        name, _, fragment = path.partition("#")
        page = open_page(sites["corridor"].parent.joinpath(name).as_uri() + f"#{fragment}", scheme=scheme, width=width)
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        told = [
            (fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found.response["violations"]
        ]
        assert told == [], path
