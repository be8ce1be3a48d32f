"""`verify` on what points are got and spent for besides sales: grants, gifts, draws, badges, and the tiers in force.

Worked out again from bodies, ledger rows and the published formulas; imports nothing of the running code paths.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from memberpos.store.database import Database
from memberpos.store.difference import Difference

#: The namespace of derived ids (docs/decisions, "ids that time causes").
_NAMESPACE = UUID("6d656d62-6572-5070-8f73-2d6576656e74")
#: Table → its columns beside the keys of the event's data that say the same.
_ROWS = {
    "points_grant": (("source", "source"), ("subject", "subject"), ("points", "points")),
    "redemption": (
        ("receipt_no", "receipt_no"), ("gift", "gift"), ("qty", "qty"), ("points", "points"), ("fen", "fen"),
        ("name", "name"),
    ),
    "draw_play": (
        ("receipt_no", "receipt_no"), ("code", "code"), ("cost", "cost"), ("seed_hash", "seed_hash"),
        ("seed", "seed"), ("roll", "roll"), ("prize", "prize"),
    ),
    "member_badge": (("code", "code"), ("name", "name")),
}  # fmt: skip
#: Rows that another till left are what it said.
_HERE = {
    "points_grant": "t.event_id NOT IN (SELECT id FROM told_row WHERE entity = 'points_grant')",
    "member_badge": "t.event_id NOT IN (SELECT id FROM told_row WHERE entity = 'badge')",
}
_GRANTS = ("points.grant", "points.adjust", "birthday")


def rows_and_events(db: Database) -> Iterator[Difference]:
    """Each grant, redemption, play and badge is what its event says, and none of these events lacks its row."""
    for table, columns in _ROWS.items():
        names = ", ".join(f"t.{column}" for column, _ in columns)
        for row in db.all(
            f"SELECT t.seq, o.body, {names} FROM {table} t LEFT JOIN outbox o ON o.seq = t.seq WHERE t.seq > 0"
            f" AND {_HERE.get(table, 1)}"
        ):
            said = _data(row[1])
            for (column, key), got in zip(columns, tuple(row)[2:], strict=True):
                if str(said.get(key)) != str(got):
                    yield Difference("balance", table, f"{row[0]}.{column}", "", said.get(key), got)
    for kinds, table in ((_GRANTS, "points_grant"), (("redeem",), "redemption"), (("draw",), "draw_play"),
                         (("badge.award",), "member_badge")):  # fmt: skip
        marks = ", ".join("?" * len(kinds))
        for row in db.all(
            f"SELECT seq, kind FROM outbox WHERE kind IN ({marks}) AND seq NOT IN (SELECT seq FROM {table})", kinds
        ):
            yield Difference("balance", table, str(row[0]), "", row[1], "missing")


def grants_undone(db: Database) -> Iterator[Difference]:
    """What was taken back of a grant is what the undoing event took, and stood in its lot."""
    said = {}
    for row in db.all("SELECT body FROM outbox WHERE kind = 'points.grant_undo'"):
        said[_data(row[0]).get("grant")] = _data(row[0]).get("points")
    for row in db.all(
        "SELECT event_id, taken, undone_event FROM points_grant WHERE seq > 0 AND event_id NOT IN"
        " (SELECT id FROM told_row WHERE entity = 'points_grant')"
    ):
        want = said.get(row[0], 0)
        if want != row[1] or (row[0] in said) != (row[2] is not None):
            yield Difference("lot", "points_grant", row[0], "", want, row[1])
    for row in db.all(
        "SELECT g.event_id, g.points, (SELECT coalesce(sum(m.amount), 0) FROM lot_move m"
        " WHERE m.lot_id = g.lot_id AND m.seq = g.seq AND m.amount > 0) FROM points_grant g"
        " WHERE g.lot_id IS NOT NULL AND g.seq > 0 AND g.event_id NOT IN"
        " (SELECT id FROM told_row WHERE entity = 'points_grant')"
    ):
        if row[1] != row[2]:
            yield Difference("lot", "points_grant", row[0], "", row[1], row[2])


def birthdays(db: Database) -> Iterator[Difference]:
    """A birthday's event has the one id of its member and a year next to its due date, so a year never has two."""
    for row in db.all("SELECT seq, id, member_id, business_date FROM event WHERE kind = 'birthday'"):
        year = date.fromisoformat(row[3]).year
        wanted = [str(uuid5(_NAMESPACE, f"birthday\n{row[2]}\n{one}")) for one in (year, year - 1)]
        if row[1] not in wanted:
            yield Difference("event_chain", "event", f"{row[0]}.id", "", wanted[0], row[1])


