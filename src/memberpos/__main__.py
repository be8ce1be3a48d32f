"""`python -m memberpos`."""

from __future__ import annotations

import sys

from memberpos.cli import main

if __name__ == "__main__":
    sys.exit(main())
