"""Card passwords: chosen by the holder or given by the batch, checked with few tries, changed at first use (§11)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from memberpos.domain import cards as card_rules
from memberpos.domain.errors import PosError
from memberpos.security.pin import TRIES, Attempts, after_failure, hash_pin, pin_matches, wait_ms
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import audit, cards
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.secrets import CARD_KEY, SecretBox

CHOSEN, GENERATED = "chosen", "generated"


@dataclass(frozen=True)
class PasswordDone:
    """A card whose password is another now; `on` = it has one."""

    number: str
    on: bool
    changed: frozenset[str] = field(default=frozenset({"card", "queue"}))


def has_password(card: CardRow) -> bool:
    """Whether paying with the card's stored value asks for a password."""
    return card.password_new or card.password_hash is not None


def first_password(db: Database, card: CardRow) -> str | None:
    """The initial password to print for its holder; None when it is not a generated one (any more)."""
    batch = cards.batch(db, card.batch_id) if card.batch_id and card.password_new else None
    if batch is None or batch.password_kind != GENERATED:
        return None
    return card_rules.first_password(card.number, batch.id, SecretBox(db).get(CARD_KEY) or b"")


def initial_hash(db: Database, card: CardRow) -> str | None:
    """The salted hash of the password a card's batch gave it: it goes with the card when it is issued, so that other
    tills of a chain, who know nothing of the batch, can ask for it. None without one.
    """
    batch = cards.batch(db, card.batch_id) if card.batch_id and card.password_new else None
    if batch is None:
        return None
    first = first_password(db, card)
    return batch.password_hash if first is None else hash_pin(first)


def check(use: Use, number: str, password: str) -> None:
    """A try, counted in a transaction of its own. PosError wrong_pin (left), locked_out (wait_s), not_found;
    password_change (number) when it is right but is the one the card came with.
    """
    card = _tried(use, number, password)
    if card.password_new:
        raise PosError("password_change", number=number)


def change(use: Use, number: str, old: str, new: str) -> PasswordDone:
    """The holder's own change, by the old password. PosError as `check`, bad_setting for an unfit new one."""
    fresh = _fit(use.db, number, old, new)
    _tried(use, number, old)
    with use.db.transaction():
        return _keep(use, number, fresh, "change")


def put(use: Use, number: str, new: str) -> PasswordDone:
    """A password set at the counter for a holder who has none or forgot it; "" takes it away.

    PosError bad_setting, not_found, not_allowed, needs_approval.
    """
    fresh = hash_pin(new) if new else None
    with use.db.transaction():
        require(use, "card.password")
        return _keep(use, number, fresh, "set" if new else "clear")


def _fit(db: Database, number: str, old: str, new: str) -> str:
    if new == old:
        raise PosError("bad_setting", setting="password", what="same_password")
    if cards.by_number(db, number) is None:
        raise PosError("not_found", what="card")
    return hash_pin(new)


def _tried(use: Use, number: str, password: str) -> CardRow:
    """Like a PIN: five tries, then one minute, doubling; a restart forgives nothing."""
    with use.db.transaction():
        card = cards.by_number(use.db, number)
        if card is None:
            raise PosError("not_found", what="card")
        attempts = Attempts(card.password_fails, card.password_locked_ms)
        if locked_ms := wait_ms(attempts, use.now_ms):
            raise PosError("locked_out", wait_s=-(-locked_ms // 1000), what="card")
        right = _matches(use.db, card, password)
        after = Attempts() if right else after_failure(attempts, use.now_ms)
        if after != attempts:
            cards.set_attempts(use.db, number, after.fails, after.locked_until_ms)
        if not right:
            audit.append(
                use.db, at_ms=use.now_ms, staff_id=use.staff_id, action="card.password.refused", subject=number
            )
    if not right:
        raise PosError("wrong_pin", left=max(0, TRIES - after.fails), what="card")
    return card


def _matches(db: Database, card: CardRow, password: str) -> bool:
    if card.password_hash is not None:
        return pin_matches(card.password_hash, password)
    batch = cards.batch(db, card.batch_id) if card.batch_id and card.password_new else None
    if batch is None:
        return False
    if batch.password_kind == CHOSEN:
        return pin_matches(batch.password_hash or "", password)
    return first_password(db, card) == password


def _keep(use: Use, number: str, fresh: str | None, how: str) -> PasswordDone:
    card = cards.by_number(use.db, number)
    if card is None:
        raise PosError("not_found", what="card")
    cards.put(use.db, replace(card, password_hash=fresh, password_new=False, password_fails=0, password_locked_ms=0),
              use.now_ms)  # fmt: skip
    book(use, Draft("card.password", {"number": number, "how": how, "state": card.state},
                    member_id=card.member_id, account_id=card.account_id))  # fmt: skip
    return PasswordDone(number, fresh is not None)
