"""What a command that writes by hand says when it is done: what it did, and how to take it back."""

from __future__ import annotations

from tracker.cli.terminal import say, show
from tracker.ledger.controls import flatten
from tracker.revisions import HandReport


def tell_done(report: HandReport, *, dry_run: bool = False) -> None:
    """Tell what was done, or with ``dry_run`` would be, and which entry of the history it is."""
    for line in report.what:
        show(flatten(line))
    for line in report.unchanged:
        say(line)
    if dry_run:
        say("nothing was done")
    else:
        tell_entry(report.entry)


def tell_entry(entry: int | None) -> None:
    """Say how to take back what was done, if anything was."""
    if entry is not None:
        say(f"entry {entry}; `tracker undo` takes it back")
