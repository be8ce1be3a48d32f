"""Kept change (存零): a `CHANGE` lot of its own, refundable in cash (domain rules §2.7; decision 0083)."""

from __future__ import annotations

from typing import Any

from tests.oracle.book import Refused, Row, Shop, money, row

#: The member has less than that.
TOO_LITTLE = ("insufficient_stored_value", "insufficient_change", "tender_mismatch", "bad_amount", "nothing_to_refund")


def taken(shop: Shop, member: str, fen: int, already: list[Row]) -> list[Row]:
    """Rows that take `fen`, oldest lot first; `already`: what the same action has taken."""
    left, rows = shop.left("change", member), []
    for r in already:
        if r["unit"] == "change" and r["member"] == member:
            left[r["lot"]] += r["n"]
    for lot in sorted(left, key=lambda lot: shop.lots[lot]["born"]):
        part = min(fen, left[lot])
        rows += [row("change", member, lot, -part)] if part else []
        fen -= part
    if fen:
        raise Refused(*TOO_LITTLE)
    return rows


def pay(shop: Shop, member: str | None, tenders: list[dict[str, Any]]) -> list[Row]:
    """The rows of all tenders of kept change; each tender gets its payer."""
    rows: list[Row] = []
    for tender in [t for t in tenders if t["kind"] == "kept_change"]:
        tender["payer"] = tender.get("member") or member
        rows += taken(shop, tender["payer"], tender["fen"], rows)
    return rows


def keep(shop: Shop, member: str, fen: int, sale: str) -> None:
    """A fact of its own, caused by the sale: cash stays in the drawer and is owed."""
    rows = [row("change", member, shop.new_lot("kept change"), fen)]
    shop.post("change.keep", rows, member=member, money=[money("cash", in_fen=fen)], cause=sale)


def pay_out(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """All of it or `fen`, in cash."""
    shop.need_shift()
    held = shop.balance("change", action["member"])
    fen = action.get("fen", held)
    if fen < 0:
        raise Refused("bad_amount", "bad_line")
    if fen == 0:
        raise Refused("nothing_to_refund", "bad_amount", *TOO_LITTLE)
    rows = taken(shop, action["member"], fen, [])
    shop.post("change.pay_out", rows, member=action["member"], money=[money("cash", out_fen=fen)])
    return {"paid_fen": fen}
