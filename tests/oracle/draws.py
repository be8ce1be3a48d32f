"""Lucky draws (domain rules §9): odds are published, the seed's hash stands before the draw that it decides.

What falls is chance: the model is told the engine's prize and holds it against the odds and the hash, then books it itself.
"""

from __future__ import annotations

import hashlib
from typing import Any

from tests.oracle import limits, tiers
from tests.oracle.book import Refused, Shop
from tests.oracle.coupons import debtless
from tests.oracle.points import Points

Action = dict[str, Any]
Prize = dict[str, Any]


def put(shop: Shop, action: Action) -> dict[str, Any]:
    """The same code again changes it: its prizes are counted anew, and another seed is committed."""
    prizes = action["prizes"]
    if action["points"] < 0 or not prizes or any(not sensible(prize) for prize in prizes):
        raise Refused("bad_amount", "bad_setting", "bad_line")
    if len({prize["code"] for prize in prizes}) < len(prizes) or not limits.right(action.get("limit")):
        raise Refused("bad_setting", "bad_line")
    told = action.get("told") or {}
    draw = {key: value for key, value in action.items() if key != "told"}
    shop.draws[action["code"]] = draw | {"since": len(shop.facts), "hash": told.get("hash")}
    return {}


def sensible(prize: Prize) -> bool:
    least = 1 if prize.get("kind") == "points" else 0
    return prize["weight"] > 0 and prize.get("points", 0) >= least and (prize.get("stock") or 0) >= 0


def play(shop: Shop, action: Action) -> dict[str, Any]:
    """Points are spent, a prize falls, and its points are granted. `told`: what the engine said of chance."""
    shop.need_shift()
    draw, member = shop.draws[action["draw"]], action["member"]
    prizes = [prize for prize in draw["prizes"] if left(shop, draw, prize) != 0]
    pot, wrong = Points(shop, member), []
    if not runs(shop, draw, member):
        wrong.append("not_now")
    played = [fact["date"] for fact in shop.of("draw", member=member, draw=draw["code"])]
    if limits.reached(draw.get("limit"), played, shop.today):
        wrong.append("limit_exceeded")
    wrong += [] if prizes else ["out_of_stock"]
    for step in (lambda: debtless(pot), lambda: pot.spend(draw["points"])):
        try:
            step()
        except Refused as refused:
            wrong += refused.codes
    if wrong:
        raise Refused(*wrong)
    told = action.get("told") or {}
    prize = fallen(prizes, told)
    points = prize.get("points", 0) if prize.get("kind") == "points" else 0
    lot = pot.grant_new("prize", points)
    data = {"issued": points, "points_used": draw["points"], "prize": prize["code"], "lot": lot}
    shop.post("draw", pot.rows, member=member, draw=draw["code"], **data)
    shop.draws[draw["code"]] = draw | {"hash": told.get("next_hash")}
    tiers.up(shop, member, "draw")
    return {"prize": prize["code"], "points_used": draw["points"]} | proof(draw["hash"], told)


def proof(committed: str | None, told: dict[str, Any]) -> dict[str, Any]:
    """The hash that stood before the draw, and the seed whose hash it is."""
    if not told.get("ok"):
        return {}
    seed = str(told.get("seed"))
    right = hashlib.sha256(bytes.fromhex(seed)).hexdigest() == committed
    return {"hash": committed, "seed": seed if right else "not the seed of the hash"}


def runs(shop: Shop, draw: Action, member: str) -> bool:
    held, today = tiers.tier(shop, member), shop.today.isoformat()
    begun = draw.get("from") is None or draw["from"] <= today
    ended = draw.get("to") is not None and draw["to"] < today
    return begun and not ended and (draw.get("tiers") is None or (held is not None and held["name"] in draw["tiers"]))


def left(shop: Shop, draw: Action, prize: Prize) -> int | None:
    """Pieces of a prize; None: as many as fall."""
    if prize.get("stock") is None:
        return None
    gone = shop.of("draw", draw=draw["code"], prize=prize["code"])
    return int(prize["stock"] - len([fact for fact in gone if fact["n"] >= draw["since"]]))


def fallen(prizes: list[Prize], told: dict[str, Any]) -> Prize:
    """The prize the engine drew if it was among those with odds, else the first: then the sides differ."""
    found = [prize for prize in prizes if prize["code"] == told.get("prize")]
    return (found or prizes)[0]