def gifts(db: Database) -> Iterator[Difference]:
    """Money of gifts and their returns adds up, points left the account, and no shelf holds less than nothing."""
    for row in db.all(
        "SELECT r.id, r.fen, r.points, (SELECT coalesce(sum(fen), 0) FROM tender t WHERE t.event_id = r.id),"
        " (SELECT coalesce(-sum(amount), 0) FROM ledger l WHERE l.seq = r.seq AND l.kind = 'POINTS'), r.returned_by,"
        " (SELECT coalesce(-sum(fen), 0) FROM tender t WHERE t.event_id = r.returned_by),"
        " (SELECT coalesce(sum(l.amount), 0) FROM ledger l JOIN event e ON e.seq = l.seq"
        " WHERE e.id = r.returned_by AND l.kind = 'POINTS') FROM redemption r"
    ):
        if row[1] != row[3]:
            yield Difference("balance", "tender", row[0], "", row[1], row[3])
        if row[2] != row[4]:
            yield Difference("balance", "redemption", row[0], "points", row[2], row[4])
        if row[5] is not None and (row[6], row[7]) != (row[1], row[2]):
            yield Difference("balance", "redemption", row[5], "return", [row[1], row[2]], [row[6], row[7]])
    for row in db.all("SELECT instance, sum(amount) FROM ledger WHERE kind = 'STOCK' GROUP BY instance"):
        if row[1] > 0:
            yield Difference("balance", "ledger", f"STOCK:{row[0]}", "shop:stock", "0 or more pieces", -row[1])


def draws(db: Database) -> Iterator[Difference]:
    """Each play shows the seed whose hash was committed before, and its prize follows from it."""
    open_hash: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for seq, kind, body in db.all("SELECT seq, kind, body FROM outbox WHERE kind IN ('draw.put', 'draw') ORDER BY seq"):
        said, member = _data(body), str(_document(body).get("member"))
        code, shown = str(said.get("code")), said.get("seed_hash")
        if shown != open_hash.get(code):
            yield Difference("event_chain", "draw_play", f"{seq}.seed_hash", code, open_hash.get(code), shown)
        if shown is not None and hashlib.sha256(bytes.fromhex(str(said["seed"]))).hexdigest() != shown:
            yield Difference("event_chain", "draw_play", f"{seq}.seed", code, shown, said["seed"])
        open_hash[code] = str(said.get("next_hash"))
        if kind == "draw":
            counts[code, member] = n = counts.get((code, member), 0) + 1
            want = _drawn(said, code, member, n)
            got = [said.get("roll"), said.get("prize"), said.get("n")]
            if want != got:
                yield Difference("event_chain", "draw_play", str(seq), code, want, got)
    for row in db.all("SELECT code, hash FROM draw_seed WHERE used_event IS NULL"):
        if open_hash.get(row[0]) != row[1]:
            yield Difference("event_chain", "draw_seed", row[0], "", open_hash.get(row[0]), row[1])


def tiers(db: Database) -> Iterator[Difference]:
    """The tier in force of a member is the one the last change led to."""
    for row in db.all(
        "SELECT m.id, m.tier, (SELECT c.held_new FROM tier_change c JOIN event e ON e.id = c.event_id"
        " WHERE c.member_id = m.id ORDER BY e.seq DESC, c.n DESC LIMIT 1) AS last FROM member m WHERE last IS NOT NULL"
        " AND m.id NOT IN (SELECT id FROM told_row WHERE entity = 'standing')"
    ):
        if row[1] != row[2]:
            yield Difference("balance", "member", f"{row[0]}.tier", "", row[2], row[1])


def _drawn(said: dict[str, Any], code: str, member: str, n: int) -> list[Any]:
    """[roll, prize, n] of the seed shown, by the formula on the slip."""
    seed, weights = bytes.fromhex(str(said["seed"])), [(str(name), int(weight)) for name, weight in said["weights"]]
    total = sum(weight for _, weight in weights)
    rolled, block = -1, 0
    while rolled < 0:
        message = f"{code}\n{member}\n{n}\n{block}".encode()
        number = int.from_bytes(hmac.new(seed, message, hashlib.sha256).digest(), "big")
        rolled, block = (number % total, block) if number < (1 << 256) // total * total else (-1, block + 1)
    left = rolled
    for name, weight in weights:
        if left < weight:
            return [rolled, name, n]
        left -= weight
    return [rolled, None, n]


def _document(raw: bytes | str | None) -> dict[str, Any]:
    try:
        document = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _data(raw: bytes | str | None) -> dict[str, Any]:
    data = _document(raw).get("data")
    return data if isinstance(data, dict) else {}


CHECKS: tuple[Callable[[Database], Iterator[Difference]], ...] = (
    rows_and_events, grants_undone, birthdays, gifts, draws, tiers,
)  # fmt: skip
