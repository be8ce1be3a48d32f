"""Customers at the counter: members by card, a walk-in, and what can go wrong with them."""

from __future__ import annotations

from memberpos.commands.demo_day.stage import WIDE, Stage

AFTERNOON_SALES = (
    ("13:20", ("102", "107")),
    ("15:05", ("104",)),
    ("17:30", ("101", "106", "107")),
    ("19:10", ("103",)),
)
REGULAR, SHORT_OF_MONEY, TOPS_UP, BY_WEDGE = 0, 1, 2, 3


def a_member_swipes(stage: Stage) -> None:
    """The card goes through the MSR605; who it is stands at the left."""
    stage.at("09:12")
    regular = stage.shop.members[REGULAR]
    stage.swipe(regular.track2)
    stage.hand.expect(regular.name, "金卡")
    stage.shot("counter", "member")


def goods_by_scan_quick_key_and_search(stage: Stage) -> None:
    """Two scans, one quick key, one by its pinyin; points are taken off, the fen are rounded away."""
    stage.scan(stage.barcode("112"), stage.barcode("105"))
    stage.hand.expect("埃塞俄比亚咖啡豆 250g", "桂花龙井奶茶")
    stage.hand.click("quick-102")
    stage.hand.key("F5")
    stage.hand.type("fengmi")
    stage.hand.wait(lambda: stage.hand.row_with("蜂蜜 500g") == 0, "the honey at the top of the list")
    stage.shot("counter", "search goods")
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.hand.table_rows() == 4, "four lines")
    stage.hand.key("F7")
    stage.hand.type("1000")
    stage.shot("counter", "points discount")
    stage.hand.key("Return")
    stage.hand.expect("积分抵扣")
    stage.shot("counter", "member + cart")
    stage.shot("counter", "member + cart", WIDE)


def part_stored_value_part_cash(stage: Stage) -> None:
    """Half from the card, a hundred in cash, change back; the drawer opens and the points receipt comes."""
    kicks = stage.bench.facts("printer")["kicks"]
    stage.hand.click("tender-mixed")
    stage.hand.type("100")
    stage.hand.key("Tab", 2)
    while stage.hand.focus_name() != "pay-cash":
        stage.hand.key("Tab")
    stage.hand.type("100")
    stage.shot("payment", "mixed payment")
    with stage.printing():
        stage.hand.key("F12")
        stage.hand.expect("找零")
    stage.took_cash()
    stage.hand.wait(lambda: stage.bench.facts("printer")["kicks"] == kicks + 1, "the drawer to open")
    stage.shot("payment", "change")
    stage.hand.scroll_down()
    stage.shot("payment", "receipt preview")
    stage.notes["first receipt"] = stage.hand.text_with("小票 ").split()[-1]
    stage.hand.key("Return")
    stage.line(
        do="sale", member=stage.shop.members[REGULAR].phone, points=1000, **{"as": "first"},
        lines=[{"sku": sku, "qty": 1} for sku in ("112", "105", "102", "116")],
        tenders=[{"kind": "stored_value", "fen": 10000}, {"kind": "cash", "fen": 10000}],
    )  # fmt: skip


def a_walk_in(stage: Stage) -> None:
    """Nobody's card: two coffees, paid exactly."""
    stage.at("09:40")
    for sku in ("101", "103"):
        stage.hand.click(f"quick-{sku}")
    stage.scan(stage.barcode("120"))
    with stage.printing():
        stage.hand.key("F11")
        stage.hand.expect("找零")
    stage.took_cash()
    stage.hand.key("Return")
    stage.line(
        do="sale", lines=[{"sku": sku, "qty": 1} for sku in ("101", "103", "120")],
        tenders=[{"kind": "cash", "fen": "rest"}],
    )  # fmt: skip


def a_card_in_a_keyboard_reader(stage: Stage) -> None:
    """The reader that types: the same profile."""
    stage.at("09:52")
    member = stage.shop.members[BY_WEDGE]
    stage.hand.wedge(member.track2)
    stage.hand.expect(member.name)
    stage.scan(stage.barcode("107"), stage.barcode("107"))
    stage.hand.click("tender-scan_pay")
    stage.hand.key("F12")
    stage.shot("payment", "scan payment")
    with stage.printing():
        stage.hand.key("F12")
        stage.hand.expect("已收款")
    stage.hand.key("Return")
    stage.line(
        do="sale", member=member.phone, lines=[{"sku": "107", "qty": 2}], tenders=[{"kind": "scan_pay", "fen": "rest"}]
    )


def the_afternoon_goes_on(stage: Stage) -> None:
    """More of the same: people who want a coffee."""
    for clock, skus in AFTERNOON_SALES:
        stage.at(clock)
        for sku in skus:
            stage.hand.click(f"quick-{sku}")
        with stage.printing():
            stage.hand.key("F11")
            stage.hand.expect("找零")
        stage.took_cash()
        stage.hand.key("Return")
        sold = [{"sku": sku, "qty": 1} for sku in skus]
        stage.line(do="sale", lines=sold, tenders=[{"kind": "cash", "fen": "rest"}])


MEMBER = (a_member_swipes, goods_by_scan_quick_key_and_search, part_stored_value_part_cash)
OTHERS = (a_walk_in, a_card_in_a_keyboard_reader)
AFTERNOON = (the_afternoon_goes_on,)
