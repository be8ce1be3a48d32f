"""Words of the points mall: why something cannot be had now, where points came from, how likely a prize is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.services.results import DrawView, PrizeView


def why_words(why: str) -> str:
    """Why a gift, task or draw cannot be had; "" for one that can."""
    code, _, what = why.partition(":")
    return {
        "out_of_stock": QCoreApplication.translate("mall", "None left"),
        "insufficient_points": QCoreApplication.translate("mall", "Not enough points"),
        "points_debt": QCoreApplication.translate("mall", "Points stand below zero"),
        "limit_exceeded": QCoreApplication.translate("mall", "Had as often as allowed"),
        "not_now": {
            "date": QCoreApplication.translate("mall", "Not on this date"),
            "weekday": QCoreApplication.translate("mall", "Not on this weekday"),
            "hour": QCoreApplication.translate("mall", "Not at this hour"),
            "tier": QCoreApplication.translate("mall", "For other tiers"),
        }.get(what, ""),
    }.get(code, "")


def source_words(source: str) -> str:
    """Where points came from."""
    return {
        "visit": QCoreApplication.translate("mall", "For the visit"),
        "referred": QCoreApplication.translate("mall", "Brought by a friend"),
        "referral": QCoreApplication.translate("mall", "Brought a friend"),
        "badge": QCoreApplication.translate("mall", "With a badge"),
        "check_in": QCoreApplication.translate("mall", "Check-in"),
        "birthday": QCoreApplication.translate("mall", "Birthday"),
        "registration": QCoreApplication.translate("mall", "For joining"),
        "task": QCoreApplication.translate("mall", "Task"),
        "draw": QCoreApplication.translate("mall", "Lucky draw"),
        "manual": QCoreApplication.translate("mall", "By hand"),
    }.get(source, source)


def chance_words(draw: DrawView, prize: PrizeView) -> str:
    """The published odds of a prize in percent: as many decimals as it takes to tell it from nothing."""
    if not prize.weight:
        return QCoreApplication.translate("mall", "None left")
    percent = prize.weight * 100 / draw.total
    return f"{percent:.6f}".rstrip("0").rstrip(".")[:8] + " %"
