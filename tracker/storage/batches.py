"""Rows taken some at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

BATCH = 500
"""So many rows are held at a time, however many are read or written."""


def in_batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of ``size``, read as they are taken."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
