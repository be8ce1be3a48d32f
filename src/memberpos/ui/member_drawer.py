"""Everything of a member, at the right of the page: facts, cards, profile to edit, history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.search import national_digits
from memberpos.services import gifts, kept_change, member_details, members
from memberpos.services.member_details import MemberDetails
from memberpos.services.results import CouponView, GiftDone, MemberProfile
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.by_hand import PointsByHandDialog, TierByHandDialog
from memberpos.ui.dialogs.gift_return import GiftReturnDialog
from memberpos.ui.dialogs.mall import MallDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.drawer_cards import CardsPage
from memberpos.ui.drawer_value import ValuePage
from memberpos.ui.format import amount, count, money, person, phone
from memberpos.ui.hints import KeyHint
from memberpos.ui.history_words import history_line
from memberpos.ui.member_actions import MemberActions
from memberpos.ui.member_cells import blocked_words
from memberpos.ui.member_extras import MemberExtras
from memberpos.ui.member_facts import birthday_words, more_facts, tier_facts
from memberpos.ui.member_form import MemberForm, sex_words
from memberpos.ui.member_photo import load_photo
from memberpos.ui.messages import message
from memberpos.ui.pass_flow import PassFlow
from memberpos.ui.pass_page import PassPage
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import EmptyState, FactRow, column, row, scrolled
from memberpos.ui.widgets.overlay import KEYS_CHANGED
from memberpos.ui.widgets.painted import Avatar, set_tone
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Badge, ElidedText, Text

OVERVIEW, VALUE, CARDS, PASSES = "overview", "value", "cards", "passes"
COUPONS, EDIT, HISTORY = "coupons", "edit", "history"


class MemberDrawer(QWidget):
    """Shows `profile`; what is changed here is booked at once and read anew. `changed` carries the fresh profile."""

    changed = Signal(object)
    width_px = 520

    def __init__(self, context: UiContext, profile: MemberProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._profile = context, profile
        self._see_phone = "member.see_phone" in context.shell.session().rights
        self._avatar = Avatar(person(profile.name), 56)
        self._name, self._tier, self._phone = (
            ElidedText("", "title"),
            Badge("", "gold"),
            ElidedText("", "body", "muted"),
        )
        self._close = Button("", "Esc", kind="quiet", size="small")
        self._close.clicked.connect(context.shell.close_drawer)
        self._chips = {name: ChoiceChip() for name in (OVERVIEW, VALUE, CARDS, PASSES, COUPONS, EDIT, HISTORY)}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._recharge, self._save = PrimaryButton("", "F6"), PrimaryButton("", "F12")
        self._recharge.clicked.connect(self.recharge)
        self._save.clicked.connect(self.save)
        self._details: MemberDetails | None = None
        self._has_photo = False
        self._build()
        self.retranslate()
        self.turn(OVERVIEW)
        self._read_more()

    def _build(self) -> None:
        self._make_parts()
        self._make_tables()
        by_hand = self._make_hand_buttons()
        self._add(OVERVIEW, _holder(self._facts, self._pay_out, by_hand, self._actions.merged, None))
        self._add(VALUE, self._value)
        self._add(CARDS, self._cards)
        self._add(PASSES, self._passes)
        self._add(EDIT, _holder(self._form, self._extras, self._problem, None))
        for name, table in ((COUPONS, self._coupons), (HISTORY, self._history)):
            self._pages[name] = table
            self._stack.addWidget(table)
        self._lay_out()

    def _make_parts(self) -> None:
        self._facts = column(spacing=9)
        self._cards = CardsPage(self._context, self._profile)
        self._value = ValuePage(self._context, self._profile)
        for page in (self._cards, self._value):
            page.booked.connect(self.reload)
        flow = PassFlow(self, self._context)
        self._passes = PassPage(flow)
        flow.changed.connect(self.reload)
        flow.managing.connect(lambda: self.turn(PASSES))
        self._form, self._extras = MemberForm(1), MemberExtras(self._context)
        self._extras.calendar_changed.connect(lambda lunar: setattr(self._form, "lunar", lunar))
        self._actions = MemberActions(self._context)
        self._actions.changed.connect(self.reload)
        self._actions.photo.connect(lambda jpeg: self._show_photo(self._profile.member_id, jpeg))
        self._problem = Text("", "body", "bad", wrap=True)

    def _make_tables(self) -> None:
        self._empty = EmptyState("receipt")
        columns = (
            Column("date", 64),
            Column("what"),
            Column("fen", 92, number=True),
            Column("points", 76, number=True),
        )
        self._history = Table(columns, self._context.theme, self._empty)
        self._history.horizontalHeader().hide()
        self._no_coupons = EmptyState("tag")
        self._coupons = Table(
            (Column("what"), Column("number", 132), Column("until", 98)), self._context.theme, self._no_coupons
        )
        self._coupons.horizontalHeader().hide()
        self._history.opened.connect(self._open_event)

    def _make_hand_buttons(self) -> QHBoxLayout:
        """Points and tier by hand stand side by side; paying out kept change has a line of its own."""
        self._pay_out = Button("")
        self._pay_out.setObjectName("pay-out")
        self._pay_out.clicked.connect(self.pay_out)
        self._points_by_hand, self._tier_by_hand = Button("", size="small"), Button("", size="small")
        for button, name, kind in (
            (self._points_by_hand, "points-by-hand", PointsByHandDialog),
            (self._tier_by_hand, "tier-by-hand", TierByHandDialog),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, kind=kind: self.by_hand(kind))
        return row(self._points_by_hand, self._tier_by_hand, spacing=8)

    def _lay_out(self) -> None:
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setObjectName(f"tab-{name}")
            chip.setMinimumHeight(36)
            chip.clicked.connect(lambda _on=False, name=name: self.turn(name))
        words = column(row(self._name, self._tier, None), self._phone, spacing=2)
        head = row(self._avatar, words, self._close, spacing=12)
        head.setStretch(1, 1)
        foot = row(self._recharge, self._save)
        layout = column(
            head, row(*self._chips.values(), None, spacing=4), self._stack, self._actions, foot,
            spacing=14, margins=(16, 16, 16, 16),
        )  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _add(self, name: str, page: QWidget) -> None:
        self._pages[name] = scrolled(page)
        self._stack.addWidget(self._pages[name])

    # --- drawer -----------------------------------------------------------------------------------------------------

    @property
    def profile(self) -> MemberProfile:
        """The member shown."""
        return self._profile

    def keys(self) -> Sequence[KeyHint]:
        """Keys that work while the drawer is open; Esc is the window's."""
        if self._stack.currentWidget() is self._pages[EDIT]:
            return (KeyHint("F12", self.tr("Save"), self.save), KeyHint("F6", self.tr("Top up"), self.recharge))
        own = self._value.keys() if self._stack.currentWidget() is self._pages[VALUE] else ()
        return (
            KeyHint("F6", self.tr("Top up"), self.recharge),
            KeyHint("F7", self.tr("Gifts"), self.mall),
            KeyHint("F3", self.tr("Edit"), lambda: self.turn(EDIT)),
            KeyHint("Ctrl+H", self.tr("History"), lambda: self._actions.do("history")),
            KeyHint("F1", self.tr("Check in") if self._profile.passes else self.tr("Sell a pass"), self.pass_key),
            *own,
        )

    def turn(self, name: str) -> None:
        """Show overview, stored value, cards, passes, coupons, edit or history."""
        self._chips[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        self._save.setVisible(name == EDIT)
        self._recharge.setVisible(name != EDIT)
        self._actions.setVisible(name == OVERVIEW)
        if name == EDIT:
            self._form.name.setFocus()
        if name == VALUE:
            self._value.read()
        QCoreApplication.postEvent(self.window(), QEvent(KEYS_CHANGED))

    def retranslate(self) -> None:
        """All words anew."""
        for name, words in (
            (OVERVIEW, self.tr("Overview")),
            (VALUE, self.tr("Stored value")),
            (CARDS, self.tr("Cards")),
            (PASSES, self.tr("Passes")),
            (COUPONS, self.tr("Coupons")),
            (EDIT, self.tr("Edit")),
            (HISTORY, self.tr("History")),
        ):
            self._chips[name].setText(words)
        self._close.setText(self.tr("Close"))
        self._recharge.setText(self.tr("Top up"))
        self._save.setText(self.tr("Save"))
        self._empty.set(self.tr("Nothing yet"), self.tr("Sales, top-ups and refunds appear here"))
        self._no_coupons.set(self.tr("No coupons"))
        self._form.retranslate()
        self._value.retranslate()
        self._passes.retranslate()
        self._extras.retranslate()
        self._actions.retranslate()
        self.show_profile(self._profile)

    def show_profile(self, profile: MemberProfile) -> None:
        """The member as it is now."""
        p = self._profile = profile
        number = national_digits(p.phone or "")
        self._avatar.set_name(person(p.name))
        self._name.setText(person(p.name))
        self._tier.setText(blocked_words(p.blocked) if p.blocked else p.tier or "")
        set_tone(self._tier, "bad" if p.blocked else "gold")
        self._tier.setVisible(bool(p.tier or p.blocked))
        self._phone.setText((number if self._see_phone else phone(number)) or self.tr("No phone number"))
        self._fill_facts(p)
        self._cards.show_profile(p)
        self._value.show_profile(p)
        self._passes.show_profile(p)
        self._form.fill(p, see_phone=self._see_phone)
        self._show_more()
        self._problem.setText("")
        self._coupons.set_lines([self._coupon(coupon) for coupon in p.coupons])
        self._history.set_lines([history_line(h) for h in p.recent])

    # --- what is read besides ---------------------------------------------------------------------------------------

    def _read_more(self) -> None:
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())
        self._context.read(lambda db: member_details.details(db, member_id, now_ms), self.show_details, None, self)
        load_photo(self._context, self, member_id, self._show_photo)

    def show_details(self, details: MemberDetails) -> None:
        """What only the profile shows."""
        if details.member_id == self._profile.member_id:
            self._details = details
            self._fill_facts(self._profile)
            self._show_more()

    def _show_photo(self, _member_id: str, jpeg: bytes | None) -> None:
        self._has_photo = jpeg is not None
        self._avatar.set_photo(jpeg)
        self._show_more()

    def _show_more(self) -> None:
        self._actions.show_member(self._profile, self._details, has_photo=self._has_photo)
        if self._details is not None:
            self._extras.fill(self._profile, self._details)

    def _fill_facts(self, p: MemberProfile) -> None:
        _empty(self._facts)
        for label, value, tone in self._facts_of(p):
            self._facts.addWidget(FactRow(label, value, tone))
        self._points_by_hand.setText(self.tr("Points by hand"))
        self._tier_by_hand.setText(self.tr("Give a tier"))
        self._tier_by_hand.setVisible(p.tier is not None)
        self._pay_out.setText(self.tr("Pay out kept change, {fen}").format(fen=amount(p.change_fen)))
        self._pay_out.setVisible(p.change_fen > 0)

    def _facts_of(self, p: MemberProfile) -> list[tuple[str, str, str]]:
        nothing = "—"
        tier = self.tr("{tier}, until {date}").format(tier=p.tier, date=p.tier_to) if p.tier and p.tier_to else p.tier
        facts = [
            (self.tr("Stored value"), money(p.stored_fen, self._context.currency), "brand"),
            (self.tr("of it principal"), amount(p.principal_fen), ""),
            (self.tr("of it gift"), amount(p.bonus_fen), ""),
            *([(self.tr("Kept change"), amount(p.change_fen), "brand")] if p.change_fen else []),
            (self.tr("Points"), count(p.points), "bad" if p.points < 0 else "gold"),
            *((self.tr("expire on {date}").format(date=day), count(points), "warn") for day, points in p.expiring),
            (self.tr("Tier"), tier or nothing, ""),
            *tier_facts(p, self._context.currency),
            (self.tr("Visits"), count(p.visits), ""),
            (self.tr("Last visit"), p.last_visit_on or nothing, ""),
            (self.tr("Member since"), p.joined_on, ""),
            (self.tr("Birthday"), birthday_words(p) or nothing, ""),
            (self.tr("Sex"), sex_words(p.sex), ""),
        ]
        if p.ends_on:
            facts.append((self.tr("Membership until"), p.ends_on, "bad" if p.blocked == "ended" else ""))
        if p.tags:
            facts.append((self.tr("Tags"), ", ".join(p.tags), ""))
        facts += more_facts(self._details)
        return [*facts, (self.tr("Notes"), p.notes, "")] if p.notes else facts

    def _coupon(self, coupon: CouponView) -> Line:
        until = coupon.valid_to or self.tr("no end")
        return Line(coupon.coupon_id, (coupon.name or coupon.code, Cell(coupon.number, "faint"), Cell(until, "muted")))

    def pay_out(self) -> None:
        """Kept change in cash; who may not is asked for an approval."""
        member_id = self._profile.member_id

        def paid(fen: int) -> None:
            self._context.services["kick_drawer"]()
            self._context.shell.toast(self.tr("Hand over {fen}.").format(fen=money(fen, self._context.currency)))
            self._context.tell(frozenset({"member", "shift", "queue"}))
            self.reload()

        run_approved(self._context, self, lambda use: kept_change.pay_out(use, member_id), paid, None)

    def by_hand(self, kind: type[PointsByHandDialog | TierByHandDialog]) -> None:
        """Points or a tier, with a reason."""
        dialog = kind(self, self._context, self._profile)
        dialog.booked.connect(self.reload)
        dialog.open()

    def pass_key(self) -> None:
        """F1: a check-in, or the first pass."""
        if self._profile.passes:
            self._passes.check_in()
        else:
            self._passes.sell()

    # --- the rest ---------------------------------------------------------------------------------------------------

    def recharge(self) -> None:
        """Top-up."""
        dialog = RechargeDialog(self, self._context, self._profile)
        dialog.recharged.connect(lambda _done: self.reload())
        dialog.open()

    def mall(self) -> None:
        """Gifts, draws, check-in and tasks."""
        dialog = MallDialog(self, self._context, self._profile)
        dialog.done.connect(self.reload)
        dialog.open()

    def save(self) -> None:
        """Keeps the edited profile."""
        if self._stack.currentWidget() is not self._pages[EDIT] or not (self._form.check() & self._extras.check()):
            return
        values = self._form.values() | (self._extras.values() if self._details is not None else {})
        member_id = self._profile.member_id
        self._save.setEnabled(False)

        def saved(profile: MemberProfile) -> None:
            self._save.setEnabled(True)
            self._context.shell.toast(self.tr("Saved."))
            self.show_profile(profile)
            self._read_more()
            self._context.tell(frozenset({"member", "queue"}))
            self.changed.emit(profile)

        run_approved(self._context, self, lambda use: members.change(use, member_id, values), saved, self._not_saved)

    def _not_saved(self, error: PosError) -> None:
        self._save.setEnabled(True)
        words = message(error, self._context.currency)
        self._problem.setText(f"{words.sentence} {words.next_step}")

    def reload(self) -> None:
        """Read the member anew."""
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())

        def fresh(profile: MemberProfile) -> None:
            self.show_profile(profile)
            self.changed.emit(profile)

        self._context.read(lambda db: members.profile(db, member_id, now_ms), fresh, None, self)
        self._read_more()

    def _open_event(self, event_id: str) -> None:
        found = next((h for h in self._profile.recent if h.event_id == event_id), None)
        if found is not None and found.kind == "sale" and found.receipt_no:
            self._context.shell.go("refund", receipt=found.receipt_no)
        elif found is not None and found.kind == "redeem":
            self._context.read(lambda db: gifts.done(db, event_id), self._take_back, None, self)

    def _take_back(self, gift: GiftDone) -> None:
        dialog = GiftReturnDialog(self, self._context, gift)
        dialog.booked.connect(self.reload)
        dialog.open()


def _holder(*items: object) -> QWidget:
    made = QWidget()
    made.setLayout(column(*items, spacing=12))  # type: ignore[arg-type]
    return made


def _empty(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        if old := item.widget():
            old.hide()
            old.deleteLater()
