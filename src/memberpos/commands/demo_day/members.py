"""Members: a top-up, calls while the counter is busy, a new member with a card, a refund."""

from __future__ import annotations

from memberpos.commands.demo_day.selling import TOPS_UP
from memberpos.commands.demo_day.stage import Stage, fen_of
from memberpos.demo_shop.stock import STAFF

NEW_NAME, NEW_PHONE, NEW_BIRTHDAY = "沈知秋", "13801680168", "1992-04-18"
CALLER, SECOND_CALLER = 4, 5
MANAGER = STAFF[1]


def a_member_tops_up(stage: Stage) -> None:
    """Five hundred with sixty on top."""
    stage.at("09:30")
    member = stage.shop.members[TOPS_UP]
    stage.swipe(member.track2)
    stage.hand.expect(member.name)
    stage.hand.key("F6")
    stage.hand.wait(lambda: stage.hand.has("offer-TOPUP-50000"), "the shop's offers")
    stage.hand.click("offer-TOPUP-50000")
    stage.hand.expect("收 ¥ 500.00")
    stage.shot("recharge", "amount and gift")
    with stage.printing():
        stage.hand.key("F12")
        stage.hand.wait(lambda: not stage.hand.has("offer-TOPUP-50000"), "the top-up to be booked")
    stage.drawer_fen += 50_000
    stage.line(do="recharge", member=member.phone, amount_fen=50_000, bonus_fen=6_000, pay="cash")
    stage.hand.expect("已充值 ¥ 500.00")
    stage.hand.key("Esc")
    stage.hand.expect("请刷卡或输入手机号")


def the_telephone_rings(stage: Stage) -> None:
    """In the middle of a sale the caller's profile slides in; the keys stay where they were."""
    stage.at("10:40")
    caller = stage.shop.members[CALLER]
    stage.hand.click("quick-103")
    stage.hand.click("quick-107")
    stage.hand.key("F5")
    focus = stage.hand.focus_name()
    stage.hand.type("hua")
    stage.ring(caller.phone)
    stage.hand.wait(lambda: stage.hand.has("call-open"), "the call")
    stage.hand.expect(caller.name)
    if stage.hand.focus_name() != focus:
        stage.fail(f"the call took the focus from {focus} to {stage.hand.focus_name()}")
    stage.hand.key("Esc")
    stage.shot("counter", "call over a running sale")


def a_second_call_joins_the_list(stage: Stage) -> None:
    """Two calls wait; the sale goes on below them."""
    second = stage.shop.members[SECOND_CALLER]
    stage.silence()
    stage.ring(second.phone)
    stage.hand.expect(second.name, stage.shop.members[CALLER].name)
    stage.shot("counter", "two calls")
    with stage.printing():
        stage.hand.key("F11")
        stage.hand.expect("找零")
    stage.took_cash()
    stage.hand.key("Return")
    stage.line(
        do="sale", lines=[{"sku": "103", "qty": 1}, {"sku": "107", "qty": 1}], tenders=[{"kind": "cash", "fen": "rest"}]
    )


def the_calls_are_listed(stage: Stage) -> None:
    """Both will be called back; they stand in the list."""
    stage.at("10:50")
    stage.silence()
    for _ in range(2):
        stage.hand.click("call-later")
    stage.tidy()
    stage.hand.click("place-calls")
    stage.hand.wait(lambda: stage.hand.table_rows() >= 2, "the calls")
    stage.hand.expect(stage.shop.members[CALLER].name, "待回电")
    stage.hand.settle()
    stage.shot("calls", "caller list")
    stage.hand.click("place-counter")


def an_unknown_number(stage: Stage) -> None:
    """Not a member yet: one key opens the enrolment with the number in it."""
    stage.at("11:02")
    stage.ring(NEW_PHONE)
    stage.hand.wait(lambda: stage.hand.has("call-enrol"), "the unknown caller")
    stage.shot("counter", "unknown caller")
    stage.hand.key("F8")
    stage.hand.wait(lambda: stage.hand.value_of("phone") == NEW_PHONE, "the number in the form")
    stage.silence()


def a_new_member_gets_a_card(stage: Stage) -> None:
    """The name is typed, the next card of the stock is written, read back and issued."""
    stage.hand.type(NEW_NAME)
    stage.hand.click("birthday")
    stage.hand.type(NEW_BIRTHDAY)
    stage.shot("enrol", "new member")
    stage.hand.key("F12")
    stage.hand.wait(lambda: stage.hand.value_of("card-number") == stage.shop.next_card, "the next card of the stock")
    stage.line(do="member.enrol", name=NEW_NAME, phone=NEW_PHONE, birthday=NEW_BIRTHDAY)
    stage.hand.key("Return")
    stage.hand.expect("刷")
    stage.shot("enrol", "card write")
    stage.ready("msr605", lambda facts: "write" in facts["armed"].lower())
    stage.bench.swipe("msr605", card="new")
    stage.ready("msr605", lambda facts: "read" in facts["armed"].lower())
    stage.hand.settle()
    stage.shot("enrol", "card read back")
    stage.bench.swipe("msr605", card="new")
    stage.hand.expect("已发出", NEW_NAME, f"卡号 {stage.shop.next_card[:4]}")
    stage.line(do="card.issue", member=NEW_PHONE, number=stage.shop.next_card)
    stage.shot("enrol", "card issued")
    stage.hand.key("Esc")
    stage.hand.expect("请刷卡或输入手机号")


def part_of_a_sale_goes_back(stage: Stage) -> None:
    """One of the goods of the first sale comes back; the cashier needs the manager's PIN."""
    stage.at("11:45")
    stage.hand.click("place-refund")
    stage.hand.wait(lambda: stage.hand.has("receipt"), "the refund screen")
    stage.hand.type(stage.notes["first receipt"])
    stage.hand.wait(lambda: stage.hand.row_with(stage.notes["first receipt"]) == 0, "the sale")
    stage.hand.key("Return")
    stage.hand.expect("蜂蜜 500g")
    stage.hand.click_row("蜂蜜 500g")
    stage.hand.key("Space")
    stage.hand.wait(lambda: stage.hand.has("退款 ¥"), "the refund to be worked out")
    stage.drawer_fen -= fen_of(stage.hand.fact("现金"))
    stage.shot("refund", "one line goes back")
    stage.hand.key("F12")
    stage.hand.expect(MANAGER.name)
    stage.hand.key("Down")
    stage.shot("refund", "approval")
    stage.hand.type(MANAGER.pin)
    with stage.printing():
        stage.hand.key("Return")
    stage.line(do="refund", sale="first", lines=[{"line": 4, "qty": 1}])
    stage.hand.settle()
    stage.shot("refund", "done")
    stage.hand.click("place-counter")


TOP_UP = (a_member_tops_up,)
CALLS = (the_telephone_rings, a_second_call_joins_the_list, the_calls_are_listed, an_unknown_number,
         a_new_member_gets_a_card)  # fmt: skip
REFUND = (part_of_a_sale_goes_back,)
