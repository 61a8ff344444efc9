"""No address that was ever published answers with nothing: the ledger, what moved, what was taken back."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tests.engine import build
from tests.unit.helpers import Site, record, story
from xieshou.build.hosts import asked, remember, remembered
from xieshou.build.known import write_down
from xieshou.cli.main import main
from xieshou.content.addresses import NAME, PublishedAddress, read_addresses, written_addresses
from xieshou.core.problems import ContentError

SOURCED = ("sources:", "  - daily")
TEXT = "县里的苹果园今年收成不错，专家到现场讲了三次课。\n"


def add_story(site: Site, slug: str, year: int = 2024, *lines: str, english: bool = True) -> None:
    """A story in both languages."""
    facts = (f"date: {year}-03-05", *SOURCED, *lines)
    site.add(f"articles/{year}/{slug}.zh.md", story(*facts, text=TEXT, title=f"果园{slug}"))
    if english:
        text = "The orchards had a good year, and experts came to teach three times.\n"
        front = "---\ntitle: Orchard {}\nsummary: How the year went.\n---\n"
        site.add(f"articles/{year}/{slug}.en.md", front.format(slug) + text)


def run(site: Site, *words: str) -> Result:
    """The command ``xieshou``, which must succeed."""
    done = CliRunner().invoke(main, [words[0], "--root", str(site.root), *words[1:]])
    assert done.exit_code == 0, done.output
    return done


def remove(site: Site, slug: str) -> None:
    for path in (site.root / "content").rglob(f"{slug}.*"):
        path.unlink()


def publish(site: Site) -> None:
    """Build the site, then record what it publishes."""
    build(site.root)
    run(site, "addresses", "--record")


def answer(site: Site, address: str) -> str:
    """What a server that knows nothing but files sends; links that lead on are followed."""
    for _ in range(3):
        path = site.root / "site" / (f"{address}index.html" if address.endswith("/") or not address else address)
        if not path.is_file():
            return ""
        text = path.read_text("utf-8")
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
        if not found:
            return text
        base = Path(address or ".") if address.endswith("/") or not address else Path(address).parent
        steps: list[str] = [] if str(base) == "." else list(base.parts)
        for step in found[1].split("/"):
            steps = steps[:-1] if step == ".." else steps if step in (".", "") else [*steps, step]
        address = "/".join(steps) + ("/" if steps and found[1].endswith("/") else "")
    raise AssertionError(f"{address} leads round")


def ledger(site: Site) -> dict[str, PublishedAddress]:
    found, problems = read_addresses(site.project)
    assert problems == []
    return found


def lines(site: Site, *given: str) -> None:
    site.add("addresses.yml", "".join(f"{line}\n" for line in given))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = Site.sound(tmp_path / "s")
    add_story(found, "apple")
    return found


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    entered = {
        one.address: one
        for one in (
            PublishedAddress("", "", "zh"),
            PublishedAddress("en/news/2024/apple/", "article/apple", "en", 'A "title"'),
            PublishedAddress("about/", "docs/about.md", "zh", to="en/"),
            PublishedAddress("team/", "docs/team.md", "zh", gone="2025-03-01", reason='说“不”, "no": {}'),
            PublishedAddress("files/a (b).pdf", "docs/files/a (b).pdf", "zh"),
        )
    }
    site = Site(tmp_path / "s")
    site.add("addresses.yml", written_addresses(entered, ["# words"]))
    assert {address: one._replace(line=0) for address, one in ledger(site).items()} == entered
    written = (site.root / NAME).read_text("utf-8").splitlines()[1:]
    assert written == sorted(written)


@pytest.mark.parametrize(
    "line",
    [
        "/news/",
        "news/: {language: zh}",
        "/../x/: {language: zh}",
        "/a/../x/: {language: zh}",
        "/.git/config: {language: zh}",
        "/_headers: {language: zh}",
        "/a//b/: {language: zh}",
        "/a\\b/: {language: zh}",
        "/a/: {language: zh, gone: 2024-13-01}",
        "/a/: {language: zh, to: //evil.example/}",
        "/a/: {language: zh, to: https://evil.example/}",
        '/a/: {language: zh, gone: 2024-01-01, reason: "x}',
        "- /a/",
    ],
)
def test_a_line_that_is_none_is_told_at_its_place(site: Site, line: str) -> None:
    lines(site, "# words", line)
    assert f"{NAME}:2:1 address-line" in site.found()


def test_what_is_wrong_with_the_file_is_told_all_at_once(site: Site) -> None:
    one = "/x/: {language: zh, gone: 2024-01-01}"
    lines(site, one, "<<<<<<< HEAD", one, "=======", "nothing", ">>>>>>> theirs")
    assert site.found() == [f"{NAME}:2:1 merge-conflict", f"{NAME}:3:1 address-twice", f"{NAME}:5:1 address-line"]
    site.add("addresses.yml", "/果园/: {language: zh}\n".encode("gbk"))
    assert site.found() == [f"{NAME}:1:1 encoding-not-utf8"]


def test_everything_that_is_linked_is_recorded_and_nothing_else(site: Site) -> None:
    publish(site)
    found = ledger(site)
    assert found["en/news/2024/apple/"][:3] == ("en/news/2024/apple/", "article/apple", "en")
    assert {"", "en/", "news/", "data/articles-2024.csv", "data/articles-2024.json", "timeline/all.ics"} <= found.keys()
    assert not {"404.html", "robots.txt", "_headers", "sitemap.xml"} & found.keys()
    pages = {path.relative_to(site.root / "site").as_posix() for path in (site.root / "site").rglob("*.html")}
    assert pages - {"404.html"} == {f"{address}index.html" for address in found if address.endswith("/") or not address}
    before = (site.root / NAME).read_bytes()
    publish(site)
    assert (site.root / NAME).read_bytes() == before
    assert not build(site.root).exchanged


def test_an_entry_that_is_deleted_is_an_error_until_somebody_says_what_became_of_it(site: Site) -> None:
    publish(site)
    remove(site, "apple")
    add_story(site, "pear")
    with pytest.raises(ContentError) as refused:
        build(site.root)
    told = [one for one in refused.value.problems if one.code == "address-lost"]
    assert {dict(one.details)["value"] for one in told} == {"/news/2024/apple/", "/en/news/2024/apple/"}
    wanted = (site.root / NAME).read_text("utf-8").splitlines()
    assert all(wanted[one.line - 1].startswith(dict(one.details)["value"]) for one in told)
    run(site, "addresses", "--gone", "article/apple", "--reason", "搬走了")
    build(site.root)
    assert "搬走了" in answer(site, "news/2024/apple/")
    add_story(site, "apple")
    publish(site)
    assert TEXT.strip() in answer(site, "news/2024/apple/")
    assert ledger(site)["news/2024/apple/"].gone == ""


@pytest.mark.parametrize(
    ("was", "year"), [("was: apple", 2024), ("was:\n  - apple", 2024), ("was: 2024/apple", 2023), ("was: apple", 2023)]
)
def test_an_entry_of_another_name_is_found_under_the_one_it_had(site: Site, was: str, year: int) -> None:
    publish(site)
    remove(site, "apple")
    add_story(site, "apples-of-the-county", year, was)
    build(site.root)
    assert "苹果园" in answer(site, "news/2024/apple/")
    assert "orchards" in answer(site, "en/news/2024/apple/")
    page = (site.root / "site/en/news/2024/apple/index.html").read_text("utf-8")
    new = f"https://example.org/two/rivers/en/news/{year}/apples-of-the-county/"
    assert f'<link rel="canonical" href="{new}">' in page
    assert 'content="noindex"' in page
    assert page.count("<a href=") == 2  # a plain link in each language
    assert "<script" not in page
    assert "<style" not in page
    assert "apple/" not in (site.root / "site/sitemap-news-2024.xml").read_text("utf-8").replace("county/", "")


def test_the_address_of_a_file_to_be_downloaded_is_kept_as_that_of_its_record(site: Site) -> None:
    (site.root / "assets" / "files").mkdir(parents=True, exist_ok=True)
    (site.root / "assets" / "files" / "x.csv").write_text("a,b\n", "utf-8")
    text = record("报告", "file: files/x.csv", "public: true")
    site.add("files/report.yml", text)
    publish(site)
    assert ledger(site)["files/report.csv"].entry == "file/report"
    assert answer(site, "files/report.csv") == "a,b\n"
    remove(site, "report")
    with pytest.raises(ContentError) as refused:
        build(site.root)
    lost = {dict(one.details)["value"] for one in refused.value.problems if one.code == "address-lost"}
    assert {"/files/report.csv", "/files/report/", "/en/files/report/"} <= lost
    site.add("files/visitors.yml", text + "was: report\n")
    build(site.root)
    assert "https://example.org/two/rivers/files/visitors/" in answer(site, "files/report.csv")
    assert answer(site, "files/visitors.csv") == "a,b\n"


def test_a_year_that_moved_and_a_language_that_is_no_more_need_no_word(site: Site) -> None:
    publish(site)
    remove(site, "apple")
    add_story(site, "apple", 2023, english=False)
    build(site.root)
    for address in ("news/2024/apple/", "en/news/2024/apple/"):
        assert "苹果园" in answer(site, address)


def test_what_a_former_name_may_not_be(site: Site) -> None:
    add_story(site, "pear", 2024, "was: apple")
    add_story(site, "plum", 2024, "was:", "  - 2024/apple", "  - 2022/old", "  - fig")
    add_story(site, "fig-tree", 2024, "was: fig")
    site.add("organisations/works.yml", record("某厂", "was: 2023/mill"))
    assert site.found() == [
        "content/articles/2024/pear.zh.md:7:6 was-live",
        "content/articles/2024/plum.zh.md:8:5 was-live",
        "content/articles/2024/plum.zh.md:10:5 was-twice",
        "content/organisations/works.yml:4:6 was-year",
    ]


@pytest.mark.parametrize("was", ["/news/2023/x/", "Apple", "23/apple", "2023/", "果园", "a/b/c"])
def test_what_is_no_former_name_is_told(site: Site, was: str) -> None:
    add_story(site, "pear", 2024, f"was: {was}")
    assert site.found() == ["content/articles/2024/pear.zh.md:7:6 was-form"]


def test_former_names_work_without_a_ledger(site: Site) -> None:
    add_story(site, "pear", 2024, "was: 2019/pears")
    site.add("organisations/works.yml", record("某厂", "was: mill", "public: true"))
    build(site.root)
    assert "苹果园" in answer(site, "news/2019/pears/")
    assert "某厂" in answer(site, "organisations/mill/")


def test_what_was_taken_back_says_so_with_what_may_be_told(site: Site) -> None:
    site.add("sources/paper.yml", record("某报", "publisher:", "  zh: 某报", "  en: A paper", "form: print"))
    add_story(site, "apple", 2024, "withdrawal:")
    assert site.found() != []
    said = ("withdrawal:", "  date: 2025-03-01", "  reason:", "    zh: 数字有误", "    en: A figure was wrong")
    (site.root / "content/sources/paper.yml").unlink()
    add_story(site, "apple")
    publish(site)
    for shown in (False, True):
        add_story(site, "apple", 2024, *said, f"  show_title: {str(shown).lower()}")
        build(site.root)
        page = answer(site, "news/2024/apple/")
        assert "数字有误" in page
        assert "2025" in page
        assert ("果园apple" in page) == shown
        assert "苹果园" not in page
        assert "A figure was wrong" in answer(site, "en/news/2024/apple/")
    everything = [path for path in (site.root / "site").rglob("*") if path.is_file()]
    assert not any("苹果园".encode() in path.read_bytes() for path in everything)
    assert not any(b"news/2024/apple" in path.read_bytes() for path in everything if path.name.startswith("sitemap"))
    add_story(site, "apple", 2024, "draft: true")
    build(site.root)
    page = answer(site, "news/2024/apple/")
    assert page
    assert "2025" not in page
    assert "果园apple" not in page


def test_an_address_leads_where_the_ledger_says_and_never_round(site: Site) -> None:
    lines(
        site,
        "/a/: {language: zh, to: /b/}",
        "/b/: {language: zh, to: /en/}",
        "/c/: {language: zh, to: /d/}",
        "/d/: {language: zh, to: /c/}",
        "/e/: {language: zh, to: /nowhere/}",
        "/f/: {language: zh, to: /f/}",
    )
    assert site.found() == [
        f"{NAME}:{line}:1 address-{code}" for line, code in ((3, "circle"), (4, "circle"), (5, "to"), (6, "circle"))
    ]
    lines(site, "/a/: {language: zh, to: /b/}", "/b/: {language: zh, to: /en/}", "/team.html: {language: en, to: /en/}")
    build(site.root)
    assert answer(site, "a/") == answer(site, "team.html") == answer(site, "en/")


@pytest.mark.parametrize("address", ["assets/x/", "news/index.html/x/", "data/articles-2024.csv/x/", "news"])
def test_a_former_address_stands_in_the_way_of_nothing(site: Site, address: str) -> None:
    lines(site, f"/{address}: {{language: zh}}")
    assert site.found() == [f"{NAME}:1:1 address-clash"]


def test_a_list_or_a_file_that_is_no_more_leads_to_what_is_above(site: Site) -> None:
    lines(
        site,
        "/news/2019/~05/: {language: zh}",
        "/en/gone/for/good/: {language: en}",
        "/data/needs.json: {language: zh}",
        "/feed.xml: {language: zh}",
        "/timeline/1999.ics: {language: zh}",
    )
    build(site.root)
    assert answer(site, "news/2019/~05/") == answer(site, "news/")
    assert answer(site, "en/gone/for/good/") == answer(site, "en/")
    assert json.loads(answer(site, "data/needs.json"))["address"].startswith("https://example.org/two/rivers/data")
    assert ElementTree.fromstring(answer(site, "feed.xml")).tag.endswith("feed")  # there is one
    assert answer(site, "timeline/1999.ics").startswith("BEGIN:VCALENDAR")


def test_hosts_that_know_rules_are_given_them(site: Site) -> None:
    publish(site)
    assert not (site.root / "site/_redirects").exists()
    assert (site.root / "site/.nojekyll").read_bytes() == b""
    remove(site, "apple")
    add_story(site, "pear", 2024, "was: apple")
    lines(
        site,
        *(site.root / NAME).read_text("utf-8").splitlines(),
        "/news/1999/: {language: zh}",
        "/zz/: {entry: docs/zz.md, language: zh, gone: 2024-01-01}",
    )
    build(site.root)
    live = site.root / "site"
    assert "/two/rivers/news/2024/apple/ /two/rivers/news/2024/pear/ 301\n" in (live / "_redirects").read_text("utf-8")
    nginx = (live / "_redirects.nginx.conf").read_text("utf-8")
    assert '"/two/rivers/news/2024/apple/" "/two/rivers/news/2024/pear/";' in nginx
    assert '"/two/rivers/zz/" "1";' in nginx
    for name in ("oss", "cos"):
        rules = ElementTree.fromstring((live / f"_redirects.{name}.xml").read_text("utf-8"))
        prefixes = [one.text or "" for one in rules.iter("KeyPrefixEquals")]
        assert "news/2024/apple/" in prefixes
        pages = [path.relative_to(live).as_posix() for path in live.rglob("*.html")]
        redirected = {f"{one}index.html" for one in prefixes}
        assert not any(page.startswith(one) for one in prefixes for page in pages if page not in redirected)


CHANGES: dict[str, Callable[[Site, str, random.Random], None]] = {}


def change(made: Callable[[Site, str, random.Random], None]) -> Callable[[Site, str, random.Random], None]:
    CHANGES[made.__name__] = made
    return made


@change
def renamed(site: Site, slug: str, chance: random.Random) -> None:
    for path in list((site.root / "content/articles").rglob(f"{slug}.*.md")):
        new = path.with_name(path.name.replace(slug, f"{slug}-x", 1))
        path.rename(new)
    run(site, "fix", "--write")


@change
def moved_to_another_year(site: Site, slug: str, chance: random.Random) -> None:
    year = chance.choice(["2021", "2022", "2023"])
    for path in list((site.root / "content/articles").rglob(f"{slug}.*.md")):
        new = site.root / f"content/articles/{year}" / path.name
        new.parent.mkdir(exist_ok=True)
        path.rename(new)


@change
def withdrawn(site: Site, slug: str, chance: random.Random) -> None:
    for path in (site.root / "content/articles").rglob(f"{slug}.zh.md"):
        path.write_text(path.read_text("utf-8").replace("date:", "withdrawn: true\ndate:", 1), "utf-8")


@change
def published_again(site: Site, slug: str, chance: random.Random) -> None:
    for path in (site.root / "content/articles").rglob("*.zh.md"):
        path.write_text(path.read_text("utf-8").replace("withdrawn: true\n", ""), "utf-8")


@change
def removed(site: Site, slug: str, chance: random.Random) -> None:
    remove(site, slug)
    run(site, "addresses", "--gone", f"article/{slug}")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_any_order_no_address_is_ever_lost(tmp_path: Path, seed: int) -> None:
    chance, site = random.Random(seed), Site.sound(tmp_path / "s")
    for number in range(5):
        add_story(site, f"story-{number}", 2024)
        path = site.root / f"content/articles/2024/story-{number}.zh.md"
        path.write_text(path.read_text("utf-8").replace("三次", f"{number}次"), "utf-8")
    publish(site)
    ever = set(ledger(site))
    todo = [*CHANGES, *chance.choices(list(CHANGES), k=4)]
    chance.shuffle(todo)
    for what in todo:
        slugs = sorted(path.name.split(".")[0] for path in (site.root / "content/articles").rglob("story-*.zh.md"))
        CHANGES[what](site, chance.choice(slugs), chance)
        publish(site)
        ever |= set(ledger(site))
        assert [address for address in ever if not answer(site, address)] == [], what
        assert not build(site.root).exchanged, what


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", "was: apple\n"),
        ("was: fig\n", "was: [fig, apple]\n"),
        ("was: [fig, plum]\n", "was: [fig, plum, apple]\n"),
        ("was:\n  - fig\n", "was:\n  - fig\n  - apple\n"),
    ],
)
def test_what_a_renamed_entry_was_called_is_written_for_it(site: Site, typed: str, written: str) -> None:
    publish(site)
    for path in (site.root / "content/articles/2024").glob("apple.*.md"):
        new = path.with_name(path.name.replace("apple", "pear"))
        path.rename(new)
        if ".zh." in new.name:
            before = new.read_text("utf-8").replace("date:", f"{typed}date:")
            new.write_text(before, "utf-8")
    assert "was" in run(site, "fix").output
    run(site, "fix", "--write")
    after = (site.root / "content/articles/2024/pear.zh.md").read_text("utf-8")
    assert written in after
    assert after.replace(written, "") == before.replace(typed, "")
    build(site.root)
    assert "苹果园" in answer(site, "news/2024/apple/")


def test_a_record_in_a_list_is_known_again_and_what_is_doubtful_is_left_alone(site: Site) -> None:
    one = "- slug: {}\n  name:\n    zh: {}\n    en: A place\n  type: county\n"
    site.add("places.yml", one.format("wuxiang", "武乡") + one.format("qinxian", "沁县").replace("A place", "Qin"))
    publish(site)
    site.add(
        "places.yml", one.format("wuxiang-county", "武乡") + one.format("qinxian", "沁县").replace("A place", "Qin")
    )
    run(site, "fix", "--write")
    assert (
        (site.root / "content/places.yml")
        .read_text("utf-8")
        .startswith("- slug: wuxiang-county\n  was: wuxiang\n  name:")
    )
    publish(site)
    two = one.format("a", "武乡") + one.format("b", "武乡")
    site.add("places.yml", two + one.format("qinxian", "沁县").replace("A place", "Qin"))
    before = (site.root / "content/places.yml").read_bytes()
    run(site, "fix", "--write")
    assert (site.root / "content/places.yml").read_bytes() == before


def test_what_a_publish_changed_is_written_down_for_caches_and_search_engines(site: Site) -> None:
    def written() -> list[str]:
        done = build(site.root)
        write_down(site.root, done.addresses, "https://example.org/", "{}")
        return (site.root / "build/changed-addresses.txt").read_text("utf-8").splitlines()

    first = written()
    assert {"new\thttps://example.org/", "new\thttps://example.org/news/2024/apple/"} <= {*first}
    assert not [line for line in first if "assets/" in line or "_headers" in line]
    assert written() == []
    add_story(site, "apple", 2024, "author: 某人")
    changed = written()
    assert "changed\thttps://example.org/news/2024/apple/" in changed
    assert "changed\thttps://example.org/organisations/" not in changed
    remove(site, "apple")
    assert "gone\thttps://example.org/en/news/2024/apple/" in written()
    assert (site.root / "build/report.json").read_text("utf-8") == "{}\n"


def test_links_out_of_the_site_are_listed_page_by_page_without_a_network(site: Site) -> None:
    path = site.root / "content/articles/2024/apple.zh.md"
    path.write_text(path.read_text("utf-8") + "\n见[统计局](https://example.com/a?b=1&c=2)。\n", "utf-8")
    found = json.loads(run(site, "links", "--format", "json").stdout)
    assert found == [{"page": "/news/2024/apple/", "target": "https://example.com/a?b=1&c=2"}]
    assert "/news/2024/apple/" in run(site, "links").output


def test_addresses_of_records_are_listed_with_their_archived_copies(site: Site) -> None:
    path = next((site.root / "content/sources").glob("*.yml"))
    path.write_text(
        path.read_text("utf-8") + "online: https://example.com/p\narchived: https://archive.example.org/p\n", "utf-8"
    )
    found = json.loads(run(site, "links", "--format", "json").stdout)
    page = f"/sources/{path.stem}/"
    wanted = {"target": "https://example.com/p", "archived": "https://archive.example.org/p"}
    assert found == [{"page": f"/en{page}", **wanted}, {"page": page, **wanted}]
    assert "https://archive.example.org/p" in run(site, "links").output


def test_a_page_that_says_something_else_than_the_last_time_is_told_until_it_is_dealt_with(tmp_path: Path) -> None:
    said = {"now": "<p>The bridge over the river was opened on Monday by two mayors and a brass band.</p>"}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(said["now"].encode())

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    kept = tmp_path / "cache/outside.json"
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        target = f"http://127.0.0.1:{server.server_port}/a"

        def state() -> str:
            known = remembered(kept)
            answers = asked([target], known)
            remember(kept, known, answers)
            return answers[target].state

        assert state() == "there"
        said["now"] = said["now"].replace("Monday", "Monday, 4 March,") + "<script>var visits = 42</script>"
        assert state() == "there"
        said["now"] = "<p>This domain is for sale. Buy it now, cheap, with free hosting for one year included!</p>"
        assert [state(), state()] == ["changed", "changed"]
        server.shutdown()


def test_what_hosts_answer_is_told_of_each_link() -> None:
    class Host(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            status = {"/there": 200, "/old": 301, "/refused": 405}.get(self.path, 404)
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/there")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        found = asked(f"{host}/{path}" for path in ("there", "old", "refused", "none"))
        server.shutdown()
    states = {target.removeprefix(host): (answer.state, answer.detail) for target, answer in found.items()}
    assert states == {
        "/there": ("there", ""),
        "/old": ("moved", f"{host}/there"),
        "/refused": ("there", ""),
        "/none": ("missing", "404"),
    }
    assert asked([f"{host}/there"])[f"{host}/there"].state == "silent"
