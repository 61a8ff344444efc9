"""What lies beside the hand-written pages: their problems, the pictures they show, the documents they link to.

In: what is known of a site. Out: the same with what its hand-written pages bring; the pictures to be made for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xieshou.attachments.forms import form_of
from xieshou.attachments.inspect import inspect_files_beside
from xieshou.build.doc_checks import DocChecks, attachments_of, listed_pictures, pictures_of
from xieshou.build.prepared import Prepared
from xieshou.pictures.derive import Derivative, as_named, derivatives
from xieshou.pictures.inspect import inspect_beside


def with_docs(prepared: Prepared) -> Prepared:
    """What is known of a site, with its hand-written pages: their problems, and the pictures they show."""
    context, docs = prepared.context, prepared.context.docs
    prepared.problems.add(docs.problems)
    with context.timings.stage("docs"):
        listed = listed_pictures(docs)
        names = pictures_of(docs.pages, docs) | listed
        pictures, faults = inspect_beside(context.setup.project, names, context.store, context.pool)
        pages = {uri for uri in attachments_of(docs.pages, docs) if form_of(uri) == "pdf"}
        files, wrong = inspect_files_beside(context.setup.project, pages, context.store)
        checks = DocChecks(docs, context.setup.project, context.now, {**faults, **wrong})
        prepared.problems.add(checks.alone({*prepared.plan.paths, *prepared.plan.attached} if prepared.plan else ()))
        if docs.refers and prepared.catalog is not None:
            ids = prepared.page_ids()
            prepared.problems.add(checks.across(ids.catalog, ids.of, prepared.invalid))
    shown = pictures_of(docs.shown(context.now, bool(context.setup.preview)), docs) | listed
    found = {name: picture for name, picture in pictures.items() if name in shown}
    plan = None if prepared.problems.errors else prepared.plan
    return replace(prepared, plan=plan, doc_pictures=found, doc_files=files)


def beside(prepared: Prepared) -> Iterator[Derivative]:
    """What is made of the pictures beside hand-written pages: for those that show them, and under their own names."""
    docs, found = prepared.context.docs, prepared.doc_pictures
    used = pictures_of(docs.shown(prepared.context.now, bool(prepared.context.setup.preview)), docs)
    yield from derivatives({name: picture for name, picture in found.items() if name in used})
    for name in sorted(listed_pictures(docs)):
        if made := as_named(found[name], name):
            yield made
