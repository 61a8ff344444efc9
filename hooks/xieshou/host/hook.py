"""The events of MkDocs by name, for the hook of a site that has the program installed: ``from … import *``."""

from __future__ import annotations

import gc

gc.disable()  # what is imported stays: looking for garbage among it takes a fifth of the time
from xieshou.core.utf8 import start_in_utf8  # noqa: E402

start_in_utf8("mkdocs")  # before anything is begun: under some settings Chinese names could not be found

from xieshou.host.mkdocs import Adapter  # noqa: E402

gc.enable()

_adapter = Adapter()  # MkDocs loads a hook once and fires its events for every build of a serve session

on_startup = _adapter.startup
on_config = _adapter.config
on_files = _adapter.files
on_page_read_source = _adapter.page_read_source
on_page_content = _adapter.page_content
on_env = _adapter.env
on_page_context = _adapter.page_context
on_post_page = _adapter.post_page
on_post_build = _adapter.post_build
on_build_error = _adapter.build_error
on_serve = _adapter.serve
on_shutdown = _adapter.shutdown
