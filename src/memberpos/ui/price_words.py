"""What a quote says, in the user's language: where a price comes from, what came off, and why something did not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from memberpos.domain.explain import Note
from memberpos.domain.quote import Quote, QuoteLine
from memberpos.ui.format import MINUS, amount, count

Facts = Mapping[str, int | str]


@dataclass(frozen=True)
class Said:
    """One row of an explanation: what, in which words, the amount ("" = none), and whether it was given."""

    name: str
    words: str
    figure: str = ""
    given: bool = True


def percent_words(percent: int) -> str:
    """90 % still paid: "90 %", in Chinese "9 折"."""
    tenths = f"{percent / 10:g}"
    return QCoreApplication.translate("prices", "{percent} %").format(percent=percent, tenths=tenths)


def price_words(note: Note) -> str:
    """Where the price of a line comes from; "" for a note that is about something else."""
    return _PRICES[note.code](note.facts) if note.code in _PRICES else ""


def why_words(code: str, facts: Facts) -> str:
    """Why an offer or coupon was not given; "" for a note that says no such thing."""
    return _WHY[code](facts) if code in _WHY else ""


def line_words(quote: Quote, line: QuoteLine) -> str:
    """The whole way from list price to what a line costs, in one line."""
    first = next((words for note in quote.notes if note.line == line.line and (words := price_words(note))), "")
    off = [f"{_discount_name(d.source, d.label or d.code)} {_minus(d.fen)}" for d in line.discounts[_own(line) :]]
    return " · ".join(part for part in (first, *off) if part)


def explanation(quote: Quote) -> list[Said]:
    """Row by row: each line, then offers and coupons of the order, then those that were not given and why."""
    lines = [Said(line.product.name, line_words(quote, line), amount(line.net_fen)) for line in quote.lines]
    orders = [note for note in quote.notes if note.code in ("offer_applied", "coupon_applied") and not note.line]
    given = [Said(str(note.facts["name"]), _given_words(note), _minus(_fen(note))) for note in orders]
    more = [_extra(note) for note in quote.notes if note.code in ("offer_points", "offer_next_step")]
    return [*lines, *given, *more, *_not_given(quote)]


def _not_given(quote: Quote) -> list[Said]:
    """Nearest to being given first: those for other goods are many and say least."""
    notes = [note for note in quote.notes if why_words(note.code, note.facts)]
    notes.sort(key=lambda note: (note.code == "offer_not_for_goods", note.code == "offer_not_now"))
    return [Said(str(note.facts["name"]), why_words(note.code, note.facts), given=False) for note in notes]


def _own(line: QuoteLine) -> int:
    """How many of a line's discounts its own price stands for."""
    first = line.discounts[0] if line.discounts else None
    if first is None:
        return 0
    return int(first.source == "price" or (first.source == "offer" and line.price_source == "offer"))


def _minus(fen: int) -> str:
    return f"{MINUS}{amount(fen)}" if fen >= 0 else f"+{amount(-fen)}"


def _fen(note: Note) -> int:
    return int(note.facts.get("fen", 0))


def _given_words(note: Note) -> str:
    if note.code == "coupon_applied":
        return QCoreApplication.translate("prices", "Coupon")
    if "points" in note.facts:
        return QCoreApplication.translate("prices", "For {points} points").format(
            points=count(int(note.facts["points"]))
        )
    return QCoreApplication.translate("prices", "Offer")


def _extra(note: Note) -> Said:
    """Campaigns on points, and how little is missing to the next step."""
    name = str(note.facts["name"])
    if note.code == "offer_points":
        top, _, bottom = str(note.facts["factor"]).partition("/")
        times = f"{int(top) / int(bottom):g}"
        return Said(name, QCoreApplication.translate("prices", "Points × {times}").format(times=times))
    words = QCoreApplication.translate("prices", "{missing} more saves {fen}")
    missing = amount(int(note.facts["missing_fen"]))
    return Said(name, words.format(missing=missing, fen=amount(_fen(note))))


def _discount_name(source: str, code: str) -> str:
    names = {
        "manual": QCoreApplication.translate("prices", "Discount by hand"),
        "points": QCoreApplication.translate("prices", "Points"),
        "rounding": QCoreApplication.translate("prices", "Rounding"),
    }
    return names.get(source, code)


def _missing(facts: Facts) -> str:
    return amount(int(facts["missing_fen"]))


def _time_words(facts: Facts) -> str:
    return {
        "early": QCoreApplication.translate("prices", "Has not begun"),
        "late": QCoreApplication.translate("prices", "Is over"),
        "weekday": QCoreApplication.translate("prices", "Not on this day of the week"),
        "hours": QCoreApplication.translate("prices", "Not at this time of day"),
    }[str(facts["reason"])]


def _together(_facts: Facts) -> str:
    return QCoreApplication.translate("prices", "Not together with another offer")


def _unit(facts: Facts) -> str:
    return amount(int(facts["unit_fen"]))


_PRICES: Mapping[str, Callable[[Facts], str]] = {
    "price_list": lambda _f: "",
    "price_member": lambda f: QCoreApplication.translate("prices", "Member price {fen}").format(fen=_unit(f)),
    "price_tier": lambda f: QCoreApplication.translate("prices", "{tier} price {fen}").format(
        tier=f["tier"], fen=_unit(f)
    ),
    "price_tier_percent": lambda f: QCoreApplication.translate("prices", "{tier} {percent}, {fen}").format(
        tier=f["tier"], percent=percent_words(int(f["percent"])), fen=_unit(f)
    ),
    "price_offer": lambda f: f"{f['name']} {_unit(f)}",
    "price_typed": lambda f: QCoreApplication.translate("prices", "Price changed to {fen}").format(fen=_unit(f)),
    "not_discountable": lambda _f: QCoreApplication.translate("prices", "Not discounted"),
    "charge": lambda f: str(f["name"]),
}
_WHY: Mapping[str, Callable[[Facts], str]] = {
    "offer_not_now": _time_words,
    "coupon_not_now": _time_words,
    "offer_not_for_tier": lambda f: QCoreApplication.translate("prices", "Only for {tiers}").format(tiers=f["tiers"]),
    "offer_members_only": lambda _f: QCoreApplication.translate("prices", "For members only"),
    "offer_not_for_goods": lambda _f: QCoreApplication.translate("prices", "None of its goods in the cart"),
    "coupon_not_for_goods": lambda _f: QCoreApplication.translate("prices", "None of its goods in the cart"),
    "offer_too_few": lambda _f: QCoreApplication.translate("prices", "Too few pieces"),
    "offer_below_minimum": lambda f: QCoreApplication.translate("prices", "{fen} more is needed").format(
        fen=_missing(f)
    ),
    "coupon_below_minimum": lambda f: QCoreApplication.translate("prices", "{fen} more is needed").format(
        fen=_missing(f)
    ),
    "offer_group_taken": _together,
    "coupon_group_taken": _together,
    "offer_no_effect": lambda _f: QCoreApplication.translate("prices", "The price is as low already"),
    "coupon_no_effect": lambda _f: QCoreApplication.translate("prices", "Nothing left to take off"),
    "offer_not_asked": lambda f: QCoreApplication.translate("prices", "For {points} points, when asked for").format(
        points=count(int(f["points"]))
    ),
    "offer_points_short": lambda f: QCoreApplication.translate("prices", "Needs {points} points").format(
        points=count(int(f["points"]))
    ),
}
