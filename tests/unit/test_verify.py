"""What is published is what was written: nothing that others change, add or take away goes without a word."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.engine import build, looked_at
from tests.site.building import photo
from tests.unit.helpers import ROOT, Site, labels, record
from xieshou.build.publish import Trees
from xieshou.build.tree_state import outermost
from xieshou.build.verify import verified
from xieshou.cli.main import main
from xieshou.cli.options import Exit
from xieshou.core.problems import ContentError, Problem, message


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.sound(tmp_path / "s")
    build(site.root)
    return site


def trees(site: Site) -> Trees:
    return Trees(site.root / "site")


def found(site: Site) -> list[tuple[str, str]]:
    """The path and the code of each problem, whose words are there in both languages."""
    problems = verified(site.project, trees(site)).problems
    for one in problems:
        assert all(all(message(one, words.problems)) for words in labels().values())
    return [(one.path, one.code) for one in problems]


def rot(path: Path) -> None:
    """Change one bit, in place, and nothing that the system tells of the file but what nobody can set."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def asked(site: Site, *options: str) -> Result:
    return CliRunner().invoke(main, ["verify", "--root", str(site.root), "--lang", "en", *options])


def foreign(site: Site) -> list[Problem]:
    """What a build of something new says of what it took out."""
    names = len(list((site.root / "content" / "organisations").iterdir()))
    site.add(f"organisations/new-{names}.yml", record(f"甲{names}"))
    return list(build(site.root).foreign)


def test_what_was_not_touched_is_sound(site: Site) -> None:
    assert found(site) == []
    done = asked(site)
    assert (done.exit_code, "All is as it was written" in done.output) == (0, True)


def test_a_bit_that_changed_is_named_although_size_and_time_are_kept(site: Site) -> None:
    rot(site.root / "site" / "robots.txt")
    assert found(site) == [("site/robots.txt", "tree-changed")]
    done = asked(site)
    assert done.exit_code == 1
    assert "site/robots.txt  error" in done.output
    told = json.loads(asked(site, "--format", "json").output)
    assert [one["path"] for one in told["problems"]] == ["site/robots.txt"]


def test_what_is_gone_added_or_in_the_place_of_a_file_is_named(site: Site) -> None:
    live = site.root / "site"
    (live / "index.html").unlink()
    (live / "404.html").unlink()
    (live / "404.html").symlink_to("robots.txt")
    (live / "robots.txt").unlink()
    (live / "robots.txt").mkdir()
    (live / "CNAME").write_text("x")
    (live / "news" / "x.php").write_text("x")
    shutil.copytree(live / "en", live / ".git")
    assert sorted(found(site)) == [
        ("site/.git/", "tree-foreign"),
        ("site/404.html", "tree-changed"),
        ("site/CNAME", "tree-foreign"),
        ("site/index.html", "tree-missing"),
        ("site/news/x.php", "tree-foreign"),
        ("site/robots.txt", "tree-changed"),
    ]
    (live / "news" / "index.html").unlink()
    shutil.rmtree(live / "en" / "news")
    (live / "en" / "news").write_text("x")
    before = {one.path for one in foreign(site)}
    assert before == {"site/.git/", "site/CNAME", "site/news/x.php", "site/en/news"}
    for _ in range(2):
        assert found(site) == []
        assert foreign(site) == []


def test_the_tree_that_the_next_build_begins_with_is_looked_at_too(site: Site) -> None:
    path = site.root / ".site.xieshou" / "spare" / "robots.txt"
    shutil.copy2(path, site.root / "copy")
    (site.root / "copy").replace(path)  # not the live one too
    assert found(site) == []
    rot(path)
    assert found(site) == [(".site.xieshou/spare/robots.txt", "tree-spare")]
    path.write_text("what looks another is seen by the next build, without a word from us")
    assert found(site) == []


@pytest.mark.parametrize("never", [True, False])
def test_without_a_record_nothing_is_called_sound(site: Site, never: bool) -> None:
    shutil.rmtree(site.root / ".site.xieshou")
    if never:
        shutil.rmtree(site.root / "site")
    assert found(site) == [("site", "tree-unknown")]
    assert asked(site).exit_code == 1


def figure(image: str) -> str:
    """The record of a picture."""
    words = (line for key in ("caption", "alt", "credit") for line in (f"{key}:", "  zh: 甲", "  en: A thing"))
    return record("甲", "type: photo", f"image: {image}", "public: true", *words)


