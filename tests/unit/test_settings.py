"""``mkdocs.yml`` as the command reads it: what MkDocs makes of it, and no more."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from tests.unit.helpers import ROOT, Site, labels, places, story
from tests.unit.test_cli import run
from xieshou.build.publish import live_folder
from xieshou.build.settings import project_modules, settings
from xieshou.build.settings_check import KNOWN, settings_problems
from xieshou.build.settings_forms import FORMS, INTERNAL
from xieshou.core.description import describe
from xieshou.core.problems import ContentError, Severity, message
from xieshou.host.mkdocs_settings import markdown_settings

OWN = (
    (ROOT / "mkdocs.yml")
    .read_text("utf-8")
    .split("\nwatch:")[0]
    .replace("hooks/build_site.py", str(ROOT / "hooks/build_site.py"))
)
LIST = "markdown_extensions:\n"
BAD_VALUES = (("bool", "x"), ("timestamp", "x"), ("binary", "é"))
SLUGIFY = LIST + "  - toc:\n      slugify: "
MODULE = """
import functools

class Maker:
    def __init__(self, sign="-"):
        self.sign = sign

    def __call__(self, text, separator):
        return text + self.sign

def closing(sign):
    return lambda text, separator: text + sign

def plain(text, separator):
    return text
"""


SOUND = """site_name: x
site_dir: .site.xieshou/mkdocs
theme:
  name: material
  font: false
hooks:
  - hooks/build_site.py
