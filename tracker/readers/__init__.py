"""Bytes to article records: text with front matter, and article JSON lines."""

from tracker.readers.paths import read_paths

__all__ = ["read_paths"]
