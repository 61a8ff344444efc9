"""The terms of the glossary, held to in translations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.helpers import Site
from tests.unit.test_cli import run
from xieshou.build.terms import Wording, uses

TERMS = (
    Wording("envoy", ("企业科技特派员",), ("enterprise envoy",), (), True),
    Wording("rural", ("科技特派员",), ("rural envoy",), (), True),
    Wording("industry", ("未来产业",), ("industry of the future", "emerging industry"), (), True),
)


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("企业科技特派员来了。", "The enterprise envoys came.", [("envoy", "enterprise envoys")]),
        ("企业科技特派员来了。", "The Enterprise-Envoy came.", [("envoy", "Enterprise-Envoy")]),
        ("企业科技特派员来了。", "The advisers came.", [("envoy", "")]),
        (
            "企业科技特派员和科技特派员",
            "enterprise envoys, rural envoys",
            [("envoy", "enterprise envoys"), ("rural", "rural envoys")],
        ),
        ("未来产业", "industries of the future", [("industry", "industries of the future")]),
        ("未来产业", "emerging industries", [("industry", "emerging industries")]),
        ("没有用语", "No term, and an envoy", []),
    ],
)  # fmt: skip
def test_which_terms_a_block_has_and_how_they_are_put(zh: str, en: str, expected: list[tuple[str, str]]) -> None:
    found = uses((("a.zh.md", f"{zh}\n"), ("a.en.md", f"{en}\n")), TERMS)
    assert [(use.slug, use.rendered) for use in found] == expected


def test_every_use_is_listed_side_by_side(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    source = next(path.stem for path in (site.root / "content" / "sources").glob("*.yml"))
    site.add("glossary.yml", (
        "- slug: new-forces\n  name: {zh: 新质生产力, en: new quality productive forces}\n  status: official\n"
        f"  summary: {{zh: 提法。, en: A term.}}\n  sources: [{source}]\n"
    ))  # fmt: skip
    head = f"date: 2024-03-05\nsources: [{source}]\n"
    site.add("articles/2024/t.zh.md", f"---\ntitle: 甲\nsummary: 乙。\n{head}---\n\n发展新质生产力。\n")
    site.add("articles/2024/t.en.md", "---\ntitle: A\nsummary: B.\n---\n\nNew quality productive forces grow.\n")
    done = run(site, "terms", "new-forces", "--format", "json")
    assert done.returncode == 0, done.stderr
    (listed,) = json.loads(done.stdout)
    assert [(use["zh"], use["rendered"]) for use in listed["uses"]] == [
        ("发展新质生产力。", "New quality productive forces")
    ]
    assert run(site, "terms", "no-such").returncode == 2
