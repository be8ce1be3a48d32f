from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from tests.ui.floor import CARD, GOODS, LOST_CARD, Floor, make_floor
from tests.ui.stage import Stage

from memberpos.devices.readings import CardPresented, Scan
from memberpos.services import photos, recharge_offers, recharges, shifts
from memberpos.store.database import Database
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import money
from memberpos.ui.i18n import Languages
from memberpos.ui.screens.counter import Counter

LATTE, CAKE = GOODS[0][3], GOODS[1][3]


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    return make_floor(stage, empty_till)


@pytest.fixture
def counter(qtbot, floor: Floor) -> Counter:
    screen = floor.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


def scan(qtbot, floor: Floor, counter: Counter, *codes: str) -> None:
    for code in codes:
        before = sum(line.qty_milli for line in counter.model.sale.cart.lines)
        floor.stage.window.read(Scan(code))
        qtbot.waitUntil(lambda before=before: sum(line.qty_milli for line in counter.model.sale.cart.lines) > before)


def member_in(qtbot, floor: Floor, counter: Counter) -> None:
    floor.swipe(CARD)
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)


def names(counter: Counter) -> list[tuple[str, int]]:
    return [(line.product.name, line.qty_milli) for line in counter.model.sale.cart.lines]


def test_scans_and_quick_keys_add_goods(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE, LATTE)
    floor.click("quick-6902")
    assert names(counter) == [("Latte", 2000), ("Cake", 1000)]
    qtbot.waitUntil(lambda: floor.sees(money(9_400), "Total, 3 items"))


def test_a_swiped_card_brings_its_member(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    assert floor.sees("Lin", money(10_000))
    assert counter.model.sale.cart.card == CARD


def test_an_id_card_in_another_notation_brings_its_member(qtbot, floor: Floor, counter: Counter) -> None:
    floor.cards_without_mac()
    floor.stage.window.read(CardPresented("0013961168", "uid", others=("x", CARD)))
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)
    assert counter.model.sale.cart.card == CARD


def test_several_id_cards_behind_one_number_are_asked(qtbot, floor: Floor, counter: Counter) -> None:
    floor.cards_without_mac()
    floor.stage.window.read(CardPresented("213,02000", "uid", others=(CARD, LOST_CARD)))
    qtbot.waitUntil(lambda: floor.dialog(PickDialog) is not None)
    dialog = floor.dialog(PickDialog)
    assert {choice.remark for choice in dialog._choices} == {CARD, LOST_CARD}
    dialog._take(next(at for at, choice in enumerate(dialog._choices) if choice.remark == CARD))
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)
    assert counter.model.sale.cart.card == CARD


def test_a_copied_chip_is_said(qtbot, floor: Floor, counter: Counter) -> None:
    floor.ask(lambda db: db.execute("UPDATE card SET uid = 'FB0EE20B' WHERE number = ?", (CARD,)))
    floor.cards_without_mac()
    floor.stage.window.read(CardPresented(CARD, "chip", uid="11223344"))
    qtbot.waitUntil(lambda: floor.sees("This card may be a copy"))
    assert counter.model.sale.cart.card == CARD


@pytest.mark.parametrize(("fault", "said"), [("random_id", "Take a member card."), ("damaged", "cannot be read")])
def test_a_chip_without_a_number_is_said(qtbot, floor: Floor, counter: Counter, fault: str, said: str) -> None:
    floor.stage.window.read(CardPresented("", "uid", fault=fault))
    qtbot.waitUntil(lambda: floor.sees(said))
    assert counter.model.sale.profile is None


