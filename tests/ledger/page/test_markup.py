"""Words stay words: whatever a text holds, a browser reads it as the text that it is."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.page.markup import Html, escape, is_inside, join, show_controls, tag, web_address


class Reader(HTMLParser):
    """Collects what a browser would: the text, and every element with its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", {}))


ANY = st.text(st.characters(exclude_characters="\r")) | st.text("<>&\"'/!-=`\x00\u202e\n ab;#x")


@given(ANY)
def test_text_is_read_as_it_was(text: str) -> None:
    read = Reader(tag("p", None, text))
    assert read.elements == [("p", {})]
    assert read.text == show_controls(text)


@given(ANY)
def test_an_attribute_is_read_as_it_was(text: str) -> None:
    read = Reader(tag("p", {"title": text}, "x"))
    assert read.elements == [("p", {"title": show_controls(text)})]
    assert read.text == "x"


@given(ANY)
def test_an_address_leads_into_the_site_or_to_the_web(text: str) -> None:
    [(_, attributes)] = Reader(tag("a", {"href": text}, "x")).elements
    if "href" in attributes:
        assert is_inside(text) or text.startswith(("http://", "https://", "HTTP", "Http"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "\x01javascript:x",
        "data:text/html,x", "data:image/svg+xml;base64,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x",
        "https://user@evil.example/", "https://", "http://[::1", "https://example.org:99999/", "https://exa mple.org/",
        "https://example.org/\u202e", "ftp://example.org/", "\\\\evil\\x", "/\\evil",
    ],
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_left_out(address: str) -> None:
    assert web_address(address) is None
    assert tag("a", {"href": address}, "x") == "<a>x</a>"


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d=%20#e", "http://example.org:8080", "HTTPS://EXAMPLE.ORG/"]
)
def test_an_address_of_the_web_is_kept(address: str) -> None:
    assert web_address(address) == address
    [(_, attributes)] = Reader(tag("a", {"href": address}, "x")).elements
    assert attributes == {"href": address}


def test_controls_are_shown_and_joiners_kept() -> None:
    assert show_controls("a\x00\x1b\u202eb\u2066\ud800\tc\n") == "a\\x00\\x1b\\u202eb\\u2066\\ud800\tc\n"
    assert (
        show_controls("می\u200cخواهم \U0001f468\u200d\U0001f469 co\u00adop")
        == "می\u200cخواهم \U0001f468\u200d\U0001f469 co\u00adop"
    )
    escape("\ud800").encode("utf-8")


def test_children_are_joined_in_order() -> None:
    made = tag(
        "p", {"hidden": True, "id": None, "class": False}, "a", None, ["b", tag("b", None, "<")], 1234, Html("&amp;")
    )
    assert made == "<p hidden>ab<b>&lt;</b>1,234&amp;</p>"
    assert tag("input", {"type": "search"}) == '<input type="search">'
    assert tag("rect", {"width": 1}) == '<rect width="1"></rect>'
    assert isinstance(join("a", "<"), Html)
    with pytest.raises(TypeError, match="float is nothing"):
        join(1.5)
