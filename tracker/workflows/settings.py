"""The config file: where it lies, and what it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.errors import DatabaseError

APPLICATION = "statement-tracker"


def config_folder() -> Path:
    """The platform's folder for this program's config.toml, and for a user's actors.toml and topics.toml."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False)


def read_config(config: Path) -> dict[str, Any] | None:
    """The config file's settings, or None where there is none; raises DatabaseError where it cannot be read."""
    try:
        written = config.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseError(f"the config file {config} cannot be read: {error}") from None
    import tomllib

    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise DatabaseError(f"the config file {config} cannot be read: {error}") from None


def read_path(settings: Mapping[str, Any], config: Path, name: str) -> str | None:
    """The path that the config file gives under a name, as written, or None; raises DatabaseError for another value."""
    named = settings.get(name)
    if named is not None and not (isinstance(named, str) and named):
        raise DatabaseError(f"the config file {config} must give the {name} as a path in quotation marks")
    return named