def with_old_times(path: Path) -> None:
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_what_people_wrote_and_has_rotted_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times of change that nobody can set are left out here, as a failing disk leaves them."""
    (site.root / "assets" / "photos").mkdir(parents=True)
    photo(site.root / "assets" / "photos" / "x.jpg", 40)
    site.add("figures/x.yml", figure("photos/x.jpg"))
    (site.root / "docs").mkdir(exist_ok=True)
    (site.root / "docs" / "about.md").write_text("# 关于\n\n![田](field.jpg)\n", "utf-8")
    photo(site.root / "docs" / "field.jpg", 40)
    text = site.root / "content" / "organisations" / "buct.yml"
    files = [site.root / "assets" / "photos" / "x.jpg", site.root / "docs" / "field.jpg", text]
    for path in files:
        with_old_times(path)

    def stamp(status: os.stat_result, before: int | None = None) -> bytes:
        return f"{status.st_mtime_ns} {status.st_size}".encode()

    for module in ("xieshou.build.verify", "xieshou.content.load", "xieshou.pictures.inspect"):
        monkeypatch.setattr(f"{module}.stamp_of", stamp)
    build(site.root)
    assert found(site) == []
    for path in files:
        rot(path)
    assert found(site) == [
        ("content/organisations/buct.yml", "source-rotten"),
        ("assets/photos/x.jpg", "source-rotten"),
        ("docs/field.jpg", "source-rotten"),
    ]
    text.touch()  # as an editor saves it: no rot, and the next build reads it
    assert found(site) == [("assets/photos/x.jpg", "source-rotten"), ("docs/field.jpg", "source-rotten")]


def test_an_original_that_was_changed_with_its_time_kept_is_made_anew(site: Site) -> None:
    path = site.root / "assets" / "illustrations" / "x.svg"
    path.parent.mkdir(parents=True)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M{} 1"/></svg>'
    path.write_text(drawing.format(1))
    with_old_times(path)
    site.add("figures/x.yml", figure("illustrations/x.svg"))
    build(site.root)
    for number in (2, 3):
        path.write_text(drawing.format(number))
        with_old_times(path)
        build(site.root)
        (made,) = (site.root / "site" / "pictures").iterdir()
        assert f"M{number} 1" in made.read_text()


# -- what others put into the published folder


def test_what_others_put_there_is_named_and_kept_when_it_goes(site: Site) -> None:
    live, kept = site.root / "site", site.root / ".site.xieshou" / "foreign"
    (live / "CNAME").write_text("example.org")
    (live / ".well-known" / "acme").mkdir(parents=True)
    (live / ".well-known" / "acme" / "x").write_text("y")
    (live / "news" / "x.txt").write_text("z")
    (live / "link").symlink_to("/etc")
    told = foreign(site)
    assert [one.path for one in told] == ["site/.well-known/", "site/CNAME", "site/link", "site/news/x.txt"]
    for words in labels().values():
        _, hint = message(told[1], words.problems)
        assert "assets/root/CNAME" in hint
        assert ".site.xieshou/foreign/CNAME" in hint
    assert not (live / "CNAME").exists()
    assert (kept / "CNAME").read_text() == "example.org"
    assert (kept / ".well-known" / "acme" / "x").read_text() == "y"
    assert (kept / "news" / "x.txt").read_text() == "z"
    assert (kept / "link").is_symlink()
    assert found(site) == []
    assert foreign(site) == []


def test_what_lies_there_from_before_is_replaced_and_no_link_followed(site: Site) -> None:
    live, kept = site.root / "site", site.root / ".site.xieshou" / "foreign"
    outside = site.root / "outside"
    outside.mkdir()
    for number, put in enumerate(["file", "folder", "link", "folder", "file"]):
        if put == "file":
            (live / "news" / "x").write_text(str(number))
        elif put == "link":
            (live / "news" / "x").symlink_to(outside)
        else:
            (live / "news" / "x").mkdir()
            (live / "news" / "x" / "y").write_text(str(number))
        assert [one.code for one in foreign(site)] == ["tree-taken"]
        assert (kept / "news" / "x").is_symlink() == (put == "link")
        assert list(outside.iterdir()) == []
    shutil.rmtree(kept / "news")
    (kept / "news").symlink_to(outside)
    (live / "news" / "x").write_text("")
    foreign(site)
    assert list(outside.iterdir()) == []
    assert (kept / "news" / "x").is_file()


def test_a_build_with_nothing_else_to_do_names_them_too(site: Site) -> None:
    (site.root / "site" / "CNAME").write_text("x")
    assert [one.path for one in build(site.root).foreign] == ["site/CNAME"]
    assert not build(site.root).exchanged


def test_one_that_is_to_be_published_now_is_none(site: Site) -> None:
    (site.root / "site" / "CNAME").write_text("x")
    (site.root / "assets" / "root").mkdir(parents=True)
    (site.root / "assets" / "root" / "CNAME").write_text("y")
    assert foreign(site) == []
    assert (site.root / "site" / "CNAME").read_text() == "y"


def test_without_a_record_what_lies_at_the_top_is_named_and_no_page_of_before(site: Site) -> None:
    page = site.add("organisations/left.yml", record("甲"))
    build(site.root)
    assert (site.root / "site" / "organisations" / "left").exists()
    shutil.rmtree(site.root / ".site.xieshou")
    page.unlink()
    live = site.root / "site"
    (live / "CNAME").write_text("example.org")
    (live / ".well-known").mkdir()
    (live / ".well-known" / "x").write_text("y")
    assert [one.path for one in foreign(site)] == ["site/.well-known/", "site/CNAME"]
    assert (site.root / ".site.xieshou" / "foreign" / "CNAME").read_text() == "example.org"


def test_a_build_killed_after_the_exchange_loses_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.root / "site" / "CNAME").write_text("example.org")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Trees, "catch_up", killed)
        with pytest.raises(KeyboardInterrupt):
            foreign(site)
    assert [one.path for one in foreign(site)] == ["site/CNAME"]
    assert (site.root / ".site.xieshou" / "foreign" / "CNAME").read_text() == "example.org"


def test_a_folder_stands_for_all_in_it() -> None:
    known = ["index.html", "a/b/index.html"]
    paths = ["index.html", "x", "a/x", "a/b/x", "c/d/x", "c/y", "a/c/x", ".git/a/b"]
    assert outermost(paths, known) == [".git/", "a/b/x", "a/c/", "a/x", "c/", "x"]


# -- mending


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mending(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that is mended in this process."""

    def run(root: Path, _: object) -> Exit:
        try:
            build(root)
        except ContentError:
            return Exit.ERRORS
        return Exit.SOUND

    monkeypatch.setattr("xieshou.cli.verify.run_build", run)
    return site


