"""Who pays with stored value, and how they show it: the card, its password, its limit a day (domain rules §2, §11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from memberpos.domain import cards as card_rules
from memberpos.domain.cart import Cart
from memberpos.domain.errors import PosError
from memberpos.domain.tenders import HELD, Tender
from memberpos.services import card_passwords, freezing
from memberpos.services.use import Use
from memberpos.store import card_spending, cards, events, members
from memberpos.store.cards import CardRow
from memberpos.store.database import Database

CARD, PASSWORD = "card", "password"


class Asking(Protocol):
    """A tender as it is asked for (`checkout.TenderRequest`)."""

    @property
    def kind(self) -> str: ...
    @property
    def payer_member_id(self) -> str | None: ...
    @property
    def card(self) -> str: ...
    @property
    def password(self) -> str: ...
    @property
    def proof(self) -> str: ...


@dataclass(frozen=True)
class Shown:
    """The card a payer showed ("" = none), and the proof."""

    card: str
    proof: str


def shown(use: Use, cart: Cart, tenders: Sequence[Asking]) -> tuple[Shown, ...]:
    """Card and proof of each tender, before the sale's transaction: a wrong password counts also when nothing is sold.

    PosError password_needed (at: place of the tender from 0), password_change, wrong_pin, locked_out.
    """
    booked = events.exists(use.db, cart.id)
    return tuple(
        Shown("", tender.proof) if booked or tender.kind not in HELD else _shown(use, cart, tender, at)
        for at, tender in enumerate(tenders)
    )


def allow(db: Database, tender: Tender, today: date) -> None:
    """Inside the sale's transaction: the account is not frozen, the card is in use, its day's limit holds.

    PosError account_frozen, card_lost, card_state, limit_exceeded (limit_fen, left_fen).
    """
    freezing.refuse_frozen(db, tender.account)
    card = cards.by_number(db, tender.card) if tender.card else None
    if card is None:
        return
    _check(card, today)
    if card.day_limit_fen is not None:
        left_fen = card.day_limit_fen - card_spending.spent_on(db, card.number, today.isoformat())
        if (tender.fen or 0) > left_fen:
            raise PosError("limit_exceeded", limit_fen=card.day_limit_fen, left_fen=max(left_fen, 0))


def _shown(use: Use, cart: Cart, tender: Asking, at: int) -> Shown:
    payer = members.by_id(use.db, tender.payer_member_id or cart.member_id or "")
    if payer is None:
        return Shown("", tender.proof)
    card = _own_card(use.db, tender.card or (cart.card or ""), payer.account_id)
    guard = card or _guard(use.db, payer.account_id)
    if guard is None or not card_passwords.has_password(guard):
        return Shown(card.number, tender.proof or CARD) if card else Shown("", tender.proof)
    if not tender.password:
        raise PosError("password_needed", at=at, number=guard.number)
    card_passwords.check(use, guard.number, tender.password)
    return Shown(guard.number, PASSWORD)


def _own_card(db: Database, number: str, account: str) -> CardRow | None:
    """The card that was shown for this payer; a card of another account shows nothing."""
    card = cards.by_number(db, number) if number else None
    return card if card is not None and card.account_id == account else None


def _guard(db: Database, account: str) -> CardRow | None:
    """The card whose password guards an account when none is shown: its main card in use."""
    active = [card for card in cards.of_account(db, account) if card.state == card_rules.ACTIVE]
    return next((card for card in active if card.role == "main"), active[0] if active else None)


def _check(card: CardRow, today: date) -> None:
    card_rules.check_usable(card.state)
    if card.expires_on is not None and card.expires_on < today.isoformat():
        raise PosError("card_state", state="expired", what="expired")
