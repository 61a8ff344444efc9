"""The recipes for publishing: the same in both languages, and read by the programs they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.docs.test_documents import DOCS, blocks, read

RECIPES = {language: read(folder / "publishing.md") for language, folder in DOCS.items()}
SORTS = ("yaml", "sh", "nginx", "ini", "cron")


@pytest.mark.parametrize("sort", SORTS)
def test_both_languages_give_the_same_files(sort: str) -> None:
    first, *others = (blocks(text, sort) for text in RECIPES.values())
    assert first
    assert others == [first] * len(others)


def test_workflows_keep_the_cache_check_compare_and_publish_main() -> None:
    for text in blocks(RECIPES["en"], "yaml"):
        assert isinstance(yaml.safe_load(text), dict)
        steps = (".cache/xieshou", "make check", "xieshou diff", "diff.html", "make site", "main")
        assert [step for step in steps if step not in text] == []


def test_scripts_are_sound() -> None:
    for text in (*blocks(RECIPES["en"], "sh"), *map(_command, blocks(RECIPES["en"], "cron"))):
        subprocess.run(["sh", "-n"], input=text, encoding="utf-8", check=True)


def _command(line: str) -> str:
    return re.sub(r"^(?:\S+ ){5}", "", line)


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_takes_its_settings(tmp_path: Path) -> None:
    http = "".join(blocks(RECIPES["en"], "nginx")).replace("/srv/www/site", str(tmp_path))
    (tmp_path / "_redirects.nginx.conf").write_text(
        'map $uri $xieshou_moved { default ""; }\nmap $uri $xieshou_gone { default 0; }\n', "utf-8"
    )
    (tmp_path / "mime.types").write_text("types { text/html html; }\n", "utf-8")
    settings = tmp_path / "nginx.conf"
    settings.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{http}}}\n", "utf-8")
    subprocess.run(["nginx", "-t", "-c", str(settings)], check=True)
