"""What the documents show works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memberpos.cli import main
from memberpos.commands.rehearsal.actions import ACTIONS

DOCS = Path(__file__).parents[1] / "docs"


def test_the_example_of_rehearse_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (DOCS / "rehearse.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("    {")]
    file = tmp_path / "example.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert main(["rehearse", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == text.count("\n    {")
    assert all(answer["ok"] for answer in answers)


def test_rehearse_names_every_action() -> None:
    text = (DOCS / "rehearse.md").read_text(encoding="utf-8")
    assert [name for name in ACTIONS if f"`{name}`" not in text] == []
