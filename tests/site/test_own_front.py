"""A site's own words, templates and theme: a fault in one ends the build with its place, and nothing is touched."""

from __future__ import annotations

import pytest

from tests.site.building import Site, differences, tree
from tests.site.test_settings import xieshou

ARTICLE = "hooks/xieshou/front/templates/kinds/article.html"
MAIN = "hooks/xieshou/front/theme/main.html"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("labels/zh.yml", "ui:\n  minutes: 约 {cuont} 分钟\n", r"assets/labels/zh\.yml:2:14  error"),
        ("labels/zh.yml", "", r"assets/labels/zh\.yml:1:1  error"),
        ("labels/en.yml", "locale: zz_QQ\n", r"assets/labels/en\.yml:1:9  error"),
        ("labels/zh.yml", "ui:\n  home: 首页\n  home: 主页\n", r"assets/labels/zh\.yml:3:3  error"),
        ("templates/home.html", "a\n{% if %}\n", r"assets/templates/home\.html:2:1  error"),
        ("templates/home.html", "{{ page.titel }}\n", r"assets/templates/home\.html:1:1  error"),
        ("styles/own.css", "a { color: red\n", r"assets/styles/own\.css:1:3  error"),
        ("styles/own.css", "/* 颜色 */".encode("gb18030"), r"assets/styles/own\.css:1:4  error"),
        ("theme/partials/footer.html", "a\n{% endif %}\n", r"assets/theme/partials/footer\.html:2:1  error"),
    ],
)
def test_check_and_build_tell_the_same_and_the_site_stays(built: Site, name: str, text: str | bytes, told: str) -> None:
    path = built.write(f"assets/{name}", "")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    built.refused(told)
    result = xieshou(built, "check")
    assert result.code == 1
    assert told.replace("\\", "") in result.out
    assert "Traceback" not in result.said


def test_a_fault_that_only_one_page_brings_to_light_is_told_at_its_line(built: Site) -> None:
    text = (built.root / ARTICLE).read_text("utf-8").replace("{% block main %}", "{% block main %}{{ ODD }}", 1)
    assert "{{ ODD }}" in text
    title = built.read("news/2023/first-bench/index.html").partition("<h1>")[2].partition("</h1>")[0]
    assert title
    odd = f"{{% if page.title == {title!r} %}}{{{{ page.nothing }}}}{{% endif %}}"
    built.write("assets/templates/kinds/article.html", text.replace("{{ ODD }}", odd))
    built.refused(r"assets/templates/kinds/article\.html:\d+:\d+  error.*first-bench")


def test_a_fault_of_the_theme_is_told_at_its_line(built: Site) -> None:
    text = (built.root / MAIN).read_text("utf-8")
    built.write("assets/theme/main.html", text.replace("{{ xieshou.title }}", "{{ xieshou.title.x.y }}", 1))
    built.refused(r"assets/theme/main\.html:\d+:\d+  error")


def test_a_page_in_docs_with_a_template_that_is_not_there(built: Site) -> None:
    built.write("docs/more.md", "---\ntemplate: nope.html\n---\n\n# 更多\n")
    built.refused(r"docs/more\.md:2:11  error")
    assert "docs/more.md:2:11" in xieshou(built, "check").out


def test_a_language_copied_and_half_done_is_a_site_with_one_warning(built: Site) -> None:
    before = tree(built.live)
    built.write("assets/labels/fr.yml", "locale: fr_FR\nui:\n  home: Accueil\n")
    assert "fr.yml" not in built.build().check().said, "nobody asked for it yet"
    assert differences(before, tree(built.live)) == []
    built.replace("content/site.yml", "  - en\n", "  - en\n  - fr\n")
    result = built.build().check()
    assert result.said.count("assets/labels/fr.yml:") == 1
    built.shows("fr/glossary/", "Accueil")
