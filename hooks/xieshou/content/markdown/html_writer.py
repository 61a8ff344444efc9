"""Tokens to HTML.

In: a text taken apart. Out: its HTML, before the allow-list. Words are escaped here, addresses written as typed; what
stands for people (the names of the sorts of notes, the way back from a footnote) is left to the page, in its language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from xieshou.content.markdown.parser import ParsedText
from xieshou.core.scripts import joins

BOXES = {True: "☑", False: "☐"}
"""What stands for ``[x]`` and ``[ ]``."""
_SKIPPED = frozenset(("attributes",))
_HIDDEN = frozenset(("heading_open", "inline", "heading_close"))
"""Hidden where a heading repeats the page's title."""
_ALIGN = "text-align:"
_BRACKET = "paren"
"""The class of a list whose numbers are typed with a bracket."""


def written(parsed: ParsedText) -> str:
    """The HTML of all blocks, the footnotes last, in the order in which they are first led to."""
    writer = _Writer(parsed.notes)
    body, notes = apart(parsed)
    html = writer.blocks(body)
    if not parsed.notes:
        return html
    items = "".join(writer.note(label, notes.get(label, ())) for label in parsed.notes)
    return f'{html}<div class="footnote"><hr><ol>{items}</ol></div>'


def apart(parsed: ParsedText) -> tuple[Sequence[Token], dict[str, Sequence[Token]]]:
    """What stands in the text, and what in its footnotes, by their labels. Of two with one label the first counts."""
    if not parsed.noted:
        return parsed.tokens, {}
    body: list[Token] = []
    notes: dict[str, Sequence[Token]] = {}
    inside = [body]
    for token in parsed.tokens:
        if token.type == "footnote_reference_open":
            inside.append([])  # one may stand in another
            notes.setdefault(token.meta["label"], inside[-1])
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            inside[-1].append(token)
    return body, notes


