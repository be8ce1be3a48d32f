from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from tests.ui.floor import CARD, GOODS, Floor, make_floor
from tests.ui.stage import Stage

from memberpos.devices.readings import Scan
from memberpos.services import coupons, offers
from memberpos.store.verify import verify
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.discount import DiscountDialog
from memberpos.ui.dialogs.offers import OffersDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import amount, money
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.refund import RefundScreen

LATTE, CAKE = GOODS[0][3], GOODS[1][3]
KINDS: tuple[dict[str, Any], ...] = (
    {"code": "TEN", "kind": "amount", "value": 1000, "name": "Ten off"},
    {"code": "BIG", "kind": "amount", "value": 5000, "min_fen": 50_000, "name": "Big one"},
)


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    made = make_floor(stage, empty_till)
    made.ask(lambda db: offers.put(made.till.use(db), SAVE))
    for kind in KINDS:
        made.ask(lambda db, kind=kind: offers.put_kind(made.till.use(db), kind))
    return made


SAVE = {"code": "S", "kind": "spend_save", "name": "Save", "steps": [[3000, 300]]}


@pytest.fixture
def counter(qtbot, floor: Floor) -> Counter:
    screen = floor.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


def give(floor: Floor, *codes: str) -> list[str]:
    """The numbers of coupons given to the member."""
    made = [floor.ask(lambda db, code=code: coupons.issue(floor.till.use(db), floor.member, code)) for code in codes]
    return [one.number for one in made]


def scan(qtbot, floor: Floor, counter: Counter, *codes: str) -> None:
    for code in codes:
        before = sum(line.qty_milli for line in counter.model.sale.cart.lines)
        floor.stage.window.read(Scan(code))
        qtbot.waitUntil(lambda before=before: sum(line.qty_milli for line in counter.model.sale.cart.lines) > before)


def member_in(qtbot, floor: Floor, counter: Counter) -> None:
    floor.swipe(CARD)
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)


def due(counter: Counter) -> int:
    return counter.model.quote.due_fen


def held(floor: Floor) -> int:
    return int(floor.ask(lambda db: db.value("SELECT count(*) FROM coupon WHERE held_by IS NOT NULL")))


def sell_in_cash(qtbot, floor: Floor) -> None:
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    floor.press("Enter")


def books_agree(floor: Floor) -> bool:
    return bool(floor.ask(lambda db: verify(db).ok))


def test_offers_lower_the_price_and_the_chosen_line_says_how(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE)
    assert due(counter) == 2_800
    scan(qtbot, floor, counter, CAKE)
    assert due(counter) == 6_300
    assert floor.sees("Save", f"Cake: Save {chr(0x2212)}1.73")
    floor.press("Up")
    assert floor.sees(f"Latte: Save {chr(0x2212)}1.27")


def test_a_scanned_coupon_is_used_by_the_sale(qtbot, floor: Floor, counter: Counter) -> None:
    number = give(floor, "TEN")[0]
    scan(qtbot, floor, counter, LATTE)
    floor.stage.window.read(Scan(number))
    qtbot.waitUntil(lambda: due(counter) == 1_800)
    qtbot.waitUntil(lambda: held(floor) == 1)
    sell_in_cash(qtbot, floor)
    assert held(floor) == 0
    scan(qtbot, floor, counter, LATTE)
    floor.stage.window.read(Scan(number))
    qtbot.waitUntil(lambda: floor.sees("This coupon is used already."))
    assert due(counter) == 2_800
    assert books_agree(floor)


def test_a_number_nobody_made_is_said(qtbot, floor: Floor, counter: Counter) -> None:
    floor.stage.window.read(Scan("C1234567890121"))
    floor.stage.window.read(Scan("C1234567890128"))
    qtbot.waitUntil(lambda: floor.sees("Not found"))


def test_coupons_are_chosen_by_keys(qtbot, floor: Floor, counter: Counter) -> None:
    give(floor, "BIG", "TEN")
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, LATTE)
    floor.press("F8")
    qtbot.waitUntil(lambda: floor.dialog(OffersDialog) is not None)
    dialog = floor.dialog(OffersDialog)
    rows = [
        [cell if isinstance(cell, str) else cell.text for cell in line.cells] for line in dialog._choices.lines._lines
    ]
    assert {row[1]: row[3] for row in rows} == {
        "Big one · 50.00 off from 500.00": "472.00 more is needed", "Ten off · 10.00 off": f"{chr(0x2212)}10.00",
    }  # fmt: skip
    ten = next(at for at, row in enumerate(rows) if row[1].startswith("Ten"))
    dialog._choices.selectRow(ten)
    floor.press("Space")
    assert floor.sees(f"Due {money(1_800)}")
    floor.press("F12")
    qtbot.waitUntil(lambda: due(counter) == 1_800)
    qtbot.waitUntil(lambda: held(floor) == 1)
    floor.press("F8")
    qtbot.waitUntil(lambda: floor.dialog(OffersDialog) is not None)
    floor.dialog(OffersDialog)._choices.selectRow(ten)
    floor.press("Space", "F12")
    qtbot.waitUntil(lambda: due(counter) == 2_800 and held(floor) == 0)


