"""Whoever did not open the desk gets nothing of it, and changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.desk.asking import PORT, Browser
from tests.desk.test_entries import PROJECT, content, root
from xieshou.desk.guard import MAX_BYTES

HOST = f"127.0.0.1:{PORT}"
EVERY = (
    *(
        "/desk/",
        "/desk/?q=a",
        "/desk/new/project",
        PROJECT,
        "/desk/pick?kind=project&q=a",
        "/desk/publish",
        "/desk/import",
    ),
    *(
        "/desk/pictures",
        "/desk/history/project/drying",
        "/desk/look/project/drying",
        "/desk/static/desk.js",
        "/desk/preview/",
    ),
)
SENT = (
    *(PROJECT, "/desk/check/project/drying", "/desk/discard/project/drying", "/desk/withdraw/project/drying"),
    *("/desk/history/project/drying", "/desk/publish", "/desk/new/project", "/desk/pictures", "/desk/import"),
    *("/desk/paste", "/desk/sign", "/desk/restore", "/desk/mend/project/drying", "/desk/translated/article/visit"),
)


def test_the_address_opens_the_desk_once(browser: Browser) -> None:
    again = Browser(browser.office)
    assert again.enter().status == 403
    assert again.cookies == {}
    assert Browser(browser.office).ask("/desk/enter?key=").status == 403
    for address in EVERY:
        answer = again.ask(address)
        assert answer.status == 403, address
        assert browser.office.access.token not in answer.text
    assert browser.office.access.token not in again.ask("/desk/enter?key=x").text


def test_other_hosts_and_other_pages_are_refused(browser: Browser) -> None:
    before = content(browser)
    for host in (
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        f"127.0.0.1:{PORT + 1}",
        "",
        f"{HOST}.evil.example",
    ):
        assert browser.ask("/desk/", more={"host": host}).status == 421, host
    form = browser.ask(PROJECT).form() | {"record|name|en": "Stolen"}
    for origin in ("http://evil.example", "null", "\0", f"http://127.0.0.1:{PORT + 1}", f"https://{HOST}"):
        assert browser.send(PROJECT, form, more={"origin": origin}).status == 403, origin
    for site in ("cross-site", "same-site"):
        assert browser.ask(PROJECT, more={"sec-fetch-site": site}).status == 403
        assert browser.send(PROJECT, form, more={"sec-fetch-site": site}).status == 403
    for address in SENT:
        for token in ("", "x" * 32):
            assert browser.ask(address, {**form, "token": token}).status == 403, address
    assert browser.ask("/desk/", method="PUT").status == 405
    assert content(browser) == before
    assert not (root(browser) / "published").exists()


def test_no_parameter_leads_out_of_the_project(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("name: secret\n")
    ways = (
        "../secret",
        "..",
        ".",
        "%2e%2e%2fsecret",
        "/etc/passwd",
        "a\0b",
        "drying/../../secret",
        "..\\secret",
        "DRYING",
    )
    before = content(browser)
    for way in ways:
        for address in (
            *(f"/desk/entry/project/{way}", f"/desk/entry/{way}/drying", f"/desk/new/{way}", f"/desk/preview/{way}"),
            *(f"/desk/static/{way}", f"/desk/history/project/{way}", f"/desk/look/project/{way}"),
        ):
            answer = browser.ask(quote(address, safe="/%") if "%" not in address else address)
            assert answer.status in (303, 404, 307), (address, answer.status)
            assert "secret\n" not in answer.text
        assert browser.send("/desk/history/project/drying", {"file": way, "number": "1"}).status == 404
        assert browser.send("/desk/publish", {"entry": f"project/{way}"}).status == 404
        form = {"slug": way, "record|name|en": "A", "record||base": ""}
        assert (
            browser.send("/desk/new/organisation", {**browser.ask("/desk/new/organisation").form(), **form}).status
            == 422
        )
        odd = {**browser.ask(PROJECT).form(), f"{way}|base|": "0" * 32, f"record|{way}|": "x", "record|name.x.y|": "z"}
        assert browser.send(PROJECT, odd).status in (303, 409)
    assert content(browser) == before


def test_links_in_the_project_are_not_followed(browser: Browser, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("name:\n  en: Outside\n")
    (root(browser) / "content/projects/linked.yml").symlink_to(outside)
    assert browser.ask("/desk/entry/project/linked").status == 404
    path = root(browser) / "content/projects/drying.yml"
    form = browser.ask(PROJECT).form()
    path.unlink()
    path.symlink_to(outside)
    assert browser.send(PROJECT, {**form, "record|name|en": "Mine"}).status in (404, 409)
    assert outside.read_text() == "name:\n  en: Outside\n"


def test_what_is_too_large_is_not_taken(browser: Browser) -> None:
    assert browser.ask("/desk/pictures", body=b"x", more={"content-length": str(MAX_BYTES + 1)}).status == 413
    assert browser.ask("/desk/pictures", body=b"x", more={"content-length": "-1"}).status == 413
    chunked = browser.ask("/desk/pictures", body=b"x" * (MAX_BYTES + 1), more={"content-length": "\0"})
    assert chunked.status == 413


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</textarea><b>"]
)
def test_what_is_typed_is_shown_as_it_was_typed_and_never_run(browser: Browser, text: str) -> None:
    form = browser.ask(PROJECT).form()
    typed = {
        name: text if name.startswith("record|") and not name.endswith("|base|") and "base" not in name else value
        for name, value in form.items()
    }
    browser.send(PROJECT, {**typed, "do": "keep"})
    browser.send("/desk/sign", {"person": text})
    for address in (PROJECT, "/desk/", f"/desk/?q={quote(text)}", "/desk/history/project/drying"):
        page = browser.ask(address)
        assert text not in page.text.replace("{{ 7*7 }}", "") or text.startswith("{{"), address
        assert ">49<" not in page.text
        policy = page.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "onclick" not in page.text
        assert "<script>" not in page.text
    kept = browser.ask(PROJECT).form()
    assert kept["record|summary|en"] == text


def document(inner: str, more: dict[str, bytes] | None = None) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", inner)
        for name, held in (more or {}).items():
            file.writestr(name, held)
    return data.getvalue()


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, dict[str, str]]:
    edge = "edge0123456789"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, data in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), {"content-type": f"multipart/form-data; boundary={edge}"}


def upload(browser: Browser, address: str, files: list[tuple[str, bytes]], **fields: str) -> str:
    body, more = multipart({"token": browser.office.access.token, **fields}, files)
    answer = browser.ask(address, body=body, more={**more, "content-length": str(len(body))})
    assert answer.status in (200, 415), answer.status
    return answer.text


def test_documents_that_attack_are_refused_and_leave_nothing(browser: Browser) -> None:
    before = content(browser)
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    entity += f"<w:document {w}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    bomb = document(f"<w:document {w}/>", {"word/media/image1.png": b"\0" * 200_000_000})
    for name, data in (
        ("entity.docx", document(entity)),
        ("bomb.docx", bomb),
        ("none.docx", b"PK"),
        ("../../x.docx", b"no"),
    ):
        told = upload(browser, "/desk/import", [(name, data)])
        assert "root:" not in told
        assert "data-imported" not in told
    assert "data-imported" not in upload(browser, "/desk/import", [("x.exe", b"MZ")])
    assert content(browser) == before
    assert list(browser.office.drawer.names()) == []


def test_pictures_are_looked_at_before_they_are_taken(browser: Browser) -> None:
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 100
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name, data in (
        ("a.heic", heic),
        ("b.jpg", heic),
        ("c.png", b"MZ not"),
        ("d.jpg", b"\xff\xd8\xff broken"),
        ("e.svg", b"<?xml version='1.0'?><html/>"),
    ):
        told = upload(browser, "/desk/pictures", [(name, data)])
        assert 'class="fault"' in told, name
    upload(browser, "/desk/pictures", [("f.svg", script)])
    assert [
        name for name in browser.office.drawer.names() if not name.endswith(".svg") and not name.endswith(".yml")
    ] == []
    assert json.loads(browser.ask("/desk/pick?kind=figure&q=zzz").text) == {"found": []}
