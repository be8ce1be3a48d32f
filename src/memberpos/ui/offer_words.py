"""Top-up offers and their gifts in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from memberpos.domain.recharge_gifts import Gifts, Instalments
from memberpos.domain.recharge_offers import Step
from memberpos.ui.format import amount, count


def short(fen: int) -> str:
    """An amount without places when they are 0."""
    return amount(fen).removesuffix(".00")


def step_words(step: Step) -> str:
    """What a step gives, in a few words for a tile."""
    gifts, words = step.gifts, []
    if step.bonus_percent:
        words.append(QCoreApplication.translate("offers", "+{percent} %").format(percent=step.bonus_percent))
    if gifts.bonus_fen:
        words.append(QCoreApplication.translate("offers", "+{bonus} gift").format(bonus=short(gifts.bonus_fen)))
    if gifts.instalments:
        words.append(_monthly(gifts.instalments))
    if gifts.points:
        words.append(QCoreApplication.translate("offers", "{points} points").format(points=count(gifts.points)))
    words += [f"{each.code} ×{each.count}" for each in (*gifts.coupons, *gifts.passes)]
    if gifts.tier:
        words.append(gifts.tier.name)
    return " · ".join(words)


def _monthly(parts: Instalments) -> str:
    each = QCoreApplication.translate("offers", "{bonus} in {count} parts")
    return each.format(bonus=short(parts.fen), count=parts.count)


def gift_facts(gifts: Gifts, today: date) -> Sequence[tuple[str, str]]:
    """(what, how much) of everything that comes besides money at once."""
    facts = []
    if gifts.instalments:
        due = gifts.instalments.due(today)
        first, last = due[0][0].isoformat(), due[-1][0].isoformat()
        name = QCoreApplication.translate("offers", "Bonus later, {first} to {last}").format(first=first, last=last)
        facts.append((name, f"{amount(due[0][1])} × {len(due)}"))
    if gifts.points:
        name = QCoreApplication.translate("offers", "Points")
        if gifts.points_after_days:
            name = QCoreApplication.translate("offers", "Points, in {days} days").format(days=gifts.points_after_days)
        facts.append((name, f"+{count(gifts.points)}"))
    coupons, passes = QCoreApplication.translate("offers", "Coupon"), QCoreApplication.translate("offers", "Pass")
    facts += [(coupons, f"{each.code} × {each.count}") for each in gifts.coupons]
    facts += [(passes, f"{each.code} × {each.count}") for each in gifts.passes]
    if gifts.tier:
        facts.append((QCoreApplication.translate("offers", "Tier"), gifts.tier.name))
    return facts


def reason_words(reason: str) -> str:
    """Why an offer does not apply (`recharge_offers.why_not`)."""
    return {
        "not_yet": QCoreApplication.translate("offers", "Not yet"),
        "over": QCoreApplication.translate("offers", "Over"),
        "weekday": QCoreApplication.translate("offers", "Not today"),
        "tier": QCoreApplication.translate("offers", "Other tiers only"),
        "first_only": QCoreApplication.translate("offers", "First top-up only"),
        "member_limit": QCoreApplication.translate("offers", "Taken already"),
        "total_limit": QCoreApplication.translate("offers", "None left"),
    }.get(reason, QCoreApplication.translate("offers", "Not available"))