def test_a_number_is_typed_or_scanned_in_the_dialog(qtbot, floor: Floor, counter: Counter) -> None:
    number = floor.ask(lambda db: coupons.batch(floor.till.use(db), "TEN", 1))[0].number
    scan(qtbot, floor, counter, LATTE)
    floor.press("F8")
    qtbot.waitUntil(lambda: floor.dialog(OffersDialog) is not None)
    dialog = floor.dialog(OffersDialog)
    dialog._field.setText("C1")
    dialog._typed()
    qtbot.waitUntil(lambda: floor.sees("Not found: coupon."))
    floor.stage.window.read(Scan(number))
    qtbot.waitUntil(lambda: floor.sees(f"Due {money(1_800)}"))
    floor.press("F12")
    qtbot.waitUntil(lambda: due(counter) == 1_800)
    sell_in_cash(qtbot, floor)
    assert books_agree(floor)


def test_money_off_by_hand_is_approved_and_undone(qtbot, floor: Floor, counter: Counter) -> None:
    floor.work_as(floor.cashier, "cashier")
    scan(qtbot, floor, counter, LATTE)
    floor.press("F8")
    qtbot.waitUntil(lambda: floor.dialog(OffersDialog) is not None)
    floor.press("F6")
    dialog = floor.dialog(DiscountDialog)
    floor.field("discount-amount").setText("28.01")
    dialog.accept()
    assert floor.sees("That is more than the bill.")
    floor.field("discount-amount").setText("5")
    dialog.accept()
    assert floor.sees("Say why money is taken off.")
    floor.field("discount-reason").setText("waited long")
    dialog.accept()
    approving = floor.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(approving._buttons))
    assert due(counter) == 2_800
    approving._try("2468")
    qtbot.waitUntil(lambda: due(counter) == 2_300)
    floor.press("Ctrl+Z")
    assert due(counter) == 2_800
    counter.model.do(counter.model.sale.cart.set_order_discount(500, "waited long", floor.owner), 0)
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    row = floor.ask(lambda db: db.one("SELECT source, fen, code FROM sale_discount"))
    assert tuple(row) == ("manual", 500, "waited long")
    event = floor.ask(lambda db: db.one("SELECT staff_id, approver_id FROM event WHERE kind = 'sale'"))
    assert tuple(event) == (floor.cashier, floor.owner)


def test_a_cart_put_aside_keeps_its_coupon_and_clearing_lets_it_go(qtbot, floor: Floor, counter: Counter) -> None:
    number = give(floor, "TEN")[0]
    scan(qtbot, floor, counter, LATTE)
    floor.stage.window.read(Scan(number))
    qtbot.waitUntil(lambda: due(counter) == 1_800 and held(floor) == 1)
    floor.press("F9")
    qtbot.waitUntil(lambda: counter.model.sale.cart.empty and bool(counter.model.facts.held))
    scan(qtbot, floor, counter, CAKE)
    floor.stage.window.read(Scan(number))
    qtbot.waitUntil(lambda: floor.sees("This coupon cannot be used for this sale."))
    assert due(counter) == 3_500
    floor.press("Esc", "F9")
    qtbot.waitUntil(lambda: floor.dialog(PickDialog) is not None)
    floor.dialog(PickDialog).accept()
    qtbot.waitUntil(lambda: not counter.model.sale.cart.empty and due(counter) == 1_800)
    floor.press("Esc")
    qtbot.waitUntil(lambda: held(floor) == 0)
    floor.press("Ctrl+Z")
    qtbot.waitUntil(lambda: held(floor) == 1 and due(counter) == 1_800)


def test_coins_of_the_change_are_kept_for_the_member(qtbot, floor: Floor, counter: Counter) -> None:
    floor.ask(lambda db: offers.put(floor.till.use(db), {**SAVE, "steps": [[1, 33]]}))
    counter.model.read_facts()
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, LATTE)
    qtbot.waitUntil(lambda: due(counter) == 2_767)
    counter.model.choose_tender("cash")
    floor.press("F12")
    floor.field("pay-cash").setText("50")
    assert floor.sees("Change", money(2_233))
    floor.press("F1")
    assert floor.sees(money(2_200))
    floor.press("F12")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sees("Change kept", money(33), money(2_200))
    floor.press("Enter")
    assert floor.ask(lambda db: db.value("SELECT amount FROM balance WHERE kind = 'CHANGE'")) == 33
    assert books_agree(floor)


