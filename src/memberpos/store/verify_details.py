"""The part of the proof that is about what headers, lines and tenders say besides their amounts: prices and their
sources, what was taken off, payers, cards, terms, and what belongs to which event. Reads tables and bodies only, like
`store.verify`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from memberpos.store.database import Database
from memberpos.store.difference import Difference

#: (table, column that is a document, keys of it that the event's data say: key there → key in the data)
_DOCUMENTS: tuple[tuple[str, str, Mapping[str, str] | str], ...] = (
    ("sale", "earn_doc", "earn"),
    ("recharge", "doc", "gifts"),
    ("recharge_refund", "doc", {"used": "used", "called_off_fen": "called_off_fen"}),
    ("draw_play", "doc", {"name": "name", "n": "n", "weights": "weights", "prize_name": "prize_name",
                          "prize_kind": "prize_kind"}),
)  # fmt: skip
_MILLI = 1000


def documents(db: Database) -> Iterator[Difference]:
    """Documents kept in headers are those of their events."""
    for table, column, keys in _DOCUMENTS:
        for key, body, text in db.execute(
            f"SELECT h.id, o.body, h.{column} FROM {table} h JOIN outbox o ON o.seq = h.seq"
        ):
            said, got = _data(body), _document(text)
            said = said.get(table, said)
            want = (
                (said.get(keys) or {}) if isinstance(keys, str) else {at: said.get(name) for at, name in keys.items()}
            )
            if _plain(want) != _plain(got) or (text != "{}" and not got):
                yield Difference("balance", table, f"{key}.{column}", "", str(want), str(text))


def prices(db: Database) -> Iterator[Difference]:
    """A line's list price makes its gross; price, source, kind and flags are those its event tells, or the usual."""
    rows = db.execute(
        "SELECT s.seq, l.sale_id, l.n, l.qty_milli, l.list_fen, l.gross_fen, l.unit_price_fen, l.price_source, l.kind,"
        " l.earns, l.bonus_allowed, o.body FROM sale_line l JOIN sale s ON s.id = l.sale_id"
        " JOIN outbox o ON o.seq = s.seq ORDER BY s.seq, l.n"
    )
    seq = 0
    lines: list[dict[str, Any]] = []
    for row in rows:
        if row["seq"] != seq:
            said = _data(row["body"])
            seq, lines = row["seq"], said.get("sale", said).get("lines") or []
        told = lines[row["n"] - 1] if row["n"] <= len(lines) else {}
        usual = {"unit_fen": row["list_fen"], "source": "list", "kind": "goods", "earns": True, "bonus_allowed": True}
        want = [int(value) if name == "unit_fen" else value for name, value in {**usual, **_only(told, usual)}.items()]
        got = [row["unit_price_fen"], row["price_source"], row["kind"], row["earns"] == 1, row["bonus_allowed"] == 1]
        if want != got or row["earns"] not in (0, 1) or row["bonus_allowed"] not in (0, 1):
            yield Difference("balance", "sale_line", f"{row['sale_id']}/{row['n']}", "", str(want), str(got))
        gross = (2 * row["list_fen"] * row["qty_milli"] + _MILLI) // (2 * _MILLI)
        if gross != row["gross_fen"]:
            yield Difference(
                "balance", "sale_line", f"{row['sale_id']}/{row['n']}.list_fen", "", gross, row["gross_fen"]
            )


def taken_off(db: Database) -> Iterator[Difference]:
    """What each offer, coupon and other source took off a sale is what its event says, and the card is the one read."""
    sums: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for sale, source, code, fen in db.execute(
        "SELECT sale_id, source, code, sum(fen) FROM sale_discount GROUP BY sale_id, source, code HAVING sum(fen) <> 0"
    ):
        sums[sale][source, code] = fen
    for sale, card, body in db.execute("SELECT s.id, s.card_number, o.body FROM sale s JOIN outbox o ON o.seq = s.seq"):
        said = _data(body)
        said = said.get("sale", said)
        want: dict[tuple[str, str], int] = {}
        for source, code, fen in (
            *(("offer", each["code"], each["fen"]) for each in said.get("offers") or ()),
            *(("coupon", each["kind"], each["fen"]) for each in said.get("coupons") or ()),
            *((each["source"], each["code"], each["fen"]) for each in said.get("off") or ()),
        ):
            want[source, code] = want.get((source, code), 0) + int(fen)
        if want != sums.pop(sale, {}):
            yield Difference("balance", "sale_discount", sale, "", str(want), "others")
        if said.get("card") != card:
            yield Difference("balance", "sale", f"{sale}.card_number", "", said.get("card"), card)
    yield from (Difference("balance", "sale_discount", sale, "", "a sale", "none") for sale in sums)


