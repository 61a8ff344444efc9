"""Who a picture is by, written into its files, so that it is known wherever they are copied to.

In: what a figure says of its picture, in every language. Out: XMP (ISO 16684-1), the one form of metadata that JPEG,
PNG, WebP, AVIF and SVG all have room for. It is built of these few words alone; nothing of an original comes through.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

Words = tuple[tuple[str, str], ...]
"""A text: (language, words) pairs."""
LONGEST = 1000
"""Bytes of a packet: a small picture has twenty times as many. Texts that would make it longer are shortened."""
_LENGTHS = (400, 160, 80, 40, 20, 10)
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="r"?>'
_META = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


class Credit(NamedTuple):
    """What is said of a picture: its title, who is to be named for it, what others may do with it, and where it is from
    (the titles of its sources).
    """

    title: Words = ()
    credit: Words = ()
    rights: Words = ()
    sources: tuple[Words, ...] = ()


def packet(credit: Credit) -> bytes:
    """The XMP of ``credit``; nothing where it says nothing."""
    if not any(credit):
        return b""
    made = b""
    for length in _LENGTHS:
        made = f"{_BEGIN}{_META.format(_properties(credit, length))}{_END}".encode()
        if len(made) <= LONGEST:
            break
    return made


def within_svg(made: bytes) -> bytes:
    """What stands between ``<metadata>`` and its end in a drawing: the packet without its wrapper."""
    return made.removeprefix(_BEGIN.encode()).removesuffix(_END.encode())


def _properties(credit: Credit, length: int) -> str:
    sources = "; ".join(dict.fromkeys(_joined(source, length) for source in credit.sources))
    return "".join(
        (
            _in_each("dc:title", credit.title, length),
            _in_each("dc:rights", credit.rights, length),
            _plain("photoshop:Credit", _joined(credit.credit, length)),
            _plain("photoshop:Source", _short(sources, 3 * length)),
        )
    )


def _in_each(name: str, words: Words, length: int) -> str:
    """A property with a text for each language; the first is what a program shows that knows none of them."""
    if not words:
        return ""
    texts = [("x-default", words[0][1]), *words] if len(words) > 1 else words
    listed = "".join(
        f'<rdf:li xml:lang="{escape(language)}">{_escaped(_short(text, length))}</rdf:li>' for language, text in texts
    )
    return f"<{name}><rdf:Alt>{listed}</rdf:Alt></{name}>"


def _plain(name: str, text: str) -> str:
    """A property that the standard gives one text only."""
    return f"<{name}>{_escaped(text)}</{name}>" if text else ""


def _joined(words: Words, length: int) -> str:
    return " / ".join(dict.fromkeys(_short(text, length) for _, text in words))


def _short(text: str, length: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"


def _escaped(text: str) -> str:
    # What XML can't hold in any form, and a reader would choke on.
    return escape("".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff"))