class _Writer:
    def __init__(self, counts: dict[str, int]) -> None:
        self._numbers = {label: number for number, label in enumerate(counts, 1)}
        self._counts = counts
        self._led: dict[str, int] = {}

    def blocks(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        write = out.append
        lists: list[int | None] = []
        for at, token in enumerate(tokens):
            kind = token.type
            if token.hidden and kind in _HIDDEN:
                continue
            if kind == "inline":
                write(self._inline(token.children or ()))
            elif kind == "paragraph_open":
                if not token.hidden:
                    write("<p>")
            elif kind == "paragraph_close":
                if not token.hidden:
                    write("</p>")
            elif kind in ("fence", "code_block"):
                write(f"<pre><code>{escape(token.content, quote=False)}</code></pre>")
            elif kind == "html_block":
                write(token.content)
            elif kind == "hr":
                write("<hr>")
            elif kind == "ordered_list_open":
                number, tag = _ordered(tokens, at)
                lists.append(number)
                write(tag)
            elif kind == "bullet_list_open":
                lists.append(None)
                write("<ul>")
            elif kind == "list_item_open":
                write(_item(token, lists))
            elif kind == "note_open":
                write(f'<div class="note note-{token.info}">')
                if tokens[at + 1].type != "note_title_open":
                    write('<p class="note-title"></p>')
            elif kind == "note_title_open":
                write('<p class="note-title">')
            elif kind == "note_title_close":
                write("</p>")
            elif kind not in _SKIPPED and token.tag:
                if kind in ("ordered_list_close", "bullet_list_close"):
                    lists.pop()
                write(_tag(token))
        return "".join(out)

    def note(self, label: str, tokens: Sequence[Token]) -> str:
        """A footnote, and the ways back to where it is led to from."""
        name = escape(label)
        back = "".join(
            f'&#160;<a class="footnote-backref" href="#fnref{count or ""}:{name}">↩</a>'
            for count in (0, *range(2, self._counts[label] + 1))
        )
        html = self.blocks(tokens)
        html = f"{html.removesuffix('</p>')}{back}</p>" if html.endswith("</p>") else f"{html}<p>{back}</p>"
        return f'<li id="fn:{name}">{html}</li>'

    def _inline(self, children: Sequence[Token]) -> str:
        if len(children) == 1 and children[0].type == "text":
            return escape(children[0].content, quote=False)
        if sum(child.type == "image" for child in children) > 1 and all(
            child.type in ("image", "softbreak", "hardbreak") or (not child.content.strip() and child.type == "text")
            for child in children
        ):
            return _pictures(children)
        out: list[str] = []
        for at, child in enumerate(children):
            kind = child.type
            if kind in ("text", "text_special"):
                out.append(escape(child.content, quote=False))
            elif kind == "softbreak":
                out.append("" if joins(_before(children, at), _after(children, at)) else "\n")
            elif kind == "hardbreak":
                out.append("<br>\n")
            elif kind == "code_inline":
                out.append(f"<code>{escape(child.content, quote=False)}</code>")
            elif kind == "link_open":
                out.append(f'<a href="{escape(str(child.attrs["href"]))}"{_title(child)}>')
            elif kind == "image":
                out.append(_image(child))
            elif kind == "html_inline":
                out.append(child.content)
            elif kind == "footnote_ref":
                out.append(self._reference(child.meta["label"]))
            elif child.tag:
                out.append(f"<{'/' if child.nesting < 0 else ''}{child.tag}>")
        return "".join(out)

    def _reference(self, label: str) -> str:
        count = self._led[label] = self._led.get(label, 0) + 1
        name, nth = escape(label), count if count > 1 else ""
        number = self._numbers[label]
        return f'<sup id="fnref{nth}:{name}"><a class="footnote-ref" href="#fn:{name}">{number}</a></sup>'


def _ordered(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """The first number of a list, and its tag. All 1, or all 0, is how many type a list that is to number itself."""
    level = tokens[at].level
    typed = [token.info for token in _items(tokens, at, level)]
    first = int(typed[0])
    itself = len(typed) > 1 and first < 2 and len(set(typed)) == 1
    bracket = f' class="{_BRACKET}"' if tokens[at].markup == ")" else ""
    start = f' start="{first}"' if first != 1 else ""
    return (-1 if itself else first), f"<ol{start}{bracket}>"


def _items(tokens: Sequence[Token], at: int, level: int) -> list[Token]:
    found = []
    for token in tokens[at + 1 :]:
        if token.level == level and token.nesting < 0:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            found.append(token)
    return found


def _item(token: Token, lists: list[int | None]) -> str:
    box = f"{BOXES[token.meta['checked']]} " if "checked" in token.meta else ""
    kind = ' class="task"' if box else ""
    expected = lists[-1]
    if expected is None or expected < 0:
        return f"<li{kind}>{box}"
    number = int(token.info)
    lists[-1] = number + 1
    return f"<li{kind}>{box}" if number == expected else f'<li value="{number}"{kind}>{box}'


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    own = ""
    if token.attrs:
        style = str(token.attrs.get("style", ""))
        if style.startswith(_ALIGN):
            own = f' align="{style.removeprefix(_ALIGN)}"'
        if "id" in token.attrs:
            own += f' id="{escape(str(token.attrs["id"]))}"'
    return f"<{token.tag}{own}>"


def _title(token: Token) -> str:
    return f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""


def _pictures(children: Sequence[Token]) -> str:
    """Pictures and nothing else: a paragraph for each line of them."""
    lines: list[list[str]] = [[]]
    for child in children:
        if child.type == "image":
            lines[-1].append(_image(child))
        elif child.type in ("softbreak", "hardbreak"):
            lines.append([])
    return "</p><p>".join(" ".join(line) for line in lines if line)


def _image(token: Token) -> str:
    return f'<img src="{escape(str(token.attrs["src"]))}" alt="{escape(said(token.children or ()))}"{_title(token)}>'


def said(children: Sequence[Token]) -> str:
    """The words of tokens, without their markup."""
    words = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        said(child.children or ())
        if child.type == "image"
        else ""
        if child.type == "html_inline"
        else words.get(child.type, child.content)
        for child in children
    )


def _near(children: Sequence[Token], at: Callable[[str], str]) -> str:
    return next((found for child in children if child.type != "html_inline" and (found := at(child.content))), "")


def _before(children: Sequence[Token], at: int) -> str:
    return _near(children[at - 1 :: -1], lambda content: content[-12:]) if at else ""


def _after(children: Sequence[Token], at: int) -> str:
    return _near(children[at + 1 :], lambda content: content[:12])
