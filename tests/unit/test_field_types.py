"""Every type of field, in every place a kind can have it: on the page, in the data, in the search and in the schema."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
import yaml
from pydantic import create_model

from tests.unit import rendering
from tests.unit.helpers import BILINGUAL, LANGUAGES, labels, record, site_file
from xieshou.content import autofix
from xieshou.content.json_schema import schema_of
from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.kinds.base import FrozenModel, Record
from xieshou.content.schema import quantities
from xieshou.content.schema.fields import CardFact, Date, Flag, Line, OrganisationSlug, Quantity, card_facts
from xieshou.content.schema.introspect import UnclaimedField, shapes
from xieshou.content.schema.types.base import TYPES, FieldType, SiteNames
from xieshou.content.schema.types.slug import ReferenceType, SiteChoiceType
from xieshou.content.schema.types.text import LineType
from xieshou.content.site_file import NamedChoice
from xieshou.language.labels import Labels
from xieshou.language.locale import show_quantity
from xieshou.render.pieces import cell
from xieshou.search.documents import Document, document
from xieshou.views import MODELS
from xieshou.views.shared.models import Row
from xieshou.views.shared.page_models import DataModel, EntryModel

WORDS = labels()


class ShoutType(LineType):
    """A type that this site adds: a line that search finds by more than the page shows."""

    name: ClassVar[str] = "shout"

    def parse(self, value: Any) -> str:
        return super().parse(value).upper()

    def search_words(self, value: str) -> tuple[str, ...]:
        return (f"{value} whispered",)

    def repair(self, written: str) -> str | None:
        return written.replace("！", "!")


class Leaf(FrozenModel):
    """The smallest part."""

    word: Line


ANNOTATIONS: dict[str, Any] = {
    "reference": OrganisationSlug,
    "site-choice": Annotated[str, SiteChoiceType("side")],
    "choice": Literal["open", "shut"],
    "part": Leaf,
}
ANNOTATIONS |= {name: Annotated[str, cls()] for name, cls in TYPES.items() if name not in ANNOTATIONS}
"""An annotation of each type there is."""
SEVERAL = ("many", "inners", "rows")
PLACES = ("one", "many", "inner", "inners", "row", "rows")
"""On the record, several there; in a part of it, several there; in one of a list of parts, several there."""


def named(name: str, place: str) -> str:
    return f"{place}_{name.replace('-', '_')}"


def fields(*places: str) -> dict[str, Any]:
    """A field of each type, or (places that end in s) of several values of it."""
    found: dict[str, Any] = {}
    for name, annotation in ANNOTATIONS.items():
        one: Any = annotation
        for place in places:
            found[named(name, place)] = (tuple[one, ...], ()) if place in SEVERAL else (one | None, None)
    return found


Inner = create_model("Inner", __base__=FrozenModel, __module__=__name__, **fields("inner", "inners"))
Entry = create_model("Entry", __base__=FrozenModel, __module__=__name__, **fields("row", "rows"))
Fields = create_model(
    "Fields", __base__=Record, __module__=__name__, part=(Inner | None, None), parts=(tuple[Entry, ...], ()),
    **fields("one", "many"),
)  # fmt: skip


class Sampler(Fields):
    """A kind with a field of every type in every place."""

    kind: ClassVar[str] = "sampler"
    folder: ClassVar[str] = "samplers"

    def card(self) -> tuple[CardFact, ...]:
        listed = {name: getattr(self, named(name, "one")) for name, cls in TYPES.items() if cls.in_lists}
        return card_facts(**{named(name, "one"): value for name, value in listed.items()})


del KINDS["sampler"], TYPES["shout"]  # they are there for the tests of this module alone


@pytest.fixture(autouse=True)
def sampler(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind, the type and their words, while a test runs."""
    monkeypatch.setitem(KINDS, "sampler", Sampler)
    monkeypatch.setitem(FOLDERS, "samplers", "sampler")
    monkeypatch.setitem(TYPES, "shout", ShoutType)
    sides = tuple(
        NamedChoice.model_validate({"slug": slug, "name": name}, context=BILINGUAL) for slug, name in SIDES.items()
    )
    site = site_file().model_copy(update={"sides": sides})
    monkeypatch.setattr(rendering, "labels", lambda: {language: worded(own) for language, own in WORDS.items()})
    monkeypatch.setattr(rendering, "site_file", lambda: site)


