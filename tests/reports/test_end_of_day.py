from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.days import BANK, CASH, SCAN, STORED, busy_day, close
from tests.services.passes import KINDS, check_in, pay_by, sell, with_kinds
from tests.services.shop import DAY_MS, Shop, new_shop

from memberpos.domain.errors import PosError
from memberpos.reports.end_of_day import EndOfDay, Tiles, end_of_day
from memberpos.reports.table import Table
from memberpos.services import (
    clock,
    closings,
    recharge_offers,
    recharge_refunds,
    recharges,
    refunds,
    shifts,
    tier_grants,
    value_moves,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store.day_check import differences

TODAY = "2026-01-01"
PREPAID = ("stored_principal", "stored_bonus", "pass")


def rows(made: Table) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in made.rows}


def check_sums(shop: Shop, day: EndOfDay) -> None:
    """What must hold on any day, recomputed here from the plain rows."""
    sold = shop.db.value(
        "SELECT coalesce(sum(due_fen), 0) FROM sale s JOIN event e USING(seq) WHERE e.business_date = ?",
        (day.business_date,),
    )
    value = day.table("sales_value")
    assert value.total("sales") == sold
    assert value.total("net") == value.total("sales") - value.total("refunds") == day.tiles.sales_fen
    received = day.table("received")
    for row in received.rows:
        cell = dict(zip((c.key for c in received.columns), row, strict=True))
        assert cell["sales"] + cell["top_ups"] + cell.get("passes", 0) + cell.get("fees", 0) == cell["system"]
    assert received.total("top_ups") == day.tiles.top_up_fen
    prepaid = sum(row[value.place("net")] for row in value.rows if row[0] in PREPAID)
    assert received.total("sales") + prepaid == value.total("net")
    hours = day.table("hours")
    assert (hours.total("sales") or 0) == sold
    check_rolls(shop, day)


def check_rolls(shop: Shop, day: EndOfDay) -> None:
    kinds = {"principal": "PRINCIPAL", "bonus": "BONUS", "points": "POINTS", "pass_uses": "PASS"}
    for key in ("rolls_money", "rolls_units"):
        for name, opening, gained, gone, closing in day.table(key).rows:
            assert opening + gained - gone == closing
            for limit, figure in (("<", opening), ("<=", closing)):
                ledger = shop.db.value(
                    "SELECT coalesce(sum(l.amount), 0) FROM ledger l JOIN event e USING(seq) WHERE l.kind = ?"
                    f" AND l.account NOT LIKE 'shop:%' AND e.business_date {limit} ?",
                    (kinds[str(name)], day.business_date),
                )
                assert figure == ledger
    for made in day.tables:
        if made.key == "rolls_passes":
            ((_, opening, gained, gone, closing),) = made.rows
            assert opening + gained - gone == closing
    steps = dict(day.liability)
    closing = steps.pop("closing")
    assert sum(steps.values()) == closing == day.table("rolls_money").total("closing")


def test_a_busy_day(shop: Shop) -> None:
    busy_day(shop)
    day = end_of_day(shop.db, TODAY)
    check_sums(shop, day)
    assert list(differences(shop.db, TODAY)) == []
    value = rows(day.table("sales_value"))
    assert value["cash"] == (2, 5700, 0, 5700)
    assert value["scan_pay"] == (1, 2800, 0, 2800)
    assert value["stored_bonus"] == (1, 5000, value["stored_bonus"][2], 5000 - value["stored_bonus"][2])
    received = rows(day.table("received"))
    assert received["scan_pay"][:4] == (2, 2800, 30000, 32800)
    assert received["cash"][-2:] == (None, None)
    assert rows(day.table("points"))["redeemed"] == (50,)
    assert day.tiles.new_members == 2
    assert (day.tiles.orders, day.tiles.member_orders) == (5, 3)
    assert (day.tiles.top_up_fen, day.tiles.bonus_fen) == (30000, 5000)
    assert day.open_shift == "20260101-A"
    assert [hour for hour, _ in day.hours] == [12, 13, 14, 15]
    assert [fen for _, fen in day.hours][1:3] == [0, 0]


