"""The shop a rehearsal plays in: its database, its clock, its ids, and the names given to things."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import setup, shifts
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import events, outbox, staff
from memberpos.store import shifts as shift_rows
from memberpos.store.database import Database

FIRST_MS = int(datetime.fromisoformat("2026-01-01T10:00:00+08:00").timestamp() * 1000)
STEP_MS = 1000
SCRATCH = setup.SetupRequest(shop_name="Rehearsal", owner_name="Owner", owner_pin="0000", rules={"law.enforce": False})


class Stage:
    """A scratch shop (or the shop of a database file) with a clock that the lines set."""

    def __init__(self, db: Database, seed: str) -> None:
        self.db = db
        self._seed = seed
        self._owner = ""
        self._last_ms: int | None = None
        self.names: dict[str, str] = {}

    def next_ms(self, at_ms: int | None) -> int:
        """The time of the next line: its own `at`, else one second after the line before."""
        if at_ms is None:
            at_ms = self._begin_ms() if self._last_ms is None else self._last_ms + STEP_MS
        self._last_ms = at_ms
        return at_ms

    def use(self, now_ms: int) -> Use:
        """A use case's context at a time; makes the scratch shop before the first one."""
        if not self._owner:
            self._prepare(now_ms)
        return Use(self.db, now_ms, lambda: self._ids.new(now_ms), self._owner, "", self._random)

    def _begin_ms(self) -> int:
        newest = events.last(self.db)
        return FIRST_MS if newest is None else newest.at_ms + STEP_MS

    def _prepare(self, now_ms: int) -> None:
        self._random = seeded_random(f"{self._seed}/{outbox.last_hash(self.db).hex()}")
        self._ids = IdSource(self._random)
        use = Use(self.db, now_ms, lambda: self._ids.new(now_ms), random=self._random)
        if not setup.is_set_up(self.db):
            setup.create_shop(use, SCRATCH)
        owner = next((row for row in staff.everyone(self.db) if row.role == "owner"), None)
        if owner is None:
            raise PosError("not_found", what="owner")
        self._owner = owner.id
        if shop_of(self.db).facts["name"] == SCRATCH.shop_name and not shift_rows.any_yet(self.db):
            shifts.open_shift(replace(use, staff_id=owner.id), 0)  # also one that was killed while it was made
