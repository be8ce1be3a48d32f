"""`verify` on stored value: top-ups and their undoing, instalments, transfers, closings (domain rules §7), worked out
again from lots, movements and bodies.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from memberpos.store.database import Database
from memberpos.store.difference import Difference

#: Events that take stored value away without its being consumed.
_OTHER_WAYS = ("transfer", "card.transfer", "value.cash_out", "recharge.refund", "card_close")


def money(db: Database) -> Iterator[Difference]:
    """Tenders of top-ups, their undoing and closings are what the headers say."""
    for table, wanted in (
        ("recharge", "h.amount_fen"),
        ("recharge_refund", "-h.refund_fen"),
        ("closing", "-h.refund_fen - h.change_fen"),
    ):
        for row in db.all(
            f"SELECT h.id, {wanted}, (SELECT coalesce(sum(fen), 0) FROM tender t WHERE t.event_id = h.id)"
            f" FROM {table} h"
        ):
            if row[1] != row[2]:
                yield Difference("balance", "tender", row[0], "", row[1], row[2])


def undone(db: Database) -> Iterator[Difference]:
    """A top-up is marked as undone by the event that undid it, and no other."""
    for row in db.all(
        "SELECT r.id, r.refunded_by, f.id FROM recharge r LEFT JOIN recharge_refund f ON f.recharge_id = r.id"
        " WHERE r.refunded_by IS NOT f.id"
    ):
        yield Difference("balance", "recharge", row[0], "", row[2], row[1])
    for row in db.all(
        "SELECT id, principal_fen - charge_fen, refund_fen FROM recharge_refund"
        " WHERE principal_fen - charge_fen <> refund_fen"
    ):
        yield Difference("balance", "recharge_refund", row[0], "", row[1], row[2])


def holders(db: Database) -> Iterator[Difference]:
    """Who holds a top-up: the account that paid it, or where a card went with everything on it since."""
    moves = db.all(
        "SELECT e.seq, e.account_id, i.account_id FROM event e JOIN event i ON i.cause_event_id = e.id"
        " AND i.kind = 'card.transfer.in' WHERE e.kind = 'card.transfer' ORDER BY e.seq"
    )
    for row in db.all("SELECT r.id, r.seq, e.account_id, r.account_id FROM recharge r JOIN event e ON e.id = r.id"):
        holder = row[2]
        for seq, left, came in moves:
            if seq > row[1] and left == holder:
                holder = came
        if holder != row[3]:
            yield Difference("balance", "recharge", row[0], row[3], holder, row[3])


def instalments(db: Database) -> Iterator[Difference]:
    """Every part was promised by its top-up, and is given or called off by an event that says so; none twice."""
    promised: dict[tuple[str, int], tuple[str, str]] = {}
    for recharge, body in db.all("SELECT r.id, o.body FROM recharge r JOIN outbox o ON o.seq = r.seq"):
        for n, part in enumerate(_data(body).get("instalments") or (), 1):
            promised[recharge, n] = (str(part["due"]), str(part["fen"]))
    events = {row[0]: (row[1], _data(row[2])) for row in db.all(
        "SELECT e.id, e.kind, o.body FROM event e JOIN outbox o ON o.seq = e.seq"
        " WHERE e.kind IN ('bonus.instalment', 'recharge.refund', 'card_close')"
    )}  # fmt: skip
    given = {(str(data["recharge"]), int(data["n"])) for kind, data in events.values() if kind == "bonus.instalment"}
    for row in db.all("SELECT recharge_id, n, due, fen, state, event_id FROM instalment"):
        key, name = (row[0], row[1]), f"{row[0]}/{row[1]}"
        if promised.pop(key, None) != (row[2], str(row[3])):
            yield Difference("balance", "instalment", name, "", "promised", f"{row[2]} {row[3]}")
        want = _state(key, row[3], events.get(row[5] or ""), given)
        if want != row[4]:
            yield Difference("balance", "instalment", name, "", want, row[4])
    for (recharge, n), part in promised.items():
        yield Difference("balance", "instalment", f"{recharge}/{n}", "", " ".join(part), "missing")


def transfers(db: Database) -> Iterator[Difference]:
    """Nothing stays on its way between two members."""
    for row in db.all("SELECT instance, unit, amount FROM balance WHERE account = 'shop:transfers' AND amount <> 0"):
        yield Difference("balance", "balance", f"shop:transfers:{row[0]}", "shop:transfers", 0, row[2])


def closings(db: Database) -> Iterator[Difference]:
    """The three figures of each closing, from its account's lots as they were; what was paid is one of them."""
    for row in db.all(
        "SELECT id, seq, account_id, method, cause, bonus_first_fen, principal_first_fen, proportional_fen, refund_fen,"
        " principal_fen + bonus_fen, forfeited_fen FROM closing"
    ):
        three = _figures(db, row[2], row[1])
        got = {"bonus_first": row[5], "principal_first": row[6], "proportional": row[7]}
        for name, want in three.items():
            if want != got[name]:
                yield Difference("balance", "closing", f"{row[0]}.{name}", row[2], want, got[name])
        paid = three.get(row[3], 0)
        if row[8] != (max(paid, three["proportional"]) if row[4] == "shop" else paid):
            yield Difference("balance", "closing", f"{row[0]}.refund_fen", row[2], paid, row[8])
        if row[8] + row[10] != row[9]:
            yield Difference("balance", "closing", f"{row[0]}.forfeited_fen", row[2], row[9] - row[8], row[10])


