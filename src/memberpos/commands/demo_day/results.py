"""What the day left: papers, figures, and the proof that books and headquarters agree."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from memberpos.commands.demo_day.headquarters import memberpos
from memberpos.commands.demo_day.members import NEW_PHONE
from memberpos.commands.demo_day.stage import Stage, json_lines
from memberpos.ui.hand import LostError


def write(stage: Stage, seed: int) -> bool:
    """Writes everything but the pictures; True when the books agree and headquarters has each event once."""
    folder = stage.record.folder
    (folder / "day.jsonl").write_text(json_lines(stage.record.lines), encoding="utf-8")
    books = folder / "shop" / "evening.db"
    stage.till.copy_books(books)
    z, balances = _figures(books, [member.phone for member in stage.shop.members] + [NEW_PHONE])
    summary = {
        "seed": seed,
        "screens": stage.record.screens,
        "receipts": _papers(stage),
        "reports": stage.record.reports,
        "z": z,
        "balances": balances,
        "hq": _compared(stage.till.journal(), stage.hq.events()),
        "verify": json.loads(memberpos("verify", "--json", "--home", str(stage.till.home.folder)).stdout),
    }
    text = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    (folder / "summary.json").write_text(text, encoding="utf-8")
    hq = summary["hq"]
    return bool(summary["verify"]["ok"] and hq["events"] and not hq["duplicates"] and not hq["differences"])


def _papers(stage: Stage) -> list[str]:
    """The bytes as the printer got them, the text it showed, and a picture of each paper."""
    folder, names = stage.record.folder / "receipts", []
    papers, sheets = stage.till.papers(), stage.bench.receipts()
    if len(papers) != len(sheets):
        raise LostError(f"{len(papers)} papers were sent and {len(sheets)} printed")
    for at, (paper, sheet, text) in enumerate(zip(papers, sheets, stage.bench.transcripts(), strict=True), 1):
        name = f"{at:02d}-{paper.kind}"
        (folder / f"{name}.bin").write_bytes(sheet)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.png").write_bytes(paper.png)
        names.append(f"receipts/{name}")
    return names


def _figures(books: Path, phones: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The Z and everybody's balances, asked of a copy of the books by `memberpos rehearse`."""
    asked = [{"do": "report.z"}, *({"do": "balance", "member": phone} for phone in phones)]
    script = books.with_suffix(".jsonl")
    script.write_text(json_lines(asked), encoding="utf-8")
    said = memberpos("rehearse", str(script), "--db", str(books))
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    if len(answers) != len(asked) or not all(answer.pop("ok") for answer in answers):
        raise LostError(f"the books do not answer: {said.stdout[-300:]} {said.stderr[-300:]}")
    for answer in answers:
        del answer["line"]
    return answers[0], dict(zip(phones, answers[1:], strict=True))


def _compared(own: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> dict[str, int]:
    """Events headquarters holds, how many of them twice, and how many are not as the till made them."""
    held = [{key: event[key] for key in ("seq", "event", "kind", "hash")} for event in theirs]
    ids = Counter(event["event"] for event in held)
    different = sum(mine != their for mine, their in zip(own, held, strict=False)) + abs(len(own) - len(held))
    return {"events": len(held), "duplicates": sum(n - 1 for n in ids.values()), "differences": different}