"""
"""Seven lines of settings that nothing is wrong with."""


def sound(root: Path, text: str = "") -> Path:
    """A project whose settings are sound, with ``text`` below them."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "page.md").write_text("# x\n", "utf-8")
    (root / "hooks").mkdir(exist_ok=True)
    (root / "hooks" / "build_site.py").write_text("from xieshou.host.mkdocs import Adapter\n", "utf-8")
    path = root / "mkdocs.yml"
    path.write_text(SOUND + text, "utf-8")
    return path


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a module of its own, from which modules can be imported."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "qx_slugs.py").write_text(MODULE, "utf-8")
    (tmp_path / "base.yml").write_text(
        "markdown_extensions:\n  toc: {permalink: true}\n  tables:\ndocs_dir: docs\n", "utf-8"
    )
    monkeypatch.setenv("QX_SET", "3")
    monkeypatch.setenv("QX_TEXT", "a: b")
    with project_modules(tmp_path):
        yield tmp_path
    sys.modules.pop("qx_slugs", None)


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        LIST + "  - footnotes\n  - toc:\n      permalink: '#'\n  - tables\n",
        LIST + "  footnotes:\n  toc: {permalink: true}\n  attr_list: {}\n",
        LIST + "  [footnotes, footnotes, {toc: {permalink: 1}}, {toc: {permalink: 2}}]\n",
        LIST,
        "INHERIT: base.yml\n" + LIST + "  footnotes:\n  toc: {baselevel: 2}\n",
        "INHERIT: base.yml\n" + LIST + "  [footnotes]\n",
        "site_name: !ENV [NOTHING_OF_THE_KIND, x]\n",
        LIST + "  - toc: {baselevel: !ENV [QX_NONE, QX_SET, 2], title: !ENV QX_TEXT, anchorlink: !ENV [QX_SET]}\n",
        LIST + "  - toc: {baselevel: !ENV [QX_NONE, 2], title: !ENV [QX_NONE, ~]}\n",
        LIST + "  - toc: {title: &own abc, permalink_title: *own}\n",
        LIST + "  - toc: {title: !!python/tuple [1, !!python/str a, !!python/complex 1j, 2024-01-01, 0o17]}\n",
        SLUGIFY + "!!python/name:markdown.extensions.toc.slugify_unicode\n",
        SLUGIFY + "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n",
        SLUGIFY + "!!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: fold\n",
        SLUGIFY + "!!python/object/apply:functools.partial [!!python/name:qx_slugs.plain ]\n",
        SLUGIFY + "!!python/object/apply:qx_slugs.closing ['+']\n",
        SLUGIFY + "!!python/object/new:qx_slugs.Maker {args: ['+'], state: {sign: '~'}}\n",
        SLUGIFY + "!!python/object:qx_slugs.Maker {sign: '+'}\n",
        LIST + "  pymdownx.superfences:\n    custom_fences:\n      - name: a\n        class: b\n"
        "        format: !!python/name:pymdownx.superfences.fence_code_format\n",
        LIST + "  pymdownx.emoji:\n    emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
        LIST + "  pymdownx.snippets:\n    base_path: [!relative $config_dir/a, !relative $docs_dir, !relative ]\n",
        "docs_dir: docs\nplugins: []\nextra: {a: !!python/name:os.path.join }\n" + LIST + "  [footnotes]\n",
    ],
)  # fmt: skip
def test_settings_are_read_as_mkdocs_reads_them(project: Path, text: str) -> None:
    path = project / "mkdocs.yml"
    path.write_text(text if "site_name" in text else f"site_name: x\n{text}", "utf-8")
    theirs, ours = load_config(str(path)), settings(project)
    expected = markdown_settings(theirs)
    assert expected.extensions == ours.markdown.extensions == tuple(theirs.markdown_extensions)
    assert describe(expected).text == describe(ours.markdown).text
    assert Path(theirs.docs_dir) == project / ours.docs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("markdown_extensions: [nothing.of.the.kind]\n", "1:23 settings-extension"),
        ("markdown_extensions:\n  - toc\n  - footnote\n", "3:5 settings-extension-near"),
        ("markdown_extensions:\n  - footnote: {BACKLINK_TEXT: x}\n", "2:5 settings-extension-near"),
        ("markdown_extensions:\n  toc:\n  footnote:\n", "3:3 settings-extension-near"),
        *((f"markdown_extensions: {value}\n", "1:1 settings-extension-fails") for value in ("0", "false", "''")),
        ("markdown_extensions: footnotes\n", "1:1 settings-extension-fails"),
        ("markdown_extensions: [{footnotes: {}, toc: {}}]\n", "1:1 settings-extension-fails"),
        ("markdown_extensions: [{toc: 3}]\n", "1:24 settings-extension-options"),
        ("markdown_extensions: [{toc: {slugify: x}}]\n", "1:24 settings-extension-options"),
        ("markdown_extensions: [{footnotes: {nothing_of_the_kind: 1}}]\n", "1:24 settings-extension-options"),
        (f"{SLUGIFY}!!python/name:nothing.of.the.kind\n", "1:1 settings-extension-fails"),
        (f"{SLUGIFY}!!python/object/apply:qx_slugs.closing\n", "1:1 settings-extension-fails"),
        (f"{SLUGIFY}!!python/object/apply:qx_slugs.nothing []\n", "1:1 settings-extension-fails"),
        (f"{SLUGIFY}!unknown x\n", "1:1 settings-extension-fails"),
        (f"{SLUGIFY}!relative $nowhere/x\n", "1:1 settings-extension-fails"),
        ("site_name: x\nINHERIT: none.yml\n", "2:10 settings-inherit"),
        ("INHERIT: mkdocs.yml\n", "1:10 settings-inherit"),
        ("a: [\n", "1:4 yaml-lead"),
        ("site_name： x\ntheme: y\n", "1:10 yaml-full-width-colon"),
        ("theme:\n\tname: material\n", "2:1 yaml-tab"),
        ("- a\n", "1:1 settings-form"),
        ("site_name: 携手\n".encode("gb18030"), "1:12 encoding-not-utf8"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_at_its_place(project: Path, text: str | bytes, expected: str) -> None:
    (project / "mkdocs.yml").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ContentError) as error:
        settings(project)
    assert places(error.value.problems) == [f"mkdocs.yml:{expected}"]
    for words in labels().values():
        assert all(all(message(one, words.problems)) for one in error.value.problems)


def test_what_is_none_of_ours_is_not_even_made(project: Path) -> None:
    """``check`` runs no more of ``mkdocs.yml`` than it needs."""
    (project / "mkdocs.yml").write_text(
        f"plugins: [!!python/object/apply:os.mkdir ['{project}/made']]\nextra: !!python/name:nothing.of.the.kind \n",
        "utf-8",
    )
    assert settings(project).docs == "docs"
    settings_problems(project)
    assert not (project / "made").exists()


