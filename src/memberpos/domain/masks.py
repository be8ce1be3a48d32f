"""Phones, names and card numbers with their middle hidden, for paper, pop-ups and roles that may not see them."""

from __future__ import annotations

HIDDEN = "*"


def mask_phone(phone: str | None) -> str:
    """As 138****8000: the last four digits stay, of a longer number also the first three; +86 is left out."""
    if not phone:
        return ""
    digits = "".join(ch for ch in phone.removeprefix("+86") if ch.isdigit())
    if len(digits) >= 11:
        return digits[:3] + HIDDEN * (len(digits) - 7) + digits[-4:]
    if len(digits) >= 7:
        return HIDDEN * (len(digits) - 4) + digits[-4:]
    return HIDDEN * max(len(digits) - 2, 0) + digits[-2:]


def mask_card(number: str) -> str:
    """All but the last four characters hidden; of a number of eight or less, all but the last two."""
    keep = 4 if len(number) > 8 else 2
    return HIDDEN * max(len(number) - keep, 0) + number[-keep:] if number else ""


def mask_name(name: str) -> str:
    """The first character and as many stars as follow."""
    return name[:1] + HIDDEN * (len(name) - 1) if name else ""
