"""What a shop offers: the terms of each kind, and when an offer stands at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from memberpos.domain.catalog import Product
from memberpos.domain.conditions import ALL_GOODS, ALWAYS, GoodsFilter, Moment, When
from memberpos.domain.explain import Note, note

#: The group whose members stand alone: nothing else is given beside one of them.
EXCLUSIVE = "exclusive"


@dataclass(frozen=True)
class SpendSave:
    """满减: the highest step (least spend, saving) that is reached, once. Steps rise."""

    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Percent:
    """`percent` still paid: with a least spend an order offer (满折), without one a running promotion on prices."""

    percent: int
    min_fen: int = 0


@dataclass(frozen=True)
class Multiplier:
    """Points of the goods × `factor`."""

    factor: Fraction


@dataclass(frozen=True)
class Cheapest:
    """Of every `n` pieces the `count` cheapest still pay `percent`: N-for-M (0 %), second at half price (50 %)."""

    n: int
    count: int
    percent: int


@dataclass(frozen=True)
class Bundle:
    """The goods of `skus` (one named twice is needed twice) together for `fen`, as many sets as there are."""

    skus: tuple[str, ...]
    fen: int


@dataclass(frozen=True)
class SpecialPrice:
    """A running promotion: `sku` at `fen` a unit."""

    sku: str
    fen: int


@dataclass(frozen=True)
class AddOn:
    """换购: with other goods for `min_fen`, up to `most` pieces of `sku` cost `fen` and `points` each.

    One that takes points is given only when it is asked for.
    """

    sku: str
    fen: int = 0
    points: int = 0
    min_fen: int = 0
    most: int = 1


@dataclass(frozen=True)
class ServiceCharge:
    """服务费: `percent` of goods and services, as a line of `product` (kind fee)."""

    percent: int
    product: Product


@dataclass(frozen=True)
class MinimumSpend:
    """最低消费: what goods and services fall short of `fen`, as a line of `product` (kind fee)."""

    fen: int
    product: Product


Terms = (
    SpendSave | Percent | Multiplier | Cheapest | Bundle | SpecialPrice | AddOn | ServiceCharge | MinimumSpend
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """One offer. `group`: "" stands freely, `exclusive` alone, any other: one of its group. `tiers` by name (none =
    all), `members_only` leaves walk-ins out; `combinable` comes after other prices instead of competing with them.
    """

    code: str
    kind: str
    terms: Terms
    name: str = ""
    group: str = ""
    when: When = ALWAYS
    goods: GoodsFilter = ALL_GOODS
    tiers: frozenset[str] = frozenset()
    members_only: bool = False
    combinable: bool = False

    @property
    def label(self) -> str:
        """What people read."""
        return self.name or self.code

    @property
    def on_prices(self) -> bool:
        """A running promotion: works on unit prices, in step 1."""
        return isinstance(self.terms, SpecialPrice) or (isinstance(self.terms, Percent) and not self.terms.min_fen)

    @property
    def on_order(self) -> bool:
        """An order offer: works on what lines cost, in step 3."""
        return isinstance(self.terms, SpendSave | Percent | Cheapest | Bundle | AddOn) and not self.on_prices

    @property
    def on_points(self) -> bool:
        """Multiplies points."""
        return isinstance(self.terms, Multiplier)

    @property
    def is_charge(self) -> bool:
        """Makes the order dearer by a fee line, in step 4c."""
        return isinstance(self.terms, ServiceCharge | MinimumSpend)


@dataclass(frozen=True)
class Scene:
    """Who is buying and when: tier name, points that may be spent, and the codes of add-ons that were asked for."""

    now: Moment
    member: bool = False
    tier: str | None = None
    points: int = 0
    asked: frozenset[str] = frozenset()


def why_not(offer: Offer, scene: Scene) -> Note | None:
    """Why an offer does not stand here and now, whatever is in the cart; None if it does."""
    reason = offer.when.why_not(scene.now)
    if reason:
        return note("offer_not_now", offer=offer.code, name=offer.label, reason=reason)
    if offer.members_only and not scene.member:
        return note("offer_members_only", offer=offer.code, name=offer.label)
    if offer.tiers and scene.tier not in offer.tiers:
        return note("offer_not_for_tier", offer=offer.code, name=offer.label, tiers="、".join(sorted(offer.tiers)))
    return None


def in_turns(offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    """Offers in order of code; those of one named group stand together, where the first of them stands."""
    turns: dict[str, list[Offer]] = {}
    for offer in sorted(offers, key=lambda each: each.code):
        turns.setdefault(f"group {offer.group}" if offer.group else f"code {offer.code}", []).append(offer)
    return [tuple(turn) for turn in turns.values()]
