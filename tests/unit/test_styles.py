"""Style sheets: layers in place of force, one thing a file, nothing above the browser floor without a fallback."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from xieshou.core.project import FRONT, ProjectPaths
from xieshou.outputs.front_end import front_end, layered, on_demand, theme_sheet
from xieshou.render.frames import FrameFault

SHEETS = sorted((FRONT / "styles").glob("*.css"))
PAPER = "paper.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_PIECE = re.compile(r"([^{};]*)([{};])")
_THING = re.compile(r"\.(xs-[a-z]+(?:-[a-z0-9]+)*)")
_LIGHT_DARK = re.compile(r"light-dark\(([^,]+), [^)]+\)")


class Rule(NamedTuple):
    """A rule: the blocks it stands in (``@layer site``), its selectors, its declarations as they follow each other."""

    blocks: tuple[str, ...]
    selectors: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]


def rules(text: str) -> Iterator[Rule]:
    """The rules of a style sheet."""
    text = _STRING.sub('""', _COMMENT.sub("", text))
    open_: list[str] = []
    declared: list[tuple[str, str]] = []
    for piece, end in _PIECE.findall(text):
        words = " ".join(piece.split())
        if end == "{":
            assert not open_ or open_[-1].startswith("@"), f"{words}: a rule in a rule"
            open_.append(words)
            continue
        if words and open_ and not open_[-1].startswith("@layer"):
            name, _, value = words.partition(":")
            declared.append((name.strip(), value.strip()))
        if end == "}":
            block = open_.pop()
            if not block.startswith("@"):
                yield Rule(tuple(open_), tuple(re.split(r",\s*(?![^(]*\))", block)), tuple(declared))
            declared = []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_layers_decide_and_not_force(path: Path) -> None:
    layer = "@layer paper" if path.name == PAPER else "@layer site"
    held = list(rules(path.read_text("utf-8")))
    assert held
    for rule in held:
        assert rule.blocks[0] == layer, rule.selectors
        assert "!important" not in str(rule.declarations), rule.selectors


def test_the_main_sheet_names_the_layers_in_their_order() -> None:
    assert "\n@layer theme, site, paper;\n" in (FRONT / "styles" / "site.css").read_text("utf-8")


def test_each_thing_is_styled_in_one_file() -> None:
    """But for paper, which changes many: a thing is what a class names up to its parts (``__``) and kinds (``--``)."""
    files: dict[str, set[str]] = defaultdict(set)
    for path in SHEETS:
        for rule in rules(path.read_text("utf-8")):
            for selector in rule.selectors:
                subject = re.split(r"[ >+~]+(?![^(]*\))", selector)[-1]
                for thing in _THING.findall(re.sub(r":(?:is|not|has)\([^)]*\)", "", subject)):
                    if path.name != PAPER:
                        files[thing].add(path.name)
    assert {thing: sorted(names) for thing, names in files.items() if len(names) > 1} == {}


def test_the_day_is_the_fallback_of_every_colour_of_the_night() -> None:
    """A browser without ``light-dark()`` gets the value by day, for each, and none is forgotten."""
    plain: dict[str, str] = {}
    both: dict[str, str] = {}
    for rule in rules((FRONT / "styles" / "colours.css").read_text("utf-8")):
        for name, value in rule.declarations:
            if name.startswith("--") and "light-dark" in value:
                assert any("@supports (color: light-dark(" in block for block in rule.blocks)
                both[name] = value
            elif name.startswith("--"):
                plain[name] = value
    assert len(both) > 10
    assert {name: _LIGHT_DARK.sub(r"\1", value) for name, value in both.items()} == {name: plain[name] for name in both}


NEWER = {
    "light-dark(": "@supports (color: light-dark(",
    ":has(": "@supports selector(:has(",
}
"""What browsers at the floor do not know and would drop a whole rule for, and the block it stands in therefore."""


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_what_is_newer_than_the_floor_is_asked_for_first_or_has_a_fallback(path: Path) -> None:
    for rule in rules(path.read_text("utf-8")):
        for feature, block in NEWER.items():
            if feature in str(rule[1:]):
                assert any(one.startswith(block) for one in rule.blocks), rule
        for number, (name, value) in enumerate(rule.declarations):
            if "color-mix(" in value:
                assert rule.declarations[number - 1][0] == name, f"{rule.selectors}: no colour without color-mix()"


def test_the_sheets_are_one_and_a_site_may_have_its_own(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "styles"
    own.mkdir(parents=True)
    (own / "colours.css").write_text(":root { --xs-ink: #123456; }", "utf-8")
    (own / "more.css").write_text(".ours { color: red; }", "utf-8")
    ((name, data),) = front_end(ProjectPaths.at(tmp_path), ".css").items()
    text = data.decode()
    assert re.fullmatch(r"styles/site-[0-9a-f]{10}\.css", name)
    assert text.startswith("@layer theme, site, paper;")
    assert "--xs-ink: #123456" in text
    assert "light-dark" not in text.partition("--xs-ink")[2].partition("}")[0]
    assert ".ours { color: red; }" in text


def test_sheets_of_others_are_published_below_ours(tmp_path: Path) -> None:
    folder = tmp_path / "theme" / "assets" / "stylesheets"
    folder.mkdir(parents=True)
    text = '@charset "UTF-8";a{color:red}\n/*# sourceMappingURL=main.css.map */'
    (folder / "main.12345678.min.css").write_text(text, "utf-8")
    ((name, data),) = theme_sheet([tmp_path / "none", tmp_path / "theme"]).items()
    assert re.fullmatch(r"assets/stylesheets/theme-[0-9a-f]{10}\.css", name)
    assert data.decode() == '@charset "UTF-8";\n@layer theme {\na{color:red}\n}\n'
    packages = on_demand(ProjectPaths.at(tmp_path))
    sheets = [data for name, data in packages.items() if name.endswith(".css")]
    assert sheets
    assert all(b"\n@layer theme {\n" in data for data in sheets)


def test_a_theme_without_the_sheet_we_know_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FrameFault):
        theme_sheet([tmp_path])
    with pytest.raises(FrameFault):
        layered('@import "more.css";')
