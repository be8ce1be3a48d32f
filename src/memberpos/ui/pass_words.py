"""Passes in the user's language: how much is left, until when, when they hold, why not now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.pass_terms import FIRST_USE, PassTerms
from memberpos.services.results import PassView
from memberpos.ui.day_words import weekday
from memberpos.ui.format import count

_WEEK = 7


def left_words(left: int | None) -> str:
    """Open uses; a time pass has no count."""
    if left is None:
        return QCoreApplication.translate("passes", "no limit of uses")
    return QCoreApplication.translate("passes", "{count} left").format(count=count(left))


def validity_words(view: PassView) -> str:
    """Until when it is good."""
    if view.valid_to:
        return QCoreApplication.translate("passes", "to {date}").format(date=view.valid_to)
    if view.valid_from is None:
        return QCoreApplication.translate("passes", "begins with its first use")
    return QCoreApplication.translate("passes", "no last day")


def hold_words(weekdays: tuple[int, ...], hours: str) -> str:
    """Weekdays and hours on which a pass holds; "" for always."""
    days = "" if len(weekdays) in (0, _WEEK) else " ".join(weekday(day - 1) for day in sorted(weekdays))
    return " ".join(part for part in (days, hours) if part)


def state_words(view: PassView) -> tuple[str, str]:
    """Why it cannot be used now, or what is to come, with a tone; ("", "") when there is nothing to say."""
    if view.lapsed:
        return QCoreApplication.translate("passes", "lapsed"), "bad"
    if view.frozen_to:
        return QCoreApplication.translate("passes", "frozen to {date}").format(date=view.frozen_to[5:]), "info"
    if view.refusal == "pass_not_now":
        return QCoreApplication.translate("passes", "not at this time"), "warn"
    if view.refusal:
        return QCoreApplication.translate("passes", "cannot be used"), "bad"
    if view.freezes_from:
        return QCoreApplication.translate("passes", "freeze from {date}").format(date=view.freezes_from[5:]), "info"
    return "", ""


def days_words(days: int) -> str:
    """A number of days."""
    if days == 1:
        return QCoreApplication.translate("passes", "1 day")
    return QCoreApplication.translate("passes", "{count} days").format(count=count(days))


def uses_words(terms: PassTerms) -> str:
    """What a kind holds: "10 + 2 uses", "no limit of uses"."""
    if terms.uses is None:
        return left_words(None)
    if terms.gift_uses:
        text = QCoreApplication.translate("passes", "{paid} + {gift} uses")
        return text.format(paid=count(terms.uses), gift=count(terms.gift_uses))
    if terms.uses == 1:
        return QCoreApplication.translate("passes", "1 use")
    return QCoreApplication.translate("passes", "{count} uses").format(count=count(terms.uses))


def term_words(terms: PassTerms) -> str:
    """How long a kind is good."""
    if terms.months is not None:
        one, many = (
            QCoreApplication.translate("passes", "1 month"),
            QCoreApplication.translate("passes", "{count} months"),
        )
        text = one if terms.months == 1 else many.format(count=count(terms.months))
    elif terms.valid_days is not None:
        text = days_words(terms.valid_days)
    else:
        return QCoreApplication.translate("passes", "no last day")
    if terms.starts == FIRST_USE:
        return QCoreApplication.translate("passes", "{term} from the first use").format(term=text)
    return text
