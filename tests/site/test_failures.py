"""A build that fails says why in a sentence and leaves the old site as it was; one with nothing to do does nothing."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.site.building import PATIENCE, Result, Site, differences, env, leaks, tree
from xieshou.build.locks import lock

Harm = Callable[[Site], None]


def _broken_date(site: Site) -> None:
    site.replace("content/articles/2023/first-bench.zh.md", "date: 2023-03-08", "date: 2023-13-08")


def _misspelt_key(site: Site) -> None:
    site.replace("content/articles/2024/zqx-draft.zh.md", "draft: true", "darft: true")


def _broken_yaml(site: Site) -> None:
    site.replace("content/projects/tea-drying.yml", "  zh: 茶叶烘干", "  zh: “茶叶: 烘干")


def _link_to_nothing(site: Site) -> None:
    site.replace("content/articles/2023/first-bench.en.md", "project:tea-drying", "project:tea-dryin")


def _link_to_hidden(site: Site) -> None:
    site.replace("content/articles/2024/orchard.zh.md", "果园试验了三种剪枝。", "见[项目](project:zqx-withdrawn)。")


def _doc_link_to_nothing(site: Site) -> None:
    site.replace("docs/en/about.md", "project:tea-drying", "project:tea-dryin")


def _doc_on_an_entry(site: Site) -> None:
    site.write("docs/projects/tea-drying.md", "# 占位\n")


def _doc_link_to_no_page(site: Site) -> None:
    site.replace("docs/about.md", "notes/house-rules.md", "notes/no-such-page.md")


def _doc_with_a_script(site: Site) -> None:
    site.replace("docs/about.md", "## 编辑", "<script>alert(1)</script>\n\n## 编辑")


def _doc_in_gbk(site: Site) -> None:
    (site.root / "docs/about.md").write_bytes("# 关于\n\n正文。\n".encode("gbk"))


def _no_site_file(site: Site) -> None:
    site.remove("content/site.yml")


HARMS: dict[str, tuple[Harm, str]] = {
    "an impossible date": (_broken_date, r"content/articles/2023/first-bench\.zh\.md:4:7  error"),
    "a misspelt key": (_misspelt_key, r"content/articles/2024/zqx-draft\.zh\.md:4:1  error"),
    "broken YAML": (_broken_yaml, r"content/projects/tea-drying\.yml:2:\d+  error"),
    "a link to nothing": (_link_to_nothing, r"content/articles/2023/first-bench\.en\.md:6:\d+  error"),
    "a link to what is hidden": (_link_to_hidden, r"content/articles/2024/orchard\.zh\.md:\d+:\d+  error"),
    "a docs link to nothing": (_doc_link_to_nothing, r"docs/en/about\.md:3:\d+  error"),
    "a docs link to no page": (_doc_link_to_no_page, r"docs/about\.md:7:\d+  error"),
    "a docs page with a script": (_doc_with_a_script, r"docs/about\.md:5:1  error"),
    "a docs page in GBK": (_doc_in_gbk, r"docs/about\.md:1:3  error"),
    "a docs page on an entry's": (_doc_on_an_entry, r"docs/projects/tea-drying\.md:1:1  error"),
    "no site.yml": (_no_site_file, r"content/site\.yml:1:1  error"),
}


@pytest.mark.parametrize(("harm", "said"), HARMS.values(), ids=HARMS.keys())
def test_content_error_leaves_the_old_site(built: Site, harm: Harm, said: str) -> None:
    harm(built)
    built.refused(said, "unchanged")


def test_every_error_is_told_at_once(built: Site) -> None:
    for harm in (_broken_date, _broken_yaml, _misspelt_key):
        harm(built)
    built.refused(*(HARMS[name][1] for name in ("an impossible date", "broken YAML", "a misspelt key")))


def test_after_an_error_is_mended_all_is_well(built: Site) -> None:
    before = tree(built.live)
    _broken_date(built)
    built.refused().replace("content/articles/2023/first-bench.zh.md", "2023-13-08", "2023-03-08").rebuilt()
    assert differences(before, tree(built.live)) == []


def test_strict_warning_leaves_the_old_site(built: Site) -> None:
    before = tree(built.live)
    built.write(
        "hooks/warns.py",
        "import logging\n\n\n"
        "def on_pre_build(config):\n    logging.getLogger('mkdocs.hooks.warns').warning('no-such-place')\n",
    )
    built.replace("mkdocs.yml", "  - hooks/build_site.py\n", "  - hooks/build_site.py\n  - hooks/warns.py\n")
    built.replace("content/articles/2023/first-bench.zh.md", "东湖学院把", "东湖学院从前把")
    result = built.build()
    result.plainly_failed()
    assert "no-such-place" in result.err
    assert differences(before, tree(built.live)) == []
    built.build(strict=False).check()
    assert "东湖学院从前把" in built.read("news/2023/first-bench/index.html")


def test_content_warnings_stop_nothing_under_strict(warm: Path, built: Site) -> None:
    result = built.build().check()
    assert "warning" in result.err  # an article without its translation: said, and no more


def test_foreign_folder_is_not_touched(built: Site) -> None:
    other = built.root / "somebody-elses"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work", "utf-8")
    before = tree(built.live)
    result = built.build("-d", str(other))
    result.plainly_failed()
    assert "somebody-elses" in result.err
    assert tree(other) == {"thesis.txt": tree(other)["thesis.txt"]}
    assert differences(before, tree(built.live)) == []


@pytest.mark.parametrize("folder", [".", "..", "content", "assets", "docs/..", "docs"])
def test_project_is_not_taken_for_the_output(built: Site, folder: str) -> None:
    before = tree(built.root / "content") | tree(built.root / "assets") | tree(built.live)
    result = built.build("-d", folder)
    assert result.code != 0
    assert "Traceback" not in result.said
    assert tree(built.root / "content") | tree(built.root / "assets") | tree(built.live) == before
    assert not list(built.root.parent.glob(".*.xieshou"))


def test_folder_that_is_a_link_is_not_followed(built: Site) -> None:
    real = built.root / "elsewhere"
    real.mkdir()
    link = built.root / "public"
    link.symlink_to(real)
    built.build("-d", str(link)).plainly_failed()
    assert link.is_symlink()
    assert list(real.iterdir()) == []


def test_file_in_the_place_of_the_folder(built: Site) -> None:
    file = built.root / "public"
    file.write_text("not a folder", "utf-8")
    built.build("-d", str(file)).plainly_failed()
    assert file.read_text("utf-8") == "not a folder"


def test_failed_build_leaves_no_scratch(built: Site) -> None:
    _broken_date(built)
    built.build().plainly_failed()
    assert not (built.root / ".site.xieshou" / "scratch").exists()


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(built: Site) -> None:
    blocked = built.root / "blocked"
    blocked.write_text("a file where the cache should be", "utf-8")
    before = tree(built.live)
    built.build(XIESHOU_CACHE=str(blocked / "cache")).check()
    assert differences(before, tree(built.live)) == []


def test_a_cache_that_others_can_write_to_is_not_used_and_that_is_said_once(built: Site) -> None:
    """What a cache holds is run. The one here would say so."""
    shared = built.root / "shared"
    shutil.copytree(built.cache, shared)
    with sqlite3.connect(shared / "store.sqlite") as store:
        store.execute("UPDATE facts SET data = ?", (pickle.dumps(_Told(), 5),))
    for path in (*(shared / "theme").iterdir(), *(shared / "templates").rglob("*.cache")):
        path.write_bytes(b"no code at all")
    shared.chmod(0o777)
    before, kept = tree(built.live), tree(shared)
    built.write(
        "content/articles/2024/new.zh.md", "---\ntitle: 新\nsummary: 新\ndate: 2024\nsources: [bulletin]\n---\n新。\n"
    )
    done = built.build(XIESHOU_CACHE=str(shared)).check()
    assert done.said.count(str(shared)) == 1
    assert "others can write" in done.err
    assert "gave me away" not in done.said
    assert tree(shared) == kept
    assert differences(before, tree(built.live))


class _Told:
    """Says so when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return print, ("gave me away",)


