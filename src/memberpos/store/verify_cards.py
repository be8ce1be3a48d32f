"""`verify` on cards: state, account and limit of each are what the last event about it said (domain rules §11)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database
from memberpos.store.difference import Difference


@dataclass
class _Card:
    """A card as the events tell it."""

    state: str
    account: str | None = None
    limit_fen: int | None = None
    successor: str | None = None


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
    """Cards as other tills or headquarters left them are theirs to know."""
    known = _told(db)
    elsewhere = {row[0] for row in db.all("SELECT id FROM told_row WHERE entity = 'card'")}
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
    for kind, account, reverses, body in db.all(
        "SELECT e.kind, e.account_id, e.reverses_id, o.body FROM event e JOIN outbox o ON o.seq = e.seq"
        " WHERE e.kind LIKE 'card.%' OR e.kind IN ('member.import', 'member.merge', 'member.unmerge') ORDER BY e.seq"
    ):
        data = _data(body)
        if kind == "card.transfer":
            left = account
        elif kind == "card.transfer.in":
            _handed_on(found, left, account)
        elif kind == "member.merge":
            _handed_on(found, _account_of(db, data.get("loser")), account)
        elif kind == "member.unmerge":
            _parted(db, found, reverses)
        elif kind == "member.import":
            found |= {str(card["number"]): _Card(str(card["state"]), account) for card in data.get("cards", ())}
        elif kind == "card.replace":
            _replaced(found, data, account)
        elif "number" in data and "state" in data:
            _said(found, kind, data, account)
    return found


def _handed_on(found: dict[str, _Card], old: str | None, new: str) -> None:
    for card in found.values():
        card.account = new if card.account == old else card.account


def _account_of(db: Database, member: Any) -> str | None:
    return db.value("SELECT id FROM account WHERE owner_id = ?", (member,)) if isinstance(member, str) else None


def _parted(db: Database, found: dict[str, _Card], merge: str | None) -> None:
    """Cards that a merge had moved go back, and those that came in their place."""
    doc = db.value("SELECT doc FROM member_merge WHERE event_id = ?", (merge,))
    for number, _, account in json.loads(doc or "{}").get("cards", ()):
        at: str | None = number
        while at is not None and at in found:
            found[at].account = account
            at = found[at].successor


def _replaced(found: dict[str, _Card], data: dict[str, Any], account: str) -> None:
    old = found.setdefault(str(data["number"]), _Card("active", account))
    found[str(data["new_number"])] = _Card(str(data["state"]), account, old.limit_fen)
    old.state, old.successor = "replaced", str(data["new_number"])


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
