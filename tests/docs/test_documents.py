"""What the documents say is so: events, steps, fields, examples, commands. An example is followed as a reader would."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.tables import tables
from tests.site.building import PATIENCE, until
from xieshou.content.schema import edtf, quantities
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import load_labels
from xieshou.language.locale import show_date, show_quantity

ROOT = Path(__file__).resolve().parents[2]
DOCS = {"zh": ROOT / "docs", "en": ROOT / "docs" / "en"}
READMES = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}
LANGUAGES = ("zh", "en")
STEPS = 8
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"`([\w./-]+\.\w+)`[^`\n]*[:：]\n\n( *)```(\w+)\n(.*?)^\2```$", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"^### .+ `(\w+)`\n(?:[^#|].*\n|\n)*\|.*\|\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)
_MADE = {".git", ".cache", ".venv", "site", ".site.xieshou", "site-as-of", ".site-as-of.xieshou", "build"}
"""Folders at the top that hold what was made."""


def read(path: Path) -> str:
    """A document."""
    return path.read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of one language, in order."""
    return [textwrap.dedent(body) for _, name, body in _BLOCK.findall(text) if name == language]


def section(text: str, start: str) -> str:
    """The part of a document under the heading that starts with ``start``."""
    found = re.search(rf"^## {re.escape(start)}.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, start
    return found[0]


def made(folder: str, name: str) -> bool:
    """Whether what is called ``name`` in ``folder`` of the project was made from the rest of it."""
    return (
        (Path(folder) == ROOT and (name in _MADE or name.startswith(".venv-")))
        or name == "__pycache__"
        or name.endswith("_cache")
    )


def files() -> Iterator[Path]:
    """Every file of the project that people or tools wrote and keep."""
    for folder, names, found in os.walk(ROOT):
        names[:] = [
            name for name in names if name == ".ci" or not (made(folder, name) or name[0] == "." or "egg" in name)
        ]
        yield from (Path(folder) / name for name in found)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without what was made from it, in a folder with a space and Han in its name."""
    folder = tmp_path / "副本 copy"

    def ignored(inner: str, names: list[str]) -> list[str]:
        return [name for name in names if made(inner, name) or name == ".hypothesis"]

    shutil.copytree(ROOT, folder, ignore=ignored)
    return folder


def make(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy, with the environment these tests run in."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def environment(**more: str) -> dict[str, str]:
    """The tester's, without its settings for Xieshou; make finds the Python environment of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XIESHOU_", "MAKE", "MFLAGS"))}
    return {**kept, "VENV": sys.prefix, "NO_MKDOCS_2_WARNING": "1", "XIESHOU_LANG": "en", **more}


def made_site(folder: Path) -> None:
    """Build the copy by the command the documents give."""
    command = ("make", "site") if ready() else (sys.executable, "-m", "mkdocs", "build", "--strict")
    done = make(folder, *command)
    assert done.returncode == 0, done.stdout + done.stderr


def ready() -> bool:
    """Whether the tests run in an environment that ``make`` set up: then ``make`` installs nothing into it."""
    return any(Path(sys.prefix).glob(".site-*"))


# -- the architecture


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_are_those_of_the_hook_in_their_order(language: str) -> None:
    hook = re.findall(r"^(on_\w+) = ", read(ROOT / "hooks" / "build_site.py"), re.MULTILINE)
    said = re.findall(r"^\| `(on_\w+)` \|", read(DOCS[language] / "architecture.md"), re.MULTILINE)
    assert hook
    assert said == hook


def test_the_hook_of_a_founded_site_hears_the_same_events() -> None:
    hooks = (ROOT / "hooks" / "build_site.py", ROOT / "hooks" / "xieshou" / "host" / "hook.py")
    here, founded = (re.findall(r"^(on_\w+ = \S+)", read(path), re.MULTILINE) for path in hooks)
    assert founded == here


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_name_code_that_exists(language: str) -> None:
    text = read(DOCS[language] / "architecture.md")
    steps = re.findall(r"^\| (\d)\. [^|]+\| `(xieshou\.[\w.]+)` \|", text, re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, STEPS + 1))
    for name in re.findall(r"`(xieshou\.[\w.]+)`", text):
        assert found(name) is not None, name


