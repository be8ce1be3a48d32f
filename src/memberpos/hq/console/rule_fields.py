"""Every parameter with its words: name, what it does, how it is written in a form, how its value reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.hq.console import entry
from memberpos.hq.console.texts import N_, Language

RATIO, WHOLE, PERCENT, FLAG, CHOICE, TIME, TIMES, MONEY, TABLE = (
    "ratio", "whole", "percent", "flag", "choice", "time", "times", "money", "table",
)  # fmt: skip
_MONTHS = (1, 3, 6, 12, 18, 24, 36)


@dataclass(frozen=True)
class RuleField:
    """`label` and `help` are texts of the catalogues; `choices` value → name; `empty`: the name of "no value"."""

    name: str
    label: str
    kind: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    empty: str = ""

    def options(self, language: Language) -> list[tuple[str, str]]:
        """Pairs of value and name for a select; months are written out."""
        found = [("", language.text(self.empty))] if self.empty else []
        for value, name in self.choices.items():
            if "*" in value:
                found += [(value.replace("*", str(n)), language.text(name, n=n)) for n in _MONTHS]
            else:
                found.append((value, language.text(name)))
        return found


_LIMITS = {f"{n}/{period}": text for period, n, text in (
    ("day", 1, N_("once a day")), ("day", 2, N_("twice a day")), ("week", 1, N_("once a week")),
    ("month", 1, N_("once a month")), ("year", 1, N_("once a year")), ("ever", 1, N_("once for ever")),
)}  # fmt: skip
_POINTS_LIMITS = {
    "100/day": N_("100 a day"), "500/day": N_("500 a day"), "1000/day": N_("1,000 a day"),
    "500/month": N_("500 a month"), "1000/month": N_("1,000 a month"), "5000/month": N_("5,000 a month"),
}  # fmt: skip
_EXPIRY = {
    "never": N_("for ever"), "months:*:end_of_month": N_("%(n)s months, to the month's end"),
    "year:12-31": N_("to December 31 of the next year"), "year:03-31": N_("to March 31 of the next year"),
}  # fmt: skip
_EMPTY_OFTEN = N_("As often as they like")

#: Group → its fields, in the order of the page.
GROUPS: Mapping[str, tuple[RuleField, ...]] = {
    N_("Earning points"): (
        RuleField("points.rate", N_("Points for spending"), RATIO, N_("So many points for so many yuan.")),
        RuleField("points.whole_steps", N_("Only full steps earn"), FLAG),
        RuleField("points.bonus_earns", N_("Spending bonus earns too"), FLAG),
        RuleField("points.stored_value_earns", N_("Spending stored value earns"), FLAG),
        RuleField("points.pass_earns", N_("Passes earn points"), CHOICE, choices={
            "sale": N_("when they are sold"), "use": N_("when they are used")}),
        RuleField("points.multiplier_cap", N_("Multiply by at most"), TIMES,
                  N_("Tier and campaign together, like 3."), empty=N_("No limit")),
        RuleField("points.registration", N_("Points for joining"), WHOLE),
        RuleField("points.birthday", N_("Points for a birthday"), WHOLE),
        RuleField("points.visit", N_("Points for a visit"), WHOLE),
        RuleField("points.visit_limit", N_("Visits that count"), CHOICE, choices=_LIMITS, empty=_EMPTY_OFTEN),
        RuleField("points.check_in", N_("Points for checking in"), WHOLE),
        RuleField("points.check_in_limit", N_("Check-ins that count"), CHOICE, choices=_LIMITS, empty=_EMPTY_OFTEN),
        RuleField("points.referral", N_("Points for bringing a friend"), WHOLE),
        RuleField("points.referred", N_("Points for the friend"), WHOLE),
        RuleField("points.referral_limit", N_("Friends that count in a month"), WHOLE, empty=N_("All")),
        RuleField("points.manual_limit", N_("Points by hand, at most"), CHOICE, N_("For one member."),
                  choices=_POINTS_LIMITS, empty=N_("No limit")),
    ),
    N_("Using points"): (
        RuleField("points.per_yuan", N_("Points worth one yuan off"), WHOLE, empty=N_("Points buy gifts only")),
        RuleField("points.discount_cap_percent", N_("Share of a bill by points, at most"), PERCENT),
        RuleField("points.expiry", N_("Points are good"), CHOICE, N_("Points given before keep their day."),
                  choices=_EXPIRY),
        RuleField("points.claw", N_("Points that were spent, at a refund"), CHOICE, choices={
            "negative": N_("are owed: the balance goes below 0"),
            "value": N_("are taken off the money given back")}),
        RuleField("points.remind_days", N_("Days before points end that they are named"), WHOLE),
        RuleField("points.reinstatement_days", N_("Days to use points that come back"), WHOLE,
                  N_("When their own day has passed.")),
    ),
    N_("Tiers"): (
        RuleField("tiers", N_("Tiers"), TABLE),
        RuleField("tiers.criterion", N_("Tiers are reached by"), CHOICE, choices={
            "spend": N_("Yuan spent"), "visits": N_("Days with a visit"), "points": N_("Points earned"),
            "growth": N_("Growth value")}),
        RuleField("growth.rate", N_("Growth value for spending"), RATIO, N_("So much growth for so many yuan.")),
        RuleField("tiers.window", N_("Counted over"), CHOICE, choices={
            "lifetime": N_("everything so far"), "rolling:*": N_("the last %(n)s months"),
            "calendar_year": N_("the calendar year"), "since_tier_start": N_("since the tier began")}),
        RuleField("tiers.validity", N_("A tier is good for"), CHOICE, choices={"months:*": N_("%(n)s months")},
                  empty=N_("ever")),
        RuleField("tiers.down", N_("Who reaches too little goes"), CHOICE, choices={
            "one_down": N_("one tier down"), "by_balance": N_("to the tier reached"),
            "keep_if_at_least": N_("one down, below the amount to stay")}),
        RuleField("tiers.growth_resets", N_("Growth begins anew with each review"), FLAG),
        RuleField("tiers.refund_downgrade", N_("A refund takes a tier back"), CHOICE, choices={
            "at_period_end": N_("at the end of its time"), "immediate": N_("at once")}),
    ),
    N_("Money"): (
        RuleField("stored_value.spend_order", N_("Spend first"), CHOICE, choices={
            "bonus_first": N_("Bonus first"), "principal_first": N_("Principal first"),
            "proportional": N_("Both in proportion")}),
        RuleField("stored_value.bonus_cap_percent", N_("Share of a bill by bonus, at most"), PERCENT),
        RuleField("rounding.mode", N_("Rounding"), CHOICE, choices={
            "none": N_("None"), "drop_fen": N_("Drop fen (12.34 → 12.30)"),
            "drop_jiao": N_("Drop jiao (12.34 → 12.00)"), "round_jiao": N_("Round to jiao"),
            "round_yuan": N_("Round to yuan")}),
        RuleField("rounding.scope", N_("What is rounded"), CHOICE, choices={
            "order": N_("the whole bill"), "cash": N_("what is paid in cash")}),
        RuleField("day_starts_at", N_("The business day begins at"), TIME,
                  N_("Until then sales belong to the day before.")),
        RuleField("cards.without_mac", N_("Cards of other makers are taken"), FLAG,
                  N_("Cards that carry no proof of this chain.")),
        RuleField("law.enforce", N_("Keep the rules for prepaid cards"), FLAG, N_("For shops in China only.")),
    ),
    N_("Spending while offline"): (
        RuleField("allowance.home_percent", N_("Share of the home store's tills"), PERCENT,
                  N_("So much of a member's value they may spend without asking.")),
        RuleField("allowance.other_percent", N_("Share of the other store seen last"), PERCENT),
        RuleField("allowance.cap_fen", N_("At most for a till, in money"), MONEY, empty=N_("No limit")),
        RuleField("allowance.cap_points", N_("At most for a till, in points"), WHOLE, empty=N_("No limit")),
        RuleField("allowance.days", N_("Days an allowance is good"), WHOLE),
        RuleField("allowance.recall_percent", N_("Asked back when this much too large"), PERCENT),
        RuleField("allowance.floor_fen", N_("Spending without any allowance, at most"), MONEY,
                  N_("0 is safe. With more, each offline store can spend a member this far below what there is.")),
    ),
}  # fmt: skip
FIELDS: Mapping[str, RuleField] = {one.name: one for fields in GROUPS.values() for one in fields}


def field_of(name: str) -> RuleField:
    """PosError not_found for what the console does not set."""
    if name not in FIELDS:
        raise PosError("not_found", what="setting")
    return FIELDS[name]


def read(one: RuleField, form: Mapping[str, str]) -> Any:
    """The value of a form's fields `value` (and `per`). PosError bad_amount."""
    text = form.get("value", "").strip()
    if one.empty and not text:
        return None
    if one.kind == FLAG:
        return text == "1"
    if one.kind == RATIO:
        return f"{entry.whole(text, 'value')}/{entry.whole(form.get('per', ''), 'per')}"
    if one.kind == TIMES:
        return entry.times(text, "value")
    if one.kind == MONEY:
        return entry.money_fen(text, "value")
    return entry.whole(text, "value") if one.kind in (WHOLE, PERCENT) else text


