"""What the customer sees: one picture, for displays of any kind. Amounts are texts ready to show ("128.50")."""

from __future__ import annotations

from dataclasses import dataclass

#: The stages of a sale: nothing going on, goods being rung up, paid.
IDLE, GOODS, PAID = "idle", "goods", "paid"


@dataclass(frozen=True)
class CustomerLine:
    """One line of the cart."""

    name: str
    qty: str
    amount: str


@dataclass(frozen=True)
class CustomerView:
    """`name`: of the shop, or of the goods rung up last, `price` theirs; `due`: what is to pay; `paid`, `change`: what
    was given and what comes back; `saved`: less than the list prices; `points`: earned; `lines`: the whole cart (only
    large screens show it). "" = not shown.
    """

    stage: str = IDLE
    name: str = ""
    price: str = ""
    due: str = ""
    paid: str = ""
    change: str = ""
    saved: str = ""
    points: str = ""
    lines: tuple[CustomerLine, ...] = ()


@dataclass(frozen=True)
class ShowCustomer:
    """Order to a display: show this from now on."""

    view: CustomerView