CHECKS: tuple[Callable[[Database], Iterator[Difference]], ...] = (
    money, undone, holders, instalments, transfers, closings,
)  # fmt: skip


def _state(
    key: tuple[str, int], fen: int, event: tuple[str, dict[str, Any]] | None, given: set[tuple[str, int]]
) -> str:
    if event is None:
        return "given" if key in given else "planned"
    kind, data = event
    if kind == "bonus.instalment":
        mine = (str(data["recharge"]), int(data["n"]), int(data["fen"])) == (*key, fen)
        return "given" if mine else "another's event"
    return "given" if key in given else "called_off"


def _figures(db: Database, account: str, seq: int) -> dict[str, int]:
    """Paid, gift and consumed of the top-ups that were not used up just before event `seq`."""
    marks = ", ".join("?" * len(_OTHER_WAYS))
    rows = db.all(
        "SELECT coalesce(l.recharge_id, l.id), l.kind, l.granted, coalesce(sum(m.amount), 0),"
        f" coalesce(-sum(CASE WHEN e.kind IN ({marks}) AND m.amount < 0 THEN m.amount END), 0)"
        " FROM lot l LEFT JOIN lot_move m ON m.lot_id = l.id AND m.seq < ? LEFT JOIN event e ON e.seq = m.seq"
        " WHERE l.account = ? AND l.kind IN ('PRINCIPAL', 'BONUS') AND l.made_seq < ? GROUP BY l.id",
        (*_OTHER_WAYS, seq, account, seq),
    )
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # paid, gift, open
    for recharge, kind, granted, open_, left in rows:
        if open_ >= 0:
            entry = sums[recharge]
            entry[0 if kind == "PRINCIPAL" else 1] += granted - left
            entry[2] += open_
    alive = [entry for entry in sums.values() if entry[2] > 0]
    paid, gift, open_ = (sum(entry[at] for entry in alive) for at in range(3))
    used = paid + gift - open_
    share = used * paid // (paid + gift) if paid + gift else 0
    return {
        "bonus_first": paid - max(0, used - gift), "principal_first": max(0, paid - used), "proportional": paid - share,
    }  # fmt: skip


def _data(body: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError:
        return {}
    data = document.get("data") if isinstance(document, dict) else None
    return data if isinstance(data, dict) else {}
