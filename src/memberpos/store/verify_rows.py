"""The part of the proof that is about rows beside the ledger: tenders are the money of their events, headers belong to
whom their events say, accounts are as they were made and frozen. Reads tables and bodies only, like `store.verify`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from memberpos.store.database import Database
from memberpos.store.difference import Difference

#: Tender kind → the shop's account that holds its money.
_MONEY = {"cash": "shop:cash", "scan_pay": "shop:scan_pay", "bank_card": "shop:bank"}
#: Header table → its columns that are its event's; an exchange names the buyer, who need not be who brings goods back.
_WHOSE = {
    "sale": ("member_id", "account_id"), "refund": ("member_id", "account_id"),
    "redemption": ("member_id", "account_id"), "draw_play": ("member_id",), "recharge": ("member_id",),
    "recharge_refund": ("member_id", "account_id"), "closing": ("member_id",),
}  # fmt: skip


#: What bodies tell of lines, as the columns stand.
_SOLD, _BACK = ("sku", "qty_milli", "list_fen", "net_fen"), ("line", "qty_milli", "fen")


def tenders(db: Database) -> Iterator[Difference]:
    """The tenders of an event are those its body lists, and its money kinds move what the ledger says."""
    rows: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in db.execute("SELECT seq, kind, fen FROM tender ORDER BY seq, event_id, n"):
        rows[row[0]].append((row[1], row[2]))
    moved = _moved(db)
    for seq, kind, body in db.execute("SELECT seq, kind, body FROM outbox ORDER BY seq"):
        got = rows.pop(seq, [])
        listed = _listed(_document(body).get("data") or {})
        if listed is not None and sorted(listed) != sorted((name, str(fen)) for name, fen in got):
            yield Difference("balance", "tender", str(seq), "", _words(listed), _words(got))
        if listed is None and not got:
            continue
        for name, account in _MONEY.items():
            want, found = moved.get((seq, account), 0), sum(fen for each, fen in got if each == name)
            if want != found:
                yield Difference("balance", "tender", f"{seq}.{name}", kind, want, found)
    for seq in rows:
        yield Difference("event_chain", "tender", str(seq), "", "an event", "none")


def parts(db: Database) -> Iterator[Difference]:
    """A tender is what was handed over less the change; stored value is its principal and its bonus."""
    for row in db.execute(
        "SELECT event_id, n, fen, given_fen - change_fen, principal_fen + bonus_fen, kind = 'stored_value' FROM tender"
    ):
        if row[2] != row[3]:
            yield Difference("balance", "tender", f"{row[0]}/{row[1]}", "given", row[2], row[3])
        if row[4] != (row[2] if row[5] else 0):
            yield Difference("balance", "tender", f"{row[0]}/{row[1]}", "parts", row[2] if row[5] else 0, row[4])


def lines(db: Database) -> Iterator[Difference]:
    """Lines of sales and refunds are those their bodies list."""
    for document, table, columns, keys in (
        ("sale", "sale_line l ON l.sale_id", "l.sku, l.qty_milli, l.gross_fen, l.net_fen", _SOLD),
        ("refund", "refund_line l ON l.refund_id", "l.line_n, l.qty_milli, l.fen", _BACK),
    ):
        got: defaultdict[int, list[list[str]]] = defaultdict(list)
        for row in db.execute(f"SELECT h.seq, {columns} FROM {document} h JOIN {table} = h.id ORDER BY h.seq"):
            got[row[0]].append([str(value) for value in tuple(row)[1:]])
        for seq, body in db.execute(
            f"SELECT o.seq, o.body FROM outbox o WHERE o.kind IN ('{document}', 'exchange') ORDER BY o.seq"
        ):
            data = _document(body).get("data") or {}
            want = [[str(each.get(key)) for key in keys] for each in data.get(document, data).get("lines", ())]
            if sorted(want) != sorted(got[seq]):
                yield Difference("balance", f"{document}_line", str(seq), "", str(want), str(got[seq]))


def whose(db: Database) -> Iterator[Difference]:
    """Headers stand under the member of their event."""
    for table, columns in _WHOSE.items():
        for column in columns:
            for row in db.execute(
                f"SELECT h.id, e.{column}, h.{column} FROM {table} h JOIN event e ON e.seq = h.seq"
                f" WHERE e.kind <> 'exchange' AND e.{column} IS NOT h.{column}"
            ):
                yield Difference("balance", table, f"{row[0]}.{column}", "", row[1], row[2])


def grants(db: Database) -> Iterator[Difference]:
    """Points and badges given stand under the member, day and cause of their events."""
    for table, day in (("points_grant", "business_date"), ("member_badge", "awarded_on")):
        for row in db.execute(
            f"SELECT g.event_id, e.member_id, g.member_id, e.business_date, g.{day} FROM {table} g"
            f" JOIN event e ON e.id = g.event_id WHERE e.member_id IS NOT g.member_id OR e.business_date IS NOT g.{day}"
        ):
            yield Difference("balance", table, row[0], "", f"{row[1]} {row[3]}", f"{row[2]} {row[4]}")


def account_rows(db: Database) -> Iterator[Difference]:
    """An account was made with its member (an imported one is older), and is frozen as its last such event says."""
    made: dict[str, int] = {}
    frozen: dict[str, int] = {}
    for row in db.execute(
        "SELECT kind, account_id, at_ms FROM event WHERE account_id IS NOT NULL AND kind IN"
        " ('member.enrol', 'value.freeze', 'value.unfreeze') ORDER BY seq"
    ):
        if row[0] == "member.enrol":
            made.setdefault(row[1], row[2])
        else:
            frozen[row[1]] = int(row[0] == "value.freeze")
    for row in db.execute("SELECT id, owner_id FROM account WHERE owner_kind = 'bearer' AND owner_id <> ''"):
        yield Difference("balance", "account", row[0], row[0], "nobody's", row[1])
    for row in db.execute("SELECT id, made_at_ms, frozen FROM account"):
        if row[0] in made and made[row[0]] != row[1]:
            yield Difference("balance", "account", f"{row[0]}.made_at_ms", row[0], made[row[0]], row[1])
        if frozen.get(row[0], 0) != row[2]:
            yield Difference("balance", "account", f"{row[0]}.frozen", row[0], frozen.get(row[0], 0), row[2])


def coupon_holders(db: Database) -> Iterator[Difference]:
    """A coupon belongs to the account that holds it in the ledger."""
    for row in db.execute(
        "SELECT c.id, l.account, c.account_id FROM coupon c JOIN lot l ON l.kind = 'COUPON' AND l.instance = c.id"
        " WHERE l.open > 0 AND l.account IS NOT c.account_id"
    ):
        yield Difference("balance", "coupon", row[0], "", row[1], row[2])


CHECKS: tuple[Callable[[Database], Iterator[Difference]], ...] = (
    tenders, parts, lines, whose, grants, account_rows, coupon_holders,
)  # fmt: skip


def _moved(db: Database) -> dict[tuple[int, str], int]:
    """{(event, the shop's account): money in}: the ledger's sign turned."""
    marks = ", ".join("?" * len(_MONEY))
    sql = f"SELECT seq, account, -sum(amount) FROM ledger WHERE account IN ({marks}) GROUP BY 1, 2"
    rows = db.execute(sql, tuple(_MONEY.values()))
    return {(row[0], row[1]): row[2] for row in rows}


def _listed(data: dict[str, Any]) -> list[tuple[str, str]] | None:
    """(kind, fen as text) of the tenders of a body, of both documents of an exchange; None where none are named."""
    parts = [part for part in (data, data.get("refund"), data.get("sale")) if isinstance(part, dict)]
    named = [part["tenders"] for part in parts if isinstance(part.get("tenders"), list)]
    if not named:
        return None
    return [(str(each.get("kind")), str(each.get("fen"))) for part in named for each in part if isinstance(each, dict)]


def _words(rows: Any) -> str:
    return ", ".join(f"{kind} {fen}" for kind, fen in sorted(rows))


def _document(raw: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}