SIDES = {"east": {"zh": "东边", "en": "The East"}, "west": {"zh": "西边", "en": "The West"}}


def worded(own: Labels) -> Labels:
    """The labels with those of the kind: each field is called by its name, in capitals."""
    names = [*Sampler.model_fields, *Inner.model_fields, *Entry.model_fields, "word"]
    choice = {"open": {"zh": "开着", "en": "Open"}[own.language], "shut": {"zh": "关着", "en": "Shut"}[own.language]}
    tree = {
        **own.tree,
        "kinds": {**own.tree["kinds"], "sampler": {"one": "Sampler", "many": "Samplers", "lead": "All types."}},
        "fields": {**own.tree["fields"], "sampler": {name: name.upper() for name in names}},
        "choices": {**own.tree["choices"], **{named("choice", place): choice for place in PLACES}},
    }
    return replace(own, tree=tree, _found={})


def written(name: str, number: int) -> Any:
    """A value of a type as an editor writes it, each number another."""
    return {
        "line": f"line {number}",
        "shout": f"shout {number}",
        "text": {"zh": f"文字{number}", "en": f"text {number}"},
        "sound": "Yàngpǐn",
        "digest": f"{number:016x}",
        "date": f"20{number:02}-05",
        "day": f"2025-03-{number:02}T09:30",
        "instant": f"2026-01-{number:02}T09:30",
        "web-address": f"https://example.org/{number}",
        "file": f"photos/{number}.jpg",
        "local-file": {"zh": f"photos/{number}.zh.jpg", "en": f"photos/{number}.en.jpg"},
        "focus": f"{number}% 50%",
        "web": f"https://example.org/{number}",
        "flag": "yes",
        "slug": f"slug-{number}",
        "former-slug": f"20{number:02}/was-{number}",
        "reference": "buct",
        "site-choice": "west",
        "choice": "open",
        "quantity": f"{number}亿元",
        "part": {"word": f"leaf {number}"},
    }[name]


def shown(name: str, number: int, language: str) -> str:
    """What a page says of ``written(name, number)``."""
    zh = language == "zh"
    return {
        "shout": f"SHOUT {number}",
        "web": "example.org",
        "text": f"文字{number}" if zh else f"text {number}",
        "local-file": f"photos/{number}.{language}.jpg",
        "date": f"20{number:02}年5月" if zh else f"May 20{number:02}",
        "day": f"2025年3月{number}日 09:30" if zh else f"{number} March 2025, 09:30",
        "instant": f"2026年1月{number}日 09:30" if zh else f"{number} January 2026, 09:30",
        "flag": "是" if zh else "Yes",
        "reference": "北化大" if zh else "Something",
        "site-choice": "西边" if zh else "The West",
        "choice": "开着" if zh else "Open",
        "quantity": show_quantity(quantities.parse(f"{number}亿元"), WORDS[language]),
        "part": f"leaf {number}",
    }.get(name) or str(written(name, number))


def in_csv(name: str, number: int) -> dict[str, str]:
    """What a table says of it, by the end of the column's name."""
    cells: dict[str, dict[str, str]] = {
        "shout": {"": f"SHOUT {number}"},
        "text": {"_zh": f"文字{number}", "_en": f"text {number}"},
        "instant": {"": f"2026-01-{number:02}T09:30:00+08:00"},
        "flag": {"": "true"},
        "local-file": {"": f"photos/{number}.zh.jpg; photos/{number}.en.jpg"},
        "quantity": {"": f"{number}亿元", "_value": f"{number}00000000", "_unit": "元"},
        "part": {".word": f"leaf {number}"},
    }
    return cells.get(name) or {"": str(written(name, number))}


def in_json(name: str, number: int) -> Any:
    """What it is as JSON."""
    cells: dict[str, Any] = {
        "text": written("text", number),
        "local-file": written("local-file", number),
        "flag": True,
        "quantity": {"printed": f"{number}亿元", "value": f"{number}00000000", "unit": "元"},
        "part": {"word": f"leaf {number}"},
    }
    return cells.get(name) or in_csv(name, number)[""]


NUMBERS = {"one": (1,), "many": (2, 3), "inner": (4,), "inners": (5, 6), "row": (7,), "rows": (8, 9)}
"""Which values stand in each place."""


