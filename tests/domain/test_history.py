"""A sale and its refunds in any parts on one day leave every lot as it was (domain rules §5)."""

from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import lots as lot_rules
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.earning import earn_lines
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot
from memberpos.domain.lots import apply, balance, give_back
from memberpos.domain.member import Profile
from memberpos.domain.points import bases, claw, earned
from memberpos.domain.pricing import quote
from memberpos.domain.refunds import LineLeft, Original, Wish, after, payout, plan, points_to_claw
from memberpos.domain.rules import Rate, Rules
from memberpos.domain.stored_value import SPEND_ORDERS, bonus_limit, recharge_lots, spend, spendable
from memberpos.domain.tenders import PayLine, StoredSplit, Tender, resolve, settle

TODAY = date(2026, 1, 31)


def lot(name, kind, amount, expires=None):
    return Lot(name, "acct", kind, amount, amount, 5, expires=expires)


@dataclass
class Till:
    """One member's lots, and the one sale that is refunded."""

    rules: Rules
    points: tuple[Lot, ...]
    stored: tuple[Lot, ...]
    point_moves: list = field(default_factory=list)
    stored_moves: list = field(default_factory=list)

    def sell(self, cart, card_part):
        quoted = quote(cart, Profile("m", points=balance(self.points)), (), self.rules, 0)
        lines = [PayLine(line.line, line.net_fen, line.product.bonus_allowed) for line in quoted.lines]
        limit = bonus_limit(quoted.due_fen, lines, self.rules)
        card_fen = min(spendable(self.stored, TODAY, limit), quoted.due_fen) * card_part // 100
        spent = spend(self.stored, card_fen, self.rules.stored_value_spend_order, limit, TODAY)
        for change in (spent.principal, spent.bonus):
            self.stored = apply(self.stored, change)
            self.stored_moves += change.moves
        split = StoredSplit(spent.principal_fen, spent.bonus_fen)
        tenders = resolve([Tender("stored_value", card_fen, "acct"), Tender("cash", None)], quoted.due_fen)
        self.paid = settle(lines, tenders, {0: split})
        if quoted.points_used:
            taken = lot_rules.take(self.points, quoted.points_used, TODAY)
            self.points = apply(self.points, taken)
            self.point_moves += taken.moves
        self.earning = earn_lines(quoted, self.paid.cells, self.paid.parts, self.rules)
        self.earned = earned(self.earning, self.rules)
        if self.earned:
            self.points = apply(self.points, lot_rules.grant(self.points, lot("own", "POINTS", self.earned)))
        left = tuple(
            LineLeft(line.line, line.qty_milli, line.qty_milli, line.discount_of("points")) for line in quoted.lines
        )
        self.original = Original(left, self.paid.parts, self.paid.cells, self.paid.cells, quoted.points_used)
        self.refunded, self.clawed, self.cash_fen = {}, 0, 0

    def refund(self, wish):
        done = plan(self.original, wish)
        self.original = after(self.original, done)
        for part in payout(done, self.paid.parts):
            if part.kind in (PRINCIPAL, BONUS):
                held = [entry for entry in self.stored if entry.kind == part.kind]
                mine = {entry.id for entry in held}
                moves = [move for move in self.stored_moves if move.lot_id in mine]
                back = give_back(held, moves, part.fen, TODAY, lot("new", part.kind, 0))
                self.stored = apply(self.stored, back)
                self.stored_moves += back.moves
            else:
                self.cash_fen += part.fen
        if done.points_returned:
            back = give_back(self.points, self.point_moves, done.points_returned, TODAY, lot("new", "POINTS", 0))
            self.points = apply(self.points, back)
            self.point_moves += back.moves
        for line, fen in bases(done.cells, self.paid.parts, self.rules).items():
            self.refunded[line] = self.refunded.get(line, 0) + fen
        count = points_to_claw(self.earning, self.refunded, self.clawed, self.rules)
        self.clawed += count
        if count:
            taken = claw(self.points, count, "own", self.rules, TODAY, done.refund_fen, lot("debt", "POINTS", 0))
            assert taken.missing == 0
            self.points = apply(self.points, taken.change)


@st.composite
def tills(draw):
    rules = Rules(
        points_rate=draw(st.builds(Rate, st.integers(0, 5), st.integers(1, 10))),
        points_per_yuan=draw(st.integers(1, 300)),
        points_bonus_earns=draw(st.booleans()),
        stored_value_spend_order=draw(st.sampled_from(SPEND_ORDERS)),
        stored_value_bonus_cap_percent=draw(st.integers(0, 100)),
        rounding_mode=draw(st.sampled_from(["none", "drop_jiao", "round_yuan"])),
    )
    opens = draw(st.lists(st.integers(1, 500), max_size=3))
    points = tuple(lot(f"p{n}", "POINTS", amount, f"2026-0{5 - n}-28") for n, amount in enumerate(opens))
    sums = draw(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 2000)), max_size=3))
    stored = tuple(
        entry
        for n, (own, gift) in enumerate(sums)
        for entry in recharge_lots(f"r{n}", "acct", "e", n, (f"r{n}p", own), (f"r{n}b", gift))
    )
    return Till(rules, points, stored)


@st.composite
def carts(draw, points):
    cart = Cart("0192f0c1-0000-7000-8000-000000000001", points=points)
    for n in range(draw(st.integers(1, 4))):
        goods = Product(
            f"s{n}", "", draw(st.integers(0, 3000)), earns=draw(st.booleans()), bonus_allowed=draw(st.booleans())
        )
        cart = cart.add(goods, draw(st.integers(1, 3)) * 1000)
    return cart


def wish(draw, original):
    way = draw(st.sampled_from(["all", "lines", "fen"]))
    pieces = [line for line in original.lines if line.left_milli]
    if way == "fen" and original.left_fen:
        return Wish(fen=draw(st.integers(1, original.left_fen)))
    if way == "lines" and pieces:
        line = draw(st.sampled_from(pieces))
        return Wish(lines={line.line: draw(st.integers(1, line.left_milli // 1000)) * 1000})
    return Wish(everything=True)


def finished(original):
    return original.left_fen == 0 if original.paid_fen else not any(line.left_milli for line in original.lines)


@given(tills(), st.data())
def test_every_lot_is_as_before(till, data):
    points, stored = till.points, till.stored
    wanted = data.draw(st.integers(0, balance(points)))
    till.sell(data.draw(carts(wanted)), data.draw(st.integers(0, 100)))
    paid_cash = till.paid.part_fen("cash")
    for _ in range(6):
        if not finished(till.original):
            till.refund(wish(data.draw, till.original))
    if not finished(till.original):
        till.refund(Wish(everything=True))
    own = (replace(lot("own", "POINTS", till.earned), open=0),) if till.earned else ()
    assert sorted(till.points, key=lambda entry: entry.id) == sorted((*points, *own), key=lambda entry: entry.id)
    assert set(till.stored) == set(stored)
    assert till.cash_fen == paid_cash
    assert till.clawed == till.earned
