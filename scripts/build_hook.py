"""Run by hatchling before a wheel is made: the translations are compiled, so that an installed till speaks Chinese."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """`make setup` has compiled them already; a `pip install .` of a fresh clone has not."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Also for editable installs, which use the files where they are."""
        subprocess.run([sys.executable, str(Path(self.root) / "scripts" / "build_i18n.py")], check=True)
