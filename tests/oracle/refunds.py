"""Refunds, counted from the rows of the sale they undo (domain rules §5)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle import coupons, earn, growth, pass_tender, passes, sources, tiers, wallet
from tests.oracle.arithmetic import floor, split
from tests.oracle.book import Fact, Refused, Row, Shop, money
from tests.oracle.points import Points, expired_of, still_out

Cells = list[list[int]]

#: Parts that may go to stored value with consent (domain rules §5).
MOVABLE = ("cash", "scan_pay")

#: No rule says which code fits here.
NO_ACCOUNT = ("not_found", "not_allowed", "bad_amount", "bad_line")


def refund(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """`refund` of the contracts: keys and answer."""
    shop.need_shift()
    sale = shop.of("sale", sale=action["sale"])[0]
    before = shop.of("refund", sale=sale["sale"])
    left = left_of(sale, shop)
    try:
        cells, pieces = wanted(sale, before, left, action)
    except Refused as refused:
        raise Refused(*refused.codes, *(NO_ACCOUNT if homeless(sale, action) else ())) from None
    if homeless(sale, action):
        raise Refused(*NO_ACCOUNT)
    rows: list[Row] = []
    fact: dict[str, Any] = {"sale": sale["sale"], "cells": cells, "pieces": pieces, "refund_fen": sum(map(sum, cells))}
    fact |= {"points_returned": 0, "points_clawed": 0, "claw_value_fen": 0, "growth_clawed": 0}
    if sale["member"]:
        fact |= points_back(shop, sale, cells, pieces, rows)
    used, fact["uses"] = pass_tender.give_back(shop, sale, cells, pieces)
    rows += used
    to = action.get("to", "original")
    flows, paid_back = money_back(shop, sale, payouts(sale, cells, fact["claw_value_fen"], to), to, rows)
    shop.post("refund", rows, member=sale["member"], money=flows, **fact)
    for part, back in zip(sale["parts"], fact["uses"], strict=True):
        if any(back):
            passes.comes_back(shop, part["key"], used)
    if tiers.all_back(sale, shop.facts):
        coupons.come_back(shop, sale)
        sources.take_back(shop, sale)
    if sale["member"]:
        tiers.after_refund(shop, sale["member"])
    shown = ("refund_fen", "points_clawed", "points_returned", "claw_value_fen")
    return paid_back | {key: fact[key] for key in shown}


def homeless(sale: Fact, action: dict[str, Any]) -> bool:
    """To stored value, but the sale has no member whose it could be."""
    return action.get("to") == "stored_value" and sale["member"] is None


def left_of(sale: Fact, shop: Shop) -> Cells:
    """What is left of each cell: share of a line that a part paid, less earlier refunds."""
    gone = tiers.cells_back(sale, shop.facts)
    return [[a - b for a, b in zip(part["cells"], g, strict=True)] for part, g in zip(sale["parts"], gone, strict=True)]


def wanted(sale: Fact, before: list[Fact], left: Cells, action: dict[str, Any]) -> tuple[Cells, list[int]]:
    """The cells this refund takes, and the pieces (in thousandths) that come back with them."""
    pieces_left = [line["qty"] - sum(f["pieces"][n] for f in before) for n, line in enumerate(sale["lines"])]
    total = sum(map(sum, left))
    if action.get("all"):
        if total == 0 and (sale["due_fen"] > 0 or not any(pieces_left)):
            raise Refused("nothing_to_refund")
        return left, pieces_left
    if "fen" in action:
        return by_amount(left, total, action["fen"]), [0] * len(pieces_left)
    if total == 0 and sale["due_fen"] > 0:
        raise Refused("nothing_to_refund", "over_refund", "bad_amount", "not_found", "bad_line")
    return by_line(left, pieces_left, action["lines"])


def by_amount(left: Cells, total: int, fen: int) -> Cells:
    """Over the tender parts by `split` on what is left of each, inside a part over lines likewise."""
    if fen <= 0:
        raise Refused("bad_amount", "bad_line", *(["nothing_to_refund"] if total == 0 else []))
    if total == 0:
        raise Refused("nothing_to_refund", "over_refund")
    if fen > total:
        raise Refused("over_refund")
    shares = split(fen, [sum(cells) for cells in left])
    return [split(share, cells) for share, cells in zip(shares, left, strict=True)]


def by_line(left: Cells, pieces_left: list[int], lines: list[dict[str, Any]]) -> tuple[Cells, list[int]]:
    """q of the remaining Q pieces: ⌊remaining × q / Q⌋ of each cell, all of them everything."""
    pieces = [0] * len(pieces_left)
    if not lines:
        raise Refused("bad_amount", "bad_line", "nothing_to_refund")
    for line in lines:
        number, qty = line["line"] - 1, line["qty"]
        if not 0 <= number < len(pieces):
            raise Refused("not_found", "bad_line", "over_refund", "bad_amount", "nothing_to_refund")
        if qty <= 0:
            raise Refused("bad_amount", "bad_line")
        pieces[number] += qty
        if pieces[number] > pieces_left[number]:
            raise Refused("over_refund", "nothing_to_refund")
    cells = [[cell * q // max(of, 1) for cell, q, of in zip(part, pieces, pieces_left, strict=True)] for part in left]
    return cells, pieces


def payouts(sale: Fact, cells: Cells, value_fen: int, to: str) -> list[int]:
    """What goes out by each part: what missing points are worth stays here, off cash first, off stored value last."""
    fens, last = [sum(part) for part in cells], {"cash": 0, "principal": 2, "bonus": 3}
    if to == "stored_value":
        last |= dict.fromkeys(MOVABLE, 2)
    for number in sorted(range(len(fens)), key=lambda n: last.get(sale["parts"][n]["kind"], 1)):
        kept = min(value_fen, fens[number]) if sale["parts"][number]["kind"] != "pass" else 0
        fens[number] -= kept
        value_fen -= kept
    return fens


def money_back(shop: Shop, sale: Fact, fens: list[int], to: str, rows: list[Row]) -> tuple[list[Row], dict[str, Any]]:
    """Money out by kind, and the part of the answer that speaks of money; stored value is appended to `rows`."""
    out: dict[str, int] = {}
    payers: dict[str, int] = {}
    units = {"principal": 0, "bonus": 0}
    taken = wallet.still_out(sale["rows"], [r for f in shop.of("refund", sale=sale["sale"]) for r in f["rows"]])
    for part, fen in zip(sale["parts"], fens, strict=True):
        kind, account = part["kind"], part["payer"]
        if kind == "kept_change":
            rows += change_back(shop, sale, account, fen)
            out[kind] = out.get(kind, 0) + fen
        elif kind in units:
            purse = wallet.Wallet(shop, account)
            purse.give_back(taken, kind, fen)
            rows += purse.rows
        elif to == "stored_value" and kind in MOVABLE and fen:
            kind, account = "principal", sale["member"]
            rows += into_stored_value(shop, sale, fen)
        else:
            out[kind] = out.get(kind, 0) + fen
        if kind in units:
            units[kind] += fen
            payers[account] = payers.get(account, 0) + fen
    flows = [money(kind, out_fen=fen) for kind, fen in out.items() if fen]
    flows += [money("stored_value", out_fen=fen) for fen in payers.values() if fen]
    shown = {"cash_fen": out.get("cash", 0), "principal_fen": units["principal"], "bonus_fen": units["bonus"]}
    return flows, shown | {"tenders": [{"kind": flow["kind"], "fen": flow["out_fen"]} for flow in flows]}


def change_back(shop: Shop, sale: Fact, member: str, fen: int) -> list[Row]:
    """Kept change returns to its lots, last taken first."""
    before = [r for f in shop.of("refund", sale=sale["sale"]) for r in f["rows"]]
    rows = []
    for r in reversed(wallet.still_out(sale["rows"], before)):
        part = min(fen, -r["n"]) if r["unit"] == "change" and r["member"] == member else 0
        rows += [r | {"n": part}] if part else []
        fen -= part
    return rows


def into_stored_value(shop: Shop, sale: Fact, fen: int) -> list[Row]:
    """With consent a cash or scan part goes to stored value: a principal lot of its own."""
    purse = wallet.Wallet(shop, sale["member"])
    purse.change("principal", shop.new_lot("refunded", recharge=None), fen)
    return purse.rows


def points_back(shop: Shop, sale: Fact, cells: Cells, pieces: list[int], rows: list[Row]) -> dict[str, int]:
    """Points spent come back, then points earned are clawed, then growth. Appends to `rows`."""
    pot, fen = Points(shop, sale["member"]), sum(map(sum, cells))
    returned = returned_points(shop, sale, fen) if sale["due_fen"] else returned_by_pieces(shop, sale, pieces)
    pot.give_back(still_out(shop, sale), returned, sale["rules"]["points.reinstatement_days"])
    claw = max(0, claw_of(shop, sale, cells))
    missing = pot.take(claw, first=sale["lot"])
    value, per_yuan, owed = 0, sale["rules"]["points.per_yuan"], missing
    if sale["rules"]["points.claw"] == "value" and per_yuan is not None:
        by_pass = sum(sum(c) for part, c in zip(sale["parts"], cells, strict=True) if part["kind"] == "pass")
        value, owed = min(fen - by_pass, floor(Fraction(missing * 100, per_yuan))), 0
    pot.owe(owed)
    grown = growth.claw(shop, sale, earn.growth(sale["rules"], earn.spend(sale, with_this(shop, sale, cells))))
    rows += pot.rows + grown
    counted = {"points_returned": returned, "points_clawed": claw, "reversed": claw - missing + owed}
    return counted | {"claw_value_fen": value, "growth_clawed": -sum(r["n"] for r in grown)}


def with_this(shop: Shop, sale: Fact, cells: Cells) -> Cells:
    gone = tiers.cells_back(sale, shop.facts)
    return [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(gone, cells, strict=True)]


def returned_points(shop: Shop, sale: Fact, fen: int) -> int:
    """In proportion to the money, rounded down at each refund; the last takes the rest (domain rules §5)."""
    before = shop.of("refund", sale=sale["sale"])
    given, paid_back = sum(f["points_returned"] for f in before), sum(f["refund_fen"] for f in before)
    if fen + paid_back == sale["due_fen"]:
        return int(sale["points_used"] - given)
    return int(sale["points_used"] * fen // sale["due_fen"])


def returned_by_pieces(shop: Shop, sale: Fact, pieces: list[int]) -> int:
    """Where points paid all there is no money to go by: the goods' own shares of the points, by pieces."""
    before = shop.of("refund", sale=sale["sale"])
    given = sum(f["points_returned"] for f in before)
    gone = [sum(f["pieces"][n] for f in before) + pieces[n] for n in range(len(pieces))]
    if gone == [line["qty"] for line in sale["lines"]]:
        return int(sale["points_used"] - given)
    shares = [Fraction(line["by_points"] * q, line["qty"]) for line, q in zip(sale["lines"], pieces, strict=True)]
    total = sum(line["by_points"] for line in sale["lines"])
    return floor(sale["points_used"] * sum(shares, Fraction(0)) / total) if total else 0


def claw_of(shop: Shop, sale: Fact, cells: Cells) -> int:
    """earned(base₀) - earned(base₀ - Σ refunded base) - already clawed; expired counts as clawed (domain rules §5)."""
    multipliers = [line["multiplier"] for line in sale["lines"]]
    remaining = earn.points(sale["rules"], earn.bases(sale, with_this(shop, sale, cells)), multipliers)
    clawed = sum(f["points_clawed"] for f in shop.of("refund", sale=sale["sale"]))
    return int(sale["earned"] - remaining - clawed - expired_of(shop, sale["lot"]))
