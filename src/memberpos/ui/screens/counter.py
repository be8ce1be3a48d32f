"""The counter: member at the left, cart in the middle, payment at the right (F-keys for everything)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import CardPresented, Reading, Scan
from memberpos.domain.catalog import MILLI
from memberpos.domain.errors import PosError
from memberpos.ui.card_face import CardFaceKeeper
from memberpos.ui.context import UiContext
from memberpos.ui.counter_flow import CounterFlow
from memberpos.ui.counter_model import CounterModel
from memberpos.ui.counter_state import Swap
from memberpos.ui.customer_display import CustomerDisplay
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_photo import load_photo
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.cart_panel import CartPanel
from memberpos.ui.widgets.member_panel import MemberPanel
from memberpos.ui.widgets.pay_panel import PayPanel

WIDE_PX = 1600
MEMBER_PX, PAY_PX = 352, 326
#: With more room the outer panels take some of it too.
WIDE_MEMBER_PX, WIDE_PAY_PX = 416, 392


class Counter(Screen):
    """Rings up one sale at a time. The model holds it, the flow asks in dialogs; here are panels, keys and readings."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.model = CounterModel(
            context, lambda work, then, failed: run_approved(context, self, work, then, failed), self
        )
        self._member, self._cart, self._pay = MemberPanel(context.theme), CartPanel(context.theme), PayPanel()
        self.flow = CounterFlow(self, context, self.model, self._pay.print_toggle.isChecked)
        CustomerDisplay(self.model, context, self)
        self._face = CardFaceKeeper(self.model, context, self)
        gap = context.theme.size("gap")
        layout = row(self._member, self._cart, self._pay, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._fit(wide=False)
        self._wire()

    def _wire(self) -> None:
        flow = self.flow
        asked = {
            "new": flow.enrol, "recharge": flow.recharge, "profile": flow.show_profile, "leave": self._leave,
            "hold": self.model.hold, "take": flow.recall, "more": flow.search_goods, "pay": flow.pay,
            "points": flow.use_points, "shift": flow.open_shift, "offers": flow.offers,
        }  # fmt: skip
        for panel in (self._member, self._cart, self._pay):
            panel.asked.connect(lambda what: asked[what]())
        self._cart.product.connect(self.model.add)
        self._cart.opened.connect(flow.change_line)
        self._pay.chosen.connect(flow.choose_tender)
        self.model.changed.connect(self._show)
        self.model.held.connect(self._held)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Counter")

    def retranslate(self) -> None:
        """All words anew."""
        for panel in (self._member, self._cart, self._pay):
            panel.retranslate()
        self._show()

    def on_shown(self, **facts: object) -> None:
        """Reads rules, keys and shift; `member_id` brings a member, `phone` begins an enrolment, `swap` an exchange."""
        self.model.read_facts()
        self.setFocus()
        if isinstance(facts.get("member_id"), str):
            self.model.load_member(str(facts["member_id"]))
        if isinstance(facts.get("phone"), str):
            self.flow.enrol(str(facts["phone"]))
        if isinstance(swap := facts.get("swap"), Swap):
            self.model.begin_swap(swap)

    def on_changed(self, what: frozenset[str]) -> None:
        """Shift, goods or the member changed."""
        if what & {"shift", "goods", "settings"}:
            self.model.read_facts()
        if "member" in what:
            self.model.reload_member()

    def on_reading(self, reading: Reading) -> bool:
        """Cards bring their member, scans bring goods or a card; a payment code is never looked up."""
        self._face.hear(reading)
        if isinstance(reading, CardPresented):
            self._card(reading)
        elif isinstance(reading, Scan) and reading.purpose == "payment":
            self.context.shell.toast(self.tr("A payment code: take it on the payment terminal."), "info")
        elif isinstance(reading, Scan):
            self.flow.find(reading.text, exact=True)
        return isinstance(reading, CardPresented | Scan)

    def _card(self, reading: CardPresented) -> None:
        if reading.text:
            self.flow.present(reading.text, reading.others, reading.uid)
        elif reading.fault == "random_id":
            words = self.tr("A telephone or bank card shows another number each time. Take a member card.")
            self.context.shell.toast(words, "info")
        elif reading.fault:
            words = self.tr("The card cannot be read. Hold it still on the reader, or write it again.")
            self.context.shell.toast(words, "info")
        else:
            self.context.shell.error(PosError("not_found", what="card"))

    def on_text(self, text: str) -> bool:
        """Card number, barcode, phone, name or pinyin."""
        self.setFocus()
        self.flow.find(text, exact=False)
        return True

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        flow, has_lines = self.flow, not self.model.sale.cart.empty
        member = KeyHint("F4", self.tr("New member"), flow.enrol)
        if not self.model.is_open:
            return (KeyHint("F12", self.tr("Open shift"), flow.open_shift), member)
        has_member, can_undo = self.model.sale.profile is not None, self.model.sale.history.can_undo
        return (
            KeyHint("F1", self._pass_words(), flow.pass_key, has_member),
            KeyHint("F3", "", flow.show_profile, has_member),  # the member's own buttons show F3 and F6
            member,
            KeyHint("F5", self.tr("Goods"), flow.search_goods),
            KeyHint("F6", self.tr("Top up") if has_member else "", flow.recharge, has_member),
            self._points_key(has_member=has_member, has_lines=has_lines),
            KeyHint("F8", self.tr("Offers"), flow.offers, has_lines or has_member),
            *self._hold_keys(),
            KeyHint("F10", self.tr("Shift"), lambda: self.context.shell.go("shift")),
            KeyHint("F11", self.tr("Exact cash"), flow.exact_cash, has_lines),
            KeyHint("F12", self.tr("Pay"), flow.pay, has_lines),
            KeyHint("Esc", self.tr("Clear"), flow.clear, has_lines or has_member or self.model.sale.swap is not None),
            KeyHint("Ctrl+Z", self.tr("Undo") if can_undo else "", self.model.undo, can_undo),
            *self._scan_keys(),
            *self._line_keys(),
        )

    def _scan_keys(self) -> Sequence[KeyHint]:
        """A scanner on the counter that waits to be told to look."""
        services = self.context.services
        if not services.get("has_trigger", lambda: False)():
            return ()
        return (KeyHint("Ctrl+Space", self.tr("Scan"), services["start_scan"]),)

    def _points_key(self, *, has_member: bool, has_lines: bool) -> KeyHint:
        """F7 spends points on this order; with an empty cart on gifts."""
        if has_member and not has_lines:
            return KeyHint("F7", self.tr("Gifts"), self.flow.mall)
        return KeyHint("F7", self.tr("Points"), self.flow.use_points, has_member and has_lines)

    def _pass_words(self) -> str:
        """F1 checks in who holds a pass, pays the goods in the cart with it, and sells one to who has none."""
        profile = self.model.sale.profile
        if profile is None:
            return ""
        if self.model.can_pay_with_pass:
            return self.tr("Pass")
        return self.tr("Check in") if profile.passes else self.tr("Sell a pass")

    def _hold_keys(self) -> Sequence[KeyHint]:
        """F9 puts aside; with an empty cart it takes back what waits."""
        facts = self.model.facts
        if self.model.sale.cart.empty and facts is not None and facts.held:
            return (KeyHint("F9", self.tr("Recall"), self.flow.recall),)
        can_hold = not self.model.sale.cart.empty and self.model.sale.swap is None
        return (KeyHint("F9", self.tr("Hold"), self.model.hold, can_hold),)

    def _line_keys(self) -> Sequence[KeyHint]:
        """Keys of the chosen line; they work but take no room in the bar."""
        if self.model.sale.cart.empty:
            return ()
        return (
            KeyHint("+", "", lambda: self.model.step(self._chosen(), MILLI)),
            KeyHint("-", "", lambda: self.model.step(self._chosen(), -MILLI)),
            KeyHint("Del", "", lambda: self.model.remove(self._chosen())),
            KeyHint("Up", "", lambda: self._cart.move(-1)),
            KeyHint("Down", "", lambda: self._cart.move(1)),
            KeyHint("Enter", "", lambda: self.flow.change_line(self._chosen())),
        )

    def _chosen(self) -> int:
        choice = self._cart.table.choice()
        return choice if isinstance(choice, int) else len(self.model.sale.cart.lines) - 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More quick keys and wider panels where there is room."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= WIDE_PX) != (self.width() >= WIDE_PX):
            self._fit(wide=self.width() >= WIDE_PX)

    def _fit(self, *, wide: bool) -> None:
        self._member.setFixedWidth(WIDE_MEMBER_PX if wide else MEMBER_PX)
        self._pay.setFixedWidth(WIDE_PAY_PX if wide else PAY_PX)
        self._cart.set_wide(wide)

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        sale, facts = self.model.sale, self.model.facts
        see_phone = "member.see_phone" in self.context.shell.session().rights
        if self._member.profile is not sale.profile:
            self._member.show_profile(sale.profile, self.context.currency, see_phone=see_phone)
            if sale.profile is not None:
                load_photo(self.context, self._member, sale.profile.member_id, self._member.show_photo)
        if facts is not None:
            self._cart.show_keys(facts.quick_keys)
            self._cart.show_held(len(facts.held))
            self._cart.show_shift(facts.shift is not None)
        self._cart.show_cart(sale.cart, self.model.quote, sale.chosen)
        self._cart.show_swap(sale.swap.receipt_no if sale.swap else "")
        self._pay.show_facts(self.model.pay_facts, self.context.currency)
        self._pay.show_open(is_open=facts is None or facts.shift is not None)
        self.keys_changed.emit()

    def _held(self, name: str) -> None:
        self.context.shell.toast(self.tr("On hold: {name}").format(name=name))

    def _leave(self) -> None:
        self.model.take_member(None)
