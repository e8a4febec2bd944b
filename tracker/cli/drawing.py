"""Timelines by speaker: rows of small bars in the terminal, and the options that save them as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tracker.cli.help import SectionOption
from tracker.cli.options import F
from tracker.cli.terminal import clip, get_width, measure, paint, say, show
from tracker.ledger.controls import flatten
from tracker.records.summaries import Timeline

_EIGHTHS = "▁▂▃▄▅▆▇█"
_WIDTH_IN_FILES = 100
_WIDEST_NAME = 32


def picture_options(command: F) -> F:
    """Add --picture, --top and --force."""
    for option in reversed(
        (
            click.option(
                "--picture",
                metavar="FILE",
                type=click.Path(path_type=Path, dir_okay=False),
                cls=SectionOption,
                section="Picture",
                help="Save the timeline by speaker as FILE.svg or FILE.png (needs the extra 'pictures').",
            ),
            click.option(
                "--top",
                metavar="N",
                type=click.IntRange(1, 40),
                default=8,
                show_default=True,
                cls=SectionOption,
                section="Picture",
                help="Speakers that have a row of their own.",
            ),
            click.option(
                "--force", is_flag=True, cls=SectionOption, section="Picture", help="Replace a picture that exists."
            ),
        )
    ):
        command = option(command)
    return command


def save(timeline: Timeline, picture: Path, *, force: bool) -> None:
    """Save the picture, and say so."""
    from tracker.workflows.pictures import save_picture

    save_picture(timeline, picture, force=force)
    say(f"drew {len(timeline.rows):,} speaker{'' if len(timeline.rows) == 1 else 's'} in {picture}")


def draw_by_speaker(timeline: Timeline) -> None:
    """Draw a row of bars for each speaker, all of one scale, in blocks where the periods do not fit side by side."""
    if not timeline.rows:
        return
    names = [clip(flatten(row.speaker), _WIDEST_NAME) for row in timeline.rows]
    wide, digits = max(map(measure, names)), len(f"{timeline.rows[0].statements:,}")
    room = max((get_width() or _WIDTH_IN_FILES) - wide - digits - 4, 8)
    most = max(max(row.counts) for row in timeline.rows)
    for start in range(0, len(timeline.periods), room):
        periods = timeline.periods[start : start + room]
        if start:
            show()
        show(paint(" " * (wide + digits + 4) + _write_axis(periods), "faint"))
        for name, row in zip(names, timeline.rows, strict=True):
            bars = "".join(_pick_bar(count, most) for count in row.counts[start : start + room])
            show(f"{name}{' ' * (wide - measure(name))}  {row.statements:>{digits},}  {paint(bars, 'source')}".rstrip())
    notes = [f"the tallest bar is {most:,}"]
    notes += [f"{timeline.others:,} by others"] if timeline.others else []
    notes += [f"{timeline.undated:,} undated"] if timeline.undated else []
    show(paint("; ".join(notes), "faint"))


def _pick_bar(count: int, most: int) -> str:
    return _EIGHTHS[max(-(-count * 8 // most), 1) - 1] if count else "·"


def _write_axis(periods: tuple[str, ...] | Any) -> str:
    """The year above its first period, where there is room for it."""
    line = ""
    for place, period in enumerate(periods):
        if place == 0 or period[4:] in ("", "-01"):
            label = period if place == 0 and len(periods) > len(period) + 2 else period[:4]
            if len(line) <= place and place + len(label) <= max(len(periods), len(label)):
                line = line.ljust(place) + label + " "
    return line.rstrip()
