"""``assets/root/``: what hosts and search engines ask for goes out as it is; what a browser could run does not."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from tests.engine import build, looked_at
from tests.site.building import leaks
from tests.unit.helpers import Site, labels, places
from xieshou.core.problems import ContentError, Severity, message
from xieshou.core.project import FRONT
from xieshou.outputs.harmless import MAX_HTML, doubts
from xieshou.outputs.root_files import MAX_BYTES, MAX_FILES, OURS

YANDEX = (
    '<html>\n    <head>\n        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n    </head>\n'
    "    <body>Verification: 0123456789abcdef</body>\n</html>\n"
)
GOOD: dict[str, bytes] = {
    "CNAME": b"news.example.org\n",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: mailto:a@example.org\r\nExpires: 2030-01-01T00:00:00Z\r\n",
    ".well-known/acme-challenge/aB3_-x": b"aB3_-x.yz",
    ".well-known/apple-app-site-association": b'{"applinks": {}}',
    "ads.txt": "# 广告\nexample.org, 1, DIRECT\n".encode(),
    "google0123456789abcdef.html": b"google-site-verification: google0123456789abcdef.html",
    "baidu_verify_codeva-AbCdEf.html": b"0123456789abcdef0123456789abcdef",
    "yandex_0123.html": YANDEX.encode(),
    "pin.HTM": b'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title>'
    b'<meta name="p:domain_verify" content="0123"/></head><body><p>x<br/></p></body></html>',
    "MP_verify_AbCd.txt": b"AbCd",
    "BingSiteAuth.xml": b'<?xml version="1.0"?>\n<users>\n\t<user>0123ABCD</user>\n</users>',
    "browserconfig.xml": b'<?xml version="1.0" encoding="utf-8"?><browserconfig><tile src="/a.png"/></browserconfig>',
    "favicon.ico": b"\x00\x00\x01\x00\x01\x00",
    "manifest.webmanifest": b"{}",
}
BAD: dict[str, tuple[str, int, int]] = {
    "<script>alert(1)</script>": ("root-active", 1, 1),
    "a\n b<ScRiPt src=//x>": ("root-active", 2, 3),
    "<p onclick=x>": ("root-active", 1, 1),
    "<body\nonload=x>": ("root-active", 1, 1),
    "<meta http-equiv=refresh content='0;url=//x'>": ("root-active", 1, 1),
    '<meta http-equiv="refresh" content="0">': ("root-active", 1, 1),
    '<meta charset="utf-7">': ("root-active", 1, 1),
    '<meta http-equiv="content-type" content="text/html; charset=iso-2022-jp">': ("root-active", 1, 1),
    '<meta name="a" content="b" onload="c">': ("root-active", 1, 1),
    "<!-- a --><p>": ("root-active", 1, 1),
    "<!--><img src=x onerror=y>": ("root-active", 1, 1),
    "<a href='javascript:x'>": ("root-active", 1, 1),
    "x <a": ("root-active", 1, 3),
    "<title><img src=x onerror=y></title>": ("root-active", 1, 8),
    "<style>": ("root-active", 1, 1),
    "<base href=//x>": ("root-active", 1, 1),
    "</p/x>": ("root-active", 1, 1),
    "<?xml?>": ("root-active", 1, 1),
    "<![CDATA[x]]>": ("root-active", 1, 1),
    "验证": ("root-html-words", 1, 1),
    "x\n\x1b$B": ("root-not-text", 2, 1),
    "x\0": ("root-not-text", 1, 2),
}
BAD_XML = (
    "<!DOCTYPE x>", '<a xmlns="http://www.w3.org/1999/xhtml">', "<html:script>", '<?xml-stylesheet href="x"?>',
    ' <?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-7"?>', "<a xml:base='x'/>", "<a b='c'>", "<!-- -->",
    '<a xmlns:x="y">', '<a b="&c;">',
)  # fmt: skip


def png(*chunks: bytes) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), *((kind, b"x") for kind in chunks)]
    parts += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def put(site: Site, name: str, data: bytes) -> Path:
    path = site.root / "assets" / "root" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.sound(tmp_path / "s")


def codes(name: str, data: str | bytes) -> list[tuple[str, int, int]]:
    found = doubts(name, data.encode() if isinstance(data, str) else data)
    return [(one.code, one.line, one.column) for one in found]


@pytest.mark.parametrize("name", GOOD)
def test_what_hosts_and_search_engines_ask_for_is_harmless(name: str) -> None:
    assert codes(name.rpartition("/")[2], GOOD[name]) == []


@pytest.mark.parametrize("text", BAD)
def test_html_that_is_more_than_words_is_told_at_its_place(text: str) -> None:
    assert codes("x.html", text)[0] == BAD[text]
    assert "root-active" in dict.fromkeys(code for code, *_ in codes("y.HTM", f"{text}<script>"))


@pytest.mark.parametrize("text", BAD_XML)
def test_xml_that_a_browser_could_run_is_told(text: str) -> None:
    assert codes("x.xml", text) == [("root-active", 1, text.index("<") + 1)]


def test_what_a_file_is_its_bytes_say_and_not_its_name_alone() -> None:
    assert codes("x.png", png()) == codes("x.png", png(b"pHYs")) == []
    assert codes("x.png", png(b"eXIf")) == codes("x.png", png(b"tEXt")) == [("root-picture-metadata", 1, 1)]
    for broken in (png()[:-3], png() + b"<script>", b"<script>", b""):
        assert codes("x.png", broken) == [("root-picture", 1, 1)]
    assert codes("x.ico", b"<svg>") == [("root-picture", 1, 1)]
    assert codes("CNAME", " \n<svg onload=x>") == [("root-active", 2, 1)]
    assert codes("x.txt", "甲".encode("gbk")) == codes("x.json", b"\xff") == [("root-not-text", 1, 1)]
    assert codes("x.html", b"x" * (MAX_HTML + 1)) == [("root-html-large", 1, 1)]
    for name in ("x.js", "x.svg", "x.xhtml", "x.css", "x.php", "x.pdf", "x.wasm", "x.jpg", "x.txt.js", "x.mht"):
        assert codes(name, "x") == [("root-type", 1, 1)], name


def test_they_stand_at_the_root_as_they_are_and_no_others(site: Site) -> None:
    build(site.root)
    before = {path.relative_to(site.root / "site").as_posix() for path in (site.root / "site").rglob("*")}
    for name, data in GOOD.items():
        put(site, name, data)
    put(site, ".gitkeep", b"")
    put(site, ".well-known/.DS_Store", b"\0")
    assert build(site.root).exchanged
    live = {path.relative_to(site.root / "site").as_posix(): path for path in (site.root / "site").rglob("*")}
    assert ".nojekyll" in before  # ours, unless the site has one
    assert {name for name in live.keys() - before if live[name].is_file()} == GOOD.keys() - {".nojekyll"}
    assert {name: live[name].read_bytes() for name in GOOD} == GOOD
    assert not build(site.root).exchanged
    put(site, "CNAME", b"other.example.org\n")
    build(site.root)
    assert (site.root / "site" / "CNAME").read_bytes() == b"other.example.org\n"
    (site.root / "assets" / "root" / "CNAME").unlink()
    build(site.root)
    assert not (site.root / "site" / "CNAME").exists()


def test_no_words_of_theirs_enter_the_security_policy(site: Site) -> None:
    digest = f"sha256-{'A' * 43}="
    put(site, "x.html", f"'{digest}'".encode())
    build(site.root)
    assert digest not in (site.root / "site" / "_headers").read_text("utf-8")


KEPT_BACK = [
    ("index.html", "root-taken"),
    ("robots.txt", "root-taken"),
    ("ROBOTS.TXT", "root-taken"),
    ("_headers", "root-taken"),
    ("en", "root-taken"),
    ("en/index.html", "root-taken"),
    ("404.html/x.txt", "root-taken"),
    ("search/x.txt", "root-taken"),
    ("Assets/x.txt", "root-taken"),
    ("验证.txt", "root-name"),
    ("a b.txt", "root-name"),
    ("a b/c.txt", "root-name"),
    (".htaccess", "root-hidden"),
    ("x/.env", "root-hidden"),
    ("CNAME~", "root-backup"),
    ("CNAME.old", "root-backup"),
    ("x-copy/CNAME", "root-backup"),
    (".git/objects/x", "root-hidden"),
    ("x.js", "root-type"),
    ("aux.txt", "file-reserved"),
]


def test_what_may_not_go_out_is_told_by_checks_and_builds_alike(site: Site) -> None:
    build(site.root)
    for name, code in KEPT_BACK:
        put(site, name, b"zqx")
        found = [one for one in looked_at(site.root, lambda prepared: list(prepared.problems)) if one.code == code]
        assert len(found) == 1, name
        assert f"assets/root/{name}".startswith(found[0].path)
        for words in labels().values():
            assert all(message(found[0], words.problems))
        if found[0].severity is Severity.ERROR:
            with pytest.raises(ContentError) as caught:
                build(site.root)
            assert found[0] in caught.value.problems.errors
        elif name == ".htaccess":
            build(site.root)
        assert list(leaks(site.root / "site")) == []
        shutil.rmtree(site.root / "assets")


def test_links_and_large_files_are_told(site: Site) -> None:
    secret = site.root.parent / "secret.txt"
    secret.write_text("x")
    put(site, "large.txt", b"x" * (MAX_BYTES + 1))
    (site.root / "assets" / "root" / "link.txt").symlink_to(secret)
    (site.root / "assets" / "root" / ".well-known").symlink_to(site.root.parent)
    root = [one for one in places(site.problems()) if one.startswith("assets/root")]
    assert root == [
        "assets/root/.well-known:1:1 file-link",
        "assets/root/large.txt:1:1 root-too-large",
        "assets/root/link.txt:1:1 file-link",
    ]
    for number in range(MAX_FILES + 1):
        put(site, f"x{number}.txt", b"")
    assert "assets/root:1:1 root-too-much" in places(site.problems())


def test_the_folders_of_the_engine_are_kept_free() -> None:
    for path in FRONT.iterdir():
        assert path.is_file() or path.name in (
            *OURS,
            "labels",
            "parity",
            "problems",
            "templates",
            "opencc",
            "new",
            "desk",
        ), path.name


def test_hand_written_pages_keep_their_addresses(site: Site) -> None:
    for name in ("docs/about.md", "docs/help/README.md"):
        path = site.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\n", "utf-8")
    for name in ("about", "help/index.html", "help/x.txt", "CNAME"):
        path = site.root / "assets/root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n", "utf-8")
    assert places(looked_at(site.root, lambda prepared: prepared.problems.errors)) == [
        "assets/root/about:1:1 root-taken",
        "assets/root/help/index.html:1:1 root-taken",
    ]
