"""A member as a row of the list, and the words of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.search import national_digits
from memberpos.store.member_list import MemberLine
from memberpos.ui.format import amount, count, grouped, person, phone
from memberpos.ui.widgets.table import Cell, Line


@dataclass(frozen=True)
class Wanted:
    """What the list shows: a text that was searched, else a filter (by the name of its chip) in an order."""

    text: str = ""
    name: str = "all"
    filter: MemberFilter = field(default_factory=MemberFilter)
    sort: str = "joined"
    descending: bool = True

    @property
    def everybody(self) -> bool:
        """Nothing narrows the list."""
        return not self.text and self.filter.empty


@dataclass(frozen=True)
class Found:
    """Row numbers in order, how many members there are at all, where the chosen one stands (-1 = nowhere)."""

    order: Sequence[int]
    total: int
    chosen_at: int = -1


def line_of(line: MemberLine, *, see_phone: bool) -> Line:
    """The row; a phone that may not be seen with its middle hidden."""
    number = national_digits(line.phone or "")
    shown = number if see_phone else phone(number)
    nothing = Cell("—", "faint")
    return Line(
        line.member_id,
        (
            Cell(person(line.name), strong=True),
            shown or nothing,
            grouped(line.card_number) if line.card_number else nothing,
            amount(line.stored_fen),
            Cell(count(line.points), "bad" if line.points < 0 else ""),
            line.last_visit_on or nothing,
            _badge(line),
        ),
    )


def _badge(line: MemberLine) -> Cell:
    """What matters most: a membership that may not be used, a lost card, else the tier."""
    if line.blocked:
        return Cell(blocked_words(line.blocked), "bad", badge=True)
    if line.card_lost:
        return Cell(QCoreApplication.translate("member_cells", "Lost"), "bad", badge=True)
    return Cell(line.tier or "", "gold", badge=True)


def blocked_words(reason: str) -> str:
    """Why a membership may not be used, in the user's language."""
    return {
        "frozen": QCoreApplication.translate("member_cells", "Frozen"),
        "blacklisted": QCoreApplication.translate("member_cells", "Blacklisted"),
        "ended": QCoreApplication.translate("member_cells", "Ended"),
    }.get(reason, reason)


def sort_words(name: str) -> str:
    """What a list is sorted by; also the titles of its columns."""
    return {
        "name": QCoreApplication.translate("member_cells", "Name"),
        "phone": QCoreApplication.translate("member_cells", "Phone"),
        "card": QCoreApplication.translate("member_cells", "Card"),
        "stored": QCoreApplication.translate("member_cells", "Stored"),
        "points": QCoreApplication.translate("member_cells", "Points"),
        "visit": QCoreApplication.translate("member_cells", "Last visit"),
        "visits": QCoreApplication.translate("member_cells", "Visits"),
        "tier": QCoreApplication.translate("member_cells", "Tier"),
        "joined": QCoreApplication.translate("member_cells", "Member since"),
    }.get(name, name)
