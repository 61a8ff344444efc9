"""What is put into texts, settings and pictures, and what files come to be called."""

# ruff: noqa: E501 - attacks are long lines
from __future__ import annotations

HIDING = (
    ("draft", "Draft", "DRAFT", '"draft"', "draft ", " draft", "drafts", "draf", "darft", "is_draft", "草稿", "是否草稿", "ｄｒａｆｔ", "dr\u0430ft", "dra\u200bft", "draft\u00a0", "- draft", "\tdraft", "withdrawn", "Withdrawn", "withdraw", "撤回", "已撤稿"),
    (": ", "：", ":", " : ", " = ", " ", ":\t", ":  ", ":\u3000", "：　", ":\u00a0"),
    ("true", "True", "TRUE", "yes", "on", "1", "是", '"true"', "'yes'", "y", "tru", "ture", "true # 待定", "!!bool true", "真", "[true]", "{true}", "|\n  true", "true\u200b", "ｔｒｕｅ", "対"),
)  # fmt: skip
"""Ways to say that an entry is held back: each is obeyed or refused."""
UNTIL = (
    ("publish_at", "publish-at", "publishAt", "Publish_at", "publish_on", "publish at", "publish", "embargo", "发布时间", "publish_а\u0074"),
    (": ", "：", ":", " : ", "= ", ":\u3000"),
    ("2099-01-01", "2099/1/1", "2099年1月1日", "2099-1-1", "01/01/2099", '"2099-01-01"', "2099-01-01 09:00", "2099-01-01T09:00+08:00", "2099-01-01T25:00", "2099", "2099-02-30", "99-1-1", "明年", "２０９９-01-01", "2099-01", "40708"),
)  # fmt: skip
YAML = (
    "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]",
    "a: &a {<<: *a}", "a: &a [*a]", "<<: [*x, *y]", "<<: {draft: false}", "? [a, b]\n: c", "? {a: b}\n: c", "? |\n  draft\n: false",
    "x: !!python/object/apply:os.getcwd []", "x: !!python/name:os.system", "x: !!binary zz", "x: !!timestamp x", "x: !!int x", "x: !!set {a, b}", "x: !<tag:yaml.org,2002:str> y", "x: !ENV [HOME, 1]", "x: !relative $docs_dir",
    "%YAML 1.1\n---", "---", "...", "--- |", "x: " + "[" * 3000, "x: " + "{a: " * 2000, "x: " + "- " * 2000, "x: " + "9" * 6000, "x: 1" + "0" * 400 + ".5", "x: 1e99999999", "x: .inf", "x: .nan", "x: 0x" + "f" * 500, "x: 0000-00-00", "x: 2001-99-99", "x: 2001-01-01 25:61:61", "x: 190:20:30:59",
    "x: >\n" + "  a\n" * 3000, "\n".join(f"k{number}: v" for number in range(3000)), "x: '" + "甲" * 50_000 + "'", "x: \"\\uD800\"", "x: \"\\0\"", "x: \"\\U0010FFFF\"", "x: \"\\x1b[31m\"", "x: \"\\u202e\"", "\ufeffx: y", "\x00: y", "null: x", "true: x", "~: x", "1: x", "=: x", "'': x", "[]: x", "{}: x", "__proto__: x", "__class__: x", "self: x", "cls: x", "model_config: x",
)  # fmt: skip
"""Lines that are put between those of a YAML file."""
NESTED = tuple(
    "\n".join(f"{' ' * depth}a{depth}:" for depth in range(number)) + f"\n{' ' * number}b" for number in (30, 300)
)
SETTINGS = (
    "\"a\\0b\"", "a" * 300, "'%s'", "\"a\\nb\"", "\"\\e[31m\"", "..", ".", "/", "content", "docs", "assets", "hooks", "site", ".site.xieshou/spare", ".cache", "nowhere", "a/../..", "docs/../content", "~", "on", "off", "-1", "0", "1e3", "''", "[]", "{}", "[a, b]", "{a: b}", "[[]]", "[{}]", "[null]", "{null: null}", "htp://x", "https://example.org/index.html", "https://例子.中国/", "//", "https://", "http://[::1]/", "http://x:99999999/", "javascript:x", "!ENV NOTHING", "!!python/name:os.getcwd", "!relative x", "|\n  a\n  b", "hooks/build_site.py", "material", "readthedocs", "mkdocs", "{name: material, custom_dir: content}", "{name: material, custom_dir: ../outside}", "{name: material, locale: xx_YY}", "{name: material, language: xx, font: false}", "[search]", "[tags]", "[nothing]", "[{search: {lang: zz}}]", "[pymdownx.nothing]", "[{toc: {permalink: 1, slugify: x}}]", "[{toc: {toc_depth: x}}]", "[toc, toc]", "[{toc: [1]}]", "{toc: 1}", "[pymdownx.snippets]", "[{pymdownx.snippets: {base_path: [../outside]}}]", "[md_in_html]", "[attr_list, admonition, codehilite]", "[{codehilite: {pygments_style: nothing}}]", "[about.md]", "[{关于: about.md}, nowhere.md]", "[../content/site.yml]", "[https://x]", "[{a: [{b: [{c: about.md}]}]}]", "'*'", "'!*'", "notes/", "127.0.0.1:x", "127.0.0.1:99999", "file:///", "{nav: {omitted_files: wrong}}", "{links: {anchors: warn}}",
)  # fmt: skip
"""Values of settings."""
MARKUP = (
    "<script>alert(1)</script>", "<script src=//example.com/x.js></script>", "<img src=x onerror=alert(1)>", "<img src=//example.com/x>", "<iframe src=//example.com></iframe>", "<svg onload=alert(1)>", "<a href=javascript:alert(1)>甲</a>", "[甲](javascript:alert(1))", "[甲](JaVa\tScript:alert(1))", "[甲](data:text/html,x)", "![](https://example.com/x.png)", "![](figure:nothing)", "![](../../outside/secret.md)", "![](/etc/passwd)", "[甲](../../outside/secret.md)", "[甲](project:nothing)", "[甲](project:tea-drying#nothing)", "[](indicator:samples#2023)", "<style>@import url(//example.com)</style>", "<base href=//example.com>", "<meta http-equiv=refresh content='0;url=//example.com'>", "<form action=//example.com><button formaction=javascript:x>", "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>", "<!-- ZQX -->", "<!-- ZQX", "<![CDATA[<script>x</script>]]>", "<p onclick=x style='background:url(//example.com)'>", "{: onclick=x }", "{: #__config .md-nav href='javascript:x' }", "xieshou-slot-body-here", "<div hidden>", "{{ config }}", "{% include 'x' %}", "{% for x in range(10**9) %}", "[toc]", "[TOC]", "--8<-- '../outside/secret.md'", "*[ZZ]: x", "<h1>一</h1>", "#" * 7 + " 甲", "[^1]", "[^1]: [^1]", "[甲][甲]", "[甲]: <javascript:x>", "\u202e甲", "\x1b[31m", "https://example.com/" + "a" * 5000, "[" * 400, "<b>" * 400, "> " * 400, "*" * 2000, "`" * 2000, "\\" * 2000, "| " * 500, "- " * 300, "$" * 50,
)  # fmt: skip
"""Lines that are put between those of a text."""
TEMPLATE = (
    "{{", "{%", "{#", "}}", "{% if %}", "{% for x in %}", "{% endblock %}", "{% extends 'nothing.html' %}", "{% extends 'base.html' %}", "{% include page.title %}", "{{ page.nothing.nothing }}", "{{ page.title.nothing() }}", "{{ 1/0 }}", "{{ page | nothing }}", "{{ labels('nothing') }}", "{{ labels('ui.minutes') }}", "{{ labels(1) }}", "{{ page.title | int / 0 }}", "{% macro words() %}{% endmacro %}", "{% import 'macros.html' as nothing %}{{ nothing.nothing() }}", "{% set page = none %}", "{% raw %}", "{{ ''.__class__.__mro__ }}", "{{ self.main() }}", "{% block main %}{% block main %}", "{{ super() }}", "{{ caller() }}", "{% call nothing() %}{% endcall %}", "{{ loop.index }}", "{{ page.title | tojson | safe }}", "{{ [1,2] | sum(attribute='x') }}", "{{ 5 | join }}", "{% do x %}", "{% trans %}x{% endtrans %}", "</html>", "</div></div></div>", "<!--", "\x00",
)  # fmt: skip
FRONT = (
    "{", "}", "/*", "*/", "\"", "'", "@import url(//example.com/x.css);", "@layer x;", "}}}}", "@charset 'x';", "\\", "url(", ":root{--x:", "</style>", "</script>", "`", "${", "import x from './nothing.js';", "\x00", "\ufeff", "//# sourceMappingURL=x",
)  # fmt: skip
LABELS = (
    "ui:\n  home:", "ui:\n  minutes: '{cuont}'", "ui: x", "- x", "ui:\n  home: [a]", "locale: xx_YY", "locale: zh_Hans_CN_x_y", "locale: ../../x", "locale: ''", "locale: 1", "ui:\n  nothing: x", "months:\n  - x", "ui:\n  home: '{count'", "ui:\n  home: '}'", "ui:\n  minutes: '{count!r:>{count}}'", "ui:\n  minutes: '{count.__class__}'", "ui:\n  language_name: <script>alert(1)</script>", "problems:\n  yaml-tag:\n    message: '{x}'", "problems: []", "kinds:\n  project: x", "kinds:\n  project:\n    one: ''", "date: x", "dates:\n  day: '%'", "ui:\n  home: \"\\u0000\"", "ui:\n  home: \"a\\nb\"", "ui:\n  home: \"\\ud800\"",
)  # fmt: skip
SVG = (
    "<script>alert(1)</script>", "<script href='//example.com/x.js'/>", "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>", "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'/></foreignObject>", "<image href='https://example.com/x.png'/>", "<image xlink:href='file:///etc/passwd'/>", "<use href='data:image/svg+xml,x#y'/>", "<use href='//example.com/x.svg#y'/>", "<a href='javascript:alert(1)'><text>x</text></a>", "<a xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='java&#9;script:alert(1)'><text>x</text></a>", "<style>@import url(//example.com/x.css);</style>", "<style>*{background:url(https://example.com/x)}</style>", "<animate attributeName='href' to='javascript:alert(1)'/>", "<set attributeName='onmouseover' to='alert(1)'/>", "<!-- ZQX -->", "<metadata>ZQX</metadata>", "<g onclick='alert(1)'/>", "<g style='background:url(//example.com)'/>", "<handler>alert(1)</handler>", "<iframe src='//example.com'/>", "<feImage href='//example.com/x'/>", "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href='//example.com/x.css'?>", "<g>" * 3000, "<path d='" + "M0 0" * 20_000 + "'/>", "&x;", "&#x1b;", "<text>\u202e</text>", "<switch><g requiredExtensions='x'/></switch>", "<g xmlns:a='ZQX'/>", "<g data-x='ZQX' id='ZQX'/>",
)  # fmt: skip
SVG_HEADS = (
    "<!DOCTYPE svg [<!ENTITY x SYSTEM '../../../outside/secret.md'>]>", "<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;'><!ENTITY x '&f;&f;&f;&f;&f;'>]>", "<!DOCTYPE svg SYSTEM 'https://example.com/x.dtd'>", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0' encoding='nothing'?>", "<?xml version='1.1'?>",
)  # fmt: skip
LEFTOVERS = (
    "~$plan.docx", "plan.docx", ".DS_Store", "Thumbs.db", "{name}.bak", "{name}~", "#{name}#", ".{name}.swp", "{name}.orig", "{stem} (1){suffix}", "{stem} - 副本{suffix}", "副本{name}", "{stem}.old{suffix}", "{stem}.html", "{stem}.htm", "{stem}.xhtml", "{stem}.svg", "{stem}.js", "{stem}.css", "{stem}.py", "{stem}.php", "{stem}.pdf", "{stem}.zip", "{stem}.txt", "{stem}", "{stem}.{stem}", "index.html", "README.md", "index.md", "404.md", "sitemap.xml", "robots.txt", "_headers", "feed.xml", "CNAME", ".htaccess", ".xieshou", "search.json",
)  # fmt: skip
"""What offices, programs and attackers leave beside a file."""
NAMES = (
    "{upper}", "{stem}.{upper_suffix}", "{stem}{suffix}.txt", "{stem} {suffix}", " {name}", "{name} ", "{name}.", "{stem}..{suffix}", "-{name}", "--help", "con{suffix}", "NUL{suffix}", "{stem}\n{suffix}", "{stem}\x1b[31m{suffix}", "\u202e{name}", "{stem}\u200b{suffix}", "{stem}e\u0301{suffix}", "{stem}\u00e9{suffix}", "中文{suffix}", "{stem}:x{suffix}", "{stem}?{suffix}", "{stem}*{suffix}", "{stem}<b>{suffix}", "{stem}\"{suffix}", "{stem}'{suffix}", "{stem}\\{suffix}", "{stem}%2e{suffix}", "{stem}&{suffix}", "{stem}#x{suffix}", "{stem}{{ 7*7 }}{suffix}", "%s{suffix}", "{long}{suffix}", "{stem}.zh.en{suffix}", "{stem}.xx{suffix}", "{suffix}", "ZH{suffix}", "{stem}_{suffix}", "{stem}--x{suffix}", "1{suffix}", "{stem}.yaml", "{stem}.YML", "{stem}.markdown", "\U0001f600{suffix}", "{stem}\ufeff{suffix}", "site.yml", "index.md", "{stem}\r{suffix}",
)  # fmt: skip
FOLDERS = (
    "drafts",
    "_drafts",
    "待发",
    "旧",
    "archive",
    "backup",
    "old",
    "2024 (1)",
    "2025",
    "1999",
    "99",
    "Articles",
    "ARTICLES",
    "articles",
    "figures",
    "zh",
    "en",
    "nothing",
    "a/b/c/d",
    "con",
    "\u202ex",
    "x.yml",
    "~",
    "news",
)
