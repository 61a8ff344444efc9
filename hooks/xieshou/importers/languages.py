"""Which language a text of another program is in, and which text it is the translation of, by where it stands.

In: the paths of all texts. Out: of each its language (empty: its path says none) and its name, the path without what
tells the languages apart. Suffixes (``a.zh-cn.md``, ``a_en.md``) and folders (``zh/a.md``, ``content/en/a.md``,
``i18n/zh/docusaurus-plugin-content-docs/current/a.md``) are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from xieshou.core.scripts import known_by

_KNOWN = {
    "zh": ("zh", "zhcn", "zhhans", "zhhanscn", "cn", "chs", "chinese", "zhsg", "中文", "简体中文", "hans", "zhchs"),
    "zh-hant": ("zhtw", "zhhk", "zhhant", "zhhanttw", "tw", "cht", "繁體中文", "hant"),
    "en": ("en", "enus", "engb", "english", "eng", "英文", "en1"),
    "ja": ("ja", "jajp", "jp", "japanese"),
    "ko": ("ko", "kokr", "kr", "korean"),
    "de": ("de", "dede", "german"),
    "fr": ("fr", "frfr", "french"),
    "ru": ("ru", "ruru", "russian"),
    "es": ("es", "eses", "spanish", "es419"),
    "pt": ("pt", "ptbr", "ptpt"),
    "it": ("it", "itit"),
    "uk": ("uk", "ukua"),
    "vi": ("vi", "vivn"),
    "tr": ("tr", "trtr"),
    "id": ("id", "idid"),
    "pl": ("pl", "plpl"),
    "th": ("th", "thth"),
    "ar": ("ar",),
    "fa": ("fa",),
    "bn": ("bn",),
    "hi": ("hi",),
    "he": ("he",),
    "nl": ("nl",),
    "bg": ("bg",),
    "ro": ("ro",),
    "ta": ("ta",),
}
_TAGS = {tag: language for language, tags in _KNOWN.items() for tag in tags}
_SURE = frozenset(("zh", "zhcn", "zhhans", "zhtw", "zhhk", "zhhant", "cn", "en", "enus", "engb", "中文", "英文"))
"""Tags that are languages wherever they stand; others (``id``, ``it``, ``tr``) only beside one of these."""
_SUFFIX = re.compile(r"(?P<stem>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}(?:[-_][A-Za-z]{2})?)?)")
_DOCUSAURUS = re.compile(
    r"(?P<before>(?:.*/)?)i18n/(?P<tag>[^/]+)/docusaurus-plugin-content-(?P<plugin>[^/]+)/(?P<rest>.*)"
)
_SAME_AS = {"docs": "docs", "blog": "blog", "pages": "src/pages"}


class Whereabouts(NamedTuple):
    """A text's language by its path, and the name that it shares with its translations."""

    language: str
    name: str


def language_of(tag: str) -> str:
    """The language of a tag such as ``zh-CN``, ``en_US``; nothing where it is none that is known."""
    return _TAGS.get(re.sub(r"[-_]", "", tag).lower(), "")


def whereabouts(paths: Collection[str]) -> dict[str, Whereabouts]:
    """Of each path, what it says."""
    beside = _folders_beside(paths)
    return {path: _of(path, beside) for path in paths}


def by_words(text: str, languages: Iterable[str]) -> str:
    """The language of the site that a text's own characters speak for; nothing where they are of none of them."""
    letters = len(re.findall(r"[^\W\d_]", text))
    latin = ""
    for language in languages:
        script = known_by(language)
        if script is None:
            latin = latin or language
        elif len(script.findall(text)) * 8 > letters:
            return language
    others = len(re.findall(r"[\u0370-\u1cff\u2d00-\u2dff\u3040-\u318f\ua000-\uabff\uac00-\ud7ff]", text))
    return "" if others * 3 > letters else latin


def _of(path: str, beside: dict[str, frozenset[str]]) -> Whereabouts:
    folder, _, file = path.rpartition("/")
    stem = re.sub(r"\.(?:md|mdx|markdown|mdown|html?|txt|docx?|docm|wps|rtf|odt)$", "", file, flags=re.IGNORECASE)
    language = ""
    if found := _DOCUSAURUS.fullmatch(f"{folder}/"):
        language = language_of(found["tag"])
        own, _, rest = found["plugin"].partition("-")[0], "", found["rest"]
        name = found["plugin"].removeprefix(f"{own}-") if found["plugin"] != own else _SAME_AS.get(own, own)
        if own == "docs":
            rest = re.sub(r"^current/", "", rest)
            if rest.startswith("version-"):
                name = "versioned_docs" if name == "docs" else f"{name}_versioned_docs"
        folder = f"{found['before']}{name}/{rest}".rstrip("/")
    else:
        kept: list[str] = []
        at = ""
        for part in folder.split("/") if folder else ():
            tag = re.sub(r"[-_]", "", part).lower()
            known = _TAGS.get(tag, "")
            if known and not language and (tag in _SURE or beside.get(at, frozenset()) & _SURE):
                language = known
            else:
                kept.append(part)
            at = f"{at}/{part}"
        folder = "/".join(kept)
    suffix = _SUFFIX.fullmatch(stem)
    if suffix and (known := language_of(suffix["tag"])) and re.sub(r"[-_]", "", suffix["tag"]).lower() in _SURE:
        language, stem = known, suffix["stem"]
    return Whereabouts(language, f"{folder}/{stem}" if folder else stem)


def _folders_beside(paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of each folder (with a ``/`` before it), the tags that the folders in it are called by."""
    found: dict[str, set[str]] = {}
    for path in paths:
        at = ""
        for part in path.split("/")[:-1]:
            found.setdefault(at, set()).add(re.sub(r"[-_]", "", part).lower())
            at = f"{at}/{part}"
    return {folder: frozenset(tags) for folder, tags in found.items()}
