"""Members and their cards (domain rules §11, §12)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tests.oracle import grammar, lunar
from tests.oracle.book import Refused, Shop, money

Action = dict[str, Any]

#: What each action asks of a card's state, and the state it leads to (domain rules §11).
STEPS: dict[str, tuple[set[str], str]] = {
    "card.lost": ({"active"}, "lost"),
    "card.found": ({"lost"}, "active"),
    "card.return": ({"active", "lost", "replaced"}, "returned"),
}
FRESH = {"stock", "encoded", "ready"}


def enrol(shop: Shop, action: Action) -> dict[str, Any]:
    key = f"member#{len(shop.members)}"
    shop.members[key] = action | {"enrolled": shop.today, "birthday": birthday(action)}
    shop.post("enrol", member=key)
    return {"member": key}


def birthday(action: Action) -> date | str | None:
    """A date; of the lunar calendar as it is written, for it may name a day that we have not."""
    born = action.get("birthday")
    if born is None or (action.get("lunar") and lunar.exists(born, action.get("leap_month", False))):
        return None if born is None else str(born)
    if action.get("lunar") or action.get("leap_month") or not grammar.day(born):
        raise Refused("bad_line", "bad_amount", "bad_setting")
    return date.fromisoformat(born)


def batch(shop: Shop, action: Action) -> dict[str, Any]:
    """`count` numbers from `from` on, a prefix and digits; those with a 4 are passed over if asked."""
    first = re.fullmatch(r"(.*?)([0-9]+)", action["from"])
    if first is None or action["count"] <= 0:
        raise Refused("bad_amount", "bad_line")
    made, number = [], int(first[2])
    while len(made) < action["count"]:
        text = first[1] + str(number).zfill(len(first[2]))
        if not (action.get("skip_four") and "4" in text):
            made.append(text)
        number += 1
    if any(text in shop.cards for text in made):
        raise Refused("number_taken")
    for text in made:
        shop.cards[text] = {"state": "stock", "member": None}
    return {"made": len(made), "first": made[0], "last": made[-1]}


def issue(shop: Shop, action: Action) -> dict[str, Any]:
    """A number no batch made may be issued too (contracts)."""
    card = shop.cards.get(action["number"])
    if card and card["state"] not in FRESH:
        raise Refused("number_taken", "card_state")
    shop.cards[action["number"]] = {"state": "active", "member": action["member"], "role": action.get("role", "main")}
    return shown(shop, action["number"])


def step(shop: Shop, action: Action) -> dict[str, Any]:
    """`card.lost`, `card.found`, `card.return`."""
    wanted, state = STEPS[action["do"]]
    card = known(shop, action["number"])
    if card["state"] not in wanted:
        raise Refused("card_state", "card_lost")
    card["state"] = state
    return shown(shop, action["number"])


def replace(shop: Shop, action: Action) -> dict[str, Any]:
    """The same account under a new number; the old one is replaced; a fee is cash of the drawer (domain rules §10, §11)."""
    if action.get("fee_fen"):
        shop.need_shift()
    if action.get("fee_fen", 0) < 0:
        raise Refused("bad_amount", "bad_line", "not_found", "card_state", "number_taken")
    old, new = known(shop, action["number"]), shop.cards.get(action["new_number"])
    if old["state"] not in {"active", "lost"}:
        raise Refused("card_state", *(["number_taken"] if new and new["state"] not in FRESH else []))
    if new and new["state"] not in FRESH:
        raise Refused("number_taken", "card_state")
    shop.cards[action["new_number"]] = old | {"state": "active"}
    old["state"] = "replaced"
    fee = action.get("fee_fen", 0)
    shop.post("card.replace", money=[money(action.get("pay", "cash"), in_fen=fee)] if fee else [])
    return shown(shop, action["new_number"])


def verify(shop: Shop, action: Action) -> dict[str, Any]:
    """`verdict` ok for an active card, unknown for one nobody made, else its state; typed numbers have no MAC."""
    card = shop.cards.get(action["number"])
    if card is None:
        return {"verdict": "unknown"}
    return shown(shop, action["number"]) | {"verdict": "ok" if card["state"] == "active" else card["state"]}


def known(shop: Shop, number: str) -> dict[str, Any]:
    if number not in shop.cards:
        raise Refused("not_found")
    return shop.cards[number]


def shown(shop: Shop, number: str) -> dict[str, Any]:
    return {"card": number, "state": shop.cards[number]["state"]}
