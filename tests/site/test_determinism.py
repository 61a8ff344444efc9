"""The same sources give the same bytes: in any folder, at any hour, in any language, with any number of workers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.corpus import write_corpus
from tests.site.building import ORIGIN, Site, differences, tree

EPOCH = "1700000000"


def test_same_bytes_wherever_and_whenever(sample: Site, another: Callable[[Site, str], Site]) -> None:
    sample.configured(site_url=ORIGIN)
    other = another(sample, "a folder with a longer name")
    options = ("-f", "mkdocs.test.yml")
    sample.build(*options, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", SOURCE_DATE_EPOCH=EPOCH).check()
    other.build(
        *options, PYTHONHASHSEED="2", TZ="America/Lima", LANG="C", XIESHOU_LANG="zh", SOURCE_DATE_EPOCH=EPOCH
    ).check()
    assert differences(tree(sample.live), tree(other.live)) == []


def test_same_bytes_from_one_process_and_from_three(engine: Path, tmp_path: Path) -> None:
    trees = []
    for workers in (1, 3):
        folder = tmp_path / f"workers-{workers}"
        shutil.copytree(engine, folder)
        write_corpus(folder, 30)
        site = Site(folder)
        config = str(site.with_workers(workers))
        result = site.build("-f", config, SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED=str(workers)).check()
        assert "Pages: " in result.said
        trees.append(tree(site.live))
    assert len(trees[0]) > 250  # enough for workers to be started
    assert differences(*trees) == []
