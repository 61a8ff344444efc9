"""What search costs: the index of a made-up archive, and what one query fetches of it, beside Material's own search.

    python -m tests.benchmarks.search 1000 --peer --browser --recall

In: a number of articles. Out: on the screen, the seconds and size of the index, what a change rewrites, and the bytes a
cold query of two to eight characters fetches; with a browser, how long a reader waits for its results and whether they
are all. The peer's search is one file, fetched whole by every reader.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.bench import TIMINGS
from tests.benchmarks.corpus import add_article, article_path, edit_article, shape_of, write_corpus
from tests.benchmarks.measure import differing, fingerprint, measure
from tests.benchmarks.peers import PEERS, Tool, Xieshou

QUERIES: Final = 200
OPENED: Final = 30
"""Queries that are opened in a browser."""
SPARING: Final = 4096
"""Shards beyond which the scripts fetch as little as will do (`hooks/xieshou/front/search/index.js`)."""
_HAN: Final = re.compile("[\u4e00-\u9fff]{2,}")


def main(arguments: Sequence[str] | None = None) -> int:
    """In: the command line. Out: the figures, printed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("--peer", action="store_true", help="build Material's search too")
    parser.add_argument("--browser", action="store_true", help="open pages of results in Chromium")
    parser.add_argument("--recall", action="store_true", help="hold its answers to what plain reading finds")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _ours(Path(folder), asked.articles, asked.browser, asked.recall)
        if asked.peer:
            _material(Path(folder), PEERS["material"])
    return 0


def _ours(folder: Path, articles: int, browser: bool, recall: bool) -> None:
    corpus, shape, tool = folder / "corpus", shape_of(articles, 1), Xieshou()
    write_corpus(corpus, articles, 1)
    project = folder / "xieshou"
    tool.lay_out(corpus, project)
    environment = {**tool.environment, "XIESHOU_SEARCH": "on"}

    def build(step: str) -> None:
        before = fingerprint(project / "site" / "search") if (project / "site").exists() else {}
        measure(tool.command(), project, environment)
        seconds = json.loads((project / TIMINGS).read_text(encoding="utf-8")).get("index", 0)
        changed = differing(before, fingerprint(project / "site" / "search")) if before else 0
        print(f"{step:<24} {seconds:8.2f} s for the index  {changed:7} files differ", flush=True)

    build("cold")
    files = [path for path in (project / "site" / "search").rglob("*") if path.is_file() and path.suffix != ".html"]
    print(f"{'index':<24} {sum(path.stat().st_size for path in files) / 1e6:8.2f} MB in {len(files)} files")
    sys.path.insert(0, str(project / "hooks"))
    _fetched(corpus, project)
    if browser or recall:
        from tests.benchmarks import search_browser

        if browser:
            search_browser.first_results(project / "site", drawn(corpus, OPENED))
        if recall:
            search_browser.recall(project / "site", 1)
    for step, change in (("one article edited", edit_article), ("one article added", add_article)):
        number = articles // 2 if change is edit_article else 0
        change(corpus, shape, number)
        tool.update(corpus, project, article_path(corpus, shape, number if number else articles, "zh"))
        build(step)


def drawn(corpus: Path, count: int) -> list[str]:
    """Random pieces of the texts, of two to eight Han characters."""
    draw = random.Random(1)
    texts = sorted((corpus / "content" / "articles").rglob("*.zh.md"))
    found = []
    for _ in range(count):
        run = draw.choice(_HAN.findall(draw.choice(texts).read_text(encoding="utf-8").partition("title: ")[2]))
        length = draw.randint(2, min(8, len(run)))
        start = draw.randint(0, len(run) - length)
        found.append(run[start : start + length])
    return found


def _fetched(corpus: Path, project: Path) -> None:
    """The bytes of the files that a reader's browser asks for to answer each of some queries."""
    from xieshou.search.index import path_of
    from xieshou.search.tokens import cutter_of, shard_of

    site = project / "site"
    head = site / "search" / "index.json"
    shards = int(json.loads(head.read_text(encoding="utf-8"))["shards"])
    sizes, cutter = [], cutter_of("zh")
    for query in drawn(corpus, QUERIES):
        tokens = {*_grams(query, shards > SPARING), cutter.name_token("~", cutter.name_key(query))}
        paths = {path_of(shard_of(token, shards)) for token in tokens}
        paths |= {f"{path.rpartition('/')[0]}/sums.bin" for path in paths}
        sizes.append(2 * head.stat().st_size + sum((site / path).stat().st_size for path in paths))
    sizes.sort()
    middle, most = sizes[len(sizes) // 2] / 1e3, sizes[len(sizes) * 95 // 100] / 1e3
    print(f"{'a cold query':<24} {middle:8.1f} kB median, {most:.1f} kB p95")


def _grams(run: str, sparing: bool) -> set[str]:
    """The bigrams that `grams` in `hooks/xieshou/front/search/tokens.js` fetches."""
    last, half = len(run) - 2, -(-len(run) // 2)
    steps = min(min(half, 3) if sparing else max(4, half), 7, last + 1)
    places = [0] if steps == 1 else [int(at * last / (steps - 1) + 0.5) for at in range(steps)]
    return {run[at : at + 2] for at in places}


def _material(folder: Path, tool: Tool) -> None:
    project = folder / tool.name
    tool.lay_out(folder / "corpus", project)
    settings = project / "mkdocs.yml"
    given = settings.read_text(encoding="utf-8")
    settings.write_text(f"{given}plugins:\n  - search:\n      lang: [zh, en]\n", encoding="utf-8")
    cost = measure(tool.command(), project, tool.environment)
    index = next((project / tool.output).rglob("search_index.json"))
    packed = len(subprocess.run(["gzip", "-9", "-c", str(index)], capture_output=True, check=True).stdout)
    print(
        f"{'Material (lunr)':<24} {cost.cpu:8.2f} s CPU for all of it; every query begins with one file of "
        f"{index.stat().st_size / 1e6:.1f} MB ({packed / 1e6:.1f} MB compressed)"
    )


if __name__ == "__main__":
    raise SystemExit(main())
