"""The part of the proof that is about coupons: each row says what its ledger rows say. Imports as `verify`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from memberpos.store.database import Database
from memberpos.store.difference import Difference

#: Last kind of event on a coupon that ends it → the state it leaves.
_ENDS = {"sale": "used", "exchange": "used", "coupon.expire": "expired", "coupon.void": "void"}


def coupons(db: Database) -> Iterator[Difference]:
    """A usable coupon is one unit on its account and on no other; a used, expired or void one is nowhere, and the event
    that ended it did so. No unit without a coupon, no coupon that was never given.
    """
    held, last = _ledger(db)
    known = set()
    elsewhere = {row[0] for row in db.all("SELECT id FROM told_row WHERE entity = 'coupon'")}
    for row in db.all("SELECT id, account_id, state, made_event, used_event FROM coupon ORDER BY id"):
        coupon = str(row["id"])
        known.add(coupon)
        if coupon in elsewhere:  # another till left it so
            continue
        want = {row["account_id"]: 1} if row["state"] == "issued" else {}
        if held.get(coupon, {}) != want:
            yield Difference("balance", "coupon", coupon, str(row["account_id"]), held.get(coupon, {}), row["state"])
        yield from _ended(row, *last.get(coupon, ("", "")))
    for coupon in sorted(set(last) - known):
        yield Difference("balance", "coupon", coupon, "", "row", "missing")
    yield from _made(db, elsewhere)


def _ledger(db: Database) -> tuple[dict[str, dict[str, int]], dict[str, tuple[str, str]]]:
    """({coupon: {account: units}}, {coupon: (kind, id) of the last event that took it}); "" when it was given last."""
    held: defaultdict[str, dict[str, int]] = defaultdict(dict)
    last: dict[str, tuple[str, str]] = {}
    for coupon, account, amount, kind, event in db.all(
        "SELECT l.instance, l.account, l.amount, e.kind, e.id FROM ledger l JOIN event e ON e.seq = l.seq"
        " WHERE l.kind = 'COUPON' ORDER BY l.id"
    ):
        units = held[coupon].get(account, 0) + amount
        held[coupon] = {name: n for name, n in {**held[coupon], account: units}.items() if n}
        last[coupon] = (kind, event) if amount < 0 else ("", event)
    return dict(held), last


def _ended(row: Any, kind: str, event: str) -> Iterator[Difference]:
    """The state is what the last event made of it, and a used coupon names the sale."""
    state = _ENDS.get(kind, "issued")
    if row["state"] != state:
        yield Difference("balance", "coupon", str(row["id"]), str(row["account_id"]), state, row["state"])
    want = event if state == "used" else None
    if row["used_event"] != want:
        yield Difference("balance", "coupon", f"{row['id']}.used_event", "", want, row["used_event"])


def _made(db: Database, elsewhere: set[str]) -> Iterator[Difference]:
    """Each coupon was given by the event it names, on the terms and with the days that event says."""
    for row in db.all(
        "SELECT c.id, c.terms, c.valid_from, c.valid_to, c.code, o.body FROM coupon c"
        " JOIN event e ON e.id = c.made_event JOIN outbox o ON o.seq = e.seq"
    ):
        said = json.loads(bytes(row["body"])).get("data", {})
        want = [said.get("kind"), said.get("valid_from"), said.get("valid_to"), _texts(said.get("terms"))]
        got = [row["code"], row["valid_from"], row["valid_to"], _texts(json.loads(row["terms"]))]
        if want != got:
            yield Difference("balance", "coupon", f"{row['id']}.terms", "", want, got)
    for row in db.all(
        "SELECT c.id, c.made_event FROM coupon c WHERE NOT EXISTS (SELECT 1 FROM event e JOIN ledger l ON l.seq = e.seq"
        " WHERE e.id = c.made_event AND e.kind = 'coupon.issue' AND l.kind = 'COUPON' AND l.instance = c.id"
        " AND l.amount = 1)"
    ):
        if row["id"] not in elsewhere:
            yield Difference("balance", "coupon", f"{row['id']}.made_event", "", "coupon.issue", row["made_event"])


def _texts(value: Any) -> Any:
    """A document with its whole numbers as text: the body writes amounts as JSON strings."""
    if isinstance(value, dict):
        return {name: _texts(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
