"""Addresses of links as they came, and as a text of ours can have them."""

from __future__ import annotations

import re

from xieshou.content.kinds import KINDS
from xieshou.content.markdown.references import is_address

_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_ENTRY = re.compile(rf"(?:{'|'.join(sorted(KINDS))}):[a-z0-9][a-z0-9-]*(?:#\S*)?")
_UNFIT = re.compile(r"[\s()<>\"'\\|`*\[\]{}]")
_TAIL = re.compile(r"[。，；！？、」》]+$")


def web_address(typed: str) -> str:
    """What a link to ``typed`` leads to: a page on the web, an address of mail, an entry. Nothing, if it is none."""
    address = "".join(char for char in typed.strip() if char >= " ")
    if address.startswith("//"):
        address = f"https:{address}"
    if not _SCHEME.match(address):
        return ""
    address = fit(_TAIL.sub("", address))
    return address if _ENTRY.fullmatch(address) or is_address(address) else ""


def fit(address: str) -> str:
    """``address`` without the signs that would end it in a text: they are written by their number."""
    return _UNFIT.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
