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
_TIMES: Final = """() => {
    const files = performance.getEntriesByType("resource");
    const index = files.filter(({ name }) => /\\/search\\/.*\\.(bin|json)/.test(name));
    const bytes = index.reduce((sum, one) => sum + one.encodedBodySize, 0);
    const after = (time) => time - (window.start ?? 0);
    return { ...Object.fromEntries(Object.entries(window.seen).map(([step, time]) => [step, after(time)])), bytes };
}"""
_DONE: Final = "[data-search-results][data-state=done]"


def first_results(site: Path, queries: Sequence[str]) -> None:
    """How long a reader waits for the first result and for the whole page of them, who has nothing of the index yet.

    Once from asking on the page of results, and once from coming to it by an address that asks: then the page, its
    style sheets and scripts are on the way too. And what is fetched of the index, excerpts and all.
    """
    with chromium() as browser, serving(Built(site, {})) as served:
        _times(browser, served.root, queries[0], None, typed=False)  # the browser's own beginning
        for name, connection in CONNECTIONS.items():
            for typed in (True, False):
                times = [_times(browser, served.root, query, connection, typed) for query in queries]
                for step, label in (("hit", "first result"), ("done", "all of the page")):
                    held = sorted(one[step] for one in times if step in one)
                    middle, most = _of(held)
                    how = "asked on the page" if typed else "asked by an address"
                    print(f"{name:<17} {how:<20} {label:<16} {middle:6.0f} ms median, {most:.0f} ms p95", flush=True)
        middle, most = _of(sorted(one["bytes"] / 1e3 for one in times))
        print(f"{'fetched, with excerpts':<38} {middle:21.0f} kB median, {most:.0f} kB p95", flush=True)


def _of(held: Sequence[float]) -> tuple[float, float]:
    return held[len(held) // 2], held[len(held) * 95 // 100]


def _times(
    browser: Browser, root: str, query: str, connection: dict[str, float] | None, typed: bool
) -> dict[str, float]:
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
    if typed:
        page.goto(f"{root}search/", wait_until="networkidle")
        page.fill("[data-search-input]", query)
        page.evaluate("start = performance.now(); document.querySelector('[data-search-form]').requestSubmit()")
    else:
        page.goto(f"{root}search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(_DONE, state="attached")
    times: dict[str, float] = page.evaluate(_TIMES)
    context.close()
    return times


def recall(site: Path, seed: int) -> None:
    """What search misses, or shows without a reason, of pieces drawn from all texts."""
    with chromium() as browser, serving(Built(site, {})) as served:
        found = faults(opened(browser, served.root), served.root, site, seed, COUNTS)
    print(f"{'recall':<24} {len(found)} faults in {sum(COUNTS)} queries", *found, sep="\n    ", flush=True)