def payers(db: Database) -> Iterator[Difference]:
    """Who paid a tender, with which card, pass and trade number, and how that was known."""
    rows: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    for row in db.execute(
        "SELECT t.seq, t.kind, t.fen, t.payer_account, t.proof, t.trade_no, t.instance, t.card_number,"
        " CASE WHEN s.id IS NOT NULL THEN s.account_id WHEN r.id IS NOT NULL THEN r.account_id ELSE e.account_id END"
        " FROM tender t JOIN event e ON e.seq = t.seq"
        " LEFT JOIN sale s ON s.id = t.event_id LEFT JOIN refund r ON r.id = t.event_id"
    ):
        payer = "" if row[3] == row[8] else row[3] or ""
        rows[row[0]].append((row[1], str(row[2]), payer, row[4], row[5], row[6], row[7] or ""))
    for seq, body in db.execute("SELECT seq, body FROM outbox ORDER BY seq"):
        if seq not in rows:
            continue
        data = _data(body)
        parts = [part for part in (data, data.get("refund"), data.get("sale")) if isinstance(part, dict)]
        told = [each for part in parts for each in part.get("tenders") or () if isinstance(each, dict)]
        want = sorted(
            (str(each["kind"]), str(each["fen"]), *(str(each.get(name) or "") for name in _FACTS)) for each in told
        )
        plain = ("",) * len(_FACTS)
        if want != sorted(rows[seq]) if told else any(row[2:] != plain for row in rows[seq]):
            yield Difference("balance", "tender", str(seq), "", str(want), str(sorted(rows[seq])))


#: Table → its key as one text; of the others `id`.
_KEYS = {
    "pass_use": "h.event_id || '/' || h.pass_id", "pass_freeze": "h.pass_id || '/' || h.from_on",
    "instalment": "h.recharge_id || '/' || h.n", "points_grant": "h.event_id", "member_badge": "h.event_id",
}  # fmt: skip
#: What a body may say of a tender besides kind and fen, as the columns stand.
_FACTS = ("payer", "proof", "trade_no", "pass", "card")
#: (table, column, what it must be, of which rows; h = the row, e = its event)
_OF_EVENTS = (
    ("redemption", "business_date", "e.business_date", "e.seq = h.seq"),
    ("draw_play", "business_date", "e.business_date", "e.seq = h.seq"),
    ("points_grant", "cause_event_id", "e.cause_event_id", "e.seq = h.seq"),
    ("pass_use", "on_date", "e.business_date", "e.id = h.event_id"),
    ("pass", "made_at_ms", "e.at_ms", "e.id = h.made_event"),
    ("coupon", "made_at_ms", "e.at_ms", "e.id = h.made_event"),
    ("redemption", "tracked", "EXISTS (SELECT 1 FROM ledger l WHERE l.seq = h.seq AND l.kind = 'STOCK')",
     "e.seq = h.seq"),
    # What is to come goes with its top-up to another account; what was given or called off stays where that was done.
    ("instalment", "account_id", ("CASE h.state WHEN 'planned' THEN (SELECT r.account_id FROM recharge r WHERE"
     " r.id = h.recharge_id) ELSE (SELECT x.account_id FROM event x WHERE x.id = h.event_id) END"),
     "e.id = h.recharge_id"),
)  # fmt: skip
#: (table, column that names an event, kinds it may be, how it is known; h = the row, e = the event named)
_NAMED = (
    ("points_grant", "undone_event", "'points.grant_undo'", "e.reverses_id = h.event_id"),
    ("member_badge", "undone_event", "'badge.award_undo'", "e.reverses_id = h.event_id"),
    ("pass_freeze", "event_id", "'pass.freeze'", "instr(e.payload, h.pass_id)"),
    ("pass", "made_event", "'pass.sell', 'pass.renew', 'pass.gift'", "instr(e.payload, h.id)"),
    ("pass_use", "undone_by", "'pass.undo', 'refund', 'exchange'", "e.reverses_id = h.event_id"),
    ("instalment", "event_id", "'bonus.instalment', 'recharge.refund', 'card_close'", "1"),
)  # fmt: skip
#: Table → (entity, its name) of rows that another till may have left.
_TOLD = {
    "points_grant": ("points_grant", "h.event_id"), "member_badge": ("badge", "h.event_id"), "pass": ("pass", "h.id"),
    "pass_use": ("pass", "h.pass_id"), "pass_freeze": ("pass", "h.pass_id"), "coupon": ("coupon", "h.id"),
}  # fmt: skip


