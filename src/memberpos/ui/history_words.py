"""What happened to a member, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.services.results import HistoryRow
from memberpos.ui.format import amount, count
from memberpos.ui.widgets.table import Cell, Line

#: Kinds that move money, points or uses: what the counter shows.
MONEY_KINDS = frozenset(
    {
        *("sale", "refund", "exchange", "recharge", "recharge.refund", "bonus.instalment", "transfer", "transfer.in"),
        *("card.transfer", "card.transfer.in", "card_close", "value.cash_out", "value.deduct", "redeem"),
        *("redeem.return", "draw", "points.adjust", "points.grant", "points.grant_undo", "points.expire", "birthday"),
        *("pass.sell", "pass.renew", "pass.use", "pass.undo", "pass.refund"),
    }
)


def kind_words(kind: str) -> str:
    """What an event of a kind is called."""
    return (_value_words() | _pass_words() | _card_words()).get(kind, kind)


def _value_words() -> dict[str, str]:
    return {
        "sale": QCoreApplication.translate("kinds", "Sale"),
        "refund": QCoreApplication.translate("kinds", "Refund"),
        "exchange": QCoreApplication.translate("kinds", "Exchange"),
        "change.keep": QCoreApplication.translate("kinds", "Change kept"),
        "change.pay_out": QCoreApplication.translate("kinds", "Kept change paid out"),
        "coupon.issue": QCoreApplication.translate("kinds", "Coupon given"),
        "coupon.expire": QCoreApplication.translate("kinds", "Coupon expired"),
        "coupon.transfer": QCoreApplication.translate("kinds", "Coupon handed on"),
        "coupon.void": QCoreApplication.translate("kinds", "Coupon taken back"),
        "recharge": QCoreApplication.translate("kinds", "Top-up"),
        "recharge.refund": QCoreApplication.translate("kinds", "Top-up undone"),
        "bonus.instalment": QCoreApplication.translate("kinds", "Bonus instalment"),
        "transfer": QCoreApplication.translate("kinds", "Transferred"),
        "transfer.in": QCoreApplication.translate("kinds", "Transfer received"),
        "card.transfer": QCoreApplication.translate("kinds", "Card handed over"),
        "card.transfer.in": QCoreApplication.translate("kinds", "Card taken over"),
        "card_close": QCoreApplication.translate("kinds", "Card closed"),
        "value.cash_out": QCoreApplication.translate("kinds", "Paid out"),
        "value.deduct": QCoreApplication.translate("kinds", "Deducted"),
        "value.freeze": QCoreApplication.translate("kinds", "Account frozen"),
        "value.unfreeze": QCoreApplication.translate("kinds", "Account let go"),
        "redeem": QCoreApplication.translate("kinds", "Gift"),
        "redeem.return": QCoreApplication.translate("kinds", "Gift returned"),
        "draw": QCoreApplication.translate("kinds", "Lucky draw"),
        "birthday": QCoreApplication.translate("kinds", "Birthday points"),
        "points.grant": QCoreApplication.translate("kinds", "Points given"),
        "points.grant_undo": QCoreApplication.translate("kinds", "Points taken back"),
        "badge.award": QCoreApplication.translate("kinds", "Badge"),
        "badge.award_undo": QCoreApplication.translate("kinds", "Badge taken back"),
        "tier.grant": QCoreApplication.translate("kinds", "Tier given"),
        "tier.grant_end": QCoreApplication.translate("kinds", "Given tier ended"),
        "tier.review": QCoreApplication.translate("kinds", "Tier reviewed"),
        "points.adjust": QCoreApplication.translate("kinds", "Points changed by hand"),
        "points.expire": QCoreApplication.translate("kinds", "Points expired"),
        "tier.change": QCoreApplication.translate("kinds", "Tier changed"),
    }


def _pass_words() -> dict[str, str]:
    return {
        "pass.sell": QCoreApplication.translate("kinds", "Pass sold"),
        "pass.renew": QCoreApplication.translate("kinds", "Pass renewed"),
        "pass.use": QCoreApplication.translate("kinds", "Pass used"),
        "pass.undo": QCoreApplication.translate("kinds", "Use taken back"),
        "pass.gift": QCoreApplication.translate("kinds", "Pass given"),
        "pass.void": QCoreApplication.translate("kinds", "Pass taken back"),
        "pass.freeze": QCoreApplication.translate("kinds", "Pass frozen"),
        "pass.unfreeze": QCoreApplication.translate("kinds", "Freeze ended"),
        "pass.refund": QCoreApplication.translate("kinds", "Pass refunded"),
        "pass.expire": QCoreApplication.translate("kinds", "Pass expired"),
        "pass.reactivate": QCoreApplication.translate("kinds", "Pass reactivated"),
    }


def _card_words() -> dict[str, str]:
    return {
        "member.enrol": QCoreApplication.translate("kinds", "Joined"),
        "member.patch": QCoreApplication.translate("kinds", "Profile changed"),
        "member.import": QCoreApplication.translate("kinds", "Came over from another system"),
        "member.photo": QCoreApplication.translate("kinds", "Photo"),
        "member.block": QCoreApplication.translate("kinds", "Membership stopped or allowed"),
        "member.merge": QCoreApplication.translate("kinds", "Merged with another member"),
        "member.unmerge": QCoreApplication.translate("kinds", "Merge undone"),
        "member.consent": QCoreApplication.translate("kinds", "Consent"),
        "card.issue": QCoreApplication.translate("kinds", "Card issued"),
        "card.lost": QCoreApplication.translate("kinds", "Card lost"),
        "card.found": QCoreApplication.translate("kinds", "Card found"),
        "card.replace": QCoreApplication.translate("kinds", "Card replaced"),
        "card.return": QCoreApplication.translate("kinds", "Card returned"),
        "card.password": QCoreApplication.translate("kinds", "Card password set"),
        "card.limit": QCoreApplication.translate("kinds", "Limit a day set"),
        "card.restock": QCoreApplication.translate("kinds", "Card to stock"),
        "card.reactivate": QCoreApplication.translate("kinds", "Card reactivated"),
        "card.void": QCoreApplication.translate("kinds", "Card void"),
    }


def history_line(h: HistoryRow) -> Line:
    """One line of a history as a table row: date, what, amount, points."""
    fen = "" if h.fen is None else amount(h.fen)
    points = "" if h.points == 0 else (f"+{count(h.points)}" if h.points > 0 else count(h.points))
    what = kind_words(h.kind)
    if h.bonus_fen:
        gift = amount(h.bonus_fen).removesuffix(".00")
        what = QCoreApplication.translate("kinds", "Top-up + {bonus} gift").format(bonus=gift)
    return Line(h.event_id, (Cell(h.date[5:], "muted"), what, fen, Cell(points, "gold")))
