"""Hosts that look like others: letters of another script in the place of Latin ones, or full-width forms of these.

In: a text as typed. Out: warnings. A reader sees ``www.gov.cn`` and is led elsewhere; whoever pasted the link saw the
same. Hosts that are in one script, as Chinese and Russian ones may be, are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xieshou.core.late import Late
from xieshou.core.problems import Problem, problem

_LATIN = str.maketrans(
    "авеёкмнорстухісјѕһԁԛԝӏьгАВЕКМНОРСТУХІЈЅҺԌԚԜӀЬαγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսհոցզլԱՕՍıɑɡɩ",
    "abeekmhopctyxicjshdqwlbrABEKMHOPCTYXIJSHGQWIBayeikvoptuxwABEZHIKMNOPTYXouhngqlUOUiagi",
)
"""Letters of Cyrillic, Greek and Armenian, and rare ones of Latin, by the Latin letters they are taken for."""
_HOST = Late(r"(?:https?://|mailto:[^\s@<>():]{0,64}@)([^\s/?#:<>()\[\]\"'，。；、！？）》」]+)", re.IGNORECASE)
_PUNYCODE = "xn--"


def disguised_hosts(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each host in ``text``, which begins on ``first_line`` of ``path``, that looks like another."""
    if "://" not in text and ("@" not in text or "mailto:" not in text.lower()):
        return
    line, counted = first_line, 0
    for found in _HOST().finditer(text):
        host = found[1].rstrip(".,;!")
        if not any(char.isalnum() for char in host):
            continue  # https://… in a text about addresses
        if host.isascii() and _PUNYCODE not in host.lower():
            continue
        plain = taken_for(host)
        if plain:
            line, counted = line + text.count("\n", counted, found.start()), found.start()
            column = found.start() - text.rfind("\n", 0, found.start())
            yield problem(path, line, column, "link-lookalike", warning=True, value=_shown(host), instead=plain)


def taken_for(host: str) -> str:
    """The host that a reader takes this one for; nothing where it is no other's likeness."""
    labels = [_decoded(label) for label in host.split(".")]
    plain = [_plain(label, labels[-1].isascii()) for label in labels]
    return ".".join(plain) if plain != labels else ""


def _plain(label: str, latin_site: bool) -> str:
    """A part of a host in the letters that it is read in; as it is where it imitates none."""
    narrow = unicodedata.normalize("NFKC", label)
    if narrow.isascii():
        return narrow
    imitated = narrow.translate(_LATIN)
    mixed = any(char.isascii() and char.isalpha() for char in narrow)
    # Letters that all have a double in Latin may be a word of their own: below a Russian domain they are.
    return imitated if imitated != narrow and (mixed or (latin_site and imitated.isascii())) else label


def _decoded(label: str) -> str:
    if label.lower().startswith(_PUNYCODE):
        try:
            return label[len(_PUNYCODE) :].encode("ascii").decode("punycode")
        except UnicodeError:
            return label
    return label


def _shown(host: str) -> str:
    """A host, and which of its characters are not what they seem."""
    odd = dict.fromkeys(char for char in ".".join(map(_decoded, host.split("."))) if not char.isascii())
    return f"{host} ({', '.join(f'{char} U+{ord(char):04X}' for char in odd)})"
