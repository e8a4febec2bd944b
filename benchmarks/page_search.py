"""How long the page of `tracker export --format html` takes to open and to search, in a real Chromium.

    tracker export --format html --output site
    python -m benchmarks.page_search site/index.html

A search is timed from the letter typed until the browser has laid out what it found: by the clock, and by the time that
the page's thread had a processor, which is the same on a busy machine.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

QUERIES = (
    "s", "se", "sec", "secu", "security", "the", "a", "agree", "ministers council", '"river grain"', "border -port",
    "zzzz", "trade river energy summit",
)  # fmt: skip

_SEARCH = """(query) => {
    const input = document.getElementById("q");
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - start;
}"""


def time_searches(page: Any) -> list[float]:
    """The milliseconds that each of QUERIES takes on an open page."""
    return [page.evaluate(_SEARCH, query) for query in QUERIES]


def time_processor(context: Any, page: Any) -> list[float]:
    """The milliseconds of processor time that each of QUERIES takes on an open page."""
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    spent = []
    for query in QUERIES:
        before = _read_task_time(session)
        page.evaluate(_SEARCH, query)
        spent.append((_read_task_time(session) - before) * 1000)
    return spent


def _read_task_time(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def main() -> None:
    """Open the page that is named, five times over, and print the medians."""
    from playwright.sync_api import sync_playwright

    address = Path(sys.argv[1]).resolve().as_uri()
    opened, searched, slowest, spent = [], [], [], []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), headless=True, args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(5):
            page = context.new_page()
            start = time.perf_counter()
            page.goto(address)
            page.wait_for_selector("#rows tr")
            opened.append(time.perf_counter() - start)
            times = time_searches(page)
            searched += times
            slowest.append(max(times))
            spent += time_processor(context, page)
            page.close()
        context.close()
    print(f"open: {statistics.median(opened):.2f} s")
    by_clock = statistics.median(searched), statistics.median(slowest)
    print(f"search, clock: median {by_clock[0]:.0f} ms, slowest {by_clock[1]:.0f} ms")
    print(f"search, processor: median {statistics.median(spent):.0f} ms, slowest {max(spent):.0f} ms")


if __name__ == "__main__":
    main()
