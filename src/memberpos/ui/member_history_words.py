"""What happened to a member, line by line, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.services.member_history import HistoryEntry
from memberpos.store.member_history import Changed
from memberpos.ui.history_words import kind_words
from memberpos.ui.member_cells import blocked_words


def group_words(group: str) -> str:
    """A filter of the history."""
    return {
        "all": QCoreApplication.translate("history", "Everything"),
        "sales": QCoreApplication.translate("history", "Sales"),
        "refunds": QCoreApplication.translate("history", "Refunds"),
        "value": QCoreApplication.translate("history", "Stored value"),
        "points": QCoreApplication.translate("history", "Points"),
        "cards": QCoreApplication.translate("history", "Cards"),
        "passes": QCoreApplication.translate("history", "Passes and coupons"),
        "calls": QCoreApplication.translate("history", "Calls"),
        "changes": QCoreApplication.translate("history", "Changes"),
    }.get(group, group)


def entry_words(entry: HistoryEntry) -> str:
    """What an entry is called."""
    own = {
        "call": QCoreApplication.translate("history", "Call"),
        "member.enrol": QCoreApplication.translate("history", "Enrolled"),
    }
    return own.get(entry.kind) or kind_words(entry.kind)


def detail_words(entry: HistoryEntry) -> str:
    """What there is to say besides: a paper's number, a reason, what changed from what to what."""
    if entry.changes:
        return "; ".join(change_words(change) for change in entry.changes)
    data = entry.data
    if entry.kind == "member.consent":
        withdrawn = data.get("withdrawn")
        said = QCoreApplication.translate("history", "withdrawn") if withdrawn else ""
        return " ".join(part for part in (str(data.get("purpose", "")), str(data.get("version", "")), said) if part)
    if entry.kind == "member.block":
        kind, on = next(iter(data.get("set", {}).items()), ("", False))
        return blocked_words(kind) if on else QCoreApplication.translate("history", "allowed again")
    for name in ("note", "reason", "number", "new_number"):
        if data.get(name):
            return str(data[name])
    return entry.receipt_no


def change_words(change: Changed) -> str:
    """`Phone: 138… → 139…`."""
    nothing = QCoreApplication.translate("history", "empty")
    return f"{field_words(change.field)}: {change.old or nothing} → {change.new or nothing}"


def field_words(name: str) -> str:
    """A field of a profile; one of the shop's own by its code."""
    return {
        "name": QCoreApplication.translate("history", "Name"),
        "phone": QCoreApplication.translate("history", "Phone"),
        "birthday": QCoreApplication.translate("history", "Birthday"),
        "lunar": QCoreApplication.translate("history", "Lunar"),
        "leap_month": QCoreApplication.translate("history", "Leap month"),
        "sex": QCoreApplication.translate("history", "Sex"),
        "address": QCoreApplication.translate("history", "Address"),
        "notes": QCoreApplication.translate("history", "Notes"),
        "tags": QCoreApplication.translate("history", "Tags"),
        "ends_on": QCoreApplication.translate("history", "Membership until"),
        "seller_id": QCoreApplication.translate("history", "Sold by"),
        "referrer_id": QCoreApplication.translate("history", "Brought by"),
        "frozen": blocked_words("frozen"),
        "blacklisted": blocked_words("blacklisted"),
    }.get(name, name.removeprefix("custom."))
