"""Texts of other programs go in: small projects of each, and what becomes of everything in them."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from tests.unit.helpers import LANGUAGES, PROGRAMMES, RENDERER, SIDES, Site, record, story
from xieshou.cli.main import main
from xieshou.content.parse import Reader
from xieshou.content.schema.types.date import CHINA
from xieshou.core.problems import Problem, Severity
from xieshou.importers import scan as scanning
from xieshou.importers.dates import dated
from xieshou.importers.formats import endings, format_of
from xieshou.importers.placing import placed
from xieshou.importers.records import Fate, Import, Imported, TextState, plain_key
from xieshou.importers.scan import scan
from xieshou.importers.site import Site as Into
from xieshou.importers.template_tags import in_markdown
from xieshou.importers.whole import Origin, imported

NOW = datetime.datetime(2026, 1, 1, tzinfo=CHINA)
HUGO = {
    "content/en/news/valve/index.md": """+++
title = "The valve held"
date = 2021-03-04T08:30:00+08:00
description = "A valve was tested on the stand."
tags = ["Science and technology envoys", "pumps"]
authors = ["Li Hua"]
translator = "Wang Ming"
weight = 3
+++

The valve **held**. ![Valve on its stand](stand.png) It is *new*.

<!--more-->

{{< figure src="drawing.png" caption="The drawing" >}}

See [the pump]({{< ref "pump.md#tests" >}}), [the stand](stand.png) and [the plan](/plan/).

{{% notice tip %}}
Look twice.
{{% /notice %}}
""",
    "content/zh/news/valve/index.md": """---
title: 阀门经受住了考验
date: 2021-03-04
tags: [科技特派员]
---

阀门经受住了考验。还要再试。

见[水泵](../pump.md)。
""",
    "content/en/news/pump.md": """---
title: The pump
date: 2021-05-06
---

The pump was tested as well.

## Tests

It ran for a day.
""",
    "content/zh/news/pump.md": "---\ntitle: 水泵\ndate: 2021-05-06\ndraft: true\n---\n\n水泵也试过了。\n",
    "content/en/news/valve/stand.png": "picture",
    "content/en/news/valve/drawing.png": "picture",
    "layouts/index.html": "<html>",
    "config.toml": "",
}
JEKYLL = {
    "_config.yml": "baseurl: /x\n",
    "en/_posts/2012-10-11-first-news.md": """---
layout: post
title: "First: the news"
author: Ann
---

Read [the second]({% post_url 2012-10-12-second %}) first.

{% highlight ruby %}
puts "{{ x }}"
{% endhighlight %}
{: .code}

![A map]({{ site.baseurl }}/assets/map.png)
""",
    "en/_posts/2012-10-12-second.markdown": "---\ntitle: Second\nlang: en\n---\n\nThe second piece of news.\n",
    "zh_cn/_posts/2012-10-12-second.markdown": "---\ntitle: 第二条\nlang: zh_cn\ntranslator: 李华\n---\n\n又一条。\n",
    "en/_drafts/third.md": "---\ntitle: Third\n---\n\nNot ready for anybody.\n",
    "assets/map.png": "picture",
}
HEXO = {
    "source/_posts/hello-world.md": """"title": "Hello world",
"date": "2015/02/03 04:05:06"
;;;

Hello to the world of news.

{% asset_img sea.png 300 200 "The sea" %}

{% post_link other 'The other one' %}
""",
    "source/_posts/hello-world/sea.png": "picture",
    "source/_posts/other.md": "title: Other\ndate: 2015-02-04\ncategories:\n- News\n---\n\nAnother text of that day.\n",
}
DOCUSAURUS = {
    "blog/authors.yml": "ann:\n  name: Ann Lee\n  url: https://example.org\n",
    "blog/2020-01-02-release.md": """---
slug: release-one
authors: [ann]
---

# Release one

The first release is out.

<!-- truncate -->

