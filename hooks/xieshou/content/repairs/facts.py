"""Repairs of facts: keys, values and items of lists in YAML.

In: a fault. Out: an edit, or None. A key or a choice with a letter or two wrong is one that exists; a name is the slug
of the one entry that bears it; a slug in capitals is the entry's, if that is there.
"""

from __future__ import annotations

import html
import re

from xieshou.content.kinds import FOLDERS, KINDS
from xieshou.content.paths import named
from xieshou.content.repairs.fault import Edit, Fault, form, near
from xieshou.content.schema.introspect import model_at, shapes

_LONG, _LONGER = 5, 8
"""Letters of a word in which one may be wrong, or two, and it is still sure which it is."""
_YES = frozenset(("是的", "对", "真", "ok", "ture", "treu", "tru", "√", "✓", "1"))
_NO = frozenset(("假", "flase", "fasle", "fales", "0"))
_NUMBER = re.compile(r"[0-9][0-9.,:/T年月日-]*")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,5});")
_RISKY = "<>&\"'#:{}[]|*`\\"
"""What would mean something else in YAML, or to a reader, once it stands there itself."""


def misspelt_key(fault: Fault) -> Edit | None:
    """``sumary:`` for ``summary:``."""
    typed = fault.details.get("name") or fault.problem.field.rpartition(".")[2]
    meant = fault.details.get("near", "")
    if not _surely(typed, meant, fault.details.get("known", "")):
        return None
    return fault.put(typed, meant) if fault.line.startswith(typed, fault.column) else None


def misspelt_choice(fault: Fault) -> Edit | None:
    """``Planned`` or ``planed`` for ``planned``."""
    typed, meant = fault.details.get("value", ""), fault.details.get("near", "")
    return fault.put(typed, meant) if _surely(typed, meant, fault.details.get("choices", "")) else None


def other_form(fault: Fault) -> Edit | None:
    """The same name in other letters: ``Field.JPG`` where the file is ``field.jpg``, ``Daily`` for ``daily``."""
    typed = fault.details.get("value") or fault.details.get("slug") or ""
    meant = [one for one in fault.details.get("near", "").split(", ") if form(one) == form(typed)]
    return fault.put(typed, meant[0]) if len(meant) == 1 else None


def other_file(fault: Fault) -> Edit | None:
    """The same of a file that is named by its path from another folder: its own name alone is put right."""
    folder, _, typed = fault.details.get("target", "").rpartition("/")
    beside, _, meant = fault.details.get("near", "").rpartition("/")
    return fault.put(typed, meant) if folder == beside and form(typed) == form(meant) else None


def named_entry(fault: Fault) -> Edit | None:
    """The name of one entry, where its slug belongs."""
    value, kind = fault.details.get("value", ""), _kind_named_by(fault)
    known = [(name, slug) for (own, name), slug in fault.names.items() if own == kind]
    found = {slug for name, slug in known if form(name) == form(value)}
    found = found or {slug for _, slug in known if slug == form(value)}
    return fault.put(value, found.pop()) if len(found) == 1 else None


def language_key(fault: Fault) -> Edit | None:
    """``EN:`` or ``zh-CN:`` where the site has ``en`` and ``zh``."""
    key = fault.details.get("key", "")
    known = fault.details.get("languages", "").split(", ")
    meant = [one for one in known if form(one) == form(key)] or [
        one for one in known if form(key) in (f"{one}-cn", f"{one}-hans", f"{one}-gb", f"{one}-us")
    ]
    return fault.put(key, meant[0]) if len(meant) == 1 and fault.line.startswith(key, fault.column) else None


def flag(fault: Fault) -> Edit | None:
    """``ture``, ``是的`` for ``true``."""
    value = fault.details.get("value", "")
    word = value.strip().lower()
    return fault.put(value, "true") if word in _YES else fault.put(value, "false") if word in _NO else None