def test_exceptions_of_a_busy_day(shop: Shop) -> None:
    made = busy_day(shop)
    refund = made["refund"]
    assert rows(end_of_day(shop.db, TODAY).table("exceptions")) == {
        "refunds": (1, refund.refund_fen - refund.claw_value_fen), "price_overrides": (1, 50), "no_sale_drawer": (1, None),
        "paid_in": (0, 0), "paid_out": (1, 1500), "drop": (1, 3000), "reprints": (0, None), "manual_points": (1, None),
        "manual_tiers": (0, None), "clock_confirmations": (0, None), "deductions": (0, None), "lost_cards": (1, None), "approvals": (0, None),
    }  # fmt: skip


def test_money_back_for_stored_value_stands_with_the_top_ups(shop: Shop) -> None:
    members = [shop.enrol(name).member_id for name in "甲乙"]
    made = [shop.recharge(member, 10_000, 1_000) for member in (*members, members[0])]
    recharge_refunds.refund(shop.use(), RechargeRefundRequest(made[2].event_id))
    value_moves.cash_out(shop.use(), members[1], 2_000, "x")
    value_moves.deduct(shop.use(), members[1], 500, "x")
    closings.close(shop.use(), ClosingRequest(members[0]))
    day = end_of_day(shop.db, TODAY)
    assert list(differences(shop.db, TODAY)) == []
    assert rows(day.table("received"))["cash"][:4] == (6, 0, 8_000, 8_000)
    assert rows(day.table("prepaid")) == {
        "top_ups": (3, 30_000, 3_000), "top_up_refunds": (1, -10_000, None), "closings": (1, -10_000, None),
        "cash_outs": (1, -2_000, None),
    }  # fmt: skip
    assert rows(day.table("exceptions"))["deductions"] == (1, None)


def test_tiers_by_hand_and_a_confirmed_clock_are_exceptions(shop: Shop) -> None:
    member = shop.enrol().member_id
    tier_grants.grant(shop.use(), member, "金卡", None, "x")
    steps = [{"amount_fen": 10_000, "tier": {"name": "金卡"}}]
    recharge_offers.put(shop.use(), "A", {"name": "A", "steps": steps})
    recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A"))
    (_, by_hand) = tier_grants.of_member(shop.db, member)
    tier_grants.end(shop.use(), member, by_hand.event_id, "x")
    clock.confirm(shop.use())
    found = rows(end_of_day(shop.db, TODAY).table("exceptions"))
    assert (found["manual_tiers"], found["clock_confirmations"]) == ((2, None), (1, None))


def test_the_count_is_compared_without_float_and_drawer_movements(shop: Shop) -> None:
    busy_day(shop)
    before = rows(end_of_day(shop.db, TODAY).table("received"))["cash"]
    close(shop, missing_fen=200, reason="unknown")
    day = end_of_day(shop.db, TODAY)
    n, sales, top_ups, system, counted, difference = rows(day.table("received"))["cash"]
    assert (n, sales, top_ups, system) == before[:4]
    assert (counted, difference) == (system - 200, -200)
    assert rows(day.table("received"))["bank_card"][-1] == 0
    assert (day.open_shift, day.z_numbers) == (None, (1,))
    assert rows(day.table("drawer"))["20260101-A"] == (1, "周敏", 20000, 21200, 21000, -200, "unknown")
    check_sums(shop, day)


def test_two_shifts_are_one_day(shop: Shop) -> None:
    shop.sell(None, ("LATTE", 1000))
    close(shop, missing_fen=100)
    shifts.open_shift(shop.use(), 5000)
    shop.sell(None, ("LATTE", 1000), tenders=(SCAN,))
    assert end_of_day(shop.db, TODAY).table("received").figure("cash", "difference") is None
    close(shop, missing_fen=-30)
    day = end_of_day(shop.db, TODAY)
    assert day.table("received").figure("cash", "difference") == -70
    assert day.table("received").figure("scan_pay", "system") == 2800
    assert day.z_numbers == (1, 2)


