"""Commands measured beside each other: in turns, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Measured:
    """The runs of one command: seconds on the clock, seconds of processor time, megabytes at most.

    Processor time and memory are of the command with all processes that it started and waited for; the memory is that
    of the largest of them.
    """

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def seconds(self) -> float:
        """The fastest run: what a machine with nothing else to do would take."""
        return min(self.clock)

    def ratio_to(self, other: Measured) -> float:
        """How many times as long as the other, by the fastest run of either."""
        return self.seconds / other.seconds

    def processor_ratio_to(self, other: Measured) -> float:
        """The same by processor time, in which other programs have little part."""
        return min(self.processor) / min(other.processor)

    def typical_ratio_to(self, other: Measured) -> float:
        """The median of the ratios of the runs that followed each other."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.clock, other.clock, strict=True))


def measure_in_turns(
    commands: Mapping[str, Sequence[str]], rounds: int, *, before: Callable[[str], None] | None = None
) -> dict[str, Measured]:
    """Run every command once a round; ``before`` is told of each run, to put things in place for it.

    Raises CalledProcessError where a command fails.
    """
    found = {name: Measured() for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            if before is not None:
                before(name)
            run_once(command, found[name])
    return found


def run_once(command: Sequence[str], measured: Measured) -> None:
    """Run a command, its output thrown away, and note what it took."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    measured.clock.append(time.perf_counter() - begun)
    measured.processor.append(usage.ru_utime + usage.ru_stime)
    measured.memory = max(measured.memory, usage.ru_maxrss / 1024)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
