"""The sound project that all harm is done to: small, and with something of every kind in it.

What must never be published is marked (``SECRETS``): drafts, what is still to come, what was withdrawn, what waits with
these, remarks of editors, the metadata of photographs, and what lies outside.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image, PngImagePlugin

from tests.site.building import CAMERA, SAMPLE, SECRET, SKETCH, paint
from tests.unit.helpers import ROOT

SECRETS = (SECRET, CAMERA.lower().encode())
OUTSIDE = "outside"
"""The folder beside the project that nothing may lead to."""
_FIGURE = """\
type: photo
name:
  zh: ZQX候着的照片
  en: ZQX waiting photograph
caption:
  zh: ZQX候着。
  en: ZQX waiting.
alt:
  zh: ZQX候着的样子
  en: What ZQX waiting looks like
image: photos/zqx-waits.jpg
"""
_OWN = {
    "assets/labels/zh.yml": "ui:\n  home: 起点\n  minutes: 读完要{count}分钟\n",
    "assets/labels/en.yml": "ui:\n  home: Start\nkinds:\n  project:\n    one: Undertaking\n",
    "assets/styles/own.css": "@layer site {\n  .own { color: #246 }\n}\n",
    "assets/scripts/own.js": "document.documentElement.dataset.own = 'yes';\n",
    "content/figures/zqx-waits.yml": _FIGURE,
    "docs/images/.gitkeep": "",
}
_FRONTS = ("templates/kinds/policy.html", "theme/partials/footer.html")
"""The engine's files that the project has a copy of."""


def make(folder: Path) -> Path:
    """The project, in a new folder; what lies outside stands beside it."""
    (folder / "hooks").mkdir(parents=True)
    shutil.copy2(ROOT / "hooks" / "build_site.py", folder / "hooks")  # the engine is the one that is tested
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    _written(folder / "mkdocs.yml", settings.replace("  xieshou: {} ", "  xieshou: {workers: 1} ").encode())
    for name in ("content", "docs"):
        shutil.copytree(SAMPLE / name, folder / name)
    paint(folder / "assets")
    for name, text in _OWN.items():
        _written(folder / name, text.encode())
    for name in _FRONTS:
        _written(folder / "assets" / name, (ROOT / "hooks" / "xieshou" / "front" / name).read_bytes())
    _pictures(folder / "assets")
    _remarks(folder / "content")
    for name in ("zqx-draft", "zqx-embargo"):
        path = folder / "content" / "articles" / "2024" / f"{name}.zh.md"
        path.write_text(path.read_text("utf-8") + "\n![](figure:zqx-waits)\n", "utf-8")
    (folder.parent / OUTSIDE).mkdir(exist_ok=True)
    _written(folder.parent / OUTSIDE / "secret.md", b"---\ntitle: ZQX\n---\n\nZQX outside.\n")
    _written(folder.parent / OUTSIDE / "secret.yml", b"ui:\n  home: ZQX outside\n")
    return folder


def _written(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _pictures(assets: Path) -> None:
    """Marks in all places where programs leave words in pictures."""
    photo = assets / "photos" / "field.jpg"
    shutil.copy2(photo, assets / "photos" / "zqx-waits.jpg")
    with Image.open(photo) as image:
        exif = image.getexif()
        image.save(photo, quality=80, exif=exif, comment=b"zqx comment")
    photo.write_bytes(photo.read_bytes() + b"zqx after the end")
    badge = assets / "photos" / "badge.png"
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "zqx author")
    words.add_itxt("XML:com.adobe.xmp", "<x>zqx packet</x>")
    packed = io.BytesIO()
    with Image.open(badge) as image:
        image.save(packed, "PNG", pnginfo=words)
    badge.write_bytes(packed.getvalue() + b"zqx after the end")
    told = "<!-- zqx remark -->"
    (assets / "illustrations" / "sketch.svg").write_text(SKETCH.replace("<path", f"{told}<path"), "utf-8")


def _remarks(content: Path) -> None:
    for path in sorted(content.rglob("*.yml")):
        path.write_text(f"# ZQX remark\n{path.read_text('utf-8')}", "utf-8")
    story = content / "articles" / "2023" / "cold-store.zh.md"
    story.write_text(f"{story.read_text('utf-8')}\n<!-- ZQX remark -->\n", "utf-8")
