"""``xieshou build``: MkDocs does the work, and the end of it is told as every command tells it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import Any

import pytest

from tests.site.building import PATIENCE, Result, Site, differences, env, session_of, tree, until
from tests.site.conftest import ROOT

ARTICLE = "content/articles/2023/first-bench.zh.md"
COMMAND = [sys.executable, "-m", "xieshou", "build"]


def run(site: Site, *options: str, **environment: str) -> Result:
    """``xieshou build``, from another folder than the project's."""
    done = subprocess.run(
        [*COMMAND, "--root", str(site.root), *options],
        cwd=site.root.parent, env=env(PYTHONPATH=str(ROOT / "hooks"), **environment), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


def told(result: Result) -> dict[str, Any]:
    """The result as JSON, which stands on the standard output alone."""
    data: dict[str, Any] = json.loads(result.out)
    assert set(data) == {
        "version", "pages", "made", "files", "exchanged", "counts", "changed", "seconds", "problems", "accepted",
    }  # fmt: skip
    assert set(data["counts"]) == {"errors", "warnings", "accepted"}
    assert all(set(data["changed"][what]) == {"written", "removed", "kept"} for what in ("pages", "files"))
    return data


def test_site_is_the_one_that_mkdocs_builds(sample: Site, built: Site) -> None:
    result = run(sample, "--format", "json").check()
    done = told(result)
    assert done["exchanged"] is True
    assert done["pages"] == done["made"] > 50
    assert done["files"] == len(tree(sample.live))
    assert "Published" in result.err
    assert differences(tree(sample.live), tree(built.live)) == []
    pages = sorted(path for path in tree(sample.live) if path.endswith(".html"))
    assert done["changed"]["pages"] == {"written": pages, "removed": [], "kept": 0}
    assert done["seconds"]["load"] > 0
    assert done["counts"]["warnings"] == len(done["problems"])
    again = told(run(sample, "--format", "json").check())
    assert (again["made"], again["exchanged"], again["files"]) == (0, False, done["files"])
    assert again["changed"]["pages"] == {"written": [], "removed": [], "kept": len(pages)}
    assert "Nothing has changed" in run(sample).check().said


def test_errors_end_with_1_and_leave_the_site_as_it_was(built: Site) -> None:
    before = tree(built.live)
    built.replace(ARTICLE, "date: 2023-03-08", "date: 2023-13-08")
    result = run(built, "--format", "json", "--lang", "zh")
    assert result.code == 1
    done = told(result)
    assert (done["pages"], done["exchanged"]) == (0, False)
    assert done["counts"]["errors"] == 1
    assert done["seconds"]["load"] > 0
    (error,) = (problem for problem in done["problems"] if problem["severity"] == "error")
    assert (error["path"], error["line"]) == (ARTICLE, 4)
    assert set(error["message"]) == {"zh", "en"}
    assert f"{ARTICLE}:4:" in result.err
    assert "未发布" in result.err
    assert differences(before, tree(built.live)) == []
    plain = run(built)
    assert (plain.code, f"{ARTICLE}:4:" in plain.said) == (1, True)


def test_warnings_of_mkdocs_stop_the_build_unless_told_not_to(built: Site) -> None:
    built.write("docs/more.md", "# 更多\n\n正文。\n")
    built.write(
        "hooks/warns.py",
        "import logging\n\n\n"
        "def on_pre_build(config):\n    logging.getLogger('mkdocs.hooks.warns').warning('not well')\n",
    )
    built.replace("mkdocs.yml", "  - hooks/build_site.py\n", "  - hooks/build_site.py\n  - hooks/warns.py\n")
    refused = run(built, "--format", "json")
    assert (refused.code, told(refused)["exchanged"]) == (1, False)
    built.lacks("more/")
    assert told(run(built, "--format", "json", "--no-strict").check())["exchanged"] is True
    built.shows("more/", "更多")


def test_moment_is_that_of_the_option(built: Site) -> None:
    page = built.live / "news/2024/zqx-embargo/index.html"
    run(built).check()
    assert not page.exists()
    run(built, "--as-of", "2099-12-31").check()
    assert not page.exists()
    assert (built.root / "site-as-of" / "news/2024/zqx-embargo/index.html").exists()
    assert run(built, "--as-of", "soon").code == 2


def test_wrong_calls_end_with_2(built: Site) -> None:
    before = tree(built.live)
    nowhere = Site(built.root / "nowhere")
    empty = Site(built.root / "docs")
    for site, options in ((nowhere, ()), (empty, ()), (built, ("--format", "sarif")), (built, ("--lang", "xx"))):
        result = run(site, *options)
        assert (result.code, result.out) == (2, ""), result.said
    assert "mkdocs.yml" in run(empty).err
    assert differences(before, tree(built.live)) == []


def test_settings_without_the_hook_end_with_1(sample: Site) -> None:
    sample.replace("mkdocs.yml", "hooks:\n  - hooks/build_site.py\n", "")
    result = run(sample)
    assert result.code == 1
    assert "hooks/build_site.py" in result.err


def test_a_hook_that_is_none_of_ours_ends_with_2(sample: Site) -> None:
    sample.write("hooks/build_site.py", "# from xieshou, once\n")
    result = run(sample)
    assert result.code == 2
    assert "hooks/build_site.py" in result.err


@pytest.mark.parametrize(
    "text", ["site_name: [\n", "site_name: x\nhooks:\n  - hooks/none.py\n", "site_name: 甲\n: : :\n"]
)
def test_settings_that_cannot_be_read_are_errors_at_their_place(built: Site, text: str) -> None:
    before = tree(built.live)
    built.write("mkdocs.yml", text)
    result = run(built, "--format", "json")
    assert (result.code, told(result)["exchanged"]) == (1, False)
    assert {problem["path"] for problem in told(result)["problems"]} == {"mkdocs.yml"}
    assert "Traceback" not in result.err
    assert differences(before, tree(built.live)) == []


def test_a_folder_that_cannot_be_published_to_ends_with_3(sample: Site) -> None:
    sample.write("site/index.html", "somebody's own")
    result = run(sample, "--format", "json")
    assert (result.code, told(result)["exchanged"]) == (3, False)
    assert "Traceback" not in result.err
    assert sample.read("index.html") == "somebody's own"


def test_settings_may_be_named_the_other_way(sample: Site) -> None:
    (sample.root / "mkdocs.yml").rename(sample.root / "mkdocs.yaml")
    assert told(run(sample, "--format", "json").check())["exchanged"] is True


def test_build_ends_with_the_command(built: Site) -> None:
    """Whoever ends the command does not find the site exchanged a second later."""
    before = tree(built.live)
    shutil.rmtree(built.cache)
    built.replace("hooks/xieshou/front/labels/zh.yml", "  home: 首页", "  home: 首页甲")
    process = subprocess.Popen(
        [*COMMAND, "--root", str(built.root)], env=env(PYTHONPATH=str(ROOT / "hooks")), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert until((built.root / ".site.xieshou" / "scratch").exists)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert until(lambda: not session_of(process.pid)), session_of(process.pid)
    finally:
        for left in session_of(process.pid):
            os.kill(left, signal.SIGKILL)
    assert differences(before, tree(built.live)) == []
    run(built).check()


def test_what_a_build_would_change_is_shown_and_nothing_is_touched(built: Site) -> None:
    before, files = tree(built.live), {path: path.stat().st_mtime_ns for path in built.root.glob("build/*")}
    built.replace("content/articles/2023/first-bench.zh.md", "title: 第一张实验台", "title: 头一张实验台")
    done = subprocess.run(
        [sys.executable, "-m", "xieshou", "diff", "--format", "json", "--root", str(built.root)],
        env=env(PYTHONPATH=str(ROOT / "hooks")), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    changed = {page["address"]: page["words"] for page in json.loads(done.stdout)["changed"]}
    assert [["-", "第"], ["+", "头"], ["=", "一张实验台"]] in changed["news/2023/first-bench/"]
    assert differences(before, tree(built.live)) == []
    assert {path: path.stat().st_mtime_ns for path in built.root.glob("build/*")} == files
