"""Charts drawn beforehand: statements by month as a figure with its numbers as a table behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tracker.ledger.page.book import list_months
from tracker.ledger.page.dates import show_month
from tracker.ledger.page.markup import Html, tag

_WIDTH, _HEIGHT, _FOOT = 720, 120, 18
_MOST_MONTHS = 240


def draw_months(counts: Mapping[str, int], link: Callable[[str], str], *, span: tuple[str, str] | None = None) -> Html:
    """Bars by month, each a link, with a table of the numbers; ``span`` sets the first and last month drawn.

    What lies outside the span, or before the last twenty years of it, stands in the table alone, and is counted below.
    """
    if not counts:
        return Html("")
    first, last = span or (min(counts), max(counts))
    months = list_months(first, last)[-_MOST_MONTHS:]
    drawn = {month: counts.get(month, 0) for month in months}
    outside = sum(counts.values()) - sum(drawn.values())
    peak = max(drawn.values()) or 1
    step = _WIDTH / max(len(months), 12)
    bars = [_draw_bar(month, drawn[month], peak, index * step, step, link) for index, month in enumerate(months)]
    best = max(drawn, key=lambda month: (drawn[month], month))
    words = (
        f"Statements by month, {show_month(months[0])} to {show_month(months[-1])}; most in {show_month(best)}: {peak}"
    )
    axis = tag(
        "line",
        {"x1": 0, "x2": _WIDTH, "y1": _HEIGHT - _FOOT, "y2": _HEIGHT - _FOOT, "class": "axis"},
    )
    svg = tag(
        "svg",
        {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "aria-hidden": "true", "class": "months"},
        axis,
        bars,
        _label_years(months, step),
        tag(
            "text",
            {"x": _WIDTH, "y": 10, "class": "peak", "text-anchor": "end"},
            f"most: {peak:,} in {show_month(best)}",
        ),
    )
    note = f"{outside:,} more outside these months. " if outside else ""
    return tag(
        "figure",
        None,
        tag("p", {"class": "hidden"}, words),
        svg,
        tag("figcaption", None, note, tabulate_months(counts, link)),
    )


def _draw_bar(month: str, count: int, peak: int, left: float, step: float, link: Callable[[str], str]) -> Html | None:
    if not count:
        return None
    room = _HEIGHT - _FOOT - 16
    height = max(1.5, count / peak * room)
    bar = tag(
        "rect",
        {
            "x": f"{left + step * 0.1:.2f}",
            "y": f"{_HEIGHT - _FOOT - height:.2f}",
            "width": f"{max(step * 0.8, 0.5):.2f}",
            "height": f"{height:.2f}",
        },
        tag("title", None, f"{show_month(month)}: {count:,}"),
    )
    return tag("a", {"href": link(month), "tabindex": "-1"}, bar)


def _label_years(months: Sequence[str], step: float) -> list[Html]:
    """The year under its January, and under the first month where there is room before the next."""
    labels, free = [], 0.0
    for index, month in enumerate(months):
        if not (month.endswith("-01") or index == 0):
            continue
        to_next = (13 - int(month[5:])) * step
        at = index * step
        if at < free or (index == 0 and to_next < 34 and len(months) > 12):
            continue
        labels.append(tag("text", {"x": f"{at:.1f}", "y": _HEIGHT - 4, "class": "year"}, month[:4]))
        free = at + 34
    return labels


def tabulate_months(counts: Mapping[str, int], link: Callable[[str], str]) -> Html:
    """The numbers behind a figure as a table that opens, the newest month first, each a link."""
    rows = (
        tag(
            "tr",
            None,
            tag("th", {"scope": "row"}, tag("a", {"href": link(month)}, show_month(month))),
            tag("td", {"class": "number"}, counts[month]),
        )
        for month in sorted(counts, reverse=True)
    )
    table = tag(
        "table",
        {"class": "plain"},
        tag(
            "thead",
            None,
            tag("tr", None, tag("th", {"scope": "col"}, "Month"), tag("th", {"scope": "col"}, "Statements")),
        ),
        tag("tbody", None, *rows),
    )
    return tag("details", None, tag("summary", None, "The numbers"), table)
