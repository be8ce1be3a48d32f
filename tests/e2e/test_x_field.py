"""Real X keys as they come before any input method: each is seen, with the text that Qt makes of it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from tests.e2e.test_x_keys import LIMIT_S
from tests.e2e.test_x_keys import display as display  # noqa: PLC0414 - a fixture

pytestmark = [pytest.mark.foreign("Xvfb", "xdotool"), pytest.mark.timeout(120)]
TYPED = "aB1-;:?%\\/~ Z.0"


def test_every_key_is_seen_before_and_after(display: str) -> None:
    """Typed at a person's speed, so nothing of it is a scan on however slow a machine."""
    environ = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.x_field"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ,
        text=True,
    ) as field:  # fmt: skip
        assert field.stdin is not None
        assert field.stdout is not None
        said: list[dict[str, Any]] = []
        for line in field.stdout:
            said.append(json.loads(line))
            if said[-1] == {"ready": True}:
                subprocess.run(["xdotool", "type", "--delay", "130", TYPED], env=environ, check=True, timeout=LIMIT_S)
            if said[-1] == {"text": TYPED}:
                break
        field.stdin.close()
        assert field.wait(LIMIT_S) == 0
    keys = [each["key"] for each in said if "key" in each]
    assert "".join(key for key in keys if len(key) == 1) == TYPED
    assert not [each for each in said if "reading" in each]
