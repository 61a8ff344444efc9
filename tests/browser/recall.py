"""Whether search finds all that plain reading finds, and shows nothing that does not hold what was asked for.

In: a published site, its address, a browser. Out: the faults found on pieces drawn at random from its texts. The
scripts that readers get are asked, in a page of the site; what they should find is read from its texts one by one.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from xieshou.core.scripts import HAN
from xieshou.search.folding import fold
from xieshou.search.stem import stem

ROOT = Path(__file__).resolve().parents[2]
_RUN = re.compile(f"[{HAN}]{{2,}}")
_WORD = re.compile(r"(?<![\w'’.-])[A-Za-z]{3,}(?![\w'’.-])")
_MIXED = re.compile(f"[{HAN}A-Za-z0-9.&%]{{3,}}")
_LATIN = re.compile("[A-Za-z0-9]")
_ASK = """async ([module, root, queries]) => {
    const search = new (await import(module)).Search(root);
    const all = [];
    for (const [language, query] of queries) {
        const answer = await search.ask(query, {language, first: 200});
        while (!answer.finished) await answer.show(200);  // a browser refuses thousands of requests at once
        const hits = answer.languages.flatMap(one => answer.shown.get(one));
        all.push({total: answer.total(), names: answer.names(), hits: hits.map(hit => [hit.document.a,
            hit.marks.flatMap(field => field.marks.map(([from, to]) => field.text.slice(from, to)))])});
    }
    return all;
}"""


class Text(NamedTuple):
    """A page's words, as its reader finds them."""

    address: str
    language: str
    fields: tuple[str, ...]


def texts(site: Path) -> Iterator[Text]:
    """The words of every entry's page of the site."""
    for language in ("zh", "en"):
        for path in sorted((site / "search" / language).rglob("*/*.bin")):
            data = json.loads(zlib.decompress(path.read_bytes(), -15))
            facts = (words for _, words in data.get("f", ()))
            fields = (data["t"], *data.get("n", ()), data.get("s", ""), data.get("x", ""), *facts)
            yield Text(data["a"], language, tuple(field for field in fields if field))


def pieces(held: list[Text], draw: random.Random, han: int, words: int, mixed: int) -> list[tuple[str, str]]:
    """Queries drawn from the texts, each with the language of the page it is asked on."""
    found: list[tuple[str, str]] = []
    wanted = {"han": han, "words": words, "mixed": mixed}
    pages = {language: [text for text in held if text.language == language] for language in ("zh", "en")}
    for _ in range(200_000):
        sort = next((sort for sort, left in wanted.items() if left), None)
        if sort is None:
            break
        language = "en" if sort == "words" else "zh"
        field = draw.choice(draw.choice(pages[language]).fields)
        runs = {"han": _RUN, "words": _WORD, "mixed": _MIXED}[sort].findall(field)
        if not runs:
            continue
        run = piece = draw.choice(runs)
        if sort != "words":
            length = draw.randint(2 if sort == "han" else 3, min(8, len(run)))
            start = draw.randint(0, len(run) - length)
            piece = run[start : start + length]
        if sort == "mixed" and not (
            _LATIN.search(piece) and re.search(f"[{HAN}]", piece) and piece[0] not in ".&%" and piece[-1] not in ".&%"
        ):
            continue
        found.append((language, piece))
        wanted[sort] -= 1
    return found


def faults(page: Page, root: str, site: Path, seed: int, counts: tuple[int, int, int]) -> list[str]:
    """What was missed, and what was shown without a reason. ``counts``: pieces of Han, words, pieces that mix."""
    held = list(texts(site))
    queries = pieces(held, random.Random(seed), *counts)
    assert len(queries) == sum(counts)
    folded = [(text.address, "\n".join(map(fold, text.fields))) for text in held]
    found: list[str] = []
    for (language, query), answer in zip(queries, asked_of(page, root, queries), strict=True):
        shown = {address for address, _ in answer["hits"]}
        asked = fold(query)
        word = re.compile(rf"(?<![\w'’.-]){re.escape(asked)}(?![\w'’.-])") if asked.isascii() else None
        right = {address for address, text in folded if (word.search(text) if word else asked in text)}
        found += [f"{language} {query}: not found {address}" for address in sorted(right - shown)]
        reasons = [_key(query), *map(_key, answer["names"])]
        for address, marks in answer["hits"]:
            if not any(reason in _key("\n".join(marks)) for reason in reasons):
                found.append(f"{language} {query}: no reason for {address}: {marks}")
        if answer["total"] != len(answer["hits"]):
            found.append(f"{language} {query}: {answer['total']} said, {len(answer['hits'])} shown")
    return found


def asked_of(page: Page, root: str, queries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The answers to queries: how many, other names looked for, and of each hit its address and what is marked."""
    answers: list[dict[str, Any]] = page.evaluate(_ASK, [module(page, "search"), root, queries])
    return answers


def module(page: Page, name: str) -> str:
    """The address of a module of the search, as the search page (which ``page`` shows) asks for it."""
    address: str = page.evaluate(
        "name => new URL(name, document.querySelector('script[data-search-language]').src).href", f"{name}.js"
    )
    return address


def _key(text: str) -> str:
    """Words by their stems, the rest as it is compared, without the signs between them."""
    return re.sub(r"[\W_]+", "", re.sub("[a-z]+", lambda found: stem(found[0]), fold(text)))


def opened(browser: Browser, root: str) -> Page:
    """The search page, whose modules may be asked."""
    page = browser.new_page()
    page.goto(root + "search/")
    return page
