"""Cards: presenting one, batches, issuing, losing and finding, writing (domain rules §11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memberpos.domain import card_notations
from memberpos.domain import cards as card_rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting
from memberpos.domain.money import check_fen
from memberpos.services.booking import Draft, book
from memberpos.services.members import profile
from memberpos.services.money_moves import FEES, paid_in, shop_side
from memberpos.services.results import Presented
from memberpos.services.rights import require
from memberpos.services.shop import open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import audit, members, sales
from memberpos.store import cards as rows
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.sales import TenderRow
from memberpos.store.secrets import CARD_KEY, SecretBox

#: Characters of a card number, one not encoded by us included (a track 1 holds 79).
LONGEST_NUMBER = 79


@dataclass(frozen=True)
class BatchDone:
    """Numbers made for a batch."""

    made: int
    first: str
    last: str


@dataclass(frozen=True)
class CardDone:
    """A card and its new state."""

    number: str
    state: str
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))


def look_up(db: Database, text: str, now_ms: int, others: Sequence[str] = ()) -> Presented:
    """Whose card this is, from a track or a typed number; reads only. See `Presented` for the verdicts.

    `others`: further ways in which the list may hold an ID card (they come with its reading).
    """
    read = card_rules.parse_track(text, SecretBox(db).get(CARD_KEY))
    holder, state = members.by_card(db, read.number)
    if state is None and read.verdict == card_rules.NO_MAC:
        alike = _alike(db, read.number, others)
        if len(alike) > 1:
            return Presented(read.number, "ambiguous", alike=alike)
        if alike:
            return look_up(db, alike[0], now_ms)
    if read.verdict in ("bad_mac", "bad_check"):
        return Presented(read.number, "bad_mac")
    if state is None:
        return Presented(read.number, "unknown")
    if state != card_rules.ACTIVE or holder is None:
        return Presented(read.number, state)
    return Presented(read.number, "ok", profile(db, holder.id, now_ms))


def _alike(db: Database, number: str, others: Sequence[str]) -> tuple[str, ...]:
    """Cards in the list that are the same ID card under another notation."""
    numbers = others or card_notations.alike(number)
    return tuple(rows.known(db, numbers)) if numbers else ()


def present(use: Use, text: str, others: Sequence[str] = (), uid: str = "") -> Presented:
    """`look_up` for a card at the counter: one that must not be used, or whose chip (`uid`) is another, is logged."""
    with use.db.transaction():
        seen = look_up(use.db, text, use.now_ms, others)
        if seen.verdict == "ok" and uid:
            card = rows.by_number(use.db, seen.number)
            seen = replace(seen, other_chip=card is not None and card.uid not in (None, uid))
        what = "other_chip" if seen.other_chip else seen.verdict
        if what not in ("ok", "unknown", "ambiguous"):
            audit.append(
                use.db,
                at_ms=use.now_ms,
                staff_id=use.staff_id,
                action=f"card.presented.{what}",
                subject=seen.number,
            )
    return seen


def number_of(db: Database, text: str) -> str:
    """The card number in a track or as typed."""
    return card_rules.parse_track(text, SecretBox(db).get(CARD_KEY)).number


def verify(db: Database, text: str) -> tuple[str, str]:
    """(state, verdict ok | unknown | lost | replaced | bad_mac …) of a card; state "" for a number never made."""
    read = card_rules.parse_track(text, SecretBox(db).get(CARD_KEY))
    card = rows.by_number(db, read.number)
    if read.verdict in ("bad_mac", "bad_check"):
        return ("" if card is None else card.state), "bad_mac"
    if card is None:
        return "", "unknown"
    return card.state, "ok" if card.state == card_rules.ACTIVE else card.state


def make_batch(use: Use, first: str, count: int, *, skip_four: bool = False) -> BatchDone:
    """A range of numbers in stock. PosError number_taken, bad_amount, not_allowed."""
    numbers = list(card_rules.number_range(first, count, skip_four))
    with use.db.transaction():
        require(use, "card.batch")
        for number in numbers:
            if rows.by_number(use.db, number) is not None:
                raise PosError("number_taken", number=number)
        batch_id = str(use.new_id())
        rows.add_batch(use.db, batch_id, numbers, skip_four=skip_four, at_ms=use.now_ms, staff_id=use.staff_id)
        book(use, Draft("card.batch", {"first": numbers[0], "last": numbers[-1], "made": len(numbers)}))
    return BatchDone(len(numbers), numbers[0], numbers[-1])


def next_in_stock(db: Database) -> str | None:
    """The number to issue next from stock."""
    return rows.next_in_stock(db)


def encoding(db: Database, number: str) -> tuple[str, str, str]:
    """The three tracks to write for a number: track 2 holds number, check digit and MAC, never money."""
    return "", card_rules.track2(number, SecretBox(db).get(CARD_KEY) or b""), ""


def issue(use: Use, member_id: str, number: str, role: str = "main", uid: str = "") -> CardDone:
    """Gives a card to a member; a number no batch made may be issued. `uid`: its chip, if it has one.

    PosError number_taken, card_state, not_found.
    """
    _check_number(number)
    with use.db.transaction():
        require(use, "card.issue")
        member = members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        card = rows.by_number(use.db, number)
        if card is not None and card.member_id is not None and card.state != card_rules.STOCK:
            raise PosError("number_taken", number=number)
        if card is not None:
            card_rules.move(_ready(card.state), card_rules.ACTIVE)
        issued = replace(
            card or CardRow(number, card_rules.ACTIVE), state=card_rules.ACTIVE, account_id=member.account_id,
            member_id=member_id, role=role, uid=uid or None,
        )  # fmt: skip
        rows.put(use.db, issued, use.now_ms)
        book(use, _draft("card.issue", issued, {"number": number, "role": role, **_chip(uid)}))
    return CardDone(number, issued.state)


def lost(use: Use, number: str) -> CardDone:
    """Blocks a card at once."""
    return _to(use, number, card_rules.LOST, "card.lost")


def found(use: Use, number: str) -> CardDone:
    """Gives a lost card back its use; a new status epoch, so that it beats older news of the loss."""
    return _to(use, number, card_rules.ACTIVE, "card.found", epoch=1, only_from=card_rules.LOST)


def return_card(use: Use, number: str) -> CardDone:
    """Takes a card back from its holder; the account stays."""
    return _to(use, number, card_rules.RETURNED, "card.return")


def replace_card(
    use: Use, number: str, new_number: str, fee_fen: int = 0, pay: str = "cash", uid: str = ""
) -> CardDone:
    """A new card on the same account, in one transaction: same points, passes and history; a fee is taken by `pay`.

    PosError number_taken, card_state, not_found, bad_amount, no_shift (with a fee).
    """
    check_fen(fee_fen)
    _check_number(new_number)
    with use.db.transaction():
        require(use, "card.replace")
        old = _existing(use.db, number)
        card_rules.move(old.state, card_rules.REPLACED)
        fresh = rows.by_number(use.db, new_number)
        if fresh is not None and (fresh.member_id is not None or fresh.state not in _UNUSED):
            raise PosError("number_taken", number=new_number)
        rows.put(use.db, replace(old, state=card_rules.REPLACED, replaced_by=new_number), use.now_ms)
        issued = CardRow(new_number, card_rules.ACTIVE, old.account_id, old.member_id, old.role, uid=uid or None)
        rows.put(use.db, issued, use.now_ms)
        facts = {"number": number, "new_number": new_number, "fee_fen": fee_fen, **_chip(uid)}
        draft = _draft("card.replace", issued, facts)
        event = book(use, replace(draft, postings=_fee(use, pay, fee_fen)))
        if fee_fen:
            sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, pay, fee_fen, fee_fen)])
    return CardDone(new_number, card_rules.ACTIVE)


def _chip(uid: str) -> dict[str, object]:
    return {"uid": uid} if uid else {}


def _fee(use: Use, pay: str, fee_fen: int) -> list[Posting]:
    if fee_fen == 0:
        return []
    open_shift(use.db)
    unit = shop_of(use.db).currency
    return [paid_in(pay, unit, fee_fen), shop_side(FEES, unit, fee_fen)]


_UNUSED = (card_rules.STOCK, card_rules.ENCODED, card_rules.READY)


def _to(use: Use, number: str, state: str, kind: str, epoch: int = 0, only_from: str = "") -> CardDone:
    with use.db.transaction():
        require(use, kind)
        card = _existing(use.db, number)
        if only_from and card.state != only_from:
            raise PosError("card_state", state=card.state, to=state)
        moved = replace(card, state=card_rules.move(card.state, state), status_epoch=card.status_epoch + epoch)
        rows.put(use.db, moved, use.now_ms)
        book(use, _draft(kind, moved, {"number": number}))
    return CardDone(number, state)


def _check_number(number: str) -> None:
    """A number as a reader or scanner gives it: printable, without spaces around it, not longer than a track."""
    if not number.isprintable() or number != number.strip() or not 1 <= len(number) <= LONGEST_NUMBER:
        raise PosError("bad_amount", reason="card_number")


def _existing(db: Database, number: str) -> CardRow:
    card = rows.by_number(db, number)
    if card is None:
        raise PosError("not_found", what="card")
    return card


def _ready(state: str) -> str:
    """A card from stock may be issued without being written (a printed number, a wedge reader's card)."""
    return card_rules.READY if state in _UNUSED else state


def _draft(kind: str, card: CardRow, data: dict[str, object]) -> Draft:
    return Draft(kind, {**data, "state": card.state}, member_id=card.member_id, account_id=card.account_id)
