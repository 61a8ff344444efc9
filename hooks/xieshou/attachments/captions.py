"""Captions in WebVTT: that they are, and that they say something.

In: the bytes of a file. Out: the same, remarks and styles left out. Raises ``Unfit``.
"""

from __future__ import annotations

import re

from xieshou.attachments.forms import Unfit

_CUE = re.compile(r"^(?:\d+:)?\d\d:\d\d\.\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d\.\d{3}", re.MULTILINE)
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)\b")


def cleaned_captions(data: bytes) -> bytes:
    """The captions without remarks."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("attachment-encoding", "VTT") from None
    blocks = re.split(r"\n(?:[ \t]*\n)+", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    if not re.match(r"WEBVTT(?:[ \t]|$)", blocks[0]) or "\0" in text:
        raise Unfit("attachment-other", "VTT")
    cues = [block for block in blocks[1:] if not _ASIDE.match(block)]
    if not any(_CUE.search(block) for block in cues):
        raise Unfit("attachment-empty", "VTT")
    return "\n\n".join(["WEBVTT", *cues, ""]).encode()
