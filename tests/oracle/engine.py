"""The engine, seen only from its counter: `memberpos rehearse` on a file of lines."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from memberpos.cli import main
from tests.oracle.grammar import ACTIONS


def play(lines: list[str]) -> list[dict[str, Any]]:
    """The answer of each line, in a scratch shop."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        path = Path(folder, "history.jsonl")
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = main(["rehearse", str(path)])
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    if status not in {0, 1} or len(answers) != len(lines):
        raise AssertionError(f"rehearse ended with {status} after {len(answers)} of {len(lines)} lines")
    return answers


@cache
def known_actions() -> frozenset[str]:
    """The actions this engine knows: those it answers otherwise than one that nobody knows."""
    names = sorted(ACTIONS)
    answers = play([json.dumps({"do": name}) for name in [*names, "no.such.action"]])
    unknown = answers[-1]["message"].replace("no.such.action", "")
    given = zip(names, answers[:-1], strict=True)
    return frozenset(name for name, answer in given if answer.get("message", "").replace(name, "") != unknown)
