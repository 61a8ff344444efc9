"""The desk of a project, made ready.

In: a project's folder, what its settings say. Out: ``Office``. Publishing and what stands round pages are made by
processes of their own: they load the theme, and the desk does not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xieshou.build.publish import live_folder
from xieshou.build.settings import Settings
from xieshou.build.settings_file import SettingsFile, settings_path
from xieshou.core.problems import Problem
from xieshou.core.project import ProjectPaths
from xieshou.desk.access import Access
from xieshou.desk.drawer import Drawer
from xieshou.desk.engine import DeskEngine
from xieshou.desk.office import Office, Outcome, PreviewFault, templates
from xieshou.desk.words import desk_words
from xieshou.language.labels import load_labels

_MOST_TOLD = 40
_UNTOLD = ("Cleaning site", "Building documentation", "Documentation built")
"""What MkDocs says of a folder that is nobody's concern."""
_COMPARED = ("parity-", "term-")
"""What codes begin with that are told of the two languages of a site."""


def office_of(
    root: Path, known: Settings, told: tuple[Problem, ...], language: str, publish: Callable[[], Outcome] | None = None
) -> Office:
    """The desk of the project in ``root``, which speaks ``language`` where the browser asks for no other."""
    project = ProjectPaths.at(root, root / known.docs)
    labels = load_labels(project)
    words = desk_words(labels)
    language = language if language in words else next(iter(words))
    drawer = Drawer.of(project.root)
    engine = DeskEngine(project, known, told, drawer, labels[language])
    return Office(
        project, engine, drawer, Access(), words, language, publish or _Publishing(project.root, language),
        _SiteComparing(project.root),
        _Frames(project.root), templates(), _site(project.root),
    )  # fmt: skip


def _site(root: Path) -> Path:
    """Where the site of the project in ``root`` is published."""
    path = settings_path(root)
    asked = SettingsFile.read(path, root).value("site_dir") if path else None
    return live_folder(root / (asked if isinstance(asked, str) and asked else "site"))


def _environment() -> dict[str, str]:
    """What our own processes are started with: this engine, wherever it was found."""
    own = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH", "")
    return {
        **os.environ, "PYTHONPATH": f"{own}{os.pathsep}{before}" if before else own, "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }  # fmt: skip


class _Publishing:
    """Builds the project as ``xieshou build`` does, one build at a time."""

    def __init__(self, root: Path, language: str) -> None:
        self._root, self._language, self._lock = root, language, threading.Lock()

    def __call__(self) -> Outcome:
        command = [sys.executable, "-m", "xieshou", "build", "--root", str(self._root), "--lang", self._language]
        with self._lock:
            done = subprocess.run(
                [*command, "--format", "json"], capture_output=True, text=True, check=False, cwd=self._root,
                env=_environment(),
            )  # fmt: skip
        lines = (line.removeprefix("INFO    -  ").strip() for line in done.stderr.splitlines())
        told = [line for line in lines if line and not line.startswith(_UNTOLD)][-_MOST_TOLD:]
        try:
            result = json.loads(done.stdout or "{}")
        except ValueError:
            result = {}
        return Outcome(done.returncode == 0 and bool(result), tuple(told))


class _SiteComparing:
    """Has ``xieshou check`` compare the languages of the whole site, in a process that gives way to others."""

    def __init__(self, root: Path) -> None:
        self._root, self._lock = root, threading.Lock()
        self._of = 0
        self._found: list[dict[str, Any]] = []

    def __call__(self, number: int) -> list[dict[str, Any]]:
        if self._of != number and self._lock.acquire(blocking=False):
            self._of = number
            threading.Thread(target=self._compare, daemon=True).start()
        return self._found

    def _compare(self) -> None:
        command = [sys.executable, "-m", "xieshou", "check", "--root", str(self._root), "--format", "json"]
        gentle = [*(["nice", "-n", "10"] if shutil.which("nice") else []), *command]
        try:
            done = subprocess.run(
                gentle, capture_output=True, text=True, check=False, cwd=self._root, env=_environment()
            )
            told = json.loads(done.stdout or "[]")
            self._found = [one for one in told if str(one["code"]).startswith(_COMPARED)]
        except (OSError, ValueError, KeyError, TypeError):
            self._found = []
        finally:
            self._lock.release()


class _Frames:
    """What stands round pages, made once, and again when the words or the looks of the site are others."""

    def __init__(self, root: Path) -> None:
        self._root, self._lock = root, threading.Lock()
        self._made: tuple[object, bytes] | None = None

    def __call__(self) -> bytes:
        with self._lock:
            looks = self._looks()
            if self._made is None or self._made[0] != looks:
                with tempfile.TemporaryDirectory(prefix="xieshou-desk-") as folder:
                    to = Path(folder, "frames")
                    command = [sys.executable, "-m", "xieshou.host.frames", str(self._root), str(to)]
                    done = subprocess.run(
                        command, capture_output=True, text=True, check=False, cwd=self._root, env=_environment()
                    )
                    if done.returncode:
                        raise PreviewFault(done.stderr.strip().rpartition("\n")[2])
                    self._made = looks, to.read_bytes()
            return self._made[1]

    def _looks(self) -> object:
        """What the frames are made of, by the times of its files."""
        files = [self._root / "mkdocs.yml", self._root / "content" / "site.yml"]
        for name in ("labels", "styles", "scripts", "theme", "templates"):
            files += sorted((self._root / "assets" / name).rglob("*"))
        return [(str(path), path.stat().st_mtime_ns) for path in files if path.exists()]
