"""What the headless demo day leaves: every state as a picture, papers, reports, and figures that agree."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader
from tests.e2e.conftest import DAY_S, Played, play
from tests.escpos_interpreter.interpreter import interpret

from memberpos.cli import main

pytestmark = pytest.mark.timeout(DAY_S + 60)

#: (screen, state) that there must be, in Chinese on a 1366 × 768 window.
STATES = {
    ("sign-in", "staff"), ("counter", "empty"), ("counter", "member + cart"), ("payment", "mixed payment"),
    ("payment", "change"), ("payment", "receipt preview"), ("counter", "call over a running sale"),
    ("calls", "caller list"), ("recharge", "amount and gift"), ("refund", "one line goes back"),
    ("enrol", "card write"), ("shift", "shift count"), ("end-of-day", "end of day"), ("settings", "shop"),
    ("sign-in", "error wrong PIN"), ("counter", "error unknown card"), ("payment", "error insufficient balance"),
    ("counter", "error printer out of paper"), ("settings", "error headquarters unreachable"),
    ("settings", "error wrong enrolment code"), ("counter", "error full disk"),
}  # fmt: skip
#: Not the same in a rehearsal: it has no headquarters, and ids of its own.
OWN_OF_A_TILL = ("unsent", "last_hash")


def test_the_summary_has_the_keys_of_the_contract(day: Played) -> None:
    assert list(day.summary) == ["seed", "screens", "receipts", "reports", "z", "balances", "hq", "verify"]
    assert day.summary["seed"] == 1
    assert all({"file", "screen", "state", "lang", "width", "height"} <= set(shot) for shot in day.summary["screens"])


def test_every_state_is_there_as_a_picture(day: Played) -> None:
    shown = day.summary["screens"]
    desk = {(s["screen"], s["state"]) for s in shown if (s["lang"], s["width"], s["height"]) == ("zh_CN", 1366, 768)}
    assert STATES - desk == set()
    assert {s["lang"] for s in shown} == {"zh_CN", "zh_TW", "en"}
    assert {s["theme"] for s in shown} == {"light", "dark"}
    assert {(s["width"], s["height"]) for s in shown} == {(1366, 768), (1920, 1080)}


def test_every_picture_shows_something_else(day: Played) -> None:
    seen: dict[bytes, str] = {}
    for shot in day.summary["screens"]:
        with Image.open(day.folder / shot["file"]) as picture:
            assert picture.size == (shot["width"], shot["height"]), shot
            colours = picture.convert("RGB").resize((320, 180)).getcolors(320 * 180)
            assert len(colours) > 20, f"{shot['file']} is empty"
            assert seen.setdefault(picture.tobytes(), shot["file"]) == shot["file"], "the same picture twice"


def test_the_receipts_print_what_was_sold(day: Played) -> None:
    wanted = {
        "sale": ("山茶咖啡·杂货", "小票"),
        "recharge": ("充值", "500.00", "60.00"),
        "refund": ("退款", "蜂蜜 500g"),
        "shift": ("交班", "Z", "-5.00"),
    }
    kinds = [Path(name).name.partition("-")[2] for name in day.summary["receipts"]]
    assert set(kinds) == set(wanted)
    for kind, name in zip(kinds, day.summary["receipts"], strict=True):
        paper = interpret((day.folder / f"{name}.bin").read_bytes())
        assert paper.faults == (), name
        text = "\n".join(paper.texts)
        assert [part for part in wanted[kind] if part not in text] == [], text
        assert _words(text) == _words((day.folder / f"{name}.txt").read_text(encoding="utf-8"))
        with Image.open(day.folder / f"{name}.png") as picture:
            assert min(picture.size) > 200


def test_the_first_receipt_says_how_it_was_paid(day: Played) -> None:
    text = "\n".join(interpret((day.folder / f"{day.summary['receipts'][0]}.bin").read_bytes()).texts)
    wanted = (
        "埃塞俄比亚咖啡豆 250g",
        "金卡",
        "积分抵扣 1,000",
        "抹零",
        "储值",
        "本金",
        "赠金",
        "现金",
        "找零",
        "本次积分",
    )
    assert [part for part in wanted if part not in text] == [], text


def _words(text: str) -> list[str]:
    return text.split()


def test_the_reports_open_and_agree_with_the_z(day: Played) -> None:
    assert day.summary["reports"] == ["reports/end-of-day.xlsx", "reports/end-of-day.pdf"]
    book = openpyxl.load_workbook(day.folder / "reports/end-of-day.xlsx", read_only=True)
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    book.close()
    assert day.summary["z"]["sales_fen"] / 100 in values
    text = "".join(page.extract_text() for page in PdfReader(day.folder / "reports/end-of-day.pdf").pages)
    assert f"{day.summary['z']['sales_fen'] / 100:,.2f}" in text


def test_the_books_are_proved_and_headquarters_has_each_event_once(day: Played) -> None:
    verify, hq = day.summary["verify"], day.summary["hq"]
    assert verify["ok"] is True
    assert verify["differences"] == []
    assert hq == {"events": verify["events"], "duplicates": 0, "differences": 0}


def test_a_rehearsal_of_the_same_day_comes_out_the_same(
    day: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("", ".keys.json", ".key"):
        shutil.copy(day.folder / f"shop/morning.db{ending}", tmp_path / f"morning.db{ending}")
    phones = list(day.summary["balances"])
    asked = [*day.lines(), {"do": "report.z"}, *({"do": "balance", "member": phone} for phone in phones)]
    script = tmp_path / "day.jsonl"
    script.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked), encoding="utf-8")
    assert main(["rehearse", str(script), "--db", str(tmp_path / "morning.db")]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer for answer in answers if not answer["ok"]] == []
    z, *balances = answers[len(day.lines()) :]
    assert _bare(z, OWN_OF_A_TILL) == _bare(day.summary["z"], OWN_OF_A_TILL)
    assert {phone: _bare(told) for phone, told in zip(phones, balances, strict=True)} == day.summary["balances"]


def _bare(answer: dict[str, Any], also: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in ("line", "ok", *also)}


@pytest.mark.soak
def test_the_same_seed_is_the_same_day_and_another_seed_another(day: Played, tmp_path: Path) -> None:
    assert play(tmp_path / "again", 1).summary == day.summary
    other = play(tmp_path / "other", 2).summary
    assert set(other["balances"]) != set(day.summary["balances"])
    assert other["verify"]["ok"] is True
