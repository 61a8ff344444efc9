"""How far a thing has come is said in words that are true of its sort, for every kind, type and stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import labels, record
from tests.unit.rendering import contexts
from xieshou.content.kinds import KINDS
from xieshou.content.kinds.parts import Status
from xieshou.content.schema.introspect import shapes
from xieshou.views.entry import page as entry_page
from xieshou.views.shared.models import Choice, Row, Rows

STAGES = shapes(Status)["stage"].choices
WITH_STATUS = {kind: cls for kind, cls in KINDS.items() if (own := shapes(cls).get("status")) and own.model is Status}
TYPES = [(kind, type_) for kind, cls in WITH_STATUS.items() for type_ in ("", *shapes(cls)["type"].choices)]
BUILT = {"key-project", "energy", "park", "industrial", "platform", "base"}
"""Types of things that are built."""
TRUE_OF: dict[str, set[tuple[str, str]]] = {
    "开工": {("project", "key-project"), ("project", "energy")},
    "onstruction": {("project", "key-project"), ("project", "energy")},
    "投产": {("project", "industrial")},
    "n production": {("project", "industrial")},
    "投运": {("project", "energy")},
    "建成": {(kind, type_) for kind, type_ in TYPES if kind == "platform" or type_ in {*BUILT, "library"}},
    "研究": {("project", "research")},
    "esearch": {("project", "research")},
    "施工": set(),
}
"""Words that are not true of everything: the sorts that may have them."""


@pytest.mark.parametrize(("kind", "type_"), TYPES)
def test_every_kind_and_type_has_true_words_for_every_stage(kind: str, type_: str) -> None:
    for language, words in labels().items():
        said = {stage: words.choice("stage", stage, kind, type_) for stage in STAGES}
        assert all(said.values())
        for part, sorts in TRUE_OF.items():
            wrong = {stage: text for stage, text in said.items() if part in text and (kind, type_) not in sorts}
            assert not wrong, (language, kind, type_)
        # What has yet to come, what has begun and what is done never read alike.
        assert len({said["planned"], said["started"], said["completed"]}) == 3, (language, kind, type_)


def test_the_words_of_a_list_of_all_sorts_are_true_of_each() -> None:
    for words in labels().values():
        said = " ".join(words.choice("stage", stage) for stage in STAGES)
        assert not [part for part in TRUE_OF if part in said], said


def test_the_tables_name_real_kinds_types_and_stages_and_both_languages_the_same() -> None:
    tables = [words.tree["stages"] for words in labels().values()]
    assert (
        len({repr({kind: {one: list(known[kind][one]) for one in known[kind]} for kind in known}) for known in tables})
        == 1
    )
    for kind, types in tables[0].items():
        assert set(types) <= {"default", *shapes(WITH_STATUS[kind])["type"].choices}
        assert all(set(said) <= set(STAGES) for said in types.values())


def said_in(row: Row | None) -> str:
    """The one choice that a row shows."""
    assert row is not None
    (choice,) = row.cells
    assert isinstance(choice, Choice)
    return choice.text


def test_page_and_list_say_the_stage_in_the_words_of_kind_and_type(tmp_path: Path) -> None:
    started = ("status:", "  stage: started")
    files = {
        "projects/farm.yml": record("风电", "type: energy", *started, "mechanisms:", "  - scheme"),
        "projects/study.yml": record("课题", "type: research", *started, "mechanisms:", "  - scheme"),
        "projects/thing.yml": record("某事", *started),
        "mechanisms/scheme.yml": record("制度", "type: scheme", "status:", "  stage: in-operation"),
        "platforms/tank.yml": record("智库", "type: think-tank", "status:", "  stage: in-operation"),
    }
    on_pages: dict[str, str] = {}
    in_lists: dict[str, set[str]] = {}
    for page, context in contexts(files, tmp_path):
        if page.view == "entry" and page.language == "en":
            (status_row,) = (row for row in entry_page.model(context).rows if row.field == "status")
            status = status_row.cells[0]
            assert isinstance(status, Rows)
            on_pages[page.subject] = said_in(status.get("stage"))
        for id_ in page.shown if page.language == "en" else ():
            stages = (row for row in context.item(id_).facts if row.field == "stage")
            in_lists.setdefault(id_, set()).update(map(said_in, stages))
    assert on_pages == {
        "project/farm": "Construction begun",
        "project/study": "Research begun",
        "project/thing": "Started",
        "mechanism/scheme": "In force",
        "platform/tank": "Operating",
    }
    assert in_lists["project/farm"] == {"Construction begun"}
    assert in_lists["project/study"] == {"Research begun"}
    assert in_lists["mechanism/scheme"] == {"In force"}
