"""Whatever is sent again is done once: any prefix of a till's requests, sent k times more, changes nothing at all.

A till that died does not know how much of its last work was booked and sends it again; so does a window whose answer was lost.
Each request here carries the id of the event it wants; the whole database is compared, row by row.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.draws import Draw, Prize
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.services import (
    checkout,
    closings,
    draws,
    exchange,
    gifts,
    pass_desk,
    pass_refunds,
    pass_sales,
    recharge_refunds,
    recharges,
    refunds,
    transfers,
    value_moves,
)
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.draws import PlayRequest
from memberpos.services.exchange import Exchange
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.pass_desk import UsePass
from memberpos.services.pass_refunds import RefundPass
from memberpos.services.pass_sales import RenewPass, SellPass
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.use import Use
from tests.services.passes import with_kinds
from tests.services.shop import Shop, new_shop

EXAMPLES = 25
WHEEL = Draw("W", "转盘", 3, (Prize("pts", "分", 1, "points", 4), Prize("cup", "杯", 1, "thing", stock=2)))
KINDS = (
    "top_up", "top_up", "sell", "sell", "sell", "refund", "undo_top_up", "transfer", "redeem", "sell_pass", "use_pass", "undo_use",
    "refund_pass", "renew", "cash_out", "close", "swap", "swap", "draw",
)  # fmt: skip


class HasEvent(Protocol):
    @property
    def event_id(self) -> str: ...


Request = Callable[[Use], HasEvent]


class Till:
    """Two members, and the ids of what was booked, by kind, for later requests to name."""

    def __init__(self, folder: Path) -> None:
        self.shop: Shop = with_kinds(new_shop(folder))
        gifts.put(self.shop.use(), Gift("MUG", "马克杯", 3, fen=100), 50)
        draws.put(self.shop.use(), WHEEL)
        self.members = [self.shop.enrol(name).member_id for name in "甲乙"]
        self.made: dict[str, list[str]] = {}

    def request(self, kind: str, pick: int, fen: int) -> Request | None:
        """A request of a kind under an id of its own; None where there is nothing yet that it could name."""
        made: Request | None = getattr(self, kind)(pick, fen, str(self.shop.use().new_id()))
        return made

    def one(self, kind: str, pick: int) -> str | None:
        made = self.made.get(kind, [])
        return made[pick % len(made)] if made else None

    def who(self, pick: int) -> str:
        return self.members[pick % 2]

    def top_up(self, pick: int, fen: int, event_id: str) -> Any:
        asked = RechargeRequest(self.who(pick), fen, fen // 5, fen // 500, event_id=event_id)
        return lambda use: recharges.recharge(use, asked)

    def sell(self, pick: int, fen: int, event_id: str) -> Any:
        cart = self.shop.cart(self.who(pick), ("LATTE", 1000), ("CUP", 2000), points=pick % 5 if pick > 15 else 0)
        stored = TenderRequest("stored_value", fen % 3000 if pick > 8 else 0, self.who(pick // 2))
        asked = FinishSale(cart, (stored, TenderRequest("cash", None)) if pick % 3 else (TenderRequest("cash", None),))
        if pick % 3 == 0:  # some change stays with the member
            asked = FinishSale(cart, (TenderRequest("cash", 20_000),), keep_change_fen=fen % 100)
        return lambda use: checkout.finish(use, asked)

    def swap(self, pick: int, fen: int, event_id: str) -> Any:
        sale = self.one("sell", pick)
        cart = self.shop.cart(self.who(pick), ("LATTE", 1000 + 1000 * (fen % 2)))
        asked = Exchange(RefundRequest(sale or "", everything=True), FinishSale(cart, (TenderRequest("cash", None),)))
        return sale and (lambda use: exchange.exchange(use, asked).sale)

    def draw(self, pick: int, fen: int, event_id: str) -> Any:
        asked = PlayRequest(self.who(pick), "W", event_id=event_id)
        return lambda use: draws.play(use, asked)

    def refund(self, pick: int, fen: int, event_id: str) -> Any:
        sale = self.one("sell", pick)
        whole = RefundRequest(sale or "", everything=True, event_id=event_id)
        asked = whole if fen % 3 == 0 else RefundRequest(sale or "", fen=fen, event_id=event_id)
        return sale and (lambda use: refunds.refund(use, asked))

    def undo_top_up(self, pick: int, fen: int, event_id: str) -> Any:
        made = self.one("top_up", pick)
        asked = RechargeRefundRequest(made or "", event_id=event_id)
        return made and (lambda use: recharge_refunds.refund(use, asked))

    def transfer(self, pick: int, fen: int, event_id: str) -> Any:
        return lambda use: transfers.transfer(use, self.who(pick), self.who(pick + 1), fen, "", event_id)

    def redeem(self, pick: int, fen: int, event_id: str) -> Any:
        asked = RedeemRequest(self.who(pick), "MUG", 1, (GiftTender("cash", None),), event_id)
        return lambda use: gifts.redeem(use, asked)

    def sell_pass(self, pick: int, fen: int, event_id: str) -> Any:
        code = ("TEN", "ENDLESS", "FIRST")[fen % 3]
        asked = SellPass(self.who(pick), code, (TenderRequest("cash", None),), event_id=event_id)
        return lambda use: pass_sales.sell(use, asked)

    def use_pass(self, pick: int, fen: int, event_id: str) -> Any:
        code = ("TEN", "ENDLESS", "FIRST")[fen % 3]
        asked = UsePass(self.who(pick), code, 1 + fen % 2, event_id=event_id)
        return lambda use: pass_desk.use(use, asked)

    def undo_use(self, pick: int, fen: int, event_id: str) -> Any:
        used = self.one("use_pass", pick)
        return used and (lambda use: pass_desk.undo(use, used, event_id))

    def refund_pass(self, pick: int, fen: int, event_id: str) -> Any:
        sold = self.one("passes", pick)
        asked = RefundPass(sold or "", "average", event_id=event_id)
        return sold and (lambda use: pass_refunds.refund(use, asked))

    def renew(self, pick: int, fen: int, event_id: str) -> Any:
        sold = self.one("passes", pick)
        asked = RenewPass(sold or "", "today", (TenderRequest("cash", None),), event_id=event_id)
        return sold and (lambda use: pass_sales.renew(use, asked))

    def cash_out(self, pick: int, fen: int, event_id: str) -> Any:
        return lambda use: value_moves.cash_out(use, self.who(pick), fen, "asked for", "cash", event_id)

    def close(self, pick: int, fen: int, event_id: str) -> Any:
        asked = ClosingRequest(self.who(pick), event_id=event_id)
        return lambda use: closings.close(use, asked)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        tables = [
            row[0] for row in self.shop.db.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {name: [tuple(row) for row in self.shop.db.all(f"SELECT * FROM {name}")] for name in tables}


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(1, 9000)), min_size=4, max_size=14
    ),
    prefix=st.integers(1, 14),
    times=st.integers(1, 3),
)
def test_any_prefix_sent_again_changes_nothing(steps: list[tuple[str, int, int]], prefix: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        till = Till(Path(folder))
        booked: list[tuple[Request, str]] = []
        for kind, pick, fen in steps:
            wanted = till.request(kind, pick, fen)
            if wanted is None:
                continue
            try:
                done = wanted(till.shop.use())
            except PosError:
                continue
            booked.append((wanted, done.event_id))
            till.made.setdefault(kind, []).append(done.event_id)
            if kind == "swap":
                till.made.setdefault("sell", []).append(done.event_id)
            if kind in {"sell_pass", "renew"}:
                till.made.setdefault("passes", []).append(done.pass_id)
        before = till.everything()
        for wanted, event_id in booked[:prefix] * times:
            assert wanted(till.shop.use()).event_id == event_id
        assert till.everything() == before
        till.shop.assert_books_agree()
        till.shop.db.close()
