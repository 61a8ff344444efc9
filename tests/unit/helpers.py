"""Small sites on the disk, and the content stages run over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xieshou.build.context import BuildContext, SiteRead
from xieshou.build.pipeline import prepare
from xieshou.build.prepared import Prepared
from xieshou.content.catalog import Catalog, join
from xieshou.content.load import all_units, setup_for
from xieshou.content.markdown.body import Body, Mention
from xieshou.content.markdown.render import MarkdownSettings, Renderer
from xieshou.content.parse import Reader
from xieshou.content.parsed import Parsed
from xieshou.content.site_file import SiteFile, read_site
from xieshou.content.units import Unit, pack, unpack
from xieshou.content.waiting import with_waiting
from xieshou.core.problems import ContentError, Problem
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels, load_labels
from xieshou.plan.cache import CachedPlan

ROOT = Path(__file__).resolve().parents[2]
FAULTS = ROOT / "tests" / "faults"
BASE_SITE = FAULTS / "base"
LANGUAGES = ("zh", "en")
MARKDOWN = MarkdownSettings(("tables", "footnotes", "attr_list", "def_list", "sane_lists", "toc"), {})
RENDERER = Renderer(MARKDOWN)
READER = Reader(LANGUAGES, RENDERER)
NOW = 1_750_000_000
"""15 June 2025: a moment for embargoes to lie before or after."""
SOURCED = ("sources:", "  - daily")
"""Lines of front matter without which no article is published."""
STORY = "content/articles/2024/story.zh.md"
SIDES = ("beijing", "changzhi", "shanxi", "national", "other")
PROGRAMMES = ("beijing-changzhi", "changzhi", "national")
BILINGUAL = {"languages": LANGUAGES, "side": SIDES, "programme": PROGRAMMES}
"""What a record is read with: the site's languages, and the choices it names itself."""


def labels() -> dict[str, Labels]:
    """The real labels, both languages."""
    return load_labels(ProjectPaths.at(ROOT))


def render(text: str, path: str = STORY, first_line: int = 1) -> tuple[Body, list[Mention], list[Problem]]:
    """A text through the site's own Markdown parser."""
    return RENDERER.render(text, path, first_line)


def html_of(text: str) -> str:
    """The HTML of a text, references left out."""
    return "".join(piece for piece in render(text)[0].pieces if isinstance(piece, str))


def places(problems: Iterable[Problem]) -> list[str]:
    """Problems as golden files write them."""
    return [f"{one.path}:{one.line}:{one.column} {one.code}" for one in problems]


def details(one: Problem) -> dict[str, str]:
    """What a problem's sentence is filled with."""
    return dict(one.details)


@dataclass(slots=True)
class Site:
    """A project in a temporary folder. ``add`` puts a file into ``content/``."""

    root: Path
    project: ProjectPaths = field(init=False)

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "content").mkdir()
        self.project = ProjectPaths(self.root, self.root / "docs", self.root / ".cache" / "xieshou")

    @classmethod
    def sound(cls, root: Path) -> Site:
        """The small sound site that every fault is added to."""
        site = cls(root)
        site.overlay(BASE_SITE)
        return site

    def overlay(self, folder: Path) -> None:
        """Lay the files of a case over the content (and those in its ``assets/`` and ``docs/`` over those)."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_dir() or name.name == "expected.txt":
                continue
            target = self.root / name if name.parts[0] in ("assets", "docs") else self.root / "content" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())

    def add(self, name: str, data: str | bytes) -> Path:
        """Write ``content/<name>``."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def parse(self, name: str, data: str | bytes) -> Parsed:
        """Write ``content/<name>`` and parse it alone."""
        return READER.parse(self.add(name, data), f"content/{name}")

    def context(self, now: int = NOW, workers: int = 1, **more: Any) -> BuildContext:
        """What a build of the site works with. Close it by ``with``."""
        read = SiteRead(*read_site(self.project))
        setup = setup_for(self.project, b"fingerprint of the tests", read.site, MARKDOWN)
        return BuildContext.open(setup, read, now, workers=workers, **more)

    def prepare(self, now: int = NOW) -> Prepared:
        """Load, check and plan. Raises ``ContentError``."""
        with self.context(now) as context:
            prepared = prepare(context)
            if prepared.plan is None:
                raise ContentError(prepared.problems)
            _ = prepared.plan.stubs, prepared.plan.entries()  # read while the store is open
            return prepared

    def plan(self, now: int = NOW) -> CachedPlan:
        """What is planned. Raises ``ContentError``."""
        plan = self.prepare(now).plan
        assert plan is not None
        return plan

    def units(self) -> list[Unit]:
        """The units of all sound files, as the store has them after ``prepare``."""
        with self.context() as context:
            return all_units(context.store)

    def problems(self, now: int = NOW) -> list[Problem]:
        """Every problem of the site, in order."""
        try:
            return self.prepare(now).problems.warnings
        except ContentError as error:
            return list(error.problems)

    def found(self, now: int = NOW) -> list[str]:
        """Every problem of the site as golden files write them."""
        return places(self.problems(now))


def record(name: str = "某机构", *lines: str) -> str:
    """A record in both languages, with more lines."""
    return "\n".join(["name:", f"  zh: {name}", "  en: Something", *lines, ""])


def story(*lines: str, text: str = "正文。\n", title: str = "标题") -> str:
    """A Markdown file: title and summary, more lines of front matter, and its text."""
    return "\n".join(["---", f"title: {title}", "summary: 摘要", *lines, "---", text])


def units_of(files: Mapping[str, str], root: Path) -> list[Unit]:
    """The units of sound files, as the store would give them back."""
    site = Site(root)
    units: list[Unit] = []
    for name, data in files.items():
        parsed = site.parse(name, data)
        assert parsed.sound, places(parsed.problems)
        units += unpack(pack(parsed.units))
    return units


def catalog_of(files: Mapping[str, str], root: Path, now: int = NOW) -> tuple[Catalog, list[Problem]]:
    """The catalog of sound files, and what joining them found."""
    return join(with_waiting(units_of(files, root), now, ())[0], LANGUAGES, now, {})


_WORDS = {"zh": "甲", "en": "A"}
SITE = {
    "languages": list(LANGUAGES),
    "name": _WORDS,
    "description": _WORDS,
    "publisher": _WORDS,
    "home": {"lead": _WORDS},
}
"""``site.yml``, as short as may be."""


def site_file(**more: object) -> SiteFile:
    """A site's own data, as short as may be, with ``more``."""
    return SiteFile.model_validate({**SITE, **more}, context=BILINGUAL)
