"""Coupons: their kinds, and giving them out: to one member, or in a batch for whoever shows a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.coupons import AMOUNT, KINDS, TRIAL
from memberpos.domain.errors import PosError
from memberpos.domain.offer_documents import coupon_kind_from
from memberpos.domain.rule_examples import coupon_costs
from memberpos.services import coupons, marketing, offers
from memberpos.services.coupons import CouponDone
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages.base import Document, ListPage
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    DayEntry,
    DaysEntry,
    Entry,
    FlagEntry,
    HoursEntry,
    ListEntry,
    MoneyEntry,
    TextEntry,
    WholeEntry,
    WorthEntry,
)
from memberpos.ui.marketing_pages.offers import free_code
from memberpos.ui.marketing_pages.sentences import Sentences
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

#: Numbers shown after a batch; all of them are in the books.
_SHOWN = 12


def _entries() -> list[Entry]:
    return [
        TextEntry("name"), ChoiceEntry("kind", KINDS).named("coupon"), WorthEntry("value"), MoneyEntry("min_fen"),
        WholeEntry("valid_days", 5), ListEntry("skus"), ListEntry("categories"), WholeEntry("per_member"),
        WholeEntry("per_day"), WholeEntry("total"), DayEntry("from"), DayEntry("to"), DaysEntry("weekdays"),
        HoursEntry("hours"), TextEntry("group"), FlagEntry("transferable", default=True), TextEntry("code"),
    ]  # fmt: skip


class CouponsPage(ListPage):
    """Kinds at the left; F6 gives out coupons of the one in the form."""

    right = "offer.change"

    def __init__(self, context: UiContext) -> None:
        self.give_button = Button("", "F6")
        self.give_button.setObjectName("give-coupons")
        self.give_button.clicked.connect(self.give)
        super().__init__(context, _entries())
        self.form.entries["kind"].watch(self._kind_changed)

    def title(self) -> str:
        return self.tr("Coupons")

    def below_list(self) -> tuple[QWidget, ...]:
        return (self.give_button,)

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {doc["code"]: doc for doc in facts.coupon_kinds}

    def new(self) -> Document:
        return {"code": free_code("C", self._docs), "kind": AMOUNT, "value": 1_000, "min_fen": 5_000, "valid_days": 30}

    def show_document(self, code: str) -> None:
        doc = self._docs[code] if code else self.new()
        self._worth(str(doc["kind"]))
        super().show_document(code)
        self.give_button.setEnabled(bool(code))

    def check(self, doc: Document) -> str:
        assert self.facts is not None
        kind = coupon_kind_from(doc)
        return Sentences(self.context.currency).costs(coupon_costs(kind, self.facts.goods, self.facts.shop.rules))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        return lambda use: offers.put_kind(use, doc)

    def draft(self, doc: Document) -> Draft:
        return Draft(coupon_kinds=(doc,))

    def give(self) -> None:
        """Asks to whom."""
        if self._chosen:
            GiveDialog(self, self.context, self._chosen, str(self._docs[self._chosen].get("name", ""))).open()

    def keys(self) -> Sequence[KeyHint]:
        """F6 gives out."""
        return (KeyHint("F6", self.tr("Give out"), self.give, bool(self._chosen)), *super().keys())

    def retranslate(self) -> None:
        self.give_button.setText(self.tr("Give out coupons"))
        super().retranslate()

    def _kind_changed(self) -> None:
        self._worth(str(self.form.entries["kind"].value()))

    def _worth(self, kind: str) -> None:
        worth = self.form.entries["value"]
        assert isinstance(worth, WorthEntry)
        worth.money = kind in (AMOUNT, TRIAL)


class GiveDialog(Dialog):
    """To members by phone or card (with commas between), or so many for anybody."""

    given = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, code: str, name: str) -> None:
        super().__init__(window, width_px=560)
        self._context, self._code, self._name = context, code, name
        self._whom, self._count = Field(), Field(latin=True, pattern=r"\d{0,5}")
        self._whom.setObjectName("give-whom")
        self._count.setObjectName("give-count")
        self._rows = [FormRow(self._whom), FormRow(self._count)]
        self._numbers = Text("", "body", wrap=True)
        self._numbers.hide()
        for part in (*self._rows, self._numbers):
            self.body.addWidget(part)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Give out coupons"), self.tr("Give"), self.tr("Back"), self._name or self._code)
        self._rows[0].set(self.tr("To members"), self.tr("Phone or card number, with commas between."))
        self._rows[1].set(
            self.tr("Or so many for anybody"), self.tr("Whoever shows the number may use it; 1 to 10000.")
        )

    def first_field(self) -> QWidget | None:
        return self._whom

    def accept(self) -> None:
        """One of the two is needed."""
        whom, code = [each for each in self._whom.text().replace("，", ",").split(",") if each.strip()], self._code
        count = int(self._count.text() or 0)
        if bool(whom) == bool(count):
            self.set_problem(self.tr("Enter members, or a number of coupons."))
            return
        self.hold(booking=True)
        if whom:
            self._context.run(lambda use: _to_members(use, code, whom), self._done, self._refused, self)
        else:
            self._context.run(lambda use: coupons.batch(use, code, count), self._done, self._refused, self)

    def _done(self, made: list[CouponDone]) -> None:
        self.hold(booking=False)
        self._context.tell(frozenset({"member"}))
        self.set_problem("")
        numbers = " · ".join(one.number for one in made[:_SHOWN])
        self._numbers.setText(self.tr("Given: {count}").format(count=len(made)) + f"\n{numbers}")
        self._numbers.show()
        self.set_texts(self.tr("Give out coupons"), "", self.tr("Close"), self._name or self._code)
        for part in self._rows:
            part.hide()
        self.arrange()
        self.given.emit(made)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        said = message(error, self._context.currency)
        self.set_problem(f"{said.sentence} {said.next_step}")


def _to_members(use: Use, code: str, whom: Sequence[str]) -> list[CouponDone]:
    """All or none. PosError not_found (member)."""
    return coupons.issue_to(use, code, marketing.member_ids(use.db, whom))