def test_kept_change_pays_the_next_sale(qtbot, floor: Floor, counter: Counter) -> None:
    for at in range(2):
        member_in(qtbot, floor, counter)
        scan(qtbot, floor, counter, LATTE)
        counter.model.choose_tender("cash")
        floor.press("F12")
        if at:
            assert floor.sees(f"Kept change ({amount(200)})")
            floor.field("pay-kept_change").setText("2.01")
            assert floor.sees("The balance is not enough. Take the rest another way, or top up first.")
            floor.click("rest-kept_change")
            floor.press("F11", "F12")
        else:
            assert floor.stage.window.findChild(QWidget, "pay-kept_change") is None
            floor.field("pay-cash").setText("30")
            floor.press("F1", "F12")
        qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
        floor.press("Enter")
    paid = floor.ask(lambda db: db.all("SELECT kind, fen FROM tender WHERE kind = 'kept_change'"))
    assert [tuple(row) for row in paid] == [("kept_change", 200)]
    assert floor.ask(lambda db: db.value("SELECT amount FROM balance WHERE kind = 'CHANGE'")) in (0, None)
    assert books_agree(floor)


def test_kept_change_is_paid_out_from_the_profile(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, LATTE)
    counter.model.choose_tender("cash")
    floor.press("F12")
    floor.field("pay-cash").setText("30")
    floor.press("F1", "F12")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    floor.press("Enter")
    member_in(qtbot, floor, counter)
    floor.press("F3")
    drawer = floor.stage.window.findChild(MemberDrawer)
    assert drawer.profile.change_fen == 200
    floor.click("pay-out")
    qtbot.waitUntil(lambda: drawer.profile.change_fen == 0)
    assert floor.sees(f"Hand over {money(200)}.")
    assert books_agree(floor)


def begin_exchange(qtbot, floor: Floor, counter: Counter, *codes: str) -> None:
    """A latte was bought; it comes back for other goods."""
    scan(qtbot, floor, counter, LATTE)
    sell_in_cash(qtbot, floor)
    receipt = floor.ask(lambda db: db.value("SELECT receipt_no FROM sale"))
    refund = floor.show("refund", RefundScreen)
    refund.find(receipt)
    qtbot.waitUntil(lambda: refund._sale is not None)
    floor.press("F4")
    qtbot.waitUntil(lambda: refund._plan is not None)
    floor.press("F6")
    assert counter.model.sale.swap is not None
    assert floor.sees(f"Exchange for {receipt}")
    if codes:
        scan(qtbot, floor, counter, *codes)


def test_an_exchange_asks_for_the_difference(qtbot, floor: Floor, counter: Counter) -> None:
    begin_exchange(qtbot, floor, counter, CAKE)
    assert floor.sees("Goods back", money(700))
    floor.press("F12")
    qtbot.waitUntil(lambda: floor.dialog(PayDialog) is not None)
    floor.field("pay-cash").setText("10")
    assert floor.sees("Change", money(300))
    floor.press("F12")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sees(money(300))
    assert len(floor.printed) == 3
    rows = floor.ask(
        lambda db: db.all(
            "SELECT t.fen FROM tender t JOIN event e ON e.seq = t.seq WHERE e.kind = 'exchange' ORDER BY fen"
        )
    )
    assert [row[0] for row in rows] == [-2_800, 3_500]
    assert floor.ask(lambda db: db.value("SELECT count(*) FROM event WHERE kind = 'exchange'")) == 1
    floor.press("Enter")
    assert counter.model.sale.swap is None
    assert books_agree(floor)


def test_an_exchange_for_cheaper_goods_says_what_the_customer_gets(qtbot, floor: Floor, counter: Counter) -> None:
    floor.ask(
        lambda db: offers.put(
            floor.till.use(db), {"code": "X", "kind": "special_price", "sku": "6902", "price_fen": 1500}
        )
    )
    begin_exchange(qtbot, floor, counter, CAKE)
    qtbot.waitUntil(lambda: floor.sees("Customer gets", money(1_300)))
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sees("Cash to hand over", money(1_300))
    assert books_agree(floor)


def test_an_exchange_is_left_by_esc(qtbot, floor: Floor, counter: Counter) -> None:
    begin_exchange(qtbot, floor, counter, CAKE)
    floor.press("Esc", "Esc")
    assert counter.model.sale.swap is None
    assert floor.ask(lambda db: db.value("SELECT count(*) FROM refund")) == 0
