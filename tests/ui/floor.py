"""A counter in a window with a real shop behind it, and hands for it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from tests.ui.stage import Stage, still_services

from memberpos.devices.readings import CardPresented
from memberpos.domain.catalog import Product
from memberpos.services import cards, members, products, recharges, setup, shifts, shop_settings, staff
from memberpos.services.rights import roles
from memberpos.services.use import Use
from memberpos.settings import Settings
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.screen import Screen
from memberpos.ui.widgets import Dialog

PHONE, CARD, LOST_CARD = "13800136021", "86000027715", "86000020011"
GOODS = (("6901", "Latte", 2_800, "6901000000016"), ("6902", "Cake", 3_800, "6901000000023"))
RULES = {"points.rate": "1/1", "points.per_yuan": 100}


@dataclass
class Floor:
    """`printed` holds the events whose papers were wanted, `owner` and `cashier` the ids of those who work here."""

    stage: Stage
    till: Any
    context: UiContext
    owner: str
    cashier: str
    member: str = ""
    printed: list[str] = field(default_factory=list)

    def work_as(self, staff_id: str, role: str) -> None:
        """Somebody else works at the till."""
        self.till.owner_id = staff_id
        session = replace(self.stage.window.session(), staff_id=staff_id, role=role, rights=roles().rights[role])
        self.stage.window.set_session(session)

    def show(self, name: str, factory: type[Screen]) -> Any:
        """A screen of this floor in front."""
        self.stage.window._factories[name] = lambda: factory(self.context)
        self.stage.window.go(name)
        return self.stage.window.screen(name)

    def press(self, *keys: str) -> None:
        """Keys as the bottom bar has them; each must mean something."""
        for key in keys:
            assert self.stage.window.take_key(key), key

    def click(self, name: str) -> None:
        """The button of that object name."""
        found = [each for each in self.stage.window.findChildren(QPushButton, name) if each.isVisible()]
        assert len(found) == 1, name
        found[0].click()

    def swipe(self, number: str) -> None:
        """A card of this shop at the reader, its track as the shop writes it."""
        tracks = self.ask(lambda db: cards.encoding(db, number))
        self.stage.window.read(CardPresented(number, "magstripe", tracks))

    def cards_without_mac(self) -> None:
        """The owner allows ID cards and foreign ones."""
        self.ask(lambda db: shop_settings.change(self.till.use(db), {"cards.without_mac": True}))

    def dialog(self, kind: type[Dialog]) -> Any:
        """The open dialog of that kind, None without one."""
        return next((each for each in self.stage.window.findChildren(kind) if each.isVisible()), None)

    def sees(self, *texts: str) -> bool:
        """All of them can be read in the window."""
        labels = [each for each in self.stage.window.findChildren(QLabel) if each.isVisible()]
        shown = [getattr(each, "whole_text", each.text)() for each in labels]
        return all(any(text in each for each in shown) for text in texts)

    def field(self, name: str) -> Any:
        """The field of that object name in the open dialog or page."""
        return next(each for each in self.stage.window.findChildren(QWidget, name) if each.isVisible())

    def ask(self, question: Any) -> Any:
        """A look into the books."""
        return self.till.writer.call(question)

    def sales(self) -> int:
        """How many sales are booked."""
        return int(self.ask(lambda db: db.value("SELECT count(*) FROM sale")))


def make_floor(stage: Stage, till: Any, **services: Any) -> Floor:
    """A shop with two goods, a member with a card, 100.00 and points; a shift is open."""
    till.owner_id = till.writer.call(lambda db: owner_of(db, till.now_ms))
    ids = till.writer.call(lambda db: _fill(till.use(db)))
    printed: list[str] = []
    own = {"print_event": lambda event_id, *_rest: printed.append(event_id), "new_id": lambda: str(uuid.uuid4())}
    context = UiContext(
        till.runner, stage.window, stage.context.theme, {"read": Settings}, still_services() | own | services
    )
    till.runner.refused.connect(stage.window.error)
    till.runner.changed.connect(stage.window.tell_changed)
    floor = Floor(stage, till, context, till.owner_id, ids["cashier"], ids["member"], printed)
    floor.work_as(floor.owner, "owner")
    return floor


def owner_of(db: Database, now_ms: int) -> str:
    """A new shop's owner."""
    request = setup.SetupRequest("Shop", "Owner", "2468", rules=RULES)
    return setup.create_shop(Use(db, now_ms, uuid.uuid4), request).owner_id


def _fill(use: Use) -> dict[str, str]:
    for at, (sku, name, fen, barcode) in enumerate(GOODS, 1):
        products.put(use, Product(sku, name, fen), [barcode], at)
    shifts.open_shift(use, 20_000)
    member = members.enrol(use, members.EnrolRequest("Lin", PHONE)).member_id
    cards.issue(use, member, LOST_CARD)
    cards.lost(use, LOST_CARD)
    cards.issue(use, member, CARD)
    recharges.recharge(use, recharges.RechargeRequest(member, 10_000))
    cashier = staff.add(use, "Cashier", "cashier", "1357")
    return {"member": member, "cashier": cashier}
