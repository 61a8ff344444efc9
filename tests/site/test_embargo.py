"""What is not published leaves no byte, however it is hidden and whatever it is; and it appears at its moment."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import BuildError

from tests.site.building import Site, differences, leaks, photo, tree
from xieshou.cli.terminal import as_of
from xieshou.core.project import ProjectPaths
from xieshou.host.mkdocs_settings import as_of_asked
from xieshou.language.labels import load_labels

STATES = {"draft": "draft: true", "later": "publish_at: 2098-05-06T07:08", "gone": "withdrawn: true"}
FACTS = "name:\n  zh: ZQX{}名称\n  en: ZQX {} name\nsummary:\n  zh: ZQX{}摘要\n  en: ZQX {} summary\n"
ORIGINAL = "---\ntitle: {title}\nsummary: {title}摘要\ndate: 2024-11-05\n{facts}sources:\n  - gazette\n---\n\n{text}\n"
TEXT = "ZQX正文，[项目](project:tea-drying)、[学院](organisation:donghu-college)、[](indicator:samples)。"
LISTS = {"topics": "type: cooperation-field\n", "places": "type: county\n", "glossary": "status: translated\n"}


def _original(title: str, facts: str, text: str) -> str:
    return ORIGINAL.format(title=title, facts=facts, text=text)


def _record(state: str, more: str = "", line: str = "") -> str:
    return FACTS.replace("{}", state) + more + line


def _files(state: str, line: str) -> Iterator[tuple[str, str]]:
    """Every sort of entry, hidden by ``line``: path and text."""
    refs = "topics:\n  - tea\nprojects:\n  - tea-drying\norganisations:\n  - donghu-college\n"
    title, figure = f"ZQX{state}标题", f"zqx-{state}-figure"
    story = _original(title, f"{refs}cover: {figure}\n{line}", f"{TEXT}\n\n![](figure:{figure})")
    yield f"articles/2024/zqx-{state}.zh.md", story
    yield f"articles/2024/zqx-{state}.en.md", f"---\ntitle: ZQX {state}\nsummary: ZQX {state}\n---\n\nZQX {TEXT}\n"
    proof = "sources:\n  - gazette\n"
    yield f"projects/zqx-{state}.yml", _record(state, f"investment: 9.99亿元\nplace: xiling\n{proof}", line)
    yield f"projects/zqx-{state}.zh.md", f"ZQX {TEXT}\n"
    yield f"events/zqx-{state}.yml", _record(state, f"date: 2024-11-06\n{proof}", line)
    yield f"organisations/zqx-{state}.yml", _record(state, "type: company\n", line)
    alt = f"caption:\n  zh: ZQX{state}图\n  en: ZQX {state}\nalt:\n  zh: ZQX{state}图\n  en: ZQX {state}\n"
    yield f"figures/{figure}.yml", f"type: photo\n{_record(state, alt, line)}image: photos/{figure}.jpg\n"


def _pages(state: str, line: str) -> Iterator[tuple[str, str]]:
    """Hand-written pages, hidden by ``line``, with all that only they use: path and text."""
    beside = f"![ZQX图](zqx-{state}.jpg) [ZQX表](zqx-{state}.csv)\n\n![](figure:zqx-{state}-drawn)"
    yield f"docs/zqx-{state}.md", f"---\ntitle: ZQX\n{line}---\n\n# ZQX{state}\n\n{beside}\n\n{TEXT}\n"
    yield f"docs/en/zqx-{state}.md", f"---\n{line}---\n\n# ZQX\n\nZQX [a](../zqx-{state}.md#zqx{state})\n"
    yield f"docs/zqx-{state}/index.zqx.md", f"---\n{line}---\n\n# ZQX\n\n[](project:tea-drying)\n"


def _hide(site: Site) -> dict[str, list[tuple[Path, str]]]:
    """Entries of every sort in every state; by state, what to write so that they are published."""
    shown: dict[str, list[tuple[Path, str]]] = {state: [] for state in STATES}
    for number, (state, line) in enumerate(STATES.items()):
        photo(site.root / f"assets/photos/zqx-{state}-figure.jpg", 60 + 7 * number)
        for path, text in _files(state, f"{line}\n"):
            place = site.write(f"content/{path}", text)
            shown[state].append((place, text.replace(f"{line}\n", "")))
        photo(site.root / f"docs/zqx-{state}.jpg", 62 + 7 * number)
        site.write(f"docs/zqx-{state}.csv", "ZQX\n")
        alt = f"caption:\n  zh: ZQX{state}图\n  en: ZQX {state}\nalt:\n  zh: ZQX{state}图\n  en: ZQX {state}\n"
        site.write(f"content/figures/zqx-{state}-drawn.yml", f"type: caption-only\n{_record(state, alt)}")
        for path, text in _pages(state, f"{line}\n"):
            shown[state].append((site.write(path, text), text.replace(f"{line}\n", "")))
        # A translation alone; its original is published.
        site.write(
            f"content/articles/2024/open-{state}.en.md",
            f"---\ntitle: ZQX {state}\nsummary: ZQX {state}\n{line}\n---\n\nZQX.\n",
        )
    for name, facts in LISTS.items():
        whole = site.root / f"content/{name}.yml"
        entries = [
            f"- slug: zqx-{state}\n  " + _record(state, facts, line).strip().replace("\n", "\n  ")
            for state, line in STATES.items()
        ]
        whole.write_text("\n".join([whole.read_text("utf-8").rstrip(), *entries]) + "\n", "utf-8")
    nav = "\nnav:\n  - about.md\n  - 部:\n      - 稿: zqx-draft.md\n"
    site.replace("mkdocs.yml", "\nplugins: []\n", f"\nplugins: []\n{nav}")
    for name in ("about.md.bak", "about.md~", "~$zqx.docx", "zqx.txt", "zqx.html", "en/zqx.svg", "zqx.markdown"):
        site.write(f"docs/{name}", "<script>ZQX</script>")
    return shown


def _open(site: Site, named: bool) -> None:
    """A published article a state, which may name what is hidden."""
    for state in STATES:
        names = f"topics:\n  - tea\n  - zqx-{state}\nprojects:\n  - zqx-{state}\ncover: zqx-{state}-figure\n"
        facts = names if named else "topics:\n  - tea\n"
        site.write(
            f"content/articles/2024/open-{state}.zh.md", ORIGINAL.format(title="公开", facts=facts, text="正文。")
        )


def test_hidden_entries_change_no_byte(built: Site) -> None:
    _open(built, named=False)
    built.build().check()
    before = tree(built.live)
    assert list(leaks(built.live)) == []

    shown = _hide(built)
    _open(built, named=True)
    built.build().check()
    assert differences(before, tree(built.live)) == []

    # Published, and then withdrawn, drafted or put off again: nothing is left in what is live or may become live.
    texts = {place: place.read_text("utf-8") for files in shown.values() for place, _ in files}
    for place, text in (one for files in shown.values() for one in files):
        place.write_text(text, "utf-8")
    built.build().check()
    assert len(list(leaks(built.live))) > 40
    for state in STATES:
        found = set(leaks(built.live))
        page = f"zqx-{state}"
        for name in (f"pictures/{page}-figure-", f"{page}/index.html", f"en/{page}/", f"{page}.csv"):
            assert any(path.startswith(name) for path in found), name
        assert len([path for path in found if re.match(rf"pictures/{page}-[0-9a-f]+-", path)]) == 6
    for place, text in texts.items():
        place.write_text(text, "utf-8")
    built.build().check()
    assert list(leaks(built.live)) == []
    assert list(leaks(built.live.parent / ".site.xieshou" / "spare")) == []
    assert differences(before, tree(built.live)) == []


def test_leaks_are_found_wherever_they_hide(tmp_path: Path) -> None:

    packer = zlib.compressobj(wbits=-15)
    for name, data in {
        "plain.html": b"<p>zqX</p>",
        "escaped.html": b"<p>&#122;qx</p>",
        "escaped.json": json.dumps({"a": "\u8349"}).encode(),
        "a.gz": gzip.compress(b"a zqx"),
        "raw": packer.compress("草".encode()) + packer.flush(),
        "deflated": zlib.compress(b"zqx"),
        "address.xml": b"a?b=%E8%8D%89",
        "zqx/empty": b"",
        "clean.html": b"<p>words</p>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = set(leaks(tmp_path, b"zqx", "草".encode()))
    assert found == {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} - {"clean.html"}


def test_embargo_ends_at_its_second(built: Site) -> None:
    pages = []
    for name, at in (("china", "2026-03-01T09:00"), ("world", "2026-03-01T01:00:00Z")):
        facts = f"publish_at: {at}\ntopics:\n  - tea\n"
        built.write(f"content/articles/2024/zqx-{name}.zh.md", _original("ZQX", facts, "ZQX"))
        pages.append(f"news/2024/zqx-{name}/index.html")
    for moment, shown in (
        ("2026-03-01T08:59:59+08:00", False),
        ("2026-03-01T01:00:00+00:00", True),
        ("2026-03-01 08:59:59", False),
        ("2026-03-01 09:00", True),
    ):
        then = built.as_of(moment, XIESHOU_SEARCH="off")
        assert [(then.live / page).exists() for page in pages] == [shown, shown], moment
        assert bool(list(leaks(then.live))) == shown, moment


@pytest.mark.parametrize(
    "asked",
    ["soon", "2026", "2026-1-1", "2026-02-30", "2026-01-01T25:00", "2026-01-01T09:00x", "１２", " ", "0",
     "99999999999", "2026-01-01T09:00:00.5", "2026-01-01T09:00+99:00", "0001-01-01", "9999-12-31", "\u202e2026-01-01"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match=re.escape(asked)):
        as_of(asked)


@pytest.mark.parametrize(("language", "words"), [("zh", "不是能识别的时间"), ("en", "is not a date or time")])
def test_no_moment_publishes_nothing(built: Site, language: str, words: str) -> None:
    before = tree(built.live)
    built.replace("content/articles/2023/first-bench.zh.md", "东湖学院把", "东湖学院从前把")
    result = built.build(XIESHOU_AS_OF="tomorrow", XIESHOU_LANG=language)
    result.plainly_failed()
    assert words in result.err
    assert differences(before, tree(built.live)) == []


def test_an_article_that_becomes_a_draft_takes_its_photograph_and_its_source_with_it(built: Site) -> None:
    photo(built.root / "assets/photos/zqx-scene.jpg", 77)
    text = (
        "type: photo\ncaption:\n  zh: 图\n  en: A figure\nalt:\n  zh: 图\n  en: A figure\nimage: photos/zqx-scene.jpg\n"
    )
    built.write("content/figures/zqx-scene.yml", FACTS.replace("{}", "") + text)
    built.write("content/sources/zqx-paper.yml", FACTS.replace("{}", "") + "date: 2024\n")
    story = _original("ZQX", "topics:\n  - tea\nfigures:\n  - zqx-scene\n", "ZQX\n\n![](figure:zqx-scene)")
    story = story.replace("  - gazette", "  - zqx-paper")
    path = built.write("content/articles/2024/zqx-story.zh.md", story)
    built.rebuilt()
    for prefix in ("pictures/zqx-scene", "figures/zqx-scene/", "sources/zqx-paper/", "news/2024/zqx-story/"):
        assert any(name.startswith(prefix) for name in leaks(built.live)), prefix

    path.write_text(story.replace("title:", "draft: true\ntitle:"), "utf-8")
    said = built.build().check().said
    assert "only unpublished entries use it (article/zqx-story)" in said
    assert list(leaks(built.live)) == []
    assert list(leaks(built.live.parent / ".site.xieshou" / "spare")) == []

    built.replace("content/figures/zqx-scene.yml", "type: photo", "public: true\ntype: photo").rebuilt()
    assert any(name.startswith("pictures/zqx-scene") for name in leaks(built.live))


def test_a_site_of_another_moment_never_goes_where_the_real_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    words = load_labels(ProjectPaths.at(Path(__file__).resolve().parents[2]))["en"]
    monkeypatch.delenv("XIESHOU_AS_OF", raising=False)
    assert as_of_asked("/x/site", words, "build") == ("", Path("/x/site"))
    monkeypatch.setenv("XIESHOU_AS_OF", "2030-01-01T09:00")
    assert as_of_asked("/x/site", words, "build") == ("2030-01-01 09:00", Path("/x/site-as-of"))
    assert as_of_asked("/x/public", words, "build").live == Path("/x/public-as-of")
    assert as_of_asked("/x/site", words, "serve") == ("", Path("/x/site"))  # nothing is published
    with pytest.raises(BuildError):
        as_of_asked("/x/site", words, "gh-deploy")
