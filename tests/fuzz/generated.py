"""Inputs that hypothesis makes: whole seeds that were cut, doubled and crossed, and pieces in any order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.inputs import ODDITIES
from tests.fuzz.targets import TARGETS, feed

SECONDS = 20
"""How long one input may take before it counts as a hang; the slowest known takes a twentieth of it."""

_MOST_PIECES = 40


def make_inputs(name: str) -> st.SearchStrategy[bytes]:
    """Inputs for a target."""
    target = TARGETS[name]
    piece = st.one_of(
        st.sampled_from(target.pieces),
        st.sampled_from(ODDITIES),
        st.text(max_size=8).map(_encode),
        st.binary(max_size=4),
    )
    pieces = st.lists(piece, max_size=_MOST_PIECES).map(b"".join)
    seed = st.sampled_from(target.seeds)
    spliced = st.builds(_splice, seed, st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 12), piece), max_size=6))
    crossed = st.builds(lambda one, other, at: one[:at] + other, seed, pieces, st.integers(0, 400))
    return st.one_of(pieces, spliced, crossed)


def run_generated(name: str, count: int) -> None:
    """Feed so many inputs to a target; raises what the first one that is a fault raises, made as short as can be."""

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(make_inputs(name))
    def run(data: bytes) -> None:
        with time_limit(SECONDS):
            feed(name, data)

    run()


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError inside the block where it takes longer."""

    def end(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _splice(seed: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, piece in changes:
        at %= len(seed) + 1
        seed = seed[:at] + piece + seed[at + length :]
    return seed
