"""``python -m xieshou``: the command, where it is not installed."""

from __future__ import annotations

from xieshou.cli.main import main

if __name__ == "__main__":
    main(prog_name="xieshou")
