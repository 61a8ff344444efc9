"""Who works with whom: no tie on the page without one record that names both as partners of each other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.unit.helpers import SIDES, Site, catalog_of, record
from xieshou.content.site_file import read_site
from xieshou.plan.pages import Plan
from xieshou.views import cooperation

CONTENT = Path(__file__).resolve().parents[2] / "content"
FOLDERS = {"projects": "project", "platforms": "platform", "agreements": "agreement", "mechanisms": "mechanism"}


def parsed(text: str) -> Any:
    """YAML, every scalar a string."""
    return yaml.load(text, yaml.CBaseLoader)  # makes strings and nothing else


def said_by(folder: str, facts: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    """The twos of which a record says that they work with each other, read from the file and nothing else."""
    if folder == "envoys":
        yield frozenset((facts["from_organisation"], facts["serves"]))
        return
    if facts.get("pairs"):
        yield from (frozenset(pair["between"]) for pair in facts["pairs"])
        return
    parties = {party["organisation"] for party in facts.get("partners", facts.get("parties", []))}
    if len(parties) == 2:
        yield frozenset(parties)


def proven(files: Mapping[str, str]) -> set[tuple[frozenset[str], str]]:
    """Every two that a record proves, and the record."""
    found = set()
    for name, text in files.items():
        folder, _, rest = name.partition("/")
        if folder in {*FOLDERS, "envoys"} and rest.endswith(".yml"):
            id_ = f"{FOLDERS.get(folder, 'envoy')}/{rest.removesuffix('.yml')}"
            found |= {(two, id_) for two in said_by(folder, parsed(text))}
    return found


def published(files: dict[str, str], folder: Path) -> set[tuple[frozenset[str], str]]:
    """Every two that the page shows, each with a record, from the matrix and from the list."""
    site, _, _ = read_site(Site.sound(folder / "site").project)
    assert site is not None
    catalog, problems = catalog_of(files, folder / "content")
    assert problems == []
    shown = set()
    for page in cooperation.plan(Plan(catalog, site)):
        lines = {(*line[:2], line[2]) for line in page.option("lines")}
        alone = {(row, column, id_) for row, column, _, id_, _ in page.option("matrix") if id_}
        for row, column, id_ in lines | alone:
            shown.add((frozenset(one.partition("/")[2] for one in (row, column)), id_))
    return shown


def test_every_tie_of_this_site_has_a_record_that_names_both_as_partners(tmp_path: Path) -> None:
    names = sorted(
        path for folder in (*FOLDERS, "envoys", "organisations") for path in (CONTENT / folder).glob("*.yml")
    )
    files = {str(path.relative_to(CONTENT)): path.read_text("utf-8") for path in names}
    ties = published(files, tmp_path)
    assert ties
    assert ties <= proven(files)


def generated(seed: int) -> dict[str, str]:
    """Organisations of all sides, and records of every kind with any number of parties, with pairs and without."""
    rng = random.Random(seed)
    organisations = [f"o{number}" for number in range(8)]
    sides = {one: rng.choice(SIDES[:3]) for one in organisations}
    files = {f"organisations/{one}.yml": record("单位", f"side: {side}") for one, side in sides.items()}
    for number in range(12):
        folder = rng.choice(list(FOLDERS))
        chosen = rng.sample(organisations, rng.randrange(6))
        lines = [f"{'parties' if folder == 'agreements' else 'partners'}:"] if chosen else []
        for one in chosen:
            lines += [f"  - organisation: {one}", f"    side: {sides[one]}"]
        among = chosen or organisations
        twos = {frozenset(rng.sample(among, 2)) for _ in range(rng.randrange(3))} if len(among) > 1 else set()
        lines += ["pairs:"] if twos else []
        for two in twos:
            lines += ["  - between:", *(f"      - {one}" for one in sorted(two))]
        files[f"{folder}/r{number}.yml"] = record("记录", *lines)
    sender, host = rng.sample(organisations, 2)
    title = ("title:", "  zh: 教授", "  en: Professor", "title_as_of: 2024")
    files["envoys/e.yml"] = record("某人", *title, f"from_organisation: {sender}", f"serves: {host}")
    return files


def test_generated_records_make_the_ties_they_state_and_no_others(tmp_path: Path) -> None:
    for seed in range(25):
        files = generated(seed)
        side = {Path(name).stem: parsed(text)["side"] for name, text in files.items() if name.startswith("organisa")}
        across = {
            (two, id_) for two, id_ in proven(files) if sorted(side[one] for one in two) == ["beijing", "changzhi"]
        }
        assert published(files, tmp_path / str(seed)) == across, seed
