"""A pass as a tender of a sale (domain rules §2.7, §8): one use a piece, on lines of its own (decision 0086)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.oracle import passes
from tests.oracle.arithmetic import ceil
from tests.oracle.book import Fact, Refused, Row, Shop

Part = dict[str, Any]


def pay(shop: Shop, member: str | None, lines: list[dict[str, Any]], tenders: list[dict[str, Any]]) -> list[Part]:
    """The parts that passes pay, in order of entry, each with its rows; what a line still owes falls with each."""
    owed, parts = [line["net"] for line in lines], []
    for tender in [t for t in tenders if t["kind"] == "pass"]:
        cells = shares(owed, tender["fen"])
        owed = [owes - cell for owes, cell in zip(owed, cells, strict=True)]
        uses = [uses_of(cell, line) for cell, line in zip(cells, lines, strict=True)]
        key = chosen(shop, member, tender, sum(uses))
        if sum(uses):
            passes.first_use(shop, key)
        rows = passes.taken(shop, key, sum(uses))[0]
        already = [r for part in parts for r in part["rows"] if r["lot"] == key]
        if already:
            rows = again(shop, key, sum(uses), already)
        parts.append(
            {
                "kind": "pass",
                "fen": tender["fen"],
                "payer": None,
                "key": key,
                "cells": cells,
                "uses": uses,
                "rows": rows,
            }
        )
    return parts


def faults(shop: Shop, member: str | None, tenders: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the passes of a sale, whatever they are to pay."""
    codes: list[str] = []
    for tender in [t for t in tenders if t["kind"] == "pass"]:
        try:
            chosen(shop, member, tender, 1)
        except Refused as refused:
            codes += refused.codes
    return codes


def again(shop: Shop, key: str, uses: int, already: list[Row]) -> list[Row]:
    """A pass that pays twice in one sale: the second time on what the first has left."""
    gone = -sum(r["n"] for r in already)
    if passes.problem(shop, key, gone + uses):
        raise Refused("pass_used_up")
    rows = []
    for r in passes.taken(shop, key, gone + uses)[0]:
        n = r["n"] - sum(a["n"] for a in already if a["unit"] == r["unit"])
        rows += [r | {"n": n}] if n else []
    return rows


def uses_of(cell: int, line: dict[str, Any]) -> int:
    """Pieces that `cell` pays; a part of a piece is a whole use."""
    return ceil(Fraction(cell * line["qty"], line["net"] * 1000)) if cell else 0


def shares(owed: list[int], fen: int) -> list[int]:
    """The fewest whole lines that cost exactly `fen`, earlier ones first; where none do, one line after another."""
    if fen > sum(owed):
        raise Refused("tender_mismatch")
    some = [number for number, owes in enumerate(owed) if owes]
    for many in range(1, len(some) + 1):
        for group in combinations(some, many):
            if sum(owed[number] for number in group) == fen:
                return [owes if number in group else 0 for number, owes in enumerate(owed)]
    cells = []
    for owes in owed:
        cells.append(min(owes, fen))
        fen -= cells[-1]
    return cells


def chosen(shop: Shop, member: str | None, tender: dict[str, Any], uses: int) -> str:
    """The pass that is named, or the first of its kind that covers the whole tender.

    Named by id it says whose it is; by kind it is one of the payer's, without a member the only one there is.
    """
    owner, name = tender.get("member") or member, tender["pass"]
    if name in shop.passes:
        return passes.pick(shop, owner or shop.passes[name]["member"], name, uses)
    if owner is None:
        alive = [
            key for key, p in shop.passes.items() if p["code"] == name and not p["gone"] and passes.left(shop, key)
        ]
        if len(alive) != 1:
            raise Refused("not_found", "pass_used_up", "pass_expired")
        return passes.pick(shop, shop.passes[alive[0]]["member"], alive[0], uses)
    return passes.pick(shop, owner, name, uses)


def give_back(shop: Shop, sale: Fact, cells: list[list[int]], pieces: list[int]) -> tuple[list[Row], list[list[int]]]:
    """Uses that come back with these cells and pieces: by pieces or by money, whichever is more; all with the last fen."""
    before = shop.of("refund", sale=sale["sale"])
    rows: list[Row] = []
    uses_back = []
    for number, part in enumerate(sale["parts"]):
        back = [0] * len(sale["lines"])
        for n, line in enumerate(sale["lines"] if part["kind"] == "pass" else []):
            done = sum(f["uses"][number][n] for f in before)
            fen = sum(f["cells"][number][n] for f in before) + cells[number][n]
            gone = sum(f["pieces"][n] for f in before) + pieces[n]
            by_money = part["uses"][n] * fen // part["cells"][n] if part["cells"][n] else 0
            back[n] = max(by_money, part["uses"][n] * gone // line["qty"]) - done
        uses_back.append(back)
        if any(back):
            rows += returned(part["rows"], sum(sum(f["uses"][number]) for f in before), sum(back))
    return rows, uses_back


def returned(taken: list[Row], done: int, uses: int) -> list[Row]:
    """To the lots they came from, last taken first."""
    rows = []
    for r in reversed(taken):
        skip = min(done, -r["n"])
        part = min(uses, -r["n"] - skip)
        done, uses = done - skip, uses - part
        rows += [r | {"n": part}] if part else []
    return rows
