"""What a page depends on is complete: where anything makes it look otherwise, its key is another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.building import make_sample
from tests.unit.helpers import MARKDOWN, NOW, ROOT
from xieshou.build.context import BuildContext, SiteRead
from xieshou.build.manifest import page_keys
from xieshou.build.pipeline import prepare
from xieshou.build.render_job import RenderJob, file_of, rendered
from xieshou.content.load import setup_for
from xieshou.content.site_file import read_site
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels
from xieshou.outputs.publication import Publication
from xieshou.plan.cache import pages_at
from xieshou.plan.navigation import SECTIONS
from xieshou.plan.pages import page_from
from xieshou.render.frames import SLOTS, Frame
from xieshou.render.framing import Framing
from xieshou.render.page_renderer import PageRenderer
from xieshou.render.templates import Templates

PUBLICATION = Publication("https://example.org/two/")
Written = dict[str, tuple[bytes, bytes]]
"""Path -> key, and what the file says."""


def written(root: Path) -> Written | None:
    """Every page of the project in ``root``, in a frame that is nothing but slots; None where it is not sound."""
    project = ProjectPaths.at(root)
    read = SiteRead(*read_site(project))
    setup = setup_for(project, b"fingerprint", read.site, MARKDOWN)
    with BuildContext.open(setup, read, NOW, workers=1) as context:
        prepared = prepare(context)
        if prepared.plan is None or read.site is None:
            return None
        labels = load_labels(project)
        frame = Frame(("", *("\n" for _ in SLOTS)), SLOTS, b"")
        frames = {(language, section): frame for language in read.site.languages for section in SECTIONS}
        framing = Framing.of(read.site, frames, PUBLICATION.origin, "/two/")
        job = RenderJob(read.site, NOW, prepared.pictures, framing, PUBLICATION, "")
        renderer = PageRenderer(prepared.linkable(), labels, prepared.pictures, Templates(project), context.store)
        keys = page_keys(prepared.plan.stubs, framing.digests(), PUBLICATION)
        pages = (page_from(packed) for packed, _ in pages_at(context.store, prepared.plan, prepared.plan.paths))
        return {page.path: (keys[page.path], file_of(page, rendered(page, renderer), job, labels)) for page in pages}


def leaves(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every value that is no table and no list."""
    if isinstance(data, (dict, list)):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*at, step))
    else:
        yield at


def changed(data: Any, at: tuple[str | int, ...]) -> Any:
    """The same with another value at one place: another word, or where it names something, another thing."""
    copy = deepcopy(data)
    inner = copy
    for step in at[:-1]:
        inner = inner[step]
    others = {"lin-he": None, "samples": "zqx-count", "visitors": "samples", "sketch": "badge"}
    inner[at[-1]] = others.get(inner[at[-1]], f"{inner[at[-1]]}改")
    return copy


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(ROOT, tmp_path_factory.mktemp("site") / "s")


def differing(before: Written, after: Written) -> tuple[set[str], set[str]]:
    """The paths whose files differ, and those whose keys do."""
    paths = before.keys() | after.keys()
    return (
        {path for path in paths if before.get(path, (b"", b""))[1] != after.get(path, (b"", b""))[1]},
        {path for path in paths if before.get(path, (b"", b""))[0] != after.get(path, (b"", b""))[0]},
    )


def test_every_leaf_of_the_sites_own_file_is_in_the_keys_of_the_pages_it_changes(sample: Path) -> None:
    path = sample / "content" / "site.yml"
    text = path.read_text("utf-8")
    data = yaml.safe_load(text) | {"publisher": {"zh": "两江编辑组", "en": "Two Rivers editors"}}
    before = written(sample)
    assert before is not None
    sound = []
    try:
        for leaf in leaves(data):
            path.write_text(yaml.safe_dump(changed(data, leaf), allow_unicode=True, sort_keys=False), "utf-8")
            after = written(sample)
            if after is None:
                continue  # a slug or a language that something else names: no build, nothing published
            files, keys = differing(before, after)
            assert files <= keys, (leaf, sorted(files - keys)[:5])
            sound.append((leaf, len(files)))
    finally:
        path.write_text(text, "utf-8")
    seen = {leaf for leaf, count in sound if count}
    for leaf in (
        ("sides", 0, "name", "zh"),
        ("programmes", 0, "name", "en"),
        ("licence", "zh"),
        ("home", "lead", "zh"),
    ):
        assert leaf in seen, leaf
    assert len(sound) > 20


def test_a_side_that_is_renamed_changes_the_pages_that_show_it_and_no_others(sample: Path) -> None:
    path = sample / "content" / "site.yml"
    text = path.read_text("utf-8")
    before = written(sample)
    try:
        path.write_text(text.replace("      zh: 北京\n", "      zh: 东湖\n"), "utf-8")
        after = written(sample)
    finally:
        path.write_text(text, "utf-8")
    assert before is not None
    assert after is not None
    _, keys = differing(before, after)
    assert "organisations/donghu-college/index.html" in keys
    assert not keys & {"404.html", "data/places.csv", "news/2023/index.html"}


FIGURES: Mapping[str, str] = {
    "figure": "![](figure:{slug})",
    "file": "![](../../assets/photos/field.jpg)",
    "named": "见[](figure:{slug})。\n\n![](figure:{slug})",
    "linked": "见[图](figure:{slug})。",
    "chart": "![](figure:samples-chart)\n\n![](figure:visitors-chart)",
    "twice": "![](figure:{slug})\n\n![](figure:{slug})",
    "value": "共[](indicator:samples#2023)。",
}


@pytest.mark.parametrize("form", FIGURES)
@pytest.mark.parametrize(
    "folder",
    ["envoys/lin-he", "projects/tea-drying", "topics/tea", "indicators/visitors", "mechanisms/two-rivers-programme",
     "figures/field", "sources/gazette", "discrepancies/works-name"],
)  # fmt: skip
def test_a_text_of_any_kind_may_show_whatever_it_names(tmp_path: Path, form: str, folder: str) -> None:
    root = make_sample(ROOT, tmp_path / "s")
    kind, _, slug = folder.partition("/")
    place = root / "content" / kind
    place.mkdir(exist_ok=True)
    for language in ("zh", "en"):
        (place / f"{slug}.{language}.md").write_text(FIGURES[form].format(slug="field") + "\n", "utf-8")
    found = written(root)
    assert found is not None
    name = next(path for path in found if path.endswith(f"/{slug}/index.html") and not path.startswith("en/"))
    html = found[name][1].decode()
    assert "<figure" in html or form in ("linked", "value")
    assert "field-" in html or form in ("linked", "chart", "value")


def test_an_edited_figure_changes_the_page_of_a_record_whose_text_shows_it(tmp_path: Path) -> None:
    root = make_sample(ROOT, tmp_path / "s")
    (root / "content" / "envoys" / "lin-he.zh.md").write_text("![](figure:field)\n", "utf-8")
    before = written(root)
    path = root / "content" / "figures" / "field.yml"
    path.write_text(path.read_text("utf-8").replace("zh: ", "zh: 新", 1), "utf-8")
    after = written(root)
    assert before is not None
    assert after is not None
    files, keys = differing(before, after)
    assert "envoys/lin-he/index.html" in files
    assert files <= keys
