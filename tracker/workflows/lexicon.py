"""The lexicon in force: the shipped one with a user's own actors and topics."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tracker.errors import LexiconError
from tracker.lexicon.loader import USER_TABLES, Lexicon, load_lexicon
from tracker.workflows.settings import config_folder, read_config, read_path


def load_words(env: Mapping[str, str] = os.environ) -> Lexicon:
    """The shipped lexicon with the tables of the user's folder; raises LexiconError where one contradicts itself."""
    return load_lexicon(find_folder(env))


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
