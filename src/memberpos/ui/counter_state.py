"""What the counter holds between two keys: cart with its history, the member, the quote. Pure of widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memberpos.domain import pricing, tenders
from memberpos.domain.cart import Cart, CartHistory
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.domain.member import Profile
from memberpos.domain.offers import Offer
from memberpos.domain.pricing import Quote
from memberpos.domain.rules import Rules
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import MemberProfile, RefundDone

#: Money of goods that come back pays for the new ones in this order; what is left goes back as it was paid.
CREDITS = (tenders.SCAN_PAY, tenders.BANK_CARD, tenders.CASH)


@dataclass(frozen=True)
class Swap:
    """Goods that come back for those of the cart (换货): what is asked, and what it gives as worked out before."""

    request: RefundRequest
    back: RefundDone
    receipt_no: str
    member_id: str | None

    @property
    def credit(self) -> Mapping[str, int]:
        """Fen that come back by a way that new goods may be paid with at once."""
        sums = dict.fromkeys(CREDITS, 0)
        for tender in self.back.tenders:
            if tender.kind in sums:
                sums[tender.kind] += tender.fen
        return sums

    @property
    def credit_fen(self) -> int:
        """All of them."""
        return sum(self.credit.values())

    def paid_with(self, given: Sequence[TenderRequest], due_fen: int) -> tuple[TenderRequest, ...]:
        """The tenders of the new sale: first what comes back, then what was given besides ("rest" is what is left)."""
        sums: dict[str, int | None] = {}
        for kind, fen in self.credit.items():
            share = min(fen, due_fen - sum(one or 0 for one in sums.values()))
            sums |= {kind: share} if share else {}
        for tender in given:
            own = sums.get(tender.kind) or 0
            sums[tender.kind] = None if tender.fen is None else own + tender.fen
        return tuple(TenderRequest(kind, fen) for kind, fen in sums.items())


@dataclass(frozen=True)
class Sale:
    """A sale being rung up. `chosen` is the line the keys work on, `tender` the way to pay ("" = what is proposed),
    `known` coupons read from the books, `swap` what comes back for it.
    """

    history: CartHistory
    profile: MemberProfile | None = None
    chosen: int = -1
    tender: str = ""
    known: tuple[Coupon, ...] = ()
    swap: Swap | None = None

    @property
    def cart(self) -> Cart:
        """The cart now."""
        return self.history.now

    def do(self, cart: Cart, chosen: int | None = None) -> Sale:
        """The sale after a change of its cart; the last line is chosen unless told otherwise."""
        at = len(cart.lines) - 1 if chosen is None else min(chosen, len(cart.lines) - 1)
        return replace(self, history=self.history.do(cart), chosen=at)

    def undo(self) -> Sale:
        """Back by one change."""
        history = self.history.undo()
        return replace(self, history=history, chosen=min(self.chosen, len(history.now.lines) - 1))

    def with_member(self, profile: MemberProfile | None, card: str | None = None) -> Sale:
        """Whose sale it is."""
        cart = self.cart.set_member(profile.member_id if profile else None, card)
        return replace(self, history=self.history.do(cart), profile=profile)

    def knowing(self, coupons: Sequence[Coupon]) -> Sale:
        """The same with more coupons known."""
        ids = {coupon.id for coupon in coupons}
        return replace(self, known=(*(one for one in self.known if one.id not in ids), *coupons))

    @property
    def coupons(self) -> tuple[Coupon, ...]:
        """The coupons of the cart, in the order they were handed over, as far as they are known."""
        by_id = {coupon.id: coupon for coupon in self.known}
        return tuple(by_id[one] for one in self.cart.coupons if one in by_id)

    def quote(self, rules: Rules, offers: Sequence[Offer], now_ms: int) -> Quote:
        """The price now. PosError insufficient_points, points_debt."""
        return pricing.quote(self.cart, _standing(self.holder), offers, rules, now_ms, self.coupons)

    @property
    def holder(self) -> MemberProfile | None:
        """The member, in an exchange with what the goods that come back give and take."""
        if self.profile is None or self.swap is None:
            return self.profile
        p, back = self.profile, self.swap.back
        return replace(
            p, points=p.points + back.points_returned - back.points_clawed,
            principal_fen=p.principal_fen + back.principal_fen, bonus_fen=p.bonus_fen + back.bonus_fen,
        )  # fmt: skip

    def to_pay(self, due_fen: int) -> int:
        """What the customer pays for goods of `due_fen`; negative: gets."""
        return due_fen - (self.swap.credit_fen if self.swap else 0)

    def proposed(self, due_fen: int) -> str:
        """The way to pay that the filled button stands for."""
        if self.tender:
            return self.tender
        holder, to_pay = self.holder, self.to_pay(due_fen)
        return "stored_value" if holder is not None and holder.stored_fen >= to_pay > 0 else "cash"


def new_sale(sale_id: str) -> Sale:
    """An empty sale with the id its event will have."""
    return Sale(CartHistory(Cart(sale_id)))


def safe_quote(sale: Sale, rules: Rules, offers: Sequence[Offer], now_ms: int) -> tuple[Sale, Quote, PosError | None]:
    """The quote, without points if they cannot be used now (and why)."""
    try:
        return sale, sale.quote(rules, offers, now_ms), None
    except PosError as error:
        without = replace(sale, history=sale.history.do(sale.cart.set_points(0)))
        return without, without.quote(rules, offers, now_ms), error


def approver_of(cart: Cart) -> str:
    """Who approved a typed price or money off by hand; "" = nobody had to."""
    typed = next((line.typed.approver for line in cart.lines if line.typed and line.typed.approver), "")
    return typed or cart.order_discount_approver


def _standing(profile: MemberProfile | None) -> Profile | None:
    if profile is None:
        return None
    spendable = profile.points_spendable
    return Profile(profile.member_id, profile.tier, spendable, profile.principal_fen, profile.bonus_fen)
