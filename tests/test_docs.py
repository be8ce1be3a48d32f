"""What the documents show works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memberpos.cli import main
from memberpos.commands.rehearsal.actions import ACTIONS
from memberpos.services.presets import TRADES

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


@pytest.mark.parametrize("trade", TRADES)
def test_the_preset_of_a_trade_in_use(trade: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(DOCS / "examples" / f"{trade}.jsonl")]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    refused = [at for at, answer in enumerate(answers) if not answer["ok"]]
    assert len(answers) >= 10
    assert all(answers[at + 1]["ok"] and answers[at + 1] == {"line": at + 2, "ok": True} for at in refused)


def test_every_example_is_of_a_trade_or_of_all_actions() -> None:
    assert {file.stem for file in (DOCS / "examples").iterdir()} == {*TRADES, "actions"}
