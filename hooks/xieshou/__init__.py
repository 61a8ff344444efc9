"""Xieshou: Markdown stories and YAML records in, a bilingual static site out.

The stages, in the order data flows; each imports only from those before it:
problems, project, store, workers, content, language, checks, pictures, views, memory, render, outputs, publish,
site (with baker, links and terminal), and last the door, mkdocs_adapter.
"""

__version__ = "0.1.0"
