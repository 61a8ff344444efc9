"""Xieshou: Markdown stories and YAML records in, a bilingual static site out.

The stages, in the order data flows; each imports only from those before it:
problems, store, project, content, language, checks, pictures, views, render, outputs, publish, site,
and last the two doors, mkdocs_adapter and cli.
"""

__version__ = "0.1.0"
