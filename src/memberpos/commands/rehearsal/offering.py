"""Actions on offers and coupons, kept change, and exchanges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal.keys import Keys, require
from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services import coupons, kept_change, offers
from memberpos.services.use import Use

Answer = dict[str, Any]

_WHEN: Mapping[str, k.Check] = {"from": k.day, "to": k.day, "weekdays": k.wholes, "hours": k.text}
_COMMON: Mapping[str, k.Check] = {
    "code": k.text, "kind": k.text, "name": k.any_text, "group": k.any_text, **_WHEN, "tiers": k.texts,
    "members_only": k.flag, "skus": k.texts, "categories": k.texts, "combinable": k.flag, "active": k.flag,
}  # fmt: skip
#: Kind → (its own keys, those it must have).
_KINDS: Mapping[str, tuple[Mapping[str, k.Check], tuple[str, ...]]] = {
    "spend_save": ({"steps": k.pairs}, ("steps",)),
    "percent": ({"percent": k.whole, "min_fen": k.whole}, ("percent",)),
    "multiplier": ({"multiplier": k.text}, ("multiplier",)),
    "n_for_m": ({"n": k.whole, "m": k.whole}, ("n", "m")),
    "cheapest": ({"n": k.whole, "percent": k.whole}, ("n",)),
    "bundle": ({"fen": k.whole}, ("skus", "fen")),
    "second_half": ({}, ()),
    "special_price": ({"sku": k.text, "price_fen": k.whole}, ("sku", "price_fen")),
    "add_on": (
        {"sku": k.text, "price_fen": k.whole, "points": k.whole, "min_fen": k.whole, "most": k.whole}, ("sku",),
    ),
    "service_charge": ({"sku": k.text, "percent": k.whole}, ("sku", "percent")),
    "minimum_spend": ({"sku": k.text, "fen": k.whole}, ("sku", "fen")),
}  # fmt: skip
_OF_KIND = {
    kind: Keys({**_COMMON, **own}, ("code", "kind", *needed)) for kind, (own, needed) in _KINDS.items()
}  # fmt: skip

OFFER = Keys(
    {
        **_COMMON,
        **{name: check for own, _ in _KINDS.values() for name, check in own.items()},
        "kind": k.one_of(*_KINDS),
    },
    ("code", "kind"),
)
COUPON_KIND = Keys(
    {
        "code": k.text, "kind": k.one_of("amount", "percent", "goods", "trial"), "value": k.whole, "name": k.any_text,
        "min_fen": k.whole, "valid_days": k.whole, "skus": k.texts, "categories": k.texts, "group": k.any_text, **_WHEN,
        "per_member": k.whole, "per_day": k.whole, "total": k.whole, "transferable": k.flag,
    },
    ("code", "kind", "value"),
)  # fmt: skip


def offer(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ offer (its code)."""
    doc = _without_common(action)
    require(doc, _OF_KIND[doc["kind"]])
    offers.put(use, doc)
    return {"offer": doc["code"]}


def coupon_kind(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ coupon_kind (its code)."""
    offers.put_kind(use, _without_common(action))
    return {"coupon_kind": action["code"]}


def issue(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ coupon number valid_to."""
    done = coupons.issue(use, member_id(stage, action["member"]), plain(stage, action["coupon"]))
    return {"coupon": done.coupon_id, "number": done.number, "valid_to": done.valid_to}


def batch(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ made numbers valid_to."""
    made = coupons.batch(use, plain(stage, action["coupon"]), action["count"])
    return {"made": len(made), "numbers": [one.number for one in made], "valid_to": made[0].valid_to}


def transfer(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ coupon number valid_to."""
    done = coupons.transfer(use, plain(stage, action["coupon"]), member_id(stage, action["to"]))
    return {"coupon": done.coupon_id, "number": done.number, "valid_to": done.valid_to}


def void(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ nothing."""
    coupons.void(use, plain(stage, action["coupon"]), action["reason"])
    return {}


def pay_out(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ paid_fen."""
    return {"paid_fen": kept_change.pay_out(use, member_id(stage, action["member"]), action.get("fen"))}


def _without_common(action: Answer) -> Answer:
    return {name: value for name, value in action.items() if name not in ("do", "at", "as", "want")}