@pytest.mark.parametrize(
    "slugify",
    [
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        "!!python/name:qx_slugs.plain",
        "!!python/object/apply:qx_slugs.closing ['+']",
    ],
)
def test_a_project_with_functions_in_its_settings_is_checked_from_anywhere(tmp_path: Path, slugify: str) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "qx_slugs.py").write_text(MODULE, "utf-8")
    sound(site.root, f"{SLUGIFY}{slugify}\n")
    site.add("articles/2024/x.zh.md", story("date: 2024", "sources: [daily]", text="## Up Down\n\n[a](#none)\n"))
    for _ in range(2):
        done = run(site, "check", "--format", "json")
        assert (done.returncode, done.stderr) == (1, "")
        assert "text-anchor-unknown" in done.stdout


def test_settings_that_cannot_be_sent_to_other_processes_are_worked_with_in_one(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    (site.root / "qx_slugs.py").write_text(MODULE, "utf-8")
    sound(site.root, f"{SLUGIFY}!!python/object/apply:qx_slugs.closing ['+']\n")
    for number in range(230):
        site.add(f"articles/2024/x{number}.zh.md", story("date: 2024", "sources: [daily]"))
    assert run(site, "check").returncode == 0


def test_the_names_of_settings_are_those_of_mkdocs() -> None:
    assert {*KNOWN} == {"INHERIT", *(name for name, _ in MkDocsConfig()._schema)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docs_dir: content\n", "8:11 settings-docs"),
        ("docs_dir: ./content/articles\n", "8:11 settings-docs"),
        ("docs_dir: .\n", "8:11 settings-docs"),
        ("docs_dir: ..\n", "8:11 settings-docs"),
        ("docs_dir: assets\n", "8:11 settings-docs"),
        ("docs_dir: hooks\n", "8:11 settings-docs"),
        ("docs_dir: []\n", "8:11 settings-value"),
        ("docs_dir: {a: b}\n", "8:11 settings-value"),
        ("docs_dir: site\n", "8:11 settings-docs"),
        ("docs_dir: linked\n", "8:11 settings-docs"),
        ("docs_dir: .site.xieshou/spare\n", "8:11 settings-docs"),
        ("docs_dir: !ENV [QX_NOWHERE, content]\n", "8:11 settings-docs"),
        ("docs_dir: pages\n", "8:11 settings-docs-missing"),
        ("extra_templates: [feed.xml]\n", "8:19 settings-extra-templates"),
        ("nav: [nowhere.md, 'https://example.org/x.md']\n", "8:7 settings-nav"),
        ("nav:\n  - 甲:\n      - 乙: no/where.md\n", "10:12 settings-nav"),
        ("site_url: htp://example.org/\n", "8:11 settings-url"),
        ("site_url: example.org\n", "8:11 settings-url"),
        ("site_url: https：//example.org/\n", "8:11 settings-url"),
        ("site_url: https:/example.org/\n", "8:11 settings-url"),
        ("site_url: https://\n", "8:11 settings-url"),
        ('site_url: "\\e[31m"\n', "8:11 settings-url"),
        ("site_url: '[x'\n", "8:11 settings-url"),
        ("site_url: https://exa mple.org/\n", "8:11 settings-url"),
        ("site_url: https://example.org:port/\n", "8:11 settings-url"),
        ("site_url: ftp://example.org/\n", "8:11 settings-url"),
        ("site_url: [https://example.org/]\n", "8:11 settings-url"),
        ("site_url: !!python/name:os.getcwd\n", "8:1 settings-url"),
        ("site_url: https://example.org/index.html\n", "8:11 settings-url-page"),
        ("site_url: https://example.org/two/index.htm\n", "8:11 settings-url-page"),
        ("site_url: https://example.org/?lang=zh\n", "8:11 settings-url-page"),
        ("site_url: 'https://example.org/#top'\n", "8:11 settings-url-page"),
        ("use_directory_urls: false\n", "8:21 settings-directory-urls"),
        ("use_directory_urls: no\n", "8:21 settings-directory-urls"),
        ("extra:\n  xieshou: {serch: off}\n", "9:13 settings-unknown-near"),
        ("extra:\n  xieshou:\n    threads: 2\n", "10:5 settings-unknown"),
        ("extra:\n  xieshuo: {search: off}\n", "9:3 settings-unknown-near"),
        ("extra:\n  xieshou: {workers: many}\n", "9:22 settings-workers"),
        ("extra:\n  xieshou: {workers: 0}\n", "9:22 settings-workers"),
        ("extra:\n  xieshou: {workers: 2.5}\n", "9:22 settings-workers"),
        ("extra:\n  xieshou: {workers: -1}\n", "9:22 settings-workers"),
        ("extra:\n  xieshou: {workers: true}\n", "9:22 settings-workers"),
        ("extra:\n  xieshou: {search: of}\n", "9:21 settings-search"),
        ("extra:\n  xieshou: {search: [off]}\n", "9:21 settings-search"),
        ("extra:\n  xieshou: off\n", "9:12 settings-form"),
        ("extra: [xieshou]\n", "8:8 settings-form"),
        ("extra: !ENV QX_NOWHERE\n", "8:8 settings-form"),
        ("extra:\n", "8:1 settings-form"),
        ("extra:\n  analytics:\n    provider: google\n    property: G-XXXX\n", "9:3 settings-blocked"),
        ("extra:\n  consent:\n    title: Cookies\n", "9:3 settings-blocked"),
        ("extra_javascript:\n  - https://hm.baidu.com/hm.js?x\n", "9:5 settings-blocked"),
        ("extra_javascript:\n  - {path: //example.org/a.js, async: true}\n", "9:5 settings-blocked"),
        ("extra_css: [//fonts.example.org/a.css]\n", "8:13 settings-blocked"),
        ("extra_javascript: ['javascript:alert(1)']\n", "8:20 settings-blocked"),
        ("extra_css: [page.md, nowhere.css]\n", "8:22 settings-theme-file"),
        ("extra_javascript: [{path: nowhere.js}]\n", "8:20 settings-theme-file"),
        ("validation:\n  nav:\n    omitted_files: ingore\n", "10:20 settings-value"),
        ("validation:\n  links:\n    anchrs: warn\n", "10:5 settings-value"),
        ("validation:\n  omited_files: warn\n", "9:3 settings-value"),
        ("site_nmae: y\n", "8:1 settings-unknown-near"),
        ("markdown_extension: [toc]\n", "8:1 settings-unknown-near"),
        ("qxqxqx: 1\n", "8:1 settings-unknown"),
        ("site_name: y\n", "8:1 yaml-duplicate"),
        ("extra:\n  xieshou: {search: off, search: on}\n", "9:26 yaml-duplicate"),
        ("markdown_extensions:\n  - footnote\n", "9:5 settings-extension-near"),
        ("a: &a [*a]\n", "8:4 settings-endless"),
        ("extra: &a {x: {y: *a}}\n", "8:8 settings-endless"),
        ("exclude_docs: |\t# two\n  x\n", "8:16 yaml-syntax"),
        (f"extra: {'{a: ' * 50}b{'}' * 50}\n", "8:165 yaml-too-deep"),
        ("nav: about.md\n", "8:6 settings-value"),
        ("edit_uri: edit/main/\n", "8:11 settings-value"),
        ("nav: [x: [index.md, https://example.org/, /y/]]\n", "8:11 settings-nav"),
        ("nav: [page.md, ../mkdocs.yml]\n", "8:16 settings-nav"),
        ("nav: [x/../../content/site.yml]\n", "8:7 settings-nav"),
        ("strict: maybe\n", "8:9 settings-value"),
        ("site_author: !!python/name:os.getcwd\n", "8:1 settings-value"),
        ("extra_javascript:\n", "8:1 settings-value"),
        ("plugins:\n  - search\n  - nothing:\n      a: b\n", "10:5 settings-value"),
        ("config_file_path: x.yml\n", "8:1 settings-internal"),
        ("watch: [docs, nowhere]\n", "8:15 settings-nowhere"),
        ("extra: {x: [!!int y]}\n", "8:13 settings-value"),
        ("extra: {x: 2023-02-31}\n", "8:12 settings-value"),
        *((f"extra: {{x: !!{sort} {value}}}\n", "8:12 settings-value") for sort, value in BAD_VALUES),
        *((f"extra: {{x: !!{sort} ''}}\n", "8:9 settings-value") for sort in ("int", "float")),
        ("edit_uri: file:///\n", "8:11 settings-value"),
        ("extra:\n  a:\n    - !relative x\n", "10:7 settings-value"),
    ],
)
def test_settings_that_would_harm_the_site_are_told_by_check_and_build(
    tmp_path: Path, text: str, expected: str
) -> None:
    site = Site.sound(tmp_path / "站")
    path = sound(site.root, text)
    (site.root / "assets").mkdir()
    (site.root / "site").mkdir()
    (site.root / "linked").symlink_to("content")
    found = settings_problems(site.root).errors
    assert places(found) == [f"mkdocs.yml:{expected}"]
    assert places(settings_problems(site.root, path).errors) == places(found)
    for words in labels().values():
        assert all(all(message(one, words.problems)) for one in found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("hooks:\n  - hooks/build_site.py\n", "", "1:1 settings-hook"),
        ("hooks:\n  - hooks/build_site.py\n", "hooks: []\n", "6:1 settings-hook"),
        ("hooks:\n  - hooks/build_site.py\n", "hooks:\n", "6:1 settings-hook"),
        ("hooks/build_site.py", "docs/other.py", "6:1 settings-hook"),
        ("hooks/build_site.py", "hooks/buld_site.py", "7:5 settings-hook-file"),
        ("  name: material\n", "  name: readthedocs\n", "4:9 settings-theme"),
        ("theme:\n  name: material\n  font: false\n", "theme: readthedocs\n", "3:8 settings-theme"),
        ("theme:\n  name: material\n  font: false\n", "", "1:1 settings-theme"),
        ("theme:\n  name: material\n  font: false\n", "theme:\n  language: zh\n", "4:3 settings-theme"),
        ("  font: false\n", "", "3:1 settings-font"),
        ("  font: false\n", "  font:\n    text: Roboto\n", "5:3 settings-font"),
        ("  font:", "  lnaguage: zh\n  font:", "5:3 settings-unknown-near"),
        ("  font:", "  language: [zh]\n  font:", "5:13 settings-value"),
        ("  font:", "  palette: 5\n  font:", "5:12 settings-value"),
        ("  font:", "  palette: []\n  font:", "5:12 settings-value"),
        ("  font:", "  icon: x\n  font:", "5:9 settings-value"),
        ("  font:", "  features: navigation.top\n  font:", "5:13 settings-value"),
        ("  font:", "  direction: up\n  font:", "5:14 settings-value"),
        ("  font:", "  custom_dir: content\n  font:", "5:15 settings-value"),
        ("  font:", "  custom_dir: docs\n  font:", "5:15 settings-value"),
        ("  font:", "  custom_dir: nowhere\n  font:", "5:15 settings-nowhere"),
        ("  font:", "  favicon: nowhere.svg\n  font:", "5:12 settings-theme-file"),
        ("  font:", "  logo: ../site_name.svg\n  font:", "5:9 settings-theme-file"),
        ("  font:", "  logo: //example.org/x.svg\n  font:", "5:9 settings-theme-outside"),
        ("  font:", "  favicon: data:image/png,x\n  font:", "5:12 settings-theme-outside"),
        (".site.xieshou/mkdocs", "docs", "2:11 settings-site"),
        (".site.xieshou/mkdocs", "docs/site", "2:11 settings-site"),
        ("site_name: x\n", "", "1:1 settings-missing"),
    ],
)
def test_what_is_missing_or_another_is_told_where_it_should_be(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = sound(tmp_path)
    (tmp_path / "docs" / "other.py").write_text("on_config = print\n", "utf-8")
    (tmp_path / "content").mkdir()
    path.write_text(SOUND.replace(old, new), "utf-8")
    assert [line.partition(":")[2] for line in places(settings_problems(tmp_path).errors)] == [expected]


def test_settings_that_are_a_link_are_told_by_their_own_name(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    sound(root).rename(tmp_path / "elsewhere.yml")
    (root / "mkdocs.yml").symlink_to("../elsewhere.yml")
    assert places(settings_problems(root)) == ["mkdocs.yml:1:1 file-link"]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "192.168.1.9:80", "172.20.0.3"])
