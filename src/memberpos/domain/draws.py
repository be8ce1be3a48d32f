"""Lucky draws: published odds, and a result that anybody can work out again from the seed (domain rules §9).

The seed's hash is booked before the draw and the seed with it, so neither can be chosen afterwards. The message that is
drawn from holds nothing the shop could vary: the draw, the member, and which draw of that kind it is.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.limits import Limit
from memberpos.domain.money import check_fen

NOTHING, POINTS, GIFT, COUPON, THING = "nothing", "points", "gift", "coupon", "thing"
PRIZE_KINDS = (NOTHING, POINTS, GIFT, COUPON, THING)
SEED_BYTES = 32
_MOST_WEIGHT = 10**9


@dataclass(frozen=True)
class Prize:
    """One prize with its weight among all. `kind`: nothing | points (`points`) | gift (`ref` = sku of the mall) |
    coupon (`ref` = code) | thing (in words). `stock`: pieces of it, None = not counted. `value_fen`: for the law.
    """

    code: str
    name: str
    weight: int
    kind: str = NOTHING
    points: int = 0
    ref: str = ""
    stock: int | None = None
    value_fen: int = 0


@dataclass(frozen=True)
class Draw:
    """A draw for `cost` points; `limit` times for one member in a period, by `tiers` only (empty: all), on business
    dates `from_on` to `to_on` inclusive.
    """

    code: str
    name: str
    cost: int
    prizes: tuple[Prize, ...]
    limit: Limit | None = None
    tiers: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None

    def refuse_unless_open(self, tier: str | None, today: date) -> None:
        """PosError not_now (what, why: date or tier)."""
        if (self.from_on and today < self.from_on) or (self.to_on and today > self.to_on):
            raise PosError("not_now", what="draw", why="date")
        if self.tiers and tier not in self.tiers:
            raise PosError("not_now", what="draw", why="tier")

    def prize(self, code: str) -> Prize:
        """The prize with that code."""
        return next(prize for prize in self.prizes if prize.code == code)


def check(draw: Draw, max_value_fen: int | None = None) -> None:
    """PosError bad_setting, bad_amount; law_limit for a prize worth more than `max_value_fen`."""
    check_fen(draw.cost, 0, "points")
    codes = [prize.code for prize in draw.prizes]
    if not draw.code.strip() or not draw.name.strip() or not codes or len(set(codes)) < len(codes):
        raise PosError("bad_setting", setting="draw")
    for prize in draw.prizes:
        _check_prize(prize)
        if max_value_fen is not None and prize.value_fen > max_value_fen:
            raise PosError("law_limit", limit_fen=max_value_fen, prize_fen=prize.value_fen)
    if not any(prize.weight for prize in draw.prizes) or (draw.limit is not None and draw.limit.most < 1):
        raise PosError("bad_amount", reason="weight" if draw.limit is None or draw.limit.most else "limit")


def _check_prize(prize: Prize) -> None:
    if prize.kind not in PRIZE_KINDS or not prize.code.strip() or not prize.name.strip():
        raise PosError("bad_setting", setting="prize")
    if not 0 <= prize.weight <= _MOST_WEIGHT or (prize.stock or 0) < 0:
        raise PosError("bad_amount", reason="prize", prize=prize.code)
    check_fen(prize.points, 1 if prize.kind == POINTS else 0, "points")
    check_fen(prize.value_fen)
    if (prize.kind in (GIFT, COUPON)) != bool(prize.ref):
        raise PosError("bad_setting", setting="prize")


def seed_hash(seed: bytes) -> str:
    """What is published before the draw: hex SHA-256 of the seed."""
    return hashlib.sha256(seed).hexdigest()


def roll(seed: bytes, code: str, member_id: str, n: int, total: int) -> int:
    """A number from 0 to `total` − 1, each as likely: HMAC-SHA-256 of the draw, member and count `n` (from 1).

    Numbers beyond the last whole multiple of `total` are thrown away, and the next block is taken.
    """
    most = (1 << 256) // total * total
    block = 0
    while True:
        message = f"{code}\n{member_id}\n{n}\n{block}".encode()
        number = int.from_bytes(hmac.new(seed, message, hashlib.sha256).digest(), "big")
        if number < most:
            return number % total
        block += 1


def won(rolled: int, weights: Sequence[tuple[str, int]]) -> str:
    """The prize whose share of the weights the number falls into, in the order given."""
    for code, weight in weights:
        if rolled < weight:
            return code
        rolled -= weight
    raise ValueError("the number is not below the sum of the weights")


def document(draw: Draw) -> dict[str, Any]:
    """As it is stored and booked."""
    return {
        "cost": draw.cost,
        "limit": str(draw.limit) if draw.limit else None,
        "tiers": list(draw.tiers),
        "from": draw.from_on.isoformat() if draw.from_on else None,
        "to": draw.to_on.isoformat() if draw.to_on else None,
        "prizes": [
            {"code": p.code, "name": p.name, "weight": p.weight, "kind": p.kind, "points": p.points, "ref": p.ref,
             "stock": p.stock, "value_fen": p.value_fen}
            for p in draw.prizes
        ],
    }  # fmt: skip


def from_document(code: str, name: str, doc: Mapping[str, Any]) -> Draw:
    """The draw of a stored document; KeyError, TypeError or ValueError for one that is none."""
    return Draw(
        code=code, name=name, cost=doc["cost"], prizes=tuple(Prize(**prize) for prize in doc["prizes"]),
        limit=Limit.parse(doc["limit"]) if doc.get("limit") else None, tiers=tuple(doc.get("tiers") or ()),
        from_on=date.fromisoformat(doc["from"]) if doc.get("from") else None,
        to_on=date.fromisoformat(doc["to"]) if doc.get("to") else None,
    )  # fmt: skip
