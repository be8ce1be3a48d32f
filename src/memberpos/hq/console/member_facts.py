"""What of a member a page shows: the profile as far as its reader may see it, and what is held, in words."""

from __future__ import annotations

from collections.abc import Mapping

from memberpos.domain.masks import mask_phone
from memberpos.hq import member_profile
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.member_profile import Balance, Profile

CHANGE = "member.change"
#: What members hold, in the words of the console.
KIND_NAMES: Mapping[str, str] = {
    "PRINCIPAL": N_("Principal"), "BONUS": N_("Bonus"), "CHANGE": N_("Kept change"), "POINTS": N_("Points"),
    "GROWTH": N_("Growth"), "PASS": N_("Pass uses"), "COUPON": N_("Coupons"), "RECEIVABLE": N_("On account"),
}  # fmt: skip
#: Profile fields that are shown, in order; phone and the like only to who may change members.
FIELD_NAMES: Mapping[str, str] = {
    "phone": N_("Phone"), "birthday": N_("Birthday"), "sex": N_("Sex"), "address": N_("Address"),
    "notes": N_("Notes"), "joined_on": N_("Member since"), "ends_on": N_("Membership ends"),
}  # fmt: skip
_PRIVATE = frozenset({"address", "notes", "birthday"})
_MONEY = frozenset({"PRINCIPAL", "BONUS", "CHANGE", "RECEIVABLE"})


def pass_names(conn: Conn, shown: Profile) -> dict[str, str]:
    """Instance of a pass or coupon → its kind's code, as the account's rows say."""
    return {} if shown.account_id is None else member_profile.held_codes(conn, shown.account_id)


def fields_of(visit: Visit, shown: Profile) -> list[tuple[str, str]]:
    """What is known of a person, as far as this reader may see it."""
    found = []
    for name, label in FIELD_NAMES.items():
        value = shown.fields.get(name, "")
        if not value or (name in _PRIVATE and not visit.may(CHANGE)):
            continue
        found.append((label, value if name != "phone" or visit.may(CHANGE) else mask_phone(value) or ""))
    return found


def figures_of(visit: Visit, shown: Profile, passes: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(name, what is held, what of it tills may spend alone)."""
    found = []
    for one in shown.balances:
        name = visit.text(KIND_NAMES.get(one.kind, one.kind))
        code = passes.get(one.instance, "")
        found.append((f"{name} {code}".strip(), amount_of(visit, one.kind, one.amount), _out(visit, one)))
    return found


def _out(visit: Visit, one: Balance) -> str:
    return visit.text(N_("%(n)s with tills"), n=amount_of(visit, one.kind, one.out)) if one.out else ""


def amount_of(visit: Visit, kind: str, amount: int) -> str:
    """Money or a number, by kind."""
    return visit.language.money(amount) if kind in _MONEY else visit.language.number(amount)
