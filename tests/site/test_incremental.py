"""Whatever is changed, in whatever order: building upon what is there gives the bytes of a build from nothing.

Seeded, so that a failure comes again: its message names the seed and the steps taken.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import Site, differences, photo, tree
from tests.soak import times

STEPS = 7
SEQUENCES = 3
"""Among so many sequences of steps every kind of step comes."""
Step = Callable[[Site, random.Random], str]


def _originals(site: Site) -> list[Path]:
    """The articles that a reader sees, by the file that holds their facts."""
    found = [path for path in sorted((site.root / "content/articles").rglob("*.md")) if "zqx" not in path.name]
    return [path for path in found if "\ndate:" in path.read_text("utf-8")]


def _some(site: Site, draw: random.Random) -> Path:
    return draw.choice(_originals(site))


def _unlinked(site: Site) -> list[Path]:
    """The articles that may go: nothing links to them."""
    sources = (path for folder in ("content", "docs") for path in (site.root / folder).rglob("*.*") if path.is_file())
    everything = "".join(path.read_text("utf-8") for path in sources)
    return [path for path in _originals(site) if f"article:{path.name.split('.')[0]}" not in everything]


def _texts(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name.split('.')[0]}.*.md"))


def edit_text(site: Site, draw: random.Random) -> str:
    path = draw.choice(_texts(_some(site, draw)))
    path.write_text(path.read_text("utf-8") + f"\n第{draw.randrange(1000)}次补充，见[茶业](topic:tea)。\n", "utf-8")
    return path.name


def edit_title(site: Site, draw: random.Random) -> str:
    path = draw.choice(_texts(_some(site, draw)))
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("title: "))
    lines[at] = f"title: 新题目 {draw.randrange(1000)}"
    path.write_text("\n".join(lines), "utf-8")
    return path.name


def edit_date(site: Site, draw: random.Random) -> str:
    path = _some(site, draw)
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("date: "))
    lines[at] = f"date: {draw.choice((2022, 2023, 2024))}-{draw.randint(1, 12):02}"
    path.write_text("\n".join(lines), "utf-8")
    return f"{path.name} {lines[at]}"


def add_article(site: Site, draw: random.Random) -> str:
    slug = f"added-{draw.randrange(10**6)}"
    front = (
        f"---\ntitle: 新增 {slug}\nsummary: 新增的一篇。\ndate: 2024-{draw.randint(1, 12):02}\nsources:\n  - gazette\n"
    )
    front += (
        "topics:\n  - tea\nprojects:\n  - cold-store\ncover: field\n---\n\n新增正文。\n\n![](figure:samples-chart)\n"
    )
    site.write(f"content/articles/2024/{slug}.zh.md", front)
    if draw.random() < 0.5:
        site.write(f"content/articles/2024/{slug}.en.md", f"---\ntitle: {slug}\nsummary: Added.\n---\n\nAdded.\n")
    return slug


def rename_article(site: Site, draw: random.Random) -> str:
    path = _some(site, draw)
    old, new = path.name.split(".")[0], f"renamed-{draw.randrange(10**6)}"
    for text in _texts(path):
        text.rename(text.with_name(text.name.replace(old, new, 1)))
    for other in sorted((site.root / "content").rglob("*.*")):
        if other.suffix in (".md", ".yml") and f"article:{old}" in (words := other.read_text("utf-8")):
            other.write_text(words.replace(f"article:{old}", f"article:{new}"), "utf-8")
    for doc in (site.root / "docs").rglob("*.md"):
        doc.write_text(doc.read_text("utf-8").replace(f"article:{old}", f"article:{new}"), "utf-8")
    return f"{old} to {new}"


def delete_article(site: Site, draw: random.Random) -> str:
    path = draw.choice(_unlinked(site))
    for text in _texts(path):
        text.unlink()
    return path.name


def hide_or_show(site: Site, draw: random.Random) -> str:
    hidden = [path for path in _originals(site) if "\ndraft: true" in path.read_text("utf-8")]
    path = draw.choice(hidden or _unlinked(site))
    text = path.read_text("utf-8")
    if hidden:
        path.write_text(text.replace("\ndraft: true", "", 1), "utf-8")
    else:
        path.write_text(text.replace("\ndate:", "\ndraft: true\ndate:", 1), "utf-8")
    return f"{path.name} {'shown' if hidden else 'hidden'}"


def drop_translation(site: Site, draw: random.Random) -> str:
    texts = [text for path in _originals(site) for text in _texts(path) if text != path]
    if not texts:
        return "nothing"
    text = draw.choice(texts)
    text.unlink()
    return text.name


def edit_record(site: Site, draw: random.Random) -> str:
    name, old = draw.choice(
        [
            ("projects/tea-drying.yml", "  en: "),
            ("topics.yml", "    zh: "),
            ("organisations/donghu-college.yml", "  zh: "),
            ("indicators/visitors.yml", "    value: 1"),
            ("figures/samples-chart.yml", "  en: "),
            ("sources/gazette.yml", "  zh: "),
            ("places.yml", "    en: "),
            ("mechanisms/two-rivers-programme.yml", "      en: "),
            ("discrepancies/works-name.yml", "  - printed: "),
            ("needs/low-heat-drying.yml", "      en: "),
        ]
    )
    site.replace(f"content/{name}", old, f"{old}{draw.randrange(1, 10)}")
    return name


def change_what_it_is(site: Site, draw: random.Random) -> str:
    name, key, choices = draw.choice(
        [
            ("projects/tea-drying.yml", "type: ", ("research", "energy", "industrial")),
            ("projects/cold-store.yml", "type: ", ("industrial", "energy")),
            ("projects/cold-store.yml", "field: ", ("tea", "cold-chain")),
            ("platforms/joint-bench.yml", "type: ", ("joint-laboratory", "alliance")),
        ]
    )
    path = site.root / "content" / name
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(key))
    lines[at] = f"{key}{draw.choice([one for one in choices if one not in lines[at]])}"
    path.write_text("\n".join(lines), "utf-8")
    return f"{name} {lines[at]}"


def edit_story(site: Site, draw: random.Random) -> str:
    site.replace("content/envoys/lin-he.zh.md", "林禾", f"林禾（{draw.randrange(100)}）")
    return "lin-he.zh.md"


def change_template(site: Site, draw: random.Random) -> str:
    name = draw.choice(["brief.html", "entry.html", "macros.html", "kinds/article.html", "timeline.html"])
    site.replace(f"hooks/xieshou/front/templates/{name}", "class=", f'data-test="{draw.randrange(1000)}" class=')
    return name


def change_theme(site: Site, draw: random.Random) -> str:
    site.replace("hooks/xieshou/front/theme/partials/footer.html", "<footer", f"<!-- {draw.randrange(1000)} --><footer")
    return "footer.html"


def change_labels(site: Site, draw: random.Random) -> str:
    path = site.root / "hooks/xieshou/front/labels/zh.yml"
    lines = path.read_text("utf-8").split("\n")
    sought = draw.choice(("  home: ", "  sources: "))
    at = next(n for n, line in enumerate(lines) if line.startswith(sought))
    lines[at] += str(draw.randrange(10))
    path.write_text("\n".join(lines), "utf-8")
    return lines[at]


def change_style(site: Site, draw: random.Random) -> str:
    path = sorted((site.root / "hooks/xieshou/front/styles").glob("*.css"))[0]
    path.write_text(path.read_text("utf-8") + f"\n.t{draw.randrange(1000)} {{ color: red }}\n", "utf-8")
    return path.name


def change_site(site: Site, draw: random.Random) -> str:
    old, new = draw.choice(
        [
            ("  zh: 两江", "  zh: 新两江"),
            ("    - samples\n", ""),
            ("  figure: sketch\n", "  figure: field\n"),
            ("licence:\n  zh: ", "licence:\n  zh: 新"),
        ]
    )
    text = (site.root / "content/site.yml").read_text("utf-8")
    site.write("content/site.yml", text.replace(old, new, 1))
    return old.strip()


def change_docs(site: Site, draw: random.Random) -> str:
    path = site.root / "docs/extra/more.md"
    if path.exists():
        path.unlink()
        return "removed"
    site.write("docs/extra/more.md", f"# 又一页 {draw.randrange(100)}\n\n[烘干](project:tea-drying)\n")
    return "added"


def edit_docs(site: Site, draw: random.Random) -> str:
    site.replace("docs/en/about.md", "A site", f"A{draw.randrange(100)} site")
    return "en/about.md"


def touch(site: Site, draw: random.Random) -> str:
    for path in sorted((site.root / "content").rglob("*.*")):
        if draw.random() < 0.5:
            path.touch()
    return "half of all"


def change_picture(site: Site, draw: random.Random) -> str:
    photo(site.root / "assets/photos/field.jpg", draw.randrange(256))
    return "field.jpg"


STEPS_KNOWN: tuple[Step, ...] = (
    edit_text,
    edit_title,
    edit_date,
    add_article,
    rename_article,
    delete_article,
    hide_or_show,
    drop_translation,
    edit_record,
    change_what_it_is,
    edit_story,
    change_template,
    change_theme,
    change_labels,
    change_style,
    change_site,
    change_docs,
    edit_docs,
    touch,
    change_picture,
)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, times(SEQUENCES) + 1))
def test_incremental_equals_clean(built: Site, another: Callable[[Site, str], Site], seed: int) -> None:
    draw = random.Random(seed)
    # Every kind of step comes in some sequence; which, and in which order, is the seed's.
    order = random.Random((seed - 1) // SEQUENCES).sample(STEPS_KNOWN, len(STEPS_KNOWN))
    mine = [*order[(seed - 1) % SEQUENCES :: SEQUENCES], edit_text][:STEPS]
    draw.shuffle(mine)
    taken = []
    for step in mine:
        taken.append(f"{step.__name__}: {step(built, draw)}")
        built.build().check()
    clean = another(built, "clean")
    clean.build().check()
    found = differences(tree(built.live), tree(clean.live))
    assert found == [], f"seed {seed}: {taken}"


def test_back_and_forth_is_where_it_began(built: Site) -> None:
    before = tree(built.live)
    article = built.root / "content/articles/2024/bridge-of-visits.zh.md"
    shutil.copy2(article, built.root / "kept")
    edit_title(built, random.Random(4))
    article.write_text(article.read_text("utf-8").replace("topics", "topics"), "utf-8")
    built.replace("content/articles/2024/bridge-of-visits.zh.md", "2024-05-20", "2022-05-20")
    built.build().check()
    assert differences(before, tree(built.live)) != []
    for path in (built.root / "content/articles").rglob("*.md"):
        original = Path(__file__).parent / "sample" / path.relative_to(built.root)
        path.write_bytes(original.read_bytes())
    built.build().check()
    assert differences(before, tree(built.live)) == []


def test_embargo_that_passes_publishes(built: Site) -> None:
    """Nothing in the files changes: only the hour."""
    built.replace("content/articles/2024/zqx-embargo.zh.md", "cover: zqx-photo\n", "")
    before = set(tree(built.live))
    then = built.as_of("2098-12-31")
    assert {path for path in tree(then.live) if path.endswith(".html")} == {p for p in before if p.endswith(".html")}
    built.as_of("2099-01-01T08:59")
    assert (then.live / "en/news/2024/zqx-embargo/index.html").exists() is False  # its original still waits
    built.as_of("2099-01-01T09:00")
    assert "ZQX定时正文" in then.read("news/2024/zqx-embargo/index.html")
    assert "ZQX embargo text" in then.read("en/news/2024/zqx-embargo/index.html")
    assert "zqx-embargo" in then.read("topics/tea/index.html")
    for page in then.pages().values():
        assert "as of 2099-01-01 09:00" in page or "2099-01-01 09:00 时的网站" in page
        assert '<meta name="robots" content="noindex">' in page
    built.rebuilt()
    assert "noindex" not in built.read("index.html")
    built.as_of("2098-12-31")
    assert not (then.live / "news/2024/zqx-embargo/index.html").exists()
