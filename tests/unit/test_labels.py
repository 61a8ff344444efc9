"""The words: both languages say the same things, and everything the program says has words."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from tests.unit.helpers import ROOT, labels
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.base import Record
from xieshou.content.schema.errors import _CODES
from xieshou.content.schema.introspect import shapes
from xieshou.core.project import FRONT

LABELS = labels()
ZH, EN = ({**words.tree, "problems": dict(words.problems)} for words in (LABELS["zh"], LABELS["en"]))
SOURCES = sorted((ROOT / "hooks" / "xieshou").rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
PER_LANGUAGE = ("units", "currencies", "quantities.scales")
"""Tables that one language needs and the other may not."""


def leaves(tree: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        path = f"{at}.{key}" if at else str(key)
        if path in PER_LANGUAGE:
            continue
        if isinstance(value, dict):
            yield from leaves(value, path)
        else:
            yield path, str(value)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    zh, en = dict(leaves(ZH)), dict(leaves(EN))
    assert sorted(zh.keys() - en.keys()) == []
    assert sorted(en.keys() - zh.keys()) == []
    assert len(zh) > 300


COUNTED_APART = ("dates.decade", "dates.decade_within")
"""A language counts decades in its own way: from the year, or within the century."""


def test_both_languages_fill_the_same_places() -> None:
    zh, en = ({key: text for key, text in leaves(tree) if key not in COUNTED_APART} for tree in (ZH, EN))
    assert {
        key: (placeholders(zh[key]), placeholders(en[key]))
        for key in zh
        if placeholders(zh[key]) != placeholders(en[key])
    } == {}


def test_no_label_is_empty() -> None:
    for tree in (ZH, EN):
        assert [key for key, text in leaves(tree) if not text.strip()] == []


def test_chinese_labels_are_chinese_and_english_ones_are_not() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    allowed = {"ui.language_name", "translations.head"}  # one file that people of both languages read
    examples = re.compile(r"[“\"'‘].*?[”\"'’]|\S*[\u4e00-\u9fff]\S*(?=[,.;]| or | and )")
    wrong = [
        key
        for key, text in leaves(EN)
        if han.search(examples.sub("", text)) and key not in allowed and not key.startswith("problems.")
    ]
    assert wrong == []
    assert [
        key
        for key, text in leaves(ZH)
        if key.startswith("problems.") and key.endswith(".message") and not han.search(text)
    ] == []


def strings(node: ast.expr, scope: ast.AST) -> Iterator[str]:
    """The texts an expression can be: constants, either side of a condition, what its name was given."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body, scope)
        yield from strings(node.orelse, scope)
    elif isinstance(node, ast.Name):
        for one in ast.walk(scope):
            if isinstance(one, ast.Assign):
                for target in one.targets:
                    pairs = [(target, one.value)]
                    if isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
                        pairs = list(zip(target.elts, one.value.elts, strict=True))
                    for name, value in pairs:
                        if isinstance(name, ast.Name) and name.id == node.id and not isinstance(value, ast.Name):
                            yield from strings(value, scope)


def called(name: str, position: int) -> Iterator[str]:
    for tree in TREES.values():
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for scope in [tree, *functions]:
            for node in ast.walk(scope):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == name
                    and len(node.args) > position
                ):
                    yield from strings(node.args[position], scope)
                elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                    # problem(path, *place, code): the stars stand for two
                    stars = [number for number, arg in enumerate(node.args) if isinstance(arg, ast.Starred)]
                    if stars and len(node.args) == position:
                        yield from strings(node.args[-1], scope)


def codes() -> set[str]:
    return {
        *called("problem", 3), *called("PydanticCustomError", 0), *called("NotADate", 0), *called("Fault", 0),
        *_CODES.values(),
    }  # fmt: skip


def test_every_problem_the_program_can_find_has_a_sentence_and_a_hint() -> None:
    found = codes()
    assert len(found) > 60
    for tree in (ZH, EN):
        assert sorted(found - set(tree["problems"])) == []
        assert all({"message", "hint"} == set(words) for words in tree["problems"].values())


def test_no_sentence_is_kept_for_a_problem_that_cannot_occur() -> None:
    said = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # What is told of a pair of texts has the name of what was found there.
    compared = {code for code in ZH["problems"] if code.startswith("parity-") and code.removeprefix("parity-") in said}
    assert sorted(set(ZH["problems"]) - said - compared) == []


def test_everything_publishing_may_say_has_words() -> None:
    found = set(called("PublishFault", 0))
    assert {"foreign", "locked", "link"} <= found
    assert found <= set(ZH["publish"])
    assert found <= set(EN["publish"])


def test_every_label_named_in_code_and_templates_exists() -> None:
    keys: set[str] = set()
    for module, tree in TREES.items():
        for node in ast.walk(tree) if "/desk/" not in module else ():  # the desk has words of its own
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, (ast.Name, ast.Attribute)):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                first = node.args[0]
                if (
                    name in ("labels", "words")
                    and isinstance(first, ast.Constant)
                    and re.fullmatch(r"[a-z_]+(\.\w+)+", str(first.value))
                ):
                    keys.add(str(first.value))
    for path in [*(FRONT / "templates").rglob("*.html"), *(FRONT / "theme").rglob("*.html")]:
        keys.update(re.findall(r"labels\(\s*['\"]([a-z_]+(?:\.\w+)+)['\"]\s*[,)]", path.read_text(encoding="utf-8")))
    assert len(keys) > 30
    for language, words in LABELS.items():
        for key in sorted(keys):
            step: Any = words.tree
            for part in key.split("."):
                assert part in step, f"{language}: {key}"
                step = step[part]


def parts(cls: type[BaseModel]) -> set[type[BaseModel]]:
    inner = {shape.model for shape in shapes(cls).values() if shape.model}
    return {cls}.union(*map(parts, inner)) if inner else {cls}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_and_choice_of_a_kind_has_a_name(kind: str, language: str) -> None:
    words = LABELS[language]
    assert words(f"kinds.{kind}.one")
    assert words(f"kinds.{kind}.many")
    assert words(f"kinds.{kind}.lead")
    for part in parts(KINDS[kind]):
        for name, shape in shapes(part).items():
            if name not in Record.model_fields:
                assert words.field(kind, name), f"{part.__name__}.{name}"
            for value in shape.choices:
                assert words.choice(name, value), f"{part.__name__}.{name}: {value}"


def test_a_field_may_be_called_otherwise_in_one_kind() -> None:
    assert LABELS["zh"].field("envoy", "title") == "职称"
    assert LABELS["zh"].field("project", "title") == "标题"


def test_a_label_that_is_not_there_is_an_error_and_not_an_empty_word() -> None:
    for key in ("ui.nothing", "nothing", "ui"):
        with pytest.raises(KeyError):
            LABELS["zh"](f"{key}.more" if key == "ui" else key)


def test_every_month_and_season_has_a_name() -> None:
    for words in LABELS.values():
        assert len({words(f"months.m{month:02}") for month in range(1, 13)}) == 12
        assert len({words(f"dates.season_{season}", year=2024) for season in range(21, 25)}) == 4
