"""Check-in (签到核销): whose pass, how many persons, who serves; the photo large enough to compare with a face."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import pass_desk, pass_views
from memberpos.services.pass_desk import UsePass
from memberpos.services.pass_results import PassUsed
from memberpos.services.pass_views import Desk, RecentUse
from memberpos.services.results import MemberProfile, PassView
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import clock, count, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.pass_words import left_words
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import EmptyState, column, row, scrolled
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pass_card import PassCard
from memberpos.ui.widgets.photo import Photo
from memberpos.ui.widgets.text import Badge, ElidedText, Text
from memberpos.ui.widgets.use_lines import UseLines

PHOTO_PX = 220
CARD_PX, LIST_PX = 90, 236
MOST_PERSONS = 99
MOST_STAFF = 6


class CheckInDialog(Dialog):
    """`used` carries the `PassUsed`, `asked` sell | manage, `undone` that a use was taken back."""

    used = Signal(object)
    asked = Signal(str)
    undone = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, prints: Callable[[], bool]) -> None:
        super().__init__(window, width_px=900, accept_key="F12")
        self._context, self._profile, self._prints = context, profile, prints
        self._event_id = str(context.services["new_id"]())
        self._desk = Desk()
        self._passes = sorted(profile.passes, key=lambda view: bool(view.refusal))  # what can be used now first
        self._chosen = next((view.pass_id for view in self._passes if not view.refusal), "")
        self._persons = 1
        self._cards: list[PassCard] = []
        self.photo = Photo(person(profile.name), PHOTO_PX)
        self._name, self._tier = ElidedText(person(profile.name), "title"), Badge(profile.tier or "", "gold")
        self._about = Text("", "body", "muted", wrap=True)
        self._list, self._empty = column(spacing=8), EmptyState("card")
        self._fewer, self._more = Button("−"), Button("+")
        self._persons_name, self._persons_text = Text("", "small", "muted"), Text("1", "figure")
        self._served_name, self._service_name = Text("", "small", "muted"), Text("", "small", "muted")
        self._served, self._services = QButtonGroup(self), QButtonGroup(self)
        self._served_row, self._service_row = row(None, spacing=6), row(None, spacing=6)
        self._recent = UseLines(lambda at_ms: clock(at_ms, context.time_zone), key="F8", touch=context.theme.touch)
        self._recent.undo.connect(self.undo)
        self._sell = Button("", "F6")
        self._lay_out()
        self.retranslate()
        self._read()

    def _lay_out(self) -> None:
        for button, step, name in ((self._fewer, -1, "fewer"), (self._more, 1, "more")):
            button.setObjectName(name)
            button.setFixedWidth(56)
            button.setMinimumHeight(44)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, step=step: self.step(step))
        self._persons_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._persons_text.setMinimumWidth(56)
        self._tier.setVisible(bool(self._profile.tier))
        self._sell.clicked.connect(lambda: self.ask("sell"))
        self._sell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot.insertWidget(0, self._sell)
        holder = QWidget()
        holder.setLayout(column(self._list, None, spacing=0))
        self._area = area = scrolled(holder)
        area.setFixedHeight(min(LIST_PX, len(self._passes) * CARD_PX or LIST_PX))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = column(self.photo, row(self._name, self._tier, None), self._about, None, spacing=8)
        persons = column(
            self._persons_name, row(self._fewer, self._persons_text, self._more, None, spacing=4), spacing=4
        )
        served = column(self._served_name, self._served_row, spacing=4)
        self._who = QWidget()
        self._who.setLayout(row(persons, 16, served, None, spacing=8))
        self._who.setVisible(bool(self._passes))
        self._service_box = QWidget()
        self._service_box.setLayout(column(self._service_name, self._service_row, spacing=4))
        right = column(area, self._who, self._service_box, self._recent, None, spacing=12)
        both = row(left, right, spacing=24)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        self._fill_list()

    # --- data -------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        member_id, me = self._profile.member_id, self._context.shell.session().staff_id
        now_ms = int(self._context.services["now_ms"]())
        self._context.read(lambda db: pass_views.desk(db, member_id, me, now_ms), self.show_desk, None, self)

    def show_desk(self, desk: Desk) -> None:
        """Photo, staff, goods and the newest check-ins."""
        self._desk = desk
        self.photo.set_photo(desk.photo)
        self._fill_chips(self._served_row, self._served, desk.staff[:MOST_STAFF], "served")
        self._served_name.setVisible(len(desk.staff) > 1)
        self._recent.show_uses(desk.recent)
        self._show()

    def _fill_list(self) -> None:
        for view in self._passes:
            card = PassCard(view)
            card.setObjectName(f"pass-{view.pass_id}")
            card.pressed.connect(self.choose)
            self._cards.append(card)
            self._list.addWidget(card)
        if not self._cards:
            self._list.addWidget(self._empty)

    def _fill_chips(self, into: object, group: QButtonGroup, values: Sequence[tuple[str, str]], name: str) -> None:
        """Chips of (value, words); none pressed."""
        for button in group.buttons():
            group.removeButton(button)
            button.hide()
            button.deleteLater()
        for value, words in values:
            chip = ChoiceChip(words)
            chip.setProperty("value", value)
            chip.setObjectName(f"{name}-{value}")
            chip.setMinimumHeight(44)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            group.addButton(chip)
            into.insertWidget(into.count() - 1, chip)  # type: ignore[attr-defined]

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._persons_name.setText(self.tr("Persons"))
        self._served_name.setText(self.tr("Served by"))
        self._service_name.setText(self.tr("Service"))
        self._sell.setText(self.tr("Sell a pass"))
        self._empty.set(self.tr("No pass yet"), self.tr("F6 sells one"))
        visit = self.tr("Last visit {date}").format(date=self._profile.last_visit_on or "—")
        self._about.setText(f"{visit}\n" + self.tr("%n visit(s)", "", self._profile.visits))
        for card in self._cards:
            card.retranslate()
        self._recent.retranslate()
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """F12 checks in; arrows choose the pass, plus and minus the persons."""
        return (
            KeyHint("F12", self.tr("Check in"), self.accept, self.next.isEnabled()),
            KeyHint("Up", "", lambda: self._move(-1)),
            KeyHint("Down", self.tr("Other pass") if len(self._cards) > 1 else "", lambda: self._move(1)),
            KeyHint("+", self.tr("One more person"), lambda: self.step(1)),
            KeyHint("-", "", lambda: self.step(-1)),
            KeyHint("F5", self.tr("Staff") if len(self._desk.staff) > 1 else "", self._next_staff),
            KeyHint("F8", self.tr("Take back") if self._desk.recent else "", self._undo_last, bool(self._desk.recent)),
            KeyHint("F3", self.tr("Manage"), lambda: self.ask("manage")),
            KeyHint("F6", self.tr("Sell a pass"), lambda: self.ask("sell")),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus and minus also where the window's keys do not come."""
        work = {
            Qt.Key.Key_Up: lambda: self._move(-1), Qt.Key.Key_Down: lambda: self._move(1),
            Qt.Key.Key_Plus: lambda: self.step(1), Qt.Key.Key_Minus: lambda: self.step(-1),
        }.get(Qt.Key(event.key()))  # fmt: skip
        if work is None:
            super().keyPressEvent(event)
        else:
            work()

    def choose(self, pass_id: str) -> None:
        """Another pass."""
        self._chosen = pass_id
        self._persons = min(self._persons, self._most())
        self._show()

    def step(self, by: int) -> None:
        """More or fewer persons."""
        self._persons = min(max(self._persons + by, 1), self._most())
        self._show()

    def ask(self, what: str) -> None:
        """Something else than a check-in: sell | manage."""
        self.finish(False)
        self.asked.emit(what)

    def _move(self, step: int) -> None:
        ids = [card.view.pass_id for card in self._cards]
        if ids:
            at = ids.index(self._chosen) if self._chosen in ids else -1 if step > 0 else 0
            self.choose(ids[(at + step) % len(ids)])

    def _next_staff(self) -> None:
        buttons = self._served.buttons()
        if buttons:
            at = next((n for n, button in enumerate(buttons) if button.isChecked()), -1)
            buttons[(at + 1) % len(buttons)].setChecked(True)

    def _view(self) -> PassView | None:
        return next((view for view in self._passes if view.pass_id == self._chosen), None)

    def _most(self) -> int:
        view = self._view()
        limits = [MOST_PERSONS, view.left if view else None, view.most_persons if view else None]
        return max(1, min(limit for limit in limits if limit is not None))

    def _show(self) -> None:
        view = self._view()
        for card in self._cards:
            card.set_chosen(card.view.pass_id == self._chosen)
            if card.view is view:
                self._area.ensureWidgetVisible(card, 0, 4)
        self._persons_text.setText(count(self._persons))
        self._show_services(view)
        usable = view is not None and not view.refusal
        problem = message(PosError(view.refusal)) if view is not None and view.refusal else None
        self.set_problem(f"{problem.sentence} {problem.next_step}" if problem else "")
        words = (
            self.tr("Check in")
            if view is None or view.left is None
            else self.tr("Check in, %n use(s)", "", self._persons)
        )
        self.set_texts(self.tr("Check in"), words, self.tr("Back"))
        self.next.setEnabled(usable)

    def _show_services(self, view: PassView | None) -> None:
        goods = [(sku, name) for sku, name in self._desk.goods if view is not None and sku in view.skus]
        shown = [button.property("value") for button in self._services.buttons()]
        if [sku for sku, _ in goods] != shown:
            self._fill_chips(self._service_row, self._services, goods, "service")
        self._service_box.setVisible(len(goods) > 1)

    # --- booking ----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Books the use."""
        view = self._view()
        if view is None or not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = UsePass(
            self._profile.member_id, view.pass_id, self._persons, _value(self._served) or None, self._service(view),
            self._event_id,
        )  # fmt: skip
        run_approved(self._context, self, lambda use: pass_desk.use(use, request), self._done, self._refused)

    def _service(self, view: PassView) -> str:
        return _value(self._services) or (view.skus[0] if len(view.skus) == 1 else "")

    def _done(self, done: PassUsed) -> None:
        if self._prints():
            self._context.services["print_event"](done.event_id, False)
        self._context.shell.toast(
            self.tr("{title}: checked in, {left}.").format(title=done.title, left=left_words(done.left))
        )
        self.finish(True)
        self.used.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _undo_last(self) -> None:
        if self._desk.recent:
            self.undo(self._desk.recent[0])

    def undo(self, use: RecentUse) -> None:
        """Takes a check-in back; later than 10 minutes somebody else approves."""
        self.hold(booking=True)
        event_id = str(self._context.services["new_id"]())

        def done(_changed: object) -> None:
            self._context.shell.toast(self.tr("{title}: taken back.").format(title=use.title))
            self.hold(booking=False)
            self.finish(True)
            self.undone.emit()

        run_approved(self._context, self, lambda of: pass_desk.undo(of, use.event_id, event_id), done, self._refused)


def _value(group: QButtonGroup) -> str:
    """The value of the pressed chip; "" = none."""
    pressed = group.checkedButton()
    return str(pressed.property("value")) if pressed is not None else ""
