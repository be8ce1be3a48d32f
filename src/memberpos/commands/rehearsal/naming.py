"""What a value means: a name given by `as`, an id, or the natural key of the thing."""

from __future__ import annotations

from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.errors import PosError
from memberpos.services.members import ids_with_phone
from memberpos.store import cards, members


def member_id(stage: Stage, word: str) -> str:
    """A member by name, id, phone (if only one has it) or active card number. PosError not_found."""
    word = stage.names.get(word, word)
    if members.by_id(stage.db, word) is not None:
        return word
    with_phone = ids_with_phone(stage.db, word)
    if len(with_phone) == 1:
        return with_phone[0]
    card = cards.by_number(stage.db, word)
    if card is not None and card.state == "active" and card.member_id is not None:
        return card.member_id
    raise PosError("not_found", what="member")


def plain(stage: Stage, word: str) -> str:
    """The id a name stands for, or the word itself (an id or natural key the service knows)."""
    return stage.names.get(word, word)
