"""What differs between two sites is told by words, page by page; what is chrome is counted; all of it within limits."""

from __future__ import annotations

import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.helpers import labels
from xieshou.build.difference import checkout, compare
from xieshou.build.difference.compare import BuiltSite, PageChange, SiteDifference
from xieshou.build.difference.main_text import main_of, read_main, title_of
from xieshou.build.difference.site_files import sort_of
from xieshou.build.difference.word_diff import Hunk, hunks
from xieshou.cli import diff_sides
from xieshou.cli.diff_page import as_page
from xieshou.cli.diff_report import as_data, as_text
from xieshou.cli.main import main
from xieshou.cli.options import Exit

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"/>'


def page(main: str, language: str = "zh", foot: str = "页脚") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><title>题 - 站</title></head><body><nav>菜单</nav>'
        f'<main><article id="xs-main"><nav>首页</nav>{main}</article><aside>引用</aside></main>{foot}</body></html>'
    )


def site(folder: Path, files: dict[str, str]) -> BuiltSite:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return BuiltSite(folder.name, folder)


def found(folder: Path, old: dict[str, str], new: dict[str, str]) -> SiteDifference:
    return compare.compare(site(folder / "old", old), site(folder / "new", new))


def marked(hunk: Hunk) -> str:
    signs = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    return "".join(f"{signs[kind][0]}{text}{signs[kind][1]}" for kind, text in hunk)


def told(old: list[str], new: list[str]) -> list[str]:
    return [marked(hunk) for hunk in hunks(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (["省电三成。"], ["省煤三成。"], ["省[-电-]{+煤+}三成。"]),
        (["New machines, 12 of them."], ["New machines, 13 of them."], ["New machines, [-12-]{+13+} of them."]),
        (["甲", "乙"], ["甲", "乙"], []),
        (["甲"], ["甲", "乙"], ["{+乙+}"]),
        (["甲", "乙", "丙"], ["丙"], ["[-甲-]", "[-乙-]"]),
        (["一二三四五六", "天地玄黄"], ["一二三四五七"], ["一二三四五[-六-]{+七+}", "[-天地玄黄-]"]),
        (["全不相干"], ["Something else"], ["[-全不相干-]", "{+Something else+}"]),
        (["it was a cold day"], ["it is the warm day"], ["it [-was a cold-]{+is the warm+} day"]),
        ([], ["甲"], ["{+甲+}"]),
    ],
)
def test_words_that_went_and_came_are_marked(old: list[str], new: list[str], says: list[str]) -> None:
    assert sorted(told(old, new)) == sorted(says)


def test_far_from_a_change_words_are_left_out() -> None:
    (says,) = told(["字" * 300 + "甲" + "字" * 300], ["字" * 300 + "乙" + "字" * 300])
    assert says == f"…{'字' * 16}[-甲-]{{+乙+}}{'字' * 16}…"


def test_endless_texts_are_told_as_a_whole_and_cut() -> None:
    (says,) = told(["甲" * 9_000], ["乙" * 9_000 + "丙"])[:1]
    assert len(says) < 2_000
    many = [f"第{number}" for number in range(3_000)]
    assert told(many, ["新", *many[:-1][::-1]])[-1] == "{+新+}"


def test_the_main_part_is_what_a_page_says() -> None:
    text = "<h1>题<b>目</b></h1>\n<p>一 <em>句</em>&amp;\u200b话。</p><article>内</article><script>x</script>"
    html = page(f"{text}<ul><li>项</ul>")
    assert read_main(main_of(html), "a/index.html").blocks == ("题目", "一 句&话。", "内", "项")
    assert title_of(html) == "题目"
    assert title_of("<title>只有这个</title><p>x") == "只有这个"
    assert read_main(main_of("<body><main><p>甲</main>乙</body>"), "x").blocks == ("甲",)
    assert read_main(main_of("<p>甲"), "x").blocks == ("甲",)


