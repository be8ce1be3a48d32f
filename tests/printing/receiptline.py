"""receiptline, another maker's encoder of receipts: its packages from npm, kept in the tests' cache."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import not_run

ROOT = Path(__file__).parents[2]
WANTED = ROOT / "tests" / "data" / "receiptline"
LIMIT_S = 300


def install(folder: Path) -> Path:
    """A folder whose `node_modules` has receiptline, as its lock file says; CalledProcessError when it cannot be had."""
    files = [WANTED / name for name in ("package.json", "package-lock.json")]
    made = folder / sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    if not (made / "done").is_file():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        for file in files:
            shutil.copy(file, made)
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
        subprocess.run(["npm", "ci", *options], cwd=made, check=True, capture_output=True, timeout=LIMIT_S)
        (made / "done").touch()
    return made


def installed(cache: pytest.Cache) -> Path:
    """The same for a test."""
    try:
        return install(cache.mkdir("receiptline"))
    except subprocess.SubprocessError as error:
        not_run(f"the packages of receiptline: {error}")


def run(folder: Path, script: Path, *words: str, stdin: str = "") -> str:
    """What a script says that finds receiptline in `folder`."""
    done = subprocess.run(
        ["node", str(script), *words], cwd=folder, input=stdin, capture_output=True, check=False, timeout=LIMIT_S,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
