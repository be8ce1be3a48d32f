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
    held = _held(db)
    for row in db.all("SELECT id, account_id FROM recharge"):
        want = held[row[0]][-1][1] if row[0] in held else None
        if want != row[1]:
            yield Difference("balance", "recharge", row[0], row[1], want, row[1])


def instalments(db: Database) -> Iterator[Difference]:
    """Every part was promised by its top-up; it is given by one event, or called off with its top-up or its card."""
    promised = _promised(db)
    given = _given(db)
    ended = _ended(db)
    for row in db.all("SELECT recharge_id, n, due, fen, state, event_id FROM instalment"):
        key, name = (row[0], row[1]), f"{row[0]}/{row[1]}"
        if promised.pop(key, None) != (row[2], row[3]):
            yield Difference("balance", "instalment", name, "", "promised", f"{row[2]} {row[3]}")
        event, fen = given.get(key, (None, row[3]))
        want = "given" if event else "called_off" if row[0] in ended else "planned"
        if (want, fen) != (row[4], row[3]) or (event and event != row[5]):
            yield Difference("balance", "instalment", name, "", want, row[4])
    for (recharge, n), part in promised.items():
        yield Difference("balance", "instalment", f"{recharge}/{n}", "", f"{part[0]} {part[1]}", "missing")


def transfers(db: Database) -> Iterator[Difference]:
    """Nothing stays on its way between two members."""
    for row in db.all("SELECT instance, unit, amount FROM balance WHERE account = 'shop:transfers' AND amount <> 0"):
        yield Difference("balance", "balance", f"shop:transfers:{row[0]}", "shop:transfers", 0, row[2])


def closings(db: Database) -> Iterator[Difference]:
    """The three figures of each closing, from its account's lots as they were (where other tills had a hand in them,
    nothing here says how they were); what was paid is one of them.
    """
    elsewhere = {
        row[0]
        for row in db.all(
            "SELECT DISTINCT account FROM lot WHERE kind IN ('PRINCIPAL', 'BONUS') AND (made_seq = 0 OR others <> 0)"
        )
    }
    for row in db.all(
        "SELECT id, seq, account_id, method, cause, bonus_first_fen, principal_first_fen, proportional_fen, refund_fen,"
        " principal_fen + bonus_fen, forfeited_fen FROM closing"
    ):
        got = {"bonus_first": row[5], "principal_first": row[6], "proportional": row[7]}
        three = got if row[2] in elsewhere else _figures(db, row[2], row[1])
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


def _promised(db: Database) -> dict[tuple[str, int], tuple[str, int]]:
    found = {}
    for recharge, body in db.all("SELECT r.id, o.body FROM recharge r JOIN outbox o ON o.seq = r.seq"):
        for n, part in enumerate(_data(body).get("instalments") or (), 1):
            found[str(recharge), n] = (str(part["due"]), int(part["fen"]))
    return found


def _given(db: Database) -> dict[tuple[str, int], tuple[str, int]]:
    """{(top-up, part): (event, fen)} of the parts that events gave."""
    found = {}
    for event, body in db.all(
        "SELECT e.id, o.body FROM event e JOIN outbox o ON o.seq = e.seq WHERE e.kind = 'bonus.instalment'"
    ):
        data = _data(body)
        found[str(data["recharge"]), int(data["n"])] = (str(event), int(data["fen"]))
    return found


def _held(db: Database) -> dict[str, list[tuple[int, str]]]:
    """{top-up: [(from event, account that holds it)]}, oldest first."""
    moves = db.all(
        "SELECT e.seq, e.account_id, i.account_id FROM event e JOIN event i ON i.cause_event_id = e.id"
        " AND i.kind = 'card.transfer.in' WHERE e.kind = 'card.transfer' ORDER BY e.seq"
    )
    found = {}
    rows = db.all("SELECT r.id, r.seq, e.account_id FROM recharge r JOIN event e ON e.id = r.id")
    for recharge, first, account in rows:
        spans = [(first, str(account))]
        for seq, left, came in moves:
            if seq > first and left == spans[-1][1]:
                spans.append((seq, str(came)))
        found[str(recharge)] = spans
    return found


def _ended(db: Database) -> set[str]:
    """Top-ups that were undone, or held by an account when it was closed."""
    ended = {str(row[0]) for row in db.all("SELECT recharge_id FROM recharge_refund")}
    closed: defaultdict[str, list[int]] = defaultdict(list)
    for seq, account in db.all("SELECT seq, account_id FROM closing"):
        closed[account].append(seq)
    for recharge, spans in _held(db).items():
        ends = [*(seq for seq, _ in spans[1:]), None]
        for (first, account), last in zip(spans, ends, strict=True):
            if any(first < seq and (last is None or seq < last) for seq in closed.get(account, ())):
                ended.add(recharge)
    return ended


def _figures(db: Database, account: str, seq: int) -> dict[str, int]:
    """Paid, gift and consumed of the top-ups that were not used up just before event `seq`."""
    marks = ", ".join("?" * len(_OTHER_WAYS))
    rows = db.all(
        "SELECT coalesce(l.recharge_id, l.id), l.kind, l.granted, coalesce(sum(m.amount), 0),"
        f" coalesce(-sum(CASE WHEN e.kind IN ({marks}) AND m.amount < 0 THEN m.amount END), 0)"
        " FROM lot l LEFT JOIN lot_move m ON m.lot_id = l.id AND m.seq < ? LEFT JOIN event e ON e.seq = m.seq"
        " WHERE l.account = ? AND l.kind IN ('PRINCIPAL', 'BONUS') AND l.made_seq < ? AND NOT EXISTS"
        " (SELECT 1 FROM lot n JOIN event i ON i.seq = n.made_seq JOIN event o ON o.id = i.cause_event_id"
        " WHERE n.recharge_id = l.recharge_id AND n.made_seq > l.made_seq AND n.made_seq < ?"
        " AND i.kind = 'card.transfer.in' AND o.account_id = l.account) GROUP BY l.id",  # went away with its card
        (*_OTHER_WAYS, seq, account, seq, seq),
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
