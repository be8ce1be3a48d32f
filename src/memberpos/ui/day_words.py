"""Words of the day's figures in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.ui.widgets.pay_panel import tender_words


def received_words(kind: str) -> str:
    """A row of the money received; stored value is in two parts."""
    parts = {
        "stored_principal": QCoreApplication.translate("day", "Stored, principal"),
        "stored_bonus": QCoreApplication.translate("day", "Stored, bonus"),
    }
    return parts.get(kind) or tender_words(kind)


def exception_words(kind: str) -> str:
    """What somebody should look at."""
    return {
        "refunds": QCoreApplication.translate("day", "Refunds"),
        "price_overrides": QCoreApplication.translate("day", "Typed prices"),
        "no_sale_drawer": QCoreApplication.translate("day", "Drawer without sale"),
        "paid_in": QCoreApplication.translate("day", "Paid in"),
        "paid_out": QCoreApplication.translate("day", "Paid out"),
        "drop": QCoreApplication.translate("day", "To the safe"),
        "reprints": QCoreApplication.translate("day", "Reprints"),
        "manual_points": QCoreApplication.translate("day", "Manual points"),
        "manual_tiers": QCoreApplication.translate("day", "Tiers by hand"),
        "clock_confirmations": QCoreApplication.translate("day", "Clock confirmed"),
        "deductions": QCoreApplication.translate("day", "Forced deductions"),
        "lost_cards": QCoreApplication.translate("day", "Lost cards shown"),
        "approvals": QCoreApplication.translate("day", "Approvals"),
        "no_sale": QCoreApplication.translate("day", "Drawer without sale"),
    }.get(kind, kind)


def roll_words(kind: str) -> str:
    """What changed a balance."""
    return {
        "opening": QCoreApplication.translate("day", "Opening"),
        "top_ups": QCoreApplication.translate("day", "Top-ups"),
        "spent": QCoreApplication.translate("day", "Spent"),
        "returned": QCoreApplication.translate("day", "Returned"),
        "other": QCoreApplication.translate("day", "Other"),
        "issued": QCoreApplication.translate("day", "Issued"),
        "redeemed": QCoreApplication.translate("day", "Redeemed"),
        "closing": QCoreApplication.translate("day", "Closing"),
    }.get(kind, kind)


def weekday(number: int) -> str:
    """Short name of a day of the week, 0 = Monday."""
    return (
        QCoreApplication.translate("day", "Mon"),
        QCoreApplication.translate("day", "Tue"),
        QCoreApplication.translate("day", "Wed"),
        QCoreApplication.translate("day", "Thu"),
        QCoreApplication.translate("day", "Fri"),
        QCoreApplication.translate("day", "Sat"),
        QCoreApplication.translate("day", "Sun"),
    )[number]
