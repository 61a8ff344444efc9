"""A desk that is killed at any moment: no file is half-written, and what was kept is there again."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.desk.asking import ROOT, small_project
from tests.soak import times
from xieshou.desk.drawer import Drawer
from xieshou.desk.file_editing import EditedFile

NAME = "content/projects/drying.yml"


class Killed:
    """A desk in a process of its own, and one browser at it."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "xieshou", "desk", "--root", str(root), "--port", "0", "--print-url"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout is not None
        self.address = urlsplit(self.process.stdout.readline().strip())
        self.cookie = ""
        answer = self.ask("GET", f"{self.address.path}?{self.address.query}")
        self.cookie = (answer.getheader("set-cookie") or "").partition(";")[0]

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port or 0, timeout=60)
        headers = {"cookie": self.cookie, "origin": f"http://{self.address.netloc}", "x-desk": "json"}
        if form is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        return connection.getresponse()


@pytest.mark.soak
def test_nothing_that_was_kept_is_lost_to_a_kill(tmp_path: Path) -> None:
    root, draw = small_project(tmp_path / "project"), random.Random(50)
    kept = ""
    for number in range(times(3)):
        desk = Killed(root)
        page = desk.ask("GET", "/desk/entry/project/drying").read().decode()
        token = re.findall(r'data-token="([^"]+)"', page)[0]
        base = re.findall(r'name="record\|base\|" value="([^"]+)"', page)[0]
        assert kept in page
        end = time.monotonic() + draw.uniform(0.05, 0.8)
        typed = 0
        while time.monotonic() < end:
            words = f"Hall {number}.{typed}"
            doing = draw.choice(["keep", "keep", "save"])
            form = {"token": token, "record|base|": base, "record|name|en": words, "do": doing}
            answer = desk.ask("POST", "/desk/entry/project/drying", form)
            told = answer.read().decode()
            assert answer.status == 200, told
            base = re.findall(r'"record\|base\|":"([^"]+)"', told)[0]
            kept, typed = words, typed + 1
        os.kill(desk.process.pid, signal.SIGKILL)
        desk.process.wait()
        data = Drawer(root / ".desk").draft(NAME)
        now = data.data if data else (root / NAME).read_bytes()
        for whole in (now, (root / NAME).read_bytes()):
            assert EditedFile.of(whole, NAME).facts["type"] == "industrial"
        assert not typed or kept.encode() in now
        assert [path for path in (root / "content").rglob("*") if path.name.endswith(".part")] == []
