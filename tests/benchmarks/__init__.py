"""Xieshou and its peers, measured on the same made-up archive."""
