"""Actions on passes: kinds, selling, check-in, freezing, refunds, renewal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal.keys import Keys
from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.selling import tender
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import terms_from
from memberpos.services import pass_care, pass_desk, pass_kinds, pass_refunds, pass_sales
from memberpos.services.pass_results import PassSold
from memberpos.services.use import Use
from memberpos.store import staff

Answer = dict[str, Any]


def kind(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ code."""
    terms = terms_from({name: value for name, value in action.items() if name in KIND.checks})
    pass_kinds.put(use, terms)
    return {"code": terms.code}


def sell(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ pass left valid_from valid_to."""
    request = pass_sales.SellPass(
        member_id(stage, action["member"]),
        plain(stage, action["pass"]),
        tuple(tender(stage, t) for t in action["tenders"]),
    )
    return _sold(pass_sales.sell(use, request))


def renew(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ pass left valid_from valid_to of the new pass."""
    given = tuple(tender(stage, t) for t in action["tenders"]) if "tenders" in action else pass_sales.CASH_REST
    request = pass_sales.RenewPass(plain(stage, action["pass"]), action["from"], given)
    return _sold(pass_sales.renew(use, request))


def check_in(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ use left valid_to uses."""
    request = pass_desk.UsePass(
        member_id(stage, action["member"]), plain(stage, action["pass"]), action.get("persons", 1),
        _staff(stage, action["staff"]) if "staff" in action else None, action.get("service", ""),
    )  # fmt: skip
    done = pass_desk.use(use, request)
    return {
        "use": done.event_id, "left": done.left, "valid_to": done.valid_to, "points_earned": done.points_earned,
        "passes": [{"pass": code, "uses": uses} for _, code, uses in done.passes],
    }  # fmt: skip


def undo(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ left."""
    done = pass_desk.undo(use, plain(stage, action["use"]))
    return {"left": done.left, "valid_to": done.valid_to}


def freeze(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ valid_to."""
    return {"valid_to": pass_care.freeze(use, plain(stage, action["pass"]), action["from"], action["to"]).valid_to}


def unfreeze(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ valid_to."""
    return {"valid_to": pass_care.unfreeze(use, plain(stage, action["pass"])).valid_to}


def reactivate(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ left valid_to."""
    done = pass_care.reactivate(use, plain(stage, action["pass"]), action["to"])
    return {"left": done.left, "valid_to": done.valid_to}


def refund(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ refund_fen and what makes it up."""
    request = pass_refunds.RefundPass(
        plain(stage, action["pass"]), action["method"], action.get("pay", "cash"), action.get("reason", "")
    )
    done = pass_refunds.refund(use, request)
    return {
        "refund": done.event_id, "receipt_no": done.receipt_no, "refund_fen": done.refund_fen,
        "average_fen": done.average_fen, "list_price_fen": done.list_price_fen, "cash_fen": done.cash_fen,
        "points_clawed": done.points_clawed, "claw_value_fen": done.claw_value_fen,
    }  # fmt: skip


def _sold(done: PassSold) -> Answer:
    return {
        "pass": done.pass_id, "left": done.left, "valid_from": done.valid_from, "valid_to": done.valid_to,
        "receipt_no": done.receipt_no, "paid_fen": done.paid_fen, "change_fen": done.change_fen,
        "points_earned": done.points_earned,
    }  # fmt: skip


def _staff(stage: Stage, word: str) -> str:
    """Staff by name given in this file, id, or code."""
    word = plain(stage, word)
    found = next((row.id for row in staff.everyone(stage.db) if word in (row.id, row.code)), None)
    if found is None:
        raise PosError("not_found", what="staff")
    return found


def _none_or_whole(value: Any) -> bool:
    return value is None or k.whole(value)


KIND = Keys(
    {
        "code": k.text, "price_fen": k.whole, "uses": _none_or_whole, "gift_uses": k.whole,
        "valid_days": _none_or_whole, "months": _none_or_whole, "weekdays": k.wholes, "hours": k.text,
        "starts": k.one_of("sale", "first_use"), "list_fen": _none_or_whole, "persons": _none_or_whole,
        "skus": k.texts, "name": k.any_text,
    },
    ("code", "price_fen", "uses"),
)  # fmt: skip
_PASS = Keys({"pass": k.text}, ("pass",))


def keys(tenders: k.Check) -> Mapping[str, Keys]:
    """The keys of each action; `tenders` checks a list of tenders."""
    pay = k.one_of("cash", "scan_pay", "bank_card", "stored_value")
    return {
        "pass_kind": KIND,
        "pass.sell": Keys({"member": k.text, "pass": k.text, "tenders": tenders}, ("member", "pass", "tenders")),
        "pass.use": Keys(
            {"member": k.text, "pass": k.text, "persons": k.whole, "staff": k.text, "service": k.any_text},
            ("member", "pass"),
        ),
        "pass.undo": Keys({"use": k.text}, ("use",)),
        "pass.freeze": Keys({"pass": k.text, "from": k.day, "to": k.day}, ("pass", "from", "to")),
        "pass.unfreeze": _PASS,
        "pass.reactivate": Keys({"pass": k.text, "to": k.day}, ("pass", "to")),
        "pass.refund": Keys(
            {"pass": k.text, "method": k.one_of("average", "list_price"), "pay": pay, "reason": k.any_text},
            ("pass", "method"),
        ),
        "pass.renew": Keys({"pass": k.text, "from": k.one_of("end", "today"), "tenders": tenders}, ("pass", "from")),
    }  # fmt: skip
