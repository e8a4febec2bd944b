"""HTML that escapes itself: plain strings become text, only what ``tag`` made is markup.

An address is written only where it leads into the site or to http and https; controls in words are shown, not obeyed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

Attribute = str | int | bool | None

_VOID = frozenset({"meta", "link", "input", "br", "hr"})
_PICTURE = "data:image/svg+xml,%3Csvg"
_ADDRESSES = frozenset({"href", "src"})
# What would hide or turn round the words beside it, or is no character of HTML at all. Joiners and marks that scripts
# need (zero width joiner, left-to-right mark, soft hyphen) stay: each run of words stands isolated (dir="auto", bdi).
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_INSIDE = re.compile(r"[A-Za-z0-9_./-]*(?:#[A-Za-z0-9_.~/&=,;%+-]*)?")
_PLAIN = re.compile(r"[!-~]+")


class Html(str):
    """Markup that is safe to stand in a page as it is."""

    __slots__ = ()


def show_controls(text: str) -> str:
    """Show controls that would turn round, hide or break words as their escapes (``\\u202e``); the rest stays."""
    return _CONTROLS.sub(_escape_control, text)


def escape(text: str) -> Html:
    """Make text fit for an element or a quoted attribute, controls made visible."""
    return Html(html.escape(show_controls(text)))


def tag(name: str, attributes: Mapping[str, Attribute] | None = None, *children: object) -> Html:
    """One element: strings and numbers among the children become text, Html stays, None is nothing.

    Attributes that are None or False are left out, True stands without a value. An address that is neither a place in
    the site nor http or https is left out.
    """
    written = "".join(_write_attribute(key, value) for key, value in (attributes or {}).items())
    if name in _VOID and not children:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: object) -> Html:
    """The children one after the other, as inside an element."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escape(child))
        elif isinstance(child, int):
            parts.append(f"{child:,}")
        elif isinstance(child, Iterable):
            parts.append(join(*child))
        else:
            raise TypeError(f"{type(child).__name__} is nothing that a page can hold")
    return Html("".join(parts))


def web_address(address: str | None) -> str | None:
    """The address where it is one of http or https without a user's name, blanks or controls in it, else None."""
    if not address or not _PLAIN.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        return address if sound and parts.port != 0 else None
    except ValueError:  # brackets or a port that are none
        return None


def is_inside(address: str) -> bool:
    """Tell whether an address is a place in the site: relative, of plain letters, with a fragment or without."""
    return _INSIDE.fullmatch(address) is not None and not address.startswith("//")


def _write_attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    text = str(value)
    if name in _ADDRESSES and not (text.startswith(_PICTURE) or is_inside(text) or web_address(text)):
        return ""
    return f' {name}="{escape(text)}"'


def _escape_control(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