def test_the_face_on_file_is_shown(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    qtbot.waitUntil(lambda: floor.till.runner.idle)
    assert counter._member._avatar._photo is None
    face = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(face, "PNG")
    jpeg = photos.cut(photos.working_copy(face.getvalue()), photos.Crop(0, 0, 1, 1))
    floor.ask(lambda db: photos.keep(floor.till.use(db), floor.member, jpeg))
    counter.model.reload_member()
    qtbot.waitUntil(lambda: counter._member._avatar._photo is not None)
    counter.model.take_member(None)
    assert counter._member._avatar._photo is None


@pytest.mark.parametrize(
    ("number", "said"), [("86999999999", "Not found: card."), (LOST_CARD, "reported lost"), ("", "Not found: card.")]
)
def test_a_card_that_does_not_work_is_said(qtbot, floor: Floor, counter: Counter, number: str, said: str) -> None:
    floor.stage.window.read(CardPresented(number, "magstripe"))
    qtbot.waitUntil(lambda: floor.sees(said))
    assert counter.model.sale.profile is None


def test_an_unknown_barcode_is_said_and_a_payment_code_is_not_looked_up(qtbot, floor: Floor, counter: Counter) -> None:
    floor.stage.window.read(Scan("6900000000000"))
    qtbot.waitUntil(lambda: floor.sees("Not found"))
    floor.stage.window.read(Scan("284512345678901234", purpose="payment"))
    assert floor.sees("A payment code")
    assert counter.model.sale.cart.empty


def test_exact_cash_pressed_twice_sells_once(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE)
    floor.press("F11", "F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sales() == 1
    assert len(floor.printed) == 1
    floor.press("Enter")
    assert counter.model.sale.cart.empty


def test_two_ways_to_pay_and_the_change(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, LATTE, CAKE)
    floor.click("tender-mixed")
    dialog = floor.dialog(PayDialog)
    assert not dialog.next.isEnabled()
    floor.field("pay-stored_value").setText("50")
    floor.field("pay-cash").setText("20")
    assert floor.sees("Change", money(400))
    floor.press("F12")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sees(money(400), "Cash", money(2_000))
    rows = floor.ask(
        lambda db: db.all("SELECT kind, fen FROM tender JOIN sale ON sale.id = tender.event_id ORDER BY fen")
    )
    assert [(row["kind"], row["fen"]) for row in rows] == [("cash", 1_600), ("stored_value", 5_000)]


def test_more_than_is_on_the_card_is_said_before_it_is_booked(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, *[CAKE] * 3)
    counter.flow.choose_tender("stored_value")
    floor.press("F12")
    floor.field("pay-stored_value").setText("114")
    assert floor.sees("The balance is not enough.")
    floor.press("F12")
    assert floor.dialog(PayDialog) is not None
    assert floor.sales() == 0


def test_a_cart_is_put_aside_and_taken_back_with_its_member(qtbot, floor: Floor, counter: Counter) -> None:
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, LATTE, CAKE)
    floor.press("F9")
    qtbot.waitUntil(lambda: counter.model.sale.cart.empty and bool(counter.model.facts.held))
    assert counter.model.sale.profile is None
    floor.press("F9")
    floor.dialog(PickDialog).accept()
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)
    assert names(counter) == [("Latte", 1000), ("Cake", 1000)]
    qtbot.waitUntil(lambda: not counter.model.facts.held)


def test_lines_change_by_key_and_undo_brings_them_back(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE, CAKE)
    floor.press("Up", "+", "+")
    assert names(counter) == [("Latte", 3000), ("Cake", 1000)]
    floor.press("Del")
    assert names(counter) == [("Cake", 1000)]
    floor.press("Esc")
    assert counter.model.sale.cart.empty
    floor.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert names(counter) == [("Latte", 2000), ("Cake", 1000)]


def test_undo_past_the_swipe_lets_the_member_go(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE)
    member_in(qtbot, floor, counter)
    floor.press("Ctrl+Z")
    assert counter.model.sale.profile is None
    assert names(counter) == [("Latte", 1000)]


def retype(floor: Floor, price: str, reason: str) -> None:
    floor.press("Enter")
    floor.field("line-price").setText(price)
    floor.field("line-reason").setText(reason)
    floor.dialog(LineDialog).accept()


