"""Paths to articles: files by their suffix, folders with all below them, and ``-`` for standard input."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from tracker.errors import ReaderError
from tracker.readers.decoding import MAX_BYTES, decode_text, describe_foreign
from tracker.readers.front_matter import read_text
from tracker.readers.json_lines import read_json_lines
from tracker.readers.metering import Meter, find_size
from tracker.records import ArticleInput, ReadFailure

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
JSON_LINES_SUFFIXES = (".jsonl", ".ndjson", ".json")
STDIN = "-"


def read_paths(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, meter: Meter | None = None
) -> Iterator[ArticleInput | ReadFailure]:
    """Read every article that the paths name, in their order; what cannot be read comes as a ReadFailure in its place.

    A ``.txt`` or ``.md`` file is one article, with front matter or without; ``.jsonl``, ``.ndjson`` and ``.json`` hold
    one article a line; any of them may be compressed (``.gz``). A folder stands for the files of these kinds in it and
    below, by name; hidden ones and README files are left out. ``-`` is standard input, and like a file without a suffix
    it is JSON lines where its first character that is not blank is ``{``, and else one text. Nothing is raised for bad
    input, and no more than one article is held at a time. ``meter`` is shown each file as it is opened.
    """
    for path in paths:
        if path == STDIN:
            if stdin is None:
                yield ReadFailure(STDIN, "there is no standard input to read")
            else:
                if meter is not None:
                    meter.take(stdin)
                yield from _guard(STDIN, _read_unnamed(stdin, STDIN))
        else:
            yield from _read_path(path, meter)


def make_meter(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Meter:
    """A meter for read_paths of the same paths; its total is None where one of them is a pipe."""
    total = 0
    for path in paths:
        if path == STDIN:
            size = find_size(stdin) if stdin is not None else 0
        elif os.path.isdir(path):
            size = sum(find_size(item) or 0 for item in _walk(path) if isinstance(item, str))
        else:
            size = find_size(path) if os.path.exists(path) else 0
        if size is None:
            return Meter(None)
        total += size
    return Meter(total)


def _read_path(path: str, meter: Meter | None) -> Iterator[ArticleInput | ReadFailure]:
    if not path:  # what a shell variable that was never set gives
        yield ReadFailure("''", "an empty name is no path")
        return
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield ReadFailure(path, _explain(error))
        return
    if not stat.S_ISDIR(mode):
        yield from _guard(path, _read_file(path, meter))
        return
    found = False
    for item in _walk(path):
        found = True
        if isinstance(item, ReadFailure):
            yield item
        else:
            yield from _guard(item, _read_file(item, meter))
    if not found:
        kinds = ", ".join((*TEXT_SUFFIXES, *JSON_LINES_SUFFIXES))
        yield ReadFailure(
            path, f"no articles in this folder (looked for {kinds}, also with .gz; README files are left out)"
        )


def _walk(folder: str) -> Iterator[str | ReadFailure]:
    """Give the article files in a folder and below, sorted by name; links to folders are not followed."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadFailure(folder, _explain(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_file() and _kind(entry.name) and not entry.name.lower().startswith("readme"):
            yield entry.path


def _kind(path: str) -> str | None:
    """Tell by its suffix what a file holds: "text", "json lines", "" (no suffix: look inside) or None (not read)."""
    name = os.path.basename(path).lower().removesuffix(".gz")
    suffix = os.path.splitext(name)[1]
    if suffix in TEXT_SUFFIXES:
        return "text"
    if suffix in JSON_LINES_SUFFIXES:
        return "json lines"
    return None if suffix else ""


def _read_file(path: str, meter: Meter | None) -> Iterator[ArticleInput | ReadFailure]:
    kind = _kind(path)
    if kind is None:
        kinds = ", ".join((*TEXT_SUFFIXES, *JSON_LINES_SUFFIXES))
        yield ReadFailure(path, f"not a kind of file that holds articles; the tracker reads {kinds}, also with .gz")
        return
    with open(path, "rb") as file:
        if meter is not None:
            meter.take(file)
        stream: BinaryIO = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if path.lower().endswith(".gz") else file
        if kind == "text":
            yield _read_whole(stream, b"", path)
        elif kind == "json lines":
            yield from _read_lines(stream, path)
        else:
            yield from _read_unnamed(stream, path)


def _read_lines(stream: BinaryIO, origin: str) -> Iterator[ArticleInput | ReadFailure]:
    """Read JSON lines, unless the very first bytes show that the file is something else altogether."""
    peekable = _make_peekable(stream)
    foreign = describe_foreign(peekable.peek(1)[:8192])
    if foreign:
        yield ReadFailure(origin, foreign)
        return
    found = False
    for item in read_json_lines(cast(BinaryIO, peekable), origin):
        found = True
        yield item
    if not found:
        yield ReadFailure(origin, "empty: there is no article in it")


def _read_unnamed(stream: BinaryIO, origin: str) -> Iterator[ArticleInput | ReadFailure]:
    """Read JSON lines or one text, as the first character that is not blank tells."""
    peekable = cast(BinaryIO, _make_peekable(stream))
    head, blank_lines = b"", 0
    while line := peekable.readline(MAX_BYTES + 1):
        if line.removeprefix(b"\xef\xbb\xbf").strip():
            break
        head += line
        blank_lines += 1
        if len(head) > MAX_BYTES:
            break
    if line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from read_json_lines(peekable, origin, head=line, first_line=blank_lines + 1)
    else:
        yield _read_whole(peekable, head + line, origin)


def _read_whole(stream: BinaryIO, head: bytes, origin: str) -> ArticleInput | ReadFailure:
    data = head + stream.read(max(0, MAX_BYTES + 1 - len(head)))
    if len(data) > MAX_BYTES:
        return ReadFailure(origin, f"longer than {MAX_BYTES // 1024 // 1024} MiB, too long for one article")
    return read_text(decode_text(data), origin)


def _make_peekable(stream: BinaryIO) -> io.BufferedReader:
    return cast(io.BufferedReader, stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream)))


def _guard(origin: str, items: Iterator[ArticleInput | ReadFailure]) -> Iterator[ArticleInput | ReadFailure]:
    """Pass the items on and turn what goes wrong while reading into the last of them."""
    try:
        yield from items
    except (OSError, EOFError, zlib.error, ReaderError) as error:
        yield ReadFailure(origin, _explain(error))


def _explain(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, (gzip.BadGzipFile, EOFError, zlib.error)):
        return f"damaged or cut-off gzip data ({error})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
