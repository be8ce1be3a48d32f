"""Lines nobody writes on purpose: each is answered in words, nothing is changed by a refusal, the books agree."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.commands.test_rehearse_vectors import REST, Line, back, goods, holds, member, points, rules, sale, top_up

from memberpos.cli import main
from memberpos.commands.rehearsal.stage import SCRATCH, Stage
from memberpos.commands.rehearse import play
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import setup
from memberpos.services.use import Use
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate

HUGE = 10**15
BEYOND = (HUGE + 1, 2**63, 10**30, -(10**30))
SHOP: list[Line] = [rules(points__rate="1/1"), goods("T", 1000), member()]


def refusals(lines: list[Any], tmp_path: Path) -> list[str | None]:
    """The error codes of lines played after SHOP; the state before and after them is the same."""
    probe = [{"do": "report.x"}, {"do": "balance", "member": "m"}]
    answers, _ = rehearse([*SHOP, *probe, *lines, *probe], tmp_path / "a.db")
    head, tail = answers[3:5], answers[-2:]
    for answer in (*head, *tail):
        del answer["line"]
    assert head == tail
    return [answer.get("error") for answer in answers[5:-2]]


def amounts(fen: int) -> list[Line]:
    """The amount wherever one is taken; -1 where 0 is sound."""
    return [
        top_up(fen), points(fen) if fen >= 0 else points(0), {"do": "cash.move", "kind": "drop", "fen": fen, "reason": ""},
        goods("X", fen or -1), goods("X", 1, prices={"A": fen or -1}), goods("X", 1, member_price_fen=fen or -1),
        sale("T", tenders=[{"kind": "cash", "fen": fen or -1}]),
        {"do": "sale", "lines": [{"sku": "T", "qty": fen}], "tenders": REST},
        {"do": "sale", "lines": [{"sku": "T", "qty": 1, "price_fen": fen or -1}], "tenders": REST},
        {"do": "card.batch", "from": "1", "count": fen},
        {"do": "shift.close", "counted": {"cash_fen": fen or -1}},
    ]  # fmt: skip


def test_amounts_no_till_takes(tmp_path: Path) -> None:
    lines = [line for fen in (0, -1, *BEYOND) for line in amounts(fen)]
    assert refusals(lines, tmp_path) == ["bad_amount"] * len(lines)


def test_amounts_at_the_limit_work(tmp_path: Path) -> None:
    lines = [
        *SHOP, goods("H", HUGE), top_up(HUGE), sale("H", member="m", tenders=[{"kind": "stored_value", "fen": "rest"}],
                                               want={"points_earned": HUGE // 100}, **{"as": "s"}),
        {"do": "sale", "lines": [{"sku": "H", "qty": 2}], "tenders": REST}, {"do": "expect", "refused": "bad_amount"},
        rules(points__rate="1000/1"), sale("H", member="m"), {"do": "expect", "refused": "bad_amount"},
        back({"refund_fen": HUGE}), holds(principal_fen=HUGE, points=0),
        {"do": "shift.close", "counted": {"cash_fen": HUGE}, "want": {"difference_fen": 0}},
    ]  # fmt: skip
    _, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0


REFUSED: list[tuple[Line, str]] = [
    ({"do": "sale", "lines": [], "tenders": []}, "empty_cart"),
    ({"do": "refund", "sale": "x", "all": True}, "not_found"),
    ({"do": "member.enrol", "name": "x", "referrer": "nobody"}, "not_found"),
    ({"do": "member.enrol", "name": "x" * 5000}, "limit_exceeded"),
    ({"do": "member.enrol", "name": "x", "phone": "not a phone"}, "bad_amount"),
    ({"do": "card.issue", "member": "m", "number": "7" * 80}, "bad_amount"),
    ({"do": "card.issue", "member": "m", "number": " 7"}, "bad_amount"),
    ({"do": "card.batch", "from": "1" * 5000, "count": 1}, "bad_amount"),
    ({"do": "card.batch", "from": "99", "count": 2}, "bad_amount"),
    ({"do": "sale", "member": "m", "lines": [{"sku": "T", "qty": 1}], "tenders": REST, "points": -1}, "bad_amount"),
    ({"do": "sale", "lines": [{"sku": "T", "qty": 1}], "tenders": REST, "points": 1}, "insufficient_points"),
    ({"do": "sale", "lines": [{"sku": "T", "qty": 1}], "tenders": REST, "coupons": ["none"]}, "not_found"),
    ({"do": "sale", "lines": [{"sku": "T", "qty": "0.000"}], "tenders": REST}, "bad_amount"),
    ({"do": "sale", "card": "1", "lines": [{"sku": "T", "qty": 1}], "tenders": REST}, "not_found"),
    ({"do": "sale", "lines": [{"sku": "T", "qty": 1}], "tenders": [{"kind": "pass", "fen": 1, "pass": "p"}]}, "not_found"),
    ({"do": "settings", "set": {"tiers": [{"name": "A", "threshold": 5}]}}, "bad_setting"),
    ({"do": "settings", "set": {"points.rate": "1/0"}}, "bad_setting"),
    ({"do": "settings", "set": {"points.per_yuan": True}}, "bad_setting"),
    (points(-1), "insufficient_points"),
    ({"do": "shift.open", "float_fen": 0}, "shift_open"),
    ({"do": "report.z"}, "not_found"),
]  # fmt: skip


def test_codes(tmp_path: Path) -> None:
    assert refusals([line for line, _ in REFUSED], tmp_path) == [code for _, code in REFUSED]


BAD = [
    '{"do":"member.enrol","name":"\\ud83d"}', '{"do":"member.enrol","name":"a\udce4"}', '{"do":"tick","at":"1969-12-31T00:00:00Z"}',
    '{"do":"tick","at":"9999-12-31T23:59:59Z"}', '{"do":"tick","at":"0001-01-01T00:00:00+14:00"}', '{"do":"tick","at":5}',
    '{"do":"points.adjust","member":"m","points":1e3,"reason":"r"}', '{"do":"balance","member":7}', "null", "NaN",
    '{"do":"points.adjust","member":"m","points":NaN,"reason":"r"}', '{"do":"recharge","member":"m","amount_fen":"5","pay":"cash"}',
    '{"do":"sale","lines":[{"sku":"T","qty":1.5}],"tenders":[]}', '{"do":"sale","lines":[{"sku":"T","qty":1}],"tenders":[{"kind":"gold","fen":1}]}',
    '{"do":"points.adjust","member":"m","points":' + "9" * 5000 + ',"reason":"r"}', '{"do":["tick"]}', '{"do":"tick","want":[]}',
    "\ufeff{}", '{"do":"balance","member":"m","at":"2026-01-01T10:00:00 08:00"}',
]  # fmt: skip


def test_bad_lines_are_told(tmp_path: Path) -> None:
    assert refusals(BAD, tmp_path) == ["bad_line"] * len(BAD)


def test_names_of_all_scripts_and_control_characters(tmp_path: Path) -> None:
    names = ["🧋" * 500, "\u0000", "a\u0000b", "\u001b@\n\t", "𠮷野家", "عَرَبِيّ", "e\u0301" * 300, '"\\{{', "x" * 4096]
    lines = [
        *SHOP, *({"do": "member.enrol", "name": name, "as": f"n{at}"} for at, name in enumerate(names) if name.strip()),
        *(goods(name, 100, unit=name[:9], category=name) for name in names if name.strip()),
        *(sale(name, member="n4", want={"lines": [{"sku": name}]}) for name in names if name.strip() == name),
    ]  # fmt: skip
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert (status, [answer for answer in answers if not answer["ok"]]) == (0, [])


def test_a_thousand_lines_are_sold_or_refused_whole(tmp_path: Path) -> None:
    lines = [
        *SHOP, {"do": "sale", "lines": [{"sku": "T", "qty": 1}] * 500, "tenders": REST, "want": {"due_fen": 500_000}, "as": "s"},
        {"do": "sale", "lines": [{"sku": "T", "qty": 1}] * 1000, "tenders": REST},
        {"do": "expect", "refused": "limit_exceeded"}, back({"refund_fen": 500_000}),
        sale("T", want={"receipt_no": "S0000-01-00000003"}),
    ]  # fmt: skip
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0, answers[-1]


def test_a_refused_line_takes_no_number_and_no_name(tmp_path: Path) -> None:
    lines = [
        *SHOP, sale("T", **{"as": "s"}, tenders=[{"kind": "cash", "fen": 1}]), back({}), {"do": "expect", "refused": "not_found"},
        sale("T", **{"as": "s"}, want={"receipt_no": "S0000-01-00000001"}), back({"receipt_no": "S0000-01-00000002"}),
        {"do": "report.x", "want": {"unsent": 7}},
    ]  # fmt: skip
    _, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0


def test_an_expectation_about_nobody_fails(tmp_path: Path) -> None:
    answers, status = rehearse([{"do": "expect", "member": "nobody", "tier": None}], tmp_path / "a.db")
    assert (status, answers[0]["error"]) == (1, "expect")
    assert answers[0]["differences"] == [{"key": "member", "want": "nobody", "got": None}]


def test_deep_wishes_are_answered(tmp_path: Path) -> None:
    for depth in (100, 900, 980, 5000):
        answers, status = rehearse(
            ['{"do":"tick","want":{"done":' + "[" * depth + "]" * depth + "}}"], tmp_path / f"{depth}.db"
        )
        assert (len(answers), status, answers[0]["ok"]) == (1, 1, False)


def test_a_shop_begins_on_the_date_of_its_first_line(tmp_path: Path) -> None:
    line = {
        "do": "report.x",
        "at": "2026-03-01T00:00:00+08:00",
        "want": {"business_date": "2026-03-01", "shift": "20260301-A"},
    }
    assert rehearse([line], tmp_path / "a.db")[1] == 0


def test_a_scratch_shop_killed_while_it_was_made_is_completed(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db", bytes(32))
    migrate(db)
    ids = IdSource(seeded_random("killed"))
    setup.create_shop(Use(db, 1_767_232_800_000, lambda: ids.new(1_767_232_800_000)), SCRATCH)
    db.close()
    answers, status = rehearse([goods("T", 100), sale("T")], tmp_path / "a.db")
    assert (status, answers[1]["ok"]) == (0, True)


def test_a_shop_set_up_by_hand_is_not_given_a_shift(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db", bytes(32))
    migrate(db)
    ids = IdSource(seeded_random("real"))
    request = setup.SetupRequest("阳光咖啡", "周敏", "1234")
    setup.create_shop(Use(db, 1_767_232_800_000, lambda: ids.new(1_767_232_800_000)), request)
    out = io.StringIO()
    assert play([json.dumps(goods("T", 100)), json.dumps(sale("T"))], Stage(db, "1"), out) == 0
    db.close()
    assert json.loads(out.getvalue().splitlines()[1])["error"] == "no_shift"


def test_a_file_with_a_byte_order_mark_and_broken_text(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "day.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"do":"tick"}\r\n{"do":"member.enrol","name":"\xff"}\n{"do":"product","sku":"\xe8\x8c\xb6","name":"t","price_fen":1}'
    )
    assert main(["rehearse", str(file)]) == 1
    answers = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [(answer["line"], answer["ok"]) for answer in answers] == [(1, True), (2, False), (3, True)]
    assert answers[2]["sku"] == "茶"
