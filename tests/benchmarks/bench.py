"""The benchmark: Xieshou and its peers on the same made-up archive.

    python -m tests.benchmarks.bench 1000 --peers hugo,material --repeat 3

In: a number of articles. Out: a table of medians with ratios on the screen, and every run in `build/bench-N.json`. The
tools take turns step by step, so that a busy minute of the machine falls on all of them. A round is: build cold, build
with nothing changed, build after one article was edited, build after one was added.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks.corpus import Shape, add_article, article_path, edit_article, shape_of, write_corpus
from tests.benchmarks.measure import CommandError, Measurement, Weight, differing, fingerprint, measure, weigh
from tests.benchmarks.peers import OURS, PEERS, ROOT, Tool

SETTLED: Final = 40
"""Seconds before another round: MkDocs deletes its output at every build, and ext4 makes files slowly after that."""
STEPS: Final = ("cold", "nothing changed", "one article edited", "one article added")
CHANGES: Final = STEPS[2:]
"""Steps after which the files of the site are compared with those before."""
TIMINGS: Final = Path(".cache/xieshou/timings.json")
SLOW_FROM: Final = 10_000
"""Number of articles from which Material takes most of an hour, and runs only when it is asked for by name."""
PACKAGES: Final = ("mkdocs", "mkdocs-material", "markdown", "hugo")


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its cost, the site after it, how many of its files differ from before (if asked), stages it timed."""

    cost: Measurement
    site: Weight
    differ: int | None
    stages: object


@dataclass(slots=True)
class Course:
    """A tool at work: its laid-out project, what stood in it before any build, and its runs, a list a step."""

    tool: Tool
    project: Path
    given: frozenset[str]
    runs: dict[str, list[Run]] = field(default_factory=lambda: {step: [] for step in STEPS})

    @classmethod
    def start(cls, tool: Tool, corpus: Path, project: Path) -> Course:
        """In: a tool, a corpus, a folder. Out: the tool's project laid out there."""
        tool.lay_out(corpus, project)
        return cls(tool, project, frozenset(path.name for path in project.iterdir()))

    def forget(self) -> None:
        """Out: the project as it was laid out: no output, no cache, whatever the tool calls them.

        They are put aside until all is measured: for half a minute after many files were deleted, making one takes ext4
        ten times as long, and a fresh checkout, which is what a cold build stands for, has deleted none.
        """
        aside = Path(tempfile.mkdtemp(prefix="forgotten-", dir=self.project.parent))
        for path in self.project.iterdir():
            if path.name not in self.given:
                path.rename(aside / path.name)

    def run(self, step: str) -> Run:
        """In: a step whose change is made already. Out: what the build cost."""
        output = self.project / self.tool.output
        before = fingerprint(output) if step in CHANGES else None
        (self.project / TIMINGS).unlink(missing_ok=True)
        cost = measure(self.tool.command(), self.project, self.tool.environment)
        differ = None if before is None else differing(before, fingerprint(output))
        run = Run(cost, weigh(output), differ, _stages(self.project))
        self.runs[step].append(run)
        return run


