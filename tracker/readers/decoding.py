"""Bytes to text: UTF-8 and nothing else, with one clear line for whatever is something else."""

from __future__ import annotations

from tracker.errors import ReaderError

MAX_BYTES = 16 * 1024 * 1024
"""The longest article (a text file, or one JSON line) that is read, in bytes: five times War and Peace."""

_BOM = b"\xef\xbb\xbf"
_MAGIC = (
    (b"\x1f\x8b", "gzip data; name it .gz, or unpack it first"),
    (b"%PDF", "a PDF; the tracker reads text, so save the article as UTF-8 text"),
    (b"PK\x03\x04", "a zip archive or office document; the tracker reads text, so save the article as UTF-8 text"),
    (b"\xff\xfe", "UTF-16, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8; save it as UTF-8"),
)


def describe_foreign(head: bytes) -> str | None:
    """Tell from its first bytes what an input is instead of UTF-8 text, or None where it may be text."""
    for magic, description in _MAGIC:
        if head.startswith(magic):
            return description
    sample = head[:8192]
    if b"\0" not in sample:
        return None
    # Latin text in UTF-16 without a byte-order mark has a NUL in every second place and nowhere else.
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) == 0 and len(sample) >= 4 and max(even, odd) * 5 >= len(sample) * 2:
        return "UTF-16, not UTF-8; save it as UTF-8"
    return "a binary file, not text (it holds NUL bytes)"


def decode_text(data: bytes, *, first_line: int = 1) -> str:
    """Decode UTF-8 bytes, less a byte-order mark; raises ReaderError that names line and byte of what is no UTF-8.

    Line ends are left as they are. ``first_line`` is the number of the line that the data starts on.
    """
    foreign = describe_foreign(data)
    if foreign:
        raise ReaderError(foreign)
    if b"\0" in data:
        raise ReaderError("a binary file, not text (it holds NUL bytes)")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        shift = len(_BOM) if data.startswith(_BOM) else 0
        position = error.start + shift
        line = first_line + data.count(b"\n", 0, position)
        raise ReaderError(
            f"not UTF-8: byte 0x{data[position]:02x} on line {line}; if it is Windows or Latin-1 text, convert it with "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
