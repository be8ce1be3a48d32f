"""A till of a chain until somebody kills it: it serves the members of all shops, by their cards, and asks headquarters
for what it may not spend alone. Options: as a till's. Beside its home lies CARDS: the numbers that customers bring.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from tests.kill import till_life
from tests.kill.till_life import DISK, REFUSALS, Cashier, Task

from memberpos.domain.errors import PosError
from memberpos.services import checkout, recharges
from memberpos.services.allowances import with_authority
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.use import Use
from memberpos.store import cards
from memberpos.store.database import Database

CARDS = "cards.json"


class ChainCashier(Cashier):
    """Small top-ups and large sales, so that what a till may spend alone is soon spent."""

    refusals = REFUSALS | DISK | {"hq_needed"}

    def booked(self, task: Task) -> str:
        """Headquarters is asked for the right that is missing, as at the counter."""
        try:
            return with_authority(lambda: super(ChainCashier, self).booked(task), self.till.authorise)
        except PosError as error:
            if error.code == "not_found" and error.facts.get("what") == "pass":
                raise PosError("pass_used_up") from error  # the member is told of; the passes come with the next page
            raise

    def wake(self) -> None:
        """A sale does not end a back-off."""
        self.till.sync.wake()

    def next(self) -> Task:
        """A customer with some card of the chain; one that is known nowhere while offline buys as a stranger."""
        number = self._random.choice(json.loads((self.till.home.folder / CARDS).read_text("utf-8")))
        self._members = [self._holder(number)]
        task = super().next()
        return (
            task if self._members[0] or (not task.member and task.kind in ("sale", "refund")) else self._stranger(task)
        )

    def _holder(self, number: str) -> str:
        member = self._known(number)
        if not member:
            try:
                member = self._known(number) if self.till.look_up(number) else ""
            except PosError as error:
                assert error.code == "hq_unreachable", error
        return member

    def _known(self, number: str) -> str:
        card = self.till.writer.call(lambda db: cards.by_number(db, number))
        return "" if card is None else card.member_id or ""

    def _stranger(self, task: Task) -> Task:
        return Task(task.id, "sale", task.luck)

    def book(self, db: Database, task: Task) -> str:
        """A top-up of at most ¥60; the rest as elsewhere."""
        if task.kind != "recharge":
            return super().book(db, task)
        luck = Random(task.luck)
        top_up = recharges.RechargeRequest(
            task.member, luck.randrange(100, 6000), luck.choice([0, 100]), event_id=task.id
        )
        return recharges.recharge(self._use(db), top_up).receipt_no

    def request(self, db: Database, task: Task, luck: Random) -> FinishSale:
        """Half of what members buy is paid from their value, all of it."""
        found = super().request(db, task, luck)
        if not task.member or luck.random() < 0.5:
            return found
        plain = checkout.Cart(task.id).set_member(task.member)
        for line in found.cart.lines[:1]:
            plain = plain.add_line(line)
        return FinishSale(plain, (TenderRequest("stored_value", None),))

    def _use(self, db: Database) -> Use:
        return self.till.use(db, self.owner)


def main(options: dict[str, Any]) -> None:
    """One life."""
    till_life.main(options, ChainCashier)


def give_cards(folder: Path, numbers: list[str]) -> None:
    """Tells a till which cards its customers will bring."""
    (folder / CARDS).write_text(json.dumps(numbers), "utf-8")
