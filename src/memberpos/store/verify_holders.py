"""The part of the proof that is about who holds what: accounts and their members, lots, their moves and owners.

Like `store.verify` it reads tables and bodies only.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any
from uuid import UUID

from memberpos.store.database import Database
from memberpos.store.difference import Difference

LOT_KINDS = ("POINTS", "PRINCIPAL", "BONUS", "CHANGE", "PASS", "COUPON")
_LOTS = (
    "SELECT made_seq, id, account, kind, instance, granted, made_at_ms, expires, available_from, recharge_id, gift,"
    " event_id"
    " FROM lot WHERE made_seq > 0 ORDER BY made_seq, id"
)


class Owners:
    """Whose a lot was when: lots change hands when members are merged, here or (told by headquarters behind an event)
    elsewhere. Places in time are twice the sequence, and one more for what was told.
    """

    def __init__(self, db: Database) -> None:
        self._rows: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for row in db.all("SELECT lot_id, 2 * seq + told AS at, old, new FROM lot_owner ORDER BY lot_id, at"):
            self._rows[row[0]].append((row[1], row[2], row[3]))

    def first(self, lot_id: str, now: str) -> str:
        """The account a lot was made for; `now` is whose it is."""
        rows = self._rows.get(lot_id)
        return rows[0][1] if rows else now

    def at(self, lot_id: str, seq: int, now: str) -> str:
        """Whose a lot was after event `seq` had given it on."""
        rows = self._rows.get(lot_id)
        if not rows:
            return now
        place = bisect_right(rows, (2 * seq, chr(0x10FFFF), ""))
        return rows[place - 1][2] if place else rows[0][1]

    def before(self, lot_id: str, seq: int, now: str) -> str:
        """Whose a lot was when event `seq` moved it: a merge moves lots first and gives them on then."""
        rows = self._rows.get(lot_id)
        if not rows:
            return now
        place = bisect_left(rows, (2 * seq, "", ""))
        return rows[place][1] if place < len(rows) else rows[-1][2]

    def chains(self) -> Iterator[tuple[str, list[tuple[int, str, str]]]]:
        """(lot, its rows in order)."""
        yield from self._rows.items()


def lot_documents(db: Database) -> Iterator[Difference]:
    """What each body says of lots is what the tables say: new lots with expiry and origin, and every move by its right,
    on the account whose the lot was.
    """
    owners = Owners(db)
    elsewhere = {row[0] for row in db.all("SELECT id FROM told_row WHERE entity = 'lot'")}
    lots = _Ahead(db.execute(_LOTS))
    moves = _Ahead(
        db.execute(
            "SELECT m.seq, m.lot_id, m.amount, m.by_right, l.account FROM lot_move m JOIN lot l ON l.id = m.lot_id"
            " ORDER BY m.seq, m.id"
        )
    )
    for seq, event, body in db.execute("SELECT seq, event_id, body FROM outbox ORDER BY seq"):
        want = _lots_said(body, str(UUID(bytes=bytes(event))))
        made = [("lot", row[1], owners.first(row[1], row[2]), *row[3:]) for row in lots.of(seq)]
        moved = [("move", row[1], owners.before(row[1], seq, row[4]), row[2], row[3]) for row in moves.of(seq)]
        for wanted, got in zip_longest(want, [*made, *moved]):
            lot_id = str((wanted or got or ("", ""))[1])
            if wanted != got and not (wanted and got and lot_id in elsewhere and wanted[0] == "lot"):
                yield Difference("lot", "lot", f"{seq}.{lot_id}", "", str(wanted), str(got))
    for row in lots.rest():
        yield Difference("lot", "lot", row[1], row[2], "an event", "none")
    for row in moves.rest():
        yield Difference("lot", "lot_move", str(row[0]), "", "an event", "none")


def _lots_said(body: bytes | str, event: str) -> list[tuple[Any, ...]]:
    """New lots by id, then every move in order, as a body tells them."""
    entries = _document(body).get("lots", [])
    made = [
        (
            "lot", lot["id"], entry["account"], lot["kind"], lot["instance"], int(lot["granted"]),
            int(lot["made_at_ms"]), lot["expires"], lot["available_from"], lot["recharge"], int(lot["gift"]),
            lot.get("event", event),
        )
        for entry in entries
        for lot in entry["new"]
    ]  # fmt: skip
    moved = [
        ("move", lot_id, entry["account"], int(amount), right)
        for entry in entries
        for lot_id, amount, right in entry["moves"]
    ]
    return [*sorted(made, key=lambda lot: str(lot[1])), *moved]


def rights(db: Database) -> Iterator[Difference]:
    """No allowance is used above what was given, and what is held of a lot is what its movements and returns left."""
    returned: defaultdict[str, int] = defaultdict(int)
    for (body,) in db.execute("SELECT body FROM outbox WHERE kind = 'grant.return'"):
        for one in (_document(body).get("data") or {}).get("returns", ()):
            returned[one["right"]] += int(one["amount"])
    for lot_id, mine, held, own in db.execute(
        "SELECT id, mine, held, (SELECT coalesce(sum(m.amount), 0) FROM lot_move m WHERE m.lot_id = lot.id"
        " AND m.by_right = 'own') FROM lot"
    ):
        want = own - returned[lot_id] if mine else 0
        if held != want or mine not in (0, 1):
            yield Difference("lot", "lot", f"{lot_id}.held", "", want, held)
    for row in db.all("SELECT grant_id, amount, used, returned FROM escrow"):
        if row[2] < 0 or row[3] < 0 or row[2] + row[3] > row[1]:
            yield Difference("lot", "escrow", row[0], "", row[1], row[2] + row[3])


def lot_moves(db: Database) -> Iterator[Difference]:
    """An event's movements on an account's lots, and lots it gave or was given, sum to its postings on that account."""
    owners = Owners(db)
    moved: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for seq, lot_id, account, kind, amount in db.execute(
        "SELECT m.seq, m.lot_id, l.account, l.kind, m.amount FROM lot_move m JOIN lot l ON l.id = m.lot_id"
    ):
        moved[seq, owners.at(lot_id, seq, account), kind] += amount
    for seq, old, new, kind, amount in db.execute(
        "SELECT o.seq, o.old, o.new, l.kind, o.open FROM lot_owner o JOIN lot l ON l.id = o.lot_id WHERE NOT o.told"
    ):
        moved[seq, old, kind] -= amount
        moved[seq, new, kind] += amount
    marks = ", ".join("?" * len(LOT_KINDS))
    posted = {
        (row[0], row[1], row[2]): row[3]
        for row in db.all(
            f"SELECT seq, account, kind, sum(amount) FROM ledger WHERE kind IN ({marks}) AND account NOT LIKE 'shop:%'"
            " GROUP BY 1, 2, 3",
            LOT_KINDS,
        )
    }
    for key in sorted(set(moved) | set(posted)):
        want, got = posted.get(key, 0), moved.get(key, 0)
        if want != got:
            yield Difference("lot", "lot_move", str(key[0]), f"{key[1]}:{key[2]}", want, got)


def lot_owners(db: Database) -> Iterator[Difference]:
    """Each lot is where it was given last, and was given on by who had it."""
    now = {row[0]: row[1] for row in db.all("SELECT id, account FROM lot WHERE id IN (SELECT lot_id FROM lot_owner)")}
    for lot_id, rows in Owners(db).chains():
        held = rows[0][1]
        for seq, old, new in rows:
            if old != held:
                yield Difference("lot", "lot_owner", f"{lot_id}@{seq}", held, held, old)
            held = new
        if now.get(lot_id) != held:
            yield Difference("lot", "lot", lot_id, held, held, now.get(lot_id))


def accounts(db: Database) -> Iterator[Difference]:
    """Every member enrolled here has the account the event says, and nobody else has it."""
    owners = {row[0]: (row[1], row[2]) for row in db.execute("SELECT id, owner_kind, owner_id FROM account")}
    for seq, body in db.execute(
        "SELECT seq, body FROM outbox WHERE kind IN ('member.enrol', 'member.import') ORDER BY seq"
    ):
        document = _document(body)
        want = ("member", document.get("member"))
        got = owners.get(document.get("account", ""))
        if got != want:
            yield Difference("balance", "account", str(document.get("account")), str(seq), want[1], got and got[1])
    for row in db.execute(
        "SELECT owner_id, count(*) FROM account WHERE owner_kind = 'member' GROUP BY 1 HAVING count(*) > 1"
    ):
        yield Difference("balance", "account", row[0], "", 1, row[1])
    for row in db.execute("SELECT id FROM member WHERE id NOT IN (SELECT owner_id FROM account)"):
        yield Difference("balance", "account", row[0], "", "account", "missing")


class _Ahead:
    """Rows in order of their first column, handed out event by event."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, seq: int) -> Iterator[Any]:
        """The rows of `seq`; what belongs to no event before it stays for `rest` only if it comes last."""
        while self._next is not None and self._next[0] <= seq:
            row, self._next = self._next, next(self._rows, None)
            yield row

    def rest(self) -> Iterator[Any]:
        """The rows after the last event."""
        while self._next is not None:
            row, self._next = self._next, next(self._rows, None)
            yield row


def _document(raw: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}
