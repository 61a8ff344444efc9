"""The desk in a browser: what is typed is kept, however it is typed; and everything can be done without a mouse."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.desk.asking import ROOT, small_project

PATIENCE = 60_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("desk") / "project")


@pytest.fixture(scope="module")
def desk(project: Path, browser: Browser) -> Iterator[Page]:
    """The first page of a desk that is served, in a window of its own."""
    command = [
        sys.executable,
        "-m",
        "xieshou",
        "desk",
        "--root",
        str(project),
        "--port",
        "0",
        "--print-url",
        "--lang",
        "en",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(process.stdout.readline().strip())
    yield page
    page.context.close()
    process.terminate()
    process.wait()


def at(page: Page, path: str) -> None:
    page.goto(page.url.split("/desk/")[0] + path)


def test_every_page_is_sound_on_a_telephone(desk: Page) -> None:
    for path in (
        "/desk/",
        "/desk/entry/project/drying",
        "/desk/entry/article/visit",
        "/desk/new/article",
        "/desk/import",
    ):
        at(desk, path)
        assert Axe().run(desk).response["violations"] == [], path
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_chinese_is_composed_without_a_letter_lost_or_doubled(desk: Page, project: Path) -> None:
    at(desk, "/desk/entry/project/drying")
    form, keyboard = desk.locator("form.entry"), desk.context.new_cdp_session(desk)
    for field, lang in (("name", "zh"), ("summary", "zh")):
        control = desk.locator(f'[data-field="{field}"][data-lang="{lang}"]')
        control.focus()
        control.press("End")
        before = control.input_value()
        for part in ("c", "ch", "chang", "长", "长治"):
            keyboard.send(
                "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
            )
        keyboard.send("Input.insertText", {"text": "长治"})
        expect(control).to_have_value(f"{before}长治")
    expect(form).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    desk.keyboard.press("Control+s")
    expect(form).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    desk.reload()
    assert desk.locator('[data-field="name"][data-lang="zh"]').input_value().endswith("长治")


def test_a_problem_stands_beside_its_field_while_one_types(desk: Page) -> None:
    at(desk, "/desk/entry/project/drying")
    control = desk.locator('input[data-field="investment"]')
    control.fill("many")
    expect(desk.locator('[data-problem][data-field="investment"]')).to_be_visible()
    control.fill("19.3亿元")
    expect(desk.locator('[data-problem][data-field="investment"]')).to_have_count(0)
    expect(desk.locator('[data-reading="record|investment|"]')).to_contain_text("RMB 1.93 billion")
    control.fill("1200万元")
    expect(desk.locator("form.entry")).to_have_attribute("data-state", "saved", timeout=PATIENCE)


def test_an_entry_is_chosen_by_keyboard(desk: Page) -> None:
    at(desk, "/desk/entry/project/drying")
    control = desk.locator('input[data-field="partners.0.organisation"]')
    control.fill("")
    control.press_sequentially("works")
    desk.locator('.picker [role="option"]').first.wait_for()
    control.press("ArrowDown")
    control.press("Enter")
    expect(control).to_have_value("works")
    control.fill("college")
    expect(desk.locator("form.entry")).to_have_attribute("data-state", "saved", timeout=PATIENCE)


def test_what_was_typed_survives_the_window(desk: Page) -> None:
    at(desk, "/desk/new/organisation")
    desk.locator('[data-field="name"][data-lang="zh"]').fill("新机构")
    desk.wait_for_timeout(800)
    desk.reload()
    expect(desk.locator('[data-field="name"][data-lang="zh"]')).to_have_value("新机构")


def test_what_is_pasted_from_a_word_processor_is_text_of_ours(desk: Page) -> None:
    at(desk, "/desk/entry/article/visit")
    desk.locator('[data-field="text"][data-lang="zh"]').evaluate(
        """area => {
            const data = new DataTransfer();
            data.setData("text/html", "<p class=MsoNormal><b>重点</b><o:p></o:p></p><ul><li>一</li><li>二</li></ul>");
            data.setData("text/plain", "重点");
            area.focus();
            area.setSelectionRange(0, 0);
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    control = desk.locator('textarea[data-field="text"][data-lang="zh"]')
    expect(control).to_have_value(re.compile(r"^\*\*重点\*\*\n\n- 一\n- 二"))