def written(one: RuleField, value: Any) -> dict[str, str]:
    """What stands in the form's fields for a value."""
    if value is None:
        return {"value": "", "per": ""}
    if one.kind == FLAG:
        return {"value": "1" if value else "0", "per": ""}
    if one.kind == RATIO:
        points, _, yuan = str(value).partition("/")
        return {"value": points, "per": yuan}
    if one.kind == TIMES:
        return {"value": entry.decimal_of(value), "per": ""}
    return {"value": entry.yuan(value) if one.kind == MONEY else str(value), "per": ""}


def shown(one: RuleField, value: Any, language: Language) -> str:
    """A value as people read it."""
    if value is None:
        return language.text(one.empty or N_("none"))
    if one.kind == FLAG:
        return language.text(N_("Yes") if value else N_("No"))
    if one.kind == RATIO:
        points, _, yuan = str(value).partition("/")
        return language.text(N_("%(p)s for every %(q)s yuan"), p=points, q=yuan)
    if one.kind == CHOICE:
        return dict(one.options(language)).get(str(value), str(value))
    if one.kind == TABLE:
        return " · ".join(str(row.get("name", "")) for row in value) or language.text(N_("none"))
    if one.kind == MONEY:
        return language.money(int(value))
    if one.kind == TIMES:
        return f"× {entry.decimal_of(value)}"
    return f"{value}%" if one.kind == PERCENT else language.number(value) if isinstance(value, int) else str(value)
