"""How far a long piece of work has come: a line on standard error while somebody looks, and nothing elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from tracker.cli.pace import Pace, describe_seconds
from tracker.cli.terminal import clip

_SECONDS_BETWEEN_UPDATES = 0.1
# What is done at once needs no line that comes and goes.
_SECONDS_UNTOLD = 1.0


class ProgressLine:
    """The line itself: drawn over the one before where standard error is a terminal, and taken away again."""

    def __init__(self) -> None:
        self.is_live = sys.stderr.isatty()
        self._is_drawn = False
        self._drawn = time.monotonic()

    def is_due(self, now: float) -> bool:
        """Tell whether the line before has stood long enough to be read."""
        return now - self._drawn >= _SECONDS_BETWEEN_UPDATES

    def draw(self, told: str, now: float) -> None:
        """Show this in place of the line before, cut to a terminal's width."""
        sys.stderr.write(f"\r\x1b[K{clip(told, 78)}")
        sys.stderr.flush()
        self._is_drawn, self._drawn = True, now

    def clear(self) -> None:
        """Take the line away."""
        if self._is_drawn:
            sys.stdout.flush()
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._is_drawn = False


def describe_pace(pace: Pace, done: str, total: int | None) -> str:
    """Write how far it has come: "1,000 read, 4,000 a second, 12 s left"; ``total`` is what the pace counts up to."""
    told = [done, f"{pace.done_a_second:,.0f} a second"]
    if (left := pace.seconds_left(total)) is not None:
        told.append(f"{describe_seconds(left)} left")
    return ", ".join(told)


class Progress:
    """Counts what is done of ``total`` (None: nobody knows), and draws it over the line before; a context manager.

    ``verb`` says what is done, as in "1,000 of 50,000 written, 4,000 a second, 12 s left". The line goes when the work
    ends, or before anything else is written.
    """

    def __init__(self, verb: str, total: int | None = None) -> None:
        self.verb = verb
        self.total = total
        self.done = 0
        self._pace = Pace()
        self._line = ProgressLine()
        self._begun = time.monotonic()
        self._pace.note(self._begun, 0, 0)

    def advance(self, more: int) -> None:
        """Note that so many more are done."""
        self.done += more
        now = time.monotonic()
        if not self._line.is_live or not self._line.is_due(now) or now - self._begun < _SECONDS_UNTOLD:
            return
        self._pace.note(now, self.done, self.done)
        of = "" if self.total is None else f" of {max(self.total, self.done):,}"
        self._line.draw(describe_pace(self._pace, f"{self.done:,}{of} {self.verb}", self.total), now)

    def follow(self, more: int, total: int | None) -> None:
        """Note that so many more are done, of so many."""
        self.total = total
        self.advance(more)

    def clear(self) -> None:
        """Take the line away."""
        self._line.clear()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