def test_full_disk_is_told_in_a_sentence(built: Site) -> None:
    """No file may grow beyond 3 MB (none of MkDocs' own does): the largest picture can't be written."""
    before = tree(built.live)
    noise = Image.frombytes("RGBA", (1200, 1000), random.Random(1).randbytes(4_800_000))
    noise.save(built.root / "assets" / "photos" / "badge.png")
    done = subprocess.run(
        ["prlimit", "--fsize=3000000", *built.command()], cwd=built.root, env=env(), capture_output=True, check=False
    )
    Result(done.returncode, done.stdout.decode(), done.stderr.decode()).plainly_failed()
    assert differences(before, tree(built.live)) == []
    built.build().check()


def test_folder_in_the_place_of_a_file_is_cleared(built: Site) -> None:
    """A folder stands where the spare tree needs a file."""
    before = tree(built.live)
    built.replace("content/articles/2023/first-bench.zh.md", "东湖学院把", "东湖学院从前把")
    spare = built.root / ".site.xieshou" / "spare"
    page = spare / "news" / "2023" / "first-bench" / "index.html"
    page.unlink()
    (page / "in-the-way").mkdir(parents=True)
    (page / "in-the-way" / "file").write_text("x", "utf-8")
    built.build().check()
    changed = [path for path in differences(before, tree(built.live)) if not path.startswith("search/")]
    assert changed == [f"news/2023/first-bench/index.{form}" for form in ("html", "md")]


