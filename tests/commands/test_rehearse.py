from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from memberpos.cli import main
from memberpos.commands.rehearsal.stage import Stage
from memberpos.commands.rehearse import play
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify

DAY: list[dict[str, Any]] = [
    {"do": "settings",
     "set": {"points.rate": "1/1", "tiers": [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 100}]}},
    {"do": "product", "sku": "TEA", "name": "茶", "price_fen": 9990},
    {"do": "member.enrol", "name": "林晓棠", "phone": "13800136021", "as": "lin"},
    {"do": "card.batch", "from": "80000003", "count": 2, "skip_four": True, "want": {"last": "80000005"}},
    {"do": "card.issue", "member": "13800136021", "number": "80000003", "want": {"state": "active"}},
    {"do": "recharge", "member": "lin", "amount_fen": 10000, "bonus_fen": 2000, "pay": "cash", "as": "top"},
    {"do": "sale", "card": "80000003", "lines": [{"sku": "TEA", "qty": 1}],
     "tenders": [{"kind": "stored_value", "fen": "rest"}], "as": "s",
     "want": {"stored_bonus_fen": 2000, "points_earned": 79}},
    {"do": "refund", "sale": "s", "all": True, "want": {"refund_fen": 9990, "points_clawed": 79}},
    {"do": "expect", "member": "lin", "principal_fen": 10000, "bonus_fen": 2000, "points": 0, "tier": "A",
     "points_lots": []},
    {"do": "refund", "sale": "s", "all": True},
    {"do": "expect", "refused": "nothing_to_refund"},
    {"do": "shift.close", "counted": {"cash_fen": 9000}, "want": {"difference_fen": -1000, "z_number": 1}},
    {"do": "report.z", "want": {"recharges_fen": 10000, "rollforward": {"principal": {"close": 10000}}}},
]  # fmt: skip


def rehearse(lines: list[Any], db_file: Path, seed: str = "1") -> tuple[list[dict[str, Any]], int]:
    db = open_database(db_file, bytes(32))
    migrate(db)
    out = io.StringIO()
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    status = play(texts, Stage(db, seed), out)
    assert verify(db).ok
    db.close()
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def test_a_day_goes_as_expected(tmp_path: Path) -> None:
    answers, status = rehearse(DAY, tmp_path / "a.db")
    assert [answer for answer in answers if answer.get("error") == "expect"] == []
    assert [answer["line"] for answer in answers] == list(range(1, len(DAY) + 1))
    assert status == 0


def test_same_file_and_seed_same_bytes(tmp_path: Path) -> None:
    assert rehearse(DAY, tmp_path / "a.db") == rehearse(DAY, tmp_path / "b.db")
    assert rehearse(DAY, tmp_path / "c.db", seed="2") != rehearse(DAY, tmp_path / "d.db")


