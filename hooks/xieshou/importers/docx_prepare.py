"""The text of a Word document, made plain: what nobody would read is taken out, what a reader of HTML would lose is
written in words, and both are remarked on.

In: the trees of a document's parts. Out: the same, changed. Tracked changes are as if all were accepted; text boxes
come after the paragraph they hang on; numbers of paragraphs are marked; fields keep the words that they last showed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from xieshou.importers.docx_math import M, signs
from xieshou.importers.docx_numbers import Numbers
from xieshou.importers.docx_package import W
from xieshou.importers.docx_xml import field_char, field_code, is_on, replaced, run_of, value_of, words_in
from xieshou.importers.remarks import Remarks

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LEVEL, LABEL, LABELLED = "\ufdd2", "\ufdd3", "\ufdd4"
"""Round the level, the list and the number before a paragraph. These are no characters (Unicode 23.7)."""
TITLE_STYLE, CAPTION_STYLE = "XieshouTitle", "XieshouCaption"
_KEPT_FIELDS = ("HYPERLINK", "FORMCHECKBOX")
_DEEPER = re.compile(r"list (?:bullet|number) (\d)", re.IGNORECASE)
"""Styles that are lists in lists, though each counts by itself."""
_RAISED = 4
"""Half points by which a run is set higher or lower, where it is a power or an index."""
_ABOUT_CONTENT = (f"{W}sdtPr", f"{W}sdtEndPr")
_PART = re.compile(r'\s*HYPERLINK\s+"([^"]+)"\s+\\l\s+"([^"]*)"')
_TOC_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)


@dataclass(slots=True)
class Styles:
    """What the styles of a document say of paragraphs: by their ids, their names, and how deep their headings are."""

    names: dict[str, str] = field(default_factory=dict)
    outlines: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Those of the part ``styles``."""
        found = cls()
        for one in root.iter(f"{W}style") if root is not None else ():
            name, id_ = one.find(f"{W}name"), one.get(f"{W}styleId", "")
            found.names[id_] = name.get(f"{W}val", "") if name is not None else ""
            outline = value_of(one, f"{W}pPr/{W}outlineLvl")
            if outline.isdigit():
                found.outlines[id_] = int(outline)
            number = value_of(one, f"{W}pPr/{W}numPr/{W}numId")
            if number:
                level = value_of(one, f"{W}pPr/{W}numPr/{W}ilvl")
                found.lists[id_] = number, int(level) if level.isdigit() else 0
            if is_on(one.find(f"{W}rPr/{W}vanish")):
                found.hidden.add(id_)
        return found


