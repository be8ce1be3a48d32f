"""A till's window in a process of its own, used by somebody who has never seen one: `HOME ADDRESS CODE PHONE [sell]`.

Sets the shop up, joins headquarters, and then sells to a new member with that phone, or waits until that member's sale
is to be seen here. Says what it did, a word a line.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from memberpos.app import TillApp, main
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.services import checkout, members, products, recharges, shifts
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.store import members as rows
from memberpos.store.database import Database
from memberpos.ui.hand import Hand
from memberpos.ui.widgets import Toggle
from memberpos.ui.wizard_pages import CodePage

PIN, TEA, TOP_UP_FEN = "2468", Product("tea", "绿茶", 1000), 5000
#: Headquarters and two windows begin at once on a machine that may have much else to do.
LIMIT_S = 90.0


class Newcomer:
    """What one person does at one window."""

    def __init__(self, app: TillApp, address: str, code: str, phone: str) -> None:
        self._app, self._address, self._code, self._phone = app, address, code, phone
        self._hand = Hand(app.window, lambda: app.background.idle)

    def wait(self, condition: Callable[[], object], what: str) -> None:
        self._hand.wait(condition, what, LIMIT_S)
        print(what, flush=True)

    def set_up(self) -> None:
        window = self._app.window
        self.wait(lambda: window.place == "wizard", "wizard")
        wizard = window.screen("wizard")
        wizard.shop.name.setText("街角茶铺")  # type: ignore[attr-defined]
        wizard.next()  # type: ignore[attr-defined]
        wizard.next()  # type: ignore[attr-defined]
        wizard.rules.choose_order("principal_first")  # type: ignore[attr-defined]
        wizard.next()  # type: ignore[attr-defined]
        for field, text in ((wizard.owner.name, "林"), (wizard.owner.pin, PIN), (wizard.owner.again, PIN)):  # type: ignore[attr-defined]
            field.setText(text)
        wizard.next()  # type: ignore[attr-defined]
        self.wait(lambda: wizard._page() is wizard.code, "recovery code")  # type: ignore[attr-defined]
        found(wizard, CodePage).findChild(Toggle).click()
        wizard._next.click()  # type: ignore[attr-defined]
        self.wait(lambda: window.place == "sign_in" and self._app.background.idle, "sign-in")
        window.activateWindow()
        self._hand.type(PIN)
        self._hand.key("Return")
        self.wait(lambda: window.place == "counter" and self._app.background.idle, "counter")

    def join(self) -> None:
        window = self._app.window
        window.go("settings", page="headquarters")
        screen = window.screen("settings")
        self.wait(lambda: screen.findChild(QLineEdit, "hq-url") is not None, "headquarters page")
        found(screen, QLineEdit, "hq-url").setText(self._address)
        found(screen, QLineEdit, "hq-code").setText(self._code)
        found(screen, QPushButton, "hq-join").click()
        self.wait(lambda: self._app._status.state == "idle", "joined")

    def sell(self) -> None:
        """Green tea to a new member, from the value that was paid in before."""
        till, owner = self._app.till, self._app.window.session().staff_id

        def work(db: Database) -> None:
            use = till.use(db, owner)
            products.put(use, TEA)
            shifts.open_shift(use, 0)
            member = members.enrol(use, members.EnrolRequest("王小明", self._phone)).member_id
            recharges.recharge(use, RechargeRequest(member, TOP_UP_FEN))
            cart = Cart(str(till.ids.new(till.now_ms())), member_id=member).add(TEA)
            checkout.finish(use, FinishSale(cart, (TenderRequest("stored_value", None),)))

        till.writer.call(work)
        till.sync.wake()
        print("sold", flush=True)

    def see(self) -> None:
        """The member of the other till, with what the sale there left."""
        self.wait(lambda: self._app.till.writer.call(self._left_fen) == TOP_UP_FEN - TEA.price_fen, "seen")

    def _left_fen(self, db: Database) -> int:
        known = rows.by_phone(db, self._phone)
        return members.profile(db, known[0].id, self._app.till.now_ms()).principal_fen if known else 0


def found(parent: QWidget, kind: type, name: str = "") -> QWidget:  # type: ignore[type-arg]
    child = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert child is not None, name
    return child


def use(app: TillApp, address: str, code: str, phone: str, *, sells: bool) -> None:
    """All of it; the window then stays until the process is ended. A failure is said here, not kept as a crash report."""
    newcomer = Newcomer(app, address, code, phone)
    try:
        newcomer.set_up()
        newcomer.join()
        newcomer.sell() if sells else newcomer.see()
    except Exception:  # noqa: BLE001 - whatever it is, the test shall see it
        traceback.print_exc()


if __name__ == "__main__":
    folder, *words = sys.argv[1:]
    sys.exit(main(Path(folder), lambda app: use(app, words[0], words[1], words[2], sells="sell" in words[3:])))
