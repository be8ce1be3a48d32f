"""Actions on what points are got and spent for besides sales: gifts, draws, check-ins, tasks, tiers given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal.action import TENDERS, Action
from memberpos.commands.rehearsal.keys import Keys
from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.catalog import MILLI, parse_qty
from memberpos.domain.errors import PosError
from memberpos.services import draws, gifts, presets, sources, tier_grants
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.use import Use

Answer = dict[str, Any]


def gift(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ gift (its sku)."""
    gifts.put(use, presets.gift_of(action), action.get("stock"))
    return {"gift": action["sku"]}


def redeem(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points_used fen."""
    tenders = tuple(
        GiftTender(
            row["kind"], None if row["fen"] == "rest" else row["fen"],
            member_id(stage, row["member"]) if "member" in row else None,
        )
        for row in action.get("tenders", ())
    )  # fmt: skip
    milli = parse_qty(action.get("qty", 1))
    if milli % MILLI:
        raise PosError("bad_amount", reason="qty")
    request = RedeemRequest(member_id(stage, action["member"]), plain(stage, action["gift"]), milli // MILLI, tenders)
    done = gifts.redeem(use, request)
    return {
        "redeem": done.event_id, "receipt_no": done.receipt_no, "points_used": done.points_used, "fen": done.fen,
        "change_fen": done.change_fen,
    }  # fmt: skip


def give_back(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points_returned fen tenders."""
    done = gifts.give_back(use, plain(stage, action["redeem"]), action.get("reason", ""))
    return {
        "points_returned": done.points_returned, "fen": done.fen, "receipt_no": done.receipt_no,
        "tenders": [{"kind": tender.kind, "fen": tender.fen} for tender in done.tenders],
    }  # fmt: skip


def check_in(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points (the balance after it)."""
    return {"points": sources.check_in(use, member_id(stage, action["member"])).balance}


def task(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points (the balance after it)."""
    return {"points": sources.task(use, member_id(stage, action["member"]), action["task"]).balance}


def tier(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ tier (in force after it)."""
    member = member_id(stage, action["member"])
    return {"tier": tier_grants.grant(use, member, action["tier"], _day(action, "to"), action["reason"]).tier}


def draw_put(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ draw (its code), hash (of the seed committed for the next play)."""
    return {"draw": action["code"], "hash": draws.put(use, presets.draw_of(action))}


def draw(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ prize points_used hash seed next_hash."""
    request = draws.PlayRequest(member_id(stage, action["member"]), action["draw"], action.get("hash"))
    done = draws.play(use, request)
    return {
        "play": done.event_id, "receipt_no": done.receipt_no, "prize": done.prize, "points_used": done.cost,
        "hash": done.seed_hash, "seed": done.seed, "next_hash": done.next_hash,
    }  # fmt: skip


def _day(action: Answer, key: str) -> date | None:
    return date.fromisoformat(action[key]) if key in action else None


def _weekdays(value: Any) -> bool:
    return isinstance(value, list) and all(k.whole(day) and 1 <= day <= 7 for day in value)


_PRIZES = k.rows(
    Keys(
        {
            "code": k.text, "name": k.text, "weight": k.whole, "points": k.whole, "ref": k.text, "stock": k.whole,
            "kind": k.one_of("nothing", "points", "gift", "coupon", "thing"), "value_fen": k.whole,
        },
        ("code", "name", "weight"),
    )
)  # fmt: skip
_WHEN = {"from": k.day, "to": k.day, "limit": k.text, "tiers": k.texts}

ACTIONS: Mapping[str, Action] = {
    "gift": Action(
        Keys(
            {
                "sku": k.text, "name": k.text, "points": k.whole, "fen": k.whole, "stock": k.whole,
                "prices": k.amounts, "weekdays": _weekdays, **_WHEN,
            },
            ("sku", "name", "points"),
        ),
        gift,
        "gift",
    ),
    "redeem": Action(
        Keys({"member": k.text, "gift": k.text, "qty": k.qty, "tenders": TENDERS}, ("member", "gift")),
        redeem,
        "redeem",
    ),
    "gift.return": Action(Keys({"redeem": k.text, "reason": k.any_text}, ("redeem",)), give_back),
    "check_in": Action(Keys({"member": k.text}, ("member",)), check_in),
    "task": Action(Keys({"member": k.text, "task": k.text}, ("member", "task")), task),
    "tier.grant": Action(
        Keys({"member": k.text, "tier": k.text, "to": k.day, "reason": k.text}, ("member", "tier", "reason")), tier
    ),
    "draw.put": Action(
        Keys({"code": k.text, "name": k.text, "points": k.whole, "prizes": _PRIZES, **_WHEN},
             ("code", "name", "points", "prizes")),
        draw_put,
        "draw",
    ),
    "draw": Action(Keys({"member": k.text, "draw": k.text, "hash": k.text}, ("member", "draw")), draw, "play"),
}  # fmt: skip
