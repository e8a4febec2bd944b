"""Write docs/cli.md from the commands themselves: `make docs`. A test fails where the page is not current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tracker.cli.app import cli
from tracker.cli.help import TrackerCommand, TrackerGroup

PAGE = Path(__file__).parent / "cli.md"

HEAD = """\
# Command line

Written by `make docs` from the commands themselves. Everything here is also in `tracker COMMAND --help`.

Answers go to standard output, talk to standard error. Exit codes: 0 done, 1 refused or failed with a one-line reason,
2 wrong usage, 130 interrupted, 141 the reader of a pipe went away. A traceback is shown with `--debug` only. `NO_COLOR`
is honoured. On a terminal control characters out of an article are shown as `\\x1b` or `\\u202e`; files and pipes get
csv and Markdown unaltered.
"""


def render_page() -> str:
    """Give the whole page."""
    context = click.Context(cli, info_name="tracker", help_option_names=["-h", "--help"])
    return "\n".join([HEAD, *_render_command(cli, context, 2)]).rstrip() + "\n"


def _render_command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    assert isinstance(command, TrackerCommand | TrackerGroup), command.name
    summary, _, rest = _dedent(command.help or "").partition("\n\n")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"{'#' * level} {context.command_path}\n\n{summary}\n\n    {usage}\n"
    width = max((len(line) for line, _ in command.examples), default=0)
    if command.examples:
        yield "\n".join(["```sh", *(f"{line:<{width}}  # {purpose}" for line, purpose in command.examples), "```\n"])
    if rest:
        yield rest + "\n"
    subcommands = command.collect_commands(context) if isinstance(command, TrackerGroup) else {}
    for section, records in (subcommands | command.collect_options(context)).items():
        yield f"| {section} | |\n| --- | --- |"
        yield from (f"| `{_cell(name)}` | {_cell(what)} |" for name, what in records)
        yield ""
    if isinstance(command, TrackerGroup):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _render_command(inner, click.Context(inner, parent=context, info_name=name), min(level + 1, 4))


def _dedent(text: str) -> str:
    first, _, rest = text.partition("\n")
    return "\n".join([first.strip(), *(line.strip() for line in rest.splitlines())]).strip()


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
    print(f"wrote {PAGE}")
