"""Exchange (换货): goods back and other goods sold in one transaction; one event, two documents (domain rules §5)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from memberpos.domain.events import EXCHANGE
from memberpos.domain.ids import derived_id
from memberpos.services import checkout, due, numbers, refunds, sale_rows
from memberpos.services.booking import Draft, book
from memberpos.services.checkout import FinishSale, Ready
from memberpos.services.refunds import RefundRequest, Worked
from memberpos.services.results import RefundDone, SaleDone
from memberpos.services.rights import require
from memberpos.services.shop import open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, members
from memberpos.store.events import EventRow


@dataclass(frozen=True)
class Exchange:
    """What comes back, and the cart that is sold for it; each is paid in full, so that per way of paying the customer
    pays, or gets, the difference.
    """

    back: RefundRequest
    sale: FinishSale


@dataclass(frozen=True)
class ExchangeDone:
    """The two documents of a booked exchange."""

    refund: RefundDone
    sale: SaleDone
    changed: frozenset[str] = field(default=frozenset({"sale", "member", "shift", "queue"}))

    @property
    def to_pay_fen(self) -> int:
        """What the customer pays (negative: gets) for the exchange."""
        return self.sale.due_fen - (self.refund.refund_fen - self.refund.claw_value_fen)


def refund_id(event_id: str) -> str:
    """The id of the refund document of an exchange; its sale has the event's."""
    return str(derived_id("exchange refund", event_id, ""))


def exchange(use: Use, request: Exchange) -> ExchangeDone:
    """Books an exchange; the sale is priced as if the goods were back already. Its cart's id makes a repeat harmless.

    PosError of `refunds.refund` and of `checkout.finish`.
    """
    event_id = request.sale.cart.id
    request = replace(request, sale=checkout.with_proof(use, request.sale))
    with use.db.transaction():
        if not events.exists(use.db, event_id):
            require(use, "sale.refund")
            require(use, "sale.make")
            open_shift(use.db)
            _book(use, request)
        back = refunds.booked(use.db, refund_id(event_id))
        return ExchangeDone(back, sale_rows.done(use.db, event_id, use.now_ms))


def preview(use: Use, request: Exchange) -> ExchangeDone:
    """What the exchange would do, worked out by the same code; nothing is booked."""
    with use.db.transaction(), use.db.tried():
        _book(use, request)
        back = refunds.booked(use.db, refund_id(request.sale.cart.id))
        return ExchangeDone(back, sale_rows.done(use.db, request.sale.cart.id, use.now_ms))


def _book(use: Use, request: Exchange) -> EventRow:
    _do_what_is_due(use, request.sale)
    worked = refunds.work(use, request.back)
    with use.db.tried():  # the sale finds the points, the stored value and the tier that the refund leaves
        booked = book(use, refunds.draft(request.back, worked, ""), worked.shop)
        refunds.keep(use, request.back, worked, booked, "", booked.id)
        ready = checkout.prepare(use, request.sale)
    receipt_no = numbers.receipt(use.db)
    event = book(use, _draft(use, request, worked, ready, receipt_no), worked.shop)
    refunds.keep(use, request.back, worked, event, receipt_no, refund_id(event.id))
    checkout.keep(use, request.sale, ready, event)
    return event


def _do_what_is_due(use: Use, sale: FinishSale) -> None:
    member = members.by_id(use.db, sale.cart.member_id) if sale.cart.member_id else None
    if member is not None:
        due.run_account(use, member, shop_of(use.db))


def _draft(use: Use, request: Exchange, worked: Worked, ready: Ready, receipt_no: str) -> Draft:
    back, sold = refunds.draft(request.back, worked, receipt_no), checkout.draft(use, request.sale, ready)
    states = [*back.data.get("pass_states", ()), *sold.data.get("pass_states", ())]
    data = {"refund": back.data, "sale": sold.data, **({"pass_states": states} if states else {})}
    return replace(
        sold, kind=EXCHANGE, data=data, postings=[*back.postings, *sold.postings],
        lots=[*back.lots, *sold.lots], reverses=back.reverses,
        member_id=sold.member_id or back.member_id, account_id=sold.account_id or back.account_id,
    )  # fmt: skip
