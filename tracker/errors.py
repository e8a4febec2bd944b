"""The error tree: every refusal that a user can meet, each with one line that says what, where and what next."""

from __future__ import annotations


class TrackerError(Exception):
    """A refusal with a one-line reason; the command line prints it and exits with 1."""

    exit_code = 1


class UsageError(TrackerError):
    """The request itself is malformed (an impossible date, an unknown field); exits with 2."""

    exit_code = 2


class DateError(UsageError):
    """A date that is not EDTF level 0/1 as the tracker reads it, or that does not exist."""


class ReaderError(TrackerError):
    """An input that cannot be read as articles: missing, binary, not UTF-8, empty, bad front matter."""


class DatabaseError(TrackerError):
    """A database that cannot be opened, is not the tracker's, or is from a newer version."""


class NotFoundError(TrackerError):
    """A name or identifier that matches nothing; the message carries suggestions where there are any."""


class AmbiguousNameError(TrackerError):
    """A name that matches several speakers or topics; the message lists them."""


class OutputError(TrackerError):
    """A destination that cannot be written, or that exists and was not to be overwritten."""


class LexiconError(TrackerError):
    """A word table that cannot be read or that contradicts itself; the message names the table and the entry."""


class ConflictError(TrackerError):
    """A change that cannot be made or taken back because of what else the database holds; the message says which."""


class MissingExtraError(TrackerError):
    """A format or style that needs a package which is not installed; the message says what to install."""
