"""Packages that only some formats need: imported when such a format is asked for, and named where they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from tracker.errors import MissingExtraError


def require(module: str, *, extra: str, purpose: str) -> ModuleType:
    """Import a module of one of the project's extras; raises MissingExtraError, which says what to install."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtraError(
            f"{purpose} needs the package {module.partition('.')[0]}, which is not installed: "
            f"pip install 'statement-tracker[{extra}]'"
        ) from None
