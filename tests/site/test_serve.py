"""``mkdocs serve``: a change is seen; an error is shown on the page it concerns, the rest of the site is there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.site.building import PATIENCE, Site, differences, end, env, leaks, tree, until
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels

ARTICLE = "content/articles/2023/first-bench.zh.md"
PAGE = "news/2023/first-bench/"


class Server:
    """A serve session of a site."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def get(self, path: str) -> tuple[int, str]:
        """Status and text; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, ValueError):
            return 0, ""

    def shows(self, path: str, *words: str, status: int = 200) -> None:
        """Fail the test unless ``path`` comes to say all ``words``."""

        def said() -> bool:
            code, text = self.get(path)
            return self.process.poll() is not None or (code == status and all(word in text for word in words))

        assert until(said, 0.2), (self.get(path), self.said())
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        """What it has printed."""
        return self.log.read_text("utf-8", errors="replace")


@contextmanager
def serving(site: Site, *options: str, **environment: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, temporary = site.root.parent / "serve.log", site.root.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            # Reached by Ctrl-C even when the test run itself ignores it, as one in the background does.
            [
                "env",
                "--default-signal=INT",
                sys.executable,
                "-m",
                "mkdocs",
                "serve",
                "-a",
                f"127.0.0.1:{port}",
                *options,
            ],
            cwd=site.root,
            env=env(TMPDIR=str(temporary), PYTHONUNBUFFERED="1", **environment),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield Server(process, port, log)
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGINT)
            until(lambda: process.poll() is not None)
        end(process)


def test_change_is_seen(built: Site) -> None:
    before = tree(built.live)
    with serving(built) as server:
        server.shows(PAGE, "第一张实验台")
        server.shows("en/" + PAGE, "The first bench")
        server.shows("", "两江同行")
        built.replace(ARTICLE, "title: 第一张实验台", "title: 第一张新实验台")
        server.shows(PAGE, "第一张新实验台")
        server.shows("news/", "第一张新实验台")
        built.replace(ARTICLE, "东湖学院把", "东湖学院从前把")
        server.shows(PAGE, "东湖学院从前把")
        server.shows("nowhere/", "没有这个页面", status=404)
        assert "Traceback" not in server.said()
    assert differences(before, tree(built.live)) == [], "serving does not publish"


def test_change_is_seen_with_the_hour_held(built: Site) -> None:
    """With ``XIESHOU_AS_OF`` two builds of one session are for the same moment."""
    with serving(built, XIESHOU_AS_OF="2026-01-01") as server:
        server.shows(PAGE, "第一张实验台")
        before = "第一张实验台"
        for number in range(3):
            after = f"第{number}张新实验台"
            built.replace(ARTICLE, f"title: {before}", f"title: {after}")
            for path in (PAGE, "news/2023/", "topics/tea/"):
                server.shows(path, after)
            before = after
        assert "Traceback" not in server.said()


def test_session_leaves_no_stale_page_in_the_cache(built: Site) -> None:
    with serving(built, XIESHOU_AS_OF="2026-01-01") as server:
        server.shows(PAGE, "第一张实验台")
        for old, new in (("第一张实验台", "第二张实验台"), ("第二张实验台", "第三张实验台")):
            built.replace(ARTICLE, f"title: {old}", f"title: {new}")
            server.shows(PAGE, new)
    built.build().check()
    assert "<h1>第三张实验台</h1>" in built.read(PAGE + "index.html")
    assert "第三张实验台" in built.read("topics/tea/index.html")


def test_change_of_template_and_labels_is_seen(built: Site) -> None:
    with serving(built) as server:
        server.shows(PAGE, "第一张实验台")
        template = built.root / "hooks/xieshou/front/templates/entry.html"
        template.write_text(template.read_text("utf-8") + '<i data-test="7"></i>\n', "utf-8")
        server.shows("projects/tea-drying/", 'data-test="7"')
        built.replace("hooks/xieshou/front/labels/zh.yml", "\n  sources: ", "\n  sources: 又")
        server.shows("projects/tea-drying/", ">又")
        style = sorted((built.root / "hooks/xieshou/front/styles").glob("*.css"))[0]
        name = server.get("")[1].partition("styles/")[2].partition('"')[0]
        style.write_text(style.read_text("utf-8") + "\n.test { color: red }\n", "utf-8")
        assert until(lambda: "styles/" in (text := server.get("")[1]) and name not in text, 0.2)


LINE = '<aside class="xs-preview" lang="{}"'


def _error_shown(server: Server, file: str, line: int, path: str = PAGE) -> None:
    server.shows(path, f"{file}:{line}:", 'lang="zh"', 'lang="en"', "2023-13-08", "noindex", status=500)


def test_error_is_shown_where_it_is_and_mended(built: Site) -> None:
    """Whoever mends a story can go on reading all others, this one too as it last was where others name it."""
    before = tree(built.live)
    with serving(built) as server:
        server.shows(PAGE, "第一张实验台")
        assert LINE.format("zh") not in server.get("")[1]
        built.replace(ARTICLE, "date: 2023-03-08", "date: 2023-13-08")
        _error_shown(server, ARTICLE, 4)
        _error_shown(server, ARTICLE, 4, "en/" + PAGE)
        server.shows("news/2023/", "第一张实验台", LINE.format("zh"), 'href="/~errors/#zh"')
        server.shows("en/projects/", LINE.format("en"), "See the errors")
        server.shows("nowhere/", LINE.format("zh"), status=404)
        server.shows("~errors/", f"{ARTICLE}:4:", "noindex")
        built.replace("content/articles/2024/orchard.zh.md", "果园试验了", "果园后来试验了")
        server.shows("news/2024/orchard/", "果园后来试验了", LINE.format("zh"))
        built.replace("content/site.yml", "languages:", "langauges:")
        server.shows("news/2024/orchard/", "content/site.yml:", status=500)
        built.replace("content/site.yml", "langauges:", "languages:")
        server.shows("news/2023/", "第一张实验台", LINE.format("zh"))
        assert built.build().code != 0, "a build takes no notice of what is served"
        built.replace(ARTICLE, "date: 2023-13-08", "date: 2023-03-09")
        server.shows(PAGE, "2023年3月9日")
        server.shows("news/2023/", "2023年3月9日")
        assert LINE.format("zh") not in server.get("news/2023/")[1]
        server.shows("~errors/", "没有这个页面", status=404)
        assert "Traceback" not in server.said()
    assert differences(before, tree(built.live)) == []


def test_error_at_the_first_build(sample: Site) -> None:
    sample.replace(ARTICLE, "date: 2023-03-08", "date: 2023-13-08")
    with serving(sample) as server:
        _error_shown(server, ARTICLE, 4)
        server.shows("about/", "关于本站", LINE.format("zh"))
        sample.replace(ARTICLE, "date: 2023-13-08", "date: 2023-03-08")
        server.shows(PAGE, "第一张实验台")
        server.shows("about/", "关于本站")
        assert "Traceback" not in server.said()


def test_error_in_site_yml_at_the_first_build(sample: Site) -> None:
    sample.replace("content/site.yml", "languages:", "langauges:")
    with serving(sample) as server:
        server.shows("", "content/site.yml:1:", status=500)
        sample.replace("content/site.yml", "langauges:", "languages:")
        server.shows("", "两江同行")


def test_error_in_a_hand_written_page(built: Site) -> None:
    with serving(built) as server:
        server.shows("about/", "关于本站")
        built.replace("docs/about.md", "project:tea-drying", "project:tea-dryin")
        server.shows("about/", "docs/about.md:3:", status=500)
        server.shows("en/about/", LINE.format("en"))
        built.replace("docs/about.md", "project:tea-dryin)", "project:tea-drying)")
        server.shows("about/", "关于本站")


def test_error_in_a_hand_written_page_at_the_first_build(sample: Site) -> None:
    sample.replace("docs/about.md", "project:tea-drying", "project:tea-dryin")
    with serving(sample) as server:
        server.shows("about/", "docs/about.md:3:", status=500)
        assert "program itself" not in server.said()
        sample.replace("docs/about.md", "project:tea-dryin)", "project:tea-drying)")
        server.shows("about/", "关于本站")


def test_fault_of_the_program_is_shown_and_the_server_stays(sample: Site) -> None:
    views = "hooks/xieshou/views/__init__.py"
    sample.replace(views, "def plan_pages(", "def plan_pages(*given):\n    raise RuntimeError\n\n\ndef _plan(")
    with serving(sample) as server:
        server.shows("about/", "engine-fault.txt", status=500)
        assert "Traceback" not in server.said()
        sample.replace(ARTICLE, "date: 2023-03-08", "date: 2023-13-08")
        _error_shown(server, ARTICLE, 4)


def test_hand_written_page_on_an_entrys_at_the_first_build(sample: Site) -> None:
    page = sample.write("docs/projects/tea-drying.md", "# 占位\n")
    with serving(sample) as server:
        server.shows("projects/tea-drying/", "docs/projects/tea-drying.md:1:", status=500)
        server.shows("", "两江同行", LINE.format("zh"))
        page.unlink()
        server.shows("projects/tea-drying/", "茶叶烘干")


HIDDEN = {
    "draft": "news/2024/zqx-draft/",
    "embargo": "news/2024/zqx-embargo/",
    "withdrawn": "projects/zqx-withdrawn/",
    "picture": "figures/zqx-photo/",
}


def test_drafts_are_shown_and_marked_and_never_published(built: Site) -> None:
    before = tree(built.live)
    built.write("docs/zqx-page.md", "---\ndraft: true\n---\n\n# ZQX页\n\n正文。\n")
    words = {
        language: labels("ui.unpublished") for language, labels in load_labels(ProjectPaths.at(built.root)).items()
    }
    with serving(built) as server:
        for path in HIDDEN.values():
            server.shows(path, words["zh"], 'name="robots" content="noindex"')
        server.shows("en/" + HIDDEN["draft"], words["en"])
        server.shows("zqx-page/", f"ZQX页{words['zh']}</h1>")
        server.shows("about/", "关于本站</h1>")
        server.shows("topics/tea/", "ZQX草稿标题" + words["zh"])
        assert words["zh"] not in server.get(PAGE)[1].partition("<main")[2].partition("</h1>")[0]
        assert re.search(r'src="[./]*(pictures/zqx-photo[^"]*)"', server.get(HIDDEN["picture"])[1])
        # A link to what is hidden is an error here too: the build would refuse it.
        other, plain, linked = (
            "content/articles/2024/orchard.zh.md",
            "果园试验了",
            "[果园](project:zqx-withdrawn)",
        )
        built.replace(other, plain, linked)
        server.shows("news/2024/orchard/", f"{other}:", status=500)
        built.replace(other, linked, plain)
        server.shows(PAGE, "第一张实验台")
        assert "Traceback" not in server.said()
    built.build().check()
    assert differences(before, tree(built.live)) == []
    assert list(leaks(built.live)) == []
    # What the session baked is not taken for the page of the entry once that is published.
    then = built.as_of("2099-12-31")
    assert "ZQX" in then.read(HIDDEN["embargo"] + "index.html")
    assert words["zh"] not in then.read(HIDDEN["embargo"] + "index.html")


def test_build_beside_a_serve_session(built: Site) -> None:
    """The lock is held for each build of a session, not for the session; neither harms the other."""
    with serving(built) as server:
        server.shows(PAGE, "第一张实验台")
        built.replace(ARTICLE, "title: 第一张实验台", "title: 第二张实验台")
        result = built.build()  # at the same moment as the session's own
        server.shows(PAGE, "第二张实验台")
        assert result.code == 0 or "another build" in result.err.lower(), result.err
        assert "Traceback" not in server.said()
        built.build().check()
        assert "第二张实验台" in built.read(PAGE + "index.html")
        assert list(leaks(built.live)) == []
        built.replace(ARTICLE, "title: 第二张实验台", "title: 第三张实验台")
        server.shows(PAGE, "第三张实验台")


def test_session_leaves_nothing_behind(built: Site) -> None:
    temporary = built.root.parent / "tmp"
    with serving(built) as server:
        server.shows(PAGE, "第一张实验台")
        assert list(temporary.iterdir())
    assert server.process.returncode == 0, server.said()
    assert list(temporary.iterdir()) == []
