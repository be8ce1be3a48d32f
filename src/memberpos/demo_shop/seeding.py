"""Fills an empty data folder with the demo shop and its past, through the same services as the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from memberpos.demo_shop.people import FIRST_CARD, WITH_CARD, Dice, Newcomer, newcomers
from memberpos.demo_shop.stock import GOODS, OFFERS, OWNER, RULES, SHOP_NAME, SHOP_PHONE, STAFF
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.home import Home
from memberpos.reports import shift_report
from memberpos.services import (
    card_batches,
    cards,
    checkout,
    members,
    products,
    recharge_offers,
    recharges,
    setup,
    shifts,
    staff,
)
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.members import EnrolRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.use import Use
from memberpos.store.database import Database

ZONE = "Asia/Shanghai"
#: Days before the demo day on which the shop was open in its past.
PAST_DAYS = (92, 75, 61, 47, 33, 24, 16, 9, 4, 1)
FLOAT_FEN = 50_000
TOP_UPS = ((20_000, 2_000), (30_000, 3_000), (10_000, 0))
#: The first member is a regular of many years, the second one has just too little on the account.
REGULAR, SHORT_OF_MONEY = 0, 1
STOCK_CARDS = 20


@dataclass(frozen=True)
class DemoMember:
    """A member as a player of the demo knows them: `track2` is what is on the card ("" = no card)."""

    name: str
    phone: str
    card: str
    track2: str


@dataclass(frozen=True)
class DemoShop:
    """What was made: members in order of enrolment, the first number in the stock of cards."""

    members: tuple[DemoMember, ...]
    next_card: str


@dataclass
class _Past:
    """The shop while its past is being made; `at_ms` moves on with every action."""

    db: Database
    use: Use
    dice: Dice
    ids: IdSource
    at_ms: int
    goods: Mapping[str, Product] = field(default_factory=dict)

    def step(self, seconds: int = 97) -> Use:
        """The next action's context, `seconds` later."""
        self.at_ms += seconds * 1000
        self.use = replace(self.use, now_ms=self.at_ms, new_id=partial(self.ids.new, self.at_ms))
        return self.use


def day_start_ms(date: str, hour: int) -> int:
    """UTC milliseconds of a full hour in the shop on an ISO date."""
    return int(datetime.fromisoformat(f"{date}T{hour:02d}:00:00").replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def seed(home: Home, today_ms: int, number: int) -> DemoShop:
    """Makes the shop `number` so that `today_ms` finds it closed, with everything of the days before booked."""
    random = seeded_random(f"demo/{number}")
    db = home.open_database()
    try:
        return _made(db, today_ms, IdSource(random), Dice(seeded_random(f"people/{number}")))
    finally:
        db.close()


def _made(db: Database, today_ms: int, ids: IdSource, dice: Dice) -> DemoShop:
    today = datetime.fromtimestamp(today_ms / 1000, ZoneInfo(ZONE)).replace(hour=8, minute=0, second=0, microsecond=0)
    days = [int((today - timedelta(days=back)).timestamp() * 1000) for back in PAST_DAYS]
    random = seeded_random(f"salt/{dice.below(2**40)}")
    past = _Past(db, Use(db, days[0], lambda: ids.new(days[0]), random=random), dice, ids, days[0])
    _open_shop(past)
    people = newcomers(dice)
    known: list[str] = []
    for day, start_ms in enumerate(days):
        past.at_ms = start_ms
        share = len(people) * (day + 1) // len(days)
        _play_day(past, people[len(known) : share], known, day)
    return _told(past, people)


def _open_shop(past: _Past) -> None:
    request = setup.SetupRequest(SHOP_NAME, OWNER.name, OWNER.pin, phone=SHOP_PHONE, columns=48, rules=RULES)
    owner = setup.create_shop(past.step(), request).owner_id
    past.use = replace(past.use, staff_id=owner)
    for code, document in OFFERS.items():
        recharge_offers.put(past.step(), code, document)
    for person in STAFF:
        staff.add(past.step(), person.name, person.role, person.pin)
    for good in GOODS:
        product = Product(good.sku, good.name, good.price_fen, good.category, "件", discountable=good.discountable)
        products.put(past.step(1), product, (good.barcode,), good.quick or None)
    past.goods = {product.sku: product for product in products.everything(past.db)}
    card_batches.make(past.step(), BatchRequest(str(FIRST_CARD), WITH_CARD + STOCK_CARDS))


def _play_day(past: _Past, fresh: list[Newcomer], known: list[str], day: int) -> None:
    shifts.open_shift(past.step(3600), FLOAT_FEN)
    for person in fresh:
        known.append(_enrolled(past, person, len(known)))
    for _ in range(8):
        _sell(past, past.dice.one(known), past.dice.one(list(past.goods.values())), 1 + past.dice.below(3))
    if day % 2:
        _sell(past, known[REGULAR], past.goods["112"], 4)
    shifts.close(past.step(3600), {"cash_fen": int(shift_report.x_report(past.db)["expected_cash_fen"])})


def _enrolled(past: _Past, person: Newcomer, at: int) -> str:
    request = EnrolRequest(person.name, person.phone, person.birthday, sex=person.sex)
    member_id = members.enrol(past.step(), request).member_id
    if person.card:
        cards.issue(past.step(), member_id, person.card)
    if at == REGULAR:
        recharges.recharge(past.step(), RechargeRequest(member_id, 80_000, 12_000, pay="scan_pay"))
    elif at == SHORT_OF_MONEY:
        recharges.recharge(past.step(), RechargeRequest(member_id, 1_500))
    elif past.dice.below(2):
        amount_fen, bonus_fen = past.dice.one(TOP_UPS)
        recharges.recharge(past.step(), RechargeRequest(member_id, amount_fen, bonus_fen))
    return member_id


def _sell(past: _Past, member_id: str, product: Product, pieces: int) -> None:
    use = past.step(611)
    cart = Cart(str(use.new_id())).set_member(member_id, None)
    for _ in range(pieces):
        cart = cart.add(product)
    checkout.finish(use, FinishSale(cart, (TenderRequest(past.dice.one(("cash", "cash", "scan_pay")), None),)))


def _told(past: _Past, people: list[Newcomer]) -> DemoShop:
    tracks = [cards.encoding(past.db, person.card)[1] if person.card else "" for person in people]
    return DemoShop(
        tuple(DemoMember(p.name, p.phone, p.card, track) for p, track in zip(people, tracks, strict=True)),
        str(cards.next_in_stock(past.db)),
    )
