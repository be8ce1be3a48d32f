"""What came off the price and why not more; coupons and add-ons for points to choose, by keys and by scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import Reading, Scan
from memberpos.domain import coupons as rules
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.domain.explain import Note
from memberpos.domain.quote import Quote
from memberpos.services import coupons as service
from memberpos.ui.context import UiContext
from memberpos.ui.format import MINUS, amount, count, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.price_words import Said, explanation, percent_words, why_words
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import EmptyState
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

CHECKED, FREE = "☑", "☐"
CHOICES_PX, DETAILS_PX = 196, 232
#: Gives the price if exactly these coupons and add-ons were asked for.
Price = Callable[[Sequence[Coupon], Sequence[str]], Quote]


@dataclass(frozen=True)
class _Choice:
    """One row to tick: a coupon, or the code of an add-on for points."""

    coupon: Coupon | None = None
    add_on: str = ""

    @property
    def key(self) -> str:
        return self.coupon.id if self.coupon else f"add-on {self.add_on}"


class OffersDialog(Dialog):
    """`chosen` carries the ticked coupons, in the order they were ticked, and the codes of ticked add-ons."""

    chosen = Signal(object, object)
    by_hand = Signal()

    def __init__(self, window: QWidget, context: UiContext, price: Price, coupons: Sequence[Coupon]) -> None:
        super().__init__(window, width_px=780, accept_key="F12")
        self._context, self._price = context, price
        self._coupons = list(coupons)
        start = price((), ())
        self._ticked: list[str] = []
        self._add_ons = {str(note.facts["offer"]): note for note in start.notes if note.code in _FOR_POINTS}
        self._field = Field(latin=True)
        self._field.setObjectName("coupon-number")
        self._field.setMinimumHeight(44)
        self._field.returnPressed.connect(self._typed)
        self._none = EmptyState("tag")
        self._choices = Table(
            (Column("tick", 44), Column("what"), Column("until", 116), Column("effect", 232, number=True)),
            context.theme,
            self._none,
        )
        self._choices.horizontalHeader().hide()
        self._choices.setObjectName("coupons")
        self._choices.setFixedHeight(CHOICES_PX)
        self._choices.opened.connect(self._toggle)
        self._details_head = Text("", "heading")
        self._details = Table(
            (Column("name", 190), Column("words"), Column("figure", 96, number=True)), context.theme, EmptyState("tag")
        )
        self._details.horizontalHeader().hide()
        self._details.setObjectName("details")
        self._details.setFixedHeight(DETAILS_PX)
        self._by_hand = Button("", "F6")
        self._by_hand.setObjectName("by-hand")
        self._by_hand.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._by_hand.clicked.connect(self.take_off)
        self.foot.insertWidget(0, self._by_hand)
        for part in (self._field, self._choices, self._details_head, self._details):
            self.body.addWidget(part)
        self.retranslate()

    def tick(self, coupons: Sequence[Coupon], add_ons: Sequence[str]) -> None:
        """What is chosen already."""
        self._ticked = [coupon.id for coupon in coupons] + [f"add-on {code}" for code in add_ons]
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._field.setPlaceholderText(self.tr("Coupon number: scan or type, then Enter"))
        self._none.set(self.tr("No coupons"), self.tr("Scan one, or issue it to the member"))
        self._details_head.setText(self.tr("How the price is made"))
        self._by_hand.setText(self.tr("Money off by hand"))
        self._show()

    def take_off(self) -> None:
        """F6: what is ticked is used, then money is taken off by hand."""
        self.accept()
        self.by_hand.emit()

    def first_field(self) -> QWidget | None:
        """The coupons, else the number of one."""
        return self._choices if self._rows() else self._field

    def keys(self) -> Sequence[KeyHint]:
        """Space ticks, F12 uses what is ticked."""
        return (
            KeyHint("Space", self.tr("Tick"), lambda: self._toggle(self._choices.choice())),
            KeyHint("F12", self.tr("Use"), self.accept),
            KeyHint("F6", self.tr("Money off by hand"), self.take_off),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def on_reading(self, reading: Reading) -> bool:
        """A coupon under the scanner is ticked."""
        if isinstance(reading, Scan):
            self._look_up(reading.text)
        return isinstance(reading, Scan)

    def accept(self) -> None:
        """Uses what is ticked."""
        coupons, add_ons = self._asked(self._ticked)
        self.finish(True)
        self.chosen.emit(coupons, add_ons)

    # --- choosing ---------------------------------------------------------------------------------------------------

    def _rows(self) -> list[_Choice]:
        return [*(_Choice(coupon) for coupon in self._coupons), *(_Choice(add_on=code) for code in self._add_ons)]

    def _toggle(self, key: str | None) -> None:
        if key is None:
            return
        self._ticked = [one for one in self._ticked if one != key] if key in self._ticked else [*self._ticked, key]
        self._show()

    def _asked(self, ticked: Sequence[str]) -> tuple[list[Coupon], list[str]]:
        by_key = {row.key: row for row in self._rows()}
        rows = [by_key[key] for key in ticked if key in by_key]
        return [row.coupon for row in rows if row.coupon], [row.add_on for row in rows if not row.coupon]

    def _typed(self) -> None:
        """Enter takes a number that was typed; an empty field uses what is ticked."""
        text = self._field.text()
        if text.strip():
            self._look_up(text)
        else:
            self.accept()

    def _look_up(self, text: str) -> None:
        now_ms = int(self._context.services["now_ms"]())
        self._context.read(
            lambda db: service.by_number(db, text, now_ms), self._found, lambda error: self._say(error), self
        )

    def _found(self, coupon: Coupon | None) -> None:
        if coupon is None:
            self._say(PosError("not_found", what="coupon"))
            return
        self._field.clear()
        self.set_problem("")
        if coupon.id not in {one.id for one in self._coupons}:
            self._coupons.insert(0, coupon)
        if coupon.id not in self._ticked:
            self._ticked.append(coupon.id)
        self._show()
        self._choices.setFocus()

    def _say(self, error: PosError) -> None:
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
        self._field.selectAll()

    # --- looks ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        quote = self._price(*self._asked(self._ticked))
        due = money(quote.due_fen, self._context.currency)
        self.set_texts(
            self.tr("Offers and coupons"), self.tr("Use"), self.tr("Back"), self.tr("Due {fen}").format(fen=due)
        )
        chosen = self._choices.choice()
        lines = [self._choice_line(row, quote) for row in self._rows()]
        self._choices.set_lines(lines, chosen if chosen is not None else (lines[0].id if lines else None))
        self._details.set_lines([_detail(at, said) for at, said in enumerate(explanation(quote))])

    def _choice_line(self, row: _Choice, quote: Quote) -> Line:
        ticked = row.key in self._ticked
        effect = self._effect(row, quote if ticked else self._price(*self._asked([*self._ticked, row.key])), quote)
        mark = Cell(CHECKED if ticked else FREE, "brand" if ticked else "muted", strong=ticked)
        if row.coupon is None:
            note = self._add_ons[row.add_on]
            return Line(row.key, (mark, f"{note.facts['name']} · {_cost_words(note)}", "", effect))
        last = row.coupon.valid_to
        until = self.tr("until {date}").format(date=f"{last:%m-%d}") if last else ""
        return Line(row.key, (mark, coupon_words(row.coupon), Cell(until, "muted"), effect))

    def _effect(self, row: _Choice, asked: Quote, shown: Quote) -> Cell:
        """What a row takes (or would take) off, or why nothing."""
        if row.coupon is not None:
            use = next((each for each in asked.coupons if each.id == row.coupon.id), None)
            fen, why, facts = (use.fen, use.why, use.facts) if use else (0, "", {})
        else:
            fen = asked.taken_off("offer").get(row.add_on, 0)
            note = next((n for n in asked.notes if n.facts.get("offer") == row.add_on and not fen), None)
            why, facts = (note.code, note.facts) if note else ("", {})
        if fen:
            tone = "ok" if asked is shown else "muted"
            return Cell(f"{MINUS}{amount(fen)}", tone, strong=asked is shown)
        return Cell(why_words(why, facts), "warn" if asked is shown else "faint")


_FOR_POINTS = frozenset({"offer_not_asked", "offer_points_short"})


def _detail(at: int, said: Said) -> Line:
    tone = "" if said.given else "muted"
    return Line(at, (Cell(said.name, tone), Cell(said.words, "" if said.given else "faint"), Cell(said.figure, tone)))


def _cost_words(note: Note) -> str:
    points = count(int(note.facts["points"]))
    words = QCoreApplication.translate("coupons", "{points} points")
    fen = int(note.facts.get("fen", 0))
    return words.format(points=points) + (f" + {amount(fen)}" if fen else "")


def coupon_words(coupon: Coupon) -> str:
    """A coupon by its name and what it is worth: "迎新券 · 满 50.00 减 10.00"."""
    kind = coupon.kind
    worth = {
        rules.AMOUNT: QCoreApplication.translate("coupons", "{fen} off").format(fen=amount(kind.value)),
        rules.PERCENT: percent_words(kind.value),
        rules.GOODS: QCoreApplication.translate("coupons", "{count} free").format(count=kind.value),
        rules.TRIAL: QCoreApplication.translate("coupons", "One for {fen}").format(fen=amount(kind.value)),
    }[kind.kind]
    if kind.min_fen:
        least = QCoreApplication.translate("coupons", "{worth} from {fen}")
        worth = least.format(worth=worth, fen=amount(kind.min_fen))
    return f"{kind.label} · {worth}"