def whole(*places: str) -> dict[str, Any]:
    """What an editor writes in these places."""
    found = {}
    for name in ANNOTATIONS:
        for place in places:
            values = [written(name, number) for number in NUMBERS[place]]
            found[named(name, place)] = values if place in SEVERAL else values[0]
    return found


RECORD: dict[str, Any] = {
    "name": {"zh": "样品", "en": "Sample"},
    **whole("one", "many"),
    "part": whole("inner", "inners"),
    "parts": [whole("row", "rows")],
}
FILES = {
    "organisations/buct.yml": record("北化大"),
    "samplers/a.yml": yaml.safe_dump(RECORD, allow_unicode=True, sort_keys=False),
}


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, EntryModel]:
    """The page of the record in each language."""
    return dict(entry_pages(FILES, tmp_path))


def entry_pages(files: Mapping[str, str], folder: Path) -> Iterator[tuple[str, EntryModel]]:
    """The language of each page of the record, and what it shows."""
    for page, context in rendering.contexts(files, folder):
        if page.subject == "sampler/a" and page.view == "entry":
            model = MODELS["entry"](context)
            assert isinstance(model, EntryModel)
            yield page.language, model


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """The tables and records of the open data, by path."""
    return rendering.rendered(FILES, tmp_path, {"table", "records"})


def places_of(row: Row) -> Iterator[tuple[str, Row]]:
    """A row and those within its cells."""
    yield row.field, row
    for value in row.cells:
        for inner in getattr(value, "rows", ()):
            yield from places_of(inner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_on_the_page_with_its_label(pages: Mapping[str, EntryModel], language: str) -> None:
    rows = dict(found for row in pages[language].rows for found in places_of(row))
    words = worded(WORDS[language])
    for name in ANNOTATIONS:
        for place, numbers in NUMBERS.items():
            row = rows[named(name, place)]
            assert row.label == named(name, place).upper()
            html = [str(cell(value, words)) for value in row.cells]
            assert len(html) == len(numbers)
            for text, number in zip(html, numbers, strict=True):
                assert shown(name, number, language) in text, (name, place)
    line = str(cell(rows["part"].cells[0], words))
    for name in ANNOTATIONS:
        assert f">{named(name, 'inner').upper()}</span>" in line, "in a part, a value says what it is of"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_found_by_search(tmp_path: Path, language: str) -> None:
    for page, context in rendering.contexts(FILES, tmp_path):
        if page.subject == "sampler/a" and page.view == "entry" and page.language == language:
            model = MODELS["entry"](context)
            assert isinstance(model, EntryModel)
            found = document(model, context.card("sampler/a"), page.address, worded(WORDS[language]))
    facts = facts_of(found)
    for name in ANNOTATIONS:
        for place, numbers in NUMBERS.items():
            field = {"inner": "part", "inners": "part", "row": "parts", "rows": "parts"}.get(place, named(name, place))
            for number in numbers:
                assert shown(name, number, language) in facts[field.upper()], (name, place)
    assert "SHOUT 1 whispered" in facts["ONE_SHOUT"]


def facts_of(found: Document) -> dict[str, str]:
    return dict(found.facts)


def table(text: str) -> tuple[dict[str, str]]:
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return (row,)


def test_every_field_is_in_the_tables(files: Mapping[str, str]) -> None:
    (own,) = table(files["data/samplers.csv"])
    (inner,) = table(files["data/samplers-parts.csv"])
    for name in ANNOTATIONS:
        for place, numbers in NUMBERS.items():
            row, prefix = (
                (inner, "") if place in ("row", "rows") else (own, "part." if place.startswith("inner") else "")
            )
            column = prefix + named(name, place)
            if name != "part" or len(numbers) == 1:
                for end in in_csv(name, numbers[0]):
                    assert row[column + end] == "; ".join(in_csv(name, number)[end] for number in numbers), column + end
            elif place == "many":
                listed = list(csv.DictReader(io.StringIO(files["data/samplers-many_part.csv"], newline="")))
                assert [part["word"] for part in listed] == ["leaf 2", "leaf 3"]
            else:
                assert json.loads(row[column]) == [in_json("part", number) for number in numbers]


def test_every_field_is_in_the_json(files: Mapping[str, str]) -> None:
    (entry,) = json.loads(files["data/samplers.json"])["entries"]
    found = {**entry, **entry["part"], **entry["parts"][0]}
    for name in ANNOTATIONS:
        for place, numbers in NUMBERS.items():
            values = [in_json(name, number) for number in numbers]
            assert found[named(name, place)] == (values if place in SEVERAL else values[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_described(tmp_path: Path, files: Mapping[str, str], language: str) -> None:
    (data,) = (
        MODELS["data"](context)
        for page, context in rendering.contexts(FILES, tmp_path / "again")
        if page.view == "data" and page.language == language
    )
    assert isinstance(data, DataModel)
    for dataset in data.datasets:
        if dataset.name.startswith("samplers"):
            columns = {column.name: column for column in dataset.columns}
            expected = {
                re.sub(r"_(zh|en|value|unit)$", "", name) for name in table_head(files[f"data/{dataset.name}.csv"])
            }
            assert {re.sub("_zh_en$", "", name) for name in columns} == expected
            assert all(column.form.strip() and column.label.strip() for column in dataset.columns)


def table_head(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text)))


def test_what_editors_write_is_what_the_schema_says() -> None:
    schema = schema_of("sampler", SiteNames(LANGUAGES, {"side": tuple(SIDES)}))
    assert set(schema["properties"]) >= set(Sampler.model_fields)
    assert set(schema["$defs"]) == {"Inner", "Entry", "Leaf", "RecordEvidence", "Withdrawal"}
    assert list(faults(RECORD, schema, schema)) == []
    for name in ANNOTATIONS:
        wrong = {"name": RECORD["name"], named(name, "one"): ["nothing that fits"]}
        assert [at for at, _ in faults(wrong, schema, schema)] == [named(name, "one")], name
    assert {at for at, _ in faults({"nmae": "x"}, schema, schema)} == {"nmae", "name"}


def faults(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    """Where ``value`` is not what a schema says, as far as ours say it."""
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
        return
    classes: dict[str, Any] = {"string": str, "number": (int, float), "integer": int, "object": dict, "array": list}
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, classes[kind]) for kind in kinds):
        yield at, "type"
    elif "enum" in schema and value not in schema["enum"]:
        yield at, "enum"
    elif "anyOf" in schema and all(any(faults(value, one, root)) for one in schema["anyOf"]):
        yield at, "anyOf"
    elif isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield at, "pattern"
    elif isinstance(value, list):
        for item in value:
            yield from faults(item, schema.get("items", {}), root, at)
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        yield from ((name, "required") for name in schema.get("required", ()) if name not in value)
        for name, inner in value.items():
            if name in known:
                yield from faults(inner, known[name], root, name)
            elif schema.get("additionalProperties") is False:
                yield name, "additionalProperties"


