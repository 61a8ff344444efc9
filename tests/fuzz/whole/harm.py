"""Harm to a project: what editors, office programs, archives and attackers do to a folder. The number decides which."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from tests.fuzz.mutate import SIGNS, harmed_text
from tests.fuzz.whole.base import OUTSIDE
from tests.fuzz.whole.folder import Folder
from tests.fuzz.whole.pictures import harmed_picture
from tests.fuzz.whole.words import (
    FOLDERS,
    FRONT,
    HIDING,
    LABELS,
    LEFTOVERS,
    MARKUP,
    NAMES,
    NESTED,
    SETTINGS,
    TEMPLATE,
    UNTIL,
    YAML,
)
from xieshou.build.settings_check import KNOWN

_FRONT = ("assets/labels", "assets/templates", "assets/theme", "assets/styles", "assets/scripts")
_TEXTS = ("content", "docs", "mkdocs.yml", *_FRONT)
_ALL = ("content", "docs", "mkdocs.yml", "assets")
_HELD = tuple(
    f"\n{line}\n".encode()
    for line in ("draft: true", "publish_at: 2099-01-01", "publish_at: 2099-01-01T09:00", "withdrawn: true")
)


def harm(folder: Folder, number: int) -> None:
    """Do the harm of this number."""
    draw = random.Random(f"project {number}")
    first = draw.choices([way for way, _ in _WAYS], [weight for _, weight in _WAYS])[0]
    first(folder, draw)
    if first is _held:  # that it is still held back is what is asked
        return
    while draw.random() < 0.2:
        draw.choices([way for way, _ in _WAYS[1:]], [weight for _, weight in _WAYS[1:]])[0](folder, draw)


def _held(folder: Folder, draw: random.Random) -> None:
    """That an entry is not to be published is said another way, or at another place."""
    names = [name for name in folder.files("content") if any(line in folder.read(name) for line in _HELD)]
    name = draw.choice(names)
    data, folder.held = folder.read(name), True
    line = next(line for line in _HELD if line in data)
    keys, signs, values = draw.choice((HIDING, HIDING, UNTIL))
    how = draw.random()
    if how < 0.2 and name.endswith(".md"):  # down in the text, or above it
        bare = data.replace(line, b"\n", 1)
        parts = bare.split(b"---\n", 2)
        place = draw.randrange(4)
        moved = (
            line[1:] + bare,
            b"---\n".join((parts[0], parts[1], line[1:] + parts[2])),
            b"---\n".join((parts[0], parts[1], b"\n" + line[1:] + parts[2])),
            data.replace(line, b"\n---" + line, 1),
        )[place]
        folder.write(name, moved)
        return
    key = b"draft" if how < 0.5 and values is HIDING[2] else draw.choice(keys).encode()
    value = values[0].encode() if 0.5 < how < 0.7 else draw.choice(values).encode()
    folder.write(name, data.replace(line, b"\n" + key + draw.choice(signs).encode() + value + b"\n", 1))


def _text(folder: Folder, draw: random.Random) -> None:
    name = draw.choice(folder.files(draw.choices(_TEXTS, (8, 3, 2, 1, 1, 1, 1, 1))[0]))
    folder.write(name, harmed_text(folder.read(name), draw), draw.random() < 0.05)


def _word(folder: Folder, draw: random.Random) -> None:
    """A sign or two more in what readers read: what is mostly let pass."""
    name = draw.choice(folder.files("content", "docs", "content/site.yml", "assets/labels"))
    lines = folder.read(name).decode("utf-8", "replace").split("\n")
    read = [index for index, line in enumerate(lines) if re.search("[\u4e00-\u9fff]|[a-z] [a-z]", line)]
    for _ in range(draw.choice((1, 1, 2))):
        if read:
            at = draw.choice(read)
            inner = draw.randrange(len(lines[at].partition(": ")[0]), len(lines[at]) + 1)
            lines[at] = lines[at][:inner] + draw.choice(SIGNS).strip("\n") + lines[at][inner:]
    folder.write(name, "\n".join(lines).encode("utf-8", "surrogatepass"))


def _line(folder: Folder, draw: random.Random) -> None:
    """A line that its kind of file is not made for."""
    name = draw.choice(folder.files(draw.choices(_TEXTS, (6, 3, 2, 2, 2, 2, 1, 1))[0]))
    lines = folder.read(name).decode("utf-8", "replace").split("\n")
    words = {".yml": YAML + NESTED, ".md": MARKUP, ".html": TEMPLATE}.get(PurePosixPath(name).suffix, FRONT)
    if name.startswith("assets/labels"):
        words = draw.choice((words, LABELS))
    elif name.startswith("content") and name.endswith(".md") and draw.random() < 0.3:
        words = YAML
    at = draw.choice((0, 1, len(lines), draw.randrange(len(lines) + 1)))
    put = draw.choice(words).split("\n")
    if draw.random() < 0.3 and at < len(lines):
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        put = [indent + one for one in put]
    lines[at:at] = put
    folder.write(name, "\n".join(lines).encode("utf-8", "surrogatepass"))


def _setting(folder: Folder, draw: random.Random) -> None:
    name = "mkdocs.yml"
    key, value = draw.choice(KNOWN), draw.choice(SETTINGS)
    lines = folder.read(name).decode().split("\n")
    kept, inside = [], False
    for line in lines:
        inside = line.startswith(f"{key}:") or (inside and line[:1] in (" ", "#", ""))
        kept += [] if inside else [line]
    folder.write(name, "\n".join([*kept, f"{key}: {value}", ""]).encode())


def _value(folder: Folder, draw: random.Random) -> None:
    """A key's value becomes what another key has."""
    names = [name for name in folder.files("content") if name.endswith(".yml") and "zqx" not in name]
    name, other = draw.choice(names), draw.choice(names)
    lines = folder.read(name).decode("utf-8", "replace").split("\n")
    own = [index for index, line in enumerate(lines) if ":" in line]
    others = folder.read(other).decode("utf-8", "replace").split("\n")
    theirs = [line.partition(":")[2] for line in others if ": " in line and "zqx" not in line.lower()]
    if own and theirs:
        at = draw.choice(own)
        lines[at] = lines[at].partition(":")[0] + ":" + draw.choice(theirs)
        folder.write(name, "\n".join(lines).encode())


