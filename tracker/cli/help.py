"""Commands and groups that know their examples, group their options, and load their subcommands when asked for."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

Examples = Sequence[tuple[str, str]]
"""Pairs of a command line and what it is for; a test runs each of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A subcommand that is not loaded yet: its section in the help, where it lives ("module:name"), and one line."""

    section: str
    target: str
    summary: str

    def load(self) -> click.Command:
        """Import the module and give the command."""
        module, _, name = self.target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


class SectionOption(click.Option):
    """An option that stands under a heading of its own in the help ("Filters", "Output")."""

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class _WithExamples(click.Command):
    """Help in the order in which people read: usage, one line, examples, the rest, options by section."""

    examples: Examples = ()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        summary, _, rest = inspect.cleandoc(self.help or "").partition("\n\n")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(summary)
        if self.examples:
            with formatter.section("Examples"):
                _write_examples(self.examples, formatter)
        if rest.strip():
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(rest)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section, records in self.collect_options(ctx).items():
            with formatter.section(section):
                formatter.write_dl(records)

    def collect_options(self, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
        """Give the options' help by section, "Options" last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "section", "Options"), []).append(record)
        if "Options" in sections:
            sections["Options"] = sections.pop("Options")
        return sections


class TrackerCommand(_WithExamples):
    """A command with examples and options in sections."""

    def __init__(self, *args: Any, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)


class TrackerGroup(_WithExamples, click.Group):
    """A group whose subcommands are listed from a registry and imported only when one is called."""

    command_class = TrackerCommand

    def __init__(
        self, *args: Any, entries: Mapping[str, Entry] | None = None, examples: Examples = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entries = dict(entries or {})
        self.examples = tuple(examples)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.entries, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        return entry.load() if entry else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if not name.startswith("-") and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(name, self.list_commands(ctx), n=2)
            hint = f"; did you mean {' or '.join(close)}?" if close else ""
            ctx.fail(f"there is no command '{name}'{hint}")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section, records in self.collect_commands(ctx).items():
            with formatter.section(section):
                formatter.write_dl(records)
        super().format_options(ctx, formatter)

    def collect_commands(self, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
        """Give the subcommands' names and summaries by section, without importing those of the registry."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, entry in self.entries.items():
            sections.setdefault(entry.section, []).append((name, entry.summary))
        for name, command in self.commands.items():
            sections.setdefault("Commands", []).append((name, command.get_short_help_str(200)))
        return sections


def _write_examples(examples: Examples, formatter: click.HelpFormatter) -> None:
    indent = " " * formatter.current_indent
    column = max(len(command) for command, _ in examples) + 2
    beside = len(indent) + column + max(len(purpose) for _, purpose in examples) <= formatter.width
    for command, purpose in examples:
        line = f"{command:<{column}}{purpose}" if beside else f"{command}\n{indent}    {purpose}"
        formatter.write(f"{indent}{line}\n")
