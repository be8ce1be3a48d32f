"""A real shop behind the window: goods, staff, a member, an open shift; and what the window asked of its devices."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.ui.stage import NOW_MS, Stage

from memberpos.devices.readings import CardPresented
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.services import (
    card_batches,
    cards,
    checkout,
    members,
    products,
    recharges,
    setup,
    shifts,
    shop_settings,
    staff,
)
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.imports import WriterBooks
from memberpos.services.members import EnrolRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.results import MemberProfile, SaleDone
from memberpos.services.rights import roles
from memberpos.services.setup import SetupRequest
from memberpos.services.use import Use
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.ui.context import UiContext
from memberpos.ui.widgets.overlay import Dialog

if TYPE_CHECKING:
    from tests.ui.conftest import Till

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
LATTE = Product("6001", "Latte", 2800)
CAKE = Product("6933", "Cake", 3800)
CARD = "860000000017"
STOCK = "860000000101"


@dataclass
class Live:
    """`devices` are the roles that are set up; lists keep what was asked of them."""

    stage: Stage
    till: Till
    context: UiContext
    devices: set[str] = field(default_factory=lambda: {"card", "printer"})
    tracks: list[tuple[str, str, str]] = field(default_factory=list)
    printed: list[tuple[str, bool]] = field(default_factory=list)
    cancelled: int = 0
    member: MemberProfile | None = None
    cashier_id: str = ""
    manager_id: str = ""

    def run(self, work: Callable[[Use], T]) -> T:
        """A use case at once, by who works now."""
        return self.till.writer.call(lambda db: work(self.till.use(db)))

    def read(self, work: Callable[[Database], T]) -> T:
        """A look-up at once."""
        return self.till.writer.call(work)

    def sign_in(self, staff_id: str) -> None:
        """Somebody else works."""
        self.till.staff_id = staff_id
        who = next(each for each in self.read(staff.everyone) if each.id == staff_id)
        rights = roles().rights[who.role]
        session = self.stage.window.session()
        self.stage.window.set_session(
            replace(session, staff_id=staff_id, staff_name=who.name, role=who.role, rights=rights)
        )

    def profile(self, member_id: str = "") -> MemberProfile:
        """A member as of now."""
        wanted = member_id or self.member.member_id
        return self.read(lambda db: members.profile(db, wanted, self.till.now_ms))

    def sell(self, *tenders: TenderRequest, member: bool = True) -> SaleDone:
        """A sale of two lattes and a cake."""
        cart = Cart(str(uuid.uuid4())).add(LATTE).add(LATTE).add(CAKE)
        if member:
            cart = cart.set_member(self.member.member_id, CARD)
        return self.run(lambda use: checkout.finish(use, FinishSale(cart, tenders or (TenderRequest("cash", None),))))

    def show(self, name: str, factory: Callable[[UiContext], Any]) -> Any:
        """A screen in front."""
        self.stage.window._factories[name] = lambda: factory(self.context)
        self.stage.window.go(name)
        return self.stage.window.screen(name)

    def swipe(self, number: str = CARD) -> None:
        """A card of this shop at the reader, its track as the shop writes it."""
        tracks = self.read(lambda db: cards.encoding(db, number))
        self.stage.window.read(CardPresented(number, "magstripe", tracks))

    def dialog(self, kind: type[W]) -> W:
        """The open dialog, which is one of this kind."""
        found = self.stage.window._dialog()
        assert isinstance(found, kind), found
        return found

    @property
    def quiet(self) -> bool:
        """Nothing is under way and no dialog is open."""
        return self.till.runner.idle and self.stage.window._dialog() is None

    def toasts(self) -> list[str]:
        """What the window said last."""
        return [label.text() for toast in self.stage.window.toasts._toasts for label in toast.findChildren(QLabel)]

    # --- devices ----------------------------------------------------------------------------------------------------

    def _services(self) -> dict[str, Any]:
        return {
            "now_ms": lambda: self.till.now_ms,
            "new_id": lambda: str(uuid.uuid4()),
            "has_device": lambda role: role in self.devices,
            "has_writer": lambda: "card" in self.devices,
            "write_card": self._write,
            "cancel_card": self._cancel,
            "print_event": lambda event_id, drawer=False: self.printed.append((event_id, drawer)),
            "kick_drawer": lambda: True,
            "paper": lambda _db, _event_id: b"",
            "language": lambda: "en",
            "home": self.till.folder,
            "import_books": lambda: WriterBooks(self.till.writer, self.till.use, self.till.open_database),
        }

    def _write(self, tracks: tuple[str, str, str]) -> bool:
        self.tracks.append(tracks)
        return "card" in self.devices

    def _cancel(self) -> bool:
        self.cancelled += 1
        return "card" in self.devices


@dataclass(frozen=True)
class Ids:
    """Who is in the shop's database."""

    owner: str
    cashier: str
    manager: str
    member: str


def build(path: Path, key: bytes) -> Ids:
    """A shop on its first morning."""
    db = open_database(path, key)
    migrate(db)
    owner = setup.create_shop(Use(db, NOW_MS, uuid.uuid4), SetupRequest("Shop", "Owner", "2468")).owner_id
    use = Use(db, NOW_MS, uuid.uuid4, owner)
    shop_settings.change(use, {"points.rate": "1/1", "law.enforce": False})
    products.put(use, LATTE, ("6901234",), 1)
    products.put(use, CAKE, (), 2)
    cashier, manager = staff.add(use, "Cashier", "cashier", "1357"), staff.add(use, "Manager", "manager", "8642")
    shifts.open_shift(use, 50_000)
    member = members.enrol(use, EnrolRequest("林晓棠", "13800136021", "1990-11-24")).member_id
    cards.issue(use, member, CARD)
    card_batches.make(use, BatchRequest(STOCK, 5))
    recharges.recharge(use, RechargeRequest(member, 20_000, 1_000))
    db.close()
    return Ids(owner, cashier, manager, member)


def open_shop(stage: Stage, till: Till, ids: Ids) -> Live:
    """The shop behind the window; the owner works."""
    live = Live(stage, till, None, cashier_id=ids.cashier, manager_id=ids.manager)  # type: ignore[arg-type]
    live.context = till.context(stage, **live._services())
    till.runner.refused.connect(stage.window.error)
    till.runner.changed.connect(stage.window.tell_changed)
    till.owner_id = ids.owner
    live.member = live.profile(ids.member)
    live.sign_in(ids.owner)
    return live


def press(widget: QWidget, name: str) -> None:
    """Clicks the button called `name`."""
    button = widget.findChild(QWidget, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(widget: QWidget, name: str, text: str) -> None:
    """Types into the field called `name`; what no key gives comes as an input method's word."""
    field_ = widget.findChild(QWidget, name)
    assert field_ is not None, name
    field_.clear()
    if text.isascii():
        QTest.keyClicks(field_, text)
    else:
        word = QInputMethodEvent()
        word.setCommitString(text)
        QCoreApplication.sendEvent(field_, word)


def words_of(dialog: Dialog) -> str:
    """What a dialog says is wrong."""
    return dialog.problem.text() if not dialog.problem.isHidden() else ""
