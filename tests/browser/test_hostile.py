"""A browser finds nothing to run on a site whose every text is an attack (``tests/site/hostile.py``)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Dialog

from tests.site.hostile import make_hostile

from .served import PROJECT, Built, serving


def test_a_browser_finds_nothing_to_run(tmp_path: Path, browser: Browser) -> None:
    hostile = make_hostile(PROJECT, tmp_path / "site")
    with serving(Built(hostile.live, {})) as served:
        _visited(browser, served.root)
    assert served.strays == []


def _visited(browser: Browser, address: str) -> None:
    """Look at one page of each kind: none may speak up, complain or ask for anything elsewhere."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    dialogs: list[str] = []
    errors: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    strays: list[str] = []
    page.on("request", lambda request: strays.append(request.url) if not request.url.startswith(address) else None)
    for path in ("", "en/", "news/2023/first-bench/", "en/projects/tea-drying/", "timeline/", "glossary/",
                 "en/organisations/", "figures/field/", "figures/samples-chart/", "en/cooperation/", "search/?q=script",
                 "search/?q=%3Cimg%20src=x%20onerror=alert(1)%3E", "indicators/visitors/", "404.html"):  # fmt: skip
        page.goto(address + path)
        page.wait_for_timeout(250)
        page.mouse.move(300, 300)
    context.close()
    assert dialogs == []
    assert strays == []
    assert [one for one in errors if "404" not in one] == []