def test_an_address_of_ones_own_network_is_a_warning(tmp_path: Path, host: str) -> None:
    sound(tmp_path, f"site_url: http://{host}/\n")
    found = settings_problems(tmp_path)
    assert (places(found), places(found.errors)) == (["mkdocs.yml:8:11 settings-url-nearby"], [])


def test_the_marks_of_the_site_are_found_wherever_the_theme_finds_them(tmp_path: Path) -> None:
    path = sound(tmp_path)
    (tmp_path / "assets" / "theme").mkdir(parents=True)
    for place in ("docs/a.svg", "assets/theme/b.svg"):
        (tmp_path / place).write_text("<svg/>", "utf-8")
    for name in ("a.svg", "b.svg", "theme/mark.svg", "assets/images/favicon.png"):
        path.write_text(SOUND.replace("  font:", f"  custom_dir: assets/theme\n  favicon: {name}\n  font:"), "utf-8")
        assert places(settings_problems(tmp_path)) == [], name


def test_a_remark_behind_a_setting_is_never_what_is_wrong(tmp_path: Path) -> None:
    sound(tmp_path, "strict: true   # strictly: no warnings\nextra:\n\tgenerator: false\n")
    assert places(settings_problems(tmp_path)) == ["mkdocs.yml:10:1 yaml-tab"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_url: https://example.org/two/rivers/\n",
        "site_url: https://例子.中国/\n",
        "site_url: https://example.org/v1.2\n",
        "site_url: ''\n",
        "site_url: !ENV [QX_NOWHERE, '']\n",
        "use_directory_urls: true\nextra: {generator: false, xieshou: {workers: 2, search: off}}\n",
        "extra: {xieshou: }\n",
        "extra: {analytics: }\nextra_css: [page.md]\nextra_javascript: [{path: page.md, type: module}]\n",
        "plugins: [!!python/object/apply:os.getcwd []]\n",
        "markdown_extensions: [footnotes, {toc: {permalink: true}}]\nnav: [https://example.org/a.md]\nwatch: [docs]\n",
    ],
)
def test_sound_settings_are_left_in_peace(tmp_path: Path, text: str) -> None:
    sound(tmp_path, text)
    assert places(settings_problems(tmp_path)) == []