def test_there_is_a_schema_of_every_kind_and_examples_fit_it() -> None:
    for kind in KINDS:
        schema = schema_of(kind)
        for part in (schema, *schema.get("$defs", {}).values()):
            for name, own in part["properties"].items():
                inner = own.get("items", own)
                for example in inner.get("examples", ()):
                    assert list(faults(example, inner, schema)) == [], f"{kind}.{name}"


def test_lists_show_every_type_that_needs_nothing_but_itself(tmp_path: Path) -> None:
    for page, context in rendering.contexts(FILES, tmp_path):
        if page.view == "index" and page.address.endswith("samplers/"):
            (item,) = (context.item(id_) for id_ in page.ids("items"))
            rows = {row.field: row for row in item.facts}
            for name, cls in TYPES.items():
                if cls.in_lists:
                    text = str(cell(rows[named(name, "one")].cells[0], context.labels))
                    assert shown(name, 1, page.language) in text
                    says_nothing = name in ("flag", "date", "day")
                    assert rows[named(name, "one")].named == says_nothing, "yes alone, or a date: of what?"
            return
    pytest.fail("no index")


def test_a_flag_that_nobody_wrote_is_no_row_and_one_that_says_no_is(tmp_path: Path) -> None:
    for text, rows in (("", []), ("one_flag: no\n", ["否", "No"]), ("one_flag: yes\n", ["是", "Yes"])):
        made = {"samplers/a.yml": record("甲") + text}
        shown_rows = [row for _, model in entry_pages(made, tmp_path / str(len(text))) for row in model.rows]
        assert [str(cell(value, WORDS["zh"])) for row in shown_rows for value in row.cells] == rows


