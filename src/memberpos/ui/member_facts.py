"""Facts of a profile that are put together of several fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.member_profile import YES_NO
from memberpos.services.member_details import MemberDetails
from memberpos.services.results import MemberProfile
from memberpos.ui.format import count, money, person

#: Characters of a value that fit beside its name; the edit page shows all of it.
LONGEST = 28


def birthday_words(profile: MemberProfile) -> str:
    """The birthday and, if it is no solar one, its calendar."""
    if not profile.birthday or not profile.lunar:
        return profile.birthday or ""
    if profile.leap_month:
        return QCoreApplication.translate("member_facts", "lunar, leap month {date}").format(date=profile.birthday)
    return QCoreApplication.translate("member_facts", "lunar {date}").format(date=profile.birthday)


def more_facts(details: MemberDetails | None) -> list[tuple[str, str, str]]:
    """(name, value, tone) of address, people and the shop's own fields; nothing that is empty."""
    if details is None:
        return []
    facts = [
        (QCoreApplication.translate("member_facts", "Address"), details.address),
        (QCoreApplication.translate("member_facts", "Brought by"), person(details.referrer_name)),
        (QCoreApplication.translate("member_facts", "Sold by"), details.seller_name),
    ]
    for each in details.definitions.fields:
        text = details.custom.get(each.code, "")
        facts.append((each.label, yes_no_words(text) if each.kind == YES_NO else text))
    return [(name, _short(text), "") for name, text in facts if text]


def yes_no_words(text: str) -> str:
    """yes and no in the user's language."""
    return {
        "yes": QCoreApplication.translate("member_facts", "Yes"),
        "no": QCoreApplication.translate("member_facts", "No"),
    }.get(text, text)  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def tier_facts(p: MemberProfile, currency: str) -> list[tuple[str, str, str]]:
    """What is missing to the next tier and to keep this one, what the tier brings, and badges."""
    facts = []
    if p.next_tier is not None and p.to_next is not None:
        label = QCoreApplication.translate("MemberDrawer", "to {tier}").format(tier=p.next_tier)
        facts.append((label, _measure(p, p.to_next, currency), ""))
    if p.to_keep:
        words = QCoreApplication.translate("MemberDrawer", "to keep {tier} until {date}")
        label = words.format(tier=p.own_tier, date=p.keep_by)
        facts.append((label, _measure(p, p.to_keep, currency), "warn"))
    benefit = QCoreApplication.translate("MemberDrawer", "Benefit")
    badge = QCoreApplication.translate("MemberDrawer", "Badge")
    facts += [(benefit, words, "") for words in p.tier_benefits]
    return facts + [(badge, f"{each.name} · {each.awarded_on}", "gold") for each in p.badges]


def _measure(p: MemberProfile, missing: int, currency: str) -> str:
    return money(missing, currency) if p.criterion == "spend" else count(missing)
