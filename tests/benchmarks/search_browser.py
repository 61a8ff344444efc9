"""Search as a reader meets it: how long a page of results takes, and whether it holds all that plain reading finds.

In: a built site, and queries. Out: the figures, printed. Every query is asked by opening the search page in a browser
that has nothing of the site yet, at the speed of the machine and as over a mobile connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from playwright.sync_api import Browser

from tests.browser.recall import faults, opened
from tests.browser.served import Built, chromium, serving

CONNECTIONS: Final = {"loopback": None, "40 ms, 10 Mbit/s": {"latency": 40, "throughput": 10e6 / 8}}
COUNTS: Final = (200, 100, 50)
"""Pieces of Han text, English words and pieces that mix."""
_WATCH: Final = """new MutationObserver(() => {
    const [now, seen] = [performance.now(), (window.seen ??= {})];
    if (document.querySelector("[data-search-hit]")) seen.hit ??= now;
    if (document.querySelector("[data-search-results][data-state=done]")) seen.done ??= now;
}).observe(document, { subtree: true, childList: true, attributes: true });"""
_DONE: Final = "[data-search-results][data-state=done]"


def first_results(site: Path, queries: Sequence[str]) -> None:
    """How long after a reader goes to the page of results the first one stands there, and when the page is done."""
    with chromium() as browser, serving(Built(site, {})) as served:
        _times(browser, served.root, queries[0], None)  # the browser's own beginning
        for name, connection in CONNECTIONS.items():
            times = [_times(browser, served.root, query, connection) for query in queries]
            for step in ("hit", "done"):
                held = sorted(one[step] for one in times if step in one)
                middle, most = held[len(held) // 2], held[len(held) * 95 // 100]
                label = {"hit": "first result", "done": "all of the page"}[step]
                print(f"{name:<24} {label:<16} {middle:6.0f} ms median, {most:.0f} ms p95 of {len(held)}", flush=True)


def _times(browser: Browser, root: str, query: str, connection: dict[str, float] | None) -> dict[str, float]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_WATCH)
    if connection:
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        speed = connection["throughput"]
        network.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": connection["latency"],
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
    page.goto(f"{root}search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(_DONE, state="attached")
    times: dict[str, float] = page.evaluate("window.seen")
    context.close()
    return times


def recall(site: Path, seed: int) -> None:
    """What search misses, or shows without a reason, of pieces drawn from all texts."""
    with chromium() as browser, serving(Built(site, {})) as served:
        found = faults(opened(browser, served.root), served.root, site, seed, COUNTS)
    print(f"{'recall':<24} {len(found)} faults in {sum(COUNTS)} queries", *found, sep="\n    ", flush=True)
