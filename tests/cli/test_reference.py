"""docs/cli.md is what the commands say of themselves, and every command and option says something."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tracker.cli.app import cli
from tracker.cli.help import TrackerCommand, TrackerGroup

DOCS = Path(__file__).parent.parent.parent / "docs"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Give every command with its path, groups too."""
    stack: list[tuple[str, click.Command]] = [("tracker", cli)]
    while stack:
        path, command = stack.pop()
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                stack.append((f"{path} {name}", inner))


COMMANDS = dict(commands())


def test_the_page_is_current() -> None:
    generated = runpy.run_path(str(DOCS / "generate_cli.py"))["render_page"]()
    assert (DOCS / "cli.md").read_text("utf-8") == generated, "run `make docs`"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_and_examples_of_itself(path: str) -> None:
    command = COMMANDS[path]
    assert isinstance(command, TrackerCommand | TrackerGroup)
    assert command.help
    assert command.examples
    for line, purpose in command.examples:
        assert line.startswith(path if path != "tracker" else "tracker ") or f"$({path} " in line
        assert purpose


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_has_help(path: str) -> None:
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, click.Option) and parameter.name != "format_":
            assert parameter.help, (path, parameter.name)
