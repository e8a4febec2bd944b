"""Bytes to article records: text with front matter, and article JSON lines."""

from tracker.readers.metering import Meter
from tracker.readers.paths import make_meter, read_paths

__all__ = ["Meter", "make_meter", "read_paths"]
