"""Days of members: what this till adds up for the others, and what other tills told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.store import sync_state
from memberpos.store.database import Database

_BACK = "(SELECT coalesce({}, 0) FROM refund f WHERE f.sale_id = s.id)"
#: Reads that day's sales of the member only, by `event_member_day`, however many there were before.
_OWN = f"""
SELECT coalesce(sum(s.spend_fen - {_BACK.format("sum(f.spend_fen)")}), 0),
  coalesce(max({_BACK.format("max(f.whole)")} = 0), 0), count(*),
  coalesce(sum(s.points_earned - {_BACK.format("sum(f.points_clawed)")}), 0),
  coalesce(sum(s.growth_earned - {_BACK.format("sum(f.growth_clawed)")}), 0)
FROM event e CROSS JOIN sale s ON s.seq = e.seq
WHERE e.member_id = ?1 AND e.business_date = ?2 AND e.kind IN ('sale', 'exchange') AND e.device_id = ?3
  AND s.member_id = ?1"""
_USES = (
    "SELECT count(DISTINCT e.id) FROM pass_use u CROSS JOIN event e ON e.id = u.event_id"
    " WHERE u.pass_id IN (SELECT id FROM pass WHERE account_id = ?) AND u.on_date = ? AND +e.device_id = ?"
    " AND u.undone_by IS NULL AND e.kind = 'pass.use'"
)


def own_day(db: Database, account: str, device: str, day: str) -> dict[str, int]:
    """What `device` (this till) sold the owner of an account on a business date: `spend_fen`, `visits` 0 or 1 for
    tiers, `times` of visits for the profile, `points`, `growth`; refunds are taken off.
    """
    owner = db.value("SELECT owner_id FROM account WHERE id = ?", (account,))
    spend, visits, times, points, growth = tuple(db.one(_OWN, (owner, day, device)) or (0,) * 5)
    used = int(db.value(_USES, (account, day, device)) or 0)
    return {"spend_fen": spend, "visits": visits, "times": times + used, "points": points, "growth": growth}


def put(db: Database, owner: str, told: Mapping[str, Any]) -> bool:
    """A day of a member at another till: what tiers are reckoned from, and the visits."""
    device, day = told.get("device"), told.get("day")
    if not isinstance(device, str) or not isinstance(day, str):
        return False
    if device.partition("/")[0] in _own_devices(db):
        return True  # this till's own days stand in its sales
    numbers = [_whole(told.get(name)) for name in ("spend_fen", "visits", "times", "points", "growth")]
    before = db.value(
        "SELECT times FROM member_day WHERE member_id = ? AND device_id = ? AND day = ?", (owner, device, day)
    )
    db.execute(
        "INSERT INTO member_day(member_id, device_id, day, spend_fen, visits, times, points, growth)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET spend_fen = excluded.spend_fen,"
        " visits = excluded.visits, times = excluded.times, points = excluded.points, growth = excluded.growth",
        (owner, device, day, *numbers),
    )
    db.execute(
        "UPDATE member SET visits = max(visits + ?, 0), last_visit_on = nullif(max(coalesce(last_visit_on, ''), ?), '')"
        " WHERE id = ?",
        (numbers[2] - int(before or 0), day if numbers[2] else "", owner),
    )
    return True


def _whole(value: Any) -> int:
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 17:
        return int(value)
    if type(value) is int and abs(value) < 10**15:
        return value
    raise PosError("bad_file", what="row")


def _own_devices(db: Database) -> set[str]:
    """Every id this till ever had: one after each restoring of a backup."""
    return {str(sync_state.identity(db).device_id), *sync_state.former_devices(db)}


def told(db: Database, member_id: str, from_on: str, to_on: str, after: str) -> list[tuple[str, int, int, int, int]]:
    """(day, spend_fen, visits, points, growth) of a member at other tills; growth of days up to `after` is gone."""
    rows = db.all(
        "SELECT day, sum(spend_fen), max(visits), sum(points), sum(CASE WHEN day > ? THEN growth ELSE 0 END)"
        " FROM member_day WHERE member_id = ? AND day BETWEEN ? AND ? GROUP BY day",
        (after, member_id, from_on, to_on),
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
