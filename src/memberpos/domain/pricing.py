"""One pure function from cart to price: the order of steps of domain rules §2.

0 typed price · 1 line price · 2 line coupons · 3 order offers · 4 order coupons · 4b manual order discount ·
5 points · 6 rounding. Offers and coupons (steps 1 to 4) come in as functions from priced lines to priced lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from memberpos.domain.cart import Cart, CartLine
from memberpos.domain.catalog import FEE, MILLI, Product
from memberpos.domain.errors import PosError
from memberpos.domain.explain import Note, note
from memberpos.domain.member import Profile
from memberpos.domain.money import MAX_FEN, ceil_div, half_up, split
from memberpos.domain.rules import Rules, Tier

LIST, MEMBER, TIER, OFFER, TYPED = "list", "member", "tier", "offer", "typed"
JIAO_FEN, YUAN_FEN = 10, 100


@dataclass(frozen=True)
class Discount:
    """What one source took off a line. `source`: price | offer | coupon | manual | points | rounding; `code` names it.

    `fen` is negative where the source made the line dearer (a typed price above list, rounding up).
    """

    source: str
    code: str
    fen: int


@dataclass(frozen=True)
class QuoteLine:
    """`line` from 1. Σ discounts = list_fen − net_fen; `price_source`: list | member | tier | offer | typed.

    `campaign` multiplies the points of the line.
    """

    line: int
    product: Product
    qty_milli: int
    list_unit_fen: int
    unit_fen: int
    price_source: str
    list_fen: int
    net_fen: int
    discounts: tuple[Discount, ...] = ()
    campaign: Fraction = Fraction(1)

    @property
    def discountable(self) -> bool:
        """Whether tier percentages, offers, coupons and manual discounts may lower it."""
        return self.product.discountable and self.product.kind != FEE

    def discount_of(self, source: str) -> int:
        """What one source took off, in fen."""
        return sum(discount.fen for discount in self.discounts if discount.source == source)


@dataclass(frozen=True)
class Quote:
    """total = Σ list, discount = total − due (points and rounding included), Σ net = due; all in fen.

    `points_asked` is what the cart wanted, `points_used` what was taken. `rounding_fen` is what rounding took off
    (negative: added). `notes` explain lines and offers; `tier` is the one prices were made for.
    """

    lines: tuple[QuoteLine, ...]
    points_asked: int = 0
    points_used: int = 0
    points_discount_fen: int = 0
    rounding_fen: int = 0
    tier: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def total_fen(self) -> int:
        return sum(line.list_fen for line in self.lines)

    @property
    def due_fen(self) -> int:
        return sum(line.net_fen for line in self.lines)

    @property
    def discount_fen(self) -> int:
        return self.total_fen - self.due_fen


_STEPS: Mapping[str, int] = MappingProxyType(
    {"none": 1, "drop_fen": JIAO_FEN, "drop_jiao": YUAN_FEN, "round_jiao": JIAO_FEN, "round_yuan": YUAN_FEN}
)

#: A step of offers or coupons: takes the quote so far and UTC ms, gives it back with discounts and notes added.
Offer = Callable[[Quote, int], Quote]


def quote(cart: Cart, profile: Profile | None, offers: Sequence[Offer], rules: Rules, now_ms: int) -> Quote:
    """Prices the cart for a member (None = walk-in) at a moment. Pure; the same for preview, payment and rehearsal.

    PosError insufficient_points (have, asked), points_debt (have), bad_amount for a sum beyond any till.
    """
    tier = rules.tier(profile.tier) if profile else None
    priced = [_line_price(index, line, profile, tier) for index, line in enumerate(cart.lines, 1)]
    lines, notes = tuple(line for line, _ in priced), tuple(said for _, said in priced)
    if max(sum(line.list_fen for line in lines), sum(line.net_fen for line in lines)) > MAX_FEN:
        raise PosError("bad_amount", reason="too_large")
    so_far = Quote(lines, points_asked=cart.points, tier=tier.name if tier else None, notes=notes)
    for offer in offers:
        so_far = offer(so_far, now_ms)
    so_far = _manual(so_far, cart.order_discount_fen, cart.order_discount_reason)
    so_far = _points(so_far, cart.points, profile, rules)
    return _round_order(so_far, rules)


def round_cash(priced: Quote, non_cash_fen: int, rules: Rules) -> Quote:
    """With `rounding.scope` = cash: the quote with its cash part (due − `non_cash_fen`) rounded; else unchanged."""
    cash_fen = priced.due_fen - non_cash_fen
    if rules.rounding_scope != "cash" or cash_fen <= 0:
        return priced
    return _rounded(priced, cash_fen, rules.rounding_mode)


def rounded(fen: int, mode: str) -> int:
    """An amount ≥ 0 after a rounding mode (抹零): drop_* down, round_* half up."""
    step = _STEPS[mode]
    return (fen // step if mode.startswith("drop") else half_up(fen, step)) * step


def line_amount(unit_fen: int, qty_milli: int) -> int:
    """Unit price × quantity, rounded half up to the fen (weighed goods)."""
    return half_up(unit_fen * qty_milli, MILLI)


def lower(so_far: Quote, fen: int, source: str, code: str, on: Sequence[bool]) -> Quote:
    """Takes `fen` off the lines marked in `on`, by `split` over what they still cost."""
    weights = [line.net_fen if marked else 0 for line, marked in zip(so_far.lines, on, strict=True)]
    shares = split(fen, weights)
    return replace(
        so_far,
        lines=tuple(_less(line, source, code, share) for line, share in zip(so_far.lines, shares, strict=True)),
    )


def _less(line: QuoteLine, source: str, code: str, fen: int) -> QuoteLine:
    if fen == 0:
        return line
    return replace(line, net_fen=line.net_fen - fen, discounts=(*line.discounts, Discount(source, code, fen)))


def _line_price(number: int, line: CartLine, profile: Profile | None, tier: Tier | None) -> tuple[QuoteLine, Note]:
    """Steps 0 and 1: the typed price, else the lowest of list, member and tier price (the first named on a tie)."""
    product = line.product
    if line.typed is not None:
        unit_fen, source = line.typed.price_fen, TYPED
    else:
        candidates = [(product.price_fen, LIST)]
        if profile is not None and product.member_price_fen is not None:
            candidates.append((product.member_price_fen, MEMBER))
        if tier is not None:
            candidates.append((_tier_unit_price(product, tier), TIER))
        unit_fen, source = min(candidates, key=lambda candidate: candidate[0])
    list_fen, net_fen = line_amount(product.price_fen, line.qty_milli), line_amount(unit_fen, line.qty_milli)
    discounts = (Discount("price", source, list_fen - net_fen),) if list_fen != net_fen else ()
    priced = QuoteLine(
        number, product, line.qty_milli, product.price_fen, unit_fen, source, list_fen, net_fen, discounts
    )
    return priced, _price_note(priced, tier)


def _tier_unit_price(product: Product, tier: Tier) -> int:
    """The product's own price for the tier, else price_percent of list half up; list where nothing may lower it."""
    if tier.name in product.prices_by_tier:
        return product.prices_by_tier[tier.name]
    if not product.discountable or product.kind == FEE:
        return product.price_fen
    return half_up(product.price_fen * tier.price_percent, 100)


