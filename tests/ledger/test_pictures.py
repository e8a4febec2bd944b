"""Timelines drawn as pictures: well-formed, the same each time, and with names as nothing but text."""

from __future__ import annotations

import builtins
import sys
from typing import Any
from xml.etree import ElementTree

import pytest

from tracker.errors import MissingExtraError
from tracker.ledger.pictures import draw_timeline
from tracker.records.summaries import Timeline, TimelineRow

MONTHS = ("2024-01", "2024-02", "2024-03")
TIMELINE = Timeline(
    "“harbour order”",
    MONTHS,
    (TimelineRow("Ilse Brandt", 4, (3, 0, 1)), TimelineRow("Tomás Okello", 1, (0, 1, 0))),
    others=2,
    undated=1,
)


def texts(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_an_svg_says_who_when_and_how_much() -> None:
    written = texts(draw_timeline(TIMELINE, "svg"))
    for words in ("“harbour order”", "Ilse Brandt", "Tomás Okello", "4", "1", *MONTHS):
        assert words in written
    assert "Statements by month; the tallest bar is 3; 2 by others; 1 undated" in written


def test_the_same_timeline_is_the_same_file() -> None:
    assert draw_timeline(TIMELINE, "svg") == draw_timeline(TIMELINE, "svg")
    assert b"<dc:date>" not in draw_timeline(TIMELINE, "svg")


def test_a_png_is_one() -> None:
    assert draw_timeline(TIMELINE, "png").startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("format_", ["svg", "png"])
@pytest.mark.parametrize(
    "name",
    [
        "</text><script>hit()</script>",
        "$\\frac{1}{2}$ and $x^",
        "\x1b[31mred\x00\u202e",
        "習近平",
        "محمد",
        "& <b>",
        "x" * 300,
        "\ud800",
        "_hidden",
    ],
)
def test_whatever_a_name_holds_is_text(format_: str, name: str) -> None:
    drawn = draw_timeline(Timeline(name, MONTHS, (TimelineRow(name, 1, (1, 0, 0)),)), format_)
    if format_ == "svg":
        assert b"<script" not in drawn
        assert len(texts(drawn)) >= 6


def test_many_periods_and_one_are_drawn() -> None:
    years = tuple(str(year) for year in range(1945, 2025))
    assert "Statements by year; the tallest bar is 1" in texts(
        draw_timeline(Timeline("x", years, (TimelineRow("a", 80, (1,) * 80),)), "svg")
    )
    assert draw_timeline(Timeline("x", ("2024-01",), (TimelineRow("a", 1, (1,)),)), "png")


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **options: Any) -> Any:
        if name.partition(".")[0] == "matplotlib":
            raise ModuleNotFoundError(name=name)
        return real(name, *arguments, **options)

    monkeypatch.setattr("importlib.import_module", lambda name: refuse(name))
    with pytest.raises(MissingExtraError, match=r"a picture needs the package matplotlib.*\[pictures\]"):
        draw_timeline(TIMELINE, "svg")