def test_pages_files_and_pictures_are_told_apart(tmp_path: Path) -> None:
    image = '<img src="../../pictures/hill-{0}.svg" alt="山">'
    old = {
        "projects/tea/index.html": page("<h1>茶</h1><p>省电。</p>" + image.format("00aa11bb22")),
        "en/projects/tea/index.html": page("<h1>Tea</h1><p>Saves power.</p>", "en"),
        "projects/old/index.html": page("<h1>旧</h1>"),
        "about/index.html": page("<p>不变</p>"),
        "news/index.html": page("<p class='a'>标记</p>"),
        "index.html": page("<p>首页</p>"),
        "pictures/hill-00aa11bb22.svg": SVG.format(1),
        "data/a.csv": "1",
        "search/zh/1.bin": "1",
        ".xieshou": "x",
    }
    new = {
        "projects/tea/index.html": page("<h1>茶</h1><p>省煤。</p>" + image.format("99aa11bb22")),
        "en/projects/tea/index.html": page("<h1>Tea</h1><p>Saves coal.</p>", "en"),
        "projects/new/index.html": page("<h1>新</h1>"),
        "about/index.html": page("<p>不变</p>", foot="另一个页脚"),
        "news/index.html": page("<p class='b'>标记</p>"),
        "index.html": page("<p>首页</p>"),
        "pictures/hill-99aa11bb22.svg": SVG.format(2),
        "data/a.csv": "2",
        "search/zh/2.bin": "1",
        ".xieshou": "y",
    }
    told = found(tmp_path, old, new)
    assert [(one.address, one.title) for one in told.added] == [("projects/new/", "新")]
    assert [(one.address, one.title) for one in told.gone] == [("projects/old/", "旧")]
    assert (told.frame, told.markup) == (("about/",), ("news/",))
    (group,) = compare.by_entry(told.changed)
    assert [(one.address, one.language) for one in group] == [("projects/tea/", "zh"), ("en/projects/tea/", "en")]
    assert [marked(hunk) for one in group for hunk in one.hunks] == ["省[-电-]{+煤+}。", "Saves [-power-]{+coal+}."]
    assert group[0].pictures == (("pictures/hill.svg", "pictures/hill-00aa11bb22.svg", "pictures/hill-99aa11bb22.svg"),)
    assert {one.path for one in told.files} == {*(set(old) ^ set(new)), "data/a.csv"} - {
        "projects/old/index.html", "projects/new/index.html",
    }  # fmt: skip
    assert told.weights["page"][0].files == told.weights["page"][1].files == 6
    assert all(sent > 0 for one in told.changed for sent in one.packed)


def test_a_site_is_the_same_as_its_copy(tmp_path: Path) -> None:
    files = {"index.html": page("<p>甲</p>"), "data/a.csv": "1"}
    told = found(tmp_path, files, files)
    assert told.same
    assert labels()["en"]("diff.same") in as_text(told, labels()["en"])


def test_more_than_can_be_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "PAGES", 2)
    monkeypatch.setattr(compare, "HUNKS", 3)
    old = {f"p{n}/index.html": page("".join(f"<p>{m}甲甲甲甲</p>" for m in range(5))) for n in range(4)}
    told = found(tmp_path, old, {name: text.replace("甲", "乙") for name, text in old.items()})
    assert (len(told.changed), told.unshown) == (4, 2)
    assert [one.left for one in told.changed] == [7, 7, None, None]
    for words in labels().values():
        text = as_text(told, words)
        assert words("diff.unshown", count=2) in text
        assert words("diff.left", count=7) in text
        assert "/p3/" in text
        assert words("diff.wordless") in as_page(told, words)


class _Asked(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]


@pytest.fixture
def told_page(tmp_path: Path) -> SiteDifference:
    image = '<h1>茶</h1><img src="../pictures/hill-{0}.svg" alt="山">'
    harm = "&lt;script&gt;alert(1)&lt;/script&gt;"
    return found(
        tmp_path,
        {
            "a/index.html": page(image.format("00aa11bb22") + "<p>一句很长很长的话</p>"),
            "b/index.html": page(image.format("00aa11bb22")),
            "en/a/index.html": page("<h1>Tea</h1>", "en"),
            "pictures/hill-00aa11bb22.svg": SVG.format(1),
        },
        {
            "a/index.html": page(image.format("99aa11bb22") + f"<p>两句很长很长的话{harm}</p>"),
            "b/index.html": page(image.format("99aa11bb22")),
            "en/a/index.html": page("<h1>Black tea</h1>", "en"),
            "pictures/hill-99aa11bb22.svg": SVG.format(2),
        },
    )


def test_the_page_stands_alone(told_page: SiteDifference) -> None:
    for words in labels().values():
        html = as_page(told_page, words)
        asked = _Asked()
        asked.feed(html)
        assert not asked.tags & {"script", "link", "iframe", "object", "embed", "form"}
        assert len(asked.addresses) == 2, "the same picture stands there once before and once after"
        assert all(one.startswith("data:image/svg+xml;base64,") for one in asked.addresses)
        assert "<del>一</del><ins>两</ins>句很长很长的话" in html
        assert "<script" not in html
        assert re.search(
            r'<article class="entry">\s*<div lang="zh">.*?<div lang="en">\s*<h3>Black tea', html, re.DOTALL
        )
        assert words("diff.above") in html


