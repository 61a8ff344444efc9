"""Frames: cut at sentinels, filled by joining; what does not fit is an error and never a broken page."""

from __future__ import annotations

import pytest

from xieshou.render.frames import MARK, ROOT, SLOTS, FrameFault, cut, fill, lean, policy, repaired, root_from, sentinel

PAGE = (
    '<html><head><title>' + sentinel("title") + "</title>" + sentinel("head")
    + f'<link href="{ROOT}/assets/a.css"></head>'
    f'<body data-base="{ROOT}"><a href="{ROOT}/">^</a>' + sentinel("languages")
    + "<main>" + sentinel("body") + "</main>" + sentinel("foot") + "</body></html>"
)  # fmt: skip
VALUES = {"title": "题", "head": "<meta>", "languages": "<a>En</a>", "body": "<p>文</p>", "foot": "<aside></aside>"}


@pytest.mark.parametrize(
    ("address", "base"), [("", "."), ("news/", ".."), ("news/2024/x/", "../../.."), ("404.html", ".")]
)
def test_a_filled_frame_is_the_page_with_its_own_words_and_way_to_the_root(address: str, base: str) -> None:
    assert root_from(address) == base
    html = fill(cut(PAGE), {**VALUES, "base": base})
    assert html == (
        f'<html><head><title>题</title><meta><link href="{base}/assets/a.css"></head>'
        f'<body data-base="{base}/"><a href="{base}/">^</a><a>En</a><main><p>文</p></main>'
        "<aside></aside></body></html>"
    )


def test_cutting_and_filling_with_the_sentinels_gives_the_page_back() -> None:
    values = {slot: sentinel(slot) for slot in SLOTS}
    assert fill(cut(PAGE), {**values, "base": ROOT}) == PAGE.replace(f'="{ROOT}"', f'="{ROOT}/"')


def test_words_that_look_like_slots_are_words() -> None:
    html = fill(cut(PAGE), {**VALUES, "base": ".", "body": "{title} %s \\1 $1 " + sentinel("title")})
    assert "{title} %s \\1 $1 " + sentinel("title") in html


@pytest.mark.parametrize("slot", SLOTS)
def test_a_page_without_a_place_for_something_is_no_frame(slot: str) -> None:
    with pytest.raises(FrameFault):
        cut(PAGE.replace(sentinel(slot), ""))


@pytest.mark.parametrize("left", [f"{MARK}xieshou-slot-new-here", '<a href="../up">', f"{MARK}xieshou-slot-title-"])
def test_a_sentinel_that_is_left_is_an_error(left: str) -> None:
    with pytest.raises(FrameFault):
        cut(PAGE.replace("<main>", f"<main>{left}"))


def test_a_frame_knows_when_it_is_another() -> None:
    assert cut(PAGE).digest == cut(PAGE).digest
    assert cut(PAGE).digest != cut(PAGE.replace("<main>", "<main >")).digest


def test_a_slot_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill(cut(PAGE), VALUES)


CHROME = """<body>
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
    <div data-md-component="skip">
      <a href="#a" class="md-skip">Skip</a>
    </div>
    <div data-md-component="announce">
    </div>
    <p data-md-component="main">甲</p>
    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>
</body>"""


def test_what_the_theme_brings_for_its_own_scripts_goes() -> None:
    assert repaired(CHROME).split() == ["<body>", "<p>甲</p>", "</body>"]


@pytest.mark.parametrize("part", ["md-toggle", "md-overlay", '"skip"', '"announce"', "md-dialog"])
def test_a_theme_without_what_is_taken_away_is_noticed(part: str) -> None:
    with pytest.raises(FrameFault):
        repaired(CHROME.replace(part, "other"))


def test_a_lean_page_keeps_the_spaces_of_its_text_and_of_no_template() -> None:
    text = "<article>\n\n  <pre>a\n    b</pre>\n</article>"
    html = lean(f"\n\n<p>\n    <b>1</b> <b>2</b>\n</p>\n{text}\n\n   <p>")
    assert html == f"<p>\n<b>1</b> <b>2</b>\n</p>\n{text}\n<p>"
    with pytest.raises(FrameFault):
        lean("<p>")


def test_the_policy_allows_the_scripts_of_the_page_and_nothing_from_elsewhere() -> None:
    text = policy("<script>var a=1</script><script src=x.js></script><script>var b=2</script><script>var a=1</script>")
    assert text.count("'sha256-") == 2
    assert "default-src 'self'" in text
    assert "unsafe-inline'" not in text.split("style-src")[0]
    assert "http" not in text
    assert "*" not in text
    assert policy("<script>var a=2</script>") != policy("<script>var a=1</script>")
