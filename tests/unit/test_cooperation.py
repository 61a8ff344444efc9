"""Who works with whom: found from the parties of records, bounded however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.unit.helpers import Site, catalog_of, record, story
from xieshou.content.site_file import SiteFile, read_site
from xieshou.plan.pages import Page, Plan
from xieshou.views import cooperation


def site_file(folder: Path) -> SiteFile:
    site, problems, _ = read_site(Site.sound(folder).project)
    assert site is not None, problems
    return site


def party(side: str) -> str:
    return record("单位", f"side: {side}")


def project(*partners: tuple[str, str], pairs: Sequence[tuple[str, ...]] = ()) -> str:
    lines = ["partners:"] if partners else []
    for organisation, side in partners:
        lines += [f"  - organisation: {organisation}", f"    side: {side}"]
    lines += ["pairs:"] if pairs else []
    for pair in pairs:
        lines += ["  - between:", *(f"      - {organisation}" for organisation in pair)]
    return record("项目", "type: other", *lines)


ENVOY = record(
    "某人", "title:", "  zh: 教授", "  en: Professor", "title_as_of: 2024", "from_organisation: buct", "serves: mill"
)


def planned(files: dict[str, str], folder: Path) -> list[Page]:
    catalog, problems = catalog_of(files, folder / "content")
    assert problems == []
    return list(cooperation.plan(Plan(catalog, site_file(folder / "site"))))


def test_two_parties_of_a_record_or_a_pair_of_it_are_a_tie_and_three_are_none(tmp_path: Path) -> None:
    files = {
        "organisations/buct.yml": party("beijing"),
        "organisations/mill.yml": party("changzhi"),
        "organisations/works.yml": party("changzhi"),
        "projects/a.yml": project(("buct", "beijing"), ("mill", "changzhi")),
        "projects/crowd.yml": project(("buct", "beijing"), ("works", "changzhi"), ("mill", "changzhi")),
        "projects/paired.yml": project(
            ("buct", "beijing"), ("works", "changzhi"), ("mill", "changzhi"), pairs=[("works", "buct")]
        ),
        "projects/neighbours.yml": project(("works", "changzhi"), ("mill", "changzhi")),
        "mechanisms/of-two.yml": project(pairs=[("buct", "mill")]).replace("type: other", "type: scheme"),
        "projects/alone.yml": project(("buct", "beijing")),
        "projects/unknown.yml": project(("nobody", "beijing"), ("mill", "changzhi")),
        "envoys/ye.yml": ENVOY,
    }
    zh, en = planned(files, tmp_path)
    assert (zh.address, en.address) == ("cooperation/", "en/cooperation/")
    assert zh.option("rows") == ("organisation/buct",)
    assert zh.option("columns") == ("organisation/mill", "organisation/works"), "the busier first"
    assert [(column, count, one) for _, column, count, one, _ in zh.option("matrix")] == [
        ("organisation/mill", 3, ""),
        ("organisation/works", 1, "project/paired"),
    ]
    assert zh.option("lines") == (
        ("organisation/buct", "organisation/mill", "envoy/ye"),
        ("organisation/buct", "organisation/mill", "mechanism/of-two"),
        ("organisation/buct", "organisation/mill", "project/a"),
        ("organisation/buct", "organisation/works", "project/paired"),
    )


def test_a_story_changes_nothing_of_it_and_without_bonds_there_is_no_page(tmp_path: Path) -> None:
    files = {
        "organisations/buct.yml": party("beijing"),
        "organisations/mill.yml": party("changzhi"),
        "envoys/ye.yml": ENVOY,
    }
    before = planned(files, tmp_path / "before")
    files["articles/2024/a.zh.md"] = story("date: 2024", "organisations:", "  - buct", "  - mill")
    assert planned(files, tmp_path / "after") == before
    del files["envoys/ye.yml"]
    assert planned(files, tmp_path / "without") == []


def test_many_parties_are_capped_in_the_matrix_and_shelved_in_the_list(tmp_path: Path) -> None:
    files = {f"organisations/b{number:03}.yml": party("beijing") for number in range(40)}
    files |= {f"organisations/c{number:03}.yml": party("changzhi") for number in range(40)}
    for number in range(400):
        files[f"projects/p{number:03}.yml"] = project(
            (f"b{number % 40:03}", "beijing"), (f"c{number % 37:03}", "changzhi")
        )
    for number in range(200):
        files[f"projects/q{number:03}.yml"] = project(("b001", "beijing"), ("c001", "changzhi"))
    pages = [page for page in planned(files, tmp_path) if page.language == "zh"]
    top = pages[0]
    assert len(top.option("rows")) == cooperation.ROWS
    assert len(top.option("columns")) == cooperation.COLUMNS
    assert top.option("left_out") == (16, 19)
    assert not top.option("lines")
    assert all(len(page.option("lines")) <= cooperation.LINES for page in pages)
    listed = [line for page in pages for line in page.option("lines")]
    assert len({row for row, _, _ in listed}) == 40
    assert sum(row == "organisation/b001" for row, _, _ in listed) == cooperation.OF_PARTY
    archive = {line: page for page in pages for line in page.option("lines")}
    for row, column, _, _, tail in top.option("matrix"):
        page = next((page for line, page in archive.items() if line[:2] == (row, column)), None)
        assert tail == (page.address.removeprefix("cooperation/") if page else ""), (
            "a number leads to where its records are"
        )
