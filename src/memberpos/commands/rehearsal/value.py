"""Actions on stored value: offers, top-ups and their undoing, transfers, closing."""

from __future__ import annotations

from typing import Any

from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services import closings, freezing, recharge_offers, recharge_refunds, recharges, transfers, value_moves
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.use import Use

Answer = dict[str, Any]


def offer(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ code version."""
    document = {key: value for key, value in action.items() if key not in ("do", "at", "as", "want", "code")}
    return {"code": action["code"], "version": recharge_offers.put(use, action["code"], document)}


def recharge(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ recharge principal_fen bonus_fen points instalments of this top-up."""
    request = recharges.RechargeRequest(
        member_id(stage, action["member"]), action["amount_fen"], action.get("bonus_fen", 0), action.get("points", 0),
        action["pay"], offer=action.get("offer", ""), coupons=tuple(action.get("coupons", ())),
        organisation=action.get("organisation", False),
    )  # fmt: skip
    done = recharges.recharge(use, request)
    return {
        "recharge": done.event_id, "principal_fen": done.amount_fen, "bonus_fen": done.bonus_fen,
        "points": done.points, "instalments": [{"due": due, "fen": fen} for due, fen in done.instalments],
        "receipt_no": done.receipt_no,
    }  # fmt: skip


def recharge_refund(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ refund_fen and what it is made of."""
    request = RechargeRefundRequest(plain(stage, action["recharge"]), action["cause"], action.get("pay", ""))
    done = recharge_refunds.refund(use, request)
    return {
        "refund_fen": done.refund_fen, "principal_fen": done.principal_fen, "bonus_fen": done.bonus_fen,
        "bonus_used_fen": done.bonus_used_fen, "charge_fen": done.charge_fen, "points_clawed": done.points,
        "called_off_fen": done.called_off_fen, "pay": done.pay, "receipt_no": done.receipt_no,
    }  # fmt: skip


def transfer(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ from_fen to_fen (the principal of both after it)."""
    done = transfers.transfer(
        use, member_id(stage, action["from"]), member_id(stage, action["to"]), action["fen"], action.get("reason", "")
    )
    return {"from_fen": done.from_fen, "to_fen": done.to_fen}


def card_transfer(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ from_fen to_fen (the principal of both after it)."""
    number = plain(stage, action["number"])
    done = transfers.move_card(use, number, member_id(stage, action["to"]), action["reason"])
    return {"from_fen": done.from_fen, "to_fen": done.to_fen}


def card_close(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ bonus_first_fen principal_first_fen proportional_fen refund_fen forfeited_fen."""
    request = ClosingRequest(
        member_id(stage, action["member"]), action.get("method", ""), action.get("cause", "consumer"),
        action.get("pay", "cash"),
    )  # fmt: skip
    done = closings.close(use, request)
    return {
        "bonus_first_fen": done.figures.bonus_first_fen, "principal_first_fen": done.figures.principal_first_fen,
        "proportional_fen": done.figures.proportional_fen, "refund_fen": done.refund_fen,
        "kept_change_fen": done.change_fen, "forfeited_fen": done.forfeited_fen, "method": done.method,
        "receipt_no": done.receipt_no,
    }  # fmt: skip


def cash_out(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ principal_fen (what is left)."""
    who, pay = member_id(stage, action["member"]), action.get("pay", "cash")
    done = value_moves.cash_out(use, who, action["fen"], action["reason"], pay)
    return {"principal_fen": done.principal_after_fen}


def deduct(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ principal_fen bonus_fen (what was taken of each)."""
    done = value_moves.deduct(use, member_id(stage, action["member"]), action["fen"], action["reason"])
    return {"principal_fen": done.principal_fen, "bonus_fen": done.bonus_fen}


def freeze(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ frozen."""
    on = action["do"] == "value.freeze"
    return {"frozen": freezing.freeze(use, member_id(stage, action["member"]), action["reason"], on=on).frozen}
