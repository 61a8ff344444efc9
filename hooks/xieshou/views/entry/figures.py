"""Figures as any page shows them: pictures with their derivatives, charts with the table behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlsplit

from xieshou.content.entries import Entry
from xieshou.content.kinds.figure import CAPTION_ONLY, Chart, Figure
from xieshou.content.kinds.indicator import Indicator, Observation
from xieshou.content.schema.edtf import Date
from xieshou.content.schema.notation.units import axis
from xieshou.content.schema.readings import PARTS_OF_A_WHOLE, fitting
from xieshou.pictures.derive import TYPES, formats
from xieshou.pictures.inspect import Picture
from xieshou.views.entry.downloads import film
from xieshou.views.shared.context import PageContext
from xieshou.views.shared.figure_models import LOOKED_FOR, ChartModel, Derived, FigureModel, Mark, PictureModel, Size
from xieshou.views.shared.models import BASE, LocalizedText

Point = tuple[Date, str, Observation, Indicator]
"""A reading to draw, and its label."""


def draw(context: PageContext, entry: Entry) -> FigureModel:
    """The figure ``entry`` as the page shows it."""
    figure = entry.facts
    assert isinstance(figure, Figure)
    caption, alt = context.words(figure.caption), context.words(figure.alt)
    assert caption is not None
    assert alt is not None
    return FigureModel(
        item=context.item(f"figure/{entry.slug}"),
        type=figure.type,
        caption=caption,
        credit=context.words(figure.credit),
        date=context.when(figure.date) if figure.date else None,
        rights=context.words(figure.rights),
        picture=_picture(
            context, figure.image.shown(context.language) if figure.image else "", alt, figure.focus or ""
        ),
        chart=_chart(context, figure.chart) if figure.chart else None,
        summary=context.words(figure.summary),
        film=film(context, entry) if figure.media else None,
        elsewhere=(figure.web, urlsplit(figure.web).netloc) if figure.web else None,
        looked_for=context.at(f"{Figure.address}/#{LOOKED_FOR}") if figure.type == CAPTION_ONLY else "",
    )


def series(context: PageContext, indicator: Indicator) -> ChartModel | None:
    """A chart of an indicator's own readings; None where there are fewer than two periods to compare."""
    readings = sorted(indicator.observations, key=lambda one: one.period.order)
    if len(_preferred(indicator)) < 2 or not comparable(readings):
        return None
    name = context.words(indicator.name)
    whole = _bars(context, [(one.period, context.when(one.period).text, one, indicator) for one in readings], name, "")
    periods: dict[str, list[Mark]] = {}
    for one, mark in zip(readings, whole.marks, strict=True):
        periods.setdefault(one.period.edtf, []).append(mark)
    return replace(whole, marks=tuple(map(_ranged, periods.values())))


def _ranged(marks: list[Mark]) -> Mark:
    """One mark of a period's readings: where they differ, from the smallest to the largest, and what each says."""
    most, least = max(marks, key=lambda one: one.share), min(marks, key=lambda one: one.share)
    if most.share == least.share:
        return marks[0]
    said = dict.fromkeys(one.value for one in sorted(marks, key=lambda one: one.share))
    return replace(most, value=" / ".join(said), low=least.share)


def comparable(readings: list[Observation]) -> bool:
    """Whether readings can share an axis: all in one unit (家 and 户 both count enterprises)."""
    return len({axis(one.value.unit) for one in readings}) == 1 and all(one.value.upper is None for one in readings)


def _picture(context: PageContext, image: str, alt: LocalizedText, focus: str) -> PictureModel:
    picture = context.picture(image) if image else None
    return PictureModel(alt) if picture is None else picture_model(picture, alt, focus)


def picture_model(picture: Picture, alt: LocalizedText, focus: str = "") -> PictureModel:
    """A picture and the files made of it."""
    if picture.form == "vector":
        source = f"{BASE}{picture.stem}.svg"
        size = Size("SVG", picture.width, picture.height, source)
        return PictureModel(alt, source, picture.width, picture.height, (), source, (size,), focus)
    last = formats(picture)[-1]
    sizes = tuple(
        Size(
            suffix.upper(),
            width,
            round(picture.height * width / picture.width),
            f"{BASE}{picture.stem}-{width}.{suffix}",
        )
        for suffix in reversed(formats(picture))
        for width in picture.widths
    )

    def srcset(suffix: str) -> str:
        return ", ".join(f"{BASE}{picture.stem}-{width}.{suffix} {width}w" for width in picture.widths)

    return PictureModel(
        alt,
        f"{BASE}{picture.stem}-{picture.widths[min(1, len(picture.widths) - 1)]}.{last}",
        picture.width,
        picture.height,
        tuple(Derived(TYPES[suffix], srcset(suffix)) for suffix in formats(picture)),
        f"{BASE}{picture.stem}-{picture.widths[-1]}.{last}",
        sizes,
        focus,
    )


