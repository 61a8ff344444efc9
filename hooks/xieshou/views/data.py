"""The page of the open data: which files there are, and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from xieshou.content.kinds import KINDS
from xieshou.content.kinds.article import Article
from xieshou.content.schema.introspect import data_fields, shapes
from xieshou.content.site_file import SITE_CHOICES
from xieshou.content.tabular import columns_of
from xieshou.plan.navigation import DATA
from xieshou.plan.pages import Page, Plan, options
from xieshou.plan.site_values import site_key
from xieshou.plan.tables import OF_LISTS, TAIL, story_fields, tables
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.listing import Column, Dataset, Download
from xieshou.views.shared.models import BASE, Link
from xieshou.views.shared.page_models import DataModel

SITE_DEPS = ("licence", *map(site_key, SITE_CHOICES))
"""The licence, and the values of the site's own choices."""
_TYPES = {"csv": "text/csv", "json": "application/json"}


def plan(plan: Plan) -> Iterator[Page]:
    """The page in each language."""
    listed = tuple((file.kind, file.part, file.name) for file in tables(plan))
    names = plan.everywhere(TAIL)
    for language, address in names:
        yield Page(address, language, DATA, "data", "", (), (), options({"files": listed}), names, SITE_DEPS)


def model(context: PageContext) -> DataModel:
    """What the page shows."""
    labels = context.labels
    datasets = []
    for (kind, part), found in groupby(context.page.option("files"), key=lambda one: one[:2]):
        many = labels(f"kinds.{kind}.many")
        stems = [name for _, _, name in found]
        datasets.append(
            Dataset(
                name=KINDS[kind].folder + (f"-{part}" if part else ""),
                title=labels.field(kind, part) if part else many,
                lead=labels("data.parts", kind=many) if part else labels(f"kinds.{kind}.lead"),
                part=bool(part),
                files=tuple(_downloads(stems, ("csv",) if part else ("csv", "json"))),
                columns=tuple(_columns(context, kind, part)),
            )
        )
    return DataModel(
        title=labels("data.title"),
        description=labels("data.lead"),
        language=context.language,
        trail=(Link(labels("ui.home"), context.at("")),),
        kind="data",
        lead=labels("data.lead"),
        licence=context.words(context.site("licence")),
        datasets=tuple(datasets),
    )


def _downloads(stems: list[str], suffixes: tuple[str, ...]) -> Iterator[Download]:
    for stem in stems:
        for suffix in suffixes:
            yield Download(f"{stem}.{suffix}", f"{BASE}{TAIL}{stem}.{suffix}", _TYPES[suffix])


def _columns(context: PageContext, kind: str, part: str) -> Iterator[Column]:
    labels, cls = context.labels, KINDS[kind]
    codes = "_".join(context.languages)
    yield Column("slug", labels("data.slug"), labels("data.forms.slug"))
    if part:
        yield Column("number", labels("data.number"), labels("data.forms.number"))
        model = shapes(cls)[part].model
        assert model is not None
        cls_columns = columns_of(data_fields(model), lists=True)
    else:
        yield Column(f"url_{codes}", labels("data.url"), labels("data.forms.url"))
        cls_columns = columns_of(data_fields(cls))
        if cls is Article:
            for name in ("title", "summary"):
                yield Column(f"{name}_{codes}", labels.field(kind, name), labels("data.forms.text"))
            known = tuple(field for field in data_fields(cls) if field[0] in OF_LISTS)
            cls_columns = columns_of((*known, *story_fields()), lists=True)
    forms = _Forms(context)
    for path, shape in cls_columns:
        *above, name = path
        said = " · ".join([*(labels.field(kind, step) for step in above), labels.field(kind, name)])
        form = shape.type.described(name, forms)
        for end in shape.type.columns((codes,))[:1]:  # one line for the columns of all languages, and of all parts
            yield Column(".".join(path) + end, said, labels("data.forms.many", form=form) if shape.many else form)
    if not part:
        yield Column("links", labels("data.links"), labels("data.forms.links"))


@dataclass(frozen=True, slots=True)
class _Forms:
    """What values look like, in the words of a page."""

    context: PageContext

    def named(self, form: str) -> str:
        return self.context.labels(f"data.forms.{form}")

    def entry(self, kind: str) -> str:
        return self.context.labels("data.forms.entry", kind=self.context.labels(f"kinds.{kind}.one"))

    def choice(self, field: str, values: Sequence[str]) -> str:
        said = (f"{value} ({self.context.choice(field, value).text})" for value in values)
        return self.context.labels("data.forms.choice", choices=self.context.labels("ui.comma").join(said))

    def site_choice(self, name: str) -> str:
        return self.choice(name, tuple(named.slug for named in self.context.site(site_key(name))))
