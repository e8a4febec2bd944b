"""Shell completion: the script for a shell, and values for options from the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, CompletionItem, ZshComplete, add_completion_class, get_completion_class

from tracker.cli.app import Invocation
from tracker.cli.help import TrackerCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.storage.database import Database

SHELLS = ("bash", "zsh", "fish")
_COMPLETION_LIMIT = 50


class _QuotingBash(BashComplete):
    """Bash inserts a completion as it stands, so a name of two words needs its blanks escaped.

    Escaped twice: the script's own `read` takes one of the backslashes.
    """

    def format_completion(self, item: CompletionItem) -> str:
        value = re.sub(r"([^\w@%+=:,./-])", r"\\\\\1", str(item.value))
        return f"{item.type},{value}"


class _LoadingZsh(ZshComplete):
    """A ~/.zshrc that does not load zsh's completion system would not know compdef, and complain at every start."""

    def source(self) -> str:
        first, _, rest = super().source().partition("\n")
        return f"{first}\n\n(( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit -i }}\n{rest}"


add_completion_class(_QuotingBash, "bash")
add_completion_class(_LoadingZsh, "zsh")


def complete_speakers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a speaker's name from the database."""
    from tracker.workflows.query import speaker_names

    return _complete(ctx, lambda database: [(name, "") for name in speaker_names(database, incomplete)])


def complete_parties(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a party to claims from the database."""
    from tracker.workflows.claims import party_names

    return _complete(ctx, lambda database: [(name, "") for name in party_names(database, incomplete)])


def complete_topics(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a topic's slug from the database."""
    from tracker.workflows.query import topic_slugs

    return _complete(ctx, lambda database: [(slug, "") for slug in topic_slugs(database, incomplete)])


def complete_formulations(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a tracked formulation's phrase from the database."""
    from tracker.workflows.formulations import tracked_phrases

    return _complete(ctx, lambda database: [(phrase, "") for phrase in tracked_phrases(database, incomplete)])


def complete_articles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an article's number, with its title as the explanation."""
    from tracker.workflows.query import article_numbers

    return _complete(ctx, lambda database: article_numbers(database, incomplete))


def complete_outlets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an outlet's name from the database."""
    from tracker.workflows.query import outlet_names

    return _complete(ctx, lambda database: [(name, "") for name in outlet_names(database, incomplete)])


def complete_utterances(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an utterance's number from the database."""
    from tracker.workflows.utterances import utterance_numbers

    def find(database: Database) -> list[tuple[str, str]]:
        numbers = (f"U{number}" for number in utterance_numbers(database))
        return [(number, "") for number in numbers if number.lower().startswith(incomplete.lower())]

    return _complete(ctx, find)


def complete_commitments(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a commitment's number from the database."""
    from tracker.workflows.commitments import commitment_numbers

    def find(database: Database) -> list[tuple[str, str]]:
        numbers = commitment_numbers(database)
        return [(number, "") for number in numbers if number.lower().startswith(incomplete.lower())]

    return _complete(ctx, find)


@click.command(
    "completion",
    cls=TrackerCommand,
    examples=(
        ("tracker completion bash", "the script; to have it in every new shell:"),
        ("echo 'eval \"$(tracker completion bash)\"' >> ~/.bashrc", "bash"),
        ("echo 'eval \"$(tracker completion zsh)\"' >> ~/.zshrc", "zsh"),
        ("tracker completion fish > ~/.config/fish/completions/tracker.fish", "fish"),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    It completes commands, options and their values, and names of speakers, topics, outlets, articles and tracked
    formulations from the database.
    """
    complete = get_completion_class(shell)
    assert complete is not None
    root = ctx.find_root()
    click.echo(complete(root.command, {}, "tracker", "_TRACKER_COMPLETE").source())


def _complete(ctx: click.Context, find: Callable[[Database], list[tuple[str, str]]]) -> list[CompletionItem]:
    """Give what is found in the database; a shell that completes must never see an error, nor make a database."""
    from tracker.ledger.controls import flatten
    from tracker.workflows.database import current_revision, locate_database, open_database

    invocation = ctx.find_object(Invocation)
    try:
        # No command has run: --db in front of it is with the root's parsed options, behind it with the object.
        named = (invocation and invocation.db) or ctx.find_root().params.get("db")
        location = locate_database(named)
        current, head = current_revision(location)
        if current is None or current != head:
            return []
        with open_database(location, notify=lambda message: None) as database:
            found = find(database)[:_COMPLETION_LIMIT]
    except Exception:
        return []
    # A value with a control in it could not be typed back, and would steer the terminal.
    return [CompletionItem(value, help=flatten(help_) or None) for value, help_ in found if flatten(value) == value]
