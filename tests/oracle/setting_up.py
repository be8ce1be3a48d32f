"""The first lines of a history: rules, goods, offers, members."""

from __future__ import annotations

from typing import Any

from tests.oracle.histories import Writer

RATES = ("1/1", "1/1", "1/10", "3/2", "2/3", "1/7", "0/1", "10/1")
SKUS = ("TEA", "RICE", "SOAP", "WINE", "BOOK", "CAKE")
CATEGORIES = ("food", "home")
TIER_NAMES = ("silver", "gold", "black")
PHONES = ("13800138000", "13900139001", "13700137002", "13600136003")


def shop(w: Writer) -> None:
    w.say({"do": "settings", "set": rules(w)})
    for sku in SKUS[: w.rng.randint(1, len(SKUS))]:
        w.say(product(w, sku))
    for do, make in (("gift", gift), ("coupon_kind", coupon_kind), ("pass_kind", pass_kind), ("offer", offer)):
        if w.chance(60):
            for number in range(w.rng.randint(1, 3)):
                w.say({"do": do, **make(w, number)})
    for do, make in (("recharge_offer", recharge_offer), ("draw.put", draw)):
        if w.chance(35):
            for number in range(w.rng.randint(1, 2)):
                w.say({"do": do, **make(w, number)})
    for number in range(w.rng.randint(1, 4)):
        enrol(w, PHONES[number])


def rules(w: Writer) -> dict[str, Any]:
    """Every setting now and then; the others keep their default."""
    drawn: dict[str, Any] = {"points.rate": w.pick(RATES)}
    for name, values in VALUES.items():
        if w.chance(35):
            drawn[name] = w.pick(values)
    if w.chance(60):
        drawn |= tiers(w)
    return drawn


VALUES: dict[str, tuple[Any, ...]] = {
    "growth.rate": RATES,
    "points.expiry": (
        "never",
        "months:0:end_of_month",
        "months:1:end_of_month",
        "months:12:end_of_month",
        "year:03-31",
        "year:12-31",
    ),
    "points.per_yuan": (100, 100, 10, 1, 3, 150, None),
    "points.discount_cap_percent": (100, 50, 30, 7, 0),
    "points.bonus_earns": (True, False),
    "points.stored_value_earns": (True, False),
    "points.whole_steps": (True, False),
    "points.pass_earns": ("sale", "use"),
    "points.multiplier_cap": (None, "2/1", "5/4", "1/1"),
    "points.claw": ("negative", "value"),
    "points.reinstatement_days": (0, 1, 30, 365),
    "points.referral": (0, 50),
    "points.referred": (0, 20),
    "points.referral_limit": (None, 0, 1, 2),
    "points.birthday": (0, 88),
    "stored_value.spend_order": ("bonus_first", "principal_first", "proportional"),
    "stored_value.bonus_cap_percent": (100, 50, 30, 0),
    "rounding.mode": ("none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan"),
    "rounding.scope": ("order", "cash"),
    "day_starts_at": ("00:00", "04:00", "12:30"),
    "law.enforce": (True, False),
}