:::tip Upgrade
Read [the guide](../docs/guide.md#install-it).
:::
""",
    "i18n/zh-CN/docusaurus-plugin-content-blog/2020-01-02-release.md": """---
slug: release-one
---

# 第一次发布

第一次发布了。
""",
    "docs/guide.md": "---\nid: guide\n---\n\n# Guide\n\nHow to use it.\n\n## Install it\n\nTurn the key.\n",
    "i18n/zh-CN/docusaurus-plugin-content-docs/current/guide.md": "# 指南\n\n用法如下。\n\n## 安装\n\n转动钥匙。\n",
    "docs/tabs.mdx": "import Tabs from '@theme/Tabs';\n\n# Tabs\n\nText.\n\n<Tabs>\nx\n</Tabs>\n",
    "README.md": "# About the project\n",
}
PLAIN = {
    "notes/first-text.zh-cn.md": "# 第一篇\n\n第一篇的正文。\n",
    "notes/first-text.en.md": "# The first\n\nThe text of the first.\n",
    "notes/second_zh.md": "author: 李华\ndate: 2019-05-06\n\n第二篇的正文，见[第一篇](first-text.zh-cn.md)。\n",
    "notes/second_en.md": "author: Li Hua\ndate: 2019-05-06\n\nThe text of the second.\n",
    "notes/ko/first-text.md": "# 하나\n\n첫 번째.\n",
}
PROJECTS = {"hugo": HUGO, "jekyll": JEKYLL, "hexo": HEXO, "docusaurus": DOCUSAURUS, "plain": PLAIN}


def laid(folder: Path, files: Mapping[str, str]) -> Path:
    for number, (name, text) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text == "picture":
            Image.new("RGB", (40, 30 + number), "red").save(path)
        else:
            path.write_text(text, "utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


def say(language: str, what: str, value: str) -> str:
    return {"between": ", "}.get(
        what, "导入，未核实" if language == "zh" else f"Imported, not verified {value}".strip()
    )


def brought(site: Site, folder: Path, url: str = "", write: bool = True) -> Import:
    reader = Reader(LANGUAGES, RENDERER, {"side": SIDES, "programme": PROGRAMMES})
    found = scan(folder, endings())
    done = imported(found, Into.of(site.root, LANGUAGES, reader), Origin("old", "Old site", url, NOW), say)
    if write:
        placed(done, found.root, site.root)
    return done


def errors(site: Site) -> list[str]:
    return [f"{one.path}:{one.line} {one.code}" for one in site.problems() if one.severity is Severity.ERROR]


def texts(done: Import) -> dict[str, Imported]:
    return {text.origin: text for text in done.texts}


def front_and_body(text: Imported) -> tuple[str, str]:
    _, front, body = text.data.decode().split("---\n", 2)
    return front, body


@pytest.mark.parametrize("name", PROJECTS)
def test_what_goes_in_is_sound_and_a_second_time_nothing_changes(name: str, tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", PROJECTS[name])
    done = brought(site, folder)
    assert done.of(TextState.NEW)
    assert done.of(TextState.REFUSED) == ()
    assert errors(site) == []
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    again = brought(site, folder)
    assert (again.of(TextState.NEW), again.files) == ((), ())
    assert len(again.of(TextState.HERE)) == len(done.of(TextState.NEW))
    after = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert before == after


@pytest.mark.parametrize("name", PROJECTS)
def test_every_key_of_front_matter_has_a_place_or_is_named(name: str, tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", PROJECTS[name])
    for text in brought(site, folder, write=False).texts:
        if text.state is TextState.PASSED:
            continue
        read = format_of(text.origin).read((folder / text.origin).read_bytes(), text.origin)
        assert not isinstance(read, Problem)
        (foreign,) = read
        told = {plain_key(note.key) for note in text.notes}
        assert {plain_key(key) for key, _ in foreign.fields} <= told, text.origin


def test_hugo_keeps_facts_pictures_links_and_notes(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", HUGO)
    done = texts(brought(site, folder))
    front, body = front_and_body(done["content/en/news/valve/index.md"])
    assert (
        "title: The valve held\nsummary: A valve was tested on the stand.\nauthor: Li Hua\ntranslator: Wang Ming\n"
        in front
    )
    assert "date:" not in front  # a text with a translator is no original
    assert body.split("\n\n") == [
        "\nThe valve **held**. It is *new*.",
        "![](figure:valve-stand)",
        "![](figure:valve-drawing)",
        "See the pump, [the stand](figure:valve-stand) and the plan.",
        ":::tip\nLook twice.\n:::\n",
    ]
    notes = done["content/en/news/valve/index.md"].notes
    left = {(note.code, note.key or note.value) for note in notes if note.fate is Fate.LEFT}
    assert {("key", "weight"), ("tag", "tags"), ("time", "date"), ("link-lost", "/plan/")} <= left
    assert ("link-waits", "pump.md#tests") in left  # its original is a draft
    chinese, words = front_and_body(done["content/zh/news/valve/index.md"])
    assert "date: 2021-03-04\nsources:\n  - old\ntopics:\n  - envoys\n" in chinese
    assert "summary: 阀门经受住了考验。\n" in chinese
    assert "见水泵。" in words
    assert "draft: true" in front_and_body(done["content/zh/news/pump.md"])[0]
    figure = (site.root / "content/figures/valve-drawing.yml").read_text("utf-8")
    assert "caption:\n  en: The drawing\n" in figure
    assert 'credit:\n  en: "Imported, not verified"\n' in figure
    assert (site.root / "assets/photos/valve-drawing.png").read_bytes() == (
        folder / "content/en/news/valve/drawing.png"
    ).read_bytes()


def test_jekyll_dates_its_files_by_name_and_writes_code_between_tags(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", JEKYLL)
    done = texts(brought(site, folder))
    front, body = front_and_body(done["en/_posts/2012-10-11-first-news.md"])
    assert done["en/_posts/2012-10-11-first-news.md"].path == "content/articles/2012/first-news.en.md"
    assert 'title: "First: the news"' in front
    assert "date: 2012-10-11" in front
    assert "Read [the second](article:second) first." in body
    assert '```ruby\nputs "{{ x }}"\n```' in body
    assert "![](figure:first-news-map)" in body
    second, third = done["zh_cn/_posts/2012-10-12-second.markdown"], done["en/_drafts/third.md"]
    assert second.path == "content/articles/2012/second.zh.md"
    assert "translator: 李华\n" in front_and_body(second)[0]
    assert "draft: true\n" in front_and_body(third)[0]


def test_hexo_writes_json_between_semicolons_and_asks_for_pictures_by_tags(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", HEXO)
    done = texts(brought(site, folder))
    front, body = front_and_body(done["source/_posts/hello-world.md"])
    assert "title: Hello world\n" in front
    assert "date: 2015-02-03\n" in front
    assert body == "\nHello to the world of news.\n\n![](figure:hello-world-sea)\n\n[The other one](article:other)\n"
    assert (site.root / "content/figures/hello-world-sea.yml").read_text("utf-8").count("The sea") == 3


def test_docusaurus_pairs_its_folders_and_what_only_it_can_make_is_told_apart(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", DOCUSAURUS)
    done = texts(brought(site, folder))
    english, chinese = (
        done["blog/2020-01-02-release.md"],
        done["i18n/zh-CN/docusaurus-plugin-content-blog/2020-01-02-release.md"],
    )
    assert (english.path, chinese.path) == (
        "content/articles/2020/release.en.md",
        "content/articles/2020/release.zh.md",
    )
    assert "title: Release one\nsummary: The first release is out.\nauthor: Ann Lee\n" in front_and_body(english)[0]
    assert ":::tip Upgrade\nRead [the guide](article:guide#install-it).\n:::" in front_and_body(english)[1]
    assert "truncate" not in english.data.decode()
    assert done["docs/tabs.mdx"].state is TextState.TEMPLATE
    assert "README.md" not in done


def test_pairs_by_suffix_and_texts_in_other_languages(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", PLAIN)
    done = texts(brought(site, folder))
    paths = {origin: Path(text.path).name for origin, text in done.items()}
    assert paths["notes/first-text.zh-cn.md"] == "first-text.zh.md"
    assert paths["notes/first-text.en.md"] == "first-text.en.md"
    assert (paths["notes/second_zh.md"], paths["notes/second_en.md"]) == ("second.zh.md", "second.en.md")
    assert "author: 李华\ndate: 2019-05-06" in front_and_body(done["notes/second_zh.md"])[0]
    assert "[第一篇](article:first-text)" in front_and_body(done["notes/second_zh.md"])[1]
    assert done["notes/ko/first-text.md"].state is TextState.PASSED


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    site = Site.sound(tmp_path / "site")
    mine = site.add(
        "articles/2012/second.zh.md", story("date: 2012-10-12", "sources:", "  - daily", text="我的正文。\n")
    )
    before = mine.read_bytes()
    done = texts(brought(site, laid(tmp_path / "old", JEKYLL)))
    assert done["en/_posts/2012-10-12-second.markdown"].path == "content/articles/2012/second-2.en.md"
    assert mine.read_bytes() == before
    assert errors(site) == []


def test_what_an_editor_changed_after_an_import_stays(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", HEXO)
    path = site.root / texts(brought(site, folder))["source/_posts/other.md"].path
    path.write_text(path.read_text("utf-8").replace("Another text", "My own text"), "utf-8")
    brought(site, folder)
    assert "My own text" in path.read_text("utf-8")


def test_what_is_refused_is_named_and_what_links_to_it_keeps_its_words(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: A\ndate: 2020-01-01\n---\n\nSee [the other](b.md) soon.\n",
        "b.md": "---\ntitle: B\ndate: 2020-01-01\n---\n\nThis one has {{ a.template }} in it.\n",
    }
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)
    done = texts(brought(site, folder))
    assert done["b.md"].state is TextState.TEMPLATE
    assert [one.severity for one in done["b.md"].problems] == [Severity.ERROR]
    assert "See the other soon." in done["a.md"].data.decode()
    assert errors(site) == []


def test_with_the_address_of_the_old_site_links_to_what_stayed_there_lead_there(tmp_path: Path) -> None:
    files = {"a.md": "# A title\n\nSee [the plan](/plan/) and [us](https://old.example.org/a/).\n"}
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)
    done = texts(brought(site, folder, "https://old.example.org"))
    assert "See [the plan](https://old.example.org/plan/) and [us](article:" in done["a.md"].data.decode()


def test_pictures_that_cannot_come_leave_their_words(tmp_path: Path) -> None:
    files = {
        "a.md": "# A title\n\nWords.\n\n![A cat](cat.png)\n\n![A dog](https://example.org/dog.png)\n\n"
        "| a | b |\n|---|---|\n| ![A map](map.png) | c |\n\n- ![A map](map.png)\n",
        "map.png": "picture",
    }
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)
    done = texts(brought(site, folder))
    body = front_and_body(done["a.md"])[1]
    assert "\nA cat\n" in body
    assert "[A dog](https://example.org/dog.png)" in body
    assert "| [A map](figure:" in body
    assert {note.code for note in done["a.md"].notes} >= {"picture-lost", "picture-elsewhere", "figure-linked"}
    assert errors(site) == []


def test_a_text_for_a_day_to_come_waits_for_it(tmp_path: Path) -> None:
    files = {"a.md": "---\ntitle: A\ndate: 2026-05-06 09:00:00\n---\n\nIn May there will be news.\n"}
    done = texts(brought(Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)))
    assert "publish_at: 2026-05-06T09:00+08:00\n" in front_and_body(done["a.md"])[0]


def test_signs_that_may_be_read_two_ways_are_typed_as_they_were_shown(tmp_path: Path) -> None:
    files = {
        "a.md": "# A title\n\nUse <name> here, see [no such][9], and visit http://localhost:80/x now --> there.\n\n"
        "```\nopen\n"
    }
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)
    done = texts(brought(site, folder))
    assert done["a.md"].state is TextState.NEW, done["a.md"].problems
    body = front_and_body(done["a.md"])[1]
    assert "Use \\<name> here, see \\[no such][9], and visit `http://localhost:80/x` now --\\> there." in body
    assert body.endswith("```\nopen\n```\n")


def test_links_pipes_archives_and_giants_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = laid(tmp_path / "old", {"a.md": "# A\n\nText of a.\n", "big.md": "x" * 3000})
    (folder / "secret.md").symlink_to("/etc/passwd")
    (folder / "x.zip").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(scanning, "MAX_TEXT", 2000)
    found = scan(folder, endings())
    assert found.texts == ("a.md",)
    assert {(one.path, one.code) for one in found.problems} == {
        ("big.md", "import-too-large"),
        ("secret.md", "file-link"),
    }
    assert [one.code for one in scan(folder / "x.zip", endings()).problems] == ["import-archive"]
    assert [one.code for one in scan(folder / "secret.md", endings()).problems] == ["file-link"]
    assert [one.code for one in scan(folder / "none", endings()).problems] == ["import-missing"]


def test_the_command_shows_first_and_writes_when_asked(tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", PLAIN)
    site.add("sources/paper.yml", record("报纸", "date: 2020"))
    call = ["import", str(folder), "--root", str(site.root), "--source", "paper", "--format", "json"]
    shown = json.loads(CliRunner().invoke(main, call).output)
    assert (shown["written"], shown["totals"]["new"]) == (False, 4)
    assert not list((site.root / "content/articles").rglob("first-text*"))
    notes = [note for text in shown["texts"] for note in text["notes"]]
    assert all(set(note["message"]) >= {"zh", "en"} for note in notes)
    told = CliRunner().invoke(main, [*call[:-2], "--write", "--lang", "zh"])
    assert told.exit_code == 0
    assert "导入：4 篇。已在本站：0 篇。" in told.output
    assert "sources:\n  - paper\n" in next((site.root / "content/articles").rglob("first-text.zh.md")).read_text(
        "utf-8"
    )
    assert errors(site) == []
    assert "已在本站：4 篇" in CliRunner().invoke(main, [*call[:-2], "--write", "--lang", "zh"]).output


WXR = """<?xml version="1.0" encoding="UTF-8" ?>{declared}
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
<wp:author><wp:author_login>li</wp:author_login><wp:author_display_name>Li Hua</wp:author_display_name></wp:author>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://old.example.org/{name}/</link><dc:creator>li</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2019-05-06 07:08:09</wp:post_date><wp:post_name>{name}</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>{sort}</wp:post_type><category domain="post_tag" nicename="x">科技特派员</category>
<category domain="language" nicename="{language}"/><category domain="post_translations" nicename="{pair}"/></item>"""
CAPTIONED = '[caption id="1"]<img src="https://old.example.org/files/sea.png" alt="A sea"/> The sea by day[/caption]'


def item(number: int, name: str, body: str, language: str = "en", pair: str = "", **more: str) -> str:
    given = {"title": name.title(), "status": "publish", "sort": "post", **more}
    return ITEM.format(number=number, name=name, body=body, language=language, pair=pair or name, **given)


def test_a_wordpress_export_gives_its_posts_their_pairs_and_their_pictures(tmp_path: Path) -> None:
    blocks = "<!-- wp:paragraph --><p>The <b>sea</b> is near. See <a href='https://old.example.org/hill/'>it</a>.</p>"
    items = (
        item(1, "sea", f"{blocks}\n{CAPTIONED}", pair="p1"),
        item(2, "hai", "海就在附近。\n\n第二段。", "zh", "p1", title="海"),
        item(3, "hill", "<p>A hill that is not ready.</p>", status="draft"),
        item(4, "menu", "x", sort="nav_menu_item"),
    )
    files = {"export.xml": WXR.format(declared="", items="".join(items)), "files/sea.png": "picture"}
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", files)
    done = texts(brought(site, folder))
    assert set(done) == {"export.xml#1", "export.xml#2", "export.xml#3"}
    assert done["export.xml#2"].path == done["export.xml#1"].path.replace(".en.", ".zh.")
    front, body = front_and_body(done["export.xml#1"])
    assert "author: Li Hua\n" in front
    assert body == "\nThe **sea** is near. See [it](https://old.example.org/hill/).\n\n![](figure:sea)\n"
    assert front_and_body(done["export.xml#2"])[1] == "\n海就在附近。\n\n第二段。\n"
    assert "draft: true" in front_and_body(done["export.xml#3"])[0]
    figure = (site.root / "content/figures/sea.yml").read_text("utf-8")
    assert "caption:\n  en: The sea by day\nalt:\n  en: A sea\n" in figure
    assert errors(site) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WXR.format(declared='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', items=""), "import-xml-entity"),
        (WXR.format(declared='<!DOCTYPE x [<!ENTITY a "aaaa">]>', items="&a;"), "import-xml-entity"),
        (WXR.format(declared="", items="<item>"), "import-xml"),
        (WXR.format(declared="", items="<b>" * 90 + "</b>" * 90), "import-xml-deep"),
    ],
)
def test_an_export_that_is_none_is_refused(data: str, code: str, tmp_path: Path) -> None:
    site, folder = Site.sound(tmp_path / "site"), laid(tmp_path / "old", {"export.xml": data})
    (refused,) = brought(site, folder).of(TextState.REFUSED)
    assert [one.code for one in refused.problems] == [code]


def test_xml_of_others_is_no_text(tmp_path: Path) -> None:
    done = brought(Site.sound(tmp_path / "site"), laid(tmp_path / "old", {"sitemap.xml": "<urlset/>"}))
    assert done.texts == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('[a]({{< relref "x.md" >}}) `{{< ref "y" >}}`', '[a](x.md) `{{< ref "y" >}}`'),
        ("{{< youtube abc_1 >}}", "<https://www.youtube.com/watch?v=abc_1>"),
        ("{{< highlight go >}}\nx := `y`\n{{< /highlight >}}", "```go\nx := `y`\n```"),
        ("{% codeblock lang:js a title %}\nf()\n{% endcodeblock %}", "```js\nf()\n```"),
        ("{% comment %}hidden{% endcomment %}shown", "shown"),
        ('![x]({{ "/a b.png" | relative_url }})', "![x](/a%20b.png)"),
        ("[a](b){:target='_blank'}", "[a](b)"),
        ("{% blockquote Ann %}\nhi\n{% endblockquote %}", "\n\n> hi\n>\n> — Ann\n\n"),
        ('An option <Badge text="1.2+" type="tip"/> it is', "An option (1.2+) it is"),
        ("{/* a remark */}text", "text"),
        ("{% for x in y %}{{ x }}{% endfor %}", "{% for x in y %}{{ x }}{% endfor %}"),
    ],
)
def test_template_tags_whose_meaning_is_sure_are_written_in_markdown(typed: str, meant: str) -> None:
    assert in_markdown(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("2018-11-29 00:30:00 +0000", "2018-11-29", "00:30"),
        ("2018-11-29T23:30:00Z", "2018-11-29", "23:30"),
        ("2018/1/9", "2018-01-09", ""),
        ("2018年11月9日", "2018-11-09", ""),
        ("Nov 9, 2018", "2018-11-09", ""),
        ("9 November 2018", "2018-11-09", ""),
        ("Thu, 29 Nov 2018 08:30:00 +0800", "2018-11-29", "08:30"),
        ("20181109", "2018-11-09", ""),
        ("2018-11", "2018-11", ""),
        ("2018", "2018", ""),
    ],
)
def test_dates_of_other_programs_keep_the_day_that_was_typed(typed: str, day: str, time: str) -> None:
    found = dated(typed)
    assert found is not None
    assert (found.edtf, found.time) == (day, time)


def test_what_is_no_date_is_none() -> None:
    assert [dated(typed) for typed in ("soon", "2018-13-01", "2018-02-30", "31", "")] == [None] * 5