def _picture(folder: Folder, draw: random.Random) -> None:
    name = draw.choice(folder.files("assets/photos", "assets/illustrations"))
    folder.write(name, harmed_picture(name, folder.read(name), draw), draw.random() < 0.1)


def _name(folder: Folder, draw: random.Random) -> None:
    """A file is called otherwise, or stands there twice under names that are nearly alike."""
    name = draw.choice(folder.files(*_ALL))
    path = PurePosixPath(name)
    if draw.random() < 0.1:
        word = draw.choice((b"\xb2\xe2\xca\xd4", b"\xff\xfe", b"a\x80"))
        folder.move(name, f"{path.parent}/".encode() + word + path.suffix.encode())
        return
    new = f"{path.parent}/{_called(draw.choice(NAMES), path)}"
    if "\0" not in new and len(PurePosixPath(new).name.encode()) < 256 and new != name:
        (folder.move if draw.random() < 0.5 else folder.copy)(name, new)


def _called(form: str, path: PurePosixPath) -> str:
    words = {
        "{name}": path.name, "{stem}": path.stem, "{suffix}": path.suffix, "{upper}": path.name.upper(),
        "{upper_suffix}": path.suffix[1:].upper(), "{long}": "a" * 240,
    }  # fmt: skip
    for word, own in words.items():
        form = form.replace(word, own)
    return form


def _leftover(folder: Folder, draw: random.Random) -> None:
    """A file that nobody means to publish, with a mark in it."""
    beside = PurePosixPath(draw.choice(folder.files("content", "docs", "assets")))
    data = draw.choice(_LEFT)
    folder.write(f"{beside.parent}/{_called(draw.choice(LEFTOVERS), beside)}", data)


_LEFT = (
    b"", b"ZQX leftover", b"---\ntitle: ZQX\n---\n\nZQX\n", b"---\ntitle: ZQX\ndraft: true\n---\n\nZQX\n",
    b"<script>alert('zqx')</script>", b"PK\x03\x04 zqx",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>zqx</script></svg>",
)  # fmt: skip


def _link(folder: Folder, draw: random.Random) -> None:
    """A link, a pipe or a folder in the place of a file or folder, or beside it."""
    path = PurePosixPath(draw.choice(folder.files(*_ALL)))
    place = draw.choice([path, path, path.with_name(f"x{path.suffix}"), *list(path.parents)[:-1]])
    up = "../" * (len(place.parts))
    targets = (
        f"{up}{OUTSIDE}/secret.md", f"{up}{OUTSIDE}/secret.yml", f"{up}{OUTSIDE}", place.name, path.name, "nothing",
        "..", ".", "/", "/dev/zero", "/etc/passwd", "/proc/self/environ", "a" * 300,
    )  # fmt: skip
    how = draw.random()
    if how < 0.75:
        folder.link(place.as_posix(), draw.choice(targets))
    elif how < 0.9:
        folder.pipe(place.as_posix())
    else:
        folder.make(place.as_posix())


def _moved(folder: Folder, draw: random.Random) -> None:
    """A file lies in another folder, a folder is called otherwise, or one or the other is gone."""
    path = PurePosixPath(draw.choice(folder.files("content", "docs", "assets")))
    how = draw.randrange(5)
    if how == 0:
        folder.remove(draw.choice([path, *list(path.parents)[:-1]]).as_posix())
    elif how == 1 and len(path.parts) > 2:
        folder.move(path.parent.as_posix(), f"{path.parent.parent}/{draw.choice(FOLDERS)}")
    elif how == 2:
        top = draw.choice(("content", "docs", "assets", "content/articles", "content/projects", "docs/en"))
        folder.move(path.as_posix(), f"{top}/{draw.choice(FOLDERS)}/{path.name}")
    elif how == 3:
        other = PurePosixPath(draw.choice(folder.files("content", "docs")))
        folder.move(path.as_posix(), f"{other.parent}/{path.name}")
    else:
        folder.copy(path.as_posix(), f"{path.parent}/{draw.choice(FOLDERS)}/{path.name}")


def _mixed(folder: Folder, draw: random.Random) -> None:
    """A file holds what another should, a hundred times itself, or nothing."""
    names = [name for name in folder.files(*_ALL) if "zqx" not in name]
    name = draw.choice(names)
    others = [other for other in names if b"zqx" not in folder.read(other).lower()]
    data = folder.read(name)
    folder.write(name, draw.choice((folder.read(draw.choice(others)), data * 100, b"", b"\n", data + data, data[::-1])))


def _date(folder: Folder, draw: random.Random) -> None:
    folder.date(draw.choice(folder.files(*_ALL)), draw.choice((0, 1, -1, -(2**31), 2**31, 2**33, 253_402_300_800)))


_WAYS: tuple[tuple[Callable[[Folder, random.Random], None], int], ...] = (
    (_held, 12), (_text, 14), (_word, 20), (_line, 18), (_setting, 8), (_value, 4), (_picture, 10), (_name, 8),
    (_leftover, 5), (_link, 7), (_moved, 6), (_mixed, 3), (_date, 1),
)  # fmt: skip
