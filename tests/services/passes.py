"""Kinds of passes for tests of the services, and short ways to sell and use them."""

from __future__ import annotations

from typing import Any

from memberpos.domain.pass_terms import FIRST_USE, PassTerms
from memberpos.services import pass_desk, pass_kinds, pass_refunds, pass_sales
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_desk import UsePass
from memberpos.services.pass_refunds import RefundPass
from memberpos.services.pass_results import PassRefunded, PassSold, PassUsed
from memberpos.services.pass_sales import RenewPass, SellPass
from memberpos.store import ledger
from tests.services.shop import Shop

CASH = TenderRequest("cash", None)
TEN = PassTerms("TEN", 50000, 10, 2, valid_days=30, list_fen=6000, name="洗车十次")
ENDLESS = PassTerms("ENDLESS", 9999, 3)
MONTHLY = PassTerms("MONTHLY", 30000, None, months=1, persons=2)
FIRST = PassTerms("FIRST", 10000, 5, 1, valid_days=10, starts=FIRST_USE)
KINDS = (TEN, ENDLESS, MONTHLY, FIRST)


def with_kinds(shop: Shop) -> Shop:
    """The shop with all kinds."""
    for terms in KINDS:
        pass_kinds.put(shop.use(), terms)
    return shop


def sell(shop: Shop, member_id: str, code: str = "TEN", *tenders: TenderRequest, **more: Any) -> PassSold:
    """A pass, by cash unless told otherwise."""
    return pass_sales.sell(shop.use(), SellPass(member_id, code, tenders or (CASH,), **more))


def renew(shop: Shop, pass_id: str, start: str = "end", **more: Any) -> PassSold:
    """A renewal by cash."""
    return pass_sales.renew(shop.use(), RenewPass(pass_id, start, **more))


def check_in(shop: Shop, member_id: str, pass_id: str, persons: int = 1, **more: Any) -> PassUsed:
    """A use."""
    return pass_desk.use(shop.use(), UsePass(member_id, pass_id, persons, **more))


def refund(shop: Shop, pass_id: str, method: str = "average", pay: str = "cash", **more: Any) -> PassRefunded:
    """A pass paid back."""
    return pass_refunds.refund(shop.use(), RefundPass(pass_id, method, pay, **more))


def pay_by(pass_id: str, fen: int | None = None, **more: Any) -> TenderRequest:
    """A pass as a tender."""
    return TenderRequest("pass", fen, pass_id=pass_id, **more)


def held(shop: Shop, member_id: str) -> list[tuple[str, int | None, str | None]]:
    """(code, uses left, last day) of what a member holds."""
    return [(view.code, view.left, view.valid_to) for view in shop.profile(member_id).passes]


def money(shop: Shop, account: str) -> int:
    """What one of the shop's own accounts holds."""
    return sum(ledger.balances(shop.db, account).values())
