"""States of stored value and cards: top-ups, undoing, transfers, closing, batches, passwords."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.ui import samples, samples_value
from tests.ui.gallery_counter import Show, counter, front, on_counter
from tests.ui.stage import Stage

from memberpos.devices.readings import WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from memberpos.ui.dialogs.batch_new import BatchDialog
from memberpos.ui.dialogs.batch_write import WriteBatchDialog
from memberpos.ui.dialogs.card_password import CardPasswordDialog, ChangePasswordDialog, SetPasswordDialog
from memberpos.ui.dialogs.close_card import CloseCardDialog
from memberpos.ui.dialogs.day_limit import DayLimitDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.recharge_refund import RechargeRefundDialog
from memberpos.ui.dialogs.transfer import TransferDialog
from memberpos.ui.dialogs.value_move import CASH_OUT, DEDUCT, FREEZE, ValueMoveDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.member_drawer import CARDS, VALUE, MemberDrawer
from memberpos.ui.screens.cards import CardsScreen
from memberpos.ui.screens.counter import Counter


def recharge(
    fen: int = 50_000, *, profile: Any = samples.PROFILE, gift: int | None = None
) -> Callable[[Counter], None]:
    """The top-up with the shop's offers and an amount typed."""

    def show(screen: Counter) -> None:
        dialog = RechargeDialog(screen, screen.context, profile)
        dialog.show_facts(samples_value.OFFERS)
        dialog.open()
        dialog._amount.set_fen(fen)
        dialog._bonus.set_fen(gift)
        dialog._typed()

    return show


def recharge_plain(screen: Counter) -> None:
    dialog = RechargeDialog(screen, screen.context, samples.LONG)
    dialog.open()
    dialog._refused(PosError("law_limit", limit_fen=500_000))


def undo(plan: Any, cause: str = "") -> Callable[[Counter], None]:
    """Undoing a top-up with its figures."""

    def show(screen: Counter) -> None:
        dialog = RechargeRefundDialog(screen, screen.context, samples_value.TOP_UPS[0])
        dialog.show_plan(plan)
        dialog.open()
        if cause:
            dialog.choose(cause)
            dialog.accept()

    return show


def close(
    found: Any, cause: str = "consumer", method: str = "", profile: Any = samples.PROFILE
) -> Callable[[Counter], None]:
    """The three figures, another cause, another method."""

    def show(screen: Counter) -> None:
        dialog = CloseCardDialog(screen, screen.context, profile)
        if found is not None:
            dialog.show_figures(found)
        dialog.open()
        dialog._choose(dialog._causes[cause])
        if method:
            dialog._choose(dialog._methods[method])

    return show


def close_refused(screen: Counter) -> None:
    close(samples_value.FIGURES)(screen)
    dialog = screen.window()._dialog()
    dialog._refused(PosError("law_limit", what="refund_in_cash", limit_fen=10_000))


def transfer(card: str = "", *, wrong: bool = False) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = TransferDialog(screen, screen.context, samples.PROFILE, samples.LONG, card)
        dialog.open()
        dialog._amount.set_fen(20_000)
        if wrong:
            dialog._amount.set_fen(None)
            dialog.accept()

    return show


def value_move(kind: str, *, wrong: bool = False) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = ValueMoveDialog(screen, screen.context, samples.PROFILE, kind)
        dialog.open()
        if wrong:
            dialog._amount.set_fen(2_000)
            dialog.accept()

    return show


def drawer(tab: str, view: Any = samples_value.VALUE) -> Show:
    """The member's stored value or cards in the drawer."""

    def show(stage: Stage) -> None:
        counter(stage)
        content = MemberDrawer(stage.context, replace(samples.PROFILE, cards=samples_value.CARDS))
        stage.window.open_drawer(content)
        content.turn(tab)
        content._value.show_view(view)

    return show


def cards_screen(*, some: bool = True, allowed: bool = False) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "cards", CardsScreen)
        screen.show_batches(samples_value.BATCHES if some else (), allowed)

    return show


def batch_new(first: str, kind: str = "", *, wrong: bool = False) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "cards", CardsScreen)
        screen.show_batches(samples_value.BATCHES, allowed=False)
        dialog = BatchDialog(screen, screen.context)
        dialog.open()
        dialog._first.setText(first)
        dialog._check.setChecked(True)
        dialog._kinds[kind].setChecked(True)
        dialog._show()
        if wrong:
            dialog.accept()

    return show


