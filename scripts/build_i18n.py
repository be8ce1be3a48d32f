"""Compile `resources/i18n/*.ts` into the `.qm` files Qt reads, beside them (build output, not in git)."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

I18N = Path(__file__).resolve().parent.parent / "resources" / "i18n"


def lrelease() -> Path:
    """Qt's compiler as it comes with PySide6, looked up without loading Qt."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        sys.exit("PySide6 is not installed; run this through `make setup`")
    return Path(spec.origin).parent / ("lrelease.exe" if os.name == "nt" else "lrelease")


def main() -> int:
    """One `.qm` a `.ts`; the exit status of the first that fails."""
    compiler = str(lrelease())
    for source in sorted(I18N.glob("*.ts")):
        draft, target = source.with_suffix(".qm.new"), source.with_suffix(".qm")
        status = subprocess.call([compiler, "-silent", str(source), "-qm", str(draft)])
        if status:
            return status
        draft.replace(target)  # a program that runs has the old file mapped: never change it under its feet
    return 0


if __name__ == "__main__":
    sys.exit(main())
