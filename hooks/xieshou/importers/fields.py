"""What the front matter of another program says, as the facts of an article.

In: a text with its fields. Out: title, summary, names, date and topics as far as they are said or can be guessed, and
of every key what became of it. ``KEYS`` says which key means what: one that is not there is left, and named.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xieshou.importers import dates
from xieshou.importers.dates import Dated
from xieshou.importers.records import Fate, ForeignText, Note, clipped, plain_key
from xieshou.importers.words import first_heading, first_sentence, plain_words

TITLE, SUMMARY, AUTHOR, TRANSLATOR, DATE, OTHER_DATE, TOPICS, COVER, ADDRESS, LANGUAGE, STATE = (
    *("title", "summary", "author", "translator", "date", "other date", "topics", "cover"),
    *("address", "language", "state"),
)
KEYS: Mapping[str, str] = {
    **dict.fromkeys(("title", "标题"), TITLE),
    **dict.fromkeys(
        ("summary", "description", "excerpt", "abstract", "lead", "intro", "desc", "摘要", "描述", "简介"), SUMMARY
    ),
    **dict.fromkeys(("author", "authors", "byline", "writer", "by", "creator", "作者"), AUTHOR),
    **dict.fromkeys(("translator", "translators", "translated_by", "译者", "翻译"), TRANSLATOR),
    **dict.fromkeys(("date", "publishdate", "publish_date", "pubdate", "published_at", "datepublished", "日期"), DATE),
    **dict.fromkeys(
        ("created", "created_at", "createtime", "create_time", "lastmod", "updated", "updated_at", "modified",
         "last_modified", "last_modified_at", "last_update", "update", "time"), OTHER_DATE,
    ),
    **dict.fromkeys(("tags", "tag", "categories", "category", "topics", "keywords", "标签", "分类"), TOPICS),
    **dict.fromkeys(
        ("image", "images", "cover", "cover_image", "featured_image", "featuredimage", "thumbnail", "banner",
         "og_image", "hero_image", "img", "top_img", "index_img", "banner_img", "feature"), COVER,
    ),
    **dict.fromkeys(("url", "permalink", "slug", "alias", "aliases", "redirect_from"), ADDRESS),
    **dict.fromkeys(("lang", "language", "locale"), LANGUAGE),
    **dict.fromkeys(("draft", "published", "unlisted", "hidden", "private", "status", "expirydate", "expiry_date",
                     "publish"), STATE),
}  # fmt: skip
"""What the keys of other programs are for, without regard to capitals and hyphens."""
_ORDER = {DATE: tuple(key for key, role in KEYS.items() if role == DATE)}
_NO = ("false", "no", "off", "0")
_YES = ("true", "yes", "on", "1")
_HIDDEN = ("draft", "private", "pending", "future", "trash", "hidden", "unpublished", "wip")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text's front matter and first words say of it. ``body``: the text without the title it began with."""

    body: str
    title: str = ""
    summary: str = ""
    author: str = ""
    translator: str = ""
    date: Dated | None = None
    publish_at: str = ""
    draft: bool = False
    withdrawn: bool = False
    topics: tuple[str, ...] = ()
    cover: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Saying:
    """Gathers what one text says."""

    text: ForeignText
    now: datetime.datetime
    topic_of: Callable[[str], str]
    joined: str
    body: str
    notes: list[Note] = field(default_factory=list)
    given: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)


