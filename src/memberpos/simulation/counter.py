"""What happens at a counter: a customer, a cashier, the real use cases. Each gives what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from memberpos.domain.cart import Cart
from memberpos.services import (
    adjust,
    cards,
    checkout,
    coupons,
    members,
    merging,
    pass_desk,
    pass_sales,
    recharges,
    refunds,
    transfers,
)
from memberpos.services.allowances import Authorise, with_authority
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.pass_desk import UsePass
from memberpos.services.pass_sales import SellPass
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.simulation.tills import COUPON, PASS, TEA, Till
from memberpos.simulation.world import World
from memberpos.store import members as member_rows
from memberpos.sync import ask

Deed = Callable[[], Any]
CASH, STORED = TenderRequest("cash", None), TenderRequest("stored_value", None)


def somebody(world: World, till: Till) -> str:
    """A member, most often one of the newest whom the till knows: people come again, and some come to other shops."""
    if not world.members:
        raise LookupError
    if world.rng.random() < 0.1:
        return str(world.rng.choice(world.members[-30:]))
    limit = 8 if world.rng.random() < 0.7 else 60
    known = till.disk.all(
        "SELECT id FROM member WHERE status = 'active' AND home_store >= 0 ORDER BY n DESC LIMIT ?", (limit,)
    )
    return str(world.rng.choice(known)[0]) if known else str(world.rng.choice(world.members))


def _sell(till: Till, cart: Cart, *tenders: TenderRequest) -> Any:
    return checkout.finish(till.use, FinishSale(cart, tenders, clock_confirmed=True))


def _cart(till: Till, member: str | None, fen: int) -> Cart:
    return Cart(str(till.use.new_id()), member_id=member).add(TEA, qty_milli=fen)


def _fen(world: World) -> int:
    return world.rng.choice((100, 500, 1000, 2500, 6000, 12_000))


def enrol(world: World, till: Till) -> Deed:
    """A new member; phones come twice, so that two shops have the same person."""
    phone = f"1380013{world.rng.randrange(8000, 8000 + 40 + len(world.members))}"

    def work() -> None:
        made = members.enrol(till.use, members.EnrolRequest(f"王{len(world.members)}", phone))
        world.members.append(made.member_id)

    return work


def recharge(world: World, till: Till) -> Deed:
    member, fen = somebody(world, till), world.rng.choice((1000, 5000, 20_000, 50_000))
    bonus_fen = world.rng.choice((0, 0, fen // 10))
    return lambda: recharges.recharge(till.use, RechargeRequest(member, fen, bonus_fen))


def spend(world: World, till: Till) -> Deed:
    """A sale paid by stored value."""
    member, fen = somebody(world, till), _fen(world)
    return lambda: world.things["sale"].append((till.name, _sell(till, _cart(till, member, fen), STORED).event_id))


def buy(world: World, till: Till) -> Deed:
    """A sale by cash, with a card now and then."""
    member, fen = somebody(world, till), _fen(world)
    numbers = [number for number, holder in world.things["card"] if holder == member]
    card = numbers[-1] if numbers and world.rng.random() < 0.5 else None
    return lambda: world.things["sale"].append(
        (till.name, _sell(till, _cart(till, None, fen).set_member(member, card), CASH).event_id)
    )


def refund(world: World, till: Till) -> Deed:
    """Some of a sale, or all of it, at the till that sold."""
    mine = [sale for name, sale in world.things["sale"][-200:] if name == till.name]
    if not mine:
        raise LookupError
    sale, fen = world.rng.choice(mine), world.rng.choice((None, 100, 700))
    return lambda: refunds.refund(till.use, RefundRequest(sale, everything=fen is None, fen=fen))


def points(world: World, till: Till) -> Deed:
    member, count = somebody(world, till), world.rng.choice((300, 50, -20, -100, -400))
    return lambda: adjust.points(till.use, member, count, "test")


def coupon(world: World, till: Till) -> Deed:
    """A coupon is given."""
    member = somebody(world, till)
    return lambda: world.things["coupon"].append((member, coupons.issue(till.use, member, COUPON).coupon_id))


def use_coupon(world: World, till: Till) -> Deed:
    """A coupon is used, perhaps in two shops at once."""
    if not world.things["coupon"]:
        raise LookupError
    member, one = world.rng.choice(world.things["coupon"][-10:])
    cart = _cart(till, member, 2500).set_coupons((one,))
    return lambda: world.things["sale"].append((till.name, _sell(till, cart, CASH).event_id))


def sell_pass(world: World, till: Till) -> Deed:
    member = somebody(world, till)
    return lambda: world.things["pass"].append(
        (member, pass_sales.sell(till.use, SellPass(member, PASS, (CASH,))).pass_id)
    )


def use_pass(world: World, till: Till) -> Deed:
    if not world.things["pass"]:
        raise LookupError
    member, one = world.rng.choice(world.things["pass"][-20:])
    persons = world.rng.choice((1, 1, 2))
    return lambda: pass_desk.use(till.use, UsePass(member, one, persons))


def change(world: World, till: Till) -> Deed:
    """A profile is changed."""
    member, number = somebody(world, till), world.done
    values = world.rng.choice(
        ({"name": f"李{number}"}, {"notes": f"n{number}"}, {"phone": f"1390013{number % 9000 + 1000}"}, {"address": ""})
    )
    return lambda: members.change(till.use, member, values)


def issue_card(world: World, till: Till) -> Deed:
    member, number = somebody(world, till), f"6{world.done:07}"

    def work() -> None:
        cards.issue(till.use, member, number)
        world.things["card"].append((number, member))

    return work


def lose_card(world: World, till: Till) -> Deed:
    number = _card(world)
    return lambda: cards.lost(till.use, number)


def find_card(world: World, till: Till) -> Deed:
    number = _card(world)
    return lambda: cards.found(till.use, number)


def replace_card(world: World, till: Till) -> Deed:
    number, new = _card(world), f"7{world.done:07}"
    return lambda: cards.replace_card(till.use, number, new)


def return_card(world: World, till: Till) -> Deed:
    number = _card(world)
    return lambda: cards.return_card(till.use, number)


def _card(world: World) -> str:
    if not world.things["card"]:
        raise LookupError
    return str(world.rng.choice(world.things["card"][-15:])[0])


def merge(world: World, till: Till) -> Deed:
    """Two members are one person."""
    one, other = somebody(world, till), somebody(world, till)
    return lambda: merging.merge(till.use, one, other)


def transfer(world: World, till: Till) -> Deed:
    one, other, fen = somebody(world, till), somebody(world, till), _fen(world)
    return lambda: transfers.transfer(till.use, one, other, fen)


#: What a counter does → how often.
DEEDS: Mapping[Callable[[World, Till], Deed], int] = MappingProxyType(
    {
        enrol: 6, recharge: 12, spend: 26, buy: 6, refund: 5, points: 6, coupon: 4, use_coupon: 5, sell_pass: 3,
        use_pass: 6, change: 8, issue_card: 4, lose_card: 3, find_card: 3, replace_card: 1, return_card: 1, merge: 2,
        transfer: 3,
    }
)  # fmt: skip


def serve(world: World) -> tuple[str, bytes, str]:
    """A customer at some counter; now and then its till asks headquarters where it may not alone."""
    idle = [till for till in world.tills if till.lines["counter"].fiber is None and till.state != "revoked"]
    if not idle:
        return "-", b"", "busy"
    till = world.rng.choice(idle)
    deed = world.rng.choices(list(DEEDS), list(DEEDS.values()))[0]
    try:
        work = deed(world, till)
    except LookupError:
        deed, work = enrol, enrol(world, till)
    if till.cut_off or till.state != "enrolled" or world.rng.random() < 0.6:
        return till.name, deed.__name__.encode(), world.at_till(till, work)
    line = till.lines["counter"]
    asking = lambda: with_authority(work, _authorise(till))  # noqa: E731
    return till.name, deed.__name__.encode(), world.begin(till, line, asking)


def _authorise(till: Till) -> Authorise:
    line = till.lines["counter"]
    return lambda want: ask.authorise(
        till.straight, line.link, till.house, want.account, want.kinds, want.instance, want.missing
    )


def look_up(world: World) -> tuple[str, bytes, str]:
    """Somebody comes whom the shop does not know: headquarters is asked by phone or card."""
    idle = [till for till in world.tills if till.lines["counter"].fiber is None and till.state == "enrolled"]
    if not idle or not world.members:
        return "-", b"", "nobody"
    till = world.rng.choice(idle)
    line = till.lines["counter"]
    unknown = [one for one in world.members[-60:] if member_rows.by_id(till.disk, one) is None]
    if not unknown:
        return till.name, b"", "known"
    cards_of = [number for number, holder in world.things["card"] if holder == unknown[-1]]
    if cards_of:
        return (
            till.name,
            b"card",
            world.begin(till, line, lambda: ask.look_up_card(till.straight, line.link, till.house, cards_of[0])),
        )
    home = next((one for one in world.tills if member_rows.by_id(one.disk, unknown[-1]) is not None), None)
    row = None if home is None else member_rows.by_id(home.disk, unknown[-1])
    if row is None or row.phone is None:
        return till.name, b"", "nobody"
    phone = row.phone
    return (
        till.name,
        b"phone",
        world.begin(till, line, lambda: ask.look_up_phone(till.straight, line.link, till.house, phone)),
    )


def at_once(world: World) -> tuple[str, bytes, str]:
    """Two cashiers change the same profile in the same millisecond."""
    if not world.members or len(world.tills) < 2:
        return "-", b"", "nobody"
    member = somebody(world, world.tills[0])
    pair = [till for till in world.tills if member_rows.by_id(till.disk, member) is not None and not till.ahead_ms]
    said = []
    for till in pair[:3]:
        text = f"{till.name} {world.done}"
        if till.lines["counter"].fiber is None:
            said.append(world.at_till(till, lambda t=till, x=text: members.change(t.use, member, {"notes": x})))  # type: ignore[misc]
    return member, b"", " ".join(said)
