"""Figures of headquarters are the tills' own: their Z reports, and a shop in which everything happened once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.hq.world import Clock, Till, World
from tests.refusals import code_of
from tests.source_tree import ROOT
from tests.sync.shop import Shop, open_shop

from memberpos.hq import liabilities, statistics
from memberpos.hq.scopes import CHAIN, Scope
from memberpos.hq.statistics import Asked
from memberpos.reports import shift_report
from memberpos.reports.table import Table
from memberpos.services import refunds, shifts
from memberpos.services.refunds import RefundRequest
from memberpos.store import figures
from memberpos.store.database import open_database

EXAMPLE = (ROOT / "docs" / "examples" / "actions.jsonl").read_text(encoding="utf-8").splitlines()
DAY = date(2026, 1, 1)
EVER = (date(2024, 6, 1), date(2027, 5, 31))


def report(world: World, name: str, scope: Scope = CHAIN, group: str = "day", ever: bool = False) -> Table:
    first, last = EVER if ever else (DAY, DAY)
    return world.run(lambda conn: statistics.make(conn, name, Asked(first, last, scope, group), DAY))


@pytest.fixture
def chain(world: World, clock: Clock, tmp_path: Path) -> Iterator[list[Shop]]:
    """Two tills of store 1 and one of store 2, each with a day behind it and its Z."""
    with ExitStack() as stack:
        tills = [stack.enter_context(open_shop(tmp_path, clock)) for _ in range(3)]
        for number, (shop, store) in enumerate(zip(tills, ("1", "1", "2"), strict=True), 1):
            shop.join(world, store)
            member = shop.enrol_member(phone=f"1380013800{number}").member_id
            shop.recharge(member, 10_000 * number, 2_000)
            shop.sell(member, 3000 * number)
            shop.sell(None, 2000, "scan_pay")
            sold = shop.sell(member, 1000, "cash", points=10)
            refunds.refund(shop.use(), RefundRequest(sold.event_id, everything=True))
            shifts.close(shop.use(), {"cash_fen": 10_000 * number})
            assert shop.sync(world).state == "idle"
        yield tills


def z_sum(tills: list[Shop], *path: str) -> int:
    total = 0
    for shop in tills:
        value: Any = shift_report.last_z(shop.db)
        for step in path:
            value = value.get(step, 0)
        total += value
    return total


def test_the_sums_of_a_day_are_those_of_its_z_reports(world: World, chain: list[Shop]) -> None:
    for scope, tills in ((CHAIN, chain), (Scope((1,)), chain[:2]), (Scope((2,)), chain[2:]), (Scope((9,)), [])):
        sold, points, paid = (report(world, name, scope) for name in ("sales", "points", "top_ups"))
        want = {
            "sales": "sales_fen", "discount": "discount_fen", "refunds": "refunds_fen", "rounding": "rounding_fen",
        }  # fmt: skip
        assert {key: sold.total(key) or 0 for key in want} == {key: z_sum(tills, name) for key, name in want.items()}
        assert (sold.total("sales_n") or 0) == z_sum(tills, "counts", "sales")
        assert (sold.total("refunds_n") or 0) == z_sum(tills, "counts", "refunds")
        for key in ("issued", "redeemed", "reversed", "expired"):
            assert (points.total(f"points_{key}") or 0) == z_sum(tills, "points", key)
        for key, name in (("recharges", "recharges_fen"), ("recharge_bonus", "recharge_bonus_fen"),
                          ("stored_principal", "stored_principal_fen"), ("stored_bonus", "stored_bonus_fen"),
                          ("passes_sold", "passes_sold_fen")):  # fmt: skip
            assert (paid.total(key) or 0) == z_sum(tills, name)
        tender = report(world, "tenders", scope)
        for kind in ("cash", "scan_pay", "stored_value"):
            z = [z_sum(tills, "tenders", kind, part) for part in ("in_fen", "out_fen", "n")]
            assert [tender.figure(kind, part) or 0 for part in ("in", "out", "tenders_n")] == z
    assert z_sum(chain, "sales_fen") == 26_970, "the test sells at all"


def test_stored_value_rolls_forward_to_what_members_hold(world: World, chain: list[Shop]) -> None:
    made = report(world, "stored_value")
    held = world.run(liabilities.balances)
    assert made.figure("opening", "liability") == 0
    assert made.figure("closing", "liability") == held["PRINCIPAL"] + held["BONUS"] + held["CHANGE"] == 48_000
    for kind, column in (("principal", "principal"), ("bonus", "bonus")):
        for side in ("in", "out"):
            at = made.place(f"{column}_{side}")
            total = sum(int(row[at] or 0) for row in made.rows)
            assert total == z_sum(chain, "rollforward", kind, side)
    one = report(world, "stored_value", Scope((2,)))
    assert one.figure("recharge", "principal_in") == 30_000
    assert one.figure("opening", "liability") is None, "a member's value belongs to no store"


def test_groups_name_stores_and_tills(world: World, chain: list[Shop]) -> None:
    stores = report(world, "sales", group="store")
    assert [row[0] for row in stores.rows] == ["0001 1", "0002 2"]
    assert [row[0] for row in report(world, "sales", group="till").rows] == ["0001 1 01", "0001 1 02", "0002 2 01"]
    assert [row[0] for row in report(world, "sales", group="month").rows] == ["2026-01"]
    assert [row[0] for row in report(world, "sales", Scope((2,)), "store").rows] == ["0002 2"]
    assert code_of(Asked, DAY, DAY, CHAIN, "colour") == "bad_setting"
    assert code_of(Asked, DAY, date(2030, 1, 1), CHAIN) == "bad_setting"
    assert code_of(Scope((1,)).narrowed, [2]) == "not_found"
    assert stores.total("average") == 26_970 // 9


def test_hours_goods_members_and_their_activity(world: World, chain: list[Shop]) -> None:
    hours = report(world, "hours")
    assert [row[0] for row in hours.rows] == [10]
    assert (hours.figure(10, "sales_n"), hours.total("sales")) == (9, 26_970)
    goods = report(world, "goods", Scope((1,)))
    assert goods.rows == (("tea", "绿茶", "", 15_000, 14_980),)
    assert report(world, "categories", Scope((1,))).rows == ((None, 15_000, 14_980),)
    assert report(world, "members", group="store").rows == (("0001 1", 2, 0), ("0002 2", 1, 0))
    active = report(world, "activity")
    assert active.rows == (("0001 1", 2, 2, 2, 2), ("0002 2", 1, 1, 1, 1))
    assert report(world, "activity", Scope((2,))).rows == (("0002 2", 1, 1, 1, 1),)
    assert report(world, "events").figure("shift.close", "times") == 3
    assert code_of(report, world, "gossip") == "not_found"


@pytest.fixture
def everything(world: World, clock: Clock, tmp_path: Path) -> Iterator[Till]:
    """The shop of the examples, in which each action was done once, at headquarters."""
    file = tmp_path / "everything.db"
    _, status = rehearse(EXAMPLE, file)
    assert status == 0
    db = open_database(file, bytes(32))
    till = Till(db, clock)
    clock.ms = int(db.value("SELECT max(at_ms) FROM event"))
    till.join(world, "1")
    assert till.sync(world).state == "idle"
    yield till
    db.close()


def test_a_shop_that_did_everything_is_counted_as_it_counts_itself(world: World, everything: Till) -> None:
    db = everything.db
    span = (1, figures.last_seq(db))
    sold, paid = report(world, "sales", ever=True), report(world, "top_ups", ever=True)
    own = figures.sales(db, span)
    assert [sold.total(key) for key in ("sales_n", "sales", "discount", "rounding", "member_sales_n")] == [
        own[key] for key in ("n", "due_fen", "discount_fen", "rounding_fen", "member_n")
    ]
    assert (sold.total("refunds_n"), sold.total("refunds")) == figures.refunds(db, span)
    assert (paid.total("stored_principal"), paid.total("stored_bonus")) == figures.stored_spent(db, span)
    assert [paid.total(k) for k in ("recharges_n", "recharges", "recharge_bonus")] == [*figures.recharges(db, span)]
    assert paid.total("passes_sold") == figures.passes_sold(db, span)
    tenders = report(world, "tenders", ever=True)
    assert {row[0]: (row[2], row[3], row[1]) for row in tenders.rows} == {
        row.kind: (row.in_fen, row.out_fen, row.n) for row in figures.tenders(db, span)
    }
    points = report(world, "points", ever=True)
    assert {k: points.total(f"points_{k}") for k in ("issued", "redeemed", "reversed", "expired")} == (
        shift_report.points_figures(db, span)
    )
    moved = world.run(lambda conn: liabilities.flows(conn, *EVER, CHAIN))
    for kind in ("PRINCIPAL", "BONUS", "POINTS", "PASS", "CHANGE"):
        _, in_, out, close = figures.roll(db, kind, span)
        mine = [pair for (of, _), pair in moved.items() if of == kind]
        assert (sum(pair[0] for pair in mine), sum(pair[1] for pair in mine)) == (in_, out), kind
        assert world.run(liabilities.balances)[kind] == close
    hourly: dict[Any, Any] = dict(figures.hourly(db, span))
    assert {row[0]: row[2] for row in report(world, "hours", ever=True).rows if row[2]} == hourly


def test_events_sent_again_count_once(world: World, everything: Till) -> None:
    """Also under another device id, as a till that was restored sends them."""
    before = world.rows("SELECT sum(n), sum(amount) FROM day_fact")
    world.run(lambda conn: conn.execute("UPDATE device SET last_seq = 0, last_hash = %s", (bytes(32),)))
    world.run(lambda conn: conn.execute("DELETE FROM event"))
    everything.db.execute("UPDATE sync_state SET v = 0 WHERE k = 'acked_seq'")
    assert everything.sync(world).state == "idle"
    assert int(world.rows("SELECT count(*) FROM event")[0][0]) > 50
    money = "SELECT sum(n), sum(amount) FROM day_fact WHERE measure IN ('sale', 'tender_in', 'tender_out', 'roll_in')"
    assert world.rows(money) == world.rows(money)
    assert before[0][1] == world.rows("SELECT sum(n), sum(amount) FROM day_fact")[0][1]
