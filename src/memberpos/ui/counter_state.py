"""What the counter holds between two keys: cart with its history, the member, the quote. Pure of widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from memberpos.domain import pricing
from memberpos.domain.cart import Cart, CartHistory
from memberpos.domain.errors import PosError
from memberpos.domain.member import Profile
from memberpos.domain.pricing import Quote
from memberpos.domain.rules import Rules
from memberpos.services.results import MemberProfile


@dataclass(frozen=True)
class Sale:
    """A sale being rung up. `chosen` is the line the keys work on, `tender` the way to pay ("" = what is proposed)."""

    history: CartHistory
    profile: MemberProfile | None = None
    chosen: int = -1
    tender: str = ""

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

    def quote(self, rules: Rules, now_ms: int) -> Quote:
        """The price now. PosError insufficient_points, points_debt."""
        return pricing.quote(self.cart, _standing(self.profile), (), rules, now_ms)

    def proposed(self, due_fen: int) -> str:
        """The way to pay that the filled button stands for."""
        if self.tender:
            return self.tender
        enough = self.profile is not None and self.profile.stored_fen >= due_fen > 0
        return "stored_value" if enough else "cash"


def new_sale(sale_id: str) -> Sale:
    """An empty sale with the id its event will have."""
    return Sale(CartHistory(Cart(sale_id)))


def safe_quote(sale: Sale, rules: Rules, now_ms: int) -> tuple[Sale, Quote, PosError | None]:
    """The quote, without points if they cannot be used now (and why)."""
    try:
        return sale, sale.quote(rules, now_ms), None
    except PosError as error:
        without = replace(sale, history=sale.history.do(sale.cart.set_points(0)))
        return without, without.quote(rules, now_ms), error


def approver_of(cart: Cart) -> str:
    """Who approved a typed price of the cart; "" = nobody had to."""
    return next((line.typed.approver for line in cart.lines if line.typed and line.typed.approver), "")


def _standing(profile: MemberProfile | None) -> Profile | None:
    if profile is None:
        return None
    return Profile(profile.member_id, profile.tier, profile.points, profile.principal_fen, profile.bonus_fen)