def batch_write(*readings: Any, done: bool = False) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "cards", CardsScreen)
        screen.show_batches(samples_value.BATCHES, allowed=False)
        dialog = WriteBatchDialog(screen, screen.context, samples_value.BATCHES[0])
        dialog.order(("" if done else "80010056", ("", ";800100569=12345678?", "")))
        dialog.open()
        for reading in readings:
            dialog.on_reading(reading)

    return show


def password(problem: str = "") -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        CardPasswordDialog(screen, screen.flow._proof.tr("The holder enters it and presses Enter."), problem).open()

    return show


def new_password(screen: Counter) -> None:
    dialog = ChangePasswordDialog(screen, screen.context, "860000027715", "123456")
    dialog.open()
    dialog._new.setText("246810")
    dialog._again.setText("246811")
    dialog.accept()


def set_password(screen: Counter) -> None:
    dialog = SetPasswordDialog(screen, screen.context, "860000027715")
    dialog.open()
    dialog._new.setText("12")
    dialog.accept()


def sub_card(screen: Counter) -> None:
    dialog = WriteCardDialog(screen, screen.context, samples.PROFILE)
    dialog._propose("860000030001")
    dialog.open()
    dialog._terms._chips["sub"].click()
    dialog._terms._password.setText("12")
    dialog.accept()


def replace_fee(screen: Counter) -> None:
    dialog = WriteCardDialog(screen, screen.context, samples.PROFILE, "860000020011")
    dialog._propose("860000030001")
    dialog.open()
    dialog._fee.set_fen(1_000)


MISMATCH = (WriteProgress("swipe_to_verify"), WriteResult(False, "card_mismatch"))
STATES: dict[str, Show] = {
    "recharge": on_counter(recharge()),
    "recharge-monthly": on_counter(recharge(200_000, gift=1_000)),
    "recharge-gifts": on_counter(recharge(100_000, profile=samples.LONG)),
    "recharge-no-offer": on_counter(recharge(9_900)),
    "recharge-refused": on_counter(recharge_plain),
    "undo": on_counter(undo(samples_value.UNDO)),
    "undo-plain": on_counter(undo(samples_value.PLAIN_UNDO)),
    "undo-no-reason": on_counter(undo(samples_value.UNDO, "other")),
    "close": on_counter(close(samples_value.FIGURES)),
    "close-shop": on_counter(close(samples_value.FIGURES, "shop", "principal_first")),
    "close-large": on_counter(close(samples_value.LARGE, "seven_days", profile=samples.LONG)),
    "close-unread": on_counter(close(None)),
    "close-refused": on_counter(close_refused),
    "transfer": on_counter(transfer()),
    "transfer-nothing": on_counter(transfer(wrong=True)),
    "hand-over": on_counter(transfer("860000027715", wrong=True)),
    "cash-out": on_counter(value_move(CASH_OUT, wrong=True)),
    "deduct": on_counter(value_move(DEDUCT)),
    "freeze": on_counter(value_move(FREEZE, wrong=True)),
    "drawer-value": drawer(VALUE),
    "drawer-value-frozen": drawer(VALUE, samples_value.FROZEN),
    "drawer-value-none": drawer(VALUE, samples_value.NOTHING),
    "drawer-many-cards": drawer(CARDS),
    "cards": cards_screen(),
    "cards-allowed": cards_screen(allowed=True),
    "cards-none": cards_screen(some=False),
    "batch-new": batch_new("80010031"),
    "batch-chosen": batch_new("VIP-0031", "chosen", wrong=True),
    "batch-too-many": batch_new("99"),
    "batch-generated": batch_new("80010031", "generated"),
    "batch-write": batch_write(WriteProgress("swipe_to_write")),
    "batch-verify": batch_write(WriteProgress("swipe_to_verify")),
    "batch-mismatch": batch_write(*MISMATCH),
    "batch-written": batch_write(done=True),
    "password": on_counter(password()),
    "password-wrong": on_counter(password("密码错误，还可再试 3 次。")),
    "password-change": on_counter(new_password),
    "password-set": on_counter(set_password),
    "day-limit": on_counter(lambda screen: DayLimitDialog(screen, screen.context, "860000020029", 20_000).open()),
    "card-sub": on_counter(sub_card),
    "card-fee": on_counter(replace_fee),
}
