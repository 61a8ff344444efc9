"""Markup in a text that takes plain words, where it would be printed as it stands.

In: a text. Out: the first sign of each cause in it: Markdown, HTML, an entity, a remark, a template. Signs that are
words (``3*4``, ``A*``, ``<5%``, ``a<b``, ``[1]``, ``AT&T``, ``#1``, ``file_name.txt``) are none.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

from xieshou.content.markdown.placeholders import Sign
from xieshou.core.late import Late

_TAGS = (
    "a|abbr|address|article|aside|audio|b|big|blockquote|body|br|button|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em"
    "|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link"
    "|main|mark|marquee|meta|nav|nobr|noscript|object|ol|optgroup|option|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section"
    "|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt"
    "|u|ul|var|video|wbr|[a-z]:[a-z]+"
)
_ENDS = "com|cn|org|net|gov|edu|io|html?|md|pdf|png|jpe?g|gif|svg|webp|xlsx?|docx?"
_ADDRESS = rf"(?:[a-z][a-z0-9+.-]{{0,20}}:|www\.|#|\.{{0,2}}/|[\w%.-]{{1,80}}\.(?:{_ENDS})\b)"
_ATTRIBUTE = r"\s+[a-z][\w:-]{0,60}\s*=\s*(?:\"[^\"]{0,200}\"|'[^']{0,200}'|[^\s\"'<>]{1,200})"
_LONGEST = 10_000
"""Characters of a text that are looked at: there is none so long."""
_CAUSES = (
    (
        "words-remark",
        Late(r"<!--|-->|\{#.{0,200}?#\}|%%[^%\n]{1,200}%%|\{>>.{0,200}?<<\}|\[//\]:|<%--|\{%\s*comment", re.DOTALL),
    ),
    ("words-template", Late(r"\{\{|\}\}|\{%|%\}|\$\{\w|<%|<\?(?:php|=|xml)|\[\[?%")),
    (
        "words-html",
        Late(
            rf"</?(?:{_TAGS})(?:{_ATTRIBUTE})*\s*/?>|<(?:{_TAGS})\s+[a-z][\w:-]{{0,60}}\s*="
            r"|<(?:script|iframe|input|video|audio|details)\b[^<>]{0,200}>|<!doctype\b",
            re.IGNORECASE,
        ),
    ),
    ("words-entity", Late(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")),
    (
        "words-markdown",
        Late(
            r"!\[[^\]\n]{0,200}\]\s?[(（\[]"  # a picture
            rf"|\[[^\]\n]{{0,200}}\]\(\s*(?:(?:{_ADDRESS}[^)\n]{{0,200}}|<[^>\n]{{0,200}}>)\)?|\))"  # a link
            r"|(?<!\w)\[\]\([^)\n]{0,200}\)"
            r"|\[\^[\w-]+\]|\[\[[^\[\]\n]{1,200}\]\]"
            r"|(?<![*\d])\*\*(?![\s*])[^*\n]{1,200}?(?<!\s)\*\*(?!\*)|\*\*\*[^*\n]{1,200}\*\*\*"
            r"|(?<![\w*\\/])\*(?![\s*])[^*\n]{0,200}[^\s*]\*(?![\w*])"
            r"|(?<![\w\\])__(?![\s_])[^_\n]{1,200}(?<!\s)__(?![\w.])"
            r"|(?<![\w\\])_(?![\s_])(?=[^_\n]{0,200}?(?:[^\x00-\x7f_]|\s))[^_\n]{1,200}(?<!\s)_(?!\w)"
            r"|~~(?![\s~])[^~\n]{1,200}~~|(?<![\w=])==(?![\s=])[^=\n]{1,200}==(?![\w=])|\{(?:\+\+|--|~~|==)"
            r"|```|`[^`\n]{1,200}`"
            r"|^#{1,6}[ \t]+\S|^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|"
            r"|<(?:https?://|mailto:)[^<>\s]{0,200}>|\{:[^{}\n]{0,200}\}|\{[#.][A-Za-z][\w-]{0,60}\}|\\[*\[\]]",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
)
_QUICK = re.compile(r"[<>`\[{}%\\*_~=&#|]")
"""Of a text without any of these nothing is to be said."""


def markup(text: str) -> Iterator[Sign]:
    """The first sign of each cause, in the order of the causes; what one covers is no sign of the next."""
    text = text[:_LONGEST]
    if not _QUICK.search(text):
        return
    for code, pattern in _CAUSES:
        first = None
        for found in pattern().finditer(text):
            if not found[0] or (code == "words-entity" and not _is_entity(found[0])):
                continue
            if code == "words-markdown" and _is_name(found[0]):
                continue
            first = first or Sign(found.start(), found[0], code)
        if first:
            yield first
        text = pattern().sub(lambda found: " " * len(found[0]), text) if first else text


def _is_entity(sign: str) -> bool:
    return sign[1] == "#" or sign[1:] in html.entities.html5


def _is_name(sign: str) -> bool:
    """``__init__`` is a name, not bold."""
    return re.fullmatch(r"__[A-Za-z0-9]+__", sign) is not None