def tiers(w: Writer, least: int = 1) -> dict[str, Any]:
    """A ladder of two to four tiers, at least `least` above the first, and how one climbs it."""
    criterion = w.pick(("spend", "spend", "visits", "points", "growth"))
    steps = {"spend": (100, 500, 2000), "visits": (2, 3, 5), "points": (50, 300, 1000), "growth": (100, 300, 1000)}[
        criterion
    ]
    ladder: list[dict[str, Any]] = [{"name": "first", "threshold": 0}]
    ladder += [{"name": n, "threshold": t} for n, t in zip(TIER_NAMES, steps, strict=True)][: w.rng.randint(least, 3)]
    for tier in ladder:
        if w.chance(50):
            tier["price_percent"] = w.pick((100, 95, 90, 88, 75))
        if w.chance(60):
            tier["points_multiplier"] = w.pick(("1/1", "3/2", "2/1", "4/3", "11/10"))
        if tier["threshold"] and w.chance(40):
            tier["keep"] = w.pick((0, tier["threshold"] // 2, tier["threshold"]))
    drawn: dict[str, Any] = {"tiers": ladder, "tiers.criterion": criterion}
    for name, values in TIER_VALUES.items():
        if w.chance(60):
            drawn[name] = w.pick(values)
    return drawn


TIER_VALUES: dict[str, tuple[Any, ...]] = {
    "tiers.window": ("lifetime", "rolling:1", "rolling:12", "since_tier_start", "calendar_year"),
    "tiers.validity": (None, "months:1", "months:6", "months:12"),
    "tiers.down": ("one_down", "by_balance", "keep_if_at_least"),
    "tiers.growth_resets": (False, True),
    "tiers.refund_downgrade": ("at_period_end", "immediate"),
}


def product(w: Writer, sku: str) -> dict[str, Any]:
    made: dict[str, Any] = {"do": "product", "sku": sku, "name": f"the {sku}", "price_fen": w.amount(20000)}
    if w.chance(50):
        made["category"] = w.pick(CATEGORIES)
    if w.chance(20):
        made["member_price_fen"] = w.near(max(made["price_fen"], 1))
    if w.chance(15):
        made["prices"] = {tier: w.near(max(made["price_fen"], 1)) for tier in w.some(TIER_NAMES)}
    for flag in ("earns", "bonus_allowed", "discountable"):
        if w.chance(15):
            made[flag] = w.chance(20)
    return made


def enrol(w: Writer, phone: str) -> None:
    made: dict[str, Any] = {"do": "member.enrol", "name": "林"}
    if w.chance(90):
        made["phone"] = phone if w.chance(95) else PHONES[0]
    if w.chance(40):
        made["birthday"] = w.pick(("1990-01-20", "1985-02-28", "2000-02-29", "1992-06-15", "1979-12-31"))
    if w.chance(25):
        made |= lunar_birthday(w)
    if w.has("member") and w.chance(40):
        made["referrer"] = w.old("member")
    w.say(made | {"as": w.name("member")})


def lunar_birthday(w: Writer) -> dict[str, Any]:
    """Leap months, last days of months, days around a new year; now and then one that was never there."""
    plain = ("1990-08-15", "1990-12-30", "1985-01-01", "1990-02-30", "2001-06-29", "1964-12-08", "1995-11-30")
    leap = ("2001-04-10", "1995-08-29", "2006-07-01", "2020-04-29", "2025-06-29", "2023-02-01")
    if w.chance(4):
        return {"birthday": w.pick((*plain, "1990-13-01", "1990-02-31")), "lunar": True, "leap_month": w.chance(80)}
    if w.chance(40):
        return {"birthday": w.pick(leap), "lunar": True, "leap_month": True}
    return {"birthday": w.pick(plain), "lunar": True}


def filters(w: Writer) -> dict[str, Any]:
    if w.chance(50):
        return {}
    return {"skus": w.some(SKUS)} if w.chance(60) else {"categories": w.some(CATEGORIES)}


def gift(w: Writer, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"sku": f"GIFT{number}", "name": "gift", "points": w.pick((1, 10, 100))}
    if w.chance(40):
        made["fen"] = w.amount(1000)
    return made | ({"stock": w.pick((0, 1, 5))} if w.chance(50) else {})


def coupon_kind(w: Writer, number: int) -> dict[str, Any]:
    kind = w.pick(("amount", "percent"))
    value = w.amount(5000) if kind == "amount" else w.pick((90, 88, 50, 0, 100))
    made: dict[str, Any] = {"code": f"C{number}", "kind": kind, "value": value} | filters(w)
    if w.chance(40):
        made["min_fen"] = w.amount(10000)
    if w.chance(50):
        made["valid_days"] = w.pick((0, 1, 7, 90))
    return made | ({"group": w.pick(("a", "exclusive"))} if w.chance(25) else {})


def pass_kind(w: Writer, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"code": f"P{number}", "price_fen": w.amount(50000), "uses": w.rng.randint(1, 10)}
    if w.chance(50):
        made["gift_uses"] = w.rng.randint(0, 3)
    if w.chance(60):
        made["valid_days"] = w.pick((1, 30, 365))
    if w.chance(20):
        made["weekdays"] = w.some(range(1, 8))
    if w.chance(30):
        made["starts"] = w.pick(("sale", "first_use"))
    return made | ({"list_fen": w.amount(8000)} if w.chance(60) else {})


def offer(w: Writer, number: int) -> dict[str, Any]:
    kind = w.pick(OFFERS)
    made: dict[str, Any] = {"code": f"O{number}", "kind": kind}
    if kind == "special_price":
        made |= {"sku": w.pick(SKUS), "price_fen": w.amount(10000)}
    elif kind == "add_on":
        made |= add_on(w)
    elif kind == "bundle":
        made |= {"skus": w.some(SKUS), "fen": w.amount(20000)}
    else:
        made |= filters(w) | OFFER_KEYS[kind](w)
    if w.chance(30):
        made["group"] = w.pick(("a", "b", "exclusive"))
    if w.chance(30):
        made["combinable"] = w.chance(70)
    if w.chance(20):
        made |= {"from": "2026-01-10", "to": "2026-03-01"}
    if w.chance(15):
        made["weekdays"] = w.some(range(1, 8))
    return made | ({"tiers": w.some(TIER_NAMES)} if w.chance(15) else {})


OFFERS = (
    "spend_save",
    "percent",
    "multiplier",
    "n_for_m",
    "bundle",
    "second_half",
    "special_price",
    "add_on",
    "add_on",
)


def add_on(w: Writer) -> dict[str, Any]:
    made: dict[str, Any] = {"sku": w.pick(SKUS)}
    if w.chance(80):
        made["price_fen"] = w.amount(3000)
    if w.chance(40):
        made["points"] = w.pick((1, 10, 50))
    if w.chance(40):
        made["min_fen"] = w.amount(10000)
    return made | ({"most": w.pick((1, 2, 3))} if w.chance(40) else {})


def recharge_offer(w: Writer, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"code": f"R{number}", "name": "top-up"}
    made["steps"] = [step(w, fen) for fen in w.some((100, 5000, 20000))]
    if w.chance(25):
        made["repeats"] = True
    if w.chance(15):
        made |= {"member_limit": w.pick((1, 2)), "per": w.pick(("ever", "year", "month", "day"))}
    if w.chance(10):
        made["total_limit"] = w.pick((1, 3)) if w.chance(90) else 0
    if w.chance(10):
        made["first_only"] = True
    if w.chance(10):
        made |= {"from": "2026-01-10", "to": "2026-03-01"}
    if w.chance(10):
        made["weekdays"] = w.some(range(1, 8))
    return made | ({"tiers": w.some(TIER_NAMES)} if w.chance(10) else {})


def step(w: Writer, fen: int) -> dict[str, Any]:
    made: dict[str, Any] = {"amount_fen": fen}
    for key, values in STEP_VALUES.items():
        if w.chance(30):
            made[key] = w.pick(values)
    if "points" in made and w.chance(40):
        made["points_after_days"] = w.pick((0, 1, 30))
    for key, kinds in (("coupons", w.player.shop.coupon_kinds), ("passes", w.player.shop.pass_kinds)):
        if kinds and w.chance(25):
            made[key] = [gift_of(w, code) for code in w.some(kinds)]
    if w.chance(50):
        made["instalments"] = instalments(w)
    tiers = w.player.shop.rules["tiers"]
    return made | (
        {"tier": {"name": w.pick(tiers)["name"], "months": w.pick((1, 6))}} if tiers and w.chance(25) else {}
    )


STEP_VALUES: dict[str, tuple[Any, ...]] = {
    "bonus_fen": (0, 1, 500, 1234),
    "bonus_percent": (0, 5, 33),
    "points": (0, 7, 100),
}


def gift_of(w: Writer, code: str) -> dict[str, Any]:
    made: dict[str, Any] = {"code": code}
    if w.chance(30):
        made["count"] = w.pick((1, 2))
    return made | ({"charge_fen": w.amount(1000)} if w.chance(40) else {})


def instalments(w: Writer) -> dict[str, Any]:
    made: dict[str, Any] = {"fen": w.pick((1, 100, 1000, 6001)), "count": w.pick((1, 2, 3, 7))}
    if w.chance(40):
        made["every_months"] = w.pick((1, 2, 12))
    return made | ({"day": w.pick((1, 15, 28))} if w.chance(40) else {})


def draw(w: Writer, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"code": f"D{number}", "name": "wheel", "points": w.pick((0, 1, 10, 50))}
    made["prizes"] = [prize(w, f"p{n}") for n in range(w.rng.randint(1, 4))]
    if w.chance(20):
        made["limit"] = w.pick(("1/day", "2/month", "1/ever", "3/week", "2/year"))
    if w.chance(10):
        made |= {"from": "2026-01-10", "to": "2026-03-01"}
    return made | ({"tiers": w.some(TIER_NAMES)} if w.chance(10) else {})


def prize(w: Writer, code: str) -> dict[str, Any]:
    made: dict[str, Any] = {"code": code, "name": code, "weight": w.pick((1, 1, 2, 10))}
    if w.chance(60):
        made |= {"kind": "points", "points": w.pick((1, 7, 100))}
    return made | ({"stock": w.pick((0, 1, 2))} if w.chance(30) else {})


OFFER_KEYS: dict[str, Any] = {
    "spend_save": lambda w: {"steps": [[5000, w.amount(500)], [10000, w.amount(3000)]]},
    "percent": lambda w: {"percent": w.pick((95, 90, 85, 50))} | ({"min_fen": w.amount(10000)} if w.chance(50) else {}),
    "multiplier": lambda w: {"multiplier": w.pick(("2/1", "3/2", "5/1"))},
    "n_for_m": lambda w: w.pick(({"n": 3, "m": 2}, {"n": 2, "m": 1})),
    "second_half": lambda w: {},
}
