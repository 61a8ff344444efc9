"""Markdown to safe HTML with its references left open: the text stage.

In: the Markdown of one text. Out: a ``Body``, the references with their places in the file, and problems. The parser
does not sanitise, so its *output* goes through an allow-list. What is shown is held against what was typed, twice: the
tokens against the text (``account``), and the words of the page against those of the tokens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import slugify_unicode
from markdown_it.token import Token

from xieshou.content.markdown import account, raw_html, signs
from xieshou.content.markdown.anchors import anchored
from xieshou.content.markdown.body import Body, Mention, Open, Pieces, TextBlock
from xieshou.content.markdown.bridge import Bridge
from xieshou.content.markdown.headings import Slugify, addressed, entitled, levelled
from xieshou.content.markdown.html_writer import apart, written
from xieshou.content.markdown.layout_signs import accidents
from xieshou.content.markdown.limits import beyond
from xieshou.content.markdown.lint import misshapen
from xieshou.content.markdown.parser import ParsedText, Parser
from xieshou.content.markdown.personal import personal_problems
from xieshou.content.markdown.placeholders import placeholders
from xieshou.content.markdown.references import LinkPlaces, cut, nowhere
from xieshou.content.markdown.sanitize import sanitised
from xieshou.content.markdown.typed import Typed
from xieshou.content.source.decode import UNPRINTABLE
from xieshou.core.problems import Problem, Severity, problem
from xieshou.core.wishes import OF_TEXTS, answered, coded, wish_of_code


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """The extensions of ``mkdocs.yml``, resolved: names, and their options."""

    extensions: tuple[str, ...]
    configs: Mapping[str, Mapping[str, Any]]


_QUOTE = "\x1a"
"""Stands for a name or value while tags are taken away; no content can hold it (control characters are refused)."""
_NOTE_MARKS = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>')
_ID = re.compile(r' id="([^"]*)"')
_ENDS = re.compile(r"</(?:p|h\d|li|td|th|dt|dd|blockquote|pre|tr|summary)>|<br>")
_TAGS = re.compile(r"<[^>]*>")
_REMARKS = re.compile(r"<!--.*?-->|<[!?][^>]*>", re.DOTALL)
_BOXES = str.maketrans("", "", "☑☐")
_GENERAL = "text-not-as-typed"
_VAGUE = (_GENERAL, "text-backslash")
_PROGRAM = re.compile(
    r"(?:ba)?sh|bash|python|py|ya?ml|json|html|css|js|ts|text|txt|md|markdown|diff|xml|toml|ini|sql|console"
)
"""What stands in a block of code most often, and is no drawing."""
_WIDE = ("text-html-unclosed", "text-table-rule", "text-fence-unclosed", "text-comment-unclosed")
"""What is wrong further down too."""
_UNFINISHED = (
    "TODO", "FIXME", "TBD", "XX", "xxx", "orem ", "____", "????", "此处", "待补", "待填", "待定", "待译", "请填",
    "请输", "姓名", "×××", "□□", "○○", "〇〇", "(to be ",
)  # fmt: skip
"""One of these is in nearly every block that is not finished; where one is, the block is looked at closely."""
_SHOWN = 24
"""Characters of a text that a message quotes."""


class Renderer:
    """One parser, reused: making a new one costs more than a whole article."""

    def __init__(self, settings: MarkdownSettings) -> None:
        """With the extensions of a site."""
        self._bridge = Bridge(settings.extensions, settings.configs)
        # A Markdown slugify that drops Han would call headings _1, _2: it is the stock default.
        self._slugify: Slugify = self._bridge.option("toc", "slugify") or slugify_unicode
        self._parser = Parser()

    def render(
        self, text: str, path: str, first_line: int, title: str = "", folder: str = ""
    ) -> tuple[Body, list[Mention], list[Problem]]:
        """The body written as ``text``, which begins on ``first_line`` of the file ``path``.

        A heading of the first level that repeats the ``title`` of the page is left out; any other sets all headings
        one level down. With a ``folder``, whose files it may name by their paths, the text is a whole page: the heading
        it begins with is its own, and any other of the first level is told.
        """
        if refused := list(beyond(text, path, first_line)):
            return Body((), (), ()), [], refused
        source, changed = self._bridge.prepared(text)
        parsed = self._parser.parse(source)
        typed = Typed(path, first_line, text.split("\n") if changed else parsed.lines)
        again = entitled(parsed.tokens) if folder else []
        if not folder:
            levelled(parsed.tokens, title)
        problems = [] if changed else list(_unshown(text, parsed, typed))
        for one in again:
            problems.append(problem(path, *typed.line((one.map or [0])[0]), "text-title-again", warning=True))
        if "<" in text or "{" in text:
            problems += raw_html.refused(parsed, typed)
        if not changed:
            problems += accidents(parsed, typed)
        problems += misshapen(text, path, first_line)
        problems += personal_problems(text, path, first_line)
        converted = self._bridge.finished(written(parsed))
        places = LinkPlaces(parsed, typed, folder)
        problems += nowhere(converted, places)
        cleaned = sanitised(converted, text, bool(folder))
        if "&" in text and (hidden := UNPRINTABLE.search(cleaned)):  # the one way for them to come in: &#8238;
            place = _word(text, "&", typed)
            problems.append(problem(path, *place, "control-character", character=f"U+{ord(hidden[0]):04X}"))
            cleaned = UNPRINTABLE.sub("", cleaned)
        cleaned, headings = addressed(cleaned, self._slugify)
        cleaned, lost = anchored(cleaned)
        problems += [problem(path, *places.of(f"#{name}"), "text-anchor-unknown", value=name) for name in lost]
        for one in parsed.again:
            if one["href"] != parsed.references[one["label"]]["href"]:
                sign = f"[{one['label']}]"
                problems.append(problem(path, *typed.line(one["map"][0]), "text-definition-twice", sign=sign))
        pieces, mentions, more = cut(cleaned, places)
        problems += more
        if bad := next((own for own in _ID.findall(cleaned) if own.startswith("__")), None):
            problems.append(problem(path, *_word(text, bad, typed), "text-id", value=bad))
        plain = _plain(pieces)
        if not self._bridge.active and not any(one.severity is Severity.ERROR for one in problems):
            problems += _differing(parsed, plain, typed)
        problems += _undrawn(parsed, typed)
        told = list(answered(_one_a_cause(problems), "page" if folder else "article"))
        return Body(pieces, headings, plain, tuple(_blocks(parsed))), mentions, told


def _undrawn(parsed: ParsedText, typed: Typed) -> Iterator[Problem]:
    """A warning for each sort of drawing that is written as code for other programs."""
    told = set()
    for token in parsed.tokens:
        language = token.info.strip(" {.").partition(" ")[0].rstrip("}") if token.type == "fence" else ""
        if language and language not in told and (language == "dot" or not _PROGRAM.fullmatch(language)):
            told.add(language)
            if wish := wish_of_code(language):
                code = coded(OF_TEXTS, wish, "")
                yield problem(typed.path, *typed.line((token.map or [0])[0]), code, sign=language, warning=True)


def _one_a_cause(problems: list[Problem]) -> list[Problem]:
    """``problems`` without the general one where another says what is wrong with that line."""
    told = {one.line for one in problems if one.code not in _VAGUE}
    wide = any(one.code in _WIDE for one in problems)
    return [one for one in problems if one.code not in _VAGUE or not (wide or one.line in told)]


def _word(text: str, word: str, typed: Typed) -> tuple[int, int]:
    """Where these characters first stand."""
    at = max(text.find(word), 0)
    return text.count("\n", 0, at) + typed.first_line, at - text.rfind("\n", 0, at)


def _unshown(text: str, parsed: ParsedText, typed: Typed) -> Iterator[Problem]:
    """What was typed and is neither shown nor markup; signs that were not read; what stands in for words to come."""
    unfinished, known = [sign for sign in _UNFINISHED if sign in text], signs.present(text)
    for found in account.shadows(parsed):
        if unfinished and any(sign in found.words for sign in unfinished):
            for one in placeholders(found.words.replace(account.BLANK, " ")):
                yield problem(typed.path, *typed.place(found.block, one.offset), one.code, sign=one.text, warning=True)
        if found.parted >= 0:
            sign = found.block.content[found.parted : found.parted + _SHOWN].split("\n")[0]
            yield problem(typed.path, *typed.place(found.block, found.parted), _GENERAL, sign=sign)
        yield from signs.unread(found, typed, known)
    if (line := account.unaccounted(parsed)) >= 0:
        sign = parsed.lines[line].strip()[:_SHOWN]
        yield problem(typed.path, *typed.line(line), _GENERAL, sign=sign)


def _differing(parsed: ParsedText, plain: Pieces, typed: Typed) -> Iterator[Problem]:
    """Where the words of the page are not those of the tokens."""
    body, notes = apart(parsed)
    if notes:
        body = [*body, *(one for label in parsed.notes for one in notes.get(label, ()))]
    shown = "".join(piece for piece in plain if isinstance(piece, str))
    words = [said for token in body if (said := _words(token))]
    if shown == "\n".join(words) or _close(shown) == _close("".join(words)):
        return  # the quick ways; white space is of more sorts
    shown, meant = _bare(shown), 0
    for token in body:
        said = _bare(_words(token))
        if not shown.startswith(said, meant):
            line = token.map[0] if token.map else 0
            yield problem(typed.path, *typed.line(line), _GENERAL, sign=said[:_SHOWN])
            return
        meant += len(said)
    if meant < len(shown):
        yield problem(typed.path, *typed.line(0), _GENERAL, sign=shown[meant : meant + _SHOWN])


def _close(words: str) -> str:
    return words.replace(" ", "").replace("\n", "")


def _bare(words: str) -> str:
    """Without white space, and without the boxes that stand for ``[x]``."""
    return "".join(words.split()).translate(_BOXES) if "☑" in words or "☐" in words else "".join(words.split())


def _words(token: Token) -> str:
    """The words of a block, as a page shows them."""
    if token.type == "inline":
        if token.hidden:
            return ""
        children = token.children or ()
        if len(children) == 1 and children[0].type == "text":
            return children[0].content
        return "".join(
            child.content if child.type in ("text", "text_special", "code_inline") else "" for child in children
        )
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type == "html_block":
        return html.unescape(_TAGS.sub("", _REMARKS.sub("", token.content)))
    return ""


def _blocks(parsed: ParsedText) -> Iterator[TextBlock]:
    """Every block with its lines. A line that is empty ends none: it stands between them."""
    for token in parsed.tokens:
        if token.map and token.type != "inline" and token.nesting >= 0 and token.type != "attributes":
            first, last = token.map
            while last > first + 1 and last <= len(parsed.lines) and not parsed.lines[last - 1].strip():
                last -= 1
            yield TextBlock(
                token.tag or token.type.removesuffix("_open"), first + 1, max(min(last, len(parsed.lines)), 1)
            )


def _plain(pieces: Pieces) -> Pieces:
    kept = [piece for piece in pieces if isinstance(piece, str) or piece.form in ("name", "value")]
    quotes = [piece for piece in kept if not isinstance(piece, str)]
    cleaned = _NOTE_MARKS.sub("", "".join(piece if isinstance(piece, str) else _QUOTE for piece in kept))
    text = _ENDS.sub("\n", cleaned)
    text = html.unescape(re.sub(r"\n\s*\n+", "\n", _TAGS.sub("", text))).strip()
    found: list[str | Open] = []
    for number, part in enumerate(text.split(_QUOTE)):
        found += [quotes[number - 1], part] if number else [part]
    return tuple(piece for piece in found if piece)
