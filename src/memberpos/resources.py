"""Where the files that ship with the program are."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a shipped file: in a frozen build, in an installed wheel, else in the source tree."""
    package = Path(__file__).parent
    roots = (
        Path(getattr(sys, "_MEIPASS", package)) / "resources",
        package / "resources",
        package.parents[1] / "resources",
    )
    return next((root for root in roots if root.is_dir()), roots[-1]).joinpath(*parts)
