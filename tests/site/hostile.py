"""A site whose every text is an attack.

Every text of every entry of the sample is replaced, whatever its kind, by all the attacks there are, each time with
another of them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

# ruff: noqa: E501 - attacks are long lines
import yaml
from pydantic import BaseModel

from tests.site.building import Site, make_sample
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import TranslationWords
from xieshou.content.kinds.indicator import Indicator
from xieshou.content.schema.introspect import shapes
from xieshou.content.site_file import SiteFile

PRODUCT = b"62615533"
"""What any template engine would make of 7919*7907."""
ATTACKS = (
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "</script><script>alert(2)",
    "</title><svg onload=alert(3)>", "<img src=x onerror=alert(4)>", "javascript:alert(5)", "{{ 7919*7907 }}",
    "{% raw %}{{ 7919*7907 }}", "${7919*7907}", "#{7919*7907}", "<%= 7919*7907 %>", "]]><b>", "<!-- ", "-->", "<![CDATA[",
    "=cmd|'/C calc'!A0", "+7919*7907", "-7919*7907", "@SUM(7919*7907)", "&#x3c;script&#x3e;", "%3Cscript%3E", "\\u003cscript>",
    "xieshou-slot-body-here", "../../x", "xieshou-content-security-policy", "\\", "\\0", "`", "|", "*_~[](javascript:alert(6))", "END:VEVENT", ";,:", "𠮷👩‍🔬", "&amp;lt;",
)  # fmt: skip
MARKDOWN = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <svg/onload=alert(1)> <a href="java&#115;cript:alert(1)">甲</a>

[一](JaVaScRiPt:alert(1)) [二](java&#x09;script:alert(1)) [三](&#106;avascript:alert(1)) [四](vbscript:x) [五](data:text/html,x)
[六][r] ![七](javascript:alert(1)) <javascript:alert(1)> ![八](data:image/svg+xml;base64,PHN2Zz4=) [九](//example.com/x)

[r]: javascript:alert(1) "t"

<details open ontoggle=alert(1)><summary>x</summary></details> <iframe srcdoc="<script>alert(1)</script>"></iframe>
<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form> <base href="https://example.com/">
<style>*{background:url(https://example.com)}</style> <meta http-equiv=refresh content="0;url=https://example.com">
<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math> <b style="x:expression(alert(1))">b</b>
"""
"""Refused as it stands: an editor is told line by line."""
TAMED = """
正文{{ 7919*7907 }}、{% include "x" %}、${7919*7907}、`<script>alert(1)</script>`、&lt;img src=x onerror=alert(1)&gt;

| 甲 `|` | <b>乙</b> |
|--------|-----------|
| &lt;script&gt; | "onmouseover="alert(1) |

注[^x]与*强调**。

[^x]: 脚注 ]]> --> "' `</script>`

```html
<script>alert(1)</script>{{ 7919*7907 }}
```
"""
_NOT_REPLACED = {"for", "image", "focus", "slug", "languages", "of", "type"}
"""Strings that are no free text: names of fields, files, places, kinds."""


def _attacks() -> Iterator[str]:
    for number in count():
        at = number % len(ATTACKS)
        yield " ".join((*ATTACKS[at:], *ATTACKS[:at]))


def _harmed(cls: type[BaseModel], data: dict[str, Any], attacks: Iterator[str], full: bool = True) -> dict[str, Any]:
    """``data`` with every free text replaced, and the free texts it lacks."""
    for name, shape in shapes(cls).items():
        own = data.get(name)
        if shape.model and own:
            parts = own if isinstance(own, list) else [own]
            for part in parts:
                if isinstance(part, dict):
                    _harmed(shape.model, part, attacks)
        elif shape.type.name == "text" and (own or (full and cls in KINDS.values() and name not in _NOT_REPLACED)):
            data[name] = (
                [{one: next(attacks) for one in ("zh", "en")} for _ in own]
                if isinstance(own, list)
                else {one: next(attacks) for one in ("zh", "en")}
            )
        elif shape.type.name == "line" and name not in _NOT_REPLACED and own:
            data[name] = [next(attacks) for _ in own] if isinstance(own, list) else next(attacks)
    return data


def _dumped(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def _load(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def _harm(site: Site) -> int:
    """Replace every text of the site; the number of texts."""
    numbers, attacks = count(), _attacks()

    def counted() -> Iterator[str]:
        for one in attacks:
            next(numbers)
            yield one

    words, folders = counted(), {cls.folder: cls for cls in KINDS.values()}
    for path in sorted((site.root / "content").rglob("*.*")):
        text = path.read_text("utf-8")
        kind = folders.get(path.relative_to(site.root / "content").parts[0].removesuffix(".yml"))
        if path.suffix == ".md":
            _, front, _ = text.split("---\n", 2) if text.startswith("---\n") else ("", "", "")
            facts = _load(front) if front else {}
            own = KINDS["article"] if "date" in facts else TranslationWords
            head = f"---\n{_dumped(_harmed(own, facts, words))}---\n" if front else ""
            path.write_text(head + TAMED, "utf-8")
        elif path.name == "site.yml":
            data = _harmed(SiteFile, _load(text), words)
            for one in (*data["sides"], *data["programmes"]):
                one["name"] = {"zh": next(words), "en": next(words)}
            data["government_tags"]["SiteName"] = next(words)
            path.write_text(_dumped(data), "utf-8")
        elif kind:
            data = _load(text)
            for one in data if isinstance(data, list) else [data]:
                _harmed(kind, one, words)
                if kind is Indicator:
                    _counted(one)
            path.write_text(_dumped(data), "utf-8")
    return next(numbers)


def _counted(indicator: dict[str, Any]) -> None:
    """Give the readings of an ``indicator`` the unit that it is left with, which a count may leave out."""
    indicator["unit"] = {language: words.replace("|", "") for language, words in indicator["unit"].items()}
    for one in indicator["observations"]:
        one["value"] = re.sub(r"[^\d.]", "", one["value"])


def make_hostile(project: Path, folder: Path) -> Site:
    """The sample with the engine of ``project``, every text replaced, built for an address below a host.

    Most of the attacks are refused where they are typed. What is made of them must be harmless all the same, so this
    engine is made to let them pass.
    """
    site = Site(make_sample(project, folder))
    assert _harm(site) > 250
    site.build().plainly_failed()
    site.replace("hooks/xieshou/content/words.py", "for sign in _signs(words, draft):", "for sign in ():")
    site.replace("hooks/xieshou/content/markdown/signs.py", "in _LOOKS:", "in ():")
    site.build("-f", str(site.configured(site_url="https://example.org/sub/"))).check()
    return site
