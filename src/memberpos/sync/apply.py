"""Applying rows from headquarters to the till's tables: each by the rule of its entity, only when it is newer.

Rows arrive in any order and more than once. What this program does not know is kept for a newer one; what is no row at
all is left out and counted, so that a hostile or broken headquarters never stops a till.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.store import held, inbox, outbox
from memberpos.store.held_tables import HELD
from memberpos.sync import apply_goods, apply_people
from memberpos.sync.applying import Context, Outcome
from memberpos.sync.pages import Row, decode_row
from memberpos.sync.protocol import WireError

CATALOG = ("product", "gift", "offer", "coupon_kind", "pass_kind", "recharge.offer")
#: So many kept rows are tried at once.
KEPT_ROWS = 500
#: What the disk says is not the row's fault.
_ENVIRONMENT = frozenset({"disk_full", "read_only", "disk_error", "db_corrupt", "db_busy"})


def rows(context: Context, given: Sequence[Row]) -> None:
    """Applies rows in the caller's transaction, each whole or not at all."""
    outcome = context.outcome
    context.outcome = Outcome()
    try:
        with context.db.savepoint():
            for row in given:
                _one(context, row)
    except (WireError, PosError, ValueError) as error:
        _refuse_environment(error)
        context.outcome = Outcome()
        for row in given:  # one of them is bad: each in a savepoint of its own
            _guarded(context, row)
    held.forget_changes(context.db)
    outbox.note_seen(context.db, context.seen_hlc, context.now_ms)
    outcome.add(context.outcome)
    context.outcome = outcome


def _one(context: Context, row: Row) -> None:
    handler = _HANDLERS.get(row.entity)
    if handler is None:
        inbox.put_unknown(context.db, row.entity, row.id, row.ver, row.raw)
    elif handler(context, row):
        context.outcome.applied += 1
        context.outcome.changed.add(row.entity)


def _guarded(context: Context, row: Row) -> None:
    try:
        with context.db.savepoint():
            _one(context, row)
    except (WireError, PosError, ValueError) as error:
        _refuse_environment(error)
        context.outcome.bad.append(f"{row.entity}: {error}")


def _refuse_environment(error: Exception) -> None:
    if isinstance(error, PosError) and error.code in _ENVIRONMENT:
        raise error


def replay_unknown(context: Context) -> int:
    """Applies rows that were kept and may be known now; at most KEPT_ROWS, gives how many there were."""
    kept = inbox.unknown(context.db, sorted(_HANDLERS), KEPT_ROWS)
    kept.sort(key=lambda one: _LAST.index(one[0]) if one[0] in _LAST else -1)
    for entity, row_id, raw in kept:
        inbox.forget_unknown(context.db, entity, row_id)
        try:
            rows(context, [decode_row(raw)])
        except WireError as error:
            context.outcome.bad.append(f"{entity}: {error}")
    return len(kept)


#: These need others to be there first.
_LAST = ("held.pass_use", "held.pass_freeze")
_HANDLERS: Mapping[str, Callable[[Context, Row], bool]] = MappingProxyType(
    {
        "member": apply_people.member,
        "account": apply_people.account,
        "lost_card": apply_people.lost_card,
        "erase": apply_people.erase,
        "grant": apply_people.grant,
        **{f"held.{entity}": apply_people.held_again for entity in (*HELD, held.ACTIVITY)},
        "setting": apply_goods.setting,
        "case": apply_goods.case,
        **dict.fromkeys(CATALOG, apply_goods.catalog),
    }
)