def test_a_setting_is_told_in_the_file_that_it_stands_in(tmp_path: Path) -> None:
    sound(tmp_path, "use_directory_urls: false\nsite_url: htp://x\n").rename(tmp_path / "base.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_url: https://example.org/\n", "utf-8")
    assert places(settings_problems(tmp_path)) == ["base.yml:8:21 settings-directory-urls"]


@pytest.mark.parametrize("text", ["site_dir: site\n", "", "site_dir: public\n"])
def test_the_published_folder_as_that_of_mkdocs_is_a_warning(tmp_path: Path, text: str) -> None:
    sound(tmp_path).write_text(SOUND.replace("site_dir: .site.xieshou/mkdocs\n", text), "utf-8")
    (one,) = settings_problems(tmp_path)
    assert (one.code, one.severity) == ("settings-live", Severity.WARNING)
    value = dict(one.details)["value"]
    asked = tmp_path / value
    assert live_folder(asked) == tmp_path / (text.partition(": ")[2].strip() or "site")


def test_the_check_ends_with_1_and_tells_machines_the_same(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    sound(site.root, "use_directory_urls: false\nmarkdown_extensions: [nothing.of.the.kind]\n")
    for command in (["check"], ["why", "/"]):
        done = run(site, *command, "--lang", "zh")
        told = done.stdout + done.stderr
        assert done.returncode == 1
        assert "Traceback" not in told
        assert "mkdocs.yml:8:21" in told
        assert "mkdocs.yml:9:23" in told
    assert '"code": "settings-directory-urls"' in run(site, "check", "--format", "json").stdout


def test_a_warning_of_the_settings_stands_with_the_others(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    sound(site.root).write_text(SOUND.replace("site_dir: .site.xieshou/mkdocs", "site_dir: site"), "utf-8")
    done = run(site, "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "mkdocs.yml:2:11  warning" in done.stdout


VALUES = (
    "''", "x", "1", "2.5", "true", "null", "2024-01-01", "[]", "[page.md]", "[1]", "[null]", "[[page.md]]", "{}",
    "{a: b}", "{a: {b: c}}", "[{a: b}]", "[{a: [page.md, {c: page.md}]}]", "[{a: page.md}]", "[{a: 1}]",
    "[{a: b, c: d}]", "[{path: a.js, type: module}]", "[{path: a.js, async: maybe}]", "[{type: module}]",
    "127.0.0.1:8000", "127.0.0.1:x", "localhost:1", "'[::1]:80'", "example.org:80", "https://example.org/x", "//x",
    "http://", "'{path}'", "'{nothing}'", "'{'", "{nav: {omitted_files: warn}}", "{nav: {omitted_files: loud}}",
    "{links: x}", "{anchors: ignore}", "{nav: }", "{links: {absolute_links: relative_to_docs}}",
    "{nav: {anchors: warn}}", "[search]", "[search: {}]", "{search: {}}", "[material/tags]", "[tags]", "[nothing]",
    "[search, 1]", "[docs]", "[nowhere]", "docs",
)  # fmt: skip


STRICTER = (
    *("site_name", "nav", "edit_uri", "edit_uri_template", "extra_css", "extra_javascript", "extra_templates"),
    "validation",
)
"""Settings of which MkDocs takes what it trips over later."""


def _refused(path: Path) -> list[tuple[str, Exception]]:
    config = MkDocsConfig(str(path))
    try:
        config.load_dict(yaml.safe_load(path.read_text("utf-8")))
        return config.validate()[0]
    except ValidationError as error:
        return [("config_file_path", error)]


@pytest.mark.parametrize("key", [*FORMS, *INTERNAL])
def test_a_setting_has_the_forms_that_mkdocs_takes(tmp_path: Path, key: str) -> None:
    path = sound(tmp_path)
    for value in VALUES:
        path.write_text(SOUND.replace(f"{key}:", "copyright:") + f"{key}: {value}\n", "utf-8")
        found = settings_problems(tmp_path).errors
        refused = {name for name, _ in _refused(path)}
        assert found or key not in refused, value
        assert not found or key in refused or key in STRICTER, (value, found)
        for words in labels().values():
            assert all(all(message(one, words.problems)) for one in found)


@pytest.mark.parametrize("name", ["content", "assets", "site", ".cache"])
def test_a_folder_that_is_a_link_to_itself_keeps_no_one_from_reading_the_settings(tmp_path: Path, name: str) -> None:
    sound(tmp_path)
    (tmp_path / name).symlink_to(name)
    assert places(settings_problems(tmp_path)) == []


@pytest.mark.parametrize("key", ["docs_dir", "hooks", "INHERIT", "watch", "site_dir"])
@pytest.mark.parametrize("value", ['"a\\0b"', "a" * 300, "x/" * 3000, "loop/x"])
def test_a_path_that_no_system_knows_is_told_as_any_other(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    path = sound(tmp_path)
    listed = f"[{value}]" if key in ("hooks", "watch") else value
    text = SOUND.replace("hooks:\n  - hooks/build_site.py\n", "") if key == "hooks" else SOUND
    text = text.replace("site_dir: .site.xieshou/mkdocs\n", "") if key == "site_dir" else text
    path.write_text(f"{text}{key}: {listed}\n", "utf-8")
    assert settings_problems(tmp_path).errors


def test_settings_that_repeat_each_other_beyond_measure_are_told_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 30)]
    sound(tmp_path, "\n".join(["extra:", *(f"  {line}" for line in lines), ""]))
    assert [one.code for one in settings_problems(tmp_path)] == ["settings-endless"]


@pytest.mark.parametrize("folder", ["content", ".", "..", "hooks/x", ".cache", "content/../assets", "/"])
def test_the_site_is_not_published_where_other_things_of_the_project_lie(tmp_path: Path, folder: str) -> None:
    sound(tmp_path).write_text(SOUND.replace(".site.xieshou/mkdocs", folder), "utf-8")
    assert "settings-site" in [one.code for one in settings_problems(tmp_path).errors]


def test_a_published_folder_of_no_form_is_told_once(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "s")
    path = sound(site.root, "")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("site_dir:")]
    path.write_text("\n".join([*lines, "site_dir: [x]", ""]), "utf-8")
    assert [one.code for one in settings_problems(site.root)] == ["settings-value"]
