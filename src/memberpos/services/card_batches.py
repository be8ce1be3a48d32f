"""Making cards in batches (制卡): a range of numbers, written, read back and compared one by one; can be resumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memberpos.domain import cards as card_rules
from memberpos.domain.errors import PosError
from memberpos.security.pin import hash_pin
from memberpos.services.booking import Draft, book
from memberpos.services.card_passwords import CHOSEN, GENERATED
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import cards as rows
from memberpos.store.cards import BatchRow
from memberpos.store.database import Database
from memberpos.store.secrets import CARD_KEY, SecretBox

#: States in which a card of a batch still waits for its writing or reading back.
OPEN = (card_rules.STOCK, card_rules.ENCODED)
PASSWORDS = ("", CHOSEN, GENERATED)


@dataclass(frozen=True)
class BatchRequest:
    """`count` numbers from `first` (a prefix is kept). `password_kind`: "" none, chosen (`password` for all), generated
    (one a card, to be printed); initial passwords are changed at first use.
    """

    first: str
    count: int
    skip_four: bool = False
    check_digit: bool = False
    password_kind: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class BatchDone:
    """Numbers made for a batch."""

    made: int
    first: str
    last: str
    batch_id: str = ""
    changed: frozenset[str] = field(default=frozenset({"card", "queue"}))


@dataclass(frozen=True)
class BatchView:
    """A batch and how far it is: `waiting` to be written or read back, `ready` to be issued, `issued` of `made`."""

    batch_id: str
    first: str
    last: str
    made: int
    waiting: int
    ready: int
    issued: int
    skip_four: bool
    check_digit: bool
    password_kind: str
    made_at_ms: int


@dataclass(frozen=True)
class Written:
    """A card of a batch and its state, and which comes next ("" = all are done)."""

    number: str
    state: str
    next_number: str
    changed: frozenset[str] = field(default=frozenset({"card", "queue"}))


def make(use: Use, request: BatchRequest) -> BatchDone:
    """A range of numbers in stock. PosError number_taken (the first of them that is), bad_amount, bad_setting
    (password), not_allowed, needs_approval.
    """
    if request.password_kind not in PASSWORDS:
        raise PosError("bad_setting", setting="password_kind")
    password_hash = hash_pin(request.password) if request.password_kind == CHOSEN else None
    numbers = preview(request)
    with use.db.transaction():
        require(use, "card.batch")
        if taken := rows.taken(use.db, numbers):
            raise PosError("number_taken", number=taken)
        batch = BatchRow(
            str(use.new_id()), numbers[0], numbers[-1], len(numbers), request.skip_four, request.check_digit,
            request.password_kind, password_hash, use.now_ms, use.staff_id,
        )  # fmt: skip
        rows.add_batch(use.db, batch, numbers)
        data = {
            "batch": batch.id, "first": batch.first, "last": batch.last, "made": batch.made,
            "skip_four": batch.skip_four, "check_digit": batch.check_digit, "passwords": batch.password_kind,
        }  # fmt: skip
        book(use, Draft("card.batch", data))
    return BatchDone(batch.made, batch.first, batch.last, batch.id)


def preview(request: BatchRequest) -> Sequence[str]:
    """The numbers a batch would have. PosError bad_amount."""
    return card_rules.number_range(request.first, request.count, request.skip_four, check=request.check_digit)


def batches(db: Database, limit: int = 100) -> list[BatchView]:
    """The batches, newest first."""
    return [_view(batch, states) for batch, states in rows.batches(db, limit)]


def next_to_write(db: Database, batch_id: str) -> str:
    """The lowest number that is not written and read back; "" when all are."""
    return rows.next_of_batch(db, batch_id)


def written(use: Use, number: str) -> Written:
    """A card was written and waits to be read back; a till that stops here goes on with the reading."""
    return _to(use, number, card_rules.ENCODED)


def proved(use: Use, number: str) -> Written:
    """A card writer wrote a card, read it back and compared it: it is ready, whatever of it was noted before."""
    return _to(use, number, card_rules.READY)


def read_back(use: Use, number: str, text: str) -> Written:
    """A written card was read: it is ready when the track says its number with our MAC. PosError card_mismatch."""
    read = card_rules.parse_track(text, SecretBox(use.db).get(CARD_KEY))
    if (read.number, read.verdict) != (number, card_rules.OK):
        raise PosError("card_mismatch", number=number)
    return _to(use, number, card_rules.READY)


def passwords(use: Use, batch_id: str) -> list[tuple[str, str]]:
    """(number, initial password) of a batch's cards that still have theirs, to be printed; noted in the audit log.

    PosError not_found, not_allowed, needs_approval.
    """
    with use.db.transaction():
        require(use, "card.batch")
        batch = rows.batch(use.db, batch_id)
        if batch is None or batch.password_kind != GENERATED:
            raise PosError("not_found", what="passwords")
        key = SecretBox(use.db).get(CARD_KEY) or b""
        found = [
            (card.number, card_rules.first_password(card.number, batch_id, key))
            for card in rows.of_batch(use.db, batch_id)
            if card.password_new
        ]
        book(use, Draft("card.passwords", {"batch": batch_id, "n": len(found)}))
    return found


def _to(use: Use, number: str, state: str) -> Written:
    with use.db.transaction():
        require(use, "card.batch")
        card = rows.by_number(use.db, number)
        if card is None or card.batch_id is None:
            raise PosError("not_found", what="card")
        moved = replace(card, state=card_rules.move(card.state, state))
        rows.put(use.db, moved, use.now_ms)
        book(use, Draft("card.encode", {"number": number, "state": state, "batch": card.batch_id}))
        return Written(number, state, rows.next_of_batch(use.db, card.batch_id))


def _view(batch: BatchRow, states: dict[str, int]) -> BatchView:
    waiting, ready = sum(states.get(state, 0) for state in OPEN), states.get(card_rules.READY, 0)
    return BatchView(
        batch.id, batch.first, batch.last, batch.made, waiting, ready, batch.made - waiting - ready, batch.skip_four,
        batch.check_digit, batch.password_kind, batch.made_at_ms,
    )  # fmt: skip
