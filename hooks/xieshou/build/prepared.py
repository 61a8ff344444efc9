"""What stands between checking and rendering: a site that is sound and planned, and nothing of it written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from xieshou.attachments.inspect import Attachments
from xieshou.build.context import BuildContext
from xieshou.build.left_out import LeftOut
from xieshou.content.catalog import Catalog
from xieshou.content.paths import Named
from xieshou.content.schema.types.date import day_at
from xieshou.core.acceptance import Acceptance, sift
from xieshou.core.problems import Problem, Problems
from xieshou.pictures.inspect import Pictures
from xieshou.plan.cache import CachedPlan
from xieshou.plan.pages import Plan
from xieshou.views.entry.page_ids import PageIds


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of a site before anything of it is written: every problem, and where it has no error its plan.

    ``catalog`` is made when something asks for it: where the content has the shape it had at the last build, nothing
    may. It is None where ``site.yml`` has errors. ``invalid`` are the entries whose files have errors, ``root`` the
    files that are published as they are. ``accepted`` are the warnings that people let stand, which are not among the
    problems; ``left`` the acceptances without a warning.
    """

    context: BuildContext
    problems: Problems
    pictures: Pictures
    plan: CachedPlan | None
    catalog: Callable[[], Catalog] | None
    invalid: frozenset[Named]
    attachments: Attachments = field(default_factory=dict)
    """The files that entries name, to be published as they are but for their metadata."""
    doc_pictures: Pictures = field(default_factory=dict)
    """Those that lie with the hand-written pages, which show them, or which the settings name."""
    doc_files: Attachments = field(default_factory=dict)
    """Documents beside the hand-written pages, which link to them."""
    root: Mapping[str, bytes] = field(default_factory=dict)
    accepted: tuple[tuple[Problem, Acceptance], ...] = ()
    left: tuple[Acceptance, ...] = ()
    left_out: LeftOut | None = None
    """In a serve session, the files whose errors the site is shown in spite of: then there are errors, and a plan."""

    def telling(self, more: Iterable[Problem]) -> Prepared:
        """The same with more problems to tell, those aside that are accepted."""
        root, day = self.context.setup.project.root, day_at(self.context.now)
        sifted = sift([*self.problems, *more], self.left, root, day)
        return replace(
            self, problems=Problems(sifted.told), accepted=(*self.accepted, *sifted.accepted), left=sifted.left
        )

    def linkable(self) -> Plan:
        """What links are resolved by. Not to be asked for where ``site.yml`` has errors."""
        assert self.catalog is not None
        assert self.context.read.site is not None
        return Plan(self.catalog(), self.context.read.site, self.context.doc_names, left_out=self.missing)

    @property
    def lists(self) -> frozenset[str]:
        """The addresses that tabs may lead to; none where errors leave no plan, and so nobody knows."""
        return self.plan.lists if self.plan else frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        """What a preview does without (``Plan.left_out``)."""
        return self.left_out.entries if self.left_out else ()

    def page_ids(self) -> PageIds:
        """What links to parts of pages are resolved by; as ``linkable``, and while the build is not over."""
        assert self.catalog is not None
        return PageIds(self.catalog(), self.context.store)
