"""Xieshou: Markdown stories and YAML records in, a bilingual static site out.

The rooms, in the order data flows; each imports only from those before it: core, content, pictures, language, checks,
plan, views, search, render, outputs, build, desk, cli, host. What the reader's browser gets, and the words, lie in
``front``.
"""

__version__ = "0.3.0"
