"""The former site comes back whole, byte for byte, or not at all; and nothing comes back that is not to be public."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.engine import build
from tests.site.forked import Changes
from tests.unit.helpers import SOURCED, Site, record, story
from tests.unit.test_publish import ONE, POOL, TWO, Publisher, tree
from xieshou.build.publish import Trees
from xieshou.build.rollback import RollbackRefused, former_site, roll_back
from xieshou.build.verify import verified
from xieshou.cli.main import main

SETTINGS = """\
site_name: x
site_url: https://example.org/two/
site_dir: .site.xieshou/mkdocs
theme:
  name: material
  font: false
hooks:
  - hooks/x.py
"""
THREE = {**TWO, "index.html": b"three"}


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    publisher = Publisher(tmp_path / "site")
    publisher.publish(ONE)
    publisher.publish(TWO)
    return publisher


def back(trees: Trees) -> None:
    roll_back(trees, former_site(trees), POOL)


def refused(trees: Trees) -> RollbackRefused:
    before = tree(trees.live)
    with pytest.raises(RollbackRefused) as found:
        former_site(trees)
    assert tree(trees.live) == before
    return found.value


def test_the_former_site_comes_back_and_goes_again(publisher: Publisher) -> None:
    trees = publisher.trees
    times = {name: (trees.live / name).stat().st_mtime_ns for name in ("index.html", "robots.txt")}
    for known in (ONE, TWO, ONE, TWO):
        back(trees)
        assert tree(trees.live) == tree(trees.spare) == known
    assert {name: (trees.live / name).stat().st_mtime_ns for name in times} == times, "a file keeps its time"


def test_only_what_the_last_publish_changed_is_kept(publisher: Publisher) -> None:
    files = publisher.trees.previous.files
    assert tree(files) == {name: data for name, data in ONE.items() if name != "robots.txt"}
    publisher.publish(THREE)
    assert tree(files) == {"index.html": b"two"}


def test_the_next_build_publishes_what_it_is_given_and_makes_no_more_than_that(publisher: Publisher) -> None:
    back(publisher.trees)
    publisher.publish(THREE)
    assert tree(publisher.trees.live) == tree(publisher.trees.spare) == THREE
    assert set(publisher.made) == {"index.html", "news/2024/b/index.html"}
    back(publisher.trees)
    assert tree(publisher.trees.live) == ONE, "what was live before that publish"


def test_a_build_of_the_site_that_was_put_back_has_nothing_to_do(publisher: Publisher) -> None:
    back(publisher.trees)
    publisher.publish(ONE)
    assert publisher.made == []
    back(publisher.trees)
    assert tree(publisher.trees.live) == TWO


def test_nothing_is_put_back_where_nothing_was_there_before(tmp_path: Path) -> None:
    publisher = Publisher(tmp_path / "site")
    publisher.trees.prepare()
    assert refused(publisher.trees).code == "nothing"
    publisher.publish(ONE)
    assert refused(publisher.trees).code == "nothing"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (".site.xieshou/previous/files/index.html", ".site.xieshou/previous/files/index.html"),
        (".site.xieshou/previous/files/news/2024/a/index.html", ".site.xieshou/previous/files/news/2024/a/index.html"),
        ("site/robots.txt", "site/robots.txt"),
    ],
)
@pytest.mark.parametrize("harm", ["changed", "gone", "link"])
def test_what_is_not_as_it_was_written_is_named_and_not_put_back(
    publisher: Publisher, tmp_path: Path, name: str, path: str, harm: str
) -> None:
    file = tmp_path / name
    if harm == "changed":
        status = file.stat()
        file.write_bytes(bytes(reversed(file.read_bytes())) + b"!"[: len(file.read_bytes()) == 1])
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    else:
        file.unlink()
    if harm == "link":
        file.symlink_to(tmp_path / "elsewhere")
    told = refused(publisher.trees)
    assert (told.code, told.paths) == ("altered", (path,))


def test_a_list_that_was_changed_is_none(publisher: Publisher) -> None:
    kept = publisher.trees.aside / "previous" / "list"
    data = bytearray(kept.read_bytes())
    data[-3] ^= 1
    kept.write_bytes(data)
    assert refused(publisher.trees).code == "nothing"


def test_what_others_put_there_is_kept_aside(publisher: Publisher) -> None:
    (publisher.trees.live / "CNAME").write_text("x")
    back(publisher.trees)
    assert tree(publisher.trees.live) == tree(publisher.trees.spare) == ONE
    assert publisher.trees.found_foreign == ["CNAME"]
    assert (publisher.trees.foreign / "CNAME").read_text() == "x"


def killed(work: Callable[[], object], change: int) -> bool:
    """Whether ``work`` was killed, in a process of its own, at so many changes of the disk."""
    child = os.fork()
    if child == 0:
        import sys

        sys.addaudithook(Changes(change, 0))
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("doing", ["rolling back", "publishing"])
def test_killed_at_any_change_one_site_or_the_other_is_live_whole(publisher: Publisher, doing: str) -> None:
    def work() -> None:
        if doing == "publishing":
            Publisher(publisher.trees.live).publish(THREE)
        else:
            back(Trees(publisher.trees.live))

    change, seen = 0, []
    known = [TWO, THREE] if doing == "publishing" else [ONE, TWO]
    while killed(work, change):
        found = tree(publisher.trees.live)
        assert found in known
        seen.append(found)
        trees = Trees(publisher.trees.live)
        with suppress(RollbackRefused):  # what is kept belongs to what is live, or is not put back
            back(trees)
        assert tree(trees.live) in (ONE, TWO, THREE)
        for contents in (ONE, TWO):
            Publisher(publisher.trees.live).publish(contents)
            assert tree(publisher.trees.live) == contents
        change += 1
    assert all(one in seen for one in known), "some were killed before the exchange and some after it"


# -- the command, and what is not to come back


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.sound(tmp_path / "s")
    (site.root / "mkdocs.yml").write_text(SETTINGS)
    (site.root / "hooks").mkdir()
    (site.root / "hooks" / "x.py").write_text("# xieshou\n")
    (site.root / "docs").mkdir(exist_ok=True)
    site.add("events/fair.yml", record("交易会", "date: 2024-05", "type: signing"))
    site.add("articles/2024/told.zh.md", story("date: 2024-05-01", *SOURCED))
    build(site.root, int(time.time()))
    return site


def live(site: Site) -> dict[str, bytes]:
    return tree(site.root / "site")


def published(site: Site, name: str, text: str) -> dict[str, bytes]:
    """The site after a change."""
    site.add(name, text)
    assert build(site.root, int(time.time())).exchanged
    return live(site)


def asked(site: Site, *options: str) -> Result:
    return CliRunner().invoke(main, ["rollback", "--root", str(site.root), "--lang", "en", *options])


def test_the_command_puts_back_and_tells_as_a_publish_does(site: Site) -> None:
    before = live(site)
    after = published(site, "events/fair.yml", record("博览会", "date: 2024-05", "type: signing"))
    done = asked(site)
    assert (done.exit_code, "back as it was" in done.output) == (0, True), done.output
    assert live(site) == before
    changed = (site.root / "build" / "changed-addresses.txt").read_text("utf-8").splitlines()
    assert "changed\thttps://example.org/two/events/fair/" in changed
    report = json.loads((site.root / "build" / "report.json").read_text("utf-8"))
    assert (report["exchanged"], report["made"], report["counts"]["errors"]) == (True, 0, 0)
    assert "events/fair/index.html" in report["changed"]["pages"]["written"]
    assert verified(site.project, Trees(site.root / "site")).problems == ()
    assert json.loads(asked(site, "--format", "json").stdout)["exchanged"]
    assert live(site) == after
    asked(site)
    assert build(site.root, int(time.time())).exchanged, "the content of today, as ever"
    assert live(site) == after


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("events/fair.yml", record("交易会", "date: 2024-05", "type: signing", "draft: true"), "/events/fair/"),
        ("events/fair.yml", record("交易会", "date: 2024-05", "type: signing", "withdrawn: true"), "/en/events/fair/"),
        (
            "articles/2024/told.zh.md",
            story("date: 2024-05-01", *SOURCED, "publish_at: 2099-01-01T00:00+08:00"),
            "/news/2024/told/",
        ),
    ],
)
def test_what_is_kept_back_since_does_not_come_back(site: Site, name: str, text: str, address: str) -> None:
    after = published(site, name, text)
    done = asked(site)
    assert done.exit_code == 1
    assert f"  {address}\n" in done.output
    assert live(site) == after


def test_what_was_kept_back_before_is_no_reason_to_refuse(site: Site) -> None:
    (site.root / "content" / "addresses.yml").write_text(
        "/events/fair/: {entry: event/fair, language: zh}\n/en/events/fair/: {entry: event/fair, language: en}\n"
    )
    before = published(site, "events/fair.yml", record("交易会", "date: 2024-05", "type: signing", "withdrawn: true"))
    assert "events/fair/index.html" in before, "which says that it was taken back"
    published(site, "events/other.yml", record("别的", "date: 2024-06", "type: signing"))
    assert asked(site).exit_code == 0
    assert live(site) == before


def test_with_errors_in_the_content_nobody_can_tell_and_nothing_is_done(site: Site) -> None:
    after = published(site, "events/other.yml", record("别的", "date: 2024-06", "type: signing"))
    site.add("events/broken.yml", "name: [")
    done = asked(site)
    assert (done.exit_code, "nobody can tell" in done.output) == (1, True)
    assert live(site) == after


def test_a_site_that_was_never_published_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    done = CliRunner().invoke(main, ["rollback", "--root", str(tmp_path), "--lang", "zh"])
    assert (done.exit_code, "没有可换回的网站" in done.output) == (1, True)
    assert not (tmp_path / ".site.xieshou").exists()