def said(
    text: ForeignText,
    body: str,
    now: datetime.datetime,
    topic_of: Callable[[str], str],
    people: Mapping[str, str],
    joined: str,
) -> Said:
    """What ``text`` says of itself at the moment ``now``. ``body``: its words in our Markdown; ``topic_of``: the site's
    topic of a tag, or nothing; ``people``: names by the short ones that front matter may give; ``joined``: what stands
    between two names.
    """
    saying = _Saying(text, now, topic_of, joined, body)
    for key, value in text.fields:
        role = KEYS.get(plain_key(key))
        if role is None:
            empty = value in ("", [], {})
            saying.notes.append(Note(Fate.LEFT, "key-empty" if empty else "key", key, clipped(value)))
        else:
            saying.given.setdefault(role, []).append((key, value))
    title = _title(saying)
    summary = _summary(saying, title)
    date = _date(saying)
    publish_at = ""
    if date and date.moment and date.moment > now:
        publish_at = date.moment.isoformat(timespec="minutes")
        saying.notes.append(Note(Fate.MAPPED, "publish-at", "date", publish_at))
    draft, withdrawn = _state(saying)
    topics = tuple(_topics(saying))
    author, translator = _names(saying, AUTHOR, people), _names(saying, TRANSLATOR, people)
    for key, value in saying.given.get(ADDRESS, ()):
        saying.notes.append(Note(Fate.LEFT, "address", key, clipped(value)))
    for key, value in saying.given.get(LANGUAGE, ()):
        saying.notes.append(Note(Fate.MAPPED, "language", key, clipped(value)))
    cover = _cover(saying)
    return Said(
        saying.body, title, summary, author, translator, date, publish_at, draft, withdrawn, topics, cover,
        tuple(saying.notes),
    )  # fmt: skip


def _title(saying: _Saying) -> str:
    for key, value in saying.given.get(TITLE, ()):
        if isinstance(value, str) and (words := plain_words(value)):
            code = "field" if words == value.strip() else "field-plain"
            saying.notes.append(Note(Fate.MAPPED, code, key, TITLE))
            return words
        saying.notes.append(Note(Fate.LEFT, "key", key, clipped(value)))
    heading = first_heading(saying.body)
    if heading:
        saying.body = heading.rest
        saying.notes.append(Note(Fate.GUESSED, "title-heading", value=heading.words))
        return heading.words
    name = saying.text.name.rpartition("/")[2]
    if name.lower() in ("index", "_index", "readme"):
        name = saying.text.name.split("/")[-2] if "/" in saying.text.name else name
    words = re.sub(r"[-_]+", " ", dates.without_date(name)).strip() or name
    words = words[:1].upper() + words[1:]
    saying.notes.append(Note(Fate.GUESSED, "title-name", value=words))
    return words


def _summary(saying: _Saying, title: str) -> str:
    for number, (key, value) in enumerate(saying.given.get(SUMMARY, ())):
        words = plain_words(value) if isinstance(value, str) else ""
        if not words:
            saying.notes.append(Note(Fate.LEFT, "key-empty", key, clipped(value)))
            continue
        saying.notes.append(Note(Fate.MAPPED, "field", key, SUMMARY))
        for other, left in saying.given[SUMMARY][number + 1 :]:
            same = isinstance(left, str) and plain_words(left) == words
            saying.notes.append(Note(Fate.MAPPED if same else Fate.LEFT, "field" if same else "key", other,
                                     SUMMARY if same else clipped(left)))  # fmt: skip
        return words
    words = first_sentence(saying.body)
    saying.notes.append(
        Note(Fate.GUESSED, "summary-first" if words else "summary-title", value=clipped(words or title))
    )
    return words or title


def _date(saying: _Saying) -> Dated | None:
    found: Dated | None = None
    given = sorted(saying.given.get(DATE, ()), key=lambda one: _ORDER[DATE].index(plain_key(one[0])))
    for key, typed in (*given, *_created_first(saying.given.get(OTHER_DATE, ()))):
        value = typed.get("date", "") if isinstance(typed, dict) else typed
        own = dates.dated(str(value)) if isinstance(value, str) else None
        role = KEYS[plain_key(key)]
        if own is None or found is not None:
            saying.notes.append(Note(Fate.LEFT, "key" if value else "key-empty", key, clipped(value)))
            continue
        found = own
        fate, code = (Fate.MAPPED, "field") if role == DATE else (Fate.GUESSED, "date-other")
        saying.notes.append(Note(fate, code, key, DATE if role == DATE else own.edtf))
        if own.time and not (own.moment and own.moment > saying.now):
            saying.notes.append(Note(Fate.LEFT, "time", key, own.time))
    if found is None and (found := dates.dated_by_name(saying.text.origin)):
        saying.notes.append(Note(Fate.GUESSED, "date-name", value=found.edtf))
    return found


