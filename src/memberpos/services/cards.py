"""Cards: presenting one, issuing, losing and finding, replacing, taking back (domain rules §11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from memberpos.domain import card_notations
from memberpos.domain import cards as card_rules
from memberpos.domain.cards import CardNumber
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting
from memberpos.domain.money import check_fen
from memberpos.security.pin import hash_pin
from memberpos.services import card_passwords, law
from memberpos.services.booking import Draft, book
from memberpos.services.members import profile
from memberpos.services.money_moves import FEES, paid_in, shop_side
from memberpos.services.results import Presented
from memberpos.services.rights import require
from memberpos.services.shop import open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import audit, events, members, sales
from memberpos.store import cards as rows
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.members import MemberRow
from memberpos.store.sales import TenderRow
from memberpos.store.secrets import CARD_KEY, SecretBox, card_keys

#: Characters of a card number, one not encoded by us included (a track 1 holds 79).
LONGEST_NUMBER = 79
ROLES = ("main", "sub")
EXPIRED, AMBIGUOUS = "expired", "ambiguous"


@dataclass(frozen=True)
class CardDone:
    """A card and its new state; `event_id` names the event. `slip`: something on its paper is wanted by the holder (a
    generated password, a fee).
    """

    number: str
    state: str
    event_id: str = ""
    slip: bool = False
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))


def look_up(db: Database, text: str, now_ms: int, others: Sequence[str] = ()) -> Presented:
    """Whose card this is, from a track or a typed number; reads only. See `Presented` for the verdicts.

    `others`: further ways in which the list may hold an ID card (they come with its reading).
    """
    return _seen(db, card_rules.parse_track(text, *card_keys(db)), now_ms, others)


def present(use: Use, text: str, others: Sequence[str] = (), uid: str = "") -> Presented:
    """`look_up` for a card at the counter: one that must not be used, or whose chip (`uid`) is another, is logged; so
    is one that does not prove itself (no MAC) where the owner does not allow such cards. A first chip is kept.
    """
    with use.db.transaction():
        read = card_rules.parse_track(text, *card_keys(use.db))
        seen = _seen(use.db, read, use.now_ms, others)
        unproved = read.verdict == card_rules.NO_MAC and not shop_of(use.db).rules.cards_without_mac
        if unproved and seen.verdict in ("ok", AMBIGUOUS):
            seen = Presented(seen.number, card_rules.NO_MAC)
        if seen.verdict == "ok" and uid:
            seen = replace(seen, other_chip=_is_another_chip(use.db, seen.number, uid))
        what = "other_chip" if seen.other_chip else seen.verdict
        if what not in ("ok", "unknown", AMBIGUOUS):
            audit.append(
                use.db,
                at_ms=use.now_ms,
                staff_id=use.staff_id,
                action=f"card.presented.{what}",
                subject=seen.number,
            )
    return seen


def _seen(db: Database, read: CardNumber, now_ms: int, others: Sequence[str] = ()) -> Presented:
    if read.verdict == card_rules.BAD_MAC:
        return Presented(read.number, card_rules.BAD_MAC)
    card = rows.by_number(db, read.number)
    if card is None and read.verdict == card_rules.NO_MAC:
        alike = _alike(db, read.number, others)
        if len(alike) > 1:
            return Presented(read.number, AMBIGUOUS, alike=alike)
        card = rows.by_number(db, alike[0]) if alike else None
    if card is None:
        return Presented(read.number, "unknown")
    if card.state != card_rules.ACTIVE or card.member_id is None:
        return Presented(card.number, card.state)
    if card.expires_on is not None and card.expires_on < shop_of(db).business_date(now_ms).isoformat():
        return Presented(card.number, EXPIRED)
    return Presented(card.number, "ok", profile(db, card.member_id, now_ms))


def _alike(db: Database, number: str, others: Sequence[str]) -> tuple[str, ...]:
    """Cards in the list that are the same ID card under another notation."""
    numbers = others or card_notations.alike(number)
    return tuple(rows.known(db, numbers)) if numbers else ()


def _is_another_chip(db: Database, number: str, uid: str) -> bool:
    """Whether a card came with a chip that is not its own; the first one it comes with is kept."""
    card = rows.by_number(db, number)
    if card is None or card.uid is not None:
        return card is not None and card.uid != uid
    rows.set_uid(db, number, uid)
    return False


def number_of(db: Database, text: str) -> str:
    """The card number in a track or as typed."""
    return card_rules.parse_track(text, *card_keys(db)).number


def verify(db: Database, text: str) -> tuple[str, str]:
    """(state, verdict ok | unknown | lost | replaced | bad_mac …) of a card; state "" for a number never made."""
    read = card_rules.parse_track(text, *card_keys(db))
    card = rows.by_number(db, read.number)
    if read.verdict == card_rules.BAD_MAC:
        return ("" if card is None else card.state), card_rules.BAD_MAC
    if card is None:
        return "", "unknown"
    return card.state, "ok" if card.state == card_rules.ACTIVE else card.state


def next_in_stock(db: Database) -> str | None:
    """The number to issue next from stock."""
    return rows.next_in_stock(db)


def encoding(db: Database, number: str) -> tuple[str, str, str]:
    """The three tracks to write for a number: track 2 holds number, check digit and MAC, never money."""
    return "", card_rules.track2(number, SecretBox(db).get(CARD_KEY) or b""), ""


def issue(
    use: Use, member_id: str, number: str, role: str = "main", day_limit_fen: int | None = None, password: str = "",
    uid: str = "",
) -> CardDone:  # fmt: skip
    """Gives a card to a member; a number no batch made may be issued. A sub card (副卡) spends from the same account,
    at most `day_limit_fen` a day. `password` "" leaves the one its batch gave, if any. `uid`: its chip, if it has one.

    PosError number_taken, card_state, not_found, bad_amount, bad_setting (password), not_allowed, needs_approval.
    """
    _check_number(number)
    if role not in ROLES or (day_limit_fen is not None and day_limit_fen < 0):
        raise PosError("bad_amount", reason="card_role" if role not in ROLES else "day_limit")
    password_hash = hash_pin(password) if password else _initial_hash(use.db, number)
    with use.db.transaction():
        require(use, "card.issue")
        member = members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        card = rows.by_number(use.db, number)
        if card is not None and card.member_id is not None:
            raise PosError("number_taken", number=number)
        if card is not None:
            card_rules.move(_ready(card.state), card_rules.ACTIVE)
        card = card or CardRow(number, card_rules.ACTIVE)
        issued = replace(
            card, state=card_rules.ACTIVE, account_id=member.account_id, member_id=member_id, role=role,
            day_limit_fen=day_limit_fen, password_hash=password_hash,
            password_new=card.password_new and not password, expires_on=_ends_on(use, member), uid=uid or card.uid,
        )  # fmt: skip
        rows.put(use.db, issued, use.now_ms)
        data = {
            "number": number,
            "role": role,
            **({"day_limit_fen": day_limit_fen} if day_limit_fen is not None else {}),
            **_chip(uid),
        }
        event = book(use, _draft("card.issue", issued, data))
    return CardDone(number, issued.state, event.id, card_passwords.first_password(use.db, issued) is not None)


def _initial_hash(db: Database, number: str) -> str | None:
    card = rows.by_number(db, number)
    return card_passwords.initial_hash(db, card) if card is not None else None


def set_day_limit(use: Use, number: str, day_limit_fen: int | None) -> CardDone:
    """Another limit a day for a sub card; None = none. PosError not_found, bad_amount, not_allowed, needs_approval."""
    if day_limit_fen is not None:
        check_fen(day_limit_fen)
    with use.db.transaction():
        require(use, "card.issue")
        card = replace(_existing(use.db, number), day_limit_fen=day_limit_fen)
        rows.put(use.db, card, use.now_ms)
        event = book(use, _draft("card.limit", card, {"number": number, "day_limit_fen": day_limit_fen}))
    return CardDone(number, card.state, event.id)


def reactivate(use: Use, number: str) -> CardDone:
    """A card past its last day holds what it held and is good again for as long as a new one (§13).

    PosError card_state when it has no last day, not_found, not_allowed, needs_approval.
    """
    with use.db.transaction():
        require(use, "card.found")
        card = _existing(use.db, number)
        member = members.by_id(use.db, card.member_id or "")
        if card.expires_on is None or member is None:
            raise PosError("card_state", state=card.state)
        card = replace(card, expires_on=_ends_on(use, member))
        rows.put(use.db, card, use.now_ms)
        event = book(use, _draft("card.reactivate", card, {"number": number, "expires_on": card.expires_on}))
    return CardDone(number, card.state, event.id)


def lost(use: Use, number: str) -> CardDone:
    """Blocks a card at once."""
    return _to(use, number, card_rules.LOST, "card.lost")


def found(use: Use, number: str) -> CardDone:
    """Gives a lost card back its use; a new status epoch, so that it beats older news of the loss."""
    return _to(use, number, card_rules.ACTIVE, "card.found", epoch=1, only_from=card_rules.LOST)


def return_card(use: Use, number: str) -> CardDone:
    """Takes a card back from its holder; the account stays."""
    return _to(use, number, card_rules.RETURNED, "card.return")


def restock(use: Use, number: str) -> CardDone:
    """A card that came back belongs to nobody and can be issued again."""
    return _to(use, number, card_rules.STOCK, "card.restock", right="card.return")


def void(use: Use, number: str) -> CardDone:
    """A card that is never used again."""
    return _to(use, number, card_rules.VOID, "card.void")


def replace_card(
    use: Use, number: str, new_number: str, fee_fen: int = 0, pay: str = "cash", event_id: str | None = None,
    uid: str = "",
) -> CardDone:  # fmt: skip
    """A new card on the same account, in one transaction: same points, passes and history, role, limit and password; a
    fee is taken by `pay`. `event_id` makes a repeat harmless.

    PosError number_taken, card_state, not_found, bad_amount, no_shift (with a fee), not_allowed, needs_approval.
    """
    check_fen(fee_fen)
    _check_number(new_number)
    initial = _initial_hash(use.db, new_number)
    with use.db.transaction():
        if event_id and events.exists(use.db, event_id):
            return _replaced(use.db, new_number, event_id, fee_fen)
        require(use, "card.replace")
        old = _existing(use.db, number)
        card_rules.move(old.state, card_rules.REPLACED)
        fresh = rows.by_number(use.db, new_number)
        if fresh is not None and (fresh.member_id is not None or fresh.state not in _UNUSED):
            raise PosError("number_taken", number=new_number)
        rows.put(use.db, replace(old, state=card_rules.REPLACED, replaced_by=new_number), use.now_ms)
        issued = replace(_successor(old, fresh or CardRow(new_number, card_rules.ACTIVE), initial), uid=uid or None)
        rows.put(use.db, issued, use.now_ms)
        facts = {"number": number, "new_number": new_number, "fee_fen": fee_fen, **_chip(uid)}
        draft = _draft("card.replace", issued, facts)
        made = UUID(event_id) if event_id else None
        event = book(use, replace(draft, postings=_fee(use, pay, fee_fen), event_id=made))
        if fee_fen:
            sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, pay, fee_fen, fee_fen)])
        return _replaced(use.db, new_number, event.id, fee_fen)


def _replaced(db: Database, number: str, event_id: str, fee_fen: int) -> CardDone:
    password = card_passwords.first_password(db, _existing(db, number))
    return CardDone(number, card_rules.ACTIVE, event_id, fee_fen > 0 or password is not None)


def _successor(old: CardRow, fresh: CardRow, initial: str | None) -> CardRow:
    """The new card as the old one was; the holder's own password goes along, a batch's one does not."""
    own = None if old.password_new else old.password_hash
    return replace(
        fresh, state=card_rules.ACTIVE, account_id=old.account_id, member_id=old.member_id, role=old.role,
        day_limit_fen=old.day_limit_fen, password_hash=own or initial,
        password_new=fresh.password_new and own is None, expires_on=old.expires_on,
    )  # fmt: skip


def _ends_on(use: Use, member: MemberRow) -> str | None:
    shop = shop_of(use.db)
    today = shop.business_date(use.now_ms)
    ruled = law.in_force(shop, today)
    last = ruled.card_ends_on(today, named=law.named(member)) if ruled else None
    return last.isoformat() if last else None


def _chip(uid: str) -> dict[str, object]:
    return {"uid": uid} if uid else {}


def _fee(use: Use, pay: str, fee_fen: int) -> list[Posting]:
    if fee_fen == 0:
        return []
    open_shift(use.db)
    unit = shop_of(use.db).currency
    return [paid_in(pay, unit, fee_fen), shop_side(FEES, unit, fee_fen)]


_UNUSED = (card_rules.STOCK, card_rules.ENCODED, card_rules.READY)


def _to(use: Use, number: str, state: str, kind: str, epoch: int = 0, only_from: str = "", right: str = "") -> CardDone:
    with use.db.transaction():
        require(use, right or kind)
        card = _existing(use.db, number)
        if only_from and card.state != only_from:
            raise PosError("card_state", state=card.state, to=state)
        moved = replace(card, state=card_rules.move(card.state, state), status_epoch=card.status_epoch + epoch)
        if state == card_rules.STOCK:
            moved = _blank(use.db, moved)
        rows.put(use.db, moved, use.now_ms)
        event = book(use, _draft(kind, replace(moved, member_id=card.member_id, account_id=card.account_id),
                                 {"number": number}))  # fmt: skip
    return CardDone(number, state, event.id)


def _blank(db: Database, card: CardRow) -> CardRow:
    """As its batch made it."""
    batch = rows.batch(db, card.batch_id) if card.batch_id else None
    return CardRow(
        card.number, card.state, status_epoch=card.status_epoch, batch_id=card.batch_id, uid=card.uid,
        password_new=bool(batch and batch.password_kind),
    )  # fmt: skip


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
    told = {**data, "state": card.state, "epoch": card.status_epoch}
    return Draft(kind, told, member_id=card.member_id, account_id=card.account_id)
