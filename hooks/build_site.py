"""The MkDocs hook: the events, in the order they fire. What happens at each is in ``xieshou.host.mkdocs``."""

from __future__ import annotations

import gc

gc.disable()  # what is imported stays: looking for garbage among it takes a fifth of the time
# Imported here, at the top: MkDocs has this folder on sys.path only while this file runs.
from xieshou.core.utf8 import start_in_utf8  # noqa: E402

start_in_utf8("mkdocs")  # before anything is begun: under some settings Chinese names could not be found

from xieshou.host.mkdocs import Adapter  # noqa: E402

gc.enable()

_adapter = Adapter()  # MkDocs loads a hook once and fires its events for every build of a serve session

on_startup = _adapter.startup  # build or serve?
on_config = _adapter.config  # where the site lives; MkDocs is pointed at a scratch folder
on_files = _adapter.files  # load -> check -> plan; an error in the content ends the build here
on_page_read_source = _adapter.page_read_source  # nothing: hand-written pages are read with the content
on_page_content = _adapter.page_content  # hand-written pages as our text stage made them
on_env = _adapter.env  # the theme's templates, kept for the frames
on_page_context = _adapter.page_context  # language, navigation and head of hand-written pages
on_post_page = _adapter.post_page  # the theme's known faults repaired, its inline scripts hashed
on_post_build = _adapter.post_build  # render -> publish; last, so that nothing half-made is exchanged
on_build_error = _adapter.build_error  # scratch dropped, lock released; the old site stays
on_serve = _adapter.serve  # what to watch, and the page that shows an error
on_shutdown = _adapter.shutdown  # the spare tree of a serve session goes
