"""Sites: every link leads somewhere, in a folder and in one file; the policy and the data are what they must be."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from tests.ledger.page.test_markup import Reader
from tests.rows import make_row
from tests.sites import TEXT, corridor_rows, hostile_site, make_article, make_book, make_many, make_site
from tracker.ledger.page.data import write_data
from tracker.ledger.page.frame import SCRIPTS, STYLE, read_asset
from tracker.ledger.page.site import Site


def corridor_site() -> Site:
    return make_site([make_article(3, TEXT)], corridor_rows())


def files(site: Site) -> dict[str, str]:
    made = {path: site.render(path) for path in site.paths()}
    assert None not in made.values()
    return {path: text or "" for path, text in made.items()}


def one_file(site: Site) -> str:
    stream = io.StringIO()
    site.write_file(stream)
    return stream.getvalue()


def addresses(markup: str) -> list[str]:
    return [
        value or ""
        for _, attributes in Reader(markup).elements
        for name in ("href", "src")
        if (value := attributes.get(name))
    ]


@pytest.mark.parametrize("site", [corridor_site(), hostile_site(), make_many(120), make_site([], [])])
def test_every_link_of_a_folder_leads_to_a_place(site: Site) -> None:
    made = files(site)
    ids = {
        path: {a.get("id") for _, a in Reader(text).elements} for path, text in made.items() if path.endswith("html")
    }
    for path, text in made.items():
        if not path.endswith(".html"):
            continue
        for address in addresses(text):
            if address.startswith(("https://", "data:image/svg+xml")):
                continue
            place, _, fragment = address.partition("#")
            target = normpath(join(dirname(path), place)) if place else path
            assert target in made, (path, address)
            if fragment and target != "index.html":
                assert fragment in ids[target], (path, address)


@pytest.mark.parametrize("site", [corridor_site(), make_many(120)])
def test_every_link_of_one_file_leads_to_a_page_in_it(site: Site) -> None:
    page = one_file(site)
    names = set(re.findall(r'<template data-page="([^"]+)"', page))
    assert len(names) == len([path for path in site.paths() if path.endswith(".html")]) - 1
    for address in addresses(page):
        if address.startswith(("https://", "data:image/svg+xml")) or address == "#main":
            continue
        assert address.startswith("#"), address
        match = re.fullmatch(r"#((?:timelines|commitments|speakers|articles|about)(?:/\d+)?)(?:/([sn]\d+))?", address)
        if match:
            assert match[1] in names
            if match[2]:
                assert f'id="{match[2]}"' in page
        else:
            assert re.fullmatch(r"#(?:(?:id|speaker|topic|article|from|to)=[\w%.~-]+&?)*", address), address


def test_a_folder_holds_the_policy_and_loads_nothing_from_elsewhere() -> None:
    for path, text in files(corridor_site()).items():
        if path.endswith(".html"):
            head = Reader(text).elements
            [policy] = [a["content"] for _, a in head if a.get("http-equiv") == "Content-Security-Policy"]
            assert policy is not None
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;")
            assert (
                "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
                in policy
            )
            assert "unsafe" not in policy
            names = [name for name, _ in head]
            assert "style" not in names
            assert not [
                a for name, a in head if name == "script" and "src" not in a and a.get("type") != "application/json"
            ]
            assert not [name for _, a in head for name in a if name.startswith("on") or name == "style"]


def test_one_file_allows_its_own_scripts_and_style_by_their_hashes() -> None:
    page = one_file(corridor_site())
    [policy] = [a["content"] for _, a in Reader(page).elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    for asset in (*SCRIPTS, STYLE):
        text = read_asset(asset)
        assert text in page
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
        assert "</script" not in text
        assert "</style" not in text
    assert "'self'" not in policy
    assert "unsafe" not in policy


def test_data_is_read_back_and_cannot_end_its_element() -> None:
    written = write_data(make_book([make_row(claim="</script><!-- & \u2028 end", speaker_as_printed="x")]))
    assert not re.search("[<>&]", written)
    data = json.loads(written)
    assert data["rows"]["claim"] == ["</script><!-- & \u2028 end"]
    assert data["months"] == ["2024-03"]


def test_data_has_the_newest_first_and_tells_what_is_shared_once() -> None:
    data = json.loads(write_data(make_book(corridor_rows())))
    assert data["rows"]["id"] == [13, 12]
    assert data["rows"]["speakers"] == [[0], [0]]
    assert data["rows"]["addressee"] == ["Tomás Okello", ""]
    assert data["speakers"] == [[1, "Ilse Brandt", "person"]]
    assert data["countries"] == [["AUT", "Austria"]]
    assert [data["dates"][place][:2] for place in data["rows"]["date"]] == [["2 Mar 2024", 0], ["1 Mar 2024", 1]]
    assert len(data["articles"]) == 1
    assert {len(column) for column in data["rows"].values()} == {2}


def test_the_same_book_gives_the_same_site() -> None:
    assert files(make_many(50)) == files(make_many(50))


def test_only_its_own_pages_are_rendered() -> None:
    site = corridor_site()
    for path in ("speakers/9.html", "articles/03.html", "articles/x.html", "../etc/passwd", "assets/../index.html", "",
                 "index", "INDEX.HTML",
                 f"articles/{'9' * 5000}.html", "articles/３.html", "speakers/.html"):  # fmt: skip
        assert site.render(path) is None, path


def test_a_folder_is_written_file_by_file(tmp_path: Path) -> None:
    site = corridor_site()
    site.write_folder(tmp_path / "site")
    written = {str(file.relative_to(tmp_path / "site")) for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert written == set(site.paths())
    assert (tmp_path / "site" / "articles" / "3.html").read_text("utf-8") == site.render("articles/3.html")


def test_speakers_are_introduced() -> None:
    page = files(corridor_site())["speakers/1.html"]
    text = Reader(page).text
    assert "Person · Austria" in text
    assert "2 statements in 1 article, March 2024." in text
    assert "Also printed as Brandt, I. Brandt." in text
    assert "Foreign Minister, Austria printed in 2 articles, March 2024 – June 2024" in text
    assert "Mayor of Linz, Austria 2009 – 2015" in text
    assert '<a href="../index.html#speaker=1&amp;topic=trade">Trade and investment</a>' in page
    assert '<a href="../index.html#speaker=1&amp;from=2024-03&amp;to=2024-03"' in page
    assert '<a href="../articles/3.html#s13">“We will keep our word,” … “Nobody will close it.”</a>' in page
    assert "published 2 Mar 2024" in text


def test_long_lists_of_statements_end_in_the_ledger() -> None:
    pages = files(make_many(2000))
    busiest = max((path for path in pages if path.startswith("speakers/")), key=lambda path: len(pages[path]))
    assert pages[busiest].count("<blockquote") <= 100
    cut = [text for path, text in pages.items() if path.startswith("speakers/") and "These are the newest 100." in text]
    assert all("in the ledger</a>" in text for text in cut)


def test_the_selection_is_told() -> None:
    site = make_site([make_article(3, TEXT)], corridor_rows(), selection=(("Speaker", "brandt"),))
    assert "A selection: speaker brandt." in Reader(site.render("index.html") or "").text
    assert "brandt" in Reader(site.render("about.html") or "").text
    assert "all statements but those that a person rejected" in Reader(corridor_site().render("about.html") or "").text
