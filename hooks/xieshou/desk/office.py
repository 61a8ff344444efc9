"""What every page of the desk works with, and how one is answered.

In: requests that the guard has let through. Out: answers, made in threads of their own: the engine takes its time, and
nobody else waits for it. A change is taken only with the token that our own pages send.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from xieshou.content.kinds import KINDS
from xieshou.content.schema.types.slug import SLUG
from xieshou.content.site_file import SITE_CHOICES
from xieshou.core.problems import Problem, message
from xieshou.core.project import FRONT, ProjectPaths
from xieshou.desk.access import Access
from xieshou.desk.drawer import Drawer, OutsideError
from xieshou.desk.engine import DeskEngine, Snapshot
from xieshou.desk.fields import Asking
from xieshou.desk.saving import Desk
from xieshou.desk.typed_lines import Unspliceable
from xieshou.desk.words import DeskWords

FOLDER = FRONT / "desk"
_MOST_FIELDS, _MOST_FILES, _PART = 20_000, 40, 2_000_000
_SPOKEN = "desk-lang"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a publishing ended: whether the site was published, and what is said of it."""

    done: bool
    told: tuple[str, ...] = ()


class PreviewFault(Exception):
    """What stands round pages can't be made."""


@dataclass(frozen=True, slots=True)
class Office:
    """The desk of one project. ``publish`` makes the site anew and exchanges it; ``frames`` what stands round pages;
    ``compare`` tells where the languages of the site were last found to differ, and has it found out anew when the
    number that it is given is another.
    """

    project: ProjectPaths
    engine: DeskEngine
    drawer: Drawer
    access: Access
    words: Mapping[str, DeskWords]
    language: str
    publish: Callable[[], Outcome]
    compare: Callable[[int], Sequence[Mapping[str, Any]]]
    frames: Callable[[], bytes]
    templates: Environment
    site: Path
    """Where the published site is."""

    def desk(self, snapshot: Snapshot) -> Desk:
        """Where files are."""
        return Desk(self.project.root, self.drawer, self.languages(snapshot))

    def languages(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The languages of the site."""
        return snapshot.site.languages if snapshot.site else self.project.label_languages

    def asking(self, snapshot: Snapshot, words: DeskWords, kind: str, file: str = "", language: str = "") -> Asking:
        """What forms of ``kind`` are made with."""
        names = {id_: title_of(unit.titles, words.language) for id_, unit in snapshot.originals.items()}
        choices: dict[str, tuple[tuple[str, str], ...]] = {}
        if snapshot.site:
            for name, listed in zip(SITE_CHOICES, (snapshot.site.sides, snapshot.site.programmes), strict=True):
                choices[name] = tuple((one.slug, one.name.shown(words.language)[0]) for one in listed)
        return Asking(kind, self.languages(snapshot), words, names, choices, file, language)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the desk, what was sent, and the words to answer in."""

    office: Office
    request: Request
    words: DeskWords
    form: tuple[tuple[str, str], ...] = ()
    files: tuple[UploadFile, ...] = ()

    def sent(self, name: str) -> str:
        """What was sent under a name; empty where nothing was."""
        return next((value for own, value in self.form if own == name), "")

    def asked(self, name: str) -> str:
        """What the address asks under a name."""
        return self.request.query_params.get(name, "")

    @property
    def entered(self) -> bool:
        """Whether whoever asks may have what changes are sent with."""
        access = self.office.access
        return access.is_in(self.request.cookies.get(access.cookie, ""))

    def page(self, template: str, status: int = 200, **given: Any) -> Response:
        """A page made of a template."""
        office = self.office
        text = office.templates.get_template(template).render(
            words=self.words, token=office.access.token if self.entered else "", person=office.drawer.person,
            spoken=tuple(office.words), here=self.request.url.path, told=self.asked("told"), **given,
        )  # fmt: skip
        return HTMLResponse(text, status)

    def told(self, code: str, status: int = 400, **details: object) -> Response:
        """A page that says one thing."""
        return self.page("told.html", status, said=self.words(f"told.{code}", **details))

    def said(self, problem: Problem | Mapping[str, str]) -> dict[str, str]:
        """A problem in words; one that is in words already, as it is."""
        if not isinstance(problem, Problem):
            return dict(problem)
        sentence, hint = message(problem, self.words.labels.problems)
        return {
            "severity": problem.severity.value,
            "message": sentence,
            "hint": hint,
            "code": problem.code,
            "field": problem.field,
        }

    def of_kind(self) -> str:
        """The kind that the address names. Raises ``OutsideError``."""
        kind = str(self.request.path_params["kind"])
        if kind not in KINDS:
            raise OutsideError(kind)
        return kind

    def of_slug(self) -> str:
        """The slug that the address names. Raises ``OutsideError``."""
        slug = str(self.request.path_params["slug"])
        if not SLUG.fullmatch(slug):
            raise OutsideError(slug)
        return slug


def title_of(titles: tuple[tuple[str, str], ...], language: str) -> str:
    """A title in ``language``, or the first there is."""
    known = dict(titles)
    return known.get(language) or next(iter(known.values()), "")


def go(address: str) -> Response:
    """The answer that leads on."""
    return RedirectResponse(address, 303)


def templates() -> Environment:
    """The desk's templates: what they put out is escaped, and what they name must be there."""
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


Answer = Callable[[Visit], Response]


def answered(office: Office, answer: Answer) -> Callable[[Request], Any]:
    """``answer`` as Starlette calls it."""

    async def endpoint(request: Request) -> Response:
        words = office.words[_language(office, request)]
        visit = Visit(office, request, words)
        if request.method == "POST":
            try:
                form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_PART)
            except ClientDisconnect:  # the guard takes no more of it
                return PlainTextResponse("", 413)
            pairs = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
            files = tuple(value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename)
            visit = Visit(office, request, words, pairs, files)
            if not office.access.is_ours(visit.sent("token")):
                return visit.told("token", 403)
        return await run_in_threadpool(_safely, answer, visit)

    return endpoint


def _safely(answer: Answer, visit: Visit) -> Response:
    try:
        return answer(visit)
    except OutsideError:
        return visit.told("nowhere", 404)
    except PreviewFault as fault:
        return visit.told("preview", 409, why=fault)
    except Unspliceable as error:
        return visit.told(f"refused.{error.code}", 409)


def _language(office: Office, request: Request) -> str:
    """The language that was chosen, else the first that the browser's owner reads, else that of the command line."""
    asked = request.query_params.get("lang") or request.cookies.get(_SPOKEN, "")
    reads = request.headers.get("accept-language", "").split(",")
    wanted = (asked, *(one.strip().partition(";")[0].partition("-")[0].lower() for one in reads))
    return next((one for one in wanted if one in office.words), office.language)


def remember_language(response: Response, language: str) -> Response:
    """Have the browser remember which language the desk speaks."""
    response.set_cookie(_SPOKEN, language, max_age=31_536_000, path="/desk/", samesite="strict", httponly=True)
    return response