def _chart(context: PageContext, chart: Chart) -> ChartModel | None:
    if chart.groups:
        return _grouped(context, chart)
    points, known = _points(context, chart, chart.indicators)
    if not points or not comparable([one for _, _, one, _ in points]):
        return None
    title = context.words(points[0][3].name) if len(known) == 1 else None
    return _bars(context, points, title, _period(context, chart), chart.form)


def _grouped(context: PageContext, chart: Chart) -> ChartModel | None:
    """A chart of groups. Bars of a stacked chart share one scale; each of several small charts has its own."""
    groups: list[tuple[LocalizedText, list[Point]]] = []
    for group in chart.groups:
        points, _ = _points(context, chart, group.indicators)
        name = context.words(group.name)
        if points and name and comparable([one for _, _, one, _ in points]):
            groups.append((name, points))
    stacked = chart.form == "stacked"
    if not groups or (stacked and not comparable([one for _, points in groups for _, _, one, _ in points])):
        return None
    totals = [sum((abs(one.value.value) for _, _, one, _ in points), Decimal(0)) for _, points in groups]
    whole = max(totals) if stacked else None
    panels = tuple(_bars(context, points, name, "", "share" if stacked else "bar", whole) for name, points in groups)
    return ChartModel(chart.form, (), "", _period(context, chart), panels)


def _period(context: PageContext, chart: Chart) -> str:
    return context.when(chart.period).text if chart.period else ""


def _points(context: PageContext, chart: Chart, slugs: tuple[str, ...]) -> tuple[list[Point], list[str]]:
    """The readings of indicators, labelled; and those of the indicators that are published."""
    known = [f"indicator/{slug}" for slug in slugs if context.known(f"indicator/{slug}")]
    points: list[Point] = []
    for id_ in known:
        indicator = context.entry(id_).facts
        assert isinstance(indicator, Indicator)
        readings = _preferred(indicator)
        if chart.period:
            parts = chart.form in PARTS_OF_A_WHOLE
            said = readings if parts else [*indicator.observations]
            readings = [said[at] for at in fitting([one.period.edtf for one in said], chart.period.edtf)]
        several = len(slugs) > 1 or bool(chart.groups)
        for one in readings:
            name, when = context.words(indicator.name), context.when(one.period).text
            assert name
            label = when if not several else name.text if chart.period else " · ".join((name.text, when))
            if sum(other.period == one.period for other in readings) > 1:  # sources differ: say which says what
                label = " · ".join([label, *(proof.source.title for proof in context.proofs(one.sources[:1]))])
            points.append((one.period, label, one, indicator))
    return points, known


def _bars(
    context: PageContext,
    points: list[Point],
    title: LocalizedText | None,
    period: str,
    form: str = "bar",
    whole: Decimal | None = None,
) -> ChartModel:
    """A chart of points. ``whole`` is what parts are measured by; their sum, unless said."""
    values = [one.value.value for _, _, one, _ in points]
    largest, total = max(map(abs, values)) or Decimal(1), whole or sum(values) or Decimal(1)
    marks = tuple(
        Mark(
            label,
            context.amount(one.value, indicator.noun(context.language)).text,
            int(one.value.value / largest * 1000),
            int(one.value.value / total * 1000),
        )
        for _, label, one, indicator in points
    )
    if title:
        return ChartModel(form, marks, title.text, period)
    marks, start, end = _said_once(marks)
    return ChartModel(form, marks, start, period or end)


_TO_COLON = re.compile(r"[^:：]+(?:：|: )")


def _said_once(marks: tuple[Mark, ...]) -> tuple[tuple[Mark, ...], str, str]:
    """Marks without what all their labels begin with, up to a colon, and end in, from a dot; and these two."""
    if len(marks) < 2:
        return marks, "", ""
    labels = [mark.label for mark in marks]
    found = _TO_COLON.match(labels[0])
    start = found[0] if found and all(label.startswith(found[0]) for label in labels) else ""
    _, dot, last = labels[0].rpartition(" · ")
    end = dot + last if dot and all(label.endswith(dot + last) for label in labels) else ""
    shown = [label[len(start) : len(label) - len(end)] for label in labels]
    if not all(shown):
        return marks, "", ""
    marks = tuple(replace(mark, label=label) for mark, label in zip(marks, shown, strict=True))
    return marks, start.rstrip("：: "), last if end else ""


def _preferred(indicator: Indicator) -> list[Observation]:
    """One reading a period where one is preferred or stands alone; all where readings differ and none is."""
    chosen: list[Observation] = []
    for one in sorted(indicator.observations, key=lambda one: one.period.order):
        rivals = [other for other in indicator.observations if other.period.edtf == one.period.edtf]
        if one.preferred or not any(other.preferred for other in rivals):
            chosen.append(one)
    return chosen
