"""What the customer's screen shows."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.stage import Stage

from memberpos.devices.customer_view import GOODS, PAID, CustomerLine, CustomerView
from memberpos.ui.customer_page import CustomerPage

_GOODS = (
    CustomerLine("氨基酸洗发水 400ml", "2", "70.00"), CustomerLine("精油护理套装", "1", "58.50"),
    CustomerLine("Haarverlängerung mit besonders langem Namen und noch einem Zusatz", "1.235", "12,345.67"),
)  # fmt: skip
RUNG_UP = CustomerView(GOODS, "精油护理套装", "58.50", "128.50", saved="6.00", lines=_GOODS)
LONG = CustomerView(GOODS, "x", "1.00", "9999999.99", saved="1234567.89", lines=_GOODS * 5)
DONE = CustomerView(PAID, due="128.50", paid="200.00", change="71.50", points="128", lines=_GOODS)
EXACT = CustomerView(PAID, due="128.50", paid="128.50")


def customer(view: CustomerView | None = None, shop: str = "明日美发会员店") -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        page = stage.show("customer", CustomerPage, bare=True)
        assert isinstance(page, CustomerPage)
        page.show_shop(shop)
        if view is not None:
            page.show_view(view)

    return show


STATES: dict[str, Callable[[Stage], None]] = {
    "customer-idle": customer(),
    "customer-goods": customer(RUNG_UP),
    "customer-long": customer(LONG, "Alexandra Konstantinopoulou-Featherstonehaugh Hair and Beauty Salon"),
    "customer-change": customer(DONE),
    "customer-exact": customer(EXACT),
}
