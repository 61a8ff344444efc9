"""The command ``xieshou``."""
