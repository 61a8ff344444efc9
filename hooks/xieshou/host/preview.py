"""What a serve session answers while some files have errors: their pages are reports, all others have a line above.

In: what is left out of the site, and what the server would answer. Out: HTML. It is made when it is asked for and put
in on the way to the browser: no file holds any of it, so an error costs no page, and none of it can be published.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from xieshou.build.left_out import LeftOut
from xieshou.core.project import ProjectPaths
from xieshou.language.labels import Labels
from xieshou.render.error_page import Ways, file_page, preview_line

REPORT = "~errors/"
"""Where all errors are told: no slug can hold the sign."""
_BODY = re.compile(rb"<body[^>]*>")


@dataclass(frozen=True, slots=True)
class Preview:
    """A site in ``languages`` shown in spite of errors. Addresses are given from its root, without query."""

    left_out: LeftOut
    labels: Mapping[str, Labels]
    languages: tuple[str, ...]
    project: ProjectPaths
    _pages: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    _lines: dict[str, bytes] = field(default_factory=dict)

    def page(self, address: str, root: str) -> bytes | None:
        """The report that stands at ``address``; None where a page of the site does. ``root``: the site's own."""
        if address == REPORT:
            return self._report(self.left_out.files, self.languages[0], root, every=True)
        files = self.left_out.at(address)
        return self._report(files, self._language(address), root) if files else None

    def in_place_of_none(self, address: str, root: str) -> bytes | None:
        """The same for an address at which there is no page."""
        files = self.left_out.instead_of(address)
        return self._report(files, self._language(address), root) if files else None

    def with_line(self, html: bytes, address: str, root: str) -> bytes:
        """A page of the site with the line above it, in its language."""
        body = _BODY.search(html)
        if body is None:
            return html
        language = self._language(address)
        if language not in self._lines:
            href = f"{root}{REPORT}#{language}"
            line = preview_line(self.left_out.errors, self.labels[language], self.project, href)
            self._lines[language] = line.encode()
        return html[: body.end()] + self._lines[language] + html[body.end() :]

    def _language(self, address: str) -> str:
        first = address.partition("/")[0]
        return first if first in self.languages[1:] else self.languages[0]

    def _report(self, files: Collection[str], first: str, root: str, *, every: bool = False) -> bytes:
        """The errors of ``files`` in all languages, ``first`` before the others."""
        alone = len(set(files)) == len(self.left_out.files)
        key = (*files, first, "" if every else "page")
        if key not in self._pages:
            told = [one for one in self.left_out.errors if one.path in files]
            ways = {}
            labels = {first: self.labels[first], **self.labels}
            for language in labels:
                own = f"{language}/" if language in self.languages[1:] else ""
                ways[language] = Ways(root + own, "" if alone else f"{root}{REPORT}#{language}")
            self._pages[key] = file_page(told, labels, self.project, ways, every=every).encode()
        return self._pages[key]
