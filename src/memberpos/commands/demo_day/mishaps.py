"""What goes wrong on an ordinary day, and what the till says to it."""

from __future__ import annotations

from memberpos.commands.demo_day.selling import SHORT_OF_MONEY
from memberpos.commands.demo_day.stage import Stage


def too_little_on_the_card(stage: Stage) -> None:
    """The member wants to pay all from the card; there is not enough on it."""
    stage.at("10:05")
    member = stage.shop.members[SHORT_OF_MONEY]
    stage.swipe(member.track2)
    stage.hand.expect(member.name)
    stage.scan(stage.barcode("110"))
    stage.hand.click("tender-stored_value")
    stage.hand.key("F12")
    stage.hand.clear_field()
    stage.hand.type("32")
    stage.hand.expect("余额不足")
    stage.shot("payment", "error insufficient balance")
    stage.hand.clear_field()
    stage.hand.type("15")
    stage.hand.click("rest-cash")
    with stage.printing():
        stage.hand.key("F12")
        stage.hand.expect("找零")
    stage.took_cash()
    stage.hand.key("Return")
    stage.line(
        do="sale", member=member.phone, lines=[{"sku": "110", "qty": 1}],
        tenders=[{"kind": "stored_value", "fen": 1500}, {"kind": "cash", "fen": "rest"}],
    )  # fmt: skip


def a_card_nobody_knows(stage: Stage) -> None:
    """A card of another shop."""
    stage.at("10:12")
    stage.swipe(";99887766=0000?")
    stage.hand.expect("找不到：卡")
    stage.shot("counter", "error unknown card")


def the_paper_is_used_up(stage: Stage) -> None:
    """The printer runs dry in the middle of the morning; nothing waits for it, the paper comes later."""
    stage.at("10:20")
    stage.bench.do("printer", "paper-out")
    stage.hand.click("quick-101")
    with stage.printing():
        stage.hand.key("F11")
        stage.hand.expect("找零", "小票机缺纸")
        stage.took_cash()
        stage.shot("counter", "error printer out of paper")
        stage.bench.do("printer", "paper-in")
    stage.hand.key("Return")
    stage.line(do="sale", lines=[{"sku": "101", "qty": 1}], tenders=[{"kind": "cash", "fen": "rest"}])


def the_disk_is_full(stage: Stage) -> None:
    """No room for another row: the sale is refused whole, the cart stays, and goes through once there is room."""
    stage.at("11:30")
    skus = [f"{100 + at}" for at in range(1, 20)]
    stage.scan(*(stage.barcode(sku) for sku in skus))
    stage.hand.wait(lambda: stage.hand.table_rows() == len(skus), "all goods in the cart")
    stage.till.fill_disk(full=True)
    stage.hand.key("F11")
    stage.hand.expect("磁盘")
    stage.shot("counter", "error full disk")
    stage.till.fill_disk(full=False)
    with stage.printing():
        stage.hand.key("F11")
        stage.hand.expect("找零")
    stage.took_cash()
    stage.hand.key("Return")
    stage.line(do="sale", lines=[{"sku": sku, "qty": 1} for sku in skus], tenders=[{"kind": "cash", "fen": "rest"}])


CUSTOMERS = (too_little_on_the_card, a_card_nobody_knows, the_paper_is_used_up)
DISK = (the_disk_is_full,)
