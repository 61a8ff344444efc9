"""Targets of the specifications' examples, as the site's text stage can know them.

A text of the site links to ``https:``, ``mailto:``, ``#…`` and entries; the examples mostly link to ``/url``, which is
refused before anybody can see whether it was read as a link. So a relative target gets ``https://example.org`` before
it, in what is typed and in what it becomes:

- typed, where a target stands: behind ``](`` and ``](<``, behind ``]:`` and ``]: <`` (also on the next line), and in
  ``<a href="`` and ``<img src="``;
- made, in ``href`` of links and ``src`` of pictures.

``/url`` becomes ``https://example.org/url`` and ``url`` ``https://example.org/url`` too. Nothing else is touched: not
an empty target, not ``#…``, not a target with a scheme (``irc:``, ``made-up-scheme:``), and no example in which such
a target is also shown as words (``[foo](/url`` where no link is made of it), for there the site would rightly make a
link of the address. What is not mapped is refused, if the example links at all. Pictures are mapped alike, and
refused all the same: those of a site are entries, whose words are not typed in the text.

To set a fixed word before a target changes no rule of Markdown that the target is read by; a test has a parser that
fulfils the specification read every mapped example.
"""

from __future__ import annotations

import html
import re

from tests.commonmark.spec import Example

HOST = "https://example.org"
_RELATIVE = r"(?![A-Za-z][\w+.-]*:|[#<>)\[\s])"
_TYPED = re.compile(rf"(\]\([ \t]*\n?[ \t]*<?|\]:[ \t]*\n?[ \t]*<?|<(?:a href|img src)=\"){_RELATIVE}(?=([^\s)]+))")
_MADE = re.compile(rf"(<(?:a href|img src)=\"){_RELATIVE}(?=([^\"]+))")
_TAG = re.compile(r"<(?:img[^>]* alt=\"([^\"]*)\")?[^>]*>")


def mapped(example: Example) -> Example:
    """The example with targets that the site knows; the same example, where that can't be done safely."""
    if not _MADE.search(example.html):
        return example
    words = html.unescape(_TAG.sub(r"\1", example.html))
    if any(f"({target}" in words or f"]: {target}" in words for _, target in _TYPED.findall(example.markdown)):
        return example
    return example._replace(markdown=_TYPED.sub(_hosted, example.markdown), html=_MADE.sub(_hosted, example.html))


def _hosted(found: re.Match[str]) -> str:
    return found[1] + HOST + ("" if found[2].startswith("/") else "/")
