"""Members to choose from, as a list of choices."""

from __future__ import annotations

from memberpos.services import members
from memberpos.store.database import Database
from memberpos.ui.dialogs.pick import Choice
from memberpos.ui.format import person
from memberpos.ui.format import phone as masked

MOST = 20


def people(db: Database, text: str) -> list[Choice]:
    """Members to choose from; the value is a choice with the member's id."""
    found = []
    for hit in members.search(db, text, MOST):
        number = masked((hit.phone or "").removeprefix("+86"))
        found.append(Choice(Choice(hit.member_id, person(hit.name)), person(hit.name), number, hit.tier or ""))
    return found
