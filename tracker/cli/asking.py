"""Asking before something is done: on a terminal only, and never answered by what is piped in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.cli.terminal import say
from tracker.errors import TrackerError

F = TypeVar("F", bound=Callable[..., Any])


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def dry_run_option(command: F) -> F:
    """Add --dry-run."""
    return click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")(command)


def confirm_options(command: F) -> F:
    """Add --dry-run and --yes."""
    return dry_run_option(click.option("--yes", "-y", is_flag=True, help="Do it without asking.")(command))


def confirm(question: str, *, yes: bool) -> bool:
    """Ask whether to go on, unless ``yes``; refused where nobody can be asked.

    Enter alone means no. Ctrl-C and Ctrl-D end the command.
    """
    if yes:
        return True
    if not can_ask():
        raise TrackerError(f"{question} Nobody can be asked here: repeat it with --yes, or look first with --dry-run")
    if click.confirm(question, default=False, err=True):
        return True
    say("nothing was changed")
    return False