def test_text_and_json_say_the_same(told_page: SiteDifference) -> None:
    text, data = as_text(told_page, labels()["en"]), json.loads(as_data(told_page, labels()["en"]))
    assert "    [-一-]{+两+}句很长很长的话{+<script>alert(1)</script>+}" in text
    assert "picture (changed): pictures/hill-00aa11bb22.svg → pictures/hill-99aa11bb22.svg" in text
    assert data["counts"] == {
        "added": 0, "changed": 3, "gone": 0, "frame": 0, "markup": 0, "files": 2, "unshown": 0,
    }  # fmt: skip
    first = data["changed"][0]
    assert (first["address"], first["words"][0][:2]) == ("a/", [["-", "一"], ["+", "两"]])
    assert data["changed"][2]["entry"] == "a/"


def test_an_address_of_no_language_is_its_own() -> None:
    assert PageChange("en/", "en", "", (1, 1), (1, 1)).entry == ""
    assert PageChange("english/a/", "en", "", (1, 1), (1, 1)).entry == "english/a/"
    assert PageChange("zh/a/", "", "", (1, 1), (1, 1)).entry == "zh/a/"


def test_every_sort_of_file_has_a_name() -> None:
    for path in ("a/index.html", "a/index.md", "pictures/a.webp", "search/zh/1.bin", "robots.txt", "a.mp4", "a.pdf"):
        for words in labels().values():
            assert words(f"diff.sorts.{sort_of(path)}")


# -- the command


def asked(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main, ["diff", "--root", str(root), "--lang", "en", *arguments])


def test_folders_are_compared(tmp_path: Path) -> None:
    site(tmp_path / "old", {"a/index.html": page("<p>甲</p>")})
    site(tmp_path / "new", {"a/index.html": page("<p>乙</p>")})
    sides = str(tmp_path / "old"), str(tmp_path / "new")
    done = asked(*sides, root=tmp_path)
    assert (done.exit_code, "Pages added: 0, changed: 1, gone: 0." in done.stdout) == (0, True), done.output
    out = tmp_path / "report.html"
    assert asked(*sides, "--format", "html", "--output", str(out), root=tmp_path).stdout == ""
    assert "<ins>乙</ins>" in out.read_text("utf-8")


@pytest.mark.parametrize("wrong", ["nowhere", "", "--upload-pack=x", "HEAD~99"])
def test_what_is_no_site_is_told(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in ((str(tmp_path / "empty"), "live"), ("--", wrong, "live")):
        done = asked(*arguments, root=tmp_path)
        assert done.exit_code == Exit.CALL
        assert "Error" in done.output


def git(root: Path, *words: str) -> str:
    env = {
        **os.environ,
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "x"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    env |= dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "x@example.org")
    return subprocess.run(["git", *words], cwd=root, env=env, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two commits, and a change that is not committed."""
    root = tmp_path / "project"
    for name, text in {"content/a.yml": "1", "hooks/build_site.py": "old", "mkdocs.yml": "site_name: x\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "content" / "link").symlink_to("/etc/passwd")
    git(root, "init", "-q")
    for number in (1, 2):
        (root / "content" / "a.yml").write_text(str(number))
        git(root, "add", "-A")
        git(root, "commit", "-qm", str(number))
    (root / "content" / "a.yml").write_text("3")
    (root / "hooks" / "build_site.py").write_text("new")
    return root


def test_a_commit_is_laid_out_with_the_program_of_now(project: Path, tmp_path: Path) -> None:
    before = git(project, "status", "--porcelain")
    commit = checkout.commit_of(project, "HEAD~1")
    assert commit == git(project, "rev-parse", "HEAD~1")
    assert checkout.commit_of(project, "nothing") is None
    checkout.lay_out(project, str(commit), tmp_path / "out")
    assert (tmp_path / "out" / "content" / "a.yml").read_text() == "1"
    assert (tmp_path / "out" / "hooks" / "build_site.py").read_text() == "new"
    assert not os.path.lexists(tmp_path / "out" / "content" / "link")
    assert git(project, "status", "--porcelain") == before


def test_commits_are_built_aside_and_what_could_not_be_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[Path, Path | None]] = []

    def build(root: Path, folder: Path, cache: Path | None, _words: object) -> Exit:
        built.append((root, cache))
        site(folder, {"index.html": page(f"<p>第{(root / 'content' / 'a.yml').read_text()}版</p>")})
        return Exit.SOUND

    monkeypatch.setattr(diff_sides, "build_aside", build)
    done = asked("HEAD~1", "next", root=project)
    assert (done.exit_code, "第[-1-]{+3+}版" in done.output) == (0, True), done.output
    assert [root == project for root, _ in built] == [False, True]
    assert [cache for _, cache in built] == [project / ".cache" / "xieshou" / "diff", None]
    assert not any(root.exists() for root, _ in built[:1]), "what was made for it is gone"
    monkeypatch.setattr(diff_sides, "build_aside", lambda *_: Exit.ERRORS)
    assert asked("HEAD~1", "HEAD", root=project).exit_code == Exit.ERRORS
