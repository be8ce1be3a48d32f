"""Who pays what: step 7 of pricing, and the spreading over lines (domain rules §2)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle import change
from tests.oracle.arithmetic import floor, split
from tests.oracle.book import Refused, Row, Shop, money
from tests.oracle.offers import take_off
from tests.oracle.price import Quote, rounded
from tests.oracle.wallet import Wallet

Tender = dict[str, Any]
Part = dict[str, Any]


def settle(shop: Shop, quote: Quote, tenders: list[Tender]) -> dict[str, Any]:
    """Round (step 6), fill in "rest", give change. Tenders that do not meet what is due: `tender_mismatch`."""
    lines, mode = quote["lines"], shop.rules["rounding.mode"]
    total = sum(line["now"] for line in lines)
    tenders = [dict(tender) for tender in tenders]
    rests = [tender for tender in tenders if tender["fen"] == "rest"]
    if len(rests) > 1:
        raise Refused("bad_line", "tender_mismatch")
    if any(tender["fen"] != "rest" and tender["fen"] < 0 for tender in tenders):
        raise Refused("bad_amount", "tender_mismatch", "bad_line")
    given = sum(tender["fen"] for tender in tenders if tender["fen"] != "rest")
    cashless = sum(t["fen"] for t in tenders if t["fen"] != "rest" and t["kind"] != "cash")
    if shop.rules["rounding.scope"] == "order":
        due = rounded(mode, total)
    else:
        due = due_by_cash(mode, total, cashless, given, tenders, rests)
    for tender in rests:
        tender["fen"] = due - given
    if any(tender["fen"] < 0 for tender in rests):
        raise Refused("tender_mismatch")
    return checked(due, total, tenders)


def due_by_cash(mode: str, total: int, cashless: int, given: int, tenders: list[Tender], rests: list[Tender]) -> int:
    """With scope `cash` only what is paid in cash is rounded."""
    if not any(tender["kind"] == "cash" for tender in tenders):
        return total
    if rests and rests[0]["kind"] != "cash":
        part = given - cashless
        return total - part + rounded(mode, part)
    part = max(0, total - cashless)
    return total - part + rounded(mode, part)


def checked(due: int, total: int, tenders: list[Tender]) -> dict[str, Any]:
    paid = sum(tender["fen"] for tender in tenders)
    cash = sum(tender["fen"] for tender in tenders if tender["kind"] == "cash")
    if paid < due or (paid > due and paid - cash > due) or (paid > due and not cash):
        raise Refused("tender_mismatch", "bad_amount")
    return {"due": due, "rounding": total - due, "tenders": tenders, "cash": cash - (paid - due), "change": paid - due}


def stored_value(
    shop: Shop, member: str | None, lines: list[dict[str, Any]], settled: dict[str, Any], cap: int
) -> dict[str, Wallet]:
    """Take each stored-value tender from its payer's lots; adds the parts `principal` and `bonus` to the tender."""
    if wrong := twice(member, settled["tenders"]):
        raise Refused(*wrong)
    wallets: dict[str, Wallet] = {}
    limit = min(cap, sum(line["net"] for line in lines if line["bonus_allowed"]))
    for tender in [t for t in settled["tenders"] if t["kind"] == "stored_value"]:
        payer = tender.get("member") or member
        if payer is None:
            raise Refused("not_found", "bad_line", "tender_mismatch", "insufficient_stored_value", "not_allowed")
        wallets[payer] = Wallet(shop, payer)
        tender["payer"] = payer
        tender["principal"], tender["bonus"] = wallets[payer].spend(tender["fen"], limit)
        limit -= tender["bonus"]
    return wallets


def twice(member: str | None, tenders: list[Tender]) -> list[str]:
    """At most one stored-value tender of each account (domain rules §2.7), whatever else is wrong."""
    payers = [t.get("member") or member for t in tenders if t["kind"] == "stored_value"]
    several = len(set(payers)) < len(payers)
    return ["tender_mismatch", "bad_line", "not_allowed", "insufficient_stored_value"] if several else []


def bonus_cap(shop: Shop, due: int) -> int:
    """⌊due after 抹零 x percent⌋ (domain rules §7)."""
    return floor(Fraction(due * shop.rules["stored_value.bonus_cap_percent"], 100))


def owed_after(lines: list[dict[str, Any]], by_pass: list[Part]) -> list[dict[str, Any]]:
    """The lines with what they owe after the passes have paid theirs."""
    paid = [sum(part["cells"][n] for part in by_pass) for n in range(len(lines))]
    return [line | {"net": line["net"] - fen} for line, fen in zip(lines, paid, strict=True)]


def spread(lines: list[dict[str, Any]], settled: dict[str, Any]) -> list[Part]:
    """Parts in the order bonus, principal, other non-cash, cash; `cells` = share of each line (domain rules §2)."""
    tenders = settled["tenders"]
    stored = [t for t in tenders if t["kind"] == "stored_value"]
    parts: list[Part] = [{"kind": "bonus", "fen": t["bonus"], "payer": t["payer"]} for t in stored]
    parts += [{"kind": "principal", "fen": t["principal"], "payer": t["payer"]} for t in stored]
    others = [t for t in tenders if t["kind"] not in {"stored_value", "cash", "pass"}]
    parts += [{"kind": t["kind"], "fen": t["fen"], "payer": t.get("payer")} for t in others]
    parts.append({"kind": "cash", "fen": settled["cash"], "payer": None})
    owed = [line["net"] for line in lines]
    for part in parts:
        allowed = [part["kind"] != "bonus" or line["bonus_allowed"] for line in lines]
        part["cells"] = split(part["fen"], [owes if ok else 0 for owes, ok in zip(owed, allowed, strict=True)])
        owed = [owes - cell for owes, cell in zip(owed, part["cells"], strict=True)]
    return parts


def round_lines(lines: list[dict[str, Any]], rounding: int) -> None:
    """抹零 is spread like a discount: by what the lines still cost. Sets `net`."""
    take_off(lines, rounding)
    for line in lines:
        line["net"] = line["now"]


def taken(t: Tender, change_fen: int) -> Row:
    """Cash counts net of the change given out (domain rules §10); a coin given back whole is a tender still."""
    net = t["fen"] - (change_fen if t["kind"] == "cash" else 0)
    return money(t["kind"], in_fen=net) | {"rows": 1 if t["fen"] else 0}


def plain(shop: Shop, member: str | None, due: int, tenders: list[Tender]) -> tuple[list[Row], list[Row], list[Part]]:
    """Tenders of what is no sale of goods (a pass, a gift's cash part): money in by kind, ledger rows, and the parts.

    No 抹零: that is of a sale. The limit of bonus holds (domain rules §7).
    """
    if not tenders and due == 0:
        return [], [], []
    rests = [tender for tender in tenders if tender["fen"] == "rest"]
    given = sum(tender["fen"] for tender in tenders if tender["fen"] != "rest")
    filled = [t | {"fen": due - given if t["fen"] == "rest" else t["fen"]} for t in tenders]
    if len(rests) > 1 or any(tender["fen"] < 0 for tender in filled):
        raise Refused("tender_mismatch", "bad_amount", "bad_line")
    settled = checked(due, due, filled)
    rows = change.pay(shop, member, settled["tenders"])
    wallets = stored_value(shop, member, [{"net": due, "bonus_allowed": True}], settled, bonus_cap(shop, due))
    over = settled["change"]
    flows = [taken(t, over) for t in filled]
    rows += [row for wallet in wallets.values() for row in wallet.rows]
    return flows, rows, spread([{"net": due, "bonus_allowed": True}], settled)
