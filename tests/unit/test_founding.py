"""New sites and new entries: what stands in their files, and that they come whole or not at all."""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.unit.helpers import ROOT, labels
from xieshou import __version__
from xieshou.cli.examined import examined
from xieshou.cli.main import main
from xieshou.content.kinds import KINDS
from xieshou.content.site_file import Home, SiteFile
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.founding import wheel as wheels
from xieshou.founding.placing import place_entry, place_site
from xieshou.founding.site import Founding, files_of
from xieshou.founding.slugs import proposed_slug
from xieshou.founding.wheel import NoWheel, Wheel, wheel_at, wheel_of_installed
from xieshou.founding.words import FOLDER, known_languages
from xieshou.language.labels import load_labels

DAY = datetime.date(2026, 3, 4)
NOON = int(time.time()) + 86400
"""No earlier than the stories of a site that was founded just now."""
WHEEL = Wheel(f"xieshou-{__version__}-py3-none-any.whl", b"PK")
OURS = re.compile(r"京|长治|Beijing|Changzhi|[Mm]ountain|山海|heji|BUCT|北化")
"""What belongs to the showcase alone."""
SITES = (("zh", "en"), ("zh",), ("en", "zh"), ("de", "en", "zh"), ("fr",), ("fr", "en"))


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / WHEEL.name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xieshou/__init__.py", "")
    return path