def _created_first(given: Any) -> list[tuple[str, Any]]:
    return sorted(given, key=lambda one: not plain_key(one[0]).startswith("creat"))


def _state(saying: _Saying) -> tuple[bool, bool]:
    draft = withdrawn = False
    for key, value in saying.given.get(STATE, ()):
        plain, word = plain_key(key), str(value).strip().lower()
        if plain in ("expirydate", "expiry_date"):
            until = dates.dated(str(value))
            past = bool(until and until.moment and until.moment <= saying.now)
            withdrawn = withdrawn or past
            saying.notes.append(Note(Fate.MAPPED if past else Fate.LEFT, "withdrawn" if past else "key", key, word))
            continue
        if plain in ("published", "publish"):
            if word in _NO:
                draft = True
            elif word not in _YES and dates.dated(word):
                saying.given.setdefault(OTHER_DATE, []).append((key, value))
                continue
        elif (plain == "status" and word in _HIDDEN) or (plain != "status" and word not in (*_NO, "")):
            draft = True  # what can't be read keeps back
        elif plain == "status":
            saying.notes.append(Note(Fate.LEFT, "key", key, clipped(value)))
            continue
        saying.notes.append(Note(Fate.MAPPED, "draft" if draft else "not-draft", key, word))
    if re.search(r"(?:^|/)_?drafts/", saying.text.origin):
        draft = True
        saying.notes.append(Note(Fate.MAPPED, "draft-folder"))
    return draft, withdrawn


def _topics(saying: _Saying) -> Iterator[str]:
    seen: set[str] = set()
    for key, value in saying.given.get(TOPICS, ()):
        for tag in _listed(value):
            slug = saying.topic_of(tag)
            if not slug:
                saying.notes.append(Note(Fate.LEFT, "tag", key, tag))
                continue
            saying.notes.append(Note(Fate.MAPPED, "topic", key, f"{tag} → {slug}"))
            if slug not in seen:
                seen.add(slug)
                yield slug


def _listed(value: Any) -> Iterator[str]:
    """The tags in a list, a mapping, or a line of them."""
    if isinstance(value, str):
        parts = re.split(r"\s*[,，、;；]\s*", value) if re.search(r"[,，、;；]", value) else [value]
        yield from (part.strip().lstrip("#") for part in parts if part.strip())
    elif isinstance(value, list):
        for one in value:
            yield from _listed(one) if isinstance(one, (list, dict)) else (w for w in [str(one).strip()] if w)
    elif isinstance(value, dict):
        for one in (value.get("label") or value.get("name") or value.get("title") or "",):
            yield from _listed(one)


def _names(saying: _Saying, role: str, people: Mapping[str, str]) -> str:
    named: list[str] = []
    for key, value in saying.given.get(role, ()):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                name = str(one.get("name") or one.get("title") or one.get("display_name") or "")
                more = [word for word in one if word not in ("name", "title", "display_name")]
                if more:
                    saying.notes.append(Note(Fate.LEFT, "key", f"{key}.{more[0]}", clipped(one[more[0]])))
            else:
                name = people.get(str(one), str(one))
            name = plain_words(name)
            if name and name not in named:
                named.append(name)
        if named:
            saying.notes.append(Note(Fate.MAPPED, "field", key, role))
        else:
            saying.notes.append(Note(Fate.LEFT, "key-empty", key))
    return saying.joined.join(named)[:900]


def _cover(saying: _Saying) -> str:
    """The picture that a list of texts shows; which file it is, is asked by whoever knows the pictures."""
    cover = ""
    for key, value in saying.given.get(COVER, ()):
        one = value[0] if isinstance(value, list) and value else value
        one = (
            (one.get("src") or one.get("url") or one.get("path") or one.get("feature") or "")
            if isinstance(one, dict)
            else one
        )
        if cover or not isinstance(one, str) or not one.strip():
            saying.notes.append(Note(Fate.LEFT, "key" if one else "key-empty", key, clipped(value)))
        else:
            cover = one.strip()
    return cover
