"""A filled frame is the theme's own page: rendered by the theme directly, with the same values, it reads the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.site.building import ORIGIN, Site
from xieshou.build import render_job
from xieshou.host.mkdocs import Adapter
from xieshou.plan.navigation import SECTIONS
from xieshou.plan.pages import Page
from xieshou.render import framing
from xieshou.render.frames import DEPTH, SLOTS, Frame, fill
from xieshou.render.theme import FramePage, Theme
from xieshou.views import MODELS
from xieshou.views.shared.models import BASE

_ADDRESS = re.compile(r'(\b(?:href|src|srcset|action|poster)=")([^"]*)(")')
"""Where a page names another file."""


@dataclass(slots=True)
class Rendering:
    """What one build did: the frames, every page with the values it was filled with, the theme's own."""

    frames: Mapping[tuple[str, str], Frame] = field(default_factory=dict)
    filled: list[tuple[Page, dict[str, str], str]] = field(default_factory=list)
    direct: dict[tuple[str, str], str] = field(default_factory=dict)


def _resolved(html: str, address: str) -> str:
    """The page with every address written from the root: ``../`` and ``../../projects/`` may mean the same."""

    def one(found: re.Match[str]) -> str:
        value = found[2]
        if not value or value.startswith(("data:", "#", "mailto:", "http")):
            return str(found[0])
        return f"{found[1]}{urljoin(f'http://x.invalid/{address}', value)}{found[3]}"

    return _ADDRESS.sub(one, html)


def _directly(theme: Theme, page: Page, values: Mapping[str, str]) -> str:
    """The page as the theme makes it, at its own address, with nothing cut."""
    one = replace(theme, base={**theme.base, "base_url": values["base"]})
    shown = FramePage(url=page.address, content=values["body"], title=values["title"])
    html: str = one.page(page.language, page.section, shown, {slot: values[slot] for slot in SLOTS if slot != "body"})
    return html.replace(BASE, f"{values['base']}/")


@pytest.fixture(scope="module")
def rendering(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Rendering:
    """The sample built in this process, watched."""
    found = Rendering()
    site = published.sources_to(tmp_path_factory.mktemp("frames") / "site")
    site.replace("mkdocs.yml", "  xieshou: {}", "  xieshou: {workers: 1}")  # other processes are not watched
    ordinary = Adapter.post_build
    original: Callable[..., bytes] = framing.framed

    def watched(page: Page, *rest: Any) -> bytes:
        kept: dict[str, str] = {}

        def note(frame: Frame, values: Mapping[str, str]) -> str:
            kept.update(values)
            return fill(frame, values)

        patch.setattr(framing, "fill", note)
        html = original(page, *rest)
        if kept:  # a calendar or a table is a file without a frame
            found.filled.append((page, kept, html.decode()))
        return html

    def post_build(self: Adapter, *, config: MkDocsConfig) -> None:
        theme = self._now().theme
        assert theme is not None
        found.frames = theme.frames()
        ordinary(self, config=config)
        for page, values, _ in found.filled:
            found.direct[page.path, page.language] = _directly(theme, page, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render_job, "framed", watched)
        patch.setattr(Adapter, "post_build", post_build)
        patch.setenv("XIESHOU_LANG", "en")
        patch.setattr(sys, "path", list(sys.path))
        patch.chdir(site.root)
        config = load_config(config_file=str(site.configured(site_url=ORIGIN)))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return found


def test_frame_for_each_language_and_section(rendering: Rendering) -> None:
    assert set(rendering.frames) == {(language, section) for language in ("zh", "en") for section in SECTIONS}
    for frame in rendering.frames.values():
        assert set(frame.slots) == {"base", *SLOTS}
        assert "xieshou-slot" not in "".join(frame.pieces)


def test_filled_frame_is_the_themes_own_page(rendering: Rendering) -> None:
    seen = set()
    for page, values, html in rendering.filled:
        if not page.names:
            continue  # the 404 page starts from the host's root; below
        assert values["base"] in (".", "/".join([".."] * page.address.count("/")))
        assert _resolved(html, page.address) == _resolved(rendering.direct[page.path, page.language], page.address), (
            page.path
        )
        seen.add((page.language, page.section, page.view))
    views = {view for _, _, view in seen}
    assert views == set(MODELS) - {
        "both",
        "gone",
        "missing",
    }  # of articles side by side, and of what is gone: none here
    sections = {section for _, section, _ in seen}
    assert sections == set(SECTIONS) - {"about"}  # hand-written pages
    depths = {page.address.count("/") for page, _, _ in rendering.filled}
    assert depths >= {0, 1, 2, 3, 4}
    assert max(depths) <= DEPTH


def test_every_section_at_every_depth(rendering: Rendering) -> None:
    """Addresses of the frame start from the page's own depth."""
    for page, _, html in rendering.filled:
        if page.names:
            icon = re.search(r'<link rel="icon" href="([^"]*)">', html)
            assert icon
            assert urljoin(f"http://x.invalid/{page.address}", icon[1]) == "http://x.invalid/theme/mark.svg"


def test_missing_page_is_the_themes_own_from_the_hosts_root(rendering: Rendering) -> None:
    (found,) = [(values, html) for page, values, html in rendering.filled if not page.names]
    values, html = found
    assert values["base"] == "/two/rivers"
    assert "../" not in html
    root = "/two/rivers/"
    direct = rendering.direct["404.html", "zh"]
    # The theme, asked directly, starts from the page's own place, which is the root.
    assert _resolved(html, "").replace(f"http://x.invalid{root}", "http://x.invalid/") == _resolved(direct, "").replace(
        f"http://x.invalid{root}", "http://x.invalid/"
    )


def test_policy_is_the_same_at_every_depth(rendering: Rendering) -> None:
    policies = {re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0] for _, _, html in rendering.filled}
    assert len(policies) == 1
