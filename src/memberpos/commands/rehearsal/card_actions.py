"""Actions on cards."""

from __future__ import annotations

from typing import Any

from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services import card_batches, cards
from memberpos.services.card_batches import BatchRequest
from memberpos.services.cards import CardDone
from memberpos.services.use import Use

Answer = dict[str, Any]


def batch(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ made first last."""
    request = BatchRequest(
        action["from"], action["count"], action.get("skip_four", False), action.get("check_digit", False),
        action.get("passwords", ""), action.get("password", ""),
    )  # fmt: skip
    done = card_batches.make(use, request)
    return {"made": done.made, "first": done.first, "last": done.last}


def issue(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    done = cards.issue(
        use, member_id(stage, action["member"]), action["number"], action.get("role", "main"),
        action.get("day_limit_fen"), action.get("password", ""),
    )  # fmt: skip
    return _card(done)


def lost(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.lost(use, plain(stage, action["number"])))


def found(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.found(use, plain(stage, action["number"])))


def return_card(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state."""
    return _card(cards.return_card(use, plain(stage, action["number"])))


def replace(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state (of the new card)."""
    return _card(
        cards.replace_card(
            use,
            plain(stage, action["number"]),
            action["new_number"],
            action.get("fee_fen", 0),
            action.get("pay", "cash"),
        )
    )


def verify(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ card state verdict."""
    text = plain(stage, action["number"])
    number, (state, verdict) = cards.number_of(use.db, text), cards.verify(use.db, text)
    return {"card": number, "state": state or None, "verdict": verdict}


def _card(done: CardDone) -> Answer:
    return {"card": done.number, "state": done.state}