@pytest.fixture
def site(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A founded site, the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    done = run("new", "site", "--languages", "zh,en", "--wheel", str(wheel))
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def run(*arguments: str) -> Result:
    """The command, without a terminal."""
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


def errors(root: Path) -> list[str]:
    """What the check tells of a site, without warnings."""
    return [one.code for one in examined(root, NOON, labels()["en"]).problems.errors]


# -- the files of a site


@pytest.mark.parametrize("languages", SITES, ids="-".join)
def test_a_new_site_speaks_its_languages_and_says_nothing_of_the_showcase(languages: tuple[str, ...]) -> None:
    files = files_of(Founding(languages, DAY), WHEEL)
    texts = {path: data.decode() for path, data in files.items() if not path.startswith("wheels/")}
    assert [path for path, text in texts.items() if OURS.search(text)] == []
    assert not [path for path, text in texts.items() if "{{" in text or "{%" in text]
    spoken = [one for one in languages if one in known_languages()] or [languages[0]]
    assert {path for path in files if path.startswith("docs/")} == {f"docs/{one}/about.md" for one in spoken}
    assert {path for path in files if "/articles/" in path} == {
        f"content/articles/2026/one-workshop.{one}.md" for one in spoken
    }
    assert {"README.md", "Makefile", ".gitignore", "mkdocs.yml", "hooks/build_site.py"} <= files.keys()
    own = {path for path in files if path.startswith("assets/labels/")}
    assert own == {f"assets/labels/{one}.yml" for one in languages if one not in ("zh", "en")}
    read = yaml.safe_load(texts["content/site.yml"])
    assert tuple(read["languages"]) == languages


@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_every_setting_of_a_new_site_is_there_with_a_remark(language: str) -> None:
    text = files_of(Founding((language,), DAY), WHEEL)["content/site.yml"].decode()
    for model, indent in ((SiteFile, ""), (Home, "  ")):
        for name in model.model_fields:
            assert re.search(rf"^{indent}# .+\n{indent}(?:# )?{name}:", text, re.MULTILINE), name


def test_all_languages_say_the_same_things() -> None:
    def keys(tree: dict[str, Any], above: str = "") -> Iterator[str]:
        for key, value in tree.items():
            yield from keys(value, f"{above}{key}.") if isinstance(value, dict) else (f"{above}{key}",)

    trees = {one: set(keys(yaml.safe_load((FOLDER / one / "words.yml").read_bytes()))) for one in known_languages()}
    assert len(trees) == 3
    assert trees["zh"] == trees["en"] == trees["de"]


def test_the_german_words_of_readers_are_all_there() -> None:
    english, german = (
        yaml.safe_load(path.read_bytes()) for path in (FRONT / "labels/en.yml", FOLDER / "labels/de.yml")
    )
    for name in ("ui", "home", "search", "sections", "kinds", "fields", "choices", "stages", "dates", "find", "facets"):
        assert german[name].keys() == english[name].keys(), name


def test_the_packages_of_a_new_site_are_those_of_the_program() -> None:
    lock = (ROOT / "requirements" / "site.txt").read_text("utf-8")
    assert (FOLDER / "requirements.txt").read_text("utf-8") == lock
    made = files_of(Founding(("en",), DAY), WHEEL)["requirements.txt"].decode()
    assert made.endswith(lock)
    assert f"./wheels/{WHEEL.name} \\\n    --hash=sha256:{WHEEL.sha256}\n" in made


def test_names_and_sides_are_taken_as_given(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("--name", '松柏: "同行" #1', "--sides", "松城，柏城", "--sides", "en:Pinetown, Cypress")
    done = run("new", "site", "--languages", "zh,en", *names, "--wheel", str(wheel))
    assert done.exit_code == 0, done.output
    assert "No name is given in en" in done.stderr
    read = yaml.safe_load((tmp_path / "site/content/site.yml").read_bytes())
    assert read["name"] == {"zh": '松柏: "同行" #1'}
    assert read["publisher"] == {"zh": '松柏: "同行" #1编辑组'}
    assert read["sides"] == [
        {"slug": "song-cheng", "name": {"zh": "松城", "en": "Pinetown"}},
        {"slug": "bai-cheng", "name": {"zh": "柏城", "en": "Cypress"}},
    ]
    assert errors(tmp_path / "site") == []


# -- whole or nothing


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("there",), "there is there already"),
        (("a-file",), "a-file is there already"),
        (("none/site",), "There is no folder"),
        (("site", "--languages", "zh,klingon1"), "“klingon1” is no code"),
        (("site", "--languages", "zh,xx"), "“xx” is no code"),
        (("site", "--languages", "zh,zh"), "named twice"),
        (("site", "--languages", ""), "“” is no code"),
        (("site", "--name", " "), "A name is empty"),
        (("site", "--name", "de:Hallo"), "“Hallo” is given in de"),
        (("site", "--sides", "A"), "at least the two"),
        (("site", "--sides", "A,B", "--sides", "en:A,B,C"), "at least the two"),
        (("site", "--title", "x"), "--title is for a new entry"),
        (("site", "--wheel", "a-file"), "no wheel of this program"),
        (("story", "--title", "First"), "is no folder of a site"),
    ],
)
def test_a_wrong_call_is_told_and_leaves_nothing(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "a-file").write_text("kept")
    before = sorted(tmp_path.iterdir())
    given = () if "--wheel" in arguments or "story" in arguments else ("--wheel", str(wheel))
    done = run("new", *arguments, *given)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(tmp_path.iterdir()) == before
    assert list((tmp_path / "there").iterdir()) == []


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place_site(tmp_path / "site", {"a/b": b"1"}, refuse)
    assert list(tmp_path.iterdir()) == []
    place_site(tmp_path / "site", {"a/b": b"1"}, lambda _: None)
    assert (tmp_path / "site/a/b").read_bytes() == b"1"
    with pytest.raises(FileExistsError):
        place_site(tmp_path / "site", {"a/b": b"2"}, lambda _: None)
    with pytest.raises(FileExistsError):
        place_entry(tmp_path / "site/a/b", b"2")
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "a", "b"]
    assert (tmp_path / "site/a/b").read_bytes() == b"1"


# -- the wheel


def test_what_pip_unpacked_is_packed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"xieshou-{__version__}.dist-info"
    held = {
        "xieshou/__init__.py": "x = 1\n",
        f"{name}/METADATA": f"Metadata-Version: 2.1\nName: xieshou\nVersion: {__version__}\n",
        f"{name}/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
    }
    added = {f"{name}/INSTALLER": "pip\n", f"{name}/direct_url.json": "{}", "xieshou/__pycache__/x.pyc": ""}
    for path, text in (held | added).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    listed = (*held, *added, f"{name}/RECORD", "../../../bin/xieshou")
    (tmp_path / name / "RECORD").write_text("".join(f"{path},,\n" for path in listed))
    found = importlib.metadata.PathDistribution(tmp_path / name)
    monkeypatch.setattr(wheels, "distribution", lambda _: found)
    made = wheel_of_installed()
    assert made.name == WHEEL.name
    (tmp_path / made.name).write_bytes(made.data)
    assert wheel_at(tmp_path / made.name) == made == wheel_of_installed()
    with zipfile.ZipFile(tmp_path / made.name) as archive:
        assert {one for one in archive.namelist() if not one.endswith("RECORD")} == set(held)
        assert archive.read(f"{name}/RECORD").decode().count("sha256=") == len(held)


