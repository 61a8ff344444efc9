"""What the person at the terminal asked for and is told: the language, the moment, and one sentence for each fault."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import time
import unicodedata
from collections.abc import Mapping

from pydantic_core import PydanticCustomError

from xieshou.build.publish import PublishFault
from xieshou.content.schema.types.date import instant
from xieshou.core.cache import damaged
from xieshou.language.labels import Labels

_ASKED = ("XIESHOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_ENGLISH = "en"


def terminal_language(labels: Mapping[str, Labels]) -> str:
    """The language of messages: what ``XIESHOU_LANG`` asks for, else the locale (``zh_CN.UTF-8``); English where
    ``labels`` do not speak it.
    """
    asked = next((said for name in _ASKED if (said := os.environ.get(name))), "")
    parts = re.split("[_.@-]", asked.lower())
    known = {language.lower(): language for language in labels}
    wanted = ("-".join(parts[:2]), parts[0], _ENGLISH)
    return next((known[language] for language in wanted if language in known), next(iter(labels)))


def as_of(asked: str | None = None) -> int:
    """The moment the site is built for, in seconds since 1970: the one ``asked`` for, ``XIESHOU_AS_OF``, or now.

    Raises ``ValueError`` with what was asked for, where that is no moment.
    """
    asked = asked or os.environ.get("XIESHOU_AS_OF")
    try:
        return instant(asked) if asked else int(time.time())
    except PydanticCustomError:
        raise ValueError(asked) from None


def describe_fault(fault: PublishFault | OSError | sqlite3.Error, labels: Mapping[str, Labels]) -> str:
    """The sentence for a fault of the disk, the output folder or the cache."""
    words = labels[terminal_language(labels)]
    if isinstance(fault, PublishFault):
        return words(f"publish.{fault.code}", **fault.details)
    if isinstance(fault, sqlite3.Error):
        return words("publish.damaged") if damaged(fault) else words("publish.disk", why=reason(fault, words))
    # Of a copy the system names both files, and the second is the one it could not write.
    file = fault.filename2 or fault.filename
    return words("publish.disk_at" if file else "publish.disk", why=reason(fault, words), file=file)


def reason(fault: OSError | sqlite3.Error, words: Labels) -> str:
    """Why the disk or the cache refuses, in words; the system's own where we have none."""
    if isinstance(fault, sqlite3.Error):
        name = getattr(fault, "sqlite_errorname", "")
        key = next((said for code, said in _STORE if name.startswith(code)), None)
        plain = str(fault)
    else:
        key, plain = _REASONS.get(fault.errno or 0), fault.strerror or str(fault)
    return words(f"publish.reasons.{key}") if key else plain


_REASONS = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly", errno.EACCES: "denied", errno.EPERM: "denied",
    errno.EFBIG: "large", errno.ENAMETOOLONG: "name", errno.EIO: "hardware", errno.EBUSY: "busy", errno.EMFILE: "many",
}  # fmt: skip
"""What the system says, by the keys of ``publish.reasons``; it says it in no language of ours."""
_STORE = (
    ("SQLITE_FULL", "full"),
    ("SQLITE_READONLY", "readonly"),
    ("SQLITE_CANTOPEN", "opened"),
    ("SQLITE_IOERR", "hardware"),
    ("SQLITE_BUSY", "busy"),
)


def columns_of(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