def test_mending_puts_everything_back(mending: Site) -> None:
    live = mending.root / "site"
    before = _files(live)
    rot(live / "index.html")
    rot(live / "robots.txt")
    (live / "news" / "index.html").unlink()
    (live / "CNAME").write_text("x")
    done = asked(mending, "--mend", "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["mended"], len(told["problems"]), told["left"]) == (True, 4, [])
    assert _files(live) == before
    assert found(mending) == []
    assert "Mended" not in asked(mending, "--mend").output


def test_what_is_mended_is_not_made_from_what_has_rotted_too(mending: Site) -> None:
    path = mending.root / "assets" / "illustrations" / "x.svg"
    path.parent.mkdir(parents=True)
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1"/></svg>')
    mending.add("figures/x.yml", figure("illustrations/x.svg"))
    build(mending.root)
    before = _files(mending.root / "site")
    (made,) = (mending.root / "site" / "pictures").iterdir()
    rot(made)
    (kept,) = (mending.project.cache / "pictures").iterdir()
    rot(kept)
    assert asked(mending, "--mend").exit_code == 0
    assert _files(mending.root / "site") == before


def test_what_cannot_be_mended_is_left_as_it_was_and_said(mending: Site) -> None:
    rot(mending.root / "site" / "index.html")
    before = _files(mending.root / "site")
    mending.add("organisations/bad.yml", "name: x\n")
    done = asked(mending, "--mend")
    assert (done.exit_code, "Nothing was mended" in done.output) == (1, True)
    assert _files(mending.root / "site") == before
    assert found(mending) == [("site/index.html", "tree-changed")]


def test_a_tree_without_a_record_is_mended_by_a_build(mending: Site) -> None:
    before = _files(mending.root / "site")
    shutil.rmtree(mending.root / ".site.xieshou")
    rot(mending.root / "site" / "index.html")
    assert asked(mending, "--mend").exit_code == 0
    assert _files(mending.root / "site") == before


def test_a_whole_project_is_mended_by_its_own_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.sound(tmp_path / "项目")
    (site.root / "hooks").symlink_to(ROOT / "hooks")
    shutil.copy2(ROOT / "mkdocs.yml", site.root)
    for folder in ("docs", "assets"):
        (site.root / folder).mkdir()
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "hooks"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    assert CliRunner().invoke(main, ["build", "--root", str(site.root)]).exit_code == 0
    before = _files(site.root / "site")
    rot(next((site.root / "site" / "assets" / "stylesheets").iterdir()))
    done = asked(site, "--mend")
    assert (done.exit_code, "Mended: 1" in done.output) == (0, True), done.output
    assert _files(site.root / "site") == before


def test_checks_leave_what_is_published_alone(site: Site) -> None:
    before = _files(site.root / "site")
    looked_at(site.root, lambda prepared: None)
    asked(site)
    assert _files(site.root / "site") == before
