"""Control characters made visible: what an article says must never steer the terminal that shows it."""

from __future__ import annotations

import re

CONTROLS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1: escape sequences, cursor, bell
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers of no width
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidirectional overrides and isolates
    "\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff"  # lone surrogates: no encoding takes them
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)
_BLANKS = re.compile(r"[\t\n\r ]+")


def escape_controls(text: str) -> str:
    """Show every control but tab and line feed as its backslash escape (``\\x1b``, ``\\u202e``); the rest stays.

    Covers C0, DEL and C1, bidirectional controls, characters of no width, and lone surrogates.
    """
    return CONTROLS.sub(_escape, text)


def flatten(text: str) -> str:
    """Make a text fit for one line of a listing or message: blanks and line ends become one space, controls visible."""
    return escape_controls(_BLANKS.sub(" ", text).strip())


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
