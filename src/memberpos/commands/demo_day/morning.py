"""Opening the shop, and the first customers."""

from __future__ import annotations

from memberpos.commands.demo_day.stage import WIDE, Stage
from memberpos.demo_shop.seeding import FLOAT_FEN
from memberpos.demo_shop.stock import STAFF

CASHIER = STAFF[0]


def sign_in_is_shown(stage: Stage) -> None:
    """The till is on; somebody has to say who they are."""
    stage.hand.wait(lambda: stage.till.place == "sign_in", "the sign-in screen")
    stage.hand.settle()
    stage.hand.expect("谁在当班", CASHIER.name)
    stage.ready("printer", lambda facts: facts["auto_status"])
    stage.ready("caller", lambda facts: facts["reports"])
    stage.shot("sign-in", "staff")


def a_wrong_pin(stage: Stage) -> None:
    """The cashier mistypes once."""
    stage.at("08:55")
    stage.hand.click(CASHIER.name)
    stage.hand.type("9999")
    stage.hand.key("Return")
    stage.hand.expect("PIN 不对")
    stage.shot("sign-in", "error wrong PIN")


def the_cashier_signs_in(stage: Stage) -> None:
    """Then it is right."""
    stage.hand.type(CASHIER.pin)
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.till.place == "counter", "the counter")
    stage.hand.settle()
    stage.shot("counter", "no shift")


def the_shift_opens(stage: Stage) -> None:
    """The float is counted into the drawer."""
    stage.at("09:00")
    stage.hand.key("F12")
    stage.hand.type(str(FLOAT_FEN // 100))
    stage.shot("shift", "open with float")
    stage.hand.key("F12")
    stage.hand.expect("20261121-A")
    stage.drawer_fen = FLOAT_FEN
    stage.line(do="shift.open", float_fen=FLOAT_FEN)
    stage.hand.settle()
    stage.tidy()
    stage.shot("counter", "empty")
    stage.shot("counter", "empty", WIDE)


LIGHTS_ON = (sign_in_is_shown,)
OPENING = (a_wrong_pin, the_cashier_signs_in, the_shift_opens)