def test_a_tender_nobody_counted_has_no_difference(shop: Shop) -> None:
    shop.sell(None, ("LATTE", 1000), tenders=(SCAN,))
    shifts.close(shop.use(), {"cash_fen": 20000})
    row = rows(end_of_day(shop.db, TODAY).table("received"))["scan_pay"]
    assert row == (1, 2800, 0, 2800, None, None)


def test_days_follow_one_another(shop: Shop) -> None:
    made = busy_day(shop)
    shop.now_ms += DAY_MS
    shop.sell(made["member"].member_id, tenders=(STORED,))
    first, second = end_of_day(shop.db, TODAY), end_of_day(shop.db, "2026-01-02")
    for key in ("rolls_money", "rolls_units"):
        for row in first.table(key).rows:
            assert second.table(key).figure(row[0], "opening") == row[4]
    check_sums(shop, first)
    check_sums(shop, second)
    assert second.first_date <= TODAY


def test_a_refund_counts_on_its_own_day(shop: Shop) -> None:
    sale = shop.sell(None, ("LATTE", 1000))
    shop.now_ms += DAY_MS
    refunds.refund(shop.use(), RefundRequest(sale.event_id, True))
    assert end_of_day(shop.db, TODAY).tiles.sales_fen == 2800
    second = end_of_day(shop.db, "2026-01-02")
    assert second.tiles.sales_fen == -2800
    assert second.tiles.member_permille == 0
    check_sums(shop, second)


def test_last_weeks_same_day_is_compared(shop: Shop) -> None:
    shop.sell(None, ("LATTE", 1000))
    shop.now_ms += 7 * DAY_MS
    shop.sell(None, ("LATTE", 3000))
    day = end_of_day(shop.db, "2026-01-08")
    assert day.tiles.week_ago_fen == 2800
    assert day.tiles.trend_permille == 2000
    assert end_of_day(shop.db, "2026-01-07").tiles.trend_permille is None


def test_a_day_without_anything(shop: Shop) -> None:
    day = end_of_day(shop.db, "2025-06-30")
    assert day.hours == ()
    assert day.table("hours").totals is None
    assert day.tiles == Tiles(*[0] * 12)
    assert day.table("drawer").rows == ()
    assert day.table("received").total("system") == 0


def test_a_fee_is_neither_sale_nor_top_up(shop: Shop) -> None:
    from memberpos.services import cards

    member = shop.enrol()
    cards.issue(shop.use(), member.member_id, "8600000000017715")
    cards.lost(shop.use(), "8600000000017715")
    cards.replace_card(shop.use(), "8600000000017715", "8600000000027714", 1000)
    day = end_of_day(shop.db, TODAY)
    assert day.table("received").figure("cash", "fees") == 1000
    assert day.table("received").figure("cash", "system") == 1000
    assert day.tiles.sales_fen == 0


def test_a_shop_that_closes_after_midnight(tmp_path: Path) -> None:
    shop = new_shop(tmp_path, {"day_starts_at": "04:00"})
    shop.sell(None, ("LATTE", 1000))
    shop.now_ms += 15 * 3_600_000
    shop.sell(None, ("LATTE", 2000))
    day = end_of_day(shop.db, TODAY)
    assert [hour for hour, _ in day.hours] == [*range(10, 24), 0, 1]
    assert day.hours[-1] == (1, 5600)
    shop.db.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE balance SET amount = amount + 1 WHERE kind = 'PRINCIPAL'",
        "UPDATE lot SET open = open - 1 WHERE kind = 'POINTS' AND open > 1",
        "UPDATE ledger SET amount = amount + 1 WHERE id = (SELECT max(id) FROM ledger)",
        "UPDATE tender SET fen = fen + 1 WHERE event_id = (SELECT min(id) FROM sale)",
        "UPDATE sale_line SET net_fen = net_fen + 1 WHERE n = 1",
        "UPDATE z_report SET doc = json_set(doc, '$.rollforward.principal.close', 7)",
        "UPDATE z_report SET number = 2",
    ],
)
def test_what_does_not_agree_is_found(shop: Shop, damage: str) -> None:
    busy_day(shop)
    close(shop)
    assert list(differences(shop.db, TODAY)) == []
    shop.db.execute(damage)
    assert list(differences(shop.db, TODAY)) != []


