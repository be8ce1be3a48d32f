"""Actions on members."""

from __future__ import annotations

from typing import Any

from memberpos.commands.rehearsal.keys import BadLineError, day
from memberpos.commands.rehearsal.naming import member_id
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.ledger import POINTS
from memberpos.services import adjust as adjusting
from memberpos.services import members
from memberpos.services.use import Use
from memberpos.store import ledger

Answer = dict[str, Any]


def enrol(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ member."""
    if "birthday" in action and not action.get("lunar", False) and not day(action["birthday"]):
        raise BadLineError("wrong value of birthday")
    referrer = member_id(stage, action["referrer"]) if "referrer" in action else None
    request = members.EnrolRequest(
        name=action["name"], phone=action.get("phone"), birthday=action.get("birthday"),
        lunar=action.get("lunar", False), sex=action.get("sex", ""), referrer_id=referrer,
        leap_month=action.get("leap_month", False),
    )  # fmt: skip
    return {"member": members.enrol(use, request).member_id}


def adjust(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points (the balance after it)."""
    return {"points": adjusting.points(use, member_id(stage, action["member"]), action["points"], action["reason"])}


def balance(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ points growth principal_fen bonus_fen change_fen tier points_lots passes coupons."""
    profile = members.profile(use.db, member_id(stage, action["member"]), use.now_ms)
    sums: dict[str | None, int] = {}
    for lot in ledger.open_lots(use.db, profile.account_id, (POINTS,)):
        sums[lot.expires] = sums.get(lot.expires, 0) + lot.open
    return {
        "points": profile.points, "growth": profile.growth, "principal_fen": profile.principal_fen,
        "bonus_fen": profile.bonus_fen, "change_fen": profile.change_fen, "tier": profile.tier,
        "points_lots": [
            {"points": count, "expires": expires}
            for expires, count in sorted(sums.items(), key=lambda item: (item[0] is None, item[0] or ""))
        ],
        "passes": [{"pass": p.code, "left": p.left, "valid_to": p.valid_to} for p in profile.passes],
        "coupons": [{"coupon": c.code, "valid_to": c.valid_to} for c in profile.coupons],
    }  # fmt: skip
