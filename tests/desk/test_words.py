"""The desk says the same in both languages, and has words for all that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from xieshou.core.project import FRONT
from xieshou.desk.words import FOLDER

WORDS = {path.stem: yaml.safe_load(path.read_bytes()) for path in sorted(FOLDER.glob("*.yml"))}
DESK = FRONT.parent / "desk"


def keys(tree: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, inner in tree.items():
        yield from keys(inner, f"{above}{key}.") if isinstance(inner, dict) else (f"{above}{key}",)


def test_both_languages_say_the_same_things() -> None:
    assert [*keys(WORDS["zh"])] == [*keys(WORDS["en"])]
    for key in keys(WORDS["en"]):
        zh, en = WORDS["zh"], WORDS["en"]
        for step in key.split("."):
            zh, en = zh[step], en[step]
        assert sorted(re.findall(r"{(\w+)}", zh)) == sorted(re.findall(r"{(\w+)}", en)), key


def test_all_that_is_said_has_words() -> None:
    known = {*keys(WORDS["en"])}
    texts = [path.read_text("utf-8") for path in [*(FRONT / "desk" / "templates").glob("*.html"), *DESK.glob("*.py")]]
    for text in texts:
        for key in re.findall(r'words\("([a-z_]+(?:\.[a-z_-]+)*)"[,)]', text):
            assert key in known, key
        for code in re.findall(r'\.told\("([a-z-]+)"', text):
            assert f"told.{code}" in known, code
        for state in re.findall(r'told=([a-z]+)["\']', text):
            assert f"state.{state}" in known, state
