"""`verify` on cards: state, account and limit of each are what the last event about it said (domain rules §11)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database
from memberpos.store.verify_difference import Difference


@dataclass
class _Card:
    """A card as the events tell it."""

    state: str
    account: str | None = None
    limit_fen: int | None = None


def batches(db: Database) -> Iterator[Difference]:
    """A batch has as many cards as it was made with, and its event says the same."""
    told = {}
    for (body,) in db.all("SELECT o.body FROM outbox o JOIN event e ON e.seq = o.seq WHERE e.kind = 'card.batch'"):
        data = _data(body)
        told[str(data.get("batch"))] = data.get("made")
    for row in db.all(
        "SELECT b.id, b.made, (SELECT count(*) FROM card c WHERE c.batch_id = b.id) FROM card_batch b ORDER BY b.id"
    ):
        if not row[1] == row[2] == told.pop(row[0], None):
            yield Difference("event_chain", "card_batch", row[0], "", row[1], row[2])
    for batch, made in told.items():
        yield Difference("event_chain", "card_batch", batch, "", made, "missing")


def cards(db: Database) -> Iterator[Difference]:
    """Cards that other tills or headquarters spoke of later (the inbox) are theirs to know."""
    known = _told(db)
    elsewhere = {row[0] for row in db.all("SELECT id FROM inbox WHERE entity = 'card'")}
    for row in db.all("SELECT number, state, account_id, day_limit_fen, batch_id FROM card"):
        if row[0] in elsewhere:
            continue
        want = known.pop(row[0], _Card("stock") if row[4] else None)
        if want is None:
            yield Difference("event_chain", "card", row[0], "", "no card", row[1])
            continue
        got = _Card(row[1], row[2], row[3])
        for name in ("state", "account", "limit_fen"):
            if getattr(want, name) != getattr(got, name):
                yield Difference("event_chain", "card", f"{row[0]}.{name}", "", getattr(want, name), getattr(got, name))
    for number, want in known.items():
        if number not in elsewhere:
            yield Difference("event_chain", "card", number, "", want.state, "missing")


CHECKS: tuple[Callable[[Database], Iterator[Difference]], ...] = (batches, cards)


def _told(db: Database) -> dict[str, _Card]:
    found: dict[str, _Card] = {}
    left = ""
    for kind, account, body in db.all(
        "SELECT e.kind, e.account_id, o.body FROM event e JOIN outbox o ON o.seq = e.seq WHERE e.kind LIKE 'card.%'"
        " ORDER BY e.seq"
    ):
        data = _data(body)
        if kind == "card.transfer":
            left = account
        elif kind == "card.transfer.in":
            for card in found.values():
                card.account = account if card.account == left else card.account
        elif kind == "card.replace":
            _replaced(found, data, account)
        elif "number" in data and "state" in data:
            _said(found, kind, data, account)
    return found


def _replaced(found: dict[str, _Card], data: dict[str, Any], account: str) -> None:
    old = found.setdefault(str(data["number"]), _Card("active", account))
    found[str(data["new_number"])] = _Card(str(data["state"]), account, old.limit_fen)
    old.state = "replaced"


def _said(found: dict[str, _Card], kind: str, data: dict[str, Any], account: str | None) -> None:
    card = found.setdefault(str(data["number"]), _Card("stock"))
    card.state = str(data["state"])
    if kind == "card.issue":
        card.account, card.limit_fen = account, _whole(data.get("day_limit_fen"))
    elif kind == "card.limit":
        card.limit_fen = _whole(data.get("day_limit_fen"))
    elif kind == "card.restock":
        card.account, card.limit_fen = None, None


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _data(body: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError:
        return {}
    data = document.get("data") if isinstance(document, dict) else None
    return data if isinstance(data, dict) else {}