def test_second_build_waits_for_nobody(built: Site) -> None:
    before = tree(built.live)
    built.replace("content/articles/2023/first-bench.zh.md", "东湖学院把", "东湖学院从前把")
    with lock(built.cache):
        result = built.build()
    result.plainly_failed()
    assert "another build" in result.err.lower()
    assert differences(before, tree(built.live)) == []
    built.build().check()


def test_two_builds_at_once_leave_one_whole_site(built: Site) -> None:
    """Begun together: each is done or says that another is at work; and what is published is whole."""
    built.build().check()
    built.replace("hooks/xieshou/front/labels/zh.yml", "  home: 首页", "  home: 首页甲")
    for others in ({}, {"XIESHOU_CACHE": str(built.root / "other-cache")}):  # another cache, the same output folder
        running = [
            subprocess.Popen(built.command(), cwd=built.root, env=env(**more), stderr=subprocess.PIPE)
            for more in ({}, others, {})
        ]
        ends = [(one.communicate(timeout=PATIENCE), one.returncode) for one in running]
        for (_, err), code in ends:
            assert b"Traceback" not in err, err.decode()
            assert code == 0 or "another build" in err.decode().lower()
        assert 0 in [code for _, code in ends]
    together = tree(built.live)
    shutil.rmtree(built.live)
    shutil.rmtree(built.cache)
    built.build().check()
    assert differences(together, tree(built.live)) == []


def test_nothing_changed_is_said_and_nothing_done(built: Site) -> None:
    built.build().check()
    inode, before = built.live.stat().st_ino, {path: path.stat().st_mtime_ns for path in built.live.rglob("*")}
    result = built.build().check()
    assert "nothing has changed" in result.said.lower()
    assert built.live.stat().st_ino == inode
    assert {path: path.stat().st_mtime_ns for path in built.live.rglob("*")} == before


def test_touched_files_change_nothing(built: Site) -> None:
    built.build().check()
    inode = built.live.stat().st_ino
    for path in (*(built.root / "content").rglob("*"), *(built.root / "assets" / "photos").iterdir()):
        path.touch()
    assert "nothing has changed" in built.build().check().said.lower()
    assert built.live.stat().st_ino == inode


@pytest.mark.parametrize("harm", ["deleted", "edited", "added"])
def test_published_folder_heals(built: Site, harm: str) -> None:
    built.build().check()
    before = tree(built.live)
    page = built.live / "projects" / "tea-drying" / "index.html"
    if harm == "deleted":
        shutil.rmtree(built.live / "projects")
    elif harm == "edited":
        page.write_text("defaced", "utf-8")
    else:
        (built.live / "projects" / "intruder.html").write_text("hello", "utf-8")
    built.build().check()
    assert differences(before, tree(built.live)) == []


@pytest.mark.parametrize("lost", ["cache", "spare tree", "live tree", "manifests", "damaged store"])
def test_what_is_lost_is_made_again(built: Site, lost: str) -> None:
    before = tree(built.live)
    aside = built.root / ".site.xieshou"
    if lost == "cache":
        shutil.rmtree(built.cache)
    elif lost == "spare tree":
        shutil.rmtree(aside)
    elif lost == "live tree":
        shutil.rmtree(built.live)
    elif lost == "manifests":
        for path in aside.glob("manifest-*"):
            path.write_bytes(b"rubbish")
    else:
        (built.cache / "store.sqlite").write_bytes(b"rubbish" * 1000)
    built.build().check()
    assert differences(before, tree(built.live)) == []


def test_links_and_pipes_among_pages_and_assets_publish_nothing_and_are_not_waited_for(built: Site) -> None:
    outside = built.root.parent / "outside"
    outside.mkdir()
    (outside / "plan.md").write_text("# Way out\n", "utf-8")
    (outside / "round").symlink_to("/")
    for name in ("docs/leak.txt", "assets/scripts/z.js", "assets/theme/theme/z.svg"):
        (built.root / name).parent.mkdir(parents=True, exist_ok=True)
        (built.root / name).symlink_to(outside / "plan.md")
    (built.root / "docs" / "ext").symlink_to(outside)
    for name in ("docs/pipe.md", "assets/labels/fr.yml", "assets/styles/pipe.css", "assets/theme/404.html"):
        (built.root / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(built.root / name)
    link, pipe = "is a link to elsewhere", "is not an ordinary file"
    built.refused(
        rf"docs/leak.txt:1:1.*{link}", rf"docs/ext:1:1.*{link}", rf"assets/scripts/z.js:1:1.*{link}",
        rf"assets/theme/theme/z.svg:1:1.*{link}", rf"docs/pipe.md:1:1.*{pipe}", rf"assets/labels/fr.yml:1:1.*{pipe}",
        rf"assets/styles/pipe.css:1:1.*{pipe}", rf"assets/theme/404.html:1:1.*{pipe}",
    )  # fmt: skip
    assert list(leaks(built.live, b"way out")) == []
