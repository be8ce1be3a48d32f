"""What every use case is given besides its request: the store, the time, ids, and who acts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from memberpos.store.database import Database


@dataclass(frozen=True)
class Use:
    """One call of a use case. A use case opens its own transaction on `db`.

    `now_ms` UTC milliseconds and `offset_min` the shop zone's offset; `new_id` makes a UUIDv7 for `now_ms`;
    `staff_id` acts, `approver_id` (if any) approved; both UUID text, "" before sign-in. `random(n)` gives n bytes.
    """

    db: Database
    now_ms: int
    new_id: Callable[[], UUID]
    staff_id: str = ""
    approver_id: str = ""
    random: Callable[[int], bytes] = secrets.token_bytes

    def at(self, now_ms: int) -> Use:
        """The same call at another time."""
        return replace(self, now_ms=now_ms)