@pytest.mark.parametrize(
    "line",
    [
        "no json", "[]", "{}", '{"do":"nothing"}', '{"do":"tick","extra":1}', '{"do":"member.enrol"}',
        '{"do":"member.enrol","name":5}', '{"do":"sale","lines":{},"tenders":[]}', '{"do":"tick","at":"2026-01-01"}',
        '{"do":"tick","at":"2026-01-01T10:00:00"}', '{"do":"refund","sale":"x","all":true,"fen":5}',
        '{"do":"refund","sale":"x"}', '{"do":"recharge","member":"x","amount_fen":true,"pay":"cash"}',
        '{"do":"sale","lines":[{"sku":"T","qty":"1.2345"}],"tenders":[{"kind":"cash","fen":1}]}',
        '{"do":"shift.close","counted":{}}', '{"do":"tick","as":""}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_the_file_goes_on(tmp_path: Path, line: str) -> None:
    answers, status = rehearse([line, {"do": "tick"}], tmp_path / "a.db")
    assert (answers[0]["error"], answers[1]["ok"], status) == ("bad_line", True, 1)


def test_a_terminal_that_only_gave_back_is_counted_below_zero(tmp_path: Path) -> None:
    sold = {
        "do": "sale",
        "lines": [{"sku": "T", "qty": 1}],
        "tenders": [{"kind": "scan_pay", "fen": "rest"}],
        "as": "s",
    }
    closing = {"do": "shift.close", "counted": {"cash_fen": 0, "scan_pay_fen": -900}}
    answers, status = rehearse(
        [
            {"do": "product", "sku": "T", "name": "Tea", "price_fen": 900},
            sold,
            {"do": "shift.close", "counted": {"cash_fen": 0, "scan_pay_fen": 900}, "want": {"difference_fen": 0}},
            {"do": "shift.open", "float_fen": 0},
            {"do": "refund", "sale": "s", "all": True},
            {**closing, "counted": {"cash_fen": -1}},
            closing,
        ],
        tmp_path / "a.db",
    )
    assert status == 0
    assert answers[5]["error"] == "bad_amount"
    terminal = answers[6]["tenders"]["scan_pay"]
    assert terminal == {"expected_fen": -900, "counted_fen": -900, "difference_fen": 0}


def test_a_refused_line_changes_nothing_and_names_nothing(tmp_path: Path) -> None:
    lines = [
        {"do": "member.enrol", "name": "A", "phone": "12"},
        {"do": "settings", "set": {"points.rate": "1/1", "nonsense": 1}},
        {"do": "sale", "lines": [{"sku": "X", "qty": 1}], "tenders": [{"kind": "cash", "fen": "rest"}], "as": "s"},
        {"do": "refund", "sale": "s", "all": True},
        {"do": "report.x", "want": {"sales_fen": 0}},
    ]
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert [a.get("error") for a in answers] == ["bad_amount", "bad_setting", "not_found", "not_found", None]
    assert status == 0


def test_a_failed_expectation_is_an_exit_status(tmp_path: Path) -> None:
    lines = [{"do": "member.enrol", "name": "A", "as": "a"}, {"do": "expect", "member": "a", "points": 1}]
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert answers[1]["differences"] == [{"key": "points", "want": 1, "got": 0}]
    assert status == 1


def test_time_brings_what_is_due_before_each_line(tmp_path: Path) -> None:
    lines = [
        {"do": "settings", "set": {"points.expiry": "months:0:end_of_month"}},
        {"do": "member.enrol", "name": "A", "as": "a"},
        {"do": "points.adjust", "member": "a", "points": 50, "reason": "gift"},
        {"do": "tick", "at": "2026-01-31T23:59:59+08:00", "want": {"done": []}},
        {"do": "tick", "at": "2026-02-01T00:00:00+08:00", "want": {"done": ["points.expire"]}},
        {"do": "expect", "member": "a", "points": 0},
        {"do": "tick", "want": {"done": []}},
    ]
    _, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0


def test_lots_sum_by_expiry_and_a_lost_card_is_refused(tmp_path: Path) -> None:
    lines = [
        {"do": "member.enrol", "name": "A", "as": "a"},
        {"do": "points.adjust", "member": "a", "points": 5, "reason": "r"},
        {"do": "settings", "set": {"points.expiry": "year:03-31"}},
        {"do": "points.adjust", "member": "a", "points": 7, "reason": "r"},
        {"do": "points.adjust", "member": "a", "points": 8, "reason": "r"},
        {
            "do": "expect",
            "member": "a",
            "points_lots": [{"points": 15, "expires": "2027-03-31"}, {"points": 5, "expires": None}],
        },
        {"do": "card.issue", "member": "a", "number": "1001"},
        {"do": "card.lost", "number": "1001"},
        {"do": "product", "sku": "T", "name": "T", "price_fen": 100},
        {"do": "sale", "card": "1001", "lines": [{"sku": "T", "qty": 1}], "tenders": [{"kind": "cash", "fen": "rest"}]},
        {"do": "expect", "refused": "card_lost"},
        {"do": "card.found", "number": "1001"},
        {"do": "card.replace", "number": "1001", "new_number": "1002", "fee_fen": 500},
        {"do": "card.verify", "number": "1001", "want": {"verdict": "replaced"}},
        {"do": "report.x", "want": {"expected_cash_fen": 500}},
    ]
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0, answers


def test_a_database_file_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, db = tmp_path / "day.jsonl", tmp_path / "shop.db"
    file.write_text('{"do":"member.enrol","name":"A","phone":"13800000001"}\n', encoding="utf-8")
    assert main(["rehearse", str(file), "--db", str(db)]) == 0
    file.write_text('{"do":"balance","member":"13800000001"}\n', encoding="utf-8")
    assert main(["rehearse", str(file), "--db", str(db)]) == 0
    assert main(["verify", "--db", str(db), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["ok"]


def test_an_unreadable_file_is_wrong_usage(tmp_path: Path) -> None:
    assert main(["rehearse", str(tmp_path / "nothing.jsonl")]) == 2