def _price_note(line: QuoteLine, tier: Tier | None) -> Note:
    facts: dict[str, int | str] = {"unit_fen": line.unit_fen, "list_unit_fen": line.list_unit_fen}
    if line.price_source == TIER and tier is not None:
        if tier.name in line.product.prices_by_tier:
            return note("price_tier", line.line, tier=tier.name, **facts)
        return note("price_tier_percent", line.line, tier=tier.name, percent=tier.price_percent, **facts)
    if line.price_source == LIST and tier is not None and tier.price_percent < 100 and not line.discountable:
        return note("not_discountable", line.line, tier=tier.name, **facts)
    return note(f"price_{line.price_source}", line.line, **facts)


def _manual(so_far: Quote, asked_fen: int, reason: str) -> Quote:
    """Step 4b: a discount given by staff, on the lines that may be lowered and not above their sum."""
    if not asked_fen:
        return so_far
    on = [line.discountable for line in so_far.lines]
    most = sum(line.net_fen for line in so_far.lines if line.discountable)
    fen = min(asked_fen, most)
    code = "manual_discount" if fen == asked_fen else "manual_discount_reduced"
    return _said(lower(so_far, fen, "manual", reason, on), note(code, fen=fen, asked_fen=asked_fen))


def _points(so_far: Quote, asked: int, profile: Profile | None, rules: Rules) -> Quote:
    """Step 5: points off the whole order, up to the cap; what is asked above the cap is reduced and said."""
    if not asked:
        return so_far
    have = profile.points if profile else 0
    if have < 0:
        raise PosError("points_debt", have=have, asked=asked)
    if asked > have:
        raise PosError("insufficient_points", have=have, asked=asked)
    per_yuan = rules.points_per_yuan
    if per_yuan is None:
        return _said(so_far, note("points_off", asked=asked))
    cap = so_far.due_fen * rules.points_discount_cap_percent // 100
    worth = asked * YUAN_FEN // per_yuan
    fen = min(worth, cap)
    used = ceil_div(fen * per_yuan, YUAN_FEN)
    after = lower(so_far, fen, "points", "", [True] * len(so_far.lines)) if fen else so_far
    code = "points_discount" if worth <= cap else "points_reduced"
    after = replace(after, points_used=used, points_discount_fen=fen)
    return _said(after, note(code, points=used, asked=asked, fen=fen, cap_fen=cap))


def _round_order(so_far: Quote, rules: Rules) -> Quote:
    """Step 6 for the whole order; the cash part is rounded by `round_cash` when tenders are known."""
    if rules.rounding_scope != "order":
        return so_far
    return _rounded(so_far, so_far.due_fen, rules.rounding_mode)


def _rounded(so_far: Quote, part_fen: int, mode: str) -> Quote:
    off_fen = part_fen - rounded(part_fen, mode)
    if not off_fen:
        return so_far
    after = lower(so_far, off_fen, "rounding", mode, [True] * len(so_far.lines))
    return _said(replace(after, rounding_fen=off_fen), note("rounding", fen=off_fen))


def _said(so_far: Quote, said: Note) -> Quote:
    return replace(so_far, notes=(*so_far.notes, said))
