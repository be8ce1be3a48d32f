"""Spending what this till has no right to alone: asked of headquarters while online, else within the owner's floor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL
from memberpos.store import allowances, hq_settings, outbox, rights, sync_state
from memberpos.store.database import Database

#: What a till without a headquarters says, and what is said when the value is there but not here.
_INSUFFICIENT = frozenset({"insufficient_stored_value", "insufficient_points", "pass_used_up", "coupon_used"})
#: A sale may lack points and stored value, of two payers.
MOST_ASKED = 4
FLOOR = "allowance.floor_fen"

T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """Rights that are missing: `missing` of one of `kinds` of an account (fen, points, uses)."""

    account: str
    kinds: tuple[str, ...]
    instance: str
    missing: int


Authorise = Callable[[Wanted], bool]


@contextmanager
def asking(db: Database, account: str, kinds: Sequence[str], instance: str = "") -> Iterator[None]:
    """Turns "not enough" into hq_needed where the account holds more, but not for this till alone."""
    try:
        yield
    except PosError as error:
        away = rights.elsewhere(db, account, kinds, instance) if error.code in _INSUFFICIENT else 0
        if away <= 0 or sync_state.headquarters(db) is None:
            raise
        missing = _missing(error)
        raise PosError(
            "hq_needed", account=account, kind=",".join(kinds), instance=instance, missing=min(missing, away)
        ) from error


def _missing(error: PosError) -> int:
    asked = error.facts.get("asked_fen", error.facts.get("asked", 1))
    have = error.facts.get("have_fen", error.facts.get("have", 0))
    return max(1, int(asked) - int(have))


def wanted_by(error: PosError) -> Wanted | None:
    """What an hq_needed asks for; None for another error."""
    account, kind = error.facts.get("account"), error.facts.get("kind")
    if error.code != "hq_needed" or not isinstance(account, str) or not isinstance(kind, str):
        return None
    kinds = tuple(kind.split(","))
    return Wanted(account, kinds, str(error.facts.get("instance", "")), int(error.facts.get("missing", 1)))


def with_authority(work: Callable[[], T], authorise: Authorise) -> T:
    """Does `work`, asking for rights it lacks and trying again; the last hq_needed when they are not to be had."""
    for _ in range(MOST_ASKED):
        try:
            return work()
        except PosError as error:
            wanted = wanted_by(error)
            if wanted is None or not authorise(wanted):
                raise
    return work()


def use_floor(db: Database, wanted: Wanted, now_ms: int) -> bool:
    """Takes what is missing without any right, when the owner allows so much a member; False when it is too much.

    The bound on an overdraft grows by the floor for every shop that is offline; off unless headquarters sets it.
    """
    if not set(wanted.kinds) <= {PRINCIPAL, BONUS}:
        return False
    with db.transaction():
        floor = _whole(hq_settings.value(db, FLOOR, now_ms))
        used = allowances.floor_used(db, wanted.account, outbox.base(db) + outbox.acked(db))
        if used + wanted.missing > floor:
            return False
        return allowances.take_floor(db, wanted.account, wanted.kinds, wanted.missing) >= wanted.missing


def _whole(value: object) -> int:
    """An amount as a parameter holds it; 0 for anything else."""
    return int(str(value)) if str(value).isdigit() else 0
