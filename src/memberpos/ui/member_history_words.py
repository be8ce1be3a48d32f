"""What happened to a member, line by line, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.search import national_digits
from memberpos.services.member_history import ELSEWHERE, HistoryEntry, HistoryNames
from memberpos.store.member_history import Changed
from memberpos.ui.consent_words import purpose_words
from memberpos.ui.format import phone
from memberpos.ui.history_words import kind_words
from memberpos.ui.member_cells import blocked_words
from memberpos.ui.member_facts import yes_no_words
from memberpos.ui.member_form import sex_words


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
        ELSEWHERE: QCoreApplication.translate("history", "At other tills that day"),
    }
    return own.get(entry.kind) or kind_words(entry.kind)


def detail_words(entry: HistoryEntry, names: HistoryNames, *, see_phone: bool) -> str:
    """What there is to say besides: a paper's number, a reason, what changed from what to what."""
    if entry.changes:
        return " · ".join(change_words(change, names, see_phone=see_phone) for change in entry.changes)
    data = entry.data
    if entry.kind == ELSEWHERE:
        return QCoreApplication.translate("history", "visits: {count}").format(count=data.get("times", 0))
    if entry.kind == "member.consent":
        return _consent_words(data, names)
    if entry.kind == "member.block":
        kind, on = next(iter(data.get("set", {}).items()), ("", False))
        return blocked_words(kind) if on else QCoreApplication.translate("history", "allowed again")
    for name in ("note", "reason", "number", "new_number"):
        if data.get(name):
            return str(data[name])
    return entry.receipt_no


def _consent_words(data: Mapping[str, Any], names: HistoryNames) -> str:
    purpose = str(data.get("purpose", ""))
    known = next((purpose_words(text) for text in names.own.consents if text.purpose == purpose), purpose)
    if data.get("withdrawn"):
        return QCoreApplication.translate("history", "{purpose}: withdrawn").format(purpose=known)
    words = QCoreApplication.translate("history", "{purpose}: version {number}")
    return words.format(purpose=known, number=data.get("version", ""))


def change_words(change: Changed, names: HistoryNames, *, see_phone: bool) -> str:
    """A change in words: what, from, to (`Phone: 138… → 139…`)."""
    nothing = QCoreApplication.translate("history", "empty")

    def value(text: str) -> str:
        if change.field == "phone":
            return national_digits(text) if see_phone else phone(national_digits(text))
        if change.field == "sex":
            return sex_words(text)
        return names.people.get(text) or yes_no_words(text)

    old, new = (value(text) if text else nothing for text in (change.old, change.new))
    return f"{field_words(change.field, names)}: {old} → {new}"


def field_words(name: str, names: HistoryNames) -> str:
    """A field of a profile; one of the shop's own as the owner named it."""
    if own := next((each.label for each in names.own.fields if f"custom.{each.code}" == name), ""):
        return own
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