def of_events(db: Database) -> Iterator[Difference]:
    """Dates, causes and times are those of the events rows belong to, and the events they name did that to them."""
    for table, column, wanted, belongs in _OF_EVENTS:
        for key, want, got in db.execute(
            f"SELECT {_name(table)}, {wanted} AS want, h.{column} FROM {table} h JOIN event e ON {belongs}"
            f" WHERE want IS NOT h.{column} AND {_not_told(table)}"
        ):
            yield Difference("balance", table, f"{key}.{column}", "", want, got)
    for table, column, kinds, known in _NAMED:
        for key, got in db.execute(
            f"SELECT {_name(table)}, h.{column} FROM {table} h WHERE h.{column} IS NOT NULL AND {_not_told(table)}"
            f" AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = h.{column} AND e.kind IN ({kinds}) AND {known})"
        ):
            yield Difference("event_chain", table, f"{key}.{column}", "", "an event of it", got)


def names(db: Database) -> Iterator[Difference]:
    """Coupons have the number, passes the kind and receipt number, uses the persons and service their events tell."""
    told = {row[0] for row in db.execute("SELECT id FROM told_row WHERE entity IN ('pass', 'coupon')")}
    for coupon, number, body in db.execute(
        "SELECT c.id, c.number, o.body FROM coupon c JOIN event e ON e.id = c.made_event JOIN outbox o ON o.seq = e.seq"
    ):
        said = {each.get("id"): each.get("number") for each in _data(body).get("coupons") or ()}
        if coupon not in told and said.get(coupon) != number:
            yield Difference("balance", "coupon", f"{coupon}.number", "", said.get(coupon), number)
    for one, code, receipt_no, body in db.execute(
        "SELECT p.id, p.code, p.receipt_no, o.body FROM pass p JOIN event e ON e.id = p.made_event"
        " JOIN outbox o ON o.seq = e.seq"
    ):
        said = _data(body)
        want = (said.get("code"), said.get("receipt_no"))
        if one not in told and want != (code, receipt_no):
            yield Difference("balance", "pass", one, "", str(want), f"{code} {receipt_no}")
    for event, one, persons, service, kind, body in db.execute(
        "SELECT u.event_id, u.pass_id, u.persons, u.service, e.kind, o.body FROM pass_use u"
        " JOIN event e ON e.id = u.event_id JOIN outbox o ON o.seq = e.seq"
    ):
        if one in told:
            continue
        said = _data(body)
        spread = [each for each in said.get("passes") or () if each.get("pass") == one]
        of_sale = kind != "pass.use"
        most = persons if of_sale else int(said.get("persons") or 0)
        alone = not of_sale and len(said.get("passes") or ()) == 1 and len(spread) == 1
        if service != ("sale" if of_sale else said.get("service")) or (persons != most if alone else persons > most):
            yield Difference("balance", "pass_use", f"{event}/{one}", "", f"{most}", f"{persons} {service}")


def coupon_accounts(db: Database) -> Iterator[Difference]:
    """A coupon that is used or over stays with the account it was taken from."""
    rows = db.execute("SELECT instance, account FROM ledger WHERE kind = 'COUPON' ORDER BY id")
    last: dict[str, str] = {row[0]: row[1] for row in rows}
    told = {row[0] for row in db.execute("SELECT id FROM told_row WHERE entity = 'coupon'")}
    for coupon, account in db.execute("SELECT id, account_id FROM coupon"):
        if coupon not in told and coupon in last and last[coupon] != account:
            yield Difference("balance", "coupon", f"{coupon}.account_id", "", last[coupon], account)


CHECKS: tuple[Callable[[Database], Iterator[Difference]], ...] = (
    documents, prices, taken_off, payers, of_events, names, coupon_accounts,
)  # fmt: skip


def _name(table: str) -> str:
    return _KEYS.get(table, "h.id")


def _not_told(table: str) -> str:
    if table not in _TOLD:
        return "1"
    entity, key = _TOLD[table]
    return f"NOT EXISTS (SELECT 1 FROM told_row t WHERE t.entity = '{entity}' AND t.id = {key})"


def _only(told: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in usual}


def _document(raw: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _data(raw: bytes | str) -> dict[str, Any]:
    data = _document(raw).get("data")
    return data if isinstance(data, dict) else {}


def _plain(value: Any) -> Any:
    """A document with its whole numbers as text: the body writes amounts as JSON strings."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
