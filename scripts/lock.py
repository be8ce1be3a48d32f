"""Write `requirements.lock`: every package of every extra for all systems, with hashes and without addresses.

Run it by `make lock`, which installs uv for it. Packages keep their locked versions unless `--upgrade` is given.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--override=scripts/lock-overrides.txt",
    "--all-extras", "--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet", "--output-file=requirements.lock",
)  # fmt: skip

if __name__ == "__main__":
    uv = Path(sys.executable).with_name("uv")
    sys.exit(subprocess.call([str(uv), "pip", "compile", "pyproject.toml", *OPTIONS, *sys.argv[1:]], cwd=ROOT))
