"""Proves passes from the tables alone (a part of `verify`, which makes `Difference`s of what is found here).

Each pass must be what the bodies in the outbox say of it, hold in its lots what its uses leave, and stand in the shop's
books with the value of what is left: use number k of n is worth the k-th share of the price, the fen that do not divide
going to the first.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from memberpos.store.database import Database

#: kind, table, id, account, want, got.
Found = tuple[str, str, str, str, Any, Any]
_STATE = ("state", "valid_from", "valid_to", "ended", "refunded")
_PASSES = (
    "SELECT id, account_id, state, valid_from, valid_to, ended, refunded, paid_fen, uses_paid, uses_gift, terms,"
    " (SELECT coalesce(sum(open), 0) FROM lot l WHERE l.kind = 'PASS' AND l.account = p.account_id"
    " AND l.instance = p.id),"
    " (SELECT coalesce(sum(uses - back), 0) FROM pass_use u WHERE u.pass_id = p.id),"
    " (SELECT coalesce(sum(julianday(to_on) - julianday(from_on) + 1), 0) FROM pass_freeze f WHERE f.pass_id = p.id)"
    " FROM pass p ORDER BY id"
)
_REFUND = (
    "receipt_no",
    "method",
    "average_fen",
    "list_price_fen",
    "refund_fen",
    "claw_value_fen",
    "points_clawed",
    "uses",
    "base_fen",
    "reason",
)


def differences(db: Database) -> Iterator[Found]:
    """Everything about passes that is not as the rest of the books say."""
    told = _Told(db)
    rows = db.all("SELECT instance, sum(amount) FROM ledger WHERE kind = 'PASS_PREPAID' GROUP BY instance")
    prepaid = {row[0]: row[1] for row in rows}
    known = set()
    elsewhere = {row[0] for row in db.all("SELECT id FROM told_row WHERE entity = 'pass'")}
    for row in db.all(_PASSES):
        known.add(row["id"])
        if row["id"] in elsewhere:  # another till left it so
            continue
        yield from _header(row, told)
        yield from _counts(db, row, prepaid.get(row["id"], 0))
        yield from _last_day(row, told)
    yield from (("event_chain", "pass", name, "", "a pass", "missing") for name in sorted(set(told.sold) - known))
    yield from _uses(db, elsewhere)
    yield from _refunds(db)


class _Told:
    """What the bodies say of passes: `sold` {pass: data of its event}, `states` {pass: the newest}, and which got
    another last day by hand.
    """

    def __init__(self, db: Database) -> None:
        self.sold: dict[str, dict[str, Any]] = {}
        self.states: dict[str, dict[str, Any]] = {}
        self.by_hand: set[str] = set()
        rows = db.all("SELECT kind, body FROM outbox WHERE CAST(body AS TEXT) LIKE '%\"pass_states\":%' ORDER BY seq")
        for kind, body in rows:
            data = _data(body)
            states = data.get("pass_states") or ()
            self.states.update({state["pass"]: state for state in states})
            if kind in ("pass.sell", "pass.renew", "pass.gift"):
                self.sold[data["pass"]] = data
            elif kind == "pass.reactivate":
                self.by_hand |= {state["pass"] for state in states}


def _header(row: Any, told: _Told) -> Iterator[Found]:
    sold, state = told.sold.get(row["id"]), told.states.get(row["id"])
    if sold is None or state is None:
        yield "event_chain", "pass", row["id"], row["account_id"], "an event that sold or gave it", "missing"
        return
    wanted = {"paid_fen": int(sold["paid_fen"]), "uses_paid": sold["uses"], "uses_gift": sold["gift_uses"]}
    wanted |= {name: state[name] for name in _STATE}
    for name, want in wanted.items():
        if row[name] != want:
            yield "balance", "pass", f"{row['id']}.{name}", row["account_id"], want, row[name]
    if _plain(json.loads(row["terms"])) != _plain(sold["terms"]):
        yield "balance", "pass", f"{row['id']}.terms", row["account_id"], "the terms it was sold under", "others"


def _counts(db: Database, row: Any, prepaid_fen: int) -> Iterator[Found]:
    """Open uses are those granted less used, ended and paid back; the prepaid money is their value."""
    open_, used = row[11], row[12]
    total = (row["uses_paid"] or 0) + row["uses_gift"]
    want = total - used - row["ended"] - row["refunded"]
    if open_ != want:
        yield "lot", "pass", row["id"], row["account_id"], want, open_
    if row["uses_paid"] is None:
        worth = row["paid_fen"] if row["state"] == "active" else 0
    else:
        worth = _first(row["paid_fen"], total, total - row["ended"] - row["refunded"])
        worth -= _first(row["paid_fen"], total, used)
    if prepaid_fen != worth:
        yield "balance", "ledger", f"PASS_PREPAID:{row['id']}", row["account_id"], worth, prepaid_fen
    grants = db.all(
        "SELECT gift, sum(granted) FROM lot WHERE kind = 'PASS' AND account = ? AND instance = ? GROUP BY gift",
        (row["account_id"], row["id"]),
    )
    granted = {each[0]: each[1] for each in grants}
    for gift, wanted in ((0, row["uses_paid"] or 0), (1, row["uses_gift"])):
        if granted.get(gift, 0) != wanted:
            yield "lot", "lot", row["id"], row["account_id"], wanted, granted.get(gift, 0)


def _last_day(row: Any, told: _Told) -> Iterator[Found]:
    """The last day is start and term, moved by every frozen day, unless a manager gave it another."""
    if row["id"] in told.by_hand or row["valid_from"] is None:
        return
    start, terms = date.fromisoformat(row["valid_from"]), json.loads(row["terms"])
    want = None
    if terms["months"] is not None:
        want = _months_on(start, terms["months"]) + timedelta(days=row[13])
    elif terms["valid_days"] is not None:
        want = start + timedelta(days=terms["valid_days"] + row[13])
    if row["valid_to"] != (want.isoformat() if want else None):
        yield "balance", "pass", f"{row['id']}.valid_to", row["account_id"], want and want.isoformat(), row["valid_to"]


def _uses(db: Database, elsewhere: set[str]) -> Iterator[Found]:
    """Each use row is what its event took of the pass, and no more came back than was taken."""
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for event, instance, amount in db.all(
        "SELECT e.id, l.instance, l.amount FROM ledger l JOIN event e ON e.seq = l.seq"
        " WHERE l.kind = 'PASS' AND e.kind IN ('pass.use', 'sale', 'exchange') AND l.amount < 0"
    ):
        moved[event, instance] -= amount
    for row in db.all("SELECT event_id, pass_id, uses, back, undone_by FROM pass_use"):
        taken = moved.pop((row["event_id"], row["pass_id"]), 0)
        if row["pass_id"] in elsewhere:
            continue
        if taken != row["uses"]:
            yield "balance", "pass_use", row["event_id"], row["pass_id"], taken, row["uses"]
        undone = row["undone_by"] is not None
        if not 0 <= row["back"] <= row["uses"] or (undone and row["back"] != row["uses"]):
            yield "balance", "pass_use", row["event_id"], row["pass_id"], f"0…{row['uses']}", row["back"]
    yield from (
        ("balance", "pass_use", event, one, uses, 0)
        for (event, one), uses in moved.items()
        if uses and one not in elsewhere
    )


def _refunds(db: Database) -> Iterator[Found]:
    """A pass paid back says what its event says, and paid out what it took back."""
    columns = ", ".join(f"r.{name}" for name in _REFUND)
    rows = db.all(
        f"SELECT r.id, o.body, (SELECT coalesce(-sum(fen), 0) FROM tender t WHERE t.event_id = r.id),"
        f" r.pass_id, {columns}"
        " FROM pass_refund r LEFT JOIN outbox o ON o.seq = r.seq"
    )
    for row in rows:
        said, paid_out = _data(row[1] or b"{}"), row[2]
        if row["pass_id"] != said.get("pass"):
            yield "balance", "pass_refund", f"{row[0]}.pass_id", "", said.get("pass"), row["pass_id"]
        for name in _REFUND:
            if _plain(row[name] or 0) != _plain(said.get(name) or 0):
                yield "balance", "pass_refund", f"{row[0]}.{name}", "", said.get(name), row[name]
        if row["refund_fen"] - row["claw_value_fen"] != paid_out:
            yield "balance", "tender", row[0], "", row["refund_fen"] - row["claw_value_fen"], paid_out


def _first(paid_fen: int, total: int, count: int) -> int:
    each, rest = divmod(paid_fen, total)
    return each * count + min(count, rest)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _data(body: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError:
        return {}
    data = document.get("data") if isinstance(document, dict) else None
    return data if isinstance(data, dict) else {}


def _plain(value: Any) -> Any:
    """Whole numbers as text: the body writes amounts as JSON strings."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