def found(name: str) -> Any:
    """The thing a dotted name names."""
    parts = name.split(".")
    for at in range(len(parts), 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for part in parts[at:]:
            thing = getattr(thing, part)
        return thing
    return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_a_field_type_a_page_and_an_output_can_be_added_as_told(language: str, copy: Path) -> None:
    text = read(DOCS[language] / "architecture.md")
    headings = re.findall(r"^## .*", text, re.MULTILINE)
    sections = (section(text, heading[3:]) for heading in headings)
    for part in sections:
        if "```python" in part:
            follow(part, copy)
    package = copy / "hooks" / "xieshou" / "views" / "__init__.py"
    planners = "    missing.plan,\n    differences.plan,\n)"
    package.write_text(read(package).replace("    missing.plan,\n)", planners), "utf-8")
    assert "differences.plan" in read(package)
    made_site(copy)
    own = read(copy / "site" / "en" / "tasks" / "duv-led-epitaxy" / "index.html")
    assert "Taken on" in own
    assert "<blockquote>" in own
    assert "duv-led-epitaxy" in read(copy / "site" / "tasks" / "index.html")
    assert "tasks/duv-led-epitaxy/" in read(copy / "site" / "organisations" / "zhongke-luan" / "index.html")
    assert "indicators/" in read(copy / "site" / "differences" / "index.html")
    assert_numbers_can_be_called(copy)
    latest = json.loads(read(copy / "site" / "en" / "latest.json"))
    assert latest["site"] == "Beijing–Changzhi Hand in Hand"
    assert {"title", "url"} == set(latest["stories"][0])


def assert_numbers_can_be_called(copy: Path) -> None:
    """What the document says of the telephone number of ``example`` is so."""
    link = '<a href="tel:03550000000">0355-000 0000</a>'
    for prefix, label in (("", "电话"), ("en/", "Telephone")):
        page_text = read(copy / "site" / prefix / "organisations" / "example" / "index.html")
        assert re.search(rf"<dt>{label}</dt>\s*<dd>{link}</dd>", page_text)
        assert label in read(copy / "site" / prefix / "data" / "index.html")
        others = read(copy / "site" / prefix / "organisations" / "zhongke-luan" / "index.html")
        assert f"<dt>{label}</dt>" not in others
    assert ",0355-000 0000," in read(copy / "site" / "data" / "organisations.csv")
    assert '"telephone": "0355-000 0000"' in read(copy / "site" / "data" / "organisations.json")
    schema = json.loads(asked(copy, "schema", "organisation", "--format", "json"))
    assert "pattern" in schema["properties"]["telephone"]
    record = copy / "content" / "organisations" / "example.yml"
    record.write_text(read(record).replace("0355", "０３５５"), "utf-8")
    assert "telephone-form" in asked(copy, "check", "--format", "json")
    assert "  + telephone: 0355-000 0000" in asked(copy, "fix")
    assert any(b"03550000000" in text for text in search_texts(copy / "site" / "search"))


def search_texts(folder: Path) -> Iterator[bytes]:
    """What search shows and confirms of each page."""
    for path in folder.rglob("*"):
        with contextlib.suppress(zlib.error, IsADirectoryError):
            yield zlib.decompress(path.read_bytes(), -15)


def asked(folder: Path, *words: str) -> str:
    """What the command ``xieshou`` says in a copy."""
    done = make(folder, sys.executable, "-m", "xieshou", *words, PYTHONPATH=str(folder / "hooks"))
    return done.stdout


def follow(text: str, folder: Path) -> None:
    """Do what a section says: write its files, add its labels, apply its changes."""
    for path, _, name, body in _NAMED.findall(text):
        target = folder / path
        if name == "diff":
            continue  # it follows below, with those that go on in the same file
        if path.startswith(("hooks/xieshou/front/labels/", "hooks/xieshou/front/problems/")):
            merged = merge(yaml.safe_load(read(target)), yaml.safe_load(body))
            target.write_text(yaml.safe_dump(merged, allow_unicode=True, sort_keys=False), "utf-8")
            continue
        assert not target.exists(), path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body, "utf-8")
    changed = {body: folder / path for path, _, name, body in _NAMED.findall(text) if name == "diff"}
    target = folder
    for change in blocks(text, "diff"):
        target = changed.get(change, target)  # one without a name goes on in the file of the one before
        lines = change.splitlines()
        old, new = ("\n".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
        assert old in read(target), old
        target.write_text(read(target).replace(old, new), "utf-8")


def merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """``new`` added to ``old``, key by key; nothing that was there is changed."""
    for key, value in new.items():
        if isinstance(value, dict) and key in old:
            merge(old[key], value)
        else:
            assert key not in old, key
            old[key] = value
    return old


def test_a_new_language_needs_no_python(copy: Path) -> None:
    labels = copy / "assets" / "labels"
    labels.mkdir()
    text = read(copy / "hooks" / "xieshou" / "front" / "labels" / "en.yml")
    for old, new in (
        ("locale: en_GB", "locale: fr_FR"),
        ("_name: English", "_name: Français"),
    ):
        text = text.replace(old, new, 1)
    (labels / "fr.yml").write_text(text, "utf-8")
    site = copy / "content" / "site.yml"
    site.write_text(read(site).replace("  - en\n", "  - en\n  - fr\n", 1), "utf-8")
    made_site(copy)
    assert '<html lang="fr"' in read(copy / "site" / "fr" / "index.html")
    assert ">法语<" in read(copy / "site" / "glossary" / "index.html")


# -- the handbook


@pytest.mark.parametrize("language", LANGUAGES)
def test_handbook_tables_are_the_classes(language: str) -> None:
    text = read(DOCS[language] / "handbook.md")
    written = {
        name: [tuple(cell.strip() for cell in line.split(" | ")) for line in body.strip().splitlines()]
        for name, body in _TABLE.findall(text)
    }
    expected = tables(language)
    assert sorted(written) == sorted(expected)
    for name, rows in expected.items():
        assert [(row[0].removeprefix("| "), *row[1:3]) for row in written[name]] == rows, name
        assert all(len(row[3].removesuffix(" |")) > 1 for row in written[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_handbook_dates_and_quantities_are_shown_so(language: str) -> None:
    labels = load_labels(ProjectPaths.at(ROOT))
    text = read(DOCS[language] / "handbook.md")
    shown = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    parsed = 0
    for written, *pages in shown:
        for words, said in zip((labels["zh"], labels["en"]), pages, strict=True):
            if re.match(r"(?:\d{4}|\d{3}X|\d\dXX)\b(?!\.)|\.\.", written) and not written.endswith("元"):
                assert show_date(edtf.parse(written), words) == said, written
            else:
                assert show_quantity(quantities.parse(written), words) == said, written
            parsed += 1
    assert parsed >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_handbook_examples_work_and_its_mistake_is_reported_as_shown(language: str, copy: Path) -> None:
    text = read(DOCS[language] / "handbook.md")
    named = [(path, body) for path, _, _, body in _NAMED.findall(text) if not path.endswith("site.yml")]
    assert len(named) == 3
    for path, body in named[:2]:
        (copy / path).write_text(body, "utf-8")
    made_site(copy)
    assert (copy / "site" / "en" / "news" / "2024" / "reading-the-figures" / "index.html").exists()
    (copy / named[2][0]).write_text(named[2][1], "utf-8")
    done = make(copy, sys.executable, "-m", "mkdocs", "build", "--strict", XIESHOU_LANG=language)
    assert done.returncode != 0
    (shown,) = blocks(text, "text")
    said = iter(done.stderr.splitlines())
    for line in shown.splitlines():
        start, cut, _ = line.partition("…")
        assert any(one.startswith(start) if cut else one == line for one in said), f"{line}\n--\n{done.stderr}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_handbook_quotes_messages_as_they_are(language: str) -> None:
    text = read(DOCS[language] / "handbook.md")
    heads = {"zh": "| 屏幕上说 |", "en": "| The screen says |"}
    table = text.partition(heads[language])[2].partition("\n\n")[0]
    problems = load_labels(ProjectPaths.at(ROOT))[language].problems
    messages = "\n".join(words["message"] for words in problems.values())
    quoted = re.findall(r"^\| ([^|-][^|]*) \|", table, re.MULTILINE)
    assert quoted
    for words in quoted:
        assert words in messages, words


# -- the readmes


def test_readmes_are_built_alike() -> None:
    page_stub = {
        language: [len(found[0]) for found in re.finditer(r"^#+", re.sub(_BLOCK, "", read(path)), re.MULTILINE)]
        for language, path in READMES.items()
    }
    assert page_stub["zh"] == page_stub["en"]
    for kind in ("sh", "markdown", "yaml"):
        assert blocks(read(READMES["zh"]), kind) == blocks(read(READMES["en"]), kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readme_story_goes_out_as_told(language: str, copy: Path) -> None:
    text = read(READMES[language])
    named = [(path, body) for path, _, name, body in _NAMED.findall(text) if name == "markdown"]
    assert len(named) == 2
    for path, body in named:
        (copy / path).write_text(textwrap.dedent(body), "utf-8")
    (address,) = re.findall(r"site_url: (\S+)", text)
    config = copy / "mkdocs.yml"
    config.write_text(f"{read(config)}\nsite_url: {address}\n", "utf-8")
    made_site(copy)
    for told in ("/news/2024/how-to-read-a-figure/", "/en/news/2024/how-to-read-a-figure/"):
        assert f"`{told}`" in text
        assert f'rel="canonical" href="{address}{told[1:]}"' in read(copy / "site" / told[1:] / "index.html")
    linking = ("news/2024", "topics/technology-contracts", "indicators/jc-achievements-introduced")
    for page in (*linking, "figures/achievements-two-readings"):
        assert "how-to-read-a-figure/" in read(copy / "site" / page / "index.html"), page


def test_commands_are_targets_that_make_knows() -> None:
    texts = [read(path) for path in (*READMES.values(), *(folder / "handbook.md" for folder in DOCS.values()))]
    texts += [read(folder / "architecture.md") for folder in DOCS.values()]
    said = {line for text in texts for block in blocks(text, "sh") for line in block.splitlines()}
    said |= {command for text in texts for command in re.findall(r"`((?:\w+=\S+ )*make \w+[^`…]*)`", text)}
    assert {"make site", "make serve", "make test"} <= said
    for command in said:
        words = command.split()
        at = words.index("make")
        env = dict(word.split("=", 1) for word in words[:at])
        done = make(ROOT, "make", "--dry-run", *words[at + 1 :], **env)
        assert done.returncode == 0, f"{command}: {done.stderr}"


@pytest.mark.skipif(not ready(), reason="make serve would install packages into an environment it did not set up")
def test_make_serve_serves(copy: Path) -> None:
    port = 18000 + os.getpid() % 2000
    server = subprocess.Popen(
        ["make", "serve", f"ARGS=-a 127.0.0.1:{port}"],
        cwd=copy, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        assert until(lambda: page(f"http://127.0.0.1:{port}/en/"), 0.2)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(PATIENCE)


def page(address: str) -> str:
    """What a server shows; nothing while it is not there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


@pytest.mark.skipif(not ready(), reason="the environment was not set up by the project")
def test_command_of_an_environment_stays_that_of_its_checkout(copy: Path) -> None:
    known = Path(sys.prefix) / "bin" / "xieshou.path"
    before = read(known)
    assert make(copy, ".ci/setup", "site").returncode == 0
    assert read(known) == before


# -- all of them


def test_links_between_documents_lead_somewhere() -> None:
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        text = re.sub(r"`[^`\n]+`", "", re.sub(_BLOCK, "", read(path)))  # code is shown, not followed
        for target in re.findall(r"\]\(([^):#\s]+)(?:#[^)]*)?\)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_documents_are_there_in_both_languages_and_begin_with_their_title() -> None:
    pages = {language: {path.name for path in folder.glob("*.md")} for language, folder in DOCS.items()}
    assert pages["zh"] == pages["en"]
    for folder in DOCS.values():
        for path in folder.glob("*.md"):
            text = re.sub(r"\A---\n.*?\n---\n+", "", read(path), flags=re.DOTALL)
            assert re.match(r"# \S", text), path


def test_files_named_in_documents_exist() -> None:
    # The pages on problems name files of examples.
    pages = [path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "problems"]
    for path in (*ROOT.glob("*.md"), *pages):
        text = re.sub(_BLOCK, "", read(path))
        named = set(re.findall(r"`((?:content|docs|assets|hooks|tests|requirements)/[\w./-]*)`", text))
        shown = {name for name, *_ in _NAMED.findall(read(path))} | {"assets/labels/fr.yml", "docs/fr/"}
        shown |= {
            "assets/styles/colours.css",
            "assets/labels/en.yml",
            "assets/labels/zh.yml",
            "assets/labels/",
            "assets/templates/",
            "assets/theme/",
            "assets/root/",
            "assets/root/CNAME",
            "assets/scripts/",
        }  # a site's own, where it has any
        for name in named - shown:
            assert (ROOT / name).exists() or name.startswith("content/"), f"{path.name}: {name}"


def test_no_file_names_a_registry_or_a_place_outside() -> None:
    # Put together here, so that this file does not name them either.
    hosts = [f"{name}.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "com"))]
    outside = [f"/{one}/{two}" for one, two in (("work", "main"), ("work", "shared"), ("tmp", "exp"))]
    options = ["--" + name for name in ("index" + "-url", "find" + "-links", "trusted" + "-host")]
    refused = re.compile("|".join(map(re.escape, (*hosts, *outside, *options))))
    for path in files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            # compiling the requirements means leaving those options out
            rest = line.replace("--no-emit-" + "index-url", "")
            assert not refused.search(rest), f"{path.relative_to(ROOT)}:{number}"


def test_documents_speak_of_the_project_alone() -> None:
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        found = re.search(r"\b(issue|prompt|session|assistant)s?\b", re.sub(_BLOCK, "", read(path)), re.IGNORECASE)
        assert found is None, f"{path.name}: {found[0]}"


def test_requirements_are_pinned_with_hashes_and_agree() -> None:
    pins = {}
    for name in ("site", "test", "bench", "tools"):
        text = re.sub(r"(?m)^#.*\n", "", read(ROOT / "requirements" / f"{name}.txt"))
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all(re.match(r"[\w.-]+==[\w.]+ (?:; .+ )?\\\n", entry) for entry in entries)
        # What is for some machines alone may have one file; the rest have one for every platform, or a source.
        assert all(entry.count("--hash=sha256:") > (0 if " ; " in entry else 1) for entry in entries), name
        pins[name] = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    assert pins["site"].items() <= pins["test"].items()
    assert pins["site"].items() <= pins["bench"].items()
    for one in pins["tools"].keys() & pins["test"].keys():
        assert pins["tools"][one] == pins["test"][one], one