class Plain(FrozenModel):
    """A part with a flag that is no unless it is written."""

    word: Line
    joint: Flag = False
    open: Flag = True


def test_what_a_flag_is_by_default_is_shown_only_where_it_is_yes() -> None:
    read = Plain.model_validate({"word": "a"}, context=BILINGUAL)
    shape = shapes(Plain)
    assert not shape["joint"].type.shows(read.joint, written="joint" in read.model_fields_set)
    assert shape["open"].type.shows(read.open, written="open" in read.model_fields_set)


@pytest.mark.parametrize(
    "annotation",
    [str, int, bool, float, complex, dict[str, str], list[Line], tuple[int, ...], tuple[Line, Line],
     tuple[tuple[Line, ...], ...], Date | Quantity, Literal[1, 2], Annotated[str, "a remark"]],
    ids=str,
)  # fmt: skip
def test_a_field_that_no_type_claims_is_refused_by_name(annotation: Any) -> None:
    part = create_model("Part", __base__=FrozenModel, odd=(annotation, ...))
    for own, name in (
        (annotation, "odd"),
        (annotation | None, "odd"),
        (part, "odd.odd"),
        (tuple[part, ...], "odd.odd"),
    ):
        base = create_model("Base", __base__=Record, odd=(own, ...))
        with pytest.raises(UnclaimedField, match=re.escape(f"kind strange, field {name}:")) as caught:
            type("Strange", (base,), {"kind": "strange", "folder": "strange", "__module__": __name__})
        assert (caught.value.kind, caught.value.field) == ("strange", name)
        assert "strange" not in KINDS


def test_two_types_cannot_have_one_name() -> None:
    with pytest.raises(TypeError, match="LineType"):
        type("AnotherType", (FieldType,), {"name": "line"})


def test_a_list_cannot_show_what_other_pages_would_have_to_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sampler, "card", lambda self: card_facts(one_reference=self.one_reference))
    with pytest.raises(TypeError, match="one_reference"):
        dict(entry_pages(FILES, tmp_path))
    with pytest.raises(TypeError, match="complex"):
        card_facts(value=1j)


def _repaired(text: str, name: str) -> str:
    found = autofix.mended(text.encode(), name)
    return found.data.decode() if found else text


def test_repairs_go_by_the_type_of_the_field_wherever_it_stands() -> None:
    text = """name:
  zh: |
    one_date: 2024/5/1
one_date: 2024年5月1日  # 签约
many_date: [2024.5, "2024/6/2"]
one_instant: 2026/1/2
one_line: 2024/5/1
one_shout: 好！
part:
  inner_date: ２０２４年
  inner_line: 2024年
  inners_date:
    - 20240501
parts:
  - {row_date: 2024年5月, row_line: 2024年5月}
"""
    assert (
        _repaired(text, "content/samplers/a.yml")
        == """name:
  zh: |
    one_date: 2024/5/1
one_date: 2024-05-01  # 签约
many_date: [2024-05, "2024-06-02"]
one_instant: 2026-01-02
one_line: 2024/5/1
one_shout: 好!
part:
  inner_date: 2024
  inner_line: 2024年
  inners_date:
    - 2024-05-01
parts:
  - {row_date: 2024-05, row_line: 2024年5月}
"""
    )
    listed = "- slug: a\n  one_date: 2024/5/1\n- slug: b\n  one_date: 5/1/2024\n"
    assert _repaired(listed, "content/samplers.yml") == listed.replace("2024/5/1", "2024-05-01", 1)


def test_a_moment_is_not_repaired_to_less_than_a_day() -> None:
    text = "one_instant: 2026年1月\n"
    assert _repaired(text, "content/samplers/a.yml") == text


def test_a_reference_to_what_is_not_published_leaves_no_trace(tmp_path: Path) -> None:
    hidden = FILES | {"organisations/buct.yml": record("北化大") + "draft: true\n"}
    for text in rendering.rendered(hidden, tmp_path, {"table", "records"}).values():
        assert "buct" not in text
    assert ReferenceType("organisation").is_published("buct", frozenset(["organisation/buct"]))
