"""Repairs of facts: keys, values and items of lists in YAML.

In: a flaw. Out: an edit, or None. A key or a choice with a letter or two wrong is one that exists; a name is the slug
of the one entry that bears it; a slug in capitals is the entry's, if that is there.
"""

from __future__ import annotations

import html
import re

from xieshou.content.flaws import Edit, Flaw, form, near

_LONG, _LONGER = 5, 8
"""Letters of a word in which one may be wrong, or two, and it is still sure which it is."""
_YES = frozenset(("是的", "对", "真", "ok", "on", "ture", "treu", "tru", "true", "yes", "是", "√", "✓", "1"))
_NO = frozenset(("假", "off", "flase", "fasle", "fales", "false", "no", "否", "0"))
_QUOTES = "“”‘’「」『』＂＇\"'"
_COUNTRIES = {"cn": "zh", "jp": "ja", "kr": "ko"}
"""Codes of countries that people write for their languages."""
_NUMBER = re.compile(r"[0-9][0-9.,:/T年月日-]*")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,5});")
_RISKY = "<>&\"'#:{}[]|*`\\"
"""What would mean something else in YAML, or to a reader, once it stands there itself."""


def misspelt_key(flaw: Flaw) -> Edit | None:
    """``sumary:`` for ``summary:``."""
    typed = flaw.details.get("name") or flaw.problem.field.rpartition(".")[2]
    meant = flaw.details.get("near", "")
    if not _surely(typed, meant, flaw.details.get("known", "")):
        return None
    return flaw.put(typed, meant) if flaw.line.startswith(typed, flaw.column) else None


def misspelt_choice(flaw: Flaw) -> Edit | None:
    """``Planned`` or ``planed`` for ``planned``."""
    typed, meant = flaw.details.get("value", ""), flaw.details.get("near", "")
    return flaw.put(typed, meant) if _surely(typed, meant, flaw.details.get("choices", "")) else None


def other_form(flaw: Flaw) -> Edit | None:
    """The same name in other letters: ``Field.JPG`` where the file is ``field.jpg``, ``Daily`` for ``daily``."""
    typed = flaw.details.get("value") or flaw.details.get("slug") or ""
    meant = [one for one in flaw.details.get("near", "").split(", ") if form(one) == form(typed)]
    return flaw.put(typed, meant[0]) if len(meant) == 1 else None


def other_file(flaw: Flaw) -> Edit | None:
    """The same of a file that is named by its path from another folder: its own name alone is put right."""
    folder, _, typed = flaw.details.get("target", "").rpartition("/")
    beside, _, meant = flaw.details.get("near", "").rpartition("/")
    return flaw.put(typed, meant) if folder == beside and form(typed) == form(meant) else None


def named_entry(flaw: Flaw) -> Edit | None:
    """The name of one entry, or of one choice, where its slug belongs."""
    typed, meant = flaw.details.get("value", ""), flaw.details.get("near", "")
    return None if ", " in meant else flaw.put(typed, meant)


def language_key(flaw: Flaw) -> Edit | None:
    """``EN:`` or ``zh-CN:`` where the site has ``en`` and ``zh``."""
    key = flaw.details.get("key", "")
    known = flaw.details.get("languages", "").split(", ")
    meant = [one for one in known if one in (form(key), _COUNTRIES.get(form(key)))] or [
        one for one in known if form(key) in (f"{one}-cn", f"{one}-hans", f"{one}-gb", f"{one}-us")
    ]
    return flaw.put(key, meant[0]) if len(meant) == 1 and flaw.line.startswith(key, flaw.column) else None


def flag(flaw: Flaw) -> Edit | None:
    """``ture``, ``是的`` for ``true``."""
    value = flaw.details.get("value", "")
    word = value.strip(f" {_QUOTES}").lower()
    return flaw.put(value, "true") if word in _YES else flaw.put(value, "false") if word in _NO else None


def number_as_text(flaw: Flaw) -> Edit | None:
    """Quotation marks round a text of digits. What might stand for nothing (``null``, ``no``) is left to people."""
    value = flaw.details.get("value", "")
    rest = flaw.line[flaw.column :]
    return flaw.put(value, f'"{value}"') if _NUMBER.fullmatch(value) and rest.rstrip() == value else None


def twice(flaw: Flaw) -> Edit | None:
    """An item of a list that stands there already, on a line of its own or between commas."""
    value, line = re.escape(flaw.details.get("value", "")), flaw.line
    if re.fullmatch(rf"\s*- +[\"']?{value}[\"']?[ \t]*", line):
        return {flaw.at: ()}
    before, after = line[: flaw.column], line[flaw.column :]
    found = re.match(rf"{value}(?=\s*[,\]])", after)
    if found and (comma := re.search(r",[ \t]*$", before)) and re.search(r"\[[^\]]*$", before):
        return flaw.with_line(before[: comma.start()] + after[found.end() :])
    return None


def key_twice(flaw: Flaw) -> Edit | None:
    """A line that says word for word what another of the same keys says above."""
    line = flaw.line
    indent = len(line) - len(line.lstrip(" "))
    if line.lstrip().startswith("- ") or not re.fullmatch(r"\s*[^\s:]+:[ ]+[^\s|>].*", line):
        return None
    following = flaw.lines[flaw.at + 1] if flaw.at + 1 < len(flaw.lines) else ""
    if following.strip() and len(following) - len(following.lstrip(" ")) > indent:
        return None
    for above in reversed(flaw.lines[: flaw.at]):
        if above.rstrip() == line.rstrip():
            return {flaw.at: ()}
        if above.strip() and len(above) - len(above.lstrip(" ")) < indent:
            return None
    return None


def entity(flaw: Flaw) -> Edit | None:
    """``&nbsp;`` as the character that it stands for."""
    found = _ENTITY.match(flaw.line, flaw.column)
    if not found or not flaw.line[: flaw.column].strip(" -").rpartition(": ")[2]:
        return None
    meant = html.unescape(found[0]).replace("\u00a0", " ")
    if len(meant) != 1 or (meant in _RISKY and not (meant == "&" and flaw.line[flaw.column - 1] == " ")):
        return None
    return flaw.with_line(flaw.line[: flaw.column] + meant + flaw.line[found.end() :])


def _surely(typed: str, meant: str, known: str) -> bool:
    """Whether ``typed`` can be nothing but ``meant``, the nearest of all that are ``known``."""
    if not typed or not meant:
        return False
    one, other = form(typed), form(meant)
    if one == other:
        return True
    if sorted(one) == sorted(other) and near(one, other, 1):
        return True  # two letters exchanged
    most = 2 if len(other) >= _LONGER else 1 if len(other) >= _LONG else 0
    others = (form(word) for word in known.split(", ") if word != meant)
    return bool(most) and near(one, other, most) and not any(near(one, word, most) for word in others)


REPAIRS = {
    "field-unknown-near": misspelt_key,
    "label-unknown-near": misspelt_key,
    "choice-unknown-near": misspelt_choice,
    "picture-missing-near": other_form,
    "picture-without-figure-near": other_form,
    "docs-file-missing-near": other_file,
    "reference-unknown-near": other_form,
    "named": named_entry,
    "named-link": named_entry,
    "text-language": language_key,
    "flag-form": flag,
    "text-number": number_as_text,
    "link-twice": twice,
    "yaml-duplicate": key_twice,
    "words-entity": entity,
}
"""Of each code that a repair of facts is sure for, that repair."""