ACTION = st.tuples(
    st.sampled_from(["sale", "stored", "mixed", "top_up", "refund", "pass", "use", "pay", "next_day", "close"]),
    st.integers(1, 4),
)


@settings(max_examples=25)
@given(st.lists(ACTION, max_size=14))
def test_any_days_close(actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder))
        member = with_kinds(shop).enrol().member_id
        shop.recharge(member, 50000, 9999)
        play(shop, member, actions)
        for days in range(15):
            check_sums(shop, end_of_day(shop.db, (date(2026, 1, 1) + timedelta(days=days)).isoformat()))
        shop.db.close()


def play(shop: Shop, member: str, actions: list[tuple[str, int]]) -> None:
    sold = []
    for action, n in actions:
        goods = (("BEANS", "LATTE", "CUP", "GIFT")[n - 1], n * 1000)
        if action == "sale":
            sold.append(shop.sell(member if n % 2 else None, goods, tenders=((CASH, SCAN, BANK)[n % 3],)))
        elif action == "stored":
            shop.recharge(member, 40000, n)
            sold.append(shop.sell(member, goods, tenders=(STORED,)))
        elif action == "mixed":
            sold.append(
                shop.sell(member, goods, ("LATTE", 1000), tenders=(TenderRequest("stored_value", 77 * n), CASH))
            )
        elif action == "top_up":
            shop.recharge(member, 1000 * n, 333, pay=("cash", "scan_pay")[n % 2])
        elif action == "refund" and sold:
            refunds.refund(shop.use(), RefundRequest(sold.pop().event_id, True))
        elif action in ("pass", "use", "pay"):
            pass_action(shop, member, action, n, sold)
        elif action == "next_day":
            shop.now_ms += DAY_MS
        elif action == "close":
            close(shop, missing_fen=n - 2)
            shifts.open_shift(shop.use(), 10000)


def pass_action(shop: Shop, member: str, action: str, n: int, sold: list[Any]) -> None:
    """A pass sold, a check-in, or a coffee by a pass and a cup in cash, as far as the pass goes."""
    held = shop.profile(member).passes
    try:
        if action == "pass":
            sell(shop, member, KINDS[n - 1].code, (CASH, SCAN)[n % 2])
        elif action == "use" and held:
            check_in(shop, member, held[n % len(held)].pass_id)
        elif held:
            one = held[n % len(held)].pass_id
            tenders = (pay_by(one, 2800), CASH)
            sold.append(shop.sell(member, ("LATTE", 1000), ("CUP", 1000), tenders=tenders))
    except PosError as error:
        assert error.code in {"pass_used_up", "pass_expired", "tender_mismatch"}


def test_no_day_reads_a_whole_table(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of sales must not slow a day down: only balances and small tables are walked through."""
    asked = []
    execute = shop.db.execute

    def look(sql: str, params: object = ()) -> object:
        asked.append((sql, params))
        return execute(sql, params)

    busy_day(shop)
    member = shop.enrol().member_id
    check_in(shop, member, sell(with_kinds(shop), member).pass_id)
    close(shop)
    monkeypatch.setattr(shop.db, "execute", look)
    end_of_day(shop.db, TODAY)
    list(differences(shop.db, TODAY))
    monkeypatch.undo()
    assert len(asked) > 15
    walked = [
        (plan[3], sql)
        for sql, params in asked
        for plan in shop.db.all("EXPLAIN QUERY PLAN " + sql, params)
        if plan[3].startswith("SCAN") and "INDEX" not in plan[3]
    ]
    small = ("FROM balance", "FROM shift s", "FROM touched t", "FROM settings_version")
    assert [step for step in walked if not any(table in step[1] for table in small)] == []