def number_as_text(fault: Fault) -> Edit | None:
    """Quotation marks round a text of digits. What might stand for nothing (``null``, ``no``) is left to people."""
    value = fault.details.get("value", "")
    rest = fault.line[fault.column :]
    return fault.put(value, f'"{value}"') if _NUMBER.fullmatch(value) and rest.rstrip() == value else None


def twice(fault: Fault) -> Edit | None:
    """An item of a list that stands there already, on a line of its own or between commas."""
    value, line = re.escape(fault.details.get("value", "")), fault.line
    if re.fullmatch(rf"\s*- +[\"']?{value}[\"']?[ \t]*", line):
        return {fault.at: ()}
    before, after = line[: fault.column], line[fault.column :]
    found = re.match(rf"{value}(?=\s*[,\]])", after)
    if found and (comma := re.search(r",[ \t]*$", before)) and re.search(r"\[[^\]]*$", before):
        return fault.with_line(before[: comma.start()] + after[found.end() :])
    return None


def key_twice(fault: Fault) -> Edit | None:
    """A line that says word for word what another of the same keys says above."""
    line = fault.line
    indent = len(line) - len(line.lstrip(" "))
    if line.lstrip().startswith("- ") or not re.fullmatch(r"\s*[^\s:]+:[ ]+[^\s|>].*", line):
        return None
    following = fault.lines[fault.at + 1] if fault.at + 1 < len(fault.lines) else ""
    if following.strip() and len(following) - len(following.lstrip(" ")) > indent:
        return None
    for above in reversed(fault.lines[: fault.at]):
        if above.rstrip() == line.rstrip():
            return {fault.at: ()}
        if above.strip() and len(above) - len(above.lstrip(" ")) < indent:
            return None
    return None


def entity(fault: Fault) -> Edit | None:
    """``&nbsp;`` as the character that it stands for."""
    found = _ENTITY.match(fault.line, fault.column)
    if not found or not fault.line[: fault.column].strip(" -").rpartition(": ")[2]:
        return None
    meant = html.unescape(found[0]).replace("\u00a0", " ")
    if len(meant) != 1 or (meant in _RISKY and not (meant == "&" and fault.line[fault.column - 1] == " ")):
        return None
    return fault.with_line(fault.line[: fault.column] + meant + fault.line[found.end() :])


def _surely(typed: str, meant: str, known: str) -> bool:
    """Whether ``typed`` can be nothing but ``meant``, the nearest of all that are ``known``."""
    if not typed or not meant:
        return False
    one, other = form(typed), form(meant)
    if one == other:
        return True
    most = 2 if len(other) >= _LONGER else 1 if len(other) >= _LONG else 0
    others = (form(word) for word in known.split(", ") if word != meant)
    return bool(most) and near(one, other, most) and not any(near(one, word, most) for word in others)


def _kind_named_by(fault: Fault) -> str:
    """The kind of the entries that the field of a fault names; nothing where it names none."""
    words = [word for word in fault.problem.field.split(".") if not word.isdigit()]
    cls = KINDS.get(named(fault.problem.path).kind) if fault.problem.path.startswith("content/") else None
    if not words or cls is None:
        return ""
    shape = shapes(model_at(cls, words[:-1])).get(words[-1])
    return shape.kind if shape else FOLDERS.get(words[0], "")


REPAIRS = {
    "field-unknown-near": misspelt_key,
    "label-unknown-near": misspelt_key,
    "choice-unknown-near": misspelt_choice,
    "picture-missing-near": other_form,
    "picture-without-figure-near": other_form,
    "docs-file-missing-near": other_file,
    "reference-unknown-near": other_form,
    "slug-form": named_entry,
    "text-language": language_key,
    "flag-form": flag,
    "text-number": number_as_text,
    "link-twice": twice,
    "yaml-duplicate": key_twice,
    "words-entity": entity,
}
"""Of each code that a repair of facts is sure for, that repair."""
