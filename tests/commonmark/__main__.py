"""``python -m tests.commonmark``: see ``tests.commonmark.table``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))  # as for tests, in tests/conftest.py

    from tests.commonmark.table import main

    sys.exit(main())