def test_another_price_needs_a_reason(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE)
    retype(floor, "20", "")
    assert floor.sees("Say why the price is another one.")
    floor.field("line-reason").setText("scratched")
    floor.dialog(LineDialog).accept()
    assert counter.model.quote.due_fen == 2_000
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    assert floor.sees(money(2_000))


def test_a_cashier_s_price_is_approved_by_pin(qtbot, floor: Floor, counter: Counter) -> None:
    floor.work_as(floor.cashier, "cashier")
    scan(qtbot, floor, counter, LATTE)
    retype(floor, "20", "scratched")
    dialog = floor.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(dialog._buttons))
    assert counter.model.quote.due_fen == 2_800
    dialog._try("2468")
    qtbot.waitUntil(lambda: counter.model.quote.due_fen == 2_000)
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    row = floor.ask(lambda db: db.one("SELECT staff_id, approver_id FROM event WHERE kind = 'sale'"))
    assert (row["staff_id"], row["approver_id"]) == (floor.cashier, floor.owner)


def points_of_next_week(floor: Floor, db: Database) -> None:
    """A top-up whose 500 points count in a week."""
    use = replace(floor.till.use(db), staff_id=floor.owner)
    steps = [{"amount_fen": 100, "points": 500, "points_after_days": 7}]
    recharge_offers.put(use, "LATER", {"name": "later", "steps": steps})
    recharges.recharge(use, recharges.RechargeRequest(floor.member, 100, offer="LATER"))


def test_points_come_off_the_due(qtbot, floor: Floor, counter: Counter) -> None:
    floor.ask(lambda db: points_of_next_week(floor, db))
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, CAKE)
    counter.model.choose_tender("cash")
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)
    floor.press("Enter")
    member_in(qtbot, floor, counter)
    scan(qtbot, floor, counter, CAKE)
    floor.press("F7")
    floor.field("points").setText("99")
    floor.dialog(PointsDialog).accept()
    assert floor.sees("Only 38 points are there.")
    floor.click("points-all")
    floor.dialog(PointsDialog).accept()
    assert counter.model.quote.due_fen == 3_762


def test_without_a_shift_the_next_step_is_to_open_one(qtbot, floor: Floor, counter: Counter) -> None:
    floor.ask(lambda db: shifts.close(floor.till.use(db), {"cash_fen": 20_000}))
    counter.on_changed(frozenset({"shift"}))
    qtbot.waitUntil(lambda: not counter.model.is_open)
    scan(qtbot, floor, counter, LATTE)
    floor.click("pay")
    floor.field("float").setText("200")
    floor.dialog(OpenShiftDialog).accept()
    qtbot.waitUntil(lambda: counter.model.is_open)
    assert floor.stage.window.session().shift_id is not None
    floor.press("F11")
    qtbot.waitUntil(lambda: floor.dialog(SaleDoneDialog) is not None)


def test_goods_are_found_by_their_name(qtbot, floor: Floor, counter: Counter) -> None:
    floor.press("F5")
    dialog = floor.dialog(PickDialog)
    qtbot.waitUntil(lambda: len(dialog._choices) == len(GOODS))
    floor.field("pick-search").setText("cak")
    dialog._look()
    qtbot.waitUntil(lambda: [choice.text for choice in dialog._choices] == ["Cake"])
    dialog.accept()
    assert names(counter) == [("Cake", 1000)]


def test_the_language_changes_while_selling(qtbot, floor: Floor, counter: Counter) -> None:
    scan(qtbot, floor, counter, LATTE)
    languages = Languages(packaged_font=True)
    languages.use("zh_TW")
    qtbot.waitUntil(lambda: floor.sees("應收", "合計 1 件"))
    languages.use("en")
    qtbot.waitUntil(lambda: floor.sees("Due", "Total, 1 item"))
    languages.end()
    languages.deleteLater()
