"""A site's own templates: what is wrong in one is told at its line, before anything is made with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.helpers import Site, labels, places, story
from tests.unit.test_cli import run
from xieshou.core.problems import Problem, Problems, message
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.render.error_page import error_page
from xieshou.render.style_check import style_problems
from xieshou.render.template_check import template_problems

MAIN = "{% extends 'entry.html' %}\n{% block main %}"
ENTRY = (FRONT / "templates" / "entry.html").read_text("utf-8")


def written(root: Path, name: str, data: str | bytes) -> ProjectPaths:
    path = root / "assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return ProjectPaths.at(root)


def found(project: ProjectPaths) -> list[Problem]:
    problems = list(Problems(list(template_problems(project))))
    for words in labels().values():
        assert all(all(message(one, words.problems)) for one in problems)
    return problems


@pytest.mark.parametrize(
    "path", sorted((FRONT / "templates").rglob("*.html")), ids=lambda path: path.relative_to(FRONT).as_posix()
)
def test_a_copy_of_any_of_the_engine_is_sound(tmp_path: Path, path: Path) -> None:
    project = written(tmp_path, path.relative_to(FRONT).as_posix(), path.read_bytes())
    assert places(found(project)) == []


@pytest.mark.parametrize("path", sorted((FRONT / "theme").rglob("*.html")), ids=lambda path: path.name)
def test_a_copy_of_any_of_the_theme_is_sound(tmp_path: Path, path: Path) -> None:
    assert places(found(written(tmp_path, path.relative_to(FRONT).as_posix(), path.read_bytes()))) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("templates/home.html", "a\n{% if page.title %}\n", "2:1 template-syntax"),
        ("templates/home.html", "<p>{{ page.title }</p>\n", "1:4 template-syntax"),
        ("templates/home.html", "a\n  {% fro x in page.groups %}{% endfor %}\n", "2:3 template-syntax"),
        ("templates/home.html", "{% block a %}{% endblock %}\n{% block a %}{% endblock %}\n", "2:1 template-syntax"),
        ("templates/home.html", "{{ page.title | uper }}\n", "1:17 template-name-near"),
        ("templates/home.html", "{% if page.title is defind %}{% endif %}\n", "1:21 template-name-near"),
        ("templates/home.html", "{{ page.title | qxqxqx }}\n", "1:17 template-name"),
        ("templates/home.html", "a\n{{ paeg.title }}\n", "2:4 template-name-near"),
        ("templates/home.html", "{{ qxqxqx }}\n", "1:4 template-name"),
        ("templates/home.html", "{{ lables('ui.home') }}\n", "1:4 template-name-near"),
        ("templates/home.html", "{{ labels('ui.hmoe') }}\n", "1:12 template-label-near"),
        ("templates/home.html", "{% extends 'entri.html' %}\n", "1:13 template-name-near"),
        ("templates/home.html", "{% include 'qxqxqx' %}\n", "1:13 template-name"),
        ("templates/home.html", f"{{{{ {'9' * 5000} }}}}\n", "1:1 template-syntax"),
        ("templates/macros.html", "{% macro table(a, b) %}{% endmacro %}\n", "1:1 template-macros"),
        ("templates/home.html", "<p>首页</p>\n".encode("gb18030"), "1:4 encoding-not-utf8"),
        ("templates/home.html", b"\x89PNG\r\n", "1:1 file-not-text"),
        ("theme/main.html", "{% extends 'base.html' %}\n{% block x %}\n", "2:1 template-syntax"),
        ("theme/partials/footer.html", "{{ xieshou.labels('ui.hmoe') }}\n", "1:20 template-label-near"),
        ("theme/partials/footer.html", "{{ page | ulr }}\n", "1:11 template-name-near"),
        ("theme/partials/footer.html", "a\n{{ qxqxqx.title }}\n", "2:4 template-name"),
        ("theme/partials/footer.html", "{{ xieshuo.labels('ui.home') }}\n", "1:4 template-name-near"),
        ("theme/main.html", "{% extends 'bsae.html' %}\n", "1:13 template-name-near"),
        ("theme/partials/~$footer.docx", b"PK", "1:1 theme-file"),
        ("theme/partials/footer.html.bak", "x", "1:1 theme-file"),
        ("theme/main.html", "{% extends 'base.html' %}{% import 'qxqxqx' as q %}\n", "1:37 template-name"),
    ],
)
def test_what_no_page_is_needed_for_is_told_at_its_place(
    tmp_path: Path, name: str, text: str | bytes, expected: str
) -> None:
    assert places(found(written(tmp_path, name, text))) == [f"assets/{name}:{expected}"]


def site_with(tmp_path: Path, name: str, text: str) -> Site:
    site = Site.sound(tmp_path / "site")
    site.add("articles/2024/x.zh.md", story("date: 2024", "sources: [daily]"))
    written(site.root, name, text)
    return site


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("templates/line.html", "<li class=\"xs-item\">\n{{ item.summery }}</li>\n", ":2:1"),
        ("templates/kinds/article.html", MAIN + "\n{{ page.bodi }}\n{% endblock %}\n", ":3:1"),
        ("templates/kinds/source.html", MAIN + "{{ 1 / 0 }}{% endblock %}\n", ":2:1"),
        ("templates/entry.html", ENTRY + "{{ m.tabel(page.rows) }}\n", ""),
        ("templates/index.html", "a\n{{ script('none.js') }}\n", ":2:1"),
        ("templates/home.html", "{{ labels('ui.' ~ 'nothing') }}\n", ":1:1"),
        ("templates/home.html", "{{ labels('ui.minutes', cuont=3) }}\n", ":1:1"),
    ],
)  # fmt: skip
def test_what_a_page_brings_to_light_is_told_by_the_check(tmp_path: Path, name: str, text: str, expected: str) -> None:
    site = site_with(tmp_path, name, text)
    done = run(site, "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"assets/{name}{expected}" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_sound_template_of_the_site_is_no_matter(tmp_path: Path) -> None:
    site = site_with(tmp_path, "templates/home.html", "<p>{{ page.title }}</p>\n")
    done = run(site, "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_page_of_errors_is_shown_even_where_it_holds_the_error(tmp_path: Path) -> None:
    project = written(tmp_path, "templates/error.html", "{% if %}")
    assert "assets/templates/error.html" in error_page(Problems(found(project)), labels(), project)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("template: nope.html", ["docs/more.md:2:11 docs-template"]),
        ("title: x\ntemplate: mian.html", ["docs/more.md:3:11 docs-template"]),
        ("template: main.html", []),
        ("template: own.html", []),
        ("title: template", []),
    ],
)
def test_a_page_in_docs_asks_for_a_template_that_is_there(tmp_path: Path, front: str, expected: list[str]) -> None:
    site = Site.sound(tmp_path / "site")
    written(site.root, "theme/own.html", "{% extends 'main.html' %}")
    (site.root / "docs").mkdir()
    (site.root / "docs" / "more.md").write_text(f"---\n{front}\n---\n\n# 更多\n\n正文。\n", "utf-8")
    assert [one for one in site.found() if one.startswith("docs/")] == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("styles/own.css", "a { color: red }\nb { color: blue\n", ["2:3 style-brace"]),
        ("styles/own.css", "@media print {\n  a { b: c; }\n", ["1:14 style-brace"]),
        ("styles/own.css", "a { b: c; }\n}\n", ["2:1 style-brace"]),
        ("styles/own.css", "a { b: c; }\n/* never ends { }\n", ["2:1 style-comment"]),
        ("styles/own.css", "/* 颜色 */".encode("gb18030"), ["1:4 encoding-not-utf8"]),
        ("styles/own.css", "a::before { content: '{'; b: url(data:,{) } /* } */\n", []),
        ("styles/colours.css", (FRONT / "styles" / "colours.css").read_bytes(), []),
        ("styles/own.css", "/* x */\n@import url(https://x.example/a.css);\n", ["2:13 style-outside"]),
        (
            "styles/own.css",
            "@import '//x.example/a';\na { b: url( \"http://y.example/c\" ) }\n",
            ["1:10 style-outside", "2:14 style-outside"],
        ),
        ("styles/own.css", "/* url(//x) */ a { b: url(../theme/x.svg); c: url(data:image/png,//x) }\n", []),
        ("scripts/own.js", "// 注\n".encode("gb18030"), ["1:4 encoding-not-utf8"]),
        ("scripts/own.js", "const a = '}'\n", []),
        ("styles/notes.txt", b"\xff", []),
    ],
)
def test_a_style_sheet_that_would_take_the_others_with_it(
    tmp_path: Path, name: str, text: str | bytes, expected: list[str]
) -> None:
    project = written(tmp_path, name, text)
    assert places(style_problems(project)) == [f"assets/{name}:{one}" for one in expected]


def test_a_warning_goes_with_the_file_that_it_was_of(tmp_path: Path) -> None:
    site = site_with(tmp_path, "styles/own.css", "@import url(https://fonts.example/a.css);\n")
    written(site.root, "root/CNAME.old", "x\n")
    warned = {"assets/root/CNAME.old:1:1 root-backup", "assets/styles/own.css:1:13 style-outside"}
    assert warned <= {*site.found()}
    for name in ("styles/own.css", "root/CNAME.old"):
        (site.root / "assets" / name).unlink()
    assert warned.isdisjoint(site.found()), "though nothing of the content has changed"


@pytest.mark.parametrize("path", sorted((FRONT / "styles").glob("*.css")), ids=lambda path: path.name)
def test_the_style_sheets_of_the_engine_are_sound(tmp_path: Path, path: Path) -> None:
    assert list(style_problems(written(tmp_path, f"styles/{path.name}", path.read_bytes()))) == []


@pytest.mark.parametrize("name", ["templates/kinds/x.html", "styles/x.css", "labels/x.yml"])
def test_a_link_to_a_name_that_no_file_can_have_stops_nobody(tmp_path: Path, name: str) -> None:
    path = tmp_path / "assets" / name
    path.parent.mkdir(parents=True)
    path.symlink_to("a" * 300)
    project = ProjectPaths.at(tmp_path)
    assert [*found(project), *style_problems(project)] == []  # it is told where the folders are walked
    assert name.partition("/")[2] not in project.front_files(name.partition("/")[0])


@pytest.mark.parametrize("name", ["scripts/副本own.js", "styles/site copy.css", "scripts/gallery (2).js"])
def test_a_copy_of_a_script_or_sheet_is_not_published_and_said_so(tmp_path: Path, name: str) -> None:
    project = written(tmp_path, name, "/* ZQX */\n")
    assert [(one.path, one.code) for one in style_problems(project)] == [(f"assets/{name}", "root-backup")]
    assert name.partition("/")[2] not in project.front_files(name.partition("/")[0])
