"""Actions on members and cards."""

from __future__ import annotations

from typing import Any

from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.ledger import POINTS
from memberpos.services import adjust as adjusting
from memberpos.services import cards, members
from memberpos.services.cards import CardDone
from memberpos.services.use import Use
from memberpos.store import ledger

Answer = dict[str, Any]


def enrol(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ member."""
    referrer = member_id(stage, action["referrer"]) if "referrer" in action else None
    request = members.EnrolRequest(
        name=action["name"], phone=action.get("phone"), birthday=action.get("birthday"),
        lunar=action.get("lunar", False), sex=action.get("sex", ""), referrer_id=referrer,
    )  # fmt: skip
    return {"member": members.enrol(use, request).member_id}


def batch(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ made first last."""
    done = cards.make_batch(use, action["from"], action["count"], skip_four=action.get("skip_four", False))
    return {"made": done.made, "first": done.first, "last": done.last}


def issue(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    member = member_id(stage, action["member"])
    return _card(cards.issue(use, member, action["number"], action.get("role", "main")))


def lost(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.lost(use, plain(stage, action["number"])))


def found(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.found(use, plain(stage, action["number"])))


def return_card(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.return_card(use, plain(stage, action["number"])))


def replace(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state (of the new card)."""
    return _card(
        cards.replace_card(
            use,
            plain(stage, action["number"]),
            action["new_number"],
            action.get("fee_fen", 0),
            action.get("pay", "cash"),
        )
    )


def verify(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state verdict."""
    text = plain(stage, action["number"])
    number, (state, verdict) = cards.number_of(use.db, text), cards.verify(use.db, text)
    return {"card": number, "state": state or None, "verdict": verdict}


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


def _card(done: CardDone) -> Answer:
    return {"card": done.number, "state": done.state}
