"""Extraction in worker processes: handfuls of articles out, what was found in them back.

Workers read no database. They have the directory and the vocabulary as these were when the run began, as the process
itself has, so that what is found in an article does not depend on who reads it.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from tracker.errors import TrackerError
from tracker.lexicon.topics import Topic
from tracker.records import ArticleInput, Directory, Extraction, ReadFailure
from tracker.workflows.extract import Extractor, load_extractor, run_extractor

Found = list[Extraction | ReadFailure]

_extractor: Extractor | None = None  # a worker's own


class Workers:
    """Processes that extract; they end with ``close``, and by themselves where the process that began them dies.

    The first articles to be submitted begin them. ``before_fork`` is called then, once: it has to close what a child
    must not find open, the database above all.
    """

    def __init__(
        self,
        jobs: int,
        extractor: Extractor,
        directory: Directory,
        topics: tuple[Topic, ...],
        *,
        before_fork: Callable[[], None] | None = None,
    ) -> None:
        # A fork has the tables in memory that are loaded here already; elsewhere each worker loads its own.
        forks = sys.platform == "linux"
        self._before_fork = before_fork
        self._pool = ProcessPoolExecutor(
            jobs,
            mp_context=multiprocessing.get_context("fork" if forks else "spawn"),
            initializer=_begin,
            initargs=(extractor, None, None) if forks else (None, directory, topics),
        )

    def submit(self, articles: Sequence[ArticleInput]) -> Future[bytes]:
        """Have the articles read; ``collect`` gives what was found. Raises TrackerError where a worker died."""
        packed = _pack(list(articles))
        if self._before_fork is not None:
            self._before_fork()
            self._before_fork = None
            # A fork shares its parent's memory until it is written to, and a search for cycles writes to all that it
            # looks at. What has been looked at now is not looked at again soon: the workers keep sharing it.
            gc.collect()
        with _told_of_deaths(), _interrupts_held():  # the first to submit forks
            return self._pool.submit(_work, packed)

    def collect(self, asked: Future[bytes]) -> Found:
        """What was found in each article, in their order, waiting for it; raises TrackerError where a worker died."""
        with _told_of_deaths():
            found: Found = pickle.loads(asked.result())
        return found

    def close(self) -> None:
        """End the workers once each has done what it is doing."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def count_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _told_of_deaths() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        raise TrackerError(
            "a worker process was ended from outside (is there enough memory?); what was added before stays stored; "
            "run it again, with --jobs 1 if need be"
        ) from None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold an interrupt back until the end: one that falls into what Python does around a fork would be lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(extractor: Extractor | None, directory: Directory | None, topics: tuple[Topic, ...] | None) -> None:
    global _extractor
    # An interrupt reaches the whole group; the process that began the workers ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _extractor = extractor or load_extractor(directory, topics)[0]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(packed: bytes) -> bytes:
    assert _extractor is not None
    articles: list[ArticleInput] = pickle.loads(packed)
    return _pack([run_extractor(_extractor, article) for article in articles])


def _pack(records: list[Any]) -> bytes:
    packed = io.BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(records)
    return packed.getvalue()


class _Packer(pickle.Pickler):
    """Pickles records as their fields in order, in a fifth of the time that dataclasses with slots take themselves."""

    def reducer_override(self, record: Any) -> Any:
        kind: Any = type(record)
        names = getattr(kind, "__match_args__", None)
        if names is not None and hasattr(kind, "__dataclass_fields__"):
            return kind, tuple([getattr(record, name) for name in names])
        return NotImplemented
