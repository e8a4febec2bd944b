"""How fast something goes, by its last half minute, and how long the rest of it will take."""

from __future__ import annotations

from collections import deque

_SECONDS_LOOKED_BACK = 30.0
_SECONDS_BETWEEN_NOTES = 0.5


class Pace:
    """Notes of when how much was done: what is skipped fast at the beginning says nothing of the rest."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int, int]] = deque()
        self._last = (0.0, 0, 0)

    def note(self, now: float, articles: int, read: int) -> None:
        """Note that so many articles are done and so many bytes read; ``now`` is in seconds of any clock."""
        self._last = now, articles, read
        if not self._notes or now - self._notes[-1][0] >= _SECONDS_BETWEEN_NOTES:
            self._notes.append(self._last)
        while len(self._notes) > 2 and now - self._notes[1][0] >= _SECONDS_LOOKED_BACK:
            self._notes.popleft()

    @property
    def done_a_second(self) -> float:
        """Of the last half minute."""
        return self._rate(1)

    def seconds_left(self, total: int | None) -> float | None:
        """How long the rest of ``total`` bytes takes at this pace; None where it is too early to say, or not known."""
        seen = self._last[0] - self._notes[0][0] if self._notes else 0.0
        if total is None or seen < 2 * _SECONDS_BETWEEN_NOTES or not (rate := self._rate(2)):
            return None
        return max(total - self._last[2], 0) / rate

    def _rate(self, of: int) -> float:
        begun, last = self._notes[0], self._last
        seconds = last[0] - begun[0]
        return (last[of] - begun[of]) / seconds if seconds > 0 else 0.0


def describe_seconds(seconds: float) -> str:
    """A time to wait as people say it: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 100:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
