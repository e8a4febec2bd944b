"""The lexicon in force: the shipped one with a user's own actors and topics."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import LexiconError
from tracker.workflows.settings import config_folder, read_config, read_path

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actors
    from tracker.lexicon.loader import Lexicon
    from tracker.lexicon.topics import Topic

USER_TABLES = ("topics.toml", "actors.toml")


def load_words(env: Mapping[str, str] = os.environ) -> Lexicon:
    """The shipped lexicon with the tables of the user's folder; raises LexiconError where one contradicts itself."""
    from tracker.lexicon.loader import load_lexicon

    return load_lexicon(find_folder(env))


def load_topics_alone(env: Mapping[str, str] = os.environ) -> tuple[Topic, ...]:
    """The topics of load_words alone, which takes a fraction of the time."""
    from tracker.lexicon.topics import load_topics

    return load_topics(_find_table("topics.toml", env))


def load_actors_alone(env: Mapping[str, str] = os.environ) -> Actors:
    """The actors of load_words alone."""
    from tracker.lexicon.actors import load_actors

    return load_actors(_find_table("actors.toml", env))


def find_folder(env: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the user's actors.toml and topics.toml, or None where there is neither.

    It is what TRACKER_LEXICON names, or the config file's ``lexicon`` (relative to that file), or the config folder.
    Raises LexiconError where one of the former two is no folder.
    """
    own = config_folder()
    config = own / "config.toml"
    if named := env.get("TRACKER_LEXICON"):
        folder, reason = Path(named).expanduser(), "named by TRACKER_LEXICON"
    elif named := read_path(read_config(config) or {}, config, "lexicon"):
        folder, reason = own / Path(named).expanduser(), f"named by {config}"
    else:
        return own if any((own / name).exists() for name in USER_TABLES) else None
    if not folder.is_dir():
        raise LexiconError(f"{folder}, {reason} as the folder of your actors.toml and topics.toml, is no folder")
    return folder.resolve()


def _find_table(name: str, env: Mapping[str, str]) -> Path | None:
    folder = find_folder(env)
    return folder / name if folder is not None and (folder / name).exists() else None