def play_round(courses: Sequence[Course], corpus: Path, shape: Shape, number: int) -> None:
    """In: the tools, their corpus, the number of the round. Out: one run more a tool and step.

    Each round edits another article and adds another one: earlier changes stay, so nothing has to be undone.
    """
    edited = article_path(corpus, shape, shape.articles // 2 + number, "zh")
    added = article_path(corpus, shape, shape.articles + number, "zh")
    changes: dict[str, tuple[Callable[[], None], Path | None]] = {
        STEPS[0]: (lambda: None, None),
        STEPS[1]: (lambda: None, None),
        STEPS[2]: (lambda: edit_article(corpus, shape, shape.articles // 2 + number), edited),
        STEPS[3]: (lambda: add_article(corpus, shape, number), added),
    }
    if number:
        time.sleep(SETTLED)
    for step, (change, article) in changes.items():
        change()
        for course in courses:
            if step == STEPS[0]:
                course.forget()
            if article is not None:
                course.tool.update(corpus, course.project, article)
            run = course.run(step)
            print(f"  {step:<20} {course.tool.name:<13} {run.cost.wall:8.2f} s  {run.cost.cpu:8.2f} s CPU", flush=True)


def table(courses: Sequence[Course]) -> str:
    """In: the tools with their runs. Out: medians as text, ratios to the first tool, and the best processor time."""
    head = f"{'':<20} {'':<13} {'wall s':>8} {'ratio':>6} {'CPU s':>8} {'ratio':>6} {'best':>8} {'MB':>6} {'all MB':>6}"
    lines = [f"{head} {'pages':>7} {'files':>7} {'site MB':>8} {'differ':>7}"]
    for step in STEPS:
        first = courses[0].runs[step]
        for course in courses:
            runs = course.runs[step]
            wall, cpu = _median(runs, "wall"), _median(runs, "cpu")
            site, differ = runs[-1].site, runs[-1].differ
            lines.append(
                f"{step:<20} {course.tool.name:<13} {wall:8.2f} {wall / _median(first, 'wall'):6.2f} {cpu:8.2f} "
                f"{cpu / _median(first, 'cpu'):6.2f} {min(run.cost.cpu for run in runs):8.2f} "
                f"{_median(runs, 'memory') / 1e6:6.0f} {_median(runs, 'memory_all') / 1e6:6.0f} "
                f"{site.pages:7} {site.files:7} {site.bytes / 1e6:8.1f} {'' if differ is None else differ:>7}"
            )
    return "\n".join(lines)


def stages(course: Course) -> str:
    """In: a tool with its runs. Out: the stages it timed itself in the last run of each step, a line a step."""
    return "\n".join(
        f"{step:<20} {json.dumps(course.runs[step][-1].stages, ensure_ascii=False)}"
        for step in STEPS
        if course.runs[step] and course.runs[step][-1].stages is not None
    )


def report(courses: Sequence[Course], articles: int, seed: int) -> dict[str, Any]:
    """In: the tools with their runs. Out: everything, ready for JSON; times in seconds, sizes in bytes."""
    return {
        "articles": articles,
        "seed": seed,
        "machine": {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "versions": {name: _version(name) for name in PACKAGES},
        "tools": {
            course.tool.name: {
                step: {
                    "median": {name: _median(runs, name) for name in ("wall", "cpu", "memory", "memory_all")},
                    "runs": [asdict(run) for run in runs],
                }
                for step, runs in course.runs.items()
            }
            for course in courses
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """In: the command line. Out: the table on the screen, the JSON file; 0, or 1 if a tool failed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("articles", type=int, help="articles, each in both languages")
    parser.add_argument("--peers", help=f"of {','.join(PEERS)}, commas between; '' for none (all)")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the corpus (1)")
    parser.add_argument("--without-ours", action="store_true", help="measure the peers only")
    parser.add_argument("--work", type=Path, help="where to build (the system's temporary folder)")
    parser.add_argument("--output", type=Path, help="the JSON file (build/bench-N.json)")
    chosen = parser.parse_args(arguments)
    tools = [*([] if chosen.without_ours else [OURS]), *_peers(chosen.peers, chosen.articles, parser)]
    if OURS in tools and not (ROOT / "mkdocs.yml").exists():
        parser.error(f"no mkdocs.yml in {ROOT}: --without-ours measures the peers alone")
    output = chosen.output or ROOT / "build" / f"bench-{chosen.articles}.json"
    if not tools or chosen.articles < 2 * chosen.repeat or chosen.repeat < 1:
        parser.error("nothing to measure: no tool, no round, or fewer than two articles a round")
    with tempfile.TemporaryDirectory(prefix="xieshou-bench-", dir=chosen.work) as folder:
        try:
            courses = _play(tools, Path(folder), chosen.articles, chosen.seed, chosen.repeat)
        except CommandError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"\n{chosen.articles} articles, medians of {chosen.repeat}; ratios to {tools[0].name}\n\n{table(courses)}")
    for course in courses:
        if lines := stages(course):
            print(f"\nstages of {course.tool.name}\n{lines}")
    output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report(courses, chosen.articles, chosen.seed), ensure_ascii=False, indent=1)
    output.write_text(text + "\n", encoding="utf-8")
    print(f"\n{output}")
    return 0


def _play(tools: Sequence[Tool], folder: Path, articles: int, seed: int, rounds: int) -> list[Course]:
    corpus, shape = folder / "corpus", shape_of(articles, seed)
    write_corpus(corpus, articles, seed)
    courses = [Course.start(tool, corpus, folder / tool.name) for tool in tools]
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        play_round(courses, corpus, shape, number)
    return courses


def _peers(asked: str | None, articles: int, parser: argparse.ArgumentParser) -> list[Tool]:
    if asked is None:
        names = [name for name in PEERS if not name.startswith("material") or articles < SLOW_FROM]
        if len(names) < len(PEERS):
            print(f"Material is left out from {SLOW_FROM} articles on; --peers hugo,material asks for it.")
    else:
        names = [name.strip() for name in asked.split(",") if name.strip()]
    if unknown := [name for name in names if name not in PEERS]:
        parser.error(f"unknown peers: {', '.join(unknown)}; known: {', '.join(PEERS)}")
    return [PEERS[name] for name in names]


def _median(runs: Sequence[Run], name: str) -> float:
    return float(median(getattr(run.cost, name) for run in runs))


def _stages(project: Path) -> object:
    path = project / TIMINGS
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    raise SystemExit(main())