def test_a_program_that_is_not_installed_has_no_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(wheels, "distribution", missing)
    with pytest.raises(NoWheel):
        wheel_of_installed()
    (tmp_path / WHEEL.name).write_bytes(b"no archive")
    with pytest.raises(NoWheel):
        wheel_at(tmp_path / WHEEL.name)


# -- entries


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("代表团来访", "dai-biao-tuan-lai-fang"),
        ("2024年AI合作", "2024-nian-ai-he-zuo"),
        ("First visit!", "first-visit"),
        ("Bäckerei", "backerei"),
        ("？？", ""),
    ],
)
def test_slugs_are_made_of_words_and_of_sounds(words: str, slug: str) -> None:
    assert proposed_slug(words) == slug


def test_every_kind_has_a_file_to_begin_with(site: Path) -> None:
    wanting = 0
    for kind in KINDS:
        done = run("new", kind, "--title", f"测试{kind}", "--format", "json")
        assert done.exit_code == 0, done.output
        made = json.loads(done.stdout)
        text = (site / made["file"]).read_text("utf-8")
        assert not OURS.search(text)
        front = yaml.safe_load(text.split("---\n")[1] if kind == "article" else text)
        assert front["draft"] is True
        wanting += len(made["missing"])
    told = errors(site)
    assert set(told) <= {"field-empty", "text-empty"}
    assert len(told) == wanting  # what is to be filled in is told at its line, and nothing else is wrong


def test_what_is_filled_in_is_a_sound_entry(site: Path) -> None:
    assert run("new", "story", "--title", "第一次会议", "--date", "2025-06-07").exit_code == 0
    path = site / "content/articles/2025/di-yi-ci-hui-yi.zh.md"
    path.write_text(path.read_text("utf-8").replace("summary:\n", "summary: 双方开会。\n"), "utf-8")
    assert "2025-06-07" in path.read_text("utf-8")
    assert errors(site) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("story",), "Give the title"),
        (("story", "--title", "？？"), "No slug can be made"),
        (("story", "--title", "Fine", "--slug", "Not Fine"), "can be no slug"),
        (("story", "--title", "Fine", "--date", "2026-13-01"), "is no date"),
        (("project", "--title", "Fine", "--slug", "joint-workshop"), "content/projects/joint-workshop.yml"),
        (("topic", "--title", "Training"), "content/topics.yml"),
        (("story", "--title", "One workshop"), "one-workshop"),
        (("project", "--title", "Fine", "--name", "x"), "--name is for a new site"),
        (("place", "--title", "Fine", "--date", "2026-01-01"), "--date is for a new Article"),
        (("stroy", "--title", "Fine"), "none of its kinds"),
    ],
)
def test_a_wrong_entry_is_told_and_leaves_nothing(site: Path, arguments: tuple[str, ...], said: str) -> None:
    before = sorted(site.rglob("*"))
    done = run("new", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(site.rglob("*")) == before


def test_a_site_with_faults_begins_no_entry(site: Path) -> None:
    (site / "content/site.yml").write_text("languages: [zh]\nnmae: x\n")
    done = run("new", "story", "--title", "First visit")
    assert done.exit_code == 1
    assert "content/site.yml has errors" in done.stderr
    assert not list(site.rglob("first-visit*"))


def test_nothing_is_begun_outside_the_site(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "content/needs").symlink_to(tmp_path / "elsewhere")
    done = run("new", "need", "--title", "A need")
    assert done.exit_code == 2
    assert "leads out of the site" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_on_a_terminal_it_asks(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xieshou.cli.new._on_terminal", lambda: True)
    asked = CliRunner().invoke(main, ["new", "story", "--lang", "en"], input="第二次会议\n\n")
    assert asked.exit_code == 0, asked.output
    assert "[di-er-ci-hui-yi]" in asked.output
    assert len(list((site / "content/articles").rglob("di-er-ci-hui-yi.zh.md"))) == 1


def test_a_label_file_of_its_locale_alone_is_enough(tmp_path: Path) -> None:
    (tmp_path / "assets/labels").mkdir(parents=True)
    (tmp_path / "assets/labels/fr.yml").write_text("locale: fr\n")
    known = load_labels(ProjectPaths.at(tmp_path))
    assert known["fr"]("ui.home") == known["en"]("ui.home")