class Preparer:
    """Makes the parts of one document plain."""

    def __init__(self, styles: Styles, numbers: Numbers, remarks: Remarks) -> None:
        """What is changed goes to ``remarks``."""
        self._styles, self._numbers, self._remarks = styles, numbers, remarks
        self.drawn: Callable[[Element], list[Element]] = lambda element: []
        """What a drawing comes to: runs, and paragraphs that go after its own."""

    def prepare(self, root: Element) -> None:
        """Make one part plain."""
        self._choose(root)
        self._changes(root)
        self._fields(root)
        self._formulas(root)
        self._runs(root)
        _initials(root)
        self._boxes(root)
        for paragraph in root.iter(f"{W}p"):
            self._paragraph(paragraph)
        for cell in root.iter(f"{W}tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val", "continue") == "continue" and (words := words_in(cell)):
                self._remarks.add("import-hidden", words)

    def _choose(self, root: Element) -> None:
        """Of two forms of one thing, that of the newer program: it says more. Of a field to fill in, what is in it."""

        def chosen(element: Element) -> list[Element]:
            choices = [one for one in element if one.tag in (f"{MC}Choice", f"{MC}Fallback") and len(one)]
            return list(choices[0]) if choices else []

        replaced(root, f"{MC}AlternateContent", chosen)
        for name in ("sdtContent", "smartTag", "customXml"):
            replaced(root, f"{W}{name}", list)
        replaced(root, f"{W}sdt", lambda element: [one for one in element if one.tag not in _ABOUT_CONTENT])

    def _changes(self, root: Element) -> None:
        remarks = self._remarks

        def taken(element: Element) -> list[Element]:
            if words := words_in(element):
                remarks.add("import-insertion", words)
            return list(element)

        def dropped(element: Element) -> list[Element]:
            if words := words_in(element):
                remarks.add("import-deletion", words)
            return []

        for row in list(root.iter(f"{W}tr")):
            if row.find(f"{W}trPr/{W}del") is not None and (words := words_in(row)):
                remarks.add("import-deletion", words)
        for name in ("ins", "moveTo"):
            replaced(root, f"{W}{name}", taken, lambda parent: parent.tag not in (f"{W}rPr", f"{W}trPr", f"{W}tcPr"))
        for name in ("del", "moveFrom"):
            replaced(root, f"{W}{name}", dropped, lambda parent: parent.tag not in (f"{W}rPr", f"{W}trPr", f"{W}tcPr"))
        looks = sum(1 for one in root.iter() if one.tag in (f"{W}rPrChange", f"{W}pPrChange", f"{W}tblPrChange"))
        if looks:
            remarks.add("import-look-changes", "", looks)

    def _fields(self, root: Element) -> None:
        """Fields keep what they show. A simple link is written as a long one, which is read."""

        def simple(element: Element) -> list[Element]:
            code = element.get(f"{W}instr", "")
            self._field(code, words_in(element))
            if not code.strip().upper().startswith("HYPERLINK"):
                return list(element)
            return [field_char("begin"), field_code(code), field_char("separate"), *element, field_char("end")]

        replaced(root, f"{W}fldSimple", simple)
        code, depth, shows, result = "", 0, False, ""
        typed: list[Element] = []
        for one in root.iter():
            if one.tag == f"{W}fldChar":
                kind = one.get(f"{W}fldCharType")
                if kind == "begin":
                    depth, code, shows, result, typed = depth + 1, "", False, "", []
                elif kind == "separate":
                    shows = True
                    _with_part(typed, code)
                elif kind == "end" and depth:
                    depth -= 1
                    if code.strip():
                        self._field(code, result if shows else "")
                    code = ""
            elif one.tag == f"{W}instrText" and not shows:
                code += one.text or ""
                typed.append(one)
            elif one.tag == f"{W}t" and shows:
                result += one.text or ""

    def _field(self, code: str, result: str) -> None:
        name = code.strip().split()[0].upper() if code.strip() else ""
        if name in _KEPT_FIELDS or name in ("TOC", "PAGEREF"):
            return
        self._remarks.add(
            "import-word-field" if result else "import-word-field-empty", f"{name} {result or code.strip()}"
        )

    def _formulas(self, root: Element) -> None:
        def line(element: Element) -> list[Element]:
            found = list(signs(element))
            self._remarks.add("import-formula", "".join(one.words for one in found))
            return [run_of(one.words, one.height) for one in found if one.words]

        replaced(root, f"{M}oMathPara", lambda element: [one for one in element if one.tag == f"{M}oMath"])
        replaced(root, f"{M}oMath", line)

    def _runs(self, root: Element) -> None:
        """Hidden words go; the reading above a word comes behind it, in brackets."""

        def shown(element: Element) -> list[Element]:
            _plainly(element)
            hidden = is_on(element.find(f"{W}rPr/{W}vanish"))
            if not (hidden or value_of(element, f"{W}rPr/{W}rStyle") in self._styles.hidden):
                return [element]
            if words := words_in(element):
                self._remarks.add("import-hidden", words)
            return [one for one in element if one.tag == f"{W}fldChar"] and [element] if not words_in(element) else []

        def read(element: Element) -> list[Element]:
            base, above = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
            said = f"（{words_in(above)}）" if above is not None and words_in(above) else ""
            self._remarks.add("import-ruby", f"{words_in(base) if base is not None else ''}{said}")
            run = Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            run.text = f"{words_in(base) if base is not None else ''}{said}"
            return [run]

        replaced(root, f"{W}ruby", read)
        replaced(root, f"{W}r", shown)

    def _boxes(self, root: Element) -> None:
        """Drawings: pictures stay where they are, the paragraphs of text boxes go after the one they hang on."""
        for parent in list(root.iter()):
            out: list[Element] = []
            changed = False
            for child in parent:
                out.append(child)
                if child.tag != f"{W}p":
                    continue
                after: list[Element] = []
                for name in ("drawing", "pict", "object"):
                    replaced(child, f"{W}{name}", lambda one, after=after: self._apart(one, after))  # type: ignore[misc]
                if after:
                    changed = True
                    out += after
            if changed:
                parent[:] = out

    def _apart(self, drawing: Element, after: list[Element]) -> list[Element]:
        found = self.drawn(drawing)
        after += [one for one in found if one.tag in (f"{W}p", f"{W}tbl")]
        return [one for one in found if one.tag not in (f"{W}p", f"{W}tbl")]

    def _paragraph(self, paragraph: Element) -> None:
        style = value_of(paragraph, f"{W}pPr/{W}pStyle")
        label = self._numbers.label(paragraph, style)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        properties = paragraph.find(f"{W}pPr")
        if own is not None and properties is not None:
            properties.remove(own)
        if label is not None and (words_in(paragraph) or any(True for _ in paragraph.iter(f"{W}drawing"))):
            deeper = _DEEPER.fullmatch(self._styles.names.get(style, ""))
            level = label.level + (int(deeper[1]) if deeper else 1)
            mark = run_of(f"{LEVEL}{level}{LABEL}{label.list} {label.words}{LABELLED}")
            paragraph.insert(1 if properties is not None else 0, mark)
        if _TOC_STYLE.fullmatch(self._styles.names.get(style, "")):
            self._remarks.add("import-contents", words_in(paragraph))
            paragraph[:] = []


def _plainly(run: Element) -> None:
    """Say the look of a run as most programs say it: set high by so many points, struck twice, dots below the words."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return
    raised = value_of(properties, f"{W}position")
    if properties.find(f"{W}vertAlign") is None and re.fullmatch(r"-?\d{1,3}", raised) and abs(int(raised)) >= _RAISED:
        height = "superscript" if int(raised) > 0 else "subscript"
        SubElement(properties, f"{W}vertAlign", {f"{W}val": height})
    if is_on(properties.find(f"{W}dstrike")) and properties.find(f"{W}strike") is None:
        SubElement(properties, f"{W}strike")
    if is_on(properties.find(f"{W}em")) and properties.find(f"{W}i") is None:
        SubElement(properties, f"{W}i")


def _with_part(typed: Sequence[Element], code: str) -> None:
    """Write a link to a part of a page as one address: Word keeps the part apart."""
    found = _PART.match(code)
    if found and typed:
        typed[0].text = f'HYPERLINK "{found[1]}#{found[2]}"'
        for one in typed[1:]:
            one.text = ""


def _initials(root: Element) -> None:
    """Large first letters, which stand in paragraphs of their own, back into those they begin."""
    for parent in list(root.iter()):
        for letter, paragraph in pairwise(list(parent)):
            frame = letter.find(f"{W}pPr/{W}framePr") if letter.tag == f"{W}p" else None
            if frame is None or frame.get(f"{W}dropCap", "none") == "none" or paragraph.tag != f"{W}p":
                continue
            first = paragraph.find(f"{W}pPr")
            paragraph.insert(0 if first is None else 1, run_of(words_in(letter)))
            parent.remove(letter)
