"""Ways to keep an entry back, or what only such entries use: each with a mark of its own, in a table.

A way's words, names and files all hold its mark, so that a byte of them anywhere tells which way leaks. Where a way is
a line, ``{hide}`` stands for it: published instead, the same files must show the mark, or the way tests nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tests.site.building import photo
from tests.unit.helpers import BASE_SITE, ROOT

_LINES = (
    "draft: true", "publish_at: 2098-05-06", "withdrawn: true", "draft: yes", "publish_at: 2098-05-06T07:08",
    'draft: "true"', "publish_at: 2098-05-06 07:08", "publish_at: 2098-05-06T07:08Z",
)  # fmt: skip
"""What keeps back; the ways take turns with them."""
_NAMED = "name:\n  zh: {M}名\n  en: {M} name\n"
_RECORD = f"{_NAMED}summary:\n  zh: {{M}}述\n  en: {{M}} told\n{{hide}}"
_PROOF = "sources:\n  - daily\n"
_FIGURE = (
    f"{_NAMED}type: caption-only\ncaption:\n  zh: {{M}}图\n  en: {{M}} caption\nalt:\n  zh: {{M}}\n  en: {{M}} alt\n"
)
_PHOTO = f"{_FIGURE.replace('caption-only', 'photo')}image: photos/{{m}}.jpg\n"
_STORY = "---\ntitle: {M}题\nsummary: {M}要\ndate: 2024-07\n{hide}sources:\n  - daily\n"
_COUNT = f"{_NAMED}unit:\n  zh: 件\n  en: piece|pieces\nobservations:\n  - period: 2023\n    value: 7件\n    {_PROOF}"
_COUNT = _COUNT.replace("  - daily\n", "      - daily\n")
_SOURCE = f"{_NAMED}date: 2023\n"
_STORY_FILE = "content/articles/2024/{m}-story.zh.md"
_PAGE = "docs/{m}.md"


class Way(NamedTuple):
    """What is written where. ``lists``: entries of the list files; ``public``: whether it comes out without ``{hide}``;
    ``ground``: what stands there before, and is published.
    """

    files: dict[str, str]
    lists: Mapping[str, str] = MappingProxyType({})
    public: bool = True
    ground: Mapping[str, str] = MappingProxyType({})


def _record(folder: str, more: str = "") -> Way:
    return Way({f"content/{folder}/{{m}}.yml": _RECORD + more})


def _list(name: str, more: str = "") -> Way:
    return Way({}, {name: _RECORD + more})


def _used(by: str, text: str, files: dict[str, str], lists: dict[str, str] | None = None) -> Way:
    """What a hidden article alone uses: ``by`` lines of its head, or by its text."""
    return Way({_STORY_FILE: f"{_STORY}{by}---\n\n{{M}}文。{text}\n", **files}, lists or {})


def _page(text: str, files: dict[str, str]) -> Way:
    """What a hidden page alone uses."""
    return Way({_PAGE: f"---\ntitle: {{M}}\n{{hide}}---\n\n# {{M}}\n\n{text}\n", **files})


_ORGANISATION = {"content/organisations/{m}.yml": _NAMED}
_DRAWN = {"content/figures/{m}.yml": _FIGURE}
_SHOT = {"content/figures/{m}.yml": _PHOTO, "assets/photos/{m}.jpg": ""}
_COUNTED = {"content/indicators/{m}.yml": _COUNT}
_PARTNER = "partners:\n  - organisation: {m}\n    side: beijing\n"
_OPEN = _STORY.replace("{M}", "公开").replace("{hide}", "")


def _remarked(remark: str) -> dict[str, str]:
    """A remark wherever one can stand."""
    return {
        "content/organisations/noted.yml": f"# {remark}\nname: # {remark}\n  zh: 某机构\n  en: An office\n",
        "content/articles/2024/noted.zh.md": f"{_OPEN}# {remark}\n---\n\n正文。<!-- {remark} -->\n\n"
        f"<!--\n{remark}\n-->\n",
        "docs/noted.md": f"---\n# {remark}\ntitle: 公开\n---\n\n# 公开\n\n<!-- {remark} -->\n",
    }


WAYS = {
    # The entry itself, of every kind.
    "article": Way({_STORY_FILE: f"{_STORY}topics:\n  - envoys\n---\n\n{{M}}文，[北化大](organisation:buct)。\n"}),
    "article in both languages": Way(
        {
            _STORY_FILE: f"{_STORY}---\n\n{{M}}文。\n",
            "content/articles/2024/{m}-story.en.md": "---\ntitle: {M}\nsummary: {M}\n---\n\n{M} text.\n",
        }
    ),
    "translation": Way(
        {"content/articles/2024/open.en.md": "---\ntitle: {M}\nsummary: {M}\n{hide}---\n\n{M} text.\n"}
    ),
    "project": _record("projects", f"investment: 9.99亿元\n{_PROOF}"),
    "project with a story": Way(
        {"content/projects/{m}.yml": _RECORD + _PROOF, "content/projects/{m}.zh.md": "{M}故事。\n"}
    ),
    "platform": _record("platforms", f"established: 2024-01\n{_PROOF}"),
    "envoy": _record(
        "envoys",
        f"title:\n  zh: {{M}}\n  en: {{M}}\ntitle_as_of: 2023-11\nfrom_organisation: buct\nserves: buct\n{_PROOF}",
    ),
    "mechanism": _record(
        "mechanisms", f"strands:\n  - name:\n      zh: {{M}}\n      en: {{M}}\n    of: platform\n{_PROOF}"
    ),
    "event": _record("events", f"date: 2024-07-19\n{_PROOF}"),
    "agreement": _record("agreements", f"date: 2024-07-19\n{_PROOF}"),
    "policy": _record("policies", f"date: 2024-07-19\n{_PROOF}"),
    "need": _record("needs", f"date: 2024-07-19\n{_PROOF}"),
    "organisation": _record("organisations"),
    "source": _record("sources", "date: 2023\n"),
    "indicator": Way({"content/indicators/{m}.yml": f"{_COUNT}{{hide}}"}),
    "figure": Way({"content/figures/{m}.yml": f"{_PHOTO}{{hide}}", "assets/photos/{m}.jpg": ""}),
    "discrepancy": _record(
        "discrepancies", f"type: misprint\nresolution: unresolved\nreadings:\n  - printed: {{M}}\n    {_PROOF}".replace(
            "  - daily", "      - daily"
        )
    ),
    "file": Way({"content/files/{m}.yml": f"{_RECORD}file: files/{{m}}.csv\n", "assets/files/{m}.csv": "{M}\n"}),
    "place": _list("places"),
    "topic": _list("topics", "type: industry\n"),
    "term": _list("glossary"),
    # What only a hidden article uses.
    "figure in its text": _used("", "\n\n![](figure:{m})", _SHOT),
    "figure as its cover": _used("cover: {m}\n", "", _SHOT),
    "figure in its list": _used("figures:\n  - {m}\n", "", _DRAWN),
    "picture whose figure names a source": _used(
        "", "\n\n![](figure:{m})",
        {"content/figures/{m}.yml": f"{_FIGURE}sources:\n  - {{m}}\n", "content/sources/{m}.yml": _SOURCE},
    ),
    "source in its text": _used("", "[来源](source:{m})", {"content/sources/{m}.yml": _SOURCE}),
    "publisher of its source": _used(
        "", "[来源](source:{m})", {"content/sources/{m}.yml": f"{_SOURCE}publisher: {{m}}\n", **_ORGANISATION}
    ),
    "organisation in its text": _used("", "[机构](organisation:{m})", _ORGANISATION),
    "organisation in its list": _used("organisations:\n  - {m}\n", "", _ORGANISATION),
    "parent of its organisation": _used(
        "organisations:\n  - {m}-b\n", "",
        {"content/organisations/{m}-b.yml": f"{_NAMED}parent: {{m}}\n", **_ORGANISATION},
    ),
    "place of its organisation": _used(
        "organisations:\n  - {m}\n", "", {"content/organisations/{m}.yml": f"{_NAMED}place: {{m}}\n"},
        {"places": _NAMED},
    ),
    "topic in its list": _used("topics:\n  - {m}\n", "", {}, {"topics": _NAMED}),
    "place in its text": _used("", "[某地](place:{m})", {}, {"places": _NAMED}),
    "term in its text": _used("", "[词](term:{m})", {}, {"glossary": f"{_NAMED}summary:\n  zh: {{M}}\n  en: {{M}}\n"}),
    "value in its text": _used("", "共[](indicator:{m})。", _COUNTED),
    "chart in its text": _used(
        "", "\n\n![](figure:{m})",
        {
            "content/figures/{m}.yml": _FIGURE.replace("caption-only", "chart")
            + "chart:\n  form: bar\n  indicators:\n    - {m}\n",
            **_COUNTED,
        },
    ),
    # What only other hidden entries, translations and pages use.
    "partner of a project": Way({"content/projects/{m}-p.yml": _RECORD + _PARTNER + _PROOF, **_ORGANISATION}),
    "answer to a need": Way(
        {
            "content/needs/{m}-n.yml": f"{_RECORD}date: 2024-07\nanswers:\n  - organisation: {{m}}\n{_PROOF}",
            **_ORGANISATION,
        }
    ),
    "total of a mechanism": Way({"content/mechanisms/{m}-m.yml": f"{_RECORD}totals:\n  - {{m}}\n{_PROOF}", **_COUNTED}),
    "place of an event": Way(
        {"content/events/{m}-e.yml": f"{_RECORD}date: 2024-07-19\nplace: {{m}}\n{_PROOF}"}, {"places": _NAMED}
    ),
    "figure in a translation": Way(
        {
            "content/articles/2024/untold.en.md": "---\ntitle: {M}\nsummary: {M}\n{hide}---\n\n![](figure:{m}-f)\n",
            "content/figures/{m}-f.yml": _FIGURE,
        },
        ground={"content/articles/2024/untold.zh.md": f"{_OPEN}---\n\n正文。\n"},
    ),
    "page": _page("{M} words", {"docs/en/{m}.md": "---\n{hide}---\n\n# {M}\n\n{M} words\n"}),
    "index of a folder": Way({"docs/{m}/index.md": "---\ntitle: {M}\n{hide}---\n\n# {M}\n"}),
    "figure on a page": _page("![](figure:{m})", _SHOT),
    "value on a page": _page("[](indicator:{m})", _COUNTED),
    "organisation on a page": _page("[机构](organisation:{m})", _ORGANISATION),
    "picture beside a page": _page("![{M}]({m}.jpg)", {"docs/{m}.jpg": ""}),
    "file beside a page": _page("[{M}]({m}.csv)", {"docs/{m}.csv": "{M}\n"}),
    "page that the settings put off": Way(
        {"docs/later/{m}.md": "# {M}\n\n![](figure:{m})\n\n[{M}]({m}.csv)\n", "docs/later/{m}.csv": "{M}\n", **_DRAWN},
        public=False,
    ),
    "page that the settings leave out": Way({"docs/images/{m}.md": "# {M}\n"}, public=False),
    # What no reader is meant to see anyway.
    "remarks": Way(_remarked("{M} remark"), ground=_remarked("remark"), public=False),
    "leftovers": Way(
        {f"docs/{name}": "{M}" for name in ("{m}.docx", "{m}.html", "about.md.bak", "a.md~", "~${m}.docx", ".{m}.swp")}
        | {"assets/photos/{m}.jpg": "", "assets/theme/{m}.docx": "{M}", "assets/templates/{m}.html~": "{M}"},
        public=False,
    ),
}  # fmt: skip


def mark_of(number: int) -> str:
    """The mark of the way with this number."""
    return f"zqx{chr(97 + number // 26)}{chr(97 + number % 26)}"


MARKS = {mark_of(number): name for number, name in enumerate(WAYS)}
"""What each mark stands for."""


def lay_out(root: Path) -> None:
    """A small sound project, which names what the ways hide."""
    shutil.copytree(BASE_SITE, root / "content")
    (root / "hooks").mkdir()
    shutil.copy2(ROOT / "hooks" / "build_site.py", root / "hooks")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("  xieshou: {} ", "  xieshou: {workers: 1} ")
    (root / "mkdocs.yml").write_text(settings.replace("\ntheme:", "draft_docs: |\n  later/\n\ntheme:", 1), "utf-8")
    (root / "docs" / "en").mkdir(parents=True)
    (root / "docs" / "about.md").write_text("# 关于\n", "utf-8")
    (root / "docs" / "en" / "about.md").write_text("# About\n", "utf-8")
    for mark, name in MARKS.items():
        for path, text in WAYS[name].ground.items():
            (root / path.replace("{m}", mark)).write_text(text, "utf-8")


def lay_ways(root: Path, *, hidden: bool) -> None:
    """The files of all ways."""
    lists = {name: root / "content" / f"{name}.yml" for name in ("topics", "places", "glossary")}
    texts = {name: (BASE_SITE / f"{name}.yml").read_text("utf-8") if name == "topics" else "" for name in lists}
    for number, (mark, name) in enumerate(MARKS.items()):
        way, line = WAYS[name], f"{_LINES[number % len(_LINES)]}\n" if hidden else ""

        def filled(text: str, mark: str = mark, line: str = line) -> str:
            return text.replace("{m}", mark).replace("{M}", mark.upper()).replace("{hide}", line)

        for path, text in way.files.items():
            file = root / filled(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".jpg":
                photo(file, 30 + 4 * number)
            else:
                file.write_text(filled(text), "utf-8")
        for which, entry in way.lists.items():
            texts[which] += f"- slug: {mark}\n  " + filled(entry).strip().replace("\n", "\n  ") + "\n"
    for which, text in texts.items():
        lists[which].write_text(text, "utf-8")


def lay_open(root: Path, *, named: bool) -> None:
    """Published files that name (or do not) what the ways hide."""
    by = {name: mark for mark, name in MARKS.items()}
    names = {
        "topics": by["topic"],
        "projects": by["project"],
        "organisations": by["organisation"],
        "places": by["place"],
    }
    facts = (
        "".join(f"{key}:\n  - {mark}\n" for key, mark in names.items()) + f"cover: {by['figure']}\n" if named else ""
    )
    text = _STORY.replace("{M}", "公开").replace("{hide}", facts) + "---\n\n正文。\n"
    (root / "content" / "articles" / "2024" / "open.zh.md").write_text(text, "utf-8")
