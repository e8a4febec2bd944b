"""Timelines as pictures, SVG or PNG: a row of bars for each speaker, all of one scale. Needs matplotlib."""

from __future__ import annotations

import io
import warnings
from typing import Any

from tracker.ledger.controls import flatten
from tracker.ledger.extras import require
from tracker.records.summaries import Timeline

FORMATS = ("svg", "png")

_WIDTH, _ROW, _FRAME = 9.0, 0.52, 1.15  # inches
_COLOR, _SOFT = "#0b5563", "#5b6770"
_LONGEST = 34  # characters of a name
_TICKS = 12
# Text stays text in an SVG, so that it can be searched and read aloud; the same timeline gives the same file.
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "statement-tracker",
    "font.family": "sans-serif",
    "font.size": 9,
}


def draw_timeline(timeline: Timeline, format_: str) -> bytes:
    """The picture as a file of this format (one of FORMATS); raises MissingExtraError where matplotlib is missing.

    Names are text whatever they hold: no formula is read from them, and controls are shown.
    """
    require("matplotlib", extra="pictures", purpose="a picture")
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    stream = io.BytesIO()
    # A letter that the font lacks is a box in a PNG; the SVG leaves it to the fonts of whoever looks.
    with rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        figure = Figure(figsize=(_WIDTH, _FRAME + _ROW * max(len(timeline.rows), 1)), dpi=150)
        _draw_rows(figure, timeline)
        metadata: dict[str, Any] = {"Title": flatten(timeline.title)}
        metadata |= (
            {"Creator": "statement-tracker", "Date": None} if format_ == "svg" else {"Software": "statement-tracker"}
        )
        figure.savefig(stream, format=format_, metadata=metadata)
    return stream.getvalue()


def _draw_rows(figure: Any, timeline: Timeline) -> None:
    height = figure.get_figheight()
    rows = max(len(timeline.rows), 1)
    axes = figure.subplots(rows, 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.29, right=0.94, top=1 - 0.55 / height, bottom=0.6 / height, hspace=0.25)
    _write(figure.text, 0.02, 1 - 0.3 / height, timeline.title, fontsize=11, fontweight="bold")
    most = max((max(row.counts, default=0) for row in timeline.rows), default=0) or 1
    places = range(len(timeline.periods))
    for panel, row in zip(axes, timeline.rows, strict=False):
        panel.bar(places, row.counts, width=0.82, color=_COLOR)
        _write(panel.text, -0.02, 0.12, row.speaker, transform=panel.transAxes, ha="right", va="bottom")
        total = f"{row.statements:,}"
        _write(panel.text, 1.01, 0.12, total, transform=panel.transAxes, va="bottom", color=_SOFT)
    for panel in axes:
        panel.set_ylim(0, most * 1.05)
        panel.set_xlim(-0.6, max(len(timeline.periods) - 0.4, 0.6))
        panel.set_yticks([])
        for side in ("top", "right", "left"):
            panel.spines[side].set_visible(False)
        panel.spines["bottom"].set_color("#c9d0d4")
        panel.tick_params(axis="x", length=0, colors=_SOFT)
    step = -(-len(timeline.periods) // _TICKS) or 1
    axes[-1].set_xticks(list(places)[::step], timeline.periods[::step])
    note = f"Statements by {'year' if timeline.periods and len(timeline.periods[0]) == 4 else 'month'}; "
    note += f"the tallest bar is {most:,}"
    note += f"; {timeline.others:,} by others" if timeline.others else ""
    note += f"; {timeline.undated:,} undated" if timeline.undated else ""
    _write(figure.text, 0.02, 0.12 / height, note, fontsize=8, color=_SOFT)


def _write(place: Any, x: float, y: float, text: str, **style: Any) -> None:
    line = flatten(text)
    if "transform" in style and len(line) > _LONGEST:
        line = line[: _LONGEST - 1].rstrip() + "…"
    place(x, y, line, parse_math=False, **style)
